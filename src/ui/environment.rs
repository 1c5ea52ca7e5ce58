//! What the commands need to know of the window to be offered: made anew for each frame from what is
//! open and selected.

use super::app::RangebookApp;
use super::command::Environment;
use super::panels::reader::ReaderGlance;
use crate::workspace::Item;

impl RangebookApp {
    /// As things are now.
    pub(super) fn environment(&self) -> Environment {
        let selection = self.workspace.selection();
        let reader = self
            .active_id()
            .and_then(|id| self.glances.readers.get(&id));
        let words = reader
            .and_then(ReaderGlance::selection_span)
            .filter(|span| !span.is_empty());
        Environment {
            has_document: self.workspace.active().is_some(),
            has_many_documents: self.workspace.documents().len() > 1,
            has_charts: self
                .workspace
                .active()
                .is_some_and(|open| open.derived.figures.is_some()),
            num_notes: self.workspace.notes().len(),
            num_shown_notes: self.glances.notes.num_shown(),
            can_note: self.note_place().is_some()
                || self.selected_finding().is_some()
                || (self.workspace.active().is_some() && self.markable().is_some()),
            has_finding: self.selected_finding().is_some(),
            has_text_selection: words.is_some(),
            has_selected_note: matches!(selection.selected(), Some(Item::Note(_))),
            can_attach: self.attaching().is_some(),
            has_mention: self.selected_mention().is_some(),
            has_name: self.correctable().is_some(),
            can_map: self.mappable().is_some(),
            can_merge: self.can_merge(),
            has_selection: selection.selected().is_some(),
            can_undo: self.workspace.history().undo_name().is_some(),
            can_redo: self.workspace.history().redo_name().is_some(),
            can_go_back: selection.can_go_back(),
            can_go_forward: selection.can_go_forward(),
        }
    }
}
