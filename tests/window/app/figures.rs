//! Charts in the whole window: tied to the words both ways, arranged, taken away, and fed with a
//! table of one's own.

use super::*;
use rangebook::check::FindingId;
use rangebook::figures::EditionChoice;
use rangebook::reference::{Assume, Measure};
use rangebook::workspace::Linked;

fn sample_window() -> Harness<'static, RangebookApp> {
    shown(app(Start {
        throwaway: true,
        ..Start::default()
    }))
}

fn selected(harness: &Harness<'_, RangebookApp>) -> Option<Item> {
    harness.state().workspace().selection().selected().cloned()
}

fn linked(harness: &Harness<'_, RangebookApp>) -> Linked {
    let workspace = harness.state().workspace();
    let item = workspace
        .selection()
        .selected()
        .expect("something is selected");
    workspace.linked(item)
}

/// The claim of 10 trillion yen by 2027 and the mention of its amount.
fn pledge(harness: &Harness<'_, RangebookApp>) -> (Item, Item) {
    let open = harness.state().workspace().active().expect("a document");
    let figures = open.derived.figures.as_ref().expect("charts");
    let claims = figures.spending.claims.iter();
    let claim = claims
        .clone()
        .find(|it| it.year > 2026.5)
        .expect("a pledge");
    let mention = claim.mentions.get(1).expect("the amount");
    let document = open.document.id;
    (
        Item::Claim(document, claim.claim),
        Item::Mention(document, *mention),
    )
}

#[test]
fn a_mention_lights_its_mark() {
    let mut harness = sample_window();
    let (claim, mention) = pledge(&harness);
    harness.state_mut().apply(Action::Select(Some(mention)));
    harness.run();
    let Item::Claim(_, id) = claim else {
        panic!("a claim");
    };
    assert!(linked(&harness).claims.contains(&id));
}

#[test]
fn a_mark_lights_its_words() {
    let mut harness = sample_window();
    let (claim, mention) = pledge(&harness);
    harness
        .get_by_label_contains("Claim: approximately 10 trillion yen")
        .click();
    harness.run();
    assert_eq!(selected(&harness), Some(claim));
    let Item::Mention(_, id) = mention else {
        panic!("a mention");
    };
    assert!(linked(&harness).mentions.contains(&id));
}

#[test]
fn hovering_a_mark_lights_its_words_too() {
    let mut harness = sample_window();
    let (claim, _) = pledge(&harness);
    harness
        .get_by_label_contains("Claim: approximately 10 trillion yen")
        .hover();
    harness.run_steps(4);
    let workspace = harness.state().workspace();
    let hovered = workspace.selection().hovered().expect("hovered");
    assert_eq!(*hovered, claim);
    assert!(!workspace.linked(hovered).spans.is_empty());
}

#[test]
fn the_list_of_names_lights_line_and_words() {
    let mut harness = sample_window();
    let japan = Iso3::parse("JPN").unwrap();
    harness
        .state_mut()
        .apply(Action::Select(Some(Item::Country(japan))));
    harness.run();
    let linked = linked(&harness);
    assert!(linked.countries.contains(&japan) && linked.mentions.len() > 5);
}

#[test]
fn a_date_on_the_axis_leads_to_its_words() {
    let mut harness = sample_window();
    let date = harness.get_all_by_label("Date: November 2023").next();
    date.expect("a mark for the date").click();
    harness.run();
    assert!(matches!(selected(&harness), Some(Item::Mention(..))));
}

#[test]
fn the_measure_is_chosen_by_one_control_and_claims_follow() {
    let mut harness = sample_window();
    click(&mut harness, "Measure of spending");
    click(&mut harness, "Constant US dollars");
    let workspace = harness.state().workspace();
    assert_eq!(workspace.settings().measure, Measure::UsdConstant);
    let figures = workspace.active().unwrap().derived.figures.clone().unwrap();
    let left_out = figures.spending.left_out.join("; ");
    assert!(left_out.contains("no deflator for 2027"), "{left_out}");
    harness.get_by_label("Billion US$ at US consumer prices of 2024");
}

