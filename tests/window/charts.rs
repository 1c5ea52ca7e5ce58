//! The chart panels and the reader's card, driven by accessible name.

use eframe::egui::{self, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rangebook::document::DocumentId;
use rangebook::extract::{ClaimId, Extraction, MentionId};
use rangebook::figures::{
    ClaimPoint, DistanceLine, RangesFigure, SpendingFigure, ranges, spending,
};
use rangebook::reference::{Catalog, Iso3, Measure, ObservationId};
use rangebook::ui::panels::ChartView;
use rangebook::ui::panels::ranges::{RangesGlance, ranges_panel_ui};
use rangebook::ui::panels::spending::{SpendingGlance, spending_panel_ui};
use rangebook::workspace::settings::Comparison;
use rangebook::workspace::{Action, Item, Judged, Linked};

const DOCUMENT: DocumentId = DocumentId(4);
const SIZE: egui::Vec2 = egui::vec2(560.0, 400.0);
const NARROW: egui::Vec2 = egui::vec2(330.0, 300.0);

fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).expect("a code")
}

/// The shipped figures of three countries, with one pledge.
fn spending_figure() -> SpendingFigure {
    let countries = ["JPN", "KOR", "PRK"].map(iso3);
    let mut figure = spending(
        Catalog::shipped(),
        "",
        &Extraction::default(),
        &countries,
        Measure::UsdCurrent,
    );
    figure.claims = vec![ClaimPoint {
        claim: ClaimId(2),
        mentions: vec![MentionId(1)],
        iso3: iso3("JPN"),
        country: "Japan".to_owned(),
        year: 2027.0,
        value: (68.0, 68.0),
        label: "68 billion dollars".to_owned(),
        working: None,
        planned: true,
    }];
    figure
}

fn ranges_figure() -> RangesFigure {
    let weapons = ["tomahawk-block-iv", "kalibr", "storm-shadow"].map(str::to_owned);
    let mut figure = ranges(Catalog::shipped(), "", &Extraction::default(), &weapons);
    figure.distances = vec![DistanceLine {
        mentions: vec![MentionId(9), MentionId(12)],
        km: (1600.0, 1600.0),
        label: "1,600 kilometers".to_owned(),
        weapon: None,
    }];
    figure
}

/// What a panel is given, and what it asked for.
#[derive(Default)]
struct Window {
    selected: Linked,
    spending: SpendingGlance,
    ranges: RangesGlance,
    actions: Vec<Action>,
}

impl Window {
    fn selections(&self) -> Vec<Item> {
        let selected = self.actions.iter().filter_map(|action| match action {
            Action::Select(item) => item.clone(),
            _ => None,
        });
        selected.collect()
    }

    fn hovers(&self) -> Vec<Option<Item>> {
        let hovered = self.actions.iter().filter_map(|action| match action {
            Action::Hover(item) => Some(item.clone()),
            _ => None,
        });
        hovered.collect()
    }
}

fn spending_window(size: egui::Vec2, figure: SpendingFigure) -> Harness<'static, Window> {
    let (hovered, judged) = (Linked::default(), Judged::default());
    let app = move |ui: &mut egui::Ui, window: &mut Window| {
        rangebook::ui::theme::install(ui.ctx());
        let view = ChartView {
            document: DOCUMENT,
            selected: &window.selected,
            hovered: &hovered,
            judged: &judged,
        };
        spending_panel_ui(
            ui,
            &figure,
            &view,
            &mut window.spending,
            &mut window.actions,
        );
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 30.0)
        .build_ui_state(app, Window::default());
    harness.run_steps(4);
    harness
}

fn ranges_window(
    size: egui::Vec2,
    figure: RangesFigure,
    comparison: Comparison,
) -> Harness<'static, Window> {
    let (hovered, judged) = (Linked::default(), Judged::default());
    let app = move |ui: &mut egui::Ui, window: &mut Window| {
        rangebook::ui::theme::install(ui.ctx());
        let view = ChartView {
            document: DOCUMENT,
            selected: &window.selected,
            hovered: &hovered,
            judged: &judged,
        };
        let (glance, actions) = (&mut window.ranges, &mut window.actions);
        ranges_panel_ui(ui, &figure, comparison, &view, glance, actions);
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 30.0)
        .build_ui_state(app, Window::default());
    harness.run_steps(4);
    harness
}

