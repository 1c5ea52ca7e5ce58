//! The find bar.

use super::*;

fn long() -> Desk {
    let paragraph = "Nothing of note is said in this paragraph, which goes on for a while.\n\n";
    let mut text = paragraph.repeat(200);
    text.push_str("Here stands the Tomahawk’s range.\n\n");
    text.push_str(&paragraph.repeat(200));
    text.push_str("And the tomahawk's price.\n\n");
    text.push_str(&paragraph.repeat(50));
    Desk::new("long.txt", &text)
}

#[test]
fn typing_goes_to_the_first_result_and_enter_to_the_next() {
    let mut harness = open(long());
    press(&mut harness, Modifiers::COMMAND, Key::F);
    harness
        .get_by_label("Find in this article")
        .type_text("tomahawk's");
    harness.run();
    assert!(harness.query_by_label("1 of 2").is_some());
    let first = harness.state().offset("Tomahawk’s");
    let seen = harness.state().glance.first_visible_offset();
    assert!(seen < first && first - seen < 2000, "{seen} {first}");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.query_by_label("2 of 2").is_some());
    let second = harness.state().offset("tomahawk's");
    let seen = harness.state().glance.first_visible_offset();
    assert!(seen < second && second - seen < 2000, "{seen} {second}");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.query_by_label("1 of 2").is_some(), "goes round");
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    assert!(harness.query_by_label("2 of 2").is_some());
}

#[test]
fn buttons_do_the_same_and_case_can_count() {
    let mut harness = open(long());
    press(&mut harness, Modifiers::COMMAND, Key::F);
    harness
        .get_by_label("Find in this article")
        .type_text("Tomahawk");
    harness.run();
    harness.get_by_label("Next result").click();
    harness.run();
    assert!(harness.query_by_label("2 of 2").is_some());
    harness.get_by_label("Match case").click();
    harness.run();
    assert!(harness.query_by_label("1 of 1").is_some());
    harness.get_by_label("Close find bar").click();
    harness.run();
    assert!(harness.query_by_label("Match case").is_none());
    assert!(harness.state().glance.find.hits().is_empty());
}

#[test]
fn what_is_not_there_is_said() {
    let mut harness = open(long());
    press(&mut harness, Modifiers::COMMAND, Key::F);
    harness
        .get_by_label("Find in this article")
        .type_text("zeppelin");
    harness.run();
    assert!(harness.query_by_label("No results").is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("No results").is_none());
}
