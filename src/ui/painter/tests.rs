//! Small pictures whose every pixel can be worked out by hand, and a few of real egui.

use std::sync::Arc;

use eframe::egui;
use egui::epaint::{ClippedPrimitive, ImageDelta, Mesh, PaintCallback, Primitive, Vertex};
use egui::{Color32, ColorImage, Pos2, Rect, TextureId, TextureOptions, TexturesDelta, pos2, vec2};
use proptest::prelude::*;

use super::*;

const WHITE: TextureId = TextureId::Managed(0);
const PAGE: TextureId = TextureId::Managed(1);

/// Premultiplied, and whatever it says: also light without alpha.
fn colour(rgba: [u8; 4]) -> Color32 {
    ColorImage::from_rgba_premultiplied([1, 1], &rgba).pixels[0]
}

fn image(width: usize, texels: &[[u8; 4]]) -> ColorImage {
    ColorImage::from_rgba_premultiplied([width, texels.len() / width], texels.as_flattened())
}

/// A painter that knows a white texture, as egui's first one is.
fn white_painter() -> Painter {
    let mut painter = Painter::new();
    announce(
        &mut painter,
        WHITE,
        image(1, &[[255; 4]]),
        TextureOptions::LINEAR,
    );
    painter
}

fn announce(painter: &mut Painter, id: TextureId, image: ColorImage, options: TextureOptions) {
    let mut delta = TexturesDelta::default();
    delta.push(id, ImageDelta::full(image, options));
    painter.apply(&mut delta);
    assert!(delta.is_empty(), "a delta has to be drained");
}

fn clipped(clip_rect: Rect, mesh: Mesh) -> ClippedPrimitive {
    ClippedPrimitive {
        clip_rect,
        primitive: Primitive::Mesh(mesh),
    }
}

/// Triangles of one colour from a list of corners.
fn triangles(corners: &[[f32; 2]], rgba: [u8; 4]) -> Mesh {
    let mut mesh = Mesh::default();
    for (index, &[x, y]) in (0..).zip(corners) {
        mesh.vertices
            .push(Vertex::untextured(pos2(x, y), colour(rgba)));
        mesh.indices.push(index);
    }
    mesh
}

fn paint_on(painter: &Painter, meshes: &[Mesh], size: [u32; 2], background: [u8; 4]) -> Picture {
    let primitives: Vec<_> = meshes
        .iter()
        .map(|mesh| clipped(Rect::EVERYTHING, mesh.clone()))
        .collect();
    painter
        .paint(1.0, &primitives, size, colour(background))
        .unwrap()
}

const BLACK: [u8; 4] = [0, 0, 0, 255];

fn paint(meshes: &[Mesh], size: [u32; 2]) -> Picture {
    paint_on(&white_painter(), meshes, size, BLACK)
}

/// One letter a pixel: `.` for black, `#` for white, `+` for what lies between.
fn letters(picture: &Picture) -> Vec<String> {
    let rows = picture.rgba.chunks_exact(picture.width as usize * 4);
    rows.map(|row| {
        row.chunks_exact(4)
            .map(|pixel| match pixel {
                [0, 0, 0, 255] => '.',
                [255, 255, 255, 255] => '#',
                _ => '+',
            })
            .collect()
    })
    .collect()
}

#[track_caller]
fn check_shape(corners: &[[f32; 2]], expected: &[&str]) {
    let size = [expected[0].len() as u32, expected.len() as u32];
    assert_eq!(
        letters(&paint(&[triangles(corners, [255; 4])], size)),
        expected
    );
}

mod coverage {
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
            min in [-3f32..20.0, -3f32..20.0],
            size in [0f32..15.0, 0f32..15.0],
        ) {
            let [left, top] = min;
            let (right, bottom) = (left + size[0], top + size[1]);
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
}

mod colours {
    use super::*;

