//! The part of the dialog that asks for which country or year a figure counts, or whether it claims
//! anything at all.

use std::collections::BTreeSet;

use eframe::egui::{self, Role, WidgetInfo};

use super::{Choice, Said};
use crate::extract::meaning::countries_like;
use crate::extract::retold::{YEARS, takes_country, takes_year};
use crate::extract::{Claim, Extraction, Kind, MentionId, Retold, Subject, Value};
use crate::reference::{Catalog, Iso3};

/// What the dialog asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What the mention is.
    Mention,
    /// Which country its claim counts for.
    Country,
    /// Which year.
    Year,
    /// Whether it claims anything.
    NoClaim,
}

impl Part {
    const fn label(self) -> &'static str {
        match self {
            Self::Mention => "What it is",
            Self::Country => "Another country",
            Self::Year => "Another year",
            Self::NoClaim => "Not a claim",
        }
    }

    /// Which choice is chosen when this was typed: of many countries or years none is before the
    /// reader has said something.
    pub(super) fn first_of(self, typed: &str) -> Option<usize> {
        let is_open = matches!(self, Self::Country | Self::Year) && typed.trim().is_empty();
        (!is_open).then_some(0)
    }
}

/// What the figure that the dialog is about claims now.
#[derive(Debug)]
pub(super) struct Claimed {
    takes_country: bool,
    takes_year: bool,
    /// The only country and year that it counts for.
    country: Option<Iso3>,
    year: Option<i16>,
    /// Countries that the document names, those most named first.
    named: Vec<Iso3>,
    /// Years that it gives, the latest first.
    years: Vec<i16>,
}

impl Claimed {
    /// `None` for what claims nothing.
    pub(super) fn of(figure: MentionId, extraction: &Extraction) -> Option<Self> {
        let of_figure = |it: &&Claim| it.figure == figure;
        let claims: Vec<&Claim> = extraction.claims.iter().filter(of_figure).collect();
        let first = claims.first()?;
        let country = match (&first.subject, claims.len()) {
            (Subject::Country(iso3), 1) => Some(*iso3),
            _ => None,
        };
        Some(Self {
            takes_country: claims.iter().any(|it| takes_country(it)),
            takes_year: claims.iter().any(|it| takes_year(it)),
            country,
            year: first.when.and_then(|(from, to)| {
                let year = from.year();
                let is_year = to.year() == year && from.day_of_year() == 1;
                (is_year && (to.month(), to.day()) == (12, 31)).then_some(year)
            }),
            named: countries_of(extraction),
            years: years_of(extraction),
        })
    }

    /// What can be asked of it.
    fn parts(&self) -> impl Iterator<Item = Part> {
        [
            (Part::Mention, true),
            (Part::Country, self.takes_country),
            (Part::Year, self.takes_year),
            (Part::NoClaim, true),
        ]
        .into_iter()
        .filter_map(|(part, is_asked)| is_asked.then_some(part))
    }

    /// Countries that fit what was typed: the better they fit the earlier, then those that the
    /// document names, then by their names. All while nothing is typed.
    pub(super) fn countries(&self, typed: &str) -> Vec<Choice> {
        let catalog = Catalog::shipped();
        let like = (!typed.trim().is_empty()).then(|| countries_like(catalog, typed));
        // A bare code would tell a reader nothing.
        let countries = catalog.countries.iter();
        let with_names = countries.filter(|(iso3, name)| name.as_str() != iso3.code());
        let mut found: Vec<_> = with_names
            .filter_map(|(iso3, name)| {
                let (rank, len) = match &like {
                    Some(like) => *like.get(iso3)?,
                    None => (0, 0),
                };
                let named = self.named.iter().position(|it| it == iso3);
                Some(((rank, named.is_none(), named, len, name), *iso3))
            })
            .collect();
        found.sort();
        found
            .into_iter()
            .map(|((.., is_new, _, _, name), iso3)| Choice {
                label: name.clone(),
                detail: if is_new {
                    "not named in it".to_owned()
                } else {
                    "named in this document".to_owned()
                },
                is_so: self.country == Some(iso3),
                said: Said::Claims(Retold::Country(iso3)),
            })
            .collect()
    }

    /// The year that was typed; those of the document while nothing is.
    pub(super) fn years(&self, typed: &str) -> Vec<Choice> {
        let typed = typed.trim();
        let choice = |year: i16| Choice {
            label: format!("The year {year}"),
            detail: "January to December".to_owned(),
            is_so: self.year == Some(year),
            said: Said::Claims(Retold::Year(year)),
        };
        if typed.is_empty() {
            return self.years.iter().copied().map(choice).collect();
        }
        let year = typed.parse().ok().filter(|it| YEARS.contains(it));
        year.map(choice).into_iter().collect()
    }
}

