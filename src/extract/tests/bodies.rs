//! Organisations, found by table, by head noun and by the short forms a text defines.

use super::check;
use crate::extract::{Value, fixtures};

#[test]
fn the_longest_name_wins() {
    check("for the [Indian Navy|organisation] only");
    check("the [Stockholm International Peace Research Institute|organisation] says");
    check("in the [Sea of Japan|place] and the [East China Sea|place]");
}

#[test]
fn ministries_follow_their_head() {
    check("the budget of the [Ministry of National Defence|organisation] of [Poland|country POL]");
    check("[Ruritania Ministry of Economy, Trade and Industry|organisation] published it.");
    check("He left the [Department of Strange Affairs|organisation] in a hurry.");
}

#[test]
fn a_ministry_is_of_the_country_behind_it() {
    let iso3 = |text: &str| {
        let found = crate::extract::fixtures::extract(text);
        let ministry = found.mentions.iter().find_map(|it| match it.value {
            crate::extract::Value::Organisation { iso3, .. } => iso3,
            _ => None,
        });
        ministry.map(|it| it.to_string())
    };
    let text = "Japan asked the Ministry of Defence of the Republic of Korea.";
    assert_eq!(iso3(text).as_deref(), Some("KOR"));
    assert_eq!(
        iso3("Japan asked its Ministry of Defence.").as_deref(),
        Some("JPN")
    );
    let text = "Kyiv. Ukraine and Ukraine. The drones came from Russia. The Defence Ministry said it shot down 40.";
    assert_eq!(iso3(text).as_deref(), Some("UKR"));
    let text =
        "Ukraine and Ukraine. Russia fired 40 drones at Ukraine. The Defence Ministry spoke.";
    assert_eq!(iso3(text).as_deref(), Some("UKR"));
    let text = "Japan, Japan and Japan. South Korea ordered tanks in the Netherlands. The Defence Ministry spoke.";
    assert_eq!(iso3(text).as_deref(), Some("KOR"));
    let text = "Japan, Japan and Japan heard the French defence ministry.";
    assert_eq!(iso3(text).as_deref(), Some("FRA"));
}

#[test]
fn a_parliament_is_of_the_country_beside_it() {
    #[track_caller]
    fn owner(text: &str, expected: &str) {
        let found = crate::extract::fixtures::extract(text);
        let body = found.mentions.iter().find_map(|it| match it.value {
            crate::extract::Value::Organisation { iso3, .. } => iso3,
            _ => None,
        });
        assert_eq!(
            body.map(|it| it.to_string()).as_deref(),
            Some(expected),
            "{text}"
        );
    }
    owner("The US and Brazil talked. Brazil’s Senate agreed.", "BRA");
    owner(
        "The US and Brazil talked. The Brazilian Senate agreed.",
        "BRA",
    );
    owner(
        "The US and Canada talked. The Senate of Canada agreed.",
        "CAN",
    );
    owner("The US and Brazil talked. The Senate agreed.", "USA");
}

#[test]
fn ships_are_named_after_others() {
    check("HMS Queen Elizabeth, USS America and HMS Prince of Wales sailed.");
    check("aboard USS Higgins, the [Pentagon|government USA] chief spoke");
}

#[test]
fn firms_and_institutes_by_their_last_word() {
    check(
        "The work goes to [Vandelay Heavy Industries|organisation] and [Acme Rocket Corporation|organisation].",
    );
    check("according to the [Elbonian Peace Research Institute|organisation]");
}

#[test]
fn heads_alone_are_no_names() {
    check("The company said the agency and the institute had merged.");
    check("New Systems are needed.");
}

#[test]
fn short_forms_are_remembered() {
    check(
        "The [Elbonian Space Agency|organisation] ([ESAG|organisation]) launched it. Later [ESAG|organisation] said so.",
    );
}

#[test]
fn ministers_are_no_ministries() {
    check("The [Spanish|country ESP] Defence Minister spoke.");
}

#[test]
fn alliances_without_their_class_word() {
    check("joining the [AUKUS|organisation] alliance, called [JAUKUS|organisation] by some");
    check("in the [Asia-Pacific|place] region");
}

#[test]
fn small_words_are_no_alliances() {
    check("the name of the alliance and of the states in it");
}

#[test]
fn parliaments_are_bodies() {
    check("the latest [People’s Assembly|organisation] meeting in [Pyongyang|place PRK]");
    check("The [Bundestag|organisation] agreed.");
}

#[test]
fn speeds_are_no_towns() {
    check("It flew at Mach 5 and rose to Mach 8.");
    check("It was shown at Mach 5 speeds, in Zorblaxia 2025 and in Horizon 2.");
}

