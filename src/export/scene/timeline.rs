//! The timeline, laid out: a row a date, in order; words left, interval on the axis, dated figures right.
//! An end that the words leave open is a dashed line to that side.

use super::axis::Axis;
use super::page::{Ink, LABEL_SIZE, MARGIN, SMALL_SIZE, Sheet, TICK_SIZE};
use super::text_width::fit;
use super::{Anchor, Part, Scene, Shape, Size, Stroke, Theme, Weight};
use crate::figures::timeline::{TimeBar, TimelineFigure};

/// Least and most height of a row.
const ROW: std::ops::RangeInclusive<f32> = 18.0..=30.0;

/// Length of the dashed line of an open end, in pixels.
const OPEN: f32 = 46.0;

/// Shares of the page's width for the words and for the figures.
const WORDS: f32 = 0.26;
const FIGURES: f32 = 0.26;

/// Lays out the timeline.
pub fn timeline_scene(figure: &TimelineFigure, size: Size, theme: Theme) -> Scene {
    let mut sheet = Sheet::new(size, theme);
    let title = "Dates and dated claims of the document";
    let subtitle =
        "Solid: the interval that the words give; dashed: open to that side; hollow: planned";
    let header = sheet.header(title, subtitle, &[]);
    let mut notes = vec!["Source: the document".to_owned()];
    if !figure.left_out.is_empty() {
        notes.push(format!("Not drawn: {}", figure.left_out.join("; ")));
    }
    let notes = sheet.note_lines(&notes);
    let below = 28.0 + Sheet::notes_height(&notes) + MARGIN * 0.5;
    let num = figure.bars.len().max(1) as f32;
    let row = ((size.height() - header - below) / num).clamp(*ROW.start(), *ROW.end());
    let (top, bottom) = (header + 4.0, header + 4.0 + row * num);
    let left = MARGIN + sheet.inner_width() * WORDS + 8.0;
    let right = sheet.width - MARGIN - sheet.inner_width() * FIGURES - 8.0;
    let axis = axis(figure, left + OPEN, right - OPEN);
    let palette = sheet.palette;
    for tick in &axis.ticks {
        let x = axis.at(tick.value);
        sheet.line(
            Part::Axis,
            [x, top],
            [x, bottom],
            Stroke::solid(1.0, palette.grid),
        );
        let ink = Ink::new(TICK_SIZE, palette.weak).anchored(Anchor::Middle);
        sheet.write(Part::Axis, [x, bottom + 15.0], &tick.label, ink);
    }
    sheet.line(
        Part::Axis,
        [left, bottom],
        [right, bottom],
        Stroke::solid(1.0, palette.axis),
    );
    for (bar, at) in figure.bars.iter().zip(0u16..) {
        let middle = top + row * (f32::from(at) + 0.5);
        draw(&mut sheet, bar, &axis, middle, [left, right]);
    }
    sheet.notes(bottom + 24.0, &notes);
    let description = description(figure);
    let height = size.height().max(bottom + below);
    sheet.finish(height, title.to_owned(), description)
}

/// Years from the first to the last day named.
fn axis(figure: &TimelineFigure, start: f32, end: f32) -> Axis {
    let (first, last) = figure.years().unwrap_or((2000, 2001));
    let (first, last) = (f64::from(first), f64::from(last));
    Axis::years(first, last, start, end, 44.0)
}

fn draw(sheet: &mut Sheet, bar: &TimeBar, axis: &Axis, middle: f32, [left, right]: [f32; 2]) {
    let palette = sheet.palette;
    let link = bar.mentions.first().map(|it| format!("mention:{}", it.0));
    let (from, to) = bar.place();
    let (from, to) = (from.map(|it| axis.at(it)), to.map(|it| axis.at(it)));
    let dashed = Stroke::dashed(2.0, palette.stated, [4.0, 3.0]);
    let first = sheet.items.len();
    if let (None, Some(to)) = (from, to) {
        sheet.line(
            Part::Claim,
            [(to - OPEN).max(left), middle],
            [to, middle],
            dashed,
        );
    }
    if let (Some(from), None) = (from, to) {
        sheet.line(
            Part::Claim,
            [from, middle],
            [(from + OPEN).min(right), middle],
            dashed,
        );
    }
    let (start, end) = (from.or(to).unwrap_or(left), to.or(from).unwrap_or(left));
    let is_open = from.is_none() || to.is_none();
    // A day is drawn wide enough to be seen.
    let (start, end) = if is_open {
        (start - 1.5, end + 1.5)
    } else {
        (start, end.max(start + 4.0))
    };
    let hollow = bar.planned && !is_open;
    sheet.draw(
        Part::Claim,
        Shape::Rect {
            min: [start, middle - 5.0],
            size: [end - start, 10.0],
            fill: if hollow {
                Some(palette.background)
            } else {
                Some(palette.stated)
            },
            stroke: hollow.then(|| Stroke::solid(1.4, palette.stated)),
        },
    );
    let words = fit(
        &bar.label,
        LABEL_SIZE,
        Weight::Regular,
        left - MARGIN - 12.0,
    );
    let base = middle + LABEL_SIZE * 0.36;
    sheet.write(
        Part::Label,
        [MARGIN, base],
        &words,
        Ink::new(LABEL_SIZE, palette.text),
    );
    if !bar.figures.is_empty() {
        let figures = fit(
            &bar.figures.join(", "),
            SMALL_SIZE,
            Weight::Regular,
            sheet.width - MARGIN - right - 8.0,
        );
        sheet.write(
            Part::Label,
            [right + 8.0, base],
            &figures,
            Ink::new(SMALL_SIZE, palette.weak),
        );
    }
    let hint = bar.words();
    for item in sheet.items.iter_mut().skip(first) {
        item.link.clone_from(&link);
        item.hint = Some(hint.clone());
    }
}

fn description(figure: &TimelineFigure) -> String {
    let lines: Vec<String> = figure.bars.iter().map(TimeBar::words).collect();
    format!("{} dates. {}.", lines.len(), lines.join(". "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::MentionId;
    use jiff::civil::date;

    #[test]
    fn open_ends_are_dashed_and_everything_stays_on_the_page() {
        let bar = |from, to, planned| TimeBar {
            from,
            to,
            label: "a date with many words in it, more than the column holds at this size"
                .to_owned(),
            figures: vec!["10 trillion yen".to_owned()],
            mentions: vec![MentionId(3)],
            claims: Vec::new(),
            planned,
        };
        let figure = TimelineFigure {
            bars: vec![
                bar(None, Some(date(2027, 12, 31)), true),
                bar(Some(date(2023, 10, 1)), Some(date(2023, 12, 31)), true),
                bar(Some(date(1945, 8, 6)), Some(date(1945, 8, 6)), false),
                bar(Some(date(2022, 1, 1)), None, false),
            ],
            left_out: vec!["nothing".to_owned()],
        };
        for size in [Size::new(400, 400), Size::new(1600, 500)]
            .into_iter()
            .flatten()
        {
            let scene = timeline_scene(&figure, size, Theme::Light);
            for item in &scene.items {
                let at = item.bounds();
                assert!(
                    at.left >= -0.1 && at.right <= scene.width + 0.1 && at.bottom <= scene.height,
                    "{item:?}"
                );
            }
            let dashed = scene.items.iter().filter(
                |it| matches!(it.shape, Shape::Line { stroke, .. } if stroke.dash.is_some()),
            );
            assert_eq!(dashed.count(), 2);
            assert!(
                scene
                    .items
                    .iter()
                    .any(|it| it.link.as_deref() == Some("mention:3"))
            );
        }
    }
}
