//! The map and its four ways: words to ring, ring to words, places to words, and what is chosen by hand.

use super::*;
use rangebook::extract::MentionId;
use rangebook::figures::map::MapRing;
use rangebook::figures::{LaunchAsk, ReachAsk};

fn on_map() -> Harness<'static, RangebookApp> {
    let mut harness = shown(app(Start {
        throwaway: true,
        ..Start::default()
    }));
    click(&mut harness, "Map");
    harness
}

fn rings(harness: &Harness<'_, RangebookApp>) -> Vec<String> {
    let figure = harness.state().map_glance().figure().unwrap();
    figure.rings.iter().map(MapRing::full_label).collect()
}

fn launches(harness: &Harness<'_, RangebookApp>) -> Vec<String> {
    let figure = harness.state().map_glance().figure().unwrap();
    figure.launches.iter().map(|it| it.name.clone()).collect()
}

#[test]
fn the_sample_article_is_drawn_from_an_assumed_place_and_says_so() {
    let harness = on_map();
    assert_eq!(launches(&harness), ["Tokyo"]);
    assert!(!rings(&harness).is_empty());
    let figure = harness.state().map_glance().figure().unwrap();
    assert!(figure.notes[0].contains("names no launch place"));
    assert!(harness.query_by_label(&figure.notes[0]).is_some());
}

#[test]
fn a_ring_leads_to_its_words() {
    let mut harness = on_map();
    click(
        &mut harness,
        "Ring: “up to 1,600 kilometers (1,000 miles)” from Tokyo, 1,600 km",
    );
    let workspace = harness.state().workspace();
    let linked = workspace.linked(workspace.selection().selected().unwrap());
    let text = &workspace.active().unwrap().document.text;
    assert_eq!(linked.first.unwrap().slice(text), "up to 1,600 kilometers");
}

#[test]
fn a_distance_in_the_text_is_drawn_from_a_typed_place() {
    let mut harness = on_map();
    let open = harness.state().workspace().active().unwrap();
    let extraction = open.derived.extraction.as_ref().unwrap();
    let words = "up to 1,600 kilometers";
    let at = extraction
        .mentions
        .iter()
        .position(|it| it.span.slice(&open.document.text) == words)
        .unwrap();
    let mention = Item::Mention(open.document.id, MentionId(u32::try_from(at).unwrap()));
    harness.state_mut().apply(Action::Select(Some(mention)));
    harness.run();
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    assert_eq!(rings(&harness), ["“up to 1,600 kilometers (1,000 miles)”"]);
    assert!(matches!(
        harness.state().map_glance().ask().reaches.as_slice(),
        [ReachAsk::Distance(_)]
    ));
    let field = harness.get_by_label("Launch place: a name, or latitude and longitude");
    field.type_text("sasebo");
    harness.run();
    click(&mut harness, "Draw from Sasebo naval base");
    assert_eq!(launches(&harness), ["Sasebo naval base"]);
    let figure = harness.state().map_glance().figure().unwrap();
    assert!(
        figure
            .places
            .iter()
            .any(|it| it.name == "Beijing" && !it.inside.is_empty())
    );
}

#[test]
fn a_weapon_that_is_not_drawn_is_offered_and_then_lit() {
    let mut harness = on_map();
    harness
        .state_mut()
        .apply(Action::Select(Some(Item::Weapon("df-26".to_owned()))));
    harness.run();
    // Tokyo is only assumed, and Japan has none.
    assert!(harness.query_by_label("Draw DF-26 from Tokyo").is_none());
    click(&mut harness, "Draw DF-26 from Beijing");
    assert_eq!(launches(&harness), ["Beijing"]);
    assert!(rings(&harness).iter().all(|it| it.starts_with("DF-26")));
}

#[test]
fn weapons_of_others_wait_for_a_place_of_the_readers_choice() {
    let mut harness = on_map();
    assert!(!rings(&harness).iter().any(|it| it.contains("Hwasong")));
    harness.get_by_label_contains("Hwasong-15: choose a place to draw from");
    harness
        .state_mut()
        .apply(Action::Select(Some(Item::Weapon("hwasong-15".to_owned()))));
    harness.run();
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    assert!(rings(&harness).is_empty());
    let field = harness.get_by_label("Launch place: a name, or latitude and longitude");
    field.type_text("sasebo");
    harness.run();
    click(&mut harness, "Draw from Sasebo naval base");
    assert!(rings(&harness)[0].starts_with("Hwasong-15"));
}

