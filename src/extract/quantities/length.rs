//! Units of length after a number.

use std::ops::Range;

use super::scaled::{Amount, read_amount};
use super::words::STOPS;
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;
use crate::text::word_map::{num_slots, word_map};
use crate::units::LengthUnit;
use crate::units::number_words::small_word;

/// Bytes on each side in which a bare "m" or "nm" looks for a word that makes it a length.
const CLUE_REACH: usize = 48;

/// The unit after a number, at its first word, and where it ends ("-range" included).
pub(super) fn after(s: &Scanner<'_, '_>, token: Token<'_>) -> Option<(LengthUnit, usize)> {
    let (unit, end) = unit(s, token)?;
    if is_rate_or_area(s, end) || is_name(s, token, end) {
        return None;
    }
    // "a 300-foot ship" is a length, "the 1,000-metre range" too; both keep what follows outside.
    let dash = s.lex.after(end);
    if dash.is_dash() && dash.gap == Gap::None {
        let range = s.lex.after(dash.end);
        if range.is("range") && range.gap == Gap::None {
            return Some((unit, range.end));
        }
    }
    Some((unit, end))
}

/// What the first word of a unit of length tells.
#[derive(Clone, Copy, Debug)]
enum Word {
    Whole(LengthUnit),
    /// A unit where it is written so: "m" and not "M".
    Short(LengthUnit),
    /// A unit if "miles" or "years" follow.
    First(LengthUnit),
}

word_map! {
    /// The first words of units of length.
    WORDS: Word =
        "km" => Word::Short(LengthUnit::Kilometre),
        "kms" => Word::Short(LengthUnit::Kilometre),
        "m" => Word::Short(LengthUnit::Metre),
        "mi" => Word::Short(LengthUnit::Mile),
        "nmi" => Word::Short(LengthUnit::NauticalMile),
        "nm" => Word::Short(LengthUnit::NauticalMile),
        "ft" => Word::Short(LengthUnit::Foot),
        "in" => Word::Short(LengthUnit::Inch),
        "yd" => Word::Short(LengthUnit::Yard),
        "yds" => Word::Short(LengthUnit::Yard),
        "cm" => Word::Short(LengthUnit::Centimetre),
        "cms" => Word::Short(LengthUnit::Centimetre),
        "mm" => Word::Short(LengthUnit::Millimetre),
        "mms" => Word::Short(LengthUnit::Millimetre),
        "kilometre" => Word::Whole(LengthUnit::Kilometre),
        "kilometres" => Word::Whole(LengthUnit::Kilometre),
        "kilometer" => Word::Whole(LengthUnit::Kilometre),
        "kilometers" => Word::Whole(LengthUnit::Kilometre),
        "klicks" => Word::Whole(LengthUnit::Kilometre),
        "mile" => Word::Whole(LengthUnit::Mile),
        "miles" => Word::Whole(LengthUnit::Mile),
        "metre" => Word::Whole(LengthUnit::Metre),
        "metres" => Word::Whole(LengthUnit::Metre),
        "meter" => Word::Whole(LengthUnit::Metre),
        "meters" => Word::Whole(LengthUnit::Metre),
        "foot" => Word::Whole(LengthUnit::Foot),
        "feet" => Word::Whole(LengthUnit::Foot),
        "inch" => Word::Whole(LengthUnit::Inch),
        "inches" => Word::Whole(LengthUnit::Inch),
        "yard" => Word::Whole(LengthUnit::Yard),
        "yards" => Word::Whole(LengthUnit::Yard),
        "centimetre" => Word::Whole(LengthUnit::Centimetre),
        "centimetres" => Word::Whole(LengthUnit::Centimetre),
        "centimeter" => Word::Whole(LengthUnit::Centimetre),
        "centimeters" => Word::Whole(LengthUnit::Centimetre),
        "millimetre" => Word::Whole(LengthUnit::Millimetre),
        "millimetres" => Word::Whole(LengthUnit::Millimetre),
        "millimeter" => Word::Whole(LengthUnit::Millimetre),
        "millimeters" => Word::Whole(LengthUnit::Millimetre),
        "nautical" => Word::First(LengthUnit::NauticalMile),
        "naut" => Word::First(LengthUnit::NauticalMile),
        "n" => Word::First(LengthUnit::NauticalMile),
        "sea" => Word::First(LengthUnit::NauticalMile),
        "statute" => Word::First(LengthUnit::Mile),
        "light" => Word::First(LengthUnit::LightYear),
}

