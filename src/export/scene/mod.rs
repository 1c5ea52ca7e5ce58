//! A chart laid out: lines, boxes, marks and text with absolute coordinates. SVG, PNG and the window's
//! preview paint the same [`Scene`], so a picture looks the same wherever it is saved from.
//!
//! Invariants, proved by properties: every item lies within the scene; no two labels overlap; all
//! coordinates are finite. Widths of text are estimated with a table that is wide enough for the fonts
//! the charts name ([`text_width`]), so nothing is clipped in any of them.
//!
//! Left out on purpose: fonts, anti-aliasing, interaction. Every mark carries the id of what it came
//! from in [`SceneItem::link`], and what a tool tip would say in [`SceneItem::hint`].

mod axis;
mod flags;
mod labels;
pub mod map;
mod page;
pub mod palette;
mod ranges;
mod spending;
pub mod text_width;
mod timeline;

pub use map::map_scene;
pub use ranges::{ranges_scene, ranges_scene_on};
pub use spending::{ScaleChoice, spending_scene};
pub use timeline::timeline_scene;

/// Red, green, blue, opacity; not premultiplied.
pub type Rgba = [u8; 4];

/// A point: right and down from the top left corner, in pixels.
pub type Point = [f32; 2];

/// A laid-out chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Width in pixels; as asked for.
    pub width: f32,
    /// Height in pixels; larger than asked for where the content would not fit.
    pub height: f32,
    /// What the chart is called; also drawn.
    pub title: String,
    /// What it shows, in sentences, for readers who do not see it.
    pub description: String,
    /// Behind everything.
    pub background: Rgba,
    /// In painting order.
    pub items: Vec<SceneItem>,
}

/// One mark.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneItem {
    /// What to paint.
    pub shape: Shape,
    /// What it is.
    pub part: Part,
    /// What it came from: `country:JPN`, `observation:12`, `claim:3`, `weapon:tomahawk`, `mention:7`.
    pub link: Option<String>,
    /// One line for a tool tip.
    pub hint: Option<String>,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Title and subtitle.
    Title,
    /// Key to lines and marks.
    Legend,
    /// Grid, axis, ticks and their labels.
    Axis,
    /// A band behind the marks, with its name.
    Band,
    /// A line of published figures.
    Series,
    /// One published figure.
    Point,
    /// A figure or distance stated by the document.
    Claim,
    /// An announced plan.
    Plan,
    /// A figure of another edition of the tables.
    Edition,
    /// A date of the document.
    Date,
    /// A bar of the range chart.
    Bar,
    /// Land, water and lines of the map behind everything.
    Ground,
    /// A ring of reach.
    Ring,
    /// A place on the map.
    Place,
    /// Text that names a mark.
    Label,
    /// Notes and sources.
    Note,
}

impl Part {
    /// Class in SVG.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Legend => "legend",
            Self::Axis => "axis",
            Self::Band => "band",
            Self::Series => "series",
            Self::Point => "point",
            Self::Claim => "claim",
            Self::Plan => "plan",
            Self::Edition => "edition",
            Self::Date => "date",
            Self::Bar => "bar",
            Self::Ground => "ground",
            Self::Ring => "ring",
            Self::Place => "place",
            Self::Label => "label",
            Self::Note => "note",
        }
    }
}

/// Something to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A straight line.
    Line {
        /// From here.
        from: Point,
        /// To there.
        to: Point,
        /// With this.
        stroke: Stroke,
    },
    /// An open line through points.
    Polyline {
        /// In order.
        points: Vec<Point>,
        /// With this.
        stroke: Stroke,
    },
    /// A closed, convex shape.
    Polygon {
        /// Corners in order.
        points: Vec<Point>,
        /// Inside.
        fill: Option<Rgba>,
        /// Border.
        stroke: Option<Stroke>,
    },
    /// A filled shape that may be concave and have holes, the outer ring first.
    Area {
        /// Corners of each ring in order.
        rings: Vec<Vec<Point>>,
        /// Inside.
        fill: Rgba,
    },
    /// A box with upright sides.
    Rect {
        /// Top left.
        min: Point,
        /// Width and height.
        size: Point,
        /// Inside.
        fill: Option<Rgba>,
        /// Border, half of it outside.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Centre.
        center: Point,
        /// Radius.
        radius: f32,
        /// Inside.
        fill: Option<Rgba>,
        /// Border.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text {
        /// On the baseline: its start, middle or end, by `anchor`.
        at: Point,
        /// The words.
        text: String,
        /// Size in pixels.
        size: f32,
        /// Thickness.
        weight: Weight,
        /// Which end of the words is at `at`.
        anchor: Anchor,
        /// Colour.
        colour: Rgba,
    },
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Thickness in pixels.
    pub width: f32,
    /// Colour.
    pub colour: Rgba,
    /// Lengths of dash and gap; `None` is a solid line.
    pub dash: Option<[f32; 2]>,
}

