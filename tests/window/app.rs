//! The whole window: what a reader does from opening an article to taking the notes away.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rangebook::extract::Kind;
use rangebook::notes::NoteId;
use rangebook::reference::Iso3;
use rangebook::ui::app::{RangebookApp, Start, Surroundings};
use rangebook::ui::theme;
use rangebook::workspace::store::Store;
use rangebook::workspace::{Action, Item, Severity};
use rangebook_window_tests::CpuRenderer;

mod correcting;
mod dating;
mod desk;
mod documents;
mod figures;
mod going;
mod judging;
mod linking;
mod mapping;
mod plenty;
mod shape;

pub(super) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../sample_data")
        .join(name)
}

/// A clock that goes on by a second with every look, and ids in order.
pub(super) fn surroundings() -> Surroundings {
    let seconds = Rc::new(Cell::new(1_706_745_600));
    let mut made = 0u128;
    Surroundings {
        now: Box::new(move || {
            seconds.set(seconds.get() + 1);
            jiff::Timestamp::from_second(seconds.get()).unwrap()
        }),
        new_id: Box::new(move || {
            made += 1;
            NoteId::parse(&format!("00000000-0000-4000-8000-{made:012x}")).unwrap()
        }),
        wake: Arc::new(|| {}),
    }
}

fn app(start: Start) -> RangebookApp {
    let mut app = RangebookApp::new(start, surroundings()).unwrap();
    app.settle();
    app
}

fn stored_app(workspace: &Path, files: &[PathBuf]) -> RangebookApp {
    let store = Store::open(workspace).unwrap();
    let (notes, session) = (store.notes().unwrap(), store.session().unwrap());
    let (corrections, _) = store.corrections().unwrap();
    app(Start {
        store: Some(store),
        notes,
        corrections,
        session,
        files: files.to_vec(),
        ..Start::default()
    })
}

fn shown(app: RangebookApp) -> Harness<'static, RangebookApp> {
    let mut themed = false;
    let mut harness = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .renderer(CpuRenderer::new())
        .build_ui_state(
            move |ui, app: &mut RangebookApp| {
                if !themed {
                    theme::install(ui.ctx());
                    themed = true;
                    ui.ctx().request_discard("theme");
                }
                app.settle();
                app.ui(ui);
            },
            app,
        );
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, RangebookApp>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn click(harness: &mut Harness<'_, RangebookApp>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

fn click_first(harness: &mut Harness<'_, RangebookApp>, name: &str) {
    harness.get_all_by_label(name).next().unwrap().click();
    harness.run();
}

/// Writes a note on the selected thing, as from the keyboard.
fn note(harness: &mut Harness<'_, RangebookApp>, text: &str, tags: &str) {
    press(harness, Modifiers::COMMAND, Key::M);
    harness.get_by_label("Note text").type_text(text);
    harness.run();
    if !tags.is_empty() {
        let field = harness.get_by_label("Note tags");
        field.focus();
        field.type_text(tags);
        harness.run();
    }
    click(harness, "Save note");
}

fn notes_of(harness: &Harness<'_, RangebookApp>) -> Vec<String> {
    let notes = harness.state().workspace().notes().in_order();
    notes
        .into_iter()
        .map(|note| note.body.text.clone())
        .collect()
}

mod start {
    use super::*;

    #[test]
    fn the_first_one_shows_the_sample_article_with_its_charts() {
        let harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        let open = harness.state().workspace().active().unwrap();
        assert_eq!(open.document.name, "japan_tomahawk_deal.md");
        let figures = open.derived.figures.as_ref().unwrap();
        assert!(figures.spending.series.len() >= 5);
        assert!(figures.ranges.bars.iter().any(|bar| bar.named));
        assert!(!figures.spending.claims.is_empty());
    }

    #[test]
    fn a_second_one_comes_back_to_where_the_first_was_left() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("w.rangebook");
        let mut first = shown(stored_app(&workspace, &[sample("nordic_missiles.txt")]));
        first.state_mut().apply(Action::SetZoom(120));
        first.state_mut().apply(Action::OpenSample);
        first.run();
        first.state_mut().finish();
        drop(first);

        let second = shown(stored_app(&workspace, &[]));
        let workspace = second.state().workspace();
        let names: Vec<&str> = workspace
            .documents()
            .iter()
            .map(|open| open.document.name.as_str())
            .collect();
        assert_eq!(names, ["nordic_missiles.txt", "japan_tomahawk_deal.md"]);
        assert_eq!(
            workspace.active().unwrap().document.name,
            "japan_tomahawk_deal.md"
        );
        assert_eq!(workspace.recent().len(), 1);
        assert_eq!(workspace.settings().zoom_percent, 120);
    }
}

