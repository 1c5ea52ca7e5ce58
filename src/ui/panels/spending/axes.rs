//! The spending chart's axes: egui_plot's frame and grid, with whole years and round values.

use eframe::egui;
use egui::{Id, Ui, vec2};
use egui_plot::{AxisHints, GridInput, GridMark, Plot};

use super::scene::{Extents, Scale};
use super::words;
use crate::ui::panels::chart_frame;
use crate::ui::tokens::Tokens;

/// egui_plot's axes and grid over `extents`, with nothing of its own in them.
pub(super) fn frame_of_axes(
    ui: &mut Ui,
    id: Id,
    extents: &Extents,
    scale: Scale,
    is_new: bool,
) -> egui_plot::PlotResponse<()> {
    let tokens = Tokens::of(ui);
    let font = chart_frame::small_font(ui);
    let axis = |hints: AxisHints<'static>| {
        hints
            .tick_label_color(tokens.text_weak)
            .tick_label_font(font.clone())
            .label_spacing(1.0..=2.0)
    };
    let size = ui.available_size();
    let num_years = px_count(size.x / 46.0);
    let num_values = px_count(size.y / 34.0);
    let mut plot = Plot::new("spending plot")
        .id(id)
        .show_background(false)
        .show_grid([false, true])
        .grid_color(tokens.border)
        .grid_fade(0.0)
        .set_margin_fraction(vec2(0.0, 0.0))
        .include_x(*extents.years.start())
        .include_x(*extents.years.end())
        .include_y(*extents.places.start())
        .include_y(*extents.places.end())
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
        .x_grid_spacer(move |input| year_marks(&input, num_years))
        .y_grid_spacer(move |input| value_marks(&input, scale, num_values))
        .custom_x_axes(vec![
            axis(AxisHints::new_x()).formatter(|mark, _| words::year(mark.value)),
        ])
        .custom_y_axes(vec![
            axis(AxisHints::new_y()).formatter(move |mark, _| words::tick(scale.value(mark.value))),
        ]);
    if is_new {
        plot = plot.reset();
    }
    plot.show(ui, |_| ())
}

/// A count of things along a length; at least two.
fn px_count(length: f32) -> u32 {
    let mut count = 2;
    while f64::from(count) < f64::from(length) && count < 60 {
        count += 1;
    }
    count
}

/// Whole years only.
fn year_marks(input: &GridInput, max_count: u32) -> Vec<GridMark> {
    let (low, high) = input.bounds;
    let span = high - low;
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0]
        .into_iter()
        .find(|step| span / step <= f64::from(max_count));
    let Some(step_size) = step.filter(|_| span > 0.0) else {
        return Vec::new();
    };
    let first = (low / step_size).ceil();
    (0..=max_count)
        .map(|n| (first + f64::from(n)) * step_size)
        .take_while(|value| *value <= high)
        .map(|value| GridMark { value, step_size })
        .collect()
}

fn value_marks(input: &GridInput, scale: Scale, max_count: u32) -> Vec<GridMark> {
    let (low, high) = (scale.value(input.bounds.0), scale.value(input.bounds.1));
    let values = match scale {
        Scale::Linear => chart_frame::linear_ticks(low, high, max_count),
        Scale::Log => chart_frame::log_ticks(low, high, max_count),
    };
    // Every mark is wanted, so each claims the room of an evenly divided axis.
    let count = u32::try_from(values.len()).unwrap_or(1).max(1);
    let step_size = (input.bounds.1 - input.bounds.0) / f64::from(count);
    values
        .into_iter()
        .filter_map(|value| scale.place(value))
        .map(|value| GridMark { value, step_size })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_years(bounds: (f64, f64), max_count: u32, expected: &[f64]) {
        let input = GridInput {
            bounds,
            base_step_size: 1.0,
        };
        let marks = year_marks(&input, max_count).into_iter();
        assert_eq!(marks.map(|mark| mark.value).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn years_are_whole() {
        check_years((2020.2, 2022.9), 9, &[2021.0, 2022.0]);
        check_years(
            (1999.6, 2027.6),
            6,
            &[2000.0, 2005.0, 2010.0, 2015.0, 2020.0, 2025.0],
        );
        check_years((2020.1, 2020.2), 6, &[]);
        check_years((2021.0, 2020.0), 6, &[]);
    }
}
