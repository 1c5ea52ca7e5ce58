//! Days, weeks and months counted inside a period, days in words, and joined periods.

use crate::extract::marked::{check, check_on};

const TODAY: Option<&str> = Some("2025-06-02");

#[test]
fn weekdays_of_a_month() {
    check("on the [second Sunday of July 2016|date 2016-07-10]");
    check("on the [last Friday of May 2025|date 2025-05-30]");
    check("on the [1st Monday in May 2025|date 2025-05-05]");
    check_on(TODAY, "the [last Friday of this month|date 2025-06-27]");
}

#[test]
fn weeks_and_months() {
    check("the [first week of May 2025|date 2025-05-01..2025-05-07]");
    check("the [last week of March 2025|date 2025-03-25..2025-03-31]");
    check("the [fifth week of May 2025|date 2025-05-29..2025-05-31]");
    check("[the first nine months of 2025|date 2025-01-01..2025-09-30]");
    check("[the last two weeks of March 2025|date 2025-03-18..2025-03-31]");
    check("[the opening months of 2025|date 2025-01-01..2025-04-30]");
    check("[the closing months of 2024|date 2024-09-01..2024-12-31]");
    check("the [last day of March 2025|date 2025-03-31]");
    check("the [week of September 16th, 2024|date 2024-09-16..2024-09-22]");
    check("the [week ending 12 May 2025|date 2025-05-06..2025-05-12]");
    check_on(TODAY, "the [first week of oct|date 2024-10-01..2024-10-07]");
}

#[test]
fn thirds_joined() {
    check("[early-to-mid 2026|date 2026-01-01..2026-08-31]");
    check("[mid-to-late 2027|date 2027-05-01..2027-12-31]");
    check("[mid to late May 2027|date 2027-05-11..2027-05-31]");
}

#[test]
fn winters_of_two_years() {
    check("the [winter of 2024-25|date 2024-12-01..2025-02-28]");
    check("Delhi in the [winter of 2024-25|date 2024-12-01..2025-02-28]");
}

#[test]
fn days_in_words() {
    check("the [eleventh of May 2024|date 2024-05-11], [May the eleventh, 2024|date 2024-05-11]");
    check(
        "the [twenty-first of June 2024|date 2024-06-21], [June twenty-first, 2024|date 2024-06-21]",
    );
    check_on(
        TODAY,
        "on [Jan first|date 2025-01-01]; the [4th of march|date 2025-03-04]",
    );
    check_on(TODAY, "[fourth of may|date 2025-05-04]; the fourth of them");
}

#[test]
fn joined_days_and_months() {
    check("from [18 January to 2 February 2024|date 2024-01-18..2024-02-02]");
    check("from [January 4 through 22, 2024|date 2024-01-04..2024-01-22]");
    check("between [5 January and 3 February 2024|date 2024-01-05..2024-02-03]");
    check("[18 January 2024 – 3 February 2025|date 2024-01-18..2025-02-03]");
    check("[March 2024–May 2025|date 2024-03-01..2025-05-31]");
    check("[May and June 2024|date 2024-05-01..2024-06-30]");
    check(
        "[Jan-Mar 2024|date 2024-01-01..2024-03-31]; [May/June 2024|date 2024-05-01..2024-06-30]",
    );
}

#[test]
fn two_dates_that_share_a_year() {
    check("on [March 3|date 2024-03-03] and [April 5, 2024|date 2024-04-05]");
    check("on [3 March|date 2024-03-03] and [5 April 2024|date 2024-04-05]");
    check("[March 12 & 13, 2024|date 2024-03-12..2024-03-13]");
    check(
        "in [May|date 2024-05-01..2024-05-31], [July|date 2024-07-01..2024-07-31] and [October 2024|date 2024-10-01..2024-10-31]",
    );
    check("in [March|date 2024-03-01..2024-03-31] and [July 2024|date 2024-07-01..2024-07-31]");
}

#[test]
fn small_letters() {
    check("in [march 2024|date 2024-03-01..2024-03-31], [10 june 2024|date 2024-06-10]");
    check_on(
        TODAY,
        "they may march 10 times, april, an august body, sat down, in sep",
    );
}

#[test]
fn what_lies_ahead_by_its_verb() {
    check_on(
        Some("2022-09-01"),
        "the cabinet in [December|date 2022-12-01..2022-12-31] adopts a plan",
    );
    check_on(
        Some("2022-09-01"),
        "before the new [fiscal year begins in April|date 2023-04-01..2024-03-31]",
    );
    check_on(
        Some("2026-03-09"),
        "The house is to hold elections on [Wednesday|date 2026-03-11].",
    );
    check_on(
        Some("2026-03-09"),
        "They would have met on [Wednesday|date 2026-03-04].",
    );
}