mod following {
    use super::*;

    #[test]
    fn a_figure_in_the_text_selects_its_country_and_its_marker() {
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Money: 68 billion dollars");
        let workspace = harness.state().workspace();
        let selected = workspace.selection().selected().unwrap().clone();
        assert!(matches!(selected, Item::Mention(..)));
        let linked = workspace.linked(&selected);
        assert!(linked.countries.contains(&Iso3::parse("JPN").unwrap()));
        let figures = workspace
            .active()
            .unwrap()
            .derived
            .figures
            .as_ref()
            .unwrap();
        let marker = figures
            .spending
            .claims
            .iter()
            .find(|point| linked.claims.contains(&point.claim));
        let marker = marker.expect("the pledge stands on the chart");
        assert!((marker.year - 2027.0).abs() < 1.0 && (marker.value.0 - 68.0).abs() < 1e-9);
    }

    #[test]
    fn a_weapon_in_the_text_selects_its_bar_and_the_bar_leads_back() {
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Weapon: Block IV");
        let workspace = harness.state().workspace();
        let linked = workspace.linked(workspace.selection().selected().unwrap());
        assert!(linked.weapons.contains("tomahawk-block-iv"));

        let bar = harness.state().workspace().active().unwrap();
        let bar = &bar.derived.figures.as_ref().unwrap().ranges.bars;
        assert!(bar.iter().any(|bar| bar.weapon == "tomahawk-block-iv"));
        harness.state_mut().apply(Action::Select(Some(Item::Weapon(
            "tomahawk-block-iv".to_owned(),
        ))));
        harness.run();
        let workspace = harness.state().workspace();
        let linked = workspace.linked(workspace.selection().selected().unwrap());
        let open = workspace.active().unwrap();
        assert_eq!(linked.first.unwrap().slice(&open.document.text), "Block IV");
    }

    #[test]
    fn every_stated_distance_line_leads_back_to_its_words() {
        let harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        let workspace = harness.state().workspace();
        let open = workspace.active().unwrap();
        let extraction = open.derived.extraction.as_ref().unwrap();
        let figures = open.derived.figures.as_ref().unwrap();
        assert!(!figures.ranges.distances.is_empty());
        for line in &figures.ranges.distances {
            for id in &line.mentions {
                assert_eq!(extraction.mention(*id).unwrap().kind(), Kind::Distance);
            }
        }
    }

    #[test]
    fn back_and_forward_walk_through_what_was_selected() {
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Money: 68 billion dollars");
        let first = harness.state().workspace().selection().selected().cloned();
        press(&mut harness, Modifiers::NONE, Key::F8);
        let second = harness.state().workspace().selection().selected().cloned();
        assert_ne!(first, second);
        press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
        assert_eq!(
            harness.state().workspace().selection().selected().cloned(),
            first
        );
        press(&mut harness, Modifiers::ALT, Key::ArrowRight);
        assert_eq!(
            harness.state().workspace().selection().selected().cloned(),
            second
        );
    }
}

mod noting {
    use super::*;

    #[test]
    fn a_note_is_made_kept_undone_and_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("w.rangebook");
        let mut harness = shown(stored_app(&workspace, &[]));
        click_first(&mut harness, "Money: 68 billion dollars");
        note(&mut harness, "Which rate?", "pledge, check");
        assert_eq!(notes_of(&harness), ["Which rate?"]);
        let stored = Store::open(&workspace).unwrap().notes().unwrap();
        let stored = stored.in_order().into_iter().next().unwrap().clone();
        assert_eq!(stored.target.quote.exact, "68 billion dollars");
        assert_eq!(
            (stored.target.value.as_str(), stored.target.unit.as_str()),
            ("68000000000", "USD")
        );
        assert_eq!(stored.body.tags.len(), 2);
        assert!(harness.state().workspace().is_saved(stored.id));

