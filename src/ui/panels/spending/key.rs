//! The head of the spending chart: what is measured, on which axis, and what the kinds of mark mean.

use eframe::egui;
use egui::{Rect, Role, Stroke, Ui, WidgetInfo, vec2};

use super::SpendingGlance;
use super::scene::Scale;
use crate::figures::{EditionChoice, SpendingFigure};
use crate::reference::Status;
use crate::ui::panels::chart_frame;
use crate::ui::tokens::Tokens;
use crate::workspace::Action;

/// The one control of what is measured.
pub(super) fn measure_ui(ui: &mut Ui, figure: &SpendingFigure, actions: &mut Vec<Action>) {
    let measure = figure.measure;
    let combo = egui::ComboBox::from_id_salt("spending measure")
        .selected_text(measure.label())
        .width(ui.available_width().min(170.0))
        .truncate()
        .show_ui(ui, |ui| {
            for &choice in &figure.measures {
                if ui
                    .selectable_label(choice == measure, choice.label())
                    .clicked()
                    && choice != measure
                {
                    actions.push(Action::SetMeasure(choice));
                }
            }
        });
    name_combo(&combo.response, "Measure of spending", measure.label());
}

/// Values as they are, or with a year as 100.
fn index_ui(ui: &mut Ui, figure: &SpendingFigure, actions: &mut Vec<Action>) {
    let years = figure.series.iter().flat_map(|series| &series.points);
    let (first, last) = years.fold((i16::MAX, i16::MIN), |(low, high), point| {
        (low.min(point.year), high.max(point.year))
    });
    let words = |year: Option<i16>| match year {
        Some(year) => format!("index {year} = 100"),
        None => "no index".to_owned(),
    };
    let shown = words(figure.index_year);
    let combo = egui::ComboBox::from_id_salt("spending index")
        .selected_text(egui::RichText::new(&shown).small())
        .width(88.0)
        .show_ui(ui, |ui| {
            for year in std::iter::once(None).chain((first..=last).map(Some)) {
                let is_shown = year == figure.index_year;
                if ui.selectable_label(is_shown, words(year)).clicked() && !is_shown {
                    actions.push(Action::SetIndexYear(year));
                }
            }
        });
    name_combo(&combo.response, "Index to a year", &shown);
}

/// The tables as known now or on the document's date; why only one is to be had is the tool tip.
fn edition_ui(ui: &mut Ui, figure: &SpendingFigure, actions: &mut Vec<Action>) {
    let shown = figure.edition.shown;
    let can_change = figure.edition.why_not_then.is_none() || shown == EditionChoice::Then;
    let inside = ui.add_enabled_ui(can_change, |ui| {
        let combo = egui::ComboBox::from_id_salt("spending edition")
            .selected_text(egui::RichText::new(shown.label()).small())
            .width(112.0)
            .truncate()
            .show_ui(ui, |ui| {
                for choice in EditionChoice::ALL {
                    if ui
                        .selectable_label(choice == shown, choice.label())
                        .clicked()
                        && choice != shown
                    {
                        actions.push(Action::SetEdition(choice));
                    }
                }
            });
        name_combo(&combo.response, "Edition of the tables", shown.label());
        combo.response
    });
    match &figure.edition.why_not_then {
        Some(why) => inside.inner.on_disabled_hover_text(format!("Only as known now: {why}")),
        None => inside.inner.on_hover_text(
            "Published figures are revised every year; a claim is best read beside those of its day",
        ),
    };
}

fn name_combo(response: &egui::Response, name: &str, shown: &str) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, response.enabled(), name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
}

/// Unit of the axis, choice of axis, and what the kinds of mark mean.
pub(super) fn key_ui(
    ui: &mut Ui,
    figure: &SpendingFigure,
    scale: Scale,
    glance: &mut SpendingGlance,
    actions: &mut Vec<Action>,
) {
    let tokens = Tokens::of(ui);
    let small = |text: &str| egui::RichText::new(text).small().color(tokens.text_weak);
    let all = || figure.series.iter().flat_map(|series| &series.points);
    let has = |status: Status| all().any(|point| point.status == status);
    let states = |planned: bool| figure.claims.iter().any(|it| it.planned == planned);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        ui.spacing_mut().interact_size.y = 16.0;
        ui.label(small(figure.unit_words()).strong());
        let mut log = scale == Scale::Log;
        let toggle = ui.checkbox(&mut log, small("log scale"));
        if toggle.changed() {
            glance.log_scale = Some(log);
        }
        index_ui(ui, figure, actions);
        edition_ui(ui, figure, actions);
        let samples = [
            (Sample::Estimate, "estimate", has(Status::Estimate)),
            (Sample::Uncertain, "uncertain", has(Status::Uncertain)),
            (Sample::Claim, "stated in the document", states(false)),
            (Sample::Planned, "planned, as stated", states(true)),
            (Sample::Plan, "announced plan", !figure.plans.is_empty()),
            (
                Sample::Edition,
                figure.edition.other_words(),
                all().any(|point| point.other.is_some()),
            ),
        ];
        for (sample, text, _) in samples.into_iter().filter(|(.., used)| *used) {
            sample_ui(ui, sample, text);
        }
    });
}

#[derive(Clone, Copy)]
enum Sample {
    Estimate,
    Uncertain,
    Claim,
    Planned,
    Plan,
    Edition,
}

/// A small drawing of a kind of mark and its name, kept together on one line of the key.
fn sample_ui(ui: &mut Ui, sample: Sample, text: &str) {
    let tokens = Tokens::of(ui);
    let rect = chart_frame::key_entry_ui(ui, 20.0, text);
    let stroke = Stroke::new(1.4, tokens.text_weak);
    let middle = rect.center();
    let painter = ui.painter();
    if matches!(sample, Sample::Estimate | Sample::Uncertain) {
        let ends = [rect.left_center(), rect.right_center()];
        painter.extend(egui::Shape::dashed_line(&ends, stroke, 4.0, 3.0));
    }
    match sample {
        Sample::Estimate => {
            painter.circle_filled(middle, 3.0, tokens.panel);
            painter.circle_stroke(middle, 3.0, stroke);
        }
        Sample::Uncertain => {
            let square = Rect::from_center_size(middle, vec2(6.0, 6.0));
            painter.rect_filled(square, 0.0, tokens.panel);
            painter.rect_stroke(square, 0.0, stroke, egui::StrokeKind::Middle);
        }
        Sample::Plan => {
            let square = Rect::from_center_size(middle, vec2(8.0, 8.0));
            painter.rect_stroke(square, 0.0, stroke, egui::StrokeKind::Middle);
        }
        Sample::Edition => {
            let top = middle - vec2(0.0, 3.0);
            painter.line_segment(
                [top, middle + vec2(0.0, 5.0)],
                Stroke::new(0.9, stroke.color),
            );
            let ends = [top - vec2(5.0, 0.0), top + vec2(5.0, 0.0)];
            painter.line_segment(ends, Stroke::new(2.0, stroke.color));
        }
        Sample::Claim => {
            painter.add(egui::Shape::convex_polygon(
                chart_frame::diamond(middle, 5.0),
                stroke.color,
                egui::Stroke::NONE,
            ));
        }
        Sample::Planned => {
            painter.add(egui::Shape::closed_line(
                chart_frame::diamond(middle, 5.0),
                stroke,
            ));
        }
    }
}
