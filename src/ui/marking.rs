//! Notes on what is no passage: what a selected line, point or bar is in a note's words, and the way
//! back from such a note to the chart.

use super::app::{ChartsTab, RangebookApp};
use super::panels::composer::Draft;
use super::panels::map::ring_of;
use crate::figures::{LaunchAsk, ReachAsk};
use crate::geo::LatLon;
use crate::notes::{Mark, Marked};
use crate::reference::{Catalog, Iso3, Measure, ObservationId};
use crate::units::format;
use crate::workspace::Item;

impl RangebookApp {
    /// What a note on the selected thing would be about, where that is no passage.
    pub(super) fn markable(&self) -> Option<Marked> {
        let catalog = self.workspace.catalog();
        match self.workspace.selection().selected()? {
            Item::Observation(id) => point(catalog, *id),
            Item::Country(iso3) => Some(line(catalog, *iso3, self.workspace.settings().measure)),
            Item::Weapon(weapon) if self.glances.charts_tab == ChartsTab::Map => {
                let figure = self.glances.map.figure();
                let ring = figure.and_then(|figure| {
                    let mut rings = figure.rings.iter();
                    let is_its = |ring: &&crate::figures::map::MapRing| {
                        ring.origin == crate::figures::map::Origin::Weapon(weapon.clone())
                    };
                    ring_of(figure, rings.find(is_its)?)
                });
                ring.or_else(|| bar(catalog, weapon))
            }
            Item::Weapon(weapon) => bar(catalog, weapon),
            _ => None,
        }
    }

    /// Opens the composer on something that is no passage.
    pub(super) fn start_note_on_mark(&mut self, mark: Marked) {
        let Some(document) = self.active_id() else {
            return;
        };
        if !self.commit_draft() {
            return;
        }
        self.glances.drafts_made += 1;
        let draft = Draft::on_mark(document, mark, self.glances.drafts_made);
        self.glances.draft = Some(draft);
    }

    /// Opens the composer on the shown document as a whole.
    pub(super) fn start_note_on_document(&mut self) {
        self.start_note_on_mark(Marked {
            mark: Mark::Document,
            label: String::new(),
            value: String::new(),
            unit: String::new(),
            source: String::new(),
        });
    }

    /// Opens the composer on what a chart's own menu asked a note for.
    pub(super) fn take_chart_notes(&mut self) {
        let asked = [
            self.glances.spending.noted.take(),
            self.glances.ranges.noted.take(),
        ];
        for item in asked.into_iter().flatten() {
            self.apply(crate::workspace::Action::Select(Some(item)));
            match self.markable() {
                Some(mark) => self.start_note_on_mark(mark),
                None => self.start_note(),
            }
        }
        if let Some(ring) = self.glances.map.noted.take() {
            self.start_note_on_mark(ring);
        }
    }

    /// Shows what a note is about where it is no passage: the chart it was made on.
    pub(super) fn show_mark(&mut self, mark: &Mark) {
        let tab = &mut self.glances.charts_tab;
        match mark {
            Mark::Document => {}
            Mark::Point { .. } | Mark::Line(_) => {
                if !matches!(*tab, ChartsTab::Both | ChartsTab::Spending) {
                    *tab = ChartsTab::Spending;
                }
            }
            Mark::Bar(_) => {
                if !matches!(*tab, ChartsTab::Both | ChartsTab::Ranges) {
                    *tab = ChartsTab::Ranges;
                }
            }
            Mark::Ring { reach, from } => {
                *tab = ChartsTab::Map;
                let reach = match reach.parse::<f64>() {
                    Ok(metres) => ReachAsk::Km(metres / 1000.0),
                    Err(_) => ReachAsk::Weapon(reach.clone()),
                };
                let position = from.split_once(',').and_then(|(lat, lon)| {
                    LatLon::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?)
                });
                let launch = match position {
                    Some(position) => LaunchAsk::At(position),
                    None => LaunchAsk::Place(from.clone()),
                };
                self.turn_map();
                self.glances.map.draw_ring(reach, launch);
            }
        }
    }
}

