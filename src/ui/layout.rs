//! Where the panels stand: sidebar, reader, charts, notes, status line.

use std::sync::Arc;

use eframe::egui;

use super::app::{ChartsTab, RangebookApp};
use super::command::Command;
use super::glances::Glances;
use super::hover_card;
use super::panels::ChartView;
use super::panels::reader::{self, NoteMarks, ReaderGlance, ReaderView};
use super::panels::{findings, inspector, map, notes, ranges, sidebar, spending, timeline};
use super::status;
use super::tokens::Tokens;
use crate::extract::MentionId;
use crate::workspace::settings::Comparison;
use crate::workspace::{Action, Figures, Item, OpenDocument, Pointed};

/// Points below which a chart cannot be read.
const LEAST_CHART_HEIGHT: f32 = 270.0;

/// Points across that charts leave to the article.
const LEAST_READER_WIDTH: f32 = 260.0;

/// Points across below which the sidebar gives way.
const LEAST_WIDTH_WITH_SIDEBAR: f32 = 760.0;

impl RangebookApp {
    /// Paints everything between menu and lower edge.
    pub(super) fn layout_ui(
        &mut self,
        ui: &mut egui::Ui,
        actions: &mut Vec<Action>,
        commands: &mut Vec<Command>,
    ) {
        egui::Panel::bottom("status")
            .show(ui, |ui| status::status_ui(ui, &self.workspace, actions));
        let size = ui.available_size();
        let mut sizes = self.glances.proportions;
        if self.glances.notes_shown {
            let default = (size.y * 0.19).clamp(96.0, 240.0);
            let wish = sizes.notes.wish().map(|share| share * size.y);
            sizes.notes.keep(ui, "notes", size, wish.unwrap_or(default));
            let panel = egui::Panel::bottom("notes")
                .resizable(true)
                .default_size(default)
                .size_range(70.0..=(size.y * 0.6).max(80.0))
                .show(ui, |ui| {
                    ui.add_space(4.0);
                    let glance = &mut self.glances.notes;
                    commands.extend(notes::notes_panel_ui(ui, &self.workspace, glance, actions));
                });
            let share = panel.response.rect.height() / size.y.max(1.0);
            sizes.notes.learn(ui, "notes", share);
        }
        // A narrow or much enlarged window is for the article and its charts.
        if self.glances.sidebar_shown && size.x >= LEAST_WIDTH_WITH_SIDEBAR {
            let default = (size.x * 0.14).clamp(150.0, 260.0);
            let wish = sizes.sidebar.wish().unwrap_or(default);
            sizes.sidebar.keep(ui, "sidebar", size, wish);
            let panel = egui::Panel::left("sidebar")
                .resizable(true)
                .default_size(default)
                .size_range(110.0..=(size.x * 0.35).max(120.0))
                .show(ui, |ui| {
                    ui.add_space(4.0);
                    let glance = &mut self.glances.sidebar;
                    let selected = &self.links.selected;
                    let response =
                        sidebar::sidebar_ui(ui, &self.workspace, selected, glance, actions);
                    self.glances.go_to = self.glances.go_to.or(response.go_to);
                    if let Some((subject, purpose)) = response.asks {
                        self.ask_what_it_is(Pointed::Name(subject), purpose);
                    }
                });
            let width = panel.response.rect.width();
            sizes.sidebar.learn(ui, "sidebar", width);
        }
        let tokens = Tokens::of(ui);
        // A window made smaller leaves the article its place.
        let most = (size.x * 0.7).min(ui.available_width() - LEAST_READER_WIDTH);
        let most = most.max(230.0);
        let default = (size.x * 0.42).clamp(260.0, 1100.0);
        let wish = sizes.charts.wish().map(|share| share * size.x);
        sizes
            .charts
            .keep(ui, "charts", size, wish.unwrap_or(default));
        let charts = egui::Panel::right("charts")
            .resizable(true)
            .default_size(default)
            .size_range(220.0..=most)
            .frame(egui::Frame::side_top_panel(ui.style()).fill(tokens.background))
            .show(ui, |ui| self.charts_ui(ui, actions));
        let share = charts.response.rect.width() / size.x.max(1.0);
        sizes.charts.learn(ui, "charts", share);
        self.glances.proportions = sizes;
        egui::CentralPanel::default()
            .frame(egui::Frame::central_panel(ui.style()).fill(tokens.background))
            .show(ui, |ui| self.reading_ui(ui, actions, commands));
    }

