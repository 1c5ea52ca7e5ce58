//! The command, from its arguments to what is written.

use clap::Parser;

use super::*;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    args: ChartArgs,
}

struct Ran {
    status: u8,
    out: Vec<u8>,
    err: String,
}

fn run(words: &[&str]) -> Ran {
    run_with(words, "")
}

fn run_with(words: &[&str], input: &str) -> Ran {
    let cli = Cli::try_parse_from(std::iter::once(&"chart").chain(words)).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = run_chart(&cli.args, &mut input.as_bytes(), &mut out, &mut err);
    let err = String::from_utf8(err).unwrap();
    Ran {
        status: status.code(),
        out,
        err,
    }
}

#[track_caller]
fn check_usage(words: &[&str], part: &str) {
    let ran = run(words);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains(part), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "one plain line");
    assert!(ran.out.is_empty());
}

#[test]
fn spending_of_named_countries_as_csv() {
    let ran = run(&[
        "spending",
        "--countries",
        "JPN,Norway",
        "-o",
        "-",
        "--format",
        "csv",
    ]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let csv = String::from_utf8(ran.out).unwrap();
    assert!(csv.starts_with("iso3,country,year,measure,value,status,source,kind,label,working"));
    assert!(csv.contains("\r\nJPN,Japan,2024,usd_current,"));
    assert!(csv.contains("\r\nNOR,Norway,2024,usd_current,"));
    assert!(!csv.contains("pct_gdp"));
}

#[test]
fn the_other_measure() {
    let ran = run(&[
        "spending",
        "--countries",
        "JPN",
        "--measure",
        "pct_gdp",
        "-o",
        "-",
        "--format",
        "csv",
    ]);
    let csv = String::from_utf8(ran.out).unwrap();
    assert!(csv.contains(",pct_gdp,") && !csv.contains("usd_current"));
}

#[test]
fn ranges_of_named_weapons_as_svg_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ranges.SVG");
    let ran = run(&[
        "ranges",
        "--weapons",
        "tomahawk-block-iv,DF-26",
        "-o",
        path.to_str().unwrap(),
        "--theme",
        "dark",
        "--size",
        "800x400",
    ]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let svg = std::fs::read_to_string(path).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains("width=\"800\""));
    assert!(svg.contains(">Tomahawk Block IV</text>") && svg.contains(">DF-26</text>"));
}

#[track_caller]
fn check_map(words: &[&str], format: &str) -> String {
    let mut all = vec!["map"];
    all.extend(words);
    all.extend(["-o", "-", "--format", format]);
    let ran = run(&all);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    String::from_utf8(ran.out).unwrap()
}

#[test]
fn a_map_from_a_place_in_every_format() {
    let asked = ["--from", "Tokyo", "--km", "1600"];
    let csv = check_map(&asked, "csv");
    assert!(csv.starts_with("place,country,kind,lat,lon,distance_km,from,"));
    for name in ["Pyongyang", "Seoul", "Vladivostok"] {
        assert!(csv.contains(&format!("\n{name},")), "{name}");
    }
    assert!(!csv.contains("Shanghai") && !csv.contains("Beijing"));
    let svg = check_map(&asked, "svg");
    assert!(svg.contains(">Within 1,600 km of Tokyo</text>") && svg.contains(">Seoul</text>"));
    let geojson: serde_json::Value = serde_json::from_str(&check_map(&asked, "geojson")).unwrap();
    assert_eq!(geojson["type"], "FeatureCollection");
    assert!(check_map(&asked, "kml").starts_with("<?xml "));
}

#[test]
fn a_map_of_weapons_from_coordinates() {
    let csv = check_map(
        &["--from", "33.159,129.715", "--weapon", "Tomahawk Block IV"],
        "csv",
    );
    assert!(csv.contains("\nBeijing,China,") && csv.contains(",tomahawk-block-iv,1600,1700,"));
}

#[test]
fn a_map_of_a_document_says_what_it_assumes() {
    let words = ["map", "-", "-o", "-", "--format", "svg"];
    let ran = run_with(&words, "Japan will buy 400 Tomahawk missiles. Japan pays.");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let svg = String::from_utf8(ran.out).unwrap();
    assert!(svg.contains("names no launch place") && svg.contains("Tokyo is assumed"));
    let ran = run_with(&words, "Nothing flies in this text.");
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("nothing to draw"), "{}", ran.err);
}

