//! A window with many notes works out no more of them than what changed.

use super::*;
use rangebook::notes::{Annotation, Body, NoteSet, Tag, Target};
use rangebook::text::Span;

const NOTES: u64 = 3000;

fn id(number: u64) -> NoteId {
    NoteId::parse(&format!("{number:08x}-0000-4000-8000-000000000000")).unwrap()
}

/// Notes on the sample article, as if of earlier days.
fn notes() -> Vec<Annotation> {
    let text = std::fs::read("../../sample_data/japan_tomahawk_deal.md").unwrap();
    let document = rangebook::document::load_bytes(
        rangebook::document::DocumentId(0),
        "japan_tomahawk_deal.md",
        None,
        &text,
    );
    let document = document.unwrap();
    let spaces: Vec<usize> = document.text.match_indices(' ').map(|(at, _)| at).collect();
    (0..NOTES)
        .map(|number| {
            let at = usize::try_from(number).unwrap() % (spaces.len() - 1);
            let span = Span::new(&document.text, spaces[at] + 1, spaces[at + 1]).unwrap();
            Annotation {
                id: id(number),
                target: Target::of_passage(&document, span),
                body: Body {
                    text: format!("number {number}"),
                    tags: Tag::parse_all([format!("tag{}", number % 40).as_str()]),
                    ..Body::default()
                },
                author: String::new(),
                created: jiff::Timestamp::UNIX_EPOCH,
                modified: jiff::Timestamp::UNIX_EPOCH,
            }
        })
        .collect()
}

#[test]
fn a_frame_makes_no_rows_and_a_stored_change_makes_one() {
    let mut harness = shown(app(Start {
        throwaway: true,
        notes: NoteSet::from_notes(notes()),
        ..Start::default()
    }));
    let done = |harness: &Harness<'_, RangebookApp>| harness.state().num_rows_worked_out();
    let (made, looked_at) = done(&harness);
    assert!(made >= NOTES, "all of them once");
    let placed = harness.state().workspace().active().unwrap().notes.len();
    assert_eq!(placed, 3000);
    // Scrolling, hovering, another zoom, another document's work: no note's.
    harness.run_steps(5);
    harness.state_mut().apply(Action::SetZoom(110));
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    harness.run();
    assert_eq!(done(&harness), (made, looked_at));
    for number in 0..10 {
        let id = id(number);
        harness.state_mut().apply(Action::EditNote {
            id,
            body: Body {
                text: format!("typed {number}"),
                ..Body::default()
            },
        });
        harness.run();
    }
    assert_eq!(done(&harness), (made + 10, looked_at + 10));
}
