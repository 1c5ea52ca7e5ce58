//! Money: scales, currencies and their many names, parts, ranges, hedges.

use crate::extract::marked::check;
use crate::extract::mention::Doubt;
use crate::extract::scan::scan;

#[test]
fn scales_short_and_long() {
    check(
        "It costs [10tn yen|money 10000000000000 JPY], [¥10tn|money 10000000000000 JPY] or [10 trillion yen|money 10000000000000 JPY].",
    );
    check(
        "Budgets of [€4bn|money 4000000000 EUR], [€4 bn|money 4000000000 EUR], [€4 billion|money 4000000000 EUR] and [€4-billion|money 4000000000 EUR]",
    );
    check(
        "They asked for [300 mln euros|money 300000000 EUR], [300 mn euros|money 300000000 EUR], [300 mio euros|money 300000000 EUR] and [1.2 mld euros|money 1200000000 EUR].",
    );
    check(
        "A loan of [1.4 trn roubles|money 1400000000000 RUB] and [900 bln roubles|money 900000000000 RUB]",
    );
    check(
        "He sold it for [$5k|money 5000 USD], [$5K|money 5000 USD], [$7.5MM|money 7500000 USD] and [$1.4B|money 1400000000 USD].",
    );
    check(
        "Fees of [US$2.35-billion|money 2350000000 USD] and [US$ 2.35 billion|money 2350000000 USD]",
    );
    check(
        "[a quadrillion rials|money 1000000000000000 IRR], [two trillion rials|money 2000000000000 IRR]",
    );
}

#[test]
fn letters_before_large_amounts() {
    check(
        "It will pass [W70tn|money 70000000000000 KRW] and [Won1.2 trillion|money 1200000000000 KRW].",
    );
    check("a lens of the W124 car, a W 12 engine");
}

#[test]
fn scales_of_scales() {
    check(
        "a plan of [3 thousand billion yen|money 3000000000000 JPY] and [2 million million pesos|money 2000000000000 PHP]",
    );
    check("The bill was [five hundred thousand million lire|money 500000000000 ITL].");
    check(
        "It will take [2.4 lakh crore rupees|money 2400000000000 INR], [₹1.1 thousand crore|money 11000000000 INR] and [Rs 12 lakh|money 1200000 INR].",
    );
    check("They lent [4 hundred million dollars|money 400000000 USD].");
}

#[test]
fn indian_amounts() {
    check(
        "The board cleared [₹840 crore|money 8400000000 INR] and [Rs. 75 cr|money 750000000 INR].",
    );
    check(
        "[Rs1.9 trillion|money 1900000000000 INR], [Rs 6,81,210.27 crore|money 6812102700000 INR] and [₹1,25,000|money 125000 INR]",
    );
    check("[about 21,772 crore rupees|money 217720000000 INR about]");
    check("a price of [INR 4,276 crore|money 42760000000 INR]");
    check("It paid [2 crore 50 lakh rupees|money 25000000 INR].");
}

#[test]
fn east_asian_amounts() {
    check(
        "It asks for [7兆円|money 7000000000000 JPY], [1兆2000億円|money 1200000000000 JPY] and [5千万円|money 50000000 JPY].",
    );
    check(
        "They spend [61조 원|money 61000000000000 KRW], [3조 2,000억원|money 3200000000000 KRW] and [5억 달러|money 500000000 USD].",
    );
    check("The city pays [30亿元|money 3000000000 CNY] and [6億ドル|money 600000000 USD].");
}

