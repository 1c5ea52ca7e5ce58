//! Notes that are kept: copies of the workspace, going over to another one, and what is done with a
//! selected note besides writing it.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;
use jiff::SignedDuration;

use super::app::{RangebookApp, Surroundings};
use super::asking::action_for;
use super::dialogs::Purpose;
use super::panels::reader::{ReaderGlance, addresses_within};
use super::window;
use crate::export::citation::citation;
use crate::notes::{Annotation, Status, Target};
use crate::text::Span;
use crate::workspace::{Action, Item, Notice};

/// How often an automatic copy is asked for; the store makes one only when it is due.
const ASK_EVERY: SignedDuration = SignedDuration::from_hours(1);

impl RangebookApp {
    /// Carries out what follows from paths that were chosen.
    pub(super) fn chose(
        &mut self,
        purpose: Purpose,
        paths: Vec<PathBuf>,
        actions: &mut Vec<Action>,
    ) {
        match purpose {
            Purpose::NewWorkspace | Purpose::OpenWorkspace => {
                if let Some(path) = paths.into_iter().next() {
                    self.switch_workspace(std::path::absolute(&path).unwrap_or(path));
                }
            }
            Purpose::SaveChart(name, format) => actions.extend(
                paths
                    .into_iter()
                    .map(|path| std::path::absolute(&path).unwrap_or(path))
                    .filter_map(|path| self.save_chart(name, format, path)),
            ),
            Purpose::ExportNotes(format) => actions.extend(
                paths
                    .into_iter()
                    .map(|path| std::path::absolute(&path).unwrap_or(path))
                    .map(|path| self.exporting(path, format)),
            ),
            _ => actions.extend(action_for(purpose, paths)),
        }
    }

    /// Goes over to another workspace. When that cannot be opened, or something here is not saved,
    /// everything stays as it is.
    pub fn switch_workspace(&mut self, path: PathBuf) {
        if !self.commit_draft() {
            return;
        }
        self.settle();
        if self.workspace().num_failed() > 0 {
            let text =
                "Some notes are only in memory: save a copy of the workspace before you leave it";
            self.apply(Action::Tell(Notice::warning(text)));
            return;
        }
        let start = window::start(Vec::new(), Some(path));
        if start.store.is_none() {
            self.apply(Action::Tell(start.store_problem.unwrap_or_else(|| {
                Notice::warning("The workspace cannot be opened")
            })));
            return;
        }
        self.finish();
        let wake = Arc::clone(&self.surroundings.wake);
        let surroundings = std::mem::replace(&mut self.surroundings, Surroundings::real(wake));
        match Self::new(start, surroundings) {
            Ok(app) => *self = app,
            Err(error) => self.apply(Action::Tell(Notice::error(&error))),
        }
    }

    /// Asks for an automatic copy at the start and every hour.
    pub(super) fn keep_copies(&mut self) {
        let now = (self.surroundings.now)();
        let is_recent =
            |asked| (SignedDuration::ZERO..ASK_EVERY).contains(&now.duration_since(asked));
        if !self.glances.copy_asked.is_some_and(is_recent) && !self.workspace.notes().is_empty() {
            self.glances.copy_asked = Some(now);
            self.apply(Action::Snapshot);
        }
    }

    pub(super) fn copy_citation(&self, ctx: &egui::Context) {
        let target = match self.selected_words() {
            Some((open, span)) => Some(Target::of_passage(&open.document, span)),
            None => self.selected_note().map(|note| note.target.clone()),
        };
        if let Some(target) = target {
            ctx.copy_text(citation(&target));
        }
    }

    /// Copies where the selected words, or what is selected in the shown document, lead.
    pub(super) fn copy_addresses(&self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        let Some(open) = self.workspace.active() else {
            return;
        };
        let words = self.selected_words().map(|(_, span)| span);
        let spans = words.map_or_else(|| self.links.selected.spans.clone(), |span| vec![span]);
        let found = spans
            .iter()
            .flat_map(|span| addresses_within(&open.document, *span));
        let mut addresses: Vec<String> = found.collect();
        addresses.dedup();
        let notice = match addresses.len() {
            0 => Notice::info("No link stands in what is selected"),
            1 => Notice::info("The address was copied"),
            num => Notice::info(format!("{num} addresses were copied")),
        };
        if !addresses.is_empty() {
            ctx.copy_text(addresses.join("\n"));
        }
        actions.push(Action::Tell(notice));
    }

    /// What puts the selected note on the selected words, or else on the place that it was asked
    /// about.
    pub(super) fn attaching(&self) -> Option<Action> {
        let note = self.selected_note()?;
        if let Some((open, span)) = self.selected_words() {
            return Some(Action::AttachNote {
                id: note.id,
                document: open.document.id,
                span,
            });
        }
        let span = self.workspace.anchoring(note.id)?.asked()?;
        let document = self.workspace.document_of_note(note)?.document.id;
        Some(Action::AttachNote {
            id: note.id,
            document,
            span,
        })
    }

    pub(super) fn toggling_done(&self) -> Option<Action> {
        let note = self.selected_note()?;
        let status = match note.body.status() {
            Status::Open => Status::Done,
            Status::Done => Status::Open,
        };
        Some(Action::EditNote {
            id: note.id,
            body: note.body.clone().with_status(status),
        })
    }

    fn selected_note(&self) -> Option<&Annotation> {
        match self.workspace.selection().selected()? {
            Item::Note(id) => self.workspace.notes().get(*id),
            _ => None,
        }
    }

    fn selected_words(&self) -> Option<(&crate::workspace::OpenDocument, Span)> {
        let open = self.workspace.active()?;
        let reader = self.glances.readers.get(&open.document.id)?;
        let span = ReaderGlance::selection_span(reader)?;
        (!span.is_empty()).then_some((open, span))
    }
}
