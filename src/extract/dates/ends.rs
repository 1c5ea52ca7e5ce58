//! Where clauses and sentences end, for whom a fiscal year belongs to.

/// Before a clause that is of another country.
const JOINERS: [&str; 4] = [", while ", ", whereas ", ", but ", "; "];

/// Where the first clause of `text` ends.
pub(super) fn clause_end(text: &str) -> usize {
    let is_joiner = |at: &usize| {
        text.get(*at..)
            .is_some_and(|rest| JOINERS.iter().any(|it| rest.starts_with(it)))
    };
    let mut signs = text.match_indices([',', ';']).map(|it| it.0);
    signs.find(is_joiner).unwrap_or(text.len())
}

/// Where the first sentence of `text` ends: behind a full stop and before a capital.
pub(super) fn sentence_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |window: &[u8]| {
        matches!(
            window,
            [
                b'a'..=b'z' | b'0'..=b'9' | b')' | b'%' | b'"',
                b'.' | b'!' | b'?',
                b' ',
                b'A'..=b'Z',
            ]
        )
    };
    bytes
        .windows(4)
        .position(ends)
        .map_or(text.len(), |at| at + 3)
}
