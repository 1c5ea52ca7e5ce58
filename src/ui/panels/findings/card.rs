//! One finding: its words, the working as a small formula, and, when selected, all it rests on.

use eframe::egui::{self, RichText, Role, Ui, WidgetInfo};

use super::{FindingsGlance, WantsNote, colour, what_if};
use crate::check::{Finding, FindingId, rules};
use crate::notes::Judgement;
use crate::text::shorten;
use crate::ui::panels::ChartView;
use crate::ui::shown_text;
use crate::ui::tokens::Tokens;
use crate::workspace::{Action, Item, OpenDocument, Workspace};

/// Letters of the words on a folded card.
const MAX_WORDS: usize = 140;
/// Places shown as links.
const MAX_PLACES: usize = 8;

/// What judging means.
const ABOUT_JUDGING: &str = "Whether this finding, the program’s reading and working, holds; it says nothing of \
                             the article’s figure. Kept as a note, and exported";

/// What a rejected card says.
const REJECTED: &str = "You said that this finding does not hold: the program’s reading or comparison, not \
                        the article’s figure. Its mark on the charts is struck out";

pub(super) struct Card<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) open: &'a OpenDocument,
    pub(super) view: &'a ChartView<'a>,
    pub(super) id: FindingId,
    pub(super) finding: &'a Finding,
}