/// The numbers of the first words of units of length, with zeros between them.
pub(super) const fn keys() -> [u64; num_slots(NUM_WORDS)] {
    WORDS.keys()
}

/// How many they are.
const NUM_WORDS: usize = 46;

/// Whether a token may be the first word of a unit of length.
#[inline]
pub(super) fn begins(token: Token<'_>) -> bool {
    WORDS.get(token.key).is_some()
}

fn unit(s: &Scanner<'_, '_>, token: Token<'_>) -> Option<(LengthUnit, usize)> {
    match WORDS.get(token.key)? {
        Word::Whole(unit) => Some((unit, token.end)),
        Word::Short(unit) => {
            let small = token.text().bytes().all(|it| it.is_ascii_lowercase());
            let capitals = matches!(token.text(), "KM" | "Km" | "KMs" | "NMI" | "NM");
            (small || capitals).then_some((unit, token.end))
        }
        Word::First(LengthUnit::LightYear) => {
            let end = second_word(s, token.end, words!["year", "years"])?;
            Some((LengthUnit::LightYear, end))
        }
        Word::First(unit) => {
            let end = second_word(s, token.end, words!["mile", "miles", "mi"])?;
            Some((unit, end))
        }
    }
}

#[inline]
fn second_word<const N: usize>(s: &Scanner<'_, '_>, at: usize, words: &[u64; N]) -> Option<usize> {
    let mut token = s.lex.after(at);
    if token.is(".") && token.gap == Gap::None {
        token = s.lex.after(token.end);
    }
    if token.is_dash() && token.gap == Gap::None {
        token = s.lex.after(token.end);
    }
    (token.is_any(words) && token.is_near()).then_some(token.end)
}

/// "Three Mile Island", "12 foot soldiers".
fn is_name(s: &Scanner<'_, '_>, unit: Token<'_>, end: usize) -> bool {
    if unit.is("foot") {
        let next = s.lex.after(end);
        return next.gap == Gap::Space
            && next.is_any(words![
                "soldiers", "soldier", "patrol", "patrols", "troops", "guards",
            ]);
    }
    let capital = unit
        .text()
        .bytes()
        .next()
        .is_some_and(|it| it.is_ascii_uppercase());
    if !capital || unit.len() <= 3 || unit.is_acronym() {
        return false;
    }
    let next = s.lex.after(end);
    next.is_capitalised() && next.gap == Gap::Space && !next.is_acronym()
}

word_set! {
    /// What a calibre is of.
    GUNS =
        "gun" "guns" "round" "rounds" "shell" "shells" "howitzer" "howitzers" "cannon" "cannons"
        "autocannon" "autocannons" "ammunition" "ammo" "artillery" "mortar" "mortars" "rocket"
        "rockets" "projectile" "projectiles" "torpedo" "torpedoes" "caliber" "calibre" "calibers"
        "calibres" "rifle" "rifles" "pistol" "pistols" "grenade" "grenades" "smoothbore" "barrel"
        "barrels" "cartridge" "cartridges" "bullet" "bullets" "launcher" "launchers" "tubes"
        "tube" "turret" "munition" "munitions" "naval" "main" "field" "tank" "anti" "self"
        "towed" "rifled" "propelled" "extended" "medium" "heavy" "film" "lens"
}

