//! What a document introduced so far: persons that go by their surname from then on, and short forms
//! of organisations.
//!
//! A memory grows in reading order. So that parts of a long document can be read side by side, each
//! with what is known already of those before it, it can keep a [`Log`] of what it was asked and told:
//! only a piece that would have got another answer from the memory of all that stands before has to be
//! read again.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

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

/// An organisation, or a weapon, that goes by a short form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KnownBody {
    value: Value,
}

impl KnownBody {
    /// What the short form means.
    pub(super) fn value(&self) -> Value {
        self.value.clone()
    }
}

/// What the document introduced so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Introduced {
    /// By the number of the surname: surnames of one number are one.
    persons: HashMap<u64, KnownPerson, Seeded>,
    /// The numbers of all surnames, more than most documents introduce: most words need not be looked up.
    surnames: Starts<256>,
    /// By the short form.
    bodies: HashMap<Box<str>, KnownBody, Seeded>,
    /// How many were introduced, some of them more than once.
    num: usize,
}

impl Introduced {
    /// How many were introduced, some of them more than once.
    pub(super) const fn num(&self) -> usize {
        self.num
    }

    /// Whether there was room for the person.
    fn add_person(&mut self, number: u64, person: KnownPerson) -> bool {
        let has_room = self.persons.len() < MAX_REMEMBERED;
        if has_room {
            self.surnames.insert(number);
            self.persons.insert(number, person);
            self.num += 1;
        }
        has_room
    }

    /// Whether there was room for the short form.
    fn add_body(&mut self, short: Box<str>, body: KnownBody) -> bool {
        let has_room = self.bodies.len() < MAX_REMEMBERED;
        if has_room {
            self.bodies.insert(short, body);
            self.num += 1;
        }
        has_room
    }

    #[inline(always)]
    fn person(&self, number: u64) -> Option<&KnownPerson> {
        let may_be_known = self.surnames.view().may_have(number);
        may_be_known.then(|| self.look_up_person(number)).flatten()
    }

    #[inline(never)]
    fn look_up_person(&self, number: u64) -> Option<&KnownPerson> {
        self.persons.get(&number)
    }
}

/// What a reading remembers of what stands before.
#[derive(Debug, Default)]
pub(super) struct Memory {
    known: Introduced,
    log: Option<RefCell<Logging>>,
}

/// What a memory was asked and told, in order.
#[derive(Debug, Default)]
pub(super) struct Log(Vec<Event>);

/// A place in a log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LogMark(usize);

#[derive(Debug)]
pub(super) enum Event {
    /// A question, and the answer that was given.
    AskedPerson(u64, Option<KnownPerson>),
    AskedBody(Box<str>, Option<KnownBody>),
    /// What was introduced.
    MadePerson(u64, KnownPerson),
    MadeBody(Box<str>, KnownBody),
    /// What was introduced last could not be kept.
    NoRoom,
}

/// A log while it is written.
#[derive(Debug, Default)]
struct Logging {
    events: Vec<Event>,
    /// What the piece itself introduced: asking for it is no question to the pieces before.
    persons_here: BTreeSet<u64>,
    bodies_here: BTreeSet<Box<str>>,
}

impl Logging {
    #[inline]
    fn asked_person(&mut self, number: u64, answer: Option<&KnownPerson>) {
        if answer.is_none() || !self.persons_here.contains(&number) {
            self.events
                .push(Event::AskedPerson(number, answer.cloned()));
        }
    }

    fn asked_body(&mut self, short: &str, answer: Option<&KnownBody>) {
        if answer.is_none() || !self.bodies_here.contains(short) {
            self.events
                .push(Event::AskedBody(short.into(), answer.cloned()));
        }
    }
}

impl Log {
    /// What happened between two places.
    pub(super) fn between(&self, from: LogMark, to: LogMark) -> &[Event] {
        self.0.get(from.0..to.0).unwrap_or(&[])
    }
}

impl Memory {
    /// One that keeps a log from now on.
    pub(super) fn logging(known: Introduced) -> Self {
        Self {
            known,
            log: Some(RefCell::default()),
        }
    }

    pub(super) const fn introduced(&self) -> &Introduced {
        &self.known
    }

    /// From now on `surname` alone is this person, or this weapon by its only name: what is made for
    /// persons asks [`Memory::person_at`], which never gives a weapon.
    pub(super) fn introduce(&mut self, surname: Surname, person: KnownPerson) {
        let Surname(number) = surname;
        if number == 0 {
            return;
        }
        let Some(log) = &mut self.log else {
            self.known.add_person(number, person);
            return;
        };
        let log = log.get_mut();
        log.persons_here.insert(number);
        log.events.push(Event::MadePerson(number, person.clone()));
        if !self.known.add_person(number, person) {
            log.events.push(Event::NoRoom);
        }
    }

