//! Notes made up by proptest: hostile text, every field filled or empty. Tests only.

use jiff::Timestamp;
use proptest::prelude::*;

use super::{Annotation, Body, NoteId, NotedFinding, PositionSelector, QuoteSelector, Tag, Target};
use crate::document::Fingerprint;

/// Text as documents and attackers write it: formulas, quotes, line ends, controls, bidi marks, the
/// marks of our own dialect, and plain words.
pub(crate) fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "=",
            "+",
            "-",
            "@",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "＝",
            "＋",
            "－",
            "＠",
            "'",
            "''",
            " ",
            "\u{a0}",
            ",",
            "\"",
            "\"\"",
            ";",
            "|",
            "\0",
            "\u{1b}[31m",
            "\u{7f}",
            "\u{85}",
            "\u{202e}",
            "\u{2066}",
            "\u{200f}",
            "\u{2028}",
            "\u{feff}",
            "⟦",
            "⟧",
            "⟦U+",
            "⟦U+202E⟧",
            "⟦U+27E6⟧",
            "⟦U+0041⟧",
            "U+",
            "202E",
            "27E6",
            "-12.5",
            "+3",
            "1e5",
            "=1+1",
            "cmd|' /C calc'!A0",
            "Japan’s",
            "日本",
            "🚀",
            "e\u{301}",
        ])
        .prop_map(str::to_owned),
        "[a-z0-9 ]{0,6}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn any_timestamp() -> impl Strategy<Value = Timestamp> {
    // The years 1900 to 2100; the ends of jiff's range are tested by name.
    (-2_208_988_800i64..4_102_444_800, 0i32..1_000_000_000)
        .prop_map(|(second, nano)| Timestamp::new(second, nano).unwrap_or_default())
}

fn any_position() -> impl Strategy<Value = PositionSelector> {
    (0u64..1 << 40, 0u64..1 << 20, 0u64..1 << 40, 0u64..1 << 20).prop_map(
        |(start_byte, bytes, start_char, chars)| PositionSelector {
            start_byte,
            end_byte: start_byte + bytes,
            start_char,
            end_char: start_char + chars,
        },
    )
}

fn any_target() -> impl Strategy<Value = Target> {
    (
        hostile_text(),
        prop::option::of(any::<[u8; 32]>().prop_map(Fingerprint)),
        prop::option::of(any_position()),
        [hostile_text(), hostile_text(), hostile_text()],
        [
            hostile_text(),
            hostile_text(),
            hostile_text(),
            hostile_text(),
        ],
        [hostile_text(), hostile_text(), hostile_text()],
    )
        .prop_map(
            |(document, fingerprint, position, quote, mention, finding)| {
                let [exact, prefix, suffix] = quote;
                let [kind, value, unit, source] = mention;
                let [rule, verdict, detail] = finding;
                Target {
                    document,
                    fingerprint,
                    position,
                    quote: QuoteSelector {
                        exact,
                        prefix,
                        suffix,
                    },
                    kind,
                    value,
                    unit,
                    source,
                    finding: NotedFinding::from_cells(rule, verdict, detail),
                }
            },
        )
}

/// One note.
pub(crate) fn any_note() -> impl Strategy<Value = Annotation> {
    (
        any::<u128>(),
        any_target(),
        [hostile_text(), hostile_text(), hostile_text()],
        prop::collection::vec(hostile_text(), 0..4),
        [any_timestamp(), any_timestamp()],
    )
        .prop_map(|(id, target, texts, tags, times)| {
            let [text, colour, author] = texts;
            let [created, modified] = times;
            Annotation {
                id: NoteId(uuid::Uuid::from_u128(id)),
                target,
                body: Body {
                    text,
                    tags: Tag::parse_all(tags.iter().map(String::as_str)),
                    colour,
                },
                author,
                created,
                modified,
            }
        })
}

/// A few notes, no id twice, in order of id.
pub(crate) fn any_notes() -> impl Strategy<Value = Vec<Annotation>> {
    prop::collection::vec(any_note(), 0..6).prop_map(|notes| {
        let by_id: std::collections::BTreeMap<NoteId, Annotation> =
            notes.into_iter().map(|note| (note.id, note)).collect();
        by_id.into_values().collect()
    })
}
