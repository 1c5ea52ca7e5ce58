//! The three publishers' shapes as they are downloaded, plain tables, and what is wrong in broken ones.

use super::*;
use crate::reference::Catalog;

/// A sheet as SIPRI's workbook has it, saved as CSV by a spreadsheet: lines above, regions, notes,
/// `...` and `xxx`, grouped thousands, a mark for the byte order, line ends of Windows, notes below.
/// Its figures are invented.
const SIPRI: &str = "\u{feff}\"Military expenditure by country, in constant (2023) US$ m., 2019-2022 © SIPRI 2025\",,,,,\r\n\
Figures are in US$ m. at constant (2023) prices and exchange rates.,,,,,\r\n\
\"\"\". .\"\" = data unavailable. \"\"xxx\"\" = country did not exist or was not independent.\",,,,,\r\n\
,,,,,\r\n\
Country,Notes,2019,2020,2021,2022\r\n\
,,,,,\r\n\
Africa,,,,,\r\n\
North Africa,,,,,\r\n\
Algeria,\"§4,7\",\"9,724.4\",[9708.3],...,. .\r\n\
South Sudan,2,xxx,xxx,88.1,0\r\n\
Asia & Oceania,,,,,\r\n\
\"Korea, South\",,\"43,900.1\",45100,46200*,46400\r\n\
Viet Nam,‖,...,...,...,...\r\n\
,,,,,\r\n\
\"Notes: § 4 figures are for the adopted budget.\",,,,,\r\n";

const WORLD_BANK: &str = "\u{feff}\"Data Source\",\"World Development Indicators\",\r\n\r\n\
\"Last Updated Date\",\"2025-07-01\",\r\n\r\n\
\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2021\",\"2022\",\"2023\",\r\n\
\"Iceland\",\"ISL\",\"Military expenditure (current USD)\",\"MS.MIL.XPND.CD\",\"\",\"\",\"\",\r\n\
\"Japan\",\"JPN\",\"Military expenditure (current USD)\",\"MS.MIL.XPND.CD\",\"50957477800\",\"46880233600\",\"\",\r\n\
\"Arab World\",\"ARB\",\"Military expenditure (current USD)\",\"MS.MIL.XPND.CD\",\"1\",\"2\",\"3\",\r\n\
\"Korea, Rep.\",\"KOR\",\"Military expenditure (current USD)\",\"MS.MIL.XPND.CD\",\"50226857300.5\",\"46365418300\",\"47926000000\",\r\n";

const OWID: &str = "Entity,Code,Year,Military expenditure (% of GDP)\n\
Africa,,2020,1.9\n\
Japan,JPN,2020,1.02\n\
Japan,JPN,2021,\n\
World,OWID_WRL,2020,2.4\n\
Kosovo,OWID_KOS,2021,1.1\n";

fn read(text: &str) -> Result<ReadTable, ImportError> {
    read_assuming(text, Assume::default())
}

fn read_assuming(text: &str, assume: Assume) -> Result<ReadTable, ImportError> {
    let mut input = text.as_bytes();
    let go_on = &mut |_| ControlFlow::Continue(());
    read_table("table.csv", &mut input, Catalog::shipped(), assume, go_on)
}

#[track_caller]
fn check_figure(table: &ReadTable, code: &str, measure: Measure, year: i16, expected: Option<f64>) {
    let iso3 = Iso3::parse(code).unwrap();
    let mut all = table.series.iter();
    let series = all.find(|it| it.iso3 == iso3 && it.measure == measure);
    let rows = series.map_or(&[][..], |it| it.observations.as_slice());
    let found = rows
        .iter()
        .find(|row| row.year == year)
        .map(|row| row.value);
    match (found, expected) {
        (Some(found), Some(expected)) => {
            assert!(
                (found - expected).abs() < 1e-9 * expected.abs().max(1.0),
                "{found}"
            );
        }
        (found, expected) => assert_eq!(found, expected, "{code} {year}"),
    }
}

