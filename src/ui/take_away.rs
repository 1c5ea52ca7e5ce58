//! Taking a chart out of the window: as a picture on the clipboard, or as a file.
//!
//! What is taken is laid out by the same scene as `rangebook chart` and not by what stands on screen,
//! so that the two cannot differ; it has title, notes and sources, and light colours for print.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

use eframe::egui;

use super::app::RangebookApp;
use super::dialogs::Purpose;
use super::scene_painter::{scene_picture, scene_png};
use crate::export::chart_csv::{ranges_csv, spending_csv};
use crate::export::geojson::map_geojson;
use crate::export::kml::map_kml;
use crate::export::map_csv::map_csv;
use crate::export::scene::map::Sheets;
use crate::export::scene::{
    ScaleChoice, Scene, Size, Theme, map_scene, ranges_scene_on, spending_scene, timeline_scene,
};
use crate::export::svg::write_svg;
use crate::export::timeline_csv::timeline_csv;
use crate::figures::{MapFigure, RangesFigure, TimelineFigure};
use crate::workspace::{Action, Content, Figures, Notice};

/// A chart of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartName {
    /// Spending by country and year.
    Spending,
    /// Missile ranges.
    Ranges,
    /// Rings of reach.
    Map,
    /// Dates on one axis.
    Timeline,
}

impl ChartName {
    /// In words: "spending chart".
    pub const fn label(self) -> &'static str {
        match self {
            Self::Spending => "spending chart",
            Self::Ranges => "range chart",
            Self::Map => "map",
            Self::Timeline => "timeline",
        }
    }

    /// At the head of its menu's name: "Spending chart".
    const fn title(self) -> &'static str {
        match self {
            Self::Spending => "Spending chart",
            Self::Ranges => "Range chart",
            Self::Map => "Map",
            Self::Timeline => "Timeline",
        }
    }

    const fn file_stem(self) -> &'static str {
        match self {
            Self::Spending => "spending",
            Self::Ranges => "ranges",
            Self::Map => "map",
            Self::Timeline => "timeline",
        }
    }
}

/// What a chart is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartFormat {
    /// A drawing with real text.
    Svg,
    /// A picture of so many pixels a point.
    Png(u8),
    /// What is drawn, as a table.
    Csv,
    /// Rings and places for a geographic program; of a map only.
    Geojson,
    /// The same for a globe; of a map only.
    Kml,
}

impl ChartFormat {
    /// Ending of the file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png(_) => "png",
            Self::Csv => "csv",
            Self::Geojson => "geojson",
            Self::Kml => "kml",
        }
    }
}

/// What is to be done with a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeAway {
    /// To the clipboard.
    Copy,
    /// To a file that is asked for.
    Save(ChartFormat),
}

/// The chart's own menu; returns what was chosen.
pub fn chart_menu_ui(ui: &mut egui::Ui, name: ChartName) -> Option<TakeAway> {
    let button = ui.button(egui::RichText::new("Save").small());
    let label = format!("{}: copy or save", name.title());
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    let menu = egui::Popup::menu(&button).show(|ui| entries_ui(ui, name));
    menu.and_then(|it| it.inner)
}

/// The entries of a chart's menu.
pub fn entries_ui(ui: &mut egui::Ui, name: ChartName) -> Option<TakeAway> {
    let mut chosen = None;
    let mut entry = |ui: &mut egui::Ui, label: &str, what: TakeAway| {
        if ui.button(label).clicked() {
            chosen = Some(what);
            ui.close();
        }
    };
    entry(ui, "Copy as picture", TakeAway::Copy);
    ui.separator();
    entry(ui, "Save as SVG…", TakeAway::Save(ChartFormat::Svg));
    for scale in 1..=4 {
        let label = match scale {
            1 => "Save as PNG…".to_owned(),
            scale => format!("Save as PNG, {scale} times as fine…"),
        };
        entry(ui, &label, TakeAway::Save(ChartFormat::Png(scale)));
    }
    entry(ui, "Save as CSV…", TakeAway::Save(ChartFormat::Csv));
    if name == ChartName::Map {
        let save = TakeAway::Save;
        entry(ui, "Save as GeoJSON…", save(ChartFormat::Geojson));
        entry(ui, "Save as KML…", save(ChartFormat::Kml));
    }
    chosen
}

/// A picture on its way to the clipboard.
#[derive(Debug)]
pub struct Copying {
    name: ChartName,
    picture: Receiver<Result<egui::ColorImage, String>>,
}

impl RangebookApp {
    /// Starts what the charts' menus asked for in this frame.
    pub(super) fn take_charts_away(&mut self) {
        let asked = [
            (ChartName::Spending, self.glances.spending.taken.take()),
            (ChartName::Ranges, self.glances.ranges.taken.take()),
            (ChartName::Map, self.glances.map.taken.take()),
            (ChartName::Timeline, self.glances.timeline.taken.take()),
        ];
        for (name, what) in asked {
            match what {
                Some(TakeAway::Copy) => self.copy_chart(name),
                Some(TakeAway::Save(format)) => self.ask(Purpose::SaveChart(name, format)),
                None => {}
            }
        }
    }

    /// The file name that a save dialog starts with.
    pub(super) fn suggested_name(purpose: Purpose) -> String {
        match purpose {
            Purpose::SaveChart(name, format) => {
                format!("{}.{}", name.file_stem(), format.ending())
            }
            Purpose::ExportNotes(format) => format!("notes.{}", format.ending()),
            Purpose::NewWorkspace => "notes.rangebook".to_owned(),
            Purpose::SaveCopy => "copy.rangebook".to_owned(),
            Purpose::Open
            | Purpose::OpenFolder
            | Purpose::Import
            | Purpose::ImportNotes
            | Purpose::OpenWorkspace => String::new(),
        }
    }

