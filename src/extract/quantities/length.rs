//! Units of length after a number.

use crate::extract::lexer::{Gap, Token};
use crate::extract::scan::Scanner;
use crate::units::LengthUnit;

/// Bytes on each side in which a bare "m" or "nm" looks for a word that makes it a length.
const CLUE_REACH: usize = 48;

/// The unit after a number, and where it ends ("-range" included).
pub(super) fn after(s: &Scanner<'_, '_>, at: usize) -> Option<(LengthUnit, usize)> {
    let mut token = s.lex.after(at);
    let mut hyphenated = false;
    if token.is_dash() && token.gap == Gap::None {
        token = s.lex.after(token.end);
        hyphenated = true;
        if token.gap != Gap::None {
            return None;
        }
    }
    if !token.is_near() || !token.is_word() {
        return None;
    }
    let (unit, end) = unit(s, token, at)?;
    if is_rate_or_area(s, end) {
        return None;
    }
    // "a 300-foot ship" is a length, "the 1,000-metre range" too; both keep what follows outside.
    let dash = s.lex.after(end);
    let range = s.lex.after(dash.end);
    let joined = dash.is_dash() && dash.gap == Gap::None && range.gap == Gap::None;
    if joined && range.is("range") {
        return Some((unit, range.end));
    }
    let _ = hyphenated;
    Some((unit, end))
}

fn unit(s: &Scanner<'_, '_>, token: Token<'_>, at: usize) -> Option<(LengthUnit, usize)> {
    let unit = match token.text {
        "km" | "kms" | "KM" | "Km" => LengthUnit::Kilometre,
        "mi" => LengthUnit::Mile,
        "nmi" | "NMI" | "NM" => LengthUnit::NauticalMile,
        "nm" if clue(
            s,
            at,
            token.end,
            &[
                "range", "radius", "reach", "sea", "mile", "nautical", "away",
            ],
        ) =>
        {
            LengthUnit::NauticalMile
        }
        "ft" => LengthUnit::Foot,
        "m" if clue(s, at, token.end, &LENGTH_CLUES) => LengthUnit::Metre,
        _ => {
            let lower = token.text.to_ascii_lowercase();
            match lower.as_str() {
                "kilometre" | "kilometres" | "kilometer" | "kilometers" => LengthUnit::Kilometre,
                "mile" | "miles" => LengthUnit::Mile,
                "metre" | "metres" | "meter" | "meters" => LengthUnit::Metre,
                "foot" | "feet" => LengthUnit::Foot,
                "nautical" | "statute" | "sea" => {
                    let end = mile_after(s, token.end)?;
                    let unit = if lower == "statute" {
                        LengthUnit::Mile
                    } else {
                        LengthUnit::NauticalMile
                    };
                    return Some((unit, end));
                }
                _ => return None,
            }
        }
    };
    Some((unit, token.end))
}

const LENGTH_CLUES: [&str; 22] = [
    "altitude", "height", "high", "long", "length", "wide", "deep", "depth", "range", "radius",
    "distance", "away", "tall", "runway", "above", "below", "within", "metre", "meter", "feet",
    "reach", "diameter",
];

fn mile_after(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let mut token = s.lex.after(at);
    if token.is_dash() && token.gap == Gap::None {
        token = s.lex.after(token.end);
    }
    (token.is_any(&["mile", "miles"]) && token.is_near()).then_some(token.end)
}

/// "km/h", "miles per hour", "m²".
fn is_rate_or_area(s: &Scanner<'_, '_>, end: usize) -> bool {
    let next = s.lex.after(end);
    if next.gap == Gap::None && matches!(next.text, "²" | "³" | "^") {
        return true;
    }
    if next.gap == Gap::None && next.text == "/" {
        return s
            .lex
            .after(next.end)
            .is_any(&["h", "hr", "s", "sec", "hour", "min"]);
    }
    if next.is_any(&["per", "an", "a"]) && next.is_near() {
        return s.lex.after(next.end).is_any(&["hour", "second", "minute"]);
    }
    next.gap == Gap::None && next.text.starts_with(['2', '3'])
}

/// Whether one of the words stands near the number, on the same line.
pub(super) fn clue(s: &Scanner<'_, '_>, start: usize, end: usize, words: &[&str]) -> bool {
    let right: String = s.lex.rest(end).chars().take(CLUE_REACH).collect();
    let left: Vec<char> = s
        .lex
        .slice(0, start)
        .chars()
        .rev()
        .take(CLUE_REACH)
        .collect();
    let left: String = left.into_iter().rev().collect();
    let right = right.split(['\n', '.', ';']).next().unwrap_or("");
    let left = left.rsplit(['\n', ';']).next().unwrap_or("");
    [left, right].iter().any(|side| {
        let side = side.to_ascii_lowercase();
        words.iter().any(|word| side.contains(word))
    })
}