#[test]
fn towns_that_no_table_has() {
    check("the plant at Xanten-by-Sea is old");
    check("In [Qwertyville|place] 300 workers build it; in [Zdroje|place] 12 people left.");
    check("It is built in [Qwertyville|place GBR] in [Wales|place GBR].");
    check("batteries defend [Zdroje|place], near the capital");
    check("rockets hit [Nevatim|place ISR] air base and [Zverevo|place] air base");
    check("He made a trip to [Zorblaxov|place] and spoke of Mach 5.");
    check(
        "a drone over the [Zorblaxov|place] military post and near [Quimba|place] military airport",
    );
    check("They gave it to Zorblaxov.");
    check("fired from [North Korea|country PRK]’s [Zorblax|place PRK] province and Zorblax’s plan");
}

#[test]
fn ships_are_no_places() {
    check("the carrier Shandong and the frigate HMAS Brisbane");
}

#[test]
fn a_short_form_needs_its_full_name() {
    check("He spoke at the Sejong Forum and said the Forum was open.");
    check("The [Pacific Islands Forum|organisation] met. The [Forum|organisation] agreed.");
}

#[test]
fn heads_with_a_portfolio_behind_them() {
    check("It asked the [Undersecretariat for Strange Industries|organisation] in a hurry.");
    check("It asked the [Directorate-General of Strange Armament|organisation] in a hurry.");
    check("It asked the [Directorate-General of Maps, Charts and Globes|organisation] in a hurry.");
}

#[test]
fn an_agency_in_brackets_is_a_source() {
    check("[OSLO|place NOR] ([AFP|organisation]) — It snowed.");
    check("A picture by somebody/[AFP|organisation] was shown.");
    check("a bank note of AFP value");
}

#[test]
fn a_service_begins_where_its_country_or_king_does() {
    check("for the [Royal Australian Army|organisation] only");
    check("asked the [U.S. National Security Council|organisation] again");
    check("for the [Air Force|organisation] and [Navy|organisation] of the country");
    check("It was the Chief of Defence Staff who left.");
}

#[test]
fn a_short_form_between_commas() {
    check(
        "the [Ruritania Police Service|organisation], [RPS|organisation], was asked, and the [RPS|organisation] went",
    );
    check("The MINISTER OF DEFENCE AND WIDGETS: Thank you.");
}

#[test]
fn a_short_form_is_no_town_of_the_same_letters() {
    check(
        "In the [United States|country USA] the [GAO|organisation] counts; the road to [Gao|place MLI] is shut.",
    );
    check("a MALE drone for [Malaysia|country MYS]");
}

#[test]
fn firms_behind_their_kind() {
    check("It went to the company [Zorblaxa|organisation] in spring.");
    check("a unit of the [Spanish|country ESP] manufacturer [Santa Zorblaxa|organisation]");
    check("The company Monday said nothing, and its maker President did not.");
    check("Nothing opens. The company CFO said profits fell.");
    check("He said that the company IPO was late and asked the company Board to leave.");
    check("It was the company CFO [Zorblax Quimby|person Zorblax Quimby] who left.");
    check("It went to the company [ZORBLAX|organisation] in spring.");
    check("It went to the company [Zorblaxa|organisation] CEO in spring.");
}

#[test]
fn a_firm_goes_on_behind_an_ampersand() {
    check("talks with [Zorblax Shipbuilding & Quimby Marine Co|organisation] today");
    check("[Zorblax Shipbuilding|organisation] & Sons");
}

#[test]
fn leaders_stand_behind_their_body() {
    check("the [Zorblax Quim Party|organisation] leader resigned");
    check("the [Spanish|country ESP] Defence chief");
    check("the [Estonian Defense Forces|organisation] commander agreed");
    check("an Integrated Zorblax Command System");
}

#[test]
fn services_without_an_article_of_their_own() {
    check("a [Navy|organisation] destroyer and an [Army|organisation] general");
    check("trials with [Air Force|organisation] and [Army|organisation] systems");
}

#[test]
fn news_agencies_are_told() {
    check("A spokesman told [DW|organisation] that nothing had changed.");
}

#[test]
fn a_legal_form_belongs_to_the_firm_before_it() {
    check("a plant of the [German|country DEU] [Rheinmetall AG|organisation] in a hurry");
    check("[Saab AB|organisation] and [Saab|organisation] ag");
}

#[test]
fn parties_of_one_name() {
    check("He chairs the [Zorblaxa Party|organisation] now.");
    check("He left the party at the Third Party stage.");
}

#[test]
fn services_beside_each_other() {
    check(
        "both [Navy|organisation] and [Marine Corps|organisation] needs; more [Army|organisation] generals",
    );
}

#[test]
fn missions_of_the_same_words_are_told_by_their_land() {
    check_org(
        "the UN Multidimensional Integrated Stabilisation Mission in the Central African Republic",
        "MINUSCA",
    );
    check_org(
        "the United Nations Multidimensional Integrated Stabilization Mission in Mali",
        "MINUSMA",
    );
    check_org("the Congreso de los Diputados", "Congress of Deputies");
}