/// Clicks the mark of this name and compares what was selected.
#[track_caller]
fn check_click(mut harness: Harness<'static, Window>, name: &str, expected: Item) {
    harness.get_by_label(name).click();
    harness.run_steps(2);
    assert_eq!(harness.state().selections(), [expected]);
}

/// Reaches the mark by Tab and presses Enter.
#[track_caller]
fn check_keyboard(mut harness: Harness<'static, Window>, name: &str, expected: Item) {
    for _ in 0..40 {
        if harness.get_by_label(name).is_focused() {
            break;
        }
        harness.key_press(Key::Tab);
        harness.run_steps(2);
    }
    assert!(
        harness.get_by_label(name).is_focused(),
        "{name} is not reached by Tab"
    );
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert_eq!(harness.state().selections(), [expected]);
}

fn claim() -> Item {
    Item::Claim(DOCUMENT, ClaimId(2))
}

const CLAIM: &str = "Claim: 68 billion dollars, Japan, 2027";
const TOMAHAWK: &str = "Range: Tomahawk Block IV, 1,600–1,700 km";
const DISTANCE: &str = "Stated distance: 1,600 kilometers";

#[test]
fn clicking_a_claims_marker_selects_the_claim() {
    check_click(spending_window(SIZE, spending_figure()), CLAIM, claim());
    check_click(spending_window(NARROW, spending_figure()), CLAIM, claim());
}

#[test]
fn clicking_the_end_of_a_line_selects_the_country() {
    let harness = spending_window(SIZE, spending_figure());
    check_click(
        harness,
        "Spending line: South Korea",
        Item::Country(iso3("KOR")),
    );
}

#[test]
fn claims_and_lines_are_reached_by_keyboard() {
    let window = || spending_window(SIZE, spending_figure());
    check_keyboard(window(), CLAIM, claim());
    check_keyboard(window(), "Spending line: Japan", Item::Country(iso3("JPN")));
}

#[test]
fn arrows_walk_along_the_line_that_has_the_focus() {
    let mut harness = spending_window(SIZE, spending_figure());
    harness.get_by_label("Spending line: Japan").focus();
    harness.run_steps(2);
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(2);
    let figure = spending_figure();
    let last = figure.series[0].points.last().expect("a point").observation;
    assert_eq!(harness.state().selections(), [Item::Observation(last)]);
    harness.state_mut().selected.observation = Some(last);
    harness.state_mut().actions.clear();
    harness.run_steps(2);
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(2);
    let before = ObservationId(last.0 - 1);
    assert_eq!(harness.state().selections(), [Item::Observation(before)]);
}

#[test]
fn the_selected_point_has_a_name_with_year_and_value() {
    let mut harness = spending_window(SIZE, spending_figure());
    let figure = spending_figure();
    let point = figure.series[0].points.last().expect("a point").clone();
    harness.state_mut().selected.observation = Some(point.observation);
    harness.run_steps(2);
    let value = rangebook::units::format::money(point.value * 1e9, rangebook::units::Currency::USD);
    let name = format!("Japan {}: {value}", point.year);
    check_click(harness, &name, Item::Observation(point.observation));
}

#[test]
fn clicking_a_point_selects_the_observation_and_hovering_tells_it_once() {
    let mut harness = spending_window(SIZE, spending_figure());
    let figure = spending_figure();
    let point = figure.series[0].points.last().expect("a point").clone();
    harness.state_mut().selected.observation = Some(point.observation);
    harness.run_steps(2);
    let value = rangebook::units::format::money(point.value * 1e9, rangebook::units::Currency::USD);
    let name = format!("Japan {}: {value}", point.year);
    let at = harness.get_by_label(&name).rect().center();
    harness.state_mut().selected = Linked::default();
    harness.run_steps(2);
    harness.hover_at(at + egui::vec2(2.0, 3.0));
    harness.run_steps(4);
    let item = Item::Observation(point.observation);
    assert_eq!(harness.state().hovers(), [Some(item.clone())]);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton {
            pos: at + egui::vec2(2.0, 3.0),
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::default(),
        });
        harness.run_steps(1);
    }
    assert_eq!(harness.state().selections(), std::slice::from_ref(&item));
    harness.remove_cursor();
    harness.run_steps(4);
    assert_eq!(
        harness.state().hovers(),
        [Some(item), None],
        "and once that it left"
    );
}

