//! What an item stands for everywhere: passages in the text, lines, points and bars in the charts.
//!
//! This is where "every figure is a handle on a chart, and every mark leads back to the words" is
//! decided; panels only paint it.

use std::collections::BTreeSet;

use super::{Item, OpenDocument, Workspace};
use crate::check::FindingId;
use crate::document::DocumentId;
use crate::extract::{ClaimId, Extraction, MentionId, Value};
use crate::figures::RangesFigure;
use crate::notes::{Mark, NoteId};
use crate::reference::{Iso3, Measure, ObservationId};
use crate::text::Span;

/// The same thing in every panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// Passages of the shown document, sorted; the first to bring into view is [`Self::first`].
    pub spans: Vec<Span>,
    /// The passage to bring into view.
    pub first: Option<Span>,
    /// Mentions behind the passages.
    pub mentions: BTreeSet<MentionId>,
    /// Lines of the spending chart.
    pub countries: BTreeSet<Iso3>,
    /// One point of the spending chart.
    pub observation: Option<ObservationId>,
    /// Hollow markers.
    pub claims: BTreeSet<ClaimId>,
    /// Bars of the range chart.
    pub weapons: BTreeSet<String>,
    /// Stated distances, as positions in [`RangesFigure::distances`].
    pub distances: BTreeSet<usize>,
    /// Findings that rest on it.
    pub findings: BTreeSet<FindingId>,
    /// The note, if it is one.
    pub note: Option<NoteId>,
}

impl Linked {
    pub(super) fn of(workspace: &Workspace, item: &Item) -> Self {
        let mut linked = Self::default();
        let active = workspace.active();
        match item {
            Item::Mention(document, id) => {
                if let Some(open) = shown(workspace, *document) {
                    linked.add_mention(open, *id);
                }
            }
            Item::Claim(document, id) => {
                linked.claims.insert(*id);
                if let Some(open) = shown(workspace, *document) {
                    linked.add_claim(open, *id);
                }
            }
            Item::Finding(document, id) => {
                linked.findings.insert(*id);
                if let Some(open) = shown(workspace, *document) {
                    linked.add_finding(open, *id);
                }
            }
            Item::Country(iso3) => {
                linked.countries.insert(*iso3);
                linked.add_mentions_where(active, |value| value.iso3() == Some(*iso3));
            }
            Item::Observation(id) => {
                linked.observation = Some(*id);
                let series = workspace.catalog().series.iter().find(|series| {
                    series
                        .observations
                        .iter()
                        .any(|observation| observation.id == *id)
                });
                if let Some(iso3) = series.map(|series| series.iso3) {
                    linked.countries.insert(iso3);
                    linked.add_mentions_where(active, |value| value.iso3() == Some(iso3));
                }
            }
            Item::Weapon(weapon) => {
                linked.weapons.insert(weapon.clone());
                linked.add_mentions_where(
                    active,
                    |value| matches!(value, Value::Weapon { weapon: Some(id) } if **id == **weapon),
                );
            }
            Item::Note(id) => linked.add_note(workspace, *id),
        }
        linked.spans.sort_unstable();
        linked.spans.dedup();
        linked.first = linked.first.or_else(|| linked.spans.first().copied());
        linked
    }

    fn add_mention(&mut self, open: &OpenDocument, id: MentionId) {
        let Some(extraction) = &open.derived.extraction else {
            return;
        };
        let Some(mention) = extraction.mention(id) else {
            return;
        };
        self.mentions.insert(id);
        self.spans.push(mention.span);
        self.first = Some(mention.span);
        self.countries.extend(mention.value.iso3());
        if let Value::Weapon {
            weapon: Some(weapon),
        } = &mention.value
        {
            self.weapons.insert(weapon.to_string());
        }
        self.add_claims_with(extraction, id);
        if let Some(checked) = &open.derived.checked {
            self.findings.extend(checked.about(id).map(|(id, _)| id));
        }
        if let Some(figures) = &open.derived.figures {
            let points = figures
                .spending
                .claims
                .iter()
                .filter(|point| point.mentions.contains(&id));
            for point in points {
                // A country alone does not select its claims, or every pledge would light up.
                if mention.value.iso3().is_none() {
                    self.claims.insert(point.claim);
                    self.countries.insert(point.iso3);
                }
            }
            self.distances.extend(distances_of(&figures.ranges, id));
        }
    }

    /// A figure stands for its claim, and through it for the subject's line or bar.
    fn add_claims_with(&mut self, extraction: &Extraction, id: MentionId) {
        for (at, claim) in extraction.claims.iter().enumerate() {
            if claim.figure != id && claim.when_mention != Some(id) {
                continue;
            }
            if let Ok(at) = u32::try_from(at) {
                self.claims.insert(ClaimId(at));
            }
            match &claim.subject {
                crate::extract::Subject::Country(iso3) => {
                    self.countries.insert(*iso3);
                }
                crate::extract::Subject::Weapon(weapon) => {
                    self.weapons.insert(weapon.to_string());
                }
                crate::extract::Subject::Unknown => {}
            }
        }
    }

