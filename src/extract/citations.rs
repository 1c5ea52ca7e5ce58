//! Reference marks, Ibid., URLs, access dates.
//!
//! A URL is one citation, and nothing inside it is a figure.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u8x32};

use super::anchors::Anchor;
use super::lexer::{Gap, TokenKind};
use super::mention::{Kind, Mention, Rule, Value, rule};
use super::scan::{Scanner, scan};
use crate::text::word_key::words;

/// Adds every citation in `text`, in order and disjoint.
pub fn citations(text: &str, out: &mut Vec<Mention>) {
    let from = out.len();
    scan(text, &[], None, out);
    let mut at = 0;
    out.retain(|it| {
        at += 1;
        at <= from || it.kind() == Kind::Citation
    });
}

/// Signs outside ASCII that no URL in prose goes on with, beside blanks.
const ENDS_URL: &str = "“”«»。，、）（…";

/// Longest URL that is kept as one.
const MAX_URL: usize = 2048;

fn push(
    s: &mut Scanner<'_, '_>,
    start: usize,
    end: usize,
    reference: Option<u32>,
    rule: Rule,
) -> Option<usize> {
    if start < s.floor {
        return None;
    }
    let value = Value::Citation {
        reference,
        url: None,
    };
    s.push(start, end, value, rule, None);
    Some(end)
}

/// "\[1\]", "\[12\]", "\[1, 2\]", "\[3–5\]".
pub(super) fn at_bracket(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    const MAX_TOKENS: usize = 16;
    // One number is nearly every mark.
    let value = |digit: u8| u32::from(digit - b'0');
    let one = match s.lex.bytes_from(anchor.end) {
        [a @ b'0'..=b'9', b']', ..] => Some((value(*a), 1)),
        [a @ b'0'..=b'9', b @ b'0'..=b'9', b']', ..] => Some((value(*a) * 10 + value(*b), 2)),
        [a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9', b']', ..] => {
            Some((value(*a) * 100 + value(*b) * 10 + value(*c), 3))
        }
        _ => None,
    };
    if let Some((number, len)) = one {
        let end = anchor.end + len + 1;
        return push(s, anchor.start, end, Some(number), rule!("citation-mark"));
    }
    let first = s.lex.after(anchor.end);
    if first.kind != TokenKind::Digits || first.len() > 3 || !first.is_near() {
        return None;
    }
    let number = first.text().parse().ok();
    let mut token = first;
    for _ in 0..MAX_TOKENS {
        let next = s.lex.after(token.end);
        if !next.is_near() {
            return None;
        }
        if next.is("]") {
            return push(s, anchor.start, next.end, number, rule!("citation-mark"));
        }
        let inner = (next.kind == TokenKind::Digits && next.len() <= 3)
            || next.is_any(words![",", ";", "-", "–"]);
        if !inner {
            return None;
        }
        token = next;
    }
    None
}

/// "Ibid.", also "Ibıd." with the dotless i that Turkish word processors put there, "ib."; "op. cit."
/// and "loc. cit.".
pub(super) fn at_ibid(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let mut end = anchor.end;
    if end - anchor.start == 3 {
        let point = s.lex.before(anchor.start);
        let start = s.word_before(point.start, words!["op", "loc"])?;
        let stop = s.lex.after(end);
        let end = if stop.is(".") && stop.gap == Gap::None {
            stop.end
        } else {
            end
        };
        return push(s, start, end, None, rule!("citation-ibid")).filter(|_| point.is("."));
    }
    if end - anchor.start == 2 {
        let dotless = s.lex.rest(end).strip_prefix("ıd")?;
        if dotless.starts_with(char::is_alphanumeric) {
            return None;
        }
        end += "ıd".len();
    }
    if s.lex.bytes_from(end).first() == Some(&b'.') {
        end += 1;
    }
    push(s, anchor.start, end, None, rule!("citation-ibid"))
}

