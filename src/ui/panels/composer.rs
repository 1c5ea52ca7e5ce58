//! Where a note is written: the quoted passage, the words, the tags.
//!
//! Every note has a text field of its own (its id is part of the field's), so that undoing in one
//! note can never bring back the text of another.

use eframe::egui::{self, Key, Modifiers, RichText, Role, WidgetInfo};

use crate::check::FindingId;
use crate::document::{Document, DocumentId};
use crate::extract::MentionId;
use crate::notes::{Annotation, Body, Marked, NoteId, Tag};
use crate::text::{Span, shorten};
use crate::ui::list_keys;
use crate::ui::tokens::Tokens;
use crate::ui::{shown_text, tags};
use crate::workspace::{Action, DeskAction, NotePlace};

/// A note being written.
#[derive(Clone, Debug)]
pub struct Draft {
    target: DraftTarget,
    quote: String,
    text: String,
    tags: String,
    colour: String,
    // Tells one draft's fields from the next one's.
    serial: u64,
    wants_focus: bool,
    // egui takes the focus away before the program sees the Escape key.
    had_focus: bool,
    // What was there before; `None` for a new note.
    before: Option<Box<Annotation>>,
    // What is stored of it so far, and under which id.
    stored: Option<(NoteId, Body)>,
    // Seconds of the window's clock: of the last key, and of the first one not stored.
    typed_at: f64,
    unsaved_since: Option<f64>,
    // Which of the tags that fit is taken with Enter.
    suggested: usize,
}

/// Seconds after the last key, and after the first one not stored, when what is typed is stored.
const QUIET: f64 = 0.5;
const AT_LEAST_EVERY: f64 = 1.0;

#[derive(Clone, Debug, PartialEq)]
enum DraftTarget {
    New {
        document: DocumentId,
        span: Span,
        mention: Option<MentionId>,
        finding: Option<FindingId>,
        mark: Option<Box<Marked>>,
    },
    Existing(NoteId, Body),
}

impl Draft {
    /// A new note on a passage.
    pub fn new(document: &Document, span: Span, mention: Option<MentionId>, serial: u64) -> Self {
        Self {
            target: DraftTarget::New {
                document: document.id,
                span,
                mention,
                finding: None,
                mark: None,
            },
            ..Self::empty(short(span.slice(&document.text)), serial)
        }
    }

    /// A new note on something that is no passage.
    pub fn on_mark(document: DocumentId, mark: Marked, serial: u64) -> Self {
        let quote = if mark.label.is_empty() {
            "the whole document".to_owned()
        } else {
            short(&mark.label)
        };
        let mut draft = Self::empty(quote, serial);
        if let DraftTarget::New {
            document: on,
            mark: about,
            ..
        } = &mut draft.target
        {
            *on = document;
            *about = Some(Box::new(mark));
        }
        draft
    }

    fn empty(quote: String, serial: u64) -> Self {
        Self {
            target: DraftTarget::New {
                document: DocumentId(0),
                span: Span::start_of_text(),
                mention: None,
                finding: None,
                mark: None,
            },
            quote,
            text: String::new(),
            tags: String::new(),
            colour: String::new(),
            serial,
            wants_focus: true,
            had_focus: false,
            before: None,
            stored: None,
            typed_at: 0.0,
            unsaved_since: None,
            suggested: 0,
        }
    }

    /// The same on a finding.
    #[must_use]
    pub const fn about(mut self, about: Option<FindingId>) -> Self {
        if let DraftTarget::New { finding, .. } = &mut self.target {
            *finding = about;
        }
        self
    }

    /// A stored note, to be changed.
    pub fn of(note: &Annotation, serial: u64) -> Self {
        let tags: Vec<&str> = note.body.tags.iter().map(Tag::as_str).collect();
        Self {
            target: DraftTarget::Existing(note.id, note.body.clone()),
            text: note.body.text.clone(),
            tags: tags.join(", "),
            colour: note.body.colour.clone(),
            before: Some(Box::new(note.clone())),
            ..Self::empty(short(&note.target.quote.exact), serial)
        }
    }

    /// The passage that a new note is written on, and its document.
    pub fn passage(&self) -> Option<(DocumentId, Span)> {
        match &self.target {
            DraftTarget::New {
                document,
                span,
                mark: None,
                ..
            } => Some((*document, *span)),
            DraftTarget::New { .. } | DraftTarget::Existing(..) => None,
        }
    }

    /// Tells one draft from the next.
    pub const fn serial(&self) -> u64 {
        self.serial
    }

