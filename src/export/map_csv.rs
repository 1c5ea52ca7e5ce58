//! The places of a map as CSV: one row for each place and ring it lies in, with the distance, then the
//! places that the document names and no ring holds. What the map's marks say, no more.

use super::chart_csv::table;
use crate::figures::map::{MapFigure, MapPlace, MapRing, Origin};

/// Columns of the table.
pub const MAP_COLUMNS: [&str; 15] = [
    "place",
    "country",
    "kind",
    "lat",
    "lon",
    "distance_km",
    "from",
    "from_lat",
    "from_lon",
    "ring",
    "km_min",
    "km_max",
    "within",
    "ring_source",
    "source",
];

/// Places in the order of the figure.
pub fn map_csv(figure: &MapFigure) -> String {
    let mut rows: Vec<[String; 15]> = Vec::new();
    for place in &figure.places {
        for inside in &place.inside {
            if let Some(ring) = figure.rings.get(inside.ring) {
                let within = if inside.always {
                    "inside"
                } else {
                    "inside the highest published range only"
                };
                rows.push(row(figure, place, Some(ring), within));
            }
        }
        if place.inside.is_empty() {
            rows.push(row(
                figure,
                place,
                None,
                if figure.rings.is_empty() {
                    ""
                } else {
                    "outside"
                },
            ));
        }
    }
    table(&MAP_COLUMNS, &rows)
}

fn row(figure: &MapFigure, place: &MapPlace, ring: Option<&MapRing>, within: &str) -> [String; 15] {
    let at = ring
        .map(|it| it.launch)
        .or_else(|| place.nearest().map(|it| it.1));
    let launch = at.and_then(|at| figure.launches.get(at));
    let distance = at.and_then(|at| place.distances.get(at));
    let km = |pick: fn(&MapRing) -> f64| ring.map_or_else(String::new, |it| pick(it).to_string());
    [
        place.name.clone(),
        place.country.clone(),
        place.kind.clone(),
        place.position.lat().to_string(),
        place.position.lon().to_string(),
        distance.map_or_else(String::new, |km| format!("{km:.1}")),
        launch.map_or_else(String::new, |it| it.name.clone()),
        launch.map_or_else(String::new, |it| it.position.lat().to_string()),
        launch.map_or_else(String::new, |it| it.position.lon().to_string()),
        ring.map_or_else(String::new, ring_name),
        km(|it| it.km.0),
        km(|it| it.km.1),
        within.to_owned(),
        ring.map_or_else(String::new, |it| it.source.clone()),
        place.source.clone(),
    ]
}

/// The weapon's id, or the words of the distance.
fn ring_name(ring: &MapRing) -> String {
    match &ring.origin {
        Origin::Weapon(id) => id.clone(),
        Origin::Distance(_) | Origin::Asked => ring.label.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::map::{LaunchAsk, MapAsk, MapMaterial, ReachAsk, map};
    use crate::reference::Catalog;

    #[test]
    fn every_place_and_ring_of_the_figure_is_a_row() {
        let ask = MapAsk {
            launches: vec![
                LaunchAsk::Place("tokyo".into()),
                LaunchAsk::Place("sasebo".into()),
            ],
            reaches: vec![ReachAsk::Km(1600.0), ReachAsk::Weapon("tomahawk".into())],
        };
        let figure = map(Catalog::shipped(), &MapMaterial::default(), &ask);
        let csv = map_csv(&figure);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let expected: usize = figure.places.iter().map(|it| it.inside.len()).sum();
        assert_eq!(rows.len(), expected);
        for place in &figure.places {
            for inside in &place.inside {
                let ring = &figure.rings[inside.ring];
                let km = format!("{:.1}", place.distances[ring.launch]);
                let found = rows.iter().any(|row| {
                    row[0] == place.name
                        && row[5] == km
                        && row[6] == figure.launches[ring.launch].name
                        && row[11] == ring.km.1.to_string()
                });
                assert!(found, "{} {km}", place.name);
            }
        }
    }
}
