//! Regions and alliances within which spenders are ranked: who belongs to them, and who may.

use super::catalog::CatalogError;
use super::rows::{iso3, known_source};
use super::table::{for_each_row, parts};
use super::{Iso3, Source, SourceId};
use std::collections::BTreeMap;

/// One row of `regions.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Id in the table.
    pub id: String,
    /// As shown.
    pub name: String,
    /// As written in texts.
    pub aliases: Vec<String>,
    /// Countries that everybody counts to it; of regions, those with spending in the tables.
    pub members: Vec<Iso3>,
    /// Countries that some count to it.
    pub disputed: Vec<Iso3>,
    /// So many places from the top are certain although the tables lack smaller spenders.
    pub places_known: u32,
    /// Published by.
    pub sources: Vec<SourceId>,
    /// A caveat, in words; may be empty.
    pub note: String,
}

impl Region {
    /// Whether a country is one of its own.
    pub fn holds(&self, iso3: Iso3, with_disputed: bool) -> bool {
        self.members.contains(&iso3) || with_disputed && self.disputed.contains(&iso3)
    }
}

/// The region with the longest alias that `is_there` finds.
pub fn named(regions: &[Region], is_there: impl Fn(&str) -> bool) -> Option<&Region> {
    let all = regions.iter().flat_map(|region| {
        let aliases = region.aliases.iter();
        aliases.map(move |alias| (alias, region))
    });
    let found = all.filter(|(alias, _)| is_there(alias));
    Some(found.max_by_key(|(alias, _)| alias.len())?.1)
}

/// Reads `regions.csv`.
pub(super) fn regions(
    table: &str,
    text: &str,
    sources: &BTreeMap<SourceId, Source>,
    problems: &mut Vec<CatalogError>,
) -> Vec<Region> {
    let columns = [
        "id",
        "name",
        "aliases",
        "members",
        "disputed",
        "places_known",
        "source_id",
        "note",
    ];
    let mut regions = Vec::new();
    for_each_row(table, text, &columns, problems, |row| {
        let countries = |column: &str| -> Result<Vec<Iso3>, String> {
            parts(row.get(column)).map(iso3).collect()
        };
        let places_known = row.filled("places_known")?;
        let sources: Vec<SourceId> = row
            .several("source_id")
            .map(|id| known_source(id, Some(sources)))
            .collect::<Result<_, _>>()?;
        row.filled("source_id")?;
        row.filled("members")?;
        regions.push(Region {
            id: row.filled("id")?.to_owned(),
            name: row.filled("name")?.to_owned(),
            aliases: row.several("aliases").map(str::to_owned).collect(),
            members: countries("members")?,
            disputed: countries("disputed")?,
            places_known: places_known.parse().map_err(|_no_number| {
                format!("places_known is {places_known}; write a whole number")
            })?,
            sources,
            note: row.get("note").to_owned(),
        });
        Ok(())
    });
    regions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Catalog;

    #[test]
    fn the_longest_name_wins_and_members_are_countries() {
        let regions = &Catalog::shipped().regions;
        let found =
            |text: &str| named(regions, |alias| text.ends_with(alias)).map(|it| it.id.as_str());
        assert_eq!(found("Western Europe"), Some("western-europe"));
        assert_eq!(found("Asia"), Some("asia"));
        assert_eq!(found("Atlantis"), None);
        let nato = regions.iter().find(|it| it.id == "nato").unwrap();
        assert_eq!(nato.members.len() + nato.disputed.len(), 32);
        let eu = regions.iter().find(|it| it.id == "eu").unwrap();
        assert_eq!(eu.members.len(), 27);
    }

    #[test]
    fn a_number_that_is_none_is_refused() {
        let table =
            "id,name,aliases,members,disputed,places_known,source_id,note\na,A,A,JPN,,many,s,\n";
        let mut problems = Vec::new();
        regions("regions.csv", table, &BTreeMap::new(), &mut problems);
        assert_eq!(problems.first().map(|it| it.line), Some(2));
    }
}
