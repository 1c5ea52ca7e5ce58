//! The map itself, without title and notes: what the window, the picture and the drawing share.

use super::graticule;
use super::ink::MapInk;
use super::tags::Tags;
use crate::export::scene::text_width::{self, ASCENT};
use crate::export::scene::{
    Anchor, Bounds, Part, Point, Rgba, SceneItem, Shape, Stroke, Weight, px,
};
use crate::figures::map::{MapFigure, MapPlace, MapRing, Origin};
use crate::geo::clip::{self, Frame};
use crate::geo::flat::XY;
use crate::geo::{MapView, PlaneWorld};
use crate::units::{LengthUnit, format};

/// What of the figure stands out, by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// Rings.
    pub rings: Vec<usize>,
    /// Places.
    pub places: Vec<usize>,
}

/// A map to lay out.
#[derive(Clone, Copy)]
pub struct MapPlot<'a> {
    /// What is drawn.
    pub figure: &'a MapFigure,
    /// Land and borders on the view's sheet.
    pub world: &'a PlaneWorld,
    /// Which part of it.
    pub view: MapView,
    /// Where on the page.
    pub area: Bounds,
    /// In these colours.
    pub ink: &'a MapInk,
    /// What stands out.
    pub emphasis: &'a Emphasis,
    /// Whether land is filled here; the window fills it itself, from triangles it keeps.
    pub fills_land: bool,
}

/// Size of names.
pub(super) const NAME: f32 = 11.0;

/// Size of degrees and of names of countries.
pub(super) const SMALL: f32 = 10.0;

/// Points nearer than this are joined in a picture.
const TOLERANCE: f64 = 0.6;

impl MapPlot<'_> {
    /// Everything inside the area, in painting order.
    pub fn items(&self) -> Vec<SceneItem> {
        let [mut under, over] = self.layers();
        under.extend(over);
        under
    }

    /// The same in two layers: water and graticule, then everything that stands over land.
    pub fn layers(&self) -> [Vec<SceneItem>; 2] {
        let mut pen = Pen {
            plot: self,
            items: Vec::new(),
            tags: Tags::new(self.area),
        };
        let (width, height) = (f64::from(self.area.width()), f64::from(self.area.height()));
        let frame = self.view.frame(width, height);
        pen.water(frame);
        let under = std::mem::take(&mut pen.items);
        pen.land(frame);
        pen.rings(frame);
        pen.scale_bar();
        pen.launch_marks();
        pen.place_marks();
        pen.ring_names();
        pen.place_names();
        pen.degrees(frame);
        pen.country_names(frame);
        [under, pen.items]
    }

    /// Where something on the sheet stands on the page.
    pub fn page(&self, at: XY) -> Point {
        let [dx, dy] = self.view.pixels(at);
        [
            px(f64::midpoint(f64::from(self.area.left), f64::from(self.area.right)) + dx),
            px(f64::midpoint(f64::from(self.area.top), f64::from(self.area.bottom)) + dy),
        ]
    }

    /// What is said of a ring: for tool tips, lists and screen readers.
    pub fn ring_hint(figure: &MapFigure, ring: &MapRing) -> String {
        let from = figure
            .launches
            .get(ring.launch)
            .map_or("", |it| it.name.as_str());
        let num = figure.places.iter().filter(|it| {
            it.inside.iter().any(|inside| {
                figure
                    .rings
                    .get(inside.ring)
                    .is_some_and(|it| std::ptr::eq(it, ring))
            })
        });
        format!(
            "{} from {from}, {}: {} places inside",
            ring.full_label(),
            ring.km_words(),
            num.count()
        )
    }
}

/// What a ring came from, as links have it.
pub fn ring_link(ring: &MapRing) -> Option<String> {
    match &ring.origin {
        Origin::Weapon(id) => Some(format!("weapon:{id}")),
        Origin::Distance(mention) => Some(format!("mention:{}", mention.0)),
        Origin::Asked => None,
    }
}

/// Which colour a ring has: one for each reach, whatever it starts from.
pub fn ring_colour(figure: &MapFigure, ring: usize) -> usize {
    figure.rings.get(ring).map_or(0, |it| it.look)
}

/// Draws and writes, and knows where names stand already.
pub(super) struct Pen<'a> {
    pub(super) plot: &'a MapPlot<'a>,
    pub(super) items: Vec<SceneItem>,
    pub(super) tags: Tags,
}

