//! Corrections for tests: a plain one, and one of every shape.

use super::{By, Correction, CorrectionId, Scope, Subject};
use crate::extract::{Change, Kind, Meaning, Retold};
use crate::notes::{PositionSelector, QuoteSelector, Target};

/// The dismissal of "Patriot", a weapon.
pub(crate) fn correction(number: u128, scope: Scope) -> Correction {
    Correction {
        id: CorrectionId(uuid::Uuid::from_u128(number)),
        scope,
        subject: Subject {
            kind: Kind::Weapon,
            by: By::Spelling,
            key: "Patriot".to_owned(),
            label: "Patriot".to_owned(),
        },
        change: Change::Dismiss,
        created: jiff::Timestamp::from_second(1_700_000_000).unwrap(),
    }
}

/// Every scope with every change.
pub(crate) fn all_shapes() -> Vec<Correction> {
    let target = Target {
        document: "a|b\n'.txt".to_owned(),
        fingerprint: Some(crate::notes::Fingerprint::of(b"x")),
        position: Some(PositionSelector {
            start_byte: 4,
            end_byte: 11,
            start_char: 3,
            end_char: 10,
        }),
        quote: QuoteSelector {
            exact: "Patriot".to_owned(),
            prefix: "é, ".to_owned(),
            suffix: "\u{202e}".to_owned(),
        },
        kind: "weapon".to_owned(),
        value: String::new(),
        unit: String::new(),
        source: String::new(),
        finding: None,
    };
    let unplaced = Target {
        position: None,
        fingerprint: None,
        ..target.clone()
    };
    let scopes = [
        Scope::Here(Box::new(target)),
        Scope::Here(Box::new(unplaced)),
        Scope::Document {
            name: "a.txt".to_owned(),
            fingerprint: Some(crate::notes::Fingerprint::of(b"y")),
        },
        Scope::Everywhere,
    ];
    let meaning = |kind, entity: Option<&str>, words: &str| Meaning {
        kind,
        entity: entity.map(str::to_owned),
        words: words.to_owned(),
    };
    let changes = [
        Change::Dismiss,
        Change::Retype(meaning(Kind::Country, Some("country:JPN"), "Japan")),
        Change::Retype(meaning(Kind::Money, None, "1.5 billion euros")),
        Change::Merge(meaning(Kind::Person, None, "Fumio ’Kishida")),
        Change::Add(meaning(Kind::Organisation, None, "Zephyr")),
        Change::Claim(Retold::Country(
            crate::reference::Iso3::parse("DEU").unwrap(),
        )),
        Change::Claim(Retold::Year(2024)),
        Change::Claim(Retold::NoClaim),
    ];
    let mut all = Vec::new();
    for scope in scopes {
        for (by, change) in [By::Spelling, By::Name].into_iter().cycle().zip(&changes) {
            let mut one = correction(all.len() as u128, scope.clone());
            one.subject.by = by;
            one.change = change.clone();
            all.push(one);
        }
    }
    all
}
