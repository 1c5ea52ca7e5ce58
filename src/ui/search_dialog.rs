//! Search everything: one field; notes, mentions and paragraphs that have the words appear as they are
//! typed, and each leads to its place.

use eframe::egui::{self, Role, TextFormat, WidgetInfo, text::LayoutJob};

use super::list_keys;
use super::shown_text;
use super::tokens::Tokens;
use crate::workspace::store::search::{Hit, Place};
use crate::workspace::{Action, DeskAction, Found, Workspace};

/// What the search remembers while it is open.
#[derive(Clone, Debug)]
pub struct SearchGlance {
    query: String,
    at: usize,
    wants_focus: bool,
}

impl Default for SearchGlance {
    fn default() -> Self {
        Self {
            query: String::new(),
            at: 0,
            wants_focus: true,
        }
    }
}

/// What became of it in this frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Still open.
    Open,
    /// Done; with what was chosen, if anything.
    Closed(Option<Hit>),
}

/// Paints it over the window.
pub fn search_ui(
    ctx: &egui::Context,
    glance: &mut SearchGlance,
    workspace: &Workspace,
    actions: &mut Vec<Action>,
) -> Outcome {
    let mut outcome = Outcome::Open;
    let found = workspace.desk().found.as_ref();
    let hits: &[Hit] = found.map_or(&[], |found| &found.hits);
    let moved = list_keys::arrows(ctx, &mut glance.at, hits.len());
    let enter = list_keys::enter(ctx);
    let modal = egui::Modal::new(egui::Id::unique("search everything")).show(ctx, |ui| {
        let room = ui.ctx().content_rect().size();
        ui.set_width(640.0_f32.min(room.x - 60.0));
        let edit = egui::TextEdit::singleline(&mut glance.query)
            .desired_width(f32::INFINITY)
            .hint_text(
                "Words in documents and notes; \"a phrase\", missil*, one OR another, -without",
            );
        let response = ui.add(edit);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::TextInput, true, "Search documents and notes")
        });
        if std::mem::take(&mut glance.wants_focus) {
            response.request_focus();
        }
        if response.changed() {
            glance.at = 0;
            let query = glance.query.clone();
            actions.push(Action::Desk(DeskAction::Search(query)));
        }
        status_ui(ui, workspace, found, &glance.query);
        let most = (room.y * 0.6).max(100.0);
        let list = egui::ScrollArea::vertical().max_height(most);
        // Also in a window that had less to show before.
        list.min_scrolled_height(most).show(ui, |ui| {
            let mut sort = "";
            for (at, hit) in hits.iter().enumerate() {
                let now = sort_of(&hit.place);
                if now != sort {
                    sort = now;
                    ui.weak(sort);
                }
                let row = hit_ui(ui, hit, at == glance.at);
                if at == glance.at && moved {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    outcome = Outcome::Closed(Some(hit.clone()));
                }
            }
        });
    });
    if enter && let Some(hit) = hits.get(glance.at) {
        outcome = Outcome::Closed(Some(hit.clone()));
    }
    if modal.should_close() && outcome == Outcome::Open {
        outcome = Outcome::Closed(None);
    }
    if outcome != Outcome::Open {
        actions.push(Action::Desk(DeskAction::StopSearching));
    }
    outcome
}

/// Why nothing is listed, or how it goes on.
fn status_ui(ui: &mut egui::Ui, workspace: &Workspace, found: Option<&Found>, query: &str) {
    let problem = found.and_then(|found| found.problem.as_ref());
    let said = match found {
        _ if query.trim().is_empty() => format!(
            "Looks through {} open documents and {} notes",
            workspace.documents().len(),
            workspace.notes().len()
        ),
        Some(found) if found.query != found.asked => "Searching…".to_owned(),
        Some(found) if problem.is_none() && found.hits.is_empty() => {
            "Nothing has these words".to_owned()
        }
        _ => problem.cloned().unwrap_or_default(),
    };
    if !said.is_empty() {
        ui.weak(said);
    }
}

const fn sort_of(place: &Place) -> &'static str {
    match place {
        Place::Note(_) => "Notes",
        Place::Mention(..) => "Names and figures",
        Place::Text(..) => "Text",
    }
}

/// A hit: its words with those that match marked, and its document.
fn hit_ui(ui: &mut egui::Ui, hit: &Hit, is_current: bool) -> egui::Response {
    let tokens = Tokens::of(ui);
    let font = egui::TextStyle::Body.resolve(ui.style());
    let plain = TextFormat::simple(font.clone(), tokens.text);
    let marked = TextFormat {
        background: tokens.find,
        underline: egui::Stroke::new(1.0, tokens.text),
        ..plain.clone()
    };
    let snippet = &hit.snippet;
    let mut job = LayoutJob::default();
    let mut at = 0;
    for (start, end) in &snippet.matches {
        let between = snippet.text.get(at..*start).unwrap_or("");
        job.append(&shown_text(between), 0.0, plain.clone());
        let words = snippet.text.get(*start..*end).unwrap_or("");
        job.append(&shown_text(words), 0.0, marked.clone());
        at = *end;
    }
    let rest = snippet.text.get(at..).unwrap_or("");
    job.append(&shown_text(rest), 0.0, plain);
    let small = egui::TextStyle::Small.resolve(ui.style());
    let document = format!("  {}", shown_text(&hit.document));
    job.append(&document, 0.0, TextFormat::simple(small, tokens.text_weak));
    let button = egui::Button::selectable(is_current, job).wrap();
    let layout = egui::Layout::top_down_justified(egui::Align::Min);
    let response = ui.with_layout(layout, |ui| ui.add(button)).inner;
    let name = format!("{}: {}", sort_of(&hit.place), shown_text(&snippet.text));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response
}
