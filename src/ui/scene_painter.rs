//! Paints a laid-out chart ([`Scene`]) with egui: in the window's preview, and as a PNG without one.
//!
//! The scene decides every place and colour; nothing is measured here. egui's own fonts have no bold,
//! so bold letters are painted twice, a hair apart, which stays within the width that the scene
//! reckons with. The colours come from the scene, not from the window's theme, because a chart in a
//! report looks the same whatever the window looks like.

use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontId, Pos2, Rect, Shape as Paint, StrokeKind, Vec2,
};

use super::painter::{Picture, PictureError, render_frames};
use crate::export::scene::{Anchor, Point, Rgba, Scene, SceneItem, Shape, Stroke, Weight};
use crate::geo::fill::triangles;
use crate::geo::flat::XY;

/// Paints the scene with its top left corner at `origin`.
pub fn paint_scene_at(painter: &egui::Painter, origin: Pos2, scene: &Scene) {
    let page = Rect::from_min_size(origin, Vec2::new(scene.width, scene.height));
    painter.rect_filled(page, CornerRadius::ZERO, colour(scene.background));
    paint_items(painter, origin, &scene.items);
}

/// Paints parts of a scene whose corner is at `origin`.
pub fn paint_items(painter: &egui::Painter, origin: Pos2, items: &[SceneItem]) {
    for (at, item) in items.iter().enumerate() {
        match items.get(at + 1).and_then(|next| veil(painter, item, next)) {
            Some(fitted) => paint_item(painter, origin, &fitted),
            None => paint_item(painter, origin, item),
        }
    }
}

/// The scene makes room for the widest of fonts. A veil behind words in their middle is drawn no wider
/// than they are in this one.
fn veil(painter: &egui::Painter, item: &SceneItem, next: &SceneItem) -> Option<SceneItem> {
    let Shape::Rect {
        min,
        size,
        fill,
        stroke: None,
    } = &item.shape
    else {
        return None;
    };
    let Shape::Text {
        text,
        size: letters,
        anchor: Anchor::Middle,
        ..
    } = &next.shape
    else {
        return None;
    };
    let (around, within) = (item.bounds(), next.bounds());
    if !around.grown(1.0).covers(within) {
        return None;
    }
    let font = FontId::proportional(*letters);
    let words = painter.layout_no_wrap(text.clone(), font, Color32::TRANSPARENT);
    let width = (words.size().x + 6.0).min(size[0]);
    Some(SceneItem {
        shape: Shape::Rect {
            min: [min[0] + (size[0] - width) / 2.0, min[1]],
            size: [width, size[1]],
            fill: *fill,
            stroke: None,
        },
        ..item.clone()
    })
}

/// The scene as a PNG file of `scale` pixels a unit.
///
/// # Errors
/// When the picture would be too large, or could not be encoded.
pub fn scene_png(scene: &Scene, scale: f32) -> Result<Vec<u8>, PictureError> {
    let mut png = Vec::new();
    painted(scene, scale)?.write_png(&mut png)?;
    Ok(png)
}

/// The scene as pixels for the clipboard, `scale` a unit.
///
/// # Errors
/// When the picture would be too large.
pub fn scene_picture(scene: &Scene, scale: f32) -> Result<egui::ColorImage, PictureError> {
    let picture = painted(scene, scale)?;
    let side = |pixels: u32| usize::try_from(pixels).unwrap_or(0);
    let size = [side(picture.width), side(picture.height)];
    Ok(egui::ColorImage::from_rgba_unmultiplied(
        size,
        &picture.rgba,
    ))
}

fn painted(scene: &Scene, scale: f32) -> Result<Picture, PictureError> {
    let context = egui::Context::default();
    let size = Vec2::new(scene.width, scene.height);
    render_frames(&context, size, scale, 2, |ui| {
        let everything = Rect::from_min_size(Pos2::ZERO, size);
        let painter = ui.painter().with_clip_rect(everything);
        paint_scene_at(&painter, Pos2::ZERO, scene);
    })
}

