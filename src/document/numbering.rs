//! Numbers and letters before the items of a list: "3.", "(b)", "iv)".
//!
//! Word and OpenDocument files do not hold them: they hold how they are made, and every reader counts.
//! Other paragraphs of a report point to them ("see 4.2"), so they are part of its text. This file
//! counts and writes; [`docx`](super::docx) and [`odt`](super::odt) read how.

use std::collections::BTreeMap;

use super::xml::{Attributes, Go, Visitor};

/// Levels of one list.
const MAX_LEVELS: usize = 10;

/// The most ways of numbering that one file may define.
const MAX_LISTS: usize = 100_000;

/// The longest mark, in characters.
const MAX_MARK: usize = 24;

/// What stands before an item that has no number.
pub(super) const BULLET: &str = "•";

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Signs {
    /// 1, 2, 3
    #[default]
    Digits,
    /// a, b, … z, aa
    Letters { upper: bool },
    /// i, ii, iii
    Roman { upper: bool },
    /// A dot, whatever the file draws.
    Bullet,
    /// Nothing but the words around it.
    Nothing,
}

/// One level of a way of numbering.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) signs: Signs,
    /// Of the first item.
    pub(super) start: u32,
    /// "%1.%2)", where "%1" stands for the number of the first level.
    pub(super) pattern: String,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            signs: Signs::Digits,
            start: 1,
            pattern: String::new(),
        }
    }
}

/// A way of numbering, level by level.
#[derive(Clone, Debug, Default)]
pub(super) struct Scheme(BTreeMap<usize, Level>);

impl Scheme {
    /// The level, counted from 0, made if it is not there.
    pub(super) fn level_mut(&mut self, at: usize) -> &mut Level {
        self.0.entry(at.min(MAX_LEVELS - 1)).or_default()
    }
}

/// Numbers of the items last counted, by level; 0 before the first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts([Option<u32>; MAX_LEVELS]);

impl Counts {
    /// The next item on a level begins with this number.
    pub(super) fn restart(&mut self, at: usize, number: Option<u32>) {
        if let Some(count) = self.0.get_mut(at) {
            *count = number.map(|number| number.wrapping_sub(1));
        }
        self.forget_below(at);
    }

    fn forget_below(&mut self, at: usize) {
        self.0
            .iter_mut()
            .skip(at.saturating_add(1))
            .for_each(|count| *count = None);
    }

    /// Counts an item and gives what stands before it; empty for nothing.
    pub(super) fn mark(&mut self, scheme: &Scheme, at: usize) -> String {
        let at = at.min(MAX_LEVELS - 1);
        let Some(level) = scheme.0.get(&at) else {
            return BULLET.to_owned();
        };
        if let Some(count) = self.0.get_mut(at) {
            *count = Some(count.map_or(level.start, |count| count.wrapping_add(1)));
        }
        self.forget_below(at);
        if level.signs == Signs::Bullet {
            return BULLET.to_owned();
        }
        let mut mark = String::new();
        let mut signs = level.pattern.chars();
        while let Some(c) = signs.next() {
            let mut ahead = signs.clone();
            let number = ahead.next().filter(|_| c == '%');
            match number.and_then(|digit| digit.to_digit(10)) {
                Some(number @ 1..) => {
                    signs = ahead;
                    let of = usize::try_from(number - 1).unwrap_or(0);
                    mark.push_str(&self.number(scheme, of));
                }
                _ => mark.push(c),
            }
        }
        let mark: String = mark.chars().take(MAX_MARK).collect();
        mark.trim().to_owned()
    }

    fn number(&self, scheme: &Scheme, at: usize) -> String {
        let level = scheme.0.get(&at);
        let start = level.map_or(1, |level| level.start);
        let count = self.0.get(at).copied().flatten().unwrap_or(start);
        written(count, level.map_or(Signs::Digits, |level| level.signs))
    }
}

/// A number in its signs.
fn written(number: u32, signs: Signs) -> String {
    let lower = match signs {
        Signs::Bullet | Signs::Nothing => return String::new(),
        Signs::Letters { .. } => letters(number),
        Signs::Roman { .. } => roman(number),
        Signs::Digits => None,
    };
    let is_upper = matches!(
        signs,
        Signs::Letters { upper: true } | Signs::Roman { upper: true }
    );
    match lower {
        Some(lower) if is_upper => lower.to_uppercase(),
        Some(lower) => lower,
        None => number.to_string(),
    }
}

