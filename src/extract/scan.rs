//! One pass over a text for figures, dates and citations together.
//!
//! The lexer jumps from anchor to anchor; at each one the kinds are asked in a fixed order (dates,
//! ranks, amounts), the first that reads something takes its bytes, and nothing is read twice. That
//! is how a year is never also a count and nothing inside a URL is a figure. Mentions come out in
//! order and never overlap.

use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::anchors::{Anchor, AnchorKind, KeptAnchor};
use super::cuts::{Cuts, Fresh};
use super::dates::fiscal::{self, Home};
use super::dates::numeric::Order;
use super::lexer::{Lexer, Recent, Token};
use super::mention::{Doubt, Mention, Rule, Value, rule};
use super::quantities::shared::Meaning;
use super::{citations, dates, quantities};
use crate::document::{Block, BlockKind};
use crate::text::word_key::words;
use crate::text::{Span, Texts};
use crate::units::{Currency, number};

/// Everything the scan finds in `text`: figures, dates and citations, in one pass. The functions of
/// the single kinds are this with the others left out.
pub(super) fn scan(
    text: &str,
    blocks: &[Block],
    document_date: Option<Date>,
    out: &mut Vec<Mention>,
) {
    let around = Around::new(text, blocks, document_date);
    let recent = Recent::default();
    let mut scanner = Scanner::new(text, &around, &recent);
    let (mut cuts, mut fresh) = (Cuts::default(), Fresh::default());
    for piece in super::pieces(text, blocks) {
        cuts.clear();
        cuts.cut_without_names(text, piece.range.clone(), &mut fresh);
        scanner.scan(piece.range, piece.kind, cuts.anchors(0));
        out.append(&mut scanner.out);
    }
}

/// What is known of the whole text before the first figure is read.
#[derive(Debug)]
pub(super) struct Around {
    document_date: Option<Date>,
    /// Figures of tables, whose unit stands in the head of their column.
    cells: Vec<quantities::table::Cell>,
    home: OnceLock<Home>,
    order: OnceLock<Option<Order>>,
    has_decimal_commas: OnceLock<bool>,
}

impl Around {
    pub(super) fn new(text: &str, blocks: &[Block], document_date: Option<Date>) -> Self {
        Self {
            document_date,
            cells: quantities::table::cells(text, blocks),
            home: OnceLock::new(),
            order: OnceLock::new(),
            has_decimal_commas: OnceLock::new(),
        }
    }
}

/// The state of one pass.
#[derive(Debug)]
pub(super) struct Scanner<'t, 'a> {
    pub(super) lex: Lexer<'t>,
    pub(super) document_date: Option<Date>,
    /// Nothing before this may be taken: it belongs to the mention before.
    pub(super) floor: usize,
    /// Where the last amount of money ended, and its currency.
    pub(super) last_money: Option<(usize, Currency)>,
    /// Where the last count ended; 0 for none in the piece.
    pub(super) last_count: usize,
    /// Where the name of what the last count counts stands: a number in it is of that name.
    pub(super) counted: Range<usize>,
    /// Where the last date ended, and its days.
    pub(super) last_date: Option<(usize, Date, Date)>,
    /// What is counted and the like, each held once.
    pub(super) texts: Texts,
    /// What was found in the piece, in order.
    pub(super) out: Vec<Mention>,
    pub(super) meaning: Meaning,
    around: &'a Around,
    recent: &'t Recent,
    kind: BlockKind,
}

/// Whether digits are those of an amount, by the signs behind them: "1,600", "2.35", "20%"; no day,
/// year or rank. A year may have the mark of a note behind its full stop: "2027.1 Japan".
fn is_amount(bytes: &[u8], digits: Token<'_>) -> bool {
    match bytes.get(digits.end..) {
        Some([b'%', ..] | [b',', b'0'..=b'9', ..]) => true,
        Some([b'.', b'0'..=b'9', rest @ ..]) if digits.len() != 4 => {
            let digits = rest.iter().take_while(|it| it.is_ascii_digit()).count();
            !matches!(rest.get(digits), Some(b'.' | b'/' | b'-'))
        }
        _ => false,
    }
}

/// What a number is joined to on its left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    Free,
    /// Letters or signs that make it part of a name, a time, a version.
    Name,
}

impl<'t, 'a> Scanner<'t, 'a> {
    pub(super) fn new(text: &'t str, around: &'a Around, recent: &'t Recent) -> Self {
        Self {
            lex: Lexer::new(text, recent),
            recent,
            document_date: around.document_date,
            floor: 0,
            last_money: None,
            last_count: 0,
            counted: 0..0,
            texts: Texts::default(),
            last_date: None,
            out: Vec::new(),
            meaning: Meaning::default(),
            around,
            kind: BlockKind::Paragraph,
        }
    }