    #[inline]
    pub(super) fn person(&self, surname: Surname) -> Option<&KnownPerson> {
        let Surname(number) = surname;
        let known = self.known.person(number);
        // Another memory may know somebody: for a log, all that is asked must be noted.
        if let Some(log) = &self.log {
            log.borrow_mut().asked_person(number, known);
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
        self.define_as(short, Value::Organisation { org: name, iso3 });
    }

    /// From now on `short` is this weapon; the id that the tables have for it, if any.
    pub(super) fn define_weapon(&mut self, short: &str, weapon: Option<Text>) {
        self.define_as(short, Value::Weapon { weapon });
    }

    fn define_as(&mut self, short: &str, value: Value) {
        let (short, body) = (Box::from(short), KnownBody { value });
        let Some(log) = &mut self.log else {
            self.known.add_body(short, body);
            return;
        };
        let log = log.get_mut();
        log.bodies_here.insert(Box::clone(&short));
        log.events
            .push(Event::MadeBody(Box::clone(&short), body.clone()));
        if !self.known.add_body(short, body) {
            log.events.push(Event::NoRoom);
        }
    }

    pub(super) fn short_form(&self, short: &str) -> Option<&KnownBody> {
        let known = self.known.bodies.get(short);
        if let Some(log) = &self.log {
            log.borrow_mut().asked_body(short, known);
        }
        known
    }

    /// Says that a piece ends, and gives its place in the log.
    pub(super) fn end_piece(&mut self) -> LogMark {
        self.log.as_mut().map_or(LogMark(0), |log| {
            let log = log.get_mut();
            // Most pieces introduce nothing, and then there is nothing to be done.
            if !log.persons_here.is_empty() {
                log.persons_here.clear();
            }
            if !log.bodies_here.is_empty() {
                log.bodies_here.clear();
            }
            LogMark(log.events.len())
        })
    }

    /// All that happened since the last call.
    pub(super) fn take_log(&mut self) -> Log {
        let log = self.log.as_mut().map(RefCell::get_mut);
        Log(log.map(std::mem::take).unwrap_or_default().events)
    }

    /// Whether a piece that was read with another memory, and this log, would have been read
    /// otherwise with this one.
    pub(super) fn would_change(&self, log: &[Event]) -> bool {
        let known = &self.known;
        let is_other = |event: &Event| match event {
            Event::AskedPerson(number, answer) => known.person(*number) != answer.as_ref(),
            Event::AskedBody(short, answer) => known.bodies.get(short) != answer.as_ref(),
            // A memory that may be full need not know what the piece told it.
            Event::MadePerson(..) => known.persons.len() + log.len() > MAX_REMEMBERED,
            Event::MadeBody(..) => known.bodies.len() + log.len() > MAX_REMEMBERED,
            // Nor did the other one.
            Event::NoRoom => true,
        };
        log.iter().any(is_other)
    }

    /// Learns what that piece introduced; there is room for it.
    pub(super) fn replay(&mut self, log: &[Event]) {
        for event in log {
            match event {
                Event::MadePerson(number, person) => {
                    self.known.add_person(*number, person.clone());
                }
                Event::MadeBody(short, body) => {
                    self.known.add_body(Box::clone(short), body.clone());
                }
                Event::AskedPerson(..) | Event::AskedBody(..) | Event::NoRoom => {}
            }
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
        let mut later = Memory::logging(Introduced::default());
        later.person(Surname::new("Sato"));
        later.short_form("DRDO");
        let log = later.take_log();
        let mut earlier = Memory::default();
        assert!(!earlier.would_change(&log.0));
        earlier.introduce(Surname::new("Saito"), person("Hana Saito"));
        assert!(!earlier.would_change(&log.0));
        earlier.define("DRDO", "Research Organisation".into(), None);
        assert!(earlier.would_change(&log.0));
    }

    #[test]
    fn another_answer_changes_a_piece_the_same_does_not() {
        let mut later = Memory::logging(Introduced::default());
        later.introduce(Surname::new("Sato"), person("Hana Sato"));
        later.take_log();
        later.person(Surname::new("Sato"));
        let log = later.take_log();
        let mut whole = Memory::default();
        whole.introduce(Surname::new("Sato"), person("Ichiro Sato"));
        assert!(whole.would_change(&log.0));
        whole.introduce(Surname::new("Sato"), person("Hana Sato"));
        assert!(!whole.would_change(&log.0));
    }

    #[test]
    fn what_a_piece_asks_of_itself_is_no_question() {
        let mut later = Memory::logging(Introduced::default());
        later.introduce(Surname::new("Sato"), person("Hana Sato"));
        later.define("DRDO", "Research Organisation".into(), None);
        later.person(Surname::new("SATO"));
        later.short_form("DRDO");
        let log = later.take_log();
        let mut whole = Memory::default();
        whole.introduce(Surname::new("Sato"), person("Ichiro Sato"));
        assert!(!whole.would_change(&log.0));
    }

    #[test]
    fn what_a_full_memory_cannot_learn_changes_a_piece() {
        let mut later = Memory::logging(Introduced::default());
        later.introduce(Surname::new("Sato"), person("Hana Sato"));
        let log = later.take_log();
        let mut full = Memory::default();
        for number in 0..MAX_REMEMBERED {
            assert!(!full.would_change(&log.0));
            full.introduce(Surname::new(&format!("Name{number}")), person("X"));
        }
        assert!(full.would_change(&log.0));
    }

    #[test]
    fn what_a_full_part_could_not_keep_changes_a_piece() {
        let mut later = Memory::default();
        for number in 0..MAX_REMEMBERED {
            later.introduce(Surname::new(&format!("Name{number}")), person("X"));
        }
        let mut later = Memory::logging(later.known);
        later.introduce(Surname::new("Sato"), person("Hana Sato"));
        later.person(Surname::new("Sato"));
        let log = later.take_log();
        assert!(Memory::default().would_change(&log.0));
    }

    #[test]
    fn a_replayed_log_teaches_what_the_piece_did() {
        let mut later = Memory::logging(Introduced::default());
        later.introduce(Surname::new("Sato"), person("Hana Sato"));
        let mut whole = Memory::default();
        whole.replay(&later.take_log().0);
        assert_eq!(
            whole.person(Surname::new("Sato")),
            Some(&person("Hana Sato"))
        );
    }
}
