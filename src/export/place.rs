//! Where a note stands in the documents that go out with it, and what is said of one that stands nowhere.

use super::qdpx::Source;
use crate::notes::{Anchoring, Annotation, Mark, anchor};
use crate::text::shorten;

/// Characters of a doubtful passage that are quoted.
const MAX_QUOTE: usize = 120;

/// A note's place in what goes out with it. The window also knows which document had the note's bytes before
/// it changed; here only bytes, names and the passage itself tell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// In which source; `None` where its document is not at hand.
    pub(super) source: Option<usize>,
    /// Where in it; `None` for notes on a chart's mark or the whole document.
    pub(super) anchoring: Option<Anchoring>,
}

impl Place {
    /// Finds the note: in the document with its bytes, or else in one of its name, where several have it in
    /// the first in which the passage stands best.
    pub(super) fn of(note: &Annotation, sources: &[Source<'_>]) -> Self {
        let target = &note.target;
        let is_passage = Mark::of(target).is_none();
        let place = |(at, source): (usize, &Source<'_>)| Self {
            source: Some(at),
            anchoring: is_passage.then(|| anchor(target, &source.document.text)),
        };
        let same_bytes = |it: &Source<'_>| Some(it.document.fingerprint) == target.fingerprint;
        let same_name = |it: &Source<'_>| it.document.name == target.document;
        let all = || sources.iter().enumerate();
        let own = all().find(|(_, it)| same_bytes(it)).map(place);
        own.or_else(|| {
            let named = all().filter(|(_, it)| same_name(it)).map(place);
            named.min_by_key(Self::rank)
        })
        .unwrap_or(Self {
            source: None,
            anchoring: None,
        })
    }

    /// How well the passage stands; the least is the best.
    const fn rank(&self) -> u8 {
        match self.anchoring {
            None | Some(Anchoring::Exact(_)) => 0,
            Some(Anchoring::Moved(_)) => 1,
            Some(Anchoring::Doubtful(_)) => 2,
            Some(Anchoring::Orphan) => 3,
        }
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
