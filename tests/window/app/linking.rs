//! The four linked ways, for every chart: mention to mark, mark to mention, hovering either lights both,
//! and a list lights both. What is lit is read from the painted pixels, beside a mention that has nothing
//! to do with the mark and must leave them alone.

use super::*;
use rangebook::extract::MentionId;

/// A chart, a mark on it, and the words it stands for.
struct Way {
    tab: &'static str,
    /// How the mark's name begins.
    mark: &'static str,
    /// What changes its look when the mark is lit begins so; the mark itself where this is empty.
    lit: &'static str,
    /// Words of the mention that lights it, and its kind.
    words: &'static str,
    kind: Kind,
    /// The line of a list that lights it begins so; a note on the words where this is empty.
    list: &'static str,
}

const SPENDING: Way = Way {
    tab: "Spending",
    mark: "Claim: approximately 10 trillion yen",
    lit: "",
    words: "approximately 10 trillion yen",
    kind: Kind::Money,
    list: "",
};
const LINE: Way = Way {
    tab: "Spending",
    mark: "Spending line: China",
    lit: "",
    words: "China",
    kind: Kind::Country,
    list: "Entity: China",
};
const RANGES: Way = Way {
    tab: "Ranges",
    mark: "Range: DF-26",
    lit: "",
    words: "DF-26",
    kind: Kind::Weapon,
    list: "Entity: DF-26",
};
const MAP: Way = Way {
    tab: "Map",
    mark: "Ring: “up to 1,600 kilometers",
    lit: "Map: drag to move",
    words: "up to 1,600 kilometers",
    kind: Kind::Distance,
    list: "",
};
const PLACE: Way = Way {
    tab: "Map",
    mark: "Inside: Pyongyang",
    lit: "Map: drag to move",
    words: "Pyongyang",
    kind: Kind::Place,
    list: "Entity: Pyongyang",
};
const TIMELINE: Way = Way {
    tab: "Timeline",
    mark: "Date: by 2027",
    lit: "",
    words: "by 2027",
    kind: Kind::Date,
    list: "",
};

/// Nothing on any chart stands for it.
const UNRELATED: &str = "[3]";

fn window(way: &Way) -> Harness<'static, RangebookApp> {
    let mut harness = shown(app(Start {
        throwaway: true,
        ..Start::default()
    }));
    click(&mut harness, way.tab);
    harness.remove_cursor();
    harness.run_steps(6);
    harness
}

fn mention(harness: &Harness<'_, RangebookApp>, words: &str, kind: Kind) -> (Item, MentionId) {
    let open = harness.state().workspace().active().unwrap();
    let extraction = open.derived.extraction.as_ref().unwrap();
    let mut mentions = extraction.mentions.iter();
    let at =
        mentions.position(|it| it.kind() == kind && it.span.slice(&open.document.text) == words);
    let id = MentionId(u32::try_from(at.expect("the words are named")).unwrap());
    (Item::Mention(open.document.id, id), id)
}

/// The bytes of the picture within a rectangle.
fn pixels(harness: &mut Harness<'_, RangebookApp>, rect: eframe::egui::Rect) -> Vec<u8> {
    let image = harness.render().unwrap();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what is shown lies within the picture"
    )]
    let [left, top, right, bottom] = [rect.left(), rect.top(), rect.right(), rect.bottom()]
        .map(|it| it.clamp(0.0, 1280.0) as u32);
    let rows = top..bottom.min(image.height());
    let at = rows.flat_map(|y| (left..right.min(image.width())).map(move |x| (x, y)));
    at.flat_map(|(x, y)| image.get_pixel(x, y).0).collect()
}

/// The look of the mark.
fn mark(harness: &mut Harness<'_, RangebookApp>, way: &Way) -> Vec<u8> {
    let name = if way.lit.is_empty() {
        way.mark
    } else {
        way.lit
    };
    let rect = harness
        .get_all_by_label_contains(name)
        .next()
        .unwrap()
        .rect();
    pixels(harness, rect.expand(4.0))
}

/// The look of the article.
fn article(harness: &mut Harness<'_, RangebookApp>) -> Vec<u8> {
    let rect = eframe::egui::Rect::from_min_max([182.0, 100.0].into(), [720.0, 620.0].into());
    pixels(harness, rect)
}

fn apply(harness: &mut Harness<'_, RangebookApp>, action: Action) {
    harness.state_mut().apply(action);
    harness.run();
}

