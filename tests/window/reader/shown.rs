//! What stands for pictures, links and tables: told by name, marked and copied like any text.

use super::*;

const PAGE: &str = "# Reach

See [the report](https://www.example.org/report?id=1) of the ministry.

![A map of the reach](map.png)

| Country | Spending |
|---|---|
| [Japan](https://japan.example) | [50.2](https://figure.example) |
| [China](https://china.example) | 296 |
";

fn page() -> Harness<'static, Desk> {
    let mut harness = open(Desk::new("page.md", PAGE));
    harness.run();
    harness
}

#[test]
fn a_picture_is_named_and_not_shown() {
    let harness = page();
    harness.get_by_label("Picture, not shown: A map of the reach");
}

#[test]
fn a_link_tells_its_address_and_copies_it() {
    let mut harness = page();
    let name = "Link: the report, leads to https://www.example.org/report?id=1";
    let at = middle_of(&harness, name);
    harness.hover_at(at);
    harness.run_steps(60);
    harness.get_by_label("https://www.example.org/report?id=1");
    for pressed in [true, false] {
        harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    harness.run();
    harness.get_by_label("Copy address").click();
    let mut copied = Vec::new();
    for _ in 0..3 {
        harness.step();
        for command in &harness.output().platform_output.commands {
            match command {
                egui::OutputCommand::CopyText(words) => copied.push(words.clone()),
                egui::OutputCommand::OpenUrl(_) => panic!("an address is never followed"),
                _ => {}
            }
        }
    }
    assert_eq!(copied, ["https://www.example.org/report?id=1"]);
}

#[test]
fn cells_stand_in_columns_and_are_found_where_they_are_painted() {
    let mut harness = page();
    let rect = |name: &str| harness.get_by_label(name).rect();
    let japan = rect("Link: Japan, leads to https://japan.example");
    let figure = rect("Link: 50.2, leads to https://figure.example");
    let china = rect("Link: China, leads to https://china.example");
    assert!((japan.left() - china.left()).abs() < 1.0);
    assert!((japan.center().y - figure.center().y).abs() < 1.0);
    assert!(figure.left() > japan.right() + 5.0 && china.top() > japan.bottom());
    drag(
        &mut harness,
        figure.left_center() + vec2(1.0, 0.0),
        figure.right_center() - vec2(1.0, 0.0),
    );
    assert_eq!(harness.state().words(), Some("50.2"));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    let words = harness.state().words().unwrap().to_owned();
    assert!(words.starts_with("50.2\nChina | "), "{words}");
}

#[test]
fn past_the_edges_of_a_table_are_its_two_ends() {
    const TABLE: &str = "| A | B |\n|---|---|\n| [one](https://one.example) | [two](https://two.example) |\n| three | four |";
    let check = |key: Key, times: usize, expected: &str| {
        let mut harness = open(Desk::new("table.md", TABLE));
        harness.run();
        let rect = harness
            .get_by_label("Link: two, leads to https://two.example")
            .rect();
        drag(
            &mut harness,
            rect.left_center() + vec2(1.0, 0.0),
            rect.right_center() - vec2(1.0, 0.0),
        );
        assert_eq!(harness.state().words(), Some("two"));
        for _ in 0..times {
            press(&mut harness, Modifiers::SHIFT, key);
        }
        assert_eq!(harness.state().words(), Some(expected), "{key:?}");
    };
    check(Key::ArrowUp, 3, "A | B\none | ");
    check(Key::ArrowDown, 3, "two\nthree | four");
}
