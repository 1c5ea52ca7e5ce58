//! Countries by name, adjective and abbreviation.

use super::check;

#[test]
fn names_and_short_forms() {
    check(
        "An agreement between [Japan|country JPN] and the [United States|country USA] ([US|country USA]) was signed.",
    );
    check(
        "The [UK|country GBR] and [Britain|country GBR] are one; so are [U.S.|country USA] and [USA|country USA].",
    );
    check("Threats from [North Korea|country PRK] and [South Korea|country KOR]’s answer.");
}

#[test]
fn adjectives_and_peoples() {
    check("the [Japanese|country JPN] government and many [Americans|country USA]");
    check("[Polish|country POL] voters polish the chrome.");
}

#[test]
fn possessives_stay_outside() {
    check("[Japan|country JPN]’s plan and [Germany|country DEU]'s doubts");
    check("the [Philippines|country PHL]’ answer");
}

#[test]
fn hyphens_end_a_name() {
    check(
        "“anti-[China|country CHN]” actions, a [US|country USA]-led force, [Japanese|country JPN]-made radars",
    );
}

#[test]
fn small_letters_are_never_countries() {
    check("A turkey on a china plate, and it may chad us.");
}

#[test]
fn ambiguous_countries_need_to_stand_alone() {
    check("Soldiers of [Georgia|country GEO] and [Moldova|country MDA] trained together.");
    check("The singer Chad Smithers played last night.");
}

#[test]
fn curly_quotes_dotless_i_and_odd_blanks() {
    check(
        "in North\u{a0}Korea’s north"
            .replace("North\u{a0}Korea", "[North\u{a0}Korea|country PRK]")
            .as_str(),
    );
    check("the [Côte d’Ivoire|country CIV] delegation");
}

#[test]
fn money_takes_its_country() {
    check("It cost US$2.35 billion, or A$52bn.");
    check("Spending in US$ bn and in US$");
}

#[test]
fn addresses_hold_no_names() {
    check("See https://example.org/Japan/Tokyo-News and write to desk@China.example today.");
}

#[test]
fn line_breaks_inside_a_paragraph_only() {
    // Every line is a paragraph here, so the name does not cross it.
    check("threats from North\n[Korea|country KOR] watchers");
}

#[test]
fn names_of_money_are_no_countries() {
    check("billions of US dollars, not Swiss francs or Japanese yen");
}

#[test]
fn the_double_continent_is_not_the_united_states() {
    check("South American states and Latin Americans, but [American|country USA] ships");
}

#[test]
fn a_trip_leads_to_a_town_not_to_a_feast() {
    check("He flew to [Zorblaxov|place] and paid a visit to Zorblax Festival.");
    check("He flew to Zorblaxov headquarters.");
}
