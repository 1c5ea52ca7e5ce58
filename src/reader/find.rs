//! Finds words in a long text as its reader types them: whatever their case, accents and quotes.
//!
//! A search goes on in steps of so many bytes, so that a frame never waits for a hundred megabytes.
//! Text is not copied: each character is folded when it is looked at, and places are those of the
//! document. Results are disjoint, in order, and at most [`MAX_HITS`].
//!
//! Leaves out patterns: what is typed is looked for literally.

use crate::text::Span;

/// The most results that are kept. Nobody steps through more; the window says that there are more.
pub const MAX_HITS: usize = 10_000;

/// Longer queries are not searched for (a whole document may be pasted into the field).
const MAX_NEEDLE_CHARS: usize = 512;

/// Characters that fold to nothing (accents set behind their letter) skipped inside one match;
/// a bound, because a file may hold millions in a row.
const MAX_SKIPPED: usize = 256;

/// What to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    // Invariant: not empty, folded.
    folded: Vec<char>,
    match_case: bool,
}

impl Needle {
    /// From what was typed; `None` when that folds to nothing or is too long.
    ///
    /// ```
    /// use rangebook::reader::{Finder, Needle};
    /// let mut finder = Finder::new(Needle::parse("japan's", false).expect("not empty"));
    /// let text = "Japan’s plan";
    /// finder.step(text, text.len());
    /// assert_eq!(finder.hits().first().map(|span| span.slice(text)), Some("Japan’s"));
    /// ```
    pub fn parse(query: &str, match_case: bool) -> Option<Self> {
        let mut folded = Vec::new();
        for c in query.chars() {
            folded.extend(fold(c, match_case).chars().iter());
            if folded.len() > MAX_NEEDLE_CHARS {
                return None;
            }
        }
        (!folded.is_empty()).then_some(Self { folded, match_case })
    }

    /// The end of the match that starts at `start`, if there is one. Adds the characters it
    /// compared to `work`.
    fn match_at(&self, text: &str, start: usize, work: &mut usize) -> Option<usize> {
        let mut left = self.folded.as_slice();
        let mut skipped = 0;
        let rest = text.get(start..)?;
        for (at, c) in rest.char_indices() {
            *work += 1;
            let folded = fold(c, self.match_case);
            if folded.chars().is_empty() {
                skipped += 1;
                if at == 0 || skipped > MAX_SKIPPED {
                    return None;
                }
                continue;
            }
            if left.is_empty() {
                return Some(start + at);
            }
            for c in folded.chars() {
                match left.split_first() {
                    Some((first, more)) if first == c => left = more,
                    Some(_) => return None,
                    // "ß" was found by "s": the letter is taken whole.
                    None => break,
                }
            }
        }
        left.is_empty().then_some(text.len())
    }

    /// For each byte, whether a match can start with it. Bytes inside characters cannot.
    fn first_bytes(&self) -> [bool; 256] {
        let mut table = [false; 256];
        let first = self.folded.first().copied().unwrap_or_default();
        for (byte, may) in (0u8..=255).zip(table.iter_mut()) {
            *may = if byte.is_ascii() {
                fold(char::from(byte), self.match_case).chars().first() == Some(&first)
            } else {
                byte >= 0xc2
            };
        }
        table
    }
}

/// A search under way, or done.
#[derive(Clone, Debug)]
pub struct Finder {
    needle: Needle,
    first_bytes: [bool; 256],
    at: usize,
    hits: Vec<Span>,
    done: bool,
    capped: bool,
}

impl Finder {
    /// Nothing searched yet.
    pub fn new(needle: Needle) -> Self {
        Self {
            first_bytes: needle.first_bytes(),
            needle,
            at: 0,
            hits: Vec::new(),
            done: false,
            capped: false,
        }
    }

    /// Goes on through about `budget` bytes of `text`, always the same one. Comparing counts too,
    /// so that a query such as "aaaaab" in a text of nothing but "a" takes more steps, not longer
    /// ones.
    pub fn step(&mut self, text: &str, budget: usize) {
        let mut work = 0;
        let stop = self.at.saturating_add(budget).min(text.len());
        while !self.done && self.at < stop && work < budget {
            let bytes = text.as_bytes().get(self.at..stop).unwrap_or(&[]);
            let next = bytes.iter().position(|&byte| {
                self.first_bytes
                    .get(usize::from(byte))
                    .copied()
                    .unwrap_or(false)
            });
            let Some(next) = next else {
                self.at = stop;
                break;
            };
            let start = self.at + next;
            match self.needle.match_at(text, start, &mut work) {
                Some(end) if end > start => {
                    if self.hits.len() >= MAX_HITS {
                        self.capped = true;
                        self.done = true;
                        break;
                    }
                    self.hits.extend(Span::new(text, start, end));
                    self.at = end;
                }
                _ => self.at = start + 1,
            }
        }
        if self.at >= text.len() {
            self.done = true;
        }
    }

    /// What was found so far, in order.
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// Whether the whole text was searched, or enough was found.
    pub const fn is_done(&self) -> bool {
        self.done
    }

