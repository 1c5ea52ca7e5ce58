//! Notes by the dozen, from the keyboard: found, filtered, taken in, restored, attached again, and made
//! on what is no passage.

use super::*;
use rangebook::notes::{Body, Mark, NoteSet, Tag};
use rangebook::text::Span;

const SHIFTED: Modifiers = Modifiers {
    shift: true,
    ..Modifiers::COMMAND
};

fn fresh() -> Harness<'static, RangebookApp> {
    shown(app(Start {
        throwaway: true,
        author: "Reader".to_owned(),
        ..Start::default()
    }))
}

/// Makes a note with these tags on some words of the shown document.
fn make(harness: &mut Harness<'_, RangebookApp>, quote: &str, text: &str, tags: &[&str]) {
    let open = harness.state().workspace().active().unwrap();
    let words = open.document.text.clone();
    let at = words.find(quote).unwrap();
    let document = open.document.id;
    harness.state_mut().apply(Action::AddNote {
        document,
        span: Span::new(&words, at, at + quote.len()).unwrap(),
        mention: None,
        finding: None,
        body: Body {
            text: text.to_owned(),
            tags: Tag::parse_all(tags.iter().copied()),
            ..Body::default()
        },
    });
    harness.run();
}

/// Runs a command by its name, as from the palette.
fn command(harness: &mut Harness<'_, RangebookApp>, name: &str) {
    press(harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_label("Search commands and names")
        .type_text(name);
    harness.run();
    press(harness, Modifiers::NONE, Key::Enter);
}

fn search(harness: &mut Harness<'_, RangebookApp>, words: &str) {
    press(harness, SHIFTED, Key::F);
    harness
        .get_by_label("Search documents and notes")
        .type_text(words);
    // One frame asks, the next shows the answer.
    harness.run();
    harness.run();
}

fn path_typed(harness: &mut Harness<'_, RangebookApp>, path: &Path, button: &str) {
    harness.get_by_label("Path").focus();
    harness.run();
    press(harness, Modifiers::COMMAND, Key::A);
    harness
        .get_by_label("Path")
        .type_text(&path.display().to_string());
    harness.run();
    harness.get_by_label(button).click();
    // The file is written or read on another thread, and the answer painted.
    harness.run_steps(8);
}

fn undo_name(harness: &Harness<'_, RangebookApp>) -> Option<String> {
    harness.state().workspace().history().undo_name()
}

fn selected_note(harness: &Harness<'_, RangebookApp>) -> Option<NoteId> {
    match harness.state().workspace().selection().selected() {
        Some(Item::Note(id)) => Some(*id),
        _ => None,
    }
}

#[test]
fn search_finds_words_of_notes_and_text_and_leads_there() {
    let mut harness = fresh();
    make(&mut harness, "68 billion dollars", "Which zloty rate?", &[]);
    harness.state_mut().apply(Action::Select(None));
    search(&mut harness, "zlo");
    harness.get_by_label_contains("Notes: Which zloty rate?");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(selected_note(&harness).is_some(), "the note is shown");

    search(&mut harness, "trillion");
    assert!(
        harness
            .query_all_by_label_contains("Text: ")
            .next()
            .is_some()
    );
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(
        harness
            .query_by_label("Search documents and notes")
            .is_none()
    );
    search(&mut harness, "a*b");
    harness.get_by_label_contains("the star must stand at the end");
}

#[test]
fn the_filters_hold_for_the_list_and_for_what_goes_out() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("some.csv");
    let mut harness = fresh();
    make(&mut harness, "68 billion dollars", "first", &["pledge"]);
    make(&mut harness, "Tokyo", "second", &["place", "done"]);
    click(&mut harness, "Filter notes by…");
    click(&mut harness, "Filter by tag: pledge");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_label("1 of 2");
    let num_named =
        |harness: &Harness<'_, RangebookApp>| harness.query_all_by_label("Note: second").count();
    assert_eq!(num_named(&harness), 1, "in the margin, not in the list");
    click(&mut harness, "File");
    harness.get_by_label_contains("Export 1 of 2 notes as CSV…");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    command(&mut harness, "Export notes to path");
    harness.get_by_label("1 of 2 notes goes out");
    path_typed(&mut harness, &target, "Export notes");
    let csv = std::fs::read_to_string(&target).unwrap();
    assert!(
        csv.contains(",first,") && !csv.contains(",second,"),
        "{csv}"
    );
    click(&mut harness, "Remove filter: tag pledge");
    assert_eq!(num_named(&harness), 2);
}