#[test]
fn codes_before_and_after() {
    check(
        "[SEK 18bn|money 18000000000 SEK], [NOK 4,200 million|money 4200000000 NOK], [DKK 95bn|money 95000000000 DKK] and [CHF 950m|money 950000000 CHF]",
    );
    check(
        "[18bn SEK|money 18000000000 SEK], [4.2 billion NOK|money 4200000000 NOK], [250 PLN|money 250 PLN]",
    );
    check(
        "[RMB 1.67tn|money 1670000000000 CNY], [CN¥90bn|money 90000000000 CNY] and [CNH 12 million|money 12000000 CNY]",
    );
    check(
        "[AED 3.2bn|money 3200000000 AED], [QAR 900m|money 900000000 QAR], [KWD 120m|money 120000000 KWD] and [ILS 44bn|money 44000000000 ILS]",
    );
    check(
        "[UGX 1.2 trillion|money 1200000000000 UGX], [LKR 400 billion|money 400000000000 LKR], [TZS 9,500,000|money 9500000 TZS]",
    );
    check("[TRY 30 billion|money 30000000000 TRY] and [30 billion TRY|money 30000000000 TRY]");
}

#[test]
fn codes_that_are_words_need_a_large_amount() {
    check("COP 29 opened with [5|count 5] SAR satellites and [17|count 17] SDG targets.");
    check("The TOP 10 list and MAD 2 theory and CUP 3");
    check("Colombia asked for [COP 4.1 trillion|money 4100000000000 COP].");
    check("Riyadh pays [SAR 2.5 billion|money 2500000000 SAR].");
    check("ALL [1,200|count 1200] workers left.");
}

#[test]
fn letters_before_the_sign() {
    check(
        "[A$368bn|money 368000000000 AUD], [AU$3m|money 3000000 AUD], [C$73 billion|money 73000000000 CAD], [CA$5m|money 5000000 CAD], [CAD$5m|money 5000000 CAD]",
    );
    check(
        "[NZ$12 billion|money 12000000000 NZD], [HK$10.05 billion|money 10050000000 HKD], [S$3.4bn|money 3400000000 SGD], [SG$2bn|money 2000000000 SGD]",
    );
    check(
        "[NT$949.5 billion|money 949500000000 TWD], [R$5 billion|money 5000000000 BRL], [J$40 million|money 40000000 JMD], [TT$8m|money 8000000 TTD]",
    );
    check(
        "It was [HK $ 4 billion|money 4000000000 HKD] or [US $ 500 million|money 500000000 USD].",
    );
    check("A sum of [U.S.$40 million|money 40000000 USD]");
    check("In the US [$5bn|money 5000000000 USD] was spent.");
}

#[test]
fn letters_before_digits() {
    check(
        "[R1.2bn|money 1200000000 ZAR] for patrol ships, [RM2.8 billion|money 2800000000 MYR] for jets, [Rp 125 trillion|money 125000000000000 IDR]",
    );
    check(
        "[SR272 billion|money 272000000000 SAR] and [Dh12.8 billion|money 12800000000 AED], [Dhs 12.8 billion|money 12800000000 AED]",
    );
    check(
        "[JD1.2 billion|money 1200000000 JOD], [Kč160bn|money 160000000000 CZK], [LE 20 billion|money 20000000000 EGP], [NRs 60 billion|money 60000000000 NPR]",
    );
    // Letters that nobody knows are not what the text went on in.
    check("[€5 billion|money 5000000000 EUR], then Ksb 3 billion more");
    check(
        "[Tk 500 crore|money 5000000000 BDT], [KSh 4.1 billion|money 4100000000 KES], [KES 900m|money 900000000 KES]",
    );
    check(
        "[kr 300 million|money 300000000 SEK], [kr. 45|money 45 SEK], [Fr. 1,200|money 1200 CHF], [zł 4.50|money 4.5 PLN]",
    );
    check("The R2 unit met R37 and R10.84.");
}

