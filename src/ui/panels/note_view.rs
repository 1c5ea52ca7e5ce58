//! The selected note as it reads: what it is about, its words as Markdown, its tags, who wrote it and
//! when, which other notes stand on the same words, and what is asked about its place.

use eframe::egui::{self, RichText, Role, WidgetInfo};

use crate::notes::{Anchoring, Annotation, Judgement, Mark, NoteId, Status, Tag};
use crate::text::shorten;
use crate::ui::command::Command;
use crate::ui::markdown::markdown_ui;
use crate::ui::tokens::Tokens;
use crate::ui::{shown_text, tags};
use crate::workspace::{Action, Item, Workspace};

/// Characters of a quote that are shown.
const MAX_QUOTE: usize = 300;

/// Characters of a document's name that are shown.
const MAX_NAME: usize = 80;

/// Notes on the same words that are listed.
const MAX_BESIDE: usize = 8;

/// What became of the view in this frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wants {
    /// A command was chosen.
    pub command: Option<Command>,
    /// What it is about shall be shown.
    pub shows: Option<NoteId>,
    /// All notes with this tag shall be listed.
    pub tag: Option<String>,
}

/// Paints a note. `can_attach` says whether there are words to attach it to.
pub fn note_view_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    note: &Annotation,
    can_attach: bool,
    actions: &mut Vec<Action>,
) -> Wants {
    let mut wants = Wants::default();
    head_ui(ui, workspace, note, &mut wants, actions);
    place_ui(ui, workspace, note, can_attach, &mut wants);
    if !note.body.text.trim().is_empty() {
        let most = (ui.ctx().content_rect().height() * 0.14).max(48.0);
        egui::ScrollArea::vertical()
            .id_salt(("note text", note.id.0))
            .max_height(most)
            .min_scrolled_height(most)
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                markdown_ui(ui, &note.body.text);
            });
    }
    if let Some(says) = Judgement::sentence(note) {
        let text = RichText::new(shown_text(&says)).italics();
        ui.add(egui::Label::new(text).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        facts_ui(ui, note, &mut wants);
        beside_ui(ui, workspace, note, actions);
    });
    wants
}

fn head_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    note: &Annotation,
    wants: &mut Wants,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Note on").strong());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let close = ui.small_button("×");
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close the note"));
            if close.clicked() {
                actions.push(Action::Select(None));
            }
            let done = match note.body.status() {
                Status::Open => "Mark as done",
                Status::Done => "Open again",
            };
            for (label, name, command) in [
                (
                    "Earlier…",
                    "Earlier versions of this note",
                    Command::NoteHistory,
                ),
                (done, done, Command::ToggleDone),
                ("Edit (F2)", "Edit this note", Command::EditNote),
            ] {
                let button = ui.small_button(label);
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
                if button.on_hover_text(command.hint()).clicked() {
                    wants.command = Some(command);
                }
            }
            // The words take what is left of the line.
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                about_ui(ui, workspace, note, wants);
            });
        });
    });
}

/// What it is about, to be pressed: the passage comes into view, or the chart.
fn about_ui(ui: &mut egui::Ui, workspace: &Workspace, note: &Annotation, wants: &mut Wants) {
    let about = about(note);
    let leads_there = match Mark::of(&note.target) {
        Some(mark) => mark != Mark::Document,
        None => workspace
            .anchoring(note.id)
            .is_some_and(|it| it.span().is_some()),
    };
    if !leads_there {
        ui.add(egui::Label::new(RichText::new(&about).italics()).truncate());
        return;
    }
    let link = RichText::new(&about).italics().color(Tokens::of(ui).accent);
    let response = ui.add(egui::Button::new(link).frame(false).truncate());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show {about}")));
    if response
        .on_hover_text("Show what the note is about")
        .clicked()
    {
        wants.shows = Some(note.id);
    }
}

/// What a note is about, in words.
pub fn about(note: &Annotation) -> String {
    let target = &note.target;
    let quote = shown_text(&shorten(&target.quote.exact, MAX_QUOTE));
    match Mark::of(target) {
        Some(Mark::Document) => format!("the whole of {}", shown_text(&target.document)),
        Some(Mark::Ring { .. }) => format!("the ring {quote}"),
        Some(_) => quote,
        None => format!("“{quote}”"),
    }
}

