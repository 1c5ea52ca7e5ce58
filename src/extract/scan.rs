//! One pass over a text for figures, dates and citations together.
//!
//! The lexer jumps from anchor to anchor; at each one the kinds are asked in a fixed order (dates,
//! ranks, amounts), the first that reads something takes its bytes, and nothing is read twice. That
//! is how a year is never also a count and nothing inside a URL is a figure. Mentions come out in
//! order and never overlap.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::anchors::AnchorKind;
use super::dates::fiscal::Home;
use super::lexer::Lexer;
use super::mention::{Doubt, Mention, Value};
use super::{citations, dates, quantities};
use crate::document::{Block, BlockKind};
use crate::text::Span;
use crate::units::Currency;

/// Everything the hand-written scan finds in `text`: figures, dates and citations, in one pass. The
/// functions of the single kinds are this with the others left out.
pub(super) fn scan(
    text: &str,
    blocks: &[Block],
    document_date: Option<Date>,
    out: &mut Vec<Mention>,
) {
    let _ = scan_reporting(text, blocks, document_date, out, &mut |_| Some(()));
}

/// Bytes between two reports.
const REPORT_EVERY: usize = 1 << 18;

/// The same, telling `report` now and then how many bytes are done; stops with `None` when it gives
/// `None`.
pub(super) fn scan_reporting(
    text: &str,
    blocks: &[Block],
    document_date: Option<Date>,
    out: &mut Vec<Mention>,
    report: &mut dyn FnMut(usize) -> Option<()>,
) -> Option<()> {
    Scanner::new(text, blocks, document_date, out).run(report)
}

/// The state of one pass.
pub(super) struct Scanner<'t, 'o> {
    pub(super) lex: Lexer<'t>,
    pub(super) document_date: Option<Date>,
    /// Nothing before this may be taken: it belongs to the mention before.
    pub(super) floor: usize,
    /// Where the last amount of money ended, and its currency.
    pub(super) last_money: Option<(usize, Currency)>,
    blocks: &'t [Block],
    out: &'o mut Vec<Mention>,
    home: OnceCell<Home>,
}

/// What a number is joined to on its left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    Free,
    /// Letters or signs that make it part of a name, a time, a version.
    Name,
}

impl<'t, 'o> Scanner<'t, 'o> {
    pub(super) fn new(
        text: &'t str,
        blocks: &'t [Block],
        document_date: Option<Date>,
        out: &'o mut Vec<Mention>,
    ) -> Self {
        Self {
            lex: Lexer { text },
            document_date,
            floor: 0,
            last_money: None,
            blocks,
            out,
            home: OnceCell::new(),
        }
    }

    fn run(&mut self, report: &mut dyn FnMut(usize) -> Option<()>) -> Option<()> {
        let cells = quantities::table::cells(self.lex.text, self.blocks);
        let mut cells = cells.into_iter().peekable();
        let mut at = 0;
        let mut reported = 0;
        while let Some(anchor) = self.lex.next_anchor(at) {
            if anchor.start - reported > REPORT_EVERY {
                reported = anchor.start;
                report(reported)?;
            }
            while cells.next_if(|it| it.end <= anchor.start).is_some() {}
            if let Some(cell) = cells.next_if(|it| it.start <= anchor.start) {
                at = cell.end.max(anchor.end);
                if self.floor <= cell.start
                    && let Some(value) = cell.value
                {
                    self.push(cell.start, cell.end, value, "table-column", None);
                }
                continue;
            }
            let end = match anchor.kind {
                AnchorKind::Digits => Some(self.digits(anchor.start)),
                AnchorKind::Fraction => quantities::at_number(self, anchor.start),
                AnchorKind::NumberWord => quantities::at_number_word(self, anchor),
                AnchorKind::Ordinal => quantities::rank::at_ordinal(self, anchor),
                AnchorKind::Month => dates::calendar::at_month(self, anchor),
                AnchorKind::Weekday => dates::relative::at_weekday(self, anchor),
                AnchorKind::Period => dates::relative::at_period(self, anchor),
                AnchorKind::Day => dates::relative::at_day(self, anchor),
                AnchorKind::Ibid => citations::at_ibid(self, anchor),
                AnchorKind::Url => citations::at_url(self, anchor),
                AnchorKind::Accessed => citations::at_accessed(self, anchor),
                AnchorKind::Bracket => citations::at_bracket(self, anchor),
            };
            at = end.unwrap_or(0).max(anchor.end);
        }
        Some(())
    }

