//! Claims while they are made: one figure's, and what a sentence gave so far.

use jiff::civil::Date;

use crate::extract::claim::subject::Land;
use crate::extract::claim::values::{self, id};
use crate::extract::claim::{Claim, ClaimMeasure, NotClaim, Subject};
use crate::extract::figure::Context;
use crate::extract::{Mention, MentionId};
use crate::text::Span;

/// What the figures of a sentence claimed so far.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Made {
    pub(in crate::extract) first: Option<Land>,
    pub(in crate::extract) running: Option<Land>,
    pub(in crate::extract) spending: bool,
    pub(in crate::extract) share: bool,
    /// A price of one was given.
    pub(in crate::extract) each: bool,
    /// When the first was.
    pub(in crate::extract) when: Option<((Date, Date), MentionId)>,
    /// When the last was that has a date.
    pub(in crate::extract) last_when: Option<((Date, Date), MentionId)>,
}

impl Made {
    /// Whom the sentence was about at its first figure, and at the last so far.
    pub(in crate::extract) fn running(&self) -> Option<(Land, Land)> {
        self.first.zip(self.running)
    }

    pub(super) fn note(&mut self, claims: &[Claim]) {
        for claim in claims {
            if let (Subject::Country(iso3), Some(mention)) = (&claim.subject, claim.subject_mention)
            {
                self.running = Some((*iso3, mention));
                self.first = self.first.or(self.running);
            }
            let is_spending = matches!(claim.measure, ClaimMeasure::Spending { .. });
            let is_share = matches!(claim.measure, ClaimMeasure::SpendingShare { .. });
            self.spending |= is_spending;
            self.share |= is_share;
            self.each |= matches!(claim.measure, ClaimMeasure::Price { each: true, .. });
            if (is_spending || is_share)
                && let (Some(when), Some(mention)) = (claim.when, claim.when_mention)
            {
                self.last_when = Some((when, mention));
                self.when = self.when.or(self.last_when);
            }
        }
    }
}

/// Makes the claims of one figure, if words say what it measures.
pub(super) fn claims_of(context: &Context<'_, '_>, out: &mut Vec<Claim>) -> Result<(), NotClaim> {
    let measure = context.measure()?;
    let (figure, mention) = (context.figure, context.mention);
    let is_of_weapon = matches!(
        measure,
        ClaimMeasure::Range { .. } | ClaimMeasure::Flown { .. }
    );
    // How far something reaches holds on every day.
    let (mut when, mut when_mention) = match measure {
        ClaimMeasure::Range { .. } => (None, None),
        _ => context.when(),
    };
    // "an increase of 9 percent from 2023": from when, not when.
    let is_change = matches!(
        measure,
        ClaimMeasure::Growth { .. } | ClaimMeasure::Change { .. }
    );
    if is_change && context.is_base(when_mention) {
        (when, when_mention) = match context.made.when {
            Some((when, mention)) => (Some(when), Some(mention)),
            None => (None, None),
        };
    }
    let is_spending = matches!(
        measure,
        ClaimMeasure::Spending { .. } | ClaimMeasure::SpendingShare { .. }
    );
    if when.is_none()
        && (is_spending || is_change)
        && let Some((said, mention)) = context.when_said_before(is_change)
    {
        (when, when_mention) = (Some(said), Some(mention));
    }
    let planned = !is_of_weapon && context.is_planned(when, when_mention);
    let clause = context.clause.clone();
    let span = Span::new(
        context.text,
        clause.start.min(mention.span.start()),
        clause.end.max(mention.span.end()),
    )
    .unwrap_or(mention.span);
    let subjects = match measure {
        ClaimMeasure::Range { .. } | ClaimMeasure::Flown { .. } => context.weapons(),
        ClaimMeasure::Price { .. } => context.priced()?,
        _ => context.countries()?,
    };
    let attribution = context
        .sources()
        .at(context.text, context.sentence, mention.span.start());
    if matches!(measure, ClaimMeasure::Rank { .. }) && subjects.is_unknown() {
        return Err(NotClaim::NoSubject);
    }
    subjects.for_each(|(subject, subject_mention)| {
        out.push(Claim {
            span,
            subject,
            subject_mention,
            measure: measure.clone(),
            figure: id(figure),
            when,
            when_mention,
            planned,
            attribution,
        });
    });
    Ok(())
}

/// The same claim with the figure of its other side; `None` when that is no figure of this kind.
pub(super) fn restated(mut claim: Claim, mention: &Mention, other: MentionId) -> Option<Claim> {
    claim.figure = other;
    let money = values::money(mention);
    match &mut claim.measure {
        ClaimMeasure::Spending { amount, currency }
        | ClaimMeasure::Change {
            amount, currency, ..
        }
        | ClaimMeasure::Programme {
            amount, currency, ..
        }
        | ClaimMeasure::Price {
            amount, currency, ..
        } => (*amount, *currency) = money?,
        ClaimMeasure::Range { km } | ClaimMeasure::Flown { km } => {
            *km = values::distance(mention)?;
        }
        ClaimMeasure::SpendingShare { percent } | ClaimMeasure::Growth { percent, .. } => {
            *percent = values::percent(mention)?.0;
        }
        ClaimMeasure::Rank { .. } => return None,
    }
    Some(claim)
}
