//! The map, laid out: rings of reach over land and water, the list of who is inside beside it, and
//! notes and sources below.

mod graticule;
pub mod ink;
mod names;
mod plot;
mod tags;

use super::page::{Ink, LABEL_SIZE, MARGIN, SMALL_SIZE, Sheet};
use super::text_width::{self, LINE, fit, width};
use super::{Anchor, Bounds, Part, Point, Scene, Shape, Size, Stroke, Theme, Weight};
use crate::figures::map::{MapFigure, MapPlace, Origin};
use crate::geo::clip::Frame;
use crate::geo::{Detail, LatLon, MapView, PlaneWorld, Projection, World};
use crate::units::{LengthUnit, format};

pub use ink::MapInk;
pub use plot::{Emphasis, MapPlot, place_hint, ring_colour, ring_link};

/// What the notes call the outlines.
pub const OUTLINES: &str = "Outlines: Natural Earth 4.1.0, public domain";

/// From so many pixels a degree on, the finer coasts are worth their points.
pub const FINE_FROM: f64 = 7.0;

/// Share of the page for the list beside the map.
const LIST: f32 = 0.27;

/// Narrower pages have no list.
const LEAST_WIDTH_WITH_LIST: f32 = 620.0;

/// Least height of the map.
const LEAST_HEIGHT: f32 = 260.0;

/// Which sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheets {
    /// Distances from the first launch place are true: its rings are circles.
    #[default]
    Azimuthal,
    /// Longitude to the right, latitude up.
    Equirectangular,
}

/// The projection of a kind of sheet for a figure: centred on its first launch place.
pub fn projection_for(figure: &MapFigure, sheet: Sheets) -> Projection {
    let center = figure
        .launches
        .first()
        .map_or_else(|| LatLon::nearest(20.0, 0.0), |it| it.position);
    match sheet {
        Sheets::Azimuthal => Projection::AzimuthalEquidistant { center },
        Sheets::Equirectangular => Projection::Equirectangular {
            center: center.lon(),
        },
    }
}

/// What has to be seen: all rings, launch places, and places that the document names.
pub fn shown(figure: &MapFigure, projection: Projection) -> Frame {
    let rings = figure.rings.iter().flat_map(|it| it.outer.iter().copied());
    let launches = figure.launches.iter().map(|it| it.position);
    let named = figure
        .places
        .iter()
        .filter(|it| !it.mentions.is_empty())
        .map(|it| it.position);
    let named = named.filter(|_| figure.rings.is_empty());
    if figure.rings.iter().any(|it| it.outer.is_empty()) {
        return projection.sheet();
    }
    Frame::around(
        rings
            .chain(launches)
            .chain(named)
            .map(|it| projection.forward(it)),
    )
}

/// Lays out the map.
pub fn map_scene(figure: &MapFigure, size: Size, theme: Theme, sheet: Sheets) -> Scene {
    let mut page = Sheet::new(size, theme);
    let projection = projection_for(figure, sheet);
    let title = title(figure);
    let header = page.header(&title, &subtitle(figure, projection), &[]);
    let notes = page.note_lines(&notes(figure));
    let below = Sheet::notes_height(&notes) + MARGIN * 0.5;
    let bottom = (size.height() - below - 6.0).max(header + LEAST_HEIGHT);
    let has_list = page.width >= LEAST_WIDTH_WITH_LIST && !figure.rings.is_empty();
    let list = if has_list {
        page.inner_width() * LIST
    } else {
        0.0
    };
    let area = Bounds {
        left: MARGIN,
        top: header,
        right: page.width - MARGIN - if has_list { list + 16.0 } else { 0.0 },
        bottom,
    };
    let (wide, high) = (f64::from(area.width()), f64::from(area.height()));
    let view = MapView::fit(projection, shown(figure, projection), wide, high);
    // A whole world is lower than the page: the map ends where it does.
    let sheet_high = (projection.sheet().max[1] - projection.sheet().min[1]) * view.scale;
    let area = Bounds {
        bottom: area
            .bottom
            .min(area.top + super::px(sheet_high).max(LEAST_HEIGHT)),
        ..area
    };
    let (view, bottom) = (view.held(wide, f64::from(area.height())), area.bottom);
    let detail = if view.scale >= FINE_FROM {
        Detail::Fine
    } else {
        Detail::Coarse
    };
    let world = PlaneWorld::new(World::load(detail), detail, projection, false);
    let ink = MapInk::of(theme);
    let plot = MapPlot {
        figure,
        world: &world,
        view,
        area,
        ink: &ink,
        emphasis: &Emphasis::default(),
        fills_land: true,
    };
    page.items.extend(plot.items());
    let border = Stroke::solid(1.0, page.palette.axis);
    page.draw(
        Part::Axis,
        Shape::Rect {
            min: [area.left, area.top],
            size: [area.width(), area.height()],
            fill: None,
            stroke: Some(border),
        },
    );
    if has_list {
        let column = Bounds {
            left: area.right + 16.0,
            right: page.width - MARGIN,
            ..area
        };
        list_inside(&mut page, figure, &ink, column);
    }
    page.notes(bottom + 6.0, &notes);
    let height = size.height().max(bottom + 6.0 + below);
    page.finish(height, title, description(figure))
}

