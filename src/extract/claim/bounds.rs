//! Where the sentence around a place begins and ends.

use memchr::{memchr3, memrchr3};

use crate::extract::word_set::word_set;
use crate::text::word_key::short_letters_before;

/// A longer sentence is a list and is cut here, which keeps the work linear.
pub(super) const MAX_BYTES: usize = 2000;

/// A shorter line that ends without a full stop is a line by itself.
const MAX_SHORT_LINE: usize = 45;

/// Where the sentence around `at` begins, not before `floor`.
pub(in crate::extract) fn start_of(text: &str, floor: usize, at: usize) -> usize {
    let least = floor.max(at.saturating_sub(MAX_BYTES));
    let before = |end: usize| text.as_bytes().get(least..end).unwrap_or(&[]);
    let ends = |place: usize| end_at(text, floor, place).filter(|&end| end <= at);
    let mut until = at;
    loop {
        let stop = memrchr3(b'.', b'!', b'?', before(until)).map(|it| least + it);
        // Ends of lines and cells behind it come first.
        let from = stop.map_or(0, |stop| stop + 1 - least);
        while let Some(line) = before(until)
            .get(from..)
            .and_then(|lines| memrchr3(b'\n', b'\t', b'|', lines))
        {
            until = least + from + line;
            if let Some(end) = ends(until) {
                return past_blanks(text, end, at);
            }
        }
        let Some(stop) = stop else { break };
        if let Some(end) = ends(stop) {
            return past_blanks(text, end, at);
        }
        until = stop;
    }
    let mut start = least;
    while !text.is_char_boundary(start) {
        start += 1;
    }
    past_blanks(text, start, at)
}

/// Where the sentence that holds `at` ends, at most at `limit`.
pub(in crate::extract) fn end_of(text: &str, floor: usize, at: usize, limit: usize) -> usize {
    let most = limit.min(at.saturating_add(MAX_BYTES));
    let between = |from: usize, to: usize| text.as_bytes().get(from..to).unwrap_or(&[]);
    let mut i = at;
    while i < most {
        let stop = memchr3(b'.', b'!', b'?', between(i, most)).map(|it| i + it);
        // Ends of lines and cells before it come first.
        let to = stop.unwrap_or(most);
        while let Some(line) = memchr3(b'\n', b'\t', b'|', between(i, to)) {
            if let Some(end) = end_at(text, floor, i + line) {
                return end.min(limit);
            }
            i += line + 1;
        }
        if let Some(end) = stop.and_then(|stop| end_at(text, floor, stop)) {
            return end.min(limit);
        }
        i = to + usize::from(stop.is_some());
    }
    while !text.is_char_boundary(i) {
        i += 1;
    }
    i.min(limit)
}

/// Past the blanks from here on.
pub(super) fn past_blanks(text: &str, from: usize, to: usize) -> usize {
    // Most often there is one blank.
    match text.as_bytes().get(from..to) {
        Some([b' ', b'!'..=b'~', ..]) => return from + 1,
        Some([b'!'..=b'~', ..]) => return from,
        _ => {}
    }
    let between = text.get(from..to).unwrap_or("");
    from + (between.len() - between.trim_start().len())
}

word_set! {
    /// Short forms whose point ends no sentence.
    SHORT = "Mr" "Mrs" "Ms" "Dr" "Gen" "Lt" "Col" "Sgt" "Adm" "Capt" "Maj" "Sen" "Rep" "Gov" "Prof"
        "St" "No" "Nos" "Jan" "Feb" "Mar" "Apr" "Jun" "Jul" "Aug" "Sep" "Sept" "Oct" "Nov" "Dec"
        "vs" "approx" "ca" "Inc" "Ltd" "Co" "Corp" "Fig" "Vol" "Rs" "Art" "Brig" "Cmdr" "Amb" "Hon"
        "Jr" "Sr" "Mt" "Ft" "etc" "cf" "al"
}

// Of eight letters none is, so that the key of each is its letters.
const _: () = assert!(SHORT.max_len() < 8);

