//! Words that several panels say of the same thing.

use crate::reference::Status;

/// How often the document names what a mark stands for; to stand behind other words.
pub(super) fn named(times: usize) -> String {
    match times {
        0 => "not named in the document".to_owned(),
        1 => "named once in the document".to_owned(),
        times => format!("named {times} times in the document"),
    }
}

/// How sure a published figure is, and how its mark looks.
pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::Reported => "reported",
        Status::Estimate => "estimate (dashed, hollow dot)",
        Status::Uncertain => "highly uncertain (dashed, hollow square)",
    }
}
