//! The notes table: sortable, filterable, a click goes to the passage. What is shown here is what a
//! change of all shown notes changes and what an export writes.

mod rows;

use eframe::egui::{self, RichText, Role, WidgetInfo};
use egui_extras::{Column, TableBuilder};

use super::note_filter::{self, FilterChoice, Which};
use crate::notes::{Judgement, NoteId};
use crate::text::shorten;
use crate::ui::command::Command;
use crate::ui::tokens::Tokens;
use crate::ui::{shown_text, tags};
use crate::workspace::{Action, Item, Workspace};
use rows::{Row, Rows, SortBy};

/// Characters of a cell that are shown; a table is no place to read a page.
const MAX_CELL_CHARS: usize = 2000;

/// The columns, each of which can be sorted by.
const COLUMNS: [(SortBy, &str); 6] = [
    (SortBy::Place, "Place"),
    (SortBy::Quote, "Quote"),
    (SortBy::Note, "Note"),
    (SortBy::Tags, "Tags"),
    (SortBy::Document, "Document"),
    (SortBy::Modified, "Changed"),
];

/// What the table remembers between frames.
#[derive(Debug, Default)]
pub struct NotesGlance {
    choice: FilterChoice,
    sort_by: SortBy,
    descending: bool,
    rows: Rows,
    scrolled_to: Option<NoteId>,
}

impl NotesGlance {
    /// Ids of the shown notes, in the order of the table.
    pub fn shown_ids(&self) -> Vec<NoteId> {
        let ids = self.rows.shown().map(|row| row.note.id);
        if self.descending {
            ids.rev().collect()
        } else {
            ids.collect()
        }
    }

    /// Whether a note is among those shown.
    pub fn lists(&self, id: NoteId) -> bool {
        self.rows.position(id).is_some()
    }

    /// How many notes are shown.
    pub const fn num_shown(&self) -> usize {
        self.rows.num_shown()
    }

    /// Rows made so far, and rows looked at for a filter: what must not grow with the notes.
    pub const fn num_worked_out(&self) -> (u64, u64) {
        (self.rows.num_made, self.rows.num_looked_at)
    }

    /// Tags in use.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.rows.facets().tags.keys().map(String::as_str)
    }

    /// Shows the notes whose passage is gone.
    pub fn show_lost(&mut self) {
        self.choice.which = Which::Orphans;
    }

    /// Shows what another panel shows: all notes with this tag.
    pub fn show_tag(&mut self, tag: &str) {
        self.choice = FilterChoice::default();
        self.choice.filter.tags.push(tag.to_owned());
    }

    /// From the number of a line to its place among the rows, and back.
    const fn turned(&self, at: usize) -> usize {
        if self.descending {
            (self.rows.num_shown().saturating_sub(1)).saturating_sub(at)
        } else {
            at
        }
    }
}

/// Paints the table; returns a command when one of its buttons was pressed.
pub fn notes_panel_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    glance: &mut NotesGlance,
    actions: &mut Vec<Action>,
) -> Option<Command> {
    ui.set_min_height(ui.available_height());
    let mut command = head_ui(ui, workspace, glance);
    note_filter::filters_on_ui(ui, &mut glance.choice);
    refresh(workspace, glance);
    if workspace.notes().is_empty() {
        ui.add_space(6.0);
        ui.weak("No notes yet: select words in the article, or click a highlight, and press N");
        return command;
    }
    if glance.num_shown() == 0 {
        ui.add_space(6.0);
        ui.weak(match glance.choice.num_on() {
            0 => "No note has these words",
            _ => "No note passes the filters",
        });
        return command;
    }
    if let Some(edit) = table_ui(ui, workspace, glance, actions) {
        actions.push(Action::Select(Some(Item::Note(edit))));
        command = Some(Command::EditNote);
    }
    command
}

/// The line above the table.
fn head_ui(ui: &mut egui::Ui, workspace: &Workspace, glance: &mut NotesGlance) -> Option<Command> {
    let mut command = None;
    ui.horizontal(|ui| {
        ui.label(RichText::new("Notes").strong());
        let (num_shown, num_all) = (glance.num_shown(), workspace.notes().len());
        ui.weak(if num_shown == num_all {
            format!("{num_all}")
        } else {
            format!("{num_shown} of {num_all}")
        });
        let filter = egui::TextEdit::singleline(&mut glance.choice.words)
            .hint_text("Filter by words or tag")
            .desired_width(180.0);
        let response = ui.add(filter);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter notes"));
        note_filter::filter_menu_ui(ui, &mut glance.choice, glance.rows.facets());
        if !glance.choice.words.is_empty()
            && ui.button("Clear").on_hover_text("Show all notes").clicked()
        {
            glance.choice.words.clear();
        }
        lost_ui(ui, glance);
        command = save_state_ui(ui, workspace);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let export = egui::Button::new("Export…");
            let hint = Command::ExportNotes.hint();
            let can_export = num_shown > 0;
            if ui
                .add_enabled(can_export, export)
                .on_hover_text(hint)
                .clicked()
            {
                command = Some(Command::ExportNotes);
            }
            ui.add_enabled_ui(can_export, |ui| {
                ui.menu_button("All shown", |ui| {
                    for each in [
                        Command::TagShown,
                        Command::UntagShown,
                        Command::DoneShown,
                        Command::DeleteShown,
                    ] {
                        let button = ui.button(each.label()).on_hover_text(each.hint());
                        if button.clicked() {
                            command = Some(each);
                            ui.close();
                        }
                    }
                });
            });
            // Only a note that can be seen: a filter must not hide what is deleted.
            let selected = match workspace.selection().selected() {
                Some(Item::Note(id)) => glance.rows.position(*id).is_some(),
                _ => false,
            };
            for (label, button) in [
                ("Delete", Command::DeleteNote),
                ("Edit…", Command::EditNote),
            ] {
                let response = ui.add_enabled(selected, egui::Button::new(label));
                if response.on_hover_text(button.hint()).clicked() {
                    command = Some(button);
                }
            }
        });
    });
    command
}

