//! Bytes to text with LF line ends, and the map back.
//!
//! The order is: byte-order mark, UTF-16 without one, valid UTF-8, UTF-8 with damage, and only then
//! a guess from the statistics of the bytes. A guess is always said. A UTF-8 file with LF line ends
//! comes out byte for byte as it went in; nothing is removed from any text except byte-order marks
//! and the CR of CR LF.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::format::{ByteOrder, utf16_order};
use super::{SourceMap, Warning};

/// Text that was decoded.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// With LF line ends.
    pub(super) text: Cow<'a, str>,
    /// From the text back to the bytes.
    pub(super) source_map: SourceMap,
    /// What was guessed or lost.
    pub(super) warnings: Vec<Warning>,
    /// What the bytes were read as.
    pub(super) encoding: &'static Encoding,
}

/// Decodes any bytes, as `chosen` where the reader knows better. Characters that cannot be read become
/// U+FFFD.
pub(super) fn decode<'a>(bytes: &'a [u8], chosen: Option<&'static Encoding>) -> Decoded<'a> {
    let decoded = match chosen {
        Some(encoding) => decode_as(bytes, encoding),
        None => decode_with_line_ends(bytes),
    };
    let Some((text, map)) = with_lf(&decoded.text) else {
        return decoded;
    };
    Decoded {
        source_map: map.through(&decoded.source_map),
        text: Cow::Owned(text),
        ..decoded
    }
}

/// Decodes as the reader said. Nothing is guessed, so only what is lost is said.
fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    if encoding == encoding_rs::UTF_16LE {
        return utf16(bytes, ByteOrder::Little, true);
    }
    if encoding == encoding_rs::UTF_16BE {
        return utf16(bytes, ByteOrder::Big, true);
    }
    if encoding != encoding_rs::UTF_8 {
        return by_table(bytes, encoding, true);
    }
    let start = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let rest = bytes.get(start..).unwrap_or(&[]);
    match std::str::from_utf8(rest) {
        Ok(text) => valid_utf8(text, start),
        Err(_) => damaged_utf8(rest, start),
    }
}

fn valid_utf8(text: &str, start: usize) -> Decoded<'_> {
    Decoded {
        text: Cow::Borrowed(text),
        source_map: SourceMap::shifted(start, text.len()),
        warnings: Vec::new(),
        encoding: encoding_rs::UTF_8,
    }
}

fn by_table<'a>(bytes: &[u8], encoding: &'static Encoding, is_chosen: bool) -> Decoded<'a> {
    let (building, num_bad) = if encoding.is_single_byte() {
        single_byte(bytes, encoding)
    } else {
        multi_byte(bytes, encoding)
    };
    let warning = match (is_chosen, num_bad) {
        (true, 0) => None,
        (true, _) => Some(format!(
            "The text is {}{}",
            encoding.name(),
            bad_note(num_bad)
        )),
        (false, _) => Some(guess_note(encoding, num_bad)),
    };
    building.finish(warning, encoding)
}

/// Decodes text that may say its encoding itself, as XML and web pages do: a byte-order mark counts
/// before that, valid UTF-8 before any guess, and what the reader chose before all. Line ends are left
/// as they are.
pub(super) fn decode_declared<'a>(
    bytes: &'a [u8],
    label: Option<&str>,
    chosen: Option<&'static Encoding>,
) -> (Cow<'a, str>, &'static Encoding) {
    if let Some(encoding) = chosen {
        let decoded = decode_as(bytes, encoding);
        return (decoded.text, encoding);
    }
    let has_mark = matches!(
        bytes,
        [0xef, 0xbb, 0xbf, ..] | [0xff, 0xfe, ..] | [0xfe, 0xff, ..]
    );
    // A name that could be read byte by byte does not stand in a file of two bytes a letter.
    let declared = label
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|it| *it != encoding_rs::UTF_16LE && *it != encoding_rs::UTF_16BE);
    match declared.filter(|_| !has_mark && utf16_order(bytes).is_none()) {
        // Pages that say UTF-8 or Latin and are the other are common: then the bytes decide.
        Some(encoding) if encoding != encoding_rs::UTF_8 && !is_certain_utf8(bytes) => {
            (encoding.decode_without_bom_handling(bytes).0, encoding)
        }
        _ => {
            let decoded = decode_with_line_ends(bytes);
            (decoded.text, decoded.encoding)
        }
    }
}