word_set! {
    /// What is said of a length and not of a calibre.
    SIZES =
        "thick" "long" "wide" "tall" "high" "deep" "across" "apart" "thickness" "diameter"
        "length" "width" "height" "depth" "away" "below" "above" "short" "gap" "ahead" "behind"
        "from" "off" "snow" "rain" "rainfall" "underground" "to" "north" "south" "east" "west"
}

/// Whether a number with a unit of length behind it is one, where the unit may mean something else.
pub(super) fn is_length(
    s: &Scanner<'_, '_>,
    amount: &Amount,
    number: Range<usize>,
    end: usize,
    unit: LengthUnit,
) -> bool {
    let written = s.lex.slice(number.end, end);
    let short = written.trim_start_matches([' ', '-', '\u{a0}']);
    let apart = written.len() > short.len();
    match (unit, short) {
        // "7.62 x 39 mm" is a cartridge.
        (LengthUnit::Millimetre, _) => {
            let before = s.lex.before(number.start);
            !matches!(before.text(), "x" | "×") && is_size(s, amount, end, &BORES)
        }
        (LengthUnit::Centimetre, _) => is_size(s, amount, end, &[]),
        (LengthUnit::Inch, "in") => {
            let next = s.lex.after(past_point(s, end));
            apart && (next.is_in(&SIZES) || next.is_any(words![")", "("]))
        }
        (LengthUnit::Inch, _) => !gun_follows(s, end),
        (LengthUnit::Yard, _) => {
            // "14 yards and 22 suppliers" build ships.
            let next = s.lex.after(end);
            let measured = amount.value() >= 50.0
                || !apart
                || next.is_in(&SIZES)
                || next.is_any(words![
                    "of", "at", "or", "inside", "into", "down", "up", "out", "line",
                ]);
            measured && !clue(s, number.start, end, &SHIPBUILDING)
        }
        (LengthUnit::NauticalMile, "nm") => {
            static SEA: Clues<9> = Clues::new([
                "range", "radius", "reach", "sea", "mile", "nautical", "away", "coast", "off ",
            ]);
            static TINY: Clues<8> = Clues::new([
                "chip",
                "process",
                "node",
                "wave",
                "transistor",
                "semicond",
                "wafer",
                "laser",
            ]);
            clue(s, number.start, end, &SEA)
                || (amount.value() >= 50.0 && !clue(s, number.start, end, &TINY))
        }
        (LengthUnit::Metre, "m") => {
            // "300 m" is a length where nothing follows that it could be millions of.
            let next = s.lex.after(end);
            // "12 m x 3 m"
            let times = next.text() == "x" && s.lex.is_digit_at(s.lex.after(next.end).start);
            let ends = apart && (!next.is_near() || !next.is_word() || times);
            clue(s, number.start, end, &LENGTH_CLUES) || ends && !amount.scaled()
        }
        _ => true,
    }
}

/// Whether a word behind a number is "in" before a word that is said of no size, as nearly every "in"
/// is: then it is no inch.
#[inline(always)]
pub(super) fn is_only_in(s: &Scanner<'_, '_>, word: &Token<'_>) -> bool {
    word.is("in") && {
        let next = s.lex.after(word.end);
        next.is_plain && next.is_word() && next.gap == Gap::Space && !next.is_in(&SIZES)
    }
}

/// Words near yards that build ships.
static SHIPBUILDING: Clues<5> = Clues::new(["ship", "naval", "build", "vessel", "dock"]);

/// Bores in millimetres that guns and rifles have; a bare "155mm" is one.
const BORES: [f64; 34] = [
    5.45, 5.56, 5.7, 5.8, 6.8, 7.62, 9.0, 12.7, 14.5, 20.0, 23.0, 25.0, 27.0, 30.0, 35.0, 37.0,
    40.0, 57.0, 60.0, 73.0, 76.0, 81.0, 82.0, 84.0, 100.0, 105.0, 115.0, 120.0, 122.0, 125.0,
    127.0, 130.0, 152.0, 155.0,
];

