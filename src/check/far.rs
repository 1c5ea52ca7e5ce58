//! How far a stated figure lies from the published one, and whether that can be excused.
//!
//! Publications count differently, but not by whole factors. A figure more than [`FAR`] times off is said to
//! be so wherever an assumption would excuse it; where nothing in its sentence leaves open who, what, how
//! much and when, it differs.

use jiff::civil::Date;

use super::Interval;
use super::context::Context;
use super::words;
use crate::extract::{Claim, Kind, Value};
use crate::reference::Iso3;
use crate::units::{Hedge, format};

/// Ministries, NATO and SIPRI differ by a half at most (China's own budget is two thirds of SIPRI's figure).
pub(super) const FAR: f64 = 2.0;

/// A period of fewer days is no year, and what is spent in it no year's spending.
const YEAR_DAYS: i32 = 360;

/// Words by which a sentence speaks of all that a country spends.
const WHOLE: [&str; 12] = [
    "military spending",
    "military expenditure",
    "defence spending",
    "defense spending",
    "defence expenditure",
    "defense expenditure",
    "on its military",
    "on its armed forces",
    "on the military",
    "on defence",
    "on defense",
    "on arms",
];

/// And words behind those with which it still does: "on defence in 2022", not "on defence cooperation".
const GOES_ON: [&str; 14] = [
    "in", "during", "last", "that", "was", "is", "stood", "reached", "totalled", "totaled",
    "amounted", "came", "hit", "and",
];

/// Words with which it does only where the figure follows: "of 86 billion dollars", not "of its embassies".
const LEADS: [&str; 2] = ["of ", "at "];

/// Words of a part, a change, a rate, another count, a wish or a doubt.
const OTHER: [&str; 88] = [
    "if",
    "should",
    "would",
    "could",
    "might",
    "may",
    "want",
    "wants",
    "wanted",
    "target",
    "goal",
    "pledge",
    "pledged",
    "plan",
    "plans",
    "planned",
    "will",
    "part",
    "share",
    "more",
    "less",
    "extra",
    "additional",
    "increase",
    "increased",
    "rise",
    "rose",
    "raise",
    "raised",
    "cut",
    "cuts",
    "fell",
    "half",
    "procurement",
    "equipment",
    "research",
    "navy",
    "army",
    "fleet",
    "missiles",
    "programme",
    "program",
    "package",
    "fund",
    "aid",
    "contract",
    "loan",
    "region",
    "total",
    "cumulative",
    "day",
    "daily",
    "week",
    "month",
    "monthly",
    "quarter",
    "hour",
    "per",
    "capita",
    "each",
    "every",
    "first",
    "since",
    "between",
    "decade",
    "years",
    "adjusted",
    "inflation",
    "constant",
    "real",
    "purchasing",
    "ppp",
    "parity",
    "estimate",
    "estimated",
    "estimates",
    "claim",
    "claimed",
    "claims",
    "not",
    "never",
    "false",
    "wrong",
    "instead",
    "almost",
    "nuclear",
    "average",
    "only",
];

/// How many times one of the two the other is, at the least that the stated figure may stand for; `None`
/// where that is not far.
pub(super) fn times_apart(stated: Interval, known: f64) -> Option<f64> {
    let times = if stated.low > known {
        stated.low / known
    } else {
        known / stated.high
    };
    (known > 0.0 && stated.high > 0.0 && times.is_finite() && times > FAR).then_some(times)
}

/// "although it is 3.4 times as much as is published"; `how` is "much" or "far".
pub(super) fn apart_words(stated: Interval, known: f64, how: &str) -> Option<String> {
    let times = format::significant(times_apart(stated, known)?, 2);
    Some(if stated.low > known {
        format!("although it is {times} times as {how} as is published")
    } else {
        format!("although {times} times as {how} is published")
    })
}

/// Whether a period is a whole year, at least.
pub(super) fn spans_a_year(when: Option<(Date, Date)>) -> bool {
    let days = when.and_then(|(from, to)| from.until(to).ok());
    days.is_some_and(|it| it.get_days() >= YEAR_DAYS)
}

