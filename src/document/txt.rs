//! Plain text: where its headings, paragraphs, list items, references and tables are.
//!
//! The text is never changed; blocks only point into it. Plain text has no marks, so everything
//! here is a judgement from line lengths, blank lines and how lines begin and end. Two ways of
//! writing are told apart by themselves, run of lines by run of lines: one paragraph a line (what a
//! web page gives when copied), and paragraphs broken into short lines (what mail and old files
//! hold). Every step looks at each line a bounded number of times, so the work is linear, also for
//! one line of 100 MB; blocks may be as long as the text, and the reader cuts them.

mod rows;

use super::outline::{Marker, marker_of, opens_references};
use super::{Block, BlockKind};
use crate::text::Span;
use rows::{are_rows, is_row};

/// The most blocks of one document. What comes after is one last block, so that a file of nothing
/// but line ends cannot take more memory than a book of a hundred thousand pages.
pub const MAX_BLOCKS: usize = 4_000_000;

/// A line of more characters is a paragraph of its own: no program breaks lines this late.
const LONG: usize = 120;

/// A heading has at most this many characters.
const HEADING: usize = 80;

/// The blocks of a plain text, and whether there were more than [`MAX_BLOCKS`].
///
/// ```
/// use rangebook::document::{BlockKind, txt};
/// let text = "Japan buys missiles\n\nJapan plans to buy 400 of them.\n";
/// let (blocks, _) = txt::blocks(text);
/// assert_eq!(blocks[0].kind, BlockKind::Heading { level: 1 });
/// assert_eq!(blocks[1].span.slice(text), "Japan plans to buy 400 of them.");
/// ```
pub fn blocks(text: &str) -> (Vec<Block>, bool) {
    blocks_up_to(text, MAX_BLOCKS)
}

fn blocks_up_to(text: &str, limit: usize) -> (Vec<Block>, bool) {
    let mut layout = Layout {
        text,
        limit,
        blocks: Vec::new(),
        open: None,
        in_references: false,
        is_cut_short: false,
    };
    let mut lines = Lines { text, at: 0 };
    while let Some(run) = next_run(&mut lines) {
        layout.place_run(&run);
    }
    (layout.blocks, layout.is_cut_short)
}

/// One line without its line end.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
    /// Without the space around it; kept, because every question about a line is about these.
    words: &'t str,
}

impl<'t> Line<'t> {
    const fn words(self) -> &'t str {
        self.words
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    fn end(self) -> usize {
        self.start + self.text.trim_end().len()
    }

    fn is_blank(self) -> bool {
        self.words().is_empty()
    }

    /// Longer than any program would break it. The long tail of an address in a broken paragraph
    /// does not count; a line of Chinese, which has no spaces, does.
    fn is_long(self) -> bool {
        if self.words.len() <= LONG {
            return false;
        }
        self.words()
            .char_indices()
            .nth(LONG)
            .and_then(|(at, _)| self.words().get(at..))
            .is_some_and(|tail| tail.chars().any(|c| c.is_whitespace() || !c.is_ascii()))
    }

    fn width(self) -> usize {
        self.words().chars().take(LONG).count()
    }
}

/// Lines from a place on.
#[derive(Clone)]
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let len = rest.find('\n').unwrap_or(rest.len());
        let text = rest.get(..len)?;
        let line = Line {
            start: self.at,
            text,
            words: text.trim(),
        };
        self.at += len + 1;
        Some(line)
    }
}

/// Lines between two blank ones.
struct Run<'t> {
    lines: Lines<'t>,
    /// The text ends here for this run.
    after: Lines<'t>,
    num_lines: usize,
    /// One line is one paragraph.
    is_line_by_line: bool,
    /// Width of the widest line that is not long.
    width: usize,
}

fn next_run<'t>(lines: &mut Lines<'t>) -> Option<Run<'t>> {
    let first = lines.find(|line| !line.is_blank())?;
    let mut end = lines.at;
    let (mut num_lines, mut num_plain, mut num_long, mut width) = (0usize, 0usize, 0usize, 0);
    let mut next = Some(first);
    while let Some(line) = next.filter(|line| !line.is_blank()) {
        end = lines.at;
        num_lines += 1;
        if line.is_long() {
            num_long += 1;
        } else {
            width = width.max(line.width());
        }
        num_plain += usize::from(marker_of(line.words()).is_none());
        next = lines.next();
    }
    let text = lines.text.get(..end).unwrap_or(lines.text);
    Some(Run {
        lines: Lines {
            text,
            at: first.start,
        },
        after: lines.clone(),
        num_lines,
        is_line_by_line: num_long * 4 >= num_plain,
        width,
    })
}