#[test]
fn wrong_use_of_maps_is_said() {
    check_usage(&["map", "-o", "x.svg"], "--from and --km");
    check_usage(
        &["map", "--from", "Tokyo", "-o", "x.svg"],
        "--km or --weapon",
    );
    check_usage(&["map", "--km", "1600", "-o", "x.svg"], "--from");
    check_usage(
        &["map", "--from", "Tokio", "--km", "9", "-o", "x.svg"],
        "tokyo (Tokyo)",
    );
    check_usage(
        &["map", "--from", "95,10", "--km", "9", "-o", "x.svg"],
        "no place on Earth",
    );
    check_usage(
        &["map", "--from", "Tokyo", "--km", "-5", "-o", "x.svg"],
        "expected kilometres",
    );
    check_usage(
        &["map", "--from", "Tokyo", "--km", "far", "-o", "x.svg"],
        "expected kilometres",
    );
    check_usage(
        &["map", "--from", "Tokyo", "--weapon", "zzz", "-o", "x.svg"],
        "unknown weapon",
    );
    check_usage(
        &["map", "--countries", "JPN", "-o", "x.svg"],
        "--countries is for spending",
    );
    check_usage(
        &["ranges", "--km", "1600", "-o", "x.svg"],
        "--km is for maps",
    );
    check_usage(
        &["ranges", "--weapons", "tomahawk", "-o", "x.geojson"],
        "are for maps",
    );
    check_usage(
        &["timeline", "-o", "x.svg"],
        "name the document whose dates",
    );
}

#[test]
fn wrong_use_is_status_two() {
    check_usage(&["spending", "-o", "x.svg"], "name a document");
    check_usage(&["ranges", "-o", "x.svg"], "--weapons");
    check_usage(
        &["spending", "--countries", "JPN", "-o", "x.gif"],
        "say which format",
    );
    check_usage(
        &["spending", "--countries", "JPN", "-o", "-"],
        "say which format",
    );
    check_usage(
        &["spending", "--countries", "Japn", "-o", "x.svg"],
        "JPN (Japan)",
    );
    check_usage(
        &["ranges", "--weapons", "tomahok", "-o", "x.svg"],
        "tomahawk (Tomahawk)",
    );
    check_usage(
        &["ranges", "--countries", "JPN", "-o", "x.svg"],
        "--countries is for spending charts",
    );
}

#[test]
fn bad_values_are_refused_by_the_parser() {
    for words in [
        ["spending", "-o", "x.svg", "--size", "10x10"],
        ["spending", "-o", "x.svg", "--size", "960"],
        ["spending", "-o", "x.svg", "--measure", "gdp"],
        ["spending", "-o", "x.svg", "--theme", "sepia"],
        ["spending", "-o", "x.svg", "--date", "yesterday"],
    ] {
        let parsed = Cli::try_parse_from(std::iter::once("chart").chain(words));
        assert!(parsed.is_err(), "{words:?}");
    }
}

#[test]
fn what_cannot_be_done_is_status_one() {
    let missing = run(&["spending", "no-such-file.txt", "-o", "x.svg"]);
    assert_eq!(missing.status, 1, "{}", missing.err);
    assert!(missing.err.contains("no-such-file.txt"));
    let folder = run(&[
        "ranges",
        "--weapons",
        "tomahawk",
        "-o",
        "no/such/folder/x.svg",
    ]);
    assert_eq!(folder.status, 1, "{}", folder.err);
    let nothing = run(&["spending", "--countries", "VNM", "-o", "x.svg"]);
    assert_eq!(nothing.status, 1, "{}", nothing.err);
    assert!(
        nothing
            .err
            .contains("Vietnam: no figures in current US dollars")
    );
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let words = [
        "chart",
        "ranges",
        "--weapons",
        "tomahawk",
        "-o",
        "-",
        "--format",
        "csv",
    ];
    let cli = Cli::try_parse_from(words).unwrap();
    let mut err = Vec::new();
    let status = run_chart(&cli.args, &mut std::io::empty(), &mut Closed, &mut err);
    assert_eq!((status, err.len()), (crate::cli::Ended::Done, 0));
}

#[cfg(not(feature = "gui"))]
#[test]
fn without_the_window_there_is_no_png() {
    check_usage(
        &["ranges", "--weapons", "tomahawk", "-o", "x.png"],
        "write OUT.svg instead",
    );
}

