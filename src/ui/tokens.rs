//! Colours of the window, read from `assets/tokens_light.json` and `assets/tokens_dark.json`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use eframe::egui::Color32;
use serde::Deserialize;

use crate::export::scene::Theme;
use crate::export::scene::palette::Palette;
use crate::extract::Kind;

/// Every colour the window uses, for one theme.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Whether this is the dark theme.
    pub dark: bool,
    /// Behind the article and the charts.
    pub background: Color32,
    /// Behind side panels and bars.
    pub panel: Color32,
    /// Behind cards, fields and pop-ups.
    pub raised: Color32,
    /// Lines between things.
    pub border: Color32,
    /// Text.
    pub text: Color32,
    /// Less important text; still at least 4.5:1 against the panel.
    pub text_weak: Color32,
    /// Links, focus, what can be pressed.
    pub accent: Color32,
    /// Behind what is selected.
    pub selection: Color32,
    /// Behind what the pointer rests on.
    pub hover: Color32,
    /// Behind what a search found.
    pub find: Color32,
    /// Warnings.
    pub warning: Color32,
    /// Failures.
    pub error: Color32,
    /// Saved, done.
    pub success: Color32,
    /// Marks of notes.
    pub note: Color32,
    kinds: BTreeMap<Kind, Color32>,
}

impl Tokens {
    /// The tokens of a theme.
    pub fn get(dark: bool) -> &'static Self {
        static LIGHT: LazyLock<Tokens> =
            LazyLock::new(|| Tokens::parse(include_str!("../../assets/tokens_light.json"), false));
        static DARK: LazyLock<Tokens> =
            LazyLock::new(|| Tokens::parse(include_str!("../../assets/tokens_dark.json"), true));
        if dark { &DARK } else { &LIGHT }
    }

    /// The tokens of the theme that `ui` is painted in.
    pub fn of(ui: &eframe::egui::Ui) -> &'static Self {
        Self::get(ui.visuals().dark_mode)
    }

    /// Underline and label of a kind of mention.
    pub fn kind(&self, kind: Kind) -> Color32 {
        self.kinds.get(&kind).copied().unwrap_or(self.text)
    }

    /// Background of a kind of mention: its colour, thinned so that text stays readable on it.
    pub fn kind_background(&self, kind: Kind) -> Color32 {
        self.kind(kind)
            .gamma_multiply(if self.dark { 0.22 } else { 0.14 })
    }

    /// Colour of the n-th look of a chart's lines, as in the pictures that leave the program; starts
    /// over after the last.
    pub fn series(&self, n: usize) -> Color32 {
        let theme = if self.dark { Theme::Dark } else { Theme::Light };
        let [r, g, b, _] = Palette::of(theme).line(n);
        Color32::from_rgb(r, g, b)
    }

    fn parse(json: &str, dark: bool) -> Self {
        let file: File = serde_json::from_str(json).expect("the shipped tokens are read by a test");
        Self {
            dark,
            background: file.background.0,
            panel: file.panel.0,
            raised: file.raised.0,
            border: file.border.0,
            text: file.text.0,
            text_weak: file.text_weak.0,
            accent: file.accent.0,
            selection: file.selection.0,
            hover: file.hover.0,
            find: file.find.0,
            warning: file.warning.0,
            error: file.error.0,
            success: file.success.0,
            note: file.note.0,
            kinds: file
                .kinds
                .into_iter()
                .filter_map(|(code, colour)| Some((Kind::parse(&code)?, colour.0)))
                .collect(),
        }
    }
}

#[derive(Deserialize)]
struct File {
    background: Hex,
    panel: Hex,
    raised: Hex,
    border: Hex,
    text: Hex,
    text_weak: Hex,
    accent: Hex,
    selection: Hex,
    hover: Hex,
    find: Hex,
    warning: Hex,
    error: Hex,
    success: Hex,
    note: Hex,
    kinds: BTreeMap<String, Hex>,
}

/// A colour written `#rrggbb`.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Hex(Color32);

impl TryFrom<String> for Hex {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Color32::from_hex(&text)
            .map(Self)
            .map_err(|err| format!("{text}: {err:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f32 {
        let linear = |byte: u8| {
            let c = f32::from(byte) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_kind_has_a_colour_that_can_be_read() {
        for dark in [false, true] {
            let tokens = Tokens::get(dark);
            for kind in Kind::ALL {
                let ratio = contrast(tokens.kind(kind), tokens.background);
                assert!(ratio >= 4.0, "{kind:?} dark={dark}: {ratio}");
            }
            assert!(contrast(tokens.text, tokens.background) >= 7.0);
            assert!(contrast(tokens.text_weak, tokens.panel) >= 4.5);
            assert!(contrast(tokens.text, tokens.selection) >= 4.5);
            assert!(contrast(tokens.text, tokens.find) >= 4.5);
        }
    }
}