#[test]
fn names_after() {
    check(
        "[12 billion zlotys|money 12000000000 PLN], [40 billion hryvnias|money 40000000000 UAH], [400 billion forints|money 400000000000 HUF]",
    );
    check(
        "[44 billion shekels|money 44000000000 ILS], [500 billion tenge|money 500000000000 KZT], [90 billion baht|money 90000000000 THB], [3 million ringgit|money 3000000 MYR]",
    );
    check(
        "[130 trillion rupiah|money 130000000000000 IDR], [22 trillion dong|money 22000000000000 VND], [70 million lari|money 70000000 GEL], [4 billion leva|money 4000000000 BGN]",
    );
    check(
        "[2.4 billion lei|money 2400000000 RON], [600 million denars|money 600000000 MKD], [15 billion kroner|money 15000000000 NOK], [20 billion crowns|money 20000000000 CZK]",
    );
    check(
        "[3 billion naira|money 3000000000 NGN], [12 million cedis|money 12000000 GHS], [50 million birr|money 50000000 ETB], [8 billion kwanzas|money 8000000000 AOA]",
    );
    check("[60 bucks|money 60 USD] and [20 quid|money 20 GBP]");
    check(
        "[300 million Finnish markka|money 300000000 FIM], [5 million Deutschmarks|money 5000000 DEM], [12 million guilders|money 12000000 NLG], [900 million pesetas|money 900000000 ESP]",
    );
}

#[test]
fn adjectives_settle_shared_names() {
    check(
        "[5 billion Danish kroner|money 5000000000 DKK], [5 billion Swedish kronor|money 5000000000 SEK], [5 billion Icelandic kronur|money 5000000000 ISK]",
    );
    check(
        "[2 billion Australian dollars|money 2000000000 AUD], [2 billion Jamaican dollars|money 2000000000 JMD], [30 Hong Kong dollars|money 30 HKD]",
    );
    check(
        "[400 million New Taiwan dollars|money 400000000 TWD], [4 billion U.S. dollars|money 4000000000 USD], [7 New Zealand dollars|money 7 NZD]",
    );
    check(
        "[300 million Egyptian pounds|money 300000000 EGP], [90 million Syrian pounds|money 90000000 SYP], [5 Lebanese pounds|money 5 LBP]",
    );
    check(
        "[9 billion Iraqi dinars|money 9000000000 IQD], [20 million Tunisian dinars|money 20000000 TND], [3 Serbian dinars|money 3 RSD]",
    );
    check(
        "[800 million Mexican pesos|money 800000000 MXN], [2 billion Chilean pesos|money 2000000000 CLP]",
    );
    check(
        "[12 trillion Iranian rials|money 12000000000000 IRR], [40 million Yemeni rials|money 40000000 YER], [5 Omani rials|money 5 OMR]",
    );
    check(
        "[3 billion CFA francs|money 3000000000 XOF], [200 Rwandan francs|money 200 RWF], [50 Swiss francs|money 50 CHF]",
    );
    check("[90 million Kenyan shillings|money 90000000 KES], [40 Ugandan shillings|money 40 UGX]");
    check(
        "[3 billion Sri Lankan rupees|money 3000000000 LKR] and [90 million Nepalese rupees|money 90000000 NPR]",
    );
    check("[ten korean won|money 10 KRW], [20 saudi riyals|money 20 SAR]");
}

#[test]
fn countries_settle_shared_names() {
    check("Iraq set aside [5 trillion dinars|money 5000000000000 IQD].");
    check("Sri Lanka raised it to [400 billion rupees|money 400000000000 LKR].");
    check(
        "Mexico pays [200 million pesos|money 200000000 MXN]; Argentina pays [5 billion pesos|money 5000000000 ARS].",
    );
    check("Kenya owes [90 billion shillings|money 90000000000 KES].");
    check("Copenhagen adds [3 billion kroner|money 3000000000 DKK].");
}

#[test]
fn signs_before_and_after() {
    check(
        "[₩950 billion|money 950000000000 KRW], [₪44bn|money 44000000000 ILS], [₴1.5 trillion|money 1500000000000 UAH], [₽900bn|money 900000000000 RUB], [₺30bn|money 30000000000 TRY], [₫5 trillion|money 5000000000000 VND], [₦40bn|money 40000000000 NGN], [₱2bn|money 2000000000 PHP], [฿90bn|money 90000000000 THB]",
    );
    check(
        "[40 €|money 40 EUR], [40€|money 40 EUR], [5$|money 5 USD], [300 ₽|money 300 RUB] and [12 ¥|money 12 JPY]",
    );
    check("[£4bn|money 4000000000 GBP] or [4bn £|money 4000000000 GBP]");
}

