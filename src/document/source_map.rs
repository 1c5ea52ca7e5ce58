//! From a place in a document's text back to the byte of the file it came from.
//!
//! The text is cut into runs of characters that are all equally long in the text and in the file
//! ("é" is two bytes of text and one byte of Windows-1252), so a whole UTF-8 file is one run and
//! every place at the start of a character is exact. A map holds at most [`MAX_RUNS`]; places
//! after the last run have no known source, which is said and not guessed.

/// The most runs that are kept: 64 MB of them. A file needs more only when it is very long and
/// changes in every few characters, for example 160 MB of short lines with Windows line ends.
pub const MAX_RUNS: usize = 4_000_000;

/// Sorted runs; places between two runs map to the end of the earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    // Invariant: sorted by `text_start`, disjoint in the text.
    runs: Vec<Run>,
    // Invariant: when set, nothing at or after this place of the text has a known source.
    full_at: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text_start: u32,
    source_start: u32,
    num_chars: u32,
    text_width: u8,
    source_width: u8,
}

impl Run {
    const fn text_end(self) -> usize {
        self.text_start as usize + self.num_chars as usize * self.text_width as usize
    }

    const fn source_end(self) -> usize {
        self.source_start as usize + self.num_chars as usize * self.source_width as usize
    }

    const fn source_of(self, text_offset: usize) -> usize {
        if self.num_chars == 0 || self.text_width == 0 {
            return self.source_start as usize;
        }
        let into = text_offset.saturating_sub(self.text_start as usize) / self.text_width as usize;
        let into = if into < self.num_chars as usize {
            into
        } else {
            self.num_chars as usize
        };
        self.source_start as usize + into * self.source_width as usize
    }
}

impl SourceMap {
    /// Text and file are the same bytes from `source_start` on.
    pub fn shifted(source_start: usize, len: usize) -> Self {
        let mut map = Self::default();
        map.push(0, source_start, len);
        map
    }

    /// Adds a stretch that was carried over unchanged. Ignored when it does not come after the last.
    pub fn push(&mut self, text_start: usize, source_start: usize, len: usize) {
        self.push_chars(text_start, source_start, len, 1, 1);
    }

    /// Adds `num_chars` characters, each `text_width` bytes of text and `source_width` bytes of
    /// the file. Ignored when it does not come after the last.
    pub fn push_chars(
        &mut self,
        text_start: usize,
        source_start: usize,
        num_chars: usize,
        text_width: u8,
        source_width: u8,
    ) {
        if self.full_at.is_some() {
            return;
        }
        let (Ok(text_start), Ok(source_start), Ok(num_chars)) = (
            u32::try_from(text_start),
            u32::try_from(source_start),
            u32::try_from(num_chars),
        ) else {
            return;
        };
        let run = Run {
            text_start,
            source_start,
            num_chars,
            text_width,
            source_width,
        };
        let is_full = self.runs.len() >= MAX_RUNS;
        match self.runs.last_mut() {
            Some(last) if last.text_end() > text_start as usize => {}
            Some(last)
                if last.text_end() == text_start as usize
                    && last.source_end() == source_start as usize
                    && last.num_chars > 0
                    && (last.text_width, last.source_width) == (text_width, source_width) =>
            {
                last.num_chars = last.num_chars.saturating_add(num_chars);
            }
            _ if is_full => self.full_at = Some(text_start),
            _ => self.runs.push(run),
        }
    }

    /// Forgets what lies at or after `text_len`, for a text that was cut off there.
    pub fn truncate(&mut self, text_len: usize) {
        while let Some(last) = self.runs.last_mut() {
            if (last.text_start as usize) < text_len {
                let width = usize::from(last.text_width.max(1));
                let kept = (text_len - last.text_start as usize).div_ceil(width);
                last.num_chars = last.num_chars.min(u32::try_from(kept).unwrap_or(u32::MAX));
                return;
            }
            self.runs.pop();
        }
    }

    /// Whether the end of the text could not be traced because there were too many runs.
    pub const fn is_cut_short(&self) -> bool {
        self.full_at.is_some()
    }

