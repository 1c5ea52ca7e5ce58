//! The rows of the notes table: all notes in the chosen order, and those that pass the filters.
//!
//! Invariant: `order` holds every row once, sorted by [`compare`]; `shown` those of it that pass, in the
//! same order. What changed of the notes is asked for by name, so a note that is typed costs the making
//! of one row and two searches by halves, however many notes there are; only another order or another
//! filter looks at all of them.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::super::note_filter::{Facets, FilterChoice, Which};
use crate::notes::{Anchoring, Annotation, Judgement, Mark, NoteFilter, NoteId};
use crate::text::Span;
use crate::ui::shown_text;
use crate::workspace::{NoteRevision, Workspace};

/// Changes that are taken in one by one: each moves the rows behind it by one place, so many of them
/// cost more than making all anew.
const MAX_SINGLE_CHANGES: usize = 1000;

/// What can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SortBy {
    #[default]
    Place,
    Quote,
    Note,
    Tags,
    Document,
    Modified,
}

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) note: Arc<Annotation>,
    /// `None` where its document is not open, or where it stands on no words.
    pub(super) anchoring: Option<Anchoring>,
    /// All words in small letters, for the filter.
    words: String,
}

/// Number of a row; it stays the row's as long as the note is there.
type Slot = u32;

/// All rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Option<Row>>,
    free: Vec<Slot>,
    slots: BTreeMap<NoteId, Slot>,
    order: Vec<Slot>,
    shown: Vec<Slot>,
    /// What `shown` was chosen by and sorted.
    by: (FilterChoice, SortBy),
    /// The notes that these are the rows of.
    of: Option<NoteRevision>,
    facets: Facets,
    num_lost: usize,
    num_doubtful: usize,
    /// Rows made so far, and rows looked at for a filter: what tests count.
    pub(super) num_made: u64,
    pub(super) num_looked_at: u64,
}

impl Rows {
    /// Brings everything up to date; costs nothing when nothing has changed.
    pub(super) fn refresh(
        &mut self,
        workspace: &Workspace,
        choice: &FilterChoice,
        sort_by: SortBy,
    ) {
        let changed = self.of.and_then(|of| workspace.notes_changed_after(of));
        self.of = Some(workspace.note_revision());
        match changed.filter(|ids| ids.len() <= MAX_SINGLE_CHANGES) {
            Some(ids) => ids.into_iter().for_each(|id| self.change(workspace, id)),
            None => self.make_all(workspace),
        }
        let is_sorted = self.by.1 == sort_by;
        if is_sorted && self.by.0 == *choice {
            return;
        }
        self.by = (choice.clone(), sort_by);
        if !is_sorted {
            self.sort();
        }
        self.choose();
    }

    /// Those that pass, in order.
    pub(super) fn shown(&self) -> impl DoubleEndedIterator<Item = &Row> {
        self.shown.iter().filter_map(|slot| self.row(*slot))
    }

    /// How many pass.
    pub(super) const fn num_shown(&self) -> usize {
        self.shown.len()
    }

    /// The one at this place among those that pass.
    pub(super) fn shown_at(&self, at: usize) -> Option<&Row> {
        self.row(*self.shown.get(at)?)
    }

    /// Where a note is among those that pass.
    pub(super) fn position(&self, id: NoteId) -> Option<usize> {
        let slot = *self.slots.get(&id)?;
        self.find(&self.shown, slot).ok()
    }

    /// What the notes have.
    pub(super) const fn facets(&self) -> &Facets {
        &self.facets
    }

    /// How many there are whose passage is gone, and how many are asked about.
    pub(super) const fn num_unplaced(&self) -> (usize, usize) {
        (self.num_lost, self.num_doubtful)
    }

    fn row(&self, slot: Slot) -> Option<&Row> {
        self.rows.get(slot as usize)?.as_ref()
    }

    fn make_all(&mut self, workspace: &Workspace) {
        let kept = (self.num_made, self.num_looked_at);
        let by = std::mem::take(&mut self.by);
        *self = Self {
            by,
            of: self.of,
            ..Self::default()
        };
        (self.num_made, self.num_looked_at) = kept;
        // A note has a place in one document at most; to ask for each note which one that is would be
        // to look at every document for every note.
        let documents = workspace.documents().iter();
        let places: BTreeMap<NoteId, Anchoring> =
            documents.flat_map(|open| open.notes.iter()).collect();
        for note in workspace.notes().shared_in_order() {
            let slot = self.put(note, places.get(&note.id).copied());
            self.order.push(slot);
        }
        self.sort();
        self.choose();
    }