#[test]
fn a_file_of_notes_is_looked_at_before_it_is_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ["csv", "jsonld"] {
        let target = folder.path().join(format!("notes.{ending}"));
        let mut harness = fresh();
        make(&mut harness, "68 billion dollars", "kept", &[]);
        make(&mut harness, "Tokyo", "gone", &[]);
        command(&mut harness, "Export notes to path");
        path_typed(&mut harness, &target, "Export notes");
        command(&mut harness, "Delete note");
        assert_eq!(notes_of(&harness), ["kept"]);
        command(&mut harness, "Import notes from path");
        path_typed(&mut harness, &target, "Read notes");
        harness.get_by_label("1 new, 0 changed, 0 conflicting, 1 the same as here");
        assert_eq!(notes_of(&harness), ["kept"], "nothing before consent");
        click(&mut harness, "Import 1 note");
        assert_eq!(notes_of(&harness), ["kept", "gone"]);
        assert_eq!(undo_name(&harness).as_deref(), Some("import notes"));
        press(&mut harness, Modifiers::COMMAND, Key::Z);
        assert_eq!(notes_of(&harness), ["kept"]);
    }
}

#[test]
fn a_deleted_note_comes_out_of_the_bin_and_an_earlier_version_back() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.rangebook");
    let mut harness = shown(stored_app(&workspace, &[]));
    make(&mut harness, "68 billion dollars", "as it was", &[]);
    let id = selected_note(&harness).unwrap();
    let body = Body {
        text: "as it is".to_owned(),
        ..Body::default()
    };
    harness.state_mut().apply(Action::EditNote { id, body });
    harness.run();
    press(&mut harness, SHIFTED, Key::H);
    harness.run();
    harness.get_by_label("the text differs");
    click(&mut harness, "Restore this version");
    assert_eq!(notes_of(&harness), ["as it was"]);
    assert_eq!(undo_name(&harness).as_deref(), Some("restore note"));

    press(&mut harness, SHIFTED, Key::Delete);
    assert!(notes_of(&harness).is_empty());
    command(&mut harness, "Bin…");
    harness.run();
    harness.get_by_label_contains("deleted ");
    click(&mut harness, "Take out of the bin");
    assert_eq!(notes_of(&harness), ["as it was"]);
    harness.state_mut().finish();
    let stored = Store::open(&workspace).unwrap();
    assert_eq!(stored.notes().unwrap().len(), 1);
}

#[test]
fn delete_takes_the_selected_note_of_the_table_away_and_every_step_says_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.rangebook");
    let mut harness = shown(stored_app(&workspace, &[]));
    make(&mut harness, "68 billion dollars", "doubtful pledge", &[]);
    let said = |harness: &Harness<'_, RangebookApp>, text: &str| {
        harness.get_by_label(text);
    };
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert!(notes_of(&harness).is_empty());
    said(
        &harness,
        "Deleted the note “doubtful pledge”; undo brings it back",
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(notes_of(&harness), ["doubtful pledge"]);
    said(&harness, "Undid: delete note “doubtful pledge”");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(notes_of(&harness).is_empty());
    said(&harness, "Undid: add note “doubtful pledge”");
    press(&mut harness, SHIFTED, Key::Z);
    said(&harness, "Redid: add note “doubtful pledge”");
    // Not while something is written, nor of a note that no table shows.
    press(&mut harness, Modifiers::NONE, Key::F2);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::J);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(notes_of(&harness).len(), 1);
}

#[test]
fn a_note_whose_passage_is_gone_is_listed_and_attached_by_hand() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let (workspace, article) = (
        folder.path().join("w.rangebook"),
        folder.path().join("article.txt"),
    );
    let write = |text: &str| {
        let mut file = std::fs::File::options()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&article)
            .unwrap();
        file.write_all(text.as_bytes()).unwrap();
    };
    write("Norway buys forty launchers for the coast. Sweden waits.\n");
    let mut harness = shown(stored_app(&workspace, std::slice::from_ref(&article)));
    make(&mut harness, "forty launchers", "why forty?", &[]);
    harness.state_mut().finish();
    drop(harness);

    write("A wholly other text about grain, rivers and the weather of the south.\n");
    let mut harness = shown(stored_app(&workspace, &[]));
    click(&mut harness, "Notes that are lost");
    click(&mut harness, "Note: why forty?");
    harness.get_by_label_contains("Its passage is not in article.txt any more");
    search(&mut harness, "rivers");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    // Search led to the words and marked them; the note stays selected.
    click(&mut harness, "Attach here");
    let note = harness.state().workspace().notes().in_order()[0].clone();
    assert_eq!(note.target.quote.exact, "rivers");
    assert!(harness.query_by_label("Notes that are lost").is_none());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    harness.get_by_label("Notes that are lost");
}