/// "¹", "²³" behind a word or a stop; not the square of a unit.
pub(super) fn at_superscript(s: &mut Scanner<'_, '_>, start: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    let mut end = start;
    let mut number = 0u32;
    for c in s.lex.rest(start).chars().take(LONGEST) {
        let Some(digit) = superscript(c) else { break };
        number = number * 10 + digit;
        end += c.len_utf8();
    }
    let before = s.lex.before(start);
    // "km²", "m³", "10⁹": a word of a note's mark has more letters.
    let marks = before.gap == Gap::None
        && match before.kind {
            TokenKind::Word => before.text().chars().count() > 3,
            TokenKind::Sign => before.is_any(words![
                ".", ",", ";", ":", "!", "?", ")", "]", "”", "’", "\"", "»"
            ]),
            _ => false,
        };
    let after = s.lex.after(end);
    let free = after.gap != Gap::None || after.kind == TokenKind::Sign;
    if end == start || number == 0 || !marks || !free {
        return None;
    }
    push(s, start, end, Some(number), rule!("citation-mark"))
}

fn superscript(c: char) -> Option<u32> {
    Some(match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => u32::from(c) - u32::from('⁰'),
        _ => return None,
    })
}

/// Whether a mark of a note starts this text.
pub(super) fn starts_superscript(text: &str) -> bool {
    text.chars().next().and_then(superscript).is_some()
}

/// Signs of ASCII with which a URL does not go on wherever they stand.
const URL_ENDS: &[u8; 10] = b"()<>\"`{}|]";

/// How many of these bytes a URL goes on with whatever stands around them.
fn num_plain_of_url(bytes: &[u8]) -> usize {
    /// How many are looked at together: most URLs are one or two times as long.
    const PART: usize = 32;
    let (parts, last) = bytes.as_chunks::<PART>();
    let end_in = |part: &[u8; PART]| {
        dispatch!(Level::baseline(), simd => {
            let each = |byte| u8x32::splat(simd, byte);
            let bytes = u8x32::from_slice(simd, part);
            let mut ends = (bytes - each(b'!')).simd_gt(each(b'~' - b'!'));
            for sign in URL_ENDS {
                ends |= bytes.simd_eq(each(*sign));
            }
            ends.to_bitmask().trailing_zeros() as usize
        })
    };
    for (nth, part) in parts.iter().enumerate() {
        let len = end_in(part);
        if len < PART {
            return nth * PART + len;
        }
    }
    let goes_on = |byte: &&u8| byte.is_ascii_graphic() && !URL_ENDS.contains(byte);
    parts.len() * PART + last.iter().take_while(goes_on).count()
}

/// A URL, or "doi:10.…", to where it ends in prose.
pub(super) fn at_url(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let rest = s.lex.rest(anchor.start);
    let body = rest.get(anchor.end - anchor.start..)?;
    let doi = rest.get(..3)?.eq_ignore_ascii_case("doi");
    let starts = if doi {
        body.strip_prefix(':')
            .or_else(|| body.strip_prefix(' '))
            .is_some_and(|it| it.trim_start_matches(' ').starts_with("10."))
    } else {
        body.starts_with("://") || (body.starts_with('.') && !body.starts_with(".."))
    };
    if !starts {
        return None;
    }
    // The blank of "doi: 10.1000/1" does not end it.
    let blank = body.len() - body.trim_start_matches([':', ' ']).len();
    let mut len = if doi {
        anchor.end - anchor.start + blank
    } else {
        0
    };
    let mut open = 0i32;
    while len <= MAX_URL {
        let bytes = rest
            .as_bytes()
            .get(len..=MAX_URL)
            .or_else(|| rest.as_bytes().get(len..));
        len += num_plain_of_url(bytes.unwrap_or(&[]));
        if len > MAX_URL {
            break;
        }
        let ends = match *rest.as_bytes().get(len).unwrap_or(&b' ') {
            b'(' => {
                open += 1;
                false
            }
            b')' => {
                open -= 1;
                open < 0
            }
            b'<' | b'>' | b'"' | b'`' | b'{' | b'}' | b'|' | b']' => true,
            byte if byte.is_ascii() => !byte.is_ascii_graphic(),
            _ => {
                let sign = rest.get(len..)?.chars().next()?;
                len += sign.len_utf8() - 1;
                let ends = sign.is_whitespace() || sign.is_control() || ENDS_URL.contains(sign);
                if ends {
                    len -= sign.len_utf8() - 1;
                }
                ends
            }
        };
        if ends {
            break;
        }
        len += 1;
    }
    let url = rest
        .get(..len)?
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
    if url.len() <= anchor.end - anchor.start + 3 || anchor.start < s.floor {
        return None;
    }
    let end = anchor.start + url.len();
    let value = Value::Citation {
        reference: None,
        url: Some(url.into()),
    };
    s.push(anchor.start, end, value, rule!("citation-url"), None);
    Some(end)
}

