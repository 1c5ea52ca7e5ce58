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
use crate::export::scene::{ScaleChoice, Scene, Size, Theme, ranges_scene, spending_scene};
use crate::export::svg::write_svg;
use crate::workspace::{Action, Content, Figures, Notice};

/// A chart of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartName {
    /// Spending by country and year.
    Spending,
    /// Missile ranges.
    Ranges,
}

impl ChartName {
    /// In words: "spending chart".
    pub const fn label(self) -> &'static str {
        match self {
            Self::Spending => "spending chart",
            Self::Ranges => "range chart",
        }
    }

    const fn file_stem(self) -> &'static str {
        match self {
            Self::Spending => "spending",
            Self::Ranges => "ranges",
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
}

impl ChartFormat {
    /// Ending of the file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png(_) => "png",
            Self::Csv => "csv",
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
pub fn chart_menu_ui(ui: &mut egui::Ui, name: &str) -> Option<TakeAway> {
    let button = ui.button(egui::RichText::new("Save").small());
    let label = format!("{name}: copy or save");
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    let menu = egui::Popup::menu(&button).show(entries_ui);
    menu.and_then(|it| it.inner)
}

/// The entries of a chart's menu.
pub fn entries_ui(ui: &mut egui::Ui) -> Option<TakeAway> {
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
            Purpose::ExportNotes => "notes.csv".to_owned(),
            Purpose::NewWorkspace => "notes.rangebook".to_owned(),
            Purpose::SaveCopy => "copy.rangebook".to_owned(),
            Purpose::Open | Purpose::Import | Purpose::OpenWorkspace => String::new(),
        }
    }

    /// Draws the chart for the clipboard on a thread of its own.
    pub(super) fn copy_chart(&mut self, name: ChartName) {
        let Some(scene) = self.chart_scene(name) else {
            return;
        };
        let (picture_in, picture) = sync_channel(1);
        let wake = Arc::clone(&self.surroundings.wake);
        let spawned = std::thread::Builder::new()
            .name("rangebook-picture".to_owned())
            .spawn(move || {
                let drawn = scene_picture(&scene(), 2.0).map_err(|error| error.to_string());
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

    /// How the chart is laid out for print, to be done elsewhere; `None` where there is no chart.
    fn chart_scene(&self, name: ChartName) -> Option<impl Fn() -> Scene + Send + Sync + 'static> {
        let figures: Arc<Figures> = self.workspace.active()?.derived.figures.clone()?;
        let scale = if self.glances.spending.is_log(&figures.spending) {
            ScaleChoice::Log
        } else {
            ScaleChoice::Linear
        };
        let ranges = self.glances.ranges.shown(&figures);
        Some(move || match name {
            ChartName::Spending => {
                spending_scene(&figures.spending, Size::DEFAULT, Theme::Light, scale)
            }
            ChartName::Ranges => ranges_scene(&ranges, Size::DEFAULT, Theme::Light),
        })
    }

    /// What a save dialog's answer asks for.
    pub(super) fn save_chart(
        &self,
        name: ChartName,
        format: ChartFormat,
        path: std::path::PathBuf,
    ) -> Option<Action> {
        let scene = self.chart_scene(name)?;
        let figures = self.workspace.active()?.derived.figures.clone()?;
        let ranges = self.glances.ranges.shown(&figures);
        let content = Content::new(move || match (format, name) {
            (ChartFormat::Svg, _) => Ok(write_svg(&scene()).into_bytes()),
            (ChartFormat::Png(scale), _) => {
                scene_png(&scene(), f32::from(scale)).map_err(|error| error.to_string())
            }
            (ChartFormat::Csv, ChartName::Spending) => {
                Ok(spending_csv(&figures.spending).into_bytes())
            }
            (ChartFormat::Csv, ChartName::Ranges) => Ok(ranges_csv(&ranges).into_bytes()),
        });
        let what = format!("the {}", name.label());
        Some(Action::WriteFile {
            path,
            what,
            content,
        })
    }
}
