//! Marks that overlap, flattened into runs that do not.
//!
//! The runs of a chunk are in order, touch, cover the chunk, and each knows every mark that lies
//! on it; what is painted for a run is decided by the window. Only the marks of the chunk are
//! visited: [`Marks`] finds them by binary search.

use std::ops::Range;

use crate::text::Span;

/// Spans in order of their start, with what is needed to find those of one chunk quickly.
#[derive(Clone, Copy, Debug)]
pub struct Marks<'a> {
    spans: &'a [Span],
    longest: usize,
}

impl<'a> Marks<'a> {
    /// No mark.
    pub const NONE: Self = Self {
        spans: &[],
        longest: 0,
    };

    /// Looks once at every span, to know the longest: the search for the first span of a chunk
    /// starts that far before it. Spans must be sorted by their start.
    pub fn new(spans: &'a [Span]) -> Self {
        Self {
            spans,
            longest: spans.iter().map(|span| span.len()).max().unwrap_or(0),
        }
    }

    /// The same where it is known that no span is longer than `longest`: looks at none of them.
    pub const fn no_longer_than(spans: &'a [Span], longest: usize) -> Self {
        Self { spans, longest }
    }

    /// All of them.
    pub const fn spans(self) -> &'a [Span] {
        self.spans
    }

    /// Numbers of the spans that share a byte with `range`, and the spans.
    pub fn within(self, range: Range<usize>) -> impl Iterator<Item = (usize, Span)> + use<'a> {
        let from = range.start.saturating_sub(self.longest);
        let first = self.spans.partition_point(|span| span.start() < from);
        let visible = self.spans.get(first..).unwrap_or(&[]);
        let (start, end) = (range.start, range.end);
        visible
            .iter()
            .enumerate()
            .take_while(move |(_, span)| span.start() < end)
            .filter(move |(_, span)| span.end() > start)
            .map(move |(at, span)| (first + at, *span))
    }
}

/// Everything that can lie on a stretch of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// Names and figures, by number. Disjoint.
    pub mentions: Vec<(usize, Span)>,
    /// Notes, by number; may overlap.
    pub notes: Vec<(usize, Span)>,
    /// What a search found, by number. Disjoint.
    pub finds: Vec<(usize, Span)>,
    /// Passages of what is selected in the window.
    pub selected: Vec<Span>,
    /// Passages of what the pointer rests on anywhere in the window.
    pub hovered: Vec<Span>,
    /// Text marked for copying.
    pub marked: Option<Span>,
}

/// A stretch of text on which every mark lies wholly or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// First byte, in the document.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The mention on it.
    pub mention: Option<usize>,
    /// The first of the notes on it.
    pub note: Option<usize>,
    /// The search result on it.
    pub find: Option<usize>,
    /// Whether something selected lies on it.
    pub selected: bool,
    /// Whether something hovered lies on it.
    pub hovered: bool,
    /// Whether it is marked for copying.
    pub marked: bool,
}

impl Run {}

