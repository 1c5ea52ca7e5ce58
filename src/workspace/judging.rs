//! What the reader says of findings: a note on the finding's words that carries its rule, verdict, working
//! and source. Undone, stored and exported as every note is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{Item, Job, OpenDocument, Workspace};
use crate::check::{Finding, FindingId};
use crate::document::DocumentId;
use crate::export::findings::noted;
use crate::extract::ClaimId;
use crate::notes::{Annotation, Body, Judgement, NoteEdit, NoteId};

/// What the reader said of the findings of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    said: BTreeMap<FindingId, Judgement>,
    rejected_claims: BTreeSet<ClaimId>,
}

impl Judged {
    /// What was said of a finding, if anything.
    pub fn of(&self, finding: FindingId) -> Option<Judgement> {
        self.said.get(&finding).copied()
    }

    /// Whether what a mark on a chart rests on was rejected.
    pub fn rejects(&self, claim: ClaimId) -> bool {
        self.rejected_claims.contains(&claim)
    }
}

impl Workspace {
    /// What the reader said of the findings of an opened document.
    pub fn judged(&self, open: &OpenDocument) -> Judged {
        let mut judged = Judged::default();
        let Some(checked) = open.derived.checked.as_ref() else {
            return judged;
        };
        if self.notes.is_empty() {
            return judged;
        }
        for (id, finding) in (0u32..).map(FindingId).zip(&checked.findings) {
            let Some(said) = self.note_on(open, finding).and_then(Judgement::of) else {
                continue;
            };
            judged.said.insert(id, said);
            if said == Judgement::Rejected {
                judged.rejected_claims.extend(finding.claim);
            }
        }
        judged
    }

    /// The note that the reader made on a finding of an opened document, if there is one: it stands on the
    /// same words and was made for the same rule.
    pub fn note_on(&self, open: &OpenDocument, finding: &Finding) -> Option<&Annotation> {
        open.notes
            .on(finding.span)
            .filter_map(|id| self.notes.get(id))
            .find(|note| {
                let made_on = note.target.finding.as_ref();
                made_on.is_some_and(|it| it.rule == finding.rule)
            })
    }

    /// A new note, with the finding it is made on.
    pub(super) fn on_finding(
        &self,
        mut note: Annotation,
        document: DocumentId,
        finding: Option<FindingId>,
    ) -> Annotation {
        let found = finding.and_then(|id| self.finding(document, id));
        if let Some(finding) = found {
            note.target.finding = Some(Box::new(noted(finding)));
            note.target.source = finding.source_line();
        }
        note
    }

    /// A finding of an opened document.
    pub fn finding(&self, document: DocumentId, id: FindingId) -> Option<&Finding> {
        let open = self.document(document)?;
        open.derived.checked.as_ref()?.finding(id)
    }

    /// Says whether a finding holds; a note that says nothing more is taken away with its word.
    pub(super) fn judge(
        &mut self,
        id: NoteId,
        document: DocumentId,
        finding: FindingId,
        judgement: Option<Judgement>,
        now: Timestamp,
    ) -> Vec<Job> {
        let Some(found) = self.finding(document, finding) else {
            return Vec::new();
        };
        let Some(open) = self.document(document) else {
            return Vec::new();
        };
        let before = self.note_on(open, found).cloned();
        let mention = found.evidence.first().and_then(|it| it.mention);
        let Some(before) = before else {
            if judgement.is_none() {
                return Vec::new();
            }
            let body = Body {
                tags: Judgement::put(judgement, &[]),
                ..Body::default()
            };
            let span = found.span;
            let Some(note) = self.new_note(id, document, span, mention, body, now) else {
                return Vec::new();
            };
            let note = self.on_finding(note, document, Some(finding));
            return self.edit_notes(NoteEdit::add(note), Some(now));
        };
        let tags = Judgement::put(judgement, &before.body.tags);
        if tags == before.body.tags {
            return Vec::new();
        }
        if tags.is_empty() && before.body.text.trim().is_empty() {
            if self.selection.selected() == Some(&Item::Note(before.id)) {
                self.selection
                    .select(Some(Item::Finding(document, finding)));
            }
            return self.delete_note(before.id, now);
        }
        let body = Body {
            tags,
            ..before.body.clone()
        };
        self.edit_body(before.id, body, now)
    }
}
