//! Mentions as JSON Lines and CSV: what `rangebook extract` prints.
//!
//! One line or row a mention, in document order. Numbers are written in full, without an exponent,
//! so that any reader of JSON gives back the same number; whole numbers have no point.

use serde_json::{Map, Value as Json, json};

use crate::document::Document;
use crate::extract::{Doubt, Mention, NameForm, Value};
use crate::text::Text;
use crate::units::Extent;

/// Columns of [`csv_row`].
pub const CSV_HEADER: [&str; 12] = [
    "document",
    "start",
    "end",
    "start_char",
    "end_char",
    "text",
    "kind",
    "value",
    "unit",
    "detail",
    "doubt",
    "rule",
];

/// One object on one line, without its line end.
pub fn json_line(document: &Document, mention: &Mention) -> String {
    let (start_char, end_char) = document.char_range(mention.span);
    json!({
        "document": document.name,
        "start": mention.span.start(),
        "end": mention.span.end(),
        "start_char": start_char.get(),
        "end_char": end_char.get(),
        "text": mention.span.slice(&document.text),
        "kind": mention.kind().code(),
        "value": value_json(&mention.value),
        "doubt": mention.doubt.map(Doubt::words),
    })
    .to_string()
}

/// One row, in the order of [`CSV_HEADER`]; `detail` is the whole value as JSON. Quoting and
/// guarding are the writer's.
pub fn csv_row(document: &Document, mention: &Mention) -> [String; 12] {
    let (start_char, end_char) = document.char_range(mention.span);
    let (value, unit) = value_and_unit(&mention.value);
    [
        document.name.clone(),
        mention.span.start().to_string(),
        mention.span.end().to_string(),
        start_char.to_string(),
        end_char.to_string(),
        mention.span.slice(&document.text).to_owned(),
        mention.kind().code().to_owned(),
        value,
        unit,
        value_json(&mention.value).to_string(),
        mention.doubt.map_or("", Doubt::words).to_owned(),
        mention.rule.code().to_owned(),
    ]
}

