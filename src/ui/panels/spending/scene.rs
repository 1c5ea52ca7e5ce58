//! The spending chart in screen space: where every point, line and claim lies, how strongly it is
//! drawn, and what lies under the pointer.
//!
//! Invariant: values that have no place on the axis (not finite, or not above zero on a logarithmic
//! one) are left out of every list, so painting and hit testing agree. Nothing here paints.

use std::ops::RangeInclusive;

use eframe::egui::{Pos2, Rect, Vec2, pos2, vec2};
use egui_plot::{PlotPoint, PlotTransform};

use crate::figures::{ClaimPoint, SpendingFigure, SpendingPoint, SpendingSeries};
use crate::ui::panels::ChartView;
use crate::ui::panels::chart_frame::distance_to_segment;
use crate::workspace::Item;

/// How near the pointer must be to a point or marker.
const POINT_REACH: f32 = 8.0;
/// How near the pointer must be to a line.
const LINE_REACH: f32 = 6.0;

/// The vertical axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    Linear,
    Log,
}

impl Scale {
    /// Where countries differ so much that the smaller ones would lie flat on the base line, a
    /// logarithmic axis shows them all.
    pub(super) fn suggested(figure: &SpendingFigure) -> Self {
        let peaks = figure.series.iter().filter_map(|series| {
            let values = series.points.iter().map(|point| point.value);
            values.filter(|value| value.is_finite()).reduce(f64::max)
        });
        let (mut least, mut most) = (f64::INFINITY, 0.0f64);
        for peak in peaks.filter(|peak| *peak > 0.0) {
            least = least.min(peak);
            most = most.max(peak);
        }
        if most / least > 12.0 {
            Self::Log
        } else {
            Self::Linear
        }
    }

    /// Position on the plot's own axis; `None` where the value has none.
    pub(super) fn place(self, value: f64) -> Option<f64> {
        match self {
            Self::Linear => value.is_finite().then_some(value),
            Self::Log => (value.is_finite() && value > 0.0).then(|| value.log10()),
        }
    }

    /// The value at a position on the plot's own axis.
    pub(super) fn value(self, place: f64) -> f64 {
        match self {
            Self::Linear => place,
            Self::Log => 10f64.powf(place),
        }
    }
}

/// What the axes span before the reader moves them: every point and every claim.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Extents {
    pub(super) years: RangeInclusive<f64>,
    pub(super) places: RangeInclusive<f64>,
}

impl Extents {
    /// `None` when nothing has a place.
    pub(super) fn of(figure: &SpendingFigure, scale: Scale) -> Option<Self> {
        let points = figure
            .series
            .iter()
            .flat_map(|series| &series.points)
            .map(|point| (f64::from(point.year), point.value, point.value));
        let claims = figure
            .claims
            .iter()
            .map(|claim| (claim.year, claim.value.0, claim.value.1));
        let mut bounds: Option<[f64; 4]> = None;
        for (year, low, high) in points.chain(claims) {
            let (Some(low), Some(high)) = (scale.place(low), scale.place(high)) else {
                continue;
            };
            if !year.is_finite() {
                continue;
            }
            let [from, to, least, most] = bounds.unwrap_or([year, year, low, high]);
            bounds = Some([from.min(year), to.max(year), least.min(low), most.max(high)]);
        }
        let [from, to, least, most] = bounds?;
        let side = ((to - from) * 0.03).max(0.4);
        let (least, most) = match scale {
            Scale::Linear => (least.min(0.0), most + (most.abs() * 0.07).max(0.1)),
            Scale::Log => {
                let margin = ((most - least) * 0.06).max(0.05);
                (least - margin, most + margin)
            }
        };
        Some(Self {
            years: from - side..=to + side,
            places: least..=most,
        })
    }
}

/// How strongly a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emphasis {
    Faded,
    Normal,
    Strong,
}

/// One country's line on screen.
pub(super) struct SeriesShape<'a> {
    pub(super) series: &'a SpendingSeries,
    /// Position in the figure, which chooses the colour.
    pub(super) order: usize,
    pub(super) emphasis: Emphasis,
    pub(super) points: Vec<(&'a SpendingPoint, Pos2)>,
}

