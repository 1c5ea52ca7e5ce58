//! Places in an order, and ordinals that are none.

use crate::extract::marked::{check, check_on};

#[test]
fn superlatives() {
    check(
        "the [third-largest military spender|rank 3 of=military spender], the world’s [second biggest buyer|rank 2 of=buyer scope=world], Europe’s [fourth-highest share|rank 4 of=share scope=Europe]",
    );
    check(
        "the [second most expensive programme|rank 2 of=programme], the [third most powerful navy|rank 3 of=navy], the [10th biggest economy|rank 10 of=economy]",
    );
    check(
        "the [4th-strongest army|rank 4 of=army scope=world] in the world, [twenty-second largest|rank 22], [22nd-largest|rank 22], the [third-lowest|rank 3] on record",
    );
}

#[test]
fn numbers() {
    check(
        "[No. 1|rank 1] in NATO, [number two|rank 2] in Asia, ranked [No. 7|rank 7], the world’s [number one|rank 1] arms exporter",
    );
    check(
        "It is [No. 1|rank 1]. India was [number four|rank 4]. The [No. 3|rank 3] supplier fell.",
    );
}

#[test]
fn places() {
    check(
        "in [seventh|rank 7] place, in [14th|rank 14] place, took [first|rank 1] place, fell to [sixth|rank 6] place, in [fifth|rank 5] position, the [8th|rank 8] spot",
    );
    check(
        "slipped from [ninth|rank 9] to [14th|rank 14] place, rose from [10th|rank 10] to [eighth|rank 8], moved up to [13th|rank 13] from [17th|rank 17]",
    );
    check(
        "ranked [32nd|rank 32], ranks [47th|rank 47], ranked [tenth|rank 10], was placed [12th|rank 12], ranked [first|rank 1]",
    );
}

#[test]
fn alone() {
    check(
        "It is [fifth|rank 5]. It was [second|rank 2] in NATO. It came [third|rank 3], finished [fifth|rank 5] and left.",
    );
    check(
        "It is [second|rank 2] only to the United States, a distant [second|rank 2], a close [third|rank 3] to China.",
    );
    check("The navy is [eleventh|rank 11]; the army is [third|rank 3] in the world.");
    check("[third|rank 3] in Asia, [fourth|rank 4] overall and [second|rank 2] globally");
}

#[test]
fn lists_of_places() {
    check("China is [second|rank 2], Russia [third|rank 3] and India [fourth|rank 4].");
    check(
        "China ranks [second|rank 2], followed by Russia ([third|rank 3]) and India ([4th|rank 4]).",
    );
    check(
        "the [fifth-ranked exporter|rank 5 of=exporter], the [third-placed bidder|rank 3 of=bidder]",
    );
}

#[test]
fn no_ranks() {
    check(
        "the first battery, a second tank deal, the third generation, second in command, the second day",
    );
    check(
        "the 21st century, the 3rd Division, the Fifth Fleet, the Second World War, a fourth-generation fighter",
    );
    check(
        "on the 15th anniversary, the 10th time, his third term, third-party risk, the first of ten, second to none",
    );
    check(
        "the third quarter, the second half, a first strike, second-strike forces, from the 17th century",
    );
    check(
        "No. 10 Downing Street, No. 5 Squadron, he wore number 10. Public Enemy No. 1, version number 2.1",
    );
    check("a third of it, two-thirds, one-fifth, the second, third and fourth batteries");
    check("the first ship to sail was second hand; the second was late");
    check("the largest army, top-ranked, the highest level");
}

#[test]
fn behind_an_object() {
    check("a sum that puts it [11th|rank 11] in the world");
}

#[test]
fn the_sign_of_numbers() {
    check("It ranks [#5|rank 5]. See note #5 below.");
}

#[test]
fn from_one_place_to_another_in_figures() {
    check_on(
        Some("2025-06-11"),
        "It moved up from [9th|rank 9] to [7th|rank 7] place.",
    );
}

#[test]
fn places_in_plain_numbers() {
    check("it ranked [34|rank 34 scope=world] in the world and was on spot [12|rank 12].");
    check("the jury ranked [34|count 34 of=ships] ships");
}

#[test]
fn ranks_of_soldiers_and_spots_are_no_places() {
    for text in [
        "other ranks 240, officers 30",
        "It filled its ranks 100 at a time.",
        "Police shot dead on the spot 12.",
        "They ranked 10 before lunch.",
    ] {
        check(text);
    }
}
