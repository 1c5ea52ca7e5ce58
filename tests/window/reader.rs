//! The reader panel, driven by accessible names, pointer and keys.

mod finding;
mod highlights;
mod length;
mod marking;
mod shown;

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{self, Event, Key, Modifiers, PointerButton, Pos2, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rangebook::document::{Document, DocumentId, load_bytes};
use rangebook::extract::{Extraction, Kind, Mention, MentionId, NameForm, Rule, Value};
use rangebook::notes::NoteId;
use rangebook::reader::Marks;
use rangebook::reference::Iso3;
use rangebook::text::Span;
use rangebook::ui::panels::reader::{
    NoteMarks, NoteWanted, ReaderGlance, ReaderView, legend_ui, reader_panel_ui,
};
use rangebook::ui::theme;
use rangebook::units::{Currency, Extent};
use rangebook::workspace::{Action, Item};
use rangebook_window_tests::CpuRenderer;

const ARTICLE: &str = "# Japan buys missiles

Japan signed an agreement with the United States on January 18, 2024. The Tokyo Government has \
committed to raising its annual defense spending to approximately 10 trillion yen (68 billion \
dollars) by 2027.

This will make Japan the world’s third-largest military spender.
";

/// What the window around the panel would hold.
struct Desk {
    document: Arc<Document>,
    extraction: Option<Arc<Extraction>>,
    notes: Vec<(NoteId, Span, String)>,
    hidden: BTreeSet<Kind>,
    selected: Vec<Span>,
    scroll_to: Option<usize>,
    legend: bool,
    glance: ReaderGlance,
    actions: Vec<Action>,
    wanted: Option<NoteWanted>,
    frames: usize,
}

impl Desk {
    fn new(name: &str, text: &str) -> Self {
        let document = load_bytes(DocumentId(7), name, None, text.as_bytes()).unwrap();
        Self::of(Arc::new(document))
    }

    fn of(document: Arc<Document>) -> Self {
        Self {
            document,
            extraction: None,
            notes: Vec::new(),
            hidden: BTreeSet::new(),
            selected: Vec::new(),
            scroll_to: None,
            legend: false,
            glance: ReaderGlance::default(),
            actions: Vec::new(),
            wanted: None,
            frames: 0,
        }
    }

    /// The article with every "Japan" and the yen as mentions.
    fn article() -> Self {
        let mut desk = Self::new("article.md", ARTICLE);
        let text = Arc::clone(&desk.document.text);
        let japan = text.match_indices("Japan").map(|(at, words)| {
            let iso3 = Iso3::parse("JPN").unwrap();
            let form = NameForm::Name;
            mention(&text, at, words, Value::Country { iso3, form })
        });
        let yen = text.match_indices("10 trillion yen").map(|(at, words)| {
            let amount = Extent::single(1e13, 2).unwrap();
            let currency = Currency::parse("JPY").unwrap();
            mention(&text, at, words, Value::Money { amount, currency })
        });
        let mut mentions: Vec<Mention> = japan.chain(yen).collect();
        mentions.sort_by_key(|mention| mention.span);
        desk.extraction = Some(Arc::new(Extraction {
            mentions,
            ..Extraction::default()
        }));
        desk
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        self.frames += 1;
        let hover_card = |ui: &mut egui::Ui, id: MentionId| {
            ui.label(format!("Card of {}", id.0));
        };
        let spans: Vec<Span> = self.notes.iter().map(|(_, span, _)| *span).collect();
        let view = ReaderView {
            document: &self.document,
            extraction: self.extraction.as_ref(),
            notes: NoteMarks {
                marks: Marks::new(&spans),
                id: &|number| self.notes.get(number).map(|(id, ..)| *id),
                label: &|id| {
                    let mut notes = self.notes.iter();
                    notes.find(|(it, ..)| *it == id).unwrap().2.clone()
                },
            },
            hidden_kinds: &self.hidden,
            selected: &self.selected,
            hovered: &[],
            scroll_to: self.scroll_to.take(),
            selected_note: None,
            hover_card: &hover_card,
            blocked: false,
            generation: 1,
        };
        if self.legend {
            legend_ui(ui, &view, &mut self.glance, &mut self.actions);
        }
        let response = reader_panel_ui(ui, &view, &mut self.glance, &mut self.actions);
        self.wanted = self.wanted.or(response.wants_note);
    }

    fn words(&self) -> Option<&str> {
        let span = self.glance.selection_span()?;
        Some(span.slice(&self.document.text))
    }

    fn offset(&self, words: &str) -> usize {
        self.document.text.find(words).unwrap()
    }
}

fn mention(text: &str, at: usize, words: &str, value: Value) -> Mention {
    Mention {
        span: Span::new(text, at, at + words.len()).unwrap(),
        value,
        entity: None,
        doubt: None,
        rule: Rule::of("count-noun"),
    }
}

fn open(desk: Desk) -> Harness<'static, Desk> {
    open_sized(desk, vec2(700.0, 500.0))
}

fn open_sized(desk: Desk, size: Vec2) -> Harness<'static, Desk> {
    let mut themed = false;
    Harness::builder()
        .with_size(size)
        // Short frames, so that two clicks in a row are a double click.
        .with_step_dt(1.0 / 60.0)
        .renderer(CpuRenderer::new())
        .build_ui_state(
            move |ui, desk: &mut Desk| {
                if !themed {
                    theme::install(ui.ctx());
                    themed = true;
                    // The new text sizes hold from the next frame on.
                    ui.ctx().request_discard("theme");
                }
                desk.show(ui);
            },
            desk,
        )
}

