//! The pointer over the article, and the same for those who use none: each visible highlight and
//! note mark is a node with a name, which assistive technology can press.

use eframe::egui::{self, CursorIcon, Id, Pos2, Rect, Sense, WidgetInfo, accesskit, pos2, vec2};

use super::glance::LastClick;
use super::page::{Page, Placed};
use super::paint;
use super::{NoteMarks, ReaderGlance, ReaderView, link};
use crate::extract::MentionId;
use crate::reader::{DisplayText, TextSelection, Unit};
use crate::workspace::{Action, Item};

/// A press this soon after a click belongs to it.
const DOUBLE_SECS: f64 = 0.35;

/// And this near.
const DOUBLE_POINTS: f32 = 6.0;

/// Clicks, drags and hovering on the text.
pub(super) fn handle(
    ui: &egui::Ui,
    response: &egui::Response,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    page: &Page<'_>,
    actions: &mut Vec<Action>,
) {
    drag(ui, response, view, glance, page);
    if response.clicked()
        && let Some(pos) = response.interact_pointer_pos()
    {
        click(ui, response, pos, view, glance, page, actions);
    }
    if response.secondary_clicked() {
        let at = response.interact_pointer_pos();
        let at = at.and_then(|pos| page.offset_under(pos));
        glance.address = at.and_then(|at| link::address_at(view.document, at));
    }
    // A menu asked for on a highlight is about that highlight, and one asked for on marked words
    // about those.
    if response.secondary_clicked()
        && let Some(pos) = response.interact_pointer_pos()
        && let Some(at) = page.offset_under(pos)
        && !glance
            .selection_span()
            .is_some_and(|span| span.contains(at))
        && let Some(id) = view.mention_at(at)
    {
        glance.clear_selection();
        select(view, glance, id, actions);
    }
    let under = response
        .hover_pos()
        .filter(|_| !response.dragged())
        .and_then(|pos| page.offset_under(pos));
    let mention = under.and_then(|offset| view.mention_at(offset));
    if mention.is_some() {
        ui.set_cursor_icon(CursorIcon::PointingHand);
    } else if under.is_some() || response.dragged() {
        ui.set_cursor_icon(CursorIcon::Text);
    }
    // Said once, not every frame: an action asks for another frame.
    if glance.hovered != mention {
        glance.hovered = mention;
        let item = mention.map(|id| Item::Mention(view.document.id, id));
        actions.push(Action::Hover(item));
    }
}

fn drag(
    ui: &egui::Ui,
    response: &egui::Response,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    page: &Page<'_>,
) {
    let document = view.document;
    let (text, blocks) = (&*document.text, &*document.blocks);
    if response.drag_started_by(egui::PointerButton::Primary) {
        response.request_focus();
        let (origin, now) = ui.input(|input| (input.pointer.press_origin(), input.time));
        let offset = origin.and_then(|pos| page.offset_near(pos));
        if let (Some(offset), Some(pos)) = (offset, origin) {
            let unit = match glance.last_click {
                Some(last) if last.is_near(now, pos) => last.unit(),
                _ => Unit::Grapheme,
            };
            glance.last_click = Some(LastClick {
                time: f64::NEG_INFINITY,
                pos,
                num: 0,
            });
            glance.selection = Some(TextSelection::begin(text, blocks, offset, unit));
        }
    }
    if response.dragged_by(egui::PointerButton::Primary)
        && let Some(selection) = glance.selection
        && let Some(pos) = response.interact_pointer_pos()
    {
        let inside = page.rect.shrink(1.0).clamp(pos);
        if let Some(offset) = page.offset_near(inside) {
            glance.selection = Some(selection.dragged_to(text, blocks, offset));
            glance.wished_x = None;
        }
    }
}

fn click(
    ui: &egui::Ui,
    response: &egui::Response,
    pos: Pos2,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    page: &Page<'_>,
    actions: &mut Vec<Action>,
) {
    response.request_focus();
    let (time, shift) = ui.input(|input| (input.time, input.modifiers.shift));
    let num = if response.triple_clicked() {
        3
    } else if response.double_clicked() {
        2
    } else {
        1
    };
    glance.last_click = Some(LastClick { time, pos, num });
    glance.wished_x = None;
    let Some(near) = page.offset_near(pos) else {
        return;
    };
    let document = view.document;
    let (text, blocks) = (&*document.text, &*document.blocks);
    if num > 1 {
        let unit = if num == 2 {
            Unit::Word
        } else {
            Unit::Paragraph
        };
        glance.selection = Some(TextSelection::begin(text, blocks, near, unit));
        return;
    }
    if shift && let Some(selection) = glance.selection {
        glance.selection = Some(selection.moved_to(text, near));
        return;
    }
    // An empty selection stays as the caret from which Shift with a key marks.
    glance.selection = Some(TextSelection::begin(text, blocks, near, Unit::Grapheme));
    let Some(under) = page.offset_under(pos) else {
        return;
    };
    if let Some(id) = view.mention_at(under) {
        select(view, glance, id, actions);
    } else if let Some(note) = view.notes.at(under) {
        actions.push(Action::Select(Some(Item::Note(note))));
    } else if !view.selected.is_empty() {
        // What is done next is about the place of the caret, not about what was selected before.
        actions.push(Action::Select(None));
    }
}

