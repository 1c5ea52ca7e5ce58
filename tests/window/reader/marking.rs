//! Marking text, copying it, and notes on it.

use super::*;

#[test]
fn dragging_marks_and_copying_gives_the_documents_text() {
    let mut harness = open(Desk::article());
    let node = harness.get_by_label("Money: 10 trillion yen").rect();
    let y = node.center().y;
    drag(
        &mut harness,
        pos2(node.left() + 1.0, y),
        pos2(node.right() - 1.0, y),
    );
    assert_eq!(harness.state().words(), Some("10 trillion yen"));
    assert_eq!(copied(&mut harness).as_deref(), Some("10 trillion yen"));
    assert!(
        harness
            .state()
            .actions
            .iter()
            .all(|a| !matches!(a, Action::Select(_)))
    );
}

#[test]
fn dragging_over_paragraphs_marks_what_is_between() {
    let mut harness = open(Desk::article());
    let nodes: Vec<egui::Rect> = harness
        .get_all_by_label("Country: Japan")
        .map(|node| node.rect())
        .collect();
    let (from, to) = (nodes[1], nodes[2]);
    drag(
        &mut harness,
        from.left_center() + vec2(1.0, 0.0),
        to.right_center() - vec2(1.0, 0.0),
    );
    let words = harness.state().words().unwrap();
    assert!(
        words.starts_with("Japan signed") && words.ends_with("will make Japan"),
        "{words}"
    );
    assert!(words.contains('\n'));
}

#[test]
fn a_double_click_marks_a_word_and_a_third_the_paragraph() {
    let mut harness = open(Desk::article());
    let at = middle_of(&harness, "Money: 10 trillion yen");
    for words in [None, Some("trillion"), Some("The")] {
        for pressed in [true, false] {
            harness.event(Event::PointerMoved(at));
            harness.event(Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        harness.step();
        match words {
            Some("The") => {
                let marked = harness.state().words().unwrap();
                assert!(marked.starts_with("Japan signed"), "{marked}");
                assert!(marked.ends_with("by 2027."), "{marked}");
            }
            words => assert_eq!(harness.state().words(), words),
        }
    }
}

#[test]
fn keys_mark_by_character_word_row_and_all() {
    let mut harness = open(Desk::article());
    let at = middle_of(&harness, "Money: 10 trillion yen");
    let at = pos2(at.x, at.y);
    harness.hover_at(at);
    harness.drag_at(at);
    harness.run();
    harness.drop_at(at);
    harness.run();
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(harness.state().words().map(str::len), Some(1));
    press(
        &mut harness,
        Modifiers::SHIFT | Modifiers::COMMAND,
        Key::ArrowRight,
    );
    let word = harness.state().words().unwrap().to_owned();
    assert!("trillion yen".contains(&word) && word.len() > 1, "{word}");
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    assert!(harness.state().words().unwrap().len() > word.len() + 20);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(harness.state().words(), Some(word.as_str()));
    press(&mut harness, Modifiers::SHIFT, Key::End);
    assert!(harness.state().words().unwrap().len() > word.len());
    press(&mut harness, Modifiers::COMMAND, Key::A);
    assert_eq!(
        harness.state().words(),
        Some(&*harness.state().document.text)
    );
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().words(), None);
}

#[test]
fn a_note_is_wanted_on_the_marked_text() {
    let mut harness = open(Desk::article());
    let node = harness.get_by_label("Money: 10 trillion yen").rect();
    drag(
        &mut harness,
        node.left_center() + vec2(1.0, 0.0),
        node.right_center() - vec2(1.0, 0.0),
    );
    harness.get_by_label("Add note (N)").click();
    harness.run();
    let wanted = harness.state().wanted.unwrap();
    assert_eq!(
        wanted.span.slice(&harness.state().document.text),
        "10 trillion yen"
    );
    assert_eq!(wanted.mention, Some(MentionId(2)));
}

#[test]
fn a_note_is_wanted_on_the_selected_highlight() {
    let mut desk = Desk::article();
    desk.selected = vec![desk.extraction.as_ref().unwrap().mentions[2].span];
    let mut harness = open(desk);
    press(&mut harness, Modifiers::NONE, Key::N);
    assert_eq!(
        harness.state().wanted.and_then(|wanted| wanted.mention),
        Some(MentionId(2))
    );
}

#[test]
fn no_note_is_wanted_on_nothing() {
    let mut harness = open(Desk::article());
    press(&mut harness, Modifiers::NONE, Key::N);
    assert_eq!(harness.state().wanted, None);
}