/// The reaches as a key, then places inside with their distance, nearest first, as many as fit.
fn list_inside(page: &mut Sheet, figure: &MapFigure, ink: &MapInk, column: Bounds) {
    let palette = page.palette;
    let row = LABEL_SIZE * LINE;
    let mut y = key_of_reaches(page, figure, ink, column) + 6.0;
    let inside: Vec<_> = figure
        .places
        .iter()
        .filter(|it| !it.inside.is_empty())
        .collect();
    let heading = match inside.len() {
        0 => "No place of the table lies inside".to_owned(),
        1 => "1 place inside".to_owned(),
        num => format!("{num} places inside"),
    };
    let heading = fit(&heading, LABEL_SIZE, Weight::Bold, column.width());
    page.write(
        Part::Label,
        [column.left, y + LABEL_SIZE],
        &heading,
        Ink::new(LABEL_SIZE, palette.text).bold(),
    );
    y += row + 2.0;
    let room = ((column.bottom - y) / row).floor().max(0.0);
    let fits = (0..inside.len())
        .take_while(|it| (*it as f32) < room)
        .count();
    let shown = if fits < inside.len() {
        fits.saturating_sub(1)
    } else {
        fits
    };
    for place in inside.iter().take(shown) {
        write_place(page, figure, place, column, y);
        y += row;
    }
    if shown < inside.len() {
        let more = format!("and {} more", inside.len() - shown);
        page.write(
            Part::Label,
            [column.left, y + LABEL_SIZE],
            &more,
            Ink::new(LABEL_SIZE, palette.weak),
        );
    }
}

/// What each colour of ring stands for; where the key ends.
fn key_of_reaches(page: &mut Sheet, figure: &MapFigure, ink: &MapInk, column: Bounds) -> f32 {
    let palette = page.palette;
    let row = LABEL_SIZE * LINE;
    let mut y = column.top;
    let mut seen: Vec<usize> = Vec::new();
    for (at, ring) in figure.rings.iter().enumerate() {
        let colour = ring_colour(figure, at);
        if seen.contains(&colour) {
            continue;
        }
        seen.push(colour);
        let stroke = Stroke::solid(2.4, ink.ring(colour));
        let middle = y + row / 2.0;
        page.line(
            Part::Legend,
            [column.left, middle],
            [column.left + 18.0, middle],
            stroke,
        )
        .link = ring_link(ring);
        let words = fit(
            &ring.full_label(),
            SMALL_SIZE,
            Weight::Regular,
            column.width() - 26.0,
        );
        let at = [column.left + 24.0, middle + SMALL_SIZE * 0.36];
        page.write(Part::Legend, at, &words, Ink::new(SMALL_SIZE, palette.text))
            .link = ring_link(ring);
        y += row;
    }
    y
}