    /// Whether there are more than [`MAX_HITS`].
    pub const fn is_capped(&self) -> bool {
        self.capped
    }

    /// The first result at or after `offset`; past the last one, the first of all.
    pub fn first_from(&self, offset: usize) -> Option<usize> {
        let after = self.hits.partition_point(|hit| hit.start() < offset);
        match self.hits.len() {
            0 => None,
            num if after < num => Some(after),
            _ => Some(0),
        }
    }

    /// The result after (or before) `current`, round the ends.
    pub fn neighbour(&self, current: usize, forward: bool) -> Option<usize> {
        let num = self.hits.len();
        if num == 0 {
            return None;
        }
        Some(if forward {
            (current + 1) % num
        } else {
            (current.min(num) + num - 1) % num
        })
    }
}

/// Up to three characters that stand for one.
#[derive(Clone, Copy)]
struct Folded {
    chars: [char; 3],
    len: usize,
}

impl Folded {
    fn chars(&self) -> &[char] {
        self.chars.get(..self.len).unwrap_or(&[])
    }

    const fn one(c: char) -> Self {
        Self {
            chars: [c, '\0', '\0'],
            len: 1,
        }
    }

    const fn two(a: char, b: char) -> Self {
        Self {
            chars: [a, b, '\0'],
            len: 2,
        }
    }

    const NOTHING: Self = Self {
        chars: ['\0'; 3],
        len: 0,
    };
}

/// What a character is compared as.
fn fold(c: char, match_case: bool) -> Folded {
    if c.is_ascii() {
        return Folded::one(match c {
            '\n' | '\t' => ' ',
            _ if match_case => c,
            _ => c.to_ascii_lowercase(),
        });
    }
    let folded = match c {
        '‘' | '’' | '‛' | '′' | 'ʼ' => return Folded::one('\''),
        '“' | '”' | '„' | '‟' | '″' => return Folded::one('"'),
        '\u{2010}'..='\u{2015}' | '−' => return Folded::one('-'),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => {
            return Folded::one(' ');
        }
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {
            return Folded::NOTHING;
        }
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = u32::from(c) - 0xfee0;
            return fold(char::from_u32(ascii).unwrap_or(c), match_case);
        }
        'Æ' | 'æ' => Folded::two('a', 'e'),
        'Œ' | 'œ' => Folded::two('o', 'e'),
        'Ĳ' | 'ĳ' => Folded::two('i', 'j'),
        'Þ' | 'þ' => Folded::two('t', 'h'),
        'ß' | 'ẞ' => Folded::two('s', 's'),
        _ => match base_letter(c) {
            Some(base) => Folded::one(base),
            None if match_case => return Folded::one(c),
            None => return lower(c),
        },
    };
    if match_case && c.is_uppercase() {
        Folded {
            chars: folded.chars.map(|c| c.to_ascii_uppercase()),
            ..folded
        }
    } else {
        folded
    }
}

fn lower(c: char) -> Folded {
    let mut folded = Folded::NOTHING;
    for (slot, c) in folded.chars.iter_mut().zip(c.to_lowercase()) {
        *slot = c;
        folded.len += 1;
    }
    folded
}

