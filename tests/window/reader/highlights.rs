//! Highlights by pointer, key and assistive technology.

use super::*;

#[test]
fn clicking_one_by_its_name_selects_it() {
    let mut harness = open(Desk::article());
    harness.get_by_label("Money: 10 trillion yen").click();
    harness.run();
    let desk = harness.state();
    let money = Item::Mention(DocumentId(7), MentionId(2));
    assert!(
        desk.actions.contains(&Action::Select(Some(money))),
        "{:?}",
        desk.actions
    );
}

#[test]
fn assistive_technology_can_press_one() {
    let mut harness = open(Desk::article());
    harness
        .get_by_label("Money: 10 trillion yen")
        .click_accesskit();
    harness.run();
    let money = Item::Mention(DocumentId(7), MentionId(2));
    assert_eq!(harness.state().actions, [Action::Select(Some(money))]);
}

#[test]
fn hovering_is_said_once_and_shows_the_card() {
    let mut harness = open(Desk::article());
    let money = Item::Mention(DocumentId(7), MentionId(2));
    harness.get_by_label("Money: 10 trillion yen").hover();
    harness.run_steps(60);
    assert_eq!(harness.state().actions, [Action::Hover(Some(money))]);
    assert!(harness.query_by_label("Card of 2").is_some());
    harness.hover_at(pos2(5.0, 5.0));
    harness.run_steps(60);
    assert_eq!(harness.state().actions.last(), Some(&Action::Hover(None)));
    assert!(harness.query_by_label("Card of 2").is_none());
}

#[test]
fn hidden_kinds_are_plain_text() {
    let mut desk = Desk::article();
    desk.hidden.insert(Kind::Country);
    let harness = open(desk);
    assert!(
        harness
            .query_all_by_label("Country: Japan")
            .next()
            .is_none()
    );
    assert!(harness.query_by_label("Money: 10 trillion yen").is_some());
}

#[test]
fn keys_walk_over_them_and_round_the_end() {
    let mut harness = open(Desk::article());
    let hover = |number| Action::Hover(Some(Item::Mention(DocumentId(7), MentionId(number))));
    for _ in 0..5 {
        press(&mut harness, Modifiers::NONE, Key::F8);
    }
    press(&mut harness, Modifiers::SHIFT, Key::F8);
    let walked: Vec<Action> = [0, 1, 2, 3, 0, 3].map(hover).into();
    assert_eq!(harness.state().actions, walked);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let last = Item::Mention(DocumentId(7), MentionId(3));
    assert_eq!(
        harness.state().actions.last(),
        Some(&Action::Select(Some(last)))
    );
}

#[test]
fn the_legend_hides_a_kind() {
    let mut desk = Desk::article();
    desk.legend = true;
    let mut harness = open(desk);
    harness.get_by_label("Country, 3 in this article").click();
    harness.run();
    let hide = Action::ShowKind {
        kind: Kind::Country,
        shown: false,
    };
    assert!(harness.state().actions.contains(&hide));
}