/// The last two letters of short forms: for each last one, by its five low bits, those before it, as bits.
static ENDINGS: [u32; 32] = {
    let mut endings = [0; 32];
    let mut keys = SHORT.keys().as_slice();
    while let [key, rest @ ..] = keys {
        // The last letter is the highest byte; all have two at least.
        let letters = *key << ((key.leading_zeros() & !7) % u64::BITS);
        let (last, before) = (letters >> 56 & 31, letters >> 48 & 31);
        assert!(*key == 0 || before != 0, "a short form of one letter");
        #[expect(
            clippy::indexing_slicing,
            clippy::cast_possible_truncation,
            reason = "evaluated at compile time, in bounds"
        )]
        {
            endings[last as usize] |= 1 << before;
        }
        keys = rest;
    }
    endings
};

/// Whether an initial or a short form may end with these bytes.
#[inline(always)]
fn may_end_short(before: u8, last: u8) -> bool {
    let endings = ENDINGS.get(usize::from(last & 31)).copied().unwrap_or(0);
    last.is_ascii_alphabetic()
        && (!before.is_ascii_alphabetic() || endings >> (before & 31) & 1 != 0)
}

/// Whether a sentence may end with this byte: [`end_at`] says whether it does.
pub(super) const fn is_end_sign(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\t' | b'|')
}

/// What the end of a sentence is looked for with.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Ending {
    /// The text is not looked at before it.
    pub(in crate::extract) floor: usize,
    /// It does not end before.
    pub(in crate::extract) at: usize,
    /// Nor behind.
    pub(in crate::extract) limit: usize,
}

impl Ending {
    /// Of a sentence whose end is known.
    pub(super) const NONE: Self = Self {
        floor: 0,
        at: usize::MAX,
        limit: usize::MAX,
    };

    /// Signs from here on end nothing.
    pub(super) fn most(&self) -> usize {
        self.limit.min(self.at.saturating_add(MAX_BYTES))
    }

    /// If the sentence ends with the sign at `place`: where.
    #[inline(always)]
    pub(super) fn end_at(&self, text: &str, place: usize, sign: u8) -> Option<usize> {
        if place < self.at || !is_end_sign(sign) {
            return None;
        }
        end_at(text, self.floor, place)
    }
}

/// If a sentence ends with the sign at `at`: where, closing marks included.
pub(super) fn end_at(text: &str, floor: usize, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // Mostly it is a full stop with a blank and a capital letter behind.
    if let Some([b'.', b' ', next, ..]) = bytes.get(at..) {
        let ends = !next.is_ascii_lowercase() && !is_short(bytes, floor, at);
        return ends.then_some(at + 1);
    }
    match bytes.get(at)? {
        b'\n' => {
            let from = floor.max(at.saturating_sub(MAX_SHORT_LINE));
            let before = bytes.get(from..at)?;
            let is_short = from == floor || before.contains(&b'\n');
            return is_short.then_some(at);
        }
        b'\t' | b'|' => return Some(at + 1),
        _ => {}
    }
    let mut end = at + 1;
    loop {
        match bytes.get(end) {
            Some(b'"' | b'\'' | b')' | b']') => end += 1,
            Some(0xE2)
                if bytes.get(end + 1) == Some(&0x80)
                    && matches!(bytes.get(end + 2), Some(0x99 | 0x9D)) =>
            {
                end += 3;
            }
            _ => break,
        }
    }
    match bytes.get(end) {
        None | Some(b' ' | b'\n' | b'\t' | b'[' | b'\r') => {}
        Some(_) => return None,
    }
    let is_point = bytes.get(at) == Some(&b'.');
    if !is_point || bytes.get(end) != Some(&b' ') {
        return Some(end);
    }
    // A sentence does not begin with a small letter.
    if bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase) {
        return None;
    }
    (end > at + 1 || !is_short(bytes, floor, at)).then_some(end)
}

