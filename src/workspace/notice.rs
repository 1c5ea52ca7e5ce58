//! What the reader is told when something went wrong or was done: plain words, then the next step.

use super::CorrectionId;
use crate::document::DocumentId;
use crate::notes::Anchoring;

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How serious.
    pub severity: Severity,
    /// What happened, in a sentence without a full stop.
    pub text: String,
    /// The chain of causes, shown behind "Details"; may be empty.
    pub details: String,
    /// The correction it tells of, which can be taken back there.
    pub undo: Option<CorrectionId>,
    /// The document it is about, over which alone it is shown.
    pub document: Option<DocumentId>,
}

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Done.
    Info,
    /// Done, but.
    Warning,
    /// Not done.
    Error,
}

impl Notice {
    /// Something was done.
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            severity: Severity::Info,
            text: text.into(),
            details: String::new(),
            undo: None,
            document: None,
        }
    }

    /// Something was done, but.
    pub fn warning(text: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            text: text.into(),
            details: String::new(),
            undo: None,
            document: None,
        }
    }

    /// What was odd about something, in one notice: the first remark, and the others behind
    /// "Details".
    pub fn remarks<'r>(about: &str, said: impl IntoIterator<Item = &'r str>) -> Option<Self> {
        let mut said = said.into_iter();
        let first = said.next()?;
        let others: Vec<&str> = said.collect();
        let mut notice = Self::warning(match others.len() {
            0 => format!("{about}: {first}"),
            1 => format!("{about}: {first}; and one more remark"),
            num => format!("{about}: {first}; and {num} more remarks"),
        });
        notice.details = others.join("\n");
        Some(notice)
    }

    /// The same, shown only over this document.
    #[must_use]
    pub const fn about(mut self, document: DocumentId) -> Self {
        self.document = Some(document);
        self
    }

    /// Something was not done; the error's causes become the details.
    pub fn error(error: &dyn std::error::Error) -> Self {
        let mut details = String::new();
        let mut cause = error.source();
        while let Some(err) = cause {
            if !details.is_empty() {
                details.push('\n');
            }
            details.push_str(&err.to_string());
            cause = err.source();
        }
        Self {
            severity: Severity::Error,
            text: error.to_string(),
            details,
            undo: None,
            document: None,
        }
    }
}

/// What is said of notes whose passage is gone, or only one like it is there; `None` if all are found.
pub(super) fn about_notes(anchorings: impl Iterator<Item = Anchoring>) -> Option<String> {
    let (mut num_gone, mut num_doubtful) = (0_usize, 0_usize);
    for anchoring in anchorings {
        match anchoring {
            Anchoring::Exact(_) | Anchoring::Moved(_) => {}
            Anchoring::Doubtful(_) => num_doubtful += 1,
            Anchoring::Orphan => num_gone += 1,
        }
    }
    let gone = match num_gone {
        0 => None,
        1 => Some("the passage of one note is gone, and the note is listed as lost".to_owned()),
        num => Some(format!(
            "the passages of {num} notes are gone, and the notes are listed as lost"
        )),
    };
    let doubtful = match num_doubtful {
        0 => None,
        1 => Some("the passage of one note is doubtful and waits for your answer".to_owned()),
        num => Some(format!(
            "the passages of {num} notes are doubtful and wait for your answer"
        )),
    };
    match (gone, doubtful) {
        (Some(gone), Some(doubtful)) => Some(format!("{gone}; {doubtful}")),
        (gone, doubtful) => gone.or(doubtful),
    }
}
