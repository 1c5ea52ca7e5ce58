//! What a row of each table must hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use super::gazetteer::Entity;
use super::table::{Row, filled, for_each_row, parts, quoted};
use super::{
    CatalogError, EntityIndex, EntityKind, Gazetteer, Iso3, Measure, Missile, MissileKind, Name,
    Observation, ObservationId, Place, Rate, Series, Source, SourceId, Status,
};
use crate::geo::LatLon;
use crate::units::Currency;

type Sources = BTreeMap<SourceId, Source>;

/// No missile flies further than half way round the Earth and back to where it started.
const MAX_RANGE_KM: f64 = 40_100.0;

pub(super) fn sources(table: &str, text: &str, problems: &mut Vec<CatalogError>) -> Sources {
    let columns = [
        "source_id",
        "title",
        "publisher",
        "licence",
        "url",
        "vintage",
    ];
    let mut sources = Sources::new();
    for_each_row(table, text, &columns, problems, |row| {
        let id = SourceId(row.filled("source_id")?.to_owned());
        let source = Source {
            id: id.clone(),
            title: row.filled("title")?.to_owned(),
            publisher: row.get("publisher").to_owned(),
            licence: row.get("licence").to_owned(),
            url: row.get("url").to_owned(),
            vintage: row.get("vintage").to_owned(),
        };
        match sources.insert(id, source) {
            None => Ok(()),
            Some(earlier) => Err(format!(
                "source {} is there twice; give each its own id",
                quoted(&earlier.id.0)
            )),
        }
    });
    sources
}

pub(super) fn places(
    table: &str,
    text: &str,
    sources: &Sources,
    problems: &mut Vec<CatalogError>,
) -> Vec<Place> {
    let columns = [
        "id",
        "name",
        "iso3",
        "kind",
        "lat",
        "lon",
        "source_id",
        "note",
    ];
    let mut places: Vec<Place> = Vec::new();
    let mut seen = BTreeSet::new();
    for_each_row(table, text, &columns, problems, |row| {
        let id = unique(row, "id", &mut seen)?;
        let (lat, lon) = (row.number("lat")?, row.number("lon")?);
        let position = LatLon::new(lat, lon).ok_or_else(|| {
            format!("{lat}, {lon} is not on the Earth; lat is −90 to 90 and lon −180 to 180")
        })?;
        places.push(Place {
            id,
            name: row.filled("name")?.to_owned(),
            iso3: iso3(row.get("iso3"))?,
            kind: row.filled("kind")?.to_owned(),
            position,
            source: known_source(row.filled("source_id")?, Some(sources))?,
            note: row.get("note").to_owned(),
        });
        Ok(())
    });
    places
}

pub(super) fn spending(
    table: &str,
    text: &str,
    sources: Option<&Sources>,
    problems: &mut Vec<CatalogError>,
) -> Vec<Series> {
    let columns = ["iso3", "year", "measure", "value", "status", "source_id"];
    let mut series: BTreeMap<(Iso3, Measure), BTreeMap<i16, Observation>> = BTreeMap::new();
    let mut num_rows = 0u32;
    for_each_row(table, text, &columns, problems, |row| {
        let id = ObservationId(num_rows);
        num_rows = num_rows.saturating_add(1);
        let iso3 = iso3(row.get("iso3"))?;
        let year = row.year("year")?;
        let word = row.get("measure");
        let measure = Measure::parse(word).filter(|it| it.is_published());
        let measure = measure.ok_or_else(|| {
            let known: Vec<_> = Measure::PUBLISHED.iter().map(|it| it.code()).collect();
            format!("measure is {}; write {}", quoted(word), known.join(" or "))
        })?;
        let value = row.number("value")?;
        if value < 0.0 {
            return Err(format!("value is {value}; spending is not negative"));
        }
        let status = match row.get("status") {
            "reported" => Status::Reported,
            "estimate" => Status::Estimate,
            "uncertain" => Status::Uncertain,
            other => {
                return Err(format!(
                    "status is {}; write reported, estimate or uncertain",
                    quoted(other)
                ));
            }
        };
        let source = known_source(row.filled("source_id")?, sources)?;
        let observation = Observation {
            id,
            year,
            value,
            status,
            source,
        };
        match series
            .entry((iso3, measure))
            .or_default()
            .insert(year, observation)
        {
            None => Ok(()),
            Some(_) => Err(format!(
                "{iso3} {year} {} is there twice; keep one row",
                measure.code()
            )),
        }
    });
    series
        .into_iter()
        .map(|((iso3, measure), observations)| Series {
            iso3,
            measure,
            observations: observations.into_values().collect(),
        })
        .collect()
}