/// Notes whose place is gone or doubtful are said where notes are listed, and one press away.
fn lost_ui(ui: &mut egui::Ui, glance: &mut NotesGlance) {
    let (num_lost, num_doubtful) = glance.rows.num_unplaced();
    for (num, which, word) in [
        (num_lost, Which::Orphans, "lost"),
        (num_doubtful, Which::Doubtful, "doubtful"),
    ] {
        if num == 0 {
            continue;
        }
        let is_on = glance.choice.which == which;
        let text = RichText::new(format!("{num} {word}")).color(Tokens::of(ui).warning);
        let response = ui.selectable_label(is_on, text);
        let name = format!("Notes that are {word}");
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, &name));
        if response
            .on_hover_text(
                "Show only these; select one, then the words it belongs to, and attach it",
            )
            .clicked()
        {
            glance.choice.which = if is_on { Which::All } else { which };
        }
    }
}

/// Whether everything is on disk; where it is not, another place is offered.
fn save_state_ui(ui: &mut egui::Ui, workspace: &Workspace) -> Option<Command> {
    let tokens = Tokens::of(ui);
    if !workspace.is_stored() {
        ui.colored_label(tokens.error, "Not saved: there is no workspace file");
    } else if workspace.num_failed() > 0 {
        let num = workspace.num_failed();
        ui.colored_label(tokens.error, format!("Not saved: {num}"));
    } else if !workspace.all_saved() {
        ui.colored_label(tokens.warning, "Saving…");
    } else if !workspace.notes().is_empty() {
        ui.colored_label(tokens.success, "All saved");
    }
    let is_at_risk = !workspace.is_stored() || workspace.num_failed() > 0;
    let offers = is_at_risk && ui.button("Save elsewhere…").clicked();
    offers.then_some(Command::SaveCopy)
}

/// The table; returns a note that was double-clicked.
fn table_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    glance: &mut NotesGlance,
    actions: &mut Vec<Action>,
) -> Option<NoteId> {
    let selected = match workspace.selection().selected() {
        Some(Item::Note(id)) => Some(*id),
        _ => None,
    };
    let mut edit = None;
    let mut table = TableBuilder::new(ui)
        .id_salt("notes table")
        .striped(true)
        // The row as a whole is one stop of the keyboard, not each of its cells.
        .sense(egui::Sense::CLICK)
        .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
        .auto_shrink(false)
        // The panel's height is the reader's to choose, not the table's.
        .min_scrolled_height(0.0)
        .column(
            Column::initial(70.0)
                .at_least(40.0)
                .resizable(true)
                .clip(true),
        )
        .column(
            Column::initial(230.0)
                .at_least(60.0)
                .resizable(true)
                .clip(true),
        )
        .column(Column::remainder().at_least(80.0).clip(true))
        .column(
            Column::initial(120.0)
                .at_least(40.0)
                .resizable(true)
                .clip(true),
        )
        .column(
            Column::initial(150.0)
                .at_least(40.0)
                .resizable(true)
                .clip(true),
        )
        .column(Column::initial(120.0).at_least(60.0).clip(true));
    // A note that was selected elsewhere comes into view once.
    if selected != glance.scrolled_to {
        glance.scrolled_to = selected;
        let at = selected.and_then(|id| glance.rows.position(id));
        if let Some(at) = at {
            table = table.scroll_to_row(glance.turned(at), None);
        }
    }
    let (mut sort_by, mut descending) = (glance.sort_by, glance.descending);
    table
        .header(22.0, |mut header| {
            for (column, title) in COLUMNS {
                header.col(|ui| sort_button_ui(ui, column, title, &mut sort_by, &mut descending));
            }
        })
        .body(|body| {
            body.rows(22.0, glance.num_shown(), |mut table_row| {
                let at = glance.turned(table_row.index());
                let Some(row) = glance.rows.shown_at(at) else {
                    return;
                };
                let id = row.note.id;
                table_row.set_selected(selected == Some(id));
                let number = table_row.index() + 1;
                let (says, is_entered) = row_ui(&mut table_row, row, number);
                let response = table_row.response();
                let name = format!("Note: {says}");
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if response.double_clicked() {
                    edit = Some(id);
                } else if response.clicked() || is_entered {
                    actions.push(Action::Select(Some(Item::Note(id))));
                }
            });
        });
    (glance.sort_by, glance.descending) = (sort_by, descending);
    edit
}

