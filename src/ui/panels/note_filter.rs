//! Which notes are shown: by tag, document, kind, author, status and day, and those whose place is
//! gone or doubtful. What is on is said beside the list, each with a way to take it off.
//!
//! The list, what is done with all shown notes, and exports go by the same rows.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{self, PopupCloseBehavior, Role, WidgetInfo, containers::menu};

use crate::notes::filter::moment;
use crate::notes::{Annotation, NoteFilter, Status};
use crate::ui::shown_text;
use crate::ui::tags;

/// Entries of one sort that are listed; the others are found by typing their words.
const MAX_LISTED: usize = 40;

/// Which notes by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Wherever they stand.
    #[default]
    All,
    /// Their passage is gone.
    Orphans,
    /// Perhaps found: the reader is asked.
    Doubtful,
}

/// What the notes have, each with how many have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Tags.
    pub tags: BTreeMap<String, usize>,
    /// Names of documents.
    pub documents: BTreeMap<String, usize>,
    kinds: BTreeMap<String, usize>,
    authors: BTreeMap<String, usize>,
}

impl Facets {
    /// Counts a note in, or out again.
    pub(super) fn count(&mut self, note: &Annotation, is_there: bool) {
        for tag in &note.body.tags {
            count(&mut self.tags, tag.as_str(), is_there);
        }
        count(&mut self.documents, &note.target.document, is_there);
        count(&mut self.kinds, &note.target.kind, is_there);
        count(&mut self.authors, &note.author, is_there);
    }
}

fn count(map: &mut BTreeMap<String, usize>, word: &str, is_there: bool) {
    match map.get_mut(word) {
        Some(num) if is_there => *num += 1,
        Some(num) if *num > 1 => *num -= 1,
        Some(_) => drop(map.remove(word)),
        None if is_there => drop(map.insert(word.to_owned(), 1)),
        None => {}
    }
}

/// What the reader chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterChoice {
    /// Words as typed.
    pub words: String,
    /// Everything but the words.
    pub filter: NoteFilter,
    /// By where they stand.
    pub which: Which,
    since: String,
    until: String,
}

impl FilterChoice {
    /// Whether every note is shown.
    pub fn is_off(&self) -> bool {
        self.num_on() == 0 && self.words.trim().is_empty()
    }

    /// How many things are asked for besides words.
    pub fn num_on(&self) -> usize {
        let filter = &self.filter;
        filter.tags.len()
            + filter.documents.len()
            + filter.kinds.len()
            + filter.authors.len()
            + usize::from(filter.status.is_some())
            + usize::from(filter.since.is_some())
            + usize::from(filter.before.is_some())
            + usize::from(self.which != Which::All)
    }
}

/// The button with everything that can be chosen.
pub fn filter_menu_ui(ui: &mut egui::Ui, choice: &mut FilterChoice, facets: &Facets) {
    let label = match choice.num_on() {
        0 => "Filters".to_owned(),
        num => format!("Filters ({num})"),
    };
    let config = menu::MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (button, _) = menu::MenuButton::new(label).config(config).ui(ui, |ui| {
        ui.set_max_width(300.0);
        let height = ui.ctx().content_rect().height() * 0.6;
        egui::ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .show(ui, |ui| choices_ui(ui, choice, facets));
    });
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Filter notes by…"));
}

fn choices_ui(ui: &mut egui::Ui, choice: &mut FilterChoice, facets: &Facets) {
    ui.weak("Status");
    ui.horizontal(|ui| {
        let all = [
            (None, "Any"),
            (Some(Status::Open), "Open"),
            (Some(Status::Done), "Done"),
        ];
        for (status, label) in all {
            let is_on = choice.filter.status == status;
            let response = ui.selectable_label(is_on, label);
            let name = format!("Filter by status: {}", label.to_lowercase());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, &name));
            if response.clicked() {
                choice.filter.status = status;
            }
        }
    });
    ui.weak("Place");
    ui.horizontal(|ui| {
        let all = [
            (Which::All, "Any"),
            (Which::Orphans, "Lost"),
            (Which::Doubtful, "Doubtful"),
        ];
        for (which, label) in all {
            let is_on = choice.which == which;
            let response = ui.selectable_label(is_on, label);
            let name = format!("Filter by place: {}", label.to_lowercase());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, &name));
            if response.clicked() {
                choice.which = which;
            }
        }
    });
    ui.weak("Tags, all of");
    for (tag, num) in facets.tags.iter().take(MAX_LISTED) {
        let is_on = choice.filter.tags.contains(tag);
        let name = format!("Filter by tag: {}", shown_text(tag));
        ui.horizontal(|ui| {
            if tags::tag_button_ui(ui, tag, is_on, &name).clicked() {
                if is_on {
                    choice.filter.tags.retain(|it| it != tag);
                } else {
                    choice.filter.tags.push(tag.clone());
                }
            }
            ui.weak(num.to_string());
        });
    }
    let filter = &mut choice.filter;
    set_ui(ui, "Document", &facets.documents, &mut filter.documents);
    set_ui(ui, "Kind", &facets.kinds, &mut filter.kinds);
    set_ui(ui, "Author", &facets.authors, &mut filter.authors);
    days_ui(ui, choice);
}

