//! Whole passages with every claim they make, as an analyst would list them.

use super::tests::check_document;

#[test]
fn a_wire_report() {
    check_document(
        "ASIA'S ARMS RACE SPEEDS UP\nBy Maria Lund\n\n\
         SINGAPORE, March 12 (Pacific Desk) - Military spending across East Asia rose 7.8 per cent in 2024, the fastest pace in fifteen years, according to SIPRI.\n\n\
         China, the world's second-largest spender, allocated an estimated $314 billion to its armed forces, up 7 per cent on the year. Japan followed with $55.3 billion, equal to 1.4 per cent of GDP, and South Korea came third in the region with $47.6 billion. Taiwan's budget grew by 1.8 per cent to $16.5 billion.\n\n\
         \"We cannot fall below 2.5 per cent of GDP,\" Taiwan's president, Lai Ching-te, told lawmakers in Taipei.\n\n\
         Beijing has not published figures for 2025. Will it pass 2 per cent of GDP? Analysts doubt it.\n\n\
         Tokyo plans to spend 8.7 trillion yen ($57 billion) on defence in fiscal 2025, of which 940 billion yen is for long-range missiles. Under a five-year programme it will spend 43 trillion yen through fiscal 2027.\n\n\
         North Korea fired a Hwasong-18 on Tuesday. The missile flew 1,000 km, reached a height of 6,000 km and landed 250 km off Hokkaido, Japan's defence ministry said. Its maximum range is put at 15,000 km.\n",
        &[
            "? | growth up | 7.8 per cent | 2024 | reported | SIPRI said",
            "CHN | rank 2 | second-largest spender | - | reported",
            "CHN | spending USD | an estimated $314 billion | - | reported",
            "CHN | growth up | 7 per cent | - | reported",
            "JPN | spending USD | $55.3 billion | - | reported",
            "JPN | share | 1.4 per cent of GDP | - | reported",
            "KOR | rank 3 | third | - | reported",
            "KOR | spending USD | $47.6 billion | - | reported",
            "TWN | growth up | 1.8 per cent | - | reported",
            "TWN | spending USD | $16.5 billion | - | reported",
            "JPN | spending JPY | 8.7 trillion yen | fiscal 2025 | planned",
            "JPN | spending USD | $57 billion | fiscal 2025 | planned",
            "JPN | 5 years JPY | 43 trillion yen | through fiscal 2027 | planned",
            "hwasong-18 | flown | 1,000 km | - | reported | somebody said",
            "hwasong-18 | range | 15,000 km | - | reported",
        ],
    );
}

#[test]
fn a_fact_sheet_with_a_table() {
    check_document(
        "Fact sheet: NATO defence expenditure\n\n\
         Key figures\n\
         • Poland: 4.12% of GDP in 2024, the highest share in NATO\n\
         • Estonia: 3.43%\n\
         • United States: 3.38%, or $967.7 billion\n\
         • Spain: 1.28%, the lowest\n\n\
         Table 1. Defence expenditure (US$ million)\n\
         Country           2022      2023      2024e\n\
         Germany         57,730    67,580    97,686\n\
         Poland          15,340    22,340       n/a\n\
         Total NATO   1,190,000 1,300,000 1,474,000\n\n\
         What Poland has ordered\n\
         1. 366 Abrams tanks for $6 billion;\n\
         2. 96 Apache helicopters for $10 billion;\n\
         3. 486 HIMARS launchers, price not disclosed.\n",
        &[
            "POL | share | 4.12% of GDP | 2024 | reported",
            "EST | share | 3.43% | - | reported",
            "USA | share | 3.38% | - | reported",
            "USA | spending USD | $967.7 billion | - | reported",
            "ESP | share | 1.28% | - | reported",
            "DEU | spending USD | 57,730 | 2022 | reported",
            "DEU | spending USD | 67,580 | 2023 | reported",
            "DEU | spending USD | 97,686 | (2024) | reported",
            "POL | spending USD | 15,340 | 2022 | reported",
            "POL | spending USD | 22,340 | 2023 | reported",
            "POL | price USD of 366 | $6 billion | - | reported",
            "POL | price USD of 96 | $10 billion | - | reported",
        ],
    );
}

#[test]
fn a_note_on_missiles() {
    check_document(
        "The Iskander-M has a range of 500 km, Russia says; Western analysts believe it could reach 700 km. The Kinzhal, launched from a MiG-31, can strike targets 2,000 km away and climbs to an altitude of 20 km. Kyiv lies 380 km from the Russian border at its nearest point.\n\n\
         Ukraine's own Neptune was first tested at 280 km; a longer version is said to reach 1,000 km. Each missile costs about $1.5 million. Germany has delivered 250 IRIS-T SLM interceptors worth 150 million euros.\n\n\
         The ATACMS, with its 300-kilometre range, and the Storm Shadow, which has a range of 250 km, were supplied by the United States and Britain.\n",
        &[
            "iskander-m | range | 500 km | - | reported | Russia said",
            "iskander-m | range | 700 km | - | reported",
            "kinzhal | range | 2,000 km | - | reported",
            "neptune | range | 1,000 km | - | reported",
            "neptune | price USD each | about $1.5 million | - | reported",
            "iris-t-slm | price EUR of 250 | 150 million euros | - | reported",
            "atacms | range | 300-kilometre | - | reported",
            "storm-shadow | range | 250 km | - | reported",
        ],
    );
}

