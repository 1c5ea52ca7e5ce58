//! What is typed goes into the note it is typed into, whatever else is done in between: random
//! scripts over the whole window without a display, compared with a simple model.
//!
//! Every note is typed with a letter of its own, so that a single letter in the wrong note shows.
//! `RANGEBOOK_SCRIPTS=1000` runs as many scripts as wanted; each has two hundred actions.

use std::collections::BTreeMap;

use eframe::egui::{self, Event, Key, Modifiers, RawInput};
use rangebook::notes::{Body, NoteId};
use rangebook::text::Span;
use rangebook::ui::app::{RangebookApp, Start};
use rangebook::workspace::store::Store;
use rangebook::workspace::{Action, Item};

use super::app::{sample, surroundings};

const SCRIPTS: u64 = 6;
const ACTIONS: usize = 200;

/// Knuth's MMIX generator: the same scripts on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

struct Desk {
    ctx: egui::Context,
    app: RangebookApp,
    time: f64,
    // Of each note its letter.
    letters: BTreeMap<NoteId, char>,
    // What is stored, as the model has it.
    model: BTreeMap<NoteId, String>,
    // The note being written, what it says, and whether a shortcut of the text field made that
    // uncertain.
    writing: Option<(NoteId, String, bool)>,
}

impl Desk {
    fn new() -> Self {
        let app = RangebookApp::new(
            Start {
                store: Some(Store::open_in_memory().unwrap()),
                files: vec![
                    sample("nordic_missiles.txt"),
                    sample("japan_tomahawk_deal.md"),
                ],
                ..Start::default()
            },
            surroundings(),
        );
        let mut desk = Self {
            ctx: egui::Context::default(),
            app: app.unwrap(),
            time: 0.0,
            letters: BTreeMap::new(),
            model: BTreeMap::new(),
            writing: None,
        };
        rangebook::ui::theme::install(&desk.ctx);
        desk.app.settle();
        desk.frame(Vec::new());
        desk
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.time += 0.1;
        let input = RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::vec2(900.0, 560.0),
            )),
            time: Some(self.time),
            events,
            focused: true,
            ..RawInput::default()
        };
        self.app.settle();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.ui(ui));
        output.textures_delta.clear();
        self.app.settle();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        self.frame(vec![event(true), event(false)]);
        self.frame(Vec::new());
    }

    /// Makes notes on both documents, each with its letter.
    fn make_notes(&mut self) {
        let documents: Vec<_> = self
            .app
            .workspace()
            .documents()
            .iter()
            .map(|open| (open.document.id, open.document.text.clone()))
            .collect();
        for number in 0..6usize {
            let (document, text) = &documents[number % documents.len()];
            let span = Span::new(text, number, number + 1).unwrap_or_else(|| Span::whole(text));
            let letter = char::from(b'a' + u8::try_from(number).unwrap());
            self.app.apply(Action::AddNote {
                document: *document,
                span,
                mention: None,
                finding: None,
                body: Body {
                    text: letter.to_string(),
                    ..Body::default()
                },
            });
            let Some(Item::Note(id)) = self.app.workspace().selection().selected() else {
                panic!("a new note is selected");
            };
            self.letters.insert(*id, letter);
            self.model.insert(*id, letter.to_string());
        }
        self.frame(Vec::new());
    }

    /// What ends the writing stores it.
    fn end_writing(&mut self) {
        let Some((id, text, uncertain)) = self.writing.take() else {
            return;
        };
        if uncertain {
            let stored = self.app.workspace().notes().get(id);
            let stored = stored.map_or_else(String::new, |note| note.body.text.clone());
            self.model.insert(id, stored);
        } else {
            self.model.insert(id, text);
        }
    }

    fn edit(&mut self, id: NoteId) {
        self.app.apply(Action::Select(Some(Item::Note(id))));
        self.frame(Vec::new());
        // F2 belongs to a text field that has the keys.
        if self.writing.is_some() {
            self.press(Modifiers::NONE, Key::Escape);
            self.end_writing();
            self.app.apply(Action::Select(Some(Item::Note(id))));
            self.frame(Vec::new());
        }
        if self.app.workspace().notes().get(id).is_none() {
            return;
        }
        self.press(Modifiers::NONE, Key::F2);
        self.frame(Vec::new());
        self.writing = Some((id, self.model[&id].clone(), false));
    }

    fn act(&mut self, dice: &mut Dice) {
        let ids: Vec<NoteId> = self.letters.keys().copied().collect();
        match dice.roll(12) {
            0..=4 => {
                let Some((id, text, _)) = &mut self.writing else {
                    return;
                };
                let letter = self.letters[id];
                text.push(letter);
                self.frame(vec![Event::Text(letter.to_string())]);
            }
            5 | 6 => {
                let id = ids[dice.roll(ids.len())];
                self.edit(id);
            }
            7 if self.writing.is_some() => {
                // In the text field: takes back typing in this note only.
                self.press(Modifiers::COMMAND, Key::Z);
                if let Some(writing) = &mut self.writing {
                    writing.2 = true;
                }
            }
            8 => {
                self.press(Modifiers::NONE, Key::Escape);
                self.end_writing();
            }
            9 => {
                // Another document, by the keyboard.
                self.press(Modifiers::COMMAND, Key::PageDown);
            }
            10 if self.writing.is_none() => {
                self.app.apply(Action::Undo);
                self.frame(Vec::new());
                self.app.apply(Action::Redo);
                self.frame(Vec::new());
            }
            11 => {
                // Time passes: what was typed is stored by itself.
                self.time += 1.0;
                self.frame(Vec::new());
                self.frame(Vec::new());
                if let Some((id, text, false)) = &self.writing {
                    let stored = self.app.workspace().notes().get(*id).unwrap();
                    assert_eq!(&stored.body.text, text, "not stored while typing");
                }
            }
            _ => {}
        }
    }

    /// No note has a letter of another; those not being written say what the model says.
    fn check(&self, script: u64) {
        for note in self.app.workspace().notes().in_order() {
            let letter = self.letters[&note.id];
            let text = &note.body.text;
            assert!(text.chars().all(|c| c == letter), "script {script}: {text}");
            if self.writing.as_ref().is_none_or(|it| it.0 != note.id) {
                assert_eq!(*text, self.model[&note.id], "script {script}");
            }
        }
    }
}

#[test]
fn what_is_typed_stays_in_its_note() {
    let asked = std::env::var("RANGEBOOK_SCRIPTS");
    let scripts = asked.map_or(SCRIPTS, |text| text.parse().unwrap());
    let (mut typed, mut switched) = (0, 0);
    for script in 0..scripts {
        let mut dice = Dice(script);
        let mut desk = Desk::new();
        desk.make_notes();
        for _ in 0..ACTIONS {
            let before = desk.writing.as_ref().map(|it| it.0);
            desk.act(&mut dice);
            desk.check(script);
            switched += usize::from(before != desk.writing.as_ref().map(|it| it.0));
        }
        desk.press(Modifiers::NONE, Key::Escape);
        desk.end_writing();
        desk.check(script);
        typed += desk.model.values().map(String::len).sum::<usize>();
    }
    println!("{scripts} scripts of {ACTIONS} actions: {typed} letters, {switched} switches");
    let scripts = usize::try_from(scripts).unwrap();
    assert!(
        typed > scripts * 20 && switched > scripts * 20,
        "{typed} {switched}"
    );
}
