//! Questions about many notes: what a file of notes would bring, whether so many shall be changed, what
//! is in the bin, and what a note said before.

use eframe::egui::{self, Key, Modifiers, RichText, Role, WidgetInfo};

use super::list_keys;
use super::markdown::markdown_ui;
use super::panels::note_view::{about, title};
use super::shown_text;
use super::tokens::Tokens;
use crate::notes::merge::is_many;
use crate::notes::{Annotation, Conflicts, Tag};
use crate::workspace::store::revisions::{BIN_DAYS, MAX_REVISIONS, Revision};
use crate::workspace::{Action, Asked, DeskAction, Incoming, Kept, Workspace};

/// Notes of a sort that are listed by name.
const MAX_LISTED: usize = 200;

/// What these dialogs remember while they are open.
#[derive(Clone, Debug, Default)]
pub struct NotesDialogs {
    conflicts: Conflicts,
    /// Which version, or which deleted note, is looked at.
    at: usize,
    /// The word being typed for all shown notes, and whether it is taken off.
    pub tagging: Option<Tagging>,
}

/// A tag for all shown notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagging {
    text: String,
    /// Whether it is taken off them.
    pub is_removed: bool,
    is_shown: bool,
}

impl Tagging {
    /// An empty field.
    pub const fn new(is_removed: bool) -> Self {
        Self {
            text: String::new(),
            is_removed,
            is_shown: false,
        }
    }
}

/// Paints those that are open.
pub fn notes_dialogs_ui(
    ctx: &egui::Context,
    glance: &mut NotesDialogs,
    workspace: &Workspace,
    actions: &mut Vec<Action>,
) {
    let desk = workspace.desk();
    if let Some(incoming) = &desk.incoming {
        import_ui(ctx, glance, workspace, incoming, actions);
    } else if let Some(asked) = &desk.asked {
        ask_ui(ctx, workspace, asked, actions);
    } else if let Some(kept) = &desk.kept {
        kept_ui(ctx, glance, workspace, kept, actions);
    } else {
        glance.at = 0;
    }
}

fn modal_ui(ctx: &egui::Context, name: &str, body: impl FnOnce(&mut egui::Ui)) -> bool {
    let modal = egui::Modal::new(egui::Id::unique(name)).show(ctx, |ui| {
        let room = ui.ctx().content_rect().size();
        ui.set_width(660.0_f32.min(room.x - 60.0));
        body(ui);
    });
    modal.should_close()
}

/// What would come in; nothing is written before the button is pressed.
fn import_ui(
    ctx: &egui::Context,
    glance: &mut NotesDialogs,
    workspace: &Workspace,
    incoming: &Incoming,
    actions: &mut Vec<Action>,
) {
    let merge = &incoming.merge;
    let mut answer = None;
    let closes = modal_ui(ctx, "import notes", |ui| {
        let name = incoming.path.file_name().unwrap_or_default();
        let name = shown_text(&name.to_string_lossy());
        ui.heading(format!("Import notes from {name}"));
        ui.label(format!(
            "{} new, {} changed, {} conflicting, {} the same as here",
            merge.new.len(),
            merge.changed.len(),
            merge.conflicting.len(),
            merge.num_same
        ));
        let height = (ui.ctx().content_rect().height() * 0.45).max(80.0);
        egui::ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .show(ui, |ui| preview_ui(ui, incoming));
        if !merge.conflicting.is_empty() {
            ui.label("Conflicting notes were changed here later than in the file");
            for (conflicts, label) in [
                (Conflicts::Both, "Keep both"),
                (Conflicts::Stored, "Keep those here"),
                (Conflicts::Incoming, "Take those of the file"),
            ] {
                ui.radio_value(&mut glance.conflicts, conflicts, label);
            }
        }
        let num_replaced = merge.num_replaced(glance.conflicts);
        if is_many(num_replaced, workspace.notes().len()) {
            let text = format!(
                "{num_replaced} of {} notes change, more than a fifth: a copy of the workspace is kept first",
                workspace.notes().len()
            );
            ui.label(RichText::new(text).color(Tokens::of(ui).warning));
        }
        ui.separator();
        ui.horizontal(|ui| {
            let kept_both = match glance.conflicts {
                Conflicts::Both => merge.conflicting.len(),
                Conflicts::Stored | Conflicts::Incoming => 0,
            };
            let num = merge.new.len() + num_replaced + kept_both;
            let label = if num == 1 {
                "Import 1 note".to_owned()
            } else {
                format!("Import {num} notes")
            };
            let button = ui.add_enabled(num > 0, egui::Button::new(label));
            let enter = num > 0 && entered(ui);
            if button.clicked() || enter {
                answer = Some(DeskAction::TakeNotes(glance.conflicts));
            }
            if ui.button("Cancel").clicked() {
                answer = Some(DeskAction::DropNotes);
            }
        });
    });
    if closes {
        answer = answer.or(Some(DeskAction::DropNotes));
    }
    if let Some(answer) = answer {
        glance.conflicts = Conflicts::default();
        actions.push(Action::Desk(answer));
    }
}