#[test]
fn a_sheet_of_sipri_is_read_as_it_was_saved() {
    let table = read(SIPRI).unwrap();
    assert_eq!(table.format, TableFormat::Sipri);
    assert_eq!(table.problems, []);
    assert_eq!(table.base_year, Some(2023));
    assert_eq!(table.understood.header_row, 5);
    let measure = Measure::PublisherConstant;
    check_figure(&table, "DZA", measure, 2019, Some(9.7244));
    check_figure(&table, "DZA", measure, 2021, None);
    check_figure(&table, "SSD", measure, 2022, Some(0.0));
    check_figure(&table, "KOR", measure, 2019, Some(43.9001));
    check_figure(&table, "KOR", measure, 2021, Some(46.2));
    let understood = &table.understood;
    assert_eq!(understood.num_not_applicable, 2);
    assert_eq!(understood.num_not_reported, 6);
    assert!(understood.skipped.contains(&"North Africa".to_owned()));
    assert!(understood.values[0].contains("millions of constant 2023 US dollars"));
    let algeria = table
        .series
        .iter()
        .find(|it| it.iso3.code() == "DZA")
        .unwrap();
    assert_eq!(algeria.observations[1].status, Status::Estimate);
}

#[test]
fn shares_that_sipri_holds_as_fractions_become_percent() {
    let text = "SIPRI share of GDP sheet: Military expenditure as a share of GDP\nCountry,Notes,2021,2022\nJapan,,0.0103,0.0108\nChina,,0.016,0.016\n";
    check_figure(
        &read(text).unwrap(),
        "JPN",
        Measure::PctGdp,
        2021,
        Some(1.03),
    );
    let shown =
        "SIPRI Military expenditure as a share of GDP\nCountry,Notes,2021,2022\nJapan,,0.9%,0.8%\n";
    check_figure(
        &read(shown).unwrap(),
        "JPN",
        Measure::PctGdp,
        2021,
        Some(0.9),
    );
}

#[test]
fn local_currency_of_sipri_keeps_its_name_and_scale() {
    let text = "SIPRI, in local currency, millions\nCountry,Currency,Notes,2021,2022\nJapan,b. yen,,5400,5500\nAlgeria,m. dinars,,1230000,...\n";
    let table = read(text).unwrap();
    check_figure(&table, "JPN", Measure::LocalCurrency, 2021, Some(5400.0));
    check_figure(&table, "DZA", Measure::LocalCurrency, 2021, Some(1230.0));
    assert_eq!(table.currencies[&Iso3::parse("JPN").unwrap()], "yen");
}

#[test]
fn a_download_of_the_world_bank_is_read_as_it_is() {
    let table = read(WORLD_BANK).unwrap();
    assert_eq!(table.format, TableFormat::WorldBank);
    assert_eq!(table.problems, []);
    check_figure(&table, "JPN", Measure::UsdCurrent, 2021, Some(50.957_477_8));
    check_figure(&table, "JPN", Measure::UsdCurrent, 2023, None);
    check_figure(
        &table,
        "KOR",
        Measure::UsdCurrent,
        2021,
        Some(50.226_857_300_5),
    );
    assert_eq!(table.understood.header_row, 5);
    assert_eq!(table.understood.skipped, ["Arab World"]);
    assert_eq!(table.understood.num_countries, 2);
}

#[test]
fn a_download_of_our_world_in_data_is_read_as_it_is() {
    let table = read(OWID).unwrap();
    assert_eq!(table.format, TableFormat::Owid);
    check_figure(&table, "JPN", Measure::PctGdp, 2020, Some(1.02));
    check_figure(&table, "JPN", Measure::PctGdp, 2021, None);
    check_figure(&table, "XKX", Measure::PctGdp, 2021, Some(1.1));
    assert_eq!(table.understood.skipped, ["Africa", "World"]);
    let dollars = OWID
        .replace("(% of GDP)", "(constant 2022 US$)")
        .replace("1.02", "47100000000");
    let table = read(&dollars).unwrap();
    check_figure(&table, "JPN", Measure::PublisherConstant, 2020, Some(47.1));
    assert_eq!(table.base_year, Some(2022));
}

#[test]
fn a_plain_table_is_billions_of_dollars_and_says_that_it_was_assumed() {
    let table = read(include_str!("../../../sample_data/my_spending.csv")).unwrap();
    assert_eq!(table.format, TableFormat::Plain);
    assert_eq!(table.problems, []);
    check_figure(&table, "DNK", Measure::UsdCurrent, 2024, Some(9.5));
    check_figure(&table, "EST", Measure::UsdCurrent, 2022, None);
    assert!(!table.understood.is_certain);
    assert!(
        table.understood.values[0].contains("assumed"),
        "{:?}",
        table.understood
    );
    assert_eq!(table.understood.years, Some((2021, 2024)));
}

