//! What a document introduced so far: persons that go by their surname from then on, and short forms
//! of organisations.
//!
//! A memory grows in reading order. So that parts of a long document can be read side by side, each
//! from an empty memory, it can keep a [`Log`] of what it was asked and told: only a piece that would
//! have got another answer from the memory of all that stands before has to be read again.

use std::cell::RefCell;
use std::collections::HashMap;

use super::mention::Value;
use super::split::word_hash;
use super::words::Words;
use crate::reference::{EntityIndex, Iso3};
use crate::text::word_key::mix;
use crate::text::{Seeded, Text};

/// More persons or short forms than a document introduces; a hostile one stops here.
const MAX_REMEMBERED: usize = 20_000;

/// A person that the document introduced.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KnownPerson {
    pub(super) name: Text,
    pub(super) entity: Option<EntityIndex>,
}

/// What a person is remembered by: the number of a surname in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Surname(u64);

impl Surname {
    /// One letter, or none: nobody goes by it.
    const TOO_SHORT: Self = Self(0);

    /// A surname written out.
    pub(super) fn new(letters: &str) -> Self {
        if letters.chars().nth(1).is_none() {
            return Self::TOO_SHORT;
        }
        Self(word_hash(letters))
    }

    /// The words `from..to`; of more than one, with what stands between them.
    pub(super) fn of(words: &Words<'_>, from: usize, to: usize) -> Self {
        match words.get(from) {
            Some(word) if word.letters && to == from + 1 && word.end > word.start + 1 => {
                Self(words.hash(&word))
            }
            _ => Self::new(words.stretch(from, to)),
        }
    }
}

/// An organisation that goes by a short form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KnownBody {
    short: String,
    name: Text,
    iso3: Option<Iso3>,
}

impl KnownBody {
    /// What the short form means.
    pub(super) fn value(&self) -> Value {
        Value::Organisation {
            org: self.name.clone(),
            iso3: self.iso3,
        }
    }
}

/// What the document introduced so far.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// By [`Surname`].
    persons: HashMap<u64, KnownPerson, Seeded>,
    /// By the [`exact_number`] of the short form; of two with one number the later.
    bodies: HashMap<u64, KnownBody, Seeded>,
    log: Option<RefCell<Log>>,
}

/// What happened to a memory while one piece was read.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// Numbers of what was asked for and not introduced in the piece itself, each with the number of
    /// the answer, [`UNKNOWN`] for none.
    asked: Vec<(u64, u64)>,
    made: Vec<Introduced>,
}