fn paint_item(painter: &egui::Painter, origin: Pos2, item: &SceneItem) {
    let at = |point: &Point| Pos2::new(origin.x + point[0], origin.y + point[1]);
    match &item.shape {
        Shape::Line { from, to, stroke } => line(painter, vec![at(from), at(to)], *stroke),
        Shape::Polyline { points, stroke } => {
            line(painter, points.iter().map(at).collect(), *stroke);
        }
        Shape::Polygon {
            points,
            fill,
            stroke,
        } => {
            let points = points.iter().map(at).collect();
            painter.add(Paint::convex_polygon(
                points,
                inside(*fill),
                border(*stroke),
            ));
        }
        Shape::Area { rings, fill } => {
            painter.add(Paint::mesh(area(&at, rings, *fill)));
        }
        Shape::Rect {
            min,
            size,
            fill,
            stroke,
        } => {
            let bounds = Rect::from_min_size(at(min), Vec2::from(*size));
            painter.rect(
                bounds,
                CornerRadius::ZERO,
                inside(*fill),
                border(*stroke),
                StrokeKind::Middle,
            );
        }
        Shape::Circle {
            center,
            radius,
            fill,
            stroke,
        } => {
            painter.circle(at(center), *radius, inside(*fill), border(*stroke));
        }
        Shape::Text { .. } => text(painter, origin, item),
    }
}

/// Triangles for a shape that egui itself cannot fill.
fn area(at: &impl Fn(&Point) -> Pos2, rings: &[Vec<Point>], fill: Rgba) -> egui::Mesh {
    let wide = |ring: &Vec<Point>| -> Vec<XY> { ring.iter().map(|it| it.map(f64::from)).collect() };
    let mut mesh = egui::Mesh::default();
    let Some((outer, holes)) = rings.split_first() else {
        return mesh;
    };
    let holes: Vec<Vec<XY>> = holes.iter().map(wide).collect();
    mesh.indices = triangles(&wide(outer), &holes);
    for point in rings.iter().flatten() {
        mesh.colored_vertex(at(point), colour(fill));
    }
    mesh
}

fn line(painter: &egui::Painter, points: Vec<Pos2>, stroke: Stroke) {
    let pen = egui::Stroke::new(stroke.width, colour(stroke.colour));
    match stroke.dash {
        Some([dash, gap]) if dash > 0.0 && gap > 0.0 => {
            painter.extend(Paint::dashed_line(&points, pen, dash, gap));
        }
        _ => {
            painter.add(Paint::line(points, pen));
        }
    }
}

fn text(painter: &egui::Painter, origin: Pos2, item: &SceneItem) {
    let Shape::Text {
        at,
        text,
        size,
        weight,
        anchor,
        colour: ink,
    } = &item.shape
    else {
        return;
    };
    let font = FontId::proportional(*size);
    let galley = painter.layout_no_wrap(text.clone(), font, colour(*ink));
    // The scene gives the baseline, egui wants the top.
    let baseline = galley
        .rows
        .first()
        .and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y))
        .unwrap_or(*size);
    let side = match anchor {
        Anchor::Start => Align2::LEFT_TOP,
        Anchor::Middle => Align2::CENTER_TOP,
        Anchor::End => Align2::RIGHT_TOP,
    };
    let corner = Pos2::new(origin.x + at[0], origin.y + at[1] - baseline);
    let place = side.anchor_size(corner, galley.size()).min;
    if *weight == Weight::Bold {
        let beside = place + Vec2::new(size * 0.045, 0.0);
        painter.galley(beside, galley.clone(), colour(*ink));
    }
    painter.galley(place, galley, colour(*ink));
}

fn inside(fill: Option<Rgba>) -> Color32 {
    fill.map_or(Color32::TRANSPARENT, colour)
}

fn border(stroke: Option<Stroke>) -> egui::Stroke {
    stroke.map_or(egui::Stroke::NONE, |it| {
        egui::Stroke::new(it.width, colour(it.colour))
    })
}

