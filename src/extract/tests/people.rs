//! Persons by table, title and surname alone.

use super::check;

#[test]
fn titles_stay_outside() {
    check(
        "Prime Minister [Fumio Kishida|person Fumio Kishida] said so. Later [Kishida|person Fumio Kishida] left.",
    );
    check("[Russia|country RUS]’s [Putin|person Vladimir Putin] will visit.");
}

#[test]
fn unknown_people_by_title() {
    check(
        "Defence Minister [Zorblax Quimby|person Zorblax Quimby] agreed. [Quimby|person Zorblax Quimby] then left.",
    );
    check("a talk with Gen. [Ulrika Vinterdal|person Ulrika Vinterdal] on air defence");
    check("Dr [Samir V. Kamat|person Samir V. Kamat] witnessed it.");
}

#[test]
fn unknown_people_by_office() {
    check("“Done,” said [Zorblax Quimby|person Zorblax Quimby], the defence secretary.");
    check("The finance minister, [Anatol Bzdurski|person Anatol Bzdurski], answered.");
    check(
        "[Wibke Lund-Åsgård|person Wibke Lund-Åsgård], a former [Nato|organisation] secretary general, wrote it.",
    );
}

#[test]
fn unknown_people_by_first_name_or_house() {
    check("It was [Peter Quimbleton|person Peter Quimbleton] who noticed.");
    check("[RUSI|organisation]’s [Zorblax Quimby|person Zorblax Quimby] disagrees.");
}

#[test]
fn unknown_people_by_who() {
    check("It pleased [Zorblax Quimby|person Zorblax Quimby], who leads the agency.");
    check("[Seok Qong-gun|person Seok Qong-gun] added that it had not moved.");
    check("It pleased the Quimby Brothers, who sell it, and the Quiet Partners, who buy it.");
}

#[test]
fn bylines() {
    check(
        "Compiled in [Tallinn|place EST] by [Liis Tamm|person Liis Tamm], [Jonas Berg|person Jonas Berg].",
    );
}

#[test]
fn a_surname_alone_needs_its_country() {
    check(
        "At a meeting in [Pyongyang|place PRK], [Kim|person Kim Jong Un] spoke of [South Korea|country KOR].",
    );
    check("The rice price rose in May, when the store opened.");
}

#[test]
fn a_longer_name_is_somebody_else() {
    check("In [Pyongyang|place PRK], marshal [Kim Xong-bok|person Kim Xong-bok] watched.");
}

#[test]
fn headlines_make_no_people() {
    check("Five Ways Budget Cuts Hurt Quiet Border Towns");
}

#[test]
fn a_common_surname_alone_is_nobody_of_the_table() {
    check("Dr [Smith|person Smith] left, and so did [Fiona Hill|person Fiona Hill].");
    check("The English page and the Hill were quiet.");
}
