//! What the reader is told when something went wrong or was done: plain words, then the next step.

use super::CorrectionId;

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
        }
    }

    /// Something was done, but.
    pub fn warning(text: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            text: text.into(),
            details: String::new(),
            undo: None,
        }
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
        }
    }
}