#[test]
fn hovering_a_claim_shows_its_words_and_that_it_is_stated() {
    let mut harness = spending_window(SIZE, spending_figure());
    harness.get_by_label(CLAIM).hover();
    harness.run_steps(4);
    harness.get_by_label("“68 billion dollars”");
    harness.get_by_label("US$68 billion, stated in the document as a plan");
    assert_eq!(harness.state().hovers(), [Some(claim())]);
}

#[test]
fn another_measure_is_chosen_by_name() {
    let mut harness = spending_window(SIZE, spending_figure());
    harness.get_by_label("Measure of spending").click();
    harness.run_steps(4);
    harness.get_by_label("Share of GDP").click();
    harness.run_steps(4);
    let wanted = Action::SetMeasure(Measure::PctGdp);
    assert!(harness.state().actions.contains(&wanted));
}

#[test]
fn dragging_moves_the_chart_and_a_button_brings_it_back() {
    let mut harness = spending_window(SIZE, spending_figure());
    let before = harness.get_by_label(CLAIM).rect().center();
    let full = format!("Sources\n{}", spending_figure().sources.join("\n"));
    let sources = harness.get_by_label(&full).rect();
    assert!(harness.query_by_label("Show all").is_none());
    let from = egui::pos2(200.0, 340.0);
    harness.drag_at(from);
    harness.run_steps(1);
    harness.hover_at(from - egui::vec2(60.0, 0.0));
    harness.run_steps(2);
    harness.drop_at(from - egui::vec2(60.0, 0.0));
    harness.run_steps(2);
    let moved = harness.get_by_label(CLAIM).rect().center();
    assert!(
        (moved.x - before.x + 60.0).abs() < 2.0,
        "{before} went to {moved}"
    );
    assert_eq!(harness.state().selections(), [], "moving is not selecting");
    assert_eq!(harness.get_by_label(&full).rect(), sources);
    harness.get_by_label("Show all").click();
    harness.run_steps(4);
    let back = harness.get_by_label(CLAIM).rect().center();
    assert!(back.distance(before) < 1.0);
}

#[test]
fn a_double_click_brings_a_moved_chart_back() {
    let mut harness = spending_window(SIZE, spending_figure());
    let before = harness.get_by_label(CLAIM).rect().center();
    let from = egui::pos2(200.0, 330.0);
    harness.drag_at(from);
    harness.run_steps(1);
    harness.hover_at(from - egui::vec2(50.0, 0.0));
    harness.run_steps(2);
    harness.drop_at(from - egui::vec2(50.0, 0.0));
    harness.run_steps(40);
    for _ in 0..2 {
        for pressed in [true, false] {
            harness.event(egui::Event::PointerButton {
                pos: egui::pos2(300.0, 250.0),
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: egui::Modifiers::default(),
            });
        }
    }
    harness.run_steps(3);
    let back = harness.get_by_label(CLAIM).rect().center();
    assert!(back.distance(before) < 1.0, "{before} went to {back}");
}

#[test]
fn scrolling_over_the_chart_leaves_it_where_it_is() {
    let mut harness = spending_window(SIZE, spending_figure());
    let before = harness.get_by_label(CLAIM).rect();
    harness.hover_at(egui::pos2(250.0, 200.0));
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::default(),
    });
    harness.run_steps(6);
    assert_eq!(harness.get_by_label(CLAIM).rect(), before);
}