/// A missile with the columns that only the gazetteer needs.
#[derive(Clone, Debug)]
pub(super) struct WeaponRow {
    pub(super) missile: Missile,
    origin: Option<Iso3>,
    aliases: Vec<String>,
}

pub(super) fn weapons(
    table: &str,
    text: &str,
    sources: Option<&Sources>,
    problems: &mut Vec<CatalogError>,
) -> Vec<WeaponRow> {
    let columns = [
        "id",
        "name",
        "aliases",
        "kind",
        "operators",
        "origin",
        "range_km_min",
        "range_km_max",
        "first_service",
        "source_id",
        "note",
    ];
    let mut weapons = Vec::new();
    let mut seen = BTreeSet::new();
    for_each_row(table, text, &columns, problems, |row| {
        let id = unique(row, "id", &mut seen)?;
        let origin = match row.get("origin") {
            "" => None,
            // Weapons made together name every maker; the first gives the flag.
            several => several.split('|').next().map(iso3).transpose()?,
        };
        let first_service = match row.get("first_service") {
            "" => None,
            _ => Some(row.year("first_service")?),
        };
        let cited: Result<Vec<_>, _> = row
            .several("source_id")
            .map(|id| known_source(id, sources))
            .collect();
        let cited = cited?;
        if cited.is_empty() {
            row.filled("source_id")?;
        }
        weapons.push(WeaponRow {
            missile: Missile {
                id,
                name: row.filled("name")?.to_owned(),
                kind: MissileKind::parse(row.filled("kind")?),
                operators: row
                    .several("operators")
                    .map(iso3)
                    .collect::<Result<_, _>>()?,
                range_km: range_km(row)?,
                first_service,
                sources: cited,
                note: row.get("note").to_owned(),
            },
            origin,
            aliases: row.several("aliases").map(str::to_owned).collect(),
        });
        Ok(())
    });
    weapons
}

fn range_km(row: &Row<'_>) -> Result<Option<(f64, f64)>, String> {
    match (row.get("range_km_min"), row.get("range_km_max")) {
        ("", "") => Ok(None),
        ("", _) | (_, "") => Err(
            "only one end of the range is given; write the same number twice for one figure"
                .to_owned(),
        ),
        _ => {
            let (min, max) = (row.number("range_km_min")?, row.number("range_km_max")?);
            if !(min > 0.0 && min <= max && max <= MAX_RANGE_KM) {
                return Err(format!(
                    "the range {min} to {max} km cannot be; range_km_min is more than 0 and not more than range_km_max"
                ));
            }
            Ok(Some((min, max)))
        }
    }
}

pub(super) fn rates(
    table: &str,
    text: &str,
    sources: &Sources,
    problems: &mut Vec<CatalogError>,
) -> Vec<Rate> {
    let columns = ["currency", "period", "freq", "lcu_per_usd", "source_id"];
    let mut rates: BTreeMap<(Currency, String), Rate> = BTreeMap::new();
    for_each_row(table, text, &columns, problems, |row| {
        let [code, period, freq] = row.first();
        let currency = Currency::parse(code).ok_or_else(|| {
            format!(
                "currency is {}; write three capitals such as JPY",
                quoted(code)
            )
        })?;
        let period = filled("period", period)?.to_owned();
        if period_freq(&period) != Some(freq) {
            return Err(format!(
                "period {} and freq {} do not fit; write 2023 with A or 2023-01 with M",
                quoted(&period),
                quoted(freq)
            ));
        }
        let per_usd = row.number("lcu_per_usd")?;
        if per_usd <= 0.0 {
            return Err(format!("lcu_per_usd is {per_usd}; a rate is more than 0"));
        }
        let rate = Rate {
            currency,
            period: period.clone(),
            per_usd,
            source: known_source(row.filled("source_id")?, Some(sources))?,
        };
        match rates.insert((currency, period), rate) {
            None => Ok(()),
            Some(earlier) => Err(format!(
                "{currency} {} is there twice; keep one row",
                earlier.period
            )),
        }
    });
    rates.into_values().collect()
}