#[cfg(feature = "gui")]
#[test]
fn a_picture_has_the_size_asked_for() {
    let ran = run(&[
        "ranges",
        "--weapons",
        "tomahawk",
        "-o",
        "-",
        "--format",
        "png",
        "--size",
        "500x400",
        "--pixel-ratio",
        "2",
    ]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(&ran.out[1..4], b"PNG");
    let sides = [16, 20].map(|at| u32::from_be_bytes(ran.out[at..at + 4].try_into().unwrap()));
    assert_eq!(sides, [1000, 800]);
}

#[test]
fn a_timeline_of_a_document() {
    let text = "Japan wants to spend 10 trillion yen by 2027. It signed on January 18, 2024.";
    let ran = run_with(&["timeline", "-", "-o", "-", "--format", "csv"], text);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let csv = String::from_utf8(ran.out).unwrap();
    assert!(csv.starts_with("from,to,label,"), "{csv}");
    assert!(
        csv.contains("\n2024-01-18,2024-01-18,") && csv.contains("\n,2027-12-31,by 2027,"),
        "{csv}"
    );
    let ran = run_with(&["timeline", "-", "-o", "-", "--format", "svg"], text);
    assert!(
        ran.status == 0
            && String::from_utf8(ran.out)
                .unwrap()
                .contains(">by 2027</text>")
    );
    let ran = run_with(&["timeline", "-", "-o", "-", "--format", "kml"], text);
    assert_eq!(ran.status, 2);
    let ran = run_with(
        &["timeline", "-", "-o", "-", "--format", "csv"],
        "Nothing is dated.",
    );
    assert_eq!(ran.status, 1);
}

/// A workspace whose window has imported this table.
fn workspace_with(text: &str) -> (tempfile::TempDir, String) {
    use crate::reference::{Assume, read_table};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.rangebook");
    let go_on = &mut |_| std::ops::ControlFlow::Continue(());
    let (catalog, assume) = (Catalog::shipped(), Assume::default());
    let table = read_table("own.csv", &mut text.as_bytes(), catalog, assume, go_on);
    let own = crate::workspace::OwnTable {
        name: "own.csv".to_owned(),
        path: "own.csv".into(),
        imported: jiff::Timestamp::new(1_705_570_200, 0).unwrap(),
        table: std::sync::Arc::new(table.unwrap()),
    };
    Store::open(&path).unwrap().keep_table(&own).unwrap();
    let path = path.to_string_lossy().into_owned();
    (folder, path)
}

#[test]
fn tables_imported_into_a_workspace_are_drawn() {
    let (_folder, path) = workspace_with("country,year,value\nJapan,2031,77.5\nJapan,2032,80\n");
    let words = ["spending", "--countries", "JPN", "-o", "-", "--format"];
    let with = [&words[..], &["csv", "--workspace", &path]].concat();
    let ran = run(&with);
    let csv = String::from_utf8(ran.out).unwrap();
    assert!(
        csv.contains("\r\nJPN,Japan,2031,usd_current,77.5,"),
        "{csv}"
    );
    assert!(!csv.contains("JPN,Japan,2024,usd_current"), "{csv}");
    assert!(csv.contains("imported from own.csv"), "{csv}");
    let shipped = run(&[&words[..], &["csv"]].concat());
    assert!(!String::from_utf8(shipped.out).unwrap().contains("77.5"));
}

#[test]
fn measures_of_imported_tables_are_for_workspaces_that_have_them() {
    let (_folder, path) = workspace_with(
        "SIPRI, in local currency, millions\nCountry,Currency,Notes,2021,2022\nJapan,b. yen,,5400,5500\n",
    );
    let words = ["spending", "--countries", "JPN", "--measure"];
    let rest = ["-o", "-", "--format", "csv"];
    let own = ["local_currency", "--workspace", &path];
    let ran = run(&[&words[..], &own, &rest].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(String::from_utf8(ran.out).unwrap().contains("5400"));
    check_usage(
        &[&words[..], &["local_currency"], &rest].concat(),
        "name a workspace that has one",
    );
    let other = ["publisher_constant", "--workspace", &path];
    check_usage(&[&words[..], &other, &rest].concat(), "File › Import data…");
    let missing = run(&[&words[..], &["pct_gdp", "--workspace", "/no/w"], &rest].concat());
    assert_eq!(missing.status, 1, "{}", missing.err);
}