/// That the figure claims nothing.
pub(super) fn no_claim() -> Vec<Choice> {
    vec![Choice {
        label: "It claims nothing".to_owned(),
        detail: "on no chart and in no check".to_owned(),
        is_so: false,
        said: Said::Claims(Retold::NoClaim),
    }]
}

/// The countries that are named, the most named first.
fn countries_of(extraction: &Extraction) -> Vec<Iso3> {
    let mut counts = std::collections::BTreeMap::<Iso3, usize>::new();
    for mention in &extraction.mentions {
        if matches!(mention.kind(), Kind::Country | Kind::Government)
            && let Some(iso3) = mention.value.iso3()
        {
            *counts.entry(iso3).or_default() += 1;
        }
    }
    let mut named: Vec<(Iso3, usize)> = counts.into_iter().collect();
    named.sort_by_key(|(iso3, count)| (std::cmp::Reverse(*count), *iso3));
    named.into_iter().map(|(iso3, _)| iso3).collect()
}

/// The years that dates of the text lie in, the latest first.
fn years_of(extraction: &Extraction) -> Vec<i16> {
    let years = extraction.mentions.iter().filter_map(|it| match it.value {
        Value::Date { from, to, .. } if from.year() == to.year() => Some(from.year()),
        _ => None,
    });
    let years: BTreeSet<i16> = years.filter(|it| YEARS.contains(it)).collect();
    years.into_iter().rev().collect()
}

/// The choice of what is asked; returns another one that was chosen.
pub(super) fn parts_ui(ui: &mut egui::Ui, claimed: &Claimed, now: Part) -> Option<Part> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for part in claimed.parts() {
            let is_chosen = part == now;
            let response = ui.add(egui::Button::selectable(is_chosen, part.label()));
            response.widget_info(|| {
                let name = format!("Say: {}", part.label());
                WidgetInfo::selected(Role::RadioButton, true, is_chosen, name)
            });
            if response.clicked() && !is_chosen {
                chosen = Some(part);
            }
        }
    });
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(named: &[&str]) -> Claimed {
        let iso3 = |code: &&str| Iso3::parse(code).unwrap();
        Claimed {
            takes_country: true,
            takes_year: true,
            country: None,
            year: None,
            named: named.iter().map(iso3).collect(),
            years: Vec::new(),
        }
    }

    /// The first country for what was typed.
    #[track_caller]
    fn check(named: &[&str], typed: &str, expected: &str) {
        let choices = claimed(named).countries(typed);
        let first = choices.first().map_or("", |it| it.label.as_str());
        assert_eq!(first, expected, "{typed}");
    }

    #[test]
    fn whole_names_come_before_names_that_hold_them() {
        check(&["SSD"], "Sudan", "Sudan");
        check(&["ROU"], "Oman", "Oman");
        check(&["GNQ", "PNG"], " guinea ", "Guinea");
        check(&["NGA"], "Niger", "Niger");
        check(&["ROU"], "oma", "Oman");
    }

    #[test]
    fn other_names_and_accents_are_known() {
        check(&[], "Britain", "United Kingdom");
        check(&[], "USA", "United States");
        check(&[], "Holland", "Netherlands");
        check(&[], "the Netherlands", "Netherlands");
        check(&[], "turkiye", "Turkey");
        check(&[], "Türkiye", "Turkey");
        check(&[], "TÜRKIYE", "Turkey");
        check(&[], "Polànd", "Poland");
        check(&[], "Japanese", "Japan");
        check(&[], "Nowhereland", "");
        check(&[], "\u{200b}", "");
    }

    #[test]
    fn countries_of_the_document_come_first_among_equals() {
        check(&[], "south", "South Korea");
        check(&["ZAF"], "south", "South Africa");
        check(&["ZAF", "SSD"], "south", "South Africa");
        check(&["POL", "JPN"], "", "Poland");
    }

    #[test]
    fn bare_codes_are_not_offered() {
        let all = claimed(&["IOT"]).countries("");
        assert!(all.len() > 150);
        assert!(all.iter().all(|it| it.label != "IOT"));
    }

    #[test]
    fn an_empty_field_chooses_nothing() {
        assert_eq!(Part::Country.first_of(" "), None);
        assert_eq!(Part::Year.first_of(""), None);
        assert_eq!(Part::Country.first_of("s"), Some(0));
        assert_eq!(Part::NoClaim.first_of(""), Some(0));
        assert_eq!(Part::Mention.first_of(""), Some(0));
    }
}
