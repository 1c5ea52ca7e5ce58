//! The line at the bottom: document, words, mentions, what is selected, running work.

use eframe::egui::{self, Role, WidgetInfo};

use super::{notices, panels, shown_text};
use crate::reference::Catalog;
use crate::units::format;
use crate::workspace::{Action, Batch, Item, Running, Workspace};

/// Paints the line.
pub fn status_ui(ui: &mut egui::Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        if let Some(open) = workspace.active() {
            ui.label(shown_text(&open.document.name));
            ui.separator();
            ui.label(format!("{} words", count(open.document.num_words)));
            if !open.is_whole {
                ui.weak("so far");
            }
            encoding_ui(ui, workspace, actions);
            if let Some(extraction) = &open.derived.extraction {
                ui.separator();
                ui.label(format!("{} mentions", count(extraction.mentions.len())));
            }
            notices::done_ui(ui, workspace, actions);
            if let Some(text) = workspace
                .selection()
                .selected()
                .filter(|item| item.document().is_none_or(|it| it == open.document.id))
                .and_then(|item| described(workspace, item))
            {
                ui.separator();
                ui.add(egui::Label::new(format!("Selected {text}")).truncate());
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(batch) = workspace.batch() {
                batch_ui(ui, batch, actions);
            }
            // What belongs to many files is told of in one place.
            let is_alone = |running: &Running| !running.is_one_of_many();
            let alone = workspace.running().filter(|(_, it)| is_alone(it));
            for (id, running) in alone.take(MAX_RUNNING) {
                if running.cancellable {
                    let button = ui.small_button("Cancel");
                    let name = format!("Cancel {}", running.label);
                    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                    if button.clicked() {
                        actions.push(Action::Cancel(id));
                    }
                }
                match running.progress {
                    Some(share) => {
                        let bar = egui::ProgressBar::new(share)
                            .desired_width(120.0)
                            .show_percentage();
                        ui.add(bar);
                    }
                    None => {
                        ui.spinner();
                    }
                }
                ui.label(&running.label);
            }
        });
    });
}

/// Work that is shown at once; the rest follows.
const MAX_RUNNING: usize = 2;

/// How far the opening of many files is, and a way to stop it.
fn batch_ui(ui: &mut egui::Ui, batch: &Batch, actions: &mut Vec<Action>) {
    let (done, total) = batch.progress();
    let stop = ui.small_button("Cancel");
    stop.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Cancel opening files"));
    if stop.clicked() {
        actions.push(Action::StopOpening);
    }
    #[expect(clippy::cast_precision_loss, reason = "files are few")]
    let share = done as f32 / total.max(1) as f32;
    ui.add(egui::ProgressBar::new(share).desired_width(120.0));
    ui.label(format!(
        "Opening files: {} of {}",
        count(done),
        count(total)
    ));
}

/// What the text was read as; pressed, what else it may be read as.
fn encoding_ui(ui: &mut egui::Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let encoding = workspace
        .active()
        .and_then(|open| open.document.about.encoding.as_deref());
    if let Some(encoding) = encoding {
        ui.separator();
        let menu = ui.menu_button(shown_text(encoding), |ui| {
            super::encoding::encoding_menu_ui(ui, workspace, actions);
        });
        let name = format!("Text encoding: {encoding}");
        menu.response
            .widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of words are far below 2^52"
)]
fn count(num: usize) -> String {
    format::number(num as f64, 0)
}

/// An item in a few words.
pub fn described(workspace: &Workspace, item: &Item) -> Option<String> {
    let catalog = Catalog::shipped();
    Some(match item {
        Item::Mention(document, id) => {
            let open = workspace.document(*document)?;
            let mention = open.derived.extraction.as_ref()?.mention(*id)?;
            let words = shown_text(mention.span.slice(&open.document.text));
            let page = match open.document.page_of(mention.span.start()) {
                Some(page) => format!(", page {page}"),
                None => String::new(),
            };
            format!("{}: {words}{page}", mention.kind().label().to_lowercase())
        }
        Item::Claim(document, id) => {
            let open = workspace.document(*document)?;
            let extraction = open.derived.extraction.as_ref()?;
            let claim = extraction.claims.get(id.0 as usize)?;
            let words = shown_text(
                extraction
                    .mention(claim.figure)?
                    .span
                    .slice(&open.document.text),
            );
            format!("claim: {words}")
        }
        Item::Finding(document, id) => {
            let finding = workspace.finding(*document, *id)?;
            let verdict = finding.verdict.label().to_lowercase();
            format!("finding: {}, {verdict}", shown_text(&finding.text))
        }
        Item::Country(iso3) => format!("country: {}", catalog.country_name(*iso3)),
        Item::Observation(id) => {
            let (series, observation) = catalog.series.iter().find_map(|series| {
                let found = series
                    .observations
                    .iter()
                    .find(|observation| observation.id == *id)?;
                Some((series, found))
            })?;
            let name = catalog.country_name(series.iso3);
            let value = format::short_number(observation.value);
            format!(
                "{name} {}: {value} ({})",
                observation.year,
                series.measure.unit_label().to_lowercase()
            )
        }
        Item::Weapon(id) => format!("weapon: {}", catalog.missile(id)?.name),
        Item::Note(id) => {
            let note = workspace.notes().get(*id)?;
            format!("note on {}", panels::note_view::about(note))
        }
    })
}
