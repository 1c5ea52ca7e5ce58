//! The reader's tool tip on a mention: what it is and how it stands beside the cited tables.
//!
//! Everything shown comes from the mention, its claim and the catalog; nothing is guessed. A part that
//! the tables cannot give is left out or said to be missing, and the rule that found the mention and
//! any doubt stand below.

mod sparkline;
mod words;

use eframe::egui;
use egui::{RichText, Ui};

use self::sparkline::{Beside, comparison_ui, spending_line_ui};
use crate::document::Document;
use crate::extract::explain::explain;
use crate::extract::{ClaimMeasure, Extraction, Mention, MentionId, Subject, Value};
use crate::reference::{Catalog, FirstPublished, Iso3, Measure, Missile, Rate, SourceId};
use crate::ui::tokens::Tokens;
use crate::units::{Currency, Extent, LengthUnit, format};

/// Widest a card grows.
const WIDTH: f32 = 320.0;
/// Names listed in one line, at most.
const MAX_NAMES: usize = 4;

/// Fills `ui` with the card of a mention; a mention that does not exist has an empty card.
pub fn mention_card_ui(
    ui: &mut Ui,
    document: &Document,
    extraction: &Extraction,
    id: MentionId,
    catalog: &Catalog,
) {
    let Some(mention) = extraction.mention(id) else {
        return;
    };
    ui.set_max_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 3.0;
    let card = Card {
        document,
        extraction,
        id,
        mention,
        catalog,
    };
    card.head_ui(ui);
    card.body_ui(ui);
    card.foot_ui(ui);
}

struct Card<'a> {
    document: &'a Document,
    extraction: &'a Extraction,
    id: MentionId,
    mention: &'a Mention,
    catalog: &'a Catalog,
}

