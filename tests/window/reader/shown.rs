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
    harness.step();
    harness.step();
    let commands = &harness.output().platform_output.commands;
    assert!(
        !commands
            .iter()
            .any(|it| matches!(it, egui::OutputCommand::OpenUrl(_)))
    );
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
