//! SVG: well formed whatever the words are, and each mark with the id of what it came from.

use super::*;
use crate::export::scene::Part;

fn words(text: &str, link: Option<&str>) -> SceneItem {
    SceneItem {
        shape: Shape::Text {
            at: [1.0, 2.0],
            text: text.to_owned(),
            size: 12.0,
            weight: Weight::Regular,
            anchor: Anchor::Start,
            colour: [0, 0, 0, 255],
        },
        part: Part::Label,
        link: link.map(str::to_owned),
        hint: None,
    }
}

fn svg(items: Vec<SceneItem>) -> String {
    write_svg(&Scene {
        width: 100.0,
        height: 50.0,
        title: "Ranges".to_owned(),
        description: "What it shows".to_owned(),
        background: [255; 4],
        items,
    })
}

#[track_caller]
fn check_words(text: &str, expected: &str) {
    let svg = svg(vec![words(text, None)]);
    assert!(svg.contains(&format!(">{expected}</text>")), "{svg}");
}

#[test]
fn words_cannot_leave_their_place() {
    check_words("R&D <script>", "R&amp;D &lt;script&gt;");
    check_words("\"quoted\" it's", "&quot;quoted&quot; it&#39;s");
}

#[test]
fn characters_that_xml_forbids_are_replaced() {
    check_words("a\0b\u{1b}c\u{ffff}d", "a\u{fffd}b\u{fffd}c\u{fffd}d");
    check_words("one\ttwo\nthree", "one two three");
}

#[test]
fn marks_of_one_source_share_a_group_that_names_it() {
    let svg = svg(vec![
        words("a", Some("claim:1")),
        words("b", Some("claim:1")),
        words("c", Some("mention:\"2\"")),
    ]);
    assert_eq!(svg.matches("data-ref=\"claim:1\"").count(), 1);
    assert_eq!(svg.matches("data-ref=\"mention:&quot;2&quot;\"").count(), 1);
    assert_eq!(svg.matches("<g ").count(), 2);
    assert_eq!(svg.matches("</g>").count(), 2);
}

#[test]
fn an_empty_chart_has_its_title_and_description() {
    let svg = svg(Vec::new());
    assert!(svg.contains("<title id=\"title\">Ranges</title>"));
    assert!(svg.contains("<desc id=\"desc\">What it shows</desc>"));
    assert_eq!(svg.matches("<g ").count(), 0);
}
