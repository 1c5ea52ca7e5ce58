//! Claims of whole sentences: who, what, how much, when.

use super::*;
use crate::extract::fixtures;

/// The claims of `text`, each as `who | what | figure | when | planned`, and whose word it is where
/// the text says.
#[track_caller]
pub(super) fn check(text: &str, expected: &[&str]) {
    let found = found(text, &fixtures::extract(text));
    assert_eq!(found, expected, "{text}");
}

/// The same for a text whose headings, lists and tables are told apart.
#[track_caller]
pub(super) fn check_document(text: &str, expected: &[&str]) {
    let found = found(text, &fixtures::extract_document(&laid_out(text)));
    assert_eq!(found, expected, "{text}");
}

/// The figures that claim nothing, each as `figure: why`.
#[track_caller]
pub(super) fn check_left_out(text: &str, expected: &[&str]) {
    let document = laid_out(text);
    let extraction = fixtures::extract_document(&document);
    let found: Vec<_> = left_out(&document, &extraction.mentions, extraction.date)
        .into_iter()
        .map(|(id, why)| {
            let figure = extraction.mention(id).unwrap().span.slice(text);
            format!("{figure}: {}", why.words())
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

fn laid_out(text: &str) -> Document {
    let mut document = fixtures::document(text);
    document.blocks = crate::document::txt::blocks(text).0;
    document
}

fn found(text: &str, extraction: &crate::extract::Extraction) -> Vec<String> {
    let surface = |id: MentionId| {
        extraction
            .mention(id)
            .map_or("?", |mention| mention.span.slice(text))
    };
    let line = |claim: &Claim| {
        let who = match &claim.subject {
            Subject::Country(iso3) => iso3.to_string(),
            Subject::Weapon(weapon) => weapon.clone(),
            Subject::Unknown => claim
                .subject_mention
                .map_or_else(|| "?".to_owned(), |id| surface(id).to_owned()),
        };
        let turn = |rises: bool| if rises { "up" } else { "down" };
        let what = match &claim.measure {
            ClaimMeasure::Spending { currency, .. } => format!("spending {currency}"),
            ClaimMeasure::SpendingShare { .. } => "share".to_owned(),
            ClaimMeasure::Change {
                currency, rises, ..
            } => format!("{} {currency}", turn(*rises)),
            ClaimMeasure::Growth { rises, .. } => format!("growth {}", turn(*rises)),
            ClaimMeasure::Programme {
                currency, years, ..
            } => {
                let years = years.map_or_else(|| "some".to_owned(), |it| it.to_string());
                format!("{years} years {currency}")
            }
            ClaimMeasure::Range { .. } => "range".to_owned(),
            ClaimMeasure::Flown { .. } => "flown".to_owned(),
            ClaimMeasure::Price {
                currency,
                counted,
                each,
                ..
            } => {
                let of = counted.map_or_else(String::new, |id| format!(" of {}", surface(id)));
                let each = if *each { " each" } else { "" };
                format!("price {currency}{each}{of}")
            }
            ClaimMeasure::Rank { rank } => format!("rank {rank}"),
        };
        let when = match (claim.when_mention, claim.when) {
            (Some(id), _) => surface(id).to_owned(),
            (None, Some((from, _))) => format!("({})", from.year()),
            (None, None) => "-".to_owned(),
        };
        let planned = if claim.planned { "planned" } else { "reported" };
        let said = claim.attribution.map_or_else(String::new, |it| {
            let by = it.by.map_or("somebody", surface);
            let verb = if it.quoted { "quoted" } else { "said" };
            format!(" | {by} {verb}")
        });
        let figure = surface(claim.figure);
        format!("{who} | {what} | {figure} | {when} | {planned}{said}")
    };
    extraction.claims.iter().map(line).collect()
}

#[test]
fn a_pledge_in_two_currencies() {
    let text = "The Tokyo Government has committed to raising its annual defense spending to approximately 10 trillion yen (68 billion dollars) by 2027.";
    check(
        text,
        &[
            "JPN | spending JPY | approximately 10 trillion yen | by 2027 | planned",
            "JPN | spending USD | 68 billion dollars | by 2027 | planned",
        ],
    );
    let extraction = fixtures::extract(text);
    let [yen, dollars] = extraction.claims.as_slice() else {
        panic!("two claims");
    };
    assert_eq!(yen.span, dollars.span, "one clause");
    let (from, to) = dollars.when.expect("a year");
    assert_eq!((from.year(), to.year()), (2027, 2027));
    assert!(
        matches!(&dollars.measure, ClaimMeasure::Spending { amount, .. } if (amount.middle() - 6.8e10).abs() < 1.0)
    );
}

#[test]
fn reports_of_the_past() {
    check(
        "Sweden spent 12.0 billion dollars on its military in 2024.",
        &["SWE | spending USD | 12.0 billion dollars | 2024 | reported"],
    );
    check(
        "The United States spent 877 billion dollars on defence in 2022 and China 292 billion dollars.",
        &[
            "USA | spending USD | 877 billion dollars | 2022 | reported",
            "CHN | spending USD | 292 billion dollars | 2022 | reported",
        ],
    );
}

#[test]
fn shares_of_output() {
    check(
        "Poland will spend 4.8 percent of GDP on defence in 2031.",
        &["POL | share | 4.8 percent of GDP | 2031 | planned"],
    );
    check("The deficit of Poland was 6.9 percent of GDP in 2024.", &[]);
}

#[test]
fn increases_are_no_levels() {
    check(
        "Japan raised its defence budget by 2 billion dollars in 2024.",
        &["JPN | up USD | 2 billion dollars | 2024 | reported"],
    );
    check(
        "Japan wants an extra 2 billion dollars for its defence budget.",
        &["JPN | up USD | 2 billion dollars | - | planned"],
    );
    check(
        "Defence spending in Norway rose by 2 billion dollars to 10.4 billion dollars in 2024.",
        &[
            "NOR | up USD | 2 billion dollars | - | reported",
            "NOR | spending USD | 10.4 billion dollars | 2024 | reported",
        ],
    );
    check(
        "Germany cut its military budget by 500 million euros.",
        &["DEU | down EUR | 500 million euros | - | reported"],
    );
    check(
        "Poland will spend 5 billion dollars more on defence in 2027.",
        &["POL | up USD | 5 billion dollars | 2027 | planned"],
    );
}

#[test]
fn former_levels_count_only_with_a_date() {
    check(
        "Estonia raised its defence budget from 1.1 billion euros to 1.4 billion euros in 2024.",
        &["EST | spending EUR | 1.4 billion euros | 2024 | reported"],
    );
    check(
        "Estonia raised its defence budget from 1.1 billion euros in 2023 to 1.4 billion euros in 2024.",
        &[
            "EST | spending EUR | 1.1 billion euros | 2023 | reported",
            "EST | spending EUR | 1.4 billion euros | 2024 | reported",
        ],
    );
}

#[test]
fn growth_in_percent() {
    check(
        "India's defence spending rose 6.8 per cent in 2024.",
        &["IND | growth up | 6.8 per cent | 2024 | reported"],
    );
    check(
        "Military expenditure of France was up 16 percent on the year.",
        &["FRA | growth up | 16 percent | - | reported"],
    );
    check(
        "Hungary will cut military spending by 5 percent in 2027.",
        &["HUN | growth down | 5 percent | 2027 | planned"],
    );
    check("Exports of Norway rose by 5 percent.", &[]);
}

#[test]
fn several_years_are_a_programme() {
    check(
        "Japan will spend 43 trillion yen on defence over five years.",
        &["JPN | 5 years JPY | 43 trillion yen | - | planned"],
    );
    check(
        "The five-year defence budget of Japan is 43 trillion yen.",
        &["JPN | 5 years JPY | 43 trillion yen | - | reported"],
    );
    check(
        "Canada announced a military package of $10 billion through 2030.",
        &["CAN | some years CAD | $10 billion | through 2030 | planned | Canada said"],
    );
    check(
        "Norway's defence plan costs 1,624 billion kroner over 12 years.",
        &["NOR | 12 years NOK | 1,624 billion kroner | - | planned"],
    );
    // The amount of each year is one.
    check(
        "Over five years Japan will raise annual defence spending to 10 trillion yen.",
        &["JPN | spending JPY | 10 trillion yen | - | planned"],
    );
}

#[test]
fn prices_of_weapons() {
    check(
        "In November 2023, the United States approved the sale of 200 Tomahawk missiles for 2.35 billion dollars.",
        &["tomahawk | price USD of 200 | 2.35 billion dollars | November 2023 | reported"],
    );
}

#[test]
fn prices_know_what_they_buy() {
    check(
        "Australia ordered 200 Tomahawk missiles for 1.3 billion Australian dollars in 2023.",
        &["tomahawk | price AUD of 200 | 1.3 billion Australian dollars | 2023 | reported"],
    );
    check(
        "Finland paid 323 million euros for 150 Gripen jets.",
        &["FIN | price EUR of 150 | 323 million euros | - | reported"],
    );
    check(
        "The Patriot interceptors cost about 4 million dollars each.",
        &["patriot | price USD each | about 4 million dollars | - | reported"],
    );
}

#[test]
fn ranges_of_weapons() {
    check(
        "The Tomahawk can reach targets up to 1,600 kilometers (1,000 miles) away.",
        &[
            "tomahawk | range | up to 1,600 kilometers | - | reported",
            "tomahawk | range | 1,000 miles | - | reported",
        ],
    );
}

#[test]
fn these_missiles_are_those_of_the_sentence_before() {
    check(
        "It bought the Storm Shadow. These missiles can hit targets up to 250 km away.",
        &["storm-shadow | range | up to 250 km | - | reported"],
    );
}

#[test]
fn a_missile_without_name_is_not_the_one_before() {
    check(
        "The Storm Shadow may be joined by a new missile that would fly further than 2,000 km.",
        &["? | range | further than 2,000 km | - | reported"],
    );
}

#[test]
fn the_sentence_before_says_who() {
    check(
        "Norway raised its taxes. Its defence budget was 10.4 billion dollars in 2024.",
        &["NOR | spending USD | 10.4 billion dollars | 2024 | reported"],
    );
    // But not across paragraphs.
    check(
        "Norway raised its taxes.\nThe defence budget was 10.4 billion dollars in 2024.",
        &["? | spending USD | 10.4 billion dollars | 2024 | reported"],
    );
}

#[test]
fn partners_are_not_the_subject() {
    check(
        "Japan, following the US and China, spent 50 billion dollars on defence in 2023.",
        &["JPN | spending USD | 50 billion dollars | 2023 | reported"],
    );
}

#[test]
fn distances_on_the_map_are_no_ranges() {
    check(
        "Kaliningrad is 535 km from Stockholm, and the Iskander-M is stationed there.",
        &[],
    );
    check("The missile reached an altitude of 6,000 km.", &[]);
}

#[test]
fn figures_alone_claim_nothing() {
    check(
        "Japan has 68 billion dollars, 1,600 km of coast and 2 percent of GDP.",
        &[],
    );
}

#[test]
fn each_figure_has_its_own_subject() {
    check(
        "France spent 61.3 billion dollars on defence and Italy spent 35.5 billion dollars.",
        &[
            "FRA | spending USD | 61.3 billion dollars | - | reported",
            "ITA | spending USD | 35.5 billion dollars | - | reported",
        ],
    );
    check(
        "France and Italy spent 61.3 billion dollars and 35.5 billion dollars on defence, respectively.",
        &[
            "FRA | spending USD | 61.3 billion dollars | - | reported",
            "ITA | spending USD | 35.5 billion dollars | - | reported",
        ],
    );
    check(
        "In 2024, France spent 64.7 billion dollars on defence, while Italy spent 38.0 billion dollars.",
        &[
            "FRA | spending USD | 64.7 billion dollars | 2024 | reported",
            "ITA | spending USD | 38.0 billion dollars | 2024 | reported",
        ],
    );
}

#[test]
fn a_figure_of_several_is_nobodys() {
    check(
        "France and Italy together spent 97 billion dollars on defence.",
        &[],
    );
    check(
        "Latvia and Estonia spend 3.4 percent of GDP on defence.",
        &[
            "LVA | share | 3.4 percent of GDP | - | reported",
            "EST | share | 3.4 percent of GDP | - | reported",
        ],
    );
}

#[test]
fn an_order_of_spenders_goes_on_without_the_verb() {
    check(
        "The United States had the largest military budget, 916 billion dollars in 2023. China ranked second with 296 billion dollars, ahead of Russia, at 109 billion dollars. Brazil opened an airport for 3 billion dollars.",
        &[
            "USA | spending USD | 916 billion dollars | 2023 | reported",
            "CHN | rank 2 | second | - | reported",
            "CHN | spending USD | 296 billion dollars | 2023 | reported",
            "RUS | spending USD | 109 billion dollars | 2023 | reported",
        ],
    );
    check(
        "Defence spending was 10 billion dollars in Norway. Oslo gave Ukraine 2 billion dollars.",
        &["NOR | spending USD | 10 billion dollars | - | reported"],
    );
}

#[test]
fn the_heading_says_what_is_counted() {
    check_document(
        "Military spending in Asia\n\nThe list is long. India followed with 83.6 billion dollars in 2023.",
        &["IND | spending USD | 83.6 billion dollars | 2023 | reported"],
    );
    check_document(
        "Fishing in Asia\n\nThe list is long. India followed with 83.6 billion dollars in 2023.",
        &[],
    );
}

#[test]
fn bodies_that_are_no_country_are_no_country() {
    check(
        "Norway met its allies. NATO spent 1.5 trillion dollars on defence in 2024.",
        &["NATO | spending USD | 1.5 trillion dollars | 2024 | reported"],
    );
}

#[test]
fn ranks_are_claims() {
    check(
        "Ukraine is the world's fourth-largest importer of arms.",
        &["UKR | rank 4 | fourth-largest importer | - | reported"],
    );
    check(
        "Saudi Arabia, behind India, ranks seventh.",
        &["SAU | rank 7 | seventh | - | reported"],
    );
}

#[test]
fn flown_is_no_range() {
    check(
        "The Hwasong-15 flew 950 km but could reach 13,000 km.",
        &[
            "hwasong-15 | flown | 950 km | - | reported",
            "hwasong-15 | range | 13,000 km | - | reported",
        ],
    );
    check_left_out(
        "The Hwasong-15 reached an altitude of 4,500 km and flew 950 km.",
        &["4,500 km: height"],
    );
}

#[test]
fn a_range_is_not_that_of_what_it_is_compared_with() {
    check(
        "The Pralay is new. Its range is 300 km, less than that of the Iskander-M.",
        &["pralay | range | 300 km | - | reported"],
    );
    check(
        "The Taurus flies further than the Storm Shadow: its range is 500 km.",
        &["taurus | range | 500 km | - | reported"],
    );
}

#[test]
fn who_says_so() {
    check(
        "According to SIPRI, Norway spent 10.4 billion dollars on its military in 2024.",
        &["NOR | spending USD | 10.4 billion dollars | 2024 | reported | SIPRI said"],
    );
    check(
        "NATO figures show that Norway spent 2.1 percent of GDP on defence in 2024.",
        &["NOR | share | 2.1 percent of GDP | 2024 | reported | NATO said"],
    );
    check(
        "Norway will spend 12 billion dollars on defence in 2030, officials said.",
        &["NOR | spending USD | 12 billion dollars | 2030 | planned | somebody said"],
    );
    check(
        "“We will spend 2 percent of GDP on defence,” Fumio Kishida told parliament in Japan.",
        &["JPN | share | 2 percent of GDP | - | planned | Fumio Kishida quoted"],
    );
}

#[test]
fn what_is_denied_or_asked_is_not_claimed() {
    check_left_out(
        "Belgium does not spend 2 percent of GDP on defence.",
        &["2 percent of GDP: denied"],
    );
    check_left_out(
        "Would Japan spend 10 trillion yen on defence in 2027?",
        &["10 trillion yen: asked, not said"],
    );
    check(
        "Belgium spends not only 1.3 percent of GDP on defence.",
        &["BEL | share | 1.3 percent of GDP | - | reported"],
    );
}

#[test]
fn every_figure_without_a_claim_has_a_reason() {
    check_left_out(
        "Kaliningrad is 535 km from Stockholm. The deficit was 5 billion dollars, of which 2 billion dollars in 2024. Some 30 percent of the ships are old. The 2 percent goal stands.",
        &[
            "535 km: a distance on the map",
            "5 billion dollars: money for something else",
            "2 billion dollars: part of another amount",
            "Some 30 percent: a share of something other than GDP",
            "2 percent: a goal by its name",
        ],
    );
    check_left_out(
        "It was said.[1]\n\nReferences\n\n[1] “Norway spends 10 billion dollars on defence”, 2024.\n[2] Ibid.",
        &["10 billion dollars: in the list of references"],
    );
}

#[test]
fn a_dateline_is_not_the_subject() {
    check(
        "LONDON, 2 June 2025 (Newsroom) - Norway will spend 12 billion dollars on defence in 2030.",
        &["NOR | spending USD | 12 billion dollars | 2030 | planned"],
    );
}

#[test]
fn items_go_on_from_the_line_above_them() {
    check_document(
        "The defence plan of Denmark will bring spending to:\n- 2.4 percent of GDP in 2026;\n- 3 percent of GDP in 2028.",
        &[
            "DNK | share | 2.4 percent of GDP | 2026 | planned",
            "DNK | share | 3 percent of GDP | 2028 | planned",
        ],
    );
}

#[test]
fn rows_and_columns_say_who_and_what() {
    check_document(
        "Military spending\nState\tUS$ bn\t% of GDP\tRank\nNorway\t10.4\t2.1\t26\nTotal\t2718\t2.5\t",
        &[
            "NOR | spending USD | 10.4 | - | reported",
            "NOR | share | 2.1 | - | reported",
            "NOR | rank 26 | 26 | - | reported",
        ],
    );
    check_document(
        "Military spending, US$ bn\nState\t2023\t2024\nNorway\t8.7\t10.4",
        &[
            "NOR | spending USD | 8.7 | 2023 | reported",
            "NOR | spending USD | 10.4 | 2024 | reported",
        ],
    );
    check_document(
        "Norway's defence budget\nYear\tNOK bn\n2023\t91\n2024\t113",
        &[
            "NOR | spending NOK | 91 | 2023 | reported",
            "NOR | spending NOK | 113 | 2024 | reported",
        ],
    );
    check_document(
        "System   Range, km   Price, $m\nTomahawk     1,600           2\nIskander-M     500           3",
        &[
            "tomahawk | range | 1,600 | - | reported",
            "tomahawk | price USD | 2 | - | reported",
            "iskander-m | range | 500 | - | reported",
            "iskander-m | price USD | 3 | - | reported",
        ],
    );
    check_document(
        "| System | Range (km) | Apogee (km) |\n|---|---|---|\n| Hwasong-15 | 13,000 | 4,500 |",
        &["hwasong-15 | range | 13,000 | - | reported"],
    );
}

#[test]
fn hostile_texts_take_no_longer_than_their_length() {
    // Work that grew with the square of the text would keep this test for minutes.
    for piece in [
        "5% ",
        "5% 2024 ",
        "$5 billion, Japan ",
        "Japan and Germany ",
        "spending 5% of GDP ",
        "a\t5%\n",
        "| a | 5 km |\n",
        "300 km Tomahawk ",
        "“ $5 ",
        "2014: $5\n",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        let document = laid_out(&text);
        let extraction = fixtures::extract_document(&document);
        assert!(extraction.claims.len() <= 8 * extraction.mentions.len());
        let left = left_out(&document, &extraction.mentions, None);
        assert!(left.len() <= extraction.mentions.len(), "{piece}");
    }
}