/// `A` for a year, `M` for a month.
fn period_freq(period: &str) -> Option<&'static str> {
    let (year, month) = match period.split_once('-') {
        Some((year, month)) => (year, Some(month)),
        None => (period, None),
    };
    let digits = |part: &str, len: usize| {
        (part.len() == len)
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    digits(year, 4).filter(|year| (1900..=2100).contains(year))?;
    match month {
        None => Some("A"),
        Some(month) => digits(month, 2)
            .filter(|month| (1..=12).contains(month))
            .map(|_| "M"),
    }
}

pub(super) fn gazetteer(
    table: &str,
    text: &str,
    weapons: &[WeaponRow],
    places: &[Place],
    problems: &mut Vec<CatalogError>,
) -> Gazetteer {
    let columns = ["id", "kind", "canonical", "alias", "iso3", "flags", "note"];
    let mut builder = GazetteerBuilder::default();
    let num_names = text.len() / BYTES_A_NAME;
    builder.names.reserve(num_names);
    builder.names_before.reserve(num_names);
    builder.by_id.reserve(num_names / 2);
    let known: BTreeSet<&str> = weapons.iter().map(|row| row.missile.id.as_str()).collect();
    for_each_row(table, text, &columns, problems, |row| {
        let [id, word, canonical, alias, code, flags, note] = row.first();
        let id = filled("id", id)?;
        if let Some(weapon) = id.strip_prefix("weapon:")
            && !known.contains(weapon)
        {
            return Err(format!(
                "weapon {} is not in weapons.csv; add it there or remove its names",
                quoted(weapon)
            ));
        }
        let kind = entity_kind(word)
            .ok_or_else(|| format!("kind is {}; write one that README.md lists", quoted(word)))?;
        let iso3 = match code {
            "" => None,
            code => Some(iso3(code)?),
        };
        if iso3.is_none() && matches!(kind, EntityKind::Country | EntityKind::Demonym) {
            return Err(format!("iso3 is empty; a {word} needs its country"));
        }
        let (mut ambiguous, mut case_sensitive) = (false, false);
        for flag in parts(flags) {
            match flag {
                "ambiguous" => ambiguous = true,
                "case" => case_sensitive = true,
                other => {
                    return Err(format!(
                        "flag is {}; write ambiguous, case or both with | between",
                        quoted(other)
                    ));
                }
            }
        }
        let entity = builder.entity(id, filled("canonical", canonical)?, iso3);
        let added = builder.name(Name {
            entity,
            alias: filled("alias", alias)?.to_owned(),
            kind,
            ambiguous,
            case_sensitive,
            note: note.to_owned(),
        });
        if added {
            Ok(())
        } else {
            Err(format!(
                "{} is there twice for {id}; keep one row",
                quoted(alias)
            ))
        }
    });
    for row in weapons {
        builder.weapon(row);
    }
    builder.finish(places)
}

/// A little less than a row of the gazetteer has.
const BYTES_A_NAME: usize = 60;

