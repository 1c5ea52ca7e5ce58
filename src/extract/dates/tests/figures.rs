//! Dates in figures, and the order of their day and month.

use crate::extract::marked::{check, check_on};

const TODAY: Option<&str> = Some("2025-06-02");

#[test]
fn only_one_order_fits() {
    check("on [04-22-2016|date 2016-04-22], [22/04/2016|date 2016-04-22]");
    check("on [21/04/16|date 2016-04-21] and [9-18-15|date 2015-09-18]");
}

#[test]
fn the_documents_other_dates_tell_the_order() {
    check("[25/12/2024|date 2024-12-25] and [4/7/2025|date 2025-07-04]");
    check("[12/25/2024|date 2024-12-25] and [4/7/2025|date 2025-04-07]");
    check("[4/7/2025|date 2025-07-04], later [19.01.2024|date 2024-01-19]");
}

#[test]
fn the_country_tells_the_order() {
    check("Washington paid on [4/7/2025|date 2025-04-07]");
    check("London paid on [4/7/2025|date 2025-07-04]");
    check("Delhi paid on [4-7-2025|date 2025-07-04]");
}

#[test]
fn points_have_the_day_first() {
    check("[04.07.2025|date 2025-07-04], Washington");
    check("on [19.01.24|date 2024-01-19]; version 19.01.24");
}

#[test]
fn the_year_before_a_month() {
    check("in [2016 June|date 2016-06-01..2016-06-30], on [2016 June 5|date 2016-06-05]");
    check("on [2024-Oct-02|date 2024-10-02]; in [2016 May|date 2016-05-01..2016-05-31].");
    check("In [2016|date 2016-01-01..2016-12-31] May said so");
    check("[since 2019 October|date 2019-10-01..2019-10-31 no_earlier_than], by a March wind");
    check(
        "between [2012 October|date 2012-10-01..2012-10-31] and then, in [2030 Jul|date 2030-07-01..2030-07-31]",
    );
    check("during [2019|date 2019-01-01..2019-12-31] may be");
    check("In [2019|date 2019-01-01..2019-12-31] August Wilson wrote");
}

#[test]
fn a_day_with_a_point_or_tied_to_its_month() {
    check("on [16. November 2016|date 2016-11-16]. It sold 3. May said so.");
    check("[16. November 2016|date 2016-11-16]\n\nSonntag, [5. May 2024|date 2024-05-05]");
    check("The navy lost [12|count 12]. [June 2024|date 2024-06-01..2024-06-30] was worse.");
    check_on(
        TODAY,
        "the [Oct-2|date 2024-10-02] talks, on [Jan/1|date 2025-01-01]",
    );
    check("[Jan-24|date 2024-01-01..2024-01-31], the Sep-11 attacks");
}

#[test]
fn year_first() {
    check("[2024/01/18|date 2024-01-18], [2024.01.18|date 2024-01-18], [2024-1-8|date 2024-01-08]");
    check("[2024-W03|date 2024-01-15..2024-01-21]");
    check("in [2024-01|date 2024-01-01..2024-01-31]; [2024/05|date 2024-05-01..2024-05-31]");
    check("[03/2015|date 2015-03-01..2015-03-31]; in [3/2015|date 2015-03-01..2015-03-31]");
    check("[2009-10|date 2009-01-01..2010-12-31]");
}

#[test]
fn joined_by_a_dash() {
    check(
        "[12.05.2024–14.05.2024|date 2024-05-12..2024-05-14], [15/6/2021-19/6/2021|date 2021-06-15..2021-06-19]",
    );
    check("[2024-01-18 – 2024-01-20|date 2024-01-18..2024-01-20]; 1/2/3-4/5");
}

#[test]
fn east_asian_years() {
    check("[2024年1月18日|date 2024-01-18], [2024年|date 2024-01-01..2024-12-31]");
    check("[令和6年1月|date 2024-01-01..2024-01-31]; [2024년 1월 18일|date 2024-01-18]");
    check("in [Reiwa 6|date 2024-01-01..2024-12-31]");
    check_on(TODAY, "[5月28日|date 2025-05-28]");
}

#[test]
fn a_day_without_a_year_needs_a_cue() {
    check_on(
        TODAY,
        "on [5/28|date 2025-05-28]; 5/28; on 9/11; 24/7; 3/4 of it",
    );
}

#[test]
fn no_dates() {
    check("10:30, 14.30, 5 p.m., 192.168.1.10, 1.2.3, part 12-34-5678, 31/31/2024");
}