/// The letter under the accent, small.
const fn base_letter(c: char) -> Option<char> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ạ'..='ặ' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ð' | 'ð' | 'Ď'..='đ' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ẹ'..='ệ' => 'e',
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' => 'g',
        'Ĥ'..='ħ' => 'h',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ǐ' | 'ǐ' | 'Ỉ'..='ị' => 'i',
        'Ĵ' | 'ĵ' => 'j',
        'Ķ'..='ĸ' => 'k',
        'Ĺ'..='ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' | 'Ǒ' | 'ǒ' | 'Ọ'..='ợ' => {
            'o'
        }
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' | 'ſ' | 'Ș' | 'ș' => 's',
        'Ţ'..='ŧ' | 'Ț' | 'ț' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | 'Ǔ' | 'ǔ' | 'Ụ'..='ự' => 'u',
        'Ŵ' | 'ŵ' => 'w',
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ỳ'..='ỹ' => 'y',
        'Ź'..='ž' => 'z',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'a>(query: &str, text: &'a str, match_case: bool) -> Vec<&'a str> {
        let Some(needle) = Needle::parse(query, match_case) else {
            return Vec::new();
        };
        let mut finder = Finder::new(needle);
        finder.step(text, usize::MAX);
        assert!(finder.is_done());
        finder.hits().iter().map(|hit| hit.slice(text)).collect()
    }

    #[track_caller]
    fn check(query: &str, text: &str, expected: &[&str]) {
        assert_eq!(found(query, text, false), expected);
    }

    #[test]
    fn finds_whatever_the_case() {
        check(
            "japan",
            "Japan, JAPAN and japan",
            &["Japan", "JAPAN", "japan"],
        );
        check("ЯДЕР", "ядерный", &["ядер"]);
    }

    #[test]
    fn keeps_the_case_when_asked() {
        assert_eq!(found("US", "us, US, Us", true), ["US"]);
        assert_eq!(found("É", "E É e é", true), ["E", "É"]);
        assert_eq!(found("Я", "Яя", true), ["Я"]);
    }

    #[test]
    fn quotes_and_hyphens_are_alike() {
        check("japan's", "Japan’s", &["Japan’s"]);
        check("“most", "\"most", &["\"most"]);
        check(
            "long-range",
            "long‑range long–range",
            &["long‑range", "long–range"],
        );
    }

    #[test]
    fn spaces_are_alike_across_line_ends() {
        check(
            "10 trillion yen",
            "10\u{a0}trillion\nyen",
            &["10\u{a0}trillion\nyen"],
        );
    }

    #[test]
    fn accents_are_ignored() {
        check("erdogan", "Erdoğan", &["Erdoğan"]);
        check("são", "Sao São Sa\u{303}o", &["Sao", "São", "Sa\u{303}o"]);
        check("strasse", "Straße", &["Straße"]);
        check("oeuvre", "Œuvre", &["Œuvre"]);
        check("łódź", "Lodz", &["Lodz"]);
    }

    #[test]
    fn an_accent_behind_its_letter_is_taken_along() {
        check("cafe", "cafe\u{301} x", &["cafe\u{301}"]);
    }

    #[test]
    fn half_a_letter_takes_it_whole() {
        check("stras", "Straße", &["Straß"]);
    }

    #[test]
    fn results_do_not_overlap() {
        check("aa", "aaaaa", &["aa", "aa"]);
    }

    #[test]
    fn a_failed_start_hides_no_match() {
        check("aab", "aaab", &["aab"]);
    }

    #[test]
    fn nothing_typed_finds_nothing() {
        assert_eq!(Needle::parse("", false), None);
        assert_eq!(Needle::parse("\u{301}", false), None);
        assert_eq!(Needle::parse(&"x".repeat(100_000), false), None);
    }

    #[test]
    fn more_results_than_can_be_kept_are_said() {
        let text = "a ".repeat(MAX_HITS + 5);
        let mut finder = Finder::new(Needle::parse("a", false).unwrap());
        finder.step(&text, usize::MAX);
        assert_eq!(finder.hits().len(), MAX_HITS);
        assert!(finder.is_capped() && finder.is_done());
    }

    #[test]
    fn exactly_as_many_as_can_be_kept_are_not_more() {
        let text = "a ".repeat(MAX_HITS);
        let mut finder = Finder::new(Needle::parse("a", false).unwrap());
        finder.step(&text, usize::MAX);
        assert!(!finder.is_capped() && finder.is_done());
    }

    #[test]
    fn next_and_previous_go_round() {
        let text = "a b a b a";
        let mut finder = Finder::new(Needle::parse("a", false).unwrap());
        finder.step(text, usize::MAX);
        assert_eq!(finder.first_from(1), Some(1));
        assert_eq!(finder.first_from(9), Some(0));
        assert_eq!(finder.neighbour(2, true), Some(0));
        assert_eq!(finder.neighbour(0, false), Some(2));
        let empty = Finder::new(Needle::parse("x", false).unwrap());
        assert_eq!(empty.neighbour(0, true), None);
        assert_eq!(empty.first_from(0), None);
    }

    #[test]
    fn a_step_is_bounded_also_when_everything_nearly_matches() {
        let text = "a".repeat(100_000);
        let query = format!("{}b", "a".repeat(500));
        let mut finder = Finder::new(Needle::parse(&query, false).unwrap());
        finder.step(&text, 10_000);
        assert!(!finder.is_done());
        assert!(finder.at <= 30, "{}", finder.at);
    }

    #[test]
    fn millions_of_accents_do_not_stop_it() {
        let text = format!("a{}b", "\u{301}".repeat(1_000_000));
        check("ab", &text, &[]);
        check("b", &text, &["b"]);
    }

    proptest! {
        #[test]
        fn steps_of_any_size_find_the_same(
            text in "[abAB éÉ’'ß\u{301}]{0,80}", query in "[abé'sB]{1,3}", budget in 1usize..20,
        ) {
            let needle = Needle::parse(&query, false).unwrap();
            let mut whole = Finder::new(needle.clone());
            whole.step(&text, usize::MAX);
            let mut stepped = Finder::new(needle);
            for _ in 0..=text.len() * 4 {
                stepped.step(&text, budget);
            }
            prop_assert!(stepped.is_done());
            prop_assert_eq!(whole.hits(), stepped.hits());
            for pair in whole.hits().windows(2) {
                prop_assert!(pair[0].end() <= pair[1].start());
            }
        }

        #[test]
        fn what_is_there_is_found(
            before in "[a-z ]{0,20}", word in "[A-Zà-ö]{1,6}", after in "[a-z ]{0,20}",
        ) {
            let text = format!("{before}{word}{after}");
            let mut finder = Finder::new(Needle::parse(&word.to_lowercase(), false).unwrap());
            finder.step(&text, usize::MAX);
            prop_assert!(!finder.hits().is_empty());
        }
    }
}
