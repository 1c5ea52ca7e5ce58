//! Who and what a document names, grouped by kind, most mentioned first: what the window lists beside the
//! text. Worked out once with the charts, because a long document has mentions by the million.

use std::collections::BTreeMap;

use super::Subject;
use super::corrections::By;
use crate::extract::{Extraction, Kind, Meaning, Mention, MentionId, Value};
use crate::reference::{Catalog, Iso3};

/// One kind of entity with its members, most mentioned first.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityGroup {
    /// The kind; governments are with their countries.
    pub kind: Kind,
    /// Each thing named.
    pub members: Vec<NamedEntity>,
}

/// Something the document names.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedEntity {
    /// As the tables call it, or as written.
    pub label: String,
    /// What it is to the charts.
    pub key: EntityKey,
    /// Where it is named, in document order.
    pub mentions: Vec<MentionId>,
}

/// What tells entities apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntityKey {
    /// A country or its government: a line.
    Country(Iso3),
    /// A missile system by its id: a bar.
    Weapon(String),
    /// Anything else, by its name.
    Name(String),
}

impl NamedEntity {
    /// All that names it, as the subject of a correction.
    pub fn subject(&self, kind: Kind) -> Subject {
        let key = match &self.key {
            EntityKey::Country(iso3) => iso3.code().to_owned(),
            EntityKey::Weapon(key) | EntityKey::Name(key) => key.clone(),
        };
        Subject {
            kind,
            by: By::Name,
            key,
            label: self.label.clone(),
        }
    }

    /// What another name means that is the same as this one.
    pub fn meaning(&self, kind: Kind, extraction: &Extraction) -> Meaning {
        let gazetteer = &Catalog::shipped().gazetteer;
        let entity = match &self.key {
            EntityKey::Country(iso3) => Some(format!("country:{iso3}")),
            EntityKey::Weapon(weapon) => Some(format!("weapon:{weapon}")),
            EntityKey::Name(_) => {
                let mentions = self.mentions.iter().take(MAX_ASKED);
                let mut known = mentions.filter_map(|id| extraction.mention(*id)?.entity);
                known
                    .next()
                    .and_then(|index| gazetteer.entity(index))
                    .map(|entity| entity.id.clone())
            }
        };
        Meaning {
            kind,
            entity,
            words: self.label.clone(),
        }
    }
}

/// Mentions that are asked for their entity.
const MAX_ASKED: usize = 100;

/// Groups a document's mentions by what they name.
pub fn entity_groups(extraction: &Extraction, text: &str) -> Vec<EntityGroup> {
    let mut groups: BTreeMap<(Kind, EntityKey), NamedEntity> = BTreeMap::new();
    for (mention, at) in extraction.mentions.iter().zip(0u32..) {
        let Some((kind, key, label)) = member_of(mention, text) else {
            continue;
        };
        let entry = groups.entry((kind, key.clone()));
        entry
            .or_insert_with(|| NamedEntity {
                label,
                key,
                mentions: Vec::new(),
            })
            .mentions
            .push(MentionId(at));
    }
    let mut sorted: Vec<EntityGroup> = Vec::new();
    for ((kind, _), member) in groups {
        match sorted.last_mut() {
            Some(group) if group.kind == kind => group.members.push(member),
            _ => sorted.push(EntityGroup {
                kind,
                members: vec![member],
            }),
        }
    }
    for group in &mut sorted {
        group.members.sort_by(|a, b| {
            b.mentions
                .len()
                .cmp(&a.mentions.len())
                .then_with(|| a.label.cmp(&b.label))
        });
    }
    sorted
}

fn member_of(mention: &Mention, text: &str) -> Option<(Kind, EntityKey, String)> {
    let catalog = Catalog::shipped();
    let words = || mention.span.slice(text).to_owned();
    Some(match &mention.value {
        Value::Country { iso3, .. } | Value::Government { iso3 } => {
            let name = catalog.country_name(*iso3);
            let label = if name.is_empty() {
                iso3.to_string()
            } else {
                name.to_owned()
            };
            (Kind::Country, EntityKey::Country(*iso3), label)
        }
        Value::Weapon {
            weapon: Some(weapon),
        } => {
            let name = catalog
                .missile(weapon)
                .map_or_else(words, |missile| missile.name.clone());
            (Kind::Weapon, EntityKey::Weapon(weapon.to_string()), name)
        }
        Value::Weapon { weapon: None } => (Kind::Weapon, EntityKey::Name(words()), words()),
        Value::Place { place, .. } => (
            Kind::Place,
            EntityKey::Name(place.to_string()),
            place.to_string(),
        ),
        Value::Organisation { org, .. } => (
            Kind::Organisation,
            EntityKey::Name(org.to_string()),
            org.to_string(),
        ),
        Value::Person { person } => (
            Kind::Person,
            EntityKey::Name(person.to_string()),
            person.to_string(),
        ),
        _ => return None,
    })
}
