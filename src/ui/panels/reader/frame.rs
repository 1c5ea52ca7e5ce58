//! One frame of the article: who acts when.
//!
//! Scroll bar and keys come first and say where to go; then the page is arranged, so that what is
//! painted and what the pointer is asked about is the same layout; then pointer and paint.

use eframe::egui::{self, Rect, Sense, UiBuilder, WidgetInfo};

use super::page::Page;
use super::{
    NoteWanted, ReaderGlance, ReaderResponse, ReaderView, keys, link, paint, pointer, scroll_bar,
    selection_bar,
};
use crate::extract::Kind;
use crate::extract::meaning::is_name;
use crate::ui::command::Command;
use crate::ui::tokens::Tokens;
use crate::workspace::Action;

/// Narrower or lower than this, nothing can be read.
const MIN_SIZE: f32 = 60.0;

pub(super) fn article_ui(
    ui: &mut egui::Ui,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    actions: &mut Vec<Action>,
) -> ReaderResponse {
    let area = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(area);
    if area.width() < MIN_SIZE || area.height() < MIN_SIZE {
        return ReaderResponse::default();
    }
    let bars = scroll_bar::Bars::new(area);
    let page_rect = area.with_max_x(bars.left());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(area));
    let ui = &mut ui;
    ui.set_clip_rect(area.intersect(ui.clip_rect()));
    ui.painter()
        .rect_filled(area, 0.0, Tokens::of(ui).background);

    let id = ui.scope_id().with("article");
    let response = ui.interact(page_rect, id, Sense::click_and_drag());
    response.widget_info(|| {
        WidgetInfo::labeled(
            egui::Role::Document,
            true,
            format!("Article {}", view.document.name),
        )
    });

    let mut page = Page::new(ui, view.document, glance, page_rect);
    bars.interact(ui, glance);
    let keys = keys::handle(ui, &response, view, glance, &mut page, actions);
    let scrolled = keys.scrolled + wheel(ui, page_rect) + drag_past_edge(ui, &response, page_rect);
    if glance.go_on_finding(&view.document.text) {
        ui.ctx().request_repaint();
    }
    page.arrange(glance, scrolled);
    glance.chunks_laid_out = page.num_laid_out();

    pointer::handle(ui, &response, view, glance, &page, actions);
    let (asks_note, wants) = context_menu(&response, view, glance);
    let mut wants_note = keys.wants_note | asks_note;
    ui.scope_builder(UiBuilder::new().max_rect(page_rect), |ui| {
        ui.set_clip_rect(page_rect.intersect(ui.clip_rect()));
        paint::article(ui, view, glance, &page);
        pointer::mentions(ui, id, view, glance, &page, actions);
        link::links(ui, id, view, glance, &page);
        pointer::notes(ui, id, view, &page, actions);
        if !response.dragged() {
            wants_note |= selection_bar::selection_bar_ui(ui, glance, &page);
        }
    });
    bars.paint(ui, view, glance);
    if response.has_focus() && ui.input(|input| !input.pointer.any_down()) && keys.by_keyboard {
        paint::focus(ui, page_rect);
    }
    ReaderResponse {
        wants_note: wants_note.then(|| note_wanted(view, glance)).flatten(),
        wants,
    }
}

