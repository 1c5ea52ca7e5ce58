//! The arithmetic of one pixel, and the loops over a row of them.
//!
//! A colour that is about to be painted is a vertex colour times a texel. It stays in units of
//! 1/65025 (= 255 · 255), in which such a product is a whole number, until it is laid over the
//! target: so every layer is rounded once, like on a GPU with floats.
//! Rows are written with `copy_within` and plain iterators because tests run unoptimised.

/// Red, green, blue, alpha; premultiplied.
pub(super) type Pixel = [u8; 4];

/// Red, green, blue, alpha; premultiplied, in units of 1/[`ONE`].
pub(super) type Layer = [u32; 4];

/// Full light, or full cover, of a [`Layer`].
pub(super) const ONE: u32 = 255 * 255;

/// A texel as it comes from sampling: 255 · 256 is full, which leaves 8 bits for filtering.
pub(super) type Sample = [u32; 4];

/// Lays `layer` over an opaque pixel.
///
/// The colour may be brighter than its alpha (egui paints light that adds up); the sum is
/// capped.
pub(super) fn over(target: Pixel, layer: Layer) -> Pixel {
    let [red, green, blue, alpha] = layer;
    let [below_red, below_green, below_blue, _] = target;
    let keep = ONE.saturating_sub(alpha);
    [
        mix(red, below_red, keep),
        mix(green, below_green, keep),
        mix(blue, below_blue, keep),
        255,
    ]
}

fn mix(light: u32, below: u8, keep: u32) -> u8 {
    let sum = light * 255 + u32::from(below) * keep;
    u8::try_from((sum + ONE / 2) / ONE).unwrap_or(u8::MAX)
}

/// A vertex colour times a whole texel.
pub(super) fn tint(colour: [u32; 4], texel: Pixel) -> Layer {
    let [red, green, blue, alpha] = colour;
    let [by_red, by_green, by_blue, by_alpha] = texel;
    [
        red * u32::from(by_red),
        green * u32::from(by_green),
        blue * u32::from(by_blue),
        alpha * u32::from(by_alpha),
    ]
}

/// Half of what [`tint_sample`] shifts away, so that it rounds. The sum still fits: the largest
/// product is 65280².
const HALF: u32 = 1 << 15;

/// A vertex colour in units of 1/(255 · 256) times a filtered texel.
pub(super) fn tint_sample(colour: [u32; 4], sample: Sample) -> Layer {
    let [red, green, blue, alpha] = colour;
    let [by_red, by_green, by_blue, by_alpha] = sample;
    [
        (red * by_red + HALF) >> 16,
        (green * by_green + HALF) >> 16,
        (blue * by_blue + HALF) >> 16,
        (alpha * by_alpha + HALF) >> 16,
    ]
}

/// Lays one colour over a whole row.
pub(super) fn fill(row: &mut [Pixel], layer: Layer) {
    if layer == [0; 4] {
        return;
    }
    let [.., alpha] = layer;
    if alpha == ONE {
        return copy_all(row, over([0; 4], layer));
    }
    // What lies below is mostly one colour as well, so the last answer is mostly right.
    let mut below = [0; 4];
    let mut result = over(below, layer);
    for pixel in row {
        if u32::from_ne_bytes(*pixel) != u32::from_ne_bytes(below) {
            below = *pixel;
            result = over(below, layer);
        }
        *pixel = result;
    }
}

/// Sets every pixel, in ever larger copies: unoptimised code copies a thousand pixels as fast
/// as it visits a few.
fn copy_all(row: &mut [Pixel], colour: Pixel) {
    let len = row.len();
    let Some(first) = row.first_mut() else { return };
    *first = colour;
    let mut done = 1;
    while done < len {
        let step = done.min(len - done);
        row.copy_within(..step, done);
        done += step;
    }
}

/// Lays texels over a row, one on one, in one colour. This is how nearly all text is drawn.
pub(super) fn blit(row: &mut [Pixel], texels: &[Pixel], colour: [u32; 4]) {
    for (pixel, &texel) in row.iter_mut().zip(texels) {
        // Most of a glyph's box is empty.
        if u32::from_ne_bytes(texel) != 0 {
            *pixel = over(*pixel, tint(colour, texel));
        }
    }
}
