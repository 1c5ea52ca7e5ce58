//! The list of open documents: sorted, grouped by folder and filtered as the reader likes; and what the
//! shown file says of itself, with what was odd about it.

use std::path::Path;

use eframe::egui::{self, RichText, Role, WidgetInfo};

use crate::document::DocumentId;
use crate::ui::shown_text;
use crate::ui::tokens::Tokens;
use crate::workspace::{Action, Generation, OpenDocument, Workspace};

/// Documents that are listed; a filter finds the others.
const MAX_LISTED: usize = 300;

/// From so many documents on there is something to sort.
const MIN_TO_SORT: usize = 2;

/// How the list is arranged.
#[derive(Clone, Debug, Default)]
pub struct DocumentsGlance {
    order: Order,
    by_folder: bool,
    filter: String,
    list: List,
}

/// The documents as they were arranged last, and of what.
#[derive(Clone, Debug, Default)]
struct List {
    of: Option<(Generation, Order, bool, String)>,
    /// Places in the workspace's list.
    rows: Vec<usize>,
}

impl DocumentsGlance {
    /// The documents that pass the filter, in order; worked out once a change.
    fn rows(&mut self, workspace: &Workspace) -> &[usize] {
        let key = (
            workspace.generation(),
            self.order,
            self.by_folder,
            self.filter.clone(),
        );
        if self.list.of.as_ref() != Some(&key) {
            self.list.rows = arranged(workspace.documents(), self);
            self.list.of = Some(key);
        }
        &self.list.rows
    }
}

/// What documents are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// As they were opened.
    #[default]
    Opened,
    Name,
    /// Newest first, by what the file says of itself.
    Date,
    /// Most first.
    Notes,
    /// Longest first.
    Length,
}

impl Order {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Opened, "As opened"),
        (Self::Name, "By name"),
        (Self::Date, "By date"),
        (Self::Notes, "By notes"),
        (Self::Length, "By length"),
    ];

    fn label(self) -> &'static str {
        let known = Self::ALL.iter().find(|(order, _)| *order == self);
        known.map_or("", |(_, label)| label)
    }
}

/// Paints the list.
pub fn documents_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    glance: &mut DocumentsGlance,
    actions: &mut Vec<Action>,
) {
    let documents = workspace.documents();
    if documents.len() >= MIN_TO_SORT {
        controls_ui(ui, glance);
    }
    let by_folder = glance.by_folder;
    let arranged = glance.rows(workspace);
    if arranged.is_empty() && !documents.is_empty() {
        ui.weak("No document’s name, title or folder holds these words");
    }
    let shown = workspace.active().map(|open| open.document.id);
    let mut folder = None;
    let listed = arranged.iter().take(MAX_LISTED);
    for open in listed.filter_map(|at| documents.get(*at)) {
        let its_folder = by_folder.then(|| folder_of(open));
        if by_folder && folder != its_folder {
            let words = its_folder.as_deref().unwrap_or("");
            ui.add_space(2.0);
            ui.label(RichText::new(shown_text(words)).small().weak());
            folder = its_folder;
        }
        row_ui(ui, open, shown, actions);
    }
    let num_hidden = arranged.len().saturating_sub(MAX_LISTED);
    if num_hidden > 0 {
        ui.weak(format!(
            "and {num_hidden} more: filter the list to find them"
        ));
    }
}

fn controls_ui(ui: &mut egui::Ui, glance: &mut DocumentsGlance) {
    ui.horizontal_wrapped(|ui| {
        let label = glance.order.label();
        let sort = ui.menu_button(label, |ui| {
            for (order, label) in Order::ALL {
                ui.radio_value(&mut glance.order, order, label);
            }
            ui.separator();
            ui.checkbox(&mut glance.by_folder, "Group by folder");
        });
        let name = format!("Arrange documents: {}", label.to_lowercase());
        sort.response
            .widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let edit = egui::TextEdit::singleline(&mut glance.filter)
            .desired_width(ui.available_width().max(60.0))
            .hint_text("Filter");
        let edit = ui.add(edit);
        edit.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter documents"));
    });
}

/// The documents that pass the filter, in order.
fn arranged(documents: &[OpenDocument], glance: &DocumentsGlance) -> Vec<usize> {
    let words = glance.filter.trim().to_lowercase();
    let passes = |open: &&OpenDocument| {
        let document = &open.document;
        let title = document.title.as_deref().unwrap_or("");
        let holds = |text: &str| text.to_lowercase().contains(&words);
        words.is_empty() || holds(&document.name) || holds(title) || holds(&folder_of(open))
    };
    let all = documents.iter().enumerate();
    let mut arranged: Vec<(usize, &OpenDocument)> = all.filter(|(_, open)| passes(open)).collect();
    let name = |open: &OpenDocument| open.document.name.to_lowercase();
    match glance.order {
        Order::Opened => {}
        Order::Name => arranged.sort_by_cached_key(|(_, open)| name(open)),
        Order::Date => {
            arranged.sort_by_key(|(_, open)| std::cmp::Reverse(open.document.about.date));
        }
        Order::Notes => arranged.sort_by_key(|(_, open)| std::cmp::Reverse(open.notes.len())),
        Order::Length => {
            arranged.sort_by_key(|(_, open)| std::cmp::Reverse(open.document.num_words));
        }
    }
    if glance.by_folder {
        arranged.sort_by_cached_key(|(_, open)| folder_of(open));
    }
    arranged.into_iter().map(|(at, _)| at).collect()
}