pub(super) const fn colour([r, g, b, a]: Rgba) -> Color32 {
    Color32::from_rgba_unmultiplied_const(r, g, b, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::scene::{Part, Size, Theme, ranges_scene};
    use crate::extract::Extraction;
    use crate::figures::ranges;
    use crate::reference::Catalog;

    fn scene(shapes: Vec<Shape>) -> Scene {
        Scene {
            width: 60.0,
            height: 40.0,
            title: String::new(),
            description: String::new(),
            background: [255, 255, 255, 255],
            items: shapes
                .into_iter()
                .map(|shape| SceneItem {
                    shape,
                    part: Part::Axis,
                    link: None,
                    hint: None,
                })
                .collect(),
        }
    }

    /// Decodes the picture and gives a way to look at its pixels.
    fn pixels(png: Vec<u8>) -> (u32, u32, impl Fn(u32, u32) -> [u8; 3]) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        let (width, height) = (info.width, info.height);
        let at = move |x: u32, y: u32| {
            let i = (y as usize * width as usize + x as usize) * 4;
            [data[i], data[i + 1], data[i + 2]]
        };
        (width, height, at)
    }

    const RED: Rgba = [200, 0, 0, 255];

    #[test]
    fn shapes_stand_where_the_scene_puts_them() {
        let scene = scene(vec![
            Shape::Rect {
                min: [10.0, 10.0],
                size: [20.0, 10.0],
                fill: Some(RED),
                stroke: None,
            },
            Shape::Line {
                from: [0.0, 30.0],
                to: [60.0, 30.0],
                stroke: Stroke::solid(4.0, RED),
            },
        ]);
        let (width, height, at) = pixels(scene_png(&scene, 2.0).unwrap());
        assert_eq!((width, height), (120, 80));
        assert_eq!(at(2, 2), [255; 3]);
        assert_eq!(at(40, 30), [200, 0, 0]);
        assert_eq!(at(70, 30), [255; 3]);
        assert_eq!(at(60, 60), [200, 0, 0]);
    }

    #[test]
    fn text_stands_on_its_baseline_at_its_anchor() {
        let word = |anchor| Shape::Text {
            at: [30.0, 30.0],
            text: "HHH".to_owned(),
            size: 14.0,
            weight: Weight::Bold,
            anchor,
            colour: [0, 0, 0, 255],
        };
        let inked = |anchor| {
            let (width, height, at) = pixels(scene_png(&scene(vec![word(anchor)]), 1.0).unwrap());
            let all = (0..width).flat_map(|x| (0..height).map(move |y| (x, y)));
            let dark: Vec<(u32, u32)> = all.filter(|&(x, y)| at(x, y)[0] < 128).collect();
            let bottom = dark.iter().map(|it| it.1).max().unwrap();
            let left = dark.iter().map(|it| it.0).min().unwrap();
            let right = dark.iter().map(|it| it.0).max().unwrap();
            (left, right, bottom)
        };
        let (left, _, bottom) = inked(Anchor::Start);
        assert!((30..=33).contains(&left) && (28..=30).contains(&bottom));
        let (_, right, _) = inked(Anchor::End);
        assert!((27..=30).contains(&right));
        let (left, right, _) = inked(Anchor::Middle);
        assert!((left + right).abs_diff(60) <= 2);
    }

    #[test]
    fn a_whole_chart_becomes_a_picture_of_the_size_asked_for() {
        let asked = ["tomahawk-block-iv".to_owned(), "df-26".to_owned()];
        let figure = ranges(Catalog::shipped(), "", &Extraction::default(), &asked);
        let size = Size::new(640, 400).unwrap();
        let scene = ranges_scene(&figure, size, Theme::Dark);
        let (width, height, at) = pixels(scene_png(&scene, 1.0).unwrap());
        assert_eq!((width, height), (640, 400));
        let [r, g, b, _] = scene.background;
        assert_eq!(at(1, 1), [r, g, b]);
        let inked = (0..width)
            .flat_map(|x| (0..height).map(move |y| (x, y)))
            .filter(|&(x, y)| at(x, y) != [r, g, b])
            .count();
        assert!(inked > 5000, "{inked}");
    }

    #[test]
    fn too_large_is_refused() {
        assert!(scene_png(&scene(Vec::new()), 1000.0).is_err());
        assert!(scene_png(&scene(Vec::new()), f32::NAN).is_err());
    }
}