    /// Seconds until what is typed is to be stored; `None` when all of it is.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        let since = self.unsaved_since?;
        Some((self.typed_at + QUIET).min(since + AT_LEAST_EVERY) - now)
    }

    const fn typed(&mut self, now: f64) {
        self.typed_at = now;
        if self.unsaved_since.is_none() {
            self.unsaved_since = Some(now);
        }
    }

    /// What stores it as far as it is written; `None` when there is nothing to store.
    pub fn put(&mut self, new_id: impl FnOnce() -> NoteId) -> Option<Action> {
        self.unsaved_since = None;
        let body = self.body();
        let (id, place) = match (&self.stored, &self.target) {
            (Some((_, stored)), _) if *stored == body => return None,
            (Some((id, _)), _) => (*id, None),
            (None, DraftTarget::Existing(_, before)) if *before == body => return None,
            (None, DraftTarget::Existing(id, _)) => (*id, None),
            (None, DraftTarget::New { .. }) if !is_written(&body) => return None,
            (
                None,
                DraftTarget::New {
                    document,
                    span,
                    mention,
                    finding,
                    mark,
                },
            ) => (
                new_id(),
                Some(NotePlace {
                    document: *document,
                    span: *span,
                    mention: *mention,
                    finding: *finding,
                    mark: mark.clone(),
                }),
            ),
        };
        self.stored = Some((id, body.clone()));
        Some(Action::PutDraft { id, place, body })
    }

    /// What ends the writing of one that was stored while it was written; `forget` brings back what
    /// was there before.
    pub fn end(&self, forget: bool) -> Option<Action> {
        let (id, body) = self.stored.as_ref()?;
        Some(Action::EndDraft {
            id: *id,
            before: self.before.clone(),
            forget: forget || (self.before.is_none() && !is_written(body)),
        })
    }

    /// Whether one of its fields has the keys.
    pub const fn has_focus(&self) -> bool {
        self.had_focus
    }

    /// The note it changes, if it is not a new one.
    pub const fn note(&self) -> Option<NoteId> {
        match (&self.target, &self.stored) {
            (DraftTarget::Existing(id, _), _) | (_, Some((id, _))) => Some(*id),
            (DraftTarget::New { .. }, None) => None,
        }
    }

    /// The document a new note is on.
    pub const fn document(&self) -> Option<DocumentId> {
        match &self.target {
            DraftTarget::New { document, .. } => Some(*document),
            DraftTarget::Existing(..) => None,
        }
    }

    /// What stores it; `None` when nothing was written or changed.
    pub fn commit(&self) -> Option<Action> {
        let body = self.body();
        match &self.target {
            DraftTarget::New {
                document,
                mark: Some(mark),
                ..
            } => is_written(&body).then(|| {
                Action::Desk(DeskAction::AddOnMark {
                    document: *document,
                    mark: mark.clone(),
                    body,
                })
            }),
            DraftTarget::New {
                document,
                span,
                mention,
                finding,
                mark: None,
            } => is_written(&body).then_some(Action::AddNote {
                document: *document,
                span: *span,
                mention: *mention,
                finding: *finding,
                body,
            }),
            DraftTarget::Existing(id, before) => {
                (*before != body).then_some(Action::EditNote { id: *id, body })
            }
        }
    }

    fn body(&self) -> Body {
        let mut tags: Vec<Tag> = Vec::new();
        for tag in self.tags.split([',', ';']).filter_map(Tag::parse) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        Body {
            text: self.text.clone(),
            tags,
            colour: self.colour.clone(),
        }
    }
}

fn is_written(body: &Body) -> bool {
    !body.text.trim().is_empty() || !body.tags.is_empty()
}

/// As much of a quote as fits on a line; a passage may be the whole document.
fn short(quote: &str) -> String {
    shown_text(&shorten(quote, 300))
}

/// What became of the draft in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Still being written.
    Open,
    /// Shall be stored; also when nothing was changed.
    Save,
    /// Shall be forgotten.
    Discard,
}

