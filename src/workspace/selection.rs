//! What can be selected or hovered, the same everywhere in the window, and the way back through it.

use crate::check::FindingId;
use crate::document::DocumentId;
use crate::extract::{ClaimId, MentionId};
use crate::notes::NoteId;
use crate::reference::{Iso3, ObservationId};

/// One thing a reader can point at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A mention in a document.
    Mention(DocumentId, MentionId),
    /// A claim of a document (a hollow marker).
    Claim(DocumentId, ClaimId),
    /// A finding of a document (a card).
    Finding(DocumentId, FindingId),
    /// A country (a line).
    Country(Iso3),
    /// A published figure (a point).
    Observation(ObservationId),
    /// A missile system by its id (a bar).
    Weapon(String),
    /// A note.
    Note(NoteId),
}

impl Item {
    /// The document it stands in, where it is a part of one.
    pub const fn document(&self) -> Option<DocumentId> {
        match self {
            Self::Mention(id, _) | Self::Claim(id, _) | Self::Finding(id, _) => Some(*id),
            Self::Country(_) | Self::Observation(_) | Self::Weapon(_) | Self::Note(_) => None,
        }
    }
}

/// Places kept for going back.
const MAX_TRAIL: usize = 200;

/// The one selection of the window.
#[derive(Clone, Debug, Default)]
pub struct SelectionState {
    selected: Option<Item>,
    hovered: Option<Item>,
    back: Vec<Item>,
    forward: Vec<Item>,
    // Counts selections, so that selecting the same thing again still brings it into view.
    serial: u64,
}

impl SelectionState {
    /// What is selected.
    pub const fn selected(&self) -> Option<&Item> {
        self.selected.as_ref()
    }

    /// What the pointer rests on.
    pub const fn hovered(&self) -> Option<&Item> {
        self.hovered.as_ref()
    }

    /// Changes with every selection, also of the same thing again.
    pub const fn serial(&self) -> u64 {
        self.serial
    }

    /// Whether there is a way back.
    pub const fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether there is a way forward.
    pub const fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    pub(super) fn select(&mut self, item: Option<Item>) {
        self.serial += 1;
        if self.selected == item {
            return;
        }
        if let Some(before) = std::mem::replace(&mut self.selected, item) {
            if self.back.len() >= MAX_TRAIL {
                self.back.remove(0);
            }
            self.back.push(before);
        }
        self.forward.clear();
    }

    pub(super) fn hover(&mut self, item: Option<Item>) {
        self.hovered = item;
    }

    pub(super) fn go_back(&mut self) {
        if let Some(item) = self.back.pop() {
            self.serial += 1;
            self.forward.extend(self.selected.replace(item));
        }
    }

    pub(super) fn go_forward(&mut self) {
        if let Some(item) = self.forward.pop() {
            self.serial += 1;
            self.back.extend(self.selected.replace(item));
        }
    }

    /// Puts something else in the place of everything, or nothing where it is gone. The selection
    /// stays the same request: nothing is brought into view anew.
    pub(super) fn replace(&mut self, with: impl Fn(&Item) -> Option<Item>) {
        let trail = |items: &mut Vec<Item>| {
            *items = items.iter().filter_map(&with).collect();
            items.dedup();
        };
        trail(&mut self.back);
        trail(&mut self.forward);
        self.selected = self.selected.as_ref().and_then(&with);
        self.hovered = self.hovered.as_ref().and_then(&with);
    }

    /// Drops everything that `keep` refuses, such as mentions of a closed document.
    pub(super) fn retain(&mut self, keep: impl Fn(&Item) -> bool) {
        self.back.retain(&keep);
        self.forward.retain(&keep);
        self.selected = self.selected.take().filter(&keep);
        self.hovered = self.hovered.take().filter(&keep);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weapon(id: &str) -> Item {
        Item::Weapon(id.to_owned())
    }

    #[test]
    fn back_and_forward_walk_the_trail() {
        let mut state = SelectionState::default();
        state.select(Some(weapon("a")));
        state.select(Some(weapon("b")));
        state.go_back();
        assert_eq!(state.selected(), Some(&weapon("a")));
        state.go_forward();
        assert_eq!(state.selected(), Some(&weapon("b")));
        state.go_back();
        state.select(Some(weapon("c")));
        assert!(!state.can_go_forward(), "a new way forgets the old one");
    }

    #[test]
    fn selecting_again_is_a_new_request_but_no_new_place() {
        let mut state = SelectionState::default();
        state.select(Some(weapon("a")));
        let before = state.serial();
        state.select(Some(weapon("a")));
        assert_ne!(state.serial(), before);
        assert!(!state.can_go_back());
    }

    #[test]
    fn closing_a_document_forgets_its_places() {
        let mut state = SelectionState::default();
        let mention = Item::Mention(DocumentId(1), MentionId(0));
        state.select(Some(mention.clone()));
        state.select(Some(weapon("a")));
        state.retain(|item| !matches!(item, Item::Mention(DocumentId(1), _)));
        assert!(!state.can_go_back());
    }
}
