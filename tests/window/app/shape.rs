//! The window's panels when its size changes, and what a chart does where room is short.

use eframe::egui::{Vec2, vec2};

use super::*;

fn sample_window() -> Harness<'static, RangebookApp> {
    shown(app(Start {
        throwaway: true,
        ..Start::default()
    }))
}

fn resize(harness: &mut Harness<'_, RangebookApp>, size: Vec2) {
    harness.set_size(size);
    harness.run();
    harness.run();
}

/// Left edge of the charts, left edge of the article, upper edge of the notes.
fn edges(harness: &Harness<'_, RangebookApp>) -> [f32; 3] {
    let mut kinds = harness.get_all_by_label_contains("Country");
    [
        harness.get_by_label("Both charts").rect().min.x,
        kinds.next().unwrap().rect().min.x,
        harness.get_by_label("Filter notes").rect().min.y,
    ]
}

#[track_caller]
fn check_comes_back(through: &[Vec2]) {
    let mut harness = sample_window();
    let before = edges(&harness);
    for size in through {
        resize(&mut harness, *size);
    }
    resize(&mut harness, vec2(1280.0, 800.0));
    for (now, before) in edges(&harness).into_iter().zip(before) {
        assert!((now - before).abs() < 1.5, "{now} instead of {before}");
    }
}

#[test]
fn panels_come_back_when_the_window_does() {
    check_comes_back(&[vec2(640.0, 480.0)]);
    check_comes_back(&[vec2(900.0, 600.0), vec2(780.0, 420.0), vec2(400.0, 300.0)]);
    check_comes_back(&[vec2(2560.0, 1440.0)]);
}

#[test]
fn a_window_made_larger_is_as_one_that_was_large() {
    let mut harness = sample_window();
    resize(&mut harness, vec2(640.0, 480.0));
    resize(&mut harness, vec2(2560.0, 1440.0));
    let grown = edges(&harness);
    let mut harness = sample_window();
    resize(&mut harness, vec2(2560.0, 1440.0));
    for (now, large) in grown.into_iter().zip(edges(&harness)) {
        assert!((now - large).abs() < 1.5, "{now} instead of {large}");
    }
    let width = 2560.0 - grown[0];
    assert!(width > 2560.0 * 0.38, "the charts are {width} wide");
}

#[test]
fn a_dragged_edge_keeps_its_share() {
    let mut harness = sample_window();
    let edge = edges(&harness)[0] - 8.0;
    let at = |x: f32| eframe::egui::pos2(x, 300.0);
    harness.drag_at(at(edge));
    harness.run();
    harness.hover_at(at(edge - 120.0));
    harness.run();
    harness.drop_at(at(edge - 120.0));
    harness.run();
    let dragged = edges(&harness)[0];
    assert!((dragged - (edge + 8.0 - 120.0)).abs() < 6.0, "{dragged}");
    resize(&mut harness, vec2(700.0, 480.0));
    resize(&mut harness, vec2(1280.0, 800.0));
    assert!((edges(&harness)[0] - dragged).abs() < 1.5);
}

#[test]
fn nothing_at_the_top_lies_over_another_in_a_small_window() {
    let mut harness = sample_window();
    resize(&mut harness, vec2(640.0, 480.0));
    let rect = |name: &str| harness.get_by_label(name).rect();
    assert!(rect("Help").max.x <= rect("Search text and notes").min.x);
    assert!(rect("Military spending").max.x <= rect("Ranks").min.x);
    let right = rect("Search commands and names (Ctrl+K)").max.x;
    assert!(right <= 640.0, "{right}");
}
