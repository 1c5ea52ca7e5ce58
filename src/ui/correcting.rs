//! What the reader says about mentions: from menus, keys and the entities to corrections.

use eframe::egui;

use super::app::RangebookApp;
use super::command::Command;
use super::correction_dialog::{self, ChangeDialog, Purpose};
use super::corrections_view;
use super::panels::reader::ReaderGlance;
use crate::document::DocumentId;
use crate::extract::meaning::is_name;
use crate::extract::{Change, Kind, MentionId};
use crate::workspace::{
    Action, EntityKey, Item, NamedEntity, OpenDocument, Pointed, Reach, Subject,
};

/// What correcting remembers between frames.
#[derive(Debug, Default)]
pub(super) struct CorrectingGlance {
    pub(super) inspector_shown: bool,
    dialog: Option<ChangeDialog>,
    list_shown: bool,
    // Where the mention stood that was last spoken of.
    place: Option<(DocumentId, usize)>,
}

impl CorrectingGlance {
    /// Whether a dialog lies over the window.
    pub(super) const fn has_overlay(&self) -> bool {
        self.dialog.is_some() || self.list_shown
    }

    /// Where to walk on from after a correction.
    pub(super) fn place_in(&self, document: DocumentId) -> Option<usize> {
        self.place
            .filter(|(of, _)| *of == document)
            .map(|(_, place)| place)
    }
}

impl RangebookApp {
    /// The selected mention of the shown document, or the figure that a selected mark on a chart states.
    pub(super) fn selected_mention(&self) -> Option<MentionId> {
        let open = self.workspace.active()?;
        match self.workspace.selection().selected()? {
            Item::Mention(document, id) if *document == open.document.id => {
                let extraction = open.derived.extraction.as_ref()?;
                extraction.mention(*id).map(|_| *id)
            }
            Item::Claim(document, id) if *document == open.document.id => {
                let extraction = open.derived.extraction.as_ref()?;
                let figure = extraction.claims.get(id.0 as usize)?.figure;
                extraction.mention(figure).map(|_| figure)
            }
            _ => None,
        }
    }

    /// What a correction would be about: the selected mention, else the selected name.
    pub(super) fn correctable(&self) -> Option<Pointed> {
        if let Some(id) = self.selected_mention() {
            return Some(Pointed::Mention(id));
        }
        let open = self.workspace.active()?;
        let key = match self.workspace.selection().selected()? {
            Item::Country(iso3) => EntityKey::Country(*iso3),
            Item::Weapon(weapon) => EntityKey::Weapon(weapon.clone()),
            _ => return None,
        };
        let figures = open.derived.figures.as_ref()?;
        let mut named = figures.entities.iter().flat_map(|group| {
            let members = group.members.iter();
            members.map(|member| (group.kind, member))
        });
        let (kind, member) = named.find(|(_, member)| member.key == key)?;
        Some(Pointed::Name(member.subject(kind)))
    }

    /// Whether what is selected is a name, which may stand for another.
    pub(super) fn can_merge(&self) -> bool {
        match self.correctable() {
            Some(Pointed::Mention(id)) => {
                let open = self.workspace.active();
                let extraction = open.and_then(|open| open.derived.extraction.as_ref());
                let mention = extraction.and_then(|extraction| extraction.mention(id));
                mention.is_some_and(|mention| is_name(mention.kind()))
            }
            Some(_) => true,
            None => false,
        }
    }

    /// Carries out a command about mentions.
    pub(super) fn run_correction(&mut self, command: Command, actions: &mut Vec<Action>) {
        let reach = match command {
            Command::DismissHere => Reach::Here,
            Command::DismissInDocument => Reach::Document,
            Command::DismissEverywhere => Reach::Everywhere,
            Command::ExplainMention => {
                let shown = &mut self.glances.correcting.inspector_shown;
                *shown = !*shown;
                return;
            }
            Command::Corrections => {
                self.glances.correcting.list_shown = true;
                return;
            }
            Command::MarkName => {
                self.mark_name();
                return;
            }
            _ => {
                let purpose = if command == Command::MergeMention {
                    Purpose::Merge
                } else {
                    Purpose::Change
                };
                match self.correctable().or_else(|| self.mention_at_words()) {
                    Some(pointed) => self.ask_what_it_is(pointed, purpose),
                    None if purpose == Purpose::Change => self.mark_name(),
                    None => {}
                }
                return;
            }
        };
        if let (Some(document), Some(pointed)) = (self.active_id(), self.correctable()) {
            actions.push(Action::Correct {
                document,
                pointed,
                reach,
                change: Change::Dismiss,
            });
        }
    }

