//! Long texts: few chunks a frame, places that stay.

use std::sync::LazyLock;

use super::*;

fn ten_megabytes() -> Desk {
    // Read once for all tests of this file.
    static LONG: LazyLock<Arc<Document>> = LazyLock::new(|| {
        let mut text = String::new();
        let mut number = 0;
        while text.len() < 10_000_000 {
            number += 1;
            let words = "the spending of a country in a year ".repeat(1 + number % 40);
            text.push_str(&format!("Paragraph {number}: {words}\n\n"));
        }
        Desk::new("long.txt", &text).document
    });
    Desk::of(Arc::clone(&LONG))
}

/// How many chunks one frame may lay out, whatever the length.
const FEW: usize = 60;

#[test]
fn a_frame_lays_out_what_is_visible() {
    let mut harness = open_sized(ten_megabytes(), vec2(700.0, 900.0));
    let mut most = 0;
    let mut places = Vec::new();
    let keys = [Key::PageDown, Key::End, Key::PageUp, Key::Home, Key::Space];
    for key in keys {
        press(&mut harness, Modifiers::NONE, key);
        most = most.max(harness.state().glance.chunks_laid_out);
        places.push(harness.state().glance.first_visible_offset());
    }
    assert!(most > 3 && most <= FEW, "{most}");
    let len = harness.state().document.text.len();
    assert!(places[0] > 0 && places[0] < 10_000);
    assert!(places[1] > len - 10_000 && places[2] < places[1] && places[2] > len - 30_000);
    assert_eq!(places[3], 0);
    assert_eq!(places[4], places[0], "space and page down are one step");
}

#[test]
fn a_line_of_megabytes_is_cut() {
    let mut harness = open(Desk::new("line.txt", &"x".repeat(3_000_000)));
    press(&mut harness, Modifiers::NONE, Key::End);
    press(&mut harness, Modifiers::NONE, Key::PageUp);
    let glance = &harness.state().glance;
    assert!(glance.chunks_laid_out <= FEW);
    assert!(glance.first_visible_offset() > 2_900_000);
}

#[test]
fn scrolling_up_by_what_was_scrolled_down_comes_back() {
    let mut harness = open(ten_megabytes());
    let middle = 5_000_000;
    harness.state_mut().glance.restore(middle);
    harness.run();
    let start = harness.state().glance.first_visible_offset();
    assert!(start.abs_diff(middle) < 5_000, "{start}");
    for key in [Key::PageUp, Key::PageUp, Key::PageDown, Key::PageDown] {
        press(&mut harness, Modifiers::NONE, key);
    }
    assert_eq!(harness.state().glance.first_visible_offset(), start);
}

#[test]
fn another_width_keeps_the_place() {
    let mut harness = open(ten_megabytes());
    harness.state_mut().glance.restore(5_000_000);
    harness.run();
    let start = harness.state().glance.first_visible_offset();
    for width in [420.0, 900.0, 700.0] {
        harness.set_size(vec2(width, 500.0));
        harness.run();
        let now = harness.state().glance.first_visible_offset();
        assert!(now.abs_diff(start) < 200, "{width}: {start} {now}");
    }
}

#[test]
fn a_passage_given_from_elsewhere_comes_into_view() {
    let mut harness = open(ten_megabytes());
    let at = harness.state().offset("Paragraph 9000:");
    harness.state_mut().scroll_to = Some(at);
    harness.run();
    let seen = harness.state().glance.first_visible_offset();
    assert!(seen < at && at - seen < 5_000, "{seen} {at}");
    harness.state_mut().scroll_to = Some(at + 20);
    harness.run();
    assert_eq!(
        harness.state().glance.first_visible_offset(),
        seen,
        "it was in view"
    );
}

#[test]
fn nothing_repaints_when_nothing_happens() {
    let mut harness = open(ten_megabytes());
    harness.run();
    let frames = harness.state().frames;
    // `run` goes on while the panel asks for frames: one is the least it does.
    harness.run();
    assert!(harness.state().frames - frames <= 2);
}

#[test]
fn the_scroll_bar_can_be_dragged() {
    let mut harness = open(ten_megabytes());
    let bar = harness.get_by_label("Scroll position in percent").rect();
    let top = pos2(bar.center().x, bar.top() + 10.0);
    drag(&mut harness, top, top + vec2(0.0, bar.height() / 2.0));
    let share = harness.state().glance.first_visible_offset() as f64
        / harness.state().document.text.len() as f64;
    assert!((0.4..0.6).contains(&share), "{share}");
    drag(
        &mut harness,
        top + vec2(0.0, bar.height() / 2.0),
        pos2(top.x, 2000.0),
    );
    let end = harness.state().document.text.len();
    assert!(harness.state().glance.first_visible_offset() > end - 10_000);
}

#[test]
fn the_wheel_scrolls_down_and_back() {
    let mut harness = open(ten_megabytes());
    harness.state_mut().glance.restore(5_000_000);
    harness.run();
    let start = harness.state().glance.first_visible_offset();
    let wheel = |harness: &mut Harness<'_, Desk>, y: f32| {
        harness.hover_at(pos2(300.0, 250.0));
        harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, y),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        harness.run_steps(40);
    };
    wheel(&mut harness, -400.0);
    assert!(harness.state().glance.first_visible_offset() > start + 100);
    wheel(&mut harness, 400.0);
    assert_eq!(harness.state().glance.first_visible_offset(), start);
}

#[test]
fn marking_past_the_edge_scrolls_on() {
    let mut harness = open(ten_megabytes());
    let from = pos2(200.0, 200.0);
    harness.hover_at(from);
    harness.drag_at(from);
    harness.run_steps(2);
    harness.hover_at(pos2(200.0, 620.0));
    harness.run_steps(60);
    harness.drop_at(pos2(200.0, 620.0));
    harness.run();
    let seen = harness.state().glance.first_visible_offset();
    let marked = harness.state().glance.selection_span().unwrap();
    assert!(seen > 200, "{seen}");
    assert!(marked.end() > seen && marked.start() < 600, "{marked:?}");
}