impl Pen<'_> {
    pub(super) fn add(&mut self, part: Part, shape: Shape) -> &mut SceneItem {
        self.items.push_mut(SceneItem {
            shape,
            part,
            link: None,
            hint: None,
        })
    }

    pub(super) fn text(
        &mut self,
        part: Part,
        [left, top]: Point,
        text: &str,
        size: f32,
        weight: Weight,
        colour: Rgba,
    ) -> &mut SceneItem {
        let at = [left, top + size * ASCENT];
        self.add(
            part,
            Shape::Text {
                at,
                text: text.to_owned(),
                size,
                weight,
                anchor: Anchor::Start,
                colour,
            },
        )
    }

    fn water(&mut self, frame: Frame) {
        let plot = self.plot;
        self.area_items(
            Part::Ground,
            frame,
            &plot.view.projection.rim(),
            &[],
            plot.ink.sea,
        );
        for line in graticule::lines(plot.view, frame) {
            for part in &line.points {
                self.line_items(
                    Part::Ground,
                    frame,
                    part,
                    Stroke::solid(1.0, plot.ink.graticule),
                );
            }
        }
    }

    fn land(&mut self, frame: Frame) {
        let plot = self.plot;
        if plot.fills_land {
            for land in &plot.world.land {
                if land.frame.meets(frame) {
                    let piece = &land.piece;
                    self.area_items(
                        Part::Ground,
                        frame,
                        &piece.outer,
                        &piece.holes,
                        plot.ink.land,
                    );
                }
            }
        }
        let lines = [
            (&plot.world.borders, plot.ink.border),
            (&plot.world.coasts, plot.ink.coast),
        ];
        for (lines, colour) in lines {
            for (bounds, line) in lines {
                if bounds.meets(frame) {
                    self.line_items(Part::Ground, frame, line, Stroke::solid(0.8, colour));
                }
            }
        }
    }

    /// A filled shape of the sheet, cut to the picture.
    fn area_items(
        &mut self,
        part: Part,
        frame: Frame,
        outer: &[XY],
        holes: &[Vec<XY>],
        fill: Rgba,
    ) -> Option<usize> {
        let flat = |ring: &[XY]| -> Vec<Point> {
            let cut = clip::area(ring, frame);
            self.plot.thinned(&cut)
        };
        let mut rings = vec![flat(outer)];
        rings.extend(holes.iter().map(|it| flat(it)));
        let visible = rings.first().is_some_and(|it| it.len() >= 3);
        rings.retain(|it| it.len() >= 3);
        if !visible {
            return None;
        }
        self.add(part, Shape::Area { rings, fill });
        Some(self.items.len() - 1)
    }

    fn line_items(&mut self, part: Part, frame: Frame, line: &[XY], stroke: Stroke) {
        for piece in clip::line(line, within(frame, self.plot.view, stroke.width)) {
            let points = self.plot.thinned(&piece);
            if points.len() >= 2 {
                self.add(part, Shape::Polyline { points, stroke });
            }
        }
    }

    fn rings(&mut self, frame: Frame) {
        let plot = self.plot;
        for (at, ring) in plot.figure.rings.iter().enumerate() {
            let Some(launch) = plot.figure.launches.get(ring.launch) else {
                continue;
            };
            let colour = plot.ink.ring(ring_colour(plot.figure, at));
            let [r, g, b, _] = colour;
            let strong = plot.emphasis.rings.contains(&at);
            let fill = [r, g, b, if strong { 44 } else { 20 }];
            let first = self.items.len();
            for piece in plot
                .view
                .projection
                .reach(launch.position, ring.km.1, &ring.outer)
            {
                self.area_items(Part::Ring, frame, &piece.outer, &piece.holes, fill);
            }
            let width = if strong { 3.2 } else { 1.8 };
            for (points, stroke) in [
                (
                    &ring.inner,
                    Stroke::dashed(width * 0.75, colour, [6.0, 4.0]),
                ),
                (&ring.outer, Stroke::solid(width, colour)),
            ] {
                let mut closed = points.clone();
                closed.extend(points.first());
                for line in plot.view.projection.line(&closed) {
                    self.line_items(Part::Ring, frame, &line, stroke);
                }
            }
            let (link, hint) = (ring_link(ring), MapPlot::ring_hint(plot.figure, ring));
            for item in self.items.iter_mut().skip(first) {
                item.link.clone_from(&link);
                item.hint = Some(hint.clone());
            }
        }
    }

    /// Where on the page a place is, if it is in the picture with some room for its mark.
    pub(super) fn spot(&self, at: crate::geo::LatLon, radius: f32) -> Option<Point> {
        let point = self.plot.page(self.plot.view.projection.forward(at));
        let mark = Bounds {
            left: point[0],
            top: point[1],
            right: point[0],
            bottom: point[1],
        }
        .grown(radius + 2.0);
        self.plot.area.covers(mark).then_some(point)
    }

    fn launch_marks(&mut self) {
        for launch in &self.plot.figure.launches {
            let Some([x, y]) = self.spot(launch.position, 7.0) else {
                continue;
            };
            let r = 6.5;
            let points = vec![[x, y - r], [x + r, y + r * 0.75], [x - r, y + r * 0.75]];
            let (fill, edge) = (self.plot.ink.text, self.plot.ink.land);
            let item = self.add(
                Part::Place,
                Shape::Polygon {
                    points,
                    fill: Some(fill),
                    stroke: Some(Stroke::solid(1.4, edge)),
                },
            );
            item.link = launch.place.as_ref().map(|it| format!("place:{it}"));
            item.hint = Some(format!("Launch place: {}", launch.name));
            self.tags.take(Bounds {
                left: x - r,
                top: y - r,
                right: x + r,
                bottom: y + r,
            });
        }
    }

    fn place_marks(&mut self) {
        for (at, place) in self.plot.figure.places.iter().enumerate() {
            let strong = self.plot.emphasis.places.contains(&at);
            let radius = if strong { 4.4 } else { 2.8 };
            let Some(center) = self.spot(place.position, radius) else {
                continue;
            };
            let inside = !place.inside.is_empty();
            let hint = place_hint(self.plot.figure, place);
            let colour = self.plot.ink.place;
            let fill = if inside { colour } else { self.plot.ink.land };
            let item = self.add(
                Part::Place,
                Shape::Circle {
                    center,
                    radius,
                    fill: Some(fill),
                    stroke: Some(Stroke::solid(
                        1.2,
                        if inside { self.plot.ink.land } else { colour },
                    )),
                },
            );
            item.hint = Some(hint);
            item.link = place.mentions.first().map(|it| format!("mention:{}", it.0));
            let [x, y] = center;
            self.tags.take(
                Bounds {
                    left: x,
                    top: y,
                    right: x,
                    bottom: y,
                }
                .grown(radius),
            );
        }
    }

    fn scale_bar(&mut self) {
        let (area, ink) = (self.plot.area, self.plot.ink);
        let per_pixel = self.plot.view.km_per_pixel();
        let most = f64::from(area.width()) * 0.22;
        let Some(km) = round_length(per_pixel * most) else {
            return;
        };
        let length = px(km / per_pixel);
        let text = format::distance(km, LengthUnit::Kilometre);
        let wide = text_width::width(&text, SMALL, Weight::Regular);
        let (right, bottom) = (area.right - 12.0, area.bottom - 12.0);
        let bounds = Bounds {
            left: right - length.max(wide) - 8.0,
            top: bottom - 22.0,
            right: right + 6.0,
            bottom: bottom + 5.0,
        };
        if !area.covers(bounds) {
            return;
        }
        self.add(
            Part::Axis,
            Shape::Rect {
                min: [bounds.left, bounds.top],
                size: [bounds.width(), bounds.height()],
                fill: Some(ink.veil),
                stroke: None,
            },
        );
        let stroke = Stroke::solid(1.4, ink.text);
        for (from, to) in [
            ([right - length, bottom], [right, bottom]),
            ([right - length, bottom - 4.0], [right - length, bottom]),
            ([right, bottom - 4.0], [right, bottom]),
        ] {
            self.add(Part::Axis, Shape::Line { from, to, stroke });
        }
        let hint = "At the middle of the map".to_owned();
        self.text(
            Part::Axis,
            [right - wide, bottom - 18.0],
            &text,
            SMALL,
            Weight::Regular,
            ink.text,
        )
        .hint = Some(hint);
        self.tags.take(bounds);
    }
}