#[test]
fn the_reader_can_say_what_a_plain_table_measures() {
    let text = "country,year,value\nJapan,2023,5100\n";
    let millions = Assume {
        measure: Some(Measure::UsdCurrent),
        scale: Some(1e-3),
    };
    let table = read_assuming(text, millions).unwrap();
    check_figure(&table, "JPN", Measure::UsdCurrent, 2023, Some(5.1));
    assert!(table.understood.is_certain);
}

#[test]
fn semicolons_and_decimal_commas_are_understood() {
    let table =
        read("country;year;value\nDeutschland;2023;1\nGermany;2023;66,8\nFrance;2023;1.061,3\n")
            .unwrap();
    check_figure(&table, "DEU", Measure::UsdCurrent, 2023, Some(66.8));
    check_figure(&table, "FRA", Measure::UsdCurrent, 2023, Some(1061.3));
}

#[test]
fn the_programs_own_shape_is_read() {
    let text = "iso3,year,measure,value,status,source_id\nJPN,2023,pct_gdp,1.2,estimate,x\nJPN,2023,usd_current,48.2,reported,x\n";
    let table = read(text).unwrap();
    check_figure(&table, "JPN", Measure::PctGdp, 2023, Some(1.2));
    check_figure(&table, "JPN", Measure::UsdCurrent, 2023, Some(48.2));
}

/// The table has this mistake, said with its row and column.
#[track_caller]
fn check_broken(text: &str, row: u64, column: &str, words: &str) {
    let problem = match read(text) {
        Ok(table) => table.problems.into_iter().next().expect("a problem"),
        Err(ImportError::NotATable(problem)) => problem,
        Err(other) => panic!("{other}"),
    };
    assert_eq!(
        (problem.row, problem.column.as_str()),
        (row, column),
        "{problem}"
    );
    assert!(problem.problem.contains(words), "{problem}");
}

const PLAIN: &str = "country,year,value\nJapan,2021,1\n";

#[track_caller]
fn check_row(row: &str, column: &str, words: &str) {
    check_broken(&format!("{PLAIN}{row}\n"), 3, column, words);
}

#[test]
fn what_is_wrong_in_a_row_is_said_with_its_row_and_column() {
    check_row("Japan,2022,lots", "C (value)", "is no number");
    check_row("Japan,2022,1.2.3", "C (value)", "is no number");
    check_row("Japan,2022,\"1,23,4\"", "C (value)", "is no number");
    check_row("Japan,2022,NaN", "C (value)", "leave the cell empty");
    check_row("Japan,2022,inf", "C (value)", "leave the cell empty");
    check_row("Japan,2022,-5", "C (value)", "negative");
    check_row(
        "Japan,2022,4.5%",
        "C (value)",
        "share in a table of amounts",
    );
    check_row("Japan,22,5", "B (year)", "no year from 1900 to 2100");
    check_row("Japan,3022,5", "B (year)", "no year");
    check_row("Japan,,5", "B (year)", "no year");
    check_row("Japan,2021,5", "C (value)", "there twice");
    check_row("Jappan,2022,5", "A (country)", "did you mean Japan?");
    check_row("Atlantis,2022,5", "A (country)", "is no country");
    check_row(",2022,5", "A (country)", "the country is empty");
    check_row("Japan,2022", "C (value)", "the row ends here");
    check_row("Korea, South,2022,5", "D", "beyond the last named column");
}

