//! Numbers that count, and those that do not.

use crate::extract::marked::check;

#[test]
fn plurals() {
    check(
        "[400|count 400 of=Tomahawk cruise missiles] Tomahawk cruise missiles, [12|count 12 of=frigates] frigates, [two dozen|count 24 of=launchers] launchers, [some 3,000|count 3000 about of=troops] troops",
    );
    check(
        "a fleet of [72|count 72 of=F-35s] F-35s, [12|count 12 of=MQ-9B drones] MQ-9B drones, [12|count 12 of=Boeing 787 Dreamliners] Boeing 787 Dreamliners",
    );
    check(
        "[three|count 3 of=Type 26 frigates] Type 26 frigates, [seven|count 7 of=Arleigh Burke-class destroyers] Arleigh Burke-class destroyers, [4|count 4 of=E-7s] E-7s",
    );
    check("[20|count 20 of=modern, long-range missiles] modern, long-range missiles");
    check(
        "[27|count 27 of=EU member states] EU member states, [5|count 5 of=non-members] non-members, [200|count 200 of=mid-level officers] mid-level officers",
    );
}

#[test]
fn more_and_further() {
    check(
        "[40|count 40 of=Naval Strike Missiles] more Naval Strike Missiles, [12|count 12 of=frigates] additional frigates, [6|count 6 of=jets] further jets, a further [20|count 20 of=vessels] vessels, [5|count 5] others",
    );
    check("It ordered [486|count 486] more.");
}

#[test]
fn shares() {
    check(
        "[36|count 36 of=jets] of the [72|count 72 of=jets] jets, [18|count 18 of=missiles] of [25|count 25 of=missiles] missiles, [seven|count 7 of=parties] of the [eight|count 8 of=parties] parties, [eleven|count 11] of which, [250|count 250] of them Leopards",
    );
    check("[two|count 2 of=ships] of its ships, [six|count 6] of those bases");
}

#[test]
fn models() {
    check(
        "[32|count 32 of=F-35A] F-35A, [24|count 24 of=Su-57] Su-57, [100|count 100 of=Leopard 2A8] Leopard 2A8, [18|count 18 of=HIMARS] HIMARS, [18|count 18 of=M142 HIMARS] M142 HIMARS, [12|count 12 of=AH-64E] AH-64E",
    );
}

#[test]
fn joined() {
    check(
        "the [27|count 27 of=nation]-nation bloc, a [12|count 12 of=member]-member team, a [three|count 3 of=ship]-ship flotilla, a [400|count 400]-strong force, a [40|count 40 of=aircraft]-aircraft order",
    );
}

#[test]
fn without_a_noun() {
    check("Of the [300|count 300] soldiers, [45|count 45] were wounded and [12|count 12] killed.");
    check("The other [four|count 4] are at sea; [300|count 300] fled.");
    check("[Fifteen|count 15] were hurt. [Two|count 2] joined later. [Two|count 2] have sailed.");
    check("The ship carries a crew of [200|count 200]. A force of [76,000|count 76000] stood by.");
    check("to rise to [76,000|count 76000]. It has [12|count 12] and wants [20|count 20].");
}

#[test]
fn scales() {
    check(
        "[1.3 million|count 1300000] soldiers, [1.5m|count 1500000] refugees, [300k|count 300000] rounds, [2 lakh|count 200000] troops, [20 thousand|count 20000] men, [1.5 lakh|count 150000] people",
    );
    check(
        "[two million five hundred thousand|count 2500000] people, [a million and a half|count 1500000] refugees",
    );
    check("[20,000|count 20000], [20 000|count 20000] and [20.000|count 20000] troops");
}

#[test]
fn words() {
    check(
        "[forty-three|count 43] ships, [a hundred and twenty|count 120] tanks, [one hundred and one|count 101] men, [twenty-two hundred|count 2200] men",
    );
    check(
        "[a dozen|count 12] jets, [two dozen|count 24] jets, [half a dozen|count 6] jets, [a half-dozen|count 6] jets, [half-dozen|count 6] jets",
    );
    check(
        "[three hundred and fifty|count 350] men, [two thousand five hundred|count 2500] men, [a thousand|count 1000] men",
    );
}

#[test]
fn ranges() {
    check(
        "[10 to 15|count 10..15] ships, [10-15|count 10..15] ships, [10–15|count 10..15] ships, [10 or 15|count 10..15] ships, [two or three|count 2..3] ships, [between 500 and 600|count 500..600] soldiers",
    );
    check(
        "[two to three hundred|count 200..300] tanks, [two or three dozen|count 24..36] ships, [five to six thousand|count 5000..6000] men, [20 to 30 thousand|count 20000..30000] men",
    );
    check("[between 10,000 and 12,000|count 10000..12000] North Korean troops");
    check("will cut it from [500|count 500] to [400|count 400] tanks");
}