#[test]
fn an_empty_spending_chart_says_why() {
    let figure = SpendingFigure {
        series: Vec::new(),
        claims: Vec::new(),
        left_out: Vec::new(),
        ..spending_figure()
    };
    let harness = spending_window(NARROW, figure.clone());
    harness.get_by_label("No country with figures is named in this document");
    let left_out = vec!["Atlantis: no published figure".to_owned()];
    let harness = spending_window(NARROW, SpendingFigure { left_out, ..figure });
    harness.get_by_label("No country named in this document has figures to draw");
    harness.get_by_label("Not shown\nAtlantis: no published figure");
}

#[test]
fn sources_are_read_in_full_under_the_chart() {
    let figure = spending_figure();
    let harness = spending_window(NARROW, figure.clone());
    let full = format!("Sources\n{}", figure.sources.join("\n"));
    harness.get_by_label(&full);
}

#[test]
fn clicking_a_bar_selects_the_weapon() {
    let weapon = Item::Weapon("tomahawk-block-iv".to_owned());
    for size in [SIZE, NARROW] {
        let harness = ranges_window(size, ranges_figure(), Comparison::WellKnown);
        check_click(harness, TOMAHAWK, weapon.clone());
    }
}

#[test]
fn clicking_a_stated_distance_selects_its_first_mention() {
    let harness = ranges_window(SIZE, ranges_figure(), Comparison::WellKnown);
    check_click(harness, DISTANCE, Item::Mention(DOCUMENT, MentionId(9)));
}

#[test]
fn clicking_the_line_of_a_distance_below_the_bars_selects_it() {
    let mut harness = ranges_window(SIZE, ranges_figure(), Comparison::WellKnown);
    let words = harness.get_by_label(DISTANCE).rect();
    let bars = harness.get_all_by_label_contains("Range: ");
    let last = bars.map(|it| it.rect().max.y).fold(0.0, f32::max);
    let at = egui::pos2(words.center().x + 1.0, last + 8.0);
    harness.hover_at(at);
    harness.run_steps(2);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::default(),
        });
        harness.run_steps(1);
    }
    let mention = Item::Mention(DOCUMENT, MentionId(9));
    assert_eq!(harness.state().selections(), std::slice::from_ref(&mention));
    assert_eq!(harness.state().hovers(), [Some(mention)]);
}

#[test]
fn range_classes_say_their_borders() {
    let harness = ranges_window(SIZE, ranges_figure(), Comparison::WellKnown);
    harness.get_by_label("medium range: 1,000 km to 3,000 km");
}

#[test]
fn bars_and_distances_are_reached_by_keyboard() {
    let window = || ranges_window(SIZE, ranges_figure(), Comparison::WellKnown);
    check_keyboard(
        window(),
        TOMAHAWK,
        Item::Weapon("tomahawk-block-iv".to_owned()),
    );
    check_keyboard(window(), DISTANCE, Item::Mention(DOCUMENT, MentionId(9)));
}

#[test]
fn hovering_a_bar_tells_it_once_and_once_that_it_left() {
    let mut harness = ranges_window(SIZE, ranges_figure(), Comparison::WellKnown);
    harness.get_by_label(TOMAHAWK).hover();
    harness.run_steps(4);
    let weapon = Some(Item::Weapon("tomahawk-block-iv".to_owned()));
    assert_eq!(harness.state().hovers(), std::slice::from_ref(&weapon));
    harness.remove_cursor();
    harness.run_steps(4);
    assert_eq!(harness.state().hovers(), [weapon, None]);
}

#[test]
fn comparison_is_switched_by_name() {
    for (now, wanted) in [
        (Comparison::WellKnown, Comparison::DocumentOnly),
        (Comparison::DocumentOnly, Comparison::WellKnown),
    ] {
        let mut harness = ranges_window(NARROW, ranges_figure(), now);
        harness
            .get_by_label("Compare with well-known missiles")
            .click();
        harness.run_steps(2);
        let wanted = Action::SetComparison(wanted);
        assert!(harness.state().actions.contains(&wanted));
    }
}

