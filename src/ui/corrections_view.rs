//! The list of what the reader said about mentions: each can be taken back.

use eframe::egui::{self, RichText, Role, WidgetInfo};

use super::shown_text;
use super::tokens::Tokens;
use crate::document::DocumentId;
use crate::extract::Change;
use crate::notes::{Target, anchor};
use crate::workspace::{Action, Correction, Item, Scope, Workspace};

/// What became of the list in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Still open.
    Open,
    /// Shall be closed.
    Closed,
    /// Shall give way to this byte of a document.
    GoTo(DocumentId, usize),
}

/// Paints the list over the window.
pub(super) fn corrections_view_ui(
    ctx: &egui::Context,
    workspace: &Workspace,
    actions: &mut Vec<Action>,
) -> Outcome {
    let mut outcome = Outcome::Open;
    let modal = egui::Modal::new(egui::Id::unique("corrections")).show(ctx, |ui| {
        let size = ui.ctx().content_rect().size();
        ui.set_width(680.0_f32.min(size.x - 60.0));
        ui.heading("Corrections");
        let all = workspace.corrections().in_order();
        if all.is_empty() {
            ui.label(
                "Nothing was corrected yet: right-click a highlight or a name, or select one and \
                 use the Mentions menu",
            );
        } else {
            ui.label("What you said about mentions, latest first. It holds in the text, the charts and what is exported.");
        }
        ui.add_space(4.0);
        egui::ScrollArea::vertical()
            .max_height((size.y - 220.0).clamp(80.0, 420.0))
            .show(ui, |ui| {
                for correction in all.iter().rev() {
                    ui.push_id(correction.id.0, |ui| {
                        if let Some(place) = correction_ui(ui, workspace, correction, actions) {
                            outcome = place;
                        }
                    });
                    ui.separator();
                }
            });
        ui.add_space(4.0);
        if ui.button("Close").clicked() {
            outcome = Outcome::Closed;
        }
    });
    if modal.should_close() && outcome == Outcome::Open {
        outcome = Outcome::Closed;
    }
    outcome
}

/// One row; says when the list shall give way to the passage.
fn correction_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    correction: &Correction,
    actions: &mut Vec<Action>,
) -> Option<Outcome> {
    let mut outcome = None;
    let tokens = Tokens::of(ui);
    let said = shown_text(&correction.said());
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let button = ui.button("Take back");
            button.widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, format!("Take back: {said}"))
            });
            if button.clicked() {
                actions.push(Action::TakeBack(correction.id));
            }
            let place = Place::of(workspace, correction);
            if let Some(place) = place {
                let button = ui.button("Show");
                button.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, true, format!("Show: {said}"))
                });
                if button.clicked() {
                    outcome = place.shown(workspace, actions);
                }
            }
            let left = egui::Layout::top_down(egui::Align::Min);
            ui.with_layout(left, |ui| {
                ui.add(egui::Label::new(said.as_str()).wrap());
                let place = shown_text(&correction.place());
                let effect = effect(workspace, correction);
                let line = format!("{place}: {effect}");
                let detail = RichText::new(line).small().color(tokens.text_weak);
                ui.add(egui::Label::new(detail).wrap());
            });
        });
    });
    outcome
}

/// What it did in what is open.
fn effect(workspace: &Workspace, correction: &Correction) -> String {
    let counts = workspace
        .documents()
        .iter()
        .filter_map(|open| open.derived.effects.counts.get(&correction.id));
    let (mut num_documents, mut num_places) = (0, 0);
    for count in counts {
        num_documents += 1;
        num_places += count;
    }
    let is_here = matches!(correction.scope, Scope::Here(_));
    let is_of_claim = matches!(correction.change, Change::Claim(_));
    match (num_documents, num_places) {
        (0, _) => "not open now".to_owned(),
        (_, 0) if is_of_claim => "its figure is gone or claims nothing of the kind".to_owned(),
        (_, 0) if is_here => "its passage is gone or was corrected otherwise".to_owned(),
        (_, 0) => "nothing to correct in what is open".to_owned(),
        (_, 1) => "1 mention".to_owned(),
        (_, num) => format!("{num} mentions"),
    }
}

/// Where a correction can be looked at.
enum Place<'a> {
    /// The first mention that it made or changed.
    Mention(Item),
    /// A passage where it left nothing; looked for when it is asked for.
    Passage(DocumentId, &'a Target),
}

impl<'a> Place<'a> {
    fn of(workspace: &Workspace, correction: &'a Correction) -> Option<Self> {
        let active = workspace.active().into_iter();
        let mut open = active.chain(workspace.documents()).filter(|open| {
            let count = open.derived.effects.counts.get(&correction.id);
            count.is_some_and(|count| *count > 0)
        });
        open.find_map(|open| {
            let document = open.document.id;
            let touched = open.derived.effects.touched.iter();
            let mut by_it = touched.filter(|(_, id)| *id == correction.id);
            let Some((span, _)) = by_it.next() else {
                return match &correction.scope {
                    Scope::Here(target) => Some(Self::Passage(document, target)),
                    _ => None,
                };
            };
            let extraction = open.derived.extraction.as_ref()?;
            let mention = extraction.mention_at(*span)?;
            Some(Self::Mention(Item::Mention(document, mention)))
        })
    }

    /// Brings it into view.
    fn shown(self, workspace: &Workspace, actions: &mut Vec<Action>) -> Option<Outcome> {
        match self {
            Self::Mention(item) => {
                actions.push(Action::Select(Some(item)));
                Some(Outcome::Closed)
            }
            Self::Passage(document, target) => {
                let text = &workspace.document(document)?.document.text;
                let at = anchor(target, text).span()?;
                Some(Outcome::GoTo(document, at.start()))
            }
        }
    }
}
