//! Numbers in words: "forty-three", "two dozen", "a hundred", "one and a half" before "million".

use super::number::{Numeral, NumeralForm, full_scale, integer_digits};
use crate::text::word_key::{key, keys, letters_from, words};
use crate::text::word_map::word_map;

word_map! {
    /// Number words below one hundred.
    SMALL: f64 =
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
}

/// Value of the number word below one hundred that has this [`key`].
#[inline]
pub fn small_word(key: u64) -> Option<f64> {
    SMALL.get(key)
}

/// The [`key`]s of all words that a number in words may begin with, with zeros between them.
pub(crate) const fn first_keys() -> ([u64; 64], [u64; 4]) {
    (SMALL.keys(), keys(["half", "a", "an", "quarter"]))
}

/// Reads a number in words: "forty-three", "three hundred and fifty", "two dozen", "a hundred",
/// "one and a half" (before a scale), "half a" (before a scale or a dozen).
///
/// ```
/// use rangebook::units::number_words::read_words;
/// assert_eq!(read_words("two dozen launchers").map(|it| (it.value, it.len)), Some((24.0, 9)));
/// assert_eq!(read_words("a launcher"), None);
/// ```
pub fn read_words(text: &str) -> Option<Numeral> {
    // "half", "a", "quarter" or the first letter of a number below one hundred.
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    if !matches!(
        first,
        b'h' | b'a' | b'q' | b'z' | b'o' | b't' | b'f' | b's' | b'e' | b'n'
    ) {
        return None;
    }
    if let Some(numeral) = read_word(text.as_bytes()) {
        return Some(numeral);
    }
    read_several(text)
}

/// A number word below one hundred that nothing goes on behind, as most are.
#[inline(always)]
fn read_word(text: &[u8]) -> Option<Numeral> {
    let (word, len) = letters_from(text, 0);
    let value = small_word(word)?;
    let alone = match text.get(len) {
        Some(b' ' | b'-') => !goes_on(letters_from(text, len + 1).0),
        // A blank or hyphen of another kind.
        Some(0xC2 | 0xE2) => false,
        _ => true,
    };
    alone.then(|| Numeral {
        value,
        digits: integer_digits(value),
        len,
        form: NumeralForm::Words,
    })
}

fn read_several(text: &str) -> Option<Numeral> {
    let mut reader = WordReader {
        text,
        end: 0,
        total: 0.0,
        current: 0.0,
        last: Step::Start,
    };
    reader.read();
    let value = reader.total + reader.current;
    let read = !matches!(reader.last, Step::Start | Step::Article);
    read.then(|| Numeral {
        value,
        digits: if reader.last == Step::Fraction {
            2
        } else {
            integer_digits(value)
        },
        len: reader.end,
        form: NumeralForm::Words,
    })
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Start,
    Article,
    Unit,
    Teen,
    Tens,
    Hundred,
    Thousand,
    Dozen,
    Fraction,
}

struct WordReader<'t> {
    text: &'t str,
    end: usize,
    total: f64,
    current: f64,
    last: Step,
}

