//! What the reader said about mentions: corrections, each with where it holds, and their edits.
//!
//! A correction names its subject as it was seen (kind and words), never by number, so that it
//! survives another extraction, another start and a changed document. For one passage it keeps the
//! same target as a note and is found again the same way; a passage that is gone changes nothing.
//! What a correction does to mentions is [`crate::extract::correction`]'s.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::document::{Document, Fingerprint};
use crate::extract::explain::a_kind;
use crate::extract::{
    Amendment, Change, Extraction, Kind, Meets, MentionId, Retold, apply_corrections,
};
use crate::notes::{Target, anchor};
use crate::reference::Catalog;
use crate::text::Span;

/// Names a correction for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorrectionId(pub uuid::Uuid);

impl std::fmt::Display for CorrectionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// One thing the reader said. Never changed, only made and taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its name.
    pub id: CorrectionId,
    /// Where it holds.
    pub scope: Scope,
    /// Of which mentions it was said.
    pub subject: Subject,
    /// What becomes of them.
    pub change: Change,
    /// When it was said; later words act on what earlier ones left.
    pub created: Timestamp,
}

/// Where a correction holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// At one passage.
    Here(Box<Target>),
    /// In one document.
    Document {
        /// Its file name.
        name: String,
        /// SHA-256 of its bytes when it was said.
        fingerprint: Option<Fingerprint>,
    },
    /// In every document.
    Everywhere,
}

/// Mentions that a correction is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Their kind.
    pub kind: Kind,
    /// Whether they are told by spelling or by what they name.
    pub by: By,
    /// The spelling, or the key of what they name as in [`crate::extract::correction::named`].
    pub key: String,
    /// As shown.
    pub label: String,
}

/// How the mentions of a subject are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Written alike, whatever the capitals.
    Spelling,
    /// Naming the same.
    Name,
}

/// How far a correction shall reach, as chosen in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Only here.
    Here,
    /// Everywhere in this document.
    Document,
    /// In every document.
    Everywhere,
}

/// What a correction is made on, as pointed at in the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// A mention.
    Mention(MentionId),
    /// Marked words, which shall be a mention of this kind.
    Passage(Span, Kind),
    /// Everything that names this.
    Name(Subject),
}

/// Longest words shown in a sentence, in characters.
const MAX_SHOWN: usize = 60;

impl Correction {
    /// For the menu: "dismissal of “Patriot”".
    pub fn name(&self) -> String {
        let what = match self.change {
            Change::Dismiss => "dismissal",
            Change::Retype(_) => "change",
            Change::Merge(_) => "merging",
            Change::Add(_) => "marking",
            Change::Claim(Retold::Country(_)) => "country",
            Change::Claim(Retold::Year(_)) => "year",
            Change::Claim(Retold::NoClaim) => "setting aside",
        };
        format!("{what} of {}", self.quoted())
    }

    /// What was done: "Dismissed “Patriot”".
    pub fn done(&self) -> String {
        let subject = self.quoted();
        match &self.change {
            Change::Dismiss => format!("Dismissed {subject}"),
            Change::Retype(to) => format!("Changed {subject} to {}", described(to)),
            Change::Merge(to) => format!("Merged {subject} into “{}”", short(&to.words)),
            Change::Add(to) => format!("Marked {subject} as {}", described(to)),
            Change::Claim(to) => format!("Set: {subject} {}", to.words()),
        }
    }

    /// What holds since: "“Patriot” is no weapon".
    pub fn said(&self) -> String {
        let subject = self.quoted();
        match &self.change {
            Change::Dismiss => {
                let kind = a_kind(self.subject.kind);
                let bare = kind.strip_prefix("an ").or_else(|| kind.strip_prefix("a "));
                format!("{subject} is no {}", bare.unwrap_or(kind))
            }
            Change::Retype(to) | Change::Add(to) => format!("{subject} is {}", described(to)),
            Change::Merge(to) => format!("{subject} is the same as “{}”", short(&to.words)),
            Change::Claim(to) => format!("{subject} {}", to.words()),
        }
    }

    /// Where it holds: "everywhere in japan.md".
    pub fn place(&self) -> String {
        match &self.scope {
            Scope::Here(target) => format!("one place in {}", target.document),
            Scope::Document { name, .. } => format!("everywhere in {name}"),
            Scope::Everywhere => "every document".to_owned(),
        }
    }

