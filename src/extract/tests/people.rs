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

#[test]
fn offices_of_several_words_end_where_the_name_begins() {
    check(
        "a talk with Minister of Defense [Zorblax Quimby|person Zorblax Quimby] on spares, which [Quimby|person Zorblax Quimby] liked",
    );
    check("Secretary of State for Defence [Zorblax Quimby|person Zorblax Quimby] agreed.");
    check("Later Commander-in-Chief [Zorblax Quimby|person Zorblax Quimby] agreed.");
    check("the Presidential Chief of Staff [Kang Xoon-sik|person Kang Xoon-sik] agreed");
    check("the Minister of Defence Industry Policy agreed, and the State of Grey Affairs Boards");
}

#[test]
fn titles_in_capitals() {
    check("“Yes,” said CEO [Zorblax Quimby|person Zorblax Quimby] at last.");
    check("In [Assam|place IND] CM [Quimbyhoma|person Quimbyhoma] agreed with the firm.");
    check("The CEO agreed, and the CDS Index fell; it was 5 pm Monday.");
}

#[test]
fn hours_waves_and_schemes_are_no_titles() {
    check("It begins at 5 PM Mountain Time and ends at 8 PM Greenwich Mean Time.");
    check("It spoke to 99.5 FM Radio Kuku of ports under the PM Gati Shakti plan.");
    check("Ports grow under the PM Gati Shakti.");
    check("Then the PM [Zorblax Quimby|person Zorblax Quimby] said no.");
    check("Then PM [Zorblax Quimby|person Zorblax Quimby] left for 99.5 days.");
}

#[test]
fn titles_that_are_given_names() {
    check(
        "[Japanese|country JPN] Defense Minister [Gen Nakatani|person Gen Nakatani] met Gen. [Nakatani|person Gen Nakatani].",
    );
    check("It was President [Son Xae-il|person Son Xae-il] who signed.");
}

#[test]
fn papers_of_may_are_of_no_person() {
    check("a Fact Sheet May 2018 and the Policy Brief May 2020 of the house");
}

#[test]
fn fathers_and_the_house_belong_to_a_name() {
    check(
        "Crown Prince [Mohammed bin Salman bin Abdulaziz Al Saud|person Mohammed bin Salman] was in [Riyadh|place SAU].",
    );
}

#[test]
fn bylines_in_capitals() {
    check("By [ZORBLAX QUIMBY|person Zorblax Quimby]/ Staff writer");
    check("By AND BY it went.");
}

#[test]
fn given_names_of_two_halves_follow_the_family() {
    check(
        "spokesman [Qo Ping-cheng|person Qo Ping-cheng] smiled, and [Qo|person Qo Ping-cheng] added that it was late",
    );
}

#[test]
fn honours_stay_outside() {
    check("Defence Minister Datuk Seri [Zorblax Quimby|person Zorblax Quimby] agreed.");
    check("Gen Tan Sri [Zorblax Ab Quimby|person Zorblax Ab Quimby] agreed.");
    check("and Datuk [Zorblax Quimby|person Zorblax Quimby].");
    check("Gen [Tan Zorblax|person Tan Zorblax] agreed.");
}

#[test]
fn a_first_name_may_open_the_sentence() {
    check("[Rajesh Quimbar Singh|person Rajesh Quimbar Singh] spoke for [India|country IND].");
}

#[test]
fn governments_are_led_by_people() {
    check("a government led by [Zorblax Quimby|person Zorblax Quimby] in a hurry");
    check("The team led by Zorblax Quimby won.");
    check("a consortium headed by Zorblax Quimby, and a firm headed by Borlax Quimbe");
    check("The Rapier was succeeded by Panther Evo.");
    check("The [Tomahawk|weapon tomahawk] will be succeeded by Panther Evo.");
    check("The minister was succeeded by [Zorblax Quimby|person Zorblax Quimby] in spring.");
    check(
        "Gen. [Norbax|person Norbax] has been succeeded by [Zorblax Quimby|person Zorblax Quimby].",
    );
    check("a commission headed by [Zorblax Quimby|person Zorblax Quimby] met");
    check("a delegation headed by [Zorblax Quimby|person Zorblax Quimby] left");
}

#[test]
fn nobody_is_called_accords() {
    check("after the Abraham Accords and the Peter Doctrine");
    check(
        "Major Non-[NATO|organisation] allies; the [Luftwaffe|organisation]’s [Panavia|organisation] Quimby fleet",
    );
}

#[test]
fn names_of_several_parts_stay_whole() {
    check(
        "[Enrique Peña Nieto|person Enrique Peña Nieto] left; [Peña Nieto|person Enrique Peña Nieto]’s term ended",
    );
    check("[Diego Quimby da Silva|person Diego Quimby da Silva] is a researcher");
    check("reporter [Bae Jun-woo|person Bae Jun-woo] will tell");
    check("and Hon. [Dominic Quimby|person Dominic Quimby] spoke");
    check(
        "Spokesman for the Minister of Defence, [Dahlan Anwar Quimby|person Dahlan Anwar Quimby] regretted it.",
    );
}

#[test]
fn ships_parties_and_acts_are_nobody() {
    check("the carrier Harry S. Truman and the destroyer James Quimby sailed");
    check("the Christian Democrats and the General Appropriations Act");
    check("thank you, hon Chairperson, for that");
}

#[test]
fn who_meets_a_ship_is_somebody_and_hon_hai_is_a_firm() {
    check("On a visit to the submarine [Keir Starmer|person Keir Starmer] said no.");
    check("The frigate [Boris Pistorius|person Boris Pistorius] christened is new.");
    check("[Hon Hai|organisation] said it would; [Foxconn|organisation] is its name.");
    check("The late Le Hon Phong was there.");
    check("Zorblax Street expects growth.");
}
