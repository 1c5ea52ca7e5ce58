//! A figure belongs to its clause: whose it is, of what, of when.

use super::tests::{check, check_document, check_left_out};

#[test]
fn a_place_that_opens_a_sentence_says_whose_money_it_is() {
    check_document(
        "Sweden and its neighbours arm\n\nIn Helsinki, nobody is at ease. The defence budget for 2026 will be 6.3 billion euros.",
        &["FIN | spending EUR | 6.3 billion euros | 2026 | planned"],
    );
    check(
        "In Madrid, the mood is calm. Its defence budget was 17.5 billion euros in 2024.",
        &["ESP | spending EUR | 17.5 billion euros | 2024 | reported"],
    );
}

#[test]
fn a_title_of_several_lands_says_nobody() {
    check_document(
        "What the Baltic and Dutch navies want\n\nThe defence budget was 21.4 billion euros in 2024.",
        &["? | spending EUR | 21.4 billion euros | 2024 | reported"],
    );
}

#[test]
fn money_of_one_country_is_that_countrys() {
    check(
        "Defence funding in 2024 was SEK 119 billion.",
        &["SWE | spending SEK | SEK 119 billion | 2024 | reported"],
    );
    check_document(
        "Poland's new ships\n\nThe military budget reached 1,750 billion forint in 2025.",
        &["HUN | spending HUF | 1,750 billion forint | 2025 | reported"],
    );
}

#[test]
fn several_together_hand_on_nobody() {
    check(
        "Kenya, Ghana and Senegal stayed away. The defence budget would then be 2 billion dollars.",
        &["? | spending USD | 2 billion dollars | - | planned"],
    );
    check(
        "The French election was in July. The defence budget was 47 billion euros in 2024.",
        &["? | spending EUR | 47 billion euros | 2024 | reported"],
    );
}

#[test]
fn a_list_without_verbs_has_one_year() {
    check(
        "Italy spent 35.5 billion dollars on its military in the year 2023, Spain 23.7 billion dollars and Greece 7.7 billion dollars.",
        &[
            "ITA | spending USD | 35.5 billion dollars | 2023 | reported",
            "ESP | spending USD | 23.7 billion dollars | 2023 | reported",
            "GRC | spending USD | 7.7 billion dollars | 2023 | reported",
        ],
    );
    check(
        "On its military Italy spent 35.5 billion dollars, Spain 23.7 billion dollars and Greece 7.7 billion dollars in 2023.",
        &[
            "ITA | spending USD | 35.5 billion dollars | 2023 | reported",
            "ESP | spending USD | 23.7 billion dollars | 2023 | reported",
            "GRC | spending USD | 7.7 billion dollars | 2023 | reported",
        ],
    );
}

#[test]
fn the_year_goes_on_into_the_next_sentence_of_the_past() {
    check(
        "In 2022 Canada spent 26.9 billion dollars on its military. Australia's military spending came to 32.3 billion dollars.",
        &[
            "CAN | spending USD | 26.9 billion dollars | 2022 | reported",
            "AUS | spending USD | 32.3 billion dollars | 2022 | reported",
        ],
    );
    check(
        "In 2022 Canada spent 26.9 billion dollars on its military. Australia's defence budget is 32.3 billion dollars.",
        &[
            "CAN | spending USD | 26.9 billion dollars | 2022 | reported",
            "AUS | spending USD | 32.3 billion dollars | - | reported",
        ],
    );
}

#[test]
fn another_time_does_not_take_the_year_before() {
    for told in [
        "A generation later it",
        "It has since",
        "Today it",
        "Earlier it",
    ] {
        check(
            &format!(
                "In 1990 Germany spent 28 billion euros on its military. {told} spent 52 billion euros on defence."
            ),
            &[
                "DEU | spending EUR | 28 billion euros | 1990 | reported",
                "DEU | spending EUR | 52 billion euros | - | reported",
            ],
        );
    }
}

#[test]
fn what_a_programme_overruns_is_no_spending() {
    let spent = "DEU | spending EUR | 52 billion euros | 2023 | reported";
    check(
        "Germany spent 52 billion euros on defence in 2023. The frigate programme is late, and it is 2 billion euros over.",
        &[spent],
    );
    check(
        "Germany spent 52 billion euros on defence in 2023. The plan is late, and it is 2 billion euros short.",
        &[spent],
    );
}

#[test]
fn a_budget_has_its_year_across_a_colon() {
    check(
        "The cabinet in Romania sent its draft budget for 2031 to parliament in May with one surprise on top: 45 billion lei (9.9 billion dollars) for defence, or 2.6% of GDP.",
        &[
            "ROU | spending RON | 45 billion lei | 2031 | planned",
            "ROU | spending USD | 9.9 billion dollars | 2031 | planned",
            "ROU | share | 2.6% of GDP | 2031 | planned",
        ],
    );
}

