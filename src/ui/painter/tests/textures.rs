//! Textures: whole, in part, freed, grown, shrunk and repeated.

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