/// Ctrl+Enter says yes; Enter alone could still be meant for something before.
fn entered(ui: &egui::Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
}

fn preview_ui(ui: &mut egui::Ui, incoming: &Incoming) {
    let merge = &incoming.merge;
    let tokens = Tokens::of(ui);
    let line = |ui: &mut egui::Ui, mark: &str, colour, words: String| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(mark).strong().color(colour));
            ui.add(egui::Label::new(words).truncate());
        });
    };
    for note in merge.new.iter().take(MAX_LISTED) {
        let words = format!("{} – {}", title(note), about(note));
        line(ui, "New", tokens.success, words);
    }
    for (mark, colour, pairs) in [
        ("Changed", tokens.accent, &merge.changed),
        ("Conflicting", tokens.warning, &merge.conflicting),
    ] {
        for (there, note) in pairs.iter().take(MAX_LISTED) {
            let words = format!("{} becomes {}", title(there), title(note));
            line(ui, mark, colour, words);
            for difference in differences(there, note) {
                ui.weak(format!("      {difference}"));
            }
        }
    }
    let num = merge.new.len() + merge.changed.len() + merge.conflicting.len();
    let most = merge.new.len().min(MAX_LISTED)
        + merge.changed.len().min(MAX_LISTED)
        + merge.conflicting.len().min(MAX_LISTED);
    if num > most {
        ui.weak(format!("… and {} more", num - most));
    }
}

/// In what two versions of a note differ, the earlier one first.
pub fn differences(one: &Annotation, other: &Annotation) -> Vec<String> {
    let mut found = Vec::new();
    let tags = |note: &Annotation| {
        let words: Vec<&str> = note.body.tags.iter().map(Tag::as_str).collect();
        match words.is_empty() {
            true => "none".to_owned(),
            false => words.join(", "),
        }
    };
    if one.body.text != other.body.text {
        found.push("the text differs".to_owned());
    }
    if one.body.tags != other.body.tags {
        let (one, other) = (shown_text(&tags(one)), shown_text(&tags(other)));
        found.push(format!("tags: {one}; now {other}"));
    }
    if one.body.colour != other.body.colour {
        found.push("the colour differs".to_owned());
    }
    if one.target != other.target {
        found.push(format!("about: {}; now {}", about(one), about(other)));
    }
    found
}

/// More than a fifth of the notes: the reader says so first.
fn ask_ui(ctx: &egui::Context, workspace: &Workspace, asked: &Asked, actions: &mut Vec<Action>) {
    let mut answer = None;
    let closes = modal_ui(ctx, "many notes", |ui| {
        let (num, all) = (asked.num, workspace.notes().len());
        let (would, button) = if asked.deletes {
            ("be deleted", "Delete")
        } else {
            ("change", "Change")
        };
        ui.heading(format!("{num} of {all} notes would {would}"));
        ui.label(format!(
            "To {}: {num} notes. A copy of the workspace as it is now is kept first, and undo takes it \
             back in one step",
            asked.name
        ));
        ui.separator();
        ui.horizontal(|ui| {
            let button = ui.button(format!("{button} {num} notes"));
            if button.clicked() || entered(ui) {
                answer = Some(true);
            }
            if ui.button("Cancel").clicked() {
                answer = Some(false);
            }
        });
    });
    if closes {
        answer = answer.or(Some(false));
    }
    if let Some(answer) = answer {
        actions.push(Action::Desk(DeskAction::Answer(answer)));
    }
}

