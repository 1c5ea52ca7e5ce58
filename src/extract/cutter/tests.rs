//! The short ways through the cutter come to the same as the rules of [`split`](super::super::split)
//! and [`gaps`](super::super::gaps), word by word.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::extract::Extractor;
use crate::extract::anchors::KeptAnchor;
use crate::extract::matcher::Matcher;
use crate::extract::plain_word::NUM_SEEN;

/// Everything that cutting a piece finds.
#[derive(Debug, Default, PartialEq)]
struct Found {
    /// Where each word stands, how it is written, what its flags are, and its number.
    words: Vec<(u16, u16, Shape, u8, u64)>,
    sentences: Vec<u16>,
    anchors: Vec<KeptAnchor>,
    candidates: Vec<u16>,
    /// Words that may begin a name.
    starts: Vec<u16>,
    has_caps: bool,
}

fn matcher() -> &'static Matcher {
    &Extractor::shipped().matcher
}

fn by_cutter(text: &str) -> Found {
    let (mut cuts, mut fresh) = (Cuts::default(), Fresh::default());
    cuts.cut(
        text,
        0..text.len(),
        matcher().table(),
        &matcher().starts,
        &mut fresh,
    );
    let words = cuts.words.iter().zip(fresh.hashes.iter());
    Found {
        words: words
            .map(|(it, &hash)| (it.start, it.end, it.shape, it.more, hash))
            .collect(),
        sentences: cuts.sentences.clone(),
        anchors: cuts.anchors.clone(),
        candidates: cuts.candidates.clone(),
        starts: fresh.starts.get().to_vec(),
        has_caps: cuts.piece(0).has_caps,
    }
}

fn by_rules(text: &str) -> Found {
    let mut found = Found::default();
    let Some(mut at) = next_word(text, 0) else {
        return found;
    };
    found.sentences.push(0);
    anchors_in(text, 0..at, &mut found.anchors);
    for i in 0.. {
        let word = cut(text, at);
        let surface = text.get(at..word.end).unwrap();
        let shape = shape_of(surface);
        // The anchors of plain words are those of their letters, whatever stands beside them.
        let table = matcher().table();
        let known = table.known(table.find(word.hash));
        let (kind, end) = match (word.letters, word.digits) {
            (true, _) => (known.anchor, word.end),
            (_, true) => (Some(AnchorKind::Digits), at + 1),
            _ => (None, at),
        };
        if let Some(kind) = kind {
            let anchor = Anchor {
                start: at,
                end,
                kind,
            };
            found.anchors.push(anchor.into());
        } else if !word.letters {
            anchors_in(text, at..word.end, &mut found.anchors);
        }
        let next = next_word(text, word.after(text));
        anchors_in(
            text,
            word.end..next.unwrap_or(text.len()),
            &mut found.anchors,
        );
        let between = next.map(|next| text.get(word.end..next).unwrap());
        let gap = between.map_or(Gap::Break, |it| gap_of(it, surface, shape, word.possessive));
        let more = [
            (word.letters, LETTERS),
            (word.digits, DIGITS),
            (word.possessive, POSSESSIVE),
            (between.is_some_and(|it| it.contains(['.', '\n'])), SIGNS),
        ];
        let more = more
            .iter()
            .filter(|it| it.0)
            .fold(gap as u8, |all, it| all | it.1);
        let [start, end] = [at, word.end].map(|at| u16::try_from(at).unwrap());
        found.words.push((start, end, shape, more, word.hash));
        let is_candidate = match shape {
            Shape::Lower => word.letters && known.marks.has(Marks::CANDIDATE),
            Shape::Number => gap == Gap::Hyphen,
            _ => true,
        };
        if is_candidate {
            found.candidates.push(i);
        }
        let behind = text.as_bytes().get(word.end..word.end + 2);
        let is_before_small = matches!(behind, Some([b' ', b'a'..=b'z']));
        let may_begin_name = shape != Shape::Lower
            || !word.letters
            || known.marks.has(Marks::NAME)
            || known.marks.has(Marks::NAME_BEFORE_CAPITAL) && !is_before_small;
        if may_begin_name && matcher().starts.view().may_have(word.hash) {
            found.starts.push(i);
        }
        found.has_caps |= shape == Shape::Caps;
        let Some(next) = next else { break };
        if gap == Gap::Break && between.is_some_and(is_sentence_end) {
            found.sentences.push(i + 1);
        }
        at = next;
    }
    found
}

#[track_caller]
fn check(text: &str) {
    assert_eq!(by_cutter(text), by_rules(text), "{text:?}");
}

#[test]
fn plain_prose_is_cut_by_the_rules() {
    check("The Defence Ministry said on 4 May that $2.5bn was spent.");
    check("By Gen. A. B. Smith, who “flew”  to\nTokyo –\u{a0}F-35s, 1,500 km-range.[2] More…");
    check("");
    check(" ");
    check(" a ");
    check("a");
    check("[a] [b]");
}

#[test]
fn a_piece_that_fills_its_room_is_cut_to_the_end() {
    for behind in ["", "b", "b ", "b. ", "bc", "é", "é "] {
        let text = "a ".repeat((NUM_SEEN - behind.len()) / 2) + behind;
        check(&text);
        check(&(" ".repeat(NUM_SEEN - text.len()) + &text));
    }
}

#[test]
fn of_a_longer_piece_the_rest_is_not_seen() {
    for end in ["bcd", "é é", "ééé é", "b’s b"] {
        let text = "a".repeat(NUM_SEEN - 3) + " " + end;
        let seen = text.get(..text.floor_char_boundary(NUM_SEEN)).unwrap();
        assert_eq!(by_cutter(&text), by_rules(seen), "{end}");
    }
}

const PARTS: &[&str] = &[
    "the",
    "the ",
    "der ",
    "of",
    "Japan",
    "japan",
    "iPhone",
    "NATO",
    "A",
    "Dr",
    "F35",
    "35mm",
    "2024",
    "12345678",
    "may",
    "half",
    "May",
    "Ibid",
    "seventeenth",
    "administrations",
    "misadministrations",
    "Türkiye",
    "don't",
    "Japan’s",
    "states’",
    "é",
    "R&D",
    "_",
    "½",
    "²",
    "123456789012345",
    "1234567890123456",
    "http",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    ". ",
    ".",
    ", ",
    ",",
    "-",
    "–",
    "—",
    "“",
    "”",
    "’",
    "'",
    "&",
    "[",
    "[2]",
    "]",
    "\t",
    "\u{a0}",
    "£",
    "€",
    "%",
    "!",
    "?",
    "|",
    "…",
    "\0",
    "(",
    ")",
    "兆",
    "\u{301}",
    "\u{2060}",
];

proptest! {
    #[test]
    fn any_text_is_cut_by_the_rules(parts in prop::collection::vec(select(PARTS), 0..40)) {
        check(&parts.concat());
    }

    #[test]
    fn any_signs_are_cut_by_the_rules(text in "\\PC{0,60}") {
        check(&text);
    }
}
