//! Findings in the window: found by name, walked by key, judged, undone by name, and kept.

use super::*;
use eframe::egui;
use rangebook::check::Verdict;
use rangebook::notes::Judgement;

const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..Modifiers::COMMAND
};

const RANK: &str = "Differs: “third-largest military spender”";

fn with_sample() -> Harness<'static, RangebookApp> {
    shown(app(Start {
        files: vec![sample("japan_tomahawk_deal.md")],
        throwaway: true,
        ..Start::default()
    }))
}

/// The rule of the selected finding.
fn selected_rule(harness: &Harness<'_, RangebookApp>) -> Option<&'static str> {
    let workspace = harness.state().workspace();
    match workspace.selection().selected()? {
        Item::Finding(document, id) => Some(workspace.finding(*document, *id)?.rule),
        _ => None,
    }
}

#[test]
fn the_tab_groups_findings_by_verdict_with_counts() {
    let mut harness = with_sample();
    click(&mut harness, "Figures");
    harness.get_by_label("≠ Differs (1)");
    harness.get_by_label(RANK);
    let workspace = harness.state().workspace();
    let checked = workspace.active().unwrap().derived.checked.clone().unwrap();
    assert_eq!(checked.num(Verdict::Differs), 1);
    harness.get_by_label(&checked.coverage.summary());
}

#[test]
fn a_click_on_a_card_shows_its_words_in_the_text() {
    let mut harness = with_sample();
    click(&mut harness, "Figures");
    click(&mut harness, RANK);
    assert_eq!(selected_rule(&harness), Some("rank"));
    let workspace = harness.state().workspace();
    let linked = workspace.linked(workspace.selection().selected().unwrap());
    let text = &workspace.active().unwrap().document.text;
    let first = linked.first.unwrap();
    assert_eq!(first.slice(text), "third-largest military spender");
    assert!(linked.countries.contains(&Iso3::parse("JPN").unwrap()));
    assert!(linked.spans.len() >= 3);
}

#[test]
fn keys_walk_through_the_findings() {
    let mut harness = with_sample();
    press(&mut harness, Modifiers::NONE, Key::F7);
    assert_eq!(selected_rule(&harness), Some("rank"));
    press(&mut harness, Modifiers::NONE, Key::F7);
    assert_eq!(selected_rule(&harness), Some("pledge"));
    press(&mut harness, Modifiers::SHIFT, Key::F7);
    assert_eq!(selected_rule(&harness), Some("rank"));
}

#[test]
fn a_filter_of_one_document_does_not_hide_the_findings_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("b.txt");
    documents::put(
        &file,
        b"China spent $296 billion on its military in 2023.\n",
    );
    let mut harness = with_sample();
    press(&mut harness, Modifiers::NONE, Key::F7);
    click(&mut harness, "Reject this finding");
    click(&mut harness, "Rejected by you 1");
    press(&mut harness, Modifiers::COMMAND, Key::Num4);
    harness.state_mut().apply(Action::Open(file));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::F7);
    let workspace = harness.state().workspace();
    let shown = workspace.active().unwrap().document.id;
    let selected = workspace.selection().selected();
    assert!(
        matches!(selected, Some(Item::Finding(of, _)) if *of == shown),
        "{selected:?}"
    );
}

#[test]
fn what_would_have_to_be_true_moves_rank_and_verdict_together() {
    let mut harness = with_sample();
    press(&mut harness, Modifiers::NONE, Key::F7);
    harness.get_by_label_contains("rank 7: differs");
    click(&mut harness, "Where it changes");
    harness.get_by_label_contains("115.7: US$");
    assert!(harness.query_by_label_contains("rank 7").is_none());
    click(&mut harness, "As written");
    harness.get_by_label_contains("rank 7: differs");
}

