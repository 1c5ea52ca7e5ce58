//! The window's app: the workspace, the jobs, and what each panel remembers between frames.
//!
//! A frame reads the workspace, paints, and collects actions; they are applied together afterwards
//! and another frame is asked for. News from jobs is taken in by [`RangebookApp::logic`], also while
//! the window is hidden.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui;
use jiff::Timestamp;

use super::command::{Command, Environment};
use super::dialogs::Purpose;
use super::glances::Glances;
use super::help::{self, Help};
use super::palette::{self, Palette};
use super::panels::reader::ReaderGlance;
use super::path_field;
use super::take_away::{ChartFormat, ChartName};
use super::{import_dialog, limits_dialog, menu, notices, theme};
use crate::document::DocumentId;
use crate::notes::{Judgement, NoteId};
use crate::text::Span;
use crate::workspace::desk::DeskAction;
use crate::workspace::runner::Wake;
use crate::workspace::settings::ThemeChoice;
use crate::workspace::store::Store;
use crate::workspace::{
    Action, CorrectionSet, Generation, Item, Job, JobRunner, Judged, Linked, Notice, OwnTable,
    Session, Workspace,
};

/// The clock and the maker of ids, passed in so that tests can set them.
pub struct Surroundings {
    /// The time.
    pub now: Box<dyn Fn() -> Timestamp>,
    /// A new id for a note.
    pub new_id: Box<dyn FnMut() -> NoteId>,
    /// Makes the window look for news; called from any thread.
    pub wake: Wake,
}

impl Surroundings {
    /// The real ones.
    pub fn real(wake: Wake) -> Self {
        Self {
            // Microseconds are what other tools read back without loss.
            now: Box::new(|| {
                let now = Timestamp::now();
                Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
            }),
            new_id: Box::new(|| NoteId(uuid::Uuid::new_v4())),
            wake,
        }
    }
}

/// The app.
pub struct RangebookApp {
    pub(super) workspace: Workspace,
    pub(super) glances: Glances,
    pub(super) links: Links,
    pub(super) runner: JobRunner,
    pub(super) surroundings: Surroundings,
    shown_theme: Option<ThemeChoice>,
    shown_zoom: Option<u16>,
    throwaway: bool,
}

/// Which charts stand on the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChartsTab {
    Both,
    Spending,
    Ranges,
    Map,
    Timeline,
    Figures,
}

/// What the selection and the hovered thing stand for, worked out once a change.
#[derive(Default)]
pub(super) struct Links {
    pub(super) selected: Linked,
    pub(super) hovered: Linked,
    /// What was said of the shown document's findings, and when that was asked.
    pub(super) judged: Judged,
    judged_of: Option<(Generation, Option<DocumentId>)>,
    of: Option<(Generation, Option<Item>, Option<Item>)>,
    pub(super) num_made: u64,
    followed: u64,
    pub(super) scroll_to: Option<usize>,
}

/// How an app starts.
#[derive(Default)]
pub struct Start {
    /// The workspace file; without one nothing is saved, and the window says so.
    pub store: Option<Store>,
    /// Why there is no workspace file, for the notice.
    pub store_problem: Option<Notice>,
    /// What was open when the window was left.
    pub session: Session,
    /// Stored notes.
    pub notes: crate::notes::NoteSet,
    /// What the reader said about mentions.
    pub corrections: CorrectionSet,
    /// Spending tables that were imported.
    pub tables: Vec<OwnTable>,
    /// Documents asked for.
    pub files: Vec<PathBuf>,
    /// Written into new notes.
    pub author: String,
    /// Nothing is meant to be saved (pictures, tests): no warning about it.
    pub throwaway: bool,
}

