//! Capitals: a place, or the government that sits there.

use super::check;

#[test]
fn a_capital_that_acts_is_a_government() {
    check(
        "On the other hand, [Tokyo|government JPN] ranks among the states most directly affected.",
    );
    check("it can be said that [Tokyo|government JPN]’s foreign policy may be disrupted.");
    check("[Beijing|government CHN] rejected the claim.");
    check("in its struggle against [Beijing|government CHN]");
    check("the actions of [Pyongyang|government PRK] provide a ground");
    check("[Ankara|government TUR] also showed a system.");
    check("because aid to [Kyiv|government UKR] is included");
    check("a [Moscow|government RUS]-backed plan");
}

#[test]
fn the_government_by_its_seat() {
    check("The [Tokyo Government|government JPN] has committed to more.");
    check("the [Kremlin|government RUS] and the [White House|government USA] spoke");
}

#[test]
fn a_capital_where_things_are_is_a_place() {
    check("the monument in [Pyongyang|place PRK] should be demolished");
    check("a crowd near [Seoul|place KOR]");
    check("it lies 1,290 km from [Tokyo|place JPN]");
    check("He flew to [Paris|place FRA] yesterday.");
    check("the [Warsaw|place POL] suburbs");
}

#[test]
fn datelines_are_places() {
    check("[LONDON|place GBR], June 2 (Newsroom) - More later.");
    check("[WARSAW|place POL] -- [Poland|country POL] adopted a budget.");
    check("[New Delhi|place IND]: 28 March 2025");
    check("[SEOUL|place KOR], Feb. 14 — The plan is old.");
    check("[BRASÍLIA|place BRA]/[SANTIAGO|place CHL], Sept 15 (Wire) - Budgets rise.");
    check("[MOSCOW|place RUS]-[KYIV|place UKR] — Talks failed.");
}

#[test]
fn one_list_one_reading() {
    check("He has lived in [Tokyo|place JPN], [Paris|place FRA] and [Rome|place ITA].");
}

#[test]
fn surnames_are_no_capitals() {
    check("an essay by Xenophon Washingtonov and the ship HMS London Bridge");
}

#[test]
fn what_has_a_capitals_name_in_it() {
    check("an island in the [Stockholm|place SWE] archipelago");
    check("at the old hall, Quimba, [Jakarta|place IDN], Wednesday, June 2");
}

#[test]
fn behind_a_colon_it_speaks_and_between_commas_it_lies() {
    check("Missiles fly off the coast again: [Tehran|government IRN]\nNext");
    check("at the hall, Zorblax House, [Abuja|place NGA], the minister said so");
    check("in several [Kyiv|place UKR] districts");
}

#[test]
fn behind_a_comma_it_may_act() {
    for text in [
        "According to [Reuters|organisation], [Moscow|government RUS], however, rejected it.",
        "On Monday, [Seoul|government KOR], citing the North, raised its alert.",
        "Like [Nato|organisation], [Moscow|government RUS], too, has raised it.",
        "By Zorblax, [Tehran|government IRN], which denied it, vowed revenge.",
    ] {
        check(text);
    }
    for text in [
        "It will be held in the following city: Warsaw.",
        "Missiles fly off the coast: Tehran\nNext",
    ] {
        let found = crate::extract::fixtures::extract(text);
        assert!(found.mentions.iter().all(|it| it.doubt.is_some()), "{text}");
    }
}