/// Letters beyond ASCII that are all right in UTF-8: no other encoding comes to that by chance. Pages
/// are often saved as UTF-8 with the name of the encoding that the server had.
fn is_certain_utf8(bytes: &[u8]) -> bool {
    const MIN_LETTERS: usize = 4;
    let letters = bytes
        .iter()
        .filter(|byte| matches!(byte, 0xc2..))
        .take(MIN_LETTERS);
    letters.count() == MIN_LETTERS && std::str::from_utf8(bytes).is_ok()
}

fn decode_with_line_ends(bytes: &[u8]) -> Decoded<'_> {
    if let Some(order) = utf16_order(bytes) {
        return utf16(bytes, order, false);
    }
    let (rest, start) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, 3),
        None => (bytes, 0),
    };
    if let Ok(text) = std::str::from_utf8(rest) {
        return valid_utf8(text, start);
    }
    if start > 0 || is_damaged_utf8(rest) {
        return damaged_utf8(rest, start);
    }
    by_table(rest, guess(rest), false)
}

/// CR LF and CR to LF; `None` when there is nothing to do.
fn with_lf(text: &str) -> Option<(String, SourceMap)> {
    if !text.contains('\r') {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut map = SourceMap::default();
    let mut from = 0;
    for (number, piece) in text.split('\r').enumerate() {
        let mut piece = piece;
        if number > 0 {
            // The line feed of the text leads back to the CR, so the end of a line is before both.
            map.push(out.len(), from, 1);
            out.push('\n');
            from += 1;
            if let Some(rest) = piece.strip_prefix('\n') {
                piece = rest;
                from += 1;
            }
        }
        map.push(out.len(), from, piece.len());
        out.push_str(piece);
        from += piece.len();
    }
    Some((out, map))
}

/// Whether most of what is not ASCII is valid UTF-8. Text in another encoding rarely holds even one
/// valid sequence, so a single bad byte must not turn a whole article's quotation marks to "â€œ".
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut num_good, mut num_bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        num_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        num_bad += usize::from(!chunk.invalid().is_empty());
    }
    num_good > 0 && num_good >= num_bad
}

fn damaged_utf8(bytes: &[u8], start: usize) -> Decoded<'_> {
    let mut building = Building::new(start);
    let mut num_bad = 0usize;
    for chunk in bytes.utf8_chunks() {
        building.push_same(chunk.valid());
        if !chunk.invalid().is_empty() {
            building.push("\u{fffd}", chunk.invalid().len());
            num_bad += 1;
        }
    }
    let what = match num_bad {
        1 => "One place is damaged: it is".to_owned(),
        _ => format!("{num_bad} places are damaged: they are"),
    };
    let warning = format!("{what} not valid UTF-8 and shown as “\u{fffd}”");
    building.finish(Some(warning), encoding_rs::UTF_8)
}

fn utf16(bytes: &[u8], order: ByteOrder, is_chosen: bool) -> Decoded<'_> {
    let has_mark = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let start = if has_mark { 2 } else { 0 };
    let bytes = bytes.get(start..).unwrap_or(&[]);
    let units = bytes.as_chunks::<2>().0.iter().map(|&pair| match order {
        ByteOrder::Little => u16::from_le_bytes(pair),
        ByteOrder::Big => u16::from_be_bytes(pair),
    });
    let mut building = Building::new(start);
    let mut num_bad = 0usize;
    for unit in char::decode_utf16(units) {
        num_bad += usize::from(unit.is_err());
        let c = unit.unwrap_or('\u{fffd}');
        building.push_char(c, c.len_utf16() * 2);
    }
    if bytes.len() % 2 == 1 {
        building.push("\u{fffd}", 1);
        num_bad += 1;
    }
    let encoding = match order {
        ByteOrder::Little => encoding_rs::UTF_16LE,
        ByteOrder::Big => encoding_rs::UTF_16BE,
    };
    let mut decoded = building.finish(None, encoding);
    if !has_mark && !is_chosen {
        decoded.warnings.push(Warning(
            "The file does not say its encoding; it was read as UTF-16".to_owned(),
        ));
    }
    if num_bad > 0 {
        decoded
            .warnings
            .push(Warning(format!("The text is UTF-16{}", bad_note(num_bad))));
    }
    decoded
}