    #[track_caller]
    fn check_over(ink: [u8; 4], background: [u8; 4], expected: [u8; 4]) {
        let mesh = triangles(&[[0., 0.], [8., 0.], [0., 8.]], ink);
        let picture = paint_on(&white_painter(), &[mesh], [2, 1], background);
        assert_eq!(picture.pixel(1, 0), Some(expected));
    }

    #[test]
    fn a_translucent_colour_lets_the_background_through() {
        // 100 + 10·127/255 = 104.98; 0 + 200·127/255 = 99.61; 0 + 30·127/255 = 14.94
        check_over([100, 0, 0, 128], [10, 200, 30, 255], [105, 100, 15, 255]);
    }

    #[test]
    fn an_opaque_colour_hides_it() {
        check_over([1, 2, 3, 255], [10, 200, 30, 255], [1, 2, 3, 255]);
    }

    #[test]
    fn a_transparent_colour_leaves_it() {
        check_over([0; 4], [10, 200, 30, 255], [10, 200, 30, 255]);
    }

    #[test]
    fn light_without_alpha_adds_up_and_is_capped() {
        check_over([100, 100, 100, 0], [10, 200, 30, 255], [110, 255, 130, 255]);
    }

    #[test]
    fn a_background_is_taken_as_opaque() {
        check_over([0; 4], [10, 20, 30, 40], [10, 20, 30, 255]);
    }

    #[test]
    fn a_layer_is_rounded_once() {
        // Tinting first would round 3·128/255 = 1.506 to 2, and 2 + 0 is not 1.506 + 0.
        let mut painter = white_painter();
        announce(
            &mut painter,
            PAGE,
            image(1, &[[128, 128, 128, 255]]),
            TextureOptions::LINEAR,
        );
        let mut mesh = triangles(&[[0., 0.], [8., 0.], [0., 8.]], [3, 3, 3, 128]);
        mesh.texture_id = PAGE;
        let picture = paint_on(&painter, &[mesh], [1, 1], [1, 2, 0, 255]);
        // 1.506 + 1·127/255 = 2.004; 1.506 + 2·127/255 = 2.502; 1.506
        assert_eq!(picture.pixel(0, 0), Some([2, 3, 2, 255]));
    }

    #[test]
    fn colours_between_corners_change_evenly() {
        let mut mesh = triangles(&[[0., 0.], [10., 0.], [0., 10.]], [0, 0, 0, 255]);
        mesh.vertices[1].color = colour([200, 100, 0, 255]);
        let picture = paint(&[mesh], [10, 10]);
        assert_eq!(picture.pixel(0, 0), Some([10, 5, 0, 255]));
        assert_eq!(picture.pixel(4, 0), Some([90, 45, 0, 255]));
        assert_eq!(picture.pixel(4, 4), Some([90, 45, 0, 255]));
    }

    #[test]
    fn later_meshes_lie_above_earlier_ones() {
        let corners = [[0., 0.], [8., 0.], [0., 8.]];
        let meshes = [
            triangles(&corners, [9, 9, 9, 255]),
            triangles(&corners, [7, 7, 7, 255]),
        ];
        assert_eq!(paint(&meshes, [1, 1]).pixel(0, 0), Some([7, 7, 7, 255]));
    }
}

mod clipping {
    use super::*;

    #[track_caller]
    fn check_clip(clip: Rect, pixels_per_point: f32, expected: &[&str]) {
        let everywhere = [[-99., -99.], [999., -99.], [-99., 999.]];
        let primitives = [clipped(clip, triangles(&everywhere, [255; 4]))];
        let painter = white_painter();
        let picture = painter
            .paint(pixels_per_point, &primitives, [4, 3], colour(BLACK))
            .unwrap();
        assert_eq!(letters(&picture), expected);
    }

    #[test]
    fn nothing_is_painted_outside_the_clip_rectangle() {
        let clip = Rect::from_min_max(pos2(1., 1.), pos2(3., 2.));
        check_clip(clip, 1.0, &["....", ".##.", "...."]);
    }