/// The bin, or earlier versions: a list, and the one looked at beside what there is now.
fn kept_ui(
    ctx: &egui::Context,
    glance: &mut NotesDialogs,
    workspace: &Workspace,
    kept: &Kept,
    actions: &mut Vec<Action>,
) {
    let mut answer = None;
    let closes = modal_ui(ctx, "what notes were", |ui| {
        let (heading, hint, found) = match kept {
            Kept::Bin(found) => (
                "Bin",
                format!("Deleted notes, kept for {BIN_DAYS} days"),
                found,
            ),
            Kept::History(_, found) => (
                "Earlier versions",
                format!("What the note said before; the latest {MAX_REVISIONS} are kept"),
                found,
            ),
        };
        ui.heading(heading);
        ui.weak(hint);
        match found {
            None => {
                ui.spinner();
            }
            Some(found) if found.is_empty() => {
                ui.label(match kept {
                    Kept::Bin(_) => "The bin is empty",
                    Kept::History(..) => "No earlier version is kept: it was not changed yet",
                });
            }
            Some(found) => {
                list_keys::arrows(ui.ctx(), &mut glance.at, found.len());
                list_ui(ui, glance, found);
                ui.separator();
                if let Some(revision) = found.get(glance.at) {
                    compare_ui(ui, workspace, revision);
                }
            }
        }
        ui.separator();
        ui.horizontal(|ui| {
            let revision = found.as_ref().and_then(|found| found.get(glance.at));
            let label = match kept {
                Kept::Bin(_) => "Take out of the bin",
                Kept::History(..) => "Restore this version",
            };
            let button = ui.add_enabled(revision.is_some(), egui::Button::new(label));
            if let Some(revision) = revision
                && (button.clicked() || entered(ui))
            {
                answer = Some(DeskAction::Restore(Box::new(revision.note.clone())));
            }
            if ui.button("Close").clicked() {
                answer = Some(DeskAction::StopLooking);
            }
        });
    });
    if closes {
        answer = answer.or(Some(DeskAction::StopLooking));
    }
    if let Some(answer) = answer {
        glance.at = 0;
        actions.push(Action::Desk(answer));
    }
}

fn list_ui(ui: &mut egui::Ui, glance: &mut NotesDialogs, found: &[Revision]) {
    let height = (ui.ctx().content_rect().height() * 0.22).max(60.0);
    egui::ScrollArea::vertical()
        .id_salt("versions")
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (at, revision) in found.iter().enumerate().take(MAX_LISTED) {
                let until = revision.kept.strftime("%Y-%m-%d %H:%M:%S");
                let words = if revision.deleted {
                    format!("deleted {until}: {}", title(&revision.note))
                } else {
                    format!("until {until}: {}", title(&revision.note))
                };
                let button = egui::Button::selectable(at == glance.at, &words).truncate();
                let layout = egui::Layout::top_down_justified(egui::Align::Min);
                let response = ui.with_layout(layout, |ui| ui.add(button)).inner;
                if response.clicked() {
                    glance.at = at;
                }
            }
        });
}

/// A version, and in what it differs from what there is now.
fn compare_ui(ui: &mut egui::Ui, workspace: &Workspace, revision: &Revision) {
    let note = &revision.note;
    let now = workspace.notes().get(note.id);
    let height = (ui.ctx().content_rect().height() * 0.25).max(60.0);
    ui.columns(if now.is_some() { 2 } else { 1 }, |columns| {
        let sides = [("Then", Some(note)), ("Now", now)];
        for (ui, (head, side)) in columns.iter_mut().zip(sides) {
            let Some(side) = side else { continue };
            ui.label(RichText::new(head).strong());
            ui.add(egui::Label::new(RichText::new(about(side)).italics()).truncate());
            egui::ScrollArea::vertical()
                .id_salt(head)
                .max_height(height)
                .min_scrolled_height(height)
                .show(ui, |ui| markdown_ui(ui, &side.body.text));
        }
    });
    if let Some(now) = now {
        for difference in differences(note, now) {
            ui.weak(difference);
        }
    }
}

/// Asks for a tag; returns it once it is said, and whether the field stays open.
pub fn tagging_ui(ctx: &egui::Context, glance: &mut NotesDialogs, num_notes: usize) -> Option<Tag> {
    let tagging = glance.tagging.as_mut()?;
    let mut said = None;
    let mut is_over = false;
    let closes = modal_ui(ctx, "tag notes", |ui| {
        let title = if tagging.is_removed {
            format!("Take a tag off {num_notes} shown notes")
        } else {
            format!("Tag {num_notes} shown notes")
        };
        ui.heading(title);
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let edit = egui::TextEdit::singleline(&mut tagging.text).hint_text("A tag");
        let response = ui.add(edit);
        response
            .widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Tag of the shown notes"));
        if !std::mem::replace(&mut tagging.is_shown, true) {
            response.request_focus();
        }
        ui.horizontal(|ui| {
            let tag = Tag::parse(&tagging.text);
            let label = if tagging.is_removed {
                "Take off"
            } else {
                "Tag"
            };
            let button = ui.add_enabled(tag.is_some(), egui::Button::new(label));
            if button.clicked() || enter {
                said = tag;
            }
            is_over = ui.button("Cancel").clicked();
        });
    });
    if closes || is_over {
        glance.tagging = None;
    }
    said
}
