//! A texture in memory, changed in whole or in part, and read at any place.

use eframe::egui;
use egui::{ColorImage, TextureFilter, TextureOptions, TextureWrapMode};

use super::blend::{Pixel, Sample};

/// An image that triangles take their colours from.
pub(super) struct Texture {
    width: usize,
    height: usize,
    // Invariant: as many as `width · height`, row by row.
    texels: Vec<Pixel>,
    options: TextureOptions,
}

impl Texture {
    /// A copy of `image`; texels that it lacks are transparent.
    pub(super) fn new(image: &ColorImage, options: TextureOptions) -> Self {
        let [width, height] = image.size;
        let mut texels = image.as_raw().as_chunks::<4>().0.to_vec();
        texels.resize(width.saturating_mul(height), [0; 4]);
        Self {
            width,
            height,
            texels,
            options,
        }
    }

    /// Replaces the part that `image` covers when its top left corner lies at `at`.
    /// What reaches beyond the texture is left out.
    pub(super) fn patch(&mut self, at: [usize; 2], image: &ColorImage, options: TextureOptions) {
        self.options = options;
        let [left, top] = at;
        let width = image.width().min(self.width.saturating_sub(left));
        if width == 0 {
            return;
        }
        let rows = self.texels.chunks_exact_mut(self.width).skip(top);
        let new_rows = image
            .as_raw()
            .as_chunks::<4>()
            .0
            .chunks_exact(image.width());
        for (row, new_row) in rows.zip(new_rows) {
            let old = row.get_mut(left..left + width);
            if let (Some(old), Some(new)) = (old, new_row.get(..width)) {
                old.copy_from_slice(new);
            }
        }
    }

    /// Width and height in texels, for turning texture coordinates into places.
    #[expect(
        clippy::cast_precision_loss,
        reason = "no texture has 2^53 texels a side"
    )]
    pub(super) fn size(&self) -> [f64; 2] {
        [self.width as f64, self.height as f64]
    }

    /// `len` texels of row `y` from column `x` on, if the texture has them all.
    pub(super) fn stretch(&self, x: i64, y: i64, len: usize) -> Option<&[Pixel]> {
        let x = usize::try_from(x).ok()?;
        let y = usize::try_from(y).ok().filter(|&y| y < self.height)?;
        if x.checked_add(len)? > self.width {
            return None;
        }
        let start = y.checked_mul(self.width)?.checked_add(x)?;
        self.texels.get(start..start.checked_add(len)?)
    }

    /// The filter to use when a step of one pixel on screen is `texels_per_pixel` long here.
    pub(super) fn filter(&self, texels_per_pixel: f64) -> TextureFilter {
        if texels_per_pixel > 1.0 {
            self.options.minification
        } else {
            self.options.magnification
        }
    }

    /// The colour at a place given in texels: (0.5, 0.5) is the centre of the first.
    pub(super) fn sample(&self, u: f64, v: f64, filter: TextureFilter) -> Sample {
        match filter {
            TextureFilter::Nearest => {
                let texel = self.texel(whole(u), whole(v));
                texel.map(|channel| u32::from(channel) << 8)
            }
            TextureFilter::Linear => self.sample_linear(u - 0.5, v - 0.5),
        }
    }

    fn sample_linear(&self, u: f64, v: f64) -> Sample {
        let (x, y) = (whole(u), whole(v));
        let (right, down) = (weight(u), weight(v));
        let above = between(self.texel(x, y), self.texel(x.saturating_add(1), y), right);
        let y = y.saturating_add(1);
        let below = between(self.texel(x, y), self.texel(x.saturating_add(1), y), right);
        let [a0, a1, a2, a3] = above;
        let [b0, b1, b2, b3] = below;
        let mix = |a: u32, b: u32| (a * (256 - down) + b * down + 128) >> 8;
        [mix(a0, b0), mix(a1, b1), mix(a2, b2), mix(a3, b3)]
    }

    fn texel(&self, x: i64, y: i64) -> Pixel {
        let column = wrapped(x, self.width, self.options.wrap_mode);
        let row = wrapped(y, self.height, self.options.wrap_mode);
        let index = row * self.width + column;
        self.texels.get(index).copied().unwrap_or([0; 4])
    }
}

/// Two texels in units of 1/(255 · 256), mixed.
fn between(left: Pixel, right: Pixel, weight: u32) -> Sample {
    let [a0, a1, a2, a3] = left;
    let [b0, b1, b2, b3] = right;
    let mix = |a: u8, b: u8| u32::from(a) * (256 - weight) + u32::from(b) * weight;
    [mix(a0, b0), mix(a1, b1), mix(a2, b2), mix(a3, b3)]
}

