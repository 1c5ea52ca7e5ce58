//! Which pixels belong to which triangle.

use super::*;

#[test]
fn a_box_on_whole_pixels_covers_just_these() {
    check_shape(
        &[[1., 1.], [3., 1.], [1., 3.], [3., 1.], [3., 3.], [1., 3.]],
        &["....", ".##.", ".##.", "...."],
    );
}

#[test]
fn a_box_takes_centres_on_its_left_and_top_edge_and_leaves_the_others() {
    check_shape(
        &[
            [0.5, 0.5],
            [2.5, 0.5],
            [0.5, 2.5],
            [2.5, 0.5],
            [2.5, 2.5],
            [0.5, 2.5],
        ],
        &["##..", "##..", "....", "...."],
    );
}

#[test]
fn a_triangle_follows_the_same_rule() {
    check_shape(
        &[[0.5, 0.5], [4.5, 0.5], [0.5, 4.5]],
        &["####.", "###..", "##...", "#....", "....."],
    );
}

#[test]
fn a_triangle_leaves_centres_on_its_bottom_and_right_edge() {
    check_shape(
        &[[4.5, 4.5], [0.5, 4.5], [4.5, 0.5]],
        &[".....", "...#.", "..##.", ".###.", "....."],
    );
}

#[test]
fn two_triangles_in_one_box_that_are_no_halves_of_it_stay_triangles() {
    // Both leave out the bottom right corner: there is no box.
    let corners = [[0., 0.], [4., 0.], [0., 4.]];
    let mesh = triangles(&[corners, corners].concat(), [40, 40, 40, 0]);
    let picture = paint(&[mesh], [4, 4]);
    assert_eq!(picture.pixel(0, 0), Some([80, 80, 80, 255]));
    assert_eq!(picture.pixel(3, 3), Some(BLACK));
}

#[test]
fn winding_does_not_matter() {
    check_shape(
        &[[0.5, 0.5], [0.5, 4.5], [4.5, 0.5]],
        &["####.", "###..", "##...", "#....", "....."],
    );
}

#[test]
fn a_triangle_without_area_covers_nothing() {
    check_shape(
        &[[0., 0.], [2., 2.], [4., 4.]],
        &["....", "....", "....", "...."],
    );
}

#[test]
fn a_triangle_far_larger_than_the_picture_covers_all_of_it() {
    check_shape(&[[-3e7, -1e7], [9e7, -1e7], [0., 8e8]], &["###", "###"]);
    check_shape(
        &[[-1e30, -1e30], [1e30, -1e30], [0., 1e35]],
        &["###", "###"],
    );
}

#[test]
fn a_huge_slanted_edge_stays_where_it_is() {
    check_shape(
        &[[-1e7, -1e7], [1e7, 1e7], [-1e7, 1e7]],
        &["....", "#...", "##.."],
    );
}

#[test]
fn corners_that_are_no_numbers_are_skipped() {
    check_shape(&[[f32::NAN, 0.], [2., 0.], [0., 2.]], &["..", ".."]);
    check_shape(&[[0., 0.], [f32::INFINITY, 0.], [0., 2.]], &["..", ".."]);
}

#[test]
fn indices_without_a_vertex_are_skipped() {
    let mut mesh = triangles(&[[0., 0.], [9., 0.], [0., 9.]], [255; 4]);
    mesh.indices.splice(0..0, [0, 1, 7]);
    mesh.indices.push(0);
    assert_eq!(letters(&paint(&[mesh], [2, 1])), ["##"]);
}

