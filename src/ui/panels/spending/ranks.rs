//! The rank table beside the spending chart, as of any year.

use eframe::egui;
use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{SpendingGlance, WIDE};
use crate::figures::{RankRow, RankYear, SpendingFigure};
use crate::ui::panels::ChartView;
use crate::ui::panels::chart_frame::{self, elided, left_centred};
use crate::ui::tokens::Tokens;
use crate::workspace::{Action, Item};

/// Height of one row.
const ROW: f32 = 18.0;

/// Width of the table beside a wide chart, and beside one that is narrow and low.
const TABLE: (f32, f32) = (190.0, 150.0);

/// Points between chart and table.
const GAP: f32 = 12.0;

/// Height of the table under a narrow chart: its head and three rows at least, a dozen at most.
const TABLE_HEIGHT: (f32, f32) = (96.0, 260.0);

/// Points in height that the table leaves to the chart over it.
const LEAST_CHART: f32 = 130.0;

/// Points across that a narrow table leaves to the chart beside it.
const LEAST_CHART_WIDTH: f32 = 230.0;

/// The chart's part of `area`, and the table's: beside it where that is wide, under it where that is high
/// enough for both; never in its place.
pub(super) fn split(area: Rect) -> (Rect, Rect) {
    let is_high = area.height() >= LEAST_CHART + GAP + TABLE_HEIGHT.0;
    let beside = if area.width() >= WIDE {
        Some(TABLE.0)
    } else if !is_high && area.width() >= LEAST_CHART_WIDTH + GAP + TABLE.1 {
        Some(TABLE.1)
    } else {
        None
    };
    if let Some(width) = beside {
        let (chart, table) = area.split_left_right_at_x(area.max.x - width);
        return (chart.with_max_x(chart.max.x - GAP), table);
    }
    let height = (area.height() * 0.4)
        .clamp(TABLE_HEIGHT.0, TABLE_HEIGHT.1)
        .min(area.height() * 0.5);
    let (chart, table) = area.split_top_bottom_at_y(area.max.y - height);
    (chart.with_max_y(chart.max.y - GAP / 2.0), table)
}

/// Fills `area` with the table of one year.
pub(super) fn ranks_ui(
    ui: &mut Ui,
    area: Rect,
    figure: &SpendingFigure,
    view: &ChartView<'_>,
    glance: &mut SpendingGlance,
    actions: &mut Vec<Action>,
) {
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("ranks"));
    let ui = &mut inside;
    ui.spacing_mut().item_spacing.y = 2.0;
    let wanted = glance.rank_year;
    let found = figure.ranks.iter().find(|it| Some(it.year) == wanted);
    let Some(shown) = found.or(figure.ranks.last()) else {
        ui.weak("These figures have no common order");
        return;
    };
    year_ui(ui, figure, shown, glance);
    egui::ScrollArea::vertical()
        .id_salt("rank rows")
        .auto_shrink(false)
        .show_rows(ui, ROW, shown.rows.len(), |ui, rows| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for row in shown.rows.get(rows).unwrap_or_default() {
                row_ui(ui, figure, row, view, actions);
            }
        });
}

fn year_ui(ui: &mut Ui, figure: &SpendingFigure, shown: &RankYear, glance: &mut SpendingGlance) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.label(egui::RichText::new("Rank in").small().strong());
        let combo = egui::ComboBox::from_id_salt("rank year")
            .selected_text(egui::RichText::new(shown.year.to_string()).small())
            .width(62.0)
            .show_ui(ui, |ui| {
                for year in figure.ranks.iter().rev().map(|it| it.year) {
                    let label = year.to_string();
                    if ui.selectable_label(year == shown.year, label).clicked() {
                        glance.rank_year = Some(year);
                    }
                }
            });
        combo.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, "Year of the ranks");
            info.current_text_value = Some(shown.year.to_string());
            info
        });
    });
    let among = egui::RichText::new(&shown.among)
        .small()
        .color(tokens.text_weak);
    ui.add(egui::Label::new(among).truncate());
}

/// Rank, name, value, and below it what the other edition gives; all of it one mark.
fn row_ui(
    ui: &mut Ui,
    figure: &SpendingFigure,
    row: &RankRow,
    view: &ChartView<'_>,
    actions: &mut Vec<Action>,
) {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let other = other_words(figure, row);
    let value = figure.rank_words(row.value);
    let name = format!("Rank {}: {}, {value}{other}", row.rank, row.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let drawn = figure.series.iter().find(|it| it.iso3 == row.iso3);
    let is_selected = view.selected.countries.contains(&row.iso3);
    let fill = if is_selected {
        Some(tokens.selection)
    } else if response.hovered() || view.hovered.countries.contains(&row.iso3) {
        Some(tokens.hover)
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 3.0, fill);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, tokens.accent);
        ui.painter()
            .rect_stroke(rect, 3.0, stroke, egui::StrokeKind::Inside);
    }
    let font = chart_frame::small_font(ui);
    let colour = drawn.map_or(tokens.text, |it| tokens.series(it.look));
    let y = rect.center().y;
    let rank = elided(ui, &row.rank.to_string(), &font, tokens.text_weak, 24.0);
    let right = left_centred(rect.min.x + 20.0 - rank.size().x, y, &rank);
    ui.painter().galley(right, rank, tokens.text_weak);
    let short = figure.rank_short_words(row);
    let value = elided(ui, &short, &font, tokens.text, rect.width() * 0.5);
    let left = rect.max.x - value.size().x - 12.0;
    ui.painter()
        .galley(left_centred(left, y, &value), value, tokens.text);
    let label = elided(ui, &row.name, &font, colour, left - rect.min.x - 32.0);
    let at = left_centred(rect.min.x + 26.0, y, &label);
    ui.painter().galley(pos2(at.x, at.y), label, colour);
    let clicked = response.clicked();
    response.on_hover_text(name);
    if clicked {
        actions.push(Action::Select(Some(Item::Country(row.iso3))));
    }
}

/// "; rank 10 and US$50.2 billion as first published".
fn other_words(figure: &SpendingFigure, row: &RankRow) -> String {
    let Some((rank, value)) = row.other else {
        return String::new();
    };
    let rank = rank.map_or_else(String::new, |rank| format!("rank {rank} and "));
    let edition = figure.edition.other_words();
    format!("; {rank}{} {edition}", figure.rank_words(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chart's size beside or over the table, which never overlaps it.
    #[track_caller]
    fn check(size: egui::Vec2, expected: egui::Vec2) {
        let area = Rect::from_min_size(pos2(10.0, 20.0), size);
        let (chart, table) = split(area);
        assert_eq!(chart.size(), expected);
        assert!(!chart.intersects(table) && area.contains_rect(table));
    }

    #[test]
    fn the_table_never_takes_the_charts_place() {
        check(vec2(700.0, 300.0), vec2(498.0, 300.0));
        check(vec2(500.0, 400.0), vec2(500.0, 234.0));
        check(vec2(500.0, 160.0), vec2(338.0, 160.0));
        check(vec2(300.0, 160.0), vec2(300.0, 74.0));
        check(vec2(300.0, 900.0), vec2(300.0, 634.0));
    }
}
