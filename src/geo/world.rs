//! Coasts and borders of the world (Natural Earth), decoded from the TopoJSON under `assets/map/` when
//! they are first asked for.
//!
//! TopoJSON keeps every line once, as steps on a fine grid; countries name the lines they are bordered
//! by. A line of one country is a coast, a line of two a border.

use std::sync::OnceLock;

use serde::Deserialize;

use super::LatLon;
use super::flat::{double_area, unwrapped};

/// How finely coasts are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Detail {
    /// 1:110 million: for the whole world.
    Coarse,
    /// 1:50 million: for a part of it.
    Fine,
}

/// The land of the Earth.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Every country.
    pub countries: Vec<Country>,
    /// Lines between land and water.
    pub coasts: Vec<Vec<LatLon>>,
    /// Lines between countries.
    pub borders: Vec<Vec<LatLon>>,
}

/// One country as Natural Earth draws it.
#[derive(Clone, Debug)]
pub struct Country {
    /// Its name there, sometimes short.
    pub name: String,
    /// Each an outer ring (clockwise on the Earth) and its holes; first points not repeated.
    pub polygons: Vec<Vec<Vec<LatLon>>>,
    /// Where its name may stand: the middle of its largest part.
    pub middle: LatLon,
    /// Size of that part in square degrees of a globe, for which names matter most.
    pub size: f64,
}

impl World {
    /// The world in this detail; decoded once, a few milliseconds for the coarse and some tens for the
    /// fine one.
    pub fn load(detail: Detail) -> &'static Self {
        let text = match detail {
            Detail::Coarse => include_str!("../../assets/map/countries-110m.json"),
            Detail::Fine => include_str!("../../assets/map/countries-50m.json"),
        };
        cell(detail).get_or_init(|| {
            Self::parse(text)
                .expect("the shipped outlines are part of the program and a test parses them")
        })
    }

    /// The same, but only where it has been decoded already.
    pub fn ready(detail: Detail) -> Option<&'static Self> {
        cell(detail).get()
    }

    /// Decodes TopoJSON with an object `countries`.
    ///
    /// # Errors
    /// When the text is no such file.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let file: Topology = serde_json::from_str(text)?;
        let lines: Vec<Vec<LatLon>> = file
            .arcs
            .iter()
            .map(|arc| file.transform.line(arc))
            .collect();
        let mut uses = vec![0u32; lines.len()];
        let mut countries = Vec::new();
        for shape in &file.objects.countries.geometries {
            let polygons: Vec<Vec<Vec<LatLon>>> = shape
                .polygons()
                .iter()
                .map(|rings| {
                    rings
                        .iter()
                        .map(|ring| joined(ring, &lines, &mut uses))
                        .collect()
                })
                .collect();
            let (middle, size) = middle(&polygons);
            countries.push(Country {
                name: shape.properties.name.clone(),
                polygons,
                middle,
                size,
            });
        }
        let mut world = Self {
            countries,
            ..Self::default()
        };
        for (line, uses) in lines.into_iter().zip(uses) {
            let into = if uses > 1 {
                &mut world.borders
            } else {
                &mut world.coasts
            };
            into.extend(without_seams(line));
        }
        Ok(world)
    }
}

fn cell(detail: Detail) -> &'static OnceLock<World> {
    static COARSE: OnceLock<World> = OnceLock::new();
    static FINE: OnceLock<World> = OnceLock::new();
    match detail {
        Detail::Coarse => &COARSE,
        Detail::Fine => &FINE,
    }
}