    /// Reads at a digit; returns where to go on.
    fn digits(&mut self, start: usize) -> usize {
        if self.left_of(start) == Left::Name {
            return self.lex.end_of_name(start).max(start + 1);
        }
        let read = dates::calendar::at_digits(self, start)
            .or_else(|| quantities::rank::at_digits(self, start))
            .or_else(|| quantities::at_number(self, start));
        read.unwrap_or_else(|| {
            let number = crate::units::number::read_digits(self.lex.rest(start));
            let end = start + number.map_or(1, |it| it.len);
            self.lex.end_of_name(start).max(end)
        })
    }

    fn left_of(&self, start: usize) -> Left {
        let Some(sign) = self.lex.char_before(start) else {
            return Left::Free;
        };
        let before = start - sign.len_utf8();
        let further = self.lex.char_before(before).unwrap_or(' ');
        match sign {
            c if super::lexer::is_word_char(c) => {
                let word = self.lex.before(start).text;
                let known = quantities::money::is_prefix(word)
                    || matches!(word, "FY" | "Fy" | "CY" | "Q" | "H" | "FYs");
                if known { Left::Free } else { Left::Name }
            }
            '.' if further.is_ascii_digit() => Left::Name,
            '.' if further.is_alphabetic() => {
                let word = self.lex.before(before);
                let known = quantities::money::is_prefix(word.text) || word.is_any(&["no", "nos"]);
                if known { Left::Free } else { Left::Name }
            }
            ',' | ':' | '/' | '\'' | '’' if further.is_ascii_digit() => Left::Name,
            '/' if further.is_alphabetic() => Left::Name,
            '-' | '\u{2010}' | '\u{2011}' if further.is_ascii_digit() => Left::Name,
            '-' | '\u{2010}' | '\u{2011}' if further.is_alphabetic() => {
                let word = self.lex.before(before);
                let known = word.is_any(&["mid", "early", "late", "end", "pre", "post", "nearly"]);
                if known { Left::Free } else { Left::Name }
            }
            '_' | '#' | '@' | '№' | '§' | '\\' | '=' | '&' => Left::Name,
            _ => Left::Free,
        }
    }

    /// Adds a mention and closes what lies before its end.
    pub(super) fn push(
        &mut self,
        start: usize,
        end: usize,
        value: Value,
        rule: &'static str,
        doubt: Option<Doubt>,
    ) {
        let Some(span) = Span::new(self.lex.text, start, end) else {
            return;
        };
        if let Value::Money { currency, .. } = &value {
            self.last_money = Some((end, *currency));
        }
        self.floor = end;
        self.out.push(Mention {
            span,
            value,
            entity: None,
            doubt,
            rule,
        });
    }

    /// Whose text this is, as far as money and fiscal years go.
    pub(super) fn home(&self) -> Home {
        *self.home.get_or_init(|| Home::of_text(self.lex.text))
    }

    /// Whether `at` lies in an entry of the reference list.
    pub(super) fn in_reference(&self, at: usize) -> bool {
        let after = self.blocks.partition_point(|it| it.span.end() <= at);
        self.blocks
            .get(after)
            .is_some_and(|it| it.kind == BlockKind::Reference && it.span.contains(at))
    }

    /// Whether the text between two places holds the end of a sentence or a line.
    pub(super) fn sentence_ends_between(&self, start: usize, end: usize) -> bool {
        let text = self.lex.slice(start, end).as_bytes();
        text.windows(2).any(|it| {
            matches!(
                it,
                [b'.' | b'!' | b'?', b' ' | b'\n'] | [b'\n', _] | [_, b'\n']
            )
        })
    }

    /// Whether the token before `at` is one of these words, in reach of the floor.
    pub(super) fn word_before(&self, at: usize, words: &[&str]) -> Option<usize> {
        let token = self.lex.before(at);
        (token.is_near() && token.start >= self.floor && token.is_any(words)).then_some(token.start)
    }

    /// Skips a "the", "a" or "an" before `at`.
    pub(super) fn article_before(&self, at: usize) -> usize {
        self.word_before(at, &["the", "a", "an"]).unwrap_or(at)
    }
}
