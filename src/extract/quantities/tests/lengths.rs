//! Distances and other lengths, and what only looks like one.

use crate::extract::marked::check;

#[test]
fn units_of_reach() {
    check(
        "[290 km|distance 290], [290km|distance 290], [290 kms|distance 290], [290 KM|distance 290], [290 kilometres|distance 290], [290 kilometers|distance 290], [290 Kilometres|distance 290]",
    );
    check(
        "[180 miles|distance 289.68192], [180 mi|distance 289.68192], [one mile|distance 1.609344], a [5-mile|distance 8.04672] walk, [300 kilometer|distance 300]",
    );
    check(
        "[290 nautical miles|distance 537.08], [290 nmi|distance 537.08], [290 NM|distance 537.08], [200 sea miles|distance 370.4], [12 statute miles|distance 19.312128]",
    );
    check(
        "a range of [200 nm|distance 370.4], [350 nm|distance 648.2] off the coast, [120 nm|distance 222.24]",
    );
    check(
        "[40,000 feet|distance 12.192], [40,000 ft|distance 12.192], a [300-foot|distance 0.09144] ship, [12 foot|distance 0.0036576]",
    );
    check(
        "[7.5 metres|distance 0.0075], [50 meters|distance 0.05], a height of [50 m|distance 0.05], [1,200 m|distance 1.2] long, the wall is [3 m|distance 0.003].",
    );
}

#[test]
fn small_units() {
    check(
        "[300 yards|distance 0.27432], [12 inches|distance 0.0003048] of snow, a [3-inch|distance 0.0000762] gap, [30 cm|distance 0.0003], [50 centimetres|distance 0.0005], [25 mm|distance 0.000025] thick, [5 millimetres|distance 0.000005] of rain",
    );
    check("The plate is [30 mm|distance 0.00003] thick and [2 1/2 in|distance 0.0000635] thick.");
    check("[4 light years|distance 37842921890300], [2.5 light-years|distance 23651826181500]");
}

#[test]
fn compound_feet_and_inches() {
    check(
        "[5 ft 10 in|distance 0.001778], [5 feet 10 inches|distance 0.001778], [6 feet, 2 inches|distance 0.0018796] and [6-foot-2|distance 0.0018796]",
    );
    check("[6 feet and 4 inches|distance 0.0019304], [five feet ten inches|distance 0.001778]");
    check("[30 feet|distance 0.009144] and [200 miles|distance 321.8688]");
}

#[test]
fn hyphens_and_range() {
    check(
        "a [1,500-km-range|distance 1500] missile, a [290-nautical-mile|distance 537.08] reach, a [40-kilometre|distance 40]-wide strait",
    );
    check(
        "a [2,000-mile|distance 3218.688] border, the [300-km|distance 300] limit, a [six-mile|distance 9.656064] trip, a [three-foot|distance 0.0009144] trip",
    );
    check("a [500 km-range|distance 500] drone");
}

#[test]
fn numbers() {
    check(
        "[1 600 km|distance 1600], [1.600 km|distance 1600], [1,600 km|distance 1600], [1'600 km|distance 1600], [1600 km|distance 1600], [1,6 km|distance 1.6], [0.5k miles|distance 804.672], [1.5 million km|distance 1500000], [2 thousand miles|distance 3218.688]",
    );
    check(
        "[forty miles|distance 64.37376], [one hundred and twenty kilometres|distance 120], [two and a half miles|distance 4.02336], [5 and a half miles|distance 8.851392]",
    );
    check(
        "[8½ miles|distance 13.679424], [10 1/2 miles|distance 16.898112], a [1/4 mile|distance 0.402336], [3/4 of a mile|distance 1.207008], [3/4 mile|distance 1.207008]",
    );
    check(
        "[half a mile|distance 0.804672], [a half mile|distance 0.804672], [a half-mile|distance 0.804672] track, [a quarter of a mile|distance 0.402336], [a quarter-mile|distance 0.402336], [three-quarters of a mile|distance 1.207008], [one-half mile|distance 0.804672]",
    );
}

#[test]
fn ranges() {
    check(
        "[70-300 km|distance 70..300], [70–300 km|distance 70..300], [70 to 300 km|distance 70..300], [70 km to 300 km|distance 70..300], [between 70 and 300 km|distance 70..300], from [70 to 300 km|distance 70..300]",
    );
    check(
        "[1,250|distance 1250] and [1,700 km|distance 1700] respectively; [80|distance 80], [120|distance 120] and [290 km|distance 290]",
    );
    check(
        "[8- to 16-metre|distance 0.008..0.016], [eight to 10 feet|distance 0.0024384..0.003048] tall, [ten to twelve miles|distance 16.09344..19.312128]",
    );
    check(
        "anywhere from [5 to 10 km|distance 5..10], [500–1,000 miles|distance 804.672..1609.344], [300 or 400 km|distance 300..400]",
    );
}