#[test]
fn a_chronology() {
    check_document(
        "Chronology\n\n\
         2014: At the Wales summit, allies pledge to spend 2 percent of GDP on defence within a decade.\n\
         2017: Romania buys seven Patriot batteries for $3.9 billion.\n\
         2022: Germany announces a special fund of 100 billion euros for the Bundeswehr.\n\
         2023: Sweden's defence budget reaches 94 billion kronor, or 1.5 percent of GDP.\n\
         2024: Denmark says it will spend an additional 35.2 billion kroner over five years.\n",
        &[
            "? | share | 2 percent of GDP | 2014 | planned",
            "patriot | price USD of seven | $3.9 billion | 2017 | reported",
            "DEU | some years EUR | 100 billion euros | 2022 | reported | Germany said",
            "SWE | spending SEK | 94 billion kronor | 2023 | reported",
            "SWE | share | 1.5 percent of GDP | 2023 | reported",
            "DNK | 5 years DKK | 35.2 billion kroner | 2024 | planned | Denmark said",
        ],
    );
}

#[test]
fn an_explainer() {
    check_document(
        "How much does Europe spend on defence?\n\n\
         Who spends most? Measured in dollars, the United Kingdom leads with $75 billion, followed by Germany ($68 billion), France ($60 billion) and Italy ($35 billion). Measured against output, Poland is first at 4.1 per cent of GDP, Estonia second with 3.4 per cent and Greece third with 3.1 per cent.\n\n\
         Spain, by contrast, spends 1.28 per cent of GDP, the lowest share in the alliance, although its government says it will reach 2 per cent by 2029.\n\n\
         In the interview, General Anna Nowak said Poland's army would receive 1,000 K2 tanks. \"We paid $3.4 billion for the first 180,\" she said.\n\n\
         The United States approved the sale of JASSM-ER missiles to Poland for $1.77 billion. The missile has a range of more than 900 km, nearly three times that of the older JASSM, which reaches 370 km.\n",
        &[
            "GBR | spending USD | $75 billion | - | reported",
            "DEU | spending USD | $68 billion | - | reported",
            "FRA | spending USD | $60 billion | - | reported",
            "ITA | spending USD | $35 billion | - | reported",
            "POL | share | 4.1 per cent of GDP | - | reported",
            "EST | share | 3.4 per cent | - | reported",
            "GRC | share | 3.1 per cent | - | reported",
            "ESP | share | 1.28 per cent of GDP | - | reported",
            "ESP | share | 2 per cent | by 2029 | planned | somebody said",
            "POL | price USD | $3.4 billion | - | reported | somebody quoted",
            "jassm-er | price USD | $1.77 billion | - | reported",
            "jassm-er | range | more than 900 km | - | reported",
            "jassm | range | 370 km | - | reported",
        ],
    );
}

#[test]
fn a_think_tank_on_australia() {
    check_document(
        "Canberra doubles down\n\n\
         Australia will invest A$330 billion over the decade to 2034 in its Integrated Investment Program, the Defence Ministry announced on 17 April 2024. Annual defence funding will grow from A$53 billion in 2023-24 to A$100 billion in 2033-34, or 2.4 per cent of GDP. An additional A$5.7 billion will be spent over the next four years.\n\n\
         Long-range strike includes more than 200 Tomahawk missiles, which can hit targets 2,500 km away, for A$1.3 billion, and the Precision Strike Missile, whose first version has a range of 500 km.\n\n\
         By comparison, Japan's defence budget for fiscal 2024 is 7.95 trillion yen ($56 billion), up 16.5 per cent from the previous year, and Indonesia spends less than 1 per cent of GDP. India's budget of Rs 6.21 lakh crore is the fourth largest in the world.\n",
        &[
            "AUS | 10 years AUD | A$330 billion | 2034 | planned | Defence Ministry said",
            "AUS | spending AUD | A$53 billion | 2023-24 | reported",
            "AUS | spending AUD | A$100 billion | 2033-34 | planned",
            "AUS | share | 2.4 per cent of GDP | 2033-34 | planned",
            "AUS | 4 years AUD | A$5.7 billion | - | planned",
            "tomahawk | range | 2,500 km | - | reported",
            "tomahawk | price AUD of more than 200 | A$1.3 billion | - | reported",
            "prsm | range | 500 km | - | reported",
            "JPN | spending JPY | 7.95 trillion yen | fiscal 2024 | reported",
            "JPN | spending USD | $56 billion | fiscal 2024 | reported",
            "JPN | growth up | 16.5 per cent | fiscal 2024 | reported",
            "IDN | share | less than 1 per cent of GDP | - | reported",
            "IND | spending INR | Rs 6.21 lakh crore | - | reported",
            "IND | rank 4 | fourth largest | - | reported",
        ],
    );
}