/// How far `place` is past a whole number, in 256 steps.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the fraction lies between 0 and 1; from infinity or NaN the cast makes 0"
)]
fn weight(place: f64) -> u32 {
    (((place - place.floor()) * 256.0).round() as u32).min(256)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the cast saturates, and NaN becomes 0"
)]
fn whole(place: f64) -> i64 {
    place.floor() as i64
}

/// Where a column or row outside the texture is read instead.
fn wrapped(place: i64, len: usize, mode: TextureWrapMode) -> usize {
    let len = i64::try_from(len).unwrap_or(i64::MAX).max(1);
    let inside = match mode {
        TextureWrapMode::ClampToEdge => place.clamp(0, len - 1),
        TextureWrapMode::Repeat => place.rem_euclid(len),
        TextureWrapMode::MirroredRepeat => {
            let twice = place.rem_euclid(len.saturating_mul(2));
            if twice < len {
                twice
            } else {
                len.saturating_mul(2) - 1 - twice
            }
        }
    };
    usize::try_from(inside).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_wrapped(mode: TextureWrapMode, expected: [usize; 8]) {
        let places = [-4, -3, -1, 0, 2, 3, 5, 6];
        assert_eq!(places.map(|place| wrapped(place, 3, mode)), expected);
    }

    #[test]
    fn clamping_repeats_the_outermost_texel() {
        check_wrapped(TextureWrapMode::ClampToEdge, [0, 0, 0, 0, 2, 2, 2, 2]);
    }

    #[test]
    fn repeating_starts_over() {
        check_wrapped(TextureWrapMode::Repeat, [2, 0, 2, 0, 2, 0, 2, 0]);
    }

    #[test]
    fn mirroring_turns_back() {
        check_wrapped(TextureWrapMode::MirroredRepeat, [2, 2, 0, 0, 2, 2, 0, 0]);
    }

    fn two_texels(options: TextureOptions) -> Texture {
        let bytes = [0, 0, 0, 255, 200, 100, 40, 255];
        Texture::new(
            &ColorImage::from_rgba_premultiplied([2, 1], &bytes),
            options,
        )
    }

    #[track_caller]
    fn check_sample(options: TextureOptions, u: f64, expected: [u32; 4]) {
        let texture = two_texels(options);
        let sample = texture.sample(u, 0.5, texture.filter(0.5));
        assert_eq!(sample, expected.map(|channel| channel << 8));
    }

    #[test]
    fn a_linear_sample_at_a_centre_is_the_texel() {
        check_sample(TextureOptions::LINEAR, 1.5, [200, 100, 40, 255]);
    }

    #[test]
    fn a_linear_sample_between_two_centres_is_their_mean() {
        check_sample(TextureOptions::LINEAR, 1.0, [100, 50, 20, 255]);
    }

    #[test]
    fn a_linear_sample_beyond_the_border_is_the_border() {
        check_sample(TextureOptions::LINEAR, -7.0, [0, 0, 0, 255]);
    }

    #[test]
    fn a_nearest_sample_is_a_whole_texel() {
        check_sample(TextureOptions::NEAREST, 1.01, [200, 100, 40, 255]);
        check_sample(TextureOptions::NEAREST, 0.99, [0, 0, 0, 255]);
    }

    #[test]
    fn places_that_are_no_numbers_are_sampled_without_a_panic() {
        let texture = two_texels(TextureOptions::LINEAR_MIRRORED_REPEAT);
        for place in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300] {
            let [.., alpha] = texture.sample(place, place, TextureFilter::Linear);
            assert_eq!(alpha, 255 << 8);
        }
    }

    #[test]
    fn an_empty_texture_is_transparent() {
        let image = ColorImage::from_rgba_premultiplied([0, 0], &[]);
        let texture = Texture::new(&image, TextureOptions::LINEAR);
        assert_eq!(texture.sample(0.5, 0.5, TextureFilter::Linear), [0; 4]);
    }

    #[test]
    fn a_patch_that_reaches_beyond_the_texture_is_cut() {
        let mut texture = two_texels(TextureOptions::NEAREST);
        let patch = ColorImage::from_rgba_premultiplied([3, 2], &[9; 24]);
        texture.patch([1, 0], &patch, TextureOptions::NEAREST);
        texture.patch([5, 5], &patch, TextureOptions::NEAREST);
        assert_eq!(texture.texels, vec![[0, 0, 0, 255], [9; 4]]);
    }
}
