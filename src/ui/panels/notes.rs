//! The notes table: sortable, filterable, a click goes to the passage. What is shown here is what a
//! change of all shown notes changes and what an export writes.

use std::collections::BTreeMap;

use eframe::egui::{self, RichText, Role, WidgetInfo};
use egui_extras::{Column, TableBuilder};

use super::note_filter::{self, Facets, FilterChoice, Which};
use crate::notes::{Anchoring, Annotation, Mark, NoteFilter, NoteId};
use crate::ui::command::Command;
use crate::ui::tokens::Tokens;
use crate::ui::{shown_text, tags};
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
    choice: FilterChoice,
    facets: Facets,
    sort_by: SortBy,
    descending: bool,
    // Every note, made again when notes or documents have changed.
    rows: Vec<Row>,
    rows_of: Option<Generation>,
    num_lost: usize,
    num_doubtful: usize,
    // Positions of those that pass, in order, and what they were chosen by.
    shown: Vec<usize>,
    shown_by: Option<(FilterChoice, SortBy, bool)>,
    scrolled_to: Option<NoteId>,
}

impl NotesGlance {
    /// Ids of the shown notes, in the order of the table.
    pub fn shown_ids(&self) -> Vec<NoteId> {
        self.shown_rows().map(|row| row.id).collect()
    }

    /// How many notes are shown.
    pub const fn num_shown(&self) -> usize {
        self.shown.len()
    }

    /// Tags in use.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.facets.tags.keys().map(String::as_str)
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

    fn shown_rows(&self) -> impl Iterator<Item = &Row> {
        self.shown.iter().filter_map(|at| self.rows.get(*at))
    }
}

