//! A map as GeoJSON (RFC 7946): rings as polygons, launch places and places inside as points.
//!
//! As the RFC asks: longitude before latitude; outer rings anticlockwise and holes clockwise; rings
//! closed; whatever crosses the antimeridian cut there into parts; a reach over a pole closed along
//! it. No `crs`, because there is only one.

use serde_json::{Map, Value, json};

use crate::figures::map::{MapFigure, MapPlace, MapRing, Origin};
use crate::geo::flat::XY;
use crate::geo::{LatLon, Piece, reach};

/// Decimals of a degree: a tenth of a metre.
const DECIMALS: f64 = 1e6;

/// The whole map as one feature collection.
pub fn map_geojson(figure: &MapFigure) -> String {
    let mut features = Vec::new();
    for ring in &figure.rings {
        let Some(launch) = figure.launches.get(ring.launch) else {
            continue;
        };
        let outer = reach::pieces(launch.position, ring.km.1, &ring.outer, 0.0);
        features.push(feature(
            polygons(&outer),
            ring_properties(figure, ring, ring.km.1, "highest"),
        ));
        if ring.km.0 < ring.km.1 {
            let inner = reach::pieces(launch.position, ring.km.0, &ring.inner, 0.0);
            features.push(feature(
                polygons(&inner),
                ring_properties(figure, ring, ring.km.0, "lowest"),
            ));
        }
    }
    for launch in &figure.launches {
        let mut properties = Map::new();
        properties.insert("kind".into(), "launch place".into());
        properties.insert("name".into(), launch.name.clone().into());
        features.push(feature(point(launch.position), properties));
    }
    for place in &figure.places {
        features.push(feature(
            point(place.position),
            place_properties(figure, place),
        ));
    }
    let collection = json!({ "type": "FeatureCollection", "features": features });
    let mut text = collection.to_string();
    text.push('\n');
    text
}

fn ring_properties(figure: &MapFigure, ring: &MapRing, km: f64, bound: &str) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("kind".into(), "ring".into());
    out.insert("name".into(), ring.full_label().into());
    out.insert("km".into(), km.into());
    if ring.km.0 < ring.km.1 {
        out.insert("bound".into(), bound.into());
    }
    if let Some(launch) = figure.launches.get(ring.launch) {
        out.insert("from".into(), launch.name.clone().into());
    }
    match &ring.origin {
        Origin::Weapon(id) => out.insert("weapon".into(), id.clone().into()),
        Origin::Distance(mention) => out.insert("mention".into(), mention.0.into()),
        Origin::Asked => None,
    };
    out.insert("source".into(), ring.source.clone().into());
    out
}

fn place_properties(figure: &MapFigure, place: &MapPlace) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("kind".into(), place.kind.clone().into());
    out.insert("name".into(), place.name.clone().into());
    out.insert("country".into(), place.country.clone().into());
    if let Some((km, launch)) = place.nearest() {
        out.insert("distance_km".into(), ((km * 10.0).round() / 10.0).into());
        out.insert(
            "from".into(),
            figure.launches.get(launch).map(|it| it.name.clone()).into(),
        );
    }
    let inside = place
        .inside
        .iter()
        .filter_map(|it| figure.rings.get(it.ring));
    let rings: Vec<String> = inside.map(MapRing::full_label).collect();
    out.insert("inside".into(), rings.into());
    out.insert("source".into(), place.source.clone().into());
    out
}