/// The one organisation that a phrase of a sentence names.
#[track_caller]
fn check_org(phrase: &str, expected: &str) {
    let text = format!("It went to {phrase} in spring.");
    let found: Vec<_> = fixtures::extract(&text)
        .mentions
        .iter()
        .filter_map(|it| match &it.value {
            Value::Organisation { org, .. } => Some(org.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(found, [expected], "{text}");
}

#[test]
fn formations_keep_their_numbers_and_lands() {
    check("They met the [3rd Zorblax Logistics Group|organisation] of the town.");
    check("They met the [3d Zorblax Regiment|organisation] of the town.");
    check("men of [I Corps|organisation] and of the [I Zorblax Force|organisation] left");
    check("They met the [Land Defence Forces of Ukraine|organisation] near the town.");
    check("They met the [Zorblax Brigade Latvia|organisation], which came from the town.");
    check("They met the [2nd Zorblax Brigade Combat Team|organisation] of the town.");
    check("They met the [2nd Zorblax Division Support Group|organisation] of the town.");
}

#[test]
fn services_are_named_without_an_article() {
    check("A new [Air Force|organisation] proposal fell.");
    check("[Army|organisation] numbers fell.");
    check("[Parliament|organisation] approved it on a quiet day.");
    check("pilots of the [Airforce|organisation] said so");
}

#[test]
fn a_body_ends_before_a_day_a_depot_or_a_minister() {
    check("at the [Zorblax Institute|organisation] on Monday");
    check("the Zorblax Army Depot burned");
    check("the Zorblax Defence Ministers met");
    check("the Zorblax Nuclear Command Paper came out");
    check("the National Armaments Director of [Spain|country ESP] left");
    check("the [U.S.|country USA] Administration told them");
}

#[test]
fn a_committee_has_its_name_in_a_long_sentence_of_capitals() {
    check(
        "Mr [Kofi Badu|person Kofi Badu], the Chairman, [Parliamentary Select Committee on Defence and Interior|organisation], \
         and [New Zorblax Party|organisation] ([NZP|organisation]) Member of Parliament for Quimba North, who \
         seconded the Motion, said that the Committee had agreed to all of it.",
    );
}

#[test]
fn a_ministry_takes_the_people_before_it() {
    check(
        "the [Czech MoD|organisation] and the [North Korean National Defense Ministry|organisation]",
    );
    let found = fixtures::extract("Poland waits; the Slovak MoD signed. Britain too.");
    let of_land = |value: &Value| match value {
        Value::Organisation { iso3, .. } => iso3.map(|it| it.to_string()),
        _ => None,
    };
    let lands: Vec<_> = found
        .mentions
        .iter()
        .filter_map(|it| of_land(&it.value))
        .collect();
    assert_eq!(lands, ["SVK"]);
}

#[test]
fn short_forms_in_square_brackets_and_in_names_of_capitals() {
    let found = fixtures::extract("the Zorblax Research Agency [ZRA]; the ZRA said");
    assert_eq!(found.mentions.len(), 3);
    check("Operation ZORBLAX KAI went on in the rain and nobody knew why.");
}

#[test]
fn a_town_is_named_by_its_kind_and_in_a_list() {
    check("from the coastal town of [Zorblaxov|place] it flew");
    check("compounds in [Gaza|place PSE], [Quimba|place PSE], and [Rafah|place EGY] burned");
    check(
        "In [Jakarta|place IDN], Quimby, and Zorblax spoke; in [Warsaw|place POL], Leopards, and Abrams",
    );
    check("at the port of Entry, the settlement of Claims and the village of Chief Quimby");
    check("in spite of Zorblaxov it flew");
    check("near the [Zorblax Military Base|place] it fell");
    check("the [Fleet Base West|place] and the exercise Resolute Zorblax");
}

#[test]
fn a_short_ministry_is_of_the_country_beside_it() {
    #[track_caller]
    fn lands(text: &str, expected: &[&str]) {
        let found = fixtures::extract(text);
        let lands: Vec<_> = found
            .mentions
            .iter()
            .filter_map(|it| match it.value {
                Value::Organisation { iso3, .. } => iso3.map(|it| it.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(lands, expected, "{text}");
    }
    lands(
        "Ukraine's MoD and Poland's MoD and the MoD of Latvia met in Britain.",
        &["UKR", "POL", "LVA"],
    );
    lands("Slovakia's MoD said British troops left.", &["SVK"]);
    lands(
        "Britain waits. Britain pays. The MoD said that Ukraine waits.",
        &["GBR"],
    );
}

#[test]
fn names_of_formations_do_not_run_on() {
    check("They say the [Armoured Brigade|organisation] [Canada|country CAN] leads is small here.");
    check("They say the [Home Command|organisation] [Sweden|country SWE] set up is small here.");
    check("They met Joint Forces of [Britain|country GBR] and [France|country FRA] near it.");
    check(
        "He served in the World War I Army; the Phase I Corps troops and Title I Force pay rose.",
    );
    check(
        "They met the 51st [Working Group|organisation] and the 4th [Task Force|organisation] of the old town.",
    );
}

#[test]
fn what_only_begins_like_a_body_is_none() {
    check("Navy blue uniforms are worn by all of them.");
    check("Army of drones will be built here.");
    check("Parliament buildings are closed today.");
}