    #[test]
    fn the_clip_rectangle_is_in_points() {
        let clip = Rect::from_min_max(pos2(0.5, 0.), pos2(1.5, 1.));
        check_clip(clip, 2.0, &[".##.", ".##.", "...."]);
    }

    #[test]
    fn the_clip_rectangle_is_rounded_to_pixels() {
        let clip = Rect::from_min_max(pos2(0.4, 0.6), pos2(2.4, 2.6));
        check_clip(clip, 1.0, &["....", "##..", "##.."]);
    }

    #[test]
    fn a_clip_rectangle_larger_than_the_picture_is_the_picture() {
        check_clip(Rect::EVERYTHING, 1.0, &["####", "####", "####"]);
    }

    #[test]
    fn an_empty_or_reversed_clip_rectangle_shows_nothing() {
        check_clip(Rect::NOTHING, 1.0, &["....", "....", "...."]);
        let beside = Rect::from_min_max(pos2(90., 90.), pos2(99., 99.));
        check_clip(beside, 1.0, &["....", "....", "...."]);
    }
}

mod textures {
    use super::*;

    const RED: [u8; 4] = [255, 0, 0, 255];
    const GREEN: [u8; 4] = [0, 255, 0, 255];
    const BLUE: [u8; 4] = [0, 0, 255, 255];

    fn page_painter(options: TextureOptions) -> Painter {
        let mut painter = Painter::new();
        announce(
            &mut painter,
            PAGE,
            image(2, &[RED, GREEN, BLUE, [255; 4]]),
            options,
        );
        painter
    }

