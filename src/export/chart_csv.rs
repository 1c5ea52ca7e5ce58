//! The numbers of a chart as CSV: exactly what is drawn, one row a mark, each with its source.
//!
//! The dialect is that of every table the program writes ([`dialect`]). A claim's source is the
//! document itself; `value_high` is empty unless the document gives a range.

use super::dialect;
use crate::figures::{RangesFigure, SpendingFigure};

/// Columns of the spending table.
pub const SPENDING_COLUMNS: [&str; 12] = [
    "iso3",
    "country",
    "year",
    "measure",
    "value",
    "status",
    "source",
    "kind",
    "label",
    "working",
    "value_high",
    "unit",
];

/// Columns of the range table.
pub const RANGES_COLUMNS: [&str; 9] = [
    "weapon", "name", "type", "min_km", "max_km", "source", "kind", "label", "note",
];

/// What a claim's row names as its source.
pub(super) const DOCUMENT: &str = "the document";

/// Published figures (`kind` is `data`), the same in another edition (`edition`), the document's
/// (`claim`), announced plans (`plan`), and the dates marked on the axis (`date`, the year with its
/// share). `unit` is what the axis measures.
pub fn spending_csv(figure: &SpendingFigure) -> String {
    let mut rows = Vec::new();
    add_published(figure, &mut rows);
    add_stated(figure, &mut rows);
    table(&SPENDING_COLUMNS, &rows)
}

type SpendingRow = [String; SPENDING_COLUMNS.len()];

/// What differs from row to row; of most kinds some stay empty.
#[derive(Default)]
struct SpendingCells<'a> {
    iso3: String,
    country: &'a str,
    year: String,
    value: String,
    status: &'a str,
    source: &'a str,
    kind: &'a str,
    label: &'a str,
    working: &'a str,
    high: String,
}

impl SpendingCells<'_> {
    fn row(self, figure: &SpendingFigure) -> SpendingRow {
        [
            self.iso3,
            self.country.to_owned(),
            self.year,
            figure.measure.code().to_owned(),
            self.value,
            self.status.to_owned(),
            self.source.to_owned(),
            self.kind.to_owned(),
            self.label.to_owned(),
            self.working.to_owned(),
            self.high,
            figure.unit_words().to_owned(),
        ]
    }
}

fn add_published(figure: &SpendingFigure, rows: &mut Vec<SpendingRow>) {
    for series in &figure.series {
        for point in &series.points {
            let cells = || SpendingCells {
                iso3: series.iso3.to_string(),
                country: &series.name,
                year: point.year.to_string(),
                status: point.status.code(),
                source: &point.source,
                ..SpendingCells::default()
            };
            let published = SpendingCells {
                value: point.value.to_string(),
                kind: "data",
                working: point.working.as_deref().unwrap_or_default(),
                ..cells()
            };
            rows.push(published.row(figure));
            if let Some(other) = &point.other {
                let edition = SpendingCells {
                    value: other.value.to_string(),
                    kind: "edition",
                    label: &other.words,
                    ..cells()
                };
                rows.push(edition.row(figure));
            }
        }
    }
}

fn add_stated(figure: &SpendingFigure, rows: &mut Vec<SpendingRow>) {
    for claim in &figure.claims {
        let (value, high) = ends(claim.value);
        let cells = SpendingCells {
            iso3: claim.iso3.to_string(),
            country: &claim.country,
            year: claim.year.to_string(),
            value,
            status: if claim.planned { "planned" } else { "stated" },
            source: DOCUMENT,
            kind: "claim",
            label: &claim.label,
            working: claim.working.as_deref().unwrap_or_default(),
            high,
        };
        rows.push(cells.row(figure));
    }
    for plan in &figure.plans {
        let (value, high) = ends(plan.value);
        let cells = SpendingCells {
            iso3: plan.iso3.to_string(),
            country: &plan.country,
            year: plan.year.to_string(),
            value,
            status: "planned",
            source: &plan.source,
            kind: "plan",
            label: &format!("{} ({})", plan.label, plan.note),
            working: plan.working.as_deref().unwrap_or_default(),
            high,
        };
        rows.push(cells.row(figure));
    }
    for mark in &figure.dates {
        let cells = SpendingCells {
            year: format!("{:.3}", mark.year),
            status: if mark.is_document {
                "document"
            } else {
                "stated"
            },
            source: DOCUMENT,
            kind: "date",
            label: &mark.label,
            ..SpendingCells::default()
        };
        rows.push(cells.row(figure));
    }
}

/// Lowest and, where it differs, highest value.
fn ends((low, high): (f64, f64)) -> (String, String) {
    let second = if low < high {
        high.to_string()
    } else {
        String::new()
    };
    (low.to_string(), second)
}

