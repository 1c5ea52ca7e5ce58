//! Six hundred generated edits of documents: where the quote still stands it is found there, and no
//! note is ever moved to a wrong place in silence.

use std::collections::BTreeMap;

use crate::notes::{Anchoring, Target, anchor};
use crate::text::Span;

use crate::document::{Document, DocumentId, load_bytes};

/// A small generator, so that the same edits are made on every machine (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const WHO: [&str; 6] = [
    "Japan",
    "The ministry",
    "Seoul",
    "The United States",
    "Berlin",
    "The navy",
];
const DOES: [&str; 6] = [
    "said it would spend",
    "pledged",
    "asked for",
    "plans to buy",
    "cut",
    "received",
];
const WHAT: [&str; 7] = [
    "10 billion dollars",
    "68 billion dollars",
    "400 Tomahawk missiles",
    "two destroyers",
    "about 1,600 kilometers",
    "5 trillion yen",
    "the “counterstrike” capability",
];
const WHEN: [&str; 6] = [
    "by 2027",
    "in the next five years",
    "this year",
    "– the largest rise since 1958 –",
    "before the election",
    "in FY2024",
];

/// Words of articles, so that sentences differ as they do there.
const WORDS: &str = "alliance budget parliament shipyard delayed contract missile interceptor radar coast \
    island patrol exercise warned analysts expect deficit industry export licence cruiser submarine brigade \
    reserve treaty summit minister opposition criticised estimate inflation yen depot ammunition launcher \
    battery northern southern strait harbour fighter squadron drone factory workers union vote approve \
    reject committee hearing intelligence satellite orbit test range failed succeeded rumour statement";

fn sentence(dice: &mut Dice) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let some = |dice: &mut Dice, least: usize| {
        let all: Vec<&str> = (0..least + dice.roll(5))
            .map(|_| dice.pick(&words))
            .collect();
        all.join(" ")
    };
    match dice.roll(3) {
        0 => format!(
            "{} {} {} {}.",
            dice.pick(&WHO),
            dice.pick(&DOES),
            dice.pick(&WHAT),
            dice.pick(&WHEN)
        ),
        1 => format!(
            "{} {} {}, {}.",
            dice.pick(&WHO),
            dice.pick(&DOES),
            dice.pick(&WHAT),
            some(dice, 3)
        ),
        _ => format!(
            "The {} {} {}.",
            some(dice, 4),
            dice.pick(&WHAT),
            some(dice, 2)
        ),
    }
}