/// Paints the draft. `known_tags` are offered for completion.
pub fn composer_ui(ui: &mut egui::Ui, draft: &mut Draft, known_tags: &[String]) -> Outcome {
    let tokens = Tokens::of(ui);
    let mut outcome = Outcome::Open;
    // Before the text fields, which would take the keys.
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter)) {
        outcome = Outcome::Save;
    }
    // Escape leaves, but never throws away what was typed: that takes the button.
    if draft.had_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        outcome = Outcome::Save;
    }
    ui.horizontal(|ui| {
        let title = if draft.before.is_some() {
            "Edit note"
        } else {
            "New note"
        };
        ui.label(RichText::new(title).strong());
        let quote = RichText::new(format!("“{}”", draft.quote))
            .italics()
            .color(tokens.text_weak);
        ui.add(egui::Label::new(quote).truncate())
            .on_hover_text(&draft.quote);
    });
    let text_id = ui.scope_id().with(("note text", draft.serial));
    let text = ui.add(
        egui::TextEdit::multiline(&mut draft.text)
            .id(text_id)
            .desired_rows(3)
            .desired_width(f32::INFINITY)
            .hint_text("What do you want to remember about this?"),
    );
    text.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Note text"));
    if std::mem::take(&mut draft.wants_focus) {
        text.request_focus();
    }
    let tags_id = text_id.with("tags");
    let now = ui.input(|input| input.time);
    if text.changed() {
        draft.typed(now);
    }
    // Before the field of tags, which would take the keys.
    if ui.memory(|memory| memory.has_focus(tags_id)) {
        complete(ui, draft, known_tags, tags_id);
    }
    ui.horizontal(|ui| {
        let field = ui.add(
            egui::TextEdit::singleline(&mut draft.tags)
                .id(tags_id)
                .desired_width((ui.available_width() - 190.0).max(80.0))
                .hint_text("Tags, separated by commas"),
        );
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Note tags"));
        if field.changed() {
            draft.suggested = 0;
            draft.typed(now);
        }
        if ui.button("Save note").on_hover_text("Ctrl+Enter").clicked() {
            outcome = Outcome::Save;
        }
        if ui
            .button("Cancel")
            .on_hover_text("Forget what was typed here")
            .clicked()
        {
            outcome = Outcome::Discard;
        }
    });
    let tags_have_focus = ui.memory(|memory| memory.has_focus(tags_id));
    draft.had_focus = text.has_focus() || tags_have_focus;
    suggestions_ui(ui, draft, known_tags);
    outcome
}

/// Most tags offered.
const MAX_SUGGESTIONS: usize = 6;

/// Tags used before that begin with what is being typed.
fn fitting<'a>(draft: &Draft, known_tags: &'a [String]) -> Vec<&'a String> {
    let typed = last_word(&draft.tags).to_lowercase();
    let present: Vec<&str> = draft.tags.split([',', ';']).map(str::trim).collect();
    known_tags
        .iter()
        .filter(|tag| tag.to_lowercase().starts_with(&typed) && !present.contains(&tag.as_str()))
        .take(MAX_SUGGESTIONS)
        .collect()
}

fn last_word(tags: &str) -> &str {
    tags.rsplit([',', ';']).next().unwrap_or("").trim()
}

/// With the arrows a tag is chosen among those that fit, and Enter takes it. Enter on a finished word
/// goes on to the next one.
fn complete(ui: &egui::Ui, draft: &mut Draft, known_tags: &[String], field: egui::Id) {
    let fitting = fitting(draft, known_tags);
    list_keys::arrows(ui.ctx(), &mut draft.suggested, fitting.len());
    if last_word(&draft.tags).is_empty() || !list_keys::enter(ui.ctx()) {
        return;
    }
    let chosen = fitting
        .get(draft.suggested)
        .map_or_else(|| last_word(&draft.tags).to_owned(), |tag| (*tag).clone());
    take(ui, draft, &chosen);
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let end = egui::text::CCursor::new(draft.tags.chars().count());
    state
        .cursor
        .set_char_range(Some(egui::text::CCursorRange::one(end)));
    state.store(ui.ctx(), field);
}

/// Puts a tag in the place of what is being typed.
fn take(ui: &egui::Ui, draft: &mut Draft, tag: &str) {
    let kept = draft
        .tags
        .rfind([',', ';'])
        .and_then(|at| draft.tags.get(..=at))
        .unwrap_or("");
    let space = if kept.is_empty() { "" } else { " " };
    draft.tags = format!("{kept}{space}{tag}, ");
    draft.suggested = 0;
    let now = ui.input(|input| input.time);
    draft.typed(now);
}

/// The tags that fit, to be pressed; the one that Enter takes is marked.
fn suggestions_ui(ui: &mut egui::Ui, draft: &mut Draft, known_tags: &[String]) {
    let fitting = fitting(draft, known_tags);
    if fitting.is_empty() {
        return;
    }
    draft.suggested = draft.suggested.min(fitting.len() - 1);
    let is_typing = !last_word(&draft.tags).is_empty();
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.weak(if is_typing {
            "Enter takes"
        } else {
            "Used before"
        });
        for (at, tag) in fitting.into_iter().enumerate() {
            let is_next = is_typing && at == draft.suggested;
            if tags::tag_button_ui(ui, tag, is_next, tag).clicked() {
                chosen = Some(tag.clone());
            }
        }
    });
    if let Some(tag) = chosen {
        take(ui, draft, &tag);
    }
}
