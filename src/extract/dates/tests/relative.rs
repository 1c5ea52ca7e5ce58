//! Dates that lean on the document's date, or on the date before them.

use crate::extract::marked::{check, check_on};

/// A Monday.
const TODAY: Option<&str> = Some("2025-06-02");

#[test]
fn quarters_that_were_reported() {
    check_on(
        Some("2025-06-11"),
        "Acme’s [Q2|date 2025-04-01..2025-06-30] sales rose and [Q1|date 2025-01-01..2025-03-31] results fell.",
    );
}

#[test]
fn ago_and_from_now() {
    check_on(
        TODAY,
        "[two years ago|date 2023-01-01..2023-12-31], [six months ago|date 2024-12-01..2024-12-31]",
    );
    check_on(
        TODAY,
        "[a week ago|date 2025-05-26], [5 days ago|date 2025-05-28]",
    );
    check_on(TODAY, "[five years from now|date 2030-01-01..2030-12-31]");
    check_on(
        TODAY,
        "[two weeks from now|date 2025-06-16], [a week from Wednesday|date 2025-06-11]",
    );
    check_on(
        TODAY,
        "more than two years ago, nearly a year ago, years ago, half a year ago",
    );
    check("two years ago, five years from now");
}

#[test]
fn stretches_without_an_article() {
    check_on(
        TODAY,
        "out [last 3 days|date 2025-05-30..2025-06-01], [next two weeks|date 2025-06-03..2025-06-16]",
    );
    check_on(
        TODAY,
        "over the next three years, in the past decade, within two weeks, in the last 3 days",
    );
    check_on(
        TODAY,
        "a three-day visit of two weeks; built in two weeks; the last year of peace",
    );
}

#[test]
fn weekdays() {
    check_on(
        TODAY,
        "[Tuesday of next week|date 2025-06-10], [next week on Friday|date 2025-06-13]",
    );
    check_on(
        TODAY,
        "[Friday last week|date 2025-05-30], [this week Thursday|date 2025-06-05]",
    );
    check_on(
        TODAY,
        "[this Friday|date 2025-06-06], [last Tuesday|date 2025-05-27], on [friday|date 2025-05-30]",
    );
    check_on(
        TODAY,
        "[this coming Monday|date 2025-06-09], [this past Sunday|date 2025-06-01]",
    );
    check_on(
        TODAY,
        "on [Tues|date 2025-05-27]. Mon ami sat in the sun, every Friday, on Red Friday",
    );
    check_on(TODAY, "[Sunday 3 March|date 2024-03-03]");
}

#[test]
fn days_of_a_month_unsaid() {
    check_on(
        TODAY,
        "on the [27th|date 2025-05-27]. I'll leave on the [3rd|date 2025-06-03]",
    );
    check_on(
        TODAY,
        "[Friday the 22nd|date 2025-08-22]; the [3rd of next month|date 2025-07-03]",
    );
    check_on(
        TODAY,
        "the 27th floor, on the 38th parallel, the 5th Fleet, on the 2nd day, a 3rd of it",
    );
}

#[test]
fn days_beside_today() {
    check_on(
        TODAY,
        "the [day before yesterday|date 2025-05-31], the [day after tomorrow|date 2025-06-04]",
    );
    check_on(TODAY, "the day before the vote; one day; these days");
}

#[test]
fn years_behind_a_month_or_day() {
    check_on(
        TODAY,
        "in [March last year|date 2024-03-01..2024-03-31], [April of next year|date 2026-04-01..2026-04-30]",
    );
    check_on(
        TODAY,
        "on [10 May next year|date 2026-05-10], [Sept 20th in two years|date 2027-09-20]",
    );
    check(
        "In [2023|date 2023-01-01..2023-12-31] and in [June of that year|date 2023-06-01..2023-06-30]",
    );
}

#[test]
fn sides_of_today() {
    check_on(
        TODAY,
        "[later this year|date 2025-06-02..2025-12-31], [earlier this month|date 2025-06-01..2025-06-02]",
    );
    check_on(
        TODAY,
        "[early next week|date 2025-06-09..2025-06-11], [late last year|date 2024-09-01..2024-12-31]",
    );
    check_on(
        TODAY,
        "[the first half of next year|date 2026-01-01..2026-06-30]",
    );
}

#[test]
fn beside_the_date_before() {
    check(
        "In [2023|date 2023-01-01..2023-12-31], against [a year earlier|date 2022-01-01..2022-12-31]",
    );
    check(
        "In [2023|date 2023-01-01..2023-12-31] and the [following year|date 2024-01-01..2024-12-31]",
    );
    check(
        "In [May 2023|date 2023-05-01..2023-05-31], up from the [previous month|date 2023-04-01..2023-04-30]",
    );
    check(
        "On [5 May 2023|date 2023-05-05]; [three days later|date 2023-05-08] it fell. The [same year|date 2023-01-01..2023-12-31]",
    );
    check(
        "In [May 2024|date 2024-05-01..2024-05-31], against [a year earlier|date 2023-05-01..2023-05-31]",
    );
    check(
        "In [Q2 2025|date 2025-04-01..2025-06-30] as [a year earlier|date 2024-04-01..2024-06-30]",
    );
    check(
        "Delhi in [2024-25|date 2024-04-01..2025-03-31], up from the [previous year|date 2023-04-01..2024-03-31]",
    );
    check(
        "In [February 2025|date 2025-02-01..2025-02-28], [a year earlier|date 2024-02-01..2024-02-29]",
    );
    check("against the previous year; a year earlier; three days later; that year");
    check(
        "In the [2030s|date 2030-01-01..2039-12-31], the same year; [2023|date 2023-01-01..2023-12-31] came two years later than planned",
    );
}