/// One row, ready to be shown.
#[derive(Clone, Debug)]
struct Row {
    id: NoteId,
    place: Option<usize>,
    place_label: String,
    which: Which,
    quote: String,
    note: String,
    tags: Vec<String>,
    document: String,
    modified: jiff::Timestamp,
    // All words in small letters, for the filter.
    words: String,
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
    if glance.shown.is_empty() {
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
        let (num_shown, num_all) = (glance.shown.len(), workspace.notes().len());
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
        note_filter::filter_menu_ui(ui, &mut glance.choice, &glance.facets);
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
                Some(Item::Note(id)) => glance.shown_rows().any(|row| row.id == *id),
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
    for (num, which, word) in [
        (glance.num_lost, Which::Orphans, "lost"),
        (glance.num_doubtful, Which::Doubtful, "doubtful"),
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
        let at = glance.shown_rows().position(|row| Some(row.id) == selected);
        if let Some(at) = at {
            table = table.scroll_to_row(at, None);
        }
    }
    let NotesGlance {
        rows,
        shown,
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
            body.rows(22.0, shown.len(), |mut table_row| {
                let row = shown.get(table_row.index()).and_then(|at| rows.get(*at));
                let Some(row) = row else {
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
    let mut cell = |text: &str| {
        table_row.col(|ui| {
            ui.add(egui::Label::new(text).truncate().selectable(false));
        });
    };
    cell(&row.place_label);
    cell(&row.quote);
    cell(&row.note);
    table_row.col(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for tag in &row.tags {
            tags::dot_ui(ui, tags::colour_of(Tokens::of(ui), tag));
        }
        let words = row.tags.join(", ");
        ui.add(egui::Label::new(words).truncate().selectable(false));
    });
    let mut cell = |text: &str| {
        table_row.col(|ui| {
            ui.add(egui::Label::new(text).truncate().selectable(false));
        });
    };
    cell(&row.document);
    cell(&modified);
}

/// Brings rows and what is shown of them up to date; costs nothing when nothing has changed.
pub fn refresh(workspace: &Workspace, glance: &mut NotesGlance) {
    if glance.rows_of != Some(workspace.generation()) {
        glance.rows_of = Some(workspace.generation());
        glance.shown_by = None;
        let placed = workspace.documents().iter().flat_map(|open| &open.notes);
        let anchorings: BTreeMap<NoteId, Anchoring> =
            placed.map(|placed| (placed.id, placed.anchoring)).collect();
        let notes = workspace.notes().in_order();
        glance.rows = notes
            .into_iter()
            .map(|note| row(note, anchorings.get(&note.id).copied()))
            .collect();
        let num = |which| glance.rows.iter().filter(|row| row.which == which).count();
        (glance.num_lost, glance.num_doubtful) = (num(Which::Orphans), num(Which::Doubtful));
        glance.facets = Facets::of(workspace.notes());
    }
    let by = (glance.choice.clone(), glance.sort_by, glance.descending);
    if glance.shown_by.as_ref() == Some(&by) {
        return;
    }
    let words = glance.choice.words.split_whitespace();
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let filter = &glance.choice.filter;
    let asks = *filter != NoteFilter::default();
    let which = glance.choice.which;
    let passes = |row: &Row| {
        (which == Which::All || row.which == which)
            && words.iter().all(|word| row.words.contains(word))
            && (!asks
                || workspace
                    .notes()
                    .get(row.id)
                    .is_some_and(|note| filter.passes(note)))
    };
    let mut shown: Vec<(usize, &Row)> = glance
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| passes(row))
        .collect();
    let sort_by = glance.sort_by;
    shown.sort_by(|(_, a), (_, b)| match sort_by {
        SortBy::Place => (&a.document, a.place.unwrap_or(usize::MAX))
            .cmp(&(&b.document, b.place.unwrap_or(usize::MAX))),
        SortBy::Quote => a.quote.cmp(&b.quote),
        SortBy::Note => a.note.cmp(&b.note),
        SortBy::Tags => a.tags.cmp(&b.tags),
        SortBy::Document => a.document.cmp(&b.document),
        SortBy::Modified => a.modified.cmp(&b.modified),
    });
    if glance.descending {
        shown.reverse();
    }
    glance.shown = shown.into_iter().map(|(at, _)| at).collect();
    glance.shown_by = Some(by);
}

fn row(note: &Annotation, anchoring: Option<Anchoring>) -> Row {
    let place = anchoring
        .and_then(Anchoring::span)
        .map(crate::text::Span::start);
    let mark = Mark::of(&note.target);
    let place_label = match (anchoring, note.target.position) {
        _ if mark.is_some() => note.target.kind.clone(),
        (Some(Anchoring::Exact(span)), _) => format!("{}", span.start()),
        (Some(Anchoring::Moved(span)), _) => format!("{} moved", span.start()),
        (Some(Anchoring::Doubtful(span)), _) => format!("{} doubtful", span.start()),
        (Some(Anchoring::Orphan), _) => "lost".to_owned(),
        (None, Some(position)) => format!("{} closed", position.start_byte),
        (None, None) => "unplaced".to_owned(),
    };
    let which = match anchoring {
        Some(Anchoring::Orphan) => Which::Orphans,
        Some(Anchoring::Doubtful(_)) => Which::Doubtful,
        _ => Which::All,
    };
    let cell = |text: &str| {
        let end = text.char_indices().nth(MAX_CELL_CHARS);
        let end = end.map_or(text.len(), |(at, _)| at);
        shown_text(text.get(..end).unwrap_or(""))
    };
    let tags: Vec<String> = note
        .body
        .tags
        .iter()
        .map(|tag| shown_text(tag.as_str()))
        .collect();
    let words = [
        &*note.target.quote.exact,
        &note.body.text,
        &note.target.document,
    ];
    let words = words.join("\n") + "\n" + &tags.join("\n");
    Row {
        id: note.id,
        place,
        place_label,
        which,
        quote: cell(&note.target.quote.exact),
        note: cell(&note.body.text),
        tags,
        document: shown_text(&note.target.document),
        modified: note.modified,
        words: words.to_lowercase(),
    }
}
