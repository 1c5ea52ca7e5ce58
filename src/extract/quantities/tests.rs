//! What is a figure, and what is not, by kind.

mod counts;
mod lengths;
mod money;
mod percents;
mod prose;
mod ranks;

use proptest::prelude::*;

use crate::extract::marked::check;
use crate::extract::scan::scan;

#[test]
fn money_with_a_sign_before() {
    check("[£6bn|money 6000000000 GBP] for [£1.5bn|money 1500000000 GBP]");
    check("[$54.7 billion|money 54700000000 USD] and [US$ 2.76 billion|money 2760000000 USD]");
    check("[A$52bn|money 52000000000 AUD] or [NT$949.5 billion|money 949500000000 TWD]");
    check("[C$1.4bn|money 1400000000 CAD], [NZ$12 billion|money 12000000000 NZD]");
    check("[₹840 crore|money 8400000000 INR]; [¥8.7 trillion|money 8700000000000 JPY]");
    check("[₩66.3 trillion|money 66300000000000 KRW] in [€316m|money 316000000 EUR]");
    check("a [$6-billion|money 6000000000 USD] deal, [$300K|money 300000 USD] each");
    check("[$2718 billion|money 2718000000000 USD] is no year");
    check("[$7.5\u{a0}million|money 7500000 USD] with a no-break space");
}

#[test]
fn money_with_a_code_before() {
    check("[SEK 300bn|money 300000000000 SEK], [NOK 1,624 billion|money 1624000000000 NOK]");
    check("[PLN 124.3bn|money 124300000000 PLN] and [DKK 58bn|money 58000000000 DKK]");
    check("[Rs 6,81,210.27 crore|money 6812102700000 INR]");
    check(
        "[PRs. 700 billion|money 700000000000 PKR], [PRs 700 million|money 700000000 PKR] in all",
    );
    check(
        "[PKRs. 700|money 700 PKR]; they carried old SLRs. [40|count 40 of=soldiers] soldiers fled.",
    );
    check("There were [two|count 2] PRs. [12|count 12] engineers left, PRs 700 behind.");
    check(
        "[2 billion Norwegian crowns|money 2000000000 NOK] in Norway.\n[3 billion crowns|money 3000000000 NOK]; [CZK 5 billion|money 5000000000 CZK]",
    );
    check("[SLRs 40 billion|money 40000000000 LKR]; [EURO 3 billion|money 3000000000 EUR]");
    check(
        "a rise over [Rs 900 crore|money 9000000000 INR]; it cost [over Rs 900 crore|money 9000000000 INR more_than]",
    );
    check(
        "[Rs. 1,11,544 crore|money 1115440000000 INR], [Rs2,550 billion|money 2550000000000 INR]",
    );
    check("[RMB 1.78 trillion|money 1780000000000 CNY]");
    check("[₹6.81 lakh crore|money 6810000000000 INR]");
}

#[test]
fn money_with_a_name_after() {
    check(
        "[10 trillion yen|money 10000000000000 JPY] ([68 billion dollars|money 68000000000 USD])",
    );
    check(
        "[186.6 bln zlotys|money 186600000000 PLN] and [43.7 billion euros|money 43700000000 EUR]",
    );
    check("[900 million Swedish kronor|money 900000000 SEK]");
    check("[10 billion Danish kroner|money 10000000000 DKK]");
    check("[400 million New Taiwan dollars|money 400000000 TWD]");
    check("[3 billion Australian dollars|money 3000000000 AUD]");
    check(
        "[4 billion U.S. dollars|money 4000000000 USD] and [3.4 billion USD|money 3400000000 USD]",
    );
    check("[13.5 trillion roubles|money 13500000000000 RUB]");
    check("a [177 billion-yen|money 177000000000 JPY] purchase");
    check("[half a billion dollars|money 500000000 USD]");
    check("[10兆円|money 10000000000000 JPY], [1兆2000億円|money 1200000000000 JPY]");
    check("[10,5 billion euros|money 10500000000 EUR] with a decimal comma");
}

#[test]
fn money_ranges() {
    check("[$15-20bn|money 15000000000..20000000000 USD]");
    check("[$15–$20 billion|money 15000000000..20000000000 USD]");
    check("[A$4.1bn to A$7bn|money 4100000000..7000000000 AUD]");
    check("[15–20 billion dollars|money 15000000000..20000000000 USD]");
    check("[between 15 and 20 billion dollars|money 15000000000..20000000000 USD]");
    check("rose from [$5 billion|money 5000000000 USD] to [$10 billion|money 10000000000 USD]");
    check("fell from [5 billion yen|money 5000000000 JPY] to [4 billion yen|money 4000000000 JPY]");
}