    /// Reads one piece of the text at its anchors.
    pub(super) fn scan(&mut self, piece: Range<usize>, kind: BlockKind, anchors: &[KeptAnchor]) {
        self.recent.forget(piece.start);
        self.lex = Lexer::of_range(self.lex.text, &piece, self.recent);
        self.floor = piece.start;
        self.last_money = None;
        self.last_date = None;
        self.last_count = 0;
        self.counted = 0..0;
        self.meaning = Meaning::default();
        self.kind = kind;
        let around = self.around;
        let first = around.cells.partition_point(|it| it.end <= piece.start);
        let mut cells = around.cells.get(first..).unwrap_or(&[]);
        let mut at = piece.start;
        for anchor in anchors.iter().map(|it| it.anchor()) {
            if anchor.start < at {
                continue;
            }
            while let [cell, behind @ ..] = cells
                && cell.end <= anchor.start
            {
                cells = behind;
            }
            if let [cell, behind @ ..] = cells
                && cell.start <= anchor.start
            {
                cells = behind;
                at = cell.end.max(anchor.end);
                if self.floor <= cell.start
                    && let Some(value) = cell.value.clone()
                {
                    self.push(cell.start, cell.end, value, rule!("table-column"), None);
                }
                continue;
            }
            let end = match anchor.kind {
                AnchorKind::Digits => Some(self.digits(anchor.start)),
                AnchorKind::Bracket => citations::at_bracket(self, anchor),
                _ => self.word(anchor),
            };
            at = end.unwrap_or(0).max(anchor.end);
        }
    }

    /// Reads at a word or sign; returns where to go on.
    #[inline(never)]
    fn word(&mut self, anchor: Anchor) -> Option<usize> {
        match anchor.kind {
            AnchorKind::Fraction => citations::at_superscript(self, anchor.start)
                .or_else(|| quantities::at_number(self, anchor.start)),
            AnchorKind::NumberWord => dates::calendar::at_tens(self, anchor)
                .or_else(|| dates::spoken::at_year(self, anchor))
                .or_else(|| quantities::at_number_word(self, anchor)),
            AnchorKind::Ordinal => dates::calendar::at_ordinal(self, anchor)
                .or_else(|| quantities::rank::at_ordinal(self, anchor)),
            AnchorKind::Month => dates::calendar::at_month(self, anchor),
            AnchorKind::Weekday => dates::relative::at_weekday(self, anchor),
            AnchorKind::Period => dates::relative::at_period(self, anchor)
                .or_else(|| quantities::at_quarter(self, anchor)),
            AnchorKind::Day => dates::relative::at_day(self, anchor),
            AnchorKind::Decade => dates::at_decade(self, anchor),
            AnchorKind::Ibid => citations::at_ibid(self, anchor),
            AnchorKind::Url => citations::at_url(self, anchor),
            AnchorKind::Accessed => citations::at_accessed(self, anchor),
            AnchorKind::Bracket => citations::at_bracket(self, anchor),
            AnchorKind::Digits => Some(self.digits(anchor.start)),
        }
    }

    /// Reads at a digit; returns where to go on.
    #[inline(never)]
    fn digits(&mut self, start: usize) -> usize {
        if self.left_of(start) == Left::Name {
            // "ranks #5".
            if self.lex.char_before(start) == Some('#')
                && let Some(end) = quantities::rank::at_digits(self, self.lex.digits(start))
            {
                return end;
            }
            return self.lex.end_of_name(start).max(start + 1);
        }
        // "$.50" and ".5 miles"; "...5" and "No.5" are something else.
        let point = start.checked_sub(1).filter(|&at| {
            self.lex.text.as_bytes().get(at) == Some(&b'.')
                && at >= self.floor
                && self
                    .lex
                    .char_before(at)
                    .is_none_or(|it| it.is_whitespace() || matches!(it, '(' | '$' | '£' | '€'))
        });
        if let Some(point) = point {
            let end = quantities::at_number(self, point);
            return end.unwrap_or_else(|| self.lex.end_of_name(start).max(start + 1));
        }
        let digits = self.lex.digits(start);
        let read = if is_amount(self.lex.text.as_bytes(), digits) {
            quantities::at_number(self, start)
        } else {
            dates::digits::at_digits(self, digits)
                .or_else(|| quantities::rank::at_digits(self, digits))
                .or_else(|| quantities::at_number(self, start))
        };
        read.unwrap_or_else(|| {
            let goes_on = !number::ends_plain(self.lex.bytes_from(digits.end));
            let is_long = digits.len() > number::MAX_PLAIN;
            let end = if goes_on || is_long {
                let number = number::read_digits(self.lex.rest(start));
                start + number.map_or(1, |it| it.len)
            } else {
                digits.end
            };
            self.lex.end_of_name(start).max(end)
        })
    }