/// a, b, … z, aa, bb: the same letter again, as both Word and LibreOffice write it.
fn letters(number: u32) -> Option<String> {
    let number = number.checked_sub(1)?;
    let letter = char::from(b'a' + u8::try_from(number % 26).ok()?);
    let times = usize::try_from(number / 26).ok()? + 1;
    (times <= 4).then(|| letter.to_string().repeat(times))
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut out = String::new();
    for (value, signs) in SIGNS {
        while left >= value {
            left -= value;
            out.push_str(signs);
        }
    }
    Some(out)
}

/// Ways of numbering of a Word document (`numbering.xml`).
#[derive(Debug, Default)]
pub(super) struct WordLists {
    /// By their own number; paragraphs do not name these.
    schemes: BTreeMap<String, Scheme>,
    /// What paragraphs name: a way of numbering and the levels that begin anew.
    lists: BTreeMap<String, WordList>,
    counts: BTreeMap<String, Counts>,
    scheme: String,
    list: Option<String>,
    level: usize,
}

#[derive(Debug, Default)]
struct WordList {
    scheme: String,
    restarts: BTreeMap<usize, u32>,
    is_begun: bool,
}

impl WordLists {
    /// Counts an item of a list and gives what stands before it. `None` for a list that the file
    /// does not define.
    pub(super) fn mark(&mut self, list: &str, level: usize) -> Option<String> {
        let list = self.lists.get_mut(list)?;
        let scheme = self.schemes.get(&list.scheme)?;
        let counts = self.counts.entry(list.scheme.clone()).or_default();
        if !std::mem::replace(&mut list.is_begun, true) {
            for (&level, &number) in &list.restarts {
                counts.restart(level, Some(number));
            }
        }
        Some(counts.mark(scheme, level))
    }
}

impl Visitor for WordLists {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
        let value = || attributes.get("val").unwrap_or_default();
        let number = |name| attributes.get(name).and_then(|it| it.parse::<u32>().ok());
        match name {
            "abstractNum" if self.schemes.len() < MAX_LISTS => {
                self.scheme = attributes.get("abstractNumId").unwrap_or_default();
                self.list = None;
            }
            "num" if self.lists.len() < MAX_LISTS => {
                let id = attributes.get("numId").unwrap_or_default();
                self.lists.insert(id.clone(), WordList::default());
                self.list = Some(id);
            }
            "abstractNumId" => {
                if let Some(list) = self.list.as_ref().and_then(|id| self.lists.get_mut(id)) {
                    list.scheme = value();
                }
            }
            "lvl" | "lvlOverride" => {
                let level = attributes.get("ilvl").and_then(|it| it.parse().ok());
                self.level = level.unwrap_or(0).min(MAX_LEVELS - 1);
            }
            "startOverride" => {
                if let Some(list) = self.list.as_ref().and_then(|id| self.lists.get_mut(id)) {
                    list.restarts.insert(self.level, number("val").unwrap_or(1));
                }
            }
            // Levels that a list changes for itself are rare, and mostly change how they look.
            "start" | "numFmt" | "lvlText" if self.list.is_none() => {
                let scheme = self.schemes.entry(self.scheme.clone()).or_default();
                let level = scheme.level_mut(self.level);
                match name {
                    "start" => level.start = number("val").unwrap_or(1),
                    "numFmt" => level.signs = word_signs(&value()),
                    _ => level.pattern = value().chars().take(MAX_MARK).collect(),
                }
            }
            _ => {}
        }
        Go::In
    }
    fn close(&mut self, _: &str) {}
    fn words(&mut self, _: &str) {}
}

fn word_signs(name: &str) -> Signs {
    match name {
        "bullet" => Signs::Bullet,
        "none" => Signs::Nothing,
        "lowerLetter" => Signs::Letters { upper: false },
        "upperLetter" => Signs::Letters { upper: true },
        "lowerRoman" => Signs::Roman { upper: false },
        "upperRoman" => Signs::Roman { upper: true },
        // Ordinals, words and other scripts: the digits say the same.
        _ => Signs::Digits,
    }
}

/// Ways of numbering of an OpenDocument text (`text:list-style`), and the lists that are open.
#[derive(Debug, Default)]
pub(super) struct OpenLists {
    schemes: BTreeMap<String, Scheme>,
    counts: BTreeMap<String, Counts>,
    scheme: Option<String>,
    /// Names of the ways of the open lists, outermost first.
    open: Vec<String>,
}