    fn charts_ui(&mut self, ui: &mut egui::Ui, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            let tabs = [
                (ChartsTab::Both, "Both charts"),
                (ChartsTab::Spending, "Spending"),
                (ChartsTab::Ranges, "Ranges"),
                (ChartsTab::Map, "Map"),
                (ChartsTab::Timeline, "Timeline"),
                (ChartsTab::Figures, "Figures"),
            ];
            for (tab, label) in tabs {
                ui.selectable_value(&mut self.glances.charts_tab, tab, label);
            }
        });
        ui.separator();
        let Some(open) = self.workspace.active() else {
            ui.weak("Open a document to see its figures here");
            return;
        };
        let Some(figures) = open.derived.figures.clone() else {
            ui.weak("The charts appear when the document has been read through");
            return;
        };
        let view = ChartView {
            document: open.document.id,
            selected: &self.links.selected,
            hovered: &self.links.hovered,
        };
        if self.glances.charts_tab == ChartsTab::Figures {
            let glance = &mut self.glances.findings;
            let wants =
                findings::findings_panel_ui(ui, &self.workspace, open, &view, glance, actions);
            if let Some(findings::WantsNote(finding)) = wants {
                self.start_note_on_finding(finding);
            }
            return;
        }
        let tab = self.glances.charts_tab;
        if tab == ChartsTab::Map {
            let (lands, glance) = (self.workspace.lands(), &mut self.glances.map);
            glance.turn_to(open.document.id);
            map::map_panel_ui(ui, &figures.map, lands, &view, glance, actions);
            return;
        }
        if tab == ChartsTab::Timeline {
            let glance = &mut self.glances.timeline;
            timeline::timeline_panel_ui(ui, &figures.timeline, &view, glance, actions);
            return;
        }
        let comparison = self.workspace.settings().comparison;
        spending_and_ranges_ui(ui, &mut self.glances, &figures, comparison, &view, actions);
    }

    /// Why the selected mention is one; returns a command that was chosen.
    fn explanation_ui(
        &self,
        ui: &mut egui::Ui,
        open: &OpenDocument,
        actions: &mut Vec<Action>,
    ) -> Option<Command> {
        let mention = self.selected_mention();
        let most = (ui.available_height() * 0.45).max(60.0);
        let body = |ui: &mut egui::Ui| {
            inspector::inspector_ui(ui, &self.workspace, open, mention, actions)
        };
        let panel = egui::Panel::bottom("inspector")
            .resizable(false)
            .show(ui, |ui| {
                ui.add_space(4.0);
                let said = egui::ScrollArea::vertical()
                    .max_height(most)
                    // Also in a panel that had less to show before.
                    .min_scrolled_height(most)
                    .show(ui, body);
                ui.add_space(4.0);
                said.inner
            });
        panel.inner
    }

    fn reading_ui(
        &mut self,
        ui: &mut egui::Ui,
        actions: &mut Vec<Action>,
        commands: &mut Vec<Command>,
    ) {
        if self.glances.draft.is_some() {
            egui::Panel::bottom("composer")
                .resizable(false)
                .show(ui, |ui| {
                    ui.add_space(4.0);
                    self.composer_ui(ui);
                    ui.add_space(4.0);
                });
        }
        self.note_ui(ui, actions, commands);
        let Some(open) = self.workspace.active() else {
            ui.centered_and_justified(|ui| {
                ui.weak("Nothing is open: press Ctrl+O, drop a file here, or choose File › Open the sample article");
            });
            return;
        };
        if self.glances.correcting.inspector_shown {
            commands.extend(self.explanation_ui(ui, open, actions));
        }
        let document = Arc::clone(&open.document);
        let extraction = open.derived.extraction.clone();
        let checked = open.derived.checked.clone();
        let note_id = |number| open.notes.id(number);
        let note_label = |id| {
            let note = self.workspace.notes().get(id);
            note.map_or_else(String::new, |note| super::shown_text(&note.body.text))
        };
        let selected_note = match self.workspace.selection().selected() {
            Some(Item::Note(id)) => Some(*id),
            _ => None,
        };
        let catalog = self.workspace.catalog();
        let hover_card = |ui: &mut egui::Ui, id: MentionId| {
            if let Some(extraction) = &extraction {
                hover_card::mention_card_ui(ui, &document, extraction, id, catalog);
                if let Some(checked) = &checked {
                    findings::about_mention_ui(ui, checked, id);
                }
            }
        };
        let view = ReaderView {
            document: &document,
            extraction: extraction.as_ref(),
            notes: NoteMarks {
                marks: open.notes.marks(),
                id: &note_id,
                label: &note_label,
            },
            hidden_kinds: &self.workspace.settings().hidden_kinds,
            selected: &self.links.selected.spans,
            hovered: &self.links.hovered.spans,
            scroll_to: self.links.scroll_to,
            selected_note,
            hover_card: &hover_card,
            blocked: self.glances.has_overlay()
                || self.desk_has_overlay()
                || self.glances.draft_has_focus(),
            generation: self.workspace.generation().0,
        };
        let offset = open.reading_offset;
        let glance = self.glances.readers.entry(document.id).or_insert_with(|| {
            let mut glance = ReaderGlance::default();
            glance.restore(offset);
            glance
        });
        reader::legend_ui(ui, &view, glance, actions);
        let response = reader::reader_panel_ui(ui, &view, glance, actions);
        commands.extend(response.wants);
        if let Some(wanted) = response.wants_note {
            self.start_note_on(wanted.span, wanted.mention);
        }
    }
}