#[test]
fn an_interview() {
    check_document(
        "Interview: 'Two percent is a floor, not a ceiling'\n\n\
         Q: Is Italy spending enough?\n\
         A: No. Italy spends 1.49 percent of GDP, Belgium 1.3 percent and Canada 1.37 percent. None of them met the target in 2024.\n\n\
         Q: What about Turkey?\n\
         A: Ankara says its defence and security spending will reach $47 billion in 2025, 17 percent more than a year earlier. I would not call that a surprise. It was $40 billion in 2024.\n\n\
         Q: And missiles?\n\
         A: The Tayfun flew 561 kilometres in its first test in 2022. Its successor could fly 1,000 km. The Bora reaches 280 km, the Khan 280 km as well.\n",
        &[
            "ITA | share | 1.49 percent of GDP | - | reported",
            "BEL | share | 1.3 percent | - | reported",
            "CAN | share | 1.37 percent | - | reported",
            "TUR | spending USD | $47 billion | 2025 | planned | Ankara said",
            "TUR | growth up | 17 percent | 2025 | planned | Ankara said",
            "TUR | spending USD | $40 billion | 2024 | reported",
            "tayfun | flown | 561 kilometres | 2022 | reported",
            "tayfun | range | 1,000 km | - | reported",
            "khan | range | 280 km | - | reported",
            "khan | range | 280 km | - | reported",
        ],
    );
}

#[test]
fn a_working_paper() {
    check_document(
        "The long road to deterrence: a working paper\n\n\
         1. Introduction\n\n\
         Global military expenditure reached $2,718 billion in 2024, an increase of 9.4 per cent in real terms from 2023 (SIPRI 2025).[1] The five largest spenders, the United States, China, Russia, Germany and India, accounted for 60 per cent of the total, with combined spending of $1,635 billion.[2]\n\n\
         Russia spent an estimated $149 billion on its forces in 2024, a 38 per cent increase from 2023 and double the level in 2015. This represented 7.1 per cent of Russia's GDP and 19 per cent of all Russian government spending. Ukraine's total military expenditure grew by 2.9 per cent to reach $64.7 billion, equivalent to 43 per cent of Russia's spending.\n\n\
         2. Tables\n\n\
         Table 2: Reach of selected systems\n\
         System\tCountry\tRange (km)\tWarhead (kg)\tUnit cost (US$ m)\n\
         Tomahawk Block V\tUnited States\t1 600\t450\t2,0\n\
         Taurus\tGermany\t500*\t480\t–\n\n\
         References\n\
         [1] SIPRI, World spends $2,718 billion on arms, 2024, April 2025.\n\
         [2] Ibid., p. 2.\n",
        &[
            "? | spending USD | $2,718 billion | 2024 | reported",
            "? | growth up | 9.4 per cent | 2024 | reported",
            "RUS | spending USD | an estimated $149 billion | 2024 | reported",
            "RUS | growth up | 38 per cent | 2024 | reported",
            "RUS | share | 7.1 per cent | - | reported",
            "UKR | growth up | 2.9 per cent | - | reported",
            "UKR | spending USD | $64.7 billion | - | reported",
            "tomahawk-block-v | range | 1 600 | - | reported",
            "tomahawk-block-v | price USD | 2,0 | - | reported",
            "taurus | range | 500 | - | reported",
        ],
    );
}

#[test]
fn a_press_release() {
    check_document(
        "MINISTRY OF DEFENCE\nPress release No. 112/2025\n\nOslo, 4 April 2025\n\n\
         The Government today presented its proposal to strengthen the Armed Forces. It includes:\n\n\
         – NOK 4.2 billion for air defence;\n\
         – an increase in the defence budget of NOK 19.2 billion, to NOK 110 billion in 2025;\n\
         – five new frigates, at an estimated cost of NOK 70 billion over ten years.\n\n\
         Norway will thereby reach 2.16 per cent of GDP in 2025. \"This is not enough,\" the Minister of Defence said. \"We will reach 3 per cent of GDP by 2030.\"\n\n\
         The new missiles have a range of 185 km (100 nautical miles).\n",
        &[
            "NOR | up NOK | NOK 19.2 billion | - | reported",
            "NOR | spending NOK | NOK 110 billion | 2025 | reported",
            "? | 10 years NOK | NOK 70 billion | - | reported",
            "NOR | share | 2.16 per cent of GDP | 2025 | planned",
            "NOR | share | 3 per cent of GDP | by 2030 | planned | somebody quoted",
            "? | range | 185 km | - | reported",
            "? | range | 100 nautical miles | - | reported",
        ],
    );
}