#[test]
fn hedges() {
    check(
        "[about 300|count 300 about] men, [some 300|count 300 about] men, [roughly 300|count 300 about] men, [an estimated 300|count 300 about] men, [300-odd|count 300 about] men, [~300|count 300 about] men, the [estimated 300|count 300 about] men",
    );
    check(
        "[more than 300|count 300 more_than] men, [over 300|count 300 more_than] men, [in excess of 300|count 300 more_than] men, [upwards of 300|count 300 more_than] men, [fewer than 300|count 300 less_than] men, [less than 300|count 300 less_than] men",
    );
    check(
        "[at least 300|count 300 at_least] men, [no fewer than 300|count 300 at_least] men, [up to 300|count 300 at_most] men, [as many as 300|count 300 at_most] men, [300+|count 300 at_least] men, [as few as 300|count 300 at_least] men, [a maximum of 300|count 300 at_most] men",
    );
    check(
        "[nearly 300|count 300 nearly] men, [almost 300|count 300 nearly] men, [close to 300|count 300 nearly] men",
    );
}

#[test]
fn durations_and_measures() {
    check(
        "ten years, 40 minutes, two more weeks, a five-year plan, 20 times, sixteen-fold, 12 months, six centuries",
    );
    check(
        "90 tonnes, 500 kg, 20 MW, 12 knots, 40 GB, 35 degrees, 8-ton trucks, a 2,000-pound bomb, 5.5 litres",
    );
}

#[test]
fn ages_times_and_scores() {
    check("He is 45. A 45-year-old man, aged 18 to 27, at the age of 18, died at 71");
    check("at 10:30, at 6 am, at 3 p.m., 0600 hours, 24/7, 9/11, 3-2, 50-50");
}

#[test]
fn names() {
    check(
        "Type 12 missiles, Article 9, Chapter 3, Resolution 1874, Section 1260H, Unit 8200, Task Force 59, Room 101",
    );
    check(
        "RBS 15 missiles, S-400 systems, 5G networks, G7 states, version 2.1.3, Apollo 11, Boeing 737s, Route 66",
    );
    check("3 Commando Brigade, 2 Para, 1 Corps, 101st Airborne, No. 5 Squadron, 10 Downing Street");
    check("P5+1, E3, F-35, COVID-19, U-2, MH17, B-52");
}

#[test]
fn odds_and_fractions() {
    check(
        "one in ten voters, four in five ships, nine out of ten men, two-thirds of jets, a third of tanks",
    );
    check(
        "dozens of ships, hundreds of tanks, several dozen jets, a few hundred men, tens of thousands",
    );
    check("one of them, one missile, the one ship, no one");
}

#[test]
fn headings_and_lists() {
    check("2. The ministry said so");
    check("(5) The navy too");
    check("Page 3, pp. 12-14, vol. 5, no. 3, Fig. 2, Table 4");
    check("Tel. 020 7946 0958");
}

#[test]
fn heads_of_a_fact_sheet() {
    check(
        "Crew: [105|count 105 of=Crew]\nLaunchers: [8|count 8 of=Launchers]\nPersonnel: [140,000|count 140000 of=Personnel]\nYears: 5\nCost: [$40m|money 40000000 USD]",
    );
    check("Ships: [290|count 290 of=Ships]; aircraft: [1,200|count 1200 of=aircraft]");
}

#[test]
fn left_out() {
    check("The US has [11|count 11] carriers, China [three|count 3] and France one.");
    check(
        "Britain has [225|count 225] warheads, France [290|count 290] and China [some 600|count 600 about].",
    );
    check(
        "The first [12|count 12] of [36|count 36] jets arrive, the other [24|count 24] by June; another [3|count 3] are an option.",
    );
    check("[14|count 14] of [15|count 15] sank. The [31|count 31] were shipped.");
    check("A squadron of [12|count 12] and an additional [20|count 20] by June.");
}

#[test]
fn said_twice() {
    check("It bought [4|count 4 of=frigates] (four) frigates and [two|count 2 of=tugs] (2) tugs.");
}

#[test]
fn descriptions() {
    check(
        "[two|count 2 of=5,000-pound bombs] 5,000-pound bombs, [six|count 6 of=155mm howitzers] 155mm howitzers, [two|count 2 of=12-cell launchers] 12-cell launchers, [four|count 4 of=250-kg bombs] 250-kg bombs",
    );
}

#[test]
fn letters_of_models() {
    check(
        "[30|count 30 of=T-90 tanks] T-90 tanks, [12|count 12 of=M-346 jets] M-346 jets, [6|count 6 of=A330 tankers] A330 tankers, [30|count 30 of=A-10s] A-10s, [10|count 10 of=C-130Js] C-130Js",
    );
}

#[test]
fn prices_without_a_currency_count_nothing() {
    check("The deal is worth 300 million. It cost 2 billion.");
    check("3,000 m² and 50,000 t");
    check("page 4 of 11, tag 1 of 3, (2 of 3)");
}

#[test]
fn loosened_without_a_noun() {
    check(
        "Only [300 or so|count 300 about] are fit to fight. [Three|count 3] are on order, with a further [eight|count 8] planned.",
    );
}

#[test]
fn rates() {
    check("5 per 100,000 people, 1 per 1,000");
}

