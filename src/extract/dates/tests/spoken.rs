//! Years and decades in words, and what only looks like them.

use crate::extract::marked::{check, check_on};

const TODAY: Option<&str> = Some("2025-06-02");

#[test]
fn years_in_words() {
    check("It fell in [nineteen eighty-nine|date 1989-01-01..1989-12-31].");
    check(
        "[by twenty thirty-five|date 2035-01-01..2035-12-31 no_later_than] and in [2036|date 2036-01-01..2036-12-31]",
    );
    check("In [two thousand and ten|date 2010-01-01..2010-12-31], the wall stood.");
    check("on [5 May two thousand and eight|date 2008-05-05].");
    check("in [June of nineteen oh-five|date 1905-06-01..1905-06-30]");
    check("on [September the third, nineteen forty-five|date 1945-09-03].");
    check("on [March 3, two thousand|date 2000-03-03].");
    check("[the third quarter of twenty twenty|date 2020-07-01..2020-09-30]");
}

#[test]
fn numbers_that_count_are_no_years() {
    check_on(
        TODAY,
        "In [May|date 2025-05-01..2025-05-31] [two thousand|count 2000] soldiers came.",
    );
    check("in [two thousand and ten|count 2010] villages");
    check("In [nineteen|count 19] twenty-ton tanks.");
    check("since [twenty|count 20] ten ships of two thousand tons");
}

#[test]
fn thousands_of_a_total_are_no_years() {
    check("a total of [one thousand two hundred and fifty|count 1250], the chief said");
    check("the fleet was cut by two thousand and fifty to 30,000");
    check(
        "[since one thousand eight hundred and twelve|date 1812-01-01..1812-12-31 no_earlier_than]",
    );
    check("in [June of two thousand and eight|date 2008-06-01..2008-06-30]");
}

#[test]
fn decades_with_their_century() {
    check("in the [nineteen thirties|date 1930-01-01..1939-12-31]");
    check("the [late nineteen-eighties|date 1986-01-01..1989-12-31]");
    check(
        "the [twenty-tens|date 2010-01-01..2019-12-31], the [noughties|date 2000-01-01..2009-12-31]",
    );
    check("the [70’s|date 1970-01-01..1979-12-31] and the ['40s|date 1940-01-01..1949-12-31]");
    check("degrees in the 40s, a woman in the forties, tens of them");
}

#[test]
fn days_in_cardinals() {
    check("on [Jan twenty two, 2018|date 2018-01-22]");
    check_on(
        TODAY,
        "in [May|date 2025-05-01..2025-05-31] [twenty-five|count 25] ships came",
    );
}
