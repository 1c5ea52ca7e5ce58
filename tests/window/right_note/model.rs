//! What the notes ought to say after each action: a list of texts, a list of steps, and the note that
//! is being written. It knows nothing of how the program does it.

use std::collections::{BTreeMap, BTreeSet};

/// A change that undo takes back.
#[derive(Clone, Debug)]
struct Step {
    letter: char,
    before: Option<String>,
    after: Option<String>,
}

/// The note that is being written. What is taken back in its field goes to something that stood
/// there before, which of it is the field's own affair: then several texts are possible.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    pub(super) letter: char,
    /// `None` for a new note.
    before: Option<String>,
    stood: BTreeSet<String>,
    may_say: BTreeSet<String>,
    /// Whether what is typed goes into it.
    pub(super) has_keys: bool,
}

impl Writing {
    pub(super) fn is_sure(&self) -> bool {
        self.may_say.len() == 1
    }

    /// The field says this now, as its note was just stored.
    #[track_caller]
    pub(super) fn says(&mut self, stored: Option<&str>) {
        let stored = stored.or(self.before.as_deref()).unwrap_or("").to_owned();
        assert!(
            self.may_say.contains(&stored),
            "{}: {stored:?} is stored while one of {:?} was typed",
            self.letter,
            self.may_say
        );
        self.may_say = BTreeSet::from([stored]);
    }

    pub(super) fn typed(&mut self, piece: &str) {
        let all = self.may_say.iter().map(|text| format!("{text}{piece}"));
        self.may_say = all.collect();
        self.stood.extend(self.may_say.iter().cloned());
    }

    /// Undo or redo within the field.
    pub(super) fn went_back(&mut self) {
        self.may_say = self.stood.clone();
    }
}

/// All notes, each by its letter.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) notes: BTreeMap<char, String>,
    done: Vec<Step>,
    undone: Vec<Step>,
    pub(super) writing: Option<Writing>,
    num_letters: u8,
}

impl Model {
    pub(super) fn new_letter(&mut self) -> char {
        self.num_letters += 1;
        char::from(b'a' + self.num_letters - 1)
    }

    pub(super) fn has_letters(&self) -> bool {
        self.num_letters < 26
    }

    pub(super) fn write(&mut self, letter: char) {
        let before = self.notes.get(&letter).cloned();
        let says = BTreeSet::from([before.clone().unwrap_or_default()]);
        self.writing = Some(Writing {
            letter,
            before,
            stood: says.clone(),
            may_say: says,
            has_keys: true,
        });
    }

    /// The writing has ended and left this.
    #[track_caller]
    pub(super) fn end_writing(&mut self, stored: Option<&str>) {
        if let Some(mut writing) = self.writing.take() {
            writing.says(stored);
            self.put(writing.letter, stored);
        }
    }

    /// The same where something else is done before anybody can look: sure of the text.
    pub(super) fn end_writing_unseen(&mut self) {
        let Some(writing) = self.writing.take() else {
            return;
        };
        assert!(writing.is_sure());
        for text in writing.may_say {
            let is_nothing = writing.before.is_none() && text.is_empty();
            self.put(writing.letter, (!is_nothing).then_some(&text));
        }
    }

    pub(super) fn put(&mut self, letter: char, after: Option<&str>) {
        let before = self.notes.get(&letter).cloned();
        let after = after.map(str::to_owned);
        if before != after {
            self.undone.clear();
            self.set(letter, after.clone());
            self.done.push(Step {
                letter,
                before,
                after,
            });
        }
    }

    pub(super) fn undo(&mut self) -> bool {
        let Some(step) = self.done.pop() else {
            return false;
        };
        self.set(step.letter, step.before.clone());
        self.undone.push(step);
        true
    }

    pub(super) fn redo(&mut self) -> bool {
        let Some(step) = self.undone.pop() else {
            return false;
        };
        self.set(step.letter, step.after.clone());
        self.done.push(step);
        true
    }

    fn set(&mut self, letter: char, text: Option<String>) {
        match text {
            Some(text) => self.notes.insert(letter, text),
            None => self.notes.remove(&letter),
        };
    }

    /// Whether a note may say this now.
    #[track_caller]
    pub(super) fn check(&self, letter: char, said: Option<&str>) {
        let astray = |c: char| c.is_alphabetic() && c != letter;
        let strays: String = said.unwrap_or("").chars().filter(|c| astray(*c)).collect();
        assert_eq!(strays, "", "in the note {letter}: {said:?}");
        let expected = self.notes.get(&letter).map(String::as_str);
        match &self.writing {
            // It is stored a little after it is typed.
            Some(it) if it.letter == letter => assert!(
                said == expected || said.is_some_and(|said| it.stood.contains(said)),
                "{letter}: {said:?}"
            ),
            _ => assert_eq!(said, expected, "{letter}"),
        }
    }
}

/// What was done, to show that the scripts do something.
#[derive(Clone, Debug, Default)]
pub(super) struct Num {
    pub(super) typed: usize,
    pub(super) switched: usize,
    pub(super) documents_switched: usize,
    pub(super) undone_in_field: usize,
    pub(super) undone: usize,
    pub(super) redone: usize,
    pub(super) found: usize,
    pub(super) dropped: usize,
    pub(super) closed: usize,
    pub(super) made: usize,
    pub(super) deleted: usize,
    pub(super) frames: usize,
}

impl Num {
    pub(super) fn add(&mut self, other: &Self) {
        self.typed += other.typed;
        self.switched += other.switched;
        self.documents_switched += other.documents_switched;
        self.undone_in_field += other.undone_in_field;
        self.undone += other.undone;
        self.redone += other.redone;
        self.found += other.found;
        self.dropped += other.dropped;
        self.closed += other.closed;
        self.made += other.made;
        self.deleted += other.deleted;
        self.frames += other.frames;
    }

    /// Each with how often a script of two hundred actions does it at least, on average.
    pub(super) const fn each(&self) -> [(&'static str, usize, usize); 11] {
        [
            ("typed", self.typed, 20),
            ("switched", self.switched, 10),
            ("documents switched", self.documents_switched, 4),
            ("undone in a field", self.undone_in_field, 2),
            ("undone", self.undone, 5),
            ("redone", self.redone, 1),
            ("found", self.found, 4),
            ("dropped", self.dropped, 4),
            ("closed", self.closed, 4),
            ("made", self.made, 3),
            ("deleted", self.deleted, 2),
        ]
    }
}