/// What the bytes most likely are, when they are not UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    // Enough to be sure, and bounded: the words around the first characters that are not ASCII.
    const SAMPLE: usize = 4_000_000;
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = bytes.get(first.saturating_sub(1000)..).unwrap_or(bytes);
    let sample = sample.get(..SAMPLE).unwrap_or(sample);
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

fn single_byte(bytes: &[u8], encoding: &'static Encoding) -> (Building, usize) {
    let mut table = ['\u{fffd}'; 256];
    for (byte, slot) in (0..=u8::MAX).zip(table.iter_mut()) {
        let byte = [byte];
        let (text, _) = encoding.decode_without_bom_handling(&byte);
        *slot = text.chars().next().unwrap_or('\u{fffd}');
    }
    let mut building = Building::new(0);
    let mut num_bad = 0usize;
    for &byte in bytes {
        let c = table.get(usize::from(byte)).copied().unwrap_or('\u{fffd}');
        num_bad += usize::from(c == '\u{fffd}');
        building.push_char(c, 1);
    }
    (building, num_bad)
}

fn multi_byte(bytes: &[u8], encoding: &'static Encoding) -> (Building, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut building = Building::new(0);
    let mut num_bad = 0usize;
    // Bytes fed since the last character came out. Feeding one byte at a time is what tells where
    // each character began.
    let mut pending = 0usize;
    let mut buffer = [0u8; 32];
    // ISO-2022-JP writes everything in ASCII bytes.
    let has_plain = encoding != encoding_rs::ISO_2022_JP;
    for (at, &byte) in bytes.iter().enumerate() {
        if has_plain && pending == 0 && byte.is_ascii() {
            building.push_char(char::from(byte), 1);
            continue;
        }
        let is_last = at + 1 == bytes.len();
        let (_, _, num_written, _) = decoder.decode_to_utf8(&[byte], &mut buffer, is_last);
        pending += 1;
        let piece = buffer.get(..num_written).unwrap_or(&[]);
        if let Ok(piece) = std::str::from_utf8(piece)
            && !piece.is_empty()
        {
            num_bad += piece.matches('\u{fffd}').count();
            building.push(piece, pending);
            pending = 0;
        }
    }
    (building, num_bad)
}

fn guess_note(encoding: &'static Encoding, num_bad: usize) -> String {
    format!(
        "The file is not UTF-8; it was read as {}, which is a guess{}",
        encoding.name(),
        bad_note(num_bad)
    )
}

fn bad_note(num_bad: usize) -> String {
    match num_bad {
        0 => String::new(),
        1 => "; one character could not be read and is shown as “\u{fffd}”".to_owned(),
        _ => format!("; {num_bad} characters could not be read and are shown as “\u{fffd}”"),
    }
}

/// A text under construction, with its map.
struct Building {
    text: String,
    map: SourceMap,
    source: usize,
}

impl Building {
    fn new(source: usize) -> Self {
        Self {
            text: String::new(),
            map: SourceMap::default(),
            source,
        }
    }

    /// A stretch that is the same in both.
    fn push_same(&mut self, text: &str) {
        self.map.push(self.text.len(), self.source, text.len());
        self.text.push_str(text);
        self.source += text.len();
    }

    fn push_char(&mut self, c: char, source_width: usize) {
        let mut buffer = [0u8; 4];
        self.push(c.encode_utf8(&mut buffer), source_width);
    }

