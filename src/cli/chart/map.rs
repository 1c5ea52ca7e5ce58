//! `chart map` and `chart timeline`: from the options to the figure, and from there to the file.

use std::io::Read;

use super::{ChartArgs, ChartFormat, ChartKind, Drawn, Failure, ProjectionArg, near, read, theme};
use crate::export::geojson::map_geojson;
use crate::export::kml::map_kml;
use crate::export::map_csv::map_csv;
use crate::export::scene::map::{Sheets, map_scene};
use crate::export::scene::timeline_scene;
use crate::export::timeline_csv::timeline_csv;
use crate::figures::map::{MAX_LAUNCHES, MAX_REACHES};
use crate::figures::timeline;
use crate::figures::{MapAsk, MapFigure, MapMaterial, ReachAsk, map, map_material, ranges};
use crate::reference::Catalog;

/// Options of the map are refused elsewhere rather than passed over.
pub(super) fn refuse_of_others(args: &ChartArgs) -> Result<(), Failure> {
    if args.kind == ChartKind::Map {
        super::refuse(&args.countries, "--countries", "spending")?;
        return Ok(());
    }
    for (given, option) in [
        (&args.from, "--from"),
        (&args.km, "--km"),
        (&args.weapon, "--weapon"),
    ] {
        if !given.is_empty() {
            let hint = if args.kind == ChartKind::Ranges {
                "; for a range chart use --weapons"
            } else {
                ""
            };
            return Err(Failure::Usage(format!("{option} is for maps{hint}")));
        }
    }
    Ok(())
}

/// Draws the map.
pub(super) fn draw(
    args: &ChartArgs,
    format: ChartFormat,
    catalog: &Catalog,
    input: &mut dyn Read,
) -> Result<Drawn, Failure> {
    let ask = ask(args, catalog)?;
    let material = if args.file.is_none() {
        check_complete(&ask)?;
        MapMaterial::default()
    } else {
        let read = read(args, input, true)?;
        let bars = ranges(catalog, read.text(), &read.extraction, &[]);
        map_material(catalog, read.text(), &read.extraction, &bars)
    };
    let figure = map(catalog, &material, &ask);
    if figure.rings.is_empty() && figure.places.is_empty() {
        return Err(super::nothing(
            "no weapon with a published range, no distance and no place with a known position is named",
            &figure.left_out,
        ));
    }
    written(args, format, &figure)
}

fn written(args: &ChartArgs, format: ChartFormat, figure: &MapFigure) -> Result<Drawn, Failure> {
    let sheet = match args.projection {
        ProjectionArg::Azimuthal => Sheets::Azimuthal,
        ProjectionArg::Equirectangular => Sheets::Equirectangular,
    };
    let bytes = match format {
        ChartFormat::Geojson => map_geojson(figure).into_bytes(),
        ChartFormat::Kml => map_kml(figure).into_bytes(),
        _ => {
            let scene = || map_scene(figure, args.size, theme(args), sheet);
            return super::output(args, format, scene, || map_csv(figure), &figure.left_out);
        }
    };
    Ok(Drawn {
        bytes,
        left_out: figure.left_out.clone(),
    })
}

fn ask(args: &ChartArgs, catalog: &Catalog) -> Result<MapAsk, Failure> {
    let mut ask = MapAsk::default();
    for word in &args.from {
        ask.launches
            .push(near::place(catalog, word).map_err(Failure::Usage)?);
    }
    for word in &args.km {
        ask.reaches.push(ReachAsk::Km(kilometres(word)?));
    }
    let mut weapons = args.weapon.clone();
    weapons.extend(args.weapons.iter().cloned());
    for id in near::weapons(catalog, &weapons).map_err(Failure::Usage)? {
        let published = catalog.missile(&id).is_some_and(|it| it.range_km.is_some());
        if !published {
            return Err(Failure::Failed(format!(
                "no range of {id} is published; give one with --km"
            )));
        }
        ask.reaches.push(ReachAsk::Weapon(id));
    }
    if ask.launches.len() > MAX_LAUNCHES || ask.reaches.len() > MAX_REACHES {
        return Err(Failure::Usage(format!(
            "at most {MAX_LAUNCHES} places and {MAX_REACHES} reaches fit on one map"
        )));
    }
    Ok(ask)
}

/// Greater than zero, and not further than round the Earth.
fn kilometres(word: &str) -> Result<f64, Failure> {
    let tidy = word.trim().trim_end_matches("km").trim().replace(',', "");
    let km = tidy
        .parse::<f64>()
        .ok()
        .filter(|km| *km >= 1.0 && *km <= 40_075.0);
    km.ok_or_else(|| {
        let word: String = word.chars().take(40).collect();
        Failure::Usage(format!(
            "--km {word}: expected kilometres from 1 to 40075, such as 1600"
        ))
    })
}

/// Without a document, both where from and how far have to be said.
fn check_complete(ask: &MapAsk) -> Result<(), Failure> {
    let message = match (ask.launches.is_empty(), ask.reaches.is_empty()) {
        (false, false) => return Ok(()),
        (true, true) => {
            "name a document, or say what to draw with --from and --km or --weapon, such as --from Tokyo --km 1600"
        }
        (true, false) => "say where the ring starts with --from, such as --from Tokyo",
        (false, true) => "say how far the ring reaches with --km or --weapon, such as --km 1600",
    };
    Err(Failure::Usage(message.to_owned()))
}

/// Draws the timeline.
pub(super) fn draw_timeline(
    args: &ChartArgs,
    format: ChartFormat,
    input: &mut dyn Read,
) -> Result<Drawn, Failure> {
    super::refuse(&args.countries, "--countries", "spending")?;
    super::refuse(&args.weapons, "--weapons", "range")?;
    let read = read(args, input, true)?;
    let figure = timeline(read.text(), &read.extraction);
    if figure.bars.is_empty() {
        return Err(super::nothing("no date is named", &figure.left_out));
    }
    let scene = || timeline_scene(&figure, args.size, theme(args));
    super::output(
        args,
        format,
        scene,
        || timeline_csv(&figure),
        &figure.left_out,
    )
}