impl WordReader<'_> {
    fn read(&mut self) {
        if self.half_of_a() {
            return;
        }
        // Longest sensible chain: "nine hundred and ninety-nine thousand nine hundred and …".
        for _ in 0..12 {
            if !self.step() {
                break;
            }
        }
    }

    /// "half a million", "half a per cent", "a quarter of a million", "half-dozen", "three-quarters of
    /// a mile".
    fn half_of_a(&mut self) -> bool {
        let Some((form, part)) = fraction(self.text) else {
            return false;
        };
        let rest = self.text.get(form..).unwrap_or("");
        // "of a", "a", "of one" or a hyphen or blank alone.
        let link = LINKS
            .iter()
            .find(|link| starts_with_fold(rest, link))
            .map_or(0, |link| link.len());
        let rest = rest.get(link..).unwrap_or("");
        let (word, letters) = letters_from(rest.as_bytes(), 0);
        if link == 0 || letters == 0 {
            return false;
        }
        if word == key(b"dozen") {
            self.current = part * 12.0;
            self.end = form + link + letters;
            self.last = Step::Dozen;
            return true;
        }
        // "half the", "half per cent" without an article is no figure, "half-mile" is.
        if full_scale(word).is_some_and(|it| it > 100.0) || DIVISIBLE.contains(&word) {
            self.current = part;
            self.end = form + link - 1;
            self.last = Step::Fraction;
            return true;
        }
        false
    }

    fn step(&mut self) -> bool {
        let rest = self.text.get(self.end..).unwrap_or("");
        let gap = match rest.as_bytes() {
            _ if self.last == Step::Start => 0,
            [b' ' | b'-', ..] => 1,
            [0xC2, 0xA0, ..] => 2,
            [0xE2, 0x80, 0x90 | 0x91, ..] => 3,
            _ => return false,
        };
        let rest = rest.get(gap..).unwrap_or("");
        let (word, letters) = letters_from(rest.as_bytes(), 0);
        if self.take(word, gap + letters) {
            return true;
        }
        if word == key(b"point") && self.point(rest, gap + letters) {
            return false;
        }
        let sign = rest.as_bytes().get(3);
        let and = word == key(b"and") && matches!(sign, Some(b' ' | b'-'));
        if !and || matches!(self.last, Step::Start | Step::Article) {
            return false;
        }
        let rest = rest.get(4..).unwrap_or("");
        for (form, part) in [
            ("a half", 0.5),
            ("a-half", 0.5),
            ("a quarter", 0.25),
            ("a-quarter", 0.25),
            ("three quarters", 0.75),
            ("three-quarters", 0.75),
        ] {
            if starts_with_fold(rest, form) && self.last != Step::Fraction {
                self.current += part;
                self.end += gap + 4 + form.len();
                self.last = Step::Fraction;
                return true;
            }
        }
        let (word, letters) = letters_from(rest.as_bytes(), 0);
        matches!(self.last, Step::Hundred | Step::Thousand)
            && small_word(word).is_some()
            && self.take(word, gap + 4 + letters)
    }

    /// "two point five", "zero point seven five": the digits behind the word.
    fn point(&mut self, rest: &str, len: usize) -> bool {
        if !matches!(
            self.last,
            Step::Unit | Step::Teen | Step::Tens | Step::Hundred
        ) {
            return false;
        }
        let mut end = len;
        let mut part = 0.1;
        let mut at = "point".len();
        for _ in 0..4 {
            let rest = rest.get(at..).unwrap_or("");
            if !rest.starts_with([' ', '-']) {
                break;
            }
            let (word, len) = letters_from(rest.as_bytes(), 1);
            let Some(digit) = small_word(word).filter(|it| *it < 10.0) else {
                break;
            };
            self.current += digit * part;
            part /= 10.0;
            at += len;
            end += len;
        }
        if end == len {
            return false;
        }
        self.current = super::number::times(self.current, 1.0);
        self.end += end;
        self.last = Step::Fraction;
        true
    }

    /// Goes on by the word of this key, which with the gap before it has so many bytes.
    fn take(&mut self, word: u64, len: usize) -> bool {
        let next = if let Some(value) = small_word(word) {
            let step = match value {
                v if v < 10.0 => Step::Unit,
                v if v < 20.0 => Step::Teen,
                _ => Step::Tens,
            };
            let fits = match self.last {
                Step::Start | Step::Hundred | Step::Thousand => true,
                Step::Tens => step == Step::Unit && value > 0.0,
                _ => false,
            };
            if !fits {
                return false;
            }
            self.current += value;
            step
        } else if word == key(b"hundred") {
            match self.last {
                Step::Article => self.current = 100.0,
                Step::Unit | Step::Teen | Step::Tens if self.current < 100.0 => {
                    self.current *= 100.0;
                }
                _ => return false,
            }
            Step::Hundred
        } else if word == key(b"thousand") {
            match self.last {
                Step::Article => self.total += 1000.0,
                Step::Unit | Step::Teen | Step::Tens | Step::Hundred if self.total < 1.0 => {
                    self.total += self.current * 1000.0;
                }
                _ => return false,
            }
            self.current = 0.0;
            Step::Thousand
        } else if word == key(b"dozen") {
            match self.last {
                Step::Article => self.current = 12.0,
                Step::Unit | Step::Teen | Step::Tens => self.current *= 12.0,
                _ => return false,
            }
            Step::Dozen
        } else if words!["a", "an"].contains(&word) && self.last == Step::Start {
            let blank = self.text.as_bytes().get(len) == Some(&b' ');
            let (scale, _) = letters_from(self.text.as_bytes(), len + 1);
            if blank && full_scale(scale).is_some_and(|it| it >= 1e6) {
                self.current = 1.0;
                Step::Unit
            } else {
                Step::Article
            }
        } else {
            return false;
        };
        self.last = next;
        self.end += len;
        true
    }
}

/// Whether a number in words may go on with the word of this [`key`] or have it for its scale.
pub fn goes_on(key: u64) -> bool {
    small_word(key).is_some()
        || full_scale(key).is_some()
        || PARTS.get(key).is_some()
        || super::scale::is_short_scale(key)
        || words!["and", "point"].contains(&key)
}

/// What may stand between a fraction and what it is of; the last byte is not taken.
const LINKS: [&str; 6] = [" of a ", " of an ", " of one ", " a ", "-", " "];

