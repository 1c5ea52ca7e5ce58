//! The one place that changes the workspace: what the reader did, and what jobs brought back.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{
    Action, CorrectionEdit, CorrectionId, CorrectionSet, Generation, Item, Job, JobEvent, JobId,
    JobOutput, JobReport, Notice, OpenDocument, Running, Session, Workspace,
};
use crate::document::DocumentId;
use crate::notes::{Annotation, NoteEdit, NoteId, NoteSet};

/// Notices kept on screen; older ones make room.
const MAX_NOTICES: usize = 6;

impl Workspace {
    /// Carries out what the reader did and returns the work to start. `new_id` makes ids for notes.
    #[expect(
        clippy::too_many_lines,
        reason = "every action stands here, with what carries it out"
    )]
    pub fn apply(
        &mut self,
        action: Action,
        now: Timestamp,
        new_id: &mut dyn FnMut() -> NoteId,
    ) -> Vec<Job> {
        self.now = now;
        match action {
            Action::Open(path) => self.open(Some(path), 0, true),
            Action::OpenAll(paths) => self.gather(paths),
            Action::StopOpening => self.stop_opening(),
            Action::ReadAs { document, encoding } => self.read_as(document, encoding),
            Action::Look => self.look(),
            Action::SetLimits(limits) => {
                self.settings.limits = limits;
                self.remember()
            }
            Action::OpenSample => self.open(None, 0, true),
            Action::Show(id) => self.show(id),
            Action::Close(id) => self.close(id),
            Action::Select(item) => self.select(item),
            Action::Hover(item) => {
                self.selection.hover(item);
                Vec::new()
            }
            Action::GoBack => self.walk(false),
            Action::GoForward => self.walk(true),
            Action::AddNote {
                document,
                span,
                mention,
                finding,
                body,
            } => {
                let id = new_id();
                let added = self.new_note(id, document, span, mention, body, now);
                let added = added.map(|note| self.on_finding(note, document, finding));
                added.map_or_else(Vec::new, |note| self.add_note(note, now))
            }
            Action::JudgeFinding {
                document,
                finding,
                judgement,
            } => self.judge(new_id(), document, finding, judgement, now),
            Action::EditNote { id, body } => self.edit_body(id, body, now),
            Action::PutDraft { id, place, body } => self.put_draft(id, place, body, now),
            Action::EndDraft { id, before, forget } => self.end_draft(id, before, forget, now),
            Action::AttachNote { id, document, span } => self.attach(id, document, span, now),
            Action::SaveCopy(path) => self.save_copy(path),
            Action::Snapshot => self.snapshot(now),
            Action::DeleteNote(id) => self.delete_note(id, now),
            Action::Correct {
                document,
                pointed,
                reach,
                change,
            } => {
                let id = CorrectionId(new_id().0);
                self.correct(id, document, &pointed, reach, change, now)
            }
            Action::TakeBack(id) => self.take_back(id, now),
            Action::Undo => {
                let edit = self.history.undo();
                self.step(edit)
            }
            Action::Redo => {
                let edit = self.history.redo();
                self.step(edit)
            }
            Action::Desk(action) => self.at_desk(action, now, new_id),
            Action::WriteFile {
                path,
                what,
                content,
            } => self.write_file(path, what, content),
            Action::ReadTable { path, assume } => self.read_table(path, assume),
            Action::UseTable => self.use_table(now),
            Action::DropTable => {
                self.preview = None;
                Vec::new()
            }
            Action::ForgetTable(sha256) => self.forget_table(sha256),
            Action::LayLand { detail, projection } => self.lay_land(detail, projection),
            Action::ShowKind { kind, shown } => {
                if shown {
                    self.settings.hidden_kinds.remove(&kind);
                } else {
                    self.settings.hidden_kinds.insert(kind);
                }
                self.touch();
                self.remember()
            }
            Action::SetMeasure(measure) => {
                self.settings.measure = measure;
                self.redraw_all()
            }
            Action::SetIndexYear(year) => {
                self.settings.index_year = year;
                self.redraw_all()
            }
            Action::SetEdition(edition) => {
                self.settings.edition = edition;
                self.redraw_all()
            }
            Action::CompareCountries {
                document,
                countries,
            } => self.compare(document, countries),
            Action::SetComparison(comparison) => {
                self.settings.comparison = comparison;
                self.redraw_all()
            }
            Action::SetTheme(theme) => {
                self.settings.theme = theme;
                self.remember()
            }
            Action::SetZoom(percent) => {
                self.settings.zoom_percent = percent.clamp(50, 300);
                self.remember()
            }
            Action::ReadTo { document, offset } => self.read_to(document, offset),
            Action::Cancel(id) => self.cancel(id),
            Action::Dismiss(at) => {
                if at < self.notices.len() {
                    self.notices.remove(at);
                }
                Vec::new()
            }
            Action::Tell(notice) => {
                self.tell(notice);
                Vec::new()
            }
        }
    }

    /// Opens what was open when the window was left; documents asked for on the command line come
    /// on top and are shown.
    pub fn resume(&mut self, session: &Session, files: Vec<PathBuf>) -> Vec<Job> {
        let mut jobs = Vec::new();
        for (at, document) in session.documents.iter().enumerate() {
            let show = files.is_empty() && at == session.active;
            jobs.extend(self.open_again(document, show));
        }
        for path in files {
            jobs.extend(self.open(Some(path), 0, true));
        }
        if jobs.is_empty() {
            jobs.extend(self.open(None, 0, true));
        }
        jobs
    }

    /// Takes in what a job says and returns the work that follows from it.
    pub fn receive(&mut self, event: JobEvent) -> Vec<Job> {
        let JobEvent { job, report } = event;
        let is_over = !matches!(report, JobReport::Progress(_) | JobReport::FirstPages(_));
        let running = self.running.get(&job);
        let was_about = running.is_some_and(|running| running.about.is_some());
        let was_drawn = is_over && self.drawing.remove(&job);
        let mut jobs = self.take_report(job, report);
        // However it ended: nothing may wait for it any longer.
        if (was_drawn || is_over && was_about) && self.comparison_waits {
            jobs.extend(self.compare_documents());
        }
        jobs
    }

    fn take_report(&mut self, job: JobId, report: JobReport) -> Vec<Job> {
        match report {
            JobReport::Progress(share) => {
                if let Some(running) = self.running.get_mut(&job) {
                    running.progress = Some(share.clamp(0.0, 1.0));
                }
                Vec::new()
            }
            JobReport::FirstPages(document) => {
                self.first_pages(job, document);
                Vec::new()
            }
            JobReport::Done(output) => {
                let running = self.running.remove(&job);
                self.take_in(*output, running)
            }
            JobReport::Failed { text, details } => {
                if let Some(failed) = self.running.remove(&job).filter(|it| it.in_batch) {
                    return self.failed_in_batch(&failed, text);
                }
                self.tell(Notice {
                    severity: super::Severity::Error,
                    text,
                    details,
                    undo: None,
                });
                Vec::new()
            }
            JobReport::Cancelled => {
                // A job that nobody sees, such as remembering itself, ends without a word.
                let Some(stopped) = self.running.remove(&job) else {
                    return Vec::new();
                };
                if let Some(open) = stopped.about.and_then(|id| self.document(id)) {
                    let name = open.document.name.clone();
                    self.tell(Notice::warning(format!(
                        "{name} was not read through: close and open it again for its names, figures and charts"
                    )));
                }
                if stopped.is_gathering && self.batch.is_none() {
                    return self.remember_or_open_sample();
                }
                self.remember()
            }
        }
    }

    /// Asks for the notes as they are on disk, after another process changed them.
    pub fn read_notes_again(&mut self) -> Vec<Job> {
        let id = self.job_id();
        vec![Job::ReadNotes { id }]
    }

    fn take_in(&mut self, output: JobOutput, running: Option<Running>) -> Vec<Job> {
        match output {
            JobOutput::Loaded(id, loaded) => {
                // Of a load that nobody waits for nothing is taken in.
                running.map_or_else(Vec::new, |running| self.loaded(id, loaded, running))
            }
            JobOutput::Looked(stamps) => self.looked(&stamps),
            JobOutput::Gathered(gathered) => self.gathered(gathered),
            JobOutput::Read(id, generation, reading) => {
                let open = self.document(id);
                if open.is_some_and(|open| open.reading == generation) {
                    return self.take_in_reading(id, *reading);
                }
                Vec::new()
            }
            JobOutput::Drawn(id, generation, figures) => {
                self.take_in_drawn(id, generation, figures)
            }
            JobOutput::Compared(compared) => {
                self.take_in_compared(compared);
                Vec::new()
            }
            JobOutput::Committed(edit) => {
                self.note_was_kept(&edit);
                Vec::new()
            }
            JobOutput::NotCommitted(edit, why) => {
                self.note_was_not_kept(&edit, why);
                Vec::new()
            }
            JobOutput::Remembered => Vec::new(),
            JobOutput::CorrectionCommitted(edit) => {
                let id = edit.correction.id;
                if self.corrections.get(id).is_some() == edit.is_made {
                    self.unsaved_corrections.remove(&id);
                    self.failed_corrections.remove(&id);
                }
                Vec::new()
            }
            JobOutput::CorrectionNotCommitted(edit, why) => {
                self.correction_was_not_kept(&edit, why);
                Vec::new()
            }
            JobOutput::Notes(notes, corrections) => self.take_in_notes(notes, corrections),
            JobOutput::Land(land) => self.land_was_laid(land),
            JobOutput::TableRead(path, assume, table) => {
                self.table_was_read(path, assume, table);
                Vec::new()
            }
            JobOutput::Written(path, what) => {
                self.tell(Notice::info(format!("Saved {what} to {}", path.display())));
                Vec::new()
            }
            JobOutput::Copied(path, num_notes) => {
                self.tell(Notice::info(format!(
                    "Copied the workspace with {num_notes} notes to {}",
                    path.display()
                )));
                Vec::new()
            }
            JobOutput::Desk(news) => self.desk_news(*news),
        }
    }

    /// Adds a note that is made and selects it.
    fn add_note(&mut self, note: Annotation, now: Timestamp) -> Vec<Job> {
        let id = note.id;
        let edit = NoteEdit {
            id,
            before: None,
            after: Some(note),
        };
        let mut jobs = self.edit_notes(edit, Some(now));
        jobs.extend(self.select(Some(Item::Note(id))));
        jobs
    }

    fn note_was_kept(&mut self, edit: &NoteEdit) {
        // An older commit does not make a newer, still waiting change saved.
        if self.notes.get(edit.id) == edit.after.as_ref() {
            self.unsaved.remove(&edit.id);
            self.failed.remove(&edit.id);
        }
    }

    fn note_was_not_kept(&mut self, edit: &NoteEdit, why: String) {
        self.unsaved.insert(edit.id);
        self.failed.insert(edit.id);
        self.tell(Notice {
            severity: super::Severity::Error,
            text: "A note could not be saved and is only in memory: export the notes to another \
                   place, then make room or access and edit the note again"
                .to_owned(),
            details: why,
            undo: None,
        });
    }

    fn correction_was_not_kept(&mut self, edit: &CorrectionEdit, why: String) {
        self.unsaved_corrections.insert(edit.correction.id);
        self.failed_corrections.insert(edit.correction.id);
        self.tell(Notice {
            severity: super::Severity::Error,
            text: format!(
                "The {} could not be saved and holds only until the window closes",
                edit.name()
            ),
            details: why,
            undo: None,
        });
    }

    /// What is not yet on disk stays as it is here.
    fn take_in_notes(&mut self, notes: NoteSet, corrections: CorrectionSet) -> Vec<Job> {
        let before = std::mem::replace(&mut self.notes, notes);
        for id in &self.unsaved {
            self.notes.apply(&NoteEdit {
                id: *id,
                before: None,
                after: before.get(*id).cloned(),
            });
        }
        let changed = self.notes.differing(&before);
        self.place_notes(changed);
        self.take_in_corrections(corrections)
    }

    pub(super) fn select(&mut self, item: Option<Item>) -> Vec<Job> {
        self.selection.select(item);
        self.follow_selection()
    }

    fn walk(&mut self, forward: bool) -> Vec<Job> {
        if forward {
            self.selection.go_forward();
        } else {
            self.selection.go_back();
        }
        self.follow_selection()
    }

    /// Shows the document that the selection is in.
    fn follow_selection(&mut self) -> Vec<Job> {
        let document = match self.selection.selected() {
            Some(
                Item::Mention(document, _) | Item::Claim(document, _) | Item::Finding(document, _),
            ) => Some(*document),
            Some(Item::Note(id)) => self
                .notes
                .get(*id)
                .and_then(|note| self.document_of_note(note))
                .map(|open| open.document.id),
            _ => None,
        };
        document.map_or_else(Vec::new, |id| self.show(id))
    }

    fn read_to(&mut self, id: DocumentId, offset: usize) -> Vec<Job> {
        let Some(open) = self.document_mut(id) else {
            return Vec::new();
        };
        if open.reading_offset == offset {
            return Vec::new();
        }
        open.reading_offset = offset;
        self.remember()
    }

    /// The work of keeping what the next start needs.
    pub fn remember(&mut self) -> Vec<Job> {
        // Before the first document is read there is nothing worth remembering, and a session
        // written then would forget the documents that are still being opened.
        if self
            .running
            .values()
            .any(|running| running.document.is_some())
        {
            return Vec::new();
        }
        let id = self.job_id();
        vec![Job::Remember {
            id,
            session: Box::new(self.session()),
        }]
    }

    pub(super) fn fresh(
        &mut self,
        id: DocumentId,
        generation: Generation,
    ) -> Option<&mut OpenDocument> {
        let open = self
            .documents
            .iter_mut()
            .find(|open| open.document.id == id)?;
        (open.generation == generation).then_some(open)
    }

    pub(super) fn tell(&mut self, notice: Notice) {
        // What was done needs no place once something newer is to be said.
        self.notices
            .retain(|old| *old != notice && old.severity != super::Severity::Info);
        if self.notices.len() >= MAX_NOTICES {
            // A problem never makes room for a remark.
            let least = |severity| self.notices.iter().position(|old| old.severity == severity);
            let at = least(super::Severity::Info).or_else(|| least(super::Severity::Warning));
            self.notices.remove(at.unwrap_or(0));
        }
        self.notices.push(notice);
    }

    pub(super) const fn touch(&mut self) {
        self.generation.0 += 1;
    }

    pub(super) const fn job_id(&mut self) -> JobId {
        self.next_job += 1;
        JobId(self.next_job)
    }
}
