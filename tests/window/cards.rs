//! The reader's card on a mention: what it says of each kind.

use std::sync::Arc;

use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rangebook::document::{About, Document, DocumentId, Fingerprint, SourceMap};
use rangebook::extract::{
    Bound, Claim, ClaimMeasure, Doubt, Extraction, Mention, MentionId, NameForm, Rule, Subject,
    Value,
};
use rangebook::reference::{Catalog, Iso3, Measure};
use rangebook::text::{CharIndex, Span};
use rangebook::ui::hover_card::mention_card_ui;
use rangebook::units::{Currency, Extent, Hedge, LengthUnit};

fn document(text: &str) -> Document {
    Document {
        id: DocumentId(1),
        name: "a.txt".to_owned(),
        path: None,
        stamp: None,
        text: Arc::from(text),
        blocks: Vec::new(),
        title: None,
        fingerprint: Fingerprint::of(text.as_bytes()),
        about: About::default(),
        links: Vec::new(),
        pages: Vec::new(),
        source_map: SourceMap::default(),
        char_index: CharIndex::new(text),
        warnings: Vec::new(),
        num_words: 0,
    }
}

fn mention(text: &str, words: &str, value: Value) -> Mention {
    let start = text.find(words).expect("the words stand in the text");
    Mention {
        span: Span::new(text, start, start + words.len()).expect("on borders"),
        value,
        entity: None,
        doubt: None,
        rule: Rule::of("count-noun"),
    }
}

fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).expect("a code")
}

fn yen(amount: f64) -> Value {
    Value::Money {
        amount: Extent::single(amount, 2)
            .expect("finite")
            .hedged(Some(Hedge::About)),
        currency: Currency::parse("JPY").expect("a code"),
    }
}

/// The card of the first of `mentions`.
fn card(text: &str, extraction: Extraction) -> Harness<'static> {
    let document = document(text);
    let app = move |ui: &mut egui::Ui| {
        rangebook::ui::theme::install(ui.ctx());
        mention_card_ui(ui, &document, &extraction, MentionId(0), Catalog::shipped());
    };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(340.0, 340.0))
        .build_ui(app);
    harness.run_steps(3);
    harness
}

fn one(mention: Mention) -> Extraction {
    Extraction {
        mentions: vec![mention],
        date: "2024-01-18".parse().ok(),
        claims: Vec::new(),
        left_out: Vec::new(),
        cut_at: None,
    }
}

/// The card of one mention says each of these.
#[track_caller]
fn check(words: &str, value: Value, expected: &[&str]) {
    let harness = card(words, one(mention(words, words, value)));
    for expected in expected {
        let mut found = harness.query_all_by_label_contains(expected);
        assert!(
            found.next().is_some(),
            "no “{expected}” on the card of {words}"
        );
    }
}

#[test]
fn a_country_shows_its_spending_and_rank() {
    let usa = iso3("USA");
    let last = Catalog::shipped()
        .series(usa, Measure::UsdCurrent)
        .and_then(|series| series.observations.last())
        .expect("the table has the United States");
    let value = Value::Country {
        iso3: usa,
        form: NameForm::Demonym,
    };
    let spending = format!("Military spending in {}", last.year);
    check(
        "American",
        value,
        &[
            "United States",
            "Country",
            &spending,
            "1st of the",
            "Source: ",
        ],
    );
}

#[test]
fn a_country_without_figures_says_so() {
    let value = Value::Country {
        iso3: iso3("XKX"),
        form: NameForm::Name,
    };
    check(
        "Kosovo",
        value,
        &["No military spending of this country in the tables"],
    );
}

#[test]
fn a_missile_shows_its_range_and_what_compares() {
    let value = Value::Weapon {
        weapon: Some("tomahawk-block-iv".into()),
    };
    let expected = [
        "Tomahawk Block IV",
        "Cruise missile, published range 1,600–1,700 km",
        "Operated by",
        "Rule: Number before the things it counts",
    ];
    check("Block IV", value, &expected);
}

#[test]
fn an_unknown_missile_says_so() {
    check(
        "Foo-9",
        Value::Weapon { weapon: None },
        &["Foo-9", "Not in the table of missiles"],
    );
}

#[test]
fn money_is_converted_at_a_named_rate() {
    let rate = Catalog::shipped()
        .rate(Currency::parse("JPY").expect("a code"), "2024-01")
        .expect("the table has the month");
    let dollars = rangebook::units::format::money(1e13 / rate.per_usd, Currency::USD);
    check(
        "about 10 trillion yen",
        yen(1e13),
        &[
            &format!("= {dollars}"),
            "JPY a US dollar, mean of January 2024",
            "about ¥10 trillion",
        ],
    );
}

