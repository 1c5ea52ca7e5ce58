//! Saying what mentions are: from the article, the entities, keys and the list, and taking it back.

use super::*;
use eframe::egui::{Event, PointerButton};
use rangebook::extract::{Mention, Value};

fn start() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w.rangebook");
    (folder, workspace)
}

/// The mentions with these words in the shown document.
fn mentions(harness: &Harness<'_, RangebookApp>, words: &str) -> Vec<Mention> {
    let open = harness.state().workspace().active().unwrap();
    let extraction = open.derived.extraction.as_ref().unwrap();
    let with = extraction
        .mentions
        .iter()
        .filter(|it| it.span.slice(&open.document.text) == words);
    with.cloned().collect()
}

fn kinds(harness: &Harness<'_, RangebookApp>, words: &str) -> Vec<Kind> {
    mentions(harness, words).iter().map(Mention::kind).collect()
}

fn done(harness: &Harness<'_, RangebookApp>) -> String {
    let notices = harness.state().workspace().notices();
    let notice = notices.iter().rfind(|it| it.severity == Severity::Info);
    notice.expect("the reader was told").text.clone()
}

pub(super) fn choose_from_palette(harness: &mut Harness<'_, RangebookApp>, words: &str) {
    press(harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_label("Search commands and names")
        .type_text(words);
    harness.run();
    press(harness, Modifiers::NONE, Key::Enter);
}

/// A right click of a person: the pointer rests there first.
fn right_click(harness: &mut Harness<'_, RangebookApp>, name: &str) {
    let rect = harness.get_all_by_label(name).next().unwrap().rect();
    harness.hover_at(rect.center());
    harness.run();
    for pressed in [true, false] {
        harness.event(Event::PointerButton {
            pos: rect.center(),
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.run();
    }
}

/// Puts words into a field of the dialog, in place of what is there.
fn write(harness: &mut Harness<'_, RangebookApp>, field: &str, words: &str) {
    harness.get_by_label(field).focus();
    harness.run();
    press(harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label(field).type_text(words);
    harness.run();
}

#[test]
fn a_mention_is_dismissed_from_its_menu_and_comes_back_with_undo() {
    let (_folder, workspace) = start();
    let mut harness = shown(stored_app(&workspace, &[]));
    let before = mentions(&harness, "Tomahawk").len();
    assert!(before > 1);
    right_click(&mut harness, "Weapon: Tomahawk");
    harness.get_by_label_contains("Dismiss here").click();
    harness.run();
    assert_eq!(mentions(&harness, "Tomahawk").len(), before - 1);
    assert_eq!(done(&harness), "Dismissed “Tomahawk” in 1 place");
    assert!(harness.state().workspace().all_saved());

    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(mentions(&harness, "Tomahawk").len(), before);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(mentions(&harness, "Tomahawk").len(), before - 1);
    click(&mut harness, "Undo this");
    assert_eq!(mentions(&harness, "Tomahawk").len(), before);
}

#[test]
fn a_spelling_is_dismissed_in_the_document_by_key_and_stays_so() {
    let (_folder, workspace) = start();
    let mut harness = shown(stored_app(&workspace, &[]));
    let before = mentions(&harness, "Tomahawk").len();
    click_first(&mut harness, "Weapon: Tomahawk");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert!(mentions(&harness, "Tomahawk").is_empty());
    let told = format!("Dismissed “Tomahawk” in {before} places");
    assert_eq!(done(&harness), told);
    harness.get_by_label(&told);
    // The walk goes on where the mention stood.
    assert_eq!(harness.state().workspace().selection().selected(), None);
    press(&mut harness, Modifiers::NONE, Key::F8);
    let workspace_now = harness.state().workspace();
    let open = workspace_now.active().unwrap();
    let linked = workspace_now.linked(workspace_now.selection().selected().unwrap());
    let place = linked.first.unwrap().start();
    assert!(place > open.document.text.find("Tomahawk cruise").unwrap());
    harness.state_mut().finish();
    drop(harness);

    let harness = shown(stored_app(&workspace, &[]));
    assert!(mentions(&harness, "Tomahawk").is_empty());
    let figures = harness.state().workspace().active().unwrap();
    let figures = figures.derived.figures.as_ref().unwrap();
    let bars = &figures.ranges.bars;
    let bar = bars.iter().find(|bar| bar.weapon == "tomahawk");
    assert!(bar.is_none_or(|bar| bar.mentions.len() < before));
}

#[test]
fn a_name_becomes_another_entity_of_the_tables() {
    let (_folder, workspace) = start();
    let mut harness = shown(stored_app(&workspace, &[]));
    let governments = |harness: &Harness<'_, RangebookApp>| {
        let kinds = kinds(harness, "Washington");
        kinds
            .iter()
            .filter(|kind| **kind == Kind::Government)
            .count()
    };
    let before = governments(&harness);
    assert!(before > 0);
    click_first(&mut harness, "Government: Washington");
    press(&mut harness, Modifiers::COMMAND, Key::T);
    harness.get_by_label("What is “Washington”?");
    harness.get_by_label("Choose United States, it is this already");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state().workspace().corrections().is_empty());
    click(&mut harness, "Kind: Country");
    write(&mut harness, "Name", "austral");
    click(&mut harness, "Choose Australia, in the tables");
    click(&mut harness, "Change");
    assert_eq!(governments(&harness), before - 1);
    let changed = mentions(&harness, "Washington");
    let australia = changed
        .iter()
        .find(|it| it.kind() == Kind::Country)
        .unwrap();
    assert_eq!(australia.value.iso3(), Iso3::parse("AUS"));
    assert_eq!(
        done(&harness),
        "Changed “Washington” to a country “Australia” in 1 place"
    );
    assert_eq!(
        harness.state().workspace().history().undo_name().as_deref(),
        Some("change of “Washington”")
    );
}

#[test]
fn an_amount_gets_another_currency_and_the_chart_follows() {
    let (_folder, workspace) = start();
    let mut harness = shown(stored_app(&workspace, &[]));
    click_first(&mut harness, "Money: 68 billion dollars");
    press(&mut harness, Modifiers::COMMAND, Key::T);
    write(&mut harness, "Value", "none of your business");
    harness.get_by_label("This is not read as an amount of money");
    write(&mut harness, "Value", "70 billion euros");
    click(&mut harness, "Change");
    let changed = mentions(&harness, "68 billion dollars");
    let Value::Money { amount, currency } = &changed[0].value else {
        panic!("still money");
    };
    assert_eq!((amount.middle(), currency.code()), (7e10, "EUR"));
    let open = harness.state().workspace().active().unwrap();
    let claims = &open.derived.extraction.as_ref().unwrap().claims;
    assert!(claims.iter().any(|claim| matches!(
        &claim.measure,
        rangebook::extract::ClaimMeasure::Spending { currency, .. } if currency.code() == "EUR"
    )));
}

#[test]
fn a_name_of_the_sidebar_is_merged_into_another() {
    let (_folder, workspace) = start();
    let mut harness = shown(stored_app(&workspace, &[]));
    let open = harness.state().workspace().active().unwrap();
    let figures = open.derived.figures.as_ref().unwrap();
    let countries = &figures.entities[0].members;
    let num = |name: &str| {
        let member = countries.iter().find(|member| member.label == name);
        member.map_or(0, |member| member.mentions.len())
    };
    let (japan, china) = (num("Japan"), num("China"));
    let name = format!("Entity: China, {china} times");
    harness.get_by_label(&name).click_secondary();
    harness.run();
    click(&mut harness, "Same as another name…");
    harness.get_by_label("Which name is “China” the same as?");
    // Nothing is chosen before the reader chose.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state().workspace().corrections().is_empty());
    click(&mut harness, "Choose Japan, named in this document");
    click(&mut harness, "Merge");
    harness.get_by_label(&format!("Entity: Japan, {} times", japan + china));
    assert_eq!(
        done(&harness),
        format!("Merged “China” into “Japan” in {china} places")
    );
}

#[test]
fn marked_words_become_a_name() {
    let (_folder, workspace) = start();
    let mut harness = shown(stored_app(&workspace, &[]));
    press(
        &mut harness,
        Modifiers::COMMAND | Modifiers::SHIFT,
        Key::ArrowRight,
    );
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    write(&mut harness, "Name", "Four Corporation");
    click(
        &mut harness,
        "Choose “Four Corporation” as a name of its own, in no table",
    );
    click(&mut harness, "Mark");
    let open = harness.state().workspace().active().unwrap();
    let first = &open.derived.extraction.as_ref().unwrap().mentions[0];
    assert_eq!(first.kind(), Kind::Organisation);
    assert!(
        open.document
            .text
            .contains(first.span.slice(&open.document.text))
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(kinds(&harness, "Four hundred").first(), Some(&Kind::Count));
}

#[test]
fn the_list_shows_what_was_said_and_takes_it_back() {
    let (_folder, workspace) = start();
    let mut harness = shown(stored_app(&workspace, &[]));
    let before = mentions(&harness, "Japan").len();
    click_first(&mut harness, "Country: Japan");
    press(&mut harness, Modifiers::COMMAND, Key::D);
    click_first(&mut harness, "Weapon: Tomahawk");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    choose_from_palette(&mut harness, "corrections");
    harness.get_by_label("one place in japan_tomahawk_deal.md: 1 mention");
    click(&mut harness, "Show: “Japan” is no country");
    assert!(harness.query_by_label("Corrections").is_none());
    choose_from_palette(&mut harness, "corrections");
    click(&mut harness, "Take back: “Japan” is no country");
    assert_eq!(mentions(&harness, "Japan").len(), before);
    assert!(
        harness
            .query_by_label("Take back: “Japan” is no country")
            .is_none()
    );
    harness.get_by_label("Take back: “Tomahawk” is no weapon");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Corrections").is_none());
}

#[test]
fn a_mention_explains_itself_without_a_pointer() {
    let (_folder, workspace) = start();
    let mut harness = shown(stored_app(&workspace, &[]));
    press(&mut harness, Modifiers::COMMAND, Key::I);
    harness.get_by_label(
        "Select a mention or a mark on a chart to see why it is one: click it, or press F8",
    );
    click_first(&mut harness, "Government: Tokyo");
    harness.get_by_label("Rule: Capital that acts, so its government is meant");
    harness.get_by_label_contains(
        "Table: “Tokyo” for Japan (country:JPN), assets/reference/gazetteer.csv, line ",
    );
    let governments = |harness: &Harness<'_, RangebookApp>| {
        let kinds = kinds(harness, "Tokyo");
        kinds
            .iter()
            .filter(|kind| **kind == Kind::Government)
            .count()
    };
    let before = governments(&harness);
    click(&mut harness, "Here it is a place: Tokyo");
    assert_eq!(governments(&harness), before - 1);
    harness.get_by_label("Rule: Corrected by you");
    harness.get_by_label("You said: “Tokyo” is a place “Tokyo”");
    click(&mut harness, "Take back");
    assert_eq!(governments(&harness), before);
    click(&mut harness, "Close the explanation");
    assert!(harness.query_by_label("Close the explanation").is_none());
}

#[test]
fn commands_about_mentions_need_one() {
    let (_folder, workspace) = start();
    let mut harness = shown(stored_app(&workspace, &[]));
    let before = harness.state().workspace().corrections().len();
    press(&mut harness, Modifiers::COMMAND, Key::D);
    press(&mut harness, Modifiers::COMMAND, Key::T);
    assert_eq!(harness.state().workspace().corrections().len(), before);
    assert!(harness.query_by_label("Cancel").is_none());
    // A figure is the same as no other name.
    click_first(&mut harness, "Money: 68 billion dollars");
    press(&mut harness, Modifiers::COMMAND, Key::L);
    assert!(harness.query_by_label("Merge").is_none());
}

/// The claims of the figure with these words, as the subject and the first day.
fn claims(harness: &Harness<'_, RangebookApp>, words: &str) -> Vec<String> {
    let open = harness.state().workspace().active().unwrap();
    let extraction = open.derived.extraction.as_ref().unwrap();
    let of_words = extraction.claims.iter().filter(|it| {
        let figure = extraction.mention(it.figure).unwrap();
        figure.span.slice(&open.document.text) == words
    });
    let shown = of_words.map(|it| {
        let subject = match &it.subject {
            rangebook::extract::Subject::Country(iso3) => iso3.to_string(),
            other => format!("{other:?}"),
        };
        format!("{subject} {}", it.when.map_or(0, |it| it.0.year()))
    });
    shown.collect()
}

const SPENT: &str = "Polish arms\n\nIn 2023 Poland spent 31.6 billion dollars on its military. \
                     Germany watched. The Bundeswehr wants more.\n\n\
                     Japan approved a defence budget of 8 trillion yen for fiscal 2024.\n";

/// The window with this text opened from a file.
fn with_text(folder: &Path, workspace: &Path) -> Harness<'static, RangebookApp> {
    let file = folder.join("spent.txt");
    rangebook::export::atomic::atomic_write(&file, SPENT.as_bytes()).unwrap();
    shown(stored_app(workspace, &[file]))
}

#[test]
fn a_figure_says_whose_and_of_when_it_is_and_why() {
    let (folder, workspace) = start();
    let mut harness = with_text(folder.path(), &workspace);
    press(&mut harness, Modifiers::COMMAND, Key::I);
    click_first(&mut harness, "Money: 31.6 billion dollars");
    harness.get_by_label("Country: Poland, named as “Poland” in its clause");
    harness.get_by_label("When: 2023, by “2023” in its clause");
    click_first(&mut harness, "Money: 8 trillion yen");
    harness.get_by_label(
        "When: April 2024 to March 2025, by “fiscal 2024” in its clause; the fiscal year of Japan, which the words around it point to",
    );
    click_first(&mut harness, "Date: fiscal 2024");
    harness
        .get_by_label("Fiscal year: the fiscal year of Japan, which the words around it point to");
}

#[test]
fn a_figure_counts_for_another_country_and_that_stays() {
    let (folder, workspace) = start();
    let mut harness = with_text(folder.path(), &workspace);
    let words = "31.6 billion dollars";
    assert_eq!(claims(&harness, words), ["POL 2023"]);
    click_first(&mut harness, "Money: 31.6 billion dollars");
    press(&mut harness, Modifiers::COMMAND, Key::T);
    click(&mut harness, "Say: Another country");
    harness.get_by_label("Choose Poland, it is this already");
    harness.get_by_label("Choose Japan, named in this document");
    harness.get_by_label("Choose Austria, not named in it");
    assert!(
        harness
            .query_all_by_label_contains("country:")
            .next()
            .is_none()
    );
    // Nothing is chosen before the reader chose.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state().workspace().corrections().is_empty());
    write(&mut harness, "Country", "jap");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state().workspace().corrections().is_empty());
    write(&mut harness, "Country", "germ");
    click(&mut harness, "Choose Germany, named in this document");
    click(&mut harness, "Change");
    assert_eq!(claims(&harness, words), ["DEU 2023"]);
    assert_eq!(
        done(&harness),
        "Set: “31.6 billion dollars” counts for Germany"
    );
    let drawn = |harness: &Harness<'_, RangebookApp>| {
        let open = harness.state().workspace().active().unwrap();
        let claims = &open.derived.figures.as_ref().unwrap().spending.claims;
        let of_words = claims.iter().filter(|it| it.label.contains("31.6"));
        of_words.map(|it| it.iso3.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(drawn(&harness), ["DEU"]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(claims(&harness, words), ["POL 2023"]);
    assert_eq!(drawn(&harness), ["POL"]);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(claims(&harness, words), ["DEU 2023"]);
    harness.state_mut().finish();
    drop(harness);

    let mut harness = shown(stored_app(&workspace, &[]));
    assert_eq!(claims(&harness, words), ["DEU 2023"]);
    press(&mut harness, Modifiers::COMMAND, Key::I);
    click_first(&mut harness, "Money: 31.6 billion dollars");
    harness.get_by_label("Country: Germany, as you said");
    harness.get_by_label("You said: “31.6 billion dollars” counts for Germany");
    click(&mut harness, "Take back");
    assert_eq!(claims(&harness, words), ["POL 2023"]);
}

#[test]
fn a_figure_counts_for_another_year_or_claims_nothing() {
    let (folder, workspace) = start();
    let mut harness = with_text(folder.path(), &workspace);
    let words = "31.6 billion dollars";
    click_first(&mut harness, "Money: 31.6 billion dollars");
    press(&mut harness, Modifiers::COMMAND, Key::T);
    click(&mut harness, "Say: Another year");
    harness.get_by_label("Choose The year 2023, it is this already");
    write(&mut harness, "Year", "soon");
    harness.get_by_label("A year is wanted, such as 2024");
    write(&mut harness, "Year", "2022");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(claims(&harness, words), ["POL 2022"]);

    press(&mut harness, Modifiers::COMMAND, Key::T);
    click(&mut harness, "Say: Not a claim");
    harness.get_by_label("Choose It claims nothing, on no chart and in no check");
    click(&mut harness, "Change");
    assert!(claims(&harness, words).is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::I);
    harness.get_by_label("Claims: nothing: as you said");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(claims(&harness, words), ["POL 2022"]);
    harness.get_by_label("When: 2022, as you said");
}

#[test]
fn a_name_is_asked_for_no_claim() {
    let (folder, workspace) = start();
    let mut harness = with_text(folder.path(), &workspace);
    click_first(&mut harness, "Country: Poland");
    press(&mut harness, Modifiers::COMMAND, Key::T);
    harness.get_by_label("Kind: Country");
    assert!(harness.query_by_label("Say: Another country").is_none());
    assert!(harness.query_all_by_label_contains("POL").next().is_none());
}