#[test]
fn two_numbers_share_a_noun() {
    check("[180|count 180] Indian and [170|count 170] Pakistani weapons");
    check("[12|count 12] Swedish or [15|count 15] Finnish jets");
    check("Article 9 Japan and [170|count 170] Pakistani weapons");
}

#[test]
fn models_that_begin_like_a_unit() {
    check("sold [32|count 32 of=TB2s] TB2s for 32 TB of data");
}

#[test]
fn people_by_the_letter() {
    check("[some 1.2m|count 1200000 about of=active personnel] active personnel");
}

#[test]
fn a_number_in_the_name_of_the_counted() {
    check(
        "[18|count 18 of=Leopard 2 tanks] Leopard 2 tanks and [24|count 24 of=PzH 2000 howitzers] PzH 2000 howitzers",
    );
    check("[18|count 18 of=missiles] of [25|count 25 of=missiles] missiles");
}

#[test]
fn out_of_many() {
    check("lost [15|count 15 of=ships] out of [20|count 20 of=ships] ships; nine out of ten ships");
}

#[test]
fn up_from_another_count() {
    check(
        "has [15|count 15 of=ships] ships, up from [12|count 12] in [2020|date 2020-01-01..2020-12-31]",
    );
    check("It was down from 12.");
}

#[test]
fn victims_and_units() {
    check("It killed [12|count 12] and wounded [34|count 34]. A battalion of [700|count 700].");
}

#[test]
fn sums_of_ministers_count_nothing() {
    check("the 2+2 talks");
}

#[test]
fn models_without_a_plural() {
    check(
        "It flies [36|count 36 of=Gripen] Gripen and [eight|count 8 of=KT-1P planes] KT-1P planes.",
    );
    check(
        "[168|count 168 of=Long Name Capability-9 Segment (LNS) missiles] Long Name Capability-9 Segment (LNS) missiles",
    );
}

#[test]
fn sorts_share_the_noun_of_the_second() {
    check("[10|count 10] large and [18|count 18 of=smaller boats] smaller boats");
    check(
        "It wants [30|count 30] [by 2028|date 2028-01-01..2028-12-31 no_later_than] and [45|count 45] [by 2032|date 2032-01-01..2032-12-31 no_later_than].",
    );
    check("[Two|count 2] more disappeared in the area. It can carry [five|count 5].");
}

#[test]
fn parts_of_a_code_count_nothing() {
    check("under exemption 1 of the Code and schedule 4");
    check("according to schedule 12, as exhibit 40 of Exhibit 41 says");
}

#[test]
fn firms_exhibit_and_staffs_schedule_what_they_count() {
    check("Firms will exhibit [40|count 40 of=drones] drones.");
    check("It plans to schedule [12|count 12 of=exercises] exercises.");
    check("Both firms exhibit [30|count 30 of=drones] drones.");
}

#[test]
fn numbers_beside_a_count_count_the_same() {
    check("[six|count 6 of=proposals] proposals of the Army and [two|count 2] of the Navy");
    check("[42|count 42 of=missiles] missiles per month, or [500|count 500] per year");
    check(
        "the inventory surged from [140|count 140] in [2024|date 2024-01-01..2024-12-31] to [250|count 250], nearly double",
    );
    check("the price index surged from 140 to 250 points");
}

#[test]
fn wheels_count_nothing() {
    check("[ten|count 10 of=vehicles] 8×8 vehicles and [six|count 6 of=trucks] 6x6 trucks");
    check("[two|count 2 of=former U.S. Navy ships] former U.S. Navy ships");
}

#[test]
fn a_row_of_wheels_has_no_noun_and_no_bottom() {
    let row = format!("ten {}vehicles", "8x8 ".repeat(100_000));
    crate::extract::fixtures::extract(&row);
    check("ten 8x8 6x6 vehicles");
}

#[test]
fn numbers_beside_a_label_count_nothing() {
    check("It cites [five|count 5 of=rules] rules of war and Articles 42 and 51 of the Charter.");
    check("[Two|count 2 of=brigades] brigades in Sector 4 and 5 in the east.");
    check(
        "[two|count 2 of=members] members of the Council voted for Resolutions 1540 and 1718 of the Council",
    );
}

#[test]
fn a_stock_grows_as_the_subject() {
    for text in [
        "The number of conscripts aged from 18 to 27 fell.",
        "The number of conscripts is big, as the age limit was raised from 35 to 45.",
        "The stockpile is kept at temperatures from 10 to 25.",
        "The inventory is full. Talks ran from 10 to 20.",
        "The stockpile is big, and the index fell from 80 to 60.",
        "The age of the stockpile rose from 10 to 25.",
    ] {
        check(text);
    }
    check("The stockpile grew from [140|count 140] to [250|count 250].");
    check("The number of jets fell to [20|count 20], and the inventory stood at [72|count 72].");
}

#[test]
fn a_full_stop_behind_one_letter_ends_a_name() {
    check("It fired 30 Scud B. Missiles fell.");
}