fn feature(geometry: Value, properties: Map<String, Value>) -> Value {
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

fn point(at: LatLon) -> Value {
    json!({ "type": "Point", "coordinates": position([at.lon(), at.lat()]) })
}

fn polygons(pieces: &[Piece]) -> Value {
    let rings = |piece: &Piece| -> Vec<Value> {
        std::iter::once(&piece.outer)
            .chain(&piece.holes)
            .map(|it| closed(it))
            .collect()
    };
    match pieces {
        [one] => json!({ "type": "Polygon", "coordinates": rings(one) }),
        _ => {
            json!({ "type": "MultiPolygon", "coordinates": pieces.iter().map(rings).collect::<Vec<_>>() })
        }
    }
}

fn closed(ring: &[XY]) -> Value {
    let mut points: Vec<XY> = ring.iter().map(|it| position(*it)).collect();
    points.dedup();
    if points.first() != points.last() {
        points.extend(points.first().copied());
    }
    json!(points)
}

fn position([lon, lat]: XY) -> XY {
    let round = |it: f64| (it * DECIMALS).round() / DECIMALS + 0.0;
    [
        round(lon.clamp(-180.0, 180.0)),
        round(lat.clamp(-90.0, 90.0)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::map::{LaunchAsk, MapAsk, MapMaterial, ReachAsk, map};
    use crate::geo::flat::double_area;
    use crate::reference::Catalog;
    use proptest::prelude::*;

    fn geojson(lat: f64, lon: f64, reach: ReachAsk) -> Value {
        let ask = MapAsk {
            launches: vec![LaunchAsk::At(LatLon::new(lat, lon).unwrap())],
            reaches: vec![reach],
        };
        let figure = map(Catalog::shipped(), &MapMaterial::default(), &ask);
        serde_json::from_str(&map_geojson(&figure)).unwrap()
    }

    fn ring_of(value: &Value) -> Vec<XY> {
        let points = value.as_array().unwrap();
        points
            .iter()
            .map(|it| [it[0].as_f64().unwrap(), it[1].as_f64().unwrap()])
            .collect()
    }

    fn crosses(a: [XY; 2], b: [XY; 2]) -> bool {
        let side =
            |[p, q]: [XY; 2], r: XY| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
        side(a, b[0]) * side(a, b[1]) < 0.0 && side(b, a[0]) * side(b, a[1]) < 0.0
    }

    /// What RFC 7946 asks of one feature collection.
    fn problem(collection: &Value) -> Option<String> {
        if collection["type"] != "FeatureCollection" || collection.get("crs").is_some() {
            return Some("no feature collection".into());
        }
        for feature in collection["features"].as_array()? {
            let geometry = &feature["geometry"];
            if feature["type"] != "Feature" || !feature["properties"].is_object() {
                return Some(format!("no feature: {feature}"));
            }
            let polygons = match geometry["type"].as_str()? {
                "Point" => {
                    let [lon, lat] = ring_of(&json!([geometry["coordinates"]]))[0];
                    if lon.abs() > 180.0 || lat.abs() > 90.0 {
                        return Some("a point off the Earth".into());
                    }
                    continue;
                }
                "Polygon" => vec![geometry["coordinates"].clone()],
                "MultiPolygon" => geometry["coordinates"].as_array()?.clone(),
                other => return Some(other.to_owned()),
            };
            for polygon in polygons {
                for (i, ring) in polygon.as_array()?.iter().enumerate() {
                    let ring = ring_of(ring);
                    if ring.len() < 4 || ring.first() != ring.last() {
                        return Some("a ring that is not closed".into());
                    }
                    if ring
                        .iter()
                        .any(|[lon, lat]| lon.abs() > 180.0 || lat.abs() > 90.0)
                    {
                        return Some("beyond ±180 or ±90".into());
                    }
                    if (double_area(&ring) > 0.0) != (i == 0) {
                        return Some("the wrong way round".into());
                    }
                    for (i, a) in ring.windows(2).enumerate() {
                        for b in ring.windows(2).skip(i + 2) {
                            if crosses([a[0], a[1]], [b[0], b[1]]) {
                                return Some(format!("crosses itself at {a:?} {b:?}"));
                            }
                        }
                    }
                }
            }
        }
        None
    }

    #[track_caller]
    fn check(lat: f64, lon: f64, km: f64, kind: &str) {
        let collection = geojson(lat, lon, ReachAsk::Km(km));
        assert_eq!(problem(&collection), None);
        assert_eq!(collection["features"][0]["geometry"]["type"], kind);
    }

    #[test]
    fn rings_anywhere_are_valid() {
        check(35.6895, 139.6917, 1600.0, "Polygon");
        check(28.2072, -177.3735, 2500.0, "MultiPolygon");
        check(62.9271, 40.5777, 5500.0, "Polygon");
        check(0.0, 180.0, 1000.0, "MultiPolygon");
        check(-90.0, 0.0, 1000.0, "Polygon");
        check(10.0, 20.0, 18_000.0, "Polygon");
        check(10.0, 20.0, 30_000.0, "Polygon");
    }

    #[test]
    fn a_range_from_to_is_two_rings_with_their_bound() {
        let collection = geojson(35.0, 139.0, ReachAsk::Weapon("tomahawk".into()));
        assert_eq!(problem(&collection), None);
        assert_eq!(collection["features"][0]["properties"]["bound"], "highest");
        assert_eq!(collection["features"][1]["properties"]["bound"], "lowest");
        assert_eq!(
            collection["features"][1]["properties"]["weapon"],
            "tomahawk"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_ring_is_valid(
            lat in -90.0f64..=90.0, lon in -180.0f64..=180.0, km in 1.0f64..22_000.0,
        ) {
            prop_assert_eq!(problem(&geojson(lat, lon, ReachAsk::Km(km))), None);
        }
    }
}