    fn quoted(&self) -> String {
        format!("“{}”", short(&self.subject.label))
    }

    /// Whether it may act in this document: one with the same bytes or, as it may have changed
    /// since, of the same name.
    pub fn is_about(&self, document: &Document) -> bool {
        let same = |name: &str, fingerprint: Option<Fingerprint>| {
            fingerprint == Some(document.fingerprint) || name == document.name
        };
        match &self.scope {
            Scope::Here(target) => same(&target.document, target.fingerprint),
            Scope::Document { name, fingerprint } => same(name, *fingerprint),
            Scope::Everywhere => true,
        }
    }

    /// What it says of this document; `None` when nothing, or when its passage is gone.
    fn amendment(&self, document: &Document) -> Option<Amendment> {
        if !self.is_about(document) {
            return None;
        }
        let Subject { kind, by, key, .. } = &self.subject;
        let meets = match (&self.scope, by) {
            (Scope::Here(target), _) => {
                Meets::Passage(anchor(target, &document.text).span()?, *kind)
            }
            (_, By::Spelling) => Meets::Spelling(*kind, key.clone()),
            (_, By::Name) => Meets::Name(*kind, key.clone()),
        };
        Some(Amendment {
            meets,
            change: self.change.clone(),
        })
    }
}

fn described(to: &crate::extract::Meaning) -> String {
    format!("{} “{}”", a_kind(to.kind), short(&to.words))
}

/// Words on one line, cut when they are long.
fn short(words: &str) -> String {
    let line = words
        .split_whitespace()
        .take(40)
        .collect::<Vec<_>>()
        .join(" ");
    match line.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or("").trim_end()),
        None => line,
    }
}

/// All corrections of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectionSet {
    corrections: BTreeMap<CorrectionId, Correction>,
}

impl CorrectionSet {
    /// From stored ones.
    pub fn from_corrections(all: impl IntoIterator<Item = Correction>) -> Self {
        Self {
            corrections: all.into_iter().map(|it| (it.id, it)).collect(),
        }
    }

    /// By id.
    pub fn get(&self, id: CorrectionId) -> Option<&Correction> {
        self.corrections.get(&id)
    }

    /// In the order they were said: the order they act in.
    pub fn in_order(&self) -> Vec<&Correction> {
        let mut all: Vec<&Correction> = self.corrections.values().collect();
        all.sort_by_key(|it| (it.created, it.id));
        all
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.corrections.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.corrections.is_empty()
    }

    /// Applies an edit.
    pub fn apply(&mut self, edit: &CorrectionEdit) {
        if edit.is_made {
            self.corrections
                .insert(edit.correction.id, edit.correction.clone());
        } else {
            self.corrections.remove(&edit.correction.id);
        }
    }
}

/// A correction made or taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionEdit {
    /// Which.
    pub correction: Correction,
    /// Made; otherwise taken back.
    pub is_made: bool,
}

impl CorrectionEdit {
    /// What takes this back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            correction: self.correction.clone(),
            is_made: !self.is_made,
        }
    }

    /// For the menu.
    pub fn name(&self) -> String {
        let name = self.correction.name();
        if self.is_made {
            name
        } else {
            format!("taking back the {name}")
        }
    }
}

/// A document's mentions as they were found and as they were corrected.
#[derive(Clone, Debug)]
pub struct Reading {
    /// As the rules found them.
    pub found: Arc<Extraction>,
    /// As the reader corrected them; the same when nothing was.
    pub extraction: Arc<Extraction>,
    /// What each correction did.
    pub effects: Arc<Effects>,
    /// The corrections it was made with.
    pub corrections: Arc<CorrectionSet>,
}

/// What corrections did in one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// How many mentions each changed; those that are not about the document are not here.
    pub counts: BTreeMap<CorrectionId, usize>,
    /// Mentions that were made or changed, in order, with the correction that did it last.
    pub touched: Vec<(Span, CorrectionId)>,
    /// What was said of the claims of figures, in order of figure and as it was said.
    pub retold: Vec<(MentionId, Retold)>,
}

impl Effects {
    /// The correction that made a mention what it is.
    pub fn of(&self, span: Span) -> Option<CorrectionId> {
        let at = self.touched.binary_search_by_key(&span, |(span, _)| *span);
        at.ok()
            .and_then(|at| self.touched.get(at))
            .map(|(_, id)| *id)
    }

