//! A map as KML 2.2, for globes: rings as polygons cut at the antimeridian, places as placemarks.

use std::fmt::Write as _;

use super::scene::map::{MapInk, place_hint, ring_colour, title};
use super::scene::{Rgba, Theme};
use super::svg::escape;
use crate::figures::map::{MapFigure, MapRing};
use crate::geo::flat::XY;
use crate::geo::{LatLon, Piece, reach};

/// Colours used, one style each.
const NUM_STYLES: usize = 8;

/// The whole map as one document.
pub fn map_kml(figure: &MapFigure) -> String {
    let ink = MapInk::of(Theme::Light);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n",
    );
    let mut notes = figure.notes.clone();
    notes.push(format!("Sources: {}", figure.sources.join("; ")));
    let _ = writeln!(
        out,
        "<name>{}</name>\n<description>{}</description>",
        escape(&title(figure)),
        escape(&notes.join(" "))
    );
    for n in 0..NUM_STYLES {
        let line = colour(ink.ring(n), 255);
        let fill = colour(ink.ring(n), 40);
        let _ = writeln!(
            out,
            "<Style id=\"ring{n}\"><LineStyle><color>{line}</color><width>2</width></LineStyle>\
             <PolyStyle><color>{fill}</color></PolyStyle></Style>"
        );
    }
    out.push_str("<Folder><name>Rings</name>\n");
    for (at, ring) in figure.rings.iter().enumerate() {
        let Some(launch) = figure.launches.get(ring.launch) else {
            continue;
        };
        let style = ring_colour(figure, at) % NUM_STYLES;
        let from = &launch.name;
        let outer = reach::pieces(launch.position, ring.km.1, &ring.outer, 0.0);
        placemark(&mut out, ring, from, ring.km.1, style, &outer);
        if ring.km.0 < ring.km.1 {
            let inner = reach::pieces(launch.position, ring.km.0, &ring.inner, 0.0);
            placemark(&mut out, ring, from, ring.km.0, style, &inner);
        }
    }
    out.push_str("</Folder>\n<Folder><name>Launch places</name>\n");
    for launch in &figure.launches {
        point(&mut out, &launch.name, "", launch.position);
    }
    out.push_str("</Folder>\n<Folder><name>Places</name>\n");
    for place in &figure.places {
        point(
            &mut out,
            &place.name,
            &place_hint(figure, place),
            place.position,
        );
    }
    out.push_str("</Folder>\n</Document>\n</kml>\n");
    out
}

fn placemark(
    out: &mut String,
    ring: &MapRing,
    from: &str,
    km: f64,
    style: usize,
    pieces: &[Piece],
) {
    let name = format!("{} from {from}", ring.full_label());
    let says = format!("{km} km; source: {}", ring.source);
    let _ = write!(
        out,
        "<Placemark><name>{}</name><description>{}</description><styleUrl>#ring{style}</styleUrl><MultiGeometry>",
        escape(&name),
        escape(&says)
    );
    for piece in pieces {
        out.push_str("<Polygon><tessellate>1</tessellate>");
        let _ = write!(
            out,
            "<outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing></outerBoundaryIs>",
            coordinates(&piece.outer)
        );
        for hole in &piece.holes {
            let _ = write!(
                out,
                "<innerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing></innerBoundaryIs>",
                coordinates(hole)
            );
        }
        out.push_str("</Polygon>");
    }
    out.push_str("</MultiGeometry></Placemark>\n");
}

fn point(out: &mut String, name: &str, says: &str, at: LatLon) {
    let _ = writeln!(
        out,
        "<Placemark><name>{}</name><description>{}</description><Point><coordinates>{:.6},{:.6},0</coordinates></Point></Placemark>",
        escape(name),
        escape(says),
        at.lon(),
        at.lat()
    );
}

fn coordinates(ring: &[XY]) -> String {
    let closed = ring.iter().chain(ring.first());
    let words: Vec<String> = closed
        .map(|[lon, lat]| format!("{lon:.6},{lat:.6},0"))
        .collect();
    words.join(" ")
}

/// KML writes opacity, blue, green, red.
fn colour([r, g, b, _]: Rgba, opacity: u8) -> String {
    format!("{opacity:02x}{b:02x}{g:02x}{r:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::map::{LaunchAsk, MapAsk, MapMaterial, ReachAsk, map};
    use crate::reference::Catalog;

    /// Every element is closed in order, and text holds no bare `<` or `&`.
    fn well_formed(xml: &str) -> Result<usize, String> {
        let mut open: Vec<&str> = Vec::new();
        let mut num = 0;
        for part in xml.split('<').skip(1) {
            let (tag, text) = part.split_once('>').ok_or("a tag without an end")?;
            if text.contains('>')
                || text
                    .split('&')
                    .skip(1)
                    .any(|it| it.split(';').next().is_none_or(|it| it.len() >= 6))
            {
                return Err(format!("bare text {text:?}"));
            }
            if tag.starts_with('?') {
                continue;
            }
            if let Some(name) = tag.strip_prefix('/') {
                if open.pop() != Some(name) {
                    return Err(format!("{name} is closed out of order"));
                }
            } else if !tag.ends_with('/') {
                num += 1;
                open.push(tag.split(' ').next().unwrap_or(tag));
            }
        }
        if open.is_empty() {
            Ok(num)
        } else {
            Err(format!("{open:?} stay open"))
        }
    }

    #[test]
    fn a_map_over_the_date_line_is_well_formed() {
        let ask = MapAsk {
            launches: vec![LaunchAsk::Place("midway".into())],
            reaches: vec![ReachAsk::Km(2500.0), ReachAsk::Weapon("tomahawk".into())],
        };
        let figure = map(Catalog::shipped(), &MapMaterial::default(), &ask);
        let kml = map_kml(&figure);
        assert!(well_formed(&kml).unwrap() > 50);
        assert!(kml.matches("<Polygon>").count() >= 4, "two pieces each");
        for words in kml.split("<coordinates>").skip(1) {
            let list = words.split('<').next().unwrap();
            for at in list.split(' ') {
                let numbers: Vec<f64> = at.split(',').map(|it| it.parse().unwrap()).collect();
                assert!(
                    numbers.len() == 3 && numbers[0].abs() <= 180.0 && numbers[1].abs() <= 90.0,
                    "{at}"
                );
            }
        }
    }
}