/// Writes a document's mentions as CSV, in the one dialect; with the header when `header`.
pub fn write_csv(
    document: &Document,
    mentions: &[Mention],
    header: bool,
    out: impl std::io::Write,
) -> std::io::Result<()> {
    let mut writer = super::dialect::writer(out);
    let failed = super::csv::io_error;
    if header {
        writer.write_record(CSV_HEADER).map_err(failed)?;
    }
    for mention in mentions {
        let row = csv_row(document, mention);
        let cells = row.iter().map(|cell| super::dialect::encode(cell));
        for cell in cells {
            writer.write_field(cell.as_bytes()).map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    writer.flush()
}

/// The value of a mention as JSON; the only place that gives it its shape.
pub fn value_json(value: &Value) -> Json {
    let mut map = Map::new();
    match value {
        Value::Country { iso3, form } => {
            map.insert("iso3".to_owned(), json!(iso3.code()));
            let form = match form {
                NameForm::Name => "name",
                NameForm::Demonym => "demonym",
            };
            map.insert("form".to_owned(), json!(form));
        }
        Value::Place {
            place,
            iso3,
            position,
        } => {
            map.insert("place".to_owned(), json!(place.as_str()));
            if let Some(iso3) = iso3 {
                map.insert("iso3".to_owned(), json!(iso3.code()));
            }
            if let Some(position) = position {
                map.insert("lat".to_owned(), json!(position.lat()));
                map.insert("lon".to_owned(), json!(position.lon()));
            }
        }
        Value::Government { iso3 } => {
            map.insert("iso3".to_owned(), json!(iso3.code()));
        }
        Value::Organisation { org, iso3 } => {
            map.insert("org".to_owned(), json!(org.as_str()));
            if let Some(iso3) = iso3 {
                map.insert("iso3".to_owned(), json!(iso3.code()));
            }
        }
        Value::Person { person } => {
            map.insert("person".to_owned(), json!(person.as_str()));
        }
        Value::Weapon { weapon } => {
            map.insert("weapon".to_owned(), json!(weapon.as_deref()));
        }
        Value::Money { amount, currency } => {
            extent_json(&mut map, "amount", *amount);
            map.insert("currency".to_owned(), json!(currency.code()));
        }
        Value::Distance { km, unit } => {
            extent_json(&mut map, "km", *km);
            map.insert("unit".to_owned(), json!(unit.symbol()));
        }
        Value::Percent { percent, of } => {
            extent_json(&mut map, "percent", *percent);
            insert_text(&mut map, "of", of.as_ref());
        }
        Value::Count { count, of } => {
            extent_json(&mut map, "count", *count);
            insert_text(&mut map, "of", of.as_ref());
        }
        Value::Rank { rank, of, scope } => {
            map.insert("rank".to_owned(), json!(rank));
            insert_text(&mut map, "of", of.as_ref());
            insert_text(&mut map, "scope", scope.as_ref());
        }
        Value::Date { from, to, bound } => {
            map.insert("from".to_owned(), json!(from.to_string()));
            map.insert("to".to_owned(), json!(to.to_string()));
            if let Some(bound) = bound {
                map.insert("bound".to_owned(), json!(bound.code()));
            }
        }
        Value::Citation { reference, url } => {
            if let Some(reference) = reference {
                map.insert("ref".to_owned(), json!(reference));
            }
            insert_text(&mut map, "url", url.as_ref());
        }
    }
    Json::Object(map)
}

/// The value and its unit as two cells: `("68000000000", "USD")`, `("1600", "km")`. A range is
/// `low..high`; a value without a number is its id or name.
pub fn value_and_unit(value: &Value) -> (String, String) {
    let unit = |unit: &str| unit.to_owned();
    match value {
        Value::Country { iso3, .. } | Value::Government { iso3 } => {
            (iso3.to_string(), unit("iso3"))
        }
        Value::Place { place, .. } => (place.to_string(), String::new()),
        Value::Organisation { org, .. } => (org.to_string(), String::new()),
        Value::Person { person } => (person.to_string(), String::new()),
        Value::Weapon { weapon } => (
            weapon.as_deref().unwrap_or_default().to_owned(),
            String::new(),
        ),
        Value::Money { amount, currency } => (extent_cell(*amount), currency.to_string()),
        Value::Distance { km, .. } => (extent_cell(*km), unit("km")),
        Value::Percent { percent, .. } => (extent_cell(*percent), unit("%")),
        Value::Count { count, of } => (
            extent_cell(*count),
            of.as_deref().unwrap_or_default().to_owned(),
        ),
        Value::Rank { rank, .. } => (rank.to_string(), unit("rank")),
        Value::Date { from, to, .. } if from == to => (from.to_string(), unit("date")),
        Value::Date { from, to, .. } => (format!("{from}..{to}"), unit("date")),
        Value::Citation { reference, url } => (
            url.as_ref()
                .map(ToString::to_string)
                .or_else(|| reference.map(|number| number.to_string()))
                .unwrap_or_default(),
            String::new(),
        ),
    }
}

fn insert_text(map: &mut Map<String, Json>, key: &str, text: Option<&Text>) {
    if let Some(text) = text {
        map.insert(key.to_owned(), json!(text.as_str()));
    }
}

fn extent_json(map: &mut Map<String, Json>, key: &str, extent: Extent) {
    match extent.as_single() {
        Some(value) => {
            map.insert(key.to_owned(), number(value));
        }
        None => {
            map.insert("low".to_owned(), number(extent.low()));
            map.insert("high".to_owned(), number(extent.high()));
        }
    }
    if let Some(hedge) = extent.hedge {
        map.insert("hedge".to_owned(), json!(hedge.code()));
    }
    map.insert("digits".to_owned(), json!(extent.digits));
}

fn extent_cell(extent: Extent) -> String {
    match extent.as_single() {
        Some(value) => plain(value),
        None => format!("{}..{}", plain(extent.low()), plain(extent.high())),
    }
}

/// Whole numbers as integers: `serde_json` would write `1e16` for the float.
fn number(value: f64) -> Json {
    // 2^53: below, every whole float is exactly one integer.
    if value.abs() < 9_007_199_254_740_992.0 && value.fract().abs() < f64::EPSILON {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        let whole = value as i64;
        return json!(whole);
    }
    json!(tidy(value))
}

/// Takes off the last digits that a conversion of units leaves behind (`1609.3440000000001`).
fn tidy(value: f64) -> f64 {
    let text = format!("{value:.9e}");
    text.parse().unwrap_or(value)
}

fn plain(value: f64) -> String {
    tidy(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Iso3;
    use crate::text::Span;
    use crate::units::{Currency, Hedge, LengthUnit};

    #[track_caller]
    fn check_value(value: &Value, expected: &str, cells: (&str, &str)) {
        assert_eq!(value_json(value).to_string(), expected);
        let (value, unit) = value_and_unit(value);
        assert_eq!((value.as_str(), unit.as_str()), cells);
    }

    fn money(amount: Extent, currency: &str) -> Value {
        let currency = Currency::parse(currency).unwrap();
        Value::Money { amount, currency }
    }

    #[test]
    fn money_has_amount_and_currency() {
        check_value(
            &money(Extent::single(6.8e10, 2).unwrap(), "USD"),
            r#"{"amount":68000000000,"currency":"USD","digits":2}"#
                .replace(
                    r#","currency":"USD","digits":2"#,
                    r#","digits":2,"currency":"USD""#,
                )
                .as_str(),
            ("68000000000", "USD"),
        );
    }

    #[test]
    fn large_numbers_have_no_exponent() {
        let amount = Extent::single(1e15, 1).unwrap();
        let text = value_json(&money(amount, "IDR")).to_string();
        assert!(text.contains(r#""amount":1000000000000000"#), "{text}");
        assert_eq!(value_and_unit(&money(amount, "IDR")).0, "1000000000000000");
    }

    #[test]
    fn ranges_have_two_ends() {
        let km = Extent::range(1250.0, 1700.0, 3)
            .unwrap()
            .hedged(Some(Hedge::About));
        check_value(
            &Value::Distance {
                km,
                unit: LengthUnit::Kilometre,
            },
            r#"{"low":1250,"high":1700,"hedge":"about","digits":3,"unit":"km"}"#,
            ("1250..1700", "km"),
        );
    }

    #[test]
    fn conversions_leave_no_dust() {
        let km = Extent::single(1000.0 * 1.609_344, 1).unwrap();
        check_value(
            &Value::Distance {
                km,
                unit: LengthUnit::Mile,
            },
            r#"{"km":1609.344,"digits":1,"unit":"mi"}"#,
            ("1609.344", "km"),
        );
    }

    #[test]
    fn names_have_their_ids() {
        let iso3 = Iso3::parse("JPN").unwrap();
        let form = NameForm::Demonym;
        check_value(
            &Value::Country { iso3, form },
            r#"{"iso3":"JPN","form":"demonym"}"#,
            ("JPN", "iso3"),
        );
        check_value(
            &Value::Weapon { weapon: None },
            r#"{"weapon":null}"#,
            ("", ""),
        );
        let position = crate::geo::LatLon::new(35.5, 139.7).map(|it| &*Box::leak(Box::new(it)));
        check_value(
            &Value::Place {
                place: "Tokyo".into(),
                iso3: Some(iso3),
                position,
            },
            r#"{"place":"Tokyo","iso3":"JPN","lat":35.5,"lon":139.7}"#,
            ("Tokyo", ""),
        );
    }

    #[test]
    fn dates_are_days() {
        let from = jiff::civil::date(2027, 1, 1);
        let to = jiff::civil::date(2027, 12, 31);
        let bound = Some(crate::extract::Bound::NoLaterThan);
        check_value(
            &Value::Date { from, to, bound },
            r#"{"from":"2027-01-01","to":"2027-12-31","bound":"no_later_than"}"#,
            ("2027-01-01..2027-12-31", "date"),
        );
    }

    #[test]
    fn lines_have_bytes_and_characters() {
        let document = crate::extract::fixtures::document("é: Japan");
        let mention = Mention {
            span: Span::new(&document.text, 4, 9).unwrap(),
            value: Value::Country {
                iso3: Iso3::parse("JPN").unwrap(),
                form: NameForm::Name,
            },
            entity: None,
            doubt: None,
            rule: crate::extract::Rule::of("country"),
        };
        assert_eq!(
            json_line(&document, &mention),
            r#"{"document":"test.txt","start":4,"end":9,"start_char":3,"end_char":8,"text":"Japan","kind":"country","value":{"iso3":"JPN","form":"name"},"doubt":null}"#
        );
        let row = csv_row(&document, &mention);
        assert_eq!(row.len(), CSV_HEADER.len());
        assert_eq!(row.get(5).map(String::as_str), Some("Japan"));
    }

    proptest::proptest! {
        #[test]
        fn numbers_read_back_as_written(value in -1e18f64..1e18) {
            let written = number(value).to_string();
            let back: f64 = written.parse().unwrap();
            proptest::prop_assert!((back - value).abs() <= value.abs() * 1e-9);
            proptest::prop_assert!(plain(value).parse::<f64>().is_ok());
        }
    }
}