    /// What was said of the claims of a figure, as it was said.
    pub fn retold_of(&self, figure: MentionId) -> impl Iterator<Item = Retold> {
        let from = self.retold.partition_point(|(of, _)| *of < figure);
        let rest = self.retold.get(from..).unwrap_or(&[]).iter();
        rest.take_while(move |(of, _)| *of == figure).map(|it| it.1)
    }
}

/// Applies the corrections that are about a document. Work of a job: a document may have mentions
/// by the million.
pub fn read_corrected(
    document: &Document,
    found: Arc<Extraction>,
    corrections: Arc<CorrectionSet>,
) -> Reading {
    let said: Vec<(CorrectionId, Option<Amendment>)> = corrections
        .in_order()
        .into_iter()
        .filter(|correction| correction.is_about(document))
        .map(|correction| (correction.id, correction.amendment(document)))
        .collect();
    let mut effects = Effects {
        counts: said.iter().map(|(id, _)| (*id, 0)).collect(),
        touched: Vec::new(),
        retold: Vec::new(),
    };
    let (ids, amendments): (Vec<CorrectionId>, Vec<Amendment>) = said
        .into_iter()
        .filter_map(|(id, amendment)| Some((id, amendment?)))
        .unzip();
    let corrected = apply_corrections(document, &found, &amendments, Catalog::shipped());
    effects
        .counts
        .extend(ids.iter().copied().zip(corrected.counts));
    let touched = corrected.touched.into_iter();
    effects.touched = touched
        .filter_map(|(span, at)| Some((span, *ids.get(at)?)))
        .collect();
    effects.retold = corrected.retold;
    let extraction = match corrected.extraction {
        Some(extraction) => Arc::new(extraction),
        None => Arc::clone(&found),
    };
    Reading {
        found,
        extraction,
        effects: Arc::new(effects),
        corrections,
    }
}

#[cfg(test)]
pub(crate) mod any_correction;

#[cfg(test)]
mod tests {
    use super::any_correction::correction;
    use super::*;
    use crate::extract::Meaning;

    fn meaning(kind: Kind, words: &str) -> Meaning {
        Meaning {
            kind,
            entity: None,
            words: words.to_owned(),
        }
    }

    #[track_caller]
    fn check(change: Change, name: &str, done: &str, said: &str) {
        let mut correction = correction(1, Scope::Everywhere);
        correction.change = change;
        assert_eq!(correction.name(), name);
        assert_eq!(correction.done(), done);
        assert_eq!(correction.said(), said);
    }

    #[test]
    fn every_change_has_its_words() {
        check(
            Change::Dismiss,
            "dismissal of “Patriot”",
            "Dismissed “Patriot”",
            "“Patriot” is no weapon",
        );
        check(
            Change::Retype(meaning(Kind::Organisation, "Patriot Inc.")),
            "change of “Patriot”",
            "Changed “Patriot” to an organisation “Patriot Inc.”",
            "“Patriot” is an organisation “Patriot Inc.”",
        );
        check(
            Change::Merge(meaning(Kind::Weapon, "MIM-104")),
            "merging of “Patriot”",
            "Merged “Patriot” into “MIM-104”",
            "“Patriot” is the same as “MIM-104”",
        );
        check(
            Change::Claim(Retold::Country(
                crate::reference::Iso3::parse("DEU").unwrap(),
            )),
            "country of “Patriot”",
            "Set: “Patriot” counts for Germany",
            "“Patriot” counts for Germany",
        );
        check(
            Change::Claim(Retold::NoClaim),
            "setting aside of “Patriot”",
            "Set: “Patriot” is no claim",
            "“Patriot” is no claim",
        );
    }

    #[test]
    fn long_words_are_cut() {
        let mut correction = correction(1, Scope::Everywhere);
        correction.subject.label = "x".repeat(500);
        assert!(correction.name().chars().count() < 90);
    }

    #[test]
    fn making_and_taking_back_is_nothing() {
        let correction = correction(1, Scope::Everywhere);
        let edit = CorrectionEdit {
            correction,
            is_made: true,
        };
        let mut set = CorrectionSet::default();
        set.apply(&edit);
        assert_eq!(set.len(), 1);
        set.apply(&edit.inverse());
        assert!(set.is_empty());
        assert_eq!(edit.inverse().inverse(), edit);
        assert_eq!(
            edit.inverse().name(),
            "taking back the dismissal of “Patriot”"
        );
    }
}
