//! Dates by form; conventions are those of the module's page.

mod bounds;
mod counted;
mod figures;
mod own;
mod relative;
mod spoken;

use crate::extract::marked::{check, check_on};

/// A Monday.
const TODAY: Option<&str> = Some("2025-06-02");

#[test]
fn days() {
    check("on [January 18, 2024|date 2024-01-18], [18 January 2024|date 2024-01-18]");
    check("[Jan. 18, 2024|date 2024-01-18]; [18th of January 2024|date 2024-01-18]");
    check(
        "[2024-01-18|date 2024-01-18], [19.01.2024|date 2024-01-19], [29/08/2025|date 2025-08-29]",
    );
    check("on [Monday, June 2, 2025|date 2025-06-02] and [7 Jan 73|date 1973-01-07]");
    check("Posted [28 MAR 2025|date 2025-03-28]");
    check("[3–5 June 2025|date 2025-06-03..2025-06-05]");
    check("[30 May to 2 June 2025|date 2025-05-30..2025-06-02]");
    check("the 31 February 2024 never was");
}

#[test]
fn months_and_years() {
    check(
        "in [November 2023|date 2023-11-01..2023-11-30], [March of 2024|date 2024-03-01..2024-03-31]",
    );
    check("[January–March 2025|date 2025-01-01..2025-03-31]");
    check("in [2030|date 2030-01-01..2030-12-31], the [1790s|date 1790-01-01..1799-12-31]");
    check("[2025-2036|date 2025-01-01..2036-12-31], [2015–19|date 2015-01-01..2019-12-31]");
    check(
        "pre-[2014|date 2014-01-01..2014-12-31] borders, [2022|date 2022-01-01..2022-12-31]’s war",
    );
    check("in [2019|date 2019-01-01..2019-12-31] [300|count 300] people");
}

#[test]
fn a_year_in_a_name_bounds_nothing() {
    check("It withdrew from the [1987|date 1987-01-01..1987-12-31] Zorblax Treaty.");
    check("[from 1987|date 1987-01-01..1987-12-31 no_earlier_than] it lasted");
}

#[test]
fn ranges_of_years_may_be_long() {
    check(
        "data for [1950–2013|date 1950-01-01..2013-12-31] and [1949-2024|date 1949-01-01..2024-12-31]",
    );
}

#[test]
fn bounds() {
    check("[by 2027|date 2027-01-01..2027-12-31 no_later_than]");
    check("[since 1998|date 1998-01-01..1998-12-31 no_earlier_than]");
    check("[since the 1790s|date 1790-01-01..1799-12-31 no_earlier_than]");
    check("[from April 2027|date 2027-04-01..2027-04-30 no_earlier_than]");
    check("[until 2026|date 2026-01-01..2026-12-31 no_later_than]");
    check("[no later than 2026|date 2026-01-01..2026-12-31 no_later_than]");
    check("before [2030|date 2030-01-01..2030-12-31 no_later_than]");
    check(
        "[from 2025|date 2025-01-01..2025-12-31 no_earlier_than] to [2027|date 2027-01-01..2027-12-31 no_later_than]",
    );
}

#[test]
fn parts_of_periods() {
    check("[early 2026|date 2026-01-01..2026-04-30], [mid-2026|date 2026-05-01..2026-08-31]");
    check("[late 2025|date 2025-09-01..2025-12-31], [end-2027|date 2027-12-01..2027-12-31]");
    check("[by the end of 2026|date 2026-12-01..2026-12-31 no_later_than]");
    check("[Towards the end of 2023|date 2023-12-01..2023-12-31], Tokyo");
    check("[late March 2025|date 2025-03-21..2025-03-31]");
    check("in the [early 2030s|date 2030-01-01..2033-12-31]");
    check("[Q2 2026|date 2026-04-01..2026-06-30], [H2 2027|date 2027-07-01..2027-12-31]");
    check("[the third quarter of 2025|date 2025-07-01..2025-09-30]");
    check("[the first half of 2026|date 2026-01-01..2026-06-30]");
    check("[summer 2026|date 2026-06-01..2026-08-31]");
}

