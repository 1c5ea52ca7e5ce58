//! Draws what egui wants on screen into memory, without a display or a GPU.
//!
//! egui's output is triangles with one texture and vertex colours. This painter keeps the
//! textures, fills the triangles and hands back a [`Picture`], so that the program can
//! photograph itself anywhere and tests see the same pixels on every machine.
//!
//! What it keeps to:
//! - Colours are premultiplied and blended in gamma space, as every egui backend does
//!   (`source + target · (1 − alpha)`), rounded once per layer.
//! - A pixel belongs to a triangle when its centre does; a centre on an edge belongs to the
//!   triangle below or to the right (the top-left rule), so shared edges are drawn once.
//! - Positions are snapped to 1/256 pixel, which makes coverage exact integer arithmetic.
//! - The same output always gives the same picture; no input makes it panic.
//!
//! What it leaves out: paint callbacks ([`egui::epaint::Primitive::Callback`]) are skipped,
//! since they speak to a GPU; mipmaps and dithering are not done; a mesh whose texture was
//! never announced is not drawn.

mod blend;
mod corner;
mod cover;
mod raster;
mod shade;
#[cfg(test)]
mod tests;
mod texture;

use std::collections::HashMap;
use std::io::Write;

use eframe::egui;
use egui::epaint::{ClippedPrimitive, Primitive};
use egui::{Color32, Context, TextureId, TexturesDelta, Ui, Vec2, ViewportId, ViewportInfo};

use self::cover::Clip;
use self::raster::Canvas;
use self::texture::Texture;

/// The longest side a [`Picture`] may have, in pixels.
///
/// Four bytes a pixel make this 1 GB, the most one request may ask of a machine; it is also
/// the largest surface that common graphics drivers offer, so no real window is refused.
pub const MAX_SIDE_PX: u32 = 16_384;

/// How far the clock moves between two frames of [`render_frames`].
///
/// egui caps the step of an animation at this, and its animations last 1/12 s, so what one
/// frame opened has settled in the next.
const FRAME_SECS: f64 = 0.1;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// A side is longer than [`MAX_SIDE_PX`].
    #[error("a picture of {width} × {height} pixels is too large: a side may have {MAX_SIDE_PX}")]
    TooLarge {
        /// The width asked for, in pixels.
        width: u32,
        /// The height asked for, in pixels.
        height: u32,
    },
    /// A side has no length.
    #[error("a picture of {width} × {height} pixels is empty: both sides need at least 1")]
    Empty {
        /// The width asked for, in pixels.
        width: u32,
        /// The height asked for, in pixels.
        height: u32,
    },
    /// The scale is not a positive number.
    #[error("{0} pixels per point is no scale: it has to be above 0")]
    Scale(f32),
    /// The picture could not be encoded, or its writer failed.
    #[error("the picture could not be written as PNG")]
    Encode(#[from] png::EncodingError),
}

/// A finished, opaque picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Red, green, blue and alpha (always 255), row by row from the top left.
    pub rgba: Vec<u8>,
}

/// Leaves out the pixels: a failed comparison of two pictures should stay readable.
impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Picture")
            .field("width", &self.width)
            .field("height", &self.height)
            .finish_non_exhaustive()
    }
}

impl Picture {
    /// The pixel in column `x` and row `y`; `None` outside the picture.
    #[must_use]
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width {
            return None;
        }
        let index = y as usize * self.width as usize + x as usize;
        self.rgba.as_chunks::<4>().0.get(index).copied()
    }

    /// Writes the picture as a PNG file.
    ///
    /// # Errors
    /// [`PictureError::Encode`] when the writer fails, or when the public fields were changed
    /// so that they no longer fit each other.
    pub fn write_png(&self, out: impl Write) -> Result<(), PictureError> {
        let mut encoder = png::Encoder::new(out, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgba)?;
        writer.finish()?;
        Ok(())
    }
}

/// Keeps the textures of one [`Context`] and paints its frames.
///
/// A context announces each texture once. Give every [`TexturesDelta`] of a context to the same
/// painter, in order, starting with the first.
#[derive(Default)]
pub struct Painter {
    textures: HashMap<TextureId, Texture>,
    /// Announced as free with the last delta. They go with the next one, not at once: the frame
    /// that came with the announcement may still show them, and may be painted twice.
    stale: Vec<TextureId>,
}

