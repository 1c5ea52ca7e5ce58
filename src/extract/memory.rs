//! What a document introduced so far: persons that go by their surname from then on, and short forms
//! of organisations.
//!
//! A memory grows in reading order. So that parts of a long document can be read side by side, each
//! from an empty memory, it can keep a [`Log`] of what it was asked and told: only a piece that would
//! have got another answer from the memory of all that stands before has to be read again.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::cuts::Starts;
use super::mention::Value;
use super::split::word_hash;
use super::words::Words;
use crate::reference::{EntityIndex, Iso3};
use crate::text::{Seeded, Text};

/// More persons or short forms than a document introduces; a hostile one stops here.
const MAX_REMEMBERED: usize = 20_000;

/// A person that the document introduced, or a weapon.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KnownPerson {
    pub(super) name: Text,
    pub(super) entity: Option<EntityIndex>,
    /// It is a weapon that goes by its name, and no person.
    pub(super) is_weapon: bool,
}

impl KnownPerson {
    /// One that no table has.
    pub(super) fn new(name: &Text) -> Self {
        Self {
            name: name.clone(),
            entity: None,
            is_weapon: false,
        }
    }

    /// A weapon that no table has.
    pub(super) fn weapon(name: &Text) -> Self {
        Self {
            is_weapon: true,
            ..Self::new(name)
        }
    }
}

/// What a person goes by: a number that is the same for any case and accents. 0 is of one letter or
/// none, which nobody goes by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surname(u64);

impl Surname {
    /// A surname written out.
    pub(super) fn new(letters: &str) -> Self {
        Self(match letters.chars().nth(1) {
            Some(_) => word_hash(letters),
            None => 0,
        })
    }

    /// The words `from..to`; of more than one, with what stands between them.
    #[inline(always)]
    pub(super) fn of(words: &Words<'_>, from: usize, to: usize) -> Self {
        match words.get(from) {
            Some(word) if word.letters && to == from + 1 && word.end > word.start + 1 => {
                Self(words.hash(&word))
            }
            _ => Self::of_stretch(words, from, to),
        }
    }

    #[inline(never)]
    fn of_stretch(words: &Words<'_>, from: usize, to: usize) -> Self {
        Self::new(words.stretch(from, to))
    }
}

/// An organisation that goes by a short form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KnownBody {
    name: Text,
    iso3: Option<Iso3>,
    /// It is no organisation: the weapon of the tables that the short form means, if any.
    weapon: Option<Option<Text>>,
}

impl KnownBody {
    /// What the short form means.
    pub(super) fn value(&self) -> Value {
        if let Some(weapon) = &self.weapon {
            let weapon = weapon.clone();
            return Value::Weapon { weapon };
        }
        Value::Organisation {
            org: self.name.clone(),
            iso3: self.iso3,
        }
    }
}

/// What the document introduced so far.
#[derive(Debug)]
pub(super) struct Memory {
    /// By the number of the surname: surnames of one number are one.
    persons: HashMap<u64, KnownPerson, Seeded>,
    /// The numbers of all surnames: most words need not be looked up.
    surnames: Starts,
    /// By the short form.
    bodies: HashMap<Box<str>, KnownBody, Seeded>,
    log: Option<RefCell<Log>>,
}

impl Default for Memory {
    fn default() -> Self {
        /// More than most documents introduce.
        const SURNAMES: usize = 1024;
        Self {
            persons: HashMap::default(),
            surnames: Starts::for_words(SURNAMES),
            bodies: HashMap::default(),
            log: None,
        }
    }
}

/// What happened to a memory while one piece was read.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// What was asked for and not introduced in the piece itself.
    asked: Vec<Asked>,
    made: Made,
}

/// A question, and the answer that was given.
#[derive(Debug)]
enum Asked {
    Person(u64, Option<KnownPerson>),
    Body(Box<str>, Option<KnownBody>),
}

/// What a piece introduced.
#[derive(Debug, Default)]
struct Made {
    persons: BTreeMap<u64, KnownPerson>,
    bodies: BTreeMap<Box<str>, KnownBody>,
}

impl Log {
    pub(super) fn is_empty(&self) -> bool {
        self.asked.is_empty() && self.made.persons.is_empty() && self.made.bodies.is_empty()
    }
}

impl Memory {
    /// An empty one that keeps a log from now on.
    pub(super) fn logging() -> Self {
        Self {
            log: Some(RefCell::default()),
            ..Self::default()
        }
    }

    /// From now on `surname` alone is this person, or this weapon by its only name: what is made for
    /// persons asks [`Memory::person_at`], which never gives a weapon.
    pub(super) fn introduce(&mut self, surname: Surname, person: KnownPerson) {
        let Surname(number) = surname;
        if number == 0 {
            return;
        }
        if let Some(log) = &mut self.log {
            let made = &mut log.get_mut().made.persons;
            made.insert(number, person.clone());
        }
        self.add_person(number, person);
    }

