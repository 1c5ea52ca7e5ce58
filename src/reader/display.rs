//! What of a chunk is put on the screen: the same characters, the dangerous ones as a symbol.
//!
//! Invariant: one character is shown for each character of the source, in order, so that places
//! in the shown text and in the document convert by counting characters of one chunk.
//!
//! Control characters could break the layout; marks that turn the direction of writing could make
//! a passage read as something it does not say. Leaves out fonts: the symbol is passed in.

/// Lines with more characters than this were ended by a margin, not by their writer.
const BROKEN_LINE: usize = 45;

/// The text of one chunk as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayText {
    /// What to lay out. May be shorter than the source by a line end at its end.
    pub text: String,
    /// Whether a character was replaced.
    pub replaced: bool,
}

impl DisplayText {
    /// Of `source`, with `symbol` for what must not be shown raw. A line end at the end is dropped:
    /// the next chunk starts a line of its own.
    pub fn new(source: &str, symbol: char) -> Self {
        let source = source.strip_suffix('\n').unwrap_or(source);
        let mut replaced = false;
        let text = source
            .chars()
            .map(|c| {
                if must_be_replaced(c) {
                    replaced = true;
                    symbol
                } else {
                    c
                }
            })
            .collect();
        Self { text, replaced }
    }

    /// The same with long lines joined: a paragraph that was broken by its writer's program is set
    /// in the width of the page. Short lines (of a poem, an address) stay as they are.
    #[must_use]
    pub fn reflowed(mut self) -> Self {
        if !self.text.contains('\n') {
            return self;
        }
        let mut line = 0;
        self.text = self
            .text
            .chars()
            .map(|c| {
                line += 1;
                if c != '\n' {
                    return c;
                }
                let long = line > BROKEN_LINE;
                line = 0;
                if long { ' ' } else { '\n' }
            })
            .collect();
        self
    }
}

/// How many characters the mark at the start of a list item or reference takes, with the spaces
/// around it: "• ", "  12. ", "\[3\] ". `None` when the text begins with words.
pub fn marker_len(text: &str) -> Option<usize> {
    let words = text.trim_start();
    let before = text.chars().count() - words.chars().count();
    let mark = words.split(char::is_whitespace).next()?;
    if mark.len() == words.len() {
        return None;
    }
    let is_mark = match mark.strip_suffix(['.', ')', ']']) {
        Some(number) => {
            let number = number.trim_start_matches(['(', '[']);
            (1..=4).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit())
                || number.len() == 1 && number.chars().all(char::is_alphabetic)
        }
        None => {
            let mut chars = mark.chars();
            let first = chars.next()?;
            chars.next().is_none() && "-*+•–—·◦‣▪●".contains(first)
        }
    };
    if !is_mark {
        return None;
    }
    let after = words.get(mark.len()..)?;
    let spaces = after.chars().take_while(|c| c.is_whitespace()).count();
    Some(before + mark.chars().count() + spaces)
}

/// Control characters (but line end and tab), direction marks, line separators and the invisible
/// characters that hide text inside text.
pub const fn must_be_replaced(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// How many characters of `source` start before byte `at`.
pub fn char_of_byte(source: &str, at: usize) -> usize {
    source
        .as_bytes()
        .iter()
        .take(at)
        .filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000)
        .count()
}

/// The byte at which character `at` of `source` starts; its end when there are fewer.
pub fn byte_of_char(source: &str, at: usize) -> usize {
    source
        .char_indices()
        .nth(at)
        .map_or(source.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        assert_eq!(DisplayText::new(source, '□').text, expected);
    }

    #[test]
    fn plain_text_stays() {
        check("Japan’s 10 trillion ¥\ta\nb", "Japan’s 10 trillion ¥\ta\nb");
        assert!(!DisplayText::new("Japan", '□').replaced);
    }

    #[test]
    fn direction_overrides_are_seen() {
        check("68 \u{202e}noillib", "68 □noillib");
        check("\u{2066}a\u{2069}", "□a□");
        assert!(DisplayText::new("\u{202e}", '□').replaced);
    }

    #[test]
    fn control_characters_are_seen() {
        check("a\0b\u{1b}[31mc\r", "a□b□[31mc□");
        check("a\u{85}b\u{2028}c", "a□b□c");
    }

    #[test]
    fn hidden_tags_are_seen() {
        check("a\u{e0041}b", "a□b");
    }

    #[test]
    fn only_the_last_line_end_goes() {
        check("a\n\n", "a\n");
    }

    #[track_caller]
    fn check_marker(text: &str, expected: Option<usize>) {
        assert_eq!(marker_len(text), expected, "{text:?}");
    }

    #[test]
    fn marks_of_lists_are_seen() {
        check_marker("• one", Some(2));
        check_marker("  - one", Some(4));
        check_marker("12.  one", Some(5));
        check_marker("[3] Ibid.", Some(4));
        check_marker("(a) one", Some(4));
    }

    #[test]
    fn words_are_no_marks() {
        check_marker("Japan", None);
        check_marker("2024 was", None);
        check_marker("Ibid. p. 3", None);
        check_marker("U.S. ships", None);
        check_marker("-5 degrees", None);
        check_marker("•", None);
        check_marker("", None);
        check_marker("   ", None);
    }

    #[test]
    fn long_lines_are_joined_and_short_ones_kept() {
        let long = "The Tokyo Government has committed to raising its annual";
        let shown = DisplayText::new(&format!("{long}\ndefense spending.\nShort."), '□').reflowed();
        assert_eq!(shown.text, format!("{long} defense spending.\nShort."));
    }

    proptest! {
        #[test]
        fn places_convert_there_and_back(source in ".{0,60}", at in 0usize..60) {
            let shown = DisplayText::new(&source, '□');
            prop_assert!(!shown.text.chars().any(must_be_replaced));
            prop_assert_eq!(shown.text.chars().count(),
                source.strip_suffix('\n').unwrap_or(&source).chars().count());
            prop_assert_eq!(shown.clone().reflowed().text.chars().count(), shown.text.chars().count());
            let byte = byte_of_char(&source, at);
            prop_assert!(source.is_char_boundary(byte));
            prop_assert_eq!(char_of_byte(&source, byte), at.min(source.chars().count()));
        }
    }
}
