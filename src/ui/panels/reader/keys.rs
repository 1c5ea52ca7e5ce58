//! Keys of the article. They act while the article or nothing has the focus, so that typing into
//! a field elsewhere never scrolls or marks.

use eframe::egui::{self, Event, EventFilter, Key, Modifiers};

use super::glance::{Bring, Target};
use super::page::Page;
use super::{ReaderGlance, ReaderView};
use crate::reader::{Place, Step, TextSelection, Unit, selection};
use crate::workspace::{Action, Item};

/// What keys asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keys {
    /// Points to go down.
    pub(super) scrolled: f64,
    pub(super) wants_note: bool,
    /// Whether the focus is shown: it came by key, not by a click.
    pub(super) by_keyboard: bool,
}

pub(super) fn handle(
    ui: &egui::Ui,
    response: &egui::Response,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    page: &mut Page<'_>,
    actions: &mut Vec<Action>,
) -> Keys {
    let mut keys = Keys {
        by_keyboard: glance.last_click.is_none(),
        ..Keys::default()
    };
    if response.gained_focus() && !response.is_pointer_button_down_on() && !response.clicked() {
        glance.last_click = None;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::COMMAND, Key::F) {
        glance.open_find();
    }
    for (modifiers, forward) in [(Modifiers::SHIFT, false), (Modifiers::NONE, true)] {
        if glance.find.open && pressed(modifiers, Key::F3) {
            glance.find_next(forward);
        }
    }
    // An open menu has the keys: Escape closes it and leaves the selection.
    if view.blocked || egui::Popup::is_any_open(ui.ctx()) {
        return keys;
    }
    let focused = ui.memory(egui::Memory::focused);
    if focused.is_some_and(|id| id != response.id) {
        return keys;
    }
    if response.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            tab: false,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    mark(&pressed, view, glance, page);
    keys.scrolled = scroll(&pressed, glance, page);
    walk(&pressed, view, glance, actions);
    keys.wants_note = pressed(Modifiers::COMMAND, Key::M) || pressed(Modifiers::NONE, Key::N);
    if wants_copy(ui) {
        copy(ui, glance);
    }
    if pressed(Modifiers::NONE, Key::Escape) {
        if glance.find.open {
            glance.close_find();
        } else if glance.selection_span().is_some() {
            glance.clear_selection();
        } else {
            glance.walked = None;
            if !view.selected.is_empty() || view.selected_note.is_some() {
                actions.push(Action::Select(None));
            }
        }
    }
    keys
}

type Pressed<'a> = dyn Fn(Modifiers, Key) -> bool + 'a;

/// Shift with a key that moves: marks up to there.
fn mark(
    pressed: &Pressed<'_>,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    page: &mut Page<'_>,
) {
    let document = view.document;
    let (text, blocks) = (&*document.text, &*document.blocks);
    if pressed(Modifiers::COMMAND, Key::A) {
        glance.selection = Some(TextSelection::all(text, blocks));
        return;
    }
    let from = glance.selection.unwrap_or_else(|| {
        let walked = glance.walked.and_then(|id| view.mention(id));
        let offset = walked.map_or(glance.first_visible, |mention| mention.span.start());
        TextSelection::begin(text, blocks, offset, Unit::Grapheme)
    });
    let head = from.head();
    let shift = Modifiers::SHIFT;
    let words = Modifiers::COMMAND | Modifiers::SHIFT;
    let mut to = None;
    let mut wished_x = None;
    for (modifiers, key, step) in [
        (words, Key::ArrowLeft, Step::WordBack),
        (words, Key::ArrowRight, Step::WordForward),
        (shift, Key::ArrowLeft, Step::GraphemeBack),
        (shift, Key::ArrowRight, Step::GraphemeForward),
    ] {
        if pressed(modifiers, key) {
            to = Some(selection::step(text, blocks, head, step));
        }
    }
    for (key, down) in [(Key::ArrowUp, false), (Key::ArrowDown, true)] {
        if pressed(shift, key)
            && let Some((offset, x)) = page.row_step(head, glance.wished_x, down)
        {
            to = Some(offset);
            wished_x = Some(x);
        }
    }
    for (key, end) in [(Key::Home, false), (Key::End, true)] {
        if pressed(words, key) {
            to = Some(if end { text.len() } else { 0 });
        } else if pressed(shift, key) {
            to = page.row_end(head, end);
        }
    }
    if let Some(offset) = to {
        let selection = from.moved_to(text, offset);
        glance.selection = Some(selection);
        glance.wished_x = wished_x;
        glance.target = Some(Target {
            offset: selection.head(),
            how: Bring::Nudge,
        });
    }
}

fn scroll(pressed: &Pressed<'_>, glance: &mut ReaderGlance, page: &Page<'_>) -> f64 {
    let line = f64::from(page.style.size) * 1.5;
    // Two lines stay, so that the eye finds its place.
    let screen = (f64::from(page.rect.height()) - 2.0 * line).max(line);
    let plain = Modifiers::NONE;
    let mut down = 0.0;
    for (modifiers, key, by) in [
        (Modifiers::SHIFT, Key::Space, -screen),
        (plain, Key::Space, screen),
        (plain, Key::PageUp, -screen),
        (plain, Key::PageDown, screen),
        (plain, Key::ArrowUp, -2.0 * line),
        (plain, Key::ArrowDown, 2.0 * line),
    ] {
        if pressed(modifiers, key) {
            down += by;
        }
    }
    for modifiers in [Modifiers::COMMAND, plain] {
        if pressed(modifiers, Key::Home) {
            glance.place = Place::default();
        }
        if pressed(modifiers, Key::End) {
            glance.place = glance.heights.locate(f64::INFINITY);
        }
    }
    down
}

/// F8 and Enter.
fn walk(
    pressed: &Pressed<'_>,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    actions: &mut Vec<Action>,
) {
    let document = view.document.id;
    for (modifiers, forward) in [(Modifiers::SHIFT, false), (Modifiers::NONE, true)] {
        if !pressed(modifiers, Key::F8) {
            continue;
        }
        let walked = glance.walked.and_then(|id| view.mention(id));
        let from = match (walked, forward) {
            (Some(mention), true) => mention.span.end(),
            (Some(mention), false) => mention.span.start(),
            (None, _) => glance.first_visible,
        };
        // Past the last highlight comes the first.
        let round = if forward { 0 } else { usize::MAX };
        let next = view
            .mention_from(from, forward)
            .or_else(|| view.mention_from(round, forward));
        if let Some((id, mention)) = next.and_then(|id| Some((id, view.mention(id)?))) {
            glance.walked = Some(id);
            glance.target = Some(Target {
                offset: mention.span.start(),
                how: Bring::IntoView,
            });
            actions.push(Action::Hover(Some(Item::Mention(document, id))));
        }
    }
    if let Some(id) = glance.walked
        && pressed(Modifiers::NONE, Key::Enter)
    {
        glance.chosen = Some(id);
        actions.push(Action::Select(Some(Item::Mention(document, id))));
    }
}

/// Systems send copying as an event of its own; some only the key.
fn wants_copy(ui: &egui::Ui) -> bool {
    ui.input_mut(|input| {
        let event = input.events.contains(&Event::Copy);
        input.consume_key(Modifiers::COMMAND, Key::C) || event
    })
}

/// Puts the marked text on the clipboard, as it stands in the document.
pub(super) fn copy(ui: &egui::Ui, glance: &ReaderGlance) {
    if let (Some(span), Some(text)) = (glance.selection_span(), glance.text.as_deref()) {
        ui.copy_text(span.slice(text).to_owned());
    }
}
