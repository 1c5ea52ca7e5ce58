//! Names of the tables that are something else, or somebody else's, where they stand.

use super::check;
use crate::extract::{Value, fixtures};

#[test]
fn a_head_of_population_is_no_firm() {
    check("Output Per Capita");
    check("OUTPUT PER CAPITA IN [NATO|organisation]");
    check("Per Capita Outlay of [Britain|country GBR]");
    check(
        "[Britain|country GBR] gave [Capita|organisation] the contract, and [Capita plc|organisation] took it",
    );
}

#[test]
fn a_currency_in_brackets_is_no_short_form() {
    check(
        "Outlay of the [Zorblax Agency|organisation] (US$) grew, and the [US|country USA] saw it.",
    );
}

#[test]
fn firms_do_not_hide_people_of_their_name() {
    check("[Zorblax Vickers|person Zorblax Vickers], a former minister, said so.");
    check("Admiral [Vickers|person Vickers] and Colonel [Jefferies|person Jefferies] agreed.");
    check("[Mary Jefferies|person Mary Jefferies] led it.");
    check("[Shephard Media|organisation] asked [Vickers Defence|organisation].");
    check("Bankers at [Jefferies|organisation] and [McKinsey|organisation] agreed.");
}

#[test]
fn rivers_and_towns_are_no_parties_and_firms() {
    check("It flooded the Smer river.");
    check("It pleased the [Smer|organisation] party.");
    check("the town of [Jelcz-Laskowice|place POL], where [Jelcz|organisation] lorries come from");
}

#[test]
fn weapons_do_not_take_classes_and_other_machines() {
    check("low altitude missile defense is dear, as is VSHORADS");
    check("a Very Short Range Air Defence System; a Naval Anti-Ship Missile");
    check("[Vietnam|country VNM]’s Gepard-class frigates carry missiles");
    check("40 [Gepard|weapon gepard] air defence systems");
    check("[NASA|organisation]’s X-59 is quiet");
    check("an A-135 motorway; the Badr-1 satellite");
    check("the [A-135|weapon a-135] system; [Badr-1|weapon badr-1] rockets");
    check("the [MQ-20 Avenger|weapon mq-20], an [Avenger|weapon mq-20] drone");
    check("the [Avenger|weapon avenger-shorad] air defence system");
    check("Sheikh [Abdul Qadr|person Abdul Qadr] saw the missile");
    check("[Iran|country IRN] fired [Qadr|weapon ghadr] missiles");
}

#[test]
fn families_are_not_their_last_version() {
    check("[Sky Bow|weapon tien-kung] missiles and [Tien Kung II|weapon sky-bow-ii] missiles");
    check("[PHL-03|weapon phl-03] and [PHL-16|weapon phl-16] launchers");
    check("[Anka-3|weapon anka] and [Aksungur|weapon aksungur] drones");
}

/// The bodies of `text`, each with its country.
#[track_caller]
fn bodies(text: &str, expected: &[(&str, &str)]) {
    let found = fixtures::extract(text);
    let body = |value: &Value| match value {
        Value::Organisation { org, iso3 } => {
            let iso3 = iso3.map_or_else(String::new, |iso3| iso3.to_string());
            Some((org.to_string(), iso3))
        }
        _ => None,
    };
    let found: Vec<_> = found
        .mentions
        .iter()
        .filter_map(|it| body(&it.value))
        .collect();
    let found: Vec<_> = found
        .iter()
        .map(|(org, iso3)| (org.as_str(), iso3.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_body_of_one_name_is_of_the_land_beside_it() {
    bodies(
        "The Spanish Foreign Legion marched.",
        &[("Spanish Legion", "ESP")],
    );
    bodies(
        "Angola’s army, the FAA, marched.",
        &[("Angolan Armed Forces", "AGO")],
    );
    bodies(
        "The US waited. The Philippines’ DOE paid.",
        &[("Department of Energy of the Philippines", "PHL")],
    );
    let staff = "General Staff of the Armed Forces of Poland";
    bodies(
        "Poland’s General Staff of the Armed Forces saw Ukraine.",
        &[(staff, "POL")],
    );
    bodies(
        "Poland’s National Security Office met.",
        &[("National Security Office", "")],
    );
    bodies("The Pentagon CIO said Italy was safe.", &[]);
    check("[Indonesia|country IDN] met the [DPR Korea|country PRK]");
}

#[test]
fn branches_abroad_are_of_their_own_land() {
    bodies(
        "GDELS-Mowag and GDELS bid against Elbit Systems UK.",
        &[
            ("GDELS-Mowag", "CHE"),
            ("General Dynamics European Land Systems", ""),
            ("Elbit Systems UK", "GBR"),
        ],
    );
    bodies(
        "General Dynamics Land Systems-Canada and the Azov Corps",
        &[
            ("General Dynamics Land Systems-Canada", "CAN"),
            ("Azov Brigade", "UKR"),
        ],
    );
}