impl OpenLists {
    /// Reads an element of a list's style. Says whether it was one.
    pub(super) fn style(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        let get = |name| attributes.get(name).unwrap_or_default();
        let number = |name| attributes.get(name).and_then(|it| it.parse::<u32>().ok());
        let signs = match name {
            "list-style" => {
                self.scheme = Some(get("name")).filter(|_| self.schemes.len() < MAX_LISTS);
                return true;
            }
            "list-level-style-bullet" | "list-level-style-image" => Signs::Bullet,
            "list-level-style-number" => match &*get("num-format") {
                "" => Signs::Nothing,
                "a" => Signs::Letters { upper: false },
                "A" => Signs::Letters { upper: true },
                "i" => Signs::Roman { upper: false },
                "I" => Signs::Roman { upper: true },
                _ => Signs::Digits,
            },
            _ => return false,
        };
        let Some(scheme) = &self.scheme else {
            return true;
        };
        let at = number("level").unwrap_or(1).saturating_sub(1).min(9);
        let shown = number("display-levels").unwrap_or(1).clamp(1, at + 1);
        let numbers: Vec<String> = (at + 1 - shown..=at)
            .map(|at| format!("%{}", at + 1))
            .collect();
        let numbers = if signs == Signs::Nothing {
            String::new()
        } else {
            numbers.join(".")
        };
        let around = |name| get(name).chars().take(MAX_MARK).collect::<String>();
        let pattern = format!("{}{numbers}{}", around("num-prefix"), around("num-suffix"));
        let scheme = self.schemes.entry(scheme.clone()).or_default();
        *scheme.level_mut(at as usize) = Level {
            signs,
            start: number("start-value").unwrap_or(1),
            pattern,
        };
        true
    }

    /// A list begins inside those that are open.
    pub(super) fn begin(&mut self, attributes: &Attributes<'_>) {
        let style = attributes
            .get("style-name")
            .or_else(|| self.open.last().cloned());
        let style = style.unwrap_or_default();
        let goes_on = attributes.get("continue-numbering").as_deref() == Some("true")
            || attributes.get("continue-list").is_some();
        if !goes_on && self.counts.len() < MAX_LISTS {
            let counts = self.counts.entry(style.clone()).or_default();
            counts.restart(self.open.len(), None);
        }
        self.open.push(style);
    }

    /// The innermost list ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Counts an item of the innermost list and gives what stands before it.
    pub(super) fn mark(&mut self, start: Option<u32>) -> String {
        let scheme = self.open.last().and_then(|name| self.schemes.get(name));
        let (Some(scheme), Some(name)) = (scheme, self.open.last()) else {
            return BULLET.to_owned();
        };
        let at = self.open.len() - 1;
        let counts = self.counts.entry(name.clone()).or_default();
        if start.is_some() {
            counts.restart(at, start);
        }
        counts.mark(scheme, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: u32, signs: Signs, expected: &str) {
        assert_eq!(written(number, signs), expected);
    }

    #[test]
    fn numbers_are_written_in_their_signs() {
        let (upper, lower) = (true, false);
        check(12, Signs::Digits, "12");
        check(2, Signs::Letters { upper: lower }, "b");
        check(28, Signs::Letters { upper }, "BB");
        check(14, Signs::Roman { upper: lower }, "xiv");
        check(1999, Signs::Roman { upper }, "MCMXCIX");
        check(0, Signs::Letters { upper }, "0");
        check(u32::MAX, Signs::Roman { upper }, "4294967295");
        check(u32::MAX, Signs::Letters { upper }, "4294967295");
    }

    fn scheme() -> Scheme {
        let mut scheme = Scheme::default();
        "%1.".clone_into(&mut scheme.level_mut(0).pattern);
        let second = scheme.level_mut(1);
        "%1.%2)".clone_into(&mut second.pattern);
        second.signs = Signs::Letters { upper: false };
        scheme
    }

    #[test]
    fn inner_levels_begin_anew_under_each_item() {
        let (scheme, mut counts) = (scheme(), Counts::default());
        let marks = [0, 1, 1, 0, 1].map(|level| counts.mark(&scheme, level));
        assert_eq!(marks, ["1.", "1.a)", "1.b)", "2.", "2.a)"]);
        counts.restart(0, Some(7));
        assert_eq!(counts.mark(&scheme, 0), "7.");
    }

    #[test]
    fn odd_levels_and_numbers_do_no_harm() {
        let (mut scheme, mut counts) = (scheme(), Counts::default());
        assert_eq!(counts.mark(&scheme, usize::MAX), BULLET);
        "%9%0%%x%1".clone_into(&mut scheme.level_mut(0).pattern);
        assert_eq!(counts.mark(&scheme, 0), "1%0%%x1");
        scheme.level_mut(0).pattern = "%1".repeat(1000);
        counts.restart(0, Some(0));
        assert_eq!(counts.mark(&scheme, 0).len(), MAX_MARK);
    }
}
