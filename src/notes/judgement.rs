//! What a reader says of a finding: that it holds, or that it does not. Kept as a tag of the note on it,
//! so that every table and every export shows it.

use super::annotation::{Annotation, Tag};

/// A reader's word on a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Judgement {
    /// The finding holds.
    Confirmed,
    /// The finding does not hold.
    Rejected,
}

impl Judgement {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Confirmed, Self::Rejected];

    /// The tag of a note.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
        }
    }

    /// What a note on a finding says of it.
    pub fn of(note: &Annotation) -> Option<Self> {
        note.target.finding.as_ref()?;
        let says = |it: &Self| note.body.tags.iter().any(|tag| tag.as_str() == it.tag());
        Self::ALL.into_iter().find(says)
    }

    /// What a note says that has no words of its own but a reader's word on a finding: what was found,
    /// and whether it holds. `None` for every other note.
    pub fn sentence(note: &Annotation) -> Option<String> {
        if !note.body.text.trim().is_empty() {
            return None;
        }
        let word = match Self::of(note)? {
            Self::Confirmed => "The finding holds",
            Self::Rejected => "The finding does not hold",
        };
        let detail = &note.target.finding.as_ref()?.detail;
        if detail.is_empty() {
            return Some(word.to_owned());
        }
        Some(format!("{word}: {detail}"))
    }

    /// The tags of a note with this word, or none, in the place of any other.
    pub fn put(judgement: Option<Self>, tags: &[Tag]) -> Vec<Tag> {
        let is_word = |tag: &&Tag| Self::ALL.iter().any(|it| it.tag() == tag.as_str());
        let kept = tags.iter().filter(|tag| !is_word(tag)).cloned();
        let said = judgement.and_then(|it| Tag::parse(it.tag()));
        said.into_iter().chain(kept).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_judgement_says_what_was_judged() {
        use crate::notes::any_note::any_note;
        use crate::notes::{Body, NotedFinding};
        use proptest::strategy::{Strategy as _, ValueTree as _};
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let mut note = any_note().new_tree(&mut runner).unwrap().current();
        note.body = Body {
            tags: Tag::parse_all(["rejected"]),
            ..Body::default()
        };
        let (rule, verdict) = ("rank".to_owned(), "differs".to_owned());
        let detail = "stated third, rank 7".to_owned();
        note.target.finding = NotedFinding::from_cells(rule, verdict, detail);
        let said = Judgement::sentence(&note);
        let expected = "The finding does not hold: stated third, rank 7";
        assert_eq!(said.as_deref(), Some(expected));
        note.body.text = "see below".to_owned();
        assert_eq!(Judgement::sentence(&note), None, "its own words are enough");
        note.body = Body::default();
        assert_eq!(Judgement::sentence(&note), None, "nothing was said");
    }

    #[test]
    fn one_word_takes_the_place_of_the_other() {
        let tags = Tag::parse_all(["to do", "rejected"]);
        let confirmed = Judgement::put(Some(Judgement::Confirmed), &tags);
        assert_eq!(confirmed, Tag::parse_all(["confirmed", "to do"]));
        assert_eq!(Judgement::put(None, &confirmed), Tag::parse_all(["to do"]));
    }
}
