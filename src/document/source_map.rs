//! From a place in a document's text back to the byte of the file it came from.

/// Sorted segments that were carried over unchanged; places between two segments map to the end of
/// the earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    // Invariant: sorted by `text_start`, disjoint in the text.
    segments: Vec<Segment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    text_start: usize,
    source_start: usize,
    len: usize,
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
        match self.segments.last_mut() {
            Some(last) if last.text_start + last.len > text_start => {}
            Some(last)
                if last.text_start + last.len == text_start
                    && last.source_start + last.len == source_start =>
            {
                last.len += len;
            }
            _ => self.segments.push(Segment {
                text_start,
                source_start,
                len,
            }),
        }
    }

    /// The byte of the file that `text_offset` came from; `None` when the text has no source there.
    pub fn source_offset(&self, text_offset: usize) -> Option<usize> {
        let after = self
            .segments
            .partition_point(|segment| segment.text_start <= text_offset);
        let segment = self.segments.get(after.checked_sub(1)?)?;
        Some(segment.source_start + (text_offset - segment.text_start).min(segment.len))
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
        assert_eq!(map.segments.len(), 2);
        assert_eq!(map.source_offset(0), Some(3));
        assert_eq!(map.source_offset(5), Some(8));
        assert_eq!(map.source_offset(6), Some(12));
        assert_eq!(SourceMap::default().source_offset(0), None);
    }
}