struct Open {
    start: usize,
    end: usize,
    kind: BlockKind,
}

struct Layout<'t> {
    text: &'t str,
    limit: usize,
    blocks: Vec<Block>,
    open: Option<Open>,
    in_references: bool,
    is_cut_short: bool,
}

impl<'t> Layout<'t> {
    fn place_run(&mut self, run: &Run<'t>) {
        let mut lines = run.lines.clone();
        let mut previous = None;
        let mut current = lines.next();
        while let Some(line) = current {
            let next = lines.next();
            self.place(line, previous, next, run);
            previous = Some(line);
            current = next;
        }
        self.close();
    }

    fn place(
        &mut self,
        line: Line<'t>,
        previous: Option<Line<'t>>,
        next: Option<Line<'t>>,
        run: &Run<'t>,
    ) {
        let words = line.words();
        let marker = marker_of(words);
        if is_rule(words) {
            self.begin(line, BlockKind::Preformatted);
            self.close();
        } else if let Some(level) = self.heading_level(line, previous, next, run, marker) {
            self.in_references = opens_references(words);
            self.begin(line, BlockKind::Heading { level });
            self.close();
        } else if self.blocks.len() < 3 && is_author_line(words) && self.is_at_border() {
            self.begin(line, BlockKind::Paragraph);
            self.close();
        } else if let Some(marker) = marker
            && !self.goes_on(previous, marker)
        {
            let kind = match marker {
                Marker::Reference => BlockKind::Reference,
                // "(a) …" under "Notes" explains a table; it cites nothing.
                Marker::Numbered
                    if self.in_references && words.starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    BlockKind::Reference
                }
                Marker::Numbered | Marker::Bullet | Marker::Dated => BlockKind::ListItem,
            };
            self.begin(line, kind);
        } else if words.starts_with('>') {
            self.begin_or_extend(line, BlockKind::Quote);
        } else if [previous, next]
            .into_iter()
            .flatten()
            .any(|beside| are_rows(line, beside))
        {
            self.begin_or_extend(line, BlockKind::Preformatted);
        } else if self.in_references && is_numbered_note(words) {
            self.begin(line, BlockKind::Reference);
        } else if self.joins(line, previous, run) {
            self.extend(line);
        } else if self.in_references && is_like_a_reference(words) {
            self.begin(line, BlockKind::Reference);
        } else {
            self.begin(line, BlockKind::Paragraph);
        }
    }

    /// No paragraph is being read: only headings and author lines stand above.
    const fn is_at_border(&self) -> bool {
        self.open.is_none()
    }

    /// A number at the start of a line inside a broken sentence opens no list.
    fn goes_on(&self, previous: Option<Line<'t>>, marker: Marker) -> bool {
        let Some(previous) = previous else {
            return false;
        };
        marker != Marker::Bullet
            && !previous.is_long()
            && !ends_a_sentence(previous.words())
            && !previous.words().ends_with([':', ';', ',', '='])
            && self
                .open
                .as_ref()
                .is_some_and(|open| open.kind == BlockKind::Paragraph)
    }

    /// Whether the line belongs to the block above it.
    fn joins(&self, line: Line<'t>, previous: Option<Line<'t>>, run: &Run<'t>) -> bool {
        let (Some(open), Some(previous)) = (&self.open, previous) else {
            return false;
        };
        if matches!(open.kind, BlockKind::Preformatted | BlockKind::Quote)
            || run.is_line_by_line
            || line.is_long()
            || previous.is_long()
        {
            return false;
        }
        // A paragraph ends at a full stop well before the margin, or when the next line is set in.
        let ends_early = run.width >= 50 && previous.width() * 4 < run.width * 3;
        let is_set_in = line.indent() > previous.indent() && open.kind == BlockKind::Paragraph;
        !((ends_early || is_set_in)
            && ends_a_sentence(previous.words())
            && !starts_small(line.words()))
    }

    fn heading_level(
        &self,
        line: Line<'t>,
        previous: Option<Line<'t>>,
        next: Option<Line<'t>>,
        run: &Run<'t>,
        marker: Option<Marker>,
    ) -> Option<u8> {
        let words = line.words();
        if let Some(level) = hash_level(words) {
            return Some(level);
        }
        if !is_like_a_heading(words)
            || matches!(
                marker,
                Some(Marker::Reference | Marker::Bullet | Marker::Dated)
            )
            || next.is_some_and(|next| are_rows(line, next))
        {
            return None;
        }
        let is_first = self.blocks.is_empty() && self.open.is_none();
        let level = if is_first {
            1
        } else {
            number_level(words).unwrap_or(2)
        };
        let accepted = match next {
            // Between blank lines.
            None if previous.is_none() => {
                let after_list = self.blocks.last().is_some_and(|block| {
                    matches!(block.kind, BlockKind::ListItem | BlockKind::Reference)
                });
                leads_to_text(&run.after) && (marker.is_none() || !after_list)
            }
            // A short line at the end of other lines.
            None => false,
            Some(next) => {
                let next_words = next.words();
                let above_text = marker.is_none() && marker_of(next_words).is_none();
                let is_apart = previous.is_none() || previous.is_some_and(Line::is_long);
                let is_capitals = is_capitals(words) && !is_capitals(next_words);
                let is_title = is_first && line.width() * 4 < run.width * 3;
                is_rule(next_words) && previous.is_none()
                    || is_first && is_author_line(next_words)
                    || marker.is_none() && self.opens_rows(line, previous, next)
                    || is_apart && next.is_long() && marker.is_none()
                    || previous.is_none() && above_text && is_capitals
                    || previous.is_none()
                        && above_text
                        && is_title
                        && run.num_lines > 2
                        && !is_like_a_heading(next_words)
                        && !starts_small(next_words)
            }
        };
        accepted.then_some(level)
    }

    /// A short line over a table or a list, with no running text before it that it could end.
    fn opens_rows(&self, line: Line<'t>, previous: Option<Line<'t>>, next: Line<'t>) -> bool {
        let is_apart = previous.is_none_or(|previous| {
            let ended = ends_a_sentence(previous.words()) || is_row(previous);
            let above = self.open.as_ref().map(|open| open.kind);
            ended && line.indent() == 0 && above != Some(BlockKind::Paragraph)
        });
        // "… signed on January" over "18. It will …" is a broken sentence; "Notes" over "1. …" is not.
        let is_brief = line.words().split_whitespace().nth(5).is_none();
        let opens = match marker_of(next.words()) {
            Some(Marker::Bullet | Marker::Dated) => true,
            Some(_) => is_brief,
            None => is_row(next),
        };
        is_apart && !is_row(line) && opens
    }

    fn begin_or_extend(&mut self, line: Line<'t>, kind: BlockKind) {
        match &self.open {
            Some(open) if open.kind == kind => self.extend(line),
            _ => self.begin(line, kind),
        }
    }

    fn begin(&mut self, line: Line<'t>, kind: BlockKind) {
        self.close();
        // Columns stand under each other only with the space in front.
        let indent = match kind {
            BlockKind::Preformatted => 0,
            _ => line.indent(),
        };
        self.open = Some(Open {
            start: line.start + indent,
            end: line.end(),
            kind,
        });
    }

    fn extend(&mut self, line: Line<'t>) {
        if let Some(open) = &mut self.open {
            open.end = line.end();
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let Some(span) = Span::new(self.text, open.start, open.end) else {
            return;
        };
        if self.blocks.len() < self.limit {
            let kind = open.kind;
            self.blocks.push(Block { span, kind });
        } else if let Some(last) = self.blocks.last_mut() {
            self.is_cut_short = true;
            *last = Block {
                span: last.span.union(span),
                kind: BlockKind::Paragraph,
            };
        }
    }
}

