//! The reader panel, driven by accessible names, pointer and keys.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{self, Event, Key, Modifiers, PointerButton, Pos2, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rangebook::document::{Document, DocumentId, load_bytes};
use rangebook::extract::{Extraction, Kind, Mention, MentionId, NameForm, Value};
use rangebook::notes::NoteId;
use rangebook::reference::Iso3;
use rangebook::text::Span;
use rangebook::ui::panels::reader::{
    NoteMark, NoteWanted, ReaderGlance, ReaderView, legend_ui, reader_panel_ui,
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
    notes: Vec<NoteMark>,
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
        Self {
            document: Arc::new(document),
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
        let view = ReaderView {
            document: &self.document,
            extraction: self.extraction.as_ref(),
            notes: &self.notes,
            hidden_kinds: &self.hidden,
            selected: &self.selected,
            hovered: &[],
            scroll_to: self.scroll_to.take(),
            selected_note: None,
            hover_card: &hover_card,
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
        rule: "by hand",
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

mod highlights {
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
}

mod marking {
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
}

mod notes {
    use super::*;

    #[test]
    fn a_mark_in_the_margin_selects_its_note() {
        let mut desk = Desk::article();
        let id = NoteId(Default::default());
        let at = desk.offset("68 billion");
        desk.notes = vec![NoteMark {
            id,
            span: Span::new(&desk.document.text, at, at + 10).unwrap(),
            label: "check the rate".to_owned(),
        }];
        let mut harness = open(desk);
        harness.get_by_label("Note: check the rate").click();
        harness.run();
        let select = Action::Select(Some(Item::Note(id)));
        assert!(harness.state().actions.contains(&select));
    }
}

mod finding {
    use super::*;

    fn long() -> Desk {
        let paragraph = "Nothing of note is said in this paragraph, which goes on for a while.\n\n";
        let mut text = paragraph.repeat(200);
        text.push_str("Here stands the Tomahawk’s range.\n\n");
        text.push_str(&paragraph.repeat(200));
        text.push_str("And the tomahawk's price.\n\n");
        text.push_str(&paragraph.repeat(50));
        Desk::new("long.txt", &text)
    }

    #[test]
    fn typing_goes_to_the_first_result_and_enter_to_the_next() {
        let mut harness = open(long());
        press(&mut harness, Modifiers::COMMAND, Key::F);
        harness
            .get_by_label("Find in this article")
            .type_text("tomahawk's");
        harness.run();
        assert!(harness.query_by_label("1 of 2").is_some());
        let first = harness.state().offset("Tomahawk’s");
        let seen = harness.state().glance.first_visible_offset();
        assert!(seen < first && first - seen < 2000, "{seen} {first}");
        press(&mut harness, Modifiers::NONE, Key::Enter);
        assert!(harness.query_by_label("2 of 2").is_some());
        let second = harness.state().offset("tomahawk's");
        let seen = harness.state().glance.first_visible_offset();
        assert!(seen < second && second - seen < 2000, "{seen} {second}");
        press(&mut harness, Modifiers::NONE, Key::Enter);
        assert!(harness.query_by_label("1 of 2").is_some(), "goes round");
        press(&mut harness, Modifiers::SHIFT, Key::Enter);
        assert!(harness.query_by_label("2 of 2").is_some());
    }

    #[test]
    fn buttons_do_the_same_and_case_can_count() {
        let mut harness = open(long());
        press(&mut harness, Modifiers::COMMAND, Key::F);
        harness
            .get_by_label("Find in this article")
            .type_text("Tomahawk");
        harness.run();
        harness.get_by_label("Next result").click();
        harness.run();
        assert!(harness.query_by_label("2 of 2").is_some());
        harness.get_by_label("Match case").click();
        harness.run();
        assert!(harness.query_by_label("1 of 1").is_some());
        harness.get_by_label("Close find bar").click();
        harness.run();
        assert!(harness.query_by_label("Match case").is_none());
        assert!(harness.state().glance.find.hits().is_empty());
    }

    #[test]
    fn what_is_not_there_is_said() {
        let mut harness = open(long());
        press(&mut harness, Modifiers::COMMAND, Key::F);
        harness
            .get_by_label("Find in this article")
            .type_text("zeppelin");
        harness.run();
        assert!(harness.query_by_label("No results").is_some());
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(harness.query_by_label("No results").is_none());
    }
}

mod length {
    use super::*;

    fn ten_megabytes() -> Desk {
        let mut text = String::new();
        let mut number = 0;
        while text.len() < 10_000_000 {
            number += 1;
            let words = "the spending of a country in a year ".repeat(1 + number % 40);
            text.push_str(&format!("Paragraph {number}: {words}\n\n"));
        }
        Desk::new("long.txt", &text)
    }

    /// How many chunks one frame may lay out, whatever the length.
    const FEW: usize = 60;

    #[test]
    fn a_frame_lays_out_what_is_visible() {
        let mut harness = open_sized(ten_megabytes(), vec2(700.0, 900.0));
        let mut most = 0;
        let mut places = Vec::new();
        let keys = [Key::PageDown, Key::End, Key::PageUp, Key::Home, Key::Space];
        for key in keys {
            press(&mut harness, Modifiers::NONE, key);
            most = most.max(harness.state().glance.chunks_laid_out);
            places.push(harness.state().glance.first_visible_offset());
        }
        assert!(most > 3 && most <= FEW, "{most}");
        let len = harness.state().document.text.len();
        assert!(places[0] > 0 && places[0] < 10_000);
        assert!(places[1] > len - 10_000 && places[2] < places[1] && places[2] > len - 30_000);
        assert_eq!(places[3], 0);
        assert_eq!(places[4], places[0], "space and page down are one step");
    }

    #[test]
    fn a_line_of_megabytes_is_cut() {
        let mut harness = open(Desk::new("line.txt", &"x".repeat(3_000_000)));
        press(&mut harness, Modifiers::NONE, Key::End);
        press(&mut harness, Modifiers::NONE, Key::PageUp);
        let glance = &harness.state().glance;
        assert!(glance.chunks_laid_out <= FEW);
        assert!(glance.first_visible_offset() > 2_900_000);
    }

    #[test]
    fn scrolling_up_by_what_was_scrolled_down_comes_back() {
        let mut harness = open(ten_megabytes());
        let middle = 5_000_000;
        harness.state_mut().glance.restore(middle);
        harness.run();
        let start = harness.state().glance.first_visible_offset();
        assert!(start.abs_diff(middle) < 5_000, "{start}");
        for key in [Key::PageUp, Key::PageUp, Key::PageDown, Key::PageDown] {
            press(&mut harness, Modifiers::NONE, key);
        }
        assert_eq!(harness.state().glance.first_visible_offset(), start);
    }

    #[test]
    fn another_width_keeps_the_place() {
        let mut harness = open(ten_megabytes());
        harness.state_mut().glance.restore(5_000_000);
        harness.run();
        let start = harness.state().glance.first_visible_offset();
        for width in [420.0, 900.0, 700.0] {
            harness.set_size(vec2(width, 500.0));
            harness.run();
            let now = harness.state().glance.first_visible_offset();
            assert!(now.abs_diff(start) < 200, "{width}: {start} {now}");
        }
    }

    #[test]
    fn a_passage_given_from_elsewhere_comes_into_view() {
        let mut harness = open(ten_megabytes());
        let at = harness.state().offset("Paragraph 9000:");
        harness.state_mut().scroll_to = Some(at);
        harness.run();
        let seen = harness.state().glance.first_visible_offset();
        assert!(seen < at && at - seen < 5_000, "{seen} {at}");
        harness.state_mut().scroll_to = Some(at + 20);
        harness.run();
        assert_eq!(
            harness.state().glance.first_visible_offset(),
            seen,
            "it was in view"
        );
    }

    #[test]
    fn nothing_repaints_when_nothing_happens() {
        let mut harness = open(ten_megabytes());
        harness.run();
        let frames = harness.state().frames;
        // `run` goes on while the panel asks for frames: one is the least it does.
        harness.run();
        assert!(harness.state().frames - frames <= 2);
    }

    #[test]
    fn the_scroll_bar_can_be_dragged() {
        let mut harness = open(ten_megabytes());
        let bar = harness.get_by_label("Scroll position in percent").rect();
        let top = pos2(bar.center().x, bar.top() + 10.0);
        drag(&mut harness, top, top + vec2(0.0, bar.height() / 2.0));
        let share = harness.state().glance.first_visible_offset() as f64
            / harness.state().document.text.len() as f64;
        assert!((0.4..0.6).contains(&share), "{share}");
        drag(
            &mut harness,
            top + vec2(0.0, bar.height() / 2.0),
            pos2(top.x, 2000.0),
        );
        let end = harness.state().document.text.len();
        assert!(harness.state().glance.first_visible_offset() > end - 10_000);
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