        press(&mut harness, Modifiers::COMMAND, Key::Z);
        assert!(notes_of(&harness).is_empty());
        assert!(Store::open(&workspace).unwrap().notes().unwrap().is_empty());
        press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
        assert_eq!(notes_of(&harness), ["Which rate?"]);
    }

    #[test]
    fn what_is_being_written_is_stored_when_the_window_closes() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("w.rangebook");
        let mut harness = shown(stored_app(&workspace, &[]));
        click_first(&mut harness, "Money: 68 billion dollars");
        press(&mut harness, Modifiers::COMMAND, Key::M);
        harness
            .get_by_label("Note text")
            .type_text("half a thought");
        harness.run();
        harness.state_mut().finish();
        drop(harness);
        let harness = shown(stored_app(&workspace, &[]));
        assert_eq!(notes_of(&harness), ["half a thought"]);
    }

    #[test]
    fn each_note_has_its_own_text() {
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Money: 68 billion dollars");
        note(&mut harness, "first", "");
        click_first(&mut harness, "Weapon: Tomahawk");
        note(&mut harness, "second", "");
        press(&mut harness, Modifiers::NONE, Key::F2);
        press(&mut harness, Modifiers::COMMAND, Key::Z);
        click(&mut harness, "Save note");
        let mut texts = notes_of(&harness);
        texts.sort();
        assert_eq!(texts, ["first", "second"]);
    }

    #[test]
    fn the_table_filters_and_leads_to_the_passage() {
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Money: 68 billion dollars");
        note(&mut harness, "money note", "");
        click_first(&mut harness, "Weapon: Tomahawk");
        note(&mut harness, "weapon note", "");
        assert_eq!(harness.get_all_by_label("Note: weapon note").count(), 2);
        harness.get_by_label("Filter notes").focus();
        harness.run();
        harness.get_by_label("Filter notes").type_text("money");
        harness.run();
        // The mark in the margin stays; the row is gone.
        assert_eq!(harness.get_all_by_label("Note: weapon note").count(), 1);
        click_first(&mut harness, "Note: money note");
        let workspace = harness.state().workspace();
        let linked = workspace.linked(workspace.selection().selected().unwrap());
        let open = workspace.active().unwrap();
        assert_eq!(
            linked.first.unwrap().slice(&open.document.text),
            "68 billion dollars"
        );
    }
}

mod leaving {
    use super::*;

    #[test]
    fn escape_keeps_what_was_typed_and_the_button_forgets_it() {
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Money: 68 billion dollars");
        press(&mut harness, Modifiers::COMMAND, Key::M);
        harness.get_by_label("Note text").type_text("kept");
        harness.run();
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert_eq!(notes_of(&harness), ["kept"]);
        press(&mut harness, Modifiers::COMMAND, Key::M);
        press(&mut harness, Modifiers::NONE, Key::F2);
        click(&mut harness, "Cancel");
        assert_eq!(notes_of(&harness), ["kept"]);
    }

    #[test]
    fn escape_in_the_palette_closes_it_and_nothing_else() {
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Money: 68 billion dollars");
        press(&mut harness, Modifiers::COMMAND, Key::M);
        harness.get_by_label("Note text").type_text("half");
        harness.run();
        press(&mut harness, Modifiers::COMMAND, Key::K);
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(
            harness
                .query_by_label("Search commands and names")
                .is_none()
        );
        assert!(
            harness.query_by_label("Note text").is_some(),
            "the draft is still there"
        );
        assert!(harness.state().workspace().selection().selected().is_some());
    }

    #[test]
    fn escape_closes_the_list_of_shortcuts_and_keeps_the_selection() {
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Money: 68 billion dollars");
        press(&mut harness, Modifiers::NONE, Key::F1);
        assert!(harness.query_by_label("Close").is_some());
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(harness.query_by_label("Close").is_none());
        assert!(harness.state().workspace().selection().selected().is_some());
    }

    #[test]
    fn closing_the_document_under_a_draft_stores_it() {
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Money: 68 billion dollars");
        press(&mut harness, Modifiers::COMMAND, Key::M);
        harness.get_by_label("Note text").type_text("half");
        harness.run();
        let id = harness.state().workspace().active().unwrap().document.id;
        harness.state_mut().apply(Action::Close(id));
        harness.run();
        assert_eq!(notes_of(&harness), ["half"]);
        assert!(harness.state().workspace().active().is_none());
    }

    #[test]
    fn an_existing_file_is_asked_about_before_it_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("there.csv");
        std::fs::File::create_new(&target).unwrap();
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Money: 68 billion dollars");
        note(&mut harness, "a note", "");
        press(&mut harness, Modifiers::COMMAND, Key::K);
        harness
            .get_by_label("Search commands and names")
            .type_text("export notes to path");
        harness.run();
        press(&mut harness, Modifiers::NONE, Key::Enter);
        harness.get_by_label("Path").focus();
        harness.run();
        press(&mut harness, Modifiers::COMMAND, Key::A);
        harness
            .get_by_label("Path")
            .type_text(&target.display().to_string());
        harness.run();
        click(&mut harness, "Export notes");
        assert_eq!(
            std::fs::metadata(&target).unwrap().len(),
            0,
            "not before the second time"
        );
        click(&mut harness, "Export notes");
        assert!(std::fs::metadata(&target).unwrap().len() > 0);
    }
}