/// "## Title", as Markdown writes it; many plain files do too.
fn hash_level(words: &str) -> Option<u8> {
    let num_hashes = words
        .bytes()
        .take(7)
        .take_while(|&byte| byte == b'#')
        .count();
    let rest = words.get(num_hashes..)?;
    let level = u8::try_from(num_hashes)
        .ok()
        .filter(|level| (1..=6).contains(level))?;
    (rest.starts_with(' ') && rest.len() <= HEADING * 2).then_some(level)
}

/// "2.1 Costs" is below "2. Costs".
fn number_level(words: &str) -> Option<u8> {
    let number = words.split_whitespace().next()?;
    let is_number = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.contains('.');
    let depth = number.split('.').filter(|part| !part.is_empty()).count();
    is_number.then(|| u8::try_from(depth + 1).unwrap_or(6).min(6))
}

fn is_like_a_heading(words: &str) -> bool {
    let is_short = words.len() <= HEADING * 4 && words.chars().count() <= HEADING;
    is_short
        && !words.ends_with(['.', ',', ';', ':', '!', '…', ']', '|', '-', '>'])
        && (!ends_a_sentence(words) || words.ends_with('?'))
        && !starts_small(words)
        && words.chars().any(char::is_alphabetic)
        && words.split_whitespace().nth(14).is_none()
        && !words.contains("://")
        && !words.contains('\t')
        && !words.starts_with(['>', '|', '“', '"'])
        && !is_byline(words)
}