#[test]
fn quarters() {
    check("[Q3 2025|date 2025-07-01..2025-09-30], [3Q25|date 2025-07-01..2025-09-30]");
    check("[Q1–Q3 2025|date 2025-01-01..2025-09-30], [H1 2026|date 2026-01-01..2026-06-30]");
    check("[2025 Q1|date 2025-01-01..2025-03-31], [2025Q1|date 2025-01-01..2025-03-31]");
    check("[first-quarter 2025|date 2025-01-01..2025-03-31] results");
    check("Japan’s [Q2 FY2026|date 2026-07-01..2026-09-30]");
    check(
        "[Q4’24|date 2024-10-01..2024-12-31]; Q1: why? Q5 2025"
            .replace("Q5 2025", "Q5")
            .as_str(),
    );
    check_on(
        TODAY,
        "in [Q1|date 2025-01-01..2025-03-31], by [Q3|date 2025-07-01..2025-09-30 no_later_than]"
            .replace("by [Q3", "[by Q3")
            .as_str(),
    );
    check_on(
        TODAY,
        "in [the first quarter|date 2025-01-01..2025-03-31]; a first quarter",
    );
}

#[test]
fn years_in_two_digits() {
    check(
        "[since ’98|date 1998-01-01..1998-12-31 no_earlier_than]; the [’90s|date 1990-01-01..1999-12-31]",
    );
    check("the [late 90s|date 1996-01-01..1999-12-31]; [Jan ’24|date 2024-01-01..2024-01-31]");
    check("in his 90s; the 20s; a 5’11 man");
}

#[test]
fn decades_in_words() {
    check(
        "in the [nineties|date 1990-01-01..1999-12-31]; the [late sixties|date 1966-01-01..1969-12-31]",
    );
    check("in his sixties, eighties of them");
}

#[test]
fn hours_and_things_are_no_years() {
    check("at 2000 hours, 1945 GMT");
    check("bought [2025|count 2025] missiles; the [2025|date 2025-01-01..2025-12-31] missiles");
    check(
        "the [2024|date 2024-01-01..2024-12-31] elections; in [2019|date 2019-01-01..2019-12-31] drones flew",
    );
}

#[test]
fn numbers_of_files_are_no_years() {
    check("ISSN 2023-4567, No. 2024-15");
    check("[2020/21|date 2020-01-01..2021-12-31]");
}

#[test]
fn fiscal_years() {
    check(
        "Tokyo [from FY2026 to FY2030|date 2026-04-01..2031-03-31]"
            .replace("[from FY2026", "from [FY2026")
            .as_str(),
    );
    check("Washington: the [2026 fiscal year|date 2025-10-01..2026-09-30]");
    check(
        "Washington: [fiscal years 2024|date 2023-10-01..2024-09-30] and [2025|date 2024-10-01..2025-09-30]",
    );
    check("[JFY2024|date 2024-04-01..2025-03-31]; India: [FY’25|date 2024-04-01..2025-03-31]");
    check("India: [FY ‘25|date 2024-04-01..2025-03-31]");
    check(
        "The US and the US pay it. It falls due in [fiscal 2021|date 2020-10-01..2021-09-30], while Japan waits.",
    );
    check("Delhi in the [2024-25 financial year|date 2024-04-01..2025-03-31]");
    check("in the [year to March 2025|date 2024-04-01..2025-03-31]");
    check("in the [12 months to June 2025|date 2024-07-01..2025-06-30]");
    check("Washington: [the third quarter of fiscal 2025|date 2025-04-01..2025-06-30]");
    check_on(
        TODAY,
        "Delhi in the [next fiscal year|date 2026-04-01..2027-03-31]",
    );
}

#[test]
fn short_years_tied_to_their_month() {
    check("on [5-May-21|date 2021-05-05] and [5-Jun-21|date 2021-06-05]");
}

#[test]
fn a_month_tied_to_its_year() {
    check("on [2-Jan-2024|date 2024-01-02] and [2/Jan/2024|date 2024-01-02]");
    check("the Sep-11 attacks, the Feb-24 invasion");
    check("[Jan-24|date 2024-01-01..2024-01-31], [Sep-2023|date 2023-09-01..2023-09-30]");
    check("[2024/5|date 2024-01-01..2025-12-31], [2024|date 2024-01-01..2024-12-31]/7");
}

#[test]
fn days_listed_behind_a_month() {
    let today = Some("2025-06-11");
    check_on(
        today,
        "on [April 13|date 2025-04-13], [14|date 2025-04-14] and [15|date 2025-04-15].",
    );
    check_on(
        today,
        "On [April 13|date 2025-04-13], 14:00 local time. On [May 5|date 2025-05-05], 10:30 a.m.",
    );
    for counted in [
        "10 to 15|count 10..15",
        "10–15|count 10..15",
        "10+|count 10 at_least",
        "10 or 15|count 10..15",
    ] {
        check_on(
            today,
            &format!("On [May 5|date 2025-05-05], [{counted} of=drones] drones flew."),
        );
    }
    check_on(
        today,
        "on [April 13|date 2025-04-13] and [14|count 14 of=ships] ships; [13 April|date 2025-04-13] and 14.",
    );
}