    /// Takes in what became of one note.
    fn change(&mut self, workspace: &Workspace, id: NoteId) {
        self.take_out(id);
        let Some(note) = workspace.notes().shared(id) else {
            return;
        };
        let slot = self.put(note, workspace.anchoring(id));
        if let Err(at) = self.find(&self.order, slot) {
            self.order.insert(at, slot);
        }
        self.num_looked_at += 1;
        let test = Test::of(&self.by.0);
        if self.row(slot).is_some_and(|row| test.passes(row))
            && let Err(at) = self.find(&self.shown, slot)
        {
            self.shown.insert(at, slot);
        }
    }

    /// Makes a row, which is in no order yet.
    fn put(&mut self, note: &Arc<Annotation>, anchoring: Option<Anchoring>) -> Slot {
        self.num_made += 1;
        let row = Row::new(note, anchoring);
        self.count(&row, true);
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None => {
                self.rows.push(None);
                // As many notes as that do not fit into memory.
                Slot::try_from(self.rows.len() - 1).unwrap_or(Slot::MAX)
            }
        };
        if let Some(place) = self.rows.get_mut(slot as usize) {
            *place = Some(row);
        }
        self.slots.insert(note.id, slot);
        slot
    }

    fn take_out(&mut self, id: NoteId) {
        let Some(&slot) = self.slots.get(&id) else {
            return;
        };
        // While the row is still there: it says where it is.
        if let Ok(at) = self.find(&self.order, slot) {
            self.order.remove(at);
        }
        if let Ok(at) = self.find(&self.shown, slot) {
            self.shown.remove(at);
        }
        self.slots.remove(&id);
        let row = self.rows.get_mut(slot as usize).and_then(Option::take);
        if let Some(row) = row {
            self.count(&row, false);
        }
        self.free.push(slot);
    }

    fn count(&mut self, row: &Row, is_there: bool) {
        self.facets.count(&row.note, is_there);
        let num = match row.which() {
            Which::All => return,
            Which::Orphans => &mut self.num_lost,
            Which::Doubtful => &mut self.num_doubtful,
        };
        *num = if is_there { *num + 1 } else { *num - 1 };
    }

    /// Where a row is in a sorted list, or would be.
    fn find(&self, list: &[Slot], slot: Slot) -> Result<usize, usize> {
        let wanted = self.row(slot);
        list.binary_search_by(|other| match (self.row(*other), wanted) {
            (Some(other), Some(wanted)) => compare(other, wanted, self.by.1),
            (other, wanted) => other.is_some().cmp(&wanted.is_some()),
        })
    }

    fn sort(&mut self) {
        let sort_by = self.by.1;
        let names = self.facets.documents.keys();
        let ranks: BTreeMap<&str, u64> = names.map(String::as_str).zip(0..).collect();
        let key = |slot: &Slot| {
            self.row(*slot)
                .map_or(0, |row| first_key(row, sort_by, &ranks))
        };
        let mut keyed: Vec<(u128, Slot)> =
            self.order.iter().map(|slot| (key(slot), *slot)).collect();
        keyed.sort_unstable_by(|(key, slot), (other_key, other)| {
            key.cmp(other_key).then_with(|| {
                let rows = self.row(*slot).zip(self.row(*other));
                rows.map_or(Ordering::Equal, |(a, b)| compare(a, b, sort_by))
            })
        });
        self.order = keyed.into_iter().map(|(_, slot)| slot).collect();
    }

    fn choose(&mut self) {
        self.num_looked_at += self.order.len() as u64;
        let test = Test::of(&self.by.0);
        // As they lie in memory: in the order of the table each row would be waited for.
        let rows = self.rows.iter();
        let pass: Vec<bool> = rows
            .map(|row| row.as_ref().is_some_and(|row| test.passes(row)))
            .collect();
        let passes = |slot: &&Slot| pass.get(**slot as usize).copied().unwrap_or(false);
        self.shown = self.order.iter().filter(passes).copied().collect();
    }
}

/// A filter made ready for many rows.
struct Test<'a> {
    words: Vec<Finder<'a>>,
    filter: Option<&'a NoteFilter>,
    which: Which,
}

