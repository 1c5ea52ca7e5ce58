//! SVG that any reader of XML takes, whatever the text.

use proptest::prelude::*;

use super::*;
use crate::export::scene::{Part, ScaleChoice, Size, Theme, ranges_scene, spending_scene};
use crate::figures::testing::{Story, catalog};
use crate::figures::{ranges, spending};
use crate::reference::Measure;

/// What a strict reader of XML would refuse, or the names of the elements in order.
fn elements(xml: &str) -> Result<Vec<String>, String> {
    let mut open: Vec<String> = Vec::new();
    let mut names = Vec::new();
    let mut rest = xml;
    while let Some((text, after)) = rest.split_once('<') {
        check_characters(text)?;
        if open.is_empty() && !text.trim().is_empty() {
            return Err(format!("text outside: {text:?}"));
        }
        let (tag, after) = after.split_once('>').ok_or("an element without an end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (tag, alone) = match tag.strip_suffix('/') {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        check_attributes(attributes)?;
        names.push(name.to_owned());
        if !alone {
            open.push(name.to_owned());
        }
    }
    if !open.is_empty() || !rest.trim().is_empty() {
        return Err(format!("left open: {open:?} {rest:?}"));
    }
    Ok(names)
}

fn check_attributes(attributes: &str) -> Result<(), String> {
    let mut seen = Vec::new();
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").ok_or_else(|| rest.to_owned())?;
        let (value, after) = after.split_once('"').ok_or("a value without an end")?;
        if seen.contains(&name) || name.is_empty() || name.contains(' ') {
            return Err(format!("attribute {name:?}"));
        }
        seen.push(name);
        check_characters(value)?;
        rest = after.trim_start();
    }
    Ok(())
}

fn check_characters(text: &str) -> Result<(), String> {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    if let Some(c) = text.chars().find(|c| !allowed(*c)) {
        return Err(format!("the character {c:?}"));
    }
    for part in text.split('&').skip(1) {
        let (entity, _) = part.split_once(';').ok_or("a bare &")?;
        if !["amp", "lt", "gt", "quot", "#39"].contains(&entity) {
            return Err(format!("the entity {entity:?}"));
        }
    }
    Ok(())
}

fn scene_with(text: &str) -> Scene {
    Scene {
        width: 100.0,
        height: 50.0,
        title: text.to_owned(),
        description: text.to_owned(),
        background: [255, 255, 255, 255],
        items: vec![SceneItem {
            shape: Shape::Text {
                at: [1.0, 20.0],
                text: text.to_owned(),
                size: 12.0,
                weight: Weight::Bold,
                anchor: Anchor::End,
                colour: [0, 0, 0, 128],
            },
            part: Part::Label,
            link: Some(text.to_owned()),
            hint: Some(text.to_owned()),
        }],
    }
}

#[test]
fn the_checker_refuses_what_is_not_well_formed() {
    for bad in [
        "<a>",
        "<a></b>",
        "<a b=c/>",
        "<a>&nbsp;</a>",
        "<a>&</a>",
        "<a>\u{1}</a>",
        "<a b=\"1\" b=\"2\"/>",
        "x<a/>",
        "<a/>x",
    ] {
        assert!(elements(bad).is_err(), "{bad}");
    }
    assert_eq!(elements("<a b=\"1\">x<c/></a>\n").unwrap(), ["a", "c"]);
}

#[test]
fn markup_in_a_document_stays_text() {
    let svg = write_svg(&scene_with("</text><script>alert('x')</script> & \"q\""));
    assert!(!svg.contains("<script"));
    assert!(svg.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;"));
    elements(&svg).unwrap();
}

#[test]
fn control_characters_are_neutralised() {
    let svg = write_svg(&scene_with("a\u{0}b\u{1B}c\u{FFFE}d\ne"));
    assert!(svg.contains("a\u{FFFD}b\u{FFFD}c\u{FFFD}d e"));
    elements(&svg).unwrap();
}

#[test]
fn the_file_has_a_role_a_title_a_description_and_real_text() {
    let svg = write_svg(&scene_with("Japan"));
    assert!(
        svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\"")
    );
    assert!(svg.contains("role=\"img\" aria-labelledby=\"title desc\""));
    assert!(svg.contains("<title id=\"title\">Japan</title>"));
    assert!(svg.contains("<desc id=\"desc\">Japan</desc>"));
    assert!(svg.contains("text-anchor=\"end\" fill=\"#000000\" fill-opacity=\"0.5\">"));
    assert!(svg.contains("<g class=\"label\" data-ref=\"Japan\">"));
}

#[track_caller]
fn check_number(value: f32, expected: &str) {
    assert_eq!(number(value), expected);
}

#[test]
fn numbers_are_short_and_finite() {
    check_number(1.0, "1");
    check_number(100.0, "100");
    check_number(1.256, "1.26");
    check_number(-0.001, "0");
    check_number(0.5, "0.5");
    check_number(f32::NAN, "0");
    check_number(f32::INFINITY, "0");
}

#[test]
fn whole_charts_are_well_formed_and_fetch_nothing() {
    let story = Story::new()
        .country("Japan", "JPN")
        .country("<China> & \"friends\"", "CHN")
        .weapon("Tomahawk", Some("tomahawk"))
        .usd_claim(
            "JPN",
            "<68> & 'billion' dollars",
            6.8e10,
            Some("2027"),
            true,
        );
    let extraction = story.extraction();
    let figure = spending(
        &catalog(),
        story.text(),
        &extraction,
        &[],
        Measure::UsdCurrent,
    );
    let scene = spending_scene(&figure, Size::DEFAULT, Theme::Light, ScaleChoice::Auto);
    let bars = ranges(&catalog(), story.text(), &extraction, &[]);
    let bars = ranges_scene(&bars, Size::DEFAULT, Theme::Dark);
    for scene in [scene, bars] {
        let svg = write_svg(&scene);
        let names = elements(&svg).unwrap();
        let allowed = [
            "svg", "title", "desc", "g", "rect", "line", "polyline", "polygon", "circle", "text",
        ];
        assert!(names.iter().all(|name| allowed.contains(&name.as_str())));
        let texts = scene.items.iter();
        let texts = texts
            .filter(|it| matches!(it.shape, Shape::Text { .. }))
            .count();
        assert_eq!(names.iter().filter(|name| *name == "text").count(), texts);
        for fetched in ["href", "url(", "script", "@import", " on"] {
            let marks = svg.split("<desc").nth(1).unwrap();
            assert!(!marks.contains(&format!("{fetched}=")), "{fetched}");
        }
    }
}

#[test]
fn dashes_and_tool_tips_are_kept() {
    let mut scene = scene_with("x");
    scene.items[0].shape = Shape::Polyline {
        points: vec![[0.0, 1.0], [2.5, 3.0]],
        stroke: Stroke::dashed(2.0, [1, 2, 3, 255], [6.0, 3.5]),
    };
    let svg = write_svg(&scene);
    assert!(svg.contains("<polyline points=\"0,1 2.5,3\" fill=\"none\""));
    assert!(svg.contains("stroke=\"#010203\" stroke-width=\"2\" stroke-dasharray=\"6 3.5\"><title>x</title></polyline>"));
}

proptest! {
    #[test]
    fn any_text_is_well_formed(text in proptest::collection::vec(proptest::char::any(), 0..40)) {
        let text: String = text.into_iter().collect();
        let svg = write_svg(&scene_with(&text));
        prop_assert!(elements(&svg).is_ok(), "{:?}", elements(&svg));
    }
}
