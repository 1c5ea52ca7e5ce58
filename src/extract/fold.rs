//! Letters as names are compared: without case, accents, kinds of quotes and dashes.

use std::sync::LazyLock;

/// Whether `surface` (perhaps with a plural s) is capitalised as the name asks.
pub(super) fn case_fits(alias: &str, case_sensitive: bool, surface: &str) -> bool {
    if case_sensitive && alias.is_ascii() && surface.is_ascii() && !surface.contains(['\n', '\t']) {
        return surface
            .strip_prefix(alias)
            .is_some_and(|rest| rest.is_empty() || rest == "s");
    }
    if case_sensitive {
        let (alias, surface) = (fold_keeping_case(alias), fold_keeping_case(surface));
        return surface
            .strip_prefix(alias.as_slice())
            .is_some_and(|rest| rest.is_empty() || rest == b"s");
    }
    if let Some(named) = alias.strip_prefix("the ") {
        // "the Gulf" is named by its noun, whatever the article looks like.
        let noun = surface
            .split_once(char::is_whitespace)
            .map(|(_, noun)| noun.trim_start());
        return noun.is_some_and(|noun| case_fits(named, false, noun));
    }
    let small_start = alias.chars().next().is_some_and(char::is_lowercase);
    let first = surface.chars().next();
    small_start || first.is_some_and(|first| first.is_uppercase() || first.is_numeric())
}

/// The bytes by which names are compared.
pub(super) fn fold(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 4);
    fold_into(text, &mut out);
    out
}

/// What the bytes say by which words are compared, without going to the heap for ordinary words.
pub(super) fn of_folded<T>(word: &str, say: impl FnOnce(&[u8]) -> T) -> T {
    /// Longest word that is folded in place, in bytes.
    const SHORT: usize = 24;
    if word.len() > SHORT {
        return say(&fold(word));
    }
    // No letter of `n` bytes folds to more than twice as many; four are written at once.
    let mut bytes = [0; 2 * SHORT + 4];
    let mut len = 0;
    let mut folder = Folder::default();
    for letter in word.chars() {
        if let Some(byte) = folder.plain(letter) {
            if let Some(place) = bytes.get_mut(len) {
                *place = byte;
            }
            len += 1;
            continue;
        }
        let folded = folder.other(letter);
        if let Some(place) = bytes.get_mut(len..len + 4) {
            place.copy_from_slice(&folded.bytes);
        }
        len += folded.len;
    }
    say(bytes.get(..len).unwrap_or(&[]))
}

/// The same, added to `out`.
pub(super) fn fold_into(text: &str, out: &mut Vec<u8>) {
    if is_plain(text) {
        out.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
        return;
    }
    let mut folder = Folder::default();
    for letter in text.chars() {
        out.extend_from_slice(folder.fold(letter).bytes());
    }
}

/// Whether folding changes nothing but the case: without accents, and with single blanks only.
fn is_plain(text: &str) -> bool {
    let mut before = 0;
    text.bytes().all(|byte| {
        let is_blank = byte == b' ';
        let fits = byte.is_ascii() && byte >= b' ' && !(is_blank && before == b' ');
        before = byte;
        fits
    })
}

fn fold_keeping_case(text: &str) -> Vec<u8> {
    let mut folder = Folder {
        keep_case: true,
        ..Folder::default()
    };
    let mut out = Vec::with_capacity(text.len());
    for letter in text.chars() {
        out.extend_from_slice(folder.fold(letter).bytes());
    }
    out
}

#[derive(Default)]
struct Folder {
    after_blank: bool,
    keep_case: bool,
}

/// What letters of the Latin script that are not ASCII fold to: most of those in names.
struct Latin([Folded; NUM_LATIN]);

/// From À to the end of Latin Extended-A.
const NUM_LATIN: usize = 0x180 - 0xc0;

impl Latin {
    const FIRST: char = '\u{c0}';

    #[inline]
    fn of(letter: char) -> Option<Folded> {
        static LATIN: LazyLock<Latin> = LazyLock::new(|| {
            Latin(std::array::from_fn(|nth| {
                let letter = (Latin::FIRST..).nth(nth).unwrap_or(Latin::FIRST);
                Folder::default().any_other(letter)
            }))
        });
        let nth = u32::from(letter).checked_sub(u32::from(Self::FIRST))? as usize;
        (nth < NUM_LATIN).then(|| LATIN.0.get(nth).copied())?
    }
}