/// A published figure.
fn point(catalog: &Catalog, id: ObservationId) -> Option<Marked> {
    let (series, observation) = catalog.series.iter().find_map(|series| {
        let found = series.observations.iter().find(|it| it.id == id)?;
        Some((series, found))
    })?;
    let country = catalog.country_name(series.iso3);
    let (year, value) = (observation.year, observation.value);
    let said = match series.measure {
        Measure::PctGdp => format!("{} % of GDP", format::number(value, 2)),
        measure => format!(
            "{} {}",
            format::number(value, 1),
            lower_first(measure.unit_label())
        ),
    };
    // Like the value of a mention: whole dollars, or percent.
    let (value, unit) = match series.measure {
        Measure::PctGdp => (cell(value), "%"),
        Measure::LocalCurrency => (cell(value * 1e9), "local currency"),
        Measure::UsdCurrent => (cell(value * 1e9), "USD"),
        Measure::UsdConstant | Measure::PublisherConstant => (cell(value * 1e9), "USD (constant)"),
    };
    let source = catalog.source(&observation.source);
    Some(Marked {
        mark: Mark::Point {
            country: series.iso3.to_string(),
            measure: series.measure.code().to_owned(),
            year,
        },
        label: format!("{country}, {year}: {said}"),
        value,
        unit: unit.to_owned(),
        source: source.map_or_else(String::new, crate::reference::Source::citation),
    })
}

fn line(catalog: &Catalog, iso3: Iso3, measure: Measure) -> Marked {
    let series = catalog.series(iso3, measure.drawn_from());
    let last = series.and_then(|series| series.observations.last());
    let source = last.and_then(|last| catalog.source(&last.source));
    Marked {
        mark: Mark::Line(iso3.to_string()),
        label: format!(
            "{}: military spending, {}",
            catalog.country_name(iso3),
            lower_first(measure.label())
        ),
        value: iso3.to_string(),
        unit: "iso3".to_owned(),
        source: source.map_or_else(String::new, crate::reference::Source::citation),
    }
}

fn bar(catalog: &Catalog, weapon: &str) -> Option<Marked> {
    let missile = catalog.missile(weapon)?;
    let (label, value) = match missile.range_km {
        Some((min, max)) if min < max => (
            format!(
                "{}: published range {} to {} km",
                missile.name,
                format::number(min, 0),
                format::number(max, 0)
            ),
            format!("{}..{}", cell(min), cell(max)),
        ),
        Some((_, max)) => (
            format!(
                "{}: published range {} km",
                missile.name,
                format::number(max, 0)
            ),
            cell(max),
        ),
        None => (
            format!("{}: no published range", missile.name),
            String::new(),
        ),
    };
    let cited = missile.sources.iter().filter_map(|id| catalog.source(id));
    let cited: Vec<String> = cited.map(crate::reference::Source::citation).collect();
    Some(Marked {
        mark: Mark::Bar(weapon.to_owned()),
        label,
        unit: if value.is_empty() { "" } else { "km" }.to_owned(),
        value,
        source: cited.join("; "),
    })
}

/// A number for a cell: without grouping, rounded to what a table has.
fn cell(value: f64) -> String {
    let rounded = (value * 1000.0).round() / 1000.0;
    format!("{rounded}")
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        // "US dollars" and "GDP" keep their capitals: only a word's single capital goes.
        Some(first) if letters.as_str().starts_with(char::is_lowercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_and_a_line_say_what_they_are_with_their_source() {
        let catalog = Catalog::shipped();
        let bar = bar(catalog, "tomahawk-block-iv").unwrap();
        assert!(bar.label.contains("published range") && bar.unit == "km");
        assert!(!bar.source.is_empty());
        let japan = Iso3::parse("JPN").unwrap();
        let line = line(catalog, japan, Measure::UsdCurrent);
        assert_eq!(line.label, "Japan: military spending, current US dollars");
        assert!(!line.source.is_empty());
    }

    #[test]
    fn a_point_is_its_country_year_and_value_in_dollars() {
        let catalog = Catalog::shipped();
        let japan = Iso3::parse("JPN").unwrap();
        let series = catalog.series(japan, Measure::UsdCurrent).unwrap();
        let marked = point(catalog, series.observations[0].id).unwrap();
        assert!(marked.label.starts_with("Japan, "), "{}", marked.label);
        assert_eq!(marked.unit, "USD");
        let value: f64 = marked.value.parse().unwrap();
        assert!((value / 1e9 - series.observations[0].value).abs() < 1e-6);
    }

    #[test]
    fn no_kind_of_mention_is_taken_for_a_mark() {
        for kind in crate::extract::Kind::ALL {
            assert!(!Mark::KINDS.contains(&kind.code()), "{}", kind.code());
        }
    }
}