fn paragraphs(dice: &mut Dice) -> Vec<String> {
    (0..12 + dice.roll(12))
        .map(|_| {
            (0..2 + dice.roll(4))
                .map(|_| sentence(dice))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

fn document(paragraphs: &[String]) -> Document {
    load_bytes(
        DocumentId(0),
        "a.txt",
        None,
        paragraphs.join("\n\n").as_bytes(),
    )
    .unwrap()
}

/// What was done to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Inserted,
    Deleted,
    Moved,
    Typos,
    Rewrapped,
    Marks,
    LineEnds,
    Quote,
    Gone,
}

const CHANGES: [Change; 9] = [
    Change::Inserted,
    Change::Deleted,
    Change::Moved,
    Change::Typos,
    Change::Rewrapped,
    Change::Marks,
    Change::LineEnds,
    Change::Quote,
    Change::Gone,
];

/// A quote that is marked by these in the edited text, which is how the right place is known.
const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// Makes one edit; the text with the quote still marked, if it stands.
fn edited(dice: &mut Dice, change: Change, mut all: Vec<String>, at: usize) -> Vec<String> {
    let elsewhere = |dice: &mut Dice, len: usize| (at + 1 + dice.roll(len - 1)) % len;
    match change {
        Change::Inserted => {
            for _ in 0..1 + dice.roll(4) {
                let place = dice.roll(all.len() + 1);
                let text = sentence(dice);
                all.insert(place, text);
            }
        }
        Change::Deleted => {
            for _ in 0..1 + dice.roll(4) {
                let marked = all.iter().position(|it| it.contains(MARKS[0])).unwrap();
                let place = (marked + 1 + dice.roll(all.len() - 1)) % all.len();
                all.remove(place);
            }
        }
        Change::Moved => {
            let paragraph = all.remove(at);
            let place = dice.roll(all.len() + 1);
            all.insert(place, paragraph);
        }
        Change::Typos => {
            for _ in 0..6 {
                let place = elsewhere(dice, all.len());
                all[place] = all[place].replacen("the", "teh", 1);
            }
            all[at] = all[at].replacen(" in ", " at ", 1);
            all.insert(0, sentence(dice));
        }
        Change::Rewrapped => {
            all.insert(0, sentence(dice));
            let mut column = 0;
            for paragraph in &mut all {
                *paragraph = paragraph
                    .chars()
                    .map(|c| {
                        column += 1;
                        if c == ' ' && column > 40 {
                            column = 0;
                            '\n'
                        } else {
                            c
                        }
                    })
                    .collect();
            }
        }
        Change::Marks => {
            all.insert(0, sentence(dice));
            for paragraph in &mut all {
                *paragraph = paragraph.replace(['“', '”'], "\"").replace('–', "-");
            }
        }
        Change::LineEnds => {
            all = vec![all.join("\r\n\r\n").replace(". ", ".\r\n")];
        }
        Change::Quote => {
            let (before, rest) = all[at].split_once(MARKS[0]).unwrap();
            let (quote, after) = rest.split_once(MARKS[1]).unwrap();
            let mut words: Vec<&str> = quote.split(' ').collect();
            let place = dice.roll(words.len());
            words[place] = ["86", "none", "rewritten"][dice.roll(3)];
            all[at] = format!("{before}{}{}{}{after}", MARKS[0], words.join(" "), MARKS[1]);
            all.insert(0, sentence(dice));
        }
        Change::Gone => {
            all.remove(at);
        }
    }
    all
}

/// Whether these are the same words, whatever the line breaks, quotation marks and dashes.
fn same_words(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let words = text.replace(['“', '”'], "\"").replace('–', "-");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    plain(one) == plain(other)
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    all: usize,
    // Of all, those where the quote still stands, and of these those found there.
    standing: usize,
    found: usize,
    right: usize,
    asked: usize,
    orphans: usize,
    wrong: usize,
    asked_right: usize,
    alike: usize,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.standing += other.standing;
        self.found += other.found;
        self.right += other.right;
        self.asked += other.asked;
        self.orphans += other.orphans;
        self.wrong += other.wrong;
        self.asked_right += other.asked_right;
        self.alike += other.alike;
    }
}

/// Edits of one seed.
const ROUNDS: usize = 639;

/// Makes the edits of a seed, and says what became of the notes.
fn followed(seed: u64) -> BTreeMap<Change, Count> {
    let mut dice = Dice(seed);
    let mut counts = BTreeMap::<Change, Count>::new();
    for round in 0..ROUNDS {
        let change = CHANGES[round % CHANGES.len()];
        let all = paragraphs(&mut dice);
        let was = document(&all);
        let at = dice.roll(all.len());
        // A run of words of that paragraph.
        let starts: Vec<usize> = std::iter::once(0)
            .chain(all[at].match_indices(' ').map(|(at, _)| at + 1))
            .collect();
        let first = dice.roll(starts.len() - 1);
        let last = (first + 1 + dice.roll(9)).min(starts.len() - 1);
        let (from, to) = (starts[first], starts[last] - 1);
        let offset: usize = all[..at].iter().map(|it| it.len() + 2).sum();
        let span = Span::new(&was.text, offset + from, offset + to).unwrap();
        let target = Target::of_passage(&was, span);

        let mut marked = all.clone();
        marked[at].insert(to, MARKS[1]);
        marked[at].insert(from, MARKS[0]);
        let now = edited(&mut dice, change, marked, at)
            .join("\n\n")
            .replace("\r\n", "\n");
        let start = now.find(MARKS[0]);
        let end = now.find(MARKS[1]).map(|at| at - MARKS[0].len_utf8());
        let now = now.replace(MARKS, "");
        let truth = start.zip(end);
        let count = counts.entry(change).or_default();
        count.all += 1;
        let there = truth.and_then(|(start, end)| now.get(start..end));
        // A paragraph that is gone takes its quote along, and a typing error may lie within it.
        let stands = there.is_some_and(|there| same_words(there, &target.quote.exact));
        count.standing += usize::from(stands);
        let is_right = |span: Span| Some((span.start(), span.end())) == truth;
        let anchoring = anchor(&target, &now);
        match anchoring {
            Anchoring::Exact(span) | Anchoring::Moved(span) => {
                // Where another passage with the same words in the same company, as far as a note
                // keeps it, has come to stand at the very place, the note stays there.
                let before = now.get(..span.start()).unwrap();
                let after = now.get(span.end()..).unwrap();
                let is_alike = matches!(anchoring, Anchoring::Exact(_))
                    && span.slice(&now) == target.quote.exact
                    && before.ends_with(&target.quote.prefix)
                    && after.starts_with(&target.quote.suffix);
                if is_right(span) {
                    count.right += 1;
                    count.found += usize::from(stands);
                } else if is_alike {
                    count.alike += 1;
                } else {
                    println!(
                        "{change:?}: {:?} {:?} went to {:?}",
                        anchor(&target, &now),
                        target.quote,
                        now.get(span.start().saturating_sub(40)..span.end() + 20)
                    );
                    count.wrong += 1;
                }
            }
            Anchoring::Doubtful(span) => {
                count.asked += 1;
                count.asked_right += usize::from(is_right(span));
            }
            Anchoring::Orphan => {
                count.orphans += 1;
            }
        }
        if stands && !anchor(&target, &now).span().is_some_and(is_right) {
            println!("{change:?}: {:?} {:?}", anchor(&target, &now), target.quote);
        }
    }
    counts
}

/// One seed; `RANGEBOOK_EDIT_SEEDS=41` for that and forty others.
#[test]
fn generated_edits_are_followed_or_asked_about_and_never_wrong() {
    let asked = std::env::var("RANGEBOOK_EDIT_SEEDS");
    let num_seeds: u64 = asked.map_or(1, |text| text.parse().unwrap());
    let mut counts = BTreeMap::<Change, Count>::new();
    for seed in (20_240_118..).take(usize::try_from(num_seeds).unwrap()) {
        for (change, count) in followed(seed) {
            counts.entry(change).or_default().add(count);
        }
    }
    check_counts(&counts);
}

#[track_caller]
fn check_counts(counts: &BTreeMap<Change, Count>) {
    let (mut standing, mut found) = (0, 0);
    for (change, count) in counts {
        println!("{change:?}: {count:?}");
    }
    for (change, count) in counts {
        assert_eq!(count.wrong, 0, "{change:?}");
        standing += count.standing;
        found += count.found;
    }
    println!("{found} of {standing} found where the quote still stands");
    // The others are asked about: in these texts whole phrases are repeated on purpose.
    assert!(standing >= 490 && found * 100 >= standing * 99);
    let rewritten = counts[&Change::Quote];
    // As measured: the exact place is offered for about three in five.
    assert!(
        rewritten.asked_right * 100 >= rewritten.all * 55,
        "{rewritten:?}"
    );
}
