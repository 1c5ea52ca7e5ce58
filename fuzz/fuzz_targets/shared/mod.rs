//! What the targets of single parsers have in common: one way to call a parser and judge its
//! answer, and one way to pack parts into an archive.
//!
//! A parser's answer must cross to the parent process unchanged, which checks that its spans lie in
//! order on borders of characters, and what it shows must hold no character that hides or turns
//! what stands beside it.

// Each target uses its part of this.
#![allow(dead_code)]

use rangebook::document::format::Format;
use rangebook::document::parcel::{Parsed, from_wire, to_wire};
use rangebook::document::parse::parse;

/// Parses, and judges the answer.
pub fn check(format: Format, bytes: &[u8]) {
    let parsed = parse(format, bytes);
    check_text(parsed.as_ref().map_or("", |parcel| &parcel.text));
    let crossed = from_wire(&to_wire(&parsed)).expect("its own answer is believed");
    check_same(&parsed, &crossed);
}

fn check_same(sent: &Parsed, got: &Parsed) {
    match (sent, got) {
        (Ok(sent), Ok(got)) => {
            assert_eq!(sent.text, got.text);
            assert_eq!(sent.blocks, got.blocks);
            assert_eq!(sent.pages, got.pages);
        }
        (Err(_), Err(_)) => {}
        _ => panic!("an answer became a refusal on its way, or the other way round"),
    }
}

/// No control but line ends and tabs. (What turns the direction of writing is kept in the text and
/// shown as a mark by the reader.)
pub fn check_text(text: &str) {
    let bad = text
        .chars()
        .find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
    assert_eq!(bad, None, "in a text that is shown");
}

/// Parts of an archive from bytes: every part begins after a line of its number, `\x01` and a digit.
pub fn parts_of<'n, 'b>(names: &[&'n str], bytes: &'b [u8]) -> Vec<(&'n str, &'b [u8])> {
    bytes
        .split(|byte| *byte == 1)
        .filter_map(|piece| {
            let (number, part) = piece.split_first()?;
            Some((*names.get(usize::from(number.wrapping_sub(b'0')))?, part))
        })
        .collect()
}

/// An archive whose parts are not packed, so that changes of the input reach the parser.
pub fn archive_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let at = out.len() as u32;
        let size = bytes.len() as u32;
        let mut head = Vec::new();
        head.extend([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        head.extend(check_sum(bytes).to_le_bytes());
        head.extend(size.to_le_bytes());
        head.extend(size.to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.bytes());
        out.extend(*bytes);
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.bytes());
    }
    let (start, len, num) = (out.len() as u32, list.len() as u32, parts.len() as u16);
    out.extend(list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(num.to_le_bytes());
    out.extend(num.to_le_bytes());
    out.extend(len.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// CRC-32, as archives use it.
fn check_sum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    !sum
}