impl RangebookApp {
    /// Starts the jobs' threads and opens what is to be opened.
    pub fn new(start: Start, surroundings: Surroundings) -> std::io::Result<Self> {
        let stored = start.store.is_some() || start.throwaway;
        let mut workspace = Workspace::new(
            start.notes,
            start.corrections,
            &start.session,
            start.author,
            stored,
        );
        workspace.use_stored_tables(start.tables);
        let runner = JobRunner::new(start.store, Arc::clone(&surroundings.wake))?;
        let jobs = workspace.resume(&start.session, start.files);
        let mut app = Self {
            workspace,
            glances: Glances::default(),
            links: Links::default(),
            runner,
            surroundings,
            shown_theme: None,
            shown_zoom: None,
            throwaway: start.throwaway,
        };
        app.start_all(jobs);
        if let Some(notice) = start.store_problem {
            app.apply(Action::Tell(notice));
        }
        Ok(app)
    }

    /// The truth, for tests and pictures.
    pub const fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Carries out one action, as a panel would have asked for it. What is being written is stored
    /// before anything that could take its passage or note away.
    pub fn apply(&mut self, action: Action) {
        self.remember_place(&action);
        let takes_away = matches!(
            action,
            Action::Close(_)
                | Action::DeleteNote(_)
                | Action::Undo
                | Action::Redo
                | Action::Desk(
                    DeskAction::Change { .. }
                        | DeskAction::Answer(true)
                        | DeskAction::Restore(_)
                        | DeskAction::TakeNotes(_)
                )
        );
        if takes_away && !self.commit_draft() {
            return;
        }
        let now = (self.surroundings.now)();
        let jobs = self
            .workspace
            .apply(action, now, &mut *self.surroundings.new_id);
        self.start_all(jobs);
    }

    /// Takes in news from jobs, and asks for what is due; returns whether there was news.
    pub fn logic(&mut self) -> bool {
        let had_news = self.take_all_news();
        self.look_at_files();
        self.keep_copies();
        had_news
    }