/// One place inside, with its distance; places that the document names are bold.
fn write_place(page: &mut Sheet, figure: &MapFigure, place: &MapPlace, column: Bounds, y: f32) {
    let palette = page.palette;
    let km = place.nearest().map_or_else(String::new, |(km, _)| {
        format::distance(km, LengthUnit::Kilometre)
    });
    let km_width = width(&km, LABEL_SIZE, Weight::Regular);
    let weight = if place.mentions.is_empty() {
        Weight::Regular
    } else {
        Weight::Bold
    };
    let name = fit(
        &place.name,
        LABEL_SIZE,
        weight,
        column.width() - km_width - 8.0,
    );
    let line = y + LABEL_SIZE * text_width::ASCENT;
    let ink = Ink::new(LABEL_SIZE, palette.text);
    let left: Point = [column.left, line];
    let item = page.write(
        Part::Label,
        left,
        &name,
        if place.mentions.is_empty() {
            ink
        } else {
            ink.bold()
        },
    );
    item.hint = Some(place_hint(figure, place));
    let right = [column.right, line];
    page.write(
        Part::Label,
        right,
        &km,
        Ink::new(LABEL_SIZE, palette.weak).anchored(Anchor::End),
    );
}

/// "Reach of Tomahawk from Tokyo".
pub fn title(figure: &MapFigure) -> String {
    let mut reaches: Vec<String> = Vec::new();
    for ring in &figure.rings {
        let words = match ring.origin {
            Origin::Distance(_) => format!("“{}”", ring.label),
            _ => ring.label.clone(),
        };
        if !reaches.contains(&words) {
            reaches.push(words);
        }
    }
    let from = listed(figure.launches.iter().map(|it| it.name.clone()).collect());
    let asked = figure.rings.iter().all(|it| it.origin == Origin::Asked);
    match reaches.as_slice() {
        [] if figure.launches.is_empty() => "Places that the document names".to_owned(),
        [] => format!("Around {from}"),
        [one] if asked => format!("Within {one} of {from}"),
        [_, _, _, _, ..] => format!("{} reaches from {from}", reaches.len()),
        _ => format!("Reach of {} from {from}", listed(reaches.clone())),
    }
}

fn listed(names: Vec<String>) -> String {
    match names.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

fn subtitle(figure: &MapFigure, projection: Projection) -> String {
    match (projection, figure.launches.first()) {
        (Projection::AzimuthalEquidistant { .. }, Some(launch)) => {
            format!(
                "Azimuthal equidistant projection: distances from {} are true",
                launch.name
            )
        }
        _ => format!("{} projection", capitalised(projection.label())),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn notes(figure: &MapFigure) -> Vec<String> {
    let mut notes = Vec::new();
    if !figure.notes.is_empty() {
        notes.push(figure.notes.join(" "));
    }
    if !figure.left_out.is_empty() {
        notes.push(format!("Not drawn: {}", figure.left_out.join("; ")));
    }
    let mut sources = figure.sources.clone();
    sources.push(OUTLINES.to_owned());
    notes.push(format!("Sources: {}", sources.join("; ")));
    notes
}

fn description(figure: &MapFigure) -> String {
    let mut words = Vec::new();
    for ring in &figure.rings {
        let from = figure
            .launches
            .get(ring.launch)
            .map_or("", |it| it.name.as_str());
        words.push(format!(
            "A ring round {from}: {}, {}.",
            ring.full_label(),
            ring.km_words()
        ));
    }
    let inside: Vec<String> = figure
        .places
        .iter()
        .filter(|it| !it.inside.is_empty())
        .map(|it| match it.nearest() {
            Some((km, _)) => format!(
                "{} ({})",
                it.name,
                format::distance(km, LengthUnit::Kilometre)
            ),
            None => it.name.clone(),
        })
        .collect();
    if inside.is_empty() {
        words.push("No place of the table lies inside.".to_owned());
    } else {
        words.push(format!("Inside: {}.", inside.join(", ")));
    }
    words.extend(figure.notes.iter().cloned());
    words.join(" ")
}

#[cfg(test)]
mod tests;
