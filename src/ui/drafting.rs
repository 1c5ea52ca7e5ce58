//! Writing notes: where a new one goes, and that nothing typed is lost by doing something else.

use eframe::egui;

use super::app::RangebookApp;
use super::panels::composer::{self, Draft};
use super::panels::reader::ReaderGlance;
use crate::check::FindingId;
use crate::extract::MentionId;
use crate::text::Span;
use crate::workspace::{Action, Item, Notice};

/// The longest passage a note is made on; it is kept whole, with the note.
const MAX_QUOTE_BYTES: usize = 65_536;

impl RangebookApp {
    /// Opens the composer on the selected words, or on the selected mention.
    pub(super) fn start_note(&mut self) {
        if let Some(id) = self.selected_finding()
            && self.note_place().is_none()
        {
            self.start_note_on_finding(id);
            return;
        }
        if let Some((span, mention)) = self.note_place() {
            self.start_note_on(span, mention);
        } else if let Some(mark) = self.markable() {
            self.start_note_on_mark(mark);
        }
    }

    /// Opens the composer on a passage of the shown document.
    pub(super) fn start_note_on(&mut self, span: Span, mention: Option<MentionId>) {
        let Some(open) = self.workspace.active() else {
            return;
        };
        let document = std::sync::Arc::clone(&open.document);
        if span.len() > MAX_QUOTE_BYTES {
            let text = "A note stands on at most 64 kB of text: select fewer words";
            self.apply(Action::Tell(Notice::warning(text)));
            return;
        }
        if !self.commit_draft() {
            return;
        }
        // Storing what was being written may have led to another document.
        self.apply(Action::Show(document.id));
        self.glances.drafts_made += 1;
        self.glances.draft = Some(Draft::new(
            &document,
            span,
            mention,
            self.glances.drafts_made,
        ));
    }

    /// The selected finding of the shown document.
    pub(super) fn selected_finding(&self) -> Option<FindingId> {
        let open = self.workspace.active()?;
        match self.workspace.selection().selected()? {
            Item::Finding(document, id) if *document == open.document.id => Some(*id),
            _ => None,
        }
    }

    /// Opens the composer on the words of a finding of the shown document.
    pub(super) fn start_note_on_finding(&mut self, id: FindingId) {
        let Some(open) = self.workspace.active() else {
            return;
        };
        let document = open.document.id;
        let Some(finding) = self.workspace.finding(document, id) else {
            return;
        };
        let mention = finding.evidence.first().and_then(|it| it.mention);
        self.start_note_on(finding.span, mention);
        let draft = self.glances.draft.take();
        self.glances.draft = draft.map(|it| it.about(Some(id)));
    }

    pub(super) fn start_edit(&mut self) {
        let Some(Item::Note(id)) = self.workspace.selection().selected().cloned() else {
            return;
        };
        if !self.commit_draft() {
            return;
        }
        self.apply(Action::Select(Some(Item::Note(id))));
        let Some(note) = self.workspace.notes().get(id) else {
            return;
        };
        self.glances.drafts_made += 1;
        self.glances.draft = Some(Draft::of(note, self.glances.drafts_made));
    }

    /// Where a new note would go.
    pub(super) fn note_place(&self) -> Option<(Span, Option<MentionId>)> {
        let open = self.workspace.active()?;
        let id = open.document.id;
        let words = self
            .glances
            .readers
            .get(&id)
            .and_then(ReaderGlance::selection_span);
        let extraction = open.derived.extraction.as_ref();
        if let Some(span) = words.filter(|span| !span.is_empty()) {
            let mention = extraction.and_then(|extraction| extraction.mention_at(span));
            return Some((span, mention));
        }
        match self.workspace.selection().selected()? {
            Item::Mention(document, mention) if *document == id => {
                Some((extraction?.mention(*mention)?.span, Some(*mention)))
            }
            Item::Claim(document, claim) if *document == id => {
                let figure = extraction?.claims.get(claim.0 as usize)?.figure;
                Some((extraction?.mention(figure)?.span, Some(figure)))
            }
            _ => None,
        }
    }

    /// Stores what is being written, so that nothing typed is ever lost by doing something else.
    /// When what it is about has gone meanwhile, it stays open, the reader is told, and the answer
    /// is false.
    pub(super) fn commit_draft(&mut self) -> bool {
        let Some(draft) = &self.glances.draft else {
            return true;
        };
        let is_stored = draft.end(false).is_some();
        let Some(action) = draft.commit().or_else(|| draft.end(false)) else {
            self.glances.draft = None;
            return true;
        };
        let note_is_there = draft
            .note()
            .is_none_or(|id| self.workspace.notes().get(id).is_some());
        let document_is_open = draft
            .document()
            .is_none_or(|id| is_stored || self.workspace.document(id).is_some());
        if !note_is_there || !document_is_open {
            let text = "What this note is about is gone: copy the text, or undo until it is back";
            self.apply(Action::Tell(Notice::warning(text)));
            return false;
        }
        if is_stored {
            self.store_draft();
        }
        let end = self.glances.draft.take().and_then(|it| it.end(false));
        self.apply(end.unwrap_or(action));
        true
    }

    /// Stores what is being written as far as it is; the writing goes on.
    pub(super) fn store_draft(&mut self) {
        let new_id = &mut self.surroundings.new_id;
        let draft = self.glances.draft.as_mut();
        if let Some(action) = draft.and_then(|draft| draft.put(new_id)) {
            self.apply(action);
        }
    }

    /// Takes back what was stored of what is being written.
    fn forget_draft(&mut self) {
        if let Some(end) = self.glances.draft.take().and_then(|it| it.end(true)) {
            self.apply(end);
        }
    }

    /// Paints the composer, if a note is being written.
    pub(super) fn composer_ui(&mut self, ui: &mut egui::Ui) {
        let Some(draft) = &mut self.glances.draft else {
            return;
        };
        let tags: Vec<String> = self.glances.notes.tags().map(str::to_owned).collect();
        match composer::composer_ui(ui, draft, &tags) {
            composer::Outcome::Open => {
                let due = draft.due_in(ui.input(|input| input.time));
                if due.is_some_and(|due| due <= 0.0) {
                    self.store_draft();
                } else if let Some(due) = due {
                    let due = std::time::Duration::from_secs_f64(due.clamp(0.0, 1.0));
                    ui.ctx().request_repaint_after(due);
                }
            }
            composer::Outcome::Save => {
                self.commit_draft();
            }
            composer::Outcome::Discard => self.forget_draft(),
        }
    }
}