/// Whether the sentence leaves nothing open: one country and no place in it, one whole year, this figure alone
/// of its kind, all that is spent, and nobody else's word for it.
pub(super) fn is_certain(context: &Context<'_>, claim: &Claim, iso3: Iso3) -> bool {
    let at = claim.figure.0 as usize;
    let (Some(figure), Some((_, sentence))) =
        (context.by_id(claim.figure), context.sentence_at(at))
    else {
        return false;
    };
    let named = claim.subject_mention.and_then(|it| context.by_id(it));
    let when = claim.when_mention.and_then(|it| context.by_id(it));
    let parts = [Some(figure), named, when];
    let are_sure = parts
        .iter()
        .all(|it| it.is_some_and(|it| it.doubt.is_none()));
    let is_plain = matches!(claim.hedge(), None | Some(Hedge::About | Hedge::Nearly))
        && claim
            .measure
            .extent()
            .is_some_and(|it| it.as_single().is_some());
    let is_sure = are_sure && is_plain && spans_a_year(claim.when);
    if !is_sure || claim.planned || claim.attribution.is_some() {
        return false;
    }
    let (mut dates, mut figures, mut others) = (0, 0, 0);
    for (_, mention) in context.in_sentence(sentence) {
        match mention.value {
            Value::Country { iso3: it, .. } | Value::Government { iso3: it, .. } => {
                others += usize::from(it != iso3);
            }
            Value::Date { .. } => dates += 1,
            Value::Organisation { .. }
            | Value::Place { .. }
            | Value::Weapon { .. }
            | Value::Count { .. } => others += 1,
            _ if matches!(mention.kind(), Kind::Money | Kind::Percent) => figures += 1,
            _ => {}
        }
    }
    let text = words::head(context.sentence_text(sentence), 600).to_lowercase();
    let is_other =
        words::has_word(&text, &OTHER) || words::has_purpose(context.behind(figure.span, 60));
    (dates, figures, others) == (1, 1, 0) && is_whole(&text) && !is_other
}

/// Whether a sentence in small letters speaks of all that is spent.
fn is_whole(text: &str) -> bool {
    WHOLE.iter().any(|phrase| {
        text.match_indices(phrase).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let rest = text.get(at + phrase.len()..).unwrap_or_default();
            !before.ends_with(joins) && goes_on(rest)
        })
    })
}

/// Whether a sign makes one word of what stands on either side: "non-defense", "paramilitary".
fn joins(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a phrase is followed by nothing that makes a part of it.
fn goes_on(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(' ') else {
        return !rest.starts_with(joins);
    };
    if let Some(led) = LEADS.iter().find_map(|lead| rest.strip_prefix(lead)) {
        return opens_with_figure(led);
    }
    let next = rest.split(|c: char| !c.is_alphanumeric()).next();
    next.is_some_and(|it| GOES_ON.contains(&it))
}

/// "86 billion", "$86 billion", "us$86 billion"; not "f-35 jets".
fn opens_with_figure(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let sign = word.split(|c: char| c.is_ascii_digit()).next();
    let sign = sign.filter(|it| it.len() < word.len());
    sign.is_some_and(|it| it.is_empty() || it.ends_with(['$', '€', '£', '¥', '₩', '₹', '₽']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stated: (f64, f64), known: f64, expected: Option<&str>) {
        let stated = Interval::new(stated.0, stated.1);
        assert_eq!(apart_words(stated, known, "much").as_deref(), expected);
    }

    #[track_caller]
    fn check_whole(text: &str, expected: bool) {
        assert_eq!(is_whole(text), expected, "{text}");
    }

    #[test]
    fn all_that_is_spent_is_no_part_of_it() {
        check_whole(
            "japan spent 156 billion dollars on its military in 2022.",
            true,
        );
        check_whole("in 2022 japan spent 156 billion dollars on defence.", true);
        check_whole(
            "japan's military spending reached 156 billion in 2022.",
            true,
        );
        check_whole(
            "japan's military expenditure in 2022 was 156 billion.",
            true,
        );
        check_whole(
            "japan spent 5 billion on defense cooperation in 2022.",
            false,
        );
        check_whole("japan spent 5 billion on defence-related research.", false);
        check_whole("japan's defense spending on ships was 5 billion.", false);
        check_whole("japan spent 5 billion on roads in 2022.", false);
    }

    #[test]
    fn what_stands_before_the_words_may_make_another_thing_of_them() {
        check_whole("u.s. non-defense spending was 200 billion.", false);
        check_whole("nondefense spending was 200 billion.", false);
        check_whole("paramilitary spending was 5 billion.", false);
        check_whole("non\u{2011}military spending was 5 billion.", false);
        check_whole("(military spending was 5 billion.)", true);
        check_whole("“military spending” was 5 billion.", true);
    }

    #[test]
    fn of_and_at_lead_to_the_figure_or_to_a_part() {
        check_whole("it spent 1 billion on defence of its embassies.", false);
        check_whole("it spent 1 billion on defence at sea.", false);
        check_whole("its military spending of 86 billion dollars", true);
        check_whole("its military spending of us$86 billion", true);
        check_whole("its military spending at €86 billion", true);
        check_whole("its military spending of f-35 jets", false);
    }

    #[test]
    fn far_is_more_than_twice_whatever_the_figure_stands_for() {
        check((45.0, 47.0), 46.0, None);
        check((90.0, 100.0), 46.0, None);
        check(
            (95.0, 105.0),
            46.0,
            Some("although it is 2.1 times as much as is published"),
        );
        check(
            (4.5, 5.5),
            55.0,
            Some("although 10 times as much is published"),
        );
        let far = apart_words(Interval::new(95.0, 105.0), 46.0, "far");
        let words = "although it is 2.1 times as far as is published";
        assert_eq!(far.as_deref(), Some(words));
        check((0.0, 0.0), 55.0, None);
        check((1.0, 2.0), 0.0, None);
    }
}