impl Log {
    pub(super) fn is_empty(&self) -> bool {
        self.asked.is_empty() && self.made.is_empty()
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Introduced {
    Person(u64, KnownPerson),
    Body(u64, KnownBody),
}

impl Memory {
    /// An empty one that keeps a log.
    pub(super) fn logging() -> Self {
        let mut memory = Self::default();
        memory.keep_log();
        memory
    }

    /// Keeps a log from now on.
    pub(super) fn keep_log(&mut self) {
        self.log = Some(RefCell::default());
    }

    /// From now on `surname` alone is this person.
    pub(super) fn introduce(&mut self, surname: Surname, person: KnownPerson) {
        if surname != Surname::TOO_SHORT {
            self.add(Introduced::Person(surname.0, person));
        }
    }

    pub(super) fn person(&self, surname: Surname) -> Option<&KnownPerson> {
        self.note_asked(surname.0);
        self.persons.get(&surname.0)
    }

    /// From now on `short` is this organisation.
    pub(super) fn define(&mut self, short: &str, name: Text, iso3: Option<Iso3>) {
        let short = short.to_owned();
        let number = exact_number(&short);
        self.add(Introduced::Body(number, KnownBody { short, name, iso3 }));
    }

    pub(super) fn short_form(&self, short: &str) -> Option<&KnownBody> {
        let number = exact_number(short);
        self.note_asked(number);
        self.bodies.get(&number).filter(|body| body.short == short)
    }

    fn add(&mut self, introduced: Introduced) {
        if let Some(log) = &self.log {
            log.borrow_mut().made.push(introduced.clone());
        }
        match introduced {
            Introduced::Person(number, person) if self.persons.len() < MAX_REMEMBERED => {
                self.persons.insert(number, person);
            }
            Introduced::Body(number, body) if self.bodies.len() < MAX_REMEMBERED => {
                self.bodies.insert(number, body);
            }
            _ => {}
        }
    }

    fn note_asked(&self, number: u64) {
        let Some(log) = &self.log else { return };
        let mut log = log.borrow_mut();
        let own = log.made.iter().any(|made| made.number() == number);
        if !own {
            log.asked.push((number, self.answer(number)));
        }
    }

    /// The number of the answer to what is asked by this number.
    fn answer(&self, number: u64) -> u64 {
        let person = self.persons.get(&number).map(KnownPerson::number);
        person
            .or_else(|| self.bodies.get(&number).map(KnownBody::number))
            .unwrap_or(UNKNOWN)
    }

    /// What happened since the last call.
    pub(super) fn take_log(&self) -> Log {
        self.log.as_ref().map(RefCell::take).unwrap_or_default()
    }

    /// Whether a piece read with another memory would have been read otherwise with this one.
    pub(super) fn would_change(&self, log: &Log) -> bool {
        log.asked
            .iter()
            .any(|&(number, answer)| self.answer(number) != answer)
    }

    /// Learns what that piece introduced.
    pub(super) fn replay(&mut self, log: Log) {
        for introduced in log.made {
            self.add(introduced);
        }
    }
}

/// The number of no answer.
const UNKNOWN: u64 = 0;

impl KnownPerson {
    /// Other than that of any other person.
    fn number(&self) -> u64 {
        let entity = self.entity.map_or(0, |entity| entity.get() as u64 + 1);
        mix(exact_number(&self.name) ^ entity) | 1
    }
}

impl KnownBody {
    /// Other than that of any other body.
    fn number(&self) -> u64 {
        let iso3 = self.iso3.map_or(0, |iso3| exact_number(iso3.code()));
        mix(exact_number(&self.name) ^ iso3) | 1
    }
}

/// The number of letters as written, other than that of a surname written alike.
fn exact_number(letters: &str) -> u64 {
    let mix_in = |number: u64, byte: u8| mix(number ^ u64::from(byte));
    mix(letters.bytes().fold(1, mix_in) ^ 1)
}

impl Introduced {
    const fn number(&self) -> u64 {
        match self {
            Self::Person(number, _) | Self::Body(number, _) => *number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> KnownPerson {
        KnownPerson {
            name: name.into(),
            entity: None,
        }
    }

    #[test]
    fn the_last_introduced_goes_by_the_surname() {
        let mut memory = Memory::default();
        memory.introduce(Surname::new("Sato"), person("Ichiro Sato"));
        memory.introduce(Surname::new("Sato"), person("Hana Sato"));
        assert_eq!(memory.person(Surname::new("SATO")), Some(&person("Hana Sato")));
        assert_eq!(memory.person(Surname::new("Saito")), None);
    }

    #[test]
    fn only_what_was_missed_and_is_known_changes_a_piece() {
        let later = Memory::logging();
        later.person(Surname::new("Sato"));
        later.short_form("DRDO");
        let log = later.take_log();
        let mut earlier = Memory::default();
        assert!(!earlier.would_change(&log));
        earlier.introduce(Surname::new("Saito"), person("Hana Saito"));
        assert!(!earlier.would_change(&log));
        earlier.define("DRDO", "Research Organisation".into(), None);
        assert!(earlier.would_change(&log));
    }

    #[test]
    fn another_answer_changes_a_piece_the_same_does_not() {
        let mut later = Memory::logging();
        later.introduce(Surname::new("Sato"), person("Hana Sato"));
        later.take_log();
        later.person(Surname::new("Sato"));
        let log = later.take_log();
        let mut whole = Memory::default();
        whole.introduce(Surname::new("Sato"), person("Ichiro Sato"));
        assert!(whole.would_change(&log));
        whole.introduce(Surname::new("Sato"), person("Hana Sato"));
        assert!(!whole.would_change(&log));
    }

    #[test]
    fn a_replayed_log_teaches_what_the_piece_did() {
        let mut later = Memory::logging();
        later.introduce(Surname::new("Sato"), person("Hana Sato"));
        let mut whole = Memory::default();
        whole.replay(later.take_log());
        assert_eq!(whole.person(Surname::new("Sato")), Some(&person("Hana Sato")));
    }
}