    /// Draws the chart for the clipboard on a thread of its own.
    pub(super) fn copy_chart(&mut self, name: ChartName) {
        let Some(drawing) = self.drawing(name) else {
            return;
        };
        let (picture_in, picture) = sync_channel(1);
        let wake = Arc::clone(&self.surroundings.wake);
        let spawned = std::thread::Builder::new()
            .name("rangebook-picture".to_owned())
            .spawn(move || {
                let drawn = scene_picture(&drawing.scene(), 2.0).map_err(|error| error.to_string());
                drop(picture_in.send(drawn));
                wake();
            });
        if spawned.is_ok() {
            self.glances.copying = Some(Copying { name, picture });
        }
    }

    /// Puts a finished picture on the clipboard.
    pub(super) fn take_copies(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        let Some(copying) = &self.glances.copying else {
            return;
        };
        let name = copying.name.label();
        let notice = match copying.picture.try_recv() {
            Ok(Ok(picture)) => {
                ctx.copy_image(picture);
                Notice::info(format!("The {name} is on the clipboard as a picture"))
            }
            Ok(Err(why)) => Notice::warning(format!("The {name} could not be copied: {why}")),
            Err(std::sync::mpsc::TryRecvError::Empty) => return,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => {
                Notice::warning(format!("The {name} could not be copied"))
            }
        };
        self.glances.copying = None;
        actions.push(Action::Tell(notice));
    }

    /// What is drawn, to be laid out elsewhere; `None` where there is no chart.
    fn drawing(&self, name: ChartName) -> Option<Drawing> {
        let figures: Arc<Figures> = self.workspace.active()?.derived.figures.clone()?;
        Some(match name {
            ChartName::Spending => {
                let scale = scale(self.glances.spending.is_log(&figures.spending));
                Drawing::Spending(figures, scale)
            }
            ChartName::Ranges => {
                let figure = self.glances.ranges.shown(&figures);
                let scale = scale(self.glances.ranges.is_log(&figure));
                Drawing::Ranges(figure, scale)
            }
            ChartName::Map => {
                let map = &self.glances.map;
                Drawing::Map(map.drawn()?, map.sheet())
            }
            ChartName::Timeline => Drawing::Timeline(Arc::clone(&figures.timeline)),
        })
    }

    /// What a save dialog's answer asks for.
    pub(super) fn save_chart(
        &self,
        name: ChartName,
        format: ChartFormat,
        path: std::path::PathBuf,
    ) -> Option<Action> {
        let drawing = self.drawing(name)?;
        Some(Action::WriteFile {
            path,
            what: format!("the {}", name.label()),
            content: Content::new(move || drawing.file(format)),
        })
    }
}

const fn scale(log: bool) -> ScaleChoice {
    if log {
        ScaleChoice::Log
    } else {
        ScaleChoice::Linear
    }
}

/// A chart as it stood when it was asked for.
enum Drawing {
    Spending(Arc<Figures>, ScaleChoice),
    Ranges(RangesFigure, ScaleChoice),
    Map(Arc<MapFigure>, Sheets),
    Timeline(Arc<TimelineFigure>),
}

impl Drawing {
    /// Laid out for print.
    fn scene(&self) -> Scene {
        let (size, theme) = (Size::DEFAULT, Theme::Light);
        match self {
            Self::Spending(figures, scale) => {
                spending_scene(&figures.spending, size, theme, *scale)
            }
            Self::Ranges(figure, scale) => ranges_scene_on(figure, size, theme, *scale),
            Self::Map(figure, sheet) => map_scene(figure, size, theme, *sheet),
            Self::Timeline(figure) => timeline_scene(figure, size, theme),
        }
    }

    fn csv(&self) -> String {
        match self {
            Self::Spending(figures, _) => spending_csv(&figures.spending),
            Self::Ranges(figure, _) => ranges_csv(figure),
            Self::Map(figure, _) => map_csv(figure),
            Self::Timeline(figure) => timeline_csv(figure),
        }
    }

    /// What the file holds.
    fn file(&self, format: ChartFormat) -> Result<Vec<u8>, String> {
        match (format, self) {
            (ChartFormat::Svg, _) => Ok(write_svg(&self.scene()).into_bytes()),
            (ChartFormat::Png(scale), _) => {
                scene_png(&self.scene(), f32::from(scale)).map_err(|error| error.to_string())
            }
            (ChartFormat::Csv, _) => Ok(self.csv().into_bytes()),
            (ChartFormat::Geojson, Self::Map(figure, _)) => Ok(map_geojson(figure).into_bytes()),
            (ChartFormat::Kml, Self::Map(figure, _)) => Ok(map_kml(figure).into_bytes()),
            (ChartFormat::Geojson | ChartFormat::Kml, _) => {
                Err("only a map can be saved so".to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(drawing: &Drawing, format: ChartFormat, start: &str) {
        let bytes = drawing.file(format).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.starts_with(start), "{text}");
    }

    #[test]
    fn a_timeline_is_a_drawing_or_a_table_and_not_a_map() {
        let drawing = Drawing::Timeline(Arc::default());
        check(&drawing, ChartFormat::Csv, "from,to,label");
        check(&drawing, ChartFormat::Svg, "<");
        assert!(drawing.file(ChartFormat::Geojson).is_err());
        assert!(drawing.file(ChartFormat::Kml).is_err());
    }

    #[test]
    fn a_map_is_a_file_of_places_too() {
        let drawing = Drawing::Map(Arc::default(), Sheets::default());
        check(&drawing, ChartFormat::Geojson, "{");
        check(&drawing, ChartFormat::Kml, "<?xml");
        check(&drawing, ChartFormat::Svg, "<");
    }
}
