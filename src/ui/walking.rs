//! Walking through documents and mentions from the keyboard.

use std::sync::Arc;

use super::app::RangebookApp;
use super::panels::reader::ReaderGlance;
use crate::extract::MentionId;
use crate::workspace::{Action, Item};

impl RangebookApp {
    pub(super) fn next_document(&self) -> Option<Action> {
        let documents = self.workspace.documents();
        let at = documents
            .iter()
            .position(|open| Some(open.document.id) == self.active_id())?;
        let next = documents.get((at + 1) % documents.len())?;
        Some(Action::Show(next.document.id))
    }

    /// The mention after (or before) the selected one, or after the first visible word.
    pub(super) fn neighbour_mention(&self, forward: bool) -> Option<Action> {
        let open = self.workspace.active()?;
        let id = open.document.id;
        let extraction = Arc::clone(open.derived.extraction.as_ref()?);
        let hidden = &self.workspace.settings().hidden_kinds;
        let from = match self.workspace.selection().selected() {
            Some(Item::Mention(document, mention)) if *document == id => extraction
                .mention(*mention)
                .map(|mention| mention.span.start()),
            _ => None,
        };
        // After a dismissal the walk goes on where the mention stood.
        let from = from.or_else(|| self.glances.correcting.place_in(id));
        let first_visible = self
            .glances
            .readers
            .get(&id)
            .map(ReaderGlance::first_visible_offset);
        let mut shown = extraction
            .mentions
            .iter()
            .zip(0u32..)
            .filter(|(mention, _)| !hidden.contains(&mention.kind()));
        let found = match (from, forward) {
            (Some(from), true) => shown.find(|(mention, _)| mention.span.start() > from),
            (Some(from), false) => shown
                .filter(|(mention, _)| mention.span.start() < from)
                .last(),
            (None, _) => {
                let from = first_visible.unwrap_or(0);
                shown.find(|(mention, _)| mention.span.start() >= from)
            }
        };
        found.map(|(_, at)| Action::Select(Some(Item::Mention(id, MentionId(at)))))
    }
}