#[test]
fn what_is_approved_as_a_budget_is_no_price() {
    check(
        "Spain's government approved a 12.8 billion euro ($14 billion) defence budget for 2024.",
        &[
            "ESP | spending EUR | 12.8 billion euro | 2024 | reported",
            "ESP | spending USD | $14 billion | 2024 | reported",
        ],
    );
    check(
        "Japan's Defense Ministry has requested a record 5.3 trillion yen for fiscal 2019.",
        &["JPN | spending JPY | 5.3 trillion yen | fiscal 2019 | planned"],
    );
    check_left_out(
        "Norway set aside 3 billion kroner for military aid.",
        &["3 billion kroner: money for something else"],
    );
    check_left_out(
        "Norway set aside 3 billion kroner ($285 million) in military assistance to Kyiv.",
        &[
            "3 billion kroner: money for something else",
            "$285 million: its sentence does not say what it measures",
        ],
    );
}

#[test]
fn shares_of_output_go_on() {
    check(
        "Few members give a larger share of their economy to the military. Greece, with a tenth of the people, will spend 3.1 per cent.",
        &["GRC | share | 3.1 per cent | - | planned"],
    );
}

#[test]
fn the_rest_of_the_sentence_keeps_its_budget() {
    check(
        "In 2023 Norway's defence budget was 75 billion kroner; with the gifts to Kyiv it came to about 82 billion kroner.",
        &[
            "NOR | spending NOK | 75 billion kroner | 2023 | reported",
            "NOR | spending NOK | about 82 billion kroner | 2023 | reported",
        ],
    );
    check(
        "The Ministry of Defence of Denmark spent 37 billion kroner in 2022, and the finance minister, Nicolai Wammen, added 6 billion kroner on top.",
        &[
            "DNK | spending DKK | 37 billion kroner | 2022 | reported",
            "DNK | up DKK | 6 billion kroner | - | reported",
        ],
    );
}

#[test]
fn prices_of_one_and_of_many_are_no_budget() {
    check(
        "The army wants 120 drones; at 3 million to 4 million euros apiece that is 300 to 400 million euros, less than the fund that Vienna founded three years ago.",
        &[
            "AUT | price EUR each | 3 million to 4 million euros | - | reported",
            "AUT | price EUR of 120 | 300 to 400 million euros | - | reported",
        ],
    );
    check(
        "Finland has ordered 64 launchers and, in May, agreed to pay 300 million dollars for 150 JASSM missiles.",
        &["jassm | price USD of 150 | 300 million dollars | - | reported"],
    );
}

#[test]
fn what_is_supposed_is_not_said() {
    check(
        "If every ally had spent 4% of GDP on defence in 2022, the club would have had another 250 billion euros.",
        &[],
    );
    check(
        "Japan's military budget would have reached 9 trillion yen in 2020.",
        &[],
    );
    check(
        "Japan's military budget would have already cost 9 trillion yen in 2020.",
        &[],
    );
    check(
        "If Norway were to spend 4% of GDP on defence, others would follow.",
        &[],
    );
}

#[test]
fn what_would_be_had_is_planned() {
    check(
        "The Typhon missile would have a range of 2,000 km.",
        &["typhon | range | 2,000 km | - | reported"],
    );
    check(
        "If approved, Norway's defence budget would rise to 12 billion euros in 2026.",
        &["NOR | spending EUR | 12 billion euros | 2026 | planned"],
    );
}

#[test]
fn a_range_is_the_subjects() {
    check(
        "The frigates will carry Kalibr, a missile that flies 2,000 km.",
        &["kalibr | range | 2,000 km | - | reported"],
    );
    check(
        "The Hyunmoo-2C missile carries a one-tonne warhead 800 km.",
        &["hyunmoo-2c | range | 800 km | - | reported"],
    );
    check(
        "Manila has Chunmoo launchers whose CTM-299 missile flies 290 km.",
        &["CTM-299 | range | 290 km | - | reported"],
    );
}

#[test]
fn tables_name_their_years_and_measures() {
    check_document(
        "Defence in the north\n\nHere is how the military budgets compare:\n\n\
         Country\t2021, $bn\tShare of GDP\tChange on 2020\nDenmark\t5.4\t1.4%\t+9%\nNorway\t8.4\t1.7%\t+4.1%\n",
        &[
            "DNK | spending USD | 5.4 | 2021 | reported",
            "DNK | share | 1.4% | 2021 | reported",
            "DNK | growth up | +9% | 2021 | reported",
            "NOR | spending USD | 8.4 | 2021 | reported",
            "NOR | share | 1.7% | 2021 | reported",
            "NOR | growth up | +4.1% | 2021 | reported",
        ],
    );
    check_document(
        "Italy gave 1.5 per cent of GDP to defence in 2018.\n\nIn figures\n\nCountry\t2019 ($bn)\t2020 ($bn)\t% of GDP\nItaly\t26.8\t28.9\t1.6\n",
        &[
            "ITA | share | 1.5 per cent of GDP | 2018 | reported",
            "ITA | spending USD | 26.8 | 2019 | reported",
            "ITA | spending USD | 28.9 | 2020 | reported",
            "ITA | share | 1.6 | 2020 | reported",
        ],
    );
}

