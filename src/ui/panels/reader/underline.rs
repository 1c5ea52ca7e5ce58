//! Lines under highlights: each family of kinds has its own, so that a highlight can be told from
//! another without its colour.

use eframe::egui::{Color32, Painter, Pos2, Rangef, Shape, Stroke, pos2};

use crate::extract::Kind;

/// How a line under a highlight is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Underline {
    /// Countries and their governments.
    Solid,
    /// Places.
    LongDashes,
    /// Organisations and persons.
    DashDots,
    /// Weapons.
    Thick,
    /// Money.
    Double,
    /// Distances.
    Wavy,
    /// Percentages, counts and ranks.
    Dashes,
    /// Dates.
    Dots,
    /// Citations.
    Hairline,
}

impl Underline {
    /// Of a kind of mention.
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Country | Kind::Government => Self::Solid,
            Kind::Place => Self::LongDashes,
            Kind::Organisation | Kind::Person => Self::DashDots,
            Kind::Weapon => Self::Thick,
            Kind::Money => Self::Double,
            Kind::Distance => Self::Wavy,
            Kind::Percent | Kind::Count | Kind::Rank => Self::Dashes,
            Kind::Date => Self::Dots,
            Kind::Citation => Self::Hairline,
        }
    }
}

/// Draws the line of `kind` over `x` with its middle at `y`.
pub fn paint_underline(painter: &Painter, kind: Kind, x: Rangef, y: f32, color: Color32) {
    let stroke = Stroke::new(1.5, color);
    // Dashes begin where the text does, on whole points, so that rows look alike.
    let dashes = |pattern: &[(f32, f32)]| {
        let mut at = x.min;
        let mut shapes = Vec::new();
        for &(dash, gap) in pattern.iter().cycle() {
            if at >= x.max {
                break;
            }
            shapes.push(segment(at, (at + dash).min(x.max), y, stroke));
            at += dash + gap;
        }
        painter.extend(shapes);
    };
    match Underline::of(kind) {
        Underline::Solid => painter.extend([segment(x.min, x.max, y, stroke)]),
        Underline::Thick => {
            painter.extend([segment(x.min, x.max, y, Stroke::new(2.5, color))]);
        }
        Underline::Hairline => {
            painter.extend([segment(x.min, x.max, y, Stroke::new(0.75, color))]);
        }
        Underline::Double => {
            let thin = Stroke::new(1.0, color);
            painter.extend([
                segment(x.min, x.max, y - 1.25, thin),
                segment(x.min, x.max, y + 1.25, thin),
            ]);
        }
        Underline::LongDashes => dashes(&[(8.0, 3.0)]),
        Underline::Dashes => dashes(&[(4.0, 2.5)]),
        Underline::Dots => dashes(&[(1.5, 2.0)]),
        Underline::DashDots => dashes(&[(6.0, 2.0), (1.5, 2.0)]),
        Underline::Wavy => {
            let mut points: Vec<Pos2> = Vec::new();
            let mut at = x.min;
            let mut up = false;
            while at < x.max {
                points.push(pos2(at, if up { y - 1.25 } else { y + 1.25 }));
                at += 2.5;
                up = !up;
            }
            painter.add(Shape::line(points, Stroke::new(1.25, color)));
        }
    }
}

fn segment(from: f32, to: f32, y: f32, stroke: Stroke) -> Shape {
    Shape::line_segment([pos2(from, y), pos2(to, y)], stroke)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_family_has_a_line_of_its_own() {
        let styles: BTreeSet<Underline> = Kind::ALL.into_iter().map(Underline::of).collect();
        assert_eq!(styles.len(), 9);
    }
}