/// One ring from the lines it names; a negative number is a line read backwards.
fn joined(numbers: &[i64], lines: &[Vec<LatLon>], uses: &mut [u32]) -> Vec<LatLon> {
    let mut ring: Vec<LatLon> = Vec::new();
    for &number in numbers {
        let backwards = number < 0;
        let at = usize::try_from(if backwards { !number } else { number }).unwrap_or(usize::MAX);
        let Some(line) = lines.get(at) else { continue };
        if let Some(uses) = uses.get_mut(at) {
            *uses += 1;
        }
        // The first point is the last of the line before.
        ring.pop();
        if backwards {
            ring.extend(line.iter().rev());
        } else {
            ring.extend(line);
        }
    }
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

/// A line without the stretches along the date line and the pole where the file's sheet was cut.
fn without_seams(line: Vec<LatLon>) -> Vec<Vec<LatLon>> {
    let is_seam = |a: &LatLon, b: &LatLon| {
        (a.lon.abs() > 179.99 && b.lon.abs() > 179.99) || (a.lat < -89.5 && b.lat < -89.5)
    };
    let mut parts = Vec::new();
    let mut part: Vec<LatLon> = Vec::new();
    for point in line {
        if part.last().is_some_and(|before| is_seam(before, &point)) {
            parts.push(std::mem::take(&mut part));
        }
        part.push(point);
    }
    parts.push(part);
    parts.retain(|it| it.len() >= 2);
    parts
}

fn middle(polygons: &[Vec<Vec<LatLon>>]) -> (LatLon, f64) {
    let mut best = (LatLon { lat: 0.0, lon: 0.0 }, 0.0);
    for ring in polygons.iter().filter_map(|rings| rings.first()) {
        let points = unwrapped(ring).points;
        let area = double_area(&points) / 2.0;
        let (mut x, mut y) = (0.0, 0.0);
        let mut before = points.last().copied().unwrap_or_default();
        for &point in &points {
            let cross = before[0] * point[1] - point[0] * before[1];
            x += (before[0] + point[0]) * cross;
            y += (before[1] + point[1]) * cross;
            before = point;
        }
        if area.abs() > 1e-9 {
            let at = LatLon::nearest(y / (6.0 * area), x / (6.0 * area));
            let size = area.abs() * at.lat.to_radians().cos();
            if size > best.1 {
                best = (at, size);
            }
        }
    }
    best
}

#[derive(Deserialize)]
struct Topology {
    objects: Objects,
    arcs: Vec<Vec<[i64; 2]>>,
    transform: Transform,
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Shape>,
}

#[derive(Deserialize)]
struct Shape {
    #[serde(flatten)]
    lines: Lines,
    properties: Properties,
}

/// A polygon names lines ring by ring, a multipolygon polygon by polygon.
#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Lines {
    Polygon(Vec<Vec<i64>>),
    MultiPolygon(Vec<Vec<Vec<i64>>>),
}

impl Shape {
    fn polygons(&self) -> Vec<&Vec<Vec<i64>>> {
        match &self.lines {
            Lines::Polygon(rings) => vec![rings],
            Lines::MultiPolygon(polygons) => polygons.iter().collect(),
        }
    }
}

#[derive(Deserialize)]
struct Properties {
    name: String,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

impl Transform {
    /// Adds up the steps of a line.
    fn line(&self, steps: &[[i64; 2]]) -> Vec<LatLon> {
        let (mut x, mut y) = (0i64, 0i64);
        let mut line = Vec::with_capacity(steps.len());
        for &[dx, dy] in steps {
            x = x.saturating_add(dx);
            y = y.saturating_add(dy);
            let lon = self.scale[0] * x as f64 + self.translate[0];
            let lat = self.scale[1] * y as f64 + self.translate[1];
            line.push(LatLon::nearest(lat, lon.clamp(-180.0, 180.0)));
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::flat::on_sheet;

    #[track_caller]
    fn check(detail: Detail, least: usize) {
        let world = World::load(detail);
        assert!(world.countries.len() >= least, "{}", world.countries.len());
        assert!(!world.coasts.is_empty() && !world.borders.is_empty());
        for country in &world.countries {
            for rings in &country.polygons {
                assert!(rings.iter().all(|ring| ring.len() >= 3), "{}", country.name);
            }
        }
        let japan = world
            .countries
            .iter()
            .find(|it| it.name == "Japan")
            .unwrap();
        assert!(
            (japan.middle.lat() - 36.5).abs() < 2.0 && (japan.middle.lon() - 138.0).abs() < 2.0
        );
    }

    #[test]
    fn both_outlines_are_read() {
        check(Detail::Coarse, 170);
        check(Detail::Fine, 230);
        assert!(World::ready(Detail::Coarse).is_some());
    }

    #[test]
    fn no_coast_runs_along_the_date_line() {
        for line in &World::load(Detail::Coarse).coasts {
            for pair in line.windows(2) {
                assert!(pair[0].lon().abs() < 179.99 || pair[1].lon().abs() < 179.99);
            }
        }
    }

    #[test]
    fn countries_over_the_date_line_are_cut_and_not_smeared() {
        let world = World::load(Detail::Coarse);
        for name in ["Russia", "Fiji", "Antarctica"] {
            let country = world.countries.iter().find(|it| it.name == name).unwrap();
            let pieces: Vec<_> = country
                .polygons
                .iter()
                .flat_map(|it| on_sheet(&it[0], 0.0))
                .collect();
            for piece in &pieces {
                for pair in piece.windows(2) {
                    let along_the_pole = pair[0][1] <= -89.0 && pair[1][1] <= -89.0;
                    assert!(
                        (pair[0][0] - pair[1][0]).abs() < 60.0 || along_the_pole,
                        "{name} {pair:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn other_files_are_refused() {
        assert!(World::parse("{}").is_err());
        assert!(World::parse("").is_err());
    }
}