impl Card<'_> {
    fn item(&self) -> Item {
        Item::Finding(self.view.document, self.id)
    }

    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        glance: &mut FindingsGlance,
        actions: &mut Vec<Action>,
    ) -> Option<WantsNote> {
        let tokens = Tokens::of(ui);
        let selected = self.workspace.selection().selected() == Some(&self.item());
        let linked = self.view.selected.findings.contains(&self.id);
        let hovered = self.view.hovered.findings.contains(&self.id);
        let edge = if selected || linked {
            tokens.accent
        } else {
            tokens.border
        };
        let fill = if hovered { tokens.hover } else { tokens.raised };
        let mut wants = None;
        let frame = egui::Frame::new()
            .fill(fill)
            .stroke(egui::Stroke::new(if selected { 1.5 } else { 1.0 }, edge))
            .corner_radius(4.0)
            .inner_margin(egui::Margin::symmetric(8, 6));
        // A click anywhere on a folded card unfolds it; the words of an open one can be selected. Its
        // button of the same effect is what the keyboard reaches.
        let body = egui::UiBuilder::new()
            .id_salt(("finding", self.id.0))
            .sense(egui::Sense::CLICK);
        let shown = ui.scope_builder(body, |ui| {
            ui.style_mut().interaction.selectable_labels = selected;
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 3.0;
                self.head_ui(ui, selected, actions);
                self.working_ui(ui, selected);
                if selected {
                    self.places_ui(ui, actions);
                    if let Some(what_if) = &self.finding.what_if {
                        what_if::what_if_ui(ui, self.id, what_if, &mut glance.what_if);
                    }
                    wants = self.said_ui(ui, actions);
                    self.grounds_ui(ui);
                }
            });
        });
        if shown.response.clicked() && !selected {
            actions.push(Action::Select(Some(self.item())));
        }
        if (selected || linked) && glance.brought != Some(self.id) && self.is_first() {
            // A card that is higher than the panel is read from its top.
            let fits = shown.response.rect.height() < ui.clip_rect().height() * 0.8;
            let align = if fits {
                egui::Align::Center
            } else {
                egui::Align::TOP
            };
            shown.response.scroll_to_me(Some(align));
            glance.brought = Some(self.id);
        }
        let rests = ui.rect_contains_pointer(shown.response.rect);
        let is_hovered = self.workspace.selection().hovered() == Some(&self.item());
        if rests && !is_hovered {
            actions.push(Action::Hover(Some(self.item())));
        } else if !rests && is_hovered {
            actions.push(Action::Hover(None));
        }
        wants
    }

    /// Of several findings about what is selected, the first is brought into view.
    fn is_first(&self) -> bool {
        self.view.selected.findings.first() == Some(&self.id)
    }

    fn head_ui(&self, ui: &mut Ui, selected: bool, actions: &mut Vec<Action>) {
        let tokens = Tokens::of(ui);
        let verdict = self.finding.verdict;
        ui.horizontal_wrapped(|ui| {
            let sign = RichText::new(verdict.sign()).strong();
            ui.label(sign.color(colour(tokens, verdict)));
            let words = shorten(&self.finding.text, MAX_WORDS);
            let words = format!("“{}”", shown_text(&words));
            let text = RichText::new(&words).strong();
            let button = ui.add(egui::Button::selectable(selected, text).wrap());
            let name = format!("{}: {words}", verdict.label());
            button.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, name.clone()));
            if button.clicked() {
                let item = (!selected).then(|| self.item());
                actions.push(Action::Select(item));
            }
        });
        ui.horizontal_wrapped(|ui| {
            let name = rules::rule(self.finding.rule).map_or(self.finding.rule, |it| it.name);
            let label = ui.label(RichText::new(name).small().color(tokens.text_weak));
            if let Some(rule) = rules::rule(self.finding.rule) {
                label.on_hover_text(rule.explanation);
            }
            if let Some(mark) = self.finding.mark {
                let text = format!("cited to [{mark}]");
                ui.label(RichText::new(text).small().color(tokens.text_weak));
            }
            if let Some(note) = self.workspace.note_on(self.open, self.finding) {
                let said = Judgement::of(note).map_or("noted", Judgement::tag);
                let text = RichText::new(said).small().strong().color(tokens.note);
                ui.label(text);
            }
        });
    }

    fn working_ui(&self, ui: &mut Ui, selected: bool) {
        let tokens = Tokens::of(ui);
        let lines = self.finding.working.split("; ");
        let most = if selected { 8 } else { 2 };
        for line in lines.take(most) {
            let text = RichText::new(shown_text(line)).monospace().size(11.5);
            ui.add(egui::Label::new(text.color(tokens.text)).wrap());
        }
        if let Some(reason) = &self.finding.reason {
            use crate::check::Verdict;
            let lead = match self.finding.verdict {
                Verdict::CannotCheck => "Why",
                _ => "Assumes",
            };
            let text = RichText::new(format!("{lead}: {reason}")).small();
            ui.add(egui::Label::new(text.color(tokens.text)).wrap());
        }
    }

    /// Links to the words it rests on, and to the chart.
    fn places_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let tokens = Tokens::of(ui);
        let small = |text: String| RichText::new(text).small().color(tokens.text_weak);
        ui.horizontal_wrapped(|ui| {
            ui.label(small("Rests on".to_owned()));
            for evidence in self.finding.evidence.iter().take(MAX_PLACES) {
                let words: String = evidence
                    .span
                    .slice(&self.open.document.text)
                    .chars()
                    .take(60)
                    .collect();
                let Some(mention) = evidence.mention else {
                    continue;
                };
                if ui.link(RichText::new(shown_text(&words)).small()).clicked() {
                    let item = Item::Mention(self.view.document, mention);
                    actions.push(Action::Select(Some(item)));
                }
            }
            if let Some(other) = &self.finding.elsewhere {
                let text = shown_text(&format!("{} in {}", other.text, other.name));
                if ui.link(RichText::new(text).small()).clicked() {
                    let item = Item::Mention(other.document, other.mention);
                    actions.push(Action::Select(Some(item)));
                }
            }
            if let Some(claim) = self.finding.claim {
                let link = ui.link(RichText::new("on the chart").small());
                if link.clicked() {
                    let item = Item::Claim(self.view.document, claim);
                    actions.push(Action::Select(Some(item)));
                }
            }
        });
    }

    /// Tolerance, caveats, sources.
    fn grounds_ui(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        let small = |text: String| RichText::new(text).small().color(tokens.text_weak);
        let line = |ui: &mut Ui, text: String| {
            ui.add(egui::Label::new(small(text)).wrap());
        };
        if !self.finding.tolerance.is_empty() {
            line(ui, format!("Tolerance: {}", self.finding.tolerance));
        }
        for caveat in &self.finding.caveats {
            line(ui, format!("Note: {}", shown_text(caveat)));
        }
        for reference in &self.finding.references {
            line(ui, format!("Source: {}", shown_text(&reference.line())));
        }
    }

    /// What the reader says of it.
    fn said_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) -> Option<WantsNote> {
        let note = self.workspace.note_on(self.open, self.finding);
        let said = note.and_then(Judgement::of);
        let mut wants = None;
        ui.horizontal_wrapped(|ui| {
            let words = [
                (Judgement::Confirmed, "Confirm", "Confirm this finding"),
                (Judgement::Rejected, "Reject", "Reject this finding"),
            ];
            for (judgement, label, name) in words {
                let is_said = said == Some(judgement);
                let button = ui.selectable_label(is_said, label);
                button.widget_info(|| WidgetInfo::selected(Role::Button, true, is_said, name));
                if button.on_hover_text(ABOUT_JUDGING).clicked() {
                    actions.push(Action::JudgeFinding {
                        document: self.view.document,
                        finding: self.id,
                        judgement: (!is_said).then_some(judgement),
                    });
                }
            }
            match note {
                Some(note) => {
                    if ui.button("Show the note").clicked() {
                        actions.push(Action::Select(Some(Item::Note(note.id))));
                    }
                }
                None => {
                    if ui.button("Add a note…").clicked() {
                        wants = Some(WantsNote(self.id));
                    }
                }
            }
        });
        if let Some(said) = said {
            let text = match said {
                Judgement::Confirmed => "You said that this finding holds",
                Judgement::Rejected => REJECTED,
            };
            let text = RichText::new(text).small();
            ui.add(egui::Label::new(text.color(Tokens::of(ui).note)).wrap());
        }
        if let Some(note) = note.filter(|it| !it.body.text.is_empty()) {
            ui.add(egui::Label::new(shown_text(&note.body.text)).wrap());
        }
        wants
    }
}