    fn page_at(rect: Rect) -> Mesh {
        let mut mesh = Mesh::with_texture(PAGE);
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1., 1.));
        mesh.add_rect_with_uv(rect, whole, Color32::WHITE);
        mesh
    }

    #[track_caller]
    fn check_page(painter: &Painter, rect: Rect, size: [u32; 2], expected: &[[u8; 4]]) {
        let picture = paint_on(painter, &[page_at(rect)], size, BLACK);
        assert_eq!(picture.rgba.as_chunks::<4>().0, expected);
    }

    fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(width, height))
    }

    #[test]
    fn a_texture_in_its_own_size_is_copied() {
        let expected = [BLACK, RED, GREEN, BLACK, BLUE, [255; 4]];
        for options in [TextureOptions::LINEAR, TextureOptions::NEAREST] {
            check_page(
                &page_painter(options),
                rect(1., 0., 2., 2.),
                [3, 2],
                &expected,
            );
        }
    }

    #[test]
    fn a_texture_cut_by_the_border_shows_the_rest() {
        let painter = page_painter(TextureOptions::LINEAR);
        check_page(&painter, rect(-1., -1., 2., 2.), [1, 1], &[[255; 4]]);
    }

    #[test]
    fn a_nearest_texture_grows_in_blocks() {
        let painter = page_painter(TextureOptions::NEAREST);
        let expected = [RED, RED, GREEN, GREEN];
        check_page(&painter, rect(0., 0., 4., 4.), [4, 1], &expected);
    }

    #[test]
    fn a_linear_texture_grows_smoothly() {
        let painter = page_painter(TextureOptions::LINEAR);
        // The centres lie at texels 0.25, 0.75, 1.25 and 1.75: weights 0, 1/4, 3/4, 1.
        let expected = [RED, [191, 64, 0, 255], [64, 191, 0, 255], GREEN];
        check_page(&painter, rect(0., 0., 4., 4.), [4, 1], &expected);
    }

    #[test]
    fn a_shrunk_texture_is_filtered() {
        let painter = page_painter(TextureOptions::LINEAR);
        check_page(
            &painter,
            rect(0., 0., 1., 1.),
            [1, 1],
            &[[128, 128, 128, 255]],
        );
    }

    #[test]
    fn the_vertex_colour_tints_the_texture() {
        let painter = page_painter(TextureOptions::LINEAR);
        let mut mesh = page_at(rect(0., 0., 2., 2.));
        for vertex in &mut mesh.vertices {
            vertex.color = colour([100, 100, 0, 100]);
        }
        let picture = paint_on(&painter, &[mesh], [2, 2], [0, 0, 51, 255]);
        // Below stays 51·155/255 = 31.
        let expected = [
            [100, 0, 31, 255],
            [0, 100, 31, 255],
            [0, 0, 31, 255],
            [100, 100, 31, 255],
        ];
        assert_eq!(picture.rgba.as_chunks::<4>().0, expected);
    }

    #[test]
    fn a_partial_update_changes_only_its_part() {
        let mut painter = page_painter(TextureOptions::LINEAR);
        let mut delta = TexturesDelta::default();
        let part = ImageDelta::partial([1, 0], image(1, &[BLUE, RED]), TextureOptions::LINEAR);
        delta.push(PAGE, part);
        painter.apply(&mut delta);
        assert!(delta.is_empty());
        check_page(
            &painter,
            rect(0., 0., 2., 2.),
            [2, 2],
            &[RED, BLUE, BLUE, RED],
        );
    }

    #[test]
    fn several_updates_of_one_frame_are_taken_in_order() {
        let mut painter = Painter::new();
        let mut delta = TexturesDelta::default();
        let options = TextureOptions::NEAREST;
        delta.push(PAGE, ImageDelta::full(image(2, &[RED; 4]), options));
        delta.push(
            PAGE,
            ImageDelta::partial([0, 0], image(2, &[GREEN; 2]), options),
        );
        delta.push(
            PAGE,
            ImageDelta::partial([0, 0], image(1, &[BLUE]), options),
        );
        painter.apply(&mut delta);
        check_page(
            &painter,
            rect(0., 0., 2., 2.),
            [2, 2],
            &[BLUE, GREEN, RED, RED],
        );
    }

    #[test]
    fn a_whole_update_may_change_the_size() {
        let mut painter = page_painter(TextureOptions::NEAREST);
        announce(
            &mut painter,
            PAGE,
            image(1, &[GREEN]),
            TextureOptions::NEAREST,
        );
        check_page(&painter, rect(0., 0., 2., 1.), [2, 1], &[GREEN, GREEN]);
    }

    #[test]
    fn a_freed_texture_lasts_for_the_frame_that_frees_it() {
        let mut painter = page_painter(TextureOptions::NEAREST);
        let mut delta = TexturesDelta::default();
        delta.free(PAGE);
        painter.apply(&mut delta);
        assert!(delta.is_empty());
        check_page(&painter, rect(0., 0., 2., 2.), [2, 1], &[RED, GREEN]);
        painter.apply(&mut TexturesDelta::default());
        assert_eq!(painter.num_textures(), 0);
        check_page(&painter, rect(0., 0., 2., 2.), [2, 1], &[BLACK, BLACK]);
    }

    #[test]
    fn an_update_of_an_unknown_texture_is_drained_and_forgotten() {
        let mut painter = Painter::new();
        let mut delta = TexturesDelta::default();
        delta.push(
            PAGE,
            ImageDelta::partial([0, 0], image(1, &[RED]), TextureOptions::LINEAR),
        );
        painter.apply(&mut delta);
        assert!(delta.is_empty());
        assert_eq!(painter.num_textures(), 0);
    }

    #[test]
    fn a_texture_place_beyond_one_repeats_if_asked_to() {
        let painter = page_painter(TextureOptions::NEAREST_REPEAT);
        let mut mesh = Mesh::with_texture(PAGE);
        let twice = Rect::from_min_max(Pos2::ZERO, pos2(2., 1.));
        mesh.add_rect_with_uv(rect(0., 0., 4., 2.), twice, Color32::WHITE);
        let picture = paint_on(&painter, &[mesh], [4, 1], BLACK);
        assert_eq!(picture.rgba.as_chunks::<4>().0, [RED, GREEN, RED, GREEN]);
    }
}