mod taking_away {
    use super::*;

    #[test]
    fn the_notes_go_to_the_path_that_is_typed() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        click_first(&mut harness, "Money: 68 billion dollars");
        note(&mut harness, "=cmd()", "");
        press(&mut harness, Modifiers::COMMAND, Key::K);
        harness
            .get_by_label("Search commands and names")
            .type_text("export notes to path");
        harness.run();
        press(&mut harness, Modifiers::NONE, Key::Enter);
        let field = harness.get_by_label("Path");
        field.focus();
        harness.run();
        press(&mut harness, Modifiers::COMMAND, Key::A);
        harness
            .get_by_label("Path")
            .type_text(&target.display().to_string());
        harness.run();
        click(&mut harness, "Export notes");
        let csv = std::fs::read_to_string(target.with_extension("csv")).unwrap();
        let mut lines = csv.lines();
        assert_eq!(
            lines.next().unwrap(),
            "id,document,document_sha256,kind,quote,value,unit,start_byte,end_byte,start_char,\
             end_char,prefix,suffix,note,tags,colour,author,created,modified,finding,verdict,\
             detail,source"
        );
        assert!(
            csv.contains(",money,68 billion dollars,68000000000,USD,"),
            "{csv}"
        );
        assert!(csv.contains(",'=cmd(),"), "{csv}");
    }
}

mod opening {
    use super::*;

    #[track_caller]
    fn check_notice(path: &Path, expected: &str) {
        let start = Start {
            throwaway: true,
            files: vec![path.to_owned()],
            ..Start::default()
        };
        let harness = shown(app(start));
        let workspace = harness.state().workspace();
        let notice = workspace
            .notices()
            .iter()
            .find(|notice| notice.severity == Severity::Error);
        let text = &notice.expect("the reader is told").text;
        assert!(text.contains(expected), "{text}");
        assert!(workspace.active().is_some(), "the window is not left empty");
    }

    #[test]
    fn what_cannot_be_opened_is_said() {
        let folder = tempfile::tempdir().unwrap();
        check_notice(&folder.path().join("gone.txt"), "gone.txt");
        let empty = folder.path().join("empty.txt");
        std::fs::File::create_new(&empty).unwrap();
        check_notice(&empty, "empty");
    }

    #[test]
    fn bytes_that_are_not_utf8_are_shown_with_a_warning() {
        use std::io::Write as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("latin.txt");
        let mut file = std::fs::File::create_new(&path).unwrap();
        file.write_all(b"Le co\xfbt de la d\xe9fense: 68 billion dollars, said Tokyo\xff.\n")
            .unwrap();
        let start = Start {
            throwaway: true,
            files: vec![path],
            ..Start::default()
        };
        let harness = shown(app(start));
        let workspace = harness.state().workspace();
        assert_eq!(workspace.active().unwrap().document.name, "latin.txt");
        assert!(
            workspace
                .notices()
                .iter()
                .any(|notice| notice.severity == Severity::Warning)
        );
    }

    #[test]
    fn a_path_that_is_typed() {
        let mut harness = shown(app(Start {
            throwaway: true,
            ..Start::default()
        }));
        press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
        let path = sample("nordic_missiles.txt");
        harness
            .get_by_label("Path")
            .type_text(&format!("\"{}\"", path.display()));
        harness.run();
        click(&mut harness, "Open file");
        let open = harness.state().workspace().active().unwrap();
        assert_eq!(open.document.name, "nordic_missiles.txt");
    }

    #[test]
    fn a_long_document_is_read_to_its_end() {
        use std::io::Write as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.txt");
        let mut file = std::io::BufWriter::new(std::fs::File::create_new(&path).unwrap());
        let paragraph = "The ministry said nothing new about its plans for the year. ".repeat(40);
        for at in 0..400 {
            writeln!(file, "{at} {paragraph}\n").unwrap();
        }
        drop(file);
        let start = Start {
            throwaway: true,
            files: vec![path],
            ..Start::default()
        };
        let mut harness = shown(app(start));
        press(&mut harness, Modifiers::NONE, Key::End);
        assert!(
            harness
                .state()
                .workspace()
                .active()
                .unwrap()
                .document
                .text
                .len()
                > 900_000
        );
    }
}
