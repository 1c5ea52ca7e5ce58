//! Why the selected mention is what it is, for those who use no pointer: the same words as on the
//! tool tip, with what can be done about it; and where a mark on a chart comes from.

mod marks;

use eframe::egui::{self, RichText, Role, WidgetInfo};

use crate::extract::claim::why::fiscal_words;
use crate::extract::claim::{claims_of, why};
use crate::extract::explain::{a_kind, explain};
use crate::extract::meaning::{Candidate, is_name};
use crate::extract::{Change, Meaning, Mention, MentionId};
use crate::reference::Catalog;
use crate::text::shorten;
use crate::ui::command::Command;
use crate::ui::shown_text;
use crate::ui::tokens::Tokens;
use crate::workspace::{Action, OpenDocument, Pointed, Reach, Workspace};

/// Claims of one figure shown at most: a range of several missiles makes one each.
const MAX_CLAIMS: usize = 4;

/// Paints the panel; returns a command that was chosen.
pub fn inspector_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    open: &OpenDocument,
    mention: Option<MentionId>,
    actions: &mut Vec<Action>,
) -> Option<Command> {
    let mut command = None;
    let extraction = open.derived.extraction.as_ref();
    let found = mention.and_then(|id| Some((id, extraction?.mention(id)?)));
    let Some((id, mention)) = found else {
        let selected = workspace.selection().selected();
        if let Some((head, lines)) = selected.and_then(|it| marks::of_item(workspace, open, it)) {
            head_ui(ui, &mut command, |ui| {
                let head = RichText::new(shown_text(&head)).strong();
                ui.add(egui::Label::new(head).truncate());
            });
            for line in lines {
                ui.add(egui::Label::new(shown_text(&line)).wrap());
            }
            return command;
        }
        head_ui(ui, &mut command, |ui| {
            let text =
                "Select a mention or a mark on a chart to see why it is one: click it, or press F8";
            ui.add(egui::Label::new(RichText::new(text).weak()).truncate());
        });
        return command;
    };
    let words = mention.span.slice(&open.document.text);
    let said = explain(mention, words, Catalog::shipped());
    let tokens = Tokens::of(ui);
    head_ui(ui, &mut command, |ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(4.0, 16.0), egui::Sense::hover());
        ui.painter()
            .rect_filled(rect, 1.0, tokens.kind(mention.kind()));
        let kind = mention.kind().label();
        let head = format!("“{}” {}", short(words), kind.to_lowercase());
        ui.add(egui::Label::new(RichText::new(head).strong()).truncate());
    });
    line(ui, format!("Read as: {}", shown_text(&said.reading)));
    line(ui, format!("Rule: {}", said.rule));
    if let Some(row) = &said.row {
        line(ui, format!("Table: {row}"));
    }
    claims_ui(ui, open, id);
    if let Some(whose) = fiscal_words(mention, &open.document, Catalog::shipped()) {
        line(ui, format!("Fiscal year: {whose}"));
    }
    if let Some(checked) = &open.derived.checked {
        super::findings::about_mention_ui(ui, checked, id);
    }
    if let Some(doubt) = &said.doubt {
        ui.colored_label(tokens.warning, format!("In doubt: {doubt}"));
    }
    let effects = &open.derived.effects;
    let by = effects.of(mention.span);
    if let Some(correction) = by.and_then(|id| workspace.corrections().get(id)) {
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("You said: {}", shown_text(&correction.said())));
            if ui.small_button("Take back").clicked() {
                actions.push(Action::TakeBack(correction.id));
            }
        });
    }
    if let Some(meaning) = alternatives_ui(ui, &said.alternatives) {
        actions.push(Action::Correct {
            document: open.document.id,
            pointed: Pointed::Mention(id),
            reach: Reach::Here,
            change: Change::Retype(meaning),
        });
    }
    command.or(offers_ui(ui, mention))
}

fn line(ui: &mut egui::Ui, text: String) {
    ui.add(egui::Label::new(text).wrap());
}

