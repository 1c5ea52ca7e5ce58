//! What was found: a verdict with its working, the words it rests on, and the reference.

use crate::document::DocumentId;
use crate::extract::{ClaimId, MentionId};
use crate::reference::Iso3;
use crate::text::Span;

use super::solve::WhatIf;

/// Position of a finding in its document's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingId(pub u32);

/// What became of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The figures cannot both be right as they are written.
    Differs,
    /// Right only if something is assumed; the reason says what.
    NeedsAssumption,
    /// The figures fit.
    Agrees,
    /// Nothing to compare with; the reason says why.
    CannotCheck,
}

impl Verdict {
    /// Every verdict, in the order they are shown.
    pub const ALL: [Self; 4] = [
        Self::Differs,
        Self::NeedsAssumption,
        Self::Agrees,
        Self::CannotCheck,
    ];

    /// As in JSON and CSV.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Differs => "differs",
            Self::NeedsAssumption => "needs_assumption",
            Self::Agrees => "agrees",
            Self::CannotCheck => "cannot_check",
        }
    }

    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Differs => "Differs",
            Self::NeedsAssumption => "Needs an assumption",
            Self::Agrees => "Agrees",
            Self::CannotCheck => "Cannot check",
        }
    }

    /// So many findings in a sentence: "1 agrees", "2 need an assumption".
    pub fn counted(self, num: usize) -> String {
        let words = match (self, num) {
            (Self::Differs, 1) => "differs",
            (Self::Differs, _) => "differ",
            (Self::NeedsAssumption, 1) => "needs an assumption",
            (Self::NeedsAssumption, _) => "need an assumption",
            (Self::Agrees, 1) => "agrees",
            (Self::Agrees, _) => "agree",
            (Self::CannotCheck, _) => "cannot be checked",
        };
        format!("{num} {words}")
    }

    /// A sign beside the word, so that meaning does not rest on colour.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Differs => "≠",
            Self::NeedsAssumption => "?",
            Self::Agrees => "=",
            Self::CannotCheck => "–",
        }
    }
}

/// Words that a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The mention, where it is one.
    pub mention: Option<MentionId>,
    /// Where it stands.
    pub span: Span,
}

/// A row of a table that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Title and publisher.
    pub source: String,
    /// Which edition.
    pub edition: String,
    /// Which row, in words: "JPY 2024-02".
    pub row: String,
}

/// How a finding was come by, and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's code, such as `unit-pair`.
    pub rule: &'static str,
    /// What became of it.
    pub verdict: Verdict,
    /// The stretch of text it is about.
    pub span: Span,
    /// Its words, on one line.
    pub text: String,
    /// The words it rests on, in document order, the first one foremost.
    pub evidence: Vec<Evidence>,
    /// The calculation, in one line.
    pub working: String,
    /// What counts as agreeing, in words.
    pub tolerance: String,
    /// Rows it rests on; the first is the one the verdict compares with.
    pub references: Vec<Reference>,
    /// Why it cannot be checked, or what has to be assumed.
    pub reason: Option<String>,
    /// What a careful reader should keep in mind.
    pub caveats: Vec<String>,
    /// The reference mark that follows the words.
    pub mark: Option<u32>,
    /// The claim it is about, for the charts.
    pub claim: Option<ClaimId>,
    /// The country it is about, for the charts.
    pub country: Option<Iso3>,
    /// The missile system it is about, for the charts.
    pub weapon: Option<String>,
    /// What would have to be true instead.
    pub what_if: Option<WhatIf>,
    /// The figure of another document that it is compared with.
    pub elsewhere: Option<Elsewhere>,
}

/// A figure of another document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Which document.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// The figure.
    pub mention: MentionId,
    /// Its words, on one line.
    pub text: String,
}

impl Finding {
    /// One with nothing but its words and verdict.
    pub(super) const fn new(
        rule: &'static str,
        verdict: Verdict,
        span: Span,
        text: String,
    ) -> Self {
        Self {
            rule,
            verdict,
            span,
            text,
            evidence: Vec::new(),
            working: String::new(),
            tolerance: String::new(),
            references: Vec::new(),
            reason: None,
            caveats: Vec::new(),
            mark: None,
            claim: None,
            country: None,
            weapon: None,
            what_if: None,
            elsewhere: None,
        }
    }

    /// Whether a mention is among the words it rests on.
    pub fn rests_on(&self, mention: MentionId) -> bool {
        self.evidence.iter().any(|it| it.mention == Some(mention))
    }

    /// The reference as one line: source, edition, row; empty when there is none.
    pub fn source_line(&self) -> String {
        let lines: Vec<String> = self.references.iter().map(Reference::line).collect();
        lines.join("; ")
    }
}

impl Reference {
    /// Source, edition and row on one line.
    pub fn line(&self) -> String {
        let mut line = self.source.clone();
        if !self.edition.is_empty() {
            line.push_str(", ");
            line.push_str(&self.edition);
        }
        format!("{line} ({})", self.row)
    }
}
