//! What a document introduced so far: persons that go by their surname from then on, and short forms
//! of organisations.
//!
//! A memory grows in reading order. So that parts of a long document can be read side by side, each
//! from an empty memory, it can keep a [`Log`] of what it was asked and told: only a piece that would
//! have got another answer from the memory of all that stands before has to be read again.

use std::cell::RefCell;
use std::collections::HashMap;

use super::split::word_hash;
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

/// What the document introduced so far.
#[derive(Debug, Default)]
pub(super) struct Memory {
    persons: HashMap<u64, KnownPerson, Seeded>,
    short_forms: HashMap<String, (Text, Option<Iso3>), Seeded>,
    /// For each number that may be asked for, the number of the answer.
    answers: HashMap<u64, u64, Seeded>,
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
    ShortForm(String, (Text, Option<Iso3>)),
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
    pub(super) fn introduce(&mut self, surname: &str, person: KnownPerson) {
        if surname.chars().nth(1).is_some() {
            self.add(Introduced::Person(word_hash(surname), person));
        }
    }

    pub(super) fn person(&self, surname: &str) -> Option<&KnownPerson> {
        let number = word_hash(surname);
        self.note_asked(number);
        self.persons.get(&number)
    }

    /// From now on `short` is this organisation.
    pub(super) fn define(&mut self, short: &str, org: &str, iso3: Option<Iso3>) {
        self.add(Introduced::ShortForm(short.to_owned(), (org.into(), iso3)));
    }

    pub(super) fn short_form(&self, short: &str) -> Option<&(Text, Option<Iso3>)> {
        if self.log.is_some() {
            self.note_asked(exact_number(short));
        }
        self.short_forms.get(short)
    }

    fn add(&mut self, introduced: Introduced) {
        if let Some(log) = &self.log {
            log.borrow_mut().made.push(introduced.clone());
        }
        match introduced {
            Introduced::Person(number, person) if self.persons.len() < MAX_REMEMBERED => {
                self.answers
                    .insert(number, answer_number(&person.name, person.entity));
                self.persons.insert(number, person);
            }
            Introduced::ShortForm(short, org) if self.short_forms.len() < MAX_REMEMBERED => {
                self.answers.insert(
                    exact_number(&short),
                    mix(exact_number(&org.0) ^ org.1.map_or(0, |iso3| exact_number(iso3.code())))
                        | 1,
                );
                self.short_forms.insert(short, org);
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

    fn answer(&self, number: u64) -> u64 {
        self.answers.get(&number).copied().unwrap_or(UNKNOWN)
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

fn answer_number(name: &str, entity: Option<EntityIndex>) -> u64 {
    let entity = entity.map_or(0, |entity| entity.get() as u64 + 1);
    mix(exact_number(name) ^ entity) | 1
}

/// The number of letters as written, other than that of a surname written alike.
fn exact_number(letters: &str) -> u64 {
    let mix_in = |number: u64, byte: u8| mix(number ^ u64::from(byte));
    mix(letters.bytes().fold(1, mix_in) ^ 1)
}

impl Introduced {
    fn number(&self) -> u64 {
        match self {
            Self::Person(number, _) => *number,
            Self::ShortForm(short, _) => exact_number(short),
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
        memory.introduce("Sato", person("Ichiro Sato"));
        memory.introduce("Sato", person("Hana Sato"));
        assert_eq!(memory.person("SATO"), Some(&person("Hana Sato")));
        assert_eq!(memory.person("Saito"), None);
    }

    #[test]
    fn only_what_was_missed_and_is_known_changes_a_piece() {
        let later = Memory::logging();
        later.person("Sato");
        later.short_form("DRDO");
        let log = later.take_log();
        let mut earlier = Memory::default();
        assert!(!earlier.would_change(&log));
        earlier.introduce("Saito", person("Hana Saito"));
        assert!(!earlier.would_change(&log));
        earlier.define("DRDO", "Research Organisation", None);
        assert!(earlier.would_change(&log));
    }

    #[test]
    fn another_answer_changes_a_piece_the_same_does_not() {
        let mut later = Memory::logging();
        later.introduce("Sato", person("Hana Sato"));
        later.take_log();
        later.person("Sato");
        let log = later.take_log();
        let mut whole = Memory::default();
        whole.introduce("Sato", person("Ichiro Sato"));
        assert!(whole.would_change(&log));
        whole.introduce("Sato", person("Hana Sato"));
        assert!(!whole.would_change(&log));
    }

    #[test]
    fn a_replayed_log_teaches_what_the_piece_did() {
        let mut later = Memory::logging();
        later.introduce("Sato", person("Hana Sato"));
        let mut whole = Memory::default();
        whole.replay(later.take_log());
        assert_eq!(whole.person("Sato"), Some(&person("Hana Sato")));
    }
}