#[test]
fn parts_of_currencies() {
    check(
        "It rose [99 cents|money 0.99 USD], [1.20 cents|money 0.012 USD], [5 US cents|money 0.05 USD] and [34 cents|money 0.34 USD].",
    );
    check(
        "A stamp is [50 pence|money 0.5 GBP], a call [80 kopecks|money 0.8 RUB], a match [25 paise|money 0.25 INR].",
    );
    check("It costs [20 dollars and 50 cents|money 20.5 USD].");
    check("It costs [3 euros 20 cents|money 3.2 EUR] and [5 pounds, 20 pence|money 5.2 GBP].");
    check("[between 20 and 30 cents|money 0.2..0.3 USD]");
    check("ten cents on the dollar, two cents of every dollar");
}

#[test]
fn separators() {
    check(
        "[US$ 1,250.50|money 1250.5 USD] and [1.250,50 €|money 1250.5 EUR] and [1 250,50 EUR|money 1250.5 EUR]",
    );
    check("[CHF 1'250'000|money 1250000 CHF] and [CHF 1’250|money 1250 CHF]");
    check(
        "[50 000 kronor|money 50000 SEK], [1 200 000 kronor|money 1200000 SEK] and [12 500 000 EUR|money 12500000 EUR]",
    );
    check("[4,5 billion euros|money 4500000000 EUR] and [0,75 billion euros|money 750000000 EUR]");
    check("[€2.500|money 2500 EUR] and [€ 1.234.567,89|money 1234567.89 EUR]");
}

#[test]
fn words() {
    check(
        "[forty-three trillion yen|money 43000000000000 JPY], [one hundred and one dollars|money 101 USD]",
    );
    check(
        "[two point five million dollars|money 2500000 USD], [zero point seven billion euros|money 700000000 EUR]",
    );
    check(
        "[one and a half million dollars|money 1500000 USD], [three and a quarter billion euros|money 3250000000 EUR], [5 and a half million pounds|money 5500000 GBP]",
    );
    check(
        "[half a billion dollars|money 500000000 USD], [half a million pounds|money 500000 GBP], [a half million dollars|money 500000 USD], [half-million dollars|money 500000 USD]",
    );
    check(
        "[a quarter of a million euros|money 250000 EUR], [three-quarters of a trillion yen|money 750000000000 JPY], [two-thirds of a billion dollars|money 666666666.667 USD]",
    );
    check(
        "[a million dollars|money 1000000 USD], [a billion and a half dollars|money 1500000000 USD], [a hundred million dollars|money 100000000 USD]",
    );
    check(
        "[one million two hundred thousand dollars|money 1200000 USD], [two thousand five hundred euros|money 2500 EUR]",
    );
    check("[twenty-two hundred dollars|money 2200 USD], [a thousand and one euros|money 1001 EUR]");
}

#[test]
fn large_sums_as_adjectives() {
    check(
        "a [$1.5 million|money 1500000 USD]-a-year contract and a [$70|money 70 USD]-a-share bid",
    );
    check(
        "a [billion-dollar|money 1000000000 USD] deal, the [trillion-dollar|money 1000000000000 USD] question, a [40-million-euro|money 40000000 EUR] ship",
    );
    check("a multi-billion-dollar deal, several billion dollars, billions of dollars");
    check("a six-figure sum, a multi-million pound plan, half the money");
    check("[$15.4|money 15.4 USD]/hour, [€30|money 30 EUR] per day");
}