impl Card<'_> {
    /// What it is called, and its kind.
    fn head_ui(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        let kind = self.mention.kind();
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(4.0, 16.0), egui::Sense::hover());
            ui.painter().rect_filled(rect, 1.0, tokens.kind(kind));
            ui.add(egui::Label::new(RichText::new(self.title()).strong()).wrap());
            ui.label(RichText::new(kind.label()).small().color(tokens.text_weak));
        });
    }

    /// The entity's own name where there is one, else the document's words.
    fn title(&self) -> String {
        match &self.mention.value {
            Value::Country { iso3, .. } | Value::Government { iso3 } => self.country(*iso3),
            Value::Weapon {
                weapon: Some(weapon),
            } => match self.catalog.missile(weapon) {
                Some(missile) => missile.name.clone(),
                None => self.quote(),
            },
            Value::Place { place, .. } => words::shown(place),
            Value::Organisation { org, .. } => words::shown(org),
            Value::Person { person } => words::shown(person),
            _ => self.quote(),
        }
    }

    fn quote(&self) -> String {
        words::shown(self.mention.span.slice(&self.document.text))
    }

    fn country(&self, iso3: Iso3) -> String {
        self.catalog.country_name_or_code(iso3)
    }

    fn body_ui(&self, ui: &mut Ui) {
        match &self.mention.value {
            Value::Country { iso3, .. } => self.country_ui(ui, *iso3, None),
            Value::Government { iso3 } => {
                ui.label(format!("The government of {}", self.country(*iso3)));
                self.country_ui(ui, *iso3, None);
            }
            Value::Place { iso3, position, .. } => {
                let country = iso3.map(|iso3| self.country(iso3));
                let position = position.map(|position| words::position(*position));
                lines_ui(ui, [country, position]);
            }
            Value::Organisation { iso3, .. } => {
                lines_ui(ui, [iso3.map(|iso3| self.country(iso3)), None]);
            }
            Value::Person { .. } => {
                let canonical = self.title();
                let written = Some(self.quote()).filter(|quote| *quote != canonical);
                lines_ui(
                    ui,
                    [written.map(|quote| format!("written “{quote}”")), None],
                );
            }
            Value::Weapon { weapon } => self.weapon_ui(ui, weapon.as_deref()),
            Value::Money { amount, currency } => self.money_ui(ui, *amount, *currency),
            Value::Distance { km, .. } => self.distance_ui(ui, *km),
            Value::Percent { percent, of } => self.percent_ui(ui, *percent, of.as_deref()),
            Value::Count { count, of } => {
                let count = format::extent(*count, |value| format::number(value, 1));
                let of = of.as_deref().map(words::shown).unwrap_or_default();
                lines_ui(ui, [Some(format!("{count} {of}")), None]);
            }
            Value::Rank { rank, of, scope } => {
                lines_ui(
                    ui,
                    [
                        Some(words::rank(*rank, of.as_deref(), scope.as_deref())),
                        None,
                    ],
                );
            }
            Value::Date { from, to, bound } => {
                lines_ui(ui, [Some(words::period(*from, *to, *bound)), None]);
            }
            Value::Citation { reference, url } => {
                let reference = reference.map(|number| format!("Reference {number}"));
                let url = url.as_deref().map(words::shown);
                lines_ui(ui, [reference, url]);
            }
        }
    }

    /// Doubt, what else it might be, rule and row of the table, small.
    fn foot_ui(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        let words = self.mention.span.slice(&self.document.text);
        let said = explain(self.mention, words, Catalog::shipped());
        if let Some(doubt) = &said.doubt {
            let text = format!("In doubt: {doubt}");
            ui.label(RichText::new(text).small().color(tokens.warning));
        }
        let others: Vec<String> = said
            .alternatives
            .iter()
            .map(|it| {
                format!(
                    "{} ({})",
                    it.meaning.words,
                    it.meaning.kind.label().to_lowercase()
                )
            })
            .collect();
        if !others.is_empty() {
            weak_ui(
                ui,
                &format!("Might also be: {}", words::list(&others, MAX_NAMES)),
            );
        }
        if let Some(wanted) = super::panels::map::ask_of(&self.mention.value, self.id) {
            weak_ui(ui, words::map_offer(&wanted));
        }
        if matches!(self.mention.value, Value::Money { .. }) {
            weak_ui(ui, &format!("Read as: {}", said.reading));
        }
        if !said.rule.is_empty() {
            weak_ui(ui, &format!("Rule: {}", said.rule));
        }
        if let Some(row) = &said.row {
            weak_ui(ui, &format!("Table: {row}"));
        }
        if let Some(page) = self.document.page_of(self.mention.span.start()) {
            weak_ui(ui, &format!("On page {page}"));
        }
    }

    /// Spending over the years, the latest value, and the rank in its year.
    fn country_ui(&self, ui: &mut Ui, iso3: Iso3, beside: Option<Beside>) {
        let Some(series) = self.catalog.series(iso3, Measure::UsdCurrent) else {
            weak_ui(ui, "No military spending of this country in the tables");
            return;
        };
        let Some(last) = series.observations.last() else {
            return;
        };
        spending_line_ui(ui, series, beside);
        let value = format::money(last.value * 1e9, Currency::USD);
        let status = words::status(last.status);
        ui.label(format!(
            "Military spending in {}: {value}{status}",
            last.year
        ));
        if let Some((rank, among)) = rank_in_year(self.catalog, iso3, last.year) {
            weak_ui(
                ui,
                &format!(
                    "{} of the {among} countries in the table for {}",
                    words::ordinal(rank),
                    last.year
                ),
            );
        }
        // Another edition is as much a part of the figure as its source.
        let mut revised = self.catalog.first_published.iter().rev();
        let is_own = |it: &&FirstPublished| it.iso3 == iso3;
        if let Some(first) = revised.find(is_own).filter(|_| !last.id.is_imported()) {
            let now = series.observations.iter().find(|it| it.year == first.year);
            let dollars = |billions: f64| format::money(billions * 1e9, Currency::USD);
            if let Some(now) = now {
                weak_ui(
                    ui,
                    &format!(
                        "{}: first published as {} on {}, rank {}; now {}",
                        first.year,
                        dollars(first.usd_bn),
                        first.known_from,
                        first.rank,
                        dollars(now.value)
                    ),
                );
            }
        }
        self.source_ui(ui, std::slice::from_ref(&last.source));
    }

    fn weapon_ui(&self, ui: &mut Ui, weapon: Option<&str>) {
        let Some(missile) = weapon.and_then(|id| self.catalog.missile(id)) else {
            weak_ui(ui, "Not in the table of missiles");
            return;
        };
        let range = missile.range_km.map_or_else(
            || "no range published".to_owned(),
            |km| format!("published range {}", words::km_range(km)),
        );
        ui.label(format!(
            "{} missile, {range}",
            words::capital(missile.kind.label())
        ));
        comparison_ui(ui, missile, &comparable(self.catalog, missile));
        let operators: Vec<String> = missile
            .operators
            .iter()
            .map(|iso3| self.country(*iso3))
            .collect();
        if !operators.is_empty() {
            weak_ui(ui, &format!("Operated by {}", words::list(&operators, 6)));
        }
        if let Some(year) = missile.first_service {
            weak_ui(ui, &format!("In service since {year}"));
        }
        weak_ui(ui, &missile.note);
        self.source_ui(ui, &missile.sources);
    }

    /// The amount in dollars, and where it lies on the line of the country it is said of.
    fn money_ui(&self, ui: &mut Ui, amount: Extent, currency: Currency) {
        let as_written = format::money_as_written(amount, currency);
        ui.label(words::hedged(as_written, amount.hedge));
        let mut usd = (currency == Currency::USD).then_some(amount);
        if currency != Currency::USD {
            match self.rate(currency) {
                Some(rate) => {
                    usd = amount.scaled(1.0 / rate.per_usd);
                    if let Some(usd) = usd {
                        let dollars =
                            format::extent(usd, |value| format::money(value, Currency::USD));
                        ui.label(format!("= {dollars}"));
                    }
                    weak_ui(ui, &words::rate(rate));
                    self.source_ui(ui, std::slice::from_ref(&rate.source));
                }
                None => weak_ui(
                    ui,
                    &format!("No rate of {currency} in the tables for the document’s date"),
                ),
            }
        }
        let Some((iso3, when)) = self.spending_subject() else {
            return;
        };
        ui.separator();
        ui.label(format!("Said of {}", self.country(iso3)));
        let beside = usd.zip(when).map(|(usd, year)| Beside {
            year,
            value: usd.middle() / 1e9,
        });
        self.country_ui(ui, iso3, beside);
    }

    fn percent_ui(&self, ui: &mut Ui, percent: Extent, of: Option<&str>) {
        let value = format::extent(percent, |value| format::number(value, 2));
        let of = of
            .map(|of| format!(" of {}", words::shown(of)))
            .unwrap_or_default();
        ui.label(words::hedged(format!("{value}%{of}"), percent.hedge));
        let Some((iso3, _)) = self.spending_subject() else {
            return;
        };
        let series = self.catalog.series(iso3, Measure::PctGdp);
        if let Some(last) = series.and_then(|series| series.observations.last()) {
            let share = format::number(last.value, 2);
            ui.label(format!(
                "{} spent {share}% of GDP in {}",
                self.country(iso3),
                last.year
            ));
            self.source_ui(ui, std::slice::from_ref(&last.source));
        }
    }

    /// The distance in three units, and which missiles are published with it.
    fn distance_ui(&self, ui: &mut Ui, km: Extent) {
        let units = [
            LengthUnit::Kilometre,
            LengthUnit::Mile,
            LengthUnit::NauticalMile,
        ];
        let all = units.map(|unit| format::extent(km, |km| format::distance(km, unit)));
        ui.label(words::hedged(all.join(" = "), km.hedge));
        let reach = |missile: &&Missile| {
            let range = missile.range_km;
            range.is_some_and(|(low, high)| low <= km.high() && km.low() <= high)
        };
        let named = |missile: &Missile| {
            self.extraction.mentions.iter().any(|mention| {
                matches!(&mention.value, Value::Weapon { weapon: Some(id) } if **id == *missile.id)
            })
        };
        let mut missiles: Vec<&Missile> = self.catalog.missiles.iter().filter(reach).collect();
        missiles.sort_by_key(|missile| !named(missile));
        let names: Vec<String> = missiles
            .iter()
            .map(|missile| missile.name.clone())
            .collect();
        if !names.is_empty() {
            weak_ui(
                ui,
                &format!(
                    "Inside the published range of {}",
                    words::list(&names, MAX_NAMES)
                ),
            );
        }
    }

    /// The country whose spending this figure is, and the last year it is for.
    fn spending_subject(&self) -> Option<(Iso3, Option<i16>)> {
        self.extraction
            .claims
            .iter()
            .filter(|claim| claim.figure == self.id)
            .find_map(|claim| match (&claim.subject, &claim.measure) {
                (
                    Subject::Country(iso3),
                    ClaimMeasure::Spending { .. } | ClaimMeasure::SpendingShare { .. },
                ) => Some((*iso3, claim.when.map(|(_, to)| to.year()))),
                _ => None,
            })
    }

    /// The rate that findings and charts use for this figure; nothing where neither its claim nor the
    /// document has a date.
    fn rate(&self, currency: Currency) -> Option<&Rate> {
        let mut claims = self.extraction.claims.iter();
        let claim = claims.find(|claim| {
            claim.figure == self.id && matches!(claim.measure, ClaimMeasure::Spending { .. })
        });
        crate::check::rate_for(self.catalog, currency, claim, self.extraction.date)
    }

    fn source_ui(&self, ui: &mut Ui, sources: &[SourceId]) {
        let cited: Vec<String> = sources
            .iter()
            .filter_map(|id| self.catalog.source(id))
            .map(crate::reference::Source::citation)
            .collect();
        if !cited.is_empty() {
            weak_ui(ui, &format!("Source: {}", cited.join("; ")));
        }
    }
}