#[test]
fn a_bar_selected_elsewhere_is_brought_into_view() {
    let all: Vec<String> = Catalog::shipped()
        .missiles
        .iter()
        .map(|missile| missile.id.clone())
        .take(40)
        .collect();
    let figure = ranges(Catalog::shipped(), "", &Extraction::default(), &all);
    let last = figure.bars.last().expect("a bar").clone();
    let mut harness = ranges_window(NARROW, figure, Comparison::WellKnown);
    let visible = |harness: &Harness<'static, Window>| {
        let mut bars = harness.query_all_by(|node| {
            node.label()
                .is_some_and(|label| label.starts_with(&format!("Range: {},", last.name)))
        });
        bars.next().is_some_and(|bar| bar.rect().max.y < NARROW.y)
    };
    assert!(!visible(&harness));
    harness
        .state_mut()
        .selected
        .weapons
        .insert(last.weapon.clone());
    harness.run_steps(40);
    assert!(visible(&harness));
}

#[test]
fn an_empty_range_chart_says_why() {
    let figure = RangesFigure {
        bars: Vec::new(),
        distances: Vec::new(),
        ..ranges_figure()
    };
    let harness = ranges_window(NARROW, figure, Comparison::DocumentOnly);
    harness.get_by_label("No missile with a published range is named in this document");
}

#[test]
fn a_tiny_panel_does_not_panic() {
    for size in [
        egui::vec2(40.0, 30.0),
        egui::vec2(90.0, 400.0),
        egui::vec2(600.0, 50.0),
    ] {
        let _shown = spending_window(size, spending_figure());
        let _shown = ranges_window(size, ranges_figure(), Comparison::WellKnown);
    }
}

/// The shipped figures of many countries.
fn many_countries() -> SpendingFigure {
    let countries = [
        "JPN", "KOR", "CHN", "USA", "RUS", "IND", "GBR", "DEU", "FRA",
    ]
    .map(iso3);
    let of = &Extraction::default();
    spending(Catalog::shipped(), "", of, &countries, Measure::UsdCurrent)
}

#[test]
fn countries_without_room_stand_in_a_menu() {
    let mut harness = spending_window(SIZE, many_countries());
    let chips = |harness: &Harness<'_, Window>| {
        let chips = harness.get_all_by_label_contains("Remove ");
        chips.map(|chip| chip.rect()).collect::<Vec<_>>()
    };
    let shown = chips(&harness);
    assert!((1..9).contains(&shown.len()));
    assert!(
        shown.iter().all(|chip| chip.max.x <= SIZE.x),
        "a chip is cut"
    );
    let name = format!("{} more countries", 9 - shown.len());
    harness.get_by_label(&name).click();
    harness.run_steps(4);
    assert_eq!(chips(&harness).len(), 9);
    harness.get_by_label("Remove France").click();
    harness.run_steps(2);
    let is_without = |action: &Action| {
        matches!(action, Action::CompareCountries { countries, .. }
            if countries.len() == 8 && !countries.contains(&iso3("FRA")))
    };
    assert!(harness.state().actions.iter().any(is_without));
}

#[test]
fn the_chart_stays_beside_or_over_its_ranks() {
    for size in [
        NARROW,
        SIZE,
        egui::vec2(420.0, 300.0),
        egui::vec2(300.0, 700.0),
    ] {
        let mut harness = spending_window(size, spending_figure());
        if harness.query_by_label("Year of the ranks").is_none() {
            harness.get_by_label("Ranks").click();
            harness.run_steps(3);
        }
        let table = harness.get_by_label_contains("Rank 1: ").rect();
        let chart = harness
            .get_by_label_contains("Chart of military spending")
            .rect();
        assert!(!chart.intersects(table), "{size}: {chart} and {table}");
        assert!(
            chart.width() > 100.0 && chart.height() > 40.0,
            "{size}: {chart}"
        );
    }
}

#[test]
fn the_scale_of_ranges_is_the_readers_choice() {
    let mut harness = ranges_window(SIZE, ranges_figure(), Comparison::DocumentOnly);
    let toggle = "log scale of ranges";
    let is_on = |harness: &Harness<'_, Window>| {
        harness.get_by_label(toggle).accesskit_node().toggled()
            == Some(egui::accesskit::Toggled::True)
    };
    assert!(!is_on(&harness));
    harness.get_by_label(toggle).click();
    harness.run_steps(3);
    assert!(is_on(&harness));
}
