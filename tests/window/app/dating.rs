//! The timeline: mention to bar, bar to mention, and how it and the map leave the window.

use super::*;
use rangebook::extract::MentionId;

fn on_timeline() -> Harness<'static, RangebookApp> {
    let mut harness = shown(app(Start {
        throwaway: true,
        ..Start::default()
    }));
    click(&mut harness, "Timeline");
    harness
}

/// The name of the bar of these words.
fn bar(harness: &Harness<'_, RangebookApp>, label: &str) -> String {
    let open = harness.state().workspace().active().unwrap();
    let figures = open.derived.figures.as_ref().unwrap();
    let bars = &figures.timeline.bars;
    let bar = bars.iter().find(|it| it.label == label).unwrap();
    format!("Date: {}", bar.words())
}

/// The words and the place of what is selected.
fn selected(harness: &Harness<'_, RangebookApp>) -> (String, usize) {
    let workspace = harness.state().workspace();
    let linked = workspace.linked(workspace.selection().selected().unwrap());
    let span = linked.first.unwrap();
    let text = &workspace.active().unwrap().document.text;
    (span.slice(text).to_owned(), span.start())
}

fn mention(harness: &Harness<'_, RangebookApp>, words: &str) -> Item {
    let open = harness.state().workspace().active().unwrap();
    let extraction = open.derived.extraction.as_ref().unwrap();
    let mut mentions = extraction.mentions.iter();
    let at = mentions.position(|it| it.span.slice(&open.document.text) == words);
    let at = u32::try_from(at.unwrap()).unwrap();
    Item::Mention(open.document.id, MentionId(at))
}

fn save_menu_has(tab: &str, menu: &str, has_maps: bool) {
    let mut harness = shown(app(Start {
        throwaway: true,
        ..Start::default()
    }));
    click(&mut harness, tab);
    click(&mut harness, menu);
    for entry in ["Copy as picture", "Save as SVG…", "Save as CSV…"] {
        harness.get_by_label(entry);
    }
    for entry in ["Save as GeoJSON…", "Save as KML…"] {
        assert_eq!(harness.query_by_label(entry).is_some(), has_maps, "{entry}");
    }
}

#[test]
fn a_bar_leads_to_its_words() {
    let mut harness = on_timeline();
    let name = bar(&harness, "by 2027");
    click(&mut harness, &name);
    assert_eq!(selected(&harness).0, "by 2027");
}

#[test]
fn a_bar_named_often_leads_to_each_of_its_mentions_and_round() {
    let mut harness = on_timeline();
    let name = bar(&harness, "22 January 2024");
    let mut places = Vec::new();
    for _ in 0..4 {
        click(&mut harness, &name);
        places.push(selected(&harness).1);
    }
    assert!(places[0] < places[1] && places[1] < places[2], "{places:?}");
    assert_eq!(places[3], places[0]);
}

#[test]
fn a_selected_or_hovered_mention_lights_its_bar() {
    let mut harness = on_timeline();
    let picture = |harness: &mut Harness<'_, RangebookApp>| {
        let name = bar(harness, "by 2027");
        let row = harness.get_by_label(&name).rect();
        let image = harness.render().unwrap();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a row that is shown lies within the picture"
        )]
        let (x, y) = ((row.left() + 1.5) as u32, row.center().y as u32);
        *image.get_pixel(x, y)
    };
    let plain = picture(&mut harness);
    let item = mention(&harness, "by 2027");
    let hover = Action::Hover(Some(item.clone()));
    harness.state_mut().apply(hover);
    harness.run();
    let hovered = picture(&mut harness);
    harness.state_mut().apply(Action::Hover(None));
    harness.state_mut().apply(Action::Select(Some(item)));
    harness.run();
    let selected = picture(&mut harness);
    assert!(plain != hovered && plain != selected);
}

#[test]
fn the_palette_shows_the_timeline() {
    let mut harness = shown(app(Start {
        throwaway: true,
        ..Start::default()
    }));
    correcting::choose_from_palette(&mut harness, "show timeline");
    harness.get_by_label("Dates and dated claims");
}

#[test]
fn map_and_timeline_are_saved_from_their_own_menus() {
    save_menu_has("Map", "Map: copy or save", true);
    save_menu_has("Timeline", "Timeline: copy or save", false);
}

/// Where the row of a date would be told from another by the picture of its bar.
fn bar_pixels(harness: &mut Harness<'_, RangebookApp>, label: &str) -> Vec<u8> {
    let row = harness.get_by_label(&bar(harness, label)).rect();
    let image = harness.render().unwrap();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a row that is shown lies within the picture"
    )]
    let (left, right, y) = (row.left() as u32, row.right() as u32, row.center().y as u32);
    (left..right)
        .flat_map(|x| image.get_pixel(x, y).0)
        .collect()
}

#[test]
fn the_timeline_is_zoomed_moved_and_shown_whole_again() {
    let mut harness = on_timeline();
    let whole = bar_pixels(&mut harness, "November 2023");
    click(&mut harness, "Zoom in on the timeline");
    let near = bar_pixels(&mut harness, "November 2023");
    assert!(near != whole, "zoomed");
    let from = harness
        .get_by_label(&bar(&harness, "November 2023"))
        .rect()
        .center();
    harness.drag_at(from);
    harness.run_steps(1);
    harness.hover_at(from + vec2(60.0, 0.0));
    harness.run_steps(2);
    harness.drop_at(from + vec2(60.0, 0.0));
    harness.run_steps(2);
    harness.remove_cursor();
    harness.run_steps(4);
    let moved = bar_pixels(&mut harness, "November 2023");
    assert!(moved != near && moved != whole, "moved");
    let workspace = harness.state().workspace();
    assert_eq!(
        workspace.selection().selected(),
        None,
        "moving is not selecting"
    );
    click(&mut harness, "Show all dates");
    harness.remove_cursor();
    harness.run_steps(4);
    assert!(bar_pixels(&mut harness, "November 2023") == whole);
}

#[test]
fn the_timeline_is_zoomed_from_the_keyboard() {
    let mut harness = on_timeline();
    harness
        .get_by_label_contains("Timeline: drag to move")
        .focus();
    harness.run_steps(2);
    let whole = bar_pixels(&mut harness, "November 2023");
    press(&mut harness, Modifiers::NONE, Key::Plus);
    let near = bar_pixels(&mut harness, "November 2023");
    assert!(near != whole);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert!(bar_pixels(&mut harness, "November 2023") != near);
    press(&mut harness, Modifiers::NONE, Key::Num0);
    assert!(bar_pixels(&mut harness, "November 2023") == whole);
}
