//! The whole world on one sheet: filled land as triangles and rings, coasts and borders as lines.
//! Made once for a projection and shared; a picture only moves and scales it.

use super::clip::Frame;
use super::fill::triangles;
use super::flat::XY;
use super::projection::Projection;
use super::reach::Piece;
use super::world::{Detail, World};

/// The world on a sheet.
#[derive(Clone, Debug)]
pub struct PlaneWorld {
    /// Which sheet.
    pub projection: Projection,
    /// How finely.
    pub detail: Detail,
    /// Every piece of land.
    pub land: Vec<Land>,
    /// Lines between land and water, with the box round each.
    pub coasts: Vec<(Frame, Vec<XY>)>,
    /// Lines between countries.
    pub borders: Vec<(Frame, Vec<XY>)>,
    /// Names of countries, the largest first: where, what, and how large in square degrees.
    pub names: Vec<(XY, String, f64)>,
}

/// A piece of land on a sheet.
#[derive(Clone, Debug)]
pub struct Land {
    /// The box round it.
    pub frame: Frame,
    /// Its border and holes.
    pub piece: Piece,
    /// Corners of the triangles that fill it, as positions in the points of its border and holes one
    /// after the other; empty unless asked for.
    pub corners: Vec<u32>,
}

impl PlaneWorld {
    /// A sheet without land, for as long as it is being laid.
    pub const fn empty(detail: Detail, projection: Projection) -> Self {
        Self {
            projection,
            detail,
            land: Vec::new(),
            coasts: Vec::new(),
            borders: Vec::new(),
            names: Vec::new(),
        }
    }

    /// Lays the world flat. `filled` also cuts the land into triangles, which pictures made of
    /// triangles need and drawings do not.
    pub fn new(world: &World, detail: Detail, projection: Projection, filled: bool) -> Self {
        let mut plane = Self::empty(detail, projection);
        for country in &world.countries {
            for rings in &country.polygons {
                for piece in projection.area(rings) {
                    let corners = if filled {
                        triangles(&piece.outer, &piece.holes)
                    } else {
                        Vec::new()
                    };
                    let frame = Frame::around(piece.outer.iter().copied());
                    plane.land.push(Land {
                        frame,
                        piece,
                        corners,
                    });
                }
            }
            plane.names.push((
                projection.forward(country.middle),
                country.name.clone(),
                country.size,
            ));
        }
        plane.names.sort_by(|a, b| b.2.total_cmp(&a.2));
        let flat = |lines: &[Vec<super::LatLon>]| {
            let parts = lines.iter().flat_map(|line| projection.line(line));
            parts
                .map(|part| (Frame::around(part.iter().copied()), part))
                .collect()
        };
        plane.coasts = flat(&world.coasts);
        plane.borders = flat(&world.borders);
        plane
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LatLon;

    #[test]
    fn land_does_not_fill_the_sea() {
        for place in [
            (35.7, 139.7),
            (62.9, 40.6),
            (-33.9, 151.2),
            (38.9, -77.0),
            (-1.3, 36.8),
        ] {
            let center = LatLon::new(place.0, place.1).unwrap();
            let projection = Projection::AzimuthalEquidistant { center };
            for detail in [Detail::Coarse, Detail::Fine] {
                let plane = PlaneWorld::new(World::load(detail), detail, projection, false);
                let rim = projection.sheet().max[0] * 1.9;
                let huge = plane.land.iter().filter(|it| {
                    it.frame.max[0] - it.frame.min[0] > rim
                        && it.frame.max[1] - it.frame.min[1] > rim
                });
                assert_eq!(huge.count(), 0, "{center:?} {detail:?}");
            }
        }
        // The far end of this one lies in China.
        let center = LatLon::new(-33.0, -70.6).unwrap();
        let projection = Projection::AzimuthalEquidistant { center };
        let plane = PlaneWorld::new(
            World::load(Detail::Coarse),
            Detail::Coarse,
            projection,
            false,
        );
        assert!(
            plane
                .land
                .iter()
                .any(|it| it.piece.outer == projection.rim())
        );
    }

    #[test]
    fn the_world_lies_on_either_sheet() {
        let world = World::load(Detail::Coarse);
        let tokyo = LatLon::new(35.7, 139.7).unwrap();
        for projection in [
            Projection::Equirectangular { center: 139.7 },
            Projection::AzimuthalEquidistant { center: tokyo },
        ] {
            let plane = PlaneWorld::new(world, Detail::Coarse, projection, true);
            let Frame { min, max } = projection.sheet();
            let close = 0.2;
            for Land { frame, .. } in &plane.land {
                assert!(
                    frame.min[0] >= min[0] - close && frame.max[0] <= max[0] + close,
                    "{frame:?}"
                );
                assert!(
                    frame.min[1] >= min[1] - close && frame.max[1] <= max[1] + close,
                    "{frame:?}"
                );
            }
            // The sea stays free: no land lies between a ring and the rim here.
            assert!(plane.land.iter().all(|it| it.piece.holes.len() < 3));
            let num_corners: usize = plane.land.iter().map(|it| it.corners.len()).sum();
            assert!(num_corners > 10_000 && num_corners.is_multiple_of(3));
            assert!(
                plane.names[0].1 == "Russia" || plane.names[0].1 == "Antarctica",
                "{:?}",
                plane.names[0]
            );
        }
    }
}
