//! What a frame of the whole window costs, with all charts of an article, without display or GPU.
//!
//! ```text
//! cargo bench --bench frame
//! ```
//!
//! A frame is painting every panel and cutting what was painted into triangles, on one thread; the
//! GPU's part is not in it. Promised are at most 4 ms.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui;
use rangebook::ui::app::{RangebookApp, Start, Surroundings};
use rangebook::ui::theme;

/// Frames until sizes settle and fonts are drawn.
const WARM_UP: usize = 20;

/// Frames measured.
const FRAMES: usize = 300;

fn main() {
    for size in [[1280.0, 800.0], [1600.0, 1000.0], [2560.0, 1440.0]] {
        for moving in [false, true] {
            measure(size, moving);
        }
    }
}

/// Median and 95th of a hundred, as a display would see them; with the pointer at rest, or crossing
/// the window from frame to frame.
fn measure(size: [f32; 2], moving: bool) {
    let start = Start {
        throwaway: true,
        ..Start::default()
    };
    let mut app = RangebookApp::new(start, Surroundings::real(Arc::new(|| {})))
        .unwrap_or_else(|error| panic!("{error}"));
    app.settle();
    let ctx = egui::Context::default();
    theme::install(&ctx);
    let mut times: Vec<Duration> = Vec::with_capacity(FRAMES);
    for n in 0..WARM_UP + FRAMES {
        let mut events = Vec::new();
        if moving {
            let share = (n % 97) as f32 / 97.0;
            let at = egui::pos2(size[0] * share, size[1] * (0.2 + 0.5 * share));
            events.push(egui::Event::PointerMoved(at));
        }
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size.into())),
            time: Some(n as f64 / 60.0),
            events,
            ..egui::RawInput::default()
        };
        app.settle();
        let began = Instant::now();
        let mut output = ctx.run_ui(input, |ui| app.ui(ui));
        // There is no GPU to bring them to.
        output.textures_delta.clear();
        let triangles = ctx.tessellate(output.shapes, output.pixels_per_point);
        let time = began.elapsed();
        black_box(triangles);
        if n >= WARM_UP {
            times.push(time);
        }
    }
    times.sort_unstable();
    let millis = |share: usize| {
        let time = times
            .get(times.len() * share / 100)
            .copied()
            .unwrap_or_default();
        time.as_secs_f64() * 1e3
    };
    let pointer = if moving { "moving" } else { "at rest" };
    show(&format!(
        "{}x{}, pointer {pointer}: {:.2} ms a frame, 95 of 100 within {:.2} ms",
        size[0],
        size[1],
        millis(50),
        millis(95)
    ));
}

#[expect(clippy::print_stdout, reason = "a bench says what it measured")]
fn show(line: &str) {
    println!("{line}");
}