/// What one letter folds to: up to four bytes.
#[derive(Clone, Copy)]
struct Folded {
    bytes: [u8; 4],
    len: usize,
}

impl Folded {
    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&[])
    }

    fn one(byte: u8) -> Self {
        Self {
            bytes: [byte, 0, 0, 0],
            len: 1,
        }
    }

    #[inline]
    fn text(text: &str) -> Self {
        let mut bytes = [0; 4];
        let len = text.len().min(4);
        for (to, from) in bytes.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Self { bytes, len }
    }
}

impl Folder {
    #[inline]
    fn fold(&mut self, letter: char) -> Folded {
        match self.plain(letter) {
            Some(byte) => Folded::one(byte),
            None => self.other(letter),
        }
    }

    /// Of an ASCII letter or digit.
    #[inline(always)]
    fn plain(&mut self, letter: char) -> Option<u8> {
        let byte = u8::try_from(letter)
            .ok()
            .filter(u8::is_ascii_alphanumeric)?;
        self.after_blank = false;
        Some(if self.keep_case {
            byte
        } else {
            byte.to_ascii_lowercase()
        })
    }

    /// Of what is no ASCII letter or digit.
    fn other(&mut self, letter: char) -> Folded {
        if !self.keep_case
            && let Some(folded) = Latin::of(letter)
        {
            self.after_blank = false;
            return folded;
        }
        self.any_other(letter)
    }

    fn any_other(&mut self, letter: char) -> Folded {
        if letter.is_whitespace() {
            if self.after_blank {
                return Folded::text("");
            }
            self.after_blank = true;
            // A tab parts cells; it is no blank inside a name.
            return Folded::one(if letter == '\t' { b'\t' } else { b' ' });
        }
        self.after_blank = false;
        if letter.is_ascii() {
            return Folded::one(u8::try_from(letter).unwrap_or(b'?'));
        }
        // What has a plain spelling is small.
        if let Some(base) = base_letters(letter) {
            return Folded::text(base);
        }
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let base = base_letters(small);
        if let Some(base) = base {
            if self.keep_case && letter.is_uppercase() {
                return Folded::text(&base.to_uppercase());
            }
            return Folded::text(base);
        }
        let mut bytes = [0; 4];
        let kept = if self.keep_case { letter } else { small };
        let len = kept.encode_utf8(&mut bytes).len();
        Folded { bytes, len }
    }
}

/// The plain spelling of a small letter or sign; `None` for those without one.
fn base_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        '’' | '‘' | 'ʼ' | '′' | '`' => "'",
        '“' | '”' => "\"",
        '‐' | '‑' | '‒' | '–' | '−' => "-",
        // Soft hyphens, zero-width characters and combining marks are not seen.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{300}'..='\u{36f}' => "",
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        _ => return None,
    })
}

/// Whether `surface` folds to exactly `folded`.
pub(super) fn is_spelled(surface: &str, folded: &[u8]) -> bool {
    if surface.is_ascii() && surface.len() == folded.len() {
        return surface.as_bytes().eq_ignore_ascii_case(folded);
    }
    fold(surface) == folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_latin_letters_is_what_the_rules_say() {
        for letter in ('\u{80}'..'\u{250}').filter(|it| Latin::of(*it).is_some()) {
            let mut folder = Folder {
                after_blank: true,
                ..Folder::default()
            };
            let by_rules = folder.any_other(letter);
            assert!(!folder.after_blank);
            let by_table = Latin::of(letter).map(|it| it.bytes().to_vec());
            assert_eq!(by_table.as_deref(), Some(by_rules.bytes()), "{letter}");
        }
    }

    #[test]
    fn what_has_a_plain_spelling_is_small() {
        for letter in (0..=char::MAX as u32).filter_map(char::from_u32) {
            let is_small = letter.to_lowercase().eq([letter]);
            assert!(base_letters(letter).is_none() || is_small, "{letter}");
        }
    }

    proptest::proptest! {
        #[test]
        fn short_words_fold_as_all_do(word in "[A-Za-zßÆœþéİ兆’ \u{301}\u{ad}-]{0,30}") {
            proptest::prop_assert_eq!(of_folded(&word, <[u8]>::to_vec), fold(&word));
        }
    }
}