fn folder_of(open: &OpenDocument) -> String {
    let folder = open.document.path.as_deref().and_then(Path::parent);
    folder.map_or_else(
        || "Comes with Rangebook".to_owned(),
        |folder| folder.display().to_string(),
    )
}

fn row_ui(
    ui: &mut egui::Ui,
    open: &OpenDocument,
    shown: Option<DocumentId>,
    actions: &mut Vec<Action>,
) {
    let id = open.document.id;
    let shown_name = shown_text(&open.document.name);
    ui.horizontal(|ui| {
        let closes = ui.available_width() > 60.0;
        let width = (ui.available_width() - if closes { 30.0 } else { 0.0 }).max(20.0);
        let label = match open.notes.len() {
            0 => shown_name.clone(),
            num_notes => format!("{shown_name}  ({num_notes})"),
        };
        let button = egui::Button::selectable(shown == Some(id), label).truncate();
        let place = egui::vec2(width, 22.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let response = ui.allocate_ui_with_layout(place, layout, |ui| {
            ui.set_min_width(width);
            ui.add(button)
        });
        let response = response.inner;
        let path = open.document.path.as_ref();
        let hint = path.map_or_else(
            || "The sample article that comes with Rangebook".to_owned(),
            |path| shown_text(&path.display().to_string()),
        );
        if response.on_hover_text(hint).clicked() {
            actions.push(Action::Show(id));
        }
        if closes {
            let close = ui.add(egui::Button::new("×").frame(false));
            let name = format!("Close {}", open.document.name);
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if close
                .on_hover_text("Close; notes stay in the workspace")
                .clicked()
            {
                actions.push(Action::Close(id));
            }
        }
    });
}

/// Paints what the file says of itself and what was odd about reading it.
pub fn about_ui(ui: &mut egui::Ui, open: &OpenDocument) {
    let document = &open.document;
    let about = &document.about;
    let mut line = |label: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            ui.label(format!("{label} {}", shown_text(&value)));
        }
    };
    line("Title", document.title.clone());
    line("Author", about.author.clone());
    line("Date", about.date.map(|date| date.to_string()));
    line("Language", about.language.clone());
    let num_pages = document.pages.len();
    line("Pages", (num_pages > 0).then(|| num_pages.to_string()));
    line("Encoding", about.encoding.clone());
    let colour = Tokens::of(ui).warning;
    for warning in &document.warnings {
        ui.label(RichText::new(shown_text(&warning.0)).color(colour));
    }
    if let Some(end) = open.derived.cut_at() {
        let said = format!(
            "Names and figures behind byte {end} are not looked for: this is more than is read of one text"
        );
        ui.label(RichText::new(said).color(colour));
    }
    if !open.is_whole {
        ui.weak("The rest of the file is still being read");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{JobOutput, JobReport, Session};

    /// Names of documents `(folder, name, words)` as they are arranged.
    #[track_caller]
    fn check(glance: &DocumentsGlance, expected: &[&str]) {
        let files = [
            ("/b", "two.txt", "one two many"),
            ("/a", "Three.txt", "one"),
            ("/a", "one.txt", "one two"),
        ];
        let mut workspace = Workspace::new(
            crate::notes::NoteSet::default(),
            crate::workspace::CorrectionSet::default(),
            &Session::default(),
            String::new(),
            true,
        );
        for (folder, name, text) in files {
            let path = Path::new(folder).join(name);
            let jobs = workspace.resume(&Session::default(), vec![path.clone()]);
            let [crate::workspace::Job::Load { id, document, .. }] = jobs.as_slice() else {
                panic!("{jobs:?}");
            };
            let document =
                crate::document::load_bytes(*document, name, Some(path), text.as_bytes()).unwrap();
            let output = JobOutput::Loaded(document.id, Ok(std::sync::Arc::new(document)));
            drop(workspace.receive(crate::workspace::JobEvent {
                job: *id,
                report: JobReport::Done(Box::new(output)),
            }));
        }
        let names: Vec<&str> = arranged(workspace.documents(), glance)
            .into_iter()
            .map(|at| &*workspace.documents()[at].document.name)
            .collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn documents_are_sorted_grouped_and_filtered() {
        let by = |order, by_folder, filter: &str| DocumentsGlance {
            order,
            by_folder,
            filter: filter.to_owned(),
            list: List::default(),
        };
        check(
            &by(Order::Opened, false, ""),
            &["two.txt", "Three.txt", "one.txt"],
        );
        check(
            &by(Order::Name, false, ""),
            &["one.txt", "Three.txt", "two.txt"],
        );
        check(
            &by(Order::Length, false, ""),
            &["two.txt", "one.txt", "Three.txt"],
        );
        check(
            &by(Order::Name, true, ""),
            &["one.txt", "Three.txt", "two.txt"],
        );
        check(
            &by(Order::Length, true, ""),
            &["one.txt", "Three.txt", "two.txt"],
        );
        check(
            &by(Order::Opened, false, " T"),
            &["two.txt", "Three.txt", "one.txt"],
        );
        check(&by(Order::Opened, false, "THREE"), &["Three.txt"]);
        check(&by(Order::Opened, false, "/b"), &["two.txt"]);
        check(&by(Order::Opened, false, "nothing"), &[]);
    }
}