#[test]
fn paint_callbacks_are_skipped() {
    let callback = PaintCallback {
        rect: Rect::EVERYTHING,
        callback: Arc::new(()),
    };
    let primitives = [
        ClippedPrimitive {
            clip_rect: Rect::EVERYTHING,
            primitive: Primitive::Callback(callback),
        },
        clipped(
            Rect::EVERYTHING,
            triangles(&[[0., 0.], [9., 0.], [0., 9.]], [255; 4]),
        ),
    ];
    let picture = white_painter()
        .paint(1.0, &primitives, [2, 1], colour(BLACK))
        .unwrap();
    assert_eq!(letters(&picture), ["##"]);
}

mod sizes {
    use super::*;

    #[track_caller]
    fn check_refused(size: [u32; 2], scale: f32, expected: &str) {
        let error = Painter::new()
            .paint(scale, &[], size, Color32::WHITE)
            .unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }

    #[test]
    fn a_side_above_the_limit_is_refused() {
        check_refused([MAX_SIDE_PX + 1, 1], 1.0, "16385 × 1 pixels is too large");
        check_refused([1, u32::MAX], 1.0, "too large");
    }

    #[test]
    fn the_limit_itself_is_a_picture() {
        let picture = Painter::new()
            .paint(1.0, &[], [MAX_SIDE_PX, 1], Color32::WHITE)
            .unwrap();
        assert_eq!(picture.rgba.len(), 65_536);
    }

    #[test]
    fn an_empty_picture_is_refused() {
        check_refused([0, 5], 1.0, "0 × 5 pixels is empty");
    }

    #[test]
    fn a_scale_that_is_none_is_refused() {
        for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            check_refused([5, 5], scale, "is no scale");
        }
    }

    #[test]
    fn a_window_that_is_too_large_is_never_run() {
        for size in [
            vec2(1e9, 10.),
            vec2(f32::INFINITY, 10.),
            vec2(-5., 10.),
            vec2(f32::NAN, 9.),
        ] {
            let run = |_: &mut Ui| panic!("run");
            assert!(render_frames(&Context::default(), size, 1.0, 2, run).is_err());
        }
    }
}

mod frames {
    use super::*;

    fn light() -> Context {
        let ctx = Context::default();
        ctx.set_theme(egui::Theme::Light);
        ctx
    }

    /// How many pixels of a rectangle (in pixels) are darker than mid-grey.
    fn num_dark(picture: &Picture, rect: Rect) -> usize {
        let mut num = 0;
        for y in 0..picture.height {
            for x in 0..picture.width {
                let centre = pos2(x as f32 + 0.5, y as f32 + 0.5);
                let [red, green, blue, _] = picture.pixel(x, y).unwrap();
                let is_dark = u32::from(red) + u32::from(green) + u32::from(blue) < 3 * 128;
                num += usize::from(is_dark && rect.contains(centre));
            }
        }
        num
    }

    #[track_caller]
    fn check_label(pixels_per_point: f32) {
        let mut rect = Rect::NOTHING;
        let size = vec2(200., 60.);
        let picture = render_frames(&light(), size, pixels_per_point, 3, |ui| {
            rect = ui.label("Rangebook").rect;
        })
        .unwrap();
        let rect = rect * pixels_per_point;
        let inside = num_dark(&picture, rect);
        let area = (rect.width() * rect.height()) as usize;
        assert!(
            (area / 20..area / 2).contains(&inside),
            "{inside} of {area} pixels are dark"
        );
        assert_eq!(
            num_dark(&picture, Rect::EVERYTHING),
            inside,
            "ink beside the label"
        );
        assert_eq!(picture.width, (200.0 * pixels_per_point) as u32);
    }

    #[test]
    fn a_label_leaves_dark_pixels_in_its_rectangle_only() {
        check_label(1.0);
    }

    #[test]
    fn a_finer_screen_gives_a_larger_picture() {
        check_label(2.0);
    }

    #[test]
    fn the_same_window_gives_the_same_picture() {
        let run = |ui: &mut Ui| _ = ui.button("Open…");
        let once = || render_frames(&light(), vec2(90., 40.), 1.5, 3, run).unwrap();
        assert!(once() == once());
    }