    /// The byte of the file that `text_offset` came from; `None` when the text has no source there.
    pub fn source_offset(&self, text_offset: usize) -> Option<usize> {
        if self
            .full_at
            .is_some_and(|full_at| text_offset >= full_at as usize)
        {
            return None;
        }
        let after = self
            .runs
            .partition_point(|run| run.text_start as usize <= text_offset);
        let run = self.runs.get(after.checked_sub(1)?)?;
        Some(run.source_of(text_offset))
    }

    /// Joins two steps: `self` leads from this text to a middle text, `inner` from there to the
    /// file. One walk over both.
    #[must_use]
    pub fn through(&self, inner: &Self) -> Self {
        let mut joined = Self::default();
        for run in &self.runs {
            let (text_start, middle) = (run.text_start as usize, run.source_start as usize);
            if run.num_chars == 0 || (run.text_width, run.source_width) != (1, 1) {
                let Some(source) = inner.source_offset(middle) else {
                    continue;
                };
                joined.push_chars(text_start, source, 0, run.text_width, 1);
                continue;
            }
            let first = inner.runs.partition_point(|part| part.text_end() <= middle);
            for part in inner.runs.iter().skip(first) {
                let from = middle.max(part.text_start as usize);
                let to = run.source_end().min(part.text_end());
                if from >= to {
                    break;
                }
                let width = usize::from(part.text_width.max(1));
                joined.push_chars(
                    text_start + (from - middle),
                    part.source_of(from),
                    (to - from).div_ceil(width),
                    part.text_width,
                    part.source_width,
                );
            }
        }
        if inner.is_cut_short() || self.is_cut_short() {
            let end = joined.runs.last().map_or(0, |run| run.text_end());
            joined.full_at = u32::try_from(end).ok();
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_join_and_gaps_map_to_the_end_before() {
        let mut map = SourceMap::shifted(3, 4);
        map.push(4, 7, 2);
        map.push(6, 12, 5);
        assert_eq!(map.runs.len(), 2);
        assert_eq!(map.source_offset(0), Some(3));
        assert_eq!(map.source_offset(5), Some(8));
        assert_eq!(map.source_offset(6), Some(12));
        assert_eq!(SourceMap::default().source_offset(0), None);
    }

    #[test]
    fn wide_characters_are_counted_in_their_own_widths() {
        // "aéé€" of Windows-1252, from byte 10.
        let mut map = SourceMap::shifted(10, 1);
        map.push_chars(1, 11, 1, 2, 1);
        map.push_chars(3, 12, 1, 2, 1);
        map.push_chars(5, 13, 1, 3, 1);
        assert_eq!(map.runs.len(), 3, "equal neighbours are one run");
        let starts = [0, 1, 3, 5, 8].map(|at| map.source_offset(at).unwrap());
        assert_eq!(starts, [10, 11, 12, 13, 14]);
        assert_eq!(map.source_offset(2), Some(11), "inside a character");
    }

    #[test]
    fn what_was_cut_off_is_forgotten() {
        let mut map = SourceMap::shifted(0, 10);
        map.truncate(4);
        map.push(4, 20, 1);
        assert_eq!(map.source_offset(3), Some(3));
        assert_eq!(map.source_offset(4), Some(20));
        map.truncate(0);
        assert_eq!(map, SourceMap::default());
    }

    #[test]
    fn two_steps_join() {
        // The file is "x\r\nab": the middle text "x\nab", the text "ab".
        let mut inner = SourceMap::shifted(0, 2);
        inner.push(2, 3, 2);
        let outer = SourceMap::shifted(2, 2);
        let joined = outer.through(&inner);
        assert_eq!(joined.source_offset(0), Some(3));
        assert_eq!(joined.source_offset(1), Some(4));
        let across = SourceMap::shifted(0, 4).through(&inner);
        assert_eq!(across.source_offset(1), Some(1));
        assert_eq!(across.source_offset(3), Some(4));
    }

    #[test]
    fn a_full_map_says_so_and_guesses_nothing() {
        let mut map = SourceMap::default();
        for i in 0..=MAX_RUNS {
            map.push(i, i * 2, 1);
        }
        assert!(map.is_cut_short());
        assert_eq!(map.source_offset(MAX_RUNS - 1), Some((MAX_RUNS - 1) * 2));
        assert_eq!(map.source_offset(MAX_RUNS), None);
    }
}
