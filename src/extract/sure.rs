//! What the tables alone say of a way of writing, found once when the tree of names is built.
//!
//! More than half of the names of a text are written as one country is and nothing else: these need
//! none of the rules that weigh one meaning against another.

use super::fold::fold;
use super::mention::NameForm;
use crate::reference::{EntityIndex, EntityKind, Gazetteer, Iso3, Name};

/// What a way of writing is, whatever text it stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sure {
    /// Only ever this country, and no word of it is ever cut off.
    Country(SureCountry),
    /// Only ever this.
    Entity {
        entity: EntityIndex,
        /// Position of the name in the gazetteer.
        name: u32,
        /// It is a country, named by its capital.
        is_country: bool,
    },
    /// One name, which has other meanings.
    Ambiguous {
        /// Its position in the gazetteer.
        name: u32,
    },
    /// Several names are written so.
    Several,
}

/// A name or demonym of one country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SureCountry {
    pub(super) entity: EntityIndex,
    pub(super) iso3: Iso3,
    pub(super) form: NameForm,
}

impl Sure {
    /// Of what is written as these names, by their position in the gazetteer.
    pub(super) fn new(gazetteer: &Gazetteer, names: &[u32]) -> Self {
        let &[at] = names else { return Self::Several };
        match gazetteer.names().get(at as usize) {
            Some(name) if !name.ambiguous => SureCountry::new(gazetteer, name).map_or_else(
                || Self::Entity {
                    entity: name.entity,
                    name: at,
                    is_country: is_of_country(name),
                },
                Self::Country,
            ),
            _ => Self::Ambiguous { name: at },
        }
    }
}

impl SureCountry {
    fn new(gazetteer: &Gazetteer, name: &Name) -> Option<Self> {
        let form = match name.kind {
            EntityKind::Country => NameForm::Name,
            EntityKind::Demonym => NameForm::Demonym,
            _ => return None,
        };
        // An article is cut off in the text.
        let has_article = fold(&name.alias).starts_with(b"the ");
        let iso3 = gazetteer.entity(name.entity)?.iso3?;
        (!has_article).then_some(Self {
            entity: name.entity,
            iso3,
            form,
        })
    }
}

/// Whether a name counts for its country where it is certain.
pub(super) const fn is_of_country(name: &Name) -> bool {
    matches!(
        name.kind,
        EntityKind::Country | EntityKind::Demonym | EntityKind::Capital
    )
}