/// Hashes the ids of our own table: quickly, and with no guard against ids made to collide.
#[derive(Default)]
struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            for (to, from) in eight.iter_mut().zip(chunk) {
                *to = *from;
            }
            // 2^64 divided by the golden ratio, odd (Knuth, multiplicative hashing).
            let mixed = (self.0 ^ u64::from_le_bytes(eight)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.0 = mixed ^ (mixed >> 32);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[derive(Default)]
struct GazetteerBuilder {
    entities: Vec<Entity>,
    names: Vec<Name>,
    by_id: HashMap<String, EntityIndex, BuildHasherDefault<IdHasher>>,
    /// The entity of the row before: rows of one mostly stand together.
    current: Option<EntityIndex>,
    /// For each entity its last name so far, for each name the one of its entity before it.
    last_names: Vec<Option<u32>>,
    names_before: Vec<Option<u32>>,
}

impl GazetteerBuilder {
    fn entity(&mut self, id: &str, canonical: &str, iso3: Option<Iso3>) -> EntityIndex {
        if let Some(index) = self.current
            && self.entities.get(index.get()).is_some_and(|it| it.id == id)
        {
            return index;
        }
        if let Some(&index) = self.by_id.get(id) {
            self.current = Some(index);
            return index;
        }
        let index = EntityIndex::new(u32::try_from(self.entities.len()).unwrap_or(u32::MAX));
        self.current = Some(index);
        self.by_id.insert(id.to_owned(), index);
        self.last_names.push(None);
        self.entities.push(Entity {
            id: id.to_owned(),
            canonical: canonical.into(),
            iso3,
            position: None,
        });
        index
    }

    /// False when the entity has the same name already.
    fn name(&mut self, name: Name) -> bool {
        let Some(last) = self.last_names.get_mut(name.entity.get()) else {
            return false;
        };
        // An entity has a few names, so looking at each takes less than a table of all.
        let mut before = *last;
        while let Some(at) = before {
            let Some(earlier) = self.names.get(at as usize) else {
                break;
            };
            if earlier.kind == name.kind && earlier.alias == name.alias {
                return false;
            }
            before = self.names_before.get(at as usize).copied().flatten();
        }
        self.names_before.push(*last);
        *last = u32::try_from(self.names.len()).ok();
        self.names.push(name);
        true
    }

    /// Names that only `weapons.csv` has.
    fn weapon(&mut self, row: &WeaponRow) {
        let id = format!("weapon:{}", row.missile.id);
        let entity = self.entity(&id, &row.missile.name, row.origin);
        for alias in std::iter::once(&row.missile.name).chain(&row.aliases) {
            // A name without small letters is a designation, and those are written as they are.
            let case_sensitive = !alias.chars().any(char::is_lowercase);
            self.name(Name {
                entity,
                alias: alias.clone(),
                kind: EntityKind::Weapon,
                ambiguous: false,
                case_sensitive,
                note: row.missile.kind.label().to_owned(),
            });
        }
    }

    fn finish(mut self, places: &[Place]) -> Gazetteer {
        let mut positions: BTreeMap<Iso3, Vec<(String, LatLon)>> = BTreeMap::new();
        for place in places {
            let named = (place.name.to_lowercase(), place.position);
            positions.entry(place.iso3).or_default().push(named);
        }
        for name in &self.names {
            if !matches!(name.kind, EntityKind::City | EntityKind::Place) {
                continue;
            }
            if let Some(entity) = self.entities.get_mut(name.entity.get())
                && let Some(named) = entity.iso3.and_then(|iso3| positions.get(&iso3))
            {
                let alias = name.alias.to_lowercase();
                // Of two places of one name the later one counts.
                if let Some((_, position)) = named.iter().rev().find(|(name, _)| *name == alias) {
                    entity.position = Some(*position);
                }
            }
        }
        Gazetteer::new(self.entities, self.names)
    }
}

fn entity_kind(word: &str) -> Option<EntityKind> {
    Some(match word {
        "country" => EntityKind::Country,
        "demonym" => EntityKind::Demonym,
        "capital" => EntityKind::Capital,
        "metonym" => EntityKind::Metonym,
        "city" => EntityKind::City,
        "region" | "sea" | "strait" | "islands" | "place" => EntityKind::Place,
        "org" | "ministry" | "force" => EntityKind::Organisation,
        "person" => EntityKind::Person,
        "weapon" => EntityKind::Weapon,
        _ => return None,
    })
}

pub(super) fn iso3(code: &str) -> Result<Iso3, String> {
    Iso3::parse(code).ok_or_else(|| {
        format!(
            "country is {}; write its three-letter ISO code in capitals, such as JPN",
            quoted(code)
        )
    })
}

pub(super) fn unique(
    row: &Row<'_>,
    column: &str,
    seen: &mut BTreeSet<String>,
) -> Result<String, String> {
    let id = row.filled(column)?.to_owned();
    if !seen.insert(id.clone()) {
        return Err(format!(
            "{column} {} is there twice; keep one row",
            quoted(&id)
        ));
    }
    Ok(id)
}

pub(super) fn known_source(id: &str, sources: Option<&Sources>) -> Result<SourceId, String> {
    let id = SourceId(id.to_owned());
    match sources {
        Some(sources) if !sources.contains_key(&id) => Err(format!(
            "source {} is not in sources.csv; add it there",
            quoted(&id.0)
        )),
        _ => Ok(id),
    }
}
