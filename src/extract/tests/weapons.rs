//! Missile systems by table and by the shape of a designation.

use super::check;

#[test]
fn names_and_plurals() {
    check("400 [Tomahawk|weapon tomahawk] cruise missiles; more [Tomahawks|weapon tomahawk] later");
    check("two [Storm Shadows|weapon storm-shadow] and [Naval Strike Missiles|weapon nsm]");
}

#[test]
fn blocks_need_their_family() {
    check(
        "It wants the [Tomahawk|weapon tomahawk]: 200 [Block IV|weapon tomahawk-block-iv] missiles and 200 [Block V|weapon tomahawk-block-v] versions.",
    );
    check("Flats in Block V and Block IV are for sale.");
}

#[test]
fn ambiguous_names_need_weapons_around_them() {
    check("[Patriot|weapon patriot] missiles for [Ukraine|country UKR]");
    check("Every Patriot loves a harp.");
    check("to replace [Storm Shadow|weapon storm-shadow] and [Harpoon|weapon harpoon] by 2030");
    check("The [Trident|weapon trident-ii] boats are counted separately.");
}

#[test]
fn versions_belong_to_the_name() {
    check("the [RBS 15 Mk4|weapon rbs-15] missile");
    check("a [SAMP/T NG|weapon samp-t] battery");
}

#[test]
fn designations_that_no_table_has() {
    check("They tested the [Hwasong-21|weapon ?] and the [KN-99|weapon ?].");
    check("the [QX-7|weapon ?] cruise missile");
    check("The F-35, the B-52 and the T-72 are no missiles.");
}

#[test]
fn names_before_a_class() {
    check("a strike with the [Bavolets|weapon ?] cruise missile");
    check("[Russian|country RUS] missiles. Older missiles remain; Long-range missiles do not.");
}

#[test]
fn distances_are_no_versions() {
    check("a [Tomahawk|weapon tomahawk] 1,600 kilometres away");
}

#[test]
fn roman_numbers_of_a_family() {
    check("their [Hyunmoo II|weapon hyunmoo-2c] missiles");
}

#[test]
fn a_body_does_not_hide_a_longer_weapon() {
    check("fired the [U.S. Army Tactical Missile System|weapon atacms] twice");
    check("two [Thaad|weapon thaad] systems; units of the Naval Rocket Units");
}

#[test]
fn a_name_before_a_class_is_known_alone_with_an_article() {
    check(
        "It fired the [Bavolets|weapon ?] rocket. The [Bavolets|weapon ?] is heavy, and a [Bavolets|weapon ?] is dear.",
    );
    check("It fired the [Bavolets|weapon ?] rocket at Mr [Bavolets|person Bavolets].");
    check("The Bavolets is heavy.");
}

#[test]
fn a_designation_before_the_name_is_a_part_of_it() {
    check("40 [AGM-114R Hellfire|weapon hellfire] missiles");
    check("[AIM-120C-8 Advanced Medium-Range Air-to-Air Missiles|weapon aim-120] arrived");
}

#[test]
fn a_town_with_a_drone_plant_lends_no_weapon_its_name() {
    let text =
        "He hit the [Zorblaxov|weapon ?] drone plant. Later the [Zorblaxov|place] airfield burned.";
    check(text);
    check(
        "It fired the [Zorblaxa|weapon ?] cruise missile, and the [Zorblaxa|weapon ?] flew; the Zorblaxa \
         mayor said so.",
    );
}

#[test]
fn names_of_two_things_are_left_open() {
    check("The [Houthis|organisation] fired a Burkan at [Riyadh|place SAU].");
    check("The [Houthis|organisation] fired a [Burkan H-2|weapon qiam-1] at [Riyadh|place SAU].");
    check("[Hezbollah|organisation] fired two [Burkan|weapon burkan] rockets at night.");
    check("It has the [Sgt. Stout|weapon m-shorad] and the [Hwasongpho-16B|weapon hwasong-16b].");
    check("It fired [AMRAAMs|weapon aim-120].");
}

#[test]
fn short_forms_of_weapons_are_weapons() {
    check(
        "The [Harpoon Coastal Defense System|weapon harpoon] ([HCDS|weapon harpoon]) is cheap; the [HCDS|weapon harpoon] works.",
    );
    check(
        "It has the [Zorblax Strike Missile|weapon ?] ([ZSM|weapon ?]), and the [ZSM|weapon ?] flew.",
    );
    check("It has the Zorblax Strike Plane (ZSP), and the ZSP flew.");
}

#[test]
fn any_designation_joins_the_name_behind_it() {
    check(
        "[RGM-84L-9 Harpoon Block II|weapon harpoon] missiles and [AGM-88Q HARM|weapon harm] missiles",
    );
    check("100 [Harpoon|weapon harpoon] coastal defence systems");
    check("restored [Stinger|weapon stinger] RMP Block 1 missiles");
}

#[test]
fn spellings_of_other_alphabets_are_known() {
    check(
        "the [Dong-Feng 26|weapon df-26], the [X-47M2|weapon kinzhal] and the [Khordad 3|weapon khordad-3]",
    );
    check("missiles and drones named [Mohajer|weapon mohajer-6] and [Arash|weapon arash-2]");
}

#[test]
fn short_forms_of_kinds_are_no_weapons() {
    check("A Short Range Ballistic Missile (SRBM) flew; SRBM tests go on.");
    check("An Anti-Tank Guided Missile (ATGM) and a Land Attack Cruise Missile (LACM); the ATGM.");
    check("A Multiple Rocket Launcher (MRL) and an Anti-Ship Ballistic Missile (ASBM); the MRL.");
    let found =
        crate::extract::fixtures::extract("The Zorblax Strike Missile (ZSM); the ZSM flew.");
    assert!(found.mentions.iter().all(|it| it.doubt.is_some()));
}