/// One of the two charts, or both.
fn spending_and_ranges_ui(
    ui: &mut egui::Ui,
    glances: &mut Glances,
    figures: &Figures,
    comparison: Comparison,
    view: &ChartView<'_>,
    actions: &mut Vec<Action>,
) {
    let tab = glances.charts_tab;
    let full = ui.available_rect_before_wrap();
    let gap = 8.0;
    let mut spending_ui = |ui: &mut egui::Ui, rect: egui::Rect, actions: &mut Vec<Action>| {
        ui.scope_builder(
            egui::UiBuilder::new().id_salt("spending").max_rect(rect),
            |ui| {
                spending::spending_panel_ui(
                    ui,
                    &figures.spending,
                    view,
                    &mut glances.spending,
                    actions,
                );
            },
        );
    };
    let mut ranges_ui = |ui: &mut egui::Ui, rect: egui::Rect, actions: &mut Vec<Action>| {
        ui.scope_builder(
            egui::UiBuilder::new().id_salt("ranges").max_rect(rect),
            |ui| {
                ranges::ranges_panel_ui(
                    ui,
                    &figures.ranges,
                    comparison,
                    view,
                    &mut glances.ranges,
                    actions,
                );
            },
        );
    };
    match tab {
        ChartsTab::Spending => spending_ui(ui, full, actions),
        ChartsTab::Ranges => ranges_ui(ui, full, actions),
        ChartsTab::Map | ChartsTab::Timeline | ChartsTab::Figures => {}
        // Too low for both: they keep a height that can be read, and scroll.
        ChartsTab::Both if full.height() < 2.0 * LEAST_CHART_HEIGHT => {
            egui::ScrollArea::vertical()
                .auto_shrink(false)
                .show(ui, |ui| {
                    let size = egui::vec2(ui.available_width(), LEAST_CHART_HEIGHT);
                    let upper = ui.allocate_exact_size(size, egui::Sense::hover()).0;
                    spending_ui(ui, upper, actions);
                    let lower = ui.allocate_exact_size(size, egui::Sense::hover()).0;
                    ranges_ui(ui, lower, actions);
                });
        }
        ChartsTab::Both => {
            let (upper, mut lower) = full.split_top_bottom_at_fraction(0.54);
            spending_ui(ui, upper, actions);
            let stroke = ui.visuals().widgets.noninteractive.bg_stroke;
            ui.painter()
                .hline(full.x_range(), lower.top() + gap / 2.0, stroke);
            lower.min.y += gap;
            ranges_ui(ui, lower, actions);
        }
    }
}
