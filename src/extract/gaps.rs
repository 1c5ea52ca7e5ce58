//! What stands between two words, by the signs.

use super::words::{Gap, Shape};

/// What stands between a word of this shape and the next; `between` are the signs.
pub(super) fn gap_of(between: &str, word: &str, shape: Shape, possessive: bool) -> Gap {
    if possessive {
        let rest = between
            .trim_start_matches(['\'', '’'])
            .trim_start_matches(['s', 'S']);
        return if is_blank(rest) {
            Gap::Possessive
        } else {
            Gap::Break
        };
    }
    if matches!(between, "-" | "–" | "‐" | "‑") {
        return Gap::Hyphen;
    }
    if let Some(rest) = between.strip_prefix(',') {
        return if is_blank(rest) {
            Gap::Comma
        } else {
            Gap::Break
        };
    }
    if let Some(rest) = between.strip_prefix('.')
        && (shape == Shape::Initial || is_abbreviation(word))
        && rest.chars().all(char::is_whitespace)
    {
        return Gap::Space;
    }
    if is_blank(between) {
        Gap::Space
    } else {
        Gap::Break
    }
}

/// Whether what stands between two words, a break, ends a sentence.
pub(super) fn is_sentence_end(between: &str) -> bool {
    let bytes = between.as_bytes();
    if bytes == b". " {
        return true;
    }
    bytes
        .iter()
        .any(|byte| matches!(byte, b'!' | b'?' | b'\n' | b'\t' | b'|'))
        || between
            .split_once('.')
            // A reference mark may stand where the blank would ("… away.[2]").
            .is_some_and(|(_, rest)| rest.contains(char::is_whitespace) || rest.ends_with('['))
}

/// Blanks without an empty line.
fn is_blank(between: &str) -> bool {
    if between == " " {
        return true;
    }
    !between.is_empty()
        && between
            .chars()
            .all(|letter| letter.is_whitespace() && letter != '\t')
        && between.bytes().filter(|&byte| byte == b'\n').count() < 2
}

/// Short forms whose point ends no sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "Dr" | "Mr"
            | "Mrs"
            | "Ms"
            | "Gen"
            | "Lt"
            | "Col"
            | "Maj"
            | "Capt"
            | "Adm"
            | "Sen"
            | "Rep"
            | "Reps"
            | "Sens"
            | "Gov"
            | "Prof"
            | "St"
            | "Sgt"
            | "Brig"
            | "Cmdr"
            | "Amb"
            | "Hon"
            | "Smt"
            | "Vice"
            | "Rear"
            | "Pres"
            | "Sec"
            | "Supt"
            | "Jr"
            | "Sr"
            | "Mt"
            | "Ft"
            | "Brigadier"
    )
}