    fn add_person(&mut self, number: u64, person: KnownPerson) {
        if self.persons.len() < MAX_REMEMBERED {
            self.surnames.insert(number);
            self.persons.insert(number, person);
        }
    }

    #[inline]
    pub(super) fn person(&self, surname: Surname) -> Option<&KnownPerson> {
        let Surname(number) = surname;
        // Another memory may know somebody: for a log, all that is asked must be noted.
        if self.log.is_none() && !self.surnames.view().may_have(number) {
            return None;
        }
        self.look_up_person(number)
    }

    #[inline(never)]
    fn look_up_person(&self, number: u64) -> Option<&KnownPerson> {
        let known = self.persons.get(&number);
        if let Some(log) = &self.log {
            let mut log = log.borrow_mut();
            if !log.made.persons.contains_key(&number) {
                log.asked.push(Asked::Person(number, known.cloned()));
            }
        }
        known
    }

    /// The person that goes by the words `from..to`.
    #[inline]
    pub(super) fn person_at(
        &self,
        words: &Words<'_>,
        from: usize,
        to: usize,
    ) -> Option<&KnownPerson> {
        self.known_at(words, from, to).filter(|it| !it.is_weapon)
    }

    /// The person or weapon that goes by the words `from..to`.
    #[inline]
    pub(super) fn known_at(
        &self,
        words: &Words<'_>,
        from: usize,
        to: usize,
    ) -> Option<&KnownPerson> {
        self.person(Surname::of(words, from, to))
    }

    /// From now on `short` is this organisation.
    pub(super) fn define(&mut self, short: &str, name: Text, iso3: Option<Iso3>) {
        let weapon = None;
        self.keep(short, KnownBody { name, iso3, weapon });
    }

    /// From now on `short` is this weapon.
    pub(super) fn define_weapon(&mut self, short: &str, name: Text, weapon: Option<Text>) {
        let (iso3, weapon) = (None, Some(weapon));
        self.keep(short, KnownBody { name, iso3, weapon });
    }

    fn keep(&mut self, short: &str, body: KnownBody) {
        let short = Box::from(short);
        if let Some(log) = &mut self.log {
            let made = &mut log.get_mut().made.bodies;
            made.insert(Box::clone(&short), body.clone());
        }
        self.add_body(short, body);
    }

    fn add_body(&mut self, short: Box<str>, body: KnownBody) {
        if self.bodies.len() < MAX_REMEMBERED {
            self.bodies.insert(short, body);
        }
    }

    pub(super) fn short_form(&self, short: &str) -> Option<&KnownBody> {
        let known = self.bodies.get(short);
        if let Some(log) = &self.log {
            let mut log = log.borrow_mut();
            if !log.made.bodies.contains_key(short) {
                log.asked.push(Asked::Body(short.into(), known.cloned()));
            }
        }
        known
    }

    /// What happened since the last call.
    pub(super) fn take_log(&self) -> Log {
        self.log.as_ref().map(RefCell::take).unwrap_or_default()
    }

    /// Whether a piece read with another memory would have been read otherwise with this one.
    pub(super) fn would_change(&self, log: &Log) -> bool {
        let is_other = |asked: &Asked| match asked {
            Asked::Person(number, answer) => self.persons.get(number) != answer.as_ref(),
            Asked::Body(short, answer) => self.bodies.get(short) != answer.as_ref(),
        };
        // A memory that may be full need not know what the piece told it.
        let may_be_full = |known: usize, made: usize| made > 0 && known + made > MAX_REMEMBERED;
        may_be_full(self.persons.len(), log.made.persons.len())
            || may_be_full(self.bodies.len(), log.made.bodies.len())
            || log.asked.iter().any(is_other)
    }

    /// Learns what that piece introduced.
    pub(super) fn replay(&mut self, log: Log) {
        for (number, person) in log.made.persons {
            self.add_person(number, person);
        }
        for (short, body) in log.made.bodies {
            self.add_body(short, body);
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
    fn what_a_piece_asks_of_itself_is_no_question() {
        let mut later = Memory::logging();
        later.introduce(Surname::new("Sato"), person("Hana Sato"));
        later.define("DRDO", "Research Organisation".into(), None);
        later.person(Surname::new("SATO"));
        later.short_form("DRDO");
        let log = later.take_log();
        let mut whole = Memory::default();
        whole.introduce(Surname::new("Sato"), person("Ichiro Sato"));
        assert!(!whole.would_change(&log));
    }

    #[test]
    fn what_a_full_memory_cannot_learn_changes_a_piece() {
        let mut later = Memory::logging();
        later.introduce(Surname::new("Sato"), person("Hana Sato"));
        let log = later.take_log();
        let mut full = Memory::default();
        for number in 0..MAX_REMEMBERED {
            assert!(!full.would_change(&log));
            full.introduce(Surname::new(&format!("Name{number}")), person("X"));
        }
        assert!(full.would_change(&log));
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