#[test]
fn ranges() {
    check(
        "[$1.2bn to $1.5bn|money 1200000000..1500000000 USD]; [$1.2bn-$1.5bn|money 1200000000..1500000000 USD]; [$1.2-1.5bn|money 1200000000..1500000000 USD]",
    );
    check(
        "[between 15 and 20 billion dollars|money 15000000000..20000000000 USD], [between $15bn and $20bn|money 15000000000..20000000000 USD]",
    );
    check(
        "[15 to 20 billion dollars|money 15000000000..20000000000 USD], [15-20 billion dollars|money 15000000000..20000000000 USD], [two to three million euros|money 2000000..3000000 EUR]",
    );
    check(
        "[€5m-€6m|money 5000000..6000000 EUR], [€5m–6m|money 5000000..6000000 EUR], [SEK 5bn to SEK 6bn|money 5000000000..6000000000 SEK]",
    );
    check(
        "from [$2bn|money 2000000000 USD] to [$3bn|money 3000000000 USD], from [2 billion to 3 billion dollars|money 2000000000..3000000000 USD]",
    );
}

#[test]
fn hedges() {
    check(
        "[about $5bn|money 5000000000 USD about], [around €5bn|money 5000000000 EUR about], [roughly £5bn|money 5000000000 GBP about], [some ¥500 billion|money 500000000000 JPY about], [an estimated $5bn|money 5000000000 USD about]",
    );
    check(
        "[more than $5bn|money 5000000000 USD more_than], [over $5bn|money 5000000000 USD more_than], [in excess of $5bn|money 5000000000 USD more_than], [upwards of $5bn|money 5000000000 USD more_than], [north of $5bn|money 5000000000 USD more_than]",
    );
    check(
        "[less than $5bn|money 5000000000 USD less_than], [under $5bn|money 5000000000 USD less_than], [below $5bn|money 5000000000 USD less_than], [just shy of $5bn|money 5000000000 USD nearly], [nearly $5bn|money 5000000000 USD nearly], [almost $5bn|money 5000000000 USD nearly]",
    );
    check(
        "[at least $5bn|money 5000000000 USD at_least], [no less than $5bn|money 5000000000 USD at_least], [a minimum of $5bn|money 5000000000 USD at_least], [as little as $5|money 5 USD at_least]",
    );
    check(
        "[up to $5bn|money 5000000000 USD at_most], [at most $5bn|money 5000000000 USD at_most], [no more than $5bn|money 5000000000 USD at_most], [as much as $5bn|money 5000000000 USD at_most], [a maximum of $5bn|money 5000000000 USD at_most], [not exceeding $5bn|money 5000000000 USD at_most]",
    );
    check(
        "[in the region of $5bn|money 5000000000 USD about], [on the order of $5bn|money 5000000000 USD about], [something like $5bn|money 5000000000 USD about], [close to $5bn|money 5000000000 USD nearly]",
    );
    check(
        "[$5bn+|money 5000000000 USD at_least], [$5bn-plus|money 5000000000 USD at_least], [$5bn or more|money 5000000000 USD at_least], [$5bn or so|money 5000000000 USD about], [$5bn at most|money 5000000000 USD at_most], [~$5bn|money 5000000000 USD about], [≥$5bn|money 5000000000 USD at_least], [<$5bn|money 5000000000 USD less_than]",
    );
    check(
        "[up to about $5bn|money 5000000000 USD at_most], [more than an estimated $5bn|money 5000000000 USD more_than]",
    );
}

#[test]
fn words_that_are_no_money() {
    check("Labour's [12|count 12] won seats and the 326 won in England");
    check("[5|count 5] real threats, [20|count 20] rand walls");
    check("two pounds of sugar, a 500-pound bomb, 2,000 pounds of explosives");
    check("[5|count 5] crown jewels, [30 sterling|money 30 GBP] men, [6|count 6] sols");
}

#[test]
fn currency_of_the_text_around() {
    check(
        "It costs [201 billion zlotys|money 201000000000 PLN] ([$55 billion|money 55000000000 USD]), of which [64 billion|money 64000000000 PLN] is for tanks.",
    );
    check("A shell that cost [2,000 euros|money 2000 EUR] now costs [8,500|money 8500 EUR].");
    check(
        "They make [two million|count 2000000 of=shells] shells for [€4bn|money 4000000000 EUR]; others make [four million|money 4000000 EUR].",
    );
}