    #[test]
    fn the_clock_moves_with_every_frame() {
        let mut times = Vec::new();
        let run = |ui: &mut Ui| times.push(ui.input(|input| input.time));
        render_frames(&light(), vec2(20., 20.), 1.0, 4, run).unwrap();
        assert_eq!(times.len(), 4);
        assert!(times.is_sorted_by(|a, b| a < b), "{times:?}");
    }

    #[test]
    fn no_frames_are_one_frame() {
        let mut num = 0;
        render_frames(&light(), vec2(20., 20.), 1.0, 0, |_| num += 1).unwrap();
        assert_eq!(num, 1);
    }

    #[test]
    fn a_painter_goes_on_with_its_context() {
        let (ctx, mut painter) = (light(), Painter::new());
        let run = |ui: &mut Ui| _ = ui.label("Rangebook");
        let size = vec2(200., 60.);
        let first = painter.render_frames(&ctx, size, 1.0, 3, run).unwrap();
        let second = painter.render_frames(&ctx, size, 1.0, 1, run).unwrap();
        assert!(first == second);
        assert!(num_dark(&second, Rect::EVERYTHING) > 0);
    }

    #[test]
    fn zoom_enlarges_the_content_and_not_the_picture() {
        let ctx = light();
        let mut seen = Rect::NOTHING;
        let run = |ui: &mut Ui| {
            ui.ctx().set_zoom_factor(2.0);
            seen = ui.ctx().content_rect();
        };
        let picture = render_frames(&ctx, vec2(100., 60.), 1.0, 3, run).unwrap();
        assert_eq!([picture.width, picture.height], [100, 60]);
        assert_eq!(seen.size(), vec2(50., 30.));
    }

    #[test]
    fn the_panels_fill_is_the_background() {
        let picture = render_frames(&light(), vec2(20., 20.), 1.0, 1, |_| {}).unwrap();
        let fill = egui::Visuals::light().panel_fill.to_array();
        assert_eq!(picture.pixel(19, 19), Some(fill));
    }
}

mod png_files {
    use super::*;

    #[test]
    fn a_written_picture_reads_back_the_same() {
        let mesh = triangles(&[[0., 0.], [20., 3.], [4., 15.]], [90, 160, 30, 200]);
        let picture = paint_on(&white_painter(), &[mesh], [19, 13], [7, 80, 200, 255]);
        let mut file = Vec::new();
        picture.write_png(&mut file).unwrap();

        let mut reader = png::Decoder::new(std::io::Cursor::new(file))
            .read_info()
            .unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgb).unwrap();
        assert_eq!((info.width, info.height), (19, 13));
        assert_eq!(
            (info.color_type, info.bit_depth),
            (png::ColorType::Rgb, png::BitDepth::Eight)
        );
        let read: Vec<u8> = rgb
            .chunks_exact(3)
            .flat_map(|rgb| [rgb[0], rgb[1], rgb[2], 255])
            .collect();
        assert!(read == picture.rgba);
    }

    #[test]
    fn fields_that_do_not_fit_are_an_error() {
        let picture = Picture {
            width: 3,
            height: 3,
            rgba: vec![0; 8],
        };
        assert!(matches!(
            picture.write_png(Vec::new()),
            Err(PictureError::Encode(_))
        ));
    }

    /// A disk without room.
    struct Full;

    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_writer_that_fails_is_an_error() {
        let picture = white_painter()
            .paint(1.0, &[], [2, 2], Color32::WHITE)
            .unwrap();
        assert!(matches!(
            picture.write_png(Full),
            Err(PictureError::Encode(_))
        ));
    }

    #[test]
    fn a_pixel_outside_is_none() {
        let picture = white_painter()
            .paint(1.0, &[], [2, 2], Color32::WHITE)
            .unwrap();
        assert_eq!(picture.pixel(2, 0), None);
        assert_eq!(picture.pixel(0, 2), None);
        assert_eq!(picture.pixel(1, 1), Some([255; 4]));
    }
}