impl Stroke {
    /// A solid line.
    pub const fn solid(width: f32, colour: Rgba) -> Self {
        Self {
            width,
            colour,
            dash: None,
        }
    }

    /// A dashed line.
    pub const fn dashed(width: f32, colour: Rgba, dash: [f32; 2]) -> Self {
        Self {
            width,
            colour,
            dash: Some(dash),
        }
    }
}

/// Thickness of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As usual.
    Regular,
    /// For titles and what the document names.
    Bold,
}

/// Which end of the words stands at the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The first letter.
    Start,
    /// The middle.
    Middle,
    /// The last letter.
    End,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark marks on white, for print.
    Light,
    /// Light marks on near-black.
    Dark,
}

/// Asked-for size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    width: u16,
    height: u16,
}

impl Size {
    /// For reports and slides.
    pub const DEFAULT: Self = Self {
        width: 960,
        height: 600,
    };

    /// Least and most pixels of either side: below, labels would not fit; above, no picture is made.
    pub const SIDES: std::ops::RangeInclusive<u16> = 400..=8000;

    /// `None` unless both sides are within [`Self::SIDES`].
    pub fn new(width: u16, height: u16) -> Option<Self> {
        (Self::SIDES.contains(&width) && Self::SIDES.contains(&height))
            .then_some(Self { width, height })
    }

    /// Reads `960x600`.
    pub fn parse(text: &str) -> Option<Self> {
        let (width, height) = text.split_once(['x', 'X', '×'])?;
        Self::new(width.trim().parse().ok()?, height.trim().parse().ok()?)
    }

    /// Width in pixels.
    pub fn width(self) -> f32 {
        f32::from(self.width)
    }

    /// Height in pixels.
    pub fn height(self) -> f32 {
        f32::from(self.height)
    }
}

/// An upright box, for layout and for finding what the pointer is on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
}

impl Bounds {
    /// Width.
    pub fn width(self) -> f32 {
        self.right - self.left
    }

    /// Height.
    pub fn height(self) -> f32 {
        self.bottom - self.top
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether `other` lies inside.
    pub fn covers(self, other: Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && other.right <= self.right
            && other.bottom <= self.bottom
    }

    /// Larger by `by` on every side.
    #[must_use]
    pub fn grown(self, by: f32) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    fn around(points: &[Point], margin: f32) -> Self {
        let mut bounds = Self {
            left: f32::INFINITY,
            top: f32::INFINITY,
            right: f32::NEG_INFINITY,
            bottom: f32::NEG_INFINITY,
        };
        for [x, y] in points {
            bounds.left = bounds.left.min(*x);
            bounds.right = bounds.right.max(*x);
            bounds.top = bounds.top.min(*y);
            bounds.bottom = bounds.bottom.max(*y);
        }
        bounds.grown(margin)
    }
}

impl SceneItem {
    /// The box the item fills; for text, by its estimated width.
    pub fn bounds(&self) -> Bounds {
        let half = |stroke: &Option<Stroke>| stroke.map_or(0.0, |it| it.width / 2.0);
        match &self.shape {
            Shape::Line { from, to, stroke } => Bounds::around(&[*from, *to], stroke.width / 2.0),
            Shape::Polyline { points, stroke } => Bounds::around(points, stroke.width / 2.0),
            Shape::Polygon { points, stroke, .. } => Bounds::around(points, half(stroke)),
            Shape::Area { rings, .. } => {
                Bounds::around(rings.first().map_or(&[], Vec::as_slice), 0.0)
            }
            Shape::Rect {
                min, size, stroke, ..
            } => Bounds::around(&[*min, [min[0] + size[0], min[1] + size[1]]], half(stroke)),
            Shape::Circle {
                center,
                radius,
                stroke,
                ..
            } => Bounds::around(&[*center], radius + half(stroke)),
            Shape::Text {
                at,
                text,
                size,
                weight,
                anchor,
                ..
            } => text_width::bounds(*at, text, *size, *weight, *anchor),
        }
    }
}

/// Layout is done in `f32`, which is exact to a hundredth of a pixel at any size allowed here.
#[expect(
    clippy::cast_possible_truncation,
    reason = "positions on a page of at most some ten thousand pixels"
)]
const fn px(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests;
