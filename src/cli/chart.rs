//! `rangebook chart`: a chart of a document, or of what is named, as SVG, PNG or CSV, and a map as
//! GeoJSON and KML too.
//!
//! Nothing is written unless there is something to draw. What is left out of a CSV is said on standard
//! error; pictures say it themselves.

mod map;
mod near;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::Ended;
use crate::document::{self, Document, DocumentId};
use crate::export::atomic::atomic_write;
use crate::export::chart_csv::{ranges_csv, spending_csv};
use crate::export::scene::{ScaleChoice, Scene, Size, Theme, ranges_scene, spending_scene};
use crate::export::svg::write_svg;
use crate::extract::{Extraction, Extractor};
use crate::figures::{
    EditionChoice, RangesFigure, SpendingChoice, SpendingFigure, ranges, spending_as,
};
use crate::reference::{Catalog, Iso3, Measure};
use crate::workspace::store::Store;
use crate::workspace::tables::merged;

/// The most lines that say what a CSV leaves out.
const MAX_LEFT_OUT: usize = 20;

/// Draw a chart of a document, or of the countries or weapons named.
#[derive(Args, Clone, Debug)]
pub struct ChartArgs {
    /// What to draw.
    #[arg(value_enum)]
    pub kind: ChartKind,
    /// The document; `-` reads standard input. May be left out where countries or weapons are named.
    pub file: Option<PathBuf>,
    /// Where to: OUT.svg, OUT.png or OUT.csv; `-` is standard output and needs --format.
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Format, where the name of OUT does not say it.
    #[arg(long, value_enum)]
    pub format: Option<ChartFormat>,
    /// Countries by code or name instead of those the document names, such as JPN,CHN.
    #[arg(long, value_delimiter = ',', value_name = "LIST")]
    pub countries: Vec<String>,
    /// Use the tables imported into this workspace file instead of the shipped rows, as its window does.
    #[arg(long, value_name = "W")]
    pub workspace: Option<PathBuf>,
    /// What the spending chart measures: usd_current, usd_constant or pct_gdp; with --workspace also
    /// local_currency or publisher_constant where an imported table gives them.
    #[arg(long, default_value = Measure::UsdCurrent.code(), value_parser = parse_measure)]
    pub measure: Measure,
    /// The year whose figure is 100 in every line of the spending chart.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1900..=2100))]
    pub index: Option<i16>,
    /// Spending as known now, or then: as known on the document's date.
    #[arg(long, default_value = "now", value_parser = parse_edition, value_name = "EDITION")]
    pub edition: EditionChoice,
    /// Weapons by id or name instead of those the document names, such as tomahawk,df-26.
    #[arg(long, value_delimiter = ',', value_name = "LIST")]
    pub weapons: Vec<String>,
    /// The document's date where its text gives none, such as 2024-02-01.
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
    /// Light or dark.
    #[arg(long, value_enum, default_value = "light")]
    pub theme: ThemeArg,
    /// Width and height in pixels; the chart grows taller where its content needs it.
    #[arg(long, default_value = "960x600", value_parser = parse_size, value_name = "WxH")]
    pub size: Size,
    /// Pixels of a PNG for each pixel of --size, on either side; 2 or more for print.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
    pub pixel_ratio: u8,
    /// Scale of the spending axis; auto is logarithmic where the countries differ more than tenfold.
    #[arg(long, value_enum, default_value = "auto")]
    pub scale: ScaleArg,
    /// Where a map's rings start: a place, or latitude and longitude such as 35.7,139.7; may be repeated.
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    pub from: Vec<String>,
    /// How far a map's rings reach, in kilometres; may be repeated.
    #[arg(long, value_name = "KM", allow_hyphen_values = true)]
    pub km: Vec<String>,
    /// A weapon by id or name whose published range a map shows; may be repeated.
    #[arg(long, value_name = "WEAPON")]
    pub weapon: Vec<String>,
    /// How a map is laid flat.
    #[arg(long, value_enum, default_value = "azimuthal")]
    pub projection: ProjectionArg,
}

/// The charts of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChartKind {
    /// Military spending by country and year.
    Spending,
    /// Ranges of missiles.
    Ranges,
    /// What reaches where: rings round launch places, and who is inside.
    Map,
    /// Dates and dated claims of a document on one axis.
    Timeline,
}

/// What a chart is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChartFormat {
    /// A drawing with real text.
    Svg,
    /// A picture.
    Png,
    /// The numbers that are drawn.
    Csv,
    /// Rings and places of a map, for GIS programs.
    Geojson,
    /// The same for globes.
    Kml,
}

/// How a map is laid flat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProjectionArg {
    /// Distances from the first launch place are true, and its rings are circles.
    Azimuthal,
    /// Longitude to the right, latitude up.
    Equirectangular,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    /// Dark marks on white.
    Light,
    /// Light marks on near-black.
    Dark,
}

/// The scale of a value axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScaleArg {
    /// Chosen by the values.
    Auto,
    /// From zero.
    Linear,
    /// Equal steps are equal factors.
    Log,
}