#[test]
fn values_are_indexed_and_shown_as_known_then() {
    let mut harness = sample_window();
    harness.state_mut().apply(Action::SetIndexYear(Some(2010)));
    harness
        .state_mut()
        .apply(Action::SetEdition(EditionChoice::Then));
    harness.run();
    let figures = harness
        .state()
        .workspace()
        .active()
        .unwrap()
        .derived
        .figures
        .clone();
    let spending = &figures.unwrap().spending;
    assert_eq!(spending.index_year, Some(2010));
    assert_eq!(spending.edition.shown, EditionChoice::Then);
    assert!(
        spending
            .series
            .iter()
            .flat_map(|it| &it.points)
            .all(|it| it.year <= 2022)
    );
    harness.get_by_label("Index, 2010 = 100: Current US dollars");
}

#[test]
fn countries_are_removed_and_come_back() {
    let mut harness = sample_window();
    click(&mut harness, "Spending");
    click(&mut harness, "Remove China");
    assert!(harness.query_by_label("Spending line: China").is_none());
    click(&mut harness, "As in the document");
    harness.get_by_label("Spending line: China");
}

#[test]
fn ranks_stand_beside_the_chart_and_select() {
    let mut harness = sample_window();
    click(&mut harness, "Spending");
    if harness.query_by_label("Year of the ranks").is_none() {
        click(&mut harness, "Ranks");
    }
    harness
        .get_by_label_contains("Rank 1: United States")
        .click();
    harness.run();
    let usa = Iso3::parse("USA").unwrap();
    assert_eq!(selected(&harness), Some(Item::Country(usa)));
}

#[test]
fn a_chart_is_saved_as_what_the_command_line_draws() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = sample_window();
    click(&mut harness, "Spending chart: copy or save");
    harness.get_by_label("Save as CSV…");
    harness.get_by_label("Save as PNG, 4 times as fine…");
    harness.key_press(Key::Escape);
    harness.run();
    // Where no dialog is to be had, the path is typed.
    let path = folder.path().join("chart.svg");
    let workspace = harness.state().workspace();
    let figures = workspace.active().unwrap().derived.figures.clone().unwrap();
    let content = rangebook::workspace::Content::new({
        let figures = figures.clone();
        move || Ok(rangebook::export::chart_csv::spending_csv(&figures.spending).into_bytes())
    });
    harness.state_mut().apply(Action::WriteFile {
        path: path.clone(),
        what: "the spending chart".to_owned(),
        content,
    });
    harness.run();
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.starts_with("iso3,country,year,measure,value"));
    let told = harness.state().workspace().notices().to_vec();
    assert!(
        told.iter()
            .any(|it| it.text.starts_with("Saved the spending chart to "))
    );
}

#[test]
fn a_table_is_looked_at_before_it_is_used_and_kept_with_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.rangebook");
    let mut harness = shown(stored_app(&workspace, &[]));
    harness.state_mut().apply(Action::ReadTable {
        path: sample("my_spending.csv"),
        assume: Assume::default(),
    });
    harness.run();
    harness.get_by_label("Import my_spending.csv");
    harness.get_by_label("11 figures of 3 countries, 2021 to 2024");
    harness.get_by_label("Measure of the values");
    click(&mut harness, "Use these figures");
    let state = harness.state().workspace();
    let own = state.own_tables()[0].clone();
    assert_eq!(own.table.sha256.len(), 64);
    let denmark = Iso3::parse("DNK").unwrap();
    let figures = state
        .catalog()
        .series(denmark, Measure::UsdCurrent)
        .unwrap();
    assert_eq!(figures.observations.len(), 4);
    drop(harness);
    let store = Store::open(&workspace).unwrap();
    let kept = store.tables().unwrap();
    assert_eq!(kept[0].table.sha256, own.table.sha256);
    assert_eq!(kept[0].table.series, own.table.series);
}

