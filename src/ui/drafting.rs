//! Writing notes: where a new one goes, and that nothing typed is lost by doing something else.

use eframe::egui;

use super::app::RangebookApp;
use super::panels::composer::{self, Draft};
use super::panels::reader::ReaderGlance;
use crate::extract::MentionId;
use crate::text::Span;
use crate::workspace::Item;

impl RangebookApp {
    /// Opens the composer on the selected words, or on the selected mention.
    pub(super) fn start_note(&mut self) {
        if let Some((span, mention)) = self.note_place() {
            self.start_note_on(span, mention);
        }
    }

    /// Opens the composer on a passage of the shown document.
    pub(super) fn start_note_on(&mut self, span: Span, mention: Option<MentionId>) {
        self.commit_draft();
        let Some(open) = self.workspace.active() else {
            return;
        };
        self.glances.drafts_made += 1;
        let draft = Draft::new(&open.document, span, mention, self.glances.drafts_made);
        self.glances.draft = Some(draft);
    }

    pub(super) fn start_edit(&mut self) {
        self.commit_draft();
        let Some(Item::Note(id)) = self.workspace.selection().selected() else {
            return;
        };
        let Some(note) = self.workspace.notes().get(*id) else {
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
    pub(super) fn commit_draft(&mut self) {
        if let Some(action) = self.glances.draft.take().and_then(|draft| draft.commit()) {
            self.apply(action);
        }
    }

    /// Paints the composer, if a note is being written.
    pub(super) fn composer_ui(&mut self, ui: &mut egui::Ui) {
        let Some(draft) = &mut self.glances.draft else {
            return;
        };
        let tags: std::collections::BTreeSet<String> = self
            .workspace
            .notes()
            .in_order()
            .into_iter()
            .flat_map(|note| note.body.tags.iter().map(|tag| tag.as_str().to_owned()))
            .collect();
        let tags: Vec<String> = tags.into_iter().collect();
        match composer::composer_ui(ui, draft, &tags) {
            composer::Outcome::Open => {}
            composer::Outcome::Save => self.commit_draft(),
            composer::Outcome::Discard => self.glances.draft = None,
        }
    }
}