/// What a figure claims, for whom and when, and why.
fn claims_ui(ui: &mut egui::Ui, open: &OpenDocument, id: MentionId) {
    let Some(extraction) = &open.derived.extraction else {
        return;
    };
    let catalog = Catalog::shipped();
    let claimed = claims_of(id, extraction, &open.document.text, catalog);
    for said in some_of(claimed.iter().map(|it| format!("Claims: {it}")), MAX_CLAIMS) {
        line(ui, shown_text(&said));
    }
    let retold: Vec<_> = open.derived.effects.retold_of(id).collect();
    let lines = why(id, extraction, &open.document, &retold, catalog);
    // Of many countries some are left out, but never for which time they are.
    let (times, countries): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|it| it.starts_with("When"));
    for group in [countries, times] {
        for said in some_of(group.into_iter(), 2 * MAX_CLAIMS) {
            line(ui, shown_text(&said));
        }
    }
}

/// The first lines, and how many more there are.
fn some_of(mut lines: impl Iterator<Item = String>, most: usize) -> Vec<String> {
    let mut some: Vec<String> = lines.by_ref().take(most).collect();
    let num_more = lines.count();
    if num_more > 0 {
        some.push(format!("and {num_more} more"));
    }
    some
}

/// What the mention might also be; returns what the reader says that it is.
fn alternatives_ui(ui: &mut egui::Ui, alternatives: &[Candidate]) -> Option<Meaning> {
    if alternatives.is_empty() {
        return None;
    }
    let mut said = None;
    ui.horizontal_wrapped(|ui| {
        ui.label("Might also be");
        for candidate in alternatives {
            let meaning = &candidate.meaning;
            let name = format!("{}: {}", a_kind(meaning.kind), shown_text(&meaning.words));
            let button = ui.small_button(&name);
            button.widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, format!("Here it is {name}"))
            });
            let row = candidate.row.map(|row| row.to_string()).unwrap_or_default();
            if button.on_hover_text(row).clicked() {
                said = Some(meaning.clone());
            }
        }
    });
    said
}

/// What can be done about the mention; returns what was chosen.
fn offers_ui(ui: &mut egui::Ui, mention: &Mention) -> Option<Command> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for (label, offered) in [
            ("Dismiss here", Command::DismissHere),
            ("Dismiss in this document", Command::DismissInDocument),
            ("Dismiss in every document", Command::DismissEverywhere),
            ("Change…", Command::ChangeMention),
            ("Draw on the map…", Command::DrawOnMap),
            ("Same as…", Command::MergeMention),
        ] {
            if offered == Command::MergeMention && !is_name(mention.kind()) {
                continue;
            }
            let id = crate::extract::MentionId(0);
            if offered == Command::DrawOnMap && super::map::ask_of(&mention.value, id).is_none() {
                continue;
            }
            if ui.button(label).on_hover_text(offered.hint()).clicked() {
                chosen = Some(offered);
            }
        }
    });
    chosen
}

/// The first line, with the way to close the panel at its end.
fn head_ui(ui: &mut egui::Ui, command: &mut Option<Command>, contents: impl FnOnce(&mut egui::Ui)) {
    let size = egui::vec2(ui.available_width(), 20.0);
    let from_right = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, from_right, |ui| {
        let close = ui.add(egui::Button::new("×").frame(false));
        close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close the explanation"));
        if close.clicked() {
            *command = Some(Command::ExplainMention);
        }
        let from_left = egui::Layout::left_to_right(egui::Align::Center);
        ui.with_layout(from_left, contents);
    });
}

fn short(words: &str) -> String {
    shown_text(&shorten(words, 80))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_left_out_are_counted() {
        let lines = |num: usize| (0..num).map(|it| it.to_string());
        assert_eq!(some_of(lines(0), 2), [""; 0]);
        assert_eq!(some_of(lines(2), 2), ["0", "1"]);
        assert_eq!(some_of(lines(5), 2), ["0", "1", "and 3 more"]);
    }
}
