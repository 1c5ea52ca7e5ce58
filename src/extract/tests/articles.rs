//! Whole articles with the answer in the text: made-up reports in many styles, from many regions.
//!
//! A name is marked as in [`super::check`], but may leave its value out. A mark that begins with a
//! question mark may be missed: the rules have no reason to find it, and must not find another.

use crate::extract::fixtures::extract;
use crate::extract::{Kind, Mention, Value};

/// A mark: where, the kind, its value if given, and whether it may be missed.
struct Mark {
    start: usize,
    surface: String,
    kind: String,
    value: String,
    optional: bool,
}

fn read(marked: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, after) = after.split_once(']').expect("a closing bracket");
        let (surface, label) = inside.split_once('|').expect("a bar");
        text.push_str(before);
        let optional = label.starts_with('?');
        let label = label.trim_start_matches('?');
        let (kind, value) = label.split_once(' ').unwrap_or((label, ""));
        marks.push(Mark {
            start: text.len(),
            surface: surface.to_owned(),
            kind: kind.to_owned(),
            value: value.to_owned(),
            optional,
        });
        text.push_str(surface);
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

fn value(mention: &Mention) -> String {
    match &mention.value {
        Value::Country { iso3, .. } | Value::Government { iso3 } => iso3.to_string(),
        Value::Place { iso3, .. } => iso3.map_or_else(String::new, |iso3| iso3.to_string()),
        Value::Person { person } => person.to_string(),
        Value::Weapon { weapon } => weapon.as_deref().unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

const fn is_name(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Country
            | Kind::Place
            | Kind::Government
            | Kind::Organisation
            | Kind::Person
            | Kind::Weapon
    )
}

/// Every difference between what is marked and what is found, one line each.
fn differences(marked: &str) -> Vec<String> {
    let (text, marks) = read(marked);
    let extraction = extract(&text);
    let found: Vec<&Mention> = extraction
        .mentions
        .iter()
        .filter(|mention| is_name(mention.kind()))
        .collect();
    let mut out = Vec::new();
    for mark in &marks {
        let same = found.iter().find(|it| {
            it.span.start() == mark.start
                && it.span.slice(&text) == mark.surface
                && it.kind().code() == mark.kind
        });
        match same {
            None if !mark.optional => out.push(format!("missed {} {}", mark.kind, mark.surface)),
            Some(it) if !mark.value.is_empty() && value(it) != mark.value => {
                out.push(format!("{} is {}", mark.surface, value(it)));
            }
            _ => {}
        }
    }
    for it in found {
        let wanted = marks.iter().any(|mark| {
            it.span.start() == mark.start
                && it.span.slice(&text) == mark.surface
                && it.kind().code() == mark.kind
        });
        if !wanted {
            let kind = it.kind().code();
            out.push(format!("extra {kind} {}", it.span.slice(&text)));
        }
    }
    out
}

#[track_caller]
pub(super) fn check(article: &str) {
    let differences = differences(article);
    assert!(differences.is_empty(), "{differences:#?} in {article}");
}

macro_rules! articles {
    ($($name:ident)+) => {
        $(#[test]
        fn $name() {
            check(include_str!(concat!("articles/", stringify!($name), ".txt")));
        })+
    };
}

articles! {
    africa_chronology
    australia_opinion
    balkan_wire
    britain_opinion
    caucasus_wire
    europe_brief
    europe_digest
    gulf_thinktank
    iran_wire
    japan_questions
    korea_wire
    latam_opinion
    namerica_blog
    nordic_release
    pacific_interview
    seasia_factsheet
    southasia_translated
    ukraine_feature
    us_explainer
}