fn lines_ui(ui: &mut Ui, lines: [Option<String>; 2]) {
    for line in lines.into_iter().flatten() {
        ui.add(egui::Label::new(line).wrap());
    }
}

fn weak_ui(ui: &mut Ui, text: &str) {
    if text.is_empty() {
        return;
    }
    let colour = Tokens::of(ui).text_weak;
    ui.add(egui::Label::new(RichText::new(text).small().color(colour)).wrap());
}

/// Rank by spending among the table's countries with a figure for `year`, and how many those are.
fn rank_in_year(catalog: &Catalog, iso3: Iso3, year: i16) -> Option<(usize, usize)> {
    let value_of = |iso3: Iso3| {
        let series = catalog.series(iso3, Measure::UsdCurrent)?;
        let found = series.observations.iter().find(|it| it.year == year)?;
        Some(found.value)
    };
    let own = value_of(iso3)?;
    let all = catalog
        .series
        .iter()
        .filter(|series| series.measure == Measure::UsdCurrent)
        .filter_map(|series| value_of(series.iso3));
    let (mut above, mut among) = (0, 0);
    for value in all {
        among += 1;
        above += usize::from(value > own);
    }
    Some((above + 1, among))
}

/// Missiles of the same kind whose longest range is nearest, from other operators first.
fn comparable<'a>(catalog: &'a Catalog, missile: &Missile) -> Vec<&'a Missile> {
    let Some((_, own)) = missile.range_km.filter(|(_, high)| *high > 0.0) else {
        return Vec::new();
    };
    let mut others: Vec<(&Missile, f64)> = catalog
        .missiles
        .iter()
        .filter(|other| other.kind == missile.kind && other.id != missile.id)
        .filter_map(|other| {
            let (_, high) = other.range_km.filter(|(_, high)| *high > 0.0)?;
            Some((other, (high / own).ln().abs()))
        })
        .collect();
    let same_maker = |other: &Missile| other.operators.first() == missile.operators.first();
    others.sort_by(|(a, away_a), (b, away_b)| {
        let by_maker = same_maker(a).cmp(&same_maker(b));
        by_maker.then(away_a.total_cmp(away_b))
    });
    others.into_iter().take(3).map(|(other, _)| other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_counted_among_the_same_year() {
        let catalog = Catalog::shipped();
        let usa = Iso3::parse("USA").unwrap();
        let year = catalog
            .series(usa, Measure::UsdCurrent)
            .and_then(|series| series.observations.last())
            .unwrap()
            .year;
        let (rank, among) = rank_in_year(catalog, usa, year).unwrap();
        assert_eq!(rank, 1);
        assert!(among > 5);
        assert_eq!(rank_in_year(catalog, usa, 1066), None);
    }

    #[test]
    fn comparable_missiles_are_of_the_same_kind_and_others() {
        let catalog = Catalog::shipped();
        let missile = catalog.missile("tomahawk-block-iv").unwrap();
        let others = comparable(catalog, missile);
        assert_eq!(others.len(), 3);
        assert!(
            others
                .iter()
                .all(|it| it.kind == missile.kind && it.id != missile.id)
        );
        assert!(
            others
                .iter()
                .all(|it| it.operators.first() != missile.operators.first())
        );
    }
}
