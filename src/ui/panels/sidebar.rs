//! The left side: open documents, what the shown file says of itself and what was odd about it, its
//! outline, and the entities it names.

use eframe::egui::{self, RichText, Role, WidgetInfo};

use super::documents::{DocumentsGlance, about_ui, documents_ui};
use crate::document::BlockKind;
use crate::extract::{Change, Kind, MentionId};
use crate::text::{Span, shorten};
use crate::ui::correction_dialog::Purpose;
use crate::ui::tokens::Tokens;
use crate::workspace::{
    Action, EntityKey, Item, Linked, NamedEntity, OpenDocument, Pointed, Reach, Subject, Workspace,
};

/// Entities shown a kind before "more" must be pressed.
const MAX_SHOWN: usize = 12;

/// What the sidebar remembers between frames.
#[derive(Debug, Default)]
pub struct SidebarGlance {
    unfolded: std::collections::BTreeSet<Kind>,
    documents: DocumentsGlance,
    outline: Outline,
}

impl SidebarGlance {
    /// Lets go of a text that is no open document's.
    pub(in crate::ui) fn forget_closed(&mut self, workspace: &Workspace) {
        let documents = workspace.documents();
        let is_gone = self.outline.of.as_ref().is_some_and(|of| {
            let is_it = |open: &OpenDocument| std::sync::Arc::ptr_eq(of, &open.document.text);
            !documents.iter().any(is_it)
        });
        if is_gone {
            self.outline = Outline::default();
        }
    }
}

/// The headings of the shown text, found once a text.
#[derive(Debug, Default)]
struct Outline {
    of: Option<std::sync::Arc<str>>,
    /// Level, first byte and words.
    headings: Vec<(u8, usize, String)>,
    num_more: usize,
}

impl Outline {
    fn refresh(&mut self, open: &OpenDocument) {
        const MAX_HEADINGS: usize = 500;
        let text = &open.document.text;
        let is_same = |of: &std::sync::Arc<str>| std::sync::Arc::ptr_eq(of, text);
        if self.of.as_ref().is_some_and(is_same) {
            return;
        }
        self.of = Some(std::sync::Arc::clone(text));
        self.headings.clear();
        self.num_more = 0;
        for block in &open.document.blocks {
            let BlockKind::Heading { level } = block.kind else {
                continue;
            };
            if self.headings.len() < MAX_HEADINGS {
                let words = shown_words(block.span, text);
                self.headings.push((level, block.span.start(), words));
            } else {
                self.num_more += 1;
            }
        }
    }
}

/// What was chosen in the sidebar.
#[derive(Clone, Debug, Default)]
pub struct SidebarResponse {
    /// A place of the shown document to bring into view.
    pub go_to: Option<usize>,
    /// What all that names something shall be asked about.
    pub asks: Option<(Subject, Purpose)>,
}

/// Paints the sidebar.
pub fn sidebar_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    selected: &Linked,
    glance: &mut SidebarGlance,
    actions: &mut Vec<Action>,
) -> SidebarResponse {
    let mut response = SidebarResponse::default();
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| {
            section(ui, "Documents", |ui| {
                documents_ui(ui, workspace, &mut glance.documents, actions);
            });
            if let Some(open) = workspace.active() {
                // Out of the way of what is read, unless something was odd.
                let odd = !open.document.warnings.is_empty()
                    || !open.is_whole
                    || open.derived.cut_at().is_some();
                if odd {
                    section(ui, "About this file", |ui| about_ui(ui, open));
                }
                glance.outline.refresh(open);
                if !glance.outline.headings.is_empty() {
                    let outline = &glance.outline;
                    section(ui, "Outline", |ui| response.go_to = outline_ui(ui, outline));
                }
                section(ui, "Entities", |ui| {
                    response.asks = entities_ui(ui, open, selected, glance, actions);
                });
                if !odd {
                    egui::CollapsingHeader::new(RichText::new("About this file").strong())
                        .id_salt("about, nothing odd")
                        .show(ui, |ui| about_ui(ui, open));
                }
            }
        });
    response
}

fn section(ui: &mut egui::Ui, title: &str, contents: impl FnOnce(&mut egui::Ui)) {
    egui::CollapsingHeader::new(RichText::new(title).strong())
        .default_open(true)
        .show(ui, contents);
}

fn outline_ui(ui: &mut egui::Ui, outline: &Outline) -> Option<usize> {
    let mut go_to = None;
    for (level, start, words) in &outline.headings {
        ui.horizontal(|ui| {
            ui.add_space(f32::from(level.saturating_sub(1)) * 10.0);
            let button = egui::Button::new(words).frame(false).truncate();
            if ui.add(button).clicked() {
                go_to = Some(*start);
            }
        });
    }
    if outline.num_more > 0 {
        ui.weak(format!("and {} more headings", outline.num_more));
    }
    go_to
}

/// A heading on one line.
fn shown_words(span: Span, text: &str) -> String {
    const MAX_CHARS: usize = 120;
    crate::ui::shown_text(&shorten(span.slice(text), MAX_CHARS))
}