impl<'a> Test<'a> {
    fn of(choice: &'a FilterChoice) -> Self {
        let words = choice.words.split_whitespace();
        Self {
            words: words
                .map(|word| Finder::new(&word.to_lowercase()).into_owned())
                .collect(),
            filter: Some(&choice.filter).filter(|it| **it != NoteFilter::default()),
            which: choice.which,
        }
    }

    fn passes(&self, row: &Row) -> bool {
        let has = |word: &Finder<'_>| word.find(row.words.as_bytes()).is_some();
        (self.which == Which::All || row.which() == self.which)
            && self.words.iter().all(has)
            && self.filter.is_none_or(|filter| filter.passes(&row.note))
    }
}

impl Row {
    fn new(note: &Arc<Annotation>, anchoring: Option<Anchoring>) -> Self {
        let target = &note.target;
        let mut words = [&*target.quote.exact, &note.body.text, &target.document].join("\n");
        if let Some(says) = Judgement::sentence(note) {
            words.push('\n');
            words.push_str(&says);
        }
        for tag in &note.body.tags {
            words.push('\n');
            words.push_str(&shown_text(tag.as_str()));
        }
        Self {
            note: Arc::clone(note),
            anchoring,
            words: words.to_lowercase(),
        }
    }

    /// Whether its place is gone or doubtful.
    fn which(&self) -> Which {
        match self.anchoring {
            Some(Anchoring::Orphan) => Which::Orphans,
            Some(Anchoring::Doubtful(_)) => Which::Doubtful,
            _ => Which::All,
        }
    }

    /// Where it stands, in words.
    pub(super) fn place(&self) -> String {
        if Mark::of(&self.note.target).is_some() {
            return self.note.target.kind.clone();
        }
        match (self.anchoring, self.note.target.position) {
            (Some(Anchoring::Exact(span)), _) => format!("{}", span.start()),
            (Some(Anchoring::Moved(span)), _) => format!("{} moved", span.start()),
            (Some(Anchoring::Doubtful(span)), _) => format!("{} doubtful", span.start()),
            (Some(Anchoring::Orphan), _) => "lost".to_owned(),
            (None, Some(position)) => format!("{} closed", position.start_byte),
            (None, None) => "unplaced".to_owned(),
        }
    }

    fn start(&self) -> usize {
        let span = self.anchoring.and_then(Anchoring::span);
        span.map_or(usize::MAX, Span::start)
    }
}

/// The order of two rows; never the same for two notes.
fn compare(a: &Row, b: &Row, sort_by: SortBy) -> Ordering {
    let (one, other) = (&*a.note, &*b.note);
    let first = match sort_by {
        SortBy::Place => {
            let names = one.target.document.cmp(&other.target.document);
            names.then_with(|| a.start().cmp(&b.start()))
        }
        SortBy::Quote => one.target.quote.exact.cmp(&other.target.quote.exact),
        SortBy::Note => one.body.text.cmp(&other.body.text),
        SortBy::Tags => one.body.tags.cmp(&other.body.tags),
        SortBy::Document => one.target.document.cmp(&other.target.document),
        SortBy::Modified => one.modified.cmp(&other.modified),
    };
    first.then_with(|| (one.created, one.id).cmp(&(other.created, other.id)))
}

/// A number that never contradicts [`compare`] and settles most of it, because comparing words that lie
/// all over memory is what sorting would cost. `ranks` are those of the documents' names.
fn first_key(row: &Row, sort_by: SortBy, ranks: &BTreeMap<&str, u64>) -> u128 {
    let note = &*row.note;
    let rank = || {
        let rank = ranks.get(note.target.document.as_str());
        u128::from(rank.copied().unwrap_or(u64::MAX)) << 64
    };
    let text = |text: &str| {
        let first = text.bytes().chain(std::iter::repeat(0)).take(16);
        first.fold(0, |key, byte| (key << 8) | u128::from(byte))
    };
    match sort_by {
        SortBy::Place => rank() | u128::try_from(row.start()).unwrap_or(0),
        SortBy::Quote => text(&note.target.quote.exact),
        SortBy::Note => text(&note.body.text),
        SortBy::Tags => note.body.tags.first().map_or(0, |tag| text(tag.as_str())),
        SortBy::Document => rank(),
        // From the least number on.
        SortBy::Modified => note.modified.as_nanosecond().cast_unsigned() ^ (1 << 127),
    }
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