#[test]
fn letters_before_a_name() {
    check(
        "[300 m euros|money 300000000 EUR], [5m pounds|money 5000000 GBP], [2b yen|money 2000000000 JPY], [1.5m euros|money 1500000 EUR]",
    );
    check(
        "[SKr 40bn|money 40000000000 SEK], [DKr 20bn|money 20000000000 DKK], [NKr 85bn|money 85000000000 NOK], [NIS 168 billion|money 168000000000 ILS]",
    );
}

#[test]
fn points() {
    check(
        "[$.50|money 0.5 USD] and [5 Mio. EUR|money 5000000 EUR], [5 Mrd. €|money 5000000000 EUR], [186.6 bln. zlotys|money 186600000000 PLN]",
    );
    check("It cost [$5|money 5 USD]. [EUR 6|money 6 EUR] was paid.");
}

#[test]
fn steps_are_no_ranges() {
    check(
        "Shares rose 4.5 to [1,732.50 euros|money 1732.5 EUR]. They will cut [2 to 3 million euros|money 2000000..3000000 EUR].",
    );
}

#[test]
fn signs_behind_letters() {
    check(
        "[20m €|money 20000000 EUR], [20 m€|money 20000000 EUR], [20 M€|money 20000000 EUR], [20 k€|money 20000 EUR], [20 million $|money 20000000 USD], [20 million US$|money 20000000 USD]",
    );
    check("in the row 5 [$ 10|money 10 USD]");
}

#[test]
fn a_name_settles_the_dollar_sign() {
    check(
        "[$120 billion pesos|money 120000000000 MXN] for Mexico; [$5 million Canadian dollars|money 5000000 CAD]; [$5 million dollars|money 5000000 USD]",
    );
}

#[test]
fn the_nearest_country_before() {
    check(
        "Serbia's [2.6bn dinars|money 2600000000 RSD], Jordan's [1.2bn dinars|money 1200000000 JOD], Kuwait's [900m dinars|money 900000000 KWD]",
    );
    check(
        "[CFA 500 billion|money 500000000000 XOF], [TL 40bn|money 40000000000 TRY], [Sh370bn|money 370000000000 KES], [Col$30tn|money 30000000000000 COP], [E£90bn|money 90000000000 EGP]",
    );
}

#[test]
fn signs_with_a_stroke() {
    check("[S/7.9 billion|money 7900000000 PEN] and [S/. 500 million|money 500000000 PEN]");
    check("[B/.12.5 million|money 12500000 PAB] of [T$1.25 trillion|money 1250000000000 TWD]");
    check("the 24/7 shift, A/S 2.5 and his S/N 4417 stay");
}

#[test]
fn points_part_thousands_where_commas_are_decimal() {
    check(
        "With [1,1 %|percent 1.1] it votes [5.000 million reais|money 5000000000 BRL] and [S/ 13.100 million|money 13100000000 PEN]",
    );
    check("With [1.1 %|percent 1.1] it votes [5.250 million reais|money 5250000 BRL]");
}

#[test]
fn a_sum_is_no_bound() {
    check("it adds up to [30 billion dollars|money 30000000000 USD]");
}

#[test]
fn letters_of_africa() {
    check("[Br 15.1bn|money 15100000000 ETB], [N3.1 trillion|money 3100000000000 NGN]");
    check("exit N10.25 and contract N00019");
}

#[test]
fn letters_of_two_lands() {
    check("It paid [QR 40bn|money 40000000000 QAR] and [P40 billion|money 40000000000 PHP].");
    check("The P8 crew flew QR 12 codes.");
}

#[test]
fn hyphens_through_to_the_currency() {
    check("a [1.6-billion-US-dollar|money 1600000000 USD] loan");
}

#[test]
fn a_scale_behind_plus() {
    check(
        "[$300-plus million|money 300000000 USD at_least] and [€2-plus bn|money 2000000000 EUR at_least]",
    );
}

#[test]
fn a_scale_of_a_currency() {
    check("[2.4 billion of euros|money 2400000000 EUR]; 5 of euros");
}