fn linked_mentions(harness: &Harness<'_, RangebookApp>, item: Option<&Item>) -> Vec<MentionId> {
    let linked = harness.state().workspace().linked(item.expect("an item"));
    linked.mentions.iter().copied().collect()
}

#[track_caller]
fn check_mention_lights_mark(way: &Way) {
    let mut harness = window(way);
    let plain = mark(&mut harness, way);
    for lights in [Action::Select, Action::Hover] {
        let (other, _) = mention(&harness, UNRELATED, Kind::Citation);
        apply(&mut harness, lights(Some(other)));
        assert!(mark(&mut harness, way) == plain, "lit by other words");
        let (item, _) = mention(&harness, way.words, way.kind);
        apply(&mut harness, lights(Some(item)));
        assert!(mark(&mut harness, way) != plain, "not lit by its words");
        apply(&mut harness, lights(None));
    }
}

#[track_caller]
fn check_mark_leads_to_words(way: &Way) {
    let mut harness = window(way);
    let before = article(&mut harness);
    let node = harness.get_all_by_label_contains(way.mark).next().unwrap();
    node.click_accesskit();
    harness.run();
    let selected = harness.state().workspace().selection().selected().cloned();
    let (_, id) = mention(&harness, way.words, way.kind);
    assert!(linked_mentions(&harness, selected.as_ref()).contains(&id));
    assert!(article(&mut harness) != before, "the words are not lit");
}

#[track_caller]
fn check_hover_lights_both(way: &Way) {
    let mut harness = window(way);
    // Where the words stand in the article is shown first, so that they can be seen to light up.
    let (item, id) = mention(&harness, way.words, way.kind);
    apply(&mut harness, Action::Select(Some(item)));
    apply(&mut harness, Action::Select(None));
    let (words, look) = (article(&mut harness), mark(&mut harness, way));
    let at = harness.get_all_by_label_contains(way.mark).next().unwrap();
    at.hover();
    harness.run_steps(4);
    let hovered = harness.state().workspace().selection().hovered().cloned();
    assert!(linked_mentions(&harness, hovered.as_ref()).contains(&id));
    assert!(article(&mut harness) != words, "the words are not lit");
    assert!(mark(&mut harness, way) != look, "the mark is not lit");
    harness.remove_cursor();
    harness.run_steps(4);
    assert!(article(&mut harness) == words, "the words stay lit");
}

#[track_caller]
fn check_list_lights_both(way: &Way) {
    let mut harness = window(way);
    let (item, id) = mention(&harness, way.words, way.kind);
    let list = if way.list.is_empty() {
        let open = harness.state().workspace().active().unwrap();
        let extraction = open.derived.extraction.as_ref().unwrap();
        let (document, span) = (open.document.id, extraction.mention(id).unwrap().span);
        let action = Action::AddNote {
            document,
            span,
            mention: Some(id),
            finding: None,
            body: rangebook::notes::Body {
                text: "a line of the list".to_owned(),
                ..Default::default()
            },
        };
        apply(&mut harness, action);
        "Note: a line of the list"
    } else {
        way.list
    };
    apply(&mut harness, Action::Select(Some(item)));
    apply(&mut harness, Action::Select(None));
    let (words, look) = (article(&mut harness), mark(&mut harness, way));
    let line = harness.get_all_by_label_contains(list).next().unwrap();
    line.click_accesskit();
    harness.run();
    let selected = harness.state().workspace().selection().selected().cloned();
    assert!(linked_mentions(&harness, selected.as_ref()).contains(&id));
    assert!(article(&mut harness) != words, "the words are not lit");
    assert!(mark(&mut harness, way) != look, "the mark is not lit");
}

macro_rules! ways {
    ($($name:ident: $way:expr;)*) => {$(
        mod $name {
            use super::*;

            #[test]
            fn a_mention_lights_its_mark() {
                check_mention_lights_mark(&$way);
            }

            #[test]
            fn a_mark_leads_to_its_words() {
                check_mark_leads_to_words(&$way);
            }

            #[test]
            fn hovering_lights_both() {
                check_hover_lights_both(&$way);
            }

            #[test]
            fn a_list_lights_both() {
                check_list_lights_both(&$way);
            }
        }
    )*};
}

ways! {
    spending_claim: SPENDING;
    spending_line: LINE;
    ranges: RANGES;
    map_ring: MAP;
    map_place: PLACE;
    timeline: TIMELINE;
}