fn select(
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    id: MentionId,
    actions: &mut Vec<Action>,
) {
    glance.walked = Some(id);
    glance.chosen = Some(id);
    let item = |id| Action::Select(Some(Item::Mention(view.document.id, id)));
    actions.push(item(id));
    // A mark of a note leads to the note, and the note's own mark to the text. Both are selected in
    // turn, so that the way back leads to where the reader was.
    actions.extend(view.other_end(id).map(item));
}

impl LastClick {
    fn is_near(&self, time: f64, pos: Pos2) -> bool {
        time - self.time < DOUBLE_SECS && self.pos.distance(pos) < DOUBLE_POINTS
    }

    const fn unit(&self) -> Unit {
        match self.num {
            1 => Unit::Word,
            _ => Unit::Paragraph,
        }
    }
}

/// A node for each visible paragraph and highlight; the tool tip of the one under the pointer.
pub(super) fn mentions(
    ui: &egui::Ui,
    id: Id,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    page: &Page<'_>,
    actions: &mut Vec<Action>,
) {
    let pointer = ui.input(|input| input.pointer.hover_pos());
    for placed in &page.visible {
        text_node(ui, id, placed);
        for (mention_id, mention) in view.mentions_within(placed.laid.chunk.range()) {
            let found = page.rect_under(placed, mention.span.range(), pointer);
            let Some((rect, is_under)) = found else {
                continue;
            };
            let node_id = id.with(("mention", mention_id.0, placed.laid.index));
            let node = ui.interact(rect, node_id, Sense::hover());
            node.widget_info(|| {
                let words = mention.span.slice(&view.document.text);
                let words = DisplayText::new(words, page.style.symbol).text;
                let name = format!("{}: {}", mention.kind().label(), words.replace('\n', " "));
                WidgetInfo::labeled(egui::Role::Link, true, name)
            });
            // The pointer acts on the text below; this is for those who have none.
            ui.ctx().accesskit_node_builder(node_id, |node| {
                node.add_action(accesskit::Action::Click);
            });
            let was_pressed = ui.input(|input| {
                input.has_accesskit_action_request(node_id, accesskit::Action::Click)
            });
            if was_pressed {
                select(view, glance, mention_id, actions);
            }
            if glance.hovered == Some(mention_id) && is_under {
                node.on_hover_ui(|ui| (view.hover_card)(ui, mention_id));
            }
        }
    }
}

/// The words of a chunk, for those who hear them.
fn text_node(ui: &egui::Ui, id: Id, placed: &Placed) {
    use crate::document::BlockKind;
    let node_id = id.with(("text", placed.laid.index));
    let node = ui.interact(placed.text_rect(), node_id, Sense::hover());
    let role = match placed.laid.part.kind {
        BlockKind::Heading { .. } => egui::Role::Heading,
        BlockKind::ListItem => egui::Role::ListItem,
        BlockKind::Quote => egui::Role::Blockquote,
        BlockKind::Picture => egui::Role::Image,
        _ => egui::Role::Paragraph,
    };
    let words = placed.laid.galley.text();
    node.widget_info(|| match role {
        egui::Role::Image => {
            WidgetInfo::labeled(role, true, format!("Picture, not shown: {words}"))
        }
        _ => WidgetInfo::labeled(role, true, words),
    });
}

/// The marks of notes in the right margin, at the row where each note's passage begins.
pub(super) fn notes(
    ui: &egui::Ui,
    id: Id,
    view: &ReaderView<'_>,
    page: &Page<'_>,
    actions: &mut Vec<Action>,
) {
    let NoteMarks {
        marks,
        id: of,
        label,
    } = view.notes;
    let mut free = pos2(0.0, f32::NEG_INFINITY);
    for placed in &page.visible {
        let chunk = placed.laid.chunk;
        for (number, span) in marks.within(chunk.range()) {
            let (Some(note), true) = (of(number), chunk.range().contains(&span.start())) else {
                continue;
            };
            let Some(row) = page.rects(placed, span.range()).first().copied() else {
                continue;
            };
            let rect = mark_rect(page, row, &mut free);
            let node = ui.interact(rect.expand(2.0), id.with(("note", note.0)), Sense::click());
            let label = label(note);
            node.widget_info(|| {
                WidgetInfo::labeled(egui::Role::Button, true, format!("Note: {label}"))
            });
            let is_selected = view.selected_note == Some(note);
            paint::note_mark(ui, rect, is_selected, node.hovered() || node.has_focus());
            if node.clicked() {
                actions.push(Action::Select(Some(Item::Note(note))));
            }
            node.on_hover_cursor(CursorIcon::PointingHand)
                .on_hover_text(&label);
        }
    }
}

/// Beside the row; below or beside the mark before when two passages begin in one row.
fn mark_rect(page: &Page<'_>, row: Rect, free: &mut Pos2) -> Rect {
    let size = vec2(11.0, 13.0);
    let left = page.column.max + 8.0;
    let top = row.center().y - size.y / 2.0;
    let mut at = pos2(left, top);
    if top < free.y {
        at = pos2(free.x, free.y - size.y - 4.0);
        if at.x + size.x > page.rect.right() {
            at = pos2(left, free.y);
        }
    }
    *free = pos2(at.x + size.x + 4.0, at.y + size.y + 4.0);
    Rect::from_min_size(at, size)
}