#[test]
fn a_contract_is_not_of_the_supplier() {
    check(
        "Norway armed. The ministry signed a 9 billion dollar contract with Sweden’s Saab.",
        &["NOR | price USD | 9 billion dollar | - | reported"],
    );
    check(
        "Norway armed. The ministry bought missiles for 9 billion dollars from Saab.",
        &["NOR | price USD | 9 billion dollars | - | reported"],
    );
    check(
        "The ministry signed a contract with Saab. The price is 9 billion dollars.",
        &["? | price USD | 9 billion dollars | - | reported"],
    );
    for text in [
        "Norway armed. The ministry bought it from the Swedish firm Saab for 9 billion dollars.",
        "Norway armed. With Saab a contract was signed for 9 billion dollars.",
    ] {
        check(
            text,
            &["NOR | price USD | 9 billion dollars | - | reported"],
        );
    }
    check(
        "Saab met. A 9 billion kronor contract was signed with Saab.",
        &["SWE | price SEK | 9 billion kronor | - | reported"],
    );
}

#[test]
fn what_many_spend_is_nobodys() {
    check(
        "Norway armed. European allies spent 9 billion dollars on defence.",
        &["? | spending USD | 9 billion dollars | - | reported"],
    );
    check(
        "Norway armed. States in the east spend 9 billion dollars on defence.",
        &["? | spending USD | 9 billion dollars | - | reported"],
    );
    for text in [
        "Norway armed. Global military spending reached 9 billion dollars.",
        "Norway armed. 9 billion dollars of worldwide military spending",
        "Norway armed. Defence spending reached 9 billion dollars globally.",
    ] {
        check(
            text,
            &["? | spending USD | 9 billion dollars | - | reported"],
        );
    }
    check(
        "Norway armed. Defence spending rose to 9 billion dollars, tenth highest globally.",
        &[
            "NOR | spending USD | 9 billion dollars | - | reported",
            "NOR | rank 10 | tenth highest globally | - | reported",
        ],
    );
    for text in [
        "Norway armed. The budget for the Global Combat Air Programme is 9 billion dollars.",
        "Norway armed. Defence spending, the most globally, rose to 9 billion dollars.",
    ] {
        check(
            text,
            &["NOR | spending USD | 9 billion dollars | - | reported"],
        );
    }
    check(
        "Norway armed. Unlike its allies it spent 9 billion dollars on defence.",
        &["NOR | spending USD | 9 billion dollars | - | reported"],
    );
    check(
        "Norway armed. More than other nations spend, 9 billion dollars, went to defence.",
        &["NOR | spending USD | 9 billion dollars | - | reported"],
    );
}

#[test]
fn columns_of_output_are_no_spending() {
    #[track_caller]
    fn check_table(table: &str, expected: &[&str]) {
        let before = "Italy gave 1.5 per cent of GDP to defence in 2018.";
        let mut all = vec!["ITA | share | 1.5 per cent of GDP | 2018 | reported"];
        all.extend(expected);
        check_document(&format!("{before}\n\nIn figures\n\n{table}"), &all);
    }
    check_table("Country\tGDP, $bn\nDenmark\t405\n", &[]);
    check_table(
        "Country\tSpending ($bn)\tGDP ($bn)\t% of GDP\nDenmark\t9.5\t405\t2.4\n",
        &[
            "DNK | spending USD | 9.5 | - | reported",
            "DNK | share | 2.4 | - | reported",
        ],
    );
    check_table(
        "Country\t2024, $bn\tGDP share (per cent)\tGDP per head, %\nDenmark\t9.5\t2.4\t3.1\n",
        &[
            "DNK | spending USD | 9.5 | 2024 | reported",
            "DNK | share | 2.4 | 2024 | reported",
        ],
    );
}

#[test]
fn a_text_of_one_country_is_about_it() {
    check_document(
        "Statement of the Australian Government\n\nCanberra is ready. Australia is ready.\n\nDefence funding will rise from 2.0 per cent of GDP in 2022-23 to 2.4 per cent by 2033-34.",
        &[
            "AUS | share | 2.0 per cent of GDP | 2022-23 | reported",
            "AUS | share | 2.4 per cent | by 2033-34 | planned",
        ],
    );
}
