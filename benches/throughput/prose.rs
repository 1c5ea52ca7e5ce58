//! News prose made by a small generator with a fixed seed: names, figures and sentences vary, so that
//! neither caches nor branch prediction learn it by heart.

use std::sync::Arc;

use rangebook::document::{About, Block, BlockKind, Document, DocumentId, Fingerprint, SourceMap};
use rangebook::text::{CharIndex, Span};

/// splitmix64 (Steele, Lea and Flood, 2014): small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let at = self.next() % list.len().max(1) as u64;
        usize::try_from(at)
            .ok()
            .and_then(|at| list.get(at))
            .copied()
            .unwrap_or("")
    }
}

/// At least this many bytes of it, a paragraph a line.
pub(crate) fn prose(num_bytes: usize) -> String {
    const SENTENCES: &[&str] = &[
        "{c} will spend {n} billion dollars on defence by 20{y}, officials in {p} said on Monday.",
        "The {w} missile reaches up to {n},{y}0 kilometres, according to the Ministry of Defence of {c}.",
        "Critics answered that nothing in the plan explains how the money would be found in time.",
        "{p} rejected the claim, while {c} and {c} asked for talks about the border and the harvest.",
        "In 20{y} the share was {n}.{y} percent of GDP, a little more than the year before.",
        "Defence Minister {s} {s} told reporters that {n} of the {w} systems had been delivered.",
        "Most of the report is about training, housing and the long wait for spare parts at small bases.",
        "It is not clear who would pay, and several members of the committee left before the vote.",
    ];
    const COUNTRIES: &[&str] = &[
        "Japan",
        "the United States",
        "Poland",
        "South Korea",
        "Norway",
        "Brazil",
        "India",
    ];
    const PLACES: &[&str] = &[
        "Tokyo", "Warsaw", "Seoul", "Oslo", "Canberra", "Paris", "Kyiv",
    ];
    const WEAPONS: &[&str] = &[
        "Tomahawk",
        "Storm Shadow",
        "Iskander-M",
        "Hwasong-15",
        "Patriot",
        "Kh-101",
    ];
    const SURNAMES: &[&str] = &[
        "Lindqvist",
        "Okafor",
        "Varga",
        "Moreau",
        "Tanaka",
        "Oyelaran",
    ];
    let mut random = Random(7);
    let mut text = String::with_capacity(num_bytes + 200);
    let mut num_sentences = 0;
    while text.len() < num_bytes {
        let mut rest = random.pick(SENTENCES);
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (slot, after) = after.split_once('}').unwrap_or(("", after));
            match slot {
                "c" => text.push_str(random.pick(COUNTRIES)),
                "p" => text.push_str(random.pick(PLACES)),
                "w" => text.push_str(random.pick(WEAPONS)),
                "s" => text.push_str(random.pick(SURNAMES)),
                "n" => text.push_str(&(1 + random.next() % 9).to_string()),
                _ => text.push_str(&(10 + random.next() % 40).to_string()),
            }
            rest = after;
        }
        text.push_str(rest);
        num_sentences += 1;
        text.push(if num_sentences % 5 == 0 { '\n' } else { ' ' });
    }
    text
}

/// A text as a document, every line a paragraph.
pub(crate) fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        if let Some(span) = Span::new(text, at, end) {
            blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
            });
        }
        at += line.len();
    }
    Document {
        id: DocumentId(0),
        name: "generated.txt".to_owned(),
        path: None,
        stamp: None,
        text: Arc::from(text),
        blocks,
        title: None,
        fingerprint: Fingerprint::of(text.as_bytes()),
        about: About::default(),
        links: Vec::new(),
        pages: Vec::new(),
        source_map: SourceMap::default(),
        char_index: CharIndex::new(text),
        warnings: Vec::new(),
        num_words: 0,
    }
}

/// A name of two words that is no other's, the same for the same number.
pub(crate) fn made_up_name(number: u32) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "do", "fen", "gar", "hul", "jo", "kes", "lim", "mor", "nu", "pra", "rov", "sil",
        "tan", "vek", "zor",
    ];
    let mut random = Random(u64::from(number));
    let mut word = || {
        let mut word = String::new();
        for _ in 0..3 {
            word.push_str(random.pick(&SYLLABLES));
        }
        let rest = word.split_off(1);
        word.to_uppercase() + &rest
    };
    format!("{} {}", word(), word())
}