    /// Waits until every job has finished, for pictures and tests. Asks for nothing that comes back
    /// every few seconds, or there would be no end.
    pub fn settle(&mut self) {
        while !self.runner.is_idle() {
            if !self.take_all_news() {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        self.take_all_news();
        self.keep_copies();
    }

    /// Stores the note being written, waits for the workspace file, and returns how many notes could
    /// not be stored. Called when the window closes.
    pub fn finish(&mut self) -> usize {
        self.commit_draft();
        self.note_reading_places();
        let jobs = self.workspace.remember();
        self.start_all(jobs);
        for event in self.runner.finish() {
            drop(self.workspace.receive(event));
        }
        if self.throwaway {
            0
        } else {
            self.workspace.num_unsaved()
        }
    }

    /// Whether notes would be lost if the window closed now; then the reader is asked instead.
    pub fn must_ask_before_closing(&mut self) -> bool {
        let is_draft_safe = self.commit_draft();
        let has_failed = self.workspace.num_failed() > 0 || !self.workspace.is_stored();
        let at_risk = has_failed && !self.workspace.all_saved() && !self.throwaway;
        if (at_risk || !is_draft_safe) && !self.glances.leaves_anyway {
            self.glances.help = Some(Help::Unsaved);
            return true;
        }
        false
    }

    /// Paints one frame and carries out what was asked for in it.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.follow_settings(&ctx);
        self.update_links();
        self.refresh_notes();
        self.glances.forget_closed(&self.workspace);
        let env = self.environment();
        let mut actions = Vec::new();
        let mut commands = Vec::new();
        self.take_dropped_files(&ctx, &mut actions);
        self.take_answers(&mut actions);
        self.take_copies(&ctx, &mut actions);
        commands.extend(self.pressed_shortcuts(&ctx, &env));
        actions.extend(self.refused_shortcut(&ctx, &env));
        self.panels_ui(ui, &env, &mut actions, &mut commands);
        self.overlays_ui(&ctx, &env, &mut actions, &mut commands);
        self.take_charts_away();
        self.take_chart_notes();
        for command in commands {
            self.run(command, &ctx, &mut actions);
        }
        let had_actions = !actions.is_empty();
        for action in actions {
            self.apply(action);
        }
        if had_actions {
            ctx.request_repaint();
        }
    }

    fn panels_ui(
        &mut self,
        ui: &mut egui::Ui,
        env: &Environment,
        actions: &mut Vec<Action>,
        commands: &mut Vec<Command>,
    ) {
        egui::Panel::top("menu").show(ui, |ui| {
            commands.extend(menu::menu_ui(ui, &self.workspace, env, actions));
        });
        notices::notices_ui(ui, &self.workspace, actions);
        self.layout_ui(ui, actions, commands);
    }

    fn overlays_ui(
        &mut self,
        ctx: &egui::Context,
        env: &Environment,
        actions: &mut Vec<Action>,
        commands: &mut Vec<Command>,
    ) {
        if let Some(palette) = &mut self.glances.palette
            && let palette::Outcome::Closed(choice) =
                palette::palette_ui(ctx, palette, &self.workspace, env)
        {
            self.glances.palette = None;
            match choice {
                Some(palette::Choice::Command(command)) => commands.push(command),
                Some(palette::Choice::Document(id)) => actions.push(Action::Show(id)),
                Some(palette::Choice::Item(item)) => actions.push(Action::Select(Some(item))),
                Some(palette::Choice::Compare(iso3)) => self.add_to_chart(iso3, actions),
                None => {}
            }
        }
        self.corrections_ui(ctx, actions);
        self.desk_ui(ctx, actions);
        import_dialog::import_ui(ctx, &self.workspace, actions);
        limits_dialog::limits_ui(ctx, &mut self.glances.limits, actions);
        if let Some(field) = &mut self.glances.path_field {
            match path_field::path_field_ui(ctx, field) {
                path_field::Outcome::Open => {}
                path_field::Outcome::Cancelled => self.glances.path_field = None,
                path_field::Outcome::Chosen(path) => {
                    let purpose = field.purpose;
                    self.glances.path_field = None;
                    self.chose(purpose, vec![path], actions);
                }
            }
        }
        if let Some(help) = self.glances.help {
            match help::help_ui(ctx, help) {
                help::Outcome::Open => {}
                help::Outcome::Closed => self.glances.help = None,
                help::Outcome::Export => {
                    self.glances.help = None;
                    commands.push(Command::ExportNotes);
                }
                help::Outcome::Leave => {
                    self.glances.leaves_anyway = true;
                    commands.push(Command::Quit);
                }
            }
        }
    }

    /// Shortcuts pressed in this frame. Without modifiers or with those of text editing they belong
    /// to a text field that has the focus.
    fn pressed_shortcuts(&self, ctx: &egui::Context, env: &Environment) -> Vec<Command> {
        let is_typing = ctx.text_edit_focused();
        let has_overlay = self.glances.has_overlay()
            || self.desk_has_overlay()
            || self.workspace.preview().is_some();
        let mut by_keys: Vec<(Command, egui::KeyboardShortcut)> = Command::ALL
            .into_iter()
            .filter(|command| command.is_enabled(env) && !has_overlay)
            .filter(|command| !(is_typing && command.yields_to_text_fields()))
            // The reader panel copies; it knows what is selected.
            .filter(|command| *command != Command::Copy)
            .filter_map(|command| Some((command, command.shortcut()?)))
            .collect();
        // On many keyboards plus is Shift and the key of the equals sign.
        let equals = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::Equals);
        by_keys.push((Command::ZoomIn, equals));
        // As in any list; of a note that is not seen it would take something away unseen.
        if !is_typing && !has_overlay && self.selected_note_is_listed() {
            let delete = egui::KeyboardShortcut::new(egui::Modifiers::NONE, egui::Key::Delete);
            by_keys.push((Command::DeleteNote, delete));
        }
        // egui takes Ctrl+Shift+Z for Ctrl+Z too: ask for the longer ones first.
        by_keys.sort_by_key(|(_, keys)| std::cmp::Reverse(keys.modifiers.shift));
        ctx.input_mut(|input| {
            let pressed = by_keys
                .into_iter()
                .filter(|(_, keys)| input.consume_shortcut(keys));
            pressed.map(|(command, _)| command).collect()
        })
    }

