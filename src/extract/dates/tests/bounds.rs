//! Words before and behind that bound a date.

use crate::extract::marked::check;

#[test]
fn not_before() {
    check("as early as [2027|date 2027-01-01..2027-12-31 no_earlier_than]");
    check("starting in [2027|date 2027-01-01..2027-12-31 no_earlier_than]");
    check("beginning [1 May 2027|date 2027-05-01 no_earlier_than]");
    check("not before [2030|date 2030-01-01..2030-12-31 no_earlier_than]");
    check("not until [May 2030|date 2030-05-01..2030-05-31 no_earlier_than]");
    check("[2030|date 2030-01-01..2030-12-31 no_earlier_than] onwards");
    check("[2030|date 2030-01-01..2030-12-31 no_earlier_than] or later");
    check("[no earlier than 2030|date 2030-01-01..2030-12-31 no_earlier_than]");
    check(
        "effective from [1 May 2027|date 2027-05-01 no_earlier_than]"
            .replace("from [1", "[from 1")
            .as_str(),
    );
}

#[test]
fn not_after() {
    check("up to and including [2027|date 2027-01-01..2027-12-31 no_later_than]");
    check("up to [2030|date 2030-01-01..2030-12-31 no_later_than]");
    check("[2030|date 2030-01-01..2030-12-31 no_later_than] at the latest");
    check(
        "by around [2030|date 2030-01-01..2030-12-31 no_later_than]"
            .replace("by around [", "[by around ")
            .as_str(),
    );
    check("[through 2030|date 2030-01-01..2030-12-31 no_later_than]");
    check("[till 2030|date 2030-01-01..2030-12-31 no_later_than]");
}

#[test]
fn no_bound() {
    check("as of [2027|date 2027-01-01..2027-12-31]");
    check("in [2027|date 2027-01-01..2027-12-31] at the base");
}

#[test]
fn prior_to() {
    check("prior to [2027|date 2027-01-01..2027-12-31 no_later_than]");
}