#[test]
fn a_judgement_is_a_note_that_is_undone_by_name() {
    let mut harness = with_sample();
    press(&mut harness, Modifiers::NONE, Key::F7);
    click(&mut harness, "Reject this finding");
    let undo =
        |harness: &Harness<'_, RangebookApp>| harness.state().workspace().history().undo_name();
    assert_eq!(undo(&harness).as_deref(), Some("reject finding"));
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    assert_eq!(undo(&harness).as_deref(), Some("confirm finding"));
    let notes = harness.state().workspace().notes().in_order();
    assert_eq!(notes.len(), 1, "one note a finding");
    assert_eq!(Judgement::of(notes[0]), Some(Judgement::Confirmed));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(harness.state().workspace().notes().is_empty());
}

#[test]
fn a_rejected_finding_stands_apart_counted_filtered_and_in_words() {
    let mut harness = with_sample();
    press(&mut harness, CTRL_SHIFT, Key::Y);
    harness.get_by_label("Select a finding first: F7 goes to the next");
    press(&mut harness, Modifiers::NONE, Key::F7);
    harness.get_by_label("≠ Differs (1)");
    let claim = {
        let workspace = harness.state().workspace();
        let Some(Item::Finding(document, id)) = workspace.selection().selected().cloned() else {
            panic!("no finding");
        };
        workspace.finding(document, id).unwrap().claim.unwrap()
    };
    press(&mut harness, CTRL_SHIFT, Key::Y);
    assert!(harness.query_by_label("≠ Differs (1)").is_none());
    harness.get_by_label("Rejected by you (1)");
    harness.get_by_label_contains("the program’s reading or comparison, not the article’s figure");
    let workspace = harness.state().workspace();
    let judged = workspace.judged(workspace.active().unwrap());
    assert!(judged.rejects(claim), "its mark is struck out");
    // Its note has no words of its own and is no empty row.
    let says = "Note: The finding does not hold: Japan";
    assert!(harness.query_all_by_label_contains(says).next().is_some());
    click(&mut harness, "Rejected by you 1");
    harness.get_by_label(RANK);
    click(&mut harness, "Confirm this finding");
    harness.get_by_label("No finding is of this sort any more");
    click_first(&mut harness, "Confirmed by you 1");
    harness.get_by_label(RANK);
}

#[test]
fn a_click_anywhere_on_a_card_opens_it() {
    let mut harness = with_sample();
    click(&mut harness, "Figures");
    let quote = harness.get_by_label(RANK).rect();
    // Its working stands below its words.
    let below = quote.left_bottom() + vec2(30.0, 32.0);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerMoved(below));
        harness.event(egui::Event::PointerButton {
            pos: below,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.run_steps(2);
    }
    assert_eq!(selected_rule(&harness), Some("rank"));
}

#[test]
fn a_note_on_a_finding_is_kept_with_its_working_and_source() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.rangebook");
    let files = [sample("japan_tomahawk_deal.md")];
    let mut harness = shown(stored_app(&workspace, &files));
    press(&mut harness, Modifiers::NONE, Key::F7);
    click(&mut harness, "Confirm this finding");
    harness.state_mut().finish();
    drop(harness);
    let app = stored_app(&workspace, &[]);
    let notes = app.workspace().notes().in_order();
    let note = notes[0];
    let finding = note.target.finding.as_ref().unwrap();
    assert_eq!(
        (finding.rule.as_str(), finding.verdict.as_str()),
        ("rank", "differs")
    );
    assert!(finding.detail.contains("seventh in the list for 2022"));
    assert!(
        note.target
            .source
            .contains("Trends in World Military Expenditure, 2022")
    );
    let mut table = Vec::new();
    rangebook::export::csv::write_notes(&[note], &mut table, false).unwrap();
    let table = String::from_utf8(table).unwrap();
    assert!(table.contains(",rank,differs,"), "{table}");
}

#[test]
fn the_inspector_says_what_was_found_about_a_mention() {
    let mut harness = with_sample();
    press(&mut harness, Modifiers::NONE, Key::F7);
    let link = harness.get_all_by_label("68 billion dollars").next();
    link.unwrap().click();
    harness.run_steps(8);
    press(&mut harness, Modifiers::COMMAND, Key::I);
    assert!(
        harness
            .query_all_by_label_contains("≠ Differs: Japan: stated third")
            .next()
            .is_some()
    );
}
