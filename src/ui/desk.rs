//! Commands about notes, and the dialogs that go with them: search, import, bin, earlier versions,
//! changes of all shown notes.

use eframe::egui;

use super::app::RangebookApp;
use super::command::Command;
use super::dialogs::Purpose;
use super::notes_dialogs::{self, NotesDialogs, Tagging};
use super::panels::note_view;
use super::panels::notes::refresh;
use super::search_dialog::{self, SearchGlance};
use crate::export::notes_file::{NotesFormat, unknown_ending};
use crate::notes::{Mark, NoteId, Status};
use crate::text::Span;
use crate::workspace::store::search::{Hit, Place};
use crate::workspace::{Action, DeskAction, Item, NotesChange, Notice, OpenDocument};

/// What these dialogs remember between frames.
#[derive(Clone, Debug, Default)]
pub(super) struct DeskGlance {
    pub(super) search: Option<SearchGlance>,
    pub(super) dialogs: NotesDialogs,
    // The note last shown, to bring its passage into view once.
    note_shown: Option<NoteId>,
}

impl RangebookApp {
    /// Whether one of these dialogs lies over the window.
    pub(super) fn desk_has_overlay(&self) -> bool {
        let desk = self.workspace.desk();
        self.glances.desk.search.is_some()
            || self.glances.desk.dialogs.tagging.is_some()
            || desk.incoming.is_some()
            || desk.asked.is_some()
            || desk.kept.is_some()
    }

    /// Carries out a command about notes.
    pub(super) fn run_on_notes(
        &mut self,
        command: Command,
        ctx: &egui::Context,
        actions: &mut Vec<Action>,
    ) {
        let desk = |action| Action::Desk(action);
        match command {
            Command::ExportNotes => self.ask(Purpose::ExportNotes(NotesFormat::Csv)),
            Command::ExportNotesPath => {
                self.ask_in_words(Purpose::ExportNotes(NotesFormat::Csv), None);
            }
            Command::ExportJsonLd => self.ask(Purpose::ExportNotes(NotesFormat::JsonLd)),
            Command::ExportReport => self.ask(Purpose::ExportNotes(NotesFormat::Markdown)),
            Command::ExportProject => self.ask(Purpose::ExportNotes(NotesFormat::Qdpx)),
            Command::ImportNotes => self.ask(Purpose::ImportNotes),
            Command::ImportNotesPath => self.ask_in_words(Purpose::ImportNotes, None),
            Command::CopyCitation => self.copy_citation(ctx),
            Command::CopyAddress => self.copy_addresses(ctx, actions),
            Command::AttachNote => actions.extend(self.attaching()),
            Command::ToggleDone => actions.extend(self.toggling_done()),
            Command::AddNote => self.start_note(),
            Command::NoteOnDocument => self.start_note_on_document(),
            Command::EditNote => self.start_edit(),
            Command::DeleteNote => {
                actions.extend(self.selected_note_id().map(Action::DeleteNote));
            }
            Command::NoteHistory => {
                let id = self.selected_note_id();
                actions.extend(id.map(|id| desk(DeskAction::LookAtHistory(id))));
            }
            Command::Bin => actions.push(desk(DeskAction::LookInBin)),
            Command::LostNotes => {
                self.glances.notes_shown = true;
                self.glances.notes.show_lost();
            }
            Command::SearchAll => self.glances.desk.search = Some(SearchGlance::default()),
            Command::TagShown | Command::UntagShown => {
                let tagging = Tagging::new(command == Command::UntagShown);
                self.glances.desk.dialogs.tagging = Some(tagging);
            }
            Command::DoneShown => {
                actions.push(self.change_shown(NotesChange::SetStatus(Status::Done)));
            }
            Command::DeleteShown => actions.push(self.change_shown(NotesChange::Delete)),
            _ => {}
        }
    }

    fn change_shown(&self, change: NotesChange) -> Action {
        let ids = self.glances.notes.shown_ids();
        Action::Desk(DeskAction::Change { ids, change })
    }

    fn selected_note_id(&self) -> Option<NoteId> {
        match self.workspace.selection().selected() {
            Some(Item::Note(id)) => Some(*id),
            _ => None,
        }
    }

    /// Whether the selected note is in the table, and the table is shown.
    pub(super) fn selected_note_is_listed(&self) -> bool {
        let listed = |id| self.glances.notes.lists(id);
        self.glances.notes_shown && self.selected_note_id().is_some_and(listed)
    }

    /// Brings the list of notes up to date, also where it is hidden: exports go by it.
    pub(super) fn refresh_notes(&mut self) {
        refresh(&self.workspace, &mut self.glances.notes);
    }

    /// How many notes the table shows.
    pub const fn num_notes_shown(&self) -> usize {
        self.glances.notes.num_shown()
    }

    /// Rows of the table made so far, and rows looked at for a filter: what must not grow with the notes.
    pub const fn num_rows_worked_out(&self) -> (u64, u64) {
        self.glances.notes.num_worked_out()
    }

    /// What is written when notes are exported: those shown.
    pub(super) fn exporting(&self, path: std::path::PathBuf, format: NotesFormat) -> Action {
        // What was typed says more than what the menu said.
        let typed = NotesFormat::of(&path);
        if typed.is_none() && path.extension().is_some() {
            return Action::Tell(Notice::warning(unknown_ending(&path)));
        }
        Action::Desk(DeskAction::Export {
            format: typed.unwrap_or(format),
            path,
            ids: self.glances.notes.shown_ids().into_iter().collect(),
        })
    }