/// Where some words of the article are on the screen: asked of a mention's node.
fn middle_of(harness: &Harness<'_, Desk>, name: &str) -> Pos2 {
    let node = harness.get_all_by_label(name).next().unwrap();
    node.rect().center()
}

fn drag(harness: &mut Harness<'_, Desk>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run();
    harness.drag_at(from);
    harness.run();
    harness.hover_at(from + (to - from) * 0.5);
    harness.run();
    harness.hover_at(to);
    harness.run();
    harness.drop_at(to);
    harness.run();
}

fn press(harness: &mut Harness<'_, Desk>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn copied(harness: &mut Harness<'_, Desk>) -> Option<String> {
    harness.event(Event::Copy);
    harness.step();
    let commands = &harness.output().platform_output.commands;
    commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

mod notes {
    use super::*;

    #[test]
    fn a_mark_in_the_margin_selects_its_note() {
        let mut desk = Desk::article();
        let id = NoteId(Default::default());
        let at = desk.offset("68 billion");
        let span = Span::new(&desk.document.text, at, at + 10).unwrap();
        desk.notes = vec![(id, span, "check the rate".to_owned())];
        let mut harness = open(desk);
        harness.get_by_label("Note: check the rate").click();
        harness.run();
        let select = Action::Select(Some(Item::Note(id)));
        assert!(harness.state().actions.contains(&select));
    }
}

#[test]
fn dangerous_characters_are_shown_as_symbols_and_keep_their_places() {
    let text = "Price \u{202e}68\u{202c} billion\0 dollars \u{1b}[31mand Japan’s share here.";
    let mut desk = Desk::new("odd.txt", text);
    let text = Arc::clone(&desk.document.text);
    let at = text.find("Japan").unwrap();
    let iso3 = Iso3::parse("JPN").unwrap();
    let form = NameForm::Name;
    desk.extraction = Some(Arc::new(Extraction {
        mentions: vec![mention(&text, at, "Japan", Value::Country { iso3, form })],
        ..Extraction::default()
    }));
    let mut harness = open(desk);
    let node = harness.get_by_label("Country: Japan").rect();
    drag(
        &mut harness,
        node.left_center() + vec2(1.0, 0.0),
        node.right_center() - vec2(1.0, 0.0),
    );
    assert_eq!(harness.state().words(), Some("Japan"));
    let raw = |c: char| ('\u{202a}'..='\u{202e}').contains(&c) || c == '\0' || c == '\u{1b}';
    let shown = harness.root().children_recursive();
    assert!(shown.into_iter().all(|node| {
        !node
            .accesskit_node()
            .label()
            .is_some_and(|name| name.contains(raw))
    }));
}

/// Texts that have broken layouts before, here and elsewhere.
#[test]
fn odd_texts_are_shown_and_walked_through() {
    let many_lines = "\n x\n\n\ty".repeat(300);
    let accents = format!("e{} end", "\u{301}".repeat(9000));
    let table = "| a | b |\n".repeat(900);
    for (name, text) in [
        ("lines.txt", many_lines.as_str()),
        ("accents.txt", &accents),
        ("table.md", &table),
        ("flags.txt", &"🇯🇵🇺🇸".repeat(2000)),
        (
            "right.txt",
            "السعودية تشتري صواريخ \u{202e}abc\u{202c} של ישראל",
        ),
        (
            "ends.txt",
            "The first line ends\r\n\r\nand \u{2028}others \u{85}end \u{feff}oddly\u{0}.",
        ),
        ("spaces.txt", &format!("a{}b", " ".repeat(20_000))),
        ("one.txt", "x"),
    ] {
        let mut harness = Harness::builder()
            .with_size(vec2(300.0, 200.0))
            .allow_missing_glyphs()
            .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), Desk::new(name, text));
        press(&mut harness, Modifiers::COMMAND, Key::A);
        let all = &*harness.state().document.text;
        assert_eq!(harness.state().words(), Some(all), "{name}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
        for modifiers in [Modifiers::SHIFT, Modifiers::COMMAND | Modifiers::SHIFT] {
            for key in [
                Key::ArrowDown,
                Key::ArrowRight,
                Key::End,
                Key::ArrowDown,
                Key::ArrowUp,
                Key::Home,
                Key::ArrowLeft,
                Key::ArrowRight,
            ] {
                press(&mut harness, modifiers, key);
            }
        }
        for key in [Key::End, Key::PageUp, Key::ArrowUp, Key::Home] {
            press(&mut harness, Modifiers::NONE, key);
        }
        let first = harness.state().document.blocks[0].span.start();
        assert_eq!(
            harness.state().glance.first_visible_offset(),
            first,
            "{name}"
        );
        assert!(harness.state().glance.chunks_laid_out <= 60, "{name}");
    }
}

#[test]
fn every_control_has_a_name() {
    let mut desk = Desk::article();
    desk.legend = true;
    let mut harness = open(desk);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    for name in [
        "Article article.md",
        "Scroll position in percent",
        "Overview of marks in the document",
        "Find in this article",
        "Previous result",
        "Next result",
        "Match case",
        "Close find bar",
        "Money, 1 in this article",
    ] {
        assert!(harness.query_by_label(name).is_some(), "{name}");
    }
}
