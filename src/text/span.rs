//! A half-open stretch of one text, always on character borders and never backwards.

use super::ByteOffset;

/// Half-open range of bytes of a document's text.
///
/// ```
/// use rangebook::text::Span;
/// let text = "Japan’s plan";
/// let span = Span::new(text, 0, 5).expect("on borders");
/// assert_eq!(span.slice(text), "Japan");
/// assert_eq!(Span::new(text, 0, 6), None, "inside the curly apostrophe");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    // Invariant: start <= end, both on character borders of the text the span was made for.
    start: ByteOffset,
    end: ByteOffset,
}

impl Span {
    /// The span `start..end` of `text`; `None` when backwards, outside, or inside a character.
    pub fn new(text: &str, start: usize, end: usize) -> Option<Self> {
        text.get(start..end)?;
        Some(Self {
            start: ByteOffset::from_usize(start)?,
            end: ByteOffset::from_usize(end)?,
        })
    }

    /// The whole of `text`; for a text past 4 GiB (which loading refuses), nothing.
    pub fn whole(text: &str) -> Self {
        Self::new(text, 0, text.len()).unwrap_or_else(Self::start_of_text)
    }

    /// The empty span at the start, valid in every text.
    pub const fn start_of_text() -> Self {
        Self {
            start: ByteOffset::ZERO,
            end: ByteOffset::ZERO,
        }
    }

    /// First byte.
    pub const fn start(self) -> usize {
        self.start.to_usize()
    }

    /// One past the last byte.
    pub const fn end(self) -> usize {
        self.end.to_usize()
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// For slicing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }

    /// The words themselves; empty when `text` is not the text this span was made for.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether the byte at `offset` lies inside.
    pub const fn contains(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether `other` lies wholly inside (or is equal).
    pub const fn covers(self, other: Self) -> bool {
        self.start() <= other.start() && other.end() <= self.end()
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start() < other.end() && other.start() < self.end()
    }

    /// The smallest span that covers both (of the same text).
    pub fn union(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_backwards_outside_and_inside_a_character() {
        let text = "¥10tn";
        assert_eq!(Span::new(text, 3, 2), None);
        assert_eq!(Span::new(text, 0, 99), None);
        assert_eq!(Span::new(text, 1, 3), None);
        assert!(Span::new(text, 0, 2).is_some());
    }

    #[test]
    fn overlap_is_about_shared_bytes() {
        let text = "abcdef";
        let ab = Span::new(text, 0, 2).unwrap();
        let bc = Span::new(text, 1, 3).unwrap();
        let cd = Span::new(text, 2, 4).unwrap();
        assert!(ab.overlaps(bc) && !ab.overlaps(cd));
        assert_eq!(ab.union(cd).slice(text), "abcd");
    }
}
