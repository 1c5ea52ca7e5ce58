//! What both charts share: title, key, notes and sources, and the pen that draws on the sheet.

use super::palette::Palette;
use super::text_width::{self, LINE, wrap};
use super::{
    Anchor, Bounds, Part, Point, Rgba, Scene, SceneItem, Shape, Size, Stroke, Theme, Weight,
};

/// Free space along the edges.
pub(super) const MARGIN: f32 = 20.0;

pub(super) const TITLE_SIZE: f32 = 18.0;
pub(super) const SUBTITLE_SIZE: f32 = 12.5;
pub(super) const TICK_SIZE: f32 = 11.0;
pub(super) const LABEL_SIZE: f32 = 12.0;
pub(super) const SMALL_SIZE: f32 = 10.5;

/// Lines of one note or list of sources; the CSV has the rest.
const MAX_NOTE_LINES: usize = 14;

/// How text is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) anchor: Anchor,
    pub(super) colour: Rgba,
}

impl Ink {
    pub(super) const fn new(size: f32, colour: Rgba) -> Self {
        Self {
            size,
            weight: Weight::Regular,
            anchor: Anchor::Start,
            colour,
        }
    }

    pub(super) const fn bold(mut self) -> Self {
        self.weight = Weight::Bold;
        self
    }

    pub(super) const fn anchored(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }
}

/// A sheet being drawn on.
pub(super) struct Sheet {
    pub(super) palette: &'static Palette,
    pub(super) width: f32,
    pub(super) items: Vec<SceneItem>,
}

/// The marks a document's figures get, and those of published ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Circle,
    Square,
    Up,
    Diamond,
    Down,
    Plus,
    Bar,
    Cross,
}

impl Mark {
    const ALL: [Self; 8] = [
        Self::Circle,
        Self::Square,
        Self::Up,
        Self::Diamond,
        Self::Down,
        Self::Plus,
        Self::Bar,
        Self::Cross,
    ];

    /// Of the n-th line. One step further each time the colours start over, so that no two of 64
    /// lines share both.
    pub(super) fn of_line(n: usize) -> Self {
        let all = Self::ALL;
        all.get((n + n / all.len()) % all.len())
            .copied()
            .unwrap_or(Self::Circle)
    }

    /// Its shape, filled.
    pub(super) fn shape(self, center: Point, radius: f32, colour: Rgba) -> Shape {
        let [x, y] = center;
        let r = radius * 1.15;
        let corners = |points: Vec<Point>| Shape::Polygon {
            points,
            fill: Some(colour),
            stroke: None,
        };
        match self {
            Self::Circle => Shape::Circle {
                center,
                radius,
                fill: Some(colour),
                stroke: None,
            },
            Self::Square => Shape::Rect {
                min: [x - radius * 0.9, y - radius * 0.9],
                size: [radius * 1.8, radius * 1.8],
                fill: Some(colour),
                stroke: None,
            },
            Self::Up => corners(vec![[x, y - r], [x + r, y + r * 0.8], [x - r, y + r * 0.8]]),
            Self::Down => corners(vec![[x, y + r], [x - r, y - r * 0.8], [x + r, y - r * 0.8]]),
            Self::Diamond => corners(diamond(center, r)),
            Self::Bar => Shape::Rect {
                min: [x - r * 0.4, y - r],
                size: [r * 0.8, r * 2.0],
                fill: Some(colour),
                stroke: None,
            },
            Self::Plus => Shape::Rect {
                min: [x - r, y - r * 0.4],
                size: [r * 2.0, r * 0.8],
                fill: Some(colour),
                stroke: None,
            },
            Self::Cross => corners(vec![
                [x - r, y - r * 0.35],
                [x + r * 0.35, y - r],
                [x + r, y + r * 0.35],
                [x - r * 0.35, y + r],
            ]),
        }
    }
}

/// The corners of a diamond.
pub(super) fn diamond([x, y]: Point, r: f32) -> Vec<Point> {
    vec![[x, y - r], [x + r, y], [x, y + r], [x - r, y]]
}

/// The mark of what a document states: a diamond, hollow for plans.
pub(super) fn stated_mark(
    center: Point,
    planned: bool,
    colour: Rgba,
    background: Rgba,
) -> (Shape, f32) {
    let (fill, stroke) = if planned {
        (background, Stroke::solid(2.0, colour))
    } else {
        (colour, Stroke::solid(1.4, background))
    };
    let shape = Shape::Polygon {
        points: diamond(center, 7.0),
        fill: Some(fill),
        stroke: Some(stroke),
    };
    (shape, 7.0)
}