/// One sort of thing, any of which may be asked for.
fn set_ui(
    ui: &mut egui::Ui,
    title: &str,
    all: &BTreeMap<String, usize>,
    chosen: &mut BTreeSet<String>,
) {
    if all.len() < 2 && chosen.is_empty() {
        return;
    }
    ui.weak(format!("{title}, any of"));
    for (word, num) in all.iter().take(MAX_LISTED) {
        let mut is_on = chosen.contains(word);
        let label = shown_as(title, word);
        let response = ui.checkbox(&mut is_on, format!("{label} ({num})"));
        let name = format!("Filter by {}: {label}", title.to_lowercase());
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, &name));
        if response.changed() {
            if is_on {
                chosen.insert(word.clone());
            } else {
                chosen.remove(word);
            }
        }
    }
}

fn shown_as(title: &str, word: &str) -> String {
    match (title, word) {
        ("Kind", "") => "plain passage".to_owned(),
        (_, "") => "none".to_owned(),
        _ => shown_text(word),
    }
}

fn days_ui(ui: &mut egui::Ui, choice: &mut FilterChoice) {
    ui.weak("Changed, such as 2024-02-01");
    let FilterChoice {
        filter,
        since,
        until,
        ..
    } = choice;
    let days = [
        ("From", "Changed from", since, &mut filter.since, false),
        ("To", "Changed until", until, &mut filter.before, true),
    ];
    for (label, name, text, kept, end) in days {
        ui.horizontal(|ui| {
            ui.label(label);
            let edit = egui::TextEdit::singleline(text).desired_width(110.0);
            let response = ui.add(edit.hint_text("any day"));
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
            if response.changed() {
                *kept = moment(text.trim(), end);
            }
            if kept.is_none() && !text.trim().is_empty() {
                ui.weak("no such day");
            }
        });
    }
}

/// What is on, each to be taken off.
pub fn filters_on_ui(ui: &mut egui::Ui, choice: &mut FilterChoice) {
    if choice.num_on() == 0 {
        return;
    }
    let mut off: Option<(&'static str, String)> = None;
    ui.horizontal_wrapped(|ui| {
        ui.weak("Only");
        let mut chip = |ui: &mut egui::Ui, sort: &'static str, word: &str, label: &str| {
            let response = ui.small_button(format!("{label} ×"));
            let name = format!("Remove filter: {label}");
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response.clicked() {
                off = Some((sort, word.to_owned()));
            }
        };
        let filter = &choice.filter;
        for tag in &filter.tags {
            chip(ui, "tag", tag, &format!("tag {}", shown_text(tag)));
        }
        let sets = [
            ("Document", &filter.documents),
            ("Kind", &filter.kinds),
            ("Author", &filter.authors),
        ];
        for (sort, set) in sets {
            for word in set {
                let label = format!("{} {}", sort.to_lowercase(), shown_as(sort, word));
                chip(ui, sort, word, &label);
            }
        }
        match filter.status {
            Some(Status::Open) => chip(ui, "status", "", "open"),
            Some(Status::Done) => chip(ui, "status", "", "done"),
            None => {}
        }
        if filter.since.is_some() {
            chip(ui, "since", "", &format!("from {}", choice.since.trim()));
        }
        if filter.before.is_some() {
            chip(ui, "until", "", &format!("until {}", choice.until.trim()));
        }
        match choice.which {
            Which::All => {}
            Which::Orphans => chip(ui, "which", "", "lost"),
            Which::Doubtful => chip(ui, "which", "", "doubtful"),
        }
        if ui.small_button("Clear filters").clicked() {
            off = Some(("all", String::new()));
        }
    });
    let Some((sort, word)) = off else { return };
    let filter = &mut choice.filter;
    match sort {
        "tag" => filter.tags.retain(|it| *it != word),
        "Document" => drop(filter.documents.remove(&word)),
        "Kind" => drop(filter.kinds.remove(&word)),
        "Author" => drop(filter.authors.remove(&word)),
        "status" => filter.status = None,
        "which" => choice.which = Which::All,
        "since" => {
            filter.since = None;
            choice.since.clear();
        }
        "until" => {
            filter.before = None;
            choice.until.clear();
        }
        _ => *choice = FilterChoice::default(),
    }
}