fn is_size(s: &Scanner<'_, '_>, amount: &Amount, end: usize, bores: &[f64]) -> bool {
    let next = s.lex.after(end);
    let next = if next.is_dash() && next.gap == Gap::None {
        s.lex.after(next.end)
    } else {
        next
    };
    if next.is_near() && next.is_in(&SIZES) {
        return true;
    }
    if next.is("in") || next.is("of") {
        return s.lex.after(next.end).is_in(&SIZES);
    }
    let value = amount.value();
    let bore =
        value >= 155.0 && !bores.is_empty() || bores.iter().any(|it| (it - value).abs() < 1e-6);
    // A name or noun behind it is the gun's: "30 mm Bushmaster".
    let closes = !next.is_near() || !next.is_word() || next.is_in(&STOPS);
    !bore && (closes || !bores.is_empty() && next.is("per"))
        || bores.is_empty() && !gun_follows(s, end)
}

/// Behind the point of "ft." or "in." where the sentence goes on.
fn past_point(s: &Scanner<'_, '_>, end: usize) -> usize {
    let point = s.lex.after(end);
    if !point.is(".") || point.gap != Gap::None {
        return end;
    }
    let next = s.lex.after(point.end);
    if next.is_near() && !next.is_capitalised() {
        point.end
    } else {
        end
    }
}

fn gun_follows(s: &Scanner<'_, '_>, end: usize) -> bool {
    let mut next = s.lex.after(end);
    if next.is_dash() && next.gap == Gap::None {
        next = s.lex.after(next.end);
    }
    // "5-inch naval gun", "a 16-inch Mark 7 gun".
    for _ in 0..3 {
        if !next.is_near() || !(next.is_word() || next.kind == TokenKind::Digits) {
            return false;
        }
        if next.is_in(&GUNS) {
            return true;
        }
        if next.is_in(&STOPS) || next.is_in(&SIZES) {
            return false;
        }
        next = s.lex.after(next.end);
    }
    false
}

/// "10 in" behind "5 ft", "-2" behind "6-foot": in feet, and where it ends.
pub(super) fn inches_after(s: &Scanner<'_, '_>, end: usize) -> Option<(f64, usize)> {
    let mut token = s.lex.after(past_point(s, end));
    let hyphen = token.is_hyphen() && token.gap == Gap::None;
    if hyphen || (token.is(",") && token.gap == Gap::None) {
        token = s.lex.after(token.end);
    }
    if token.is("and") && token.is_near() {
        token = s.lex.after(token.end);
    }
    let number =
        token.is_near() && (token.kind == TokenKind::Digits || small_word(token.key).is_some());
    if !number {
        return None;
    }
    let amount = read_amount(s, token.start, false).filter(|it| it.value() < 12.0)?;
    let mut unit = s.lex.after(amount.end);
    if unit.is_hyphen() && unit.gap == Gap::None {
        unit = s.lex.after(unit.end);
    }
    let named = unit.is_near() && unit.is_any(words!["in", "ins", "inch", "inches"]);
    match (named, hyphen) {
        (true, _) => Some((amount.value() / 12.0, unit.end)),
        // "6-foot-2".
        (false, true) => Some((amount.value() / 12.0, amount.end)),
        (false, false) => None,
    }
}

static LENGTH_CLUES: Clues<27> = Clues::new([
    "altitude", "height", "high", "long", "length", "wide", "deep", "depth", "range", "radius",
    "distance", "away", "tall", "runway", "above", "below", "within", "metre", "meter", "feet",
    "reach", "diameter", "km", "beam", "draught", "draft", "displace",
]);