/// What a right click offers. Says whether a note is wanted, and what about the mention.
fn context_menu(
    response: &egui::Response,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
) -> (bool, Option<Command>) {
    let (mut wants_note, mut wants) = (false, None);
    response.context_menu(|ui| {
        let marked = glance.selection_span().is_some();
        let notable = note_wanted(view, glance).is_some();
        if ui.add_enabled(marked, egui::Button::new("Copy")).clicked() {
            keys::copy(ui, glance);
        }
        wants_note = ui
            .add_enabled(notable, egui::Button::new("Add note…"))
            .clicked();
        if let Some(address) = &glance.address {
            link::copy_ui(ui, address);
        }
        if ui.button("Find…").clicked() {
            glance.open_find();
        }
        let chosen = glance.chosen.and_then(|id| view.mention(id));
        let chosen = chosen.filter(|mention| !marked && view.selected.contains(&mention.span));
        if let Some(mention) = chosen {
            ui.separator();
            let words: String = mention
                .span
                .slice(&view.document.text)
                .chars()
                .take(40)
                .collect();
            let kind = mention.kind().label().to_lowercase();
            let head = format!("“{}” {kind}", crate::ui::shown_text(&words));
            ui.add(egui::Label::new(egui::RichText::new(head).weak()).extend());
            if matches!(mention.kind(), Kind::Weapon | Kind::Distance | Kind::Place) {
                let draw = (Command::DrawOnMap.label(), Command::DrawOnMap);
                command_ui(ui, draw, &mut wants);
                ui.separator();
            }
            let about = [
                ("Explain", Command::ExplainMention),
                ("Change what it is…", Command::ChangeMention),
                ("Same as another name…", Command::MergeMention),
                ("Dismiss here", Command::DismissHere),
                ("Dismiss in this document", Command::DismissInDocument),
                ("Dismiss in every document", Command::DismissEverywhere),
            ];
            let fits = |(_, command): &&(&str, Command)| {
                *command != Command::MergeMention || is_name(mention.kind())
            };
            for entry in about.iter().filter(fits) {
                command_ui(ui, *entry, &mut wants);
            }
        } else if marked {
            ui.separator();
            command_ui(ui, ("Mark as a name…", Command::MarkName), &mut wants);
        }
    });
    (wants_note, wants)
}

fn command_ui(ui: &mut egui::Ui, (label, command): (&str, Command), wants: &mut Option<Command>) {
    let mut button = egui::Button::new(label).wrap_mode(egui::TextWrapMode::Extend);
    if let Some(keys) = command.keys(|it| ui.ctx().format_shortcut(it)) {
        button = button.shortcut_text(keys);
    }
    if ui.add(button).on_hover_text(command.hint()).clicked() {
        *wants = Some(command);
    }
}

/// Points the wheel asks to go down.
fn wheel(ui: &egui::Ui, page: Rect) -> f64 {
    if !ui.rect_contains_pointer(page) {
        return 0.0;
    }
    ui.input_mut(|input| f64::from(-std::mem::take(&mut input.smooth_scroll_delta.y)))
}

/// Text is marked past the edge of the page: the page follows, faster the farther out.
fn drag_past_edge(ui: &egui::Ui, response: &egui::Response, page: Rect) -> f64 {
    let Some(pos) = response
        .interact_pointer_pos()
        .filter(|_| response.dragged())
    else {
        return 0.0;
    };
    let out = (pos.y - page.bottom()).max(0.0) - (page.top() - pos.y).max(0.0);
    if out.abs() < 0.5 {
        return 0.0;
    }
    ui.ctx().request_repaint();
    f64::from(out * 8.0 * ui.input(|input| input.stable_dt.min(0.1)))
}

/// The passage a note is wanted on: the marked text, else the highlight that is selected.
fn note_wanted(view: &ReaderView<'_>, glance: &ReaderGlance) -> Option<NoteWanted> {
    let exactly = |span| {
        let mentions = view.mentions_within(crate::text::Span::range(span));
        mentions
            .into_iter()
            .find(|(_, mention)| mention.span == span)
            .map(|(id, _)| id)
    };
    if let Some(span) = glance.selection_span() {
        return Some(NoteWanted {
            span,
            mention: exactly(span),
        });
    }
    let is_selected = |span| view.selected.contains(&span);
    let here = [glance.chosen, glance.walked]
        .into_iter()
        .flatten()
        .find_map(|id| Some((id, view.mention(id)?.span)))
        .filter(|(_, span)| is_selected(*span));
    if let Some((id, span)) = here {
        return Some(NoteWanted {
            span,
            mention: Some(id),
        });
    }
    let span = *view.selected.first()?;
    Some(NoteWanted {
        span,
        mention: exactly(span),
    })
}
