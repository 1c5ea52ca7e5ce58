//! Reference marks, Ibid., URLs, access dates.
//!
//! A URL is one citation, and nothing inside it is a figure.

use super::lexer::{Anchor, Gap, TokenKind};
use super::mention::{Kind, Mention, Value};
use super::scan::{Scanner, scan};

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

/// Longest URL that is kept as one.
const MAX_URL: usize = 2048;

fn push(
    s: &mut Scanner<'_, '_>,
    start: usize,
    end: usize,
    reference: Option<u32>,
    rule: &'static str,
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
    let first = s.lex.after(anchor.end);
    if first.kind != TokenKind::Digits || first.text.len() > 3 || !first.is_near() {
        return None;
    }
    let number = first.text.parse().ok();
    let mut token = first;
    for _ in 0..MAX_TOKENS {
        let next = s.lex.after(token.end);
        if !next.is_near() {
            return None;
        }
        if next.text == "]" {
            return push(s, anchor.start, next.end, number, "citation-mark");
        }
        let inner = (next.kind == TokenKind::Digits && next.text.len() <= 3)
            || matches!(next.text, "," | ";" | "-" | "–");
        if !inner {
            return None;
        }
        token = next;
    }
    None
}

/// "Ibid.", also "Ibıd." with the dotless i that Turkish word processors put there, "ib.".
pub(super) fn at_ibid(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let mut end = anchor.end;
    if end - anchor.start == 2 {
        let dotless = s.lex.rest(end).strip_prefix("ıd")?;
        if dotless.starts_with(char::is_alphanumeric) {
            return None;
        }
        end += "ıd".len();
    }
    let point = s.lex.after(end);
    if point.text == "." && point.gap == Gap::None {
        end = point.end;
    }
    push(s, anchor.start, end, None, "citation-ibid")
}

/// A URL, to where it ends in prose.
pub(super) fn at_url(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let rest = s.lex.rest(anchor.start);
    let body = rest.get(anchor.end - anchor.start..)?;
    if !(body.starts_with("://") || (body.starts_with('.') && !body.starts_with(".."))) {
        return None;
    }
    let mut len = 0;
    let mut open = 0i32;
    for c in rest.chars() {
        let ends = c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '<' | '>' | '"' | '“' | '”' | '«' | '»' | '`' | '{' | '}' | '|'
            )
            || (c == ')' && open == 0)
            || c == ']';
        if ends || len > MAX_URL {
            break;
        }
        open += i32::from(c == '(') - i32::from(c == ')');
        len += c.len_utf8();
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
        url: Some(url.to_owned()),
    };
    s.push(anchor.start, end, value, "citation-url", None);
    Some(end)
}

/// "Date Accessed", "Accessed", "Access date" behind a reference; the date is a date of its own.
pub(super) fn at_accessed(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let start = s.word_before(anchor.start, &["date", "last"]);
    let mut next = s.lex.after(anchor.end);
    if next.is("on") && next.is_near() {
        next = s.lex.after(next.end);
    }
    let dated = next.is_sign(":") || next.kind == TokenKind::Digits;
    let before = s.lex.before(start.unwrap_or(anchor.start));
    let apart = matches!(before.text, "(" | "," | "." | ";" | "[") || before.kind == TokenKind::End;
    let month = next.is_capitalised() && super::dates::is_month_at(s, next.start);
    if !(dated || month) || !(start.is_some() || apart) {
        return None;
    }
    push(
        s,
        start.unwrap_or(anchor.start),
        anchor.end,
        None,
        "citation-accessed",
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
    fn access_dates() {
        check("([Date Accessed|cite]: [19.01.2024|date 2024-01-19]).");
        check("[Accessed|cite] [1 February 2024|date 2024-02-01]. Troops accessed it at 3");
    }
}
