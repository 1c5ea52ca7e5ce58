//! What can be done now, so that menus, palette and keys offer nothing that would do nothing.

use super::app::RangebookApp;
use super::command::Environment;
use super::panels::reader::ReaderGlance;
use crate::workspace::Item;

impl RangebookApp {
    /// As of what is open and selected.
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
            has_notes: !self.workspace.notes().is_empty(),
            can_note: self.note_place().is_some() || self.selected_finding().is_some(),
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