    /// How many notes would go out, in words: "12 of 40 notes go out".
    pub(super) fn outgoing(&self) -> String {
        let (shown, all) = (self.glances.notes.num_shown(), self.workspace.notes().len());
        let goes = if shown == 1 { "goes" } else { "go" };
        let notes = super::command::count_of_notes(shown, all);
        format!("{notes} {goes} out")
    }

    /// Paints the dialogs about notes.
    pub(super) fn desk_ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        if let Some(search) = &mut self.glances.desk.search
            && let search_dialog::Outcome::Closed(hit) =
                search_dialog::search_ui(ctx, search, &self.workspace, actions)
        {
            self.glances.desk.search = None;
            if let Some(hit) = hit {
                self.go_to(&hit, actions);
            }
        }
        let dialogs = &mut self.glances.desk.dialogs;
        let num_shown = self.glances.notes.num_shown();
        if let Some(tag) = notes_dialogs::tagging_ui(ctx, dialogs, num_shown) {
            let is_removed = dialogs.tagging.take().is_some_and(|it| it.is_removed);
            let change = if is_removed {
                NotesChange::RemoveTag(tag)
            } else {
                NotesChange::AddTag(tag)
            };
            actions.push(self.change_shown(change));
        }
        let dialogs = &mut self.glances.desk.dialogs;
        notes_dialogs::notes_dialogs_ui(ctx, dialogs, &self.workspace, actions);
    }

    /// Leads to what was found.
    fn go_to(&mut self, hit: &Hit, actions: &mut Vec<Action>) {
        let by_fingerprint = |fingerprint| {
            let mut open = self.workspace.documents().iter();
            open.find(|open| open.document.fingerprint == fingerprint)
        };
        match &hit.place {
            Place::Note(id) => {
                self.glances.notes_shown = true;
                actions.push(Action::Select(Some(Item::Note(*id))));
            }
            Place::Mention(fingerprint, (start, end), _) => {
                let found = by_fingerprint(*fingerprint).and_then(|open| {
                    let span = Span::new(&open.document.text, *start, *end)?;
                    let id = open.derived.extraction.as_ref()?.mention_at(span)?;
                    Some(Item::Mention(open.document.id, id))
                });
                actions.extend(found.map(|item| Action::Select(Some(item))));
            }
            Place::Text(fingerprint, (start, end)) => {
                let Some(open) = by_fingerprint(*fingerprint) else {
                    return;
                };
                let id = open.document.id;
                let span = first_match(open, *start, *end, hit);
                actions.push(Action::Show(id));
                self.glances.go_to = Some(span.map_or(*start, Span::start));
                if let (Some(span), Some(reader)) = (span, self.glances.readers.get_mut(&id)) {
                    reader.mark(span);
                }
            }
        }
    }

    /// Paints the selected note where it is not being edited.
    pub(super) fn note_ui(
        &mut self,
        ui: &mut egui::Ui,
        actions: &mut Vec<Action>,
        commands: &mut Vec<Command>,
    ) {
        if self.glances.draft.is_some() {
            return;
        }
        let id = self.selected_note_id();
        let note = id.and_then(|id| self.workspace.notes().get(id));
        let Some(note) = note.cloned() else {
            self.glances.desk.note_shown = None;
            return;
        };
        // The room that the note takes is known only now: its passage comes into view once more.
        if self.glances.desk.note_shown != Some(note.id) {
            self.glances.desk.note_shown = Some(note.id);
            let first = self.links.selected.first;
            self.glances.go_to = self.glances.go_to.or(first.map(Span::start));
            ui.ctx().request_repaint();
        }
        let can_attach = self.attaching().is_some();
        let wants = egui::Panel::bottom("note")
            .resizable(false)
            .show(ui, |ui| {
                ui.add_space(4.0);
                let workspace = &self.workspace;
                let wants = note_view::note_view_ui(ui, workspace, &note, can_attach, actions);
                ui.add_space(4.0);
                wants
            })
            .inner;
        commands.extend(wants.command);
        if let Some(tag) = wants.tag {
            self.glances.notes_shown = true;
            self.glances.notes.show_tag(&tag);
        }
        if let Some(id) = wants.shows {
            if let Some(mark) = Mark::of(&note.target) {
                self.show_mark(&mark);
            }
            actions.push(Action::Select(Some(Item::Note(id))));
        }
    }
}

/// The words of a paragraph that were found first.
fn first_match(open: &OpenDocument, start: usize, end: usize, hit: &Hit) -> Option<Span> {
    let text = &open.document.text;
    let (from, to) = *hit.snippet.matches.first()?;
    let words = hit.snippet.text.get(from..to)?;
    // Line ends became spaces in the snippet: its first word is enough to find the place.
    let word = words.split_whitespace().next()?;
    let paragraph = text.get(start..end)?;
    let around = hit.snippet.text.get(..from).unwrap_or("");
    let before = around.rsplit([' ', '…']).find(|word| !word.is_empty());
    let after = before.and_then(|before| {
        let both = format!("{before} {word}");
        paragraph.find(&both).map(|at| at + before.len() + 1)
    });
    let at = start + after.or_else(|| paragraph.find(word))?;
    let whole = Span::new(text, at, at + words.len()).filter(|span| span.slice(text) == words);
    whole.or_else(|| Span::new(text, at, at + word.len()))
}
