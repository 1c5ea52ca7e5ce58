//! What the reader chose about the window, kept in the workspace file.

use std::collections::BTreeSet;

use crate::document::limits::Limits;
use crate::extract::Kind;
use crate::figures::EditionChoice;
use crate::reference::Measure;

/// Choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Kinds whose highlights are hidden.
    pub hidden_kinds: BTreeSet<Kind>,
    /// Measure of the spending chart.
    pub measure: Measure,
    /// The year whose figure is 100 in the spending chart, where values are shown as an index.
    pub index_year: Option<i16>,
    /// Which edition of the tables the spending chart shows.
    pub edition: EditionChoice,
    /// What stands beside the document's missiles.
    pub comparison: Comparison,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of everything, in percent (50 to 300).
    pub zoom_percent: u16,
    /// How much a file may ask for.
    pub limits: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hidden_kinds: BTreeSet::new(),
            measure: Measure::UsdCurrent,
            index_year: None,
            edition: EditionChoice::Now,
            comparison: Comparison::WellKnown,
            theme: ThemeChoice::System,
            zoom_percent: 100,
            limits: Limits::default(),
        }
    }
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the system has it.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl ThemeChoice {
    /// All choices, in the order of menus.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As stored and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// What the range chart shows besides the document's own missiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// A few well-known systems.
    WellKnown,
    /// Only what the document names.
    DocumentOnly,
}

impl Comparison {
    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WellKnown => "well_known",
            Self::DocumentOnly => "document_only",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::WellKnown, Self::DocumentOnly]
            .into_iter()
            .find(|choice| choice.code() == code)
    }
}