fn entities_ui(
    ui: &mut egui::Ui,
    open: &OpenDocument,
    selected: &Linked,
    glance: &mut SidebarGlance,
    actions: &mut Vec<Action>,
) -> Option<(Subject, Purpose)> {
    if open.derived.extraction.is_none() {
        ui.weak("Finding names and figures…");
        return None;
    }
    let Some(figures) = &open.derived.figures else {
        ui.weak("Sorting names and figures…");
        return None;
    };
    if figures.entities.is_empty() {
        ui.weak("No names were found in this document");
        return None;
    }
    let mut asks = None;
    let tokens = Tokens::of(ui);
    let unfolded = &mut glance.unfolded;
    for group in &figures.entities {
        ui.add_space(2.0);
        ui.label(
            RichText::new(plural(group.kind))
                .small()
                .color(tokens.kind(group.kind)),
        );
        let all = unfolded.contains(&group.kind);
        let num_shown = if all { group.members.len() } else { MAX_SHOWN };
        for member in group.members.iter().take(num_shown) {
            let wanted = member_ui(ui, open, member, group.kind, selected, actions);
            asks = asks.or(wanted);
        }
        let num_hidden = group.members.len().saturating_sub(num_shown);
        if num_hidden > 0 && ui.small_button(format!("{num_hidden} more")).clicked() {
            unfolded.insert(group.kind);
        }
    }
    asks
}

fn member_ui(
    ui: &mut egui::Ui,
    open: &OpenDocument,
    member: &NamedEntity,
    kind: Kind,
    selected: &Linked,
    actions: &mut Vec<Action>,
) -> Option<(Subject, Purpose)> {
    let is_selected = match &member.key {
        EntityKey::Country(iso3) => selected.countries.contains(iso3),
        EntityKey::Weapon(weapon) => selected.weapons.contains(weapon),
        // One mention of it is selected; a line or bar with thousands of mentions is none of these.
        EntityKey::Name(_) => selected
            .mentions
            .iter()
            .take(MAX_SHOWN)
            .any(|id| member.mentions.binary_search(id).is_ok()),
    };
    let num_mentions = member.mentions.len();
    let shown_name = crate::ui::shown_text(&member.label);
    let label = format!("{shown_name}  {num_mentions}");
    let button = egui::Button::selectable(is_selected, label).truncate();
    let response = ui.add(button);
    let name = format!("Entity: {shown_name}, {num_mentions} times");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let response = response.on_hover_text(format!(
        "{}, mentioned {num_mentions} {}; click again for the next mention, right-click to correct",
        kind.label(),
        if num_mentions == 1 { "time" } else { "times" }
    ));
    let asks = member_menu(&response, open, member, kind, actions);
    if !response.clicked() {
        return asks;
    }
    let document = open.document.id;
    // The first click shows the entity everywhere; further ones walk through its mentions.
    let item = match &member.key {
        EntityKey::Country(iso3) if !is_selected => Some(Item::Country(*iso3)),
        EntityKey::Weapon(weapon) if !is_selected => Some(Item::Weapon(weapon.clone())),
        EntityKey::Name(_) if !is_selected => {
            let first = member.mentions.first();
            first.map(|id| Item::Mention(document, *id))
        }
        _ => next_mention(&member.mentions, selected).map(|id| Item::Mention(document, id)),
    };
    actions.push(Action::Select(item));
    asks
}

/// What a right click on a name offers; says what shall be asked about it.
fn member_menu(
    response: &egui::Response,
    open: &OpenDocument,
    member: &NamedEntity,
    kind: Kind,
    actions: &mut Vec<Action>,
) -> Option<(Subject, Purpose)> {
    let mut asks = None;
    response.context_menu(|ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
        for (label, purpose) in [
            ("Change what it is…", Purpose::Change),
            ("Same as another name…", Purpose::Merge),
        ] {
            if ui.button(label).clicked() {
                asks = Some((member.subject(kind), purpose));
            }
        }
        for (label, reach) in [
            ("Dismiss in this document", Reach::Document),
            ("Dismiss in every document", Reach::Everywhere),
        ] {
            if ui.button(label).clicked() {
                actions.push(Action::Correct {
                    document: open.document.id,
                    pointed: Pointed::Name(member.subject(kind)),
                    reach,
                    change: Change::Dismiss,
                });
            }
        }
    });
    asks
}

/// The mention after the selected one, around the end.
fn next_mention(mentions: &[MentionId], selected: &Linked) -> Option<MentionId> {
    let single = if selected.mentions.len() == 1 {
        selected.mentions.first()
    } else {
        None
    };
    match single {
        Some(current) => mentions
            .iter()
            .find(|id| *id > current)
            .or_else(|| mentions.first()),
        // The whole entity was selected, and with it its first mention was shown.
        None => mentions.get(1).or_else(|| mentions.first()),
    }
    .copied()
}

const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Country => "Countries and governments",
        Kind::Place => "Places",
        Kind::Organisation => "Organisations",
        Kind::Person => "People",
        Kind::Weapon => "Weapons",
        _ => kind.label(),
    }
}