/// Words that a fraction before them makes a figure of.
const DIVISIBLE: &[u64; 15] = words![
    "mile",
    "miles",
    "kilometre",
    "kilometer",
    "kilometres",
    "kilometers",
    "metre",
    "meter",
    "foot",
    "inch",
    "nautical",
    "per",
    "percent",
    "percentage",
    "yard",
];

/// "half", "a quarter", "one-third", "three-quarters" at the start of a text: length and value.
fn fraction(text: &str) -> Option<(usize, f64)> {
    let bytes = text.as_bytes();
    let (first, end) = letters_from(bytes, 0);
    let top = match () {
        () if first == key(b"half") => return Some((end, 0.5)),
        () if first == key(b"quarter") => return Some((end, 0.25)),
        () if first == key(b"a") => 1.0,
        () => small_word(first).filter(|it| (1.0..10.0).contains(it))?,
    };
    if !matches!(bytes.get(end)?, b' ' | b'-') {
        return None;
    }
    let (second, end) = letters_from(bytes, end + 1);
    Some((end, top / PARTS.get(second)?))
}

word_map! {
    /// Into how many parts.
    PARTS: f64 =
        "half" => 2.0,
        "halves" => 2.0,
        "third" => 3.0,
        "thirds" => 3.0,
        "quarter" => 4.0,
        "quarters" => 4.0,
        "fourth" => 4.0,
        "fourths" => 4.0,
        "fifth" => 5.0,
        "fifths" => 5.0,
        "sixth" => 6.0,
        "eighth" => 8.0,
        "eighths" => 8.0,
        "tenth" => 10.0,
        "tenths" => 10.0,
}

fn starts_with_fold(text: &str, prefix: &str) -> bool {
    text.as_bytes()
        .get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_words(text: &str, value: f64, read: &str) {
        let it = read_words(text).unwrap();
        assert!((it.value - value).abs() < 1e-9, "{text}: {}", it.value);
        assert_eq!(text.get(..it.len).unwrap_or(""), read, "{text}");
    }

    #[test]
    fn words() {
        check_words("forty-three ships", 43.0, "forty-three");
        check_words("Two batteries", 2.0, "Two");
        check_words(
            "three hundred and fifty men",
            350.0,
            "three hundred and fifty",
        );
        check_words("three hundred and more", 300.0, "three hundred");
        check_words("twelve thousand", 12_000.0, "twelve thousand");
        check_words("two dozen", 24.0, "two dozen");
        check_words("a dozen jets", 12.0, "a dozen");
        check_words("a hundred", 100.0, "a hundred");
        check_words("half a dozen", 6.0, "half a dozen");
        check_words("half a million men", 0.5, "half a");
        check_words("a quarter of a million", 0.25, "a quarter of a");
        check_words("three-quarters of a mile", 0.75, "three-quarters of a");
        check_words("half-mile walk", 0.5, "half");
        check_words("one-third of a mile", 1.0 / 3.0, "one-third of a");
        check_words("half-dozen ships", 6.0, "half-dozen");
        check_words("two point five million", 2.5, "two point five");
        check_words("zero point seven five per", 0.75, "zero point seven five");
        check_words("twenty-two hundred men", 2200.0, "twenty-two hundred");
        check_words("one hundred and one", 101.0, "one hundred and one");
        check_words(
            "two thousand five hundred",
            2500.0,
            "two thousand five hundred",
        );
        check_words("three and a quarter billion", 3.25, "three and a quarter");
        check_words("one and a half million", 1.5, "one and a half");
        check_words("a million", 1.0, "a");
        check_words("twenty twenty", 20.0, "twenty");
    }

    #[test]
    fn a_word_alone_is_read_as_by_the_way_of_several() {
        let behind = [
            "", "ship", "a", "and", "point", "half", "thirds", "hundred", "dozen", "million", "bn",
            "three", "twenty", "or",
        ];
        let mut num = 0;
        for key in SMALL.keys().into_iter().filter(|it| *it != 0) {
            let word: Vec<u8> = key
                .to_le_bytes()
                .into_iter()
                .filter(|it| *it != 0)
                .collect();
            let Ok(word) = std::str::from_utf8(&word) else {
                continue;
            };
            for gap in ["", " ", "-", "\u{a0}", "\u{2011}", ", ", ".", "\n"] {
                for behind in behind {
                    let text = format!("{word}{gap}{behind} five");
                    if let Some(alone) = read_word(text.as_bytes()) {
                        assert_eq!(Some(alone), read_several(&text), "{text}");
                        num += 1;
                    }
                }
            }
        }
        assert!(num > 500, "{num}");
    }

    #[test]
    fn words_that_are_no_numbers() {
        for text in [
            "a ship",
            "and",
            "half the fleet",
            "half fleet",
            "a third of the army",
            "",
            "-",
            "hundred",
        ] {
            assert_eq!(read_words(text), None, "{text}");
        }
    }
}
