//! Percentages, points and what they are of.

use crate::extract::marked::check;

#[test]
fn signs_and_words() {
    check(
        "[2%|percent 2], [2 %|percent 2], [2 per cent|percent 2], [2 percent|percent 2], [2 pct|percent 2], [2 pc|percent 2], [2 per-cent|percent 2], a [2-per-cent|percent 2] cut, a [2-percent|percent 2] rise, [2 percents|percent 2]",
    );
    check(
        "[twenty percent|percent 20], [one hundred per cent|percent 100], [two and a half per cent|percent 2.5], [2½ per cent|percent 2.5], [half a per cent|percent 0.5], [half a percent|percent 0.5]",
    );
    check(
        "[100 percentage|percent 100], [0%|percent 0], [zero per cent|percent 0], [0.05%|percent 0.05], [1,200%|percent 1200], [2,5 %|percent 2.5], [12,5 per cent|percent 12.5], [%2,5|percent 2.5]",
    );
}

#[test]
fn points_and_basis_points() {
    check(
        "[0.5 percentage points|percent 0.5], a [3-percentage-point|percent 3] lead, [25 basis points|percent 0.25], [150 bps|percent 1.5], [0.3 pp|percent 0.3], [2 per cent points|percent 2], [half a percentage point|percent 0.5]",
    );
    check("pp. 12-14, 245 pp.");
}

#[test]
fn negative_and_signed() {
    check(
        "[-3.2%|percent -3.2], [−3.2%|percent -3.2], [minus 2 per cent|percent -2], ([-3%|percent -3]), [+34%|percent 34], [negative 2 percent|percent -2], [±3%|percent 3 about]",
    );
    check("a [5-10%|percent 5..10] cut, in [2024|date 2024-01-01..2024-12-31]-5% of them");
}

#[test]
fn ranges() {
    check(
        "[5 to 6 %|percent 5..6], [5%–6%|percent 5..6], [5-6%|percent 5..6], [5–6 per cent|percent 5..6], [between 2 and 3 per cent|percent 2..3], from [2 to 3 per cent|percent 2..3], [2% to 3%|percent 2..3], [5 or 6 per cent|percent 5..6]",
    );
    check(
        "rose from [2 per cent|percent 2] to [3 per cent|percent 3], from [2%|percent 2] in May to [3%|percent 3]",
    );
    check(
        "[5|percent 5], [10|percent 10] and [15 per cent|percent 15]; [20|percent 20] and [30 percent|percent 30]",
    );
}

#[test]
fn hedges() {
    check(
        "[about 5%|percent 5 about], [some 5%|percent 5 about], [roughly 5%|percent 5 about], [an estimated 5%|percent 5 about], [~5%|percent 5 about], [around 5 per cent|percent 5 about]",
    );
    check(
        "[more than 5%|percent 5 more_than], [over 5%|percent 5 more_than], [above 5%|percent 5 more_than], [>5%|percent 5 more_than], [less than 5%|percent 5 less_than], [under 5%|percent 5 less_than], [below 5%|percent 5 less_than], [<5%|percent 5 less_than]",
    );
    check(
        "[at least 5%|percent 5 at_least], [at most 5%|percent 5 at_most], [up to 5%|percent 5 at_most], [≥5%|percent 5 at_least], [≤5%|percent 5 at_most], [5%+|percent 5 at_least], [5% or more|percent 5 at_least], [5% and above|percent 5 at_least], [no more than 5 per cent|percent 5 at_most]",
    );
    check(
        "[nearly 5%|percent 5 nearly], [almost 5%|percent 5 nearly], [close to 5%|percent 5 nearly], [just short of 5%|percent 5 nearly]",
    );
}

#[test]
fn what_they_are_of() {
    check(
        "[2 per cent of GDP|percent 2 of=GDP], [2% of GNI|percent 2 of=GNI], [3.5 percent of gross national income|percent 3.5 of=GNI], [2% of gross domestic product|percent 2 of=GDP]",
    );
    check(
        "[12 %|percent 12 of=spending] of total spending, [40 per cent|percent 40 of=budget] of the army’s budget, [64%|percent 64 of=voters] of voters, [5%|percent 5 of=GDP] of its GDP",
    );
    check(
        "[2 per cent of national income|percent 2 of=national income], [2.1% of economic output|percent 2.1 of=GDP]",
    );
    check("[30 per cent|percent 30] more than planned, a [5 per cent|percent 5] rise");
}

#[test]
fn no_percentages() {
    check("two-thirds of members, a third of spending, three quarters of it, half the fleet");
    check("a 50-50 split, per capita, per cent, %APPDATA%");
}

#[test]
fn joined_words() {
    check(
        "[5-to-10 percent|percent 5..10], [five-to-ten percent|percent 5..10], [5-10 percent|percent 5..10]",
    );
}

#[test]
fn other_signs_and_points() {
    check("up [5٪|percent 5] and [3 p.c|percent 3]. at 5 p.m.");
}
