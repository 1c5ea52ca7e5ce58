//! Words that are too long for their place end at a word, with "…"; those of a document are on one line.

/// At most `max_chars` characters of `text`, and "…" where something is left out. A word is cut only where
/// it alone fills two thirds of the place.
///
/// ```
/// use rangebook::text::shorten;
/// assert_eq!(shorten("a pledge of 68 billion dollars", 16), "a pledge of 68…");
/// assert_eq!(shorten("a pledge", 16), "a pledge");
/// ```
pub fn shorten(text: &str, max_chars: usize) -> String {
    let Some((end, next)) = text.char_indices().nth(max_chars) else {
        return text.to_owned();
    };
    let whole = text.get(..end).unwrap_or_default();
    let at_word = match whole.rfind(char::is_whitespace) {
        _ if next.is_whitespace() => whole,
        Some(at) if whole.get(..at).unwrap_or_default().chars().count() * 3 >= max_chars => {
            whole.get(..at).unwrap_or_default()
        }
        _ => whole,
    };
    let open = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | '[' | '“' | '…');
    format!("{}…", at_word.trim_end_matches(open))
}

/// The words of `raw` as they may be shown: on one line, without control or direction marks, and at most
/// `max_chars` characters, as [`shorten`] cuts them.
///
/// ```
/// use rangebook::text::folded;
/// assert_eq!(folded("a pledge\n  of 68 billion dollars", 16), "a pledge of 68…");
/// ```
pub fn folded(raw: &str, max_chars: usize) -> String {
    let mut out = String::new();
    let mut num_chars = 0;
    for word in raw.split_whitespace() {
        let mut letters = word.chars().filter(|&it| prints(it)).peekable();
        if letters.peek().is_none() {
            continue;
        }
        if num_chars > max_chars {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
            num_chars += 1;
        }
        // One more than is shown tells that there is more.
        let room = (max_chars + 1).saturating_sub(num_chars);
        for letter in letters.take(room) {
            out.push(letter);
            num_chars += 1;
        }
    }
    shorten(&out, max_chars)
}

/// Neither a control character nor an invisible mark that reorders or joins what stands around it.
fn prints(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, max_chars: usize, expected: &str) {
        assert_eq!(shorten(text, max_chars), expected);
    }

    #[test]
    fn what_fits_is_left_alone() {
        check("", 0, "");
        check("as first published", 18, "as first published");
        check("très étroit", 11, "très étroit");
    }

    #[test]
    fn words_are_whole() {
        check("as first published", 17, "as first…");
        check("as first published", 8, "as first…");
        check("as first, published", 12, "as first…");
        check("spending (in dollars)", 11, "spending…");
    }

    #[test]
    fn a_word_that_is_too_long_itself_is_cut() {
        check("xxxxxxxxxx", 4, "xxxx…");
        check("a xxxxxxxxxx", 6, "a xxxx…");
        check("反撃能力の保有", 4, "反撃能力…");
        check("abc", 0, "…");
    }

    #[test]
    fn words_of_a_document_are_folded_cleaned_and_cut() {
        assert_eq!(folded("a\n  b\t\u{202E}c\u{7}", 90), "a b c");
        assert_eq!(folded("a \u{200B} b", 90), "a b");
        assert_eq!(folded("\u{200B} \u{1}", 90), "");
        let long = folded(&"word ".repeat(100), 90);
        assert_eq!(long.chars().count(), 90);
        assert!(long.ends_with("word…"), "no word is cut");
    }

    proptest::proptest! {
        #[test]
        fn never_longer_and_always_a_beginning(text in "[a-zé .,(]{0,40}", max in 0usize..30) {
            let short = shorten(&text, max);
            proptest::prop_assert!(short.chars().count() <= max + 1 || short == text);
            let begun = short.strip_suffix('…').unwrap_or(&short);
            proptest::prop_assert!(text.starts_with(begun));
        }
    }
}