/// "Date Accessed", "Accessed", "Access date", "Retrieved on", "Last visited" behind a reference; the
/// date is a date of its own.
pub(super) fn at_accessed(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let mut start = s.word_before(anchor.start, words!["date", "last"]);
    // No two of the words are as long.
    let is_word = |word: &str| anchor.end - anchor.start == word.len();
    let mut end = anchor.end;
    if is_word("access") {
        let next = s.lex.after(end);
        if next.is("date") && next.gap == Gap::Space {
            end = next.end;
            start = start.or(Some(anchor.start));
        } else {
            // "Date of access: 5 May 2024"
            let of = s.word_before(anchor.start, words!["of"])?;
            start = Some(s.word_before(of, words!["date"])?);
        }
    } else if is_word("visited") {
        start?;
    }
    let mut next = s.lex.after(end);
    if next.is("on") && next.is_near() {
        next = s.lex.after(next.end);
    }
    let dated = next.is_sign(":") || next.kind == TokenKind::Digits;
    let before = s.lex.before(start.unwrap_or(anchor.start));
    let apart = before.is_any(words!["(", ",", ".", ";", "["]) || before.kind == TokenKind::End;
    let month = next.is_capitalised() && super::dates::is_month_at(s, next.start);
    if !(dated || month) || !(start.is_some() || apart) {
        return None;
    }
    push(
        s,
        start.unwrap_or(anchor.start),
        end,
        None,
        rule!("citation-accessed"),
    )
}

#[cfg(test)]
mod tests {
    use crate::extract::marked::check;

    #[test]
    fn marks() {
        check("spender.[⟦1⟧|cite 1] China[⟦12⟧|cite 12] and [⟦3, 4⟧|cite 3]");
        check("⟦sic⟧ and ⟦1234⟧ and ⟦1");
    }

    #[test]
    fn ibid_also_with_a_dotless_i() {
        check("[⟦2⟧|cite 2] [Ibıd.|cite] [Ibid.|cite]; [ibid|cite], Ibidem? Iberia");
    }

    #[test]
    fn urls_hide_their_figures() {
        check("see [https://a.example/2024/01/22/400-tanks-$5bn.html|cite], then");
        check("([www.example.org/a(b)c|cite]). wwwhatever https:// http");
    }

    #[test]
    fn other_works_and_doi() {
        check("Smith, [op. cit.|cite], p. 12; [loc. cit.|cite] The cit. of");
        check("[doi:10.1000/182|cite]. [DOI: 10.1000/xyz-1|cite], the doi of it");
    }

    #[test]
    fn raised_marks() {
        check("spending.[¹|cite 1] Japan’s plan[¹²|cite 12] and “quotes”[³|cite 3]");
        check("an area of 20 km², 10⁹, m³, CO₂, x²");
    }

    #[test]
    fn urls_end_where_prose_goes_on() {
        check(
            "([https://a.example/x_(y)|cite]), <[https://b.example/|cite]>; [www.c.example|cite].",
        );
        check(
            "[http://d.example/a?b=2024&c=[1]|cite] x"
                .replace("=[1]", "=1")
                .as_str(),
        );
    }

    #[test]
    fn other_access_dates() {
        check("[Access date|cite]: [12 April 2025|date 2025-04-12]");
        check("[Date of access|cite]: [5 May 2024|date 2024-05-05]");
        check("([Last visited|cite] [May 5, 2024|date 2024-05-05]) They visited him.");
        check(
            ". [Retrieved|cite] on [3 May 2024|date 2024-05-03]. Access to 5 ports"
                .replace("Access to 5 ports", "Access was free")
                .as_str(),
        );
    }

    #[test]
    fn access_dates() {
        check("([Date Accessed|cite]: [19.01.2024|date 2024-01-19]).");
        check("[Accessed|cite] [1 February 2024|date 2024-02-01]. Troops accessed it at 3");
    }
}
