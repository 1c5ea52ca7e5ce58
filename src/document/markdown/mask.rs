//! What the parser must not take for marks, overwritten without moving anything.

use std::borrow::Cow;
use std::ops::Range;

use super::MAX_DEPTH;

/// The Markdown as the parser gets it, with the same offsets: nesting that is too deep and the
/// colon of "\[1\]: …" are overwritten with letters. The words are taken from the original.
pub(super) fn mask(source: &str) -> (Cow<'_, str>, bool) {
    let mut masked: Vec<u8> = Vec::new();
    let mut is_too_deep = false;
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let (marks, is_deep) = marks_to_mask(line);
        is_too_deep |= is_deep;
        if let Some(marks) = marks {
            if masked.is_empty() {
                masked = source.as_bytes().to_vec();
            }
            let marks = start + marks.start..start + marks.end;
            masked
                .get_mut(marks)
                .into_iter()
                .flatten()
                .for_each(|byte| *byte = b'x');
        }
        start += line.len();
    }
    match String::from_utf8(masked) {
        Ok(masked) if !masked.is_empty() => (Cow::Owned(masked), is_too_deep),
        _ => (Cow::Borrowed(source), false),
    }
}

/// ASCII bytes of one line to overwrite, and whether it is because of their depth.
fn marks_to_mask(line: &str) -> (Option<Range<usize>>, bool) {
    // A nested item is set in by at least two columns for each level above it.
    const MAX_INDENT: usize = 4 * MAX_DEPTH;
    let bytes = line.as_bytes();
    let byte_at = |at: usize| bytes.get(at).copied().unwrap_or(b'\n');
    let (mut at, mut depth, mut indent) = (0, 0, 0);
    loop {
        while matches!(byte_at(at), b' ' | b'\t') {
            indent += if byte_at(at) == b'\t' { 4 } else { 1 };
            at += 1;
        }
        let digits = bytes
            .iter()
            .skip(at)
            .take(10)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let is_spaced = |at: usize| matches!(byte_at(at), b' ' | b'\t' | b'\n');
        let len = match byte_at(at) {
            b'>' => 1,
            b'-' | b'*' | b'+' if is_spaced(at + 1) => 1,
            b'0'..=b'9'
                if matches!(byte_at(at + digits), b'.' | b')') && is_spaced(at + digits + 1) =>
            {
                digits + 1
            }
            _ => break,
        };
        depth += 1;
        if depth > MAX_DEPTH || indent > MAX_INDENT {
            return (Some(at..at + len), true);
        }
        at += len;
        indent += len;
    }
    let label = line.get(at..).and_then(|rest| {
        let (label, rest) = rest.strip_prefix('[')?.split_once(']')?;
        let is_number = (1..=4).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
        (is_number && rest.starts_with(':')).then_some(label.len())
    });
    let colon = label.map(|len| at + len + 2);
    (colon.map(|colon| colon..colon + 1), false)
}
