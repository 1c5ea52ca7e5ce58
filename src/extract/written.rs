//! Names as they may be written, while the tree of names is built.

/// A part of the letters of all names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    start: u32,
    end: u32,
}

impl Stretch {
    /// From here to the end of all letters so far.
    pub(super) fn since(start: usize, letters: &[u8]) -> Self {
        let [start, end] = [start, letters.len()].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        Self { start, end }
    }

    pub(super) const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub(super) fn of(self, letters: &[u8]) -> &[u8] {
        letters
            .get(self.start as usize..self.end as usize)
            .unwrap_or(&[])
    }
}

/// One name as it may be written, while the tree is built.
#[derive(Clone, Copy)]
pub(super) struct Written {
    /// The first eight bytes as a number that sorts like them: most comparisons end here.
    first: u64,
    pub(super) folded: Stretch,
    pub(super) plural: bool,
    pub(super) name: u32,
}

impl Written {
    pub(super) fn new(folded: Stretch, letters: &[u8], plural: bool, name: u32) -> Self {
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(folded.of(letters)) {
            *to = *from;
        }
        Self {
            first: u64::from_be_bytes(first),
            folded,
            plural,
            name,
        }
    }

    pub(super) fn order(&self, other: &Self, letters: &[u8]) -> std::cmp::Ordering {
        self.first
            .cmp(&other.first)
            .then_with(|| self.folded.of(letters).cmp(other.folded.of(letters)))
            .then_with(|| (self.plural, self.name).cmp(&(other.plural, other.name)))
    }
}