    /// A short piece that came from `source_width` bytes as a whole.
    fn push(&mut self, piece: &str, source_width: usize) {
        // A width of more than 255 bytes would need that many bytes without a character; such a
        // piece leads back to its start only.
        let text_width = u8::try_from(piece.len()).unwrap_or(u8::MAX);
        let width = u8::try_from(source_width).unwrap_or(u8::MAX);
        self.map
            .push_chars(self.text.len(), self.source, 1, text_width, width);
        self.text.push_str(piece);
        self.source += source_width;
    }

    fn finish<'a>(self, warning: Option<String>, encoding: &'static Encoding) -> Decoded<'a> {
        Decoded {
            text: Cow::Owned(self.text),
            source_map: self.map,
            warnings: warning.into_iter().map(Warning).collect(),
            encoding,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Decodes; checks that every character leads back to `sources`.
    #[track_caller]
    fn check(bytes: &[u8], text: &str, sources: &[usize]) -> Vec<String> {
        let decoded = decode(bytes, None);
        assert_eq!(decoded.text, text);
        let found: Vec<usize> = decoded
            .text
            .char_indices()
            .map(|(at, _)| decoded.source_map.source_offset(at).unwrap())
            .collect();
        assert_eq!(found, sources);
        decoded.warnings.into_iter().map(|w| w.0).collect()
    }

    fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn a_false_name_of_the_encoding_is_found_out() {
        let name = |bytes: &[u8]| decode_declared(bytes, Some("iso-8859-15"), None).1.name();
        assert_eq!(name("Política española: más útil".as_bytes()), "UTF-8");
        assert_eq!(
            name(b"Pol\xedtica espa\xf1ola: m\xe1s \xfatil"),
            "ISO-8859-15"
        );
        assert_eq!(name(b"plain"), "ISO-8859-15");
    }

    #[test]
    fn utf8_is_itself() {
        assert!(check("aé€b".as_bytes(), "aé€b", &[0, 1, 3, 6]).is_empty());
        assert!(check(b"\xef\xbb\xbfab", "ab", &[3, 4]).is_empty());
        assert!(check(b"", "", &[]).is_empty());
    }

    #[test]
    fn line_ends_become_lf_and_lead_back() {
        check(b"a\r\nb\r\n", "a\nb\n", &[0, 1, 3, 4]);
        check(b"a\rb", "a\nb", &[0, 1, 2]);
        check(b"\r\r\n\n\r", "\n\n\n\n", &[0, 1, 3, 4]);
        check(b"\xef\xbb\xbf\r\nx", "\nx", &[3, 5]);
    }

    #[test]
    fn utf16_leads_back_too() {
        let mut little = vec![0xff, 0xfe];
        little.extend(utf16("a€\r\n🚀b", u16::to_le_bytes));
        assert!(check(&little, "a€\n🚀b", &[2, 4, 6, 10, 14]).is_empty());
        let mut big = vec![0xfe, 0xff];
        big.extend(utf16("aя", u16::to_be_bytes));
        assert!(check(&big, "aя", &[2, 4]).is_empty());
    }

    #[test]
    fn utf16_damage_is_counted() {
        let warnings = check(b"\xff\xfe\x00\xd8a\0b", "\u{fffd}a\u{fffd}", &[2, 4, 6]);
        assert!(warnings[0].contains("2 characters"), "{warnings:?}");
    }

    #[test]
    fn utf16_without_a_mark_is_said_to_be_a_guess() {
        let bytes = utf16("Japan plans for 2027", u16::to_le_bytes);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.text, "Japan plans for 2027");
        assert_eq!(decoded.warnings.len(), 1);
    }

    #[test]
    fn one_bad_byte_leaves_the_rest_of_utf8_alone() {
        let warnings = check(
            b"\xe2\x80\x9ca\xff\xe2\x80\x9d",
            "“a\u{fffd}”",
            &[0, 3, 4, 5],
        );
        assert!(warnings[0].starts_with("One place"), "{warnings:?}");
        let cut = decode(b"\xe2\x80\x9cyen\xe2\x80", None);
        assert_eq!(cut.text, "“yen\u{fffd}");
    }

    #[test]
    fn western_text_is_guessed_and_said() {
        let text =
            "Le ministère de la Défense a dépensé 413 milliards d’euros, précise le général.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.text, text);
        assert!(decoded.warnings[0].0.contains("windows-1252"));
        let at = text.find("général").unwrap();
        let source = decoded.source_map.source_offset(at).unwrap();
        assert!(bytes[source..].starts_with(b"g\xe9n"));
    }

    #[track_caller]
    fn check_guess(encoding: &'static Encoding, text: &str) {
        let (bytes, _, _) = encoding.encode(text);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.text, text);
        assert!(decoded.warnings[0].0.contains("a guess"));
        for (at, c) in decoded.text.char_indices() {
            let source = decoded.source_map.source_offset(at).unwrap();
            let (one, _, _) = encoding.encode(text.get(at..at + c.len_utf8()).unwrap());
            assert!(bytes[source..].starts_with(&one), "{c} at {source}");
        }
    }

    #[test]
    fn the_encoding_that_is_all_ascii_bytes_is_read_when_chosen() {
        let text = "Budget: 防衛費 8.8兆円, up";
        // Its letters as ISO-2022-JP writes them, which has no encoder here.
        let bytes = b"Budget: \x1b$BKI1RHq\x1b(B 8.8\x1b$BC{1_\x1b(B, up";
        let decoded = decode(bytes, Some(encoding_rs::ISO_2022_JP));
        assert_eq!(decoded.text, text);
    }

    #[test]
    fn cyrillic_is_guessed() {
        let text = "Военный бюджет России вырос до 10,8 трлн рублей. Это больше, чем в 2023 году.";
        check_guess(encoding_rs::WINDOWS_1251, text);
        check_guess(encoding_rs::KOI8_R, text);
    }

    #[test]
    fn japanese_korean_and_chinese_are_guessed() {
        let japanese = "日本政府は防衛費を増やし、2027年度までに10兆円とする方針を示した。";
        check_guess(encoding_rs::SHIFT_JIS, japanese);
        check_guess(encoding_rs::EUC_JP, japanese);
        check_guess(
            encoding_rs::EUC_KR,
            "한국의 국방 예산은 2024년에 59조 원을 넘었다.",
        );
        check_guess(
            encoding_rs::GBK,
            "中国的国防预算在2024年增长了百分之七点二。",
        );
    }

    proptest! {
        #[test]
        fn any_bytes_decode_and_characters_lead_back_in_order(bytes: Vec<u8>) {
            let decoded = decode(&bytes, None);
            prop_assert!(!decoded.text.contains('\r'));
            let mut last = 0;
            for (at, _) in decoded.text.char_indices() {
                let source = decoded.source_map.source_offset(at).unwrap();
                prop_assert!(source >= last && source < bytes.len());
                last = source;
            }
        }

        #[test]
        fn valid_utf8_with_lf_is_byte_for_byte(text in "[^\r\u{feff}]{0,200}") {
            // Text that is half NULs is taken for UTF-16, as it should be.
            prop_assume!(utf16_order(text.as_bytes()).is_none());
            let decoded = decode(text.as_bytes(), None);
            prop_assert_eq!(&decoded.text, &text);
            prop_assert!(matches!(decoded.text, Cow::Borrowed(_)));
        }

        #[test]
        fn every_character_of_utf8_leads_to_its_own_bytes(text in "([a-z¥兆🚀 ]|\r|\n|\r\n){0,80}") {
            let decoded = decode(text.as_bytes(), None);
            for (at, c) in decoded.text.char_indices().filter(|(_, c)| *c != '\n') {
                let source = decoded.source_map.source_offset(at).unwrap();
                prop_assert!(text.get(source..).unwrap().starts_with(c));
            }
        }

        #[test]
        fn utf16_round_trips(text in "[^\r\u{feff}]{0,100}") {
            let mut bytes = vec![0xfe, 0xff];
            bytes.extend(utf16(&text, u16::to_be_bytes));
            prop_assert_eq!(decode(&bytes, None).text, text);
        }
    }
}
