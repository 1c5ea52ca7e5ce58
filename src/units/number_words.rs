//! Numbers in words: "forty-three", "two dozen", "a hundred", "one and a half" before "million".

use super::number::{Numeral, NumeralForm, full_scale, integer_digits, word_at};

/// Value of a number word below one hundred, any case.
pub fn small_word(word: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 28] = [
        ("zero", 0.0),
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("thirteen", 13.0),
        ("fourteen", 14.0),
        ("fifteen", 15.0),
        ("sixteen", 16.0),
        ("seventeen", 17.0),
        ("eighteen", 18.0),
        ("nineteen", 19.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
    ];
    WORDS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .map(|&(_, value)| value)
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

    /// "half a million", "half a per cent", "a quarter of a million", "half a dozen".
    fn half_of_a(&mut self) -> bool {
        let forms: [(&str, f64); 5] = [
            ("half a ", 0.5),
            ("half of a ", 0.5),
            ("a quarter of a ", 0.25),
            ("three-quarters of a ", 0.75),
            ("three quarters of a ", 0.75),
        ];
        for (form, part) in forms {
            if !starts_with_fold(self.text, form) {
                continue;
            }
            let rest = self.text.get(form.len()..).unwrap_or("");
            let word = word_at(rest);
            if word.eq_ignore_ascii_case("dozen") {
                self.current = part * 12.0;
                self.end = form.len() + word.len();
                self.last = Step::Dozen;
                return true;
            }
            if full_scale(word).is_some() || matches!(word, "per" | "percent" | "percentage") {
                self.current = part;
                self.end = form.len() - 1;
                self.last = Step::Fraction;
                return true;
            }
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
        let word = word_at(rest);
        if self.take(word, gap + word.len()) {
            return true;
        }
        let and = word.eq_ignore_ascii_case("and") && rest.as_bytes().get(3) == Some(&b' ');
        if !and || matches!(self.last, Step::Start | Step::Article) {
            return false;
        }
        let rest = rest.get(4..).unwrap_or("");
        for (form, part) in [
            ("a half", 0.5),
            ("a quarter", 0.25),
            ("three quarters", 0.75),
        ] {
            if starts_with_fold(rest, form) && self.last != Step::Fraction {
                self.current += part;
                self.end += gap + 4 + form.len();
                self.last = Step::Fraction;
                return true;
            }
        }
        let word = word_at(rest);
        matches!(self.last, Step::Hundred | Step::Thousand)
            && small_word(word).is_some()
            && self.take(word, gap + 4 + word.len())
    }

    fn take(&mut self, word: &str, len: usize) -> bool {
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
        } else if word.eq_ignore_ascii_case("hundred") {
            match self.last {
                Step::Article => self.current = 100.0,
                Step::Unit | Step::Teen | Step::Tens if self.current < 100.0 => {
                    self.current *= 100.0;
                }
                _ => return false,
            }
            Step::Hundred
        } else if word.eq_ignore_ascii_case("thousand") {
            match self.last {
                Step::Article => self.total += 1000.0,
                Step::Unit | Step::Teen | Step::Tens | Step::Hundred if self.total < 1.0 => {
                    self.total += self.current * 1000.0;
                }
                _ => return false,
            }
            self.current = 0.0;
            Step::Thousand
        } else if word.eq_ignore_ascii_case("dozen") {
            match self.last {
                Step::Article => self.current = 12.0,
                Step::Unit | Step::Teen | Step::Tens => self.current *= 12.0,
                _ => return false,
            }
            Step::Dozen
        } else if matches!(word, "a" | "an" | "A" | "An") && self.last == Step::Start {
            let after = self.text.get(len..).unwrap_or("");
            let scale = word_at(after.strip_prefix(' ').unwrap_or(""));
            if full_scale(scale).is_some_and(|it| it >= 1e6) {
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
        check_words("one and a half million", 1.5, "one and a half");
        check_words("a million", 1.0, "a");
        check_words("twenty twenty", 20.0, "twenty");
    }

    #[test]
    fn words_that_are_no_numbers() {
        for text in ["a ship", "and", "half the fleet", "", "-", "hundred"] {
            assert_eq!(read_words(text), None, "{text}");
        }
    }
}
