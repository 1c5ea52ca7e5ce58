//! The spending chart in screen space: where every point, line and claim lies, how strongly it is
//! drawn, and what lies under the pointer.
//!
//! Invariant: values that have no place on the axis (not finite, or not above zero on a logarithmic
//! one) are left out of every list, so painting and hit testing agree. Nothing here paints.

use std::ops::RangeInclusive;

use eframe::egui::{Pos2, Rect, Vec2, pos2};
use egui_plot::{PlotPoint, PlotTransform};

use crate::figures::{
    ClaimPoint, DateMark, PlanPoint, SpendingFigure, SpendingPoint, SpendingSeries,
};
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
            .map(|point| {
                let other = point.other.as_ref().map_or(point.value, |it| it.value);
                let year = f64::from(point.year);
                (year, point.value.min(other), point.value.max(other))
            });
        let has_line = |plan: &&PlanPoint| figure.series.iter().any(|it| it.iso3 == plan.iso3);
        let plans = figure.plans.iter().filter(has_line);
        let plans = plans.map(|plan| (plan.year, plan.value));
        let claims = figure
            .claims
            .iter()
            .map(|claim| (claim.year, claim.value))
            .chain(plans)
            .map(|(year, (low, high))| (year, low, high));
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
        // The dates lie in these years, and the last one to its end.
        let dates = figure.dates.iter().map(|mark| mark.year);
        let to = dates.fold(to, f64::max);
        let side = ((to - from) * 0.03).max(0.4);
        let (least, most) = match scale {
            Scale::Linear => {
                // A little room below zero keeps its label apart from the years.
                let margin = (most.abs() * 0.07).max(0.1);
                (least.min(0.0) - margin * 0.35, most + margin)
            }
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
    /// From the figure shown to that of another edition.
    pub(super) others: Vec<(Pos2, Pos2)>,
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

/// One announced plan on screen.
pub(super) struct PlanShape<'a> {
    pub(super) plan: &'a PlanPoint,
    /// Position of the country's line in the figure.
    pub(super) order: usize,
    pub(super) at: Pos2,
    /// The plan before it, or the last published point.
    pub(super) from: Option<Pos2>,
}

/// Everything on the chart.
pub(super) struct Scene<'a> {
    pub(super) frame: Rect,
    pub(super) plans: Vec<PlanShape<'a>>,
    pub(super) dates: Vec<(&'a DateMark, f32)>,
    pub(super) lines: Vec<SeriesShape<'a>>,
    pub(super) claims: Vec<ClaimShape<'a>>,
}

/// What lies under the pointer, as positions in the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    Claim(usize),
    Plan(usize),
    Date(usize),
    Point { line: usize, point: usize },
    Line(usize),
}

impl<'a> SeriesShape<'a> {
    fn new(
        series: &'a SpendingSeries,
        order: usize,
        figure: &SpendingFigure,
        view: &ChartView<'_>,
        on_screen: impl Fn(f64, f64) -> Option<Pos2>,
    ) -> Self {
        let points = series.points.iter();
        let others = series.points.iter();
        Self {
            series,
            order,
            emphasis: emphasis(figure, view, series),
            points: points
                .filter_map(|point| Some((point, on_screen(f64::from(point.year), point.value)?)))
                .collect(),
            others: others
                .filter_map(|point| {
                    let year = f64::from(point.year);
                    let other = on_screen(year, point.other.as_ref()?.value)?;
                    Some((on_screen(year, point.value)?, other))
                })
                .collect(),
        }
    }
}

impl<'a> PlanShape<'a> {
    /// Each plan joined to the one before it, or to the end of its country's line.
    fn all(
        figure: &'a SpendingFigure,
        lines: &[SeriesShape<'_>],
        on_screen: impl Fn(f64, f64) -> Option<Pos2>,
    ) -> Vec<Self> {
        let mut plans: Vec<Self> = Vec::new();
        for plan in &figure.plans {
            let line = lines.iter().find(|line| line.series.iso3 == plan.iso3);
            let (Some(line), Some(at)) = (line, on_screen(plan.year, plan.middle())) else {
                continue;
            };
            let before = plans.last().filter(|it| it.plan.iso3 == plan.iso3);
            let last = line.points.last().map(|(_, at)| *at);
            let from = before.map(|it| it.at).or(last);
            plans.push(Self {
                plan,
                order: line.order,
                at,
                from,
            });
        }
        plans
    }
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
            .map(|(order, series)| SeriesShape::new(series, order, figure, view, on_screen))
            .collect();
        let plans = PlanShape::all(figure, &lines, on_screen);
        let dates = figure
            .dates
            .iter()
            .map(|mark| {
                let at = transform.position_from_point(&PlotPoint::new(mark.year, 0.0));
                (mark, at.x)
            })
            .filter(|(_, x)| x.is_finite())
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
            plans,
            dates,
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
        let plan = nearest(
            self.plans
                .iter()
                .enumerate()
                .map(|(index, shape)| (Hit::Plan(index), shape.at.distance(at) - 1.0)),
        );
        let foot = self.frame.max.y;
        let date = nearest(
            self.dates
                .iter()
                .enumerate()
                .filter_map(|(index, (mark, x))| {
                    let reached = !mark.is_document && foot - at.y < 9.0;
                    reached.then(|| (Hit::Date(index), (x - at.x).abs() + 4.0))
                }),
        );
        let within = |found: Option<(Hit, f32)>, reach| found.filter(|(_, away)| *away <= reach);
        within(claim, POINT_REACH)
            .or(within(plan, POINT_REACH))
            .or(within(date, POINT_REACH))
            .or(within(point, POINT_REACH))
            .or(within(line, LINE_REACH))
            .map(|(hit, _)| hit)
    }

