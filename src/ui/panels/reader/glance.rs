//! What the reader panel keeps from frame to frame. Losing it costs nothing but the place.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use eframe::egui;

use super::ReaderView;
use super::style::LayoutKey;
use super::table::Columns;
use crate::document::Document;
use crate::extract::{Extraction, Kind, MentionId};
use crate::reader::{Chunks, Finder, HeightIndex, Needle, Place, TextSelection};
use crate::text::Span;

/// Scroll place, marked text, search, and what can be worked out again.
#[derive(Clone, Debug, Default)]
pub struct ReaderGlance {
    /// The mentions that are shown; kept, so that a correction leaves marks where they were.
    pub(super) extraction: Option<Arc<Extraction>>,
    /// The text the rest is about; kept, so that another text cannot pass for it.
    pub(super) text: Option<Arc<str>>,
    pub(super) chunks: Arc<Chunks>,
    pub(super) heights: HeightIndex,
    pub(super) layout: Option<LayoutKey>,
    /// How wide the columns of tables are.
    pub(super) columns: Rc<RefCell<Columns>>,
    /// The address that a menu was asked for on.
    pub(super) address: Option<String>,
    pub(super) place: Place,
    pub(super) target: Option<Target>,
    pub(super) first_visible: usize,
    pub(super) selection: Option<TextSelection>,
    /// Where along the row the caret wants to be when it moves up and down.
    pub(super) wished_x: Option<f32>,
    /// The mention that was last said to be hovered.
    pub(super) hovered: Option<MentionId>,
    /// The mention reached with F8.
    pub(super) walked: Option<MentionId>,
    /// The mention last selected here; its country or weapon may have more passages selected.
    pub(super) chosen: Option<MentionId>,
    pub(super) last_click: Option<LastClick>,
    /// Where on its handle the scroll bar was taken.
    pub(super) bar_grip: f32,
    /// The search.
    pub find: FindState,
    /// Where the search last led, until something is selected: walking goes on from there.
    found: Option<Found>,
    pub(super) counts: Counts,
    /// How many chunks the last frame laid out, for tests of speed.
    pub chunks_laid_out: usize,
}

/// What a search led to, and what was marked then.
#[derive(Clone, Copy, Debug)]
struct Found {
    span: Span,
    marked: Option<TextSelection>,
}

/// The last click on the page, to tell what a drag that follows it selects by.
#[derive(Clone, Copy, Debug)]
pub(super) struct LastClick {
    pub(super) time: f64,
    pub(super) pos: egui::Pos2,
    pub(super) num: u8,
}

/// A place in the text to bring into view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Target {
    pub(super) offset: usize,
    pub(super) how: Bring,
}

/// How a target comes into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bring {
    /// Its row becomes the first.
    Top,
    /// To the upper third of the page, unless it can be seen already.
    IntoView,
    /// By as little as will do.
    Nudge,
}

/// Mentions by kind, for the legend.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    of: Option<(u64, usize)>,
    pub(super) by_kind: BTreeMap<Kind, usize>,
}

/// A search in the article.
#[derive(Clone, Debug, Default)]
pub struct FindState {
    /// Whether the find bar is shown.
    pub open: bool,
    /// What was typed.
    pub query: String,
    /// Whether capitals count.
    pub match_case: bool,
    pub(super) finder: Option<Finder>,
    pub(super) current: Option<usize>,
    /// Where the search began: the first result shown is the first from here.
    pub(super) from: usize,
    pub(super) wants_focus: bool,
}

impl FindState {
    /// What was found so far, in order.
    pub fn hits(&self) -> &[Span] {
        self.finder.as_ref().map_or(&[], Finder::hits)
    }

    /// The result that is shown, counted from 0.
    pub const fn current(&self) -> Option<usize> {
        self.current
    }

    /// The words beside the field: "3 of 17", "No results".
    pub fn status(&self) -> String {
        let Some(finder) = &self.finder else {
            return String::new();
        };
        let num = finder.hits().len();
        let total = match (finder.is_capped(), finder.is_done()) {
            (true, _) => format!("more than {}", count(num)),
            (false, true) => count(num),
            (false, false) => format!("{}…", count(num)),
        };
        match self.current {
            Some(at) => format!("{} of {total}", count(at + 1)),
            None if num == 0 && finder.is_done() => "No results".to_owned(),
            None => total,
        }
    }
}

impl ReaderGlance {
    /// The text marked with pointer or keys.
    pub fn selection_span(&self) -> Option<Span> {
        self.selection?.span(self.text.as_deref()?)
    }

    /// Marks nothing.
    pub const fn clear_selection(&mut self) {
        self.selection = None;
    }

    /// Marks a passage, as if the reader had.
    pub const fn mark(&mut self, span: Span) {
        self.selection = Some(TextSelection::of(span));
    }

    /// What the search led to in this text, as long as it is on the page and nothing was selected or marked
    /// since.
    pub fn found(&self, text: &Arc<str>) -> Option<Span> {
        let found = self.found?;
        let is_of_text = self.text.as_ref().is_some_and(|it| Arc::ptr_eq(it, text));
        let is_last = self.selection.is_none() || self.selection == found.marked;
        (is_of_text && is_last).then_some(found.span)
    }