    /// Keys of a command that makes no sense now are answered with what to do first.
    fn refused_shortcut(&self, ctx: &egui::Context, env: &Environment) -> Option<Action> {
        let is_free = !self.glances.has_overlay()
            && !self.desk_has_overlay()
            && self.workspace.preview().is_none()
            && !ctx.text_edit_focused();
        let refused = Command::ALL
            .into_iter()
            .filter(|command| is_free && !command.is_enabled(env));
        let mut refused = refused.filter_map(|it| Some((it.shortcut()?, it.needs()?)));
        let (_, needs) = ctx.input_mut(|input| {
            refused.find(|(keys, _)| {
                input.modifiers.matches_exact(keys.modifiers) && input.consume_shortcut(keys)
            })
        })?;
        Some(Action::Tell(Notice::info(needs)))
    }

    fn run(&mut self, command: Command, ctx: &egui::Context, actions: &mut Vec<Action>) {
        match command {
            Command::Open => self.ask(Purpose::Open),
            Command::OpenPath => self.ask_in_words(Purpose::Open, None),
            Command::OpenFolder => self.ask(Purpose::OpenFolder),
            Command::OpenFolderPath => self.ask_in_words(Purpose::OpenFolder, None),
            Command::Limits => {
                self.glances.limits = Some(self.workspace.settings().limits);
            }
            Command::OpenSample => actions.push(Action::OpenSample),
            Command::CloseDocument => actions.extend(self.active_id().map(Action::Close)),
            Command::ImportData => self.ask(Purpose::Import),
            Command::ImportDataPath => self.ask_in_words(Purpose::Import, None),
            Command::CopySpendingChart => self.copy_chart(ChartName::Spending),
            Command::CopyRangesChart => self.copy_chart(ChartName::Ranges),
            Command::SaveSpendingChart => {
                self.ask(Purpose::SaveChart(ChartName::Spending, ChartFormat::Svg));
            }
            Command::SaveRangesChart => {
                self.ask(Purpose::SaveChart(ChartName::Ranges, ChartFormat::Svg));
            }
            Command::NewWorkspace => self.ask(Purpose::NewWorkspace),
            Command::OpenWorkspace => self.ask(Purpose::OpenWorkspace),
            Command::SaveCopy => self.ask(Purpose::SaveCopy),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Undo => actions.push(Action::Undo),
            Command::Redo => actions.push(Action::Redo),
            Command::Copy => self.copy(ctx),
            Command::Find => {
                if let Some(reader) = self.reader_mut() {
                    reader.open_find();
                }
            }
            Command::GoBack => actions.push(Action::GoBack),
            Command::GoForward => actions.push(Action::GoForward),
            Command::NextMention => actions.extend(self.neighbour_mention(true)),
            Command::PreviousMention => actions.extend(self.neighbour_mention(false)),
            Command::NextFinding => actions.extend(self.neighbour_finding(true)),
            Command::PreviousFinding => actions.extend(self.neighbour_finding(false)),
            Command::ConfirmFinding => actions.extend(self.judged(Judgement::Confirmed)),
            Command::RejectFinding => actions.extend(self.judged(Judgement::Rejected)),
            Command::NextDocument => actions.extend(self.next_document()),
            Command::ClearSelection => actions.push(Action::Select(None)),
            Command::ExplainMention
            | Command::DismissHere
            | Command::DismissInDocument
            | Command::DismissEverywhere
            | Command::ChangeMention
            | Command::MergeMention
            | Command::MarkName
            | Command::Corrections => self.run_correction(command, actions),
            Command::ShowBoth => self.glances.charts_tab = ChartsTab::Both,
            Command::ShowSpending => self.glances.charts_tab = ChartsTab::Spending,
            Command::ShowRanges => self.glances.charts_tab = ChartsTab::Ranges,
            Command::ShowFigures => self.glances.charts_tab = ChartsTab::Figures,
            Command::ShowMap => self.glances.charts_tab = ChartsTab::Map,
            Command::ShowTimeline => self.glances.charts_tab = ChartsTab::Timeline,
            Command::DrawOnMap => self.draw_on_map(),
            Command::ToggleSidebar => self.glances.sidebar_shown = !self.glances.sidebar_shown,
            Command::ToggleNotes => self.glances.notes_shown = !self.glances.notes_shown,
            Command::ZoomIn => actions.push(self.zoom(10)),
            Command::ZoomOut => actions.push(self.zoom(-10)),
            Command::ZoomReset => actions.push(Action::SetZoom(100)),
            Command::ThemeLight => actions.push(Action::SetTheme(ThemeChoice::Light)),
            Command::ThemeDark => actions.push(Action::SetTheme(ThemeChoice::Dark)),
            Command::ThemeSystem => actions.push(Action::SetTheme(ThemeChoice::System)),
            Command::Palette => self.glances.palette = Some(Palette::default()),
            Command::Shortcuts => self.glances.help = Some(Help::Shortcuts),
            Command::About => self.glances.help = Some(Help::About),
            _ => self.run_on_notes(command, ctx, actions),
        }
        ctx.request_repaint();
    }