    /// The next or previous point of a line, from the selected one or from the line's end.
    pub(super) fn stepped(&self, view: &ChartView<'_>, line: usize, step: isize) -> Option<Item> {
        let points = &self.lines.get(line)?.points;
        let chosen = points
            .iter()
            .position(|(point, _)| view.selected.observation == Some(point.observation));
        let next = match chosen {
            Some(at) => at.checked_add_signed(step)?,
            None => points.len().checked_sub(1)?,
        };
        Some(Item::Observation(points.get(next)?.0.observation))
    }

    /// What selecting a hit selects.
    pub(super) fn item(&self, view: &ChartView<'_>, hit: Hit) -> Option<Item> {
        Some(match hit {
            Hit::Claim(index) => Item::Claim(view.document, self.claims.get(index)?.claim.claim),
            Hit::Plan(index) => Item::Country(self.plans.get(index)?.plan.iso3),
            Hit::Date(index) => {
                let (mark, _) = self.dates.get(index)?;
                Item::Mention(view.document, *mark.mentions.first()?)
            }
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

/// Finds places for words among the marks of a scene.
pub(super) struct WordPlacer {
    room: Rect,
    /// Places on lines, with what it costs to hide one.
    obstacles: Vec<(Pos2, f32)>,
    markers: Vec<Pos2>,
    taken: Vec<Rect>,
}

impl WordPlacer {
    pub(super) fn new(scene: &Scene<'_>) -> Self {
        let mut obstacles = Vec::new();
        for line in &scene.lines {
            obstacles.extend(line.points.iter().map(|(_, at)| (*at, 4.0)));
            // The latest figure is what readers look for.
            obstacles.extend(line.points.last().map(|(_, at)| (*at, 16.0)));
            for ((_, a), (_, b)) in line.segments() {
                obstacles.extend([0.25, 0.5, 0.75].map(|share| (a.lerp(b, share), 2.5)));
            }
        }
        for shape in &scene.claims {
            if let Some(from) = shape.from {
                let shares = [0.2, 0.4, 0.6, 0.8];
                obstacles.extend(shares.map(|share| (from.lerp(shape.at, share), 3.0)));
            }
        }
        Self {
            room: scene.frame.shrink(3.0),
            obstacles,
            markers: {
                let plans = scene.plans.iter().map(|shape| shape.at);
                scene
                    .claims
                    .iter()
                    .map(|shape| shape.at)
                    .chain(plans)
                    .collect()
            },
            taken: Vec::new(),
        }
    }

    /// The nearest place to a marker where words hide least; `None` when every place would hide
    /// other words or markers and the words are not `wanted` all the same.
    pub(super) fn place(&mut self, at: Pos2, size: Vec2, wanted: bool) -> Option<Rect> {
        let mut best: Option<(f32, Rect)> = None;
        for step_y in 0u8..=20 {
            for step_x in 0u8..=9 {
                // From right of the marker to well left of it, from far above to far below.
                let (share_x, steps_y) = (f32::from(step_x) / 6.0, f32::from(step_y) - 10.0);
                let min_x = at.x + 12.0 - (size.x + 24.0) * share_x;
                let min_y = at.y - size.y / 2.0 + steps_y * 11.0;
                let min = pos2(
                    min_x.min(self.room.max.x - size.x).max(self.room.min.x),
                    min_y.min(self.room.max.y - size.y).max(self.room.min.y),
                );
                let rect = Rect::from_min_size(min, size);
                let away = rect.clamp(at).distance(at) * 0.12 + share_x;
                let limit = best.map_or(f32::INFINITY, |(least, _)| least);
                if let Some(cost) = self.cost(rect, away, limit) {
                    best = Some((cost, rect));
                }
            }
        }
        let (_, rect) = best.filter(|(cost, _)| wanted || *cost < CROWDED)?;
        self.taken.push(rect);
        Some(rect)
    }

    /// `away` and what words at `rect` would hide; `None` from `limit` on. Other words and markers
    /// weigh most, then points, then lines, which are counted last because they are many.
    fn cost(&self, rect: Rect, away: f32, limit: f32) -> Option<f32> {
        let around = rect.expand(3.0);
        let words = self.taken.iter().filter(|other| other.intersects(around));
        let words: f32 = words.map(|_| 2.0 * CROWDED).sum();
        let wide = around.expand(5.0);
        let markers = self.markers.iter().filter(|at| wide.contains(**at));
        let markers: f32 = markers.map(|_| CROWDED).sum();
        let mut cost = away + words + markers;
        for (at, weight) in &self.obstacles {
            if cost >= limit {
                return None;
            }
            if around.contains(*at) {
                cost += weight;
            }
        }
        (cost < limit).then_some(cost)
    }
}

#[cfg(test)]
mod tests;
