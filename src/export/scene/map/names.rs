//! The names on a map: of rings along them, of places beside their marks, of countries where there is
//! room, and the degrees along the edges. What matters most takes its place first.

use super::graticule;
use super::ink::MapInk;
use super::plot::{NAME, Pen, SMALL, place_hint, ring_colour, ring_link};
use crate::export::scene::text_width::{self, ASCENT, LINE};
use crate::export::scene::{Anchor, Bounds, Part, Point, Shape, Weight};
use crate::figures::map::{Launch, MapPlace, MapRing};
use crate::geo::clip::{self, Frame};

/// A country is named where its width, so much enlarged, holds the name.
const ROOM_FOR_NAME: f64 = 1.6;

impl Pen<'_> {
    /// Along the ring, from its north on, the first place that is free.
    pub(super) fn ring_names(&mut self) {
        for (at, ring) in self.plot.figure.rings.iter().enumerate() {
            let words = ring.full_label();
            let text = text_width::fit(&words, NAME, Weight::Bold, 280.0);
            let size = [
                text_width::width(&text, NAME, Weight::Bold) + 6.0,
                NAME * LINE,
            ];
            let Some(corner) = self.tags.centred(&self.along(ring), size) else {
                continue;
            };
            let ink = self.plot.ink;
            let link = ring_link(ring);
            let colour = ink.ring(ring_colour(self.plot.figure, at));
            let min = corner;
            let veil = self.add(
                Part::Label,
                Shape::Rect {
                    min,
                    size,
                    fill: Some(ink.veil),
                    stroke: None,
                },
            );
            veil.link.clone_from(&link);
            let middle = corner[0] + size[0] / 2.0;
            let baseline = corner[1] + (size[1] + NAME * (ASCENT - text_width::DESCENT)) / 2.0;
            let words = Shape::Text {
                at: [middle, baseline],
                text,
                size: NAME,
                weight: Weight::Bold,
                anchor: Anchor::Middle,
                colour,
            };
            self.add(Part::Label, words).link = link;
        }
    }

    fn along(&self, ring: &MapRing) -> Vec<Point> {
        let num = ring.outer.len();
        let quarter = num / 4;
        // North, a little to either side, south, then round.
        let order = [
            0,
            num - num / 24,
            num / 24,
            num / 2,
            num - quarter / 2,
            quarter / 2,
            quarter,
            num - quarter,
        ];
        let rest = (0..num).step_by((num / 36).max(1));
        let places = order
            .into_iter()
            .chain(rest)
            .filter_map(|it| ring.outer.get(it % num.max(1)));
        let points = places.map(|it| self.plot.page(self.plot.view.projection.forward(*it)));
        points
            .filter(|it| {
                self.plot.area.covers(Bounds {
                    left: it[0],
                    top: it[1],
                    right: it[0],
                    bottom: it[1],
                })
            })
            .collect()
    }

    pub(super) fn place_names(&mut self) {
        let figure = self.plot.figure;
        let ink = *self.plot.ink;
        for launch in &figure.launches {
            self.launch_name(launch, &ink);
        }
        let mut order: Vec<(usize, &MapPlace)> = figure.places.iter().enumerate().collect();
        order.sort_by_key(|(at, place)| {
            let rank = match place.kind.as_str() {
                _ if self.plot.emphasis.places.contains(at) => 0,
                _ if !place.mentions.is_empty() => 1,
                "capital" => 2,
                "city" => 3,
                _ => 4,
            };
            (rank, *at)
        });
        for (at, place) in order {
            let strong = self.plot.emphasis.places.contains(&at) || !place.mentions.is_empty();
            let weight = if strong {
                Weight::Bold
            } else {
                Weight::Regular
            };
            let Some(spot) = self.spot(place.position, 2.8) else {
                continue;
            };
            let size = [
                text_width::width(&place.name, NAME, weight),
                NAME * (ASCENT + text_width::DESCENT),
            ];
            if let Some(corner) = self.tags.beside(spot, size, 6.0) {
                let hint = place_hint(figure, place);
                let link = place.mentions.first().map(|it| format!("mention:{}", it.0));
                let item = self.text(Part::Place, corner, &place.name, NAME, weight, ink.text);
                item.hint = Some(hint);
                item.link = link;
            }
        }
    }

    fn launch_name(&mut self, launch: &Launch, ink: &MapInk) {
        let Some(spot) = self.spot(launch.position, 7.0) else {
            return;
        };
        let size = NAME + 1.5;
        let wide = text_width::width(&launch.name, size, Weight::Bold);
        if let Some(corner) =
            self.tags
                .beside(spot, [wide, size * (ASCENT + text_width::DESCENT)], 10.0)
        {
            let item = self.text(
                Part::Place,
                corner,
                &launch.name,
                size,
                Weight::Bold,
                ink.text,
            );
            item.link = launch.place.as_ref().map(|it| format!("place:{it}"));
        }
    }

    /// Degrees of meridians along the lower edge, of parallels along the left one.
    pub(super) fn degrees(&mut self, frame: Frame) {
        let plot = self.plot;
        let area = plot.area;
        for line in graticule::lines(plot.view, frame) {
            let wide = text_width::width(&line.label, SMALL, Weight::Regular);
            let high = SMALL * (ASCENT + text_width::DESCENT);
            let ends = line.points.iter().flat_map(|it| clip::line(it, frame));
            let ends = ends
                .flat_map(|it| [it.first().copied(), it.last().copied()])
                .flatten();
            let spot = ends.map(|it| plot.page(it)).find_map(|[x, y]| {
                if line.meridian {
                    ((y - area.bottom).abs() < 1.5).then_some([x + 3.0, area.bottom - high - 3.0])
                } else {
                    ((x - area.left).abs() < 1.5).then_some([area.left + 4.0, y - high - 1.0])
                }
            });
            let Some([left, top]) = spot else { continue };
            let bounds = Bounds {
                left,
                top,
                right: left + wide,
                bottom: top + high,
            };
            if self.tags.is_free(bounds) {
                self.tags.take(bounds.grown(2.0));
                self.text(
                    Part::Axis,
                    [left, top],
                    &line.label,
                    SMALL,
                    Weight::Regular,
                    plot.ink.weak,
                );
            }
        }
    }

    /// Names of countries where there is room, the largest first.
    pub(super) fn country_names(&mut self, frame: Frame) {
        let plot = self.plot;
        let per_degree = plot.view.scale;
        for (at, name, size) in &plot.world.names {
            let across = size.sqrt() * per_degree;
            let wide = text_width::width(name, SMALL, Weight::Regular);
            if !frame.holds(*at) || across * ROOM_FOR_NAME < f64::from(wide) {
                continue;
            }
            let point = plot.page(*at);
            let high = SMALL * (ASCENT + text_width::DESCENT);
            if let Some(corner) = self.tags.centred(&[point], [wide, high]) {
                self.text(
                    Part::Ground,
                    corner,
                    name,
                    SMALL,
                    Weight::Regular,
                    plot.ink.weak,
                );
            }
        }
    }
}