/// Whether an initial or a short form ends at `at`; "U.S." and "p.m." end no sentence, either, unless a
/// line ends.
fn is_short(bytes: &[u8], floor: usize, at: usize) -> bool {
    let two = at.checked_sub(2).filter(|from| *from >= floor);
    if let Some(&[before, last]) = two.and_then(|from| bytes.get(from..at))
        && !may_end_short(before, last)
    {
        return false;
    }
    if at >= floor + 8 {
        return short_letters_before(bytes, at)
            .is_some_and(|(key, start)| start + 1 == at || SHORT.has_key(key));
    }
    let from = floor.max(at.saturating_sub(7));
    let Some(word) = bytes.get(from..at) else {
        return true;
    };
    let letters = word.iter().rev();
    let len = letters.take_while(|it| it.is_ascii_alphabetic()).count();
    let word = word.get(word.len() - len..).unwrap_or(&[]);
    len == 1 || SHORT.has_bytes(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_seen_before_the_floor() {
        // One letter is an initial, whatever stands before the floor.
        assert!(is_short(b"costs", 4, 5));
        assert!(!is_short(b"costs", 3, 5));
    }

    /// Sentences of a paragraph, by walking forward.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let end = end_of(text, 0, at, text.len()).max(at + 1);
            let sentence = text.get(at..end).unwrap();
            if !sentence.trim().is_empty() {
                found.push(sentence.trim());
                // From any place in it the way back finds the same start.
                let start = at + (sentence.len() - sentence.trim_start().len());
                let inside = start + sentence.trim().len() / 2;
                let inside = (0..=inside)
                    .rev()
                    .find(|&it| text.is_char_boundary(it))
                    .unwrap();
                assert_eq!(start_of(text, 0, inside), start, "{text:?}");
            }
            at = end;
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn full_stops_end_sentences() {
        check("It rose. It fell.", &["It rose.", "It fell."]);
        check("Did it? Yes! It did.", &["Did it?", "Yes!", "It did."]);
        check("He said “so.” It rose.", &["He said “so.”", "It rose."]);
        check("It rose.[1] It fell.", &["It rose.", "[1] It fell."]);
    }

    #[test]
    fn other_points_do_not() {
        check("Gen. Brown flew 3.5 km.", &["Gen. Brown flew 3.5 km."]);
        check(
            "On Jan. 18 the U.S. signed.",
            &["On Jan. 18 the U.S. signed."],
        );
        check("It is No. 1 in size.", &["It is No. 1 in size."]);
        check(
            "It cost Rs. 500 crore vs. less.",
            &["It cost Rs. 500 crore vs. less."],
        );
    }

    #[test]
    fn the_last_letters_tell_most_words_from_short_forms() {
        for key in SHORT.keys().iter().filter(|&&key| key != 0) {
            let letters = key.to_le_bytes();
            let len = letters.iter().position(|&byte| byte == 0).unwrap();
            assert!(may_end_short(letters[len - 2], letters[len - 1]));
        }
        assert!(may_end_short(b' ', b'A') && may_end_short(b'M', b'R'));
        assert!(!may_end_short(b'e', b'd') && !may_end_short(b'1', b'0'));
        assert!(!may_end_short(b' ', b')'));
    }

    #[test]
    fn a_broken_line_goes_on_and_a_short_one_ends() {
        check(
            "The ministry said that it would spend more than it\nhad planned.",
            &["The ministry said that it would spend more than it\nhad planned."],
        );
        check("Sweden: 12\nNorway: 10", &["Sweden: 12", "Norway: 10"]);
    }

    #[test]
    fn hostile_texts_take_no_longer_than_their_length() {
        for piece in [". ", "\n", "a. ", "“", "a ", "! ", "\t"] {
            let text = piece.repeat(100_000);
            let mut at = 0;
            let mut num = 0;
            while at < text.len() && num < 1000 {
                at = end_of(&text, 0, at, text.len()).max(at + 1);
                num += 1;
            }
            let _ = start_of(&text, 0, text.len());
        }
    }
}
