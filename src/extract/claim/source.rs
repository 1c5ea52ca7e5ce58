//! Whose word a figure is: "according to SIPRI", "the ministry said", "NATO figures show".

use std::ops::Range;

use super::Attribution;
use super::sentence::Sentence;
use super::values::{can_speak, id};
use crate::extract::cues::Cue;
use crate::extract::word_set::word_set;
use crate::extract::{Mention, MentionId};

/// How far from its word the source may stand, in bytes.
const NEAR: usize = 60;

/// Words from "said" to the end of a sentence that it closes: "…, Healey told parliament on Monday".
const MAX_TAIL: usize = 8;

word_set! {
    /// Who says something without being named.
    UNNAMED = "officials" "official" "ministers" "ministry" "minister" "analysts" "analyst"
        "sources" "government" "he" "she" "they" "it" "report" "spokesman" "spokeswoman"
        "spokesperson" "experts" "auditors" "statement" "who" "military" "army" "review"
}

word_set! {
    /// Between the name of who speaks and "said": "Healey, the defence secretary, said".
    NO_SPEAKER = "as" "is" "was" "were" "been" "be" "are" "not"
}

/// The sources of one sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::extract) struct Sources {
    said: Option<Said>,
}

#[derive(Clone, Copy, Debug)]
struct Said {
    by: Option<MentionId>,
    /// Where its word stands.
    at: usize,
    /// It speaks of the whole sentence: "according to", or ", officials said" at its end.
    is_of_all: bool,
}

impl Sources {
    /// Finds who speaks in the sentence.
    pub(in crate::extract) fn of(
        text: &str,
        sentence: &Sentence<'_>,
        mentions: &[Mention],
    ) -> Self {
        let inside = Inside {
            text,
            sentence,
            mentions,
        };
        let said = sentence.cues.iter().find_map(|&(at, cue)| match cue {
            Cue::According => inside.after(at, NEAR).map(|by| Said {
                by: Some(by),
                at,
                is_of_all: true,
            }),
            Cue::Says => inside.speaker(at),
            Cue::Data => inside.of_data(at),
            _ => None,
        });
        Self { said }
    }

    /// Whose word the figure at `at` is.
    pub(in crate::extract) fn at(
        &self,
        text: &str,
        sentence: &Sentence<'_>,
        at: usize,
    ) -> Option<Attribution> {
        let quoted = sentence.is_quoted(at);
        let said = self.said.filter(|said| {
            said.is_of_all
                || sentence.clause(at).contains(&said.at)
                || text
                    .get(said.at..at)
                    .is_some_and(|between| !between.contains(';'))
        });
        match said {
            Some(said) => Some(Attribution {
                by: said.by,
                quoted,
            }),
            None => quoted.then_some(Attribution { by: None, quoted }),
        }
    }

    /// The mention that speaks: it is no subject.
    pub(in crate::extract) fn speaker(&self) -> Option<MentionId> {
        self.said.and_then(|said| said.by)
    }
}

struct Inside<'a> {
    text: &'a str,
    sentence: &'a Sentence<'a>,
    mentions: &'a [Mention],
}

impl Inside<'_> {
    fn speakers(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = (usize, &Mention)> {
        self.sentence.mentions.clone().filter_map(move |i| {
            let mention = self.mentions.get(i)?;
            (can_speak(mention) && range.contains(&mention.span.start())).then_some((i, mention))
        })
    }

    fn after(&self, at: usize, within: usize) -> Option<MentionId> {
        self.speakers(at..at + within).next().map(|(i, _)| id(i))
    }

    /// Before "said", in the same clause and with few words between; else right after it.
    fn speaker(&self, at: usize) -> Option<Said> {
        let clause = self.sentence.clause(at);
        let before = self.sentence.words_before(at, 1).next()?;
        if NO_SPEAKER.has(before) {
            return None;
        }
        let said = |by| Said {
            by,
            at,
            is_of_all: self.sentence.num_words(at, self.sentence.span.end) <= MAX_TAIL
                && self.closes(at, by),
        };
        let from = clause.start.max(at.saturating_sub(NEAR));
        let named = self.speakers(from..at).next_back();
        let is_unnamed = UNNAMED.has(before);
        if let Some((i, mention)) = named {
            let num_words = self.sentence.num_words(mention.span.end(), at);
            // "the prime minister, said" has its name before the comma.
            if num_words <= 1 || num_words <= 6 && self.text.get(..at)?.trim_end().ends_with(',') {
                return Some(said(Some(id(i))));
            }
        }
        if is_unnamed {
            return Some(said(None));
        }
        // "…, said John Healey".
        let next = self.speakers(at..at + NEAR).next();
        let follows =
            next.filter(|(_, mention)| self.sentence.num_words(at, mention.span.start()) <= 3);
        let comma = self
            .text
            .get(..at)?
            .trim_end()
            .ends_with([',', '"', '”', '-', '–']);
        follows.filter(|_| comma).map(|(i, _)| said(Some(id(i))))
    }

    /// A comma sets "…, officials said" off from what was said.
    fn closes(&self, at: usize, by: Option<MentionId>) -> bool {
        let start = by
            .and_then(|id| self.mentions.get(id.0 as usize))
            .map_or(at, |it| it.span.start().min(at));
        let before = self.text.get(..start).unwrap_or("").trim_end();
        let before = before
            .trim_end_matches("the")
            .trim_end_matches(|c: char| by.is_none() && c.is_ascii_lowercase())
            .trim_end();
        before.ends_with([',', '”', '"'])
    }

    /// "NATO figures show", "by SIPRI data".
    fn of_data(&self, at: usize) -> Option<Said> {
        let (i, mention) = self.speakers(at.saturating_sub(NEAR)..at).next_back()?;
        let is_beside = self.sentence.num_words(mention.span.end(), at) <= 1;
        is_beside.then_some(Said {
            by: Some(id(i)),
            at,
            is_of_all: true,
        })
    }
}