#[test]
fn money_of_a_document_without_a_date_is_not_converted() {
    let text = "10 trillion yen";
    let mut extraction = one(mention(text, text, yen(1e13)));
    extraction.date = None;
    let harness = card(text, extraction);
    harness.get_by_label_contains("No rate of JPY");
    assert!(harness.query_by_label_contains("= US$").is_none());
}

#[test]
fn a_pledge_stands_beside_its_countrys_spending() {
    let text = "Japan will spend 10 trillion yen by 2027";
    let mut extraction = one(mention(text, "10 trillion yen", yen(1e13)));
    let (from, to) = ("2027-01-01".parse(), "2027-12-31".parse());
    extraction.claims = vec![Claim {
        span: Span::whole(text),
        subject: Subject::Country(iso3("JPN")),
        subject_mention: None,
        measure: ClaimMeasure::Spending {
            amount: Extent::single(1e13, 2).expect("finite"),
            currency: Currency::parse("JPY").expect("a code"),
        },
        figure: MentionId(0),
        when: from.ok().zip(to.ok()),
        when_mention: None,
        planned: true,
        attribution: None,
    }];
    let harness = card(text, extraction);
    harness.get_by_label("Said of Japan");
    harness.get_by_label_contains("Military spending in");
    harness.get_by_label("2027");
}

#[test]
fn a_distance_is_given_in_three_units_with_missiles_that_reach_it() {
    let value = Value::Distance {
        km: Extent::single(1600.0, 2).expect("finite"),
        unit: LengthUnit::Kilometre,
    };
    check(
        "1,600 kilometers",
        value,
        &[
            "1,600 km = 994 mi = 864 nmi",
            "Inside the published range of",
        ],
    );
}

#[test]
fn a_date_shows_its_interval() {
    let date = |bound| Value::Date {
        from: "2027-01-01".parse().expect("a date"),
        to: "2027-12-31".parse().expect("a date"),
        bound,
    };
    check(
        "in 2027",
        date(None),
        &["1 January 2027 to 31 December 2027"],
    );
    check(
        "by 2027",
        date(Some(Bound::NoLaterThan)),
        &["No later than 31 December 2027"],
    );
}

#[test]
fn a_doubt_is_said() {
    let mut kim = mention(
        "Kim",
        "Kim",
        Value::Person {
            person: "Kim Jong Un".into(),
        },
    );
    kim.doubt = Some(Doubt::OthersHaveName);
    let harness = card("Kim", one(kim));
    harness.get_by_label("Kim Jong Un");
    harness.get_by_label("written “Kim”");
    harness.get_by_label("In doubt: others have this name");
}

#[test]
fn a_mention_that_is_gone_has_an_empty_card() {
    let harness = card("Kim", Extraction::default());
    assert!(harness.query_all_by_label_contains("").next().is_none());
}

#[test]
fn every_other_kind_has_a_card() {
    let organisation = Value::Organisation {
        org: "NATO".into(),
        iso3: None,
    };
    check("NATO", organisation, &["NATO", "Organisation"]);
    let government = Value::Government { iso3: iso3("JPN") };
    check("Tokyo", government, &["Japan", "The government of Japan"]);
    let place = Value::Place {
        place: "Osaka".into(),
        iso3: Some(iso3("JPN")),
        position: rangebook::geo::LatLon::new(34.69, 135.5).map(|it| &*Box::leak(Box::new(it))),
    };
    check("Osaka", place, &["Japan", "34.69° N, 135.5° E"]);
    let rank = Value::Rank {
        rank: 3,
        of: Some("military spending".into()),
        scope: Some("world".into()),
    };
    check("third-largest", rank, &["3rd by military spending, world"]);
    let count = Value::Count {
        count: Extent::single(400.0, 1).expect("finite"),
        of: Some("Tomahawk".into()),
    };
    check("400", count, &["400 Tomahawk"]);
    let percent = Value::Percent {
        percent: Extent::single(2.0, 1).expect("finite"),
        of: Some("GDP".into()),
    };
    check("2 per cent of GDP", percent, &["2% of GDP"]);
    let citation = Value::Citation {
        reference: Some(3),
        url: Some("https://example.org/\u{202e}a".into()),
    };
    check("[3]", citation, &["Reference 3", "https://example.org/a"]);
}
