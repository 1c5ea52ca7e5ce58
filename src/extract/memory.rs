//! What a document introduced so far: persons that go by their surname from then on, and short forms
//! of organisations.
//!
//! A memory grows in reading order. So that parts of a long document can be read side by side, each
//! from an empty memory, it can keep a [`Log`] of what it was asked and told: only a piece that would
//! have got another answer from the memory of all that stands before has to be read again.

use std::cell::RefCell;
use std::collections::HashMap;

use super::fold::fold;
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

impl KnownPerson {
    /// One that no table has.
    pub(super) fn new(name: &Text) -> Self {
        Self {
            name: name.clone(),
            entity: None,
        }
    }
}

/// What a person goes by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surname<'t> {
    letters: &'t str,
    /// The same for any case and accents; 0 for one letter or none, which nobody goes by.
    number: u64,
}

impl<'t> Surname<'t> {
    /// A surname written out.
    pub(super) fn new(letters: &'t str) -> Self {
        let number = match letters.chars().nth(1) {
            Some(_) => word_hash(letters),
            None => 0,
        };
        Self { letters, number }
    }

    /// The words `from..to`; of more than one, with what stands between them.
    pub(super) fn of(words: &Words<'t>, from: usize, to: usize) -> Self {
        match words.get(from) {
            Some(word) if word.letters && to == from + 1 && word.end > word.start + 1 => Self {
                letters: words.str(from),
                number: words.hash(&word),
            },
            _ => Self::new(words.stretch(from, to)),
        }
    }

    /// Of the letters without accents.
    fn start(&self) -> Start {
        start_of(self.letters.as_bytes()).or_else(|| start_of(&fold(self.letters)))
    }
}

/// The first two letters of a surname in any case, without accents; `None` when these are no ASCII
/// letters.
type Start = Option<u16>;

/// The start of what begins with these bytes.
fn start_of(letters: &[u8]) -> Start {
    let [first, second, ..] = letters else {
        return None;
    };
    let is_ascii = first.is_ascii_alphabetic() && second.is_ascii_alphabetic();
    is_ascii.then(|| u16::from(first & 31) << 5 | u16::from(second & 31))
}

/// Beginnings of surnames: most words need not be looked up.
#[derive(Debug, Default)]
struct Starts {
    bits: [u64; 16],
    /// A surname begins otherwise.
    others: bool,
}

impl Starts {
    fn add(&mut self, start: Start) {
        match start {
            None => self.others = true,
            Some(start) => {
                if let Some(bits) = self.bits.get_mut(usize::from(start / 64)) {
                    *bits |= 1 << (start % 64);
                }
            }
        }
    }

    fn may_have(&self, word: &str) -> bool {
        let Some(start) = start_of(word.as_bytes()) else {
            return true;
        };
        let bits = self.bits.get(usize::from(start / 64));
        self.others || bits.is_some_and(|bits| bits >> (start % 64) & 1 != 0)
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
    /// By the number of the surname.
    persons: HashMap<u64, KnownPerson, Seeded>,
    /// Of their surnames.
    starts: Starts,
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
    Person(u64, Start, KnownPerson),
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
    pub(super) fn introduce(&mut self, surname: Surname<'_>, person: KnownPerson) {
        if surname.number != 0 {
            let start = surname.start();
            self.add(Introduced::Person(surname.number, start, person));
        }
    }

    pub(super) fn person(&self, surname: Surname<'_>) -> Option<&KnownPerson> {
        self.note_asked(surname.number);
        self.persons.get(&surname.number)
    }

    /// The person that goes by the words `from..to`.
    pub(super) fn person_at(
        &self,
        words: &Words<'_>,
        from: usize,
        to: usize,
    ) -> Option<&KnownPerson> {
        // Another memory may know somebody: for a log, all that is asked must be noted.
        if self.log.is_none() && !self.starts.may_have(words.str(from)) {
            return None;
        }
        self.person(Surname::of(words, from, to))
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
            Introduced::Person(number, start, person) if self.persons.len() < MAX_REMEMBERED => {
                self.starts.add(start);
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
            Self::Person(number, ..) | Self::Body(number, _) => *number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> KnownPerson {
        KnownPerson::new(&name.into())
    }

    #[test]
    fn the_last_introduced_goes_by_the_surname() {
        let mut memory = Memory::default();
        memory.introduce(Surname::new("Sato"), person("Ichiro Sato"));
        memory.introduce(Surname::new("Sato"), person("Hana Sato"));
        assert_eq!(
            memory.person(Surname::new("SATO")),
            Some(&person("Hana Sato"))
        );
        assert_eq!(memory.person(Surname::new("Saito")), None);
    }

    #[track_caller]
    fn check_known_as(introduced: &str, text: &str, known: bool) {
        let mut memory = Memory::default();
        memory.introduce(Surname::new(introduced), person("X"));
        let words = Words::whole(text);
        let found = memory.person_at(&words, 0, words.len());
        assert_eq!(found.is_some(), known, "{introduced} {text}");
        assert_eq!(found, memory.person(Surname::new(text)));
    }

    #[test]
    fn a_surname_is_known_however_it_is_spelled() {
        check_known_as("Sato", "SATO", true);
        check_known_as("Sato", "Sakai", false);
        check_known_as("Özil", "Ozil", true);
        check_known_as("Ozil", "Özil", true);
        check_known_as("Gdańsk", "Gdansk", true);
        check_known_as("E\u{301}lie", "elie", true);
        check_known_as("Yong-bok", "Yong-bok", true);
        check_known_as("O'Brien", "O’Brien", true);
        check_known_as("X", "X", false);
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
        assert_eq!(
            whole.person(Surname::new("Sato")),
            Some(&person("Hana Sato"))
        );
    }
}