#[test]
fn a_place_inside_leads_to_where_the_text_names_it() {
    let mut harness = on_map();
    harness
        .get_by_label("Inside: Pyongyang, 1,288 km")
        .click_accesskit();
    harness.run();
    let workspace = harness.state().workspace();
    let linked = workspace.linked(workspace.selection().selected().unwrap());
    let text = &workspace.active().unwrap().document.text;
    assert_eq!(linked.first.unwrap().slice(text), "Pyongyang");
}

#[test]
fn coordinates_and_kilometres_are_typed_and_taken_off_again() {
    let mut harness = on_map();
    let field = harness.get_by_label("Launch place: a name, or latitude and longitude");
    field.focus();
    field.type_text("28.2, -177.4");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(launches(&harness), ["28.20° N, 177.40° W"]);
    assert!(matches!(
        harness.state().map_glance().ask().launches.as_slice(),
        [LaunchAsk::At(_)]
    ));
    let field = harness.get_by_label("Reach: a missile, or kilometres");
    field.focus();
    field.type_text("2500");
    harness.run();
    click(&mut harness, "Draw 2,500 km");
    assert!(rings(&harness).contains(&"2,500 km".to_owned()));
    click(&mut harness, "Take 28.20° N, 177.40° W off the map");
    assert_eq!(launches(&harness), ["Tokyo"]);
    click(&mut harness, "As in the document");
    assert!(!rings(&harness).contains(&"2,500 km".to_owned()));
}

#[test]
fn nothing_is_made_again_in_a_frame_that_changed_nothing() {
    let mut harness = on_map();
    let before = harness.state().map_glance().num_made();
    harness.run_steps(8);
    assert_eq!(harness.state().map_glance().num_made(), before);
    click(&mut harness, "Zoom in on the map");
    assert!(harness.state().map_glance().num_made() > before);
    click(
        &mut harness,
        "Distances true from the launch place (azimuthal equidistant)",
    );
    harness.run_steps(4);
    assert_eq!(
        harness.state().map_glance().sheet(),
        rangebook::export::scene::map::Sheets::Equirectangular
    );
}

#[test]
fn land_is_laid_by_a_job_and_never_in_a_frame() {
    let fine = Some(rangebook::geo::Detail::Fine);
    let mut harness = on_map();
    assert_eq!(
        harness.state().map_glance().land_detail(),
        Some(rangebook::geo::Detail::Coarse)
    );
    let asked = |harness: &Harness<'_, RangebookApp>| harness.state().workspace().num_lands_asked();
    assert_eq!(asked(&harness), 1);
    // The frame that needs finer land paints the coarser; a later one has what the job brought.
    let mut before = asked(&harness);
    for _ in 0..12 {
        harness.get_by_label("Zoom in on the map").click();
        harness.step();
        let now = asked(&harness);
        if now > before {
            assert_ne!(harness.state().map_glance().land_detail(), fine);
        }
        before = now;
        harness.run();
    }
    assert_eq!(harness.state().map_glance().land_detail(), fine);
    assert_eq!(asked(&harness), 2, "each kind of land is laid once");
    harness.run_steps(8);
    click(&mut harness, "Show all rings");
    assert_eq!(asked(&harness), 2, "and kept");
}

#[test]
fn a_place_chosen_for_one_document_is_none_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["a.txt", "b.txt"].map(|name| folder.path().join(name));
    let words = "Japan fired a Tomahawk missile with a range of 1,600 km.";
    for file in &files {
        documents::put(file, format!("{words} {}", file.display()).as_bytes());
    }
    let mut harness = shown(app(Start {
        files: files.to_vec(),
        throwaway: true,
        ..Start::default()
    }));
    click(&mut harness, "Map");
    let assumed = launches(&harness);
    let field = harness.get_by_label("Launch place: a name, or latitude and longitude");
    field.focus();
    harness.run();
    let field = harness.get_by_label("Launch place: a name, or latitude and longitude");
    field.type_text("sasebo");
    harness.run();
    click(&mut harness, "Draw from Sasebo naval base");
    assert_eq!(launches(&harness), ["Sasebo naval base"]);
    let [first, second] = [0, 1].map(|at| {
        let documents = harness.state().workspace().documents();
        documents[at].document.id
    });
    let chosen = harness.state().workspace().active().unwrap().document.id;
    let other = if chosen == first { second } else { first };
    harness.state_mut().apply(Action::Show(other));
    harness.run();
    assert_eq!(launches(&harness), assumed);
    harness.state_mut().apply(Action::Show(chosen));
    harness.run();
    assert_eq!(launches(&harness), ["Sasebo naval base"]);
}