#[test]
fn a_change_is_two_figures() {
    check("rose from [2|percent 2] to [3 per cent|percent 3]");
    check("ranges from [2 to 3 per cent|percent 2..3]");
    check("will cut the army from [500|count 500 of=tanks] to [400|count 400] tanks");
    check("rise from [40,000|count 40000] to [100,000|count 100000] shells");
    check("grew from [5|money 5000000000 USD] to [10 billion dollars|money 10000000000 USD]");
}

#[test]
fn money_whose_currency_is_understood() {
    check(
        "from [5.1 trillion yen|money 5100000000000 JPY] to [8.5 trillion|money 8500000000000 JPY]",
    );
    check(
        "It cost [5 billion yen|money 5000000000 JPY]. Then came [3 billion|money 3000000000 JPY].",
    );
    check("India gave [62,000 crore|money 620000000000 INR] for it");
    check("It cost [5 billion yen|money 5000000000 JPY]. The city has [2 million people|count 2000000]"
        .replace("[2 million people|count 2000000]", "[2 million|count 2000000 of=people] people")
        .as_str());
}

#[test]
fn dollars_are_canadian_in_canadian_texts() {
    check("Canada’s government in Ottawa will spend [$73 billion|money 73000000000 CAD]");
    check("Japan will spend [$73 billion|money 73000000000 USD]; Canada will not. Japan agreed.");
}

#[test]
fn a_shared_sign_is_doubted_where_the_country_decides() {
    let doubts = |text: &str| {
        let mut out = Vec::new();
        super::quantities(text, &[], &mut out);
        out.iter()
            .map(|it| it.doubt.is_some())
            .collect::<Vec<bool>>()
    };
    check("China spends [¥1.78 trillion|money 1780000000000 CNY]");
    check("Denmark gives [5 billion kroner|money 5000000000 DKK]");
    assert_eq!(doubts("China spends ¥1.78 trillion"), [true]);
    assert_eq!(doubts("Denmark gives 5 billion kroner"), [true]);
    assert_eq!(doubts("5 billion Danish kroner, ¥5bn, DKK 5bn"), [false; 3]);
}

#[test]
fn pounds_of_weight_are_no_money() {
    check("a 500-pound bomb and 2,000 pounds of explosives");
    check("[20 million pounds|money 20000000 GBP] for the yard");
}

#[test]
fn hedges() {
    check("[approximately 10 trillion yen|money 10000000000000 JPY about]");
    check("[up to 1,600 kilometers|distance 1600 at_most] away");
    check("[more than 155 miles|distance 249.44832 more_than]");
    check("[further than 2,000km|distance 2000 more_than], [>185 km|distance 185 more_than]");
    check("[at least 80%|percent 80 at_least], [below 60 percent|percent 60 less_than]");
    check("[no more than 5 km|distance 5 at_most]; [not less than 5 km|distance 5 at_least]");
    check(
        "[nearly three hundred|count 300 nearly] scientists, [some 6,000|count 6000 about] soldiers",
    );
    check("[15 km or so|distance 15 about], [500+ km|distance 500 at_least]");
    check("[in excess of 500km|distance 500 more_than], [~300 km|distance 300 about]");
    check("[c. 300 km|distance 300 about] and [≥40 km|distance 40 at_least]");
    check("moved over the hill [5 km|distance 5] away");
}

#[test]
fn distances() {
    check("[290 km|distance 290], [400-kilometre|distance 400] line, [25km|distance 25]");
    check("[1,000 miles|distance 1609.344] and [290 nautical miles|distance 537.08]");
    check("a [1,500-km-range|distance 1500] missile, a [290-nautical-mile|distance 537.08] reach");
    check("[150–500 km|distance 150..500], [5 to 6 km|distance 5..6]");
    check("[1,250 to 1,700 km|distance 1250..1700]");
    check("ranges of [80|distance 80] and [290 km|distance 290]");
    check("[1,000- to 1,500-km-range|distance 1000..1500] missiles");
    check("[7.5 metres|distance 0.0075] long at an altitude of [50 m|distance 0.05]");
    check("[2.000 km|distance 2000] as some write it, [1.852 km|distance 1.852] as others");
    check("[8½ miles|distance 13.679424]");
}

#[test]
fn no_distances() {
    check("5,500 square kilometres at 6,000 km/h or 300 miles per hour");
    check("155mm shells, 30 mm guns, a 3 nm chip");
}

