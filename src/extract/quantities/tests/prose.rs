//! Whole passages in three styles, in which every figure is checked.

use crate::extract::marked::check;

#[test]
fn a_wire_report() {
    check(
        "The cabinet approved a budget of [4.81% of GDP|percent 4.81 of=GDP], or [201 billion zlotys|money 201000000000 PLN] ([$55.3 billion|money 55300000000 USD]), up from [4.7%|percent 4.7] in the plan. Of the sum, [64 billion|money 64000000000 PLN] will buy weapons: [180|count 180 of=tanks] tanks for [$6.5 billion|money 6500000000 USD], [61|count 61] of which will be built at home, [32|count 32 of=F-35A jets] F-35A jets and [nearly 500|count 500 nearly of=launchers] launchers that reach [up to 290 km|distance 290 at_most] ([180 miles|distance 289.68192]). Shares of the state’s largest supplier rose [as much as 6.2 percent|percent 6.2 at_most]. The country ranks [third|rank 3] in the alliance, and first by share; two years ago it was [ninth|rank 9]. “We ordered [96|count 96 of=helicopters] helicopters; [twelve|count 12] are here,” the minister told [some 300|count 300 about of=officers] officers, adding that the price, [38.3 billion zlotys|money 38300000000 PLN], had not changed by [one cent|money 0.01 USD].",
    );
}

#[test]
fn a_fact_sheet() {
    check(
        "The ship is [138.7 metres|distance 0.1387] long and [20 m|distance 0.02] wide, displaces 7,000 tonnes and sails [7,500 nautical miles|distance 13890] at 15 knots with a crew of [105|count 105]. It carries [24|count 24 of=missiles] missiles in [two|count 2 of=12-cell launchers] 12-cell launchers, one 57 mm gun, [4|count 4 of=torpedo tubes] torpedo tubes and a helicopter. The missiles fly [200+ km|distance 200 at_least] at [15–35 m|distance 0.015..0.035] above the sea. Unit cost: [£268 million|money 268000000 GBP] ([2019|date 2019-01-01..2019-12-31]), [£420m|money 420000000 GBP] at today’s prices, [about 57%|percent 57 about] more. [Five|count 5] were ordered in batch 1, and [5|count 5] more followed; another [3|count 3] are an option worth [between £1.1bn and £1.3bn|money 1100000000..1300000000 GBP]. Fewer than 1 in 10 parts is foreign. The class is the navy’s [second-largest programme|rank 2 of=programme] by value.",
    );
}

#[test]
fn an_opinion_piece() {
    check(
        "[Half a trillion dollars|money 500000000000 USD]: that is what a decade of delay would cost, not the [quarter of a million dollars|money 250000 USD] a year that was once promised. A shell that cost [2,000 euros|money 2000 EUR] now costs [8,500|money 8500 EUR], and Europe makes barely [two million|count 2000000] of them; Russia makes [three to four million|count 3000000..4000000]. Spending [3.5 per cent of GDP|percent 3.5 of=GDP] on defence, plus 1.5 on the rest, sounds bold until one sees that [23|count 23 of=allies] of [32|count 32 of=allies] allies met the old goal late, and that two-thirds of the rise is pay. A [€1.5bn|money 1500000000 EUR]-a-year fund is welcome. It is also a third of [one per cent|percent 1] of what the [27|count 27 of=members] members spend on everything else. The second problem is time: a battery takes 36 months, a frigate ten years, and the [300-kilometre|distance 300] missile that [three|count 3 of=countries] countries wanted has been “two years away” [since 2012|date 2012-01-01..2012-12-31 no_earlier_than].",
    );
}