#[test]
fn weekends_and_seasons() {
    check_on(
        TODAY,
        "[last weekend|date 2025-05-31..2025-06-01], [next summer|date 2026-06-01..2026-08-31]",
    );
    check_on(
        TODAY,
        "will close [this weekend|date 2025-06-07..2025-06-08]",
    );
}

#[test]
fn falls_and_ends() {
    check_on(
        TODAY,
        "[last fall|date 2024-09-01..2024-11-30]; this fall in prices, they fall, the fall of it",
    );
    check_on(
        TODAY,
        "at [year’s end|date 2025-12-01..2025-12-31], [by month’s end|date 2025-06-30 no_later_than]",
    );
}

#[test]
fn days_of_this_or_the_next_month() {
    check_on(
        TODAY,
        "from [7 to 19 this month|date 2025-06-07..2025-06-19]; from 7 to 19 of them"
            .replace("; from 7 to 19 of them", "")
            .as_str(),
    );
    check_on(
        TODAY,
        "between the [7th and the 9th of next month|date 2025-07-07..2025-07-09]",
    );
    check_on(
        TODAY,
        "from the [7th to the 19th of July 2024|date 2024-07-07..2024-07-19]",
    );
    check_on(
        TODAY,
        "in the [three months to June 2025|date 2025-04-01..2025-06-30]",
    );
}

#[test]
fn months_from_to() {
    check_on(
        TODAY,
        "from [January to March|date 2025-01-01..2025-03-31], the [July-September|date 2025-07-01..2025-09-30] quarter",
    );
}

#[test]
fn now_is_no_date() {
    check_on(
        TODAY,
        "the current year, in the coming year, today, at present, this day",
    );
}

#[test]
fn one_further() {
    check_on(
        TODAY,
        "[the week after next|date 2025-06-16..2025-06-22], [the year before last|date 2023-01-01..2023-12-31]",
    );
    check_on(
        TODAY,
        "the week after [next Monday|date 2025-06-09 no_earlier_than]",
    );
}

#[test]
fn what_is_left_of_a_period() {
    check_on(
        TODAY,
        "for [the rest of the year|date 2025-06-02..2025-12-31] and [the remainder of this week|date 2025-06-02..2025-06-08]",
    );
    check_on(TODAY, "the rest of the world, the remainder of it");
}

#[test]
fn stretches_of_weekdays() {
    check_on(
        TODAY,
        "ran from [Tuesday to Thursday|date 2025-05-27..2025-05-29]; will run from [Friday to Sunday next week|date 2025-06-13..2025-06-15]",
    );
    check_on(
        TODAY,
        "[next week between Wednesday and Friday|date 2025-06-11..2025-06-13]",
    );
    check_on(
        TODAY,
        "from [Monday, June 2 to Friday, June 6|date 2025-06-02..2025-06-06]",
    );
    check("from [Monday 2 June to Friday 6 June 2025|date 2025-06-02..2025-06-06]");
    check("between [November 15th through the 19th, 2024|date 2024-11-15..2024-11-19]");
}

#[test]
fn stretches_of_every_week_are_no_dates() {
    check_on(TODAY, "The yard works Monday through Friday.");
    check_on(
        TODAY,
        "It fired [Tuesday through Thursday|date 2025-05-27..2025-05-29] and works [Monday through Friday next week|date 2025-06-09..2025-06-13].",
    );
}

#[test]
fn days_that_are_only_spoken_of_lie_behind() {
    check_on(
        TODAY,
        "The ministry said it would not comment on [Thursday|date 2025-05-29]’s strike.",
    );
    check_on(
        TODAY,
        "It will not comment on [Thursday|date 2025-05-29]’s strike.",
    );
    check_on(
        TODAY,
        "Both are to blame for the attack on [Wednesday|date 2025-05-28].",
    );
    check_on(
        TODAY,
        "Both would meet on [Wednesday|date 2025-06-04] and are to vote on [Friday|date 2025-06-06].",
    );
}

#[test]
fn months_of_a_vote_to_come() {
    let june = Some("2024-06-05");
    check_on(
        june,
        "ahead of the [November|date 2024-11-01..2024-11-30] election",
    );
    check_on(
        june,
        "[until the October|date 2024-10-01..2024-10-31 no_later_than] ceasefire, the [upcoming November|date 2024-11-01..2024-11-30] vote",
    );
    check_on(june, "the [November|date 2024-11-01..2024-11-30] election");
    check_on(june, "the [April|date 2024-04-01..2024-04-30] election");
    check_on(june, "the [November|date 2023-11-01..2023-11-30] attack");
    check_on(
        Some("2024-12-05"),
        "Before the [November|date 2024-11-01..2024-11-30 no_later_than] election he left.",
    );
}

#[test]
fn several_units_counted_together() {
    check_on(
        TODAY,
        "[two years and three months ago|date 2023-03-01..2023-03-31], [1 month, 2 days ago|date 2025-04-30]",
    );
    check_on(
        TODAY,
        "[two days before yesterday|date 2025-05-30], set for the [27th|date 2025-06-27]",
    );
    check_on(TODAY, "two weeks before the vote, won for the 3rd time");
}
