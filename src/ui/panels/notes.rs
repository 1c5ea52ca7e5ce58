//! The notes table: sortable, filterable, a click goes to the passage.

use std::collections::BTreeMap;

use eframe::egui::{self, RichText, Role, WidgetInfo};
use egui_extras::{Column, TableBuilder};

use crate::notes::{Anchoring, Annotation, NoteId};
use crate::ui::command::Command;
use crate::ui::shown_text;
use crate::ui::tokens::Tokens;
use crate::workspace::{Action, Generation, Item, Workspace};

/// Characters of a cell that are shown; a table is no place to read a page.
const MAX_CELL_CHARS: usize = 2000;

/// Columns that can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SortBy {
    #[default]
    Place,
    Quote,
    Note,
    Tags,
    Document,
    Modified,
}

impl SortBy {
    const COLUMNS: [(Self, &'static str); 6] = [
        (Self::Place, "Place"),
        (Self::Quote, "Quote"),
        (Self::Note, "Note"),
        (Self::Tags, "Tags"),
        (Self::Document, "Document"),
        (Self::Modified, "Changed"),
    ];
}

/// What the table remembers between frames.
#[derive(Debug, Default)]
pub struct NotesGlance {
    filter: String,
    sort_by: SortBy,
    descending: bool,
    rows: Vec<Row>,
    rows_of: Option<(Generation, String, bool)>,
    rows_sorted_by: SortBy,
    scrolled_to: Option<NoteId>,
}

/// One row, ready to be shown.
#[derive(Clone, Debug)]
struct Row {
    id: NoteId,
    place: Option<usize>,
    place_label: String,
    quote: String,
    note: String,
    tags: String,
    document: String,
    modified: jiff::Timestamp,
}

/// Paints the table; returns a command when one of its buttons was pressed.
pub fn notes_panel_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    glance: &mut NotesGlance,
    actions: &mut Vec<Action>,
) -> Option<Command> {
    let mut command = None;
    ui.set_min_height(ui.available_height());
    update_rows(workspace, glance);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Notes").strong());
        let num_shown = glance.rows.len();
        let num_all = workspace.notes().len();
        ui.weak(if num_shown == num_all {
            format!("{num_all}")
        } else {
            format!("{num_shown} of {num_all}")
        });
        let filter = egui::TextEdit::singleline(&mut glance.filter)
            .hint_text("Filter by words or tag")
            .desired_width(220.0);
        let response = ui.add(filter);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter notes"));
        if !glance.filter.is_empty() && ui.button("Clear").on_hover_text("Show all notes").clicked()
        {
            glance.filter.clear();
        }
        save_state_ui(ui, workspace);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let export = egui::Button::new("Export…");
            let hint = Command::ExportNotes.hint();
            if ui
                .add_enabled(num_all > 0, export)
                .on_hover_text(hint)
                .clicked()
            {
                command = Some(Command::ExportNotes);
            }
            // Only a note that can be seen: a filter must not hide what is deleted.
            let selected = match workspace.selection().selected() {
                Some(Item::Note(id)) => glance.rows.iter().any(|row| row.id == *id),
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
    if workspace.notes().is_empty() {
        ui.add_space(6.0);
        ui.weak("No notes yet: select words in the article, or click a highlight, and press N");
        return command;
    }
    if glance.rows.is_empty() {
        ui.add_space(6.0);
        ui.weak("No note has these words");
        return command;
    }
    if let Some(edit) = table_ui(ui, workspace, glance, actions) {
        actions.push(Action::Select(Some(Item::Note(edit))));
        command = Some(Command::EditNote);
    }
    command
}

fn save_state_ui(ui: &mut egui::Ui, workspace: &Workspace) {
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
        .sense(egui::Sense::click())
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
        let at = glance.rows.iter().position(|row| Some(row.id) == selected);
        if let Some(at) = at {
            table = table.scroll_to_row(at, None);
        }
    }
    let NotesGlance {
        rows,
        sort_by,
        descending,
        ..
    } = glance;
    table
        .header(22.0, |mut header| {
            for (column, title) in SortBy::COLUMNS {
                header.col(|ui| sort_button_ui(ui, column, title, sort_by, descending));
            }
        })
        .body(|body| {
            body.rows(22.0, rows.len(), |mut table_row| {
                let Some(row) = rows.get(table_row.index()) else {
                    return;
                };
                table_row.set_selected(selected == Some(row.id));
                row_ui(&mut table_row, row);
                let response = table_row.response();
                let name = format!(
                    "Note: {}",
                    if row.note.is_empty() {
                        &row.quote
                    } else {
                        &row.note
                    }
                );
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if response.double_clicked() {
                    edit = Some(row.id);
                } else if response.clicked() {
                    actions.push(Action::Select(Some(Item::Note(row.id))));
                }
            });
        });
    edit
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

fn row_ui(table_row: &mut egui_extras::TableRow<'_, '_>, row: &Row) {
    let modified = row.modified.strftime("%Y-%m-%d %H:%M").to_string();
    let cells = [
        &row.place_label,
        &row.quote,
        &row.note,
        &row.tags,
        &row.document,
        &modified,
    ];
    for cell in cells {
        table_row.col(|ui| {
            ui.add(egui::Label::new(cell.as_str()).truncate().selectable(false));
        });
    }
}

fn update_rows(workspace: &Workspace, glance: &mut NotesGlance) {
    let key = (
        workspace.generation(),
        glance.filter.clone(),
        glance.descending,
    );
    if glance.rows_of.as_ref() == Some(&key) && glance.rows_sorted_by == glance.sort_by {
        return;
    }
    let placed = workspace.documents().iter().flat_map(|open| &open.notes);
    let anchorings: BTreeMap<NoteId, Anchoring> =
        placed.map(|placed| (placed.id, placed.anchoring)).collect();
    let words: Vec<String> = glance
        .filter
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    glance.rows = workspace
        .notes()
        .in_order()
        .into_iter()
        .map(|note| row(note, anchorings.get(&note.id).copied()))
        .filter(|row| {
            let all =
                [&row.quote, &row.note, &row.tags, &row.document].map(|cell| cell.to_lowercase());
            words
                .iter()
                .all(|word| all.iter().any(|cell| cell.contains(word)))
        })
        .collect();
    let sort_by = glance.sort_by;
    glance.rows.sort_by(|a, b| match sort_by {
        SortBy::Place => (&a.document, a.place.unwrap_or(usize::MAX))
            .cmp(&(&b.document, b.place.unwrap_or(usize::MAX))),
        SortBy::Quote => a.quote.cmp(&b.quote),
        SortBy::Note => a.note.cmp(&b.note),
        SortBy::Tags => a.tags.cmp(&b.tags),
        SortBy::Document => a.document.cmp(&b.document),
        SortBy::Modified => a.modified.cmp(&b.modified),
    });
    if glance.descending {
        glance.rows.reverse();
    }
    glance.rows_sorted_by = sort_by;
    glance.rows_of = Some(key);
}

fn row(note: &Annotation, anchoring: Option<Anchoring>) -> Row {
    let place = anchoring
        .and_then(Anchoring::span)
        .map(crate::text::Span::start);
    let place_label = match (anchoring, note.target.position) {
        (Some(Anchoring::Exact(span)), _) => format!("{}", span.start()),
        (Some(Anchoring::Moved(span)), _) => format!("{} moved", span.start()),
        (Some(Anchoring::Doubtful(span)), _) => format!("{} doubtful", span.start()),
        (Some(Anchoring::Orphan), _) => "orphan".to_owned(),
        (None, Some(position)) => format!("{} closed", position.start_byte),
        (None, None) => "unplaced".to_owned(),
    };
    let tags: Vec<&str> = note
        .body
        .tags
        .iter()
        .map(crate::notes::Tag::as_str)
        .collect();
    Row {
        id: note.id,
        place,
        place_label,
        quote: shown_text(
            &note
                .target
                .quote
                .exact
                .chars()
                .take(MAX_CELL_CHARS)
                .collect::<String>(),
        ),
        note: shown_text(
            &note
                .body
                .text
                .chars()
                .take(MAX_CELL_CHARS)
                .collect::<String>(),
        ),
        tags: tags.join(", "),
        document: shown_text(&note.target.document),
        modified: note.modified,
    }
}
