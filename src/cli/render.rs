//! `rangebook render`: a picture of the whole window, drawn without a display or a GPU.

use std::path::PathBuf;

use clap::Args;

use super::{Ended, complain};
use crate::export::atomic::{Expected, atomic_write_with};
use crate::ui::picture::window_picture;
use crate::workspace::settings::ThemeChoice;

/// Arguments of `rangebook render`.
#[derive(Debug, Args)]
pub struct RenderArgs {
    /// Document to open; without one, the sample article
    pub file: Option<PathBuf>,
    /// PNG file to write
    #[arg(short, long, value_name = "OUT.png")]
    pub output: PathBuf,
    /// Width and height in pixels
    #[arg(long, value_name = "WxH", default_value = "1600x1000", value_parser = parse_size)]
    pub size: [u32; 2],
    /// Pixels a point; 2 for a sharp picture on a fine screen
    #[arg(long, default_value_t = 1.0, value_parser = parse_scale)]
    pub scale: f32,
    /// Colours
    #[arg(long, default_value = "light", value_parser = ["light", "dark"])]
    pub theme: String,
    /// Which charts stand on the right
    #[arg(long, default_value = "both", value_parser = ["both", "spending", "ranges", "map", "timeline", "figures"])]
    pub charts: String,
    /// Select the n-th finding, counted from 1
    #[arg(long, value_name = "N")]
    pub finding: Option<u32>,
}

/// Runs it.
pub fn run(args: &RenderArgs) -> Ended {
    let is_png = args
        .output
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
    if !is_png {
        complain(&format_args!(
            "render writes PNG; name a file that ends in .png: {}",
            args.output.display()
        ));
        return Ended::Usage;
    }
    let theme = ThemeChoice::parse(&args.theme).unwrap_or(ThemeChoice::Light);
    let drawn = window_picture(
        args.file.clone(),
        args.size,
        args.scale,
        theme,
        &args.charts,
        args.finding,
    )
    .map_err(|error| error.to_string())
    .and_then(|picture| {
        let content =
            |out: &mut dyn std::io::Write| picture.write_png(out).map_err(std::io::Error::other);
        let written = atomic_write_with(&args.output, &Expected::Anything, content);
        written.map_err(|error| error.to_string())
    });
    match drawn {
        Ok(()) => Ended::Done,
        Err(why) => {
            complain(&why);
            Ended::Incomplete
        }
    }
}

fn parse_size(text: &str) -> Result<[u32; 2], String> {
    let wrong = || {
        format!(
            "expected a size such as 1600x1000, at least 320x240 and at most 16384x16384, not {text}"
        )
    };
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let side = |text: &str, least: u32| {
        text.parse::<u32>()
            .ok()
            .filter(|side| (least..=16384).contains(side))
            .ok_or_else(wrong)
    };
    Ok([side(width, 320)?, side(height, 240)?])
}

fn parse_scale(text: &str) -> Result<f32, String> {
    let scale = text
        .parse::<f32>()
        .ok()
        .filter(|scale| (0.5..=4.0).contains(scale));
    scale.ok_or_else(|| format!("expected a number from 0.5 to 4, not {text}"))
}