/// One entry of the key: a sample, drawn in a box of this width, and what it means.
pub(super) struct Key {
    pub(super) sample: Sample,
    pub(super) text: String,
}

/// What a key shows.
pub(super) enum Sample {
    Line(Stroke),
    Stated {
        planned: bool,
        colour: Rgba,
    },
    Plan {
        colour: Rgba,
    },
    /// A short stroke across, joined to a point.
    Edition {
        colour: Rgba,
    },
    /// A bar, or on a logarithmic scale a stem, up to the lowest and on to the highest figure.
    Bar {
        colour: Rgba,
        stem: bool,
    },
}

const SAMPLE_WIDTH: f32 = 28.0;

impl Sheet {
    pub(super) fn new(size: Size, theme: Theme) -> Self {
        Self {
            palette: Palette::of(theme),
            width: size.width(),
            items: Vec::new(),
        }
    }

    /// Draws something and hands it back, so that its link and hint can be set.
    pub(super) fn draw(&mut self, part: Part, shape: Shape) -> &mut SceneItem {
        let item = SceneItem {
            shape,
            part,
            link: None,
            hint: None,
        };
        self.items.push_mut(item)
    }

    /// Writes one line.
    pub(super) fn write(&mut self, part: Part, at: Point, text: &str, ink: Ink) -> &mut SceneItem {
        self.draw(
            part,
            Shape::Text {
                at,
                text: printable(text),
                size: ink.size,
                weight: ink.weight,
                anchor: ink.anchor,
                colour: ink.colour,
            },
        )
    }

    pub(super) fn line(
        &mut self,
        part: Part,
        from: Point,
        to: Point,
        stroke: Stroke,
    ) -> &mut SceneItem {
        self.draw(part, Shape::Line { from, to, stroke })
    }

    pub(super) fn fill(&mut self, part: Part, bounds: Bounds, colour: Rgba) -> &mut SceneItem {
        self.draw(
            part,
            Shape::Rect {
                min: [bounds.left, bounds.top],
                size: [bounds.width(), bounds.height()],
                fill: Some(colour),
                stroke: None,
            },
        )
    }

    /// Width between the margins.
    pub(super) fn inner_width(&self) -> f32 {
        self.width - 2.0 * MARGIN
    }

    /// Title, subtitle and key; the height used.
    pub(super) fn header(&mut self, title: &str, subtitle: &str, keys: &[Key]) -> f32 {
        let palette = self.palette;
        let mut y = MARGIN;
        for (text, ink) in [
            (title, Ink::new(TITLE_SIZE, palette.text).bold()),
            (subtitle, Ink::new(SUBTITLE_SIZE, palette.weak)),
        ] {
            for line in wrap(text, ink.size, ink.weight, self.inner_width()) {
                self.write(
                    Part::Title,
                    [MARGIN, y + ink.size * text_width::ASCENT],
                    &line,
                    ink,
                );
                y += ink.size * LINE;
            }
        }
        y += 4.0;
        self.keys(y, keys)
    }

    /// The key, in as many rows as it needs; the y below it.
    fn keys(&mut self, top: f32, keys: &[Key]) -> f32 {
        let palette = self.palette;
        let ink = Ink::new(TICK_SIZE, palette.weak);
        let (mut x, mut y) = (MARGIN, top);
        for key in keys {
            let room = self.inner_width() - SAMPLE_WIDTH - 6.0;
            let text = text_width::fit(&key.text, ink.size, ink.weight, room);
            let width = SAMPLE_WIDTH + 6.0 + text_width::width(&text, ink.size, ink.weight);
            if x > MARGIN && x + width > self.width - MARGIN {
                x = MARGIN;
                y += 18.0;
            }
            let middle = y + 8.0;
            match key.sample {
                Sample::Line(stroke) => {
                    self.line(
                        Part::Legend,
                        [x, middle],
                        [x + SAMPLE_WIDTH, middle],
                        stroke,
                    );
                }
                Sample::Stated { planned, colour } => {
                    let center = [x + SAMPLE_WIDTH / 2.0, middle];
                    let (shape, _) = stated_mark(center, planned, colour, palette.background);
                    self.draw(Part::Legend, shape);
                }
                Sample::Plan { colour } => {
                    let center = [x + SAMPLE_WIDTH / 2.0, middle];
                    let mark = super::spending::plan_mark(center, colour, palette.background);
                    self.draw(Part::Legend, mark);
                }
                Sample::Edition { colour } => {
                    let center = x + SAMPLE_WIDTH / 2.0;
                    let (from, to) = ([center - 5.0, middle - 3.0], [center + 5.0, middle - 3.0]);
                    self.line(Part::Legend, from, to, Stroke::solid(2.0, colour));
                    let (from, to) = ([center, middle - 3.0], [center, middle + 5.0]);
                    self.line(Part::Legend, from, to, Stroke::solid(0.9, colour));
                }
                Sample::Bar { colour, stem } => {
                    let ends = [x, x + 15.0, x + SAMPLE_WIDTH];
                    let draw = if stem { range_stem } else { range_bar };
                    draw(self, Part::Legend, ends, middle, 8.0, colour);
                }
            }
            self.write(
                Part::Legend,
                [x + SAMPLE_WIDTH + 6.0, middle + 4.0],
                &text,
                ink,
            );
            x += width + 18.0;
        }
        if keys.is_empty() { top } else { y + 22.0 }
    }

