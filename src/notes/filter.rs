//! Which notes: by tag, document, kind, date, status, words. The same filter serves lists and exports.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Annotation, Tag};

/// Whether a note is still to be worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Still to be worked on.
    Open,
    /// Finished with.
    Done,
}

/// What a note must be to pass; everything that is empty asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteFilter {
    /// All of these tags.
    pub tags: Vec<String>,
    /// On one of these documents, by file name.
    pub documents: BTreeSet<String>,
    /// On a mention of one of these kinds.
    pub kinds: BTreeSet<String>,
    /// Last changed at or after this.
    pub since: Option<Timestamp>,
    /// Last changed before this.
    pub before: Option<Timestamp>,
    /// Written by one of these.
    pub authors: BTreeSet<String>,
    /// Of this status.
    pub status: Option<Status>,
    /// With all of these words in quote, text, tags or document, whatever their case.
    pub words: Vec<String>,
}

impl NoteFilter {
    /// Whether a note passes.
    pub fn passes(&self, note: &Annotation) -> bool {
        let target = &note.target;
        let has_tag = |wanted: &String| note.body.tags.iter().any(|tag| tag.as_str() == wanted);
        let one_of = |set: &BTreeSet<String>, found: &str| set.is_empty() || set.contains(found);
        self.tags.iter().all(has_tag)
            && one_of(&self.documents, &target.document)
            && one_of(&self.kinds, &target.kind)
            && one_of(&self.authors, &note.author)
            && self.since.is_none_or(|since| note.modified >= since)
            && self.before.is_none_or(|before| note.modified < before)
            && self
                .status
                .is_none_or(|status| note.body.status() == status)
            && has_words(note, &self.words)
    }
}

fn has_words(note: &Annotation, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut said = [
        &*note.target.quote.exact,
        &note.body.text,
        &note.target.document,
    ]
    .map(str::to_lowercase)
    .to_vec();
    said.extend(note.body.tags.iter().map(|tag| tag.as_str().to_lowercase()));
    let is_said = |word: &String| said.iter().any(|text| text.contains(&word.to_lowercase()));
    words.iter().all(is_said)
}

/// A day or a moment as given on a command line: `2024-02-01` is the first moment of that day in
/// UTC, or with `end` the first of the next.
pub fn moment(text: &str, end: bool) -> Option<Timestamp> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    let mut day: jiff::civil::Date = text.parse().ok()?;
    if end {
        day = day.tomorrow().ok()?;
    }
    Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// The tag that says that a note is finished with: a status that every program can read.
pub(super) const DONE: &str = "done";

impl super::Body {
    /// Whether it is finished with: so its tag `done` says.
    pub fn status(&self) -> Status {
        if self.tags.iter().any(|tag| tag.as_str() == DONE) {
            Status::Done
        } else {
            Status::Open
        }
    }

    /// The same with another status.
    #[must_use]
    pub fn with_status(mut self, status: Status) -> Self {
        self.tags.retain(|tag| tag.as_str() != DONE);
        if status == Status::Done {
            self.tags.extend(Tag::parse(DONE));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::any_note::any_note;
    use proptest::prelude::*;

    #[track_caller]
    fn check_moment(text: &str, end: bool, expected: Option<&str>) {
        let expected = expected.map(|it| it.parse().unwrap());
        assert_eq!(moment(text, end), expected);
    }

    #[test]
    fn days_have_a_first_and_a_last_moment() {
        check_moment("2024-02-01", false, Some("2024-02-01T00:00:00Z"));
        check_moment("2024-02-29", true, Some("2024-03-01T00:00:00Z"));
        check_moment("2024-02-01T10:00:00Z", true, Some("2024-02-01T10:00:00Z"));
        check_moment("2023-02-29", false, None);
        check_moment("soon", false, None);
    }

    proptest! {
        #[test]
        fn nothing_asked_passes_all_and_everything_a_note_is_passes_it(note in any_note()) {
            prop_assert!(NoteFilter::default().passes(&note));
            let mut filter = NoteFilter {
                tags: note.body.tags.iter().map(|tag| tag.as_str().to_owned()).collect(),
                documents: BTreeSet::from([note.target.document.clone()]),
                kinds: BTreeSet::from([note.target.kind.clone()]),
                authors: BTreeSet::from([note.author.clone()]),
                since: Some(note.modified),
                status: Some(note.body.status()),
                words: note.body.text.split_whitespace().map(str::to_owned).collect(),
                ..NoteFilter::default()
            };
            prop_assert!(filter.passes(&note));
            filter.before = Some(note.modified);
            prop_assert!(!filter.passes(&note));
        }

        #[test]
        fn a_status_is_set_once_and_taken_back(note in any_note()) {
            let done = note.body.clone().with_status(Status::Done);
            prop_assert_eq!(done.status(), Status::Done);
            prop_assert_eq!(&done.clone().with_status(Status::Done), &done);
            let open = done.with_status(Status::Open);
            prop_assert_eq!(open.status(), Status::Open);
            prop_assert_eq!(&open, &note.body.with_status(Status::Open));
        }
    }
}