#[test]
fn percentages() {
    check("[2 per cent of GDP|percent 2 of=GDP], [12.5%|percent 12.5], [4.7 pct|percent 4.7]");
    check("[4.8 percent of gross domestic product|percent 4.8 of=GDP]");
    check("[2.5 per cent of national income|percent 2.5 of=national income]");
    check("[7.1 per cent|percent 7.1 of=GDP] of Russia’s GDP");
    check("[13.45%|percent 13.45 of=Union Budget] of the Union Budget");
    check("[+34%|percent 34] and [5 to 6 %|percent 5..6] and (+2 or [-3%|percent -3])");
    check("from [2%|percent 2] to [3%|percent 3], [2–3%|percent 2..3]");
    check("[5 percentage points|percent 5 of=percentage points]");
    check("[twenty-one percent|percent 21], [half a per cent|percent 0.5]");
    check("[%2,5|percent 2.5 of=budget] of the budget");
}

#[test]
fn counts() {
    check("[400|count 400 of=Tomahawk cruise missiles] Tomahawk cruise missiles.");
    check("[7,000|count 7000 of=long-range weapons] long-range weapons");
    check("[six|count 6 of=munitions plants] munitions plants, [62|count 62] recommendations");
    check("[20|count 20 of=HIMARS launchers] HIMARS launchers for [486|count 486] more");
    check("[821|count 821 of=JASSM-ER missiles] JASSM-ER missiles");
    check(
        "[40|count 40 of=F-35s] F-35s and [12|count 12 of=F-16 Block 70 fighters] F-16 Block 70 fighters",
    );
    check("[two dozen|count 24] drones, [forty-three|count 43] ships, [12|count 12] aircraft");
    check("[seven|count 7] of the [eight|count 8] parties, [eleven|count 11] of which");
    check("[216,000|count 216000] strong, a [400|count 400]-strong force");
    check("to rise to [76,000|count 76000]. [1.2 million|count 1200000] people");
    check("[one and a half million|count 1500000] refugees, [1½ million|count 1500000] shells");
    check("[two or three|count 2..3] ships, [20 to 30|count 20..30] tanks");
    check("[2000|count 2000] soldiers stood by; [54.250|count 54250] others too");
    check("for five years; [three|count 3] have been delivered");
    check("Algeria | 17.305 |\nKenya | [17,305|count 17305] |");
    check("[18|count 18] of [25|count 25] missiles");
    check("The [five|count 5 of=biggest spenders] biggest spenders—the US first");
}

#[test]
fn no_counts() {
    check("ten years, two more weeks, a five-year plan, 20 times, sixteen-fold, two thirds");
    check("Type 12 missiles, Block IV, F-35 jets, Article 9, Chapter 3, Resolution 1874");
    check("RBS 15 missiles, S-400 systems, 5G networks, G7 states, version 2.1.3");
    check("at 10:30 on the 7th Fleet’s 3rd day, 9/11, 24/7, 450 kg warheads, 8-ton trucks");
    check("2. The Ministry said so");
    check("one of them, one missile, hundreds of men, dozens of tanks");
}

#[test]
fn ranks() {
    check(
        "the world’s [third-largest military spender|rank 3 of=military spender scope=world], and",
    );
    check("the [sixth-largest military spender|rank 6 scope=world] in the world");
    check("the [4th largest importer|rank 4 of=importer] of arms");
    check("lists that rank Norway [6th|rank 6] globally and rank the Poles [9th|rank 9] overall");
    check("is [No. 1|rank 1 scope=NATO] in NATO; in cash it is [fifth|rank 5].");
    check("ranks [47th|rank 47], in [32nd|rank 32] place, ranked [first|rank 1] in Europe");
    check("and [second|rank 2 scope=NATO] in NATO behind the US");
    check("the [third-most powerful army|rank 3]");
    check("the [twenty-first largest army|rank 21]");
    check("in the Top 100, with Aselsan [42nd|rank 42] and TAI [50th|rank 50].");
}

#[test]
fn no_ranks() {
    check("the first battery, a second tank deal, the third generation, second in command");
    check("No. 10 Downing Street, the 1st Brigade, the 21st century");
    check("It ranks second to none, and second to [32|count 32 of=allies] allies.");
}

#[test]
fn tables() {
    check(
        "Country\tUS$ bn\t% of GDP\tQuantity\tRange (km)\n\
         Sweden\t[12.0|money 12000000000 USD]\t[2.0|percent 2 of=GDP]\t[6|count 6]\t[150|distance 150]\n\
         Norway\t[10.4|money 10400000000 USD]\t[2.1|percent 2.1 of=GDP]\tn/a\t[>185 km|distance 185 more_than]\n",
    );
    check("Name\tPlace\nAda\t7\n");
    check(
        "Country | US$ billion |  | Share of GDP\n | [2023|date 2023-01-01..2023-12-31] | [2024|date 2024-01-01..2024-12-31]\n\
         Norway | [9.1|money 9100000000 USD] | [10.4|money 10400000000 USD] | [2.1|percent 2.1 of=GDP]\n\
         Sweden | [8.8|money 8800000000 USD] | [12.0|money 12000000000 USD] | [2.0|percent 2 of=GDP]\n",
    );
    check(
        "Country | US$ billion\n | [2023|date 2023-01-01..2023-12-31] | [2024|date 2024-01-01..2024-12-31]\n\
         Norway | [9.1|money 9100000000 USD] | [10.4|money 10400000000 USD]\n",
    );
}

