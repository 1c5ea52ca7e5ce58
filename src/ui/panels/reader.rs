//! The article: set like a page, with what it names and says highlighted and its notes marked.
//!
//! Only what is visible is laid out, and nothing of a layout outlives the frame (egui keeps what
//! is shown again). Places on the page and places in the text are converted through the layout of
//! the chunk they lie in. The arithmetic is in [`crate::reader`]; this panel paints it and turns
//! pointer and keys into [`Action`]s.
//!
//! Keys, when the article or nothing has the focus:
//!
//! | key | does |
//! |---|---|
//! | arrows, Page up, Page down, Space, Home, End | scroll |
//! | Shift with arrows, Home, End; Ctrl for words and the whole text | mark text |
//! | Ctrl+A, Ctrl+C | mark everything, copy |
//! | F8, Shift+F8 | to the next or previous highlight; Enter selects it |
//! | N, Ctrl+M | note on the marked text, or on the selected highlight |
//! | Ctrl+F, F3, Shift+F3 | find, next, previous |
//! | Escape | closes the find bar, then unmarks, then deselects |
//!
//! Tab is left to move between the controls of the window.

mod find_bar;
mod frame;
mod glance;
mod keys;
mod legend;
mod link;
mod page;
mod paint;
mod pointer;
mod scroll_bar;
mod selection_bar;
mod style;
mod table;
mod underline;

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui;

pub use glance::{FindState, ReaderGlance};
pub use legend::legend_ui;
pub use link::addresses_within;
pub use underline::{Underline, paint_underline};

use crate::document::{BlockKind, Document};
use crate::extract::{Extraction, Kind, Mention, MentionId, Value};
use crate::notes::NoteId;
use crate::reader::Marks;
use crate::text::Span;
use crate::ui::command::Command;
use crate::workspace::Action;

/// What the panel shows. Made anew each frame; nothing in it is copied.
pub struct ReaderView<'a> {
    /// The article.
    pub document: &'a Arc<Document>,
    /// Its mentions; `None` while they are being looked for.
    pub extraction: Option<&'a Arc<Extraction>>,
    /// Its notes, sorted by passage.
    pub notes: NoteMarks<'a>,
    /// Kinds whose highlights are not shown.
    pub hidden_kinds: &'a BTreeSet<Kind>,
    /// Passages of what is selected, sorted.
    pub selected: &'a [Span],
    /// Passages of what the pointer rests on anywhere in the window, sorted.
    pub hovered: &'a [Span],
    /// A byte to bring into view, given once after something was selected elsewhere.
    pub scroll_to: Option<usize>,
    /// The note that is selected.
    pub selected_note: Option<NoteId>,
    /// Paints what the tool tip of a mention shows.
    pub hover_card: &'a dyn Fn(&mut egui::Ui, MentionId),
    /// Something lies over the window: the keys are not the article's.
    pub blocked: bool,
    /// Changes when the document, its mentions, notes or hidden kinds change.
    pub generation: u64,
}

/// The notes that have a place in the document, however many: only those in sight are looked at.
#[derive(Clone, Copy)]
pub struct NoteMarks<'a> {
    /// The passages they are on.
    pub marks: Marks<'a>,
    /// Which note is on the passage of a number.
    pub id: &'a dyn Fn(usize) -> Option<NoteId>,
    /// What a note says, in short.
    pub label: &'a dyn Fn(NoteId) -> String,
}

impl NoteMarks<'_> {
    /// The first note on the byte at `offset`.
    fn at(&self, offset: usize) -> Option<NoteId> {
        let (number, _) = self.marks.within(offset..offset + 1).next()?;
        (self.id)(number)
    }
}

/// What the panel asks of the window.
#[derive(Clone, Debug, Default)]
pub struct ReaderResponse {
    /// The reader wants to write a note.
    pub wants_note: Option<NoteWanted>,
    /// The reader chose this about the selected mention or the marked words.
    pub wants: Option<Command>,
}

/// Where a note is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteWanted {
    /// On this passage.
    pub span: Span,
    /// The mention that is exactly this passage, if one is.
    pub mention: Option<MentionId>,
}

/// Shows the article in all of `ui`.
pub fn reader_panel_ui(
    ui: &mut egui::Ui,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    actions: &mut Vec<Action>,
) -> ReaderResponse {
    glance.refresh(view);
    if glance.find.open {
        find_bar::find_bar_ui(ui, glance);
    }
    frame::article_ui(ui, view, glance, actions)
}

impl ReaderView<'_> {
    /// All mentions, in order; none while they are being looked for.
    fn mentions(&self) -> &[Mention] {
        self.extraction.map_or(&[], |found| &found.mentions)
    }

    fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions().get(id.0 as usize)
    }

    fn is_shown(&self, mention: &Mention) -> bool {
        !self.hidden_kinds.contains(&mention.kind())
    }

    /// The visible highlight that holds the byte at `offset`.
    fn mention_at(&self, offset: usize) -> Option<MentionId> {
        let mentions = self.mentions();
        let at = mentions.partition_point(|mention| mention.span.end() <= offset);
        let mention = mentions.get(at)?;
        (mention.span.contains(offset) && self.is_shown(mention)).then(|| mention_id(at))
    }

    /// The visible highlights that share a byte with `range`.
    fn mentions_within(
        &self,
        range: std::ops::Range<usize>,
    ) -> impl Iterator<Item = (MentionId, &Mention)> {
        let mentions = self.mentions();
        let first = mentions.partition_point(|mention| mention.span.end() <= range.start);
        mentions
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .enumerate()
            .take_while(move |(_, mention)| mention.span.start() < range.end)
            .filter(|(_, mention)| self.is_shown(mention))
            .map(move |(at, mention)| (mention_id(first + at), mention))
    }

    /// The entry of the references that the mark `id` stands for; for the mark of an entry, the first
    /// place of the text that refers to it.
    fn other_end(&self, id: MentionId) -> Option<MentionId> {
        let text = &*self.document.text;
        let number_of = |mention: &Mention| match &mention.value {
            Value::Citation {
                reference: Some(number),
                url: None,
            } if mention.span.slice(text).starts_with('[') => Some(*number),
            _ => None,
        };
        let opens_entry = |mention: &Mention| {
            let blocks = &self.document.blocks;
            let at = blocks.partition_point(|it| it.span.end() <= mention.span.start());
            blocks.get(at).is_some_and(|block| {
                block.kind == BlockKind::Reference && block.span.start() == mention.span.start()
            })
        };
        let mark = self.mention(id)?;
        let number = number_of(mark)?;
        let wants_entry = !opens_entry(mark);
        let is_other = |mention: &&Mention| {
            number_of(mention) == Some(number) && opens_entry(mention) == wants_entry
        };
        self.mentions()
            .iter()
            .position(|it| is_other(&it))
            .map(mention_id)
    }

    /// The next visible highlight after (or the last before) `offset`.
    fn mention_from(&self, offset: usize, forward: bool) -> Option<MentionId> {
        let mentions = self.mentions();
        let shown = |at: &usize| {
            mentions
                .get(*at)
                .is_some_and(|mention| self.is_shown(mention))
        };
        let found = if forward {
            let first = mentions.partition_point(|mention| mention.span.start() < offset);
            (first..mentions.len()).find(shown)
        } else {
            let end = mentions.partition_point(|mention| mention.span.start() < offset);
            (0..end).rev().find(shown)
        };
        found.map(mention_id)
    }
}

/// Lists of mentions are numbered in 32 bits; extraction ends before there are more.
fn mention_id(at: usize) -> MentionId {
    MentionId(u32::try_from(at).unwrap_or(u32::MAX))
}
