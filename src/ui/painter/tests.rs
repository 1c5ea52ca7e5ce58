//! Small pictures whose every pixel can be worked out by hand, and a few of real egui.

mod coverage;
mod frames;
mod textures;

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
    let side = |len: usize| u32::try_from(len).unwrap();
    let size = [side(expected[0].len()), side(expected.len())];
    assert_eq!(
        letters(&paint(&[triangles(corners, [255; 4])], size)),
        expected
    );
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
        let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgba).unwrap();
        assert_eq!((info.width, info.height), (19, 13));
        assert_eq!(
            (info.color_type, info.bit_depth),
            (png::ColorType::Rgba, png::BitDepth::Eight)
        );
        assert!(rgba == picture.rgba);
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