/// Bars (`kind` is `named` or `comparison`), then the distances that the document states.
pub fn ranges_csv(figure: &RangesFigure) -> String {
    let mut rows: Vec<[String; 9]> = Vec::new();
    for bar in &figure.bars {
        rows.push([
            bar.weapon.clone(),
            bar.name.clone(),
            bar.kind.label().to_owned(),
            bar.min_km.to_string(),
            bar.max_km.to_string(),
            bar.source.clone(),
            if bar.named { "named" } else { "comparison" }.to_owned(),
            String::new(),
            bar.note.clone(),
        ]);
    }
    for line in &figure.distances {
        rows.push([
            String::new(),
            String::new(),
            String::new(),
            line.km.0.to_string(),
            line.km.1.to_string(),
            DOCUMENT.to_owned(),
            "distance".to_owned(),
            line.label.clone(),
            String::new(),
        ]);
    }
    table(&RANGES_COLUMNS, &rows)
}

pub(super) fn table<const N: usize>(columns: &[&str; N], rows: &[[String; N]]) -> String {
    let mut writer = dialect::writer(Vec::new());
    // Writing to memory fails only where memory does.
    let mut written = writer.write_record(columns);
    for row in rows {
        let cells = row.iter().map(|cell| dialect::encode(cell).into_owned());
        written = written.and_then(|()| writer.write_record(cells));
    }
    let bytes = written.ok().and_then(|()| writer.into_inner().ok());
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Extraction;
    use crate::figures::testing::{Story, catalog, iso3};
    use crate::figures::{ranges, spending};
    use crate::reference::Measure;

    fn read(csv: &str) -> Vec<Vec<String>> {
        dialect::reader(csv.as_bytes())
            .records()
            .map(|row| {
                let row = row.unwrap();
                row.iter()
                    .map(|it| dialect::decode(it).into_owned())
                    .collect()
            })
            .collect()
    }

    fn story() -> Story {
        Story::new()
            .dated(2024, 1, 19)
            .country("Japan", "JPN")
            .money_claim("JPN", ("10 trillion yen", 1e13, "JPY"), Some("2027"))
            .usd_claim("CHN", "=300 billion dollars", 3e11, Some("2025"), true)
    }

    #[test]
    fn every_point_and_claim_is_one_row() {
        let story = story();
        let figure = spending(
            &catalog(),
            story.text(),
            &story.extraction(),
            &[],
            Measure::UsdCurrent,
        );
        let rows = read(&spending_csv(&figure));
        let points: usize = figure.series.iter().map(|it| it.points.len()).sum();
        let beside = figure.claims.len() + figure.plans.len() + figure.dates.len();
        assert_eq!(rows.len(), points + beside);
        let rows: Vec<Vec<String>> = rows.into_iter().filter(|row| row[7] != "date").collect();
        let mut expected = Vec::new();
        for series in &figure.series {
            for point in &series.points {
                let key = (series.iso3.to_string(), f64::from(point.year), point.value);
                expected.push(key);
            }
        }
        for claim in &figure.claims {
            expected.push((claim.iso3.to_string(), claim.year, claim.value.0));
        }
        let got: Vec<(String, f64, f64)> = rows
            .iter()
            .map(|row| {
                (
                    row[0].clone(),
                    row[2].parse().unwrap(),
                    row[4].parse().unwrap(),
                )
            })
            .collect();
        assert_eq!(got, expected);
        assert!(
            rows.iter().all(|row| !row[6].is_empty()),
            "every row names a source"
        );
    }

    #[test]
    fn a_conversion_carries_its_working() {
        let story = story();
        let extraction = story.extraction();
        let figure = spending(
            &catalog(),
            story.text(),
            &extraction,
            &[iso3("JPN")],
            Measure::UsdCurrent,
        );
        let rows = read(&spending_csv(&figure));
        let claim = rows.iter().find(|row| row[7] == "claim").unwrap();
        assert!(claim[9].contains("146.29"), "{claim:?}");
        assert_eq!(claim[8], "10 trillion yen");
    }

    #[test]
    fn words_of_a_document_cannot_become_a_formula() {
        let story = story();
        let figure = spending(
            &catalog(),
            story.text(),
            &story.extraction(),
            &[iso3("CHN")],
            Measure::UsdCurrent,
        );
        let csv = spending_csv(&figure);
        assert!(csv.contains(",'=300 billion dollars,"), "{csv}");
        assert!(csv.starts_with("iso3,country,year,measure,value,"));
    }

    #[test]
    fn bars_and_distances_are_rows() {
        let story = Story::new().weapon("Tomahawk", Some("tomahawk")).distance(
            "1,600 km",
            1600.0,
            1600.0,
            crate::units::LengthUnit::Kilometre,
        );
        let figure = ranges(&catalog(), story.text(), &story.extraction(), &[]);
        let rows = read(&ranges_csv(&figure));
        assert_eq!(rows.len(), figure.bars.len() + 1);
        assert_eq!(
            rows[0][..5],
            ["tomahawk", "Tomahawk", "cruise", "1250", "2500"]
        );
        assert_eq!(rows[0][6], "named");
        assert_eq!(rows[1][6], "comparison");
        let last = rows.last().unwrap();
        assert_eq!([&last[3], &last[4], &last[7]], ["1600", "1600", "1,600 km"]);
    }

    #[test]
    fn an_empty_figure_is_a_header() {
        let figure = ranges(&catalog(), "", &Extraction::default(), &[]);
        assert_eq!(
            ranges_csv(&figure),
            "weapon,name,type,min_km,max_km,source,kind,label,note\r\n"
        );
    }
}