#[test]
fn what_is_wrong_in_the_whole_table_is_said_with_its_place() {
    check_broken("", 1, "A", "empty");
    check_broken("\n\n \n", 1, "A", "empty");
    check_broken("PK\u{3}\u{4}rest", 1, "A", "save its sheet as CSV");
    check_broken("a,b\u{0}", 1, "A", "no text");
    check_broken(
        "once upon a time\nthere was a table\n",
        1,
        "A",
        "no row names the columns",
    );
    check_broken("country,value\nJapan,1\n", 1, "A", "named year");
    check_broken("year,value\n2021,1\n", 1, "A", "named country");
    check_broken("country,year,a,b\nJapan,2021,1,2\n", 1, "C", "named value");
    check_broken(
        "Country,2021,2022,2021\nJapan,1,2,3\n",
        1,
        "D",
        "two columns",
    );
    check_broken("Country,2021,2022,3023\nJapan,1,2,3\n", 1, "D", "no year");
    check_broken(
        "2015,2016,2017,2018,2019,2020\n1,2,3,4,5,6\n",
        1,
        "A",
        "named Country",
    );
    check_broken(
        "SIPRI, US$ per capita\nCountry,2021,2022\nJapan,1,2\n",
        2,
        "A",
        "per capita",
    );
    check_broken(
        "iso3,year,measure,value,status,source_id\nJPN,2023,tanks,1,reported,x\n",
        2,
        "C (measure)",
        "is no measure",
    );
    check_broken(
        "iso3,year,measure,value,status,source_id\nJPN,2023,pct_gdp,1,perhaps,x\n",
        2,
        "E (status)",
        "is no status",
    );
    check_broken(
        "Entity,Code,Year,Share of GDP\nJapan,JPN,2021,101\n",
        2,
        "D (Share of GDP)",
        "all of GDP",
    );
}

#[test]
fn a_file_of_another_encoding_says_what_to_do() {
    let bytes = [0xff, 0xfe, b'c', 0, b'o', 0];
    let go_on = &mut |_| ControlFlow::Continue(());
    let read = read_table(
        "t",
        &mut &bytes[..],
        Catalog::shipped(),
        Assume::default(),
        go_on,
    );
    assert!(
        read.unwrap_err()
            .to_string()
            .contains("save it as “CSV UTF-8”")
    );
}

#[test]
fn a_quote_that_is_never_closed_is_said_and_does_not_eat_the_memory() {
    let text = format!(
        "{PLAIN}\"Japan,2022,5\n{}",
        "Japan,2023,5\n".repeat(400_000)
    );
    check_broken(&text, 3, "A", "close the quote");
}

#[test]
fn very_many_mistakes_are_counted_and_the_first_kept() {
    let text = format!("{PLAIN}{}", "Japan,2022,?\n".repeat(5000));
    let table = read(&text).unwrap();
    assert_eq!(
        (table.num_problems, table.problems.len()),
        (5000, MAX_PROBLEMS)
    );
}

/// A million rows made on the fly, so that the test itself holds none of them.
struct Endless {
    row: u32,
    rest: Vec<u8>,
    num_rows: u32,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.rest.is_empty() && self.row < self.num_rows {
            let mut text = String::new();
            if self.row == 0 {
                text.push_str("Entity,Code,Year,Military expenditure (current US$)\n");
            }
            for _ in 0..500 {
                let (year, entity) = (1900 + self.row % 125, self.row / 125);
                text.push_str(&format!("Region {entity},,{year},{}\n", self.row));
                self.row += 1;
            }
            self.rest = text.into_bytes();
        }
        let num = self.rest.len().min(buffer.len());
        let rest = self.rest.split_off(num);
        buffer[..num].copy_from_slice(&self.rest);
        self.rest = rest;
        Ok(num)
    }
}

#[test]
fn a_million_rows_are_read_with_progress_and_little_is_kept() {
    let mut input = Endless {
        row: 0,
        rest: Vec::new(),
        num_rows: 1_000_000,
    };
    let mut reports = Vec::new();
    let table = read_table(
        "owid.csv",
        &mut input,
        Catalog::shipped(),
        Assume::default(),
        &mut |bytes| {
            reports.push(bytes);
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    assert_eq!(table.understood.num_rows, 1_000_000);
    assert_eq!(table.understood.num_skipped, 1_000_000);
    assert!(table.series.is_empty() && table.understood.skipped.len() <= MAX_NAMES);
    assert!(reports.len() > 500 && reports.windows(2).all(|pair| pair[0] <= pair[1]));
}

#[test]
fn reading_stops_when_asked() {
    let mut input = Endless {
        row: 0,
        rest: Vec::new(),
        num_rows: 1_000_000,
    };
    let stop = &mut |_| ControlFlow::Break(());
    let read = read_table("t", &mut input, Catalog::shipped(), Assume::default(), stop);
    assert!(matches!(read, Err(ImportError::Cancelled)));
    assert!(input.row < 20_000);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[a-zA-Z0-9,;\"\n\r .%é]{0,200}", head in 0usize..4) {
        let heads = ["", PLAIN, "Country,2020,2021\n", "Entity,Code,Year,Share of GDP\n"];
        drop(read(&format!("{}{text}", heads[head])));
    }
}
