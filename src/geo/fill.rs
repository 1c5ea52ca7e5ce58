//! Triangles for filled shapes; pictures fill nothing else.

use super::flat::XY;

/// Corners of the triangles of a shape with holes, three positions each in the points of all rings one
/// after the other. Empty for what has no area or is not finite.
pub fn triangles(outer: &[XY], holes: &[Vec<XY>]) -> Vec<u32> {
    let mut points: Vec<XY> = outer.to_vec();
    let mut starts: Vec<u32> = Vec::with_capacity(holes.len());
    for hole in holes {
        starts.push(u32::try_from(points.len()).unwrap_or(u32::MAX));
        points.extend(hole);
    }
    let mut corners = Vec::new();
    let fits = u32::try_from(points.len()).is_ok();
    if fits && outer.len() >= 3 && points.iter().flatten().all(|it| it.is_finite()) {
        earcut::Earcut::new().earcut(points.iter().copied(), &starts, &mut corners);
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_with_a_hole() {
        let square = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]];
        assert_eq!(triangles(&square, &[]).len(), 6);
        let hole = vec![[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 1.0]];
        let corners = triangles(&square, &[hole]);
        assert_eq!(corners.len(), 24);
        assert!(corners.iter().all(|&it| it < 8));
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(triangles(&[], &[]).is_empty());
        assert!(triangles(&[[0.0, 0.0], [1.0, f64::NAN], [2.0, 0.0]], &[]).is_empty());
    }
}
