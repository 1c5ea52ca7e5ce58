//! Where a note stands in the documents that go out with it, and what is said of one that stands nowhere.

use super::qdpx::Source;
use crate::notes::{Anchoring, Annotation, Mark, anchor};
use crate::text::shorten;

/// Characters of a doubtful passage that are quoted.
const MAX_QUOTE: usize = 120;

/// A note's place, as the window would find it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// In which source; `None` where its document is not at hand.
    pub(super) source: Option<usize>,
    /// Where in it; `None` for notes on a chart's mark or the whole document.
    pub(super) anchoring: Option<Anchoring>,
}

impl Place {
    /// Finds the note: in the document with its bytes, or else in the one with its name.
    pub(super) fn of(note: &Annotation, sources: &[Source<'_>]) -> Self {
        let target = &note.target;
        let same_bytes = |it: &Source<'_>| Some(it.document.fingerprint) == target.fingerprint;
        let same_name = |it: &Source<'_>| it.document.name == target.document;
        let source = sources
            .iter()
            .position(same_bytes)
            .or_else(|| sources.iter().position(same_name));
        let document = source.and_then(|at| sources.get(at));
        let is_passage = Mark::of(target).is_none();
        let anchoring = document
            .filter(|_| is_passage)
            .map(|it| anchor(target, &it.document.text));
        Self { source, anchoring }
    }

    /// For readers of the file: that the passage is lost, or in doubt and where; nothing of one that stands.
    pub(super) fn warning(&self, sources: &[Source<'_>]) -> Option<String> {
        match self.anchoring? {
            Anchoring::Exact(_) | Anchoring::Moved(_) => None,
            Anchoring::Orphan => {
                Some("lost: the passage is not in the document any more".to_owned())
            }
            Anchoring::Doubtful(span) => {
                let document = sources.get(self.source?)?.document;
                let found = shorten(span.slice(&document.text), MAX_QUOTE);
                Some(format!(
                    "in doubt: the document has changed, and the passage is perhaps now “{found}”"
                ))
            }
        }
    }
}
