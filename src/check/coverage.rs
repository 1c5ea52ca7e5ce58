//! What became of every figure: checked, without reference, or no claim. Nothing is skipped in silence.

use super::{Finding, Verdict};
use crate::document::{BlockKind, Document};
use crate::extract::{Extraction, Kind, Mention, MentionId};

/// What became of one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A finding rests on it.
    Checked,
    /// It claims something, but there is nothing to compare it with; why.
    NoReference(String),
    /// It claims nothing; why.
    NotAClaim(&'static str),
}

impl Standing {
    /// For people.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Checked => "Checked",
            Self::NoReference(_) => "Nothing to compare with",
            Self::NotAClaim(_) => "Not a claim",
        }
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Which.
    pub mention: MentionId,
    /// What became of it.
    pub standing: Standing,
}

/// All figures of a document, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// One entry a figure.
    pub figures: Vec<Covered>,
}

impl Coverage {
    /// How many were checked, had no reference, were no claim.
    pub fn counts(&self) -> (usize, usize, usize) {
        let mut counts = (0, 0, 0);
        for covered in &self.figures {
            match covered.standing {
                Standing::Checked => counts.0 += 1,
                Standing::NoReference(_) => counts.1 += 1,
                Standing::NotAClaim(_) => counts.2 += 1,
            }
        }
        counts
    }

    /// "25 of 31 figures checked, 2 with nothing to compare with, 4 no claim".
    pub fn summary(&self) -> String {
        let (checked, unknown, none) = self.counts();
        format!(
            "{checked} of {} figures checked, {unknown} with nothing to compare with, {none} not a claim",
            self.figures.len()
        )
    }
}

/// A figure that nothing was found about, as a finding.
pub(super) fn unchecked(text: &str, extraction: &Extraction, covered: &Covered) -> Option<Finding> {
    let span = extraction.mention(covered.mention)?.span;
    let words = super::words::shown(text, span);
    let mut finding = Finding::new("coverage", Verdict::CannotCheck, span, words);
    finding.evidence.push(super::Evidence {
        mention: Some(covered.mention),
        span,
    });
    finding.reason = Some(match &covered.standing {
        Standing::Checked => return None,
        Standing::NoReference(reason) => format!("nothing to compare with: {reason}"),
        Standing::NotAClaim(reason) => format!("not a claim: {reason}"),
    });
    Some(finding)
}

/// Whether a mention has a value that could be checked: a figure or a date.
pub(super) fn is_valued(mention: &Mention) -> bool {
    matches!(
        mention.kind(),
        Kind::Money | Kind::Distance | Kind::Percent | Kind::Count | Kind::Rank | Kind::Date
    )
}

/// Why nothing speaks of a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dated {
    /// It dates a claim.
    Claim,
    /// Nothing that it dates is claimed.
    Nothing,
}

/// Whether a place is in the list of references; places are asked in order.
fn listed(document: &Document) -> impl FnMut(usize) -> bool + use<'_> {
    let mut blocks = document.blocks.iter().peekable();
    move |at| {
        while blocks.next_if(|it| it.span.end() <= at).is_some() {}
        let here = blocks.peek().filter(|it| it.span.start() <= at);
        here.is_some_and(|it| it.kind == BlockKind::Reference)
    }
}

fn date(is_listed: bool, dated: Dated) -> Standing {
    match dated {
        _ if is_listed => Standing::NotAClaim("a date in the list of references"),
        Dated::Claim => {
            Standing::NoReference("the time of a figure that has no reference".to_owned())
        }
        Dated::Nothing => Standing::NotAClaim("a date that no figure is of"),
    }
}

/// Lists every figure and date.
pub(super) fn cover(
    document: &Document,
    extraction: &Extraction,
    findings: &[Finding],
) -> Coverage {
    let num = extraction.mentions.len();
    let mut checked = vec![false; num];
    let mut unknown: Vec<Option<&str>> = vec![None; num];
    for finding in findings {
        for evidence in &finding.evidence {
            let Some(at) = evidence.mention.map(|it| it.0 as usize) else {
                continue;
            };
            if finding.verdict == Verdict::CannotCheck {
                if let (Some(slot), Some(reason)) = (unknown.get_mut(at), &finding.reason) {
                    slot.get_or_insert(reason);
                }
            } else if let Some(slot) = checked.get_mut(at) {
                *slot = true;
            }
        }
    }
    let mut claimed = vec![false; num];
    let mut dated = vec![Dated::Nothing; num];
    for claim in &extraction.claims {
        if let Some(slot) = claimed.get_mut(claim.figure.0 as usize) {
            *slot = true;
        }
        let when = claim.when_mention.map(|it| it.0 as usize);
        if let Some(slot) = when.and_then(|at| dated.get_mut(at)) {
            *slot = Dated::Claim;
        }
    }
    let mut listed = listed(document);
    let mut reasons: Vec<Option<&'static str>> = vec![None; num];
    for (mention, reason) in &extraction.left_out {
        if let Some(slot) = reasons.get_mut(mention.0 as usize) {
            *slot = Some(reason.words());
        }
    }
    let at = |list: &[bool], i: usize| list.get(i).copied().unwrap_or(false);
    let figures = extraction.mentions.iter().enumerate();
    let figures = figures.filter(|(_, mention)| is_valued(mention));
    let covered = figures.filter_map(|(i, mention)| {
        let standing = if at(&checked, i) {
            Standing::Checked
        } else if let Some(reason) = unknown.get(i).copied().flatten() {
            Standing::NoReference(reason.to_owned())
        } else if at(&claimed, i) {
            Standing::NoReference("no table and no other figure to compare it with".to_owned())
        } else if mention.kind() == Kind::Date {
            let is_listed = listed(mention.span.start());
            date(is_listed, dated.get(i).copied().unwrap_or(Dated::Nothing))
        } else {
            let reason = reasons.get(i).copied().flatten();
            Standing::NotAClaim(reason.unwrap_or("nothing in the text says what it should equal"))
        };
        Some(Covered {
            mention: MentionId(u32::try_from(i).ok()?),
            standing,
        })
    });
    Coverage {
        figures: covered.collect(),
    }
}
