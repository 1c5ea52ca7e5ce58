//! Real egui windows, seen through [`render_frames`].

use super::*;

fn light() -> Context {
    let ctx = Context::default();
    ctx.set_theme(egui::Theme::Light);
    ctx
}

/// How many pixels of a rectangle (in pixels) are darker than mid-grey.
fn num_dark(picture: &Picture, rect: Rect) -> usize {
    let rows = (0..picture.height).zip(0u16..);
    rows.flat_map(|(y, row)| {
        let columns = (0..picture.width).zip(0u16..);
        columns.map(move |(x, column)| (picture.pixel(x, y).unwrap(), column, row))
    })
    .filter(|&([red, green, blue, _], column, row)| {
        let centre = pos2(f32::from(column) + 0.5, f32::from(row) + 0.5);
        let is_dark = u32::from(red) + u32::from(green) + u32::from(blue) < 3 * 128;
        is_dark && rect.contains(centre)
    })
    .count()
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
    let [width, height] = size_px(rect.size());
    let area = (width * height) as usize;
    assert!(
        (area / 20..area / 2).contains(&inside),
        "{inside} of {area} pixels are dark"
    );
    assert_eq!(
        num_dark(&picture, Rect::EVERYTHING),
        inside,
        "ink beside the label"
    );
    assert_eq!(picture.width, size_px(size * pixels_per_point)[0]);
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