/// "By Jane Doe" and "STOCKHOLM, 16 June 2025" stand under titles and are none.
fn is_byline(words: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    const MAX_WORDS: usize = 7;
    let parts = || words.split(|c: char| !c.is_alphanumeric());
    let is_number = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    let names_a_month = parts().any(|part| MONTHS.iter().any(|month| part.starts_with(month)));
    let has_day = parts().any(|part| is_number(part, 1) || is_number(part, 2));
    let has_year = parts().any(|part| is_number(part, 4));
    let is_short = words.split_whitespace().nth(MAX_WORDS).is_none();
    words.starts_with("By ")
        || words.starts_with("BY ")
        || is_short && has_year && names_a_month && has_day
}

/// "By Jane Doe and John Roe": names only, under a title.
fn is_author_line(words: &str) -> bool {
    let names = words
        .strip_prefix("By ")
        .or_else(|| words.strip_prefix("BY "))
        .or_else(|| words.strip_prefix("by "));
    names.is_some_and(|names| {
        names.len() <= HEADING
            && !names.ends_with(['.', ':', ';'])
            && !names.bytes().any(|byte| byte.is_ascii_digit())
            && names.split_whitespace().nth(9).is_none()
            && names.split_whitespace().all(|word| {
                matches!(
                    word,
                    "and" | "in" | "for" | "of" | "de" | "van" | "von" | "al" | "|"
                ) || word.starts_with(char::is_uppercase)
            })
    })
}

/// Whether running text follows before the third further heading: a column of names between blank
/// lines is not a column of headings.
fn leads_to_text(after: &Lines<'_>) -> bool {
    after
        .clone()
        .filter(|line| !line.is_blank())
        .take(3)
        .any(|line| !is_like_a_heading(line.words()) || marker_of(line.words()).is_some())
}

/// A line drawn with characters.
fn is_rule(words: &str) -> bool {
    words.len() >= 3
        && words
            .chars()
            .all(|c| matches!(c, '-' | '=' | '*' | '_' | '~' | '─' | '━' | '═' | '+' | ' '))
}

/// A full stop, also inside closing quotation marks and before "\[1\]".
fn ends_a_sentence(words: &str) -> bool {
    let mut rest = words.trim_end_matches(['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    while let Some(before) = rest
        .strip_suffix(']')
        .map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit()))
        .and_then(|rest| rest.strip_suffix('['))
    {
        rest = before;
    }
    rest.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', ' '])
        .ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

fn starts_small(words: &str) -> bool {
    words.chars().next().is_some_and(char::is_lowercase)
}

fn is_capitals(words: &str) -> bool {
    words.chars().filter(|c| c.is_uppercase()).take(4).count() == 4
        && !words.chars().any(char::is_lowercase)
}

/// "12 Roe, Another title" in a list of notes, whose numbers have no full stop.
fn is_numbered_note(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = words.get(digits..).unwrap_or("");
    (1..=3).contains(&digits)
        && rest.strip_prefix([' ', '\t']).is_some_and(|rest| {
            rest.trim_start()
                .starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'))
        })
}

/// A year, an address or "Ibid." is in every entry of a reference list.
fn is_like_a_reference(words: &str) -> bool {
    let has_year = words
        .split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    has_year || words.contains("://") || words.contains("Ibid")
}

#[cfg(test)]
#[path = "txt_tests.rs"]
mod tests;