    /// Opens the dialog about a mention or a name.
    pub(super) fn ask_what_it_is(&mut self, pointed: Pointed, purpose: Purpose) {
        let Some(open) = self.workspace.active() else {
            return;
        };
        self.glances.correcting.dialog = ChangeDialog::new(open, pointed, purpose);
    }

    /// The mention that the selected words are.
    fn mention_at_words(&self) -> Option<Pointed> {
        let open = self.workspace.active()?;
        let reader = self.glances.readers.get(&open.document.id)?;
        let span = reader.selection_span().filter(|span| !span.is_empty())?;
        let extraction = open.derived.extraction.as_ref()?;
        extraction.mention_at(span).map(Pointed::Mention)
    }

    fn mark_name(&mut self) {
        let Some(id) = self.active_id() else { return };
        let reader = self.glances.readers.get(&id);
        let words = reader.and_then(ReaderGlance::selection_span);
        if let Some(span) = words.filter(|span| !span.is_empty()) {
            let pointed = Pointed::Passage(span, Kind::Organisation);
            self.ask_what_it_is(pointed, Purpose::Mark);
        }
    }

    /// Paints the dialogs of corrections.
    pub(super) fn corrections_ui(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        if let Some(dialog) = &mut self.glances.correcting.dialog {
            match correction_dialog::correction_dialog_ui(ctx, dialog) {
                correction_dialog::Outcome::Open => {}
                correction_dialog::Outcome::Cancelled => self.glances.correcting.dialog = None,
                correction_dialog::Outcome::Said(action) => {
                    let was_marked = dialog.purpose() == Purpose::Mark;
                    self.glances.correcting.dialog = None;
                    let id = self.active_id();
                    if let Some(reader) = id.and_then(|id| self.glances.readers.get_mut(&id))
                        && was_marked
                    {
                        reader.clear_selection();
                    }
                    actions.push(*action);
                }
            }
        }
        if self.glances.correcting.list_shown {
            match corrections_view::corrections_view_ui(ctx, &self.workspace, actions) {
                corrections_view::Outcome::Open => {}
                corrections_view::Outcome::Closed => self.glances.correcting.list_shown = false,
                corrections_view::Outcome::GoTo(document, at) => {
                    self.glances.correcting.list_shown = false;
                    actions.push(Action::Show(document));
                    self.glances.go_to = Some(at);
                }
            }
        }
    }

    /// Remembers where the reader was at work, so that walking goes on from there.
    pub(super) fn remember_place(&mut self, action: &Action) {
        match action {
            Action::Correct {
                document,
                pointed: Pointed::Mention(id),
                ..
            } => {
                let open = self.workspace.document(*document);
                let extraction = open.and_then(|open| open.derived.extraction.as_ref());
                let mention = extraction.and_then(|extraction| extraction.mention(*id));
                self.glances.correcting.place =
                    mention.map(|mention| (*document, mention.span.start()));
            }
            Action::Select(_) => {
                self.glances.correcting.place = None;
                for reader in self.glances.readers.values_mut() {
                    reader.forget_found();
                }
            }
            _ => {}
        }
    }
}

/// The words and the kind of what is pointed at.
pub(super) fn subject_of(open: &OpenDocument, pointed: &Pointed) -> Option<Subject> {
    let spelling = |span: crate::text::Span, kind| {
        let words = span.slice(&open.document.text);
        Subject {
            kind,
            by: crate::workspace::corrections::By::Spelling,
            key: words.to_owned(),
            label: super::shown_text(words),
        }
    };
    Some(match pointed {
        Pointed::Mention(id) => {
            let mention = open.derived.extraction.as_ref()?.mention(*id)?;
            spelling(mention.span, mention.kind())
        }
        Pointed::Passage(span, kind) => spelling(*span, *kind),
        Pointed::Name(subject) => subject.clone(),
    })
}

/// The names of a document that are of this kind, most mentioned first.
pub(super) fn names_of(open: &OpenDocument, kind: Kind) -> impl Iterator<Item = &NamedEntity> {
    // Governments are listed with their countries.
    let kind = if kind == Kind::Government {
        Kind::Country
    } else {
        kind
    };
    let figures = open.derived.figures.as_ref();
    let groups = figures.map_or(&[][..], |figures| &figures.entities);
    let of_kind = groups.iter().filter(move |group| group.kind == kind);
    of_kind.flat_map(|group| &group.members)
}