    fn left_of(&self, start: usize) -> Left {
        let before = self.lex.text.as_bytes().get(start.wrapping_sub(1));
        if matches!(before, Some(b' ' | b'$' | b'(')) {
            return Left::Free;
        }
        let Some(sign) = self.lex.char_before(start) else {
            return Left::Free;
        };
        let before = start - sign.len_utf8();
        let further = self.lex.char_before(before).unwrap_or(' ');
        match sign {
            c if super::lexer::is_word_char(c) => {
                let word = self.lex.before(start).text();
                let known = quantities::money::is_prefix_at(self, word, start)
                    || matches!(word, "FY" | "JFY" | "Fy" | "CY" | "Q" | "H" | "FYs");
                if known { Left::Free } else { Left::Name }
            }
            '.' if further.is_ascii_digit() => Left::Name,
            '.' if further.is_alphabetic() => {
                let word = self.lex.before(before);
                let known = quantities::money::is_prefix_at(self, word.text(), start)
                    || word.is_any(words!["no", "nos"]);
                if known { Left::Free } else { Left::Name }
            }
            ',' | ':' | '/' | '\'' | '’' if further.is_ascii_digit() => Left::Name,
            '/' if quantities::money::is_stroke_sign(self, start) => Left::Free,
            '/' if further.is_alphabetic() => Left::Name,
            '-' | '\u{2010}' | '\u{2011}' if further.is_ascii_digit() => Left::Name,
            '-' | '\u{2010}' | '\u{2011}' if further.is_alphabetic() => {
                let word = self.lex.before(before);
                let known = word.is_any(words![
                    "mid", "early", "late", "end", "pre", "post", "nearly"
                ]);
                if known { Left::Free } else { Left::Name }
            }
            // "the 2+2 talks".
            '+' if further.is_ascii_digit() => Left::Name,
            '_' | '#' | '^' | '@' | '№' | '§' | '\\' | '=' | '&' => Left::Name,
            _ => Left::Free,
        }
    }

    /// Adds a mention and closes what lies before its end.
    pub(super) fn push(
        &mut self,
        start: usize,
        end: usize,
        value: Value,
        rule: Rule,
        doubt: Option<Doubt>,
    ) {
        let Some(span) = Span::new(self.lex.text, start, end) else {
            return;
        };
        match &value {
            Value::Money { currency, .. } => {
                // The other side of "201 billion zlotys ($55 billion)" is not what the text goes on in.
                let main = self.last_money.filter(|(main_end, _)| {
                    self.lex.char_before(start) == Some('(') && start - *main_end <= 3
                });
                self.last_money = Some((end, main.map_or(*currency, |it| it.1)));
            }
            Value::Count { .. } => self.last_count = end,
            Value::Date { from, to, .. } => self.last_date = Some((end, *from, *to)),
            _ => {}
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
        *self
            .around
            .home
            .get_or_init(|| Home::of_text(self.lex.text))
    }

    /// Whether "3/4/2025" starts with the day or the month, and whether that is sure.
    pub(super) fn order(&self) -> (Order, bool) {
        let order = &self.around.order;
        let shown = *order.get_or_init(|| fiscal::order_of(self.lex.text));
        shown.map_or_else(|| self.home().usual_order(), |order| (order, true))
    }

    /// Whether the text writes decimals with a comma, so that points part thousands.
    pub(super) fn has_decimal_commas(&self) -> bool {
        *self
            .around
            .has_decimal_commas
            .get_or_init(|| quantities::decimals::has_decimal_commas(self.lex.text))
    }

    /// Whether the piece is an entry of the reference list.
    pub(super) fn in_reference(&self) -> bool {
        self.kind == BlockKind::Reference
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
    #[inline(always)]
    pub(super) fn word_before<const N: usize>(&self, at: usize, words: &[u64; N]) -> Option<usize> {
        let token = self.lex.before(at);
        (token.is_near() && token.start >= self.floor && token.is_any(words)).then_some(token.start)
    }

    /// Skips a "the", "a" or "an" before `at`.
    pub(super) fn article_before(&self, at: usize) -> usize {
        self.word_before(at, words!["the", "a", "an"]).unwrap_or(at)
    }
}