/// The keyboard's stop at a row, in its first cell; returns whether Enter was pressed there.
fn stop_ui(ui: &egui::Ui, id: NoteId, number: usize, says: &str) -> bool {
    let rect = ui.max_rect();
    let stop = ui.interact(
        rect,
        ui.scope_id().with(("row of note", id.0)),
        egui::Sense::focusable_noninteractive(),
    );
    let name = format!("Row {number} of the notes table: {}", shorten(says, 60));
    stop.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &name));
    if !stop.has_focus() {
        return false;
    }
    let stroke = egui::Stroke::new(1.5, Tokens::of(ui).accent);
    let inside = rect.shrink(1.0);
    ui.painter()
        .rect_stroke(inside, 2.0, stroke, egui::StrokeKind::Inside);
    ui.input(|input| input.key_pressed(egui::Key::Enter))
}

fn sort_button_ui(
    ui: &mut egui::Ui,
    column: SortBy,
    title: &str,
    sort_by: &mut SortBy,
    descending: &mut bool,
) {
    let is_sorted = *sort_by == column;
    let button = egui::Button::new(RichText::new(title).strong()).frame(false);
    let response = ui.add(button);
    let name = format!("Sort notes by {}", title.to_lowercase());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let response = match column {
        SortBy::Place => {
            response.on_hover_text("The byte of the document where the passage starts")
        }
        _ => response,
    };
    if is_sorted {
        sort_mark_ui(ui, &response, *descending);
    }
    if response.clicked() {
        *descending = is_sorted && !*descending;
        *sort_by = column;
    }
}

/// A small triangle behind the title; the fonts that ship with egui have no such sign.
fn sort_mark_ui(ui: &egui::Ui, button: &egui::Response, descending: bool) {
    let (half, height) = (3.5, if descending { 3.0 } else { -3.0 });
    let middle = button.rect.right_center() + egui::vec2(6.0, 0.0);
    let points = [(-half, -height), (half, -height), (0.0, height)];
    let points = points.map(|(x, y)| middle + egui::vec2(x, y)).to_vec();
    let colour = ui.visuals().text_color();
    ui.painter().add(egui::Shape::convex_polygon(
        points,
        colour,
        egui::Stroke::NONE,
    ));
}

/// Paints a row; returns what the note says in short, or else its quote, and whether Enter was pressed
/// on it.
fn row_ui(
    table_row: &mut egui_extras::TableRow<'_, '_>,
    row: &Row,
    number: usize,
) -> (String, bool) {
    let note = &*row.note;
    let quote = cell(&note.target.quote.exact);
    let text = match Judgement::sentence(note) {
        Some(says) => cell(&says),
        None => cell(&note.body.text),
    };
    let says = if text.is_empty() { &quote } else { &text };
    let modified = note.modified.strftime("%Y-%m-%d %H:%M").to_string();
    let mut is_entered = false;
    table_row.col(|ui| {
        is_entered = stop_ui(ui, note.id, number, says);
        ui.add(egui::Label::new(row.place()).truncate().selectable(false));
    });
    let mut label = |text: &str| {
        table_row.col(|ui| {
            ui.add(egui::Label::new(text).truncate().selectable(false));
        });
    };
    label(&quote);
    label(&text);
    table_row.col(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let shown = note.body.tags.iter().map(|tag| shown_text(tag.as_str()));
        let shown: Vec<String> = shown.collect();
        for tag in &shown {
            tags::dot_ui(ui, tags::colour_of(Tokens::of(ui), tag));
        }
        let words = shown.join(", ");
        ui.add(egui::Label::new(words).truncate().selectable(false));
    });
    for text in [&shown_text(&note.target.document), &modified] {
        table_row.col(|ui| {
            ui.add(egui::Label::new(text).truncate().selectable(false));
        });
    }
    (says.clone(), is_entered)
}

/// Brings rows and what is shown of them up to date; costs nothing when nothing has changed.
pub fn refresh(workspace: &Workspace, glance: &mut NotesGlance) {
    let NotesGlance {
        rows,
        choice,
        sort_by,
        ..
    } = glance;
    rows.refresh(workspace, choice, *sort_by);
}

/// As much of a text as a cell shows.
fn cell(text: &str) -> String {
    let end = text.char_indices().nth(MAX_CELL_CHARS);
    let end = end.map_or(text.len(), |(at, _)| at);
    shown_text(text.get(..end).unwrap_or(""))
}
