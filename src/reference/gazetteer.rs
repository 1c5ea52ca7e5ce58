//! Names and what they name.

use std::num::NonZero;

use super::Iso3;
use crate::geo::LatLon;
use crate::text::Text;

/// All entities and their names.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    // Invariant: every `Name::entity` is a valid index into `entities`.
    entities: Vec<Entity>,
    names: Vec<Name>,
}

impl Gazetteer {
    /// Makes one; names whose entity does not exist are left out.
    pub fn new(entities: Vec<Entity>, mut names: Vec<Name>) -> Self {
        names.retain(|name| entities.get(name.entity.get()).is_some());
        Self { entities, names }
    }

    /// The entity of an index handed out by this gazetteer.
    pub fn entity(&self, index: EntityIndex) -> Option<&Entity> {
        self.entities.get(index.get())
    }

    /// All entities, in table order.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// All names, in table order.
    pub fn names(&self) -> &[Name] {
        &self.names
    }
}

/// Position of an entity in its gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityIndex(
    // One more than the position, so that none takes no room of its own.
    NonZero<u32>,
);

impl EntityIndex {
    /// That of the entity at this position; of the last possible one beyond four thousand million.
    pub fn new(position: u32) -> Self {
        Self(NonZero::new(position.saturating_add(1)).unwrap_or(NonZero::<u32>::MIN))
    }

    /// The position.
    pub const fn get(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Something with names.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Id in the table, such as `country:JPN`, `weapon:tomahawk-block-iv`, `org:nato`.
    pub id: String,
    /// The name it is shown by.
    pub canonical: Text,
    /// The country it is or belongs to, where there is one.
    pub iso3: Option<Iso3>,
    /// Where it lies, for places in `places.csv`.
    pub position: Option<LatLon>,
}

/// One way to write an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Of this entity.
    pub entity: EntityIndex,
    /// As written.
    pub alias: String,
    /// What the name is (a demonym and a capital name the same country).
    pub kind: EntityKind,
    /// Also another thing: needs context.
    pub ambiguous: bool,
    /// Only in exactly this capitalisation.
    pub case_sensitive: bool,
    /// More about it, in the table's words: `adjective`, `seat of government`, a person's offices;
    /// may be empty.
    pub note: String,
}

/// What a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// Japan
    Country,
    /// Japanese
    Demonym,
    /// Tokyo: a place, or the government that sits there
    Capital,
    /// the Kremlin
    Metonym,
    /// Osaka
    City,
    /// Asia-Pacific, the Taiwan Strait, an island, a base
    Place,
    /// NATO, a ministry, a force, a firm
    Organisation,
    /// Kishida
    Person,
    /// Tomahawk
    Weapon,
}
