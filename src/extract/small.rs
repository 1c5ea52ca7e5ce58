//! A word in small letters, without going to the heap for ordinary words.

use std::ops::Deref;

/// Longest word that is kept inline, in bytes.
const INLINE: usize = 22;

/// A word in small letters.
#[derive(Clone, Debug)]
pub(super) struct Small<'t>(Kept<'t>);

#[derive(Clone, Debug)]
enum Kept<'t> {
    /// Has no capitals anyway.
    AsWritten(&'t str),
    /// ASCII only.
    Inline([u8; INLINE], u8),
    Owned(String),
}

impl Default for Small<'_> {
    fn default() -> Self {
        Self(Kept::AsWritten(""))
    }
}

impl<'t> Small<'t> {
    pub(super) fn new(word: &'t str) -> Self {
        let bytes = word.as_bytes();
        if !word.is_ascii() {
            return Self(Kept::Owned(word.to_lowercase()));
        }
        if !bytes.iter().any(u8::is_ascii_uppercase) {
            return Self(Kept::AsWritten(word));
        }
        let mut inline = [0; INLINE];
        match (inline.get_mut(..bytes.len()), u8::try_from(bytes.len())) {
            (Some(letters), Ok(len)) => {
                letters.copy_from_slice(bytes);
                letters.make_ascii_lowercase();
                Self(Kept::Inline(inline, len))
            }
            _ => Self(Kept::Owned(word.to_ascii_lowercase())),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        match &self.0 {
            Kept::AsWritten(word) => word,
            Kept::Inline(letters, len) => letters
                .get(..usize::from(*len))
                .and_then(|letters| std::str::from_utf8(letters).ok())
                .unwrap_or(""),
            Kept::Owned(word) => word,
        }
    }
}

impl Deref for Small<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Small<'_> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Small<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: &str) {
        assert_eq!(Small::new(word).as_str(), expected);
    }

    #[test]
    fn words_become_small() {
        check("harbour", "harbour");
        check("Japan", "japan");
        check("ÉLAN", "élan");
        check("", "");
        check(
            "Antidisestablishmentarianism",
            "antidisestablishmentarianism",
        );
    }
}
