//! Words that lead to an address: the address is told to those who rest on them or hear them, and can be
//! copied. It is never followed.

use eframe::egui::{self, Id, RichText, Sense, WidgetInfo};

use super::page::Page;
use super::{ReaderGlance, ReaderView};
use crate::document::Document;
use crate::document::links::{bare_address, links_within};
use crate::text::{Span, shorten};
use crate::ui::shown_text;

/// Characters of an address that are shown; all of it is copied.
const MAX_SHOWN: usize = 300;

/// Addresses that are copied at once.
const MAX_COPIED: usize = 10_000;

/// A node for each visible link, with its address under the pointer.
pub(super) fn links(
    ui: &egui::Ui,
    id: Id,
    view: &ReaderView<'_>,
    glance: &ReaderGlance,
    page: &Page<'_>,
) {
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let document = view.document;
    for placed in &page.visible {
        for link in links_within(&document.links, placed.laid.chunk.range()) {
            let found = page.rect_under(placed, link.span.range(), pointer);
            let Some((rect, is_under)) = found else {
                continue;
            };
            let node_id = id.with(("link", link.span.start(), placed.laid.index));
            let node = ui.interact(rect, node_id, Sense::hover());
            node.widget_info(|| {
                let words = shown_text(link.span.slice(&document.text));
                let name = format!("Link: {words}, leads to {}", shown(&link.address));
                WidgetInfo::labeled(egui::Role::Link, true, name)
            });
            // A highlight inside of a link has more to tell; its menu still copies the address.
            if glance.hovered.is_none() && is_under {
                node.on_hover_ui(|ui| {
                    ui.label(shown(&link.address));
                    ui.weak("Rangebook follows no links; a right click copies the address");
                });
            }
        }
    }
}

/// The entry of a menu that copies an address.
pub(super) fn copy_ui(ui: &mut egui::Ui, address: &str) {
    if ui.button("Copy address").clicked() {
        ui.copy_text(address.to_owned());
    }
    let words = RichText::new(shown_text(&shorten(address, 60))).weak();
    ui.add(egui::Label::new(words).extend());
}

fn shown(address: &str) -> String {
    shown_text(&shorten(address, MAX_SHOWN))
}

/// Where the words at this byte lead: by the file, or by an address in the text itself.
pub(super) fn address_at(document: &Document, at: usize) -> Option<String> {
    let by_file = links_within(&document.links, at..at + 1).first();
    by_file.map(|link| link.address.to_string()).or_else(|| {
        Some(
            bare_address(&document.text, at)?
                .slice(&document.text)
                .to_owned(),
        )
    })
}

/// Where words of a passage lead, each address once and in order: of links, and in the text itself.
pub fn addresses_within(document: &Document, passage: Span) -> Vec<String> {
    let linked = links_within(&document.links, passage.range());
    let mut found: Vec<(usize, String)> = linked
        .iter()
        .map(|link| (link.span.start(), link.address.to_string()))
        .collect();
    let words = passage.slice(&document.text);
    for start in ["http://", "https://", "www."] {
        let at = words.match_indices(start).take(MAX_COPIED);
        let at = at.map(|(at, _)| passage.start() + at);
        let bare = at.filter_map(|at| bare_address(&document.text, at));
        found.extend(bare.map(|span| (span.start(), span.slice(&document.text).to_owned())));
    }
    // The passage may begin inside of an address.
    let here = bare_address(&document.text, passage.start());
    found.extend(here.map(|span| (span.start(), span.slice(&document.text).to_owned())));
    found.sort();
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|(_, address)| seen.insert(address.clone()));
    found.truncate(MAX_COPIED);
    found.into_iter().map(|(_, address)| address).collect()
}
