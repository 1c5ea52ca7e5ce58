//! The palette: any command, open document, country or missile by a few letters.

use eframe::egui::{self, Role, WidgetInfo};

use super::command::{Command, Environment};
use super::list_keys;
use crate::document::DocumentId;
use crate::reference::{Catalog, Iso3};
use crate::workspace::{EntityKey, Item, Workspace};

/// Rows shown at most.
const MAX_ROWS: usize = 14;

/// What the palette remembers while it is open.
#[derive(Clone, Debug)]
pub struct Palette {
    query: String,
    at: usize,
    wants_focus: bool,
}

impl Default for Palette {
    fn default() -> Self {
        Self {
            query: String::new(),
            at: 0,
            wants_focus: true,
        }
    }
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// A command.
    Command(Command),
    /// An open document.
    Document(DocumentId),
    /// A country or missile.
    Item(Item),
    /// A country to be drawn beside those of the shown document.
    Compare(Iso3),
}

/// What became of the palette in this frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Still open.
    Open,
    /// Done; with what was chosen, if anything.
    Closed(Option<Choice>),
}

/// Paints the palette over the window.
pub fn palette_ui(
    ctx: &egui::Context,
    palette: &mut Palette,
    workspace: &Workspace,
    env: &Environment,
) -> Outcome {
    let rows = fitting(&palette.query, workspace, env);
    let mut outcome = Outcome::Open;
    list_keys::arrows(ctx, &mut palette.at, rows.len());
    let enter = list_keys::enter(ctx);
    let modal = egui::Modal::new(egui::Id::unique("palette")).show(ctx, |ui| {
        ui.set_width(480.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        let edit = egui::TextEdit::singleline(&mut palette.query)
            .desired_width(f32::INFINITY)
            .hint_text("Command, document, country or missile");
        let response = ui.add(edit);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::TextInput, true, "Search commands and names")
        });
        if std::mem::take(&mut palette.wants_focus) {
            response.request_focus();
        }
        if response.changed() {
            palette.at = 0;
        }
        if rows.is_empty() {
            ui.weak("Nothing has this name");
        }
        for (at, row) in rows.iter().enumerate() {
            let response = row_ui(ui, row, at == palette.at);
            if response.clicked() {
                outcome = Outcome::Closed(Some(row.choice.clone()));
            }
        }
    });
    if enter && let Some(row) = rows.get(palette.at) {
        outcome = Outcome::Closed(Some(row.choice.clone()));
    }
    if modal.should_close() && outcome == Outcome::Open {
        outcome = Outcome::Closed(None);
    }
    outcome
}

struct Row {
    label: String,
    detail: String,
    choice: Choice,
}

fn row_ui(ui: &mut egui::Ui, row: &Row, is_current: bool) -> egui::Response {
    // Also an empty detail: it pushes the label to the left.
    let button = egui::Button::selectable(is_current, &row.label).truncate();
    let button = button.shortcut_text(&row.detail);
    let layout = egui::Layout::top_down_justified(egui::Align::Min);
    ui.with_layout(layout, |ui| ui.add(button)).inner
}

fn fitting(query: &str, workspace: &Workspace, env: &Environment) -> Vec<Row> {
    let query = query.trim().to_lowercase();
    let mut rows: Vec<(usize, Row)> = Vec::new();
    let mut offer = |label: &str, detail: String, choice: Choice| {
        if let Some(score) = score(&query, label) {
            rows.push((
                score,
                Row {
                    label: label.to_owned(),
                    detail,
                    choice,
                },
            ));
        }
    };
    for command in Command::ALL {
        if command.is_enabled(env) && command != Command::Palette {
            let detail = command.keys(|it| it.format(&egui::ModifierNames::NAMES, false));
            offer(
                command.label(),
                detail.unwrap_or_default(),
                Choice::Command(command),
            );
        }
    }
    for open in workspace.documents() {
        offer(
            &open.document.name,
            "document".to_owned(),
            Choice::Document(open.document.id),
        );
    }
    // Names only once something was typed, or they would bury the commands.
    if !query.is_empty() {
        let catalog = Catalog::shipped();
        for (iso3, name) in &catalog.countries {
            let adding = format!("{name}: add to the spending chart");
            // All names of the document are looked through: only for what would be offered.
            if score(&query, &adding).is_some() && is_to_add(workspace, *iso3) {
                offer(
                    &adding,
                    "not in this document".to_owned(),
                    Choice::Compare(*iso3),
                );
                continue;
            }
            offer(
                name,
                "country".to_owned(),
                Choice::Item(Item::Country(*iso3)),
            );
        }
        for missile in &catalog.missiles {
            offer(
                &missile.name,
                "missile".to_owned(),
                Choice::Item(Item::Weapon(missile.id.clone())),
            );
        }
    }
    rows.sort_by_key(|(score, _)| *score);
    rows.into_iter()
        .take(MAX_ROWS)
        .map(|(_, row)| row)
        .collect()
}

/// Whether selecting a country would show nothing: the shown document does not name it, and the chart has
/// no line of it but could have one.
fn is_to_add(workspace: &Workspace, iso3: Iso3) -> bool {
    let Some(open) = workspace.active() else {
        return false;
    };
    let Some(figures) = &open.derived.figures else {
        return false;
    };
    let spending = &figures.spending;
    let is_drawn = spending.series.iter().any(|it| it.iso3 == iso3);
    let can_be = spending.countries.iter().any(|(it, _)| *it == iso3);
    let mut named = figures.entities.iter().flat_map(|it| &it.members);
    can_be && !is_drawn && !named.any(|it| it.key == EntityKey::Country(iso3))
}

/// Lower is better: at the start, at the start of a word, anywhere, letters in order; `None` when
/// they are not even that.
fn score(query: &str, label: &str) -> Option<usize> {
    let label = label.to_lowercase();
    if label.starts_with(query) {
        return Some(0);
    }
    match label.find(query) {
        Some(at) if label.get(..at).is_some_and(|before| before.ends_with(' ')) => Some(1),
        Some(_) => Some(2),
        None => {
            let mut letters = label.chars();
            let in_order = query
                .chars()
                .all(|wanted| letters.any(|letter| letter == wanted));
            (in_order && query.chars().count() >= 3).then_some(3)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_fits_come_first() {
        assert!(score("not", "Notes table") < score("not", "Add note…"));
        assert!(score("note", "Add note…") < score("ote", "Add note…"));
        assert_eq!(score("xyz", "Add note…"), None);
        assert_eq!(score("adn", "Add note…"), Some(3));
    }
}