impl MapPlot<'_> {
    /// On the page, without points that no eye could tell from their neighbours.
    fn thinned(&self, points: &[XY]) -> Vec<Point> {
        let mut out: Vec<Point> = Vec::with_capacity(points.len());
        let mut last: XY = [f64::NAN; 2];
        for (i, &point) in points.iter().enumerate() {
            let pixels = self.view.pixels(point);
            let near =
                (pixels[0] - last[0]).abs() < TOLERANCE && (pixels[1] - last[1]).abs() < TOLERANCE;
            if near && i + 1 != points.len() {
                continue;
            }
            last = pixels;
            out.push(self.page(point));
        }
        out
    }
}

/// The frame without half a line's width along its edges.
fn within(frame: Frame, view: MapView, width: f32) -> Frame {
    let half = f64::from(width) / 2.0;
    let (x, y) = (half / (view.scale * view.stretch), half / view.scale);
    Frame {
        min: [frame.min[0] + x, frame.min[1] + y],
        max: [frame.max[0] - x, frame.max[1] - y],
    }
}

/// "Seoul, South Korea: 1,159 km from Tokyo".
pub fn place_hint(figure: &MapFigure, place: &MapPlace) -> String {
    let mut words = place.name.clone();
    if !place.country.is_empty() && place.country != place.name {
        words.push_str(", ");
        words.push_str(&place.country);
    }
    if let Some((km, launch)) = place.nearest()
        && let Some(launch) = figure.launches.get(launch)
    {
        words.push_str(&format!(
            ": {} from {}",
            format::distance(km, LengthUnit::Kilometre),
            launch.name
        ));
    }
    words
}

/// 1, 2 or 5 times a power of ten, at or below.
fn round_length(km: f64) -> Option<f64> {
    if !(km.is_finite() && km > 0.0) {
        return None;
    }
    let decade = 10f64.powf(km.log10().floor());
    [5.0, 2.0, 1.0]
        .into_iter()
        .map(|it| it * decade)
        .find(|it| *it <= km)
}
