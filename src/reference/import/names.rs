//! Which country a row is about, by code or by the names that publishers of tables use.

use std::collections::BTreeMap;

use crate::reference::{Catalog, EntityKind, Iso3};

/// Names in the tables of SIPRI, the World Bank and the United Nations that running text does not use.
const TABLE_NAMES: [(&str, &str); 40] = [
    ("bahamas, the", "BHS"),
    ("bolivia (plurinational state of)", "BOL"),
    ("brunei darussalam", "BRN"),
    ("cabo verde", "CPV"),
    ("congo, dem. rep.", "COD"),
    ("congo, dr", "COD"),
    ("congo, rep.", "COG"),
    ("congo, republic", "COG"),
    ("cote d'ivoire", "CIV"),
    ("côte d'ivoire", "CIV"),
    ("czechia", "CZE"),
    ("egypt, arab rep.", "EGY"),
    ("eswatini", "SWZ"),
    ("gambia, the", "GMB"),
    ("hong kong sar, china", "HKG"),
    ("iran, islamic rep.", "IRN"),
    ("iran (islamic republic of)", "IRN"),
    ("korea, dem. people's rep.", "PRK"),
    ("korea, north", "PRK"),
    ("korea, rep.", "KOR"),
    ("korea, south", "KOR"),
    ("kyrgyz republic", "KGZ"),
    ("lao pdr", "LAO"),
    ("micronesia, fed. sts.", "FSM"),
    ("north macedonia", "MKD"),
    ("republic of moldova", "MDA"),
    ("russian federation", "RUS"),
    ("slovak republic", "SVK"),
    ("somalia, fed. rep.", "SOM"),
    ("syrian arab republic", "SYR"),
    ("timor-leste", "TLS"),
    ("timor leste", "TLS"),
    ("turkiye", "TUR"),
    ("türkiye", "TUR"),
    (
        "united kingdom of great britain and northern ireland",
        "GBR",
    ),
    ("united republic of tanzania", "TZA"),
    ("united states of america", "USA"),
    ("venezuela, rb", "VEN"),
    ("viet nam", "VNM"),
    ("yemen, rep.", "YEM"),
];

/// Countries by folded name and by code.
pub(super) struct Countries<'a> {
    by_name: BTreeMap<String, Iso3>,
    catalog: &'a Catalog,
}

impl<'a> Countries<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut by_name: BTreeMap<String, Iso3> = BTreeMap::new();
        for name in catalog.gazetteer.names() {
            let entity = catalog.gazetteer.entity(name.entity);
            if name.kind == EntityKind::Country
                && let Some(iso3) = entity.and_then(|entity| entity.iso3)
            {
                by_name.entry(fold(&name.alias)).or_insert(iso3);
            }
        }
        for (iso3, name) in &catalog.countries {
            by_name.entry(fold(name)).or_insert(*iso3);
        }
        for (name, code) in TABLE_NAMES {
            if let Some(iso3) = Iso3::parse(code) {
                by_name.entry(name.to_owned()).or_insert(iso3);
            }
        }
        Self { by_name, catalog }
    }

    /// By name, or by code where the column of names holds codes.
    pub(super) fn by_name(&self, name: &str) -> Option<Iso3> {
        self.by_name
            .get(&fold(name))
            .copied()
            .or_else(|| self.by_code(name))
    }

    /// By a code that a country has; those of regions (`WLD`, `OWID_WRL`) are none.
    pub(super) fn by_code(&self, code: &str) -> Option<Iso3> {
        if code == "OWID_KOS" {
            return Iso3::parse("XKX");
        }
        Iso3::parse(code).filter(|iso3| {
            self.catalog.countries.contains_key(iso3)
                || TABLE_NAMES.iter().any(|(_, known)| *known == iso3.code())
        })
    }

    /// The country whose name begins like this, for a slip of the pen.
    pub(super) fn near(&self, name: &str) -> Option<&str> {
        let wanted = fold(name);
        let head: String = wanted.chars().take(3).collect();
        let length = wanted.chars().count();
        if length < 4 {
            return None;
        }
        let found = self.by_name.iter().find(|(known, _)| {
            known.starts_with(&head) && known.chars().count().abs_diff(length) <= 2
        });
        found.map(|(_, iso3)| self.catalog.country_name(*iso3))
    }
}

/// Lower case, straight quotes, without the marks of footnotes.
fn fold(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c == '’' { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect();
    plain
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '†' | '‡' | '§'))
        .to_owned()
}