    /// Walking no longer goes on from what was found when the page, which shows this, has left it.
    pub(super) fn scrolled_to(&mut self, shown: std::ops::Range<usize>) {
        let is_shown = |it: &Found| it.span.end() > shown.start && it.span.start() < shown.end;
        self.found = self.found.filter(is_shown);
    }

    /// Something was selected: walking no longer goes on from what was found.
    pub const fn forget_found(&mut self) {
        self.found = None;
    }

    /// The first byte on the page, to come back to.
    pub const fn first_visible_offset(&self) -> usize {
        self.first_visible
    }

    /// Shows the article from `offset` on, from the next frame.
    pub const fn restore(&mut self, offset: usize) {
        self.target = Some(Target {
            offset,
            how: Bring::Top,
        });
    }

    /// Shows the find bar and puts the cursor into its field. Marked words are looked for.
    pub fn open_find(&mut self) {
        self.find.open = true;
        self.find.wants_focus = true;
        self.find.from = self.first_visible;
        if let (Some(span), Some(text)) = (self.selection_span(), self.text.clone()) {
            let words = span.slice(&text);
            if words.len() <= 100 && !words.contains('\n') {
                self.find.query = words.to_owned();
                self.find.from = span.start();
            }
        }
        self.restart_find();
    }

    /// Hides the find bar and its marks.
    pub fn close_find(&mut self) {
        self.find.open = false;
        self.find.finder = None;
        self.find.current = None;
    }

    /// To the next result, or the one before; past the last comes the first.
    pub fn find_next(&mut self, forward: bool) {
        let Some(finder) = &self.find.finder else {
            return;
        };
        self.find.current = match self.find.current {
            Some(at) => finder.neighbour(at, forward),
            None => finder.first_from(self.find.from),
        };
        self.show_current_hit();
    }

    /// Looks for what is in the field, from the start of the text.
    pub(super) fn restart_find(&mut self) {
        self.find.current = None;
        self.find.finder = Needle::parse(&self.find.query, self.find.match_case).map(Finder::new);
    }

    /// Goes on with the search for as long as a frame allows, and shows the first result once it
    /// is known. Says whether there is more to search.
    pub(super) fn go_on_finding(&mut self, text: &str) -> bool {
        // About three milliseconds in a release build.
        const BUDGET_BYTES: usize = 2_000_000;
        let Some(finder) = &mut self.find.finder else {
            return false;
        };
        if !finder.is_done() {
            finder.step(text, BUDGET_BYTES);
        }
        if self.find.current.is_none() {
            let ahead = finder.hits().last().map(|hit| hit.start());
            if finder.is_done() || ahead.is_some_and(|at| at >= self.find.from) {
                self.find.current = finder.first_from(self.find.from);
                self.show_current_hit();
            }
        }
        self.find
            .finder
            .as_ref()
            .is_some_and(|finder| !finder.is_done())
    }

    fn show_current_hit(&mut self) {
        let hit = self
            .find
            .current
            .and_then(|at| self.find.hits().get(at).copied());
        if let Some(hit) = hit {
            self.find.from = hit.start();
            self.found = Some(Found {
                span: hit,
                marked: self.selection,
            });
            self.target = Some(Target {
                offset: hit.start(),
                how: Bring::IntoView,
            });
        }
    }

    /// Takes notice of another document, or of a passage to show.
    pub(super) fn refresh(&mut self, view: &ReaderView<'_>) {
        let document: &Document = view.document;
        let same = self
            .text
            .as_ref()
            .is_some_and(|text| Arc::ptr_eq(text, &document.text));
        if !same {
            let target = self.target.take();
            let find = std::mem::take(&mut self.find);
            *self = Self {
                text: Some(Arc::clone(&document.text)),
                chunks: Arc::new(Chunks::new(&document.text, &document.blocks)),
                target,
                find,
                ..Self::default()
            };
            if self.find.open {
                self.find.from = 0;
                self.restart_find();
            }
        }
        if let Some(offset) = view.scroll_to {
            self.target = Some(Target {
                offset,
                how: Bring::IntoView,
            });
        }
        let num_mentions = view.mentions().len();
        if self.counts.of != Some((view.generation, num_mentions)) {
            self.counts.of = Some((view.generation, num_mentions));
            self.counts.by_kind.clear();
            for mention in view.mentions() {
                *self.counts.by_kind.entry(mention.kind()).or_default() += 1;
            }
        }
        let is_same = match (&self.extraction, view.extraction) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            (before, now) => before.is_none() && now.is_none(),
        };
        if !is_same {
            let before = std::mem::replace(&mut self.extraction, view.extraction.cloned());
            let same = |id: MentionId| {
                let span = before.as_ref()?.mention(id)?.span;
                view.extraction?.mention_at(span)
            };
            self.hovered = self.hovered.and_then(same);
            self.walked = self.walked.and_then(same);
            self.chosen = self.chosen.and_then(same);
        }
    }
}

fn count(num: usize) -> String {
    let num = u32::try_from(num).unwrap_or(u32::MAX);
    crate::units::format::number(f64::from(num), 0)
}
