//! A picture of the whole window, drawn without a display or a GPU.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::app::{RangebookApp, Start, Surroundings};
use super::painter::{Picture, PictureError, render_frames};
use super::theme;
use crate::workspace::settings::ThemeChoice;
use crate::workspace::{Action, Severity};

/// Frames painted before the picture is taken, so that sizes settle.
const FRAMES: usize = 6;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A thread could not be started.
    #[error("the program could not start a thread")]
    Thread(#[from] std::io::Error),
    /// The document could not be opened.
    #[error("{0}")]
    Document(String),
    /// The size cannot be drawn.
    #[error(transparent)]
    Picture(#[from] PictureError),
}

/// Draws the window with a document (`None`: the sample article) in it. `size` is in pixels; text
/// and controls have the size they have at `scale` 1. `charts` names what stands on the right: `spending`,
/// `ranges`, `map`, `figures`, or anything else for the usual two; with a `finding`, counted from 1, that
/// one is selected.
pub fn window_picture(
    file: Option<PathBuf>,
    size: [u32; 2],
    scale: f32,
    theme: ThemeChoice,
    charts: &str,
    finding: Option<u32>,
) -> Result<Picture, RenderError> {
    let start = Start {
        files: file.into_iter().collect(),
        throwaway: true,
        ..Start::default()
    };
    let mut app = RangebookApp::new(start, Surroundings::real(Arc::new(|| {})))?;
    app.settle();
    let failed = app
        .workspace()
        .notices()
        .iter()
        .find(|notice| notice.severity == Severity::Error);
    if let Some(notice) = failed {
        return Err(RenderError::Document(notice.text.clone()));
    }
    app.apply(Action::SetTheme(theme));
    app.show_charts(charts);
    if let Some(number) = finding {
        app.select_finding(number);
    }
    let ctx = egui::Context::default();
    theme::install(&ctx);
    theme::choose(&ctx, theme);
    #[expect(
        clippy::cast_precision_loss,
        reason = "the painter refuses sizes above 16,384"
    )]
    let size = egui::vec2(size[0] as f32, size[1] as f32) / scale;
    Ok(render_frames(&ctx, size, scale, FRAMES, |ui| {
        app.settle();
        app.ui(ui);
    })?)
}