/// The runs of `chunk` (a range of bytes of the document). Marks may reach out of it.
pub fn runs(chunk: Range<usize>, layers: &Layers) -> Vec<Run> {
    if chunk.is_empty() {
        return Vec::new();
    }
    let mut borders = vec![chunk.start, chunk.end];
    let mut border = |span: &Span| {
        borders.extend(
            [span.start(), span.end()]
                .into_iter()
                .filter(|at| chunk.contains(at)),
        );
    };
    layers.mentions.iter().for_each(|(_, span)| border(span));
    layers.notes.iter().for_each(|(_, span)| border(span));
    layers.finds.iter().for_each(|(_, span)| border(span));
    layers.selected.iter().for_each(&mut border);
    layers.hovered.iter().for_each(&mut border);
    layers.marked.iter().for_each(&mut border);
    borders.sort_unstable();
    borders.dedup();
    let mut runs: Vec<Run> = borders
        .windows(2)
        .filter_map(|pair| match pair {
            &[start, end] => Some(Run {
                start,
                end,
                mention: None,
                note: None,
                find: None,
                selected: false,
                hovered: false,
                marked: false,
            }),
            _ => None,
        })
        .collect();
    let mut paint = |span: Range<usize>, set: &dyn Fn(&mut Run)| {
        let first = runs.partition_point(|run| run.start < span.start);
        for run in runs.iter_mut().skip(first) {
            if run.end > span.end {
                break;
            }
            set(run);
        }
    };
    // A span that starts before the chunk is cut to it first, so that it starts on a border.
    let clip = |span: Span| span_within(span, &chunk);
    for &(number, span) in &layers.mentions {
        paint(clip(span), &|run| run.mention = Some(number));
    }
    for &(number, span) in &layers.notes {
        paint(clip(span), &|run| run.note = run.note.or(Some(number)));
    }
    for &(number, span) in &layers.finds {
        paint(clip(span), &|run| run.find = Some(number));
    }
    for &span in &layers.selected {
        paint(clip(span), &|run| run.selected = true);
    }
    for &span in &layers.hovered {
        paint(clip(span), &|run| run.hovered = true);
    }
    if let Some(span) = layers.marked {
        paint(clip(span), &|run| run.marked = true);
    }
    runs
}

/// Neighbouring runs joined while `key` says the same of them; runs of which it says nothing are
/// left out.
pub fn stretches<K: PartialEq>(
    runs: &[Run],
    key: impl Fn(&Run) -> Option<K>,
) -> Vec<(Range<usize>, K)> {
    let mut out: Vec<(Range<usize>, K)> = Vec::new();
    for run in runs {
        let Some(key) = key(run) else { continue };
        match out.last_mut() {
            Some((range, last)) if range.end == run.start && *last == key => range.end = run.end,
            _ => out.push((run.start..run.end, key)),
        }
    }
    out
}

