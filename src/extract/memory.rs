//! What a document introduced so far: persons that go by their surname from then on, and short forms
//! of organisations.
//!
//! A memory grows in reading order. So that parts of a long document can be read side by side, each
//! from an empty memory, it can keep a [`Log`] of what was asked of it in vain and what it was told:
//! only a piece that asked for something an earlier part introduced has to be read again.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::split::{mix, word_hash};
use crate::reference::{EntityIndex, Iso3};
use crate::text::Text;

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
    persons: HashMap<u64, KnownPerson>,
    short_forms: HashMap<String, (Text, Option<Iso3>)>,
    /// Numbers of the short forms.
    short_form_numbers: HashSet<u64>,
    log: Option<RefCell<Log>>,
}

/// What happened to a memory while one piece was read.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// Numbers of what was asked for and not known.
    missed: Vec<u64>,
    made: Vec<Introduced>,
}

impl Log {
    pub(super) fn is_empty(&self) -> bool {
        self.missed.is_empty() && self.made.is_empty()
    }

    /// Whether both introduced the same.
    pub(super) fn made_alike(&self, other: &Self) -> bool {
        self.made == other.made
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
        let known = self.persons.get(&number);
        self.note_missed(known.is_none(), number);
        known
    }

    /// From now on `short` is this organisation.
    pub(super) fn define(&mut self, short: &str, org: &str, iso3: Option<Iso3>) {
        self.add(Introduced::ShortForm(short.to_owned(), (org.into(), iso3)));
    }

    pub(super) fn short_form(&self, short: &str) -> Option<&(Text, Option<Iso3>)> {
        let known = self.short_forms.get(short);
        self.note_missed(known.is_none(), short_form_number(short));
        known
    }

    fn add(&mut self, introduced: Introduced) {
        if let Some(log) = &self.log {
            log.borrow_mut().made.push(introduced.clone());
        }
        match introduced {
            Introduced::Person(number, person) if self.persons.len() < MAX_REMEMBERED => {
                self.persons.insert(number, person);
            }
            Introduced::ShortForm(short, org) if self.short_forms.len() < MAX_REMEMBERED => {
                self.short_form_numbers.insert(short_form_number(&short));
                self.short_forms.insert(short, org);
            }
            _ => {}
        }
    }

    fn note_missed(&self, missed: bool, number: u64) {
        if missed && let Some(log) = &self.log {
            log.borrow_mut().missed.push(number);
        }
    }

    /// What happened since the last call.
    pub(super) fn take_log(&self) -> Log {
        self.log.as_ref().map(RefCell::take).unwrap_or_default()
    }

    /// Whether a piece read without this memory would have been read otherwise with it.
    pub(super) fn would_change(&self, log: &Log) -> bool {
        let is_full =
            self.persons.len() >= MAX_REMEMBERED || self.short_forms.len() >= MAX_REMEMBERED;
        is_full
            || log.missed.iter().any(|number| {
                self.persons.contains_key(number) || self.short_form_numbers.contains(number)
            })
    }

    /// Learns what that piece introduced.
    pub(super) fn replay(&mut self, log: Log) {
        for introduced in log.made {
            self.add(introduced);
        }
    }
}

/// Other than that of a surname written alike.
fn short_form_number(short: &str) -> u64 {
    mix(word_hash(short) ^ 1)
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
    fn a_replayed_log_teaches_what_the_piece_did() {
        let mut later = Memory::logging();
        later.introduce("Sato", person("Hana Sato"));
        let mut whole = Memory::default();
        whole.replay(later.take_log());
        assert_eq!(whole.person("Sato"), Some(&person("Hana Sato")));
    }
}