#[test]
fn hedges() {
    check(
        "[about 300 km|distance 300 about], [some 300 km|distance 300 about], [roughly 300 km|distance 300 about], [approximately 300 km|distance 300 about], [approx. 300 km|distance 300 about], [c. 300 km|distance 300 about], [~300 km|distance 300 about], [ca. 300 km|distance 300 about]",
    );
    check(
        "[more than 300 km|distance 300 more_than], [over 300 km|distance 300 more_than], well [over 300 km|distance 300 more_than], [beyond 300 km|distance 300 more_than], [further than 300 km|distance 300 more_than], [>300 km|distance 300 more_than]",
    );
    check(
        "[up to 300 km|distance 300 at_most], [as far as 300 km|distance 300 at_most], [a maximum of 300 km|distance 300 at_most], [max. 300 km|distance 300 at_most], [no more than 300 km|distance 300 at_most], [≤300 km|distance 300 at_most]",
    );
    check(
        "[at least 300 km|distance 300 at_least], [a minimum of 300 km|distance 300 at_least], [≥ 300 km|distance 300 at_least], [300+ km|distance 300 at_least], [300km+|distance 300 at_least], [300 km or more|distance 300 at_least], [300-plus km|distance 300 at_least]",
    );
    check(
        "[less than 300 km|distance 300 less_than], [under 300 km|distance 300 less_than], just [under 300 km|distance 300 less_than], [nearly 300 km|distance 300 nearly], [almost 300 km|distance 300 nearly]",
    );
    check(
        "[300 km or so|distance 300 about], [300 km give or take|distance 300 about], [300-odd km|distance 300 about]",
    );
    check(
        "within [300 km|distance 300], [300 km|distance 300] away, [300 km|distance 300] north of Oslo",
    );
}

#[test]
fn no_reach() {
    check(
        "Mach 5, 900 km/h, 900 km per hour, 300 mph, 30 knots, 300 miles an hour, 8 km per second, 400 miles-per-hour",
    );
    check(
        "500 sq km, 500 square kilometres, 40 km², 40 km2, 12 square miles, 3 cubic metres, 4 km squared, 4km^2, 50 m2",
    );
    check("30 miles per gallon");
    check(
        "155mm shells, a 120mm gun, 30 mm cannon, 5-inch guns, 5.56mm rifles, 155 mm artillery, a 105mm howitzer, 122mm, 155mm, 57 mm Mk 110",
    );
    check("a 16-inch naval gun, a 5-inch deck gun, an 8.8 cm field gun");
    check("a 3 nm chip, the 5nm node, a 7 nm process");
    check(
        "Three Mile Island, [12|count 12] foot soldiers, two naval yards, [6|count 6] foot patrols",
    );
    check("[$5m|money 5000000 USD], [5m|count 5000000] people, [300 m euros|money 300000000 EUR]");
}

#[test]
fn points() {
    check(
        "[.5 miles|distance 0.804672], [6 ft. 2 in|distance 0.0018796]. tall, [3 in|distance 0.0000762]. thick, ([0.79 in|distance 0.000020066])",
    );
}

#[test]
fn yards_that_build_ships() {
    check(
        "14 yards, [22|count 22] suppliers; two yards will build it; [40 yards|distance 0.036576] of cable, a [5-yard|distance 0.004572] gap, [300 yards|distance 0.27432]",
    );
    check("7.62 x 39 mm");
}

#[test]
fn halves_and_short_miles() {
    check("[one-and-a-half kilometres|distance 1.5], [one and a half kilometres|distance 1.5]");
    check("[35 n. miles|distance 64.82] and [35 n miles|distance 64.82] off");
}

#[test]
fn plus_apart_from_its_number() {
    check("[1,000 plus km|distance 1000 at_least], and 5 plus 3");
}

#[test]
fn from_and_up_to() {
    check(
        "from [300 up to 500 km|distance 300..500]; hit [12|count 12] men [up to 500 km|distance 500 at_most] off",
    );
}

#[test]
fn sides_and_speeds() {
    check("a pit of [12 m|distance 0.012] x [3 m|distance 0.003]");
    check("at 50 km/ms, 50 metres per millisecond, 20 km per day");
}