/// "km/h", "miles per hour", "m²", "km squared", "10 miles to the gallon".
fn is_rate_or_area(s: &Scanner<'_, '_>, end: usize) -> bool {
    let mut next = s.lex.after(end);
    if next.gap == Gap::None {
        if next.is_any(words!["²", "³", "^"]) || next.text().starts_with(['2', '3']) {
            return true;
        }
        if next.is("/") {
            return s.lex.after(next.end).is_any(words![
                "h",
                "hr",
                "s",
                "sec",
                "hour",
                "min",
                "l",
                "day",
                "ms",
                "second",
                "minute",
                "millisecond",
            ]);
        }
        if next.is_dash() {
            next = s.lex.after(next.end);
        }
    }
    if !next.is_near() {
        return false;
    }
    if next.is_any(words!["squared", "cubed"]) {
        return true;
    }
    if next.is_any(words!["per", "an", "a"]) {
        let mut of = s.lex.after(next.end);
        if of.is_dash() && of.gap == Gap::None {
            of = s.lex.after(of.end);
        }
        return of.is_any(words![
            "hour",
            "second",
            "minute",
            "gallon",
            "litre",
            "liter",
            "sec",
            "millisecond",
            "day",
        ]);
    }
    false
}

/// Beginnings and parts of words that tell what a number near them is of, of two bytes at least.
#[derive(Debug)]
pub(super) struct Clues<const N: usize> {
    /// In small letters.
    words: [&'static str; N],
    /// For each first letter, by its five low bits, a bit for each word that begins with it.
    beginning: [u32; 32],
    /// The same for second letters.
    second: [u32; 32],
}

impl<const N: usize> Clues<N> {
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where out of bounds is an error of the build"
    )]
    pub(super) const fn new(words: [&'static str; N]) -> Self {
        let (mut beginning, mut second) = ([0; 32], [0; 32]);
        let mut at = 0;
        while at < N {
            beginning[(words[at].as_bytes()[0] & 31) as usize] |= 1 << at;
            second[(words[at].as_bytes()[1] & 31) as usize] |= 1 << at;
            at += 1;
        }
        Self {
            words,
            beginning,
            second,
        }
    }

    /// Whether one of the words stands among these bytes.
    pub(super) fn stand_in(&self, bytes: &[u8]) -> bool {
        let of = |letters: &[u32; 32], byte: u8| {
            let words = letters.get(usize::from(byte & 31));
            words.copied().unwrap_or(0)
        };
        bytes.windows(2).enumerate().any(|(at, pair)| {
            let [first, second] = *pair else {
                return false;
            };
            let words = of(&self.beginning, first) & of(&self.second, second);
            words != 0 && self.any_stands_at(bytes.get(at..).unwrap_or(&[]), words)
        })
    }

    /// Whether one of the words of these bits stands at the start of these bytes.
    fn any_stands_at(&self, bytes: &[u8], words: u32) -> bool {
        let mut rest = words;
        while rest != 0 {
            let word = self.words.get(rest.trailing_zeros() as usize);
            let stands = word.is_some_and(|word| {
                bytes
                    .get(..word.len())
                    .is_some_and(|it| it.eq_ignore_ascii_case(word.as_bytes()))
            });
            if stands {
                return true;
            }
            rest &= rest - 1;
        }
        false
    }
}

/// Whether one of the words stands near the number, on the same line.
pub(super) fn clue<const N: usize>(
    s: &Scanner<'_, '_>,
    start: usize,
    end: usize,
    clues: &Clues<N>,
) -> bool {
    let bytes = s.lex.text.as_bytes();
    let right = bytes
        .get(end..(end + CLUE_REACH).min(bytes.len()))
        .unwrap_or(&[]);
    let right = right
        .split(|it| matches!(it, b'\n' | b'.' | b';'))
        .next()
        .unwrap_or(&[]);
    let left = bytes
        .get(start.saturating_sub(CLUE_REACH)..start)
        .unwrap_or(&[]);
    let left = left
        .rsplit(|it| matches!(it, b'\n' | b';'))
        .next()
        .unwrap_or(&[]);
    clues.stand_in(left) || clues.stand_in(right)
}
