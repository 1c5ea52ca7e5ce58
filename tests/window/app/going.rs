//! Going about in the window: from tab to tab and mention to mention from the keyboard, with the passage in
//! view and no other document's words in the way.

use super::*;
use eframe::egui;

const TEXT: &str = "Japan spent $50 billion in 2023.\n\nChina spent $296 billion in 2023.\n\n\
                    India spent $83 billion in 2023.\n";

fn with(text: &str) -> (tempfile::TempDir, Harness<'static, RangebookApp>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    documents::put(&file, text.as_bytes());
    let harness = shown(app(Start {
        files: vec![file],
        throwaway: true,
        ..Start::default()
    }));
    (folder, harness)
}

/// The words of the selected mention.
fn selected(harness: &Harness<'_, RangebookApp>) -> String {
    let workspace = harness.state().workspace();
    let Some(Item::Mention(document, id)) = workspace.selection().selected() else {
        panic!("{:?}", workspace.selection().selected());
    };
    let open = workspace.document(*document).unwrap();
    let extraction = open.derived.extraction.as_ref().unwrap();
    let span = extraction.mention(*id).unwrap().span;
    span.slice(&open.document.text).to_owned()
}

/// Runs the first row that the palette has for these letters.
fn palette(harness: &mut Harness<'_, RangebookApp>, letters: &str) {
    press(harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_label("Search commands and names")
        .type_text(letters);
    harness.run();
    press(harness, Modifiers::NONE, Key::Enter);
}

#[test]
fn every_tab_has_its_keys_and_is_found_by_name() {
    let mut harness = with_sample();
    press(&mut harness, Modifiers::COMMAND, Key::Num6);
    harness.get_by_label("≠ Differs (1)");
    press(&mut harness, Modifiers::COMMAND, Key::Num4);
    harness.get_by_label("Map of reach");
    press(&mut harness, Modifiers::COMMAND, Key::Num3);
    harness.get_by_label("Missile ranges");
    assert!(harness.query_by_label("Map of reach").is_none());
    palette(&mut harness, "figu");
    harness.get_by_label("≠ Differs (1)");
    palette(&mut harness, "show both");
    harness.get_by_label("Missile ranges");
}

fn with_sample() -> Harness<'static, RangebookApp> {
    shown(app(Start {
        throwaway: true,
        ..Start::default()
    }))
}

#[test]
fn walking_goes_on_from_what_was_searched_for() {
    let (_folder, mut harness) = with(TEXT);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    harness
        .get_by_label("Find in this article")
        .type_text("296");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert_eq!(
        selected(&harness),
        "$296 billion",
        "the figure that was found"
    );
    press(&mut harness, Modifiers::SHIFT, Key::F8);
    assert_eq!(selected(&harness), "China");
}

#[test]
fn what_was_found_is_forgotten_when_it_is_scrolled_away() {
    let long: String = (0..80)
        .map(|at| format!("Paragraph {at} says nothing.\n\n"))
        .collect();
    let text = format!("{TEXT}\n{long}France spent $61 billion in 2023.\n\n{long}");
    let (_folder, mut harness) = with(&text);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    harness
        .get_by_label("Find in this article")
        .type_text("Paragraph 79");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    // Back to the first page, and on by keys: the hit of the search is far below.
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert_eq!(selected(&harness), "Japan");
}

#[test]
fn walking_goes_on_from_the_selected_finding() {
    let (_folder, mut harness) = with(TEXT);
    let workspace = harness.state().workspace();
    let open = workspace.active().unwrap();
    let checked = open.derived.checked.as_ref().unwrap();
    let text = &open.document.text;
    let at = text.find("India").unwrap();
    let found = checked.findings.iter().position(|it| it.span.end() > at);
    let id = u32::try_from(found.expect("India is checked")).unwrap();
    let item = Item::Finding(open.document.id, rangebook::check::FindingId(id));
    let first = workspace.linked(&item).first.unwrap().start();
    harness.state_mut().apply(Action::Select(Some(item)));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::F8);
    let words = selected(&harness);
    let at = TEXT.rfind(&words).unwrap();
    assert!(at > first && at - first < 40, "{words}");
}

