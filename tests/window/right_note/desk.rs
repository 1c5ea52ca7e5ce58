//! The window with its model beside it, and what a script can do to both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{self, Event, Key, Modifiers, RawInput};
use rangebook::notes::{Body, NoteId};
use rangebook::text::Span;
use rangebook::ui::app::{RangebookApp, Start};
use rangebook::workspace::store::Store;
use rangebook::workspace::{Action, Item};

use super::super::app::surroundings;
use super::Dice;
use super::model::{Model, Num};

/// The window's least size.
const SIZE: egui::Vec2 = egui::vec2(640.0, 420.0);

/// Short texts in a folder of their own; a script begins with the first two.
pub(super) struct Articles {
    // Removed with it.
    _folder: tempfile::TempDir,
    files: Vec<PathBuf>,
}

impl Articles {
    #[expect(clippy::disallowed_methods, reason = "makes the articles of the test")]
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let texts = [
            (
                "one.txt",
                "The first article is on nothing.\n\nIt ends soon.\n",
            ),
            ("two.txt", "Another one, as short.\n"),
            ("three.md", "# Third\n\nThis one was dropped.\n"),
            ("four.txt", "And the last.\n"),
        ];
        let files = texts.map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        });
        Self {
            files: files.to_vec(),
            _folder: folder,
        }
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

