//! The rules of the house for single characters: white space is one space, control characters are
//! shown as U+FFFD, and what shows nothing is left out.

use crate::document::limits::MAX_MARKS;

/// Words on one line without odd characters; `None` for nothing.
pub(in super::super) fn clean_line(words: &str) -> Option<String> {
    let mut line = String::new();
    push(&mut line, words, false);
    let line: String = line.trim().chars().take(300).collect();
    (!line.is_empty()).then_some(line)
}

/// Drops white space at the end.
pub(super) fn trim_end(words: &mut String) {
    words.truncate(words.trim_end().len());
}

/// Adds words by the rules of the house; says whether marks were dropped.
pub(super) fn push(out: &mut String, words: &str, keeps_space: bool) -> bool {
    let mut num_marks = 0u8;
    let mut has_dropped = false;
    // A long run of marks may come in pieces.
    if words.starts_with(is_mark) {
        let before = out.chars().rev().take(usize::from(MAX_MARKS));
        num_marks = before
            .take_while(|&c| is_mark(c))
            .count()
            .try_into()
            .unwrap_or(MAX_MARKS);
    }
    for c in words.chars() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            '\n' | '\t' if keeps_space => out.push(c),
            '\r' if keeps_space => {}
            ' ' if keeps_space => out.push(' '),
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            c if c.is_control() => out.push('\u{fffd}'),
            c if is_mark(c) => {
                num_marks = num_marks.saturating_add(1);
                if num_marks <= MAX_MARKS {
                    out.push(c);
                } else {
                    has_dropped = true;
                }
                continue;
            }
            c => out.push(c),
        }
        num_marks = 0;
    }
    has_dropped
}

/// A mark that is drawn on the letter before it, of those that are piled up in jest.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}