#[test]
fn the_explained_words_and_those_noted_stay_in_view() {
    let long: String = (0..80)
        .map(|at| format!("Paragraph {at} says nothing.\n\n"))
        .collect();
    let (_folder, mut harness) = with(&format!("{long}Japan spent $50 billion.\n\n{long}"));
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert_eq!(selected(&harness), "Japan");
    let bottom = |harness: &Harness<'_, RangebookApp>, panel: &str| {
        let words = harness.get_by_label("Country: Japan").rect();
        let panel = harness
            .get_all_by_label_contains(panel)
            .next()
            .unwrap()
            .rect();
        assert!(
            words.max.y <= panel.min.y + 1.0,
            "{words:?} under {panel:?}"
        );
    };
    // To the lower edge of the page, where a panel would cover it.
    let lower = harness.get_by_label("Country: Japan").rect();
    let before = harness.state().workspace().selection().serial();
    harness.event(egui::Event::PointerMoved(lower.center()));
    for _ in 0..12 {
        let rect = harness.get_by_label("Country: Japan").rect();
        if rect.max.y > 520.0 {
            break;
        }
        harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, 40.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        harness.run();
    }
    assert_eq!(harness.state().workspace().selection().serial(), before);
    press(&mut harness, Modifiers::COMMAND, Key::I);
    harness.run_steps(4);
    bottom(&harness, "Close the explanation");
    press(&mut harness, Modifiers::COMMAND, Key::I);
    press(&mut harness, Modifiers::COMMAND, Key::M);
    harness.run_steps(4);
    bottom(&harness, "Note text");
}

#[test]
fn a_country_that_the_text_lacks_is_offered_to_the_chart() {
    let (_folder, mut harness) = with(TEXT);
    palette(&mut harness, "poland");
    harness.run_steps(4);
    let open = harness.state().workspace().active().unwrap();
    let series = &open.derived.figures.as_ref().unwrap().spending.series;
    let poland = Iso3::parse("POL").unwrap();
    assert!(series.iter().any(|it| it.iso3 == poland));
    assert!(series.len() > 1, "beside the document's own");
}

#[test]
fn what_is_said_of_a_document_stands_over_it_alone() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["a.txt", "b.txt"].map(|name| folder.path().join(name));
    for file in &files {
        documents::put(file, TEXT.as_bytes());
    }
    let mut harness = shown(app(Start {
        files: files.to_vec(),
        throwaway: true,
        ..Start::default()
    }));
    let documents = harness.state().workspace().documents();
    let [first, second] = [0, 1].map(|at| documents[at].document.id);
    let notice = rangebook::workspace::Notice::warning("Only the article was read").about(first);
    harness.state_mut().apply(Action::Tell(notice));
    harness.state_mut().apply(Action::Show(first));
    harness.run();
    harness.get_by_label("Only the article was read");
    press(&mut harness, Modifiers::NONE, Key::F8);
    harness.get_by_label("Selected country: Japan");
    harness.state_mut().apply(Action::Show(second));
    harness.run();
    assert!(
        harness
            .query_by_label("Only the article was read")
            .is_none()
    );
    assert!(
        harness
            .query_by_label_contains("Selected country")
            .is_none()
    );
    harness.state_mut().apply(Action::Close(first));
    assert!(
        harness
            .state()
            .workspace()
            .notices()
            .iter()
            .all(|it| it.document != Some(first))
    );
}

#[test]
fn a_mark_on_a_chart_explains_itself() {
    let mut harness = with_sample();
    let workspace = harness.state().workspace();
    let open = workspace.active().unwrap();
    let figures = open.derived.figures.as_ref().unwrap();
    let series = &figures.spending.series[0];
    let point = series.points.last().unwrap();
    let head = format!("{} {}: ", series.name, point.year);
    let claim = Item::Claim(open.document.id, figures.spending.claims[0].claim);
    let source = format!("Source: {}", point.source);
    let point = Item::Observation(point.observation);
    harness.state_mut().apply(Action::Select(Some(point)));
    press(&mut harness, Modifiers::COMMAND, Key::I);
    assert!(harness.query_all_by_label_contains(&head).next().is_some());
    harness.get_by_label(&source);
    harness.state_mut().apply(Action::Select(Some(claim)));
    harness.run();
    assert!(
        harness
            .query_all_by_label_contains("Claims: ")
            .next()
            .is_some()
    );
    let weapon = Item::Weapon("tomahawk-block-iv".to_owned());
    harness.state_mut().apply(Action::Select(Some(weapon)));
    harness.run();
    harness.get_by_label_contains("Published range: ");
}
