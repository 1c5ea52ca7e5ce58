//! Short articles of our own in which every figure is right, or cannot be told wrong: none may differ.
//! Each holds the constructions that a rule could trip over.

use super::{Catalog, Verdict, check};
use crate::extract::fixtures;

/// Name, and the text.
const ARTICLES: [(&str, &str); 14] = [
    (
        "a budget brief",
        "WARSAW, 12 March 2025\n\n\
         Poland raised its defence budget by about 20 percent last year, from 136 billion zloty to 159 billion zloty, and plans 187 billion zloty (48 billion dollars) for 2025. \
         Of that, 43 billion zloty goes to missiles, up from 12 billion. Warsaw spent 38.0 billion dollars on its military in 2024 by SIPRI's count; NATO puts the share at 4.1 percent of GDP.",
    ),
    (
        "a missile overview",
        "SEOUL, 4 June 2024\n\n\
         The Hyunmoo-2C reaches 800 km (500 miles), the Hwasong-15 up to 13,000 km (8,100 miles). \
         An upgraded version of the JASSM-ER is to fly 1,800 km (1,100 miles). Seoul lies 195 km from Pyongyang, and only 50 km (30 miles) from the border. \
         In the test the missile flew 950 km (590 miles) at an altitude of 6,000 km.",
    ),
    (
        "a contract story",
        "OSLO, 20 May 2025\n\n\
         Norway ordered 54 K9 howitzers and 6 resupply vehicles for about 500 million dollars. The first batch of 24 guns cost 1.8 billion kroner (215 million dollars) in 2017. \
         Each shell costs about 8,000 euros, four times the 2,000 euros paid before 2022. Deliveries double from 12 a month to 25 a month.",
    ),
    (
        "an opinion",
        "LONDON, 3 February 2025\n\n\
         Britain spends 2.3 percent of GDP on defence. Going to 2.5 percent would cost 6 billion pounds more a year, or 7.5 billion dollars. \
         The United Kingdom was the sixth-largest military spender in 2024. France spent more than half of its 47 billion euros on personnel. Rome wants a third of the 30 billion.",
    ),
    (
        "a wire report",
        "TOKYO, 27 December 2024\n\n\
         The cabinet approved a record 8.7 trillion yen ($55 billion) for fiscal 2025, up 9.4 percent from 7.95 trillion yen. \
         Japan agreed on January 18, 2024 to buy 400 Tomahawks, 200 of them Block IV. It will receive the first in 2025, officials said. In 2027, the ministry said, spending will reach 2 percent of GDP.",
    ),
    (
        "a listing",
        "STOCKHOLM, 28 April 2025\n\n\
         The United States spent 997 billion dollars, China an estimated 314 billion dollars, Russia 149 billion dollars in 2024. Germany rose 28 percent to 88.5 billion dollars and became fourth. \
         Sweden is the largest spender per capita in Scandinavia, and Estonia is second in NATO. Ukraine's 64.7 billion dollars were 34 percent of GDP.",
    ),
    (
        "old money",
        "CANBERRA, 9 September 2021\n\n\
         In 2016 Australia signed a contract for 12 submarines worth A$50 billion (US$38 billion). The sum has since grown to A$90 billion (US$66 billion). \
         The first boat was to arrive in 2032. AUKUS replaced it on 15 September 2021, a spokesman had said in advance.",
    ),
    (
        "a feature with references",
        "Kyiv, 2 March 2023\n\n\
         On 26 February 2023 the army fired 40 missiles.[1] A counter-offensive is planned for May 2023.[1] The Storm Shadow flies more than 250 km (155 miles).[2]\n\n\
         [1] \"A title\", https://a.org/2023/02/27/x (Date accessed: 1 March 2023).\n\
         [2] Ibid.\n",
    ),
    (
        "a summary",
        "BERLIN, 10 July 2024\n\n\
         Germany and Poland buy 500 Patriot missiles each, 1,000 in all. The special fund of 100 billion euros (107 billion dollars) is spent: 20 billion euros, or 20 percent of the 100 billion euros, went to ammunition. \
         Output nearly tripled from 100,000 shells to 280,000 shells. The price halved from 8,000 euros to 4,000 euros. Moscow is about 1,600 km (1,000 miles) from Berlin.",
    ),
    (
        "how far a place is, behind a range",
        "SEOUL, 8 March 2025\n\n\
         The Hwasong-12 reaches 4,500 km (2,800 miles), enough for Guam, 3,400 km (2,110 miles) away. The PrSM flies 500 km; Jakarta lies 2,700 km away. \
         The MTC-300 missile is to reach 300 km (186 miles), its AV-SS rockets 80 km.",
    ),
    (
        "money of another time",
        "BRASILIA, 2 June 2025\n\n\
         The contract with Saab covers 36 Gripen fighters worth 39.3 billion kronor (5.4 billion dollars at the time). Arrow 3 costs Berlin just under 4 billion euros (4.4 billion dollars).",
    ),
    (
        "two purchases in one paragraph",
        "WASHINGTON, 17 November 2023\n\n\
         Tokyo plans to buy up to 50 JASSM-ER missiles for $104 million. In all, $2.35 billion for 400 missiles comes to $5.9 million apiece. \
         Poland ordered 96 Apache helicopters for 10 billion dollars, some 104 million dollars each.",
    ),
    (
        "a second report under its own dateline",
        "SEOUL, Oct. 14, 2025\n\nThe army fired a missile on Tuesday.\n\n\
         PYONGYANG, Oct. 23 (KCNA) — The administration fired two projectiles on Wednesday.",
    ),
    (
        "plans that are others'",
        "TOKYO, 1 June 2024\n\n\
         The opposition demands 3 percent of GDP for defense by fiscal 2027. Japan will spend 5 trillion yen on long-range missiles over the five years to fiscal 2027, part of 43 trillion yen. \
         Japan is third in the region. India is Asia's second-largest spender. Israel is second in the Middle East. In 2014 NATO promised 2 percent of GDP by 2024.",
    ),
];

#[test]
fn nothing_that_is_right_differs() {
    let mut wrong = Vec::new();
    let mut num_agree = 0;
    for (name, text) in ARTICLES {
        let document = fixtures::document(text);
        let extraction = fixtures::extract_document(&document);
        let checked = check(Catalog::shipped(), &document, &extraction);
        num_agree += checked.num(Verdict::Agrees);
        for finding in checked.findings {
            if finding.verdict == Verdict::Differs {
                wrong.push(format!("{name}: {} {}", finding.rule, finding.working));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(num_agree >= 20, "{num_agree} agree");
}