/// A place that is gone or doubtful is asked about here.
fn place_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    note: &Annotation,
    can_attach: bool,
    wants: &mut Wants,
) {
    let colour = Tokens::of(ui).warning;
    let document = shown_text(&shorten(&note.target.document, MAX_NAME));
    let (text, button) = match workspace.anchoring(note.id) {
        Some(Anchoring::Doubtful(span)) => {
            let text = workspace.document_of_note(note).map(|it| &it.document.text);
            let found = text.map_or("", |text| span.slice(text));
            let found = shown_text(&shorten(found, MAX_QUOTE));
            let text = format!("{document} has changed. Is this its passage now: “{found}”?");
            (text, "Yes, attach here")
        }
        Some(Anchoring::Orphan) => (
            format!("Its passage is not in {document} any more. Select the words it belongs to"),
            "Attach here",
        ),
        _ => return,
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(text).color(colour));
        let response = ui.add_enabled(can_attach, egui::Button::new(button));
        if response.on_hover_text(Command::AttachNote.hint()).clicked() {
            wants.command = Some(Command::AttachNote);
        }
    });
}

fn facts_ui(ui: &mut egui::Ui, note: &Annotation, wants: &mut Wants) {
    for tag in &note.body.tags {
        let tag = tag.as_str();
        let name = format!("List notes tagged {}", shown_text(tag));
        if tags::tag_button_ui(ui, tag, false, &name).clicked() {
            wants.tag = Some(tag.to_owned());
        }
    }
    let status = match note.body.status() {
        Status::Open => "open",
        Status::Done => "done",
    };
    let mut facts = vec![status.to_owned()];
    if !note.target.document.is_empty() {
        let document = shorten(&note.target.document, MAX_NAME);
        facts.push(format!("in {}", shown_text(&document)));
    }
    if !note.author.is_empty() {
        facts.push(format!("by {}", shown_text(&note.author)));
    }
    facts.push(format!("made {}", note.created.strftime("%Y-%m-%d")));
    if note.modified != note.created {
        facts.push(format!(
            "changed {}",
            note.modified.strftime("%Y-%m-%d %H:%M")
        ));
    }
    if !note.target.source.is_empty() {
        facts.push(format!("source: {}", shown_text(&note.target.source)));
    }
    ui.label(
        RichText::new(facts.join(" · "))
            .small()
            .color(Tokens::of(ui).text_weak),
    );
}

/// Other notes whose words overlap with this one's.
fn beside_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    note: &Annotation,
    actions: &mut Vec<Action>,
) {
    let Some(span) = workspace.anchoring(note.id).and_then(Anchoring::span) else {
        return;
    };
    let Some(open) = workspace.document_of_note(note) else {
        return;
    };
    let overlaps = open.notes.within(span.range());
    let beside: Vec<&Annotation> = overlaps
        .filter(|(id, _)| *id != note.id)
        .filter_map(|(id, _)| workspace.notes().get(id))
        .take(MAX_BESIDE)
        .collect();
    if beside.is_empty() {
        return;
    }
    ui.weak("Also here");
    for other in beside {
        let words = title(other);
        let button = ui.small_button(&words);
        let name = format!("Note here: {words}");
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if button.clicked() {
            actions.push(Action::Select(Some(Item::Note(other.id))));
        }
    }
}

/// A note in a few words: its first line, else what it says of a finding, else its tags, else its quote.
pub fn title(note: &Annotation) -> String {
    const MAX: usize = 60;
    let first = note.body.text.lines().find(|line| !line.trim().is_empty());
    let first = first.map(|line| line.trim().to_owned());
    let words = match first.or_else(|| Judgement::sentence(note)) {
        Some(line) => line,
        None if note.body.tags.is_empty() => about(note),
        None => {
            let tags: Vec<&str> = note.body.tags.iter().map(Tag::as_str).collect();
            tags.join(", ")
        }
    };
    shown_text(&shorten(&words, MAX))
}
