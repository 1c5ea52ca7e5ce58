//! How much a document may ask for, counted on what really comes out.
//!
//! Headers of archives and pages promise sizes; none of them is believed. Every number here is a
//! choice between the largest honest report we know of (a few thousand pages) and what a small
//! machine can bear; none comes from a format's specification.

/// What the reader may adjust, for a file larger or a machine smaller than usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most megabytes of a file whose format has a parser of its own. Text may be larger,
    /// because it is not unpacked to anything.
    pub file_mb: u32,
    /// The most megabytes of one part of an archive after unpacking.
    pub part_mb: u32,
    /// The most megabytes of all parts of one file after unpacking.
    pub unpacked_mb: u32,
    /// Megabytes of memory that the child process may map.
    pub memory_mb: u32,
    /// Seconds of work for any file; each started 4 MB of it allow one more.
    pub work_secs: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_mb: 256,
            part_mb: 256,
            unpacked_mb: 512,
            // The promise of 1 GiB less what the program needs itself.
            memory_mb: 1000,
            work_secs: 20,
        }
    }
}

impl Limits {
    /// The least and the most of each number, in the order of the fields.
    pub const RANGES: [(u32, u32); 5] = [(1, 512), (1, 4000), (1, 8000), (200, 16_000), (1, 3600)];

    /// The numbers, in the order of the fields.
    pub const fn numbers(self) -> [u32; 5] {
        [
            self.file_mb,
            self.part_mb,
            self.unpacked_mb,
            self.memory_mb,
            self.work_secs,
        ]
    }

    /// From numbers in the order of the fields, brought into [`Self::RANGES`].
    pub fn of_numbers(mut numbers: [u32; 5]) -> Self {
        for (number, (least, most)) in numbers.iter_mut().zip(Self::RANGES) {
            *number = (*number).clamp(least, most);
        }
        let [file_mb, part_mb, unpacked_mb, memory_mb, work_secs] = numbers;
        Self {
            file_mb,
            part_mb,
            unpacked_mb,
            memory_mb,
            work_secs,
        }
    }

    /// As it is stored and handed to the child process: "256,256,512,1000,20".
    pub fn to_words(self) -> String {
        self.numbers().map(|number| number.to_string()).join(",")
    }

    /// Reads what [`Self::to_words`] wrote.
    pub fn of_words(words: &str) -> Option<Self> {
        let numbers: Result<Vec<u32>, _> = words.split(',').map(str::parse).collect();
        Some(Self::of_numbers(numbers.ok()?.try_into().ok()?))
    }

    /// Bytes of a file with a parser of its own.
    pub const fn max_file(self) -> usize {
        self.file_mb as usize * 1_000_000
    }

    /// Bytes of one part.
    pub const fn max_part(self) -> usize {
        self.part_mb as usize * 1_000_000
    }

    /// Bytes of all parts.
    pub const fn max_unpacked(self) -> usize {
        self.unpacked_mb as usize * 1_000_000
    }

    /// Bytes of memory.
    pub const fn max_memory(self) -> u64 {
        self.memory_mb as u64 * 1_000_000
    }

    /// Seconds of work that a file of this many bytes may take.
    pub const fn secs_for(self, num_bytes: usize) -> u64 {
        self.work_secs as u64 + (num_bytes / 4_000_000) as u64
    }
}

/// The most entries of an archive.
pub const MAX_ENTRIES: usize = 10_000;

/// The deepest nesting of XML.
pub const MAX_XML_DEPTH: usize = 256;

/// The deepest nesting of a web page that is read as such.
pub const MAX_HTML_DEPTH: usize = 512;

/// The most repeats of a space, cell or row that a document may ask for in a few bytes.
pub const MAX_REPEATS: usize = 64;

/// The most bytes of text that a parser hands over.
pub const MAX_TEXT: usize = 96_000_000;

/// The most bytes of text of all open documents together. One file of the largest size fits, beside
/// some thousands of articles; with what is found in them they take a few times as much memory.
pub const MAX_HELD_TEXT: usize = 600_000_000;

/// The most blocks that a parser hands over.
pub const MAX_PARSED_BLOCKS: usize = 1_000_000;

/// The most marks on one letter that are kept. Writing with many of them (Vietnamese, Hebrew with
/// points) needs three or four.
pub const MAX_MARKS: u8 = 16;

/// The most bytes of drawing instructions of all pages of a PDF, after unpacking: the one budget over
/// all its filters. A page of text has some ten thousand.
pub const MAX_DRAWING: usize = 256_000_000;

/// The most things drawn on all pages of a PDF (letters, lines, pictures, forms), so that forms that
/// draw forms end. A page of text has some five thousand.
pub const MAX_DRAWN: usize = 50_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_cross_as_words_and_are_kept_in_range() {
        let limits = Limits::default();
        assert_eq!(Limits::of_words(&limits.to_words()), Some(limits));
        assert_eq!(Limits::of_words("1,2"), None);
        assert_eq!(Limits::of_words("1,2,3,4,x"), None);
        let wild = Limits::of_words("0,999999,0,0,999999");
        let kept = Limits::of_numbers([1, 4000, 1, 200, 3600]);
        assert_eq!(wild, Some(kept));
    }
}