#[test]
fn chinese_scales_multiply() {
    check("[1.67万亿元|money 1670000000000 CNY], [3万元|money 30000 CNY]");
}

#[test]
fn a_year_of_prices_is_no_amount() {
    check("[$5bn|money 5000000000 USD] in [2015|date 2015-01-01..2015-12-31] dollars");
    check(
        "at constant [2022|date 2022-01-01..2022-12-31] US dollars, at [2021|date 2021-01-01..2021-12-31] prices",
    );
    check("it costs [2015 dollars|money 2015 USD]; at [2000 dollars|money 2000 USD] a piece");
}

#[test]
fn the_label_of_a_line_names_the_unit() {
    check(
        "- Budget (US$ million): [4,500|money 4500000000 USD]\n- Share of GDP (%): [2.1|percent 2.1]",
    );
    check(
        "Range (km): [300–500|distance 300..500]\nCost ($ million): [300–500|money 300000000..500000000 USD]",
    );
    check(
        "Budget (USD million): [300 million|money 300000000 USD]; Share (%): [5–10|percent 5..10]",
    );
    check("Range (km): [300|distance 300]\nSpeed (km/h): 900\nGuns (naval): 4");
}

#[test]
fn words_between_a_number_and_its_currency() {
    check("[over 450 billion extra US dollars|money 450000000000 USD more_than]");
    check("[12 billion additional euros|money 12000000000 EUR]; [12|count 12] more ships");
    check("in current [2017|date 2017-01-01..2017-12-31] US dollars");
}

#[test]
fn negative_amounts() {
    check("It lost [-$5 million|money -5000000 USD] and ([−€2.1bn|money -2100000000 EUR]).");
    check("The list:\n-[$5 million|money 5000000 USD] for radars");
    check(
        "[$5 million|money 5000000 USD] -[$6 million|money 6000000 USD], A-[$5 million|money 5000000 USD]",
    );
}

#[test]
fn letters_apart_from_the_dollar() {
    check(
        "the [c $ 300 million|money 300000000 CAD] charge, a [us $ 10 billion|money 10000000000 USD] deal",
    );
    check("gives us [$5|money 5 USD]; [40 rmb|money 40 CNY]");
}

#[test]
fn a_change_shares_its_scale() {
    check("rose from [$5|money 5000000 USD] to [$10 million|money 10000000 USD]");
    check("fell from [€9|money 9000000000 EUR] to [€6bn|money 6000000000 EUR]");
    check("rose from [$900|money 900 USD] to [$1.2 million|money 1200000 USD]");
    check("parts whose price rose from [$10|money 10 USD] to [$1.5 million|money 1500000 USD]");
    check("cut parts that rose from [$10|money 10 USD] to [$1.5 million|money 1500000 USD]");
    check("was cut from [$10|money 10000000 USD] to [$1.5 million|money 1500000 USD]");
}

#[test]
fn crowns_of_another_land_are_doubted_as_kroner_are() {
    for text in [
        "In Norway it cost 3 billion crowns.",
        "In Norway it cost 3 billion kroner.",
    ] {
        let mut found = Vec::new();
        scan(text, &[], None, &mut found);
        let doubts: Vec<_> = found.iter().map(|it| it.doubt).collect();
        assert_eq!(doubts, [Some(Doubt::SharedByCountries)], "{text}");
    }
}

#[test]
fn cedis_rupiah_and_doubled_signs() {
    check("[GH¢3.7b|money 3700000000 GHS] and [GH₵1.5 billion|money 1500000000 GHS]");
    check("[Rp. 1,788 trillion|money 1788000000000000 IDR]");
    check("a total of [USD $25.4 billion|money 25400000000 USD]");
}

#[test]
fn codes_stand_before_a_dollar_sign() {
    check(
        "[NZD $2 million|money 2000000 NZD], [TWD $4 million|money 4000000 TWD], [MXN $6 million|money 6000000 MXN]",
    );
}