#[test]
fn fiscal_years_follow_their_country() {
    check("Japan’s [FY2026|date 2026-04-01..2027-03-31]");
    check("India, [FY 2025-26|date 2025-04-01..2026-03-31], [2013-14|date 2013-04-01..2014-03-31]");
    check("Britain: [£53.9bn|money 53900000000 GBP] in [2023-24|date 2023-04-01..2024-03-31]");
    check("Britain: [2025/26|date 2025-04-01..2026-03-31]");
    check("Australia to [2033-34|date 2033-07-01..2034-06-30]");
    check("Pakistan in [FY26|date 2025-07-01..2026-06-30]");
    check("the Pentagon’s [fiscal 2024|date 2023-10-01..2024-09-30] request");
    check("Denmark for [2025–26|date 2025-01-01..2026-12-31]");
    check("Japan’s [FY2023-FY2027|date 2023-04-01..2028-03-31]");
    check("the [fiscal year starting April 1, 2025|date 2025-04-01..2026-03-31]");
    check("the [fiscal year ending March 2026|date 2025-04-01..2026-03-31]");
}

#[test]
fn relative_dates_need_the_documents_date() {
    check("on Monday, June 2, last year, next month, last November, in May");
    check_on(TODAY, "LONDON, [June 2|date 2025-06-02] (Newsroom)");
    check_on(
        TODAY,
        "said on [Monday|date 2025-06-02]; on [Thursday|date 2025-05-29]",
    );
    check_on(
        TODAY,
        "will vote on [Thursday|date 2025-06-05]; [last Monday|date 2025-05-26]",
    );
    check_on(
        TODAY,
        "[last year|date 2024-01-01..2024-12-31], [This year|date 2025-01-01..2025-12-31]",
    );
    check_on(
        TODAY,
        "[next month|date 2025-07-01..2025-07-31], [last week|date 2025-05-26..2025-06-01]",
    );
    check_on(
        TODAY,
        "[last November|date 2024-11-01..2024-11-30]; in [May|date 2025-05-01..2025-05-31]",
    );
    check_on(
        TODAY,
        "[27 March|date 2025-03-27] and [December 30|date 2024-12-30]",
    );
    check_on(
        TODAY,
        "[by the end of the year|date 2025-12-01..2025-12-31 no_later_than]",
    );
    check_on(
        TODAY,
        "[by year-end|date 2025-12-01..2025-12-31 no_later_than]",
    );
    check_on(TODAY, "[yesterday|date 2025-06-01]");
}

#[test]
fn a_day_without_a_year_is_past_unless_the_words_look_ahead() {
    check_on(TODAY, "fired on [8 January|date 2025-01-08]");
    check_on(TODAY, "approved in [March|date 2025-03-01..2025-03-31]");
    check_on(TODAY, "opens on [24 June|date 2025-06-24]");
    check_on(TODAY, "struck on [3 September|date 2024-09-03]");
    check_on(TODAY, "will meet on [5 December|date 2025-12-05]");
    check_on(TODAY, "[by July|date 2025-07-01..2025-07-31 no_later_than]");
}

#[test]
fn the_other_side_of_a_comparison_is_no_bound() {
    check("up [9.4%|percent 9.4] from [2025|date 2025-01-01..2025-12-31]");
    check("compared to [2023|date 2023-01-01..2023-12-31]");
}

#[test]
fn the_mark_of_a_footnote_is_no_decimal() {
    check("[by 2027|date 2027-01-01..2027-12-31 no_later_than].1 Japan");
}

#[test]
fn words_that_are_no_dates() {
    check_on(
        TODAY,
        "The army may march. May it? Prime Minister May said the last year of peace",
    );
    check_on(
        TODAY,
        "a ten-year plan, years ago, the Sunday Times, Good Friday, today, now",
    );
    check(
        "Resolution 2231, Type 2025, 2,024 shells, 2024 km|"
            .trim_end_matches('|')
            .replace(
                "2,024 shells, 2024 km",
                "[2,024|count 2024] shells, [2024 km|distance 2024]",
            )
            .as_str(),
    );
}