pub(super) struct Desk<'a> {
    script: u64,
    ctx: egui::Context,
    app: RangebookApp,
    articles: &'a Articles,
    time: f64,
    ids: BTreeMap<char, NoteId>,
    model: Model,
    num: Num,
    // For the message of a script that fails.
    did: Vec<String>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(script: u64, articles: &'a Articles, file: Option<&Path>) -> Self {
        let store = file.map_or_else(Store::open_in_memory, Store::open);
        let start = Start {
            store: Some(store.unwrap()),
            files: articles.files.iter().take(2).cloned().collect(),
            ..Start::default()
        };
        let mut desk = Self {
            script,
            ctx: egui::Context::default(),
            app: RangebookApp::new(start, surroundings()).unwrap(),
            articles,
            time: 0.0,
            ids: BTreeMap::new(),
            model: Model::default(),
            num: Num::default(),
            did: Vec::new(),
        };
        rangebook::ui::theme::install(&desk.ctx);
        desk.app.settle();
        desk.frame(Vec::new());
        // Charts are drawn anew in every frame and matter nothing here: the timeline of an article
        // without dates is a line of words.
        desk.press(Modifiers::COMMAND, Key::K);
        desk.frame(vec![Event::Text("timeline".to_owned())]);
        desk.press(Modifiers::NONE, Key::Enter);
        desk
    }

    fn frame_with(&mut self, events: Vec<Event>, dropped: Option<PathBuf>) {
        self.time += 0.1;
        self.num.frames += 1;
        let dropped = dropped.map(|path| Arc::new(Dropped(path)) as egui::DroppedFileHandle);
        let input = RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            focused: true,
            dropped_files: dropped.into_iter().collect(),
            ..RawInput::default()
        };
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.ui(ui));
        output.textures_delta.clear();
        self.app.settle();
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.frame_with(events, None);
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

    fn apply(&mut self, action: Action) {
        self.app.apply(action);
        self.app.settle();
        self.frame(Vec::new());
    }

    /// Makes notes on both documents, each with its letter.
    pub(super) fn make_notes(&mut self) {
        let documents: Vec<_> = self
            .app
            .workspace()
            .documents()
            .iter()
            .map(|open| (open.document.id, open.document.text.clone()))
            .collect();
        for number in 0..5usize {
            let (document, text) = &documents[number % documents.len()];
            let letter = self.model.new_letter();
            self.app.apply(Action::AddNote {
                document: *document,
                span: Span::new(text, number, number + 1).unwrap(),
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
            self.ids.insert(letter, *id);
            self.model.put(letter, Some(&letter.to_string()));
        }
        self.frame(Vec::new());
    }

    /// What the program has of a note.
    fn said(&self, letter: char) -> Option<String> {
        let note = self.app.workspace().notes().get(*self.ids.get(&letter)?)?;
        Some(note.body.text.clone())
    }

    /// A note that is written for the first time gets its id when it is first stored.
    fn learn_id(&mut self) {
        let known: BTreeSet<NoteId> = self.ids.values().copied().collect();
        let notes = self.app.workspace().notes().in_order().into_iter();
        let new: Vec<NoteId> = notes
            .map(|note| note.id)
            .filter(|id| !known.contains(id))
            .collect();
        let writing = self.model.writing.as_ref().map(|it| it.letter);
        let mut nameless = self.model.notes.keys().copied().chain(writing);
        for id in new {
            let letter = nameless.find(|letter| !self.ids.contains_key(letter));
            self.ids.insert(letter.expect("a note too many"), id);
        }
    }

    fn end_writing(&mut self) {
        if let Some(letter) = self.model.writing.as_ref().map(|it| it.letter) {
            self.learn_id();
            let said = self.said(letter);
            self.model.end_writing(said.as_deref());
        }
    }

    /// So long that what was typed is stored by itself: what the field says is known then.
    fn wait(&mut self) {
        self.time += 1.0;
        self.frame(Vec::new());
        self.frame(Vec::new());
        self.learn_id();
        let letter = self.model.writing.as_ref().map(|it| it.letter);
        let said = letter.and_then(|letter| self.said(letter));
        if let Some(writing) = &mut self.model.writing {
            writing.says(said.as_deref());
        }
    }

    /// Leaves the field that has the keys, whichever it is.
    fn escape(&mut self) {
        self.press(Modifiers::NONE, Key::Escape);
        if self.model.writing.as_ref().is_some_and(|it| it.has_keys) {
            self.end_writing();
        }
    }

    fn switch(&mut self, letter: char) {
        // F2 belongs to a text field that has the keys.
        self.escape();
        self.app
            .apply(Action::Select(Some(Item::Note(self.ids[&letter]))));
        self.frame(Vec::new());
        self.press(Modifiers::NONE, Key::F2);
        self.end_writing();
        self.model.write(letter);
        self.num.switched += 1;
    }

    /// A new note on the whole of the shown article, by the keyboard.
    fn write_new(&mut self) {
        if !self.model.has_letters() || self.app.workspace().active().is_none() {
            return;
        }
        self.escape();
        self.press(Modifiers::COMMAND, Key::A);
        self.press(Modifiers::COMMAND, Key::M);
        self.end_writing();
        let letter = self.model.new_letter();
        self.model.write(letter);
        self.num.made += 1;
    }

    fn type_some(&mut self, dice: &mut Dice) {
        let Some(writing) = &mut self.model.writing else {
            return;
        };
        let piece = format!("{}{}", writing.letter, dice.roll(10));
        if writing.has_keys {
            writing.typed(&piece);
            self.num.typed += 1;
        }
        self.frame(vec![Event::Text(piece)]);
    }

    fn go_back_in_field(&mut self, dice: &mut Dice) {
        let Some(writing) = &mut self.model.writing else {
            return;
        };
        if !writing.has_keys {
            // Then the keys are those of the window's undo, which another action tries.
            return;
        }
        writing.went_back();
        self.num.undone_in_field += 1;
        let modifiers = [Modifiers::COMMAND, Modifiers::COMMAND | Modifiers::SHIFT];
        self.press(modifiers[usize::from(dice.roll(4) == 0)], Key::Z);
        if dice.roll(2) == 0 {
            self.wait();
        }
    }

    /// By the menu, which ends the writing first.
    fn step(&mut self, is_undo: bool) {
        if self.model.writing.as_ref().is_some_and(|it| !it.is_sure()) {
            self.wait();
        }
        // What the writing leaves cannot be seen before the step is done.
        self.model.end_writing_unseen();
        if is_undo {
            self.num.undone += usize::from(self.model.undo());
            self.apply(Action::Undo);
        } else {
            self.num.redone += usize::from(self.model.redo());
            self.apply(Action::Redo);
        }
    }

    /// Types words to find, which go into no note.
    fn find(&mut self, dice: &mut Dice) {
        if self.app.workspace().active().is_none() {
            return;
        }
        self.press(Modifiers::COMMAND, Key::F);
        let letter = match &mut self.model.writing {
            Some(writing) => {
                writing.has_keys = false;
                writing.letter
            }
            None => 'a',
        };
        self.frame(vec![Event::Text(letter.to_string())]);
        if dice.roll(2) == 0 {
            self.press(Modifiers::NONE, Key::Enter);
        }
        if dice.roll(2) == 0 {
            self.press(Modifiers::NONE, Key::Escape);
        }
        self.num.found += 1;
    }

    fn drop_file(&mut self, dice: &mut Dice) {
        let files = &self.articles.files;
        let file = files[dice.roll(files.len())].clone();
        self.frame_with(Vec::new(), Some(file));
        self.frame(Vec::new());
        self.num.dropped += 1;
    }

    /// By the menu: the shortcut belongs to the text field.
    fn close(&mut self) {
        let Some(id) = self.app.workspace().active().map(|it| it.document.id) else {
            return;
        };
        self.apply(Action::Close(id));
        self.end_writing();
        self.num.closed += 1;
    }

    fn delete(&mut self, letter: char) {
        let Some(id) = self.ids.get(&letter).copied() else {
            return;
        };
        if self.model.writing.as_ref().is_some_and(|it| !it.is_sure()) {
            self.wait();
        }
        self.model.end_writing_unseen();
        self.model.put(letter, None);
        self.apply(Action::DeleteNote(id));
        self.num.deleted += 1;
    }

    /// One action of a script.
    pub(super) fn act(&mut self, dice: &mut Dice) {
        let letters: Vec<char> = self.model.notes.keys().copied().collect();
        let roll = dice.roll(24);
        self.did.push(roll.to_string());
        match roll {
            0..=8 => self.type_some(dice),
            9..=11 => {
                if !letters.is_empty() {
                    let letter = letters[dice.roll(letters.len())];
                    self.switch(letter);
                }
            }
            12 => self.go_back_in_field(dice),
            13 => self.escape(),
            14 => {
                self.press(Modifiers::COMMAND, Key::PageDown);
                self.num.documents_switched += 1;
            }
            15 => self.step(true),
            16 => self.step(false),
            // Undo that is redone at once would hide that the one went wrong as the other did.
            17 => {
                self.step(true);
                self.check();
                self.step(false);
            }
            18 => self.wait(),
            19 => self.find(dice),
            20 => self.drop_file(dice),
            21 => self.close(),
            22 => self.write_new(),
            _ => {
                if !letters.is_empty() && dice.roll(2) == 0 {
                    let letter = letters[dice.roll(letters.len())];
                    self.delete(letter);
                }
            }
        }
    }

    /// Every note says what the model says, and the store has acknowledged it.
    pub(super) fn check(&mut self) {
        self.learn_id();
        for letter in self.ids.keys() {
            self.model.check(*letter, self.said(*letter).as_deref());
        }
        let notes = self.app.workspace().notes().len();
        let known = self.ids.keys().filter(|it| self.said(**it).is_some());
        assert_eq!(known.count(), notes);
        assert!(self.app.workspace().all_saved());
        assert_eq!(self.app.workspace().num_failed(), 0);
    }

    /// Closes the window. What is on disk afterwards, where there is a file, is what the model says.
    pub(super) fn leave(mut self, file: Option<&Path>) -> Num {
        assert_eq!(self.app.finish(), 0);
        self.end_writing();
        self.check();
        let num = self.num.clone();
        let (ids, model) = (self.ids.clone(), self.model.notes.clone());
        drop(self);
        if let Some(file) = file {
            let notes = Store::open(file).unwrap().notes().unwrap();
            assert_eq!(notes.len(), model.len());
            for (letter, text) in &model {
                assert_eq!(&notes.get(ids[letter]).unwrap().body.text, text);
            }
        }
        num
    }
}

impl Drop for Desk<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("script {} failed after {:?}", self.script, self.did);
            println!("{:#?}", self.model);
        }
    }
}