fn parse_measure(code: &str) -> Result<Measure, String> {
    Measure::parse(code).ok_or_else(|| {
        let codes: Vec<&str> = Measure::ALL.into_iter().map(Measure::code).collect();
        format!("expected {}", codes.join(" or "))
    })
}

fn parse_edition(code: &str) -> Result<EditionChoice, String> {
    EditionChoice::parse(code).ok_or_else(|| "expected now or then".to_owned())
}

fn parse_size(text: &str) -> Result<Size, String> {
    Size::parse(text).ok_or_else(|| {
        format!(
            "expected width and height such as 960x600, each from {} to {}",
            Size::SIDES.start(),
            Size::SIDES.end()
        )
    })
}

/// Why there is no chart.
enum Failure {
    /// Asked wrongly: exit status 2.
    Usage(String),
    /// Could not be done: exit status 1.
    Failed(String),
    /// The reader of the output went away.
    Quiet,
}

/// Runs the command.
pub fn run_chart(
    args: &ChartArgs,
    input: &mut dyn Read,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Ended {
    let (message, ended) = match chart(args, input, out, err) {
        Ok(()) | Err(Failure::Quiet) => return Ended::Done,
        Err(Failure::Usage(message)) => (message, Ended::Usage),
        Err(Failure::Failed(message)) => (message, Ended::Incomplete),
    };
    // Where standard error is closed too there is nobody left to tell.
    let _ = writeln!(err, "rangebook: {}", super::one_line(&message));
    ended
}

fn chart(
    args: &ChartArgs,
    input: &mut dyn Read,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Failure> {
    map::refuse_of_others(args)?;
    let format = format_of(args)?;
    let own = own_tables(args)?;
    let catalog = own.as_ref().unwrap_or_else(|| Catalog::shipped());
    let drawn = match args.kind {
        ChartKind::Ranges => {
            refuse(&args.countries, "--countries", "spending")?;
            let weapons = near::weapons(catalog, &args.weapons).map_err(Failure::Usage)?;
            let read = read(args, input, weapons.is_empty())?;
            let figure = ranges(catalog, read.text(), &read.extraction, &weapons);
            ranges_output(args, format, &figure)?
        }
        ChartKind::Map => map::draw(args, format, catalog, input)?,
        ChartKind::Timeline => map::draw_timeline(args, format, input)?,
        ChartKind::Spending => {
            refuse(&args.weapons, "--weapons", "range")?;
            check_measure(args, catalog)?;
            let countries: Vec<Iso3> =
                near::countries(catalog, &args.countries).map_err(Failure::Usage)?;
            let read = read(args, input, countries.is_empty())?;
            let choice = SpendingChoice {
                measure: args.measure,
                index_year: args.index,
                edition: args.edition,
                countries,
            };
            let figure = spending_as(catalog, read.text(), &read.extraction, &choice);
            spending_output(args, format, &figure)?
        }
    };
    for line in drawn.left_out.iter().take(MAX_LEFT_OUT) {
        let _ = writeln!(err, "not drawn: {line}");
    }
    if drawn.left_out.len() > MAX_LEFT_OUT {
        let more = drawn.left_out.len() - MAX_LEFT_OUT;
        let _ = writeln!(err, "not drawn: {more} more");
    }
    put(&args.output, &drawn.bytes, out)
}

/// The tables of the workspace named; `None` where the shipped ones serve.
fn own_tables(args: &ChartArgs) -> Result<Option<Catalog>, Failure> {
    let Some(path) = &args.workspace else {
        return Ok(None);
    };
    let tables = Store::open_existing(path).and_then(|store| store.tables());
    let tables = tables.map_err(|error| Failure::Failed(error.to_string()))?;
    Ok(merged(&tables))
}

/// Some measures are of imported tables only.
fn check_measure(args: &ChartArgs, catalog: &Catalog) -> Result<(), Failure> {
    let measure = args.measure;
    let known = measure.is_shipped() || catalog.series.iter().any(|it| it.measure == measure);
    if known {
        return Ok(());
    }
    let how = match args.workspace {
        Some(_) => "import one in its window with File › Import data…",
        None => "name a workspace that has one with --workspace",
    };
    Err(Failure::Usage(format!(
        "no table here gives {}; {how}",
        measure.code()
    )))
}

fn refuse(given: &[String], option: &str, kind: &str) -> Result<(), Failure> {
    if given.is_empty() {
        Ok(())
    } else {
        Err(Failure::Usage(format!("{option} is for {kind} charts")))
    }
}

/// By `--format`, else by the name of the output.
fn format_of(args: &ChartArgs) -> Result<ChartFormat, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let extension = args
        .output
        .extension()
        .map(|it| it.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("svg") => Ok(ChartFormat::Svg),
        Some("png") => Ok(ChartFormat::Png),
        Some("csv") => Ok(ChartFormat::Csv),
        Some("geojson") => Ok(ChartFormat::Geojson),
        Some("kml") => Ok(ChartFormat::Kml),
        _ => Err(Failure::Usage(
            "say which format: end the output's name in .svg, .png or .csv (of a map also .geojson or .kml), or give --format"
                .to_owned(),
        )),
    }
}

/// A document and what it says; both empty when none was given.
#[derive(Default)]
struct Reading {
    document: Option<Document>,
    extraction: Extraction,
}

impl Reading {
    fn text(&self) -> &str {
        self.document.as_ref().map_or("", |document| &document.text)
    }
}

fn read(args: &ChartArgs, input: &mut dyn Read, needed: bool) -> Result<Reading, Failure> {
    let Some(file) = &args.file else {
        if needed {
            let option = match args.kind {
                ChartKind::Ranges => "--weapons",
                ChartKind::Map => "--from and --km or --weapon",
                ChartKind::Timeline => {
                    return Err(Failure::Usage(
                        "name the document whose dates to draw".to_owned(),
                    ));
                }
                ChartKind::Spending => "--countries",
            };
            return Err(Failure::Usage(format!(
                "name a document, or say what to draw with {option}"
            )));
        }
        return Ok(Reading::default());
    };
    let document = if file == Path::new("-") {
        document::load_reader(DocumentId(0), "standard input", input)
    } else {
        document::load_file(DocumentId(0), file, &|| false)
    };
    let document = document.map_err(|error| Failure::Failed(error.to_string()))?;
    let extraction = Extractor::shipped()
        .extract(&document, args.date, &mut |_| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap_or_default();
    Ok(Reading {
        document: Some(document),
        extraction,
    })
}

/// What is written, and what has to be said beside it.
struct Drawn {
    bytes: Vec<u8>,
    left_out: Vec<String>,
}

fn spending_output(
    args: &ChartArgs,
    format: ChartFormat,
    figure: &SpendingFigure,
) -> Result<Drawn, Failure> {
    if figure.series.is_empty() && figure.claims.is_empty() {
        return Err(nothing(
            "no country with spending figures is named",
            &figure.left_out,
        ));
    }
    let scale = match args.scale {
        ScaleArg::Auto => ScaleChoice::Auto,
        ScaleArg::Linear => ScaleChoice::Linear,
        ScaleArg::Log => ScaleChoice::Log,
    };
    let scene = || spending_scene(figure, args.size, theme(args), scale);
    output(
        args,
        format,
        scene,
        || spending_csv(figure),
        &figure.left_out,
    )
}

fn ranges_output(
    args: &ChartArgs,
    format: ChartFormat,
    figure: &RangesFigure,
) -> Result<Drawn, Failure> {
    if figure.bars.is_empty() && figure.distances.is_empty() {
        return Err(nothing(
            "no weapon with a published range and no distance is named",
            &figure.left_out,
        ));
    }
    let scene = || ranges_scene(figure, args.size, theme(args));
    output(args, format, scene, || ranges_csv(figure), &figure.left_out)
}

fn output(
    args: &ChartArgs,
    format: ChartFormat,
    scene: impl Fn() -> Scene,
    csv: impl Fn() -> String,
    left_out: &[String],
) -> Result<Drawn, Failure> {
    let bytes = match format {
        ChartFormat::Svg => write_svg(&scene()).into_bytes(),
        ChartFormat::Csv => csv().into_bytes(),
        ChartFormat::Png => png(&scene(), args.pixel_ratio)?,
        ChartFormat::Geojson | ChartFormat::Kml => {
            return Err(Failure::Usage(
                "GeoJSON and KML are for maps; write this chart as .svg, .png or .csv".to_owned(),
            ));
        }
    };
    let left_out = match format {
        ChartFormat::Csv => left_out.to_vec(),
        _ => Vec::new(),
    };
    Ok(Drawn { bytes, left_out })
}

fn nothing(why: &str, left_out: &[String]) -> Failure {
    let mut message = format!("there is nothing to draw: {why}");
    for line in left_out.iter().take(5) {
        message.push_str("; ");
        message.push_str(line);
    }
    Failure::Failed(message)
}

const fn theme(args: &ChartArgs) -> Theme {
    match args.theme {
        ThemeArg::Light => Theme::Light,
        ThemeArg::Dark => Theme::Dark,
    }
}

#[cfg(feature = "gui")]
fn png(scene: &Scene, pixel_ratio: u8) -> Result<Vec<u8>, Failure> {
    crate::ui::scene_painter::scene_png(scene, f32::from(pixel_ratio))
        .map_err(|error| Failure::Failed(error.to_string()))
}

#[cfg(not(feature = "gui"))]
fn png(_scene: &Scene, _pixel_ratio: u8) -> Result<Vec<u8>, Failure> {
    Err(Failure::Usage(
        "this build of Rangebook cannot paint PNG pictures; write OUT.svg instead".to_owned(),
    ))
}

fn put(path: &Path, bytes: &[u8], out: &mut dyn Write) -> Result<(), Failure> {
    if path == Path::new("-") {
        return match out.write_all(bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Err(Failure::Quiet),
            Err(error) => Err(Failure::Failed(format!("could not write: {error}"))),
        };
    }
    match atomic_write(path, bytes) {
        Ok(()) => Ok(()),
        Err(error) if error.is_broken_pipe() => Err(Failure::Quiet),
        Err(error) => Err(Failure::Failed(error.to_string())),
    }
}

#[cfg(test)]
mod tests;
