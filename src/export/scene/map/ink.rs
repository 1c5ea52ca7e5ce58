//! Colours of maps, light and dark: quiet ground, so that rings and names stand out.

use crate::export::scene::palette::Palette;
use crate::export::scene::{Rgba, Theme};

/// Colours by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapInk {
    /// Water.
    pub sea: Rgba,
    /// Land.
    pub land: Rgba,
    /// Between land and water.
    pub coast: Rgba,
    /// Between countries.
    pub border: Rgba,
    /// Meridians and parallels.
    pub graticule: Rgba,
    /// Names of what matters.
    pub text: Rgba,
    /// Names of countries and degrees; readable on land and water.
    pub weak: Rgba,
    /// Behind the names of rings.
    pub veil: Rgba,
    /// Marks of places.
    pub place: Rgba,
    /// Rings; used in turn.
    pub rings: [Rgba; 8],
}

impl MapInk {
    /// Of a theme.
    pub const fn of(theme: Theme) -> Self {
        let palette = Palette::of(theme);
        match theme {
            Theme::Light => Self {
                sea: rgb(0x00e9_f0f6),
                land: rgb(0x00fb_faf6),
                coast: rgb(0x0096_a3ae),
                border: rgb(0x00cf_cdc6),
                graticule: rgb(0x00d2_dde6),
                text: palette.text,
                weak: rgb(0x0059_616a),
                veil: [255, 255, 255, 225],
                place: rgb(0x0033_3a42),
                rings: palette.series,
            },
            Theme::Dark => Self {
                sea: rgb(0x0016_1c24),
                land: rgb(0x0027_2c33),
                coast: rgb(0x0066_7380),
                border: rgb(0x0041_474f),
                graticule: rgb(0x0025_2e39),
                text: palette.text,
                weak: rgb(0x00a0_a8b2),
                veil: [22, 24, 28, 225],
                place: rgb(0x00d5_dae0),
                rings: palette.series,
            },
        }
    }

    /// Colour of the n-th reach; starts over after the last.
    pub fn ring(&self, n: usize) -> Rgba {
        self.rings
            .get(n % self.rings.len())
            .copied()
            .unwrap_or(self.text)
    }
}

const fn rgb(hex: u32) -> Rgba {
    let [_, r, g, b] = hex.to_be_bytes();
    [r, g, b, 255]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2 contrast.
    fn contrast(a: Rgba, b: Rgba) -> f64 {
        let luminance = |c: Rgba| {
            let [r, g, b] = [c[0], c[1], c[2]].map(|it| {
                let it = f64::from(it) / 255.0;
                if it <= 0.040_45 {
                    it / 12.92
                } else {
                    ((it + 0.055) / 1.055).powf(2.4)
                }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn names_and_rings_stand_out_on_land_and_water() {
        for theme in [Theme::Light, Theme::Dark] {
            let ink = MapInk::of(theme);
            for ground in [ink.sea, ink.land] {
                assert!(contrast(ink.text, ground) >= 7.0, "{theme:?}");
                assert!(
                    contrast(ink.weak, ground) >= 4.5,
                    "{theme:?} {}",
                    contrast(ink.weak, ground)
                );
                for ring in ink.rings {
                    assert!(contrast(ring, ground) >= 3.0, "{theme:?} {ring:?}");
                }
            }
        }
    }
}