#[test]
fn digits_written_are_kept() {
    let digits = |text: &str| {
        let mut out = Vec::new();
        super::quantities(text, &[], &mut out);
        out.iter()
            .filter_map(|it| match &it.value {
                crate::extract::Value::Money { amount, .. } => Some(amount.digits),
                crate::extract::Value::Distance { km, .. } => Some(km.digits),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        digits("1,600 km, $2.35 billion, 10 trillion yen, 12.0 km"),
        [2, 3, 1, 3]
    );
}

#[test]
fn hostile_texts_take_no_longer_than_their_length() {
    // A quadratic scan of these would take minutes, not a moment.
    for piece in [
        "9",
        "$",
        "1-1-1-",
        "1, ",
        "1 ",
        "1 to ",
        "one ",
        "half a ",
        "[1,",
        "2024-25 ",
        "May 5, ",
        "the end of ",
        "1\t",
        "1 kr ",
        "third-",
        "http://",
        "½",
        "1兆",
        "1 m ",
        "1 of ",
        "1 1/2 ",
        "a quarter of ",
        "5 pounds ",
        "5 dinars ",
        "five point ",
        "2 dollars 5 ",
        "6 ft 5 ",
        "COP 1",
        "3 F-",
        "3 two-",
        "China 3, ",
        "up to about ",
        "China third, ",
        "one million two ",
        "crew: 5, ",
        ".5",
    ] {
        let text = piece.repeat(30_000 / piece.len());
        let mut out = Vec::new();
        scan(&text, &[], None, &mut out);
        assert!(out.len() <= text.len());
    }
}

/// Pieces that the readers stop at, so that random texts reach their far ends.
const PIECES: &[&str] = &[
    "1",
    "20",
    "2024",
    "1,600",
    "2.35",
    "½",
    " ",
    "-",
    "–",
    "to",
    "and",
    "between",
    "from",
    "$",
    "US$",
    "¥",
    "€",
    "Rs.",
    "SEK",
    "bn",
    "billion",
    "m",
    "km",
    "-km-range",
    "miles",
    "nautical",
    "%",
    "per cent",
    "percentage points",
    "of",
    "GDP",
    "the",
    "a",
    "half",
    "million",
    "dozen",
    "forty",
    "three",
    "third",
    "-largest",
    "No.",
    "th",
    "January",
    "May",
    "Mon",
    "Monday",
    "last",
    "next",
    "year",
    "quarter",
    "end of",
    "early",
    "mid-",
    "FY",
    "Q2",
    "s",
    "’",
    "'90s",
    ",",
    ".",
    "(",
    ")",
    "[",
    "]",
    "\n",
    "\t",
    "missiles",
    "tanks",
    "more than",
    "up to",
    "or so",
    "+",
    "http://",
    "Ibıd.",
    "Date Accessed:",
    "兆",
    "円",
    "é",
    "\u{a0}",
    "Type",
    "fiscal",
    "ending",
    "in",
    "by",
    "/",
    ":",
    "cents",
    "dinars",
    "pounds",
    "won",
    "Iraq",
    "COP",
    "HK",
    "1/2",
    ".5",
    "point",
    "quarter of a",
    "ft",
    "in",
    "mm",
    "basis points",
    "minus",
    "only",
    "killed",
    "F-35A",
    "第",
    "千",
    "달러",
];

proptest! {
    #[test]
    fn any_text_gives_ordered_spans_inside_it(text in "\\PC{0,200}") {
        spans_are_sound(&text)?;
    }

    #[test]
    fn any_mix_of_pieces_gives_ordered_spans(
        pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..40)
    ) {
        let text: String = pieces
            .iter()
            .map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" }))
            .collect();
        spans_are_sound(&text)?;
    }
}

fn spans_are_sound(text: &str) -> Result<(), TestCaseError> {
    for date in [None, Some(jiff::civil::date(2025, 6, 2))] {
        let mut out = Vec::new();
        scan(text, &[], date, &mut out);
        let mut last = 0;
        for it in out {
            prop_assert!(text.get(it.span.range()).is_some());
            prop_assert!(!it.span.is_empty() && it.span.start() >= last);
            last = it.span.end();
            if let crate::extract::Value::Date { from, to, .. } = it.value {
                prop_assert!(from <= to, "{from} {to} in {text:?}");
            }
        }
    }
    Ok(())
}