fn row_of(harness: &Harness<'_, RangebookApp>, text: &str) -> String {
    let notes = harness.state().workspace().notes().in_order();
    let note = notes.into_iter().find(|it| it.body.text == text).unwrap();
    let mut table = Vec::new();
    rangebook::export::csv::write_notes(&[note], &mut table, false).unwrap();
    String::from_utf8(table).unwrap()
}

#[track_caller]
fn check_mark(item: Item, mark: &Mark, cells: &[&str]) {
    let mut harness = fresh();
    harness
        .state_mut()
        .apply(Action::Select(Some(item.clone())));
    harness.run();
    note(&mut harness, "on a mark", "");
    let id = selected_note(&harness).unwrap();
    let made = harness.state().workspace().notes().get(id).unwrap();
    assert_eq!(Mark::of(&made.target).as_ref(), Some(mark));
    let table = row_of(&harness, "on a mark");
    for cell in cells {
        assert!(table.contains(cell), "{cell}: {table}");
    }
    // It leads back: the same line or bar stands out as when that is selected itself.
    let workspace = harness.state().workspace();
    let (back, there) = (workspace.linked(&Item::Note(id)), workspace.linked(&item));
    assert_eq!(back.countries, there.countries);
    assert_eq!(back.weapons, there.weapons);
    assert_eq!(back.observation, there.observation);
    assert!(
        harness
            .query_all_by_label_contains("Show ")
            .next()
            .is_some()
    );
    // And it is read back from the table as it was.
    let read = rangebook::export::csv::read_notes(table.as_bytes()).unwrap();
    assert_eq!(read, [workspace.notes().get(id).unwrap().clone()]);
}

#[test]
fn notes_on_a_point_a_line_and_a_bar_say_what_they_are_about_and_lead_back() {
    let japan = Iso3::parse("JPN").unwrap();
    let catalog = rangebook::reference::Catalog::shipped();
    let series = catalog.series(japan, rangebook::reference::Measure::UsdCurrent);
    let observation = series.unwrap().observations.last().unwrap();
    check_mark(
        Item::Observation(observation.id),
        &Mark::Point {
            country: "JPN".to_owned(),
            measure: "usd_current".to_owned(),
            year: observation.year,
        },
        &[",point,", ",USD,", "JPN usd_current"],
    );
    check_mark(
        Item::Country(japan),
        &Mark::Line("JPN".to_owned()),
        &[",line,", "Japan: military spending"],
    );
    check_mark(
        Item::Weapon("tomahawk-block-iv".to_owned()),
        &Mark::Bar("tomahawk-block-iv".to_owned()),
        &[",bar,", ",km,", "tomahawk-block-iv"],
    );
}

#[test]
fn a_ring_of_the_map_and_a_whole_document_can_be_noted() {
    let mut harness = fresh();
    click(&mut harness, "Map");
    let open = harness.state().workspace().active().unwrap();
    let material = &open.derived.figures.as_ref().unwrap().map;
    let catalog = rangebook::reference::Catalog::shipped();
    let drawn = rangebook::figures::map(catalog, material, &rangebook::figures::MapAsk::default());
    let weapon = drawn.rings.iter().find_map(|ring| match &ring.origin {
        rangebook::figures::map::Origin::Weapon(id) => Some(id.clone()),
        _ => None,
    });
    let weapon = weapon.expect("the article names a missile with a known range");
    harness
        .state_mut()
        .apply(Action::Select(Some(Item::Weapon(weapon))));
    harness.run();
    note(&mut harness, "how far", "");
    assert!(row_of(&harness, "how far").contains(",ring,"));
    click(&mut harness, "Spending");
    let about = harness.query_all_by_label_contains("Show the ring");
    about.into_iter().next().unwrap().click();
    harness.run();
    assert_eq!(undo_name(&harness).as_deref(), Some("add note"));

    press(&mut harness, SHIFTED, Key::N);
    harness.get_by_label("Note text").type_text("on all of it");
    harness.run();
    click(&mut harness, "Save note");
    assert!(row_of(&harness, "on all of it").contains(",document,"));
    // Above its words, and in the status line.
    let whole = "the whole of japan_tomahawk_deal.md";
    harness.get_by_label(whole);
    harness.get_by_label(&format!("Selected note on {whole}"));
}

