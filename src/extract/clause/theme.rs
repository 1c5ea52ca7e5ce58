//! What stands over a text and says what its figures measure: its heading, the title, and the line
//! that leads into a list.

use jiff::civil::Date;

use super::{Made, Walk};
use crate::document::outline::dateline;
use crate::document::{Block, BlockKind};
use crate::extract::claim::bounds::{end_of, start_of};
use crate::extract::claim::subject::Land;
use crate::extract::claim::values::{self, id};
use crate::extract::cues::Cue;
use crate::extract::quantities::table::head::has_word;
use crate::extract::{Kind, Mention, MentionId};
use crate::text::Span;

/// What a heading says about the text under it.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Theme {
    pub(in crate::extract) defence: bool,
    pub(in crate::extract) spending: bool,
    pub(in crate::extract) range: bool,
    pub(in crate::extract) price: bool,
    /// It names a ministry of defence.
    pub(in crate::extract) is_of_ministry: bool,
    /// It speaks of weapons, prices or other money.
    pub(in crate::extract) is_of_other: bool,
    /// The only country that it names.
    pub(in crate::extract) country: Option<Land>,
    /// The only date that it gives.
    pub(in crate::extract) when: Option<((Date, Date), MentionId)>,
}

/// What the title says of the whole text.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    theme: Theme,
    /// It speaks of the military.
    sees_defence: bool,
}

impl Theme {
    const fn is_silent(&self) -> bool {
        !(self.defence || self.spending || self.is_of_ministry || self.is_of_other)
    }
}

/// A longer block is no heading and no line under one.
const MAX_THEME: usize = 200;

const MINISTRIES: [&str; 3] = [
    "ministry of defence",
    "ministry of defense",
    "department of defense",
];

impl Walk<'_, '_> {
    /// What the heading over this text says, and the title where the heading says nothing of its own.
    pub(super) fn read_theme(&mut self) {
        let heading = self.heading.take();
        if heading.is_none() && self.has_theme {
            return;
        }
        self.has_theme = true;
        let title = match self.title.take() {
            Some(title) => title,
            None => self.read_title(),
        };
        self.seen_defence.here |= title.sees_defence;
        let own = heading.map(|it| self.theme_of(it)).unwrap_or_default();
        let over = &title.theme;
        self.theme = if own.is_of_other {
            own
        } else {
            Theme {
                defence: own.defence || over.defence,
                spending: own.spending || over.spending,
                is_of_ministry: own.is_of_ministry || over.is_of_ministry,
                country: own.country.or(over.country),
                ..own
            }
        };
        self.title = Some(title);
    }

    /// Reads the title before anything else.
    pub(super) fn read_title(&mut self) -> Title {
        let theme = self.theme_of_title();
        Title {
            theme,
            sees_defence: self.seen_defence.here,
        }
    }

    /// What the title says; where it says nothing, the lines below it up to the first sentence.
    fn theme_of_title(&mut self) -> Theme {
        const NUM_BLOCKS: usize = 5;
        let first = self.first_heading.unwrap_or(0);
        for block in first..first + NUM_BLOCKS {
            let Some(&Block { span, kind }) = self.blocks.get(block) else {
                break;
            };
            let theme = self.theme_of(block);
            // A line of text names who it is about, not who the document is about.
            let is_heading = matches!(kind, BlockKind::Heading { .. });
            if is_heading && !theme.is_silent() {
                return theme;
            }
            if theme.defence || theme.spending || theme.is_of_ministry {
                return Theme {
                    country: None,
                    when: None,
                    ..theme
                };
            }
            if span.len() > MAX_THEME {
                return self.theme_of_sentence(span);
            }
        }
        Theme::default()
    }

    /// What the first sentence of a long paragraph says: only that military spending is the matter.
    fn theme_of_sentence(&mut self, span: Span) -> Theme {
        let end = end_of(self.text, span.start(), span.start(), span.end());
        let i = self
            .mentions
            .partition_point(|it| it.span.start() < span.start());
        self.read(span.start()..end, i);
        let has = |cue| self.sentence.has(cue);
        let spending = has(Cue::Defence) && has(Cue::Spending) && !has(Cue::OtherMoney);
        Theme {
            defence: spending,
            spending,
            ..Theme::default()
        }
    }

    /// What one short block says.
    fn theme_of(&mut self, block: usize) -> Theme {
        let Some(block) = self.blocks.get(block).filter(|it| {
            it.span.len() <= MAX_THEME
                && matches!(it.kind, BlockKind::Heading { .. } | BlockKind::Paragraph)
        }) else {
            return Theme::default();
        };
        let span = block.span;
        let start = span.start() + dateline(span.slice(self.text)).unwrap_or(0);
        let i = self.mentions.partition_point(|it| it.span.start() < start);
        self.read(start..span.end(), i);
        let has = |cue| self.sentence.has(cue);
        let inside = || {
            self.sentence
                .mentions
                .clone()
                .filter_map(|i| Some((i, self.mentions.get(i)?)))
        };
        let mut countries = inside().filter_map(|(i, it)| Some((values::country(it)?, id(i))));
        let mut dates = inside().filter_map(|(i, it)| {
            let (from, to, _) = values::date(it)?;
            Some(((from, to), id(i)))
        });
        // "What the Baltic and Polish budgets buy" is about more than Poland.
        let is_alone = |land: &Land| {
            let is_place = |it: &&Mention| it.kind() == Kind::Place;
            let mut places = inside().map(|(_, it)| it).filter(is_place);
            places.all(|it| it.value.iso3() == Some(land.0))
        };
        let words = span.slice(self.text);
        let price = has(Cue::Price) || has(Cue::Deal);
        Theme {
            defence: has(Cue::Defence),
            spending: has(Cue::Spending) && !has(Cue::OtherMoney),
            range: has(Cue::Range),
            price,
            is_of_ministry: MINISTRIES.iter().any(|name| has_word(words, name)),
            is_of_other: price || has(Cue::Range) || has(Cue::OtherMoney) || has(Cue::Missile),
            country: countries
                .next()
                .filter(|it| countries.next().is_none() && is_alone(it)),
            when: dates.next().filter(|_| dates.next().is_none()),
        }
    }

    /// What the line that leads into a list says: "The plan includes:".
    pub(super) fn read_lead(&mut self) {
        let Some(span) = self
            .lead
            .and_then(|block| self.blocks.get(block))
            .map(|it| it.span)
        else {
            return;
        };
        let words = span.slice(self.text);
        if !words.ends_with(':') {
            return;
        }
        let start = start_of(self.text, span.start(), span.end());
        let i = self.mentions.partition_point(|it| it.span.start() < start);
        self.read(start..span.end(), i);
        self.carry.pass(&self.sentence, &Made::default());
        self.carry.planned = self.sentence.has(Cue::Planned);
        // "The plan of Denmark includes:" is about Denmark if it names nobody else.
        let mut countries = self
            .sentence
            .mentions
            .clone()
            .filter_map(|i| Some((values::country(self.mentions.get(i)?)?, id(i))));
        let only = countries.next().filter(|_| countries.next().is_none());
        self.carry.set_country(only);
        if self.sentence.has(Cue::Spending) && self.carry.military().defence {
            self.carry.set_spending();
        }
    }
}