impl SeriesShape<'_> {
    /// Neighbouring points of neighbouring years; a missing year leaves its gap open.
    pub(super) fn segments(
        &self,
    ) -> impl Iterator<Item = ((&SpendingPoint, Pos2), (&SpendingPoint, Pos2))> {
        self.points
            .iter()
            .zip(self.points.iter().skip(1))
            .filter(|((a, _), (b, _))| b.year.saturating_sub(a.year) == 1)
            .map(|(a, b)| (*a, *b))
    }

    /// Where the line ends inside `frame`: the last point that is to be seen.
    pub(super) fn end(&self, frame: Rect) -> Option<(&SpendingPoint, Pos2)> {
        self.points
            .iter()
            .rev()
            .find(|(_, at)| frame.contains(*at))
            .copied()
    }
}

/// One claim on screen.
pub(super) struct ClaimShape<'a> {
    pub(super) claim: &'a ClaimPoint,
    /// The country as shown.
    pub(super) country: &'a str,
    /// Position of the country's line in the figure, which chooses the colour.
    pub(super) order: Option<usize>,
    pub(super) at: Pos2,
    /// Top and bottom of the stated interval, when it has both ends.
    pub(super) ends: Option<(Pos2, Pos2)>,
    /// The last published point before the claim.
    pub(super) from: Option<Pos2>,
    pub(super) selected: bool,
    pub(super) hovered: bool,
}

/// Everything on the chart.
pub(super) struct Scene<'a> {
    pub(super) frame: Rect,
    pub(super) lines: Vec<SeriesShape<'a>>,
    pub(super) claims: Vec<ClaimShape<'a>>,
}

/// What lies under the pointer, as positions in the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    Claim(usize),
    Point { line: usize, point: usize },
    Line(usize),
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        figure: &'a SpendingFigure,
        view: &ChartView<'_>,
        scale: Scale,
        transform: &PlotTransform,
    ) -> Self {
        let on_screen = |year: f64, value: f64| {
            let place = scale.place(value)?;
            let at = transform.position_from_point(&PlotPoint::new(year, place));
            (at.x.is_finite() && at.y.is_finite()).then_some(at)
        };
        let lines: Vec<SeriesShape<'a>> = figure
            .series
            .iter()
            .enumerate()
            .map(|(order, series)| SeriesShape {
                series,
                order,
                emphasis: emphasis(figure, view, series),
                points: series
                    .points
                    .iter()
                    .filter_map(|point| {
                        Some((point, on_screen(f64::from(point.year), point.value)?))
                    })
                    .collect(),
            })
            .collect();
        let claims = figure
            .claims
            .iter()
            .filter_map(|claim| {
                let (low, high) = claim.value;
                let middle = low + (high - low) / 2.0;
                let line = lines.iter().find(|line| line.series.iso3 == claim.iso3);
                let before = line.and_then(|line| {
                    let mut back = line.points.iter().rev();
                    back.find(|(point, _)| f64::from(point.year) < claim.year)
                });
                Some(ClaimShape {
                    claim,
                    country: claim.country.as_str(),
                    order: line.map(|line| line.order),
                    at: on_screen(claim.year, middle)?,
                    ends: (low < high)
                        .then(|| Some((on_screen(claim.year, high)?, on_screen(claim.year, low)?)))
                        .flatten(),
                    from: before.map(|(_, at)| *at),
                    selected: view.selected.claims.contains(&claim.claim),
                    hovered: view.hovered.claims.contains(&claim.claim),
                })
            })
            .collect();
        Self {
            frame: *transform.frame(),
            lines,
            claims,
        }
    }

    /// The nearest thing within reach; claims before points before lines, and lines that stand out
    /// before faded ones.
    pub(super) fn hit(&self, at: Pos2) -> Option<Hit> {
        if !self.frame.contains(at) {
            return None;
        }
        let claim = nearest(
            self.claims
                .iter()
                .enumerate()
                .map(|(index, shape)| (Hit::Claim(index), shape.at.distance(at) - 2.0)),
        );
        let point = nearest(self.lines.iter().enumerate().flat_map(|(line, shape)| {
            let points = shape.points.iter().enumerate();
            points.map(move |(point, (_, place))| {
                (
                    Hit::Point { line, point },
                    place.distance(at) + shape.handicap(),
                )
            })
        }));
        let line = nearest(self.lines.iter().enumerate().flat_map(|(line, shape)| {
            shape.segments().map(move |((_, a), (_, b))| {
                (
                    Hit::Line(line),
                    distance_to_segment(at, a, b) + shape.handicap(),
                )
            })
        }));
        let within = |found: Option<(Hit, f32)>, reach| found.filter(|(_, away)| *away <= reach);
        within(claim, POINT_REACH)
            .or(within(point, POINT_REACH))
            .or(within(line, LINE_REACH))
            .map(|(hit, _)| hit)
    }

    /// What selecting a hit selects.
    pub(super) fn item(&self, view: &ChartView<'_>, hit: Hit) -> Option<Item> {
        Some(match hit {
            Hit::Claim(index) => Item::Claim(view.document, self.claims.get(index)?.claim.claim),
            Hit::Point { line, point } => {
                Item::Observation(self.lines.get(line)?.points.get(point)?.0.observation)
            }
            Hit::Line(line) => Item::Country(self.lines.get(line)?.series.iso3),
        })
    }
}