    /// Lines of the notes under the chart, wrapped to the sheet.
    pub(super) fn note_lines(&self, notes: &[String]) -> Vec<Vec<String>> {
        notes
            .iter()
            .map(|note| {
                let mut lines = wrap(
                    &printable(note),
                    SMALL_SIZE,
                    Weight::Regular,
                    self.inner_width(),
                );
                if lines.len() > MAX_NOTE_LINES {
                    lines.truncate(MAX_NOTE_LINES);
                    if let Some(last) = lines.last_mut() {
                        let longer = format!("{last} …");
                        *last = text_width::fit(
                            &longer,
                            SMALL_SIZE,
                            Weight::Regular,
                            self.inner_width(),
                        );
                    }
                }
                lines
            })
            .collect()
    }

    /// Height of those lines, with the space above them.
    pub(super) fn notes_height(lines: &[Vec<String>]) -> f32 {
        let num: usize = lines.iter().map(Vec::len).sum();
        let gaps = lines.len() as f32 * 4.0;
        num as f32 * SMALL_SIZE * LINE + gaps + 6.0
    }

    /// Writes the notes from `top` down.
    pub(super) fn notes(&mut self, top: f32, notes: &[Vec<String>]) {
        let ink = Ink::new(SMALL_SIZE, self.palette.weak);
        let mut y = top + 6.0;
        for note in notes {
            for line in note {
                let at = [MARGIN, y + SMALL_SIZE * text_width::ASCENT];
                self.write(Part::Note, at, line, ink);
                y += SMALL_SIZE * LINE;
            }
            y += 4.0;
        }
    }

    pub(super) fn finish(self, height: f32, title: String, description: String) -> Scene {
        Scene {
            width: self.width,
            height,
            title: printable(&title),
            description: printable(&description),
            background: self.palette.background,
            items: self.items,
        }
    }
}

/// A bar from `start` to the lowest figure, and a lighter one with a border on to the highest.
pub(super) fn range_bar(
    sheet: &mut Sheet,
    part: Part,
    [start, low, high]: [f32; 3],
    middle: f32,
    thickness: f32,
    colour: Rgba,
) {
    let (top, bottom) = (middle - thickness / 2.0, middle + thickness / 2.0);
    let [r, g, b, _] = colour;
    if high - low > 0.5 {
        sheet.draw(
            part,
            Shape::Rect {
                min: [low, top + 0.6],
                size: [high - low, bottom - top - 1.2],
                fill: Some([r, g, b, 64]),
                stroke: Some(Stroke::solid(1.2, colour)),
            },
        );
    }
    sheet.fill(
        part,
        Bounds {
            left: start,
            top,
            right: low.max(start + 1.5),
            bottom,
        },
        colour,
    );
}

/// For a logarithmic scale, where the length of a bar means nothing: a thin stem leads to the interval,
/// and a single figure is a round mark.
pub(super) fn range_stem(
    sheet: &mut Sheet,
    part: Part,
    [start, low, high]: [f32; 3],
    middle: f32,
    thickness: f32,
    colour: Rgba,
) {
    let stem = Stroke::solid(1.6, colour);
    sheet.line(part, [start, middle], [low, middle], stem);
    if high - low > 1.0 {
        let bounds = Bounds {
            left: low,
            top: middle - thickness / 2.0,
            right: high,
            bottom: middle + thickness / 2.0,
        };
        sheet.fill(part, bounds, colour);
    } else {
        sheet.draw(
            part,
            Mark::Circle.shape([high, middle], thickness / 2.0, colour),
        );
    }
}

/// Without control characters and marks that reorder text on screen.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !(c.is_control()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                    | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'))
        })
        .collect()
}