    fn zoom(&self, step: i16) -> Action {
        Action::SetZoom(
            self.workspace
                .settings()
                .zoom_percent
                .saturating_add_signed(step),
        )
    }

    fn copy(&self, ctx: &egui::Context) {
        let Some(open) = self.workspace.active() else {
            return;
        };
        let reader = self.glances.readers.get(&open.document.id);
        if let Some(span) = reader.and_then(ReaderGlance::selection_span) {
            ctx.copy_text(span.slice(&open.document.text).to_owned());
        }
    }

    fn follow_settings(&mut self, ctx: &egui::Context) {
        let settings = self.workspace.settings();
        if self.shown_theme != Some(settings.theme) {
            self.shown_theme = Some(settings.theme);
            theme::choose(ctx, settings.theme);
        }
        if self.shown_zoom != Some(settings.zoom_percent) {
            self.shown_zoom = Some(settings.zoom_percent);
            ctx.set_zoom_factor(f32::from(settings.zoom_percent) / 100.0);
        }
    }

    fn update_links(&mut self) {
        let selection = self.workspace.selection();
        let key = (
            self.workspace.generation(),
            selection.selected().cloned(),
            selection.hovered().cloned(),
        );
        let serial = selection.serial();
        if self.links.of.as_ref() != Some(&key) {
            let linked = |item: Option<&Item>| {
                item.map(|item| self.workspace.linked(item))
                    .unwrap_or_default()
            };
            let (selected, hovered) = (linked(key.1.as_ref()), linked(key.2.as_ref()));
            self.links.selected = selected;
            self.links.hovered = hovered;
            self.links.of = Some(key);
            self.links.num_made += 1;
        }
        let judged_of = Some((self.workspace.generation(), self.active_id()));
        if self.links.judged_of != judged_of {
            self.links.judged_of = judged_of;
            let judged = self.workspace.active().map(|it| self.workspace.judged(it));
            self.links.judged = judged.unwrap_or_default();
        }
        self.links.scroll_to = self.glances.go_to.take();
        if self.links.followed != serial {
            self.links.followed = serial;
            let first = self.links.selected.first.map(Span::start);
            self.links.scroll_to = self.links.scroll_to.or(first);
        }
    }

    fn note_reading_places(&mut self) {
        let places: Vec<(DocumentId, usize)> = self
            .glances
            .readers
            .iter()
            .map(|(id, reader)| (*id, reader.first_visible_offset()))
            .collect();
        for (document, offset) in places {
            self.apply(Action::ReadTo { document, offset });
        }
    }

    fn reader_mut(&mut self) -> Option<&mut ReaderGlance> {
        self.glances
            .readers
            .get_mut(&self.workspace.active()?.document.id)
    }

    pub(super) fn active_id(&self) -> Option<DocumentId> {
        self.workspace.active().map(|open| open.document.id)
    }

    pub(super) fn start_all(&mut self, jobs: Vec<Job>) {
        for job in jobs {
            self.runner.start(job);
        }
    }
}