impl SeriesShape<'_> {
    const fn handicap(&self) -> f32 {
        match self.emphasis {
            Emphasis::Faded => 2.0,
            Emphasis::Normal | Emphasis::Strong => 0.0,
        }
    }
}

fn nearest(candidates: impl Iterator<Item = (Hit, f32)>) -> Option<(Hit, f32)> {
    candidates.min_by(|a, b| a.1.total_cmp(&b.1))
}

/// Selected and hovered lines stand out; while there is one, the others step back.
fn emphasis(figure: &SpendingFigure, view: &ChartView<'_>, series: &SpendingSeries) -> Emphasis {
    let stands_out = |series: &SpendingSeries| {
        let countries = &view.selected.countries;
        countries.contains(&series.iso3) || view.hovered.countries.contains(&series.iso3)
    };
    if stands_out(series) {
        Emphasis::Strong
    } else if figure.series.iter().any(stands_out) {
        Emphasis::Faded
    } else {
        Emphasis::Normal
    }
}

/// Cost above which words would hide other words or marks, and are better left to the tool tip.
const CROWDED: f32 = 100.0;

/// Where the words of a claim go: the free place nearest to its marker, away from other words,
/// markers and lines; and whether nothing lies there that must not be hidden.
pub(super) fn place_words(scene: &Scene<'_>, at: Pos2, size: Vec2, taken: &[Rect]) -> (Rect, bool) {
    let room = scene.frame.shrink(3.0);
    let mut best: Option<(f32, Rect)> = None;
    for step in [0.0, 14.0, 30.0, 48.0, 70.0] {
        // Which part of the words stands at the marker, and which way they are moved from it.
        let sides = [
            ((1.0, 0.5), vec2(-12.0 - step, 0.0)),
            ((0.8, 1.0), vec2(0.0, -9.0 - step)),
            ((0.8, 0.0), vec2(0.0, 9.0 + step)),
            ((0.5, 1.0), vec2(0.0, -9.0 - step)),
            ((0.5, 0.0), vec2(0.0, 9.0 + step)),
            ((0.0, 0.5), vec2(12.0 + step, 0.0)),
        ];
        for ((left, up), away) in sides {
            let corner = at + away - vec2(size.x * left, size.y * up);
            let min = pos2(
                corner.x.min(room.max.x - size.x).max(room.min.x),
                corner.y.min(room.max.y - size.y).max(room.min.y),
            );
            let rect = Rect::from_min_size(min, size);
            let far = step * 0.35 + min.distance(corner) * 0.2;
            let cost = cost(scene, rect, taken) + far;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
    }
    let (cost, rect) = best.unwrap_or((f32::INFINITY, Rect::from_min_size(at, size)));
    (rect, cost < CROWDED)
}

/// What words at `rect` would hide: other words and markers weigh most, then points, then lines.
fn cost(scene: &Scene<'_>, rect: Rect, taken: &[Rect]) -> f32 {
    let count = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    let around = rect.expand(3.0);
    let words = taken.iter().filter(|other| other.intersects(around));
    let markers = scene
        .claims
        .iter()
        .filter(|shape| around.expand(5.0).contains(shape.at));
    let mut covered = 0.0;
    for line in &scene.lines {
        let points = line.points.iter().filter(|(_, at)| around.contains(*at));
        covered += count(points.count()) * 5.0;
        for ((_, a), (_, b)) in line.segments() {
            let inside = [0.2, 0.4, 0.6, 0.8]
                .into_iter()
                .filter(|share| rect.contains(a.lerp(b, *share)));
            covered += count(inside.count()) * 1.5;
        }
    }
    count(words.count()) * 2.0 * CROWDED + count(markers.count()) * CROWDED + covered
}