#[test]
fn a_table_with_mistakes_says_their_row_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.csv");
    let text = "country,year,value\nJapan,2023,48.2\nJapan,2024,many\n";
    rangebook::export::atomic::atomic_write(&path, text.as_bytes()).unwrap();
    let mut harness = sample_window();
    harness.state_mut().apply(Action::ReadTable {
        path,
        assume: Assume::default(),
    });
    harness.run();
    harness.get_by_label_contains("row 3, column C (value): “many” is no number");
    click(&mut harness, "Cancel");
    assert!(harness.state().workspace().own_tables().is_empty());
}

#[test]
fn bars_are_filtered_and_measured_in_miles() {
    let mut harness = sample_window();
    click(&mut harness, "Kind of missile");
    click(&mut harness, "ballistic");
    assert!(
        harness
            .query_by_label_contains("Range: Tomahawk Block V,")
            .is_none()
    );
    harness.get_by_label_contains("Range: DF-26");
    click(&mut harness, "Unit of length");
    click(&mut harness, "miles");
    harness.get_by_label("Range: DF-26, 1,864–2,485 mi");
}

#[test]
fn a_frame_without_changes_works_nothing_out_anew() {
    let mut harness = sample_window();
    harness.run_steps(4);
    let before = harness.state().work_done();
    harness.run_steps(12);
    assert_eq!(harness.state().work_done(), before);
    let (_, mention) = pledge(&harness);
    harness.state_mut().apply(Action::Select(Some(mention)));
    harness.run_steps(2);
    assert_ne!(
        harness.state().work_done(),
        before,
        "a change is worked out"
    );
}

#[test]
fn two_documents_that_give_one_quantity_are_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        let expected = rangebook::export::atomic::Expected::Anything;
        rangebook::export::atomic::atomic_write_with(&path, &expected, |out| {
            std::io::Write::write_all(out, text.as_bytes())
        })
        .expect("a file");
        path
    };
    let one = write(
        "one.txt",
        "In 2022 Japan spent 46.0 billion dollars on its military.",
    );
    let two = write(
        "two.txt",
        "Japan spent 46 billion dollars on its military in 2022.",
    );
    let workspace = folder.path().join("w.rangebook");
    let mut harness = shown(stored_app(&workspace, &[one, two]));
    let workspace = harness.state().workspace();
    let between = |open: &rangebook::workspace::OpenDocument| {
        let checked = open.derived.checked.clone().expect("checked");
        let num = checked.findings.iter().filter(|it| it.elsewhere.is_some());
        num.count()
    };
    let all: Vec<usize> = workspace.documents().iter().map(between).collect();
    assert_eq!(all, [1, 1], "each is told of the other");
    let open = workspace.active().expect("a document");
    let checked = open.derived.checked.as_ref().expect("checked");
    let at = checked
        .findings
        .iter()
        .position(|it| it.elsewhere.is_some());
    let id = FindingId(u32::try_from(at.expect("one")).expect("few"));
    let (here, other) = (
        open.document.id,
        checked.finding(id).and_then(|it| it.elsewhere.clone()),
    );
    let other = other.expect("the other");
    harness
        .state_mut()
        .apply(Action::Select(Some(Item::Finding(here, id))));
    harness.run();
    click(&mut harness, "Figures");
    click(&mut harness, &format!("{} in {}", other.text, other.name));
    let there = Item::Mention(other.document, other.mention);
    assert_eq!(
        selected(&harness),
        Some(there),
        "the link leads to its words"
    );
    harness.state_mut().apply(Action::Close(other.document));
    harness.run();
    let workspace = harness.state().workspace();
    let all: Vec<usize> = workspace.documents().iter().map(between).collect();
    assert_eq!(all, [0], "a document that was closed is compared no more");
}