fn span_within(span: Span, chunk: &Range<usize>) -> Range<usize> {
    span.start().max(chunk.start)..span.end().min(chunk.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(start: usize, end: usize) -> Span {
        Span::new(&"x".repeat(end.max(1)), start, end).unwrap()
    }

    fn numbered(spans: &[(usize, usize)]) -> Vec<(usize, Span)> {
        spans
            .iter()
            .enumerate()
            .map(|(at, &(start, end))| (at, span(start, end)))
            .collect()
    }

    #[track_caller]
    fn check(chunk: Range<usize>, layers: &Layers, expected: &str) {
        let shown: Vec<String> = runs(chunk, layers)
            .iter()
            .map(|run| {
                let mut marks = String::new();
                for (on, mark) in [
                    (run.mention.is_some(), 'm'),
                    (run.note.is_some(), 'n'),
                    (run.find.is_some(), 'f'),
                    (run.selected, 's'),
                    (run.hovered, 'h'),
                    (run.marked, 'c'),
                ] {
                    if on {
                        marks.push(mark);
                    }
                }
                format!("{}{marks}", run.end - run.start)
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn plain_text_is_one_run() {
        check(10..20, &Layers::default(), "10");
        check(10..10, &Layers::default(), "");
    }

    #[test]
    fn a_mention_cuts_in_three() {
        let layers = Layers {
            mentions: numbered(&[(3, 5)]),
            ..Layers::default()
        };
        check(0..10, &layers, "3 2m 5");
    }

    #[test]
    fn marks_that_reach_out_are_cut() {
        let layers = Layers {
            notes: numbered(&[(0, 100)]),
            mentions: numbered(&[(5, 12), (18, 30)]),
            ..Layers::default()
        };
        check(10..20, &layers, "2mn 6n 2mn");
    }

    #[test]
    fn neighbours_do_not_melt() {
        let layers = Layers {
            mentions: numbered(&[(0, 2), (2, 4)]),
            ..Layers::default()
        };
        check(0..4, &layers, "2m 2m");
    }

    #[test]
    fn all_layers_lie_over_each_other() {
        let layers = Layers {
            mentions: numbered(&[(2, 6)]),
            notes: numbered(&[(0, 4), (1, 8)]),
            finds: numbered(&[(4, 8)]),
            selected: vec![span(2, 6)],
            hovered: vec![span(5, 6)],
            marked: Some(span(5, 9)),
        };
        check(0..10, &layers, "1n 1n 2mns 1mnfs 1mnfshc 2nfc 1c 1");
    }

    #[test]
    fn empty_marks_mark_nothing() {
        let layers = Layers {
            marked: Some(span(4, 4)),
            ..Layers::default()
        };
        check(0..10, &layers, "4 6");
    }

    #[test]
    fn stretches_join_what_is_alike() {
        let layers = Layers {
            mentions: numbered(&[(2, 6), (6, 8)]),
            selected: vec![span(4, 7)],
            ..Layers::default()
        };
        let runs = runs(0..10, &layers);
        assert_eq!(
            stretches(&runs, |run| run.mention),
            vec![(2..6, 0), (6..8, 1)]
        );
        assert_eq!(
            stretches(&runs, |run| run.selected.then_some(())),
            vec![(4..7, ())]
        );
    }

    #[test]
    fn marks_are_found_also_when_they_start_long_before() {
        let spans = [span(0, 90), span(5, 10), span(50, 55), span(95, 99)];
        let marks = Marks::new(&spans);
        let found: Vec<usize> = marks.within(52..60).map(|(at, _)| at).collect();
        assert_eq!(found, [0, 2]);
        assert_eq!(Marks::NONE.within(0..9).count(), 0);
    }

    fn arb_spans(disjoint: bool) -> impl Strategy<Value = Vec<Span>> {
        proptest::collection::vec((0usize..100, 0usize..20), 0..12).prop_map(move |raw| {
            let mut at = 0;
            let mut spans: Vec<Span> = raw
                .into_iter()
                .map(|(start, len)| {
                    if disjoint {
                        let start = at + start % 10;
                        at = start + len;
                        span(start, at)
                    } else {
                        span(start, start + len)
                    }
                })
                .collect();
            spans.sort();
            spans
        })
    }

    proptest! {
        #[test]
        fn runs_cover_in_order_and_know_their_marks(
            mentions in arb_spans(true), finds in arb_spans(true), notes in arb_spans(false),
            selected in arb_spans(false), hovered in arb_spans(false),
            start in 0usize..60, len in 0usize..60,
        ) {
            let chunk = start..start + len;
            let layers = Layers {
                mentions: Marks::new(&mentions).within(chunk.clone()).collect(),
                notes: Marks::new(&notes).within(chunk.clone()).collect(),
                finds: Marks::new(&finds).within(chunk.clone()).collect(),
                selected: selected.clone(),
                hovered: hovered.clone(),
                marked: notes.first().copied(),
            };
            let runs = runs(chunk.clone(), &layers);
            let mut at = chunk.start;
            for run in &runs {
                prop_assert_eq!(run.start, at);
                prop_assert!(run.start < run.end);
                at = run.end;
                let on = |span: &Span| span.start() <= run.start && run.end <= span.end();
                prop_assert_eq!(run.mention, mentions.iter().position(on));
                prop_assert_eq!(run.note, notes.iter().position(on));
                prop_assert_eq!(run.find, finds.iter().position(on));
                prop_assert_eq!(run.selected, selected.iter().any(on));
                prop_assert_eq!(run.hovered, hovered.iter().any(on));
                prop_assert_eq!(run.marked, notes.first().is_some_and(on));
            }
            prop_assert_eq!(at, chunk.end);
        }

        #[test]
        fn search_by_bisection_agrees_with_looking_at_all(
            spans in arb_spans(false), start in 0usize..100, len in 1usize..50,
        ) {
            let range = start..start + len;
            let all: Vec<usize> = spans.iter().enumerate()
                .filter(|(_, span)| span.start() < range.end && span.end() > range.start)
                .map(|(at, _)| at).collect();
            let found: Vec<usize> = Marks::new(&spans).within(range).map(|(at, _)| at).collect();
            prop_assert_eq!(found, all);
        }
    }
}