    fn add_claim(&mut self, open: &OpenDocument, id: ClaimId) {
        let Some(extraction) = &open.derived.extraction else {
            return;
        };
        let Some(claim) = extraction.claims.get(id.0 as usize) else {
            return;
        };
        let mut mentions: Vec<MentionId> = [
            Some(claim.figure),
            claim.when_mention,
            claim.subject_mention,
        ]
        .into_iter()
        .flatten()
        .collect();
        if let Some(figures) = &open.derived.figures {
            let point = figures
                .spending
                .claims
                .iter()
                .find(|point| point.claim == id);
            mentions.extend(
                point
                    .into_iter()
                    .flat_map(|point| point.mentions.iter().copied()),
            );
            self.countries.extend(point.map(|point| point.iso3));
        }
        self.first = extraction.mention(claim.figure).map(|mention| mention.span);
        if let Some(checked) = &open.derived.checked {
            let about = checked.about(claim.figure);
            self.findings.extend(about.map(|(id, _)| id));
        }
        for id in mentions {
            self.mentions.insert(id);
            self.spans
                .extend(extraction.mention(id).map(|mention| mention.span));
        }
    }

    /// The words it rests on, its claim, and the line or bar it is about.
    fn add_finding(&mut self, open: &OpenDocument, id: FindingId) {
        let checked = open.derived.checked.as_ref();
        let Some(finding) = checked.and_then(|it| it.finding(id)) else {
            return;
        };
        for evidence in &finding.evidence {
            self.spans.push(evidence.span);
            self.mentions.extend(evidence.mention);
        }
        self.first = Some(finding.span);
        self.claims.extend(finding.claim);
        self.countries.extend(finding.country);
        self.weapons.extend(finding.weapon.clone());
    }

    fn add_note(&mut self, workspace: &Workspace, id: NoteId) {
        self.note = Some(id);
        let mark = workspace
            .notes()
            .get(id)
            .and_then(|note| Mark::of(&note.target));
        if let Some(mark) = mark {
            self.add_mark(workspace, &mark);
            return;
        }
        let Some(span) = workspace
            .anchoring(id)
            .and_then(|it| it.span().or(it.asked()))
        else {
            return;
        };
        let Some(note) = workspace.notes().get(id) else {
            return;
        };
        let open = workspace.document_of_note(note);
        let Some(open) = open.filter(|open| is_shown(workspace, open)) else {
            return;
        };
        let extraction = open.derived.extraction.as_ref();
        let mention = extraction.and_then(|extraction| extraction.mention_at(span));
        if let Some(mention) = mention {
            self.add_mention(open, mention);
        }
        self.spans.push(span);
        self.first = Some(span);
    }

    /// The line, point or bar that a note is about, as if that were selected.
    fn add_mark(&mut self, workspace: &Workspace, mark: &Mark) {
        let item = match mark {
            Mark::Document => None,
            Mark::Point {
                country,
                measure,
                year,
            } => workspace.point(country, measure, *year).or_else(|| {
                // A table without that figure still has the country.
                Iso3::parse(country).map(Item::Country)
            }),
            Mark::Line(country) => Iso3::parse(country).map(Item::Country),
            Mark::Bar(weapon) | Mark::Ring { reach: weapon, .. } => {
                Some(Item::Weapon(weapon.clone()))
            }
        };
        if let Some(item) = item {
            let note = self.note.take();
            *self = Self::of(workspace, &item);
            self.note = note;
        }
    }

    fn add_mentions_where(&mut self, open: Option<&OpenDocument>, wanted: impl Fn(&Value) -> bool) {
        let Some(extraction) = open.and_then(|open| open.derived.extraction.as_ref()) else {
            return;
        };
        for (mention, at) in extraction.mentions.iter().zip(0u32..) {
            if wanted(&mention.value) {
                self.mentions.insert(MentionId(at));
                self.spans.push(mention.span);
            }
        }
    }
}

impl Workspace {
    /// A published figure of the tables in use.
    pub fn point(&self, country: &str, measure: &str, year: i16) -> Option<Item> {
        let (iso3, measure) = (Iso3::parse(country)?, Measure::parse(measure)?);
        let mut all = self.catalog().series.iter();
        let series = all.find(|it| it.iso3 == iso3 && it.measure == measure.drawn_from())?;
        let found = series.observations.iter().find(|it| it.year == year)?;
        Some(Item::Observation(found.id))
    }
}

fn distances_of(figure: &RangesFigure, id: MentionId) -> impl Iterator<Item = usize> {
    let lines = figure.distances.iter().enumerate();
    lines
        .filter(move |(_, line)| line.mentions.contains(&id))
        .map(|(at, _)| at)
}

fn shown(workspace: &Workspace, id: DocumentId) -> Option<&OpenDocument> {
    workspace
        .document(id)
        .filter(|open| is_shown(workspace, open))
}

fn is_shown(workspace: &Workspace, open: &OpenDocument) -> bool {
    workspace
        .active()
        .is_some_and(|active| active.document.id == open.document.id)
}