#[test]
fn two_translucent_triangles_make_one_even_quad() {
    let corners = [[1.3, 1.9], [28.6, 4.2], [25.1, 27.7], [3.4, 22.8]];
    let [a, b, c, d] = corners;
    let mesh = triangles(&[a, b, c, a, c, d], [60, 60, 60, 128]);
    let picture = paint(&[mesh], [30, 30]);
    let covered = picture
        .rgba
        .chunks_exact(4)
        .filter(|pixel| *pixel == [60, 60, 60, 255]);
    let bare = picture.rgba.chunks_exact(4).filter(|pixel| *pixel == BLACK);
    let (covered, bare) = (covered.count(), bare.count());
    assert_eq!(covered + bare, 900, "a pixel was drawn twice");
    // The area by the shoelace formula is 529.
    assert!((500..=560).contains(&covered), "{covered} pixels");
}

/// A closed fan: every pixel near its hub belongs to one triangle exactly.
fn fan(hub: [f32; 2], rim: &[[f32; 2]]) -> Mesh {
    let next = rim.iter().cycle().skip(1);
    let corners: Vec<_> = rim
        .iter()
        .zip(next)
        .flat_map(|(&a, &b)| [hub, a, b])
        .collect();
    triangles(&corners, [40, 40, 40, 40])
}

proptest! {
    #[test]
    fn a_fan_covers_each_pixel_once(
        hub in [8f32..24.0, 8f32..24.0],
        radius in prop_oneof![Just(60f32), Just(4e6f32)],
        turn in 0f32..6.3,
        num in 3u16..12,
    ) {
        let rim: Vec<_> = (0..num)
            .map(|index| {
                let angle = turn + f32::from(index) / f32::from(num) * std::f32::consts::TAU;
                [hub[0] + 3.0 * radius * angle.cos(), hub[1] + 3.0 * radius * angle.sin()]
            })
            .collect();
        let picture = paint(&[fan(hub, &rim)], [32, 32]);
        for pixel in picture.rgba.chunks_exact(4) {
            prop_assert_eq!(pixel, [40, 40, 40, 255]);
        }
    }

    #[test]
    fn a_box_covers_what_its_two_halves_cover(
        // In steps of 1/4 pixel, so that edges often run through centres.
        min in [-12i16..80, -12i16..80],
        size in [0i16..60, 0i16..60],
    ) {
        let quarter = |steps: i16| f32::from(steps) / 4.0;
        let [left, top] = min.map(quarter);
        let [width, height] = size.map(quarter);
        let (right, bottom) = (left + width, top + height);
        let (a, b) = ([left, top], [right, top]);
        let (c, d) = ([right, bottom], [left, bottom]);
        let ink = [90, 60, 30, 120];
        let whole = triangles(&[a, b, c, a, c, d], ink);
        let halves = [triangles(&[a, b, c], ink), triangles(&[a, c, d], ink)];
        prop_assert!(paint(&[whole], [32, 32]) == paint(&halves, [32, 32]));
    }

    #[test]
    fn no_mesh_makes_it_panic(
        numbers in proptest::collection::vec(proptest::num::f32::ANY, 24),
        indices in proptest::collection::vec(0u32..8, 0..20),
        scale in 0.1f32..8.0,
        filter in any::<bool>(),
    ) {
        let mut mesh = Mesh { indices, ..Mesh::with_texture(PAGE) };
        for chunk in numbers.chunks_exact(4) {
            let &[x, y, u, v] = chunk else { unreachable!() };
            let ink = colour(x.to_bits().to_le_bytes());
            mesh.vertices.push(Vertex { pos: pos2(x, y), uv: pos2(u, v), color: ink });
        }
        let mut painter = Painter::new();
        let options =
            if filter { TextureOptions::LINEAR_REPEAT } else { TextureOptions::NEAREST };
        announce(&mut painter, PAGE, image(2, &[[255; 4], BLACK]), options);
        let clip = Rect::from_two_pos(pos2(numbers[0], numbers[1]), Pos2::ZERO);
        for clip in [clip, Rect::EVERYTHING] {
            let primitives = [clipped(clip, mesh.clone())];
            let picture = painter.paint(scale, &primitives, [9, 7], Color32::WHITE).unwrap();
            prop_assert!(picture.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255));
        }
    }
}