impl Painter {
    /// A painter that knows no textures yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in the texture changes of a frame and leaves `delta` empty.
    ///
    /// A change to a part that lies outside its texture, or to a texture never announced,
    /// changes nothing.
    pub fn apply(&mut self, delta: &mut TexturesDelta) {
        for id in self.stale.drain(..) {
            self.textures.remove(&id);
        }
        #[expect(
            clippy::iter_over_hash_type,
            reason = "each id is its own texture, so their order changes nothing"
        )]
        for (id, changes) in delta.set.drain() {
            for change in &changes {
                let egui::ImageData::Color(image) = &change.image;
                if let Some(at) = change.pos {
                    if let Some(texture) = self.textures.get_mut(&id) {
                        texture.patch(at, image, change.options);
                    }
                } else {
                    self.textures
                        .insert(id, Texture::new(image, change.options));
                }
            }
        }
        self.stale.extend(delta.free.drain());
    }

    /// How many textures are kept.
    #[must_use]
    pub fn num_textures(&self) -> usize {
        self.textures.len()
    }

    /// Paints tessellated shapes over `background`, of which only the colour counts: the
    /// picture is opaque.
    ///
    /// # Errors
    /// [`PictureError::TooLarge`], [`PictureError::Empty`] or [`PictureError::Scale`] when there
    /// can be no picture of this size.
    pub fn paint(
        &self,
        pixels_per_point: f32,
        primitives: &[ClippedPrimitive],
        size_px: [u32; 2],
        background: Color32,
    ) -> Result<Picture, PictureError> {
        let [width, height] = checked_size(size_px, pixels_per_point)?;
        let mut canvas = Canvas::new(width as usize, height as usize, background.to_array());
        for ClippedPrimitive {
            clip_rect,
            primitive,
        } in primitives
        {
            // Callbacks draw with a GPU, and there is none.
            let Primitive::Mesh(mesh) = primitive else {
                continue;
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                continue;
            };
            let clip = Clip::new(*clip_rect, pixels_per_point, size_px);
            raster::draw_mesh(&mut canvas, clip, mesh, texture, pixels_per_point);
        }
        Ok(Picture {
            width,
            height,
            rgba: canvas.into_rgba(),
        })
    }

    /// Runs `frames` frames (at least one) of a window of `size_points` and paints the last.
    ///
    /// See [`render_frames`]; here the painter can be used again with the same context.
    ///
    /// # Errors
    /// As [`Painter::paint`]; `run` is then never called.
    pub fn render_frames(
        &mut self,
        ctx: &Context,
        size_points: Vec2,
        pixels_per_point: f32,
        frames: usize,
        mut run: impl FnMut(&mut Ui),
    ) -> Result<Picture, PictureError> {
        let size_px = checked_size(size_px(size_points * pixels_per_point), pixels_per_point)?;
        let mut shapes = Vec::new();
        let mut scale = pixels_per_point;
        for _ in 0..frames.max(1) {
            let input = frame_input(ctx, size_px, pixels_per_point);
            let mut output = ctx.run_ui(input, &mut run);
            self.apply(&mut output.textures_delta);
            shapes = std::mem::take(&mut output.shapes);
            scale = output.pixels_per_point;
        }
        let background = ctx.global_style().visuals.panel_fill;
        let primitives = ctx.tessellate(shapes, scale);
        self.paint(scale, &primitives, size_px, background)
    }
}

/// Runs `frames` frames (at least one) of a window of `size_points` and paints the last, over
/// the fill of the context's panels.
///
/// Sizes and animations settle over several frames: four are enough for most windows. The clock
/// starts where the context's last frame was and moves 0.1 s a frame, so a picture does not
/// depend on the machine's clock or speed.
///
/// `ctx` must be new: the textures that it announced before are not known here. To go on with a
/// context keep a [`Painter`] and call [`Painter::render_frames`].
///
/// # Errors
/// As [`Painter::paint`]; `run` is then never called.
pub fn render_frames(
    ctx: &Context,
    size_points: Vec2,
    pixels_per_point: f32,
    frames: usize,
    run: impl FnMut(&mut Ui),
) -> Result<Picture, PictureError> {
    Painter::new().render_frames(ctx, size_points, pixels_per_point, frames, run)
}

/// What the window system would say at the next frame.
fn frame_input(ctx: &Context, [width, height]: [u32; 2], native_scale: f32) -> egui::RawInput {
    // The reader's zoom makes points larger and so the window smaller in points.
    let scale = native_scale * ctx.zoom_factor();
    #[expect(
        clippy::cast_precision_loss,
        reason = "sides have at most 14 bits, and an f32 holds 24"
    )]
    let size_px = Vec2::new(width as f32, height as f32);
    let viewport = ViewportInfo {
        native_pixels_per_point: Some(native_scale),
        focused: Some(true),
        ..Default::default()
    };
    egui::RawInput {
        viewports: std::iter::once((ViewportId::ROOT, viewport)).collect(),
        screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size_px / scale)),
        time: Some(ctx.input(|input| input.time) + FRAME_SECS),
        focused: true,
        ..Default::default()
    }
}

/// A size in pixels, rounded to whole ones. What is too large, negative or not a number stays
/// recognisable as wrong: [`Painter::paint`] refuses it.
#[must_use]
pub fn size_px(size: Vec2) -> [u32; 2] {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "such casts saturate, and NaN becomes 0"
    )]
    let side = |length: f32| length.round() as u32;
    [side(size.x), side(size.y)]
}

/// The size, if a picture may have it.
fn checked_size([width, height]: [u32; 2], scale: f32) -> Result<[u32; 2], PictureError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(PictureError::Scale(scale));
    }
    if width > MAX_SIDE_PX || height > MAX_SIDE_PX {
        return Err(PictureError::TooLarge { width, height });
    }
    if width == 0 || height == 0 {
        return Err(PictureError::Empty { width, height });
    }
    Ok([width, height])
}
