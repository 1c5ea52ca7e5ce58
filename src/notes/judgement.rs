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
    fn one_word_takes_the_place_of_the_other() {
        let tags = Tag::parse_all(["to do", "rejected"]);
        let confirmed = Judgement::put(Some(Judgement::Confirmed), &tags);
        assert_eq!(confirmed, Tag::parse_all(["confirmed", "to do"]));
        assert_eq!(Judgement::put(None, &confirmed), Tag::parse_all(["to do"]));
    }
}