#[test]
fn a_right_click_on_a_figure_offers_a_note_and_what_else_can_be_done() {
    let mut harness = fresh();
    let figure = "Money: 68 billion dollars";
    let node = harness.query_all_by_label_contains(figure).next().unwrap();
    node.click_secondary();
    harness.run();
    for offered in ["Copy", "Find…", "Explain", "Dismiss here"] {
        assert!(
            harness
                .query_all_by_label_contains(offered)
                .next()
                .is_some(),
            "{offered}"
        );
    }
    click(&mut harness, "Add note…");
    harness
        .get_by_label("Note text")
        .type_text("by the right button");
    harness.run();
    click(&mut harness, "Save note");
    let row = row_of(&harness, "by the right button");
    assert!(
        row.contains(",money,68 billion dollars,68000000000,USD,"),
        "{row}"
    );
}

#[test]
fn a_mark_with_the_keyboard_on_it_is_noted_with_n() {
    let mut harness = fresh();
    harness
        .get_by_label_contains("Range: Tomahawk Block IV")
        .focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::N);
    harness.get_by_label("Note text").type_text("from the bar");
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(row_of(&harness, "from the bar").contains("tomahawk-block-iv"));
}

#[test]
fn a_tag_is_completed_with_enter() {
    let mut harness = fresh();
    make(&mut harness, "Tokyo", "one", &["pledge", "place"]);
    make(&mut harness, "68 billion dollars", "two", &[]);
    press(&mut harness, Modifiers::NONE, Key::F2);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    harness.get_by_label("Note tags").type_text("pl");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.get_by_label("Note tags").type_text("new");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let notes = harness.state().workspace().notes().in_order();
    let tags: Vec<&str> = notes[1].body.tags.iter().map(Tag::as_str).collect();
    assert_eq!(tags, ["pledge", "new"]);
}

#[test]
fn a_note_reads_as_markdown_and_those_on_the_same_words_are_beside_it() {
    let mut harness = fresh();
    make(&mut harness, "68 billion dollars", "under it", &["rate"]);
    let text = "See [table 2](https://example.org)\n\n- one\n- two";
    make(&mut harness, "68 billion", text, &[]);
    harness.get_by_label("See table 2 (https://example.org)");
    click(&mut harness, "Note here: under it");
    harness.get_by_label("Note here: See [table 2](https://example.org)");
    harness.get_by_label_contains("by Reader");
    click(&mut harness, "Mark as done");
    harness.get_by_label("Open again");
    click(&mut harness, "List notes tagged rate");
    harness.get_by_label("1 of 2");
}

#[test]
fn a_change_of_many_notes_is_asked_about_first_and_kept_before() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.rangebook");
    let mut harness = shown(stored_app(&workspace, &[]));
    for (number, quote) in ["Tokyo", "Tomahawk", "68 billion dollars"]
        .iter()
        .enumerate()
    {
        make(&mut harness, quote, &format!("note {number}"), &[]);
    }
    command(&mut harness, "Delete shown notes");
    harness.get_by_label("3 of 3 notes would be deleted");
    harness.get_by_label("Delete 3 notes");
    click(&mut harness, "Cancel");
    assert_eq!(notes_of(&harness).len(), 3);
    command(&mut harness, "Delete shown notes");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    harness.run();
    assert!(notes_of(&harness).is_empty());
    let store = Store::open(&workspace).unwrap();
    assert_eq!(store.notes().unwrap(), NoteSet::default());
    let copy = store.snapshots().pop().unwrap();
    let copied = Store::open_existing(&copy.path).unwrap();
    assert_eq!(copied.notes().unwrap().len(), 3, "as it was before");
    assert_eq!(
        undo_name(&harness).as_deref(),
        Some("delete notes (3 notes)")
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(notes_of(&harness).len(), 3);

    command(&mut harness, "Tag shown notes");
    harness
        .get_by_label("Tag of the shown notes")
        .type_text("later");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    click(&mut harness, "Change 3 notes");
    let tagged = harness.state().workspace().notes().in_order();
    assert!(tagged.iter().all(|note| note.body.tags.len() == 1));
}

#[test]
fn without_a_file_the_notes_say_so_and_another_place_is_offered() {
    let mut harness = shown(app(Start::default()));
    make(&mut harness, "Tokyo", "only in memory", &[]);
    harness.get_by_label("Not saved: there is no workspace file");
    click(&mut harness, "Save elsewhere…");
    assert!(harness.query_by_label("Export…").is_some());
}
