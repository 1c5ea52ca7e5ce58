//! Words that say what the figures of a clause measure, in one table that is made at compile time.
//!
//! A word is looked up by the number that cutting the text gives it, and most words of a text find an
//! empty slot. Words that say something only beside others ("set aside", "up to", "five years") are
//! told apart in [`settled`].

use super::word_set::word_set;
use crate::text::word_key::{key, letters_from, mix};

/// A word that says what a figure of its clause measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    /// spend, budget
    Spending,
    /// defence, military
    Defence,
    /// buy, cost, worth
    Price,
    /// contract, deal: a price, also when it runs for years
    Deal,
    /// range, reach
    Range,
    /// away, strike, up to: what a range does, but other things, too
    Strike,
    /// missile, rocket
    Missile,
    /// will, plans
    Planned,
    /// over five years, in total
    SeveralYears,
    /// programme, package, fund
    Programme,
    /// annual, a year
    Yearly,
    /// deficit, debt
    OtherMoney,
    /// altitude
    Height,
    /// flew, travelled: what one test did
    Flown,
    /// lies, stationed, border: where something is
    Position,
    /// rose, up, more
    Rises,
    /// fell, down, less
    Falls,
    /// followed, ahead, place: an order of who spends most
    Order,
    /// said, told
    Says,
    /// according to
    According,
    /// figures, data, estimates
    Data,
    /// a share of the economy
    Share,
    /// while: a clause begins
    While,
    /// but: a clause begins behind a comma
    Turn,
    /// not, never
    Not,
    /// each, apiece
    Each,
}

/// Several cues, as bits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cues(u32);

impl Cues {
    pub(super) const fn of(cues: &[Cue]) -> Self {
        Self(0).with(cues)
    }

    /// These and others.
    pub(super) const fn with(mut self, mut others: &[Cue]) -> Self {
        while let [first, rest @ ..] = others {
            self.add(*first);
            others = rest;
        }
        self
    }

    #[inline]
    pub(super) const fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u32) != 0
    }

    pub(super) const fn add(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u32;
    }

    pub(super) const fn remove(&mut self, cue: Cue) {
        self.0 &= !(1 << cue as u32);
    }
}

/// The cue of a word, whatever its case.
pub(super) fn cue(word: &[u8]) -> Option<Cue> {
    let (number, end) = letters_from(word, 0);
    if end == word.len() {
        cue_of(number)
    } else {
        None
    }
}

/// The cue of the word of this [`letters_from`] number.
#[inline]
pub(super) fn cue_of(number: u64) -> Option<Cue> {
    let mut at = slot(number);
    loop {
        let known = *NUMBERS.get(at)?;
        if known == 0 {
            return None;
        }
        if known == number {
            return CUES.get(at).copied();
        }
        at = (at + 1) % NUM_SLOTS;
    }
}

/// Whether [`settled`] asks for more than the cue of a word of this length.
#[inline]
pub(super) const fn leans(cue: Cue, len: usize) -> bool {
    const ALWAYS: Cues = Cues::of(&[
        Cue::Defence,
        Cue::SeveralYears,
        Cue::According,
        Cue::Says,
        Cue::Share,
        Cue::While,
        Cue::Turn,
        Cue::Not,
    ]);
    // "to", "up"; "per"; "aside", "worth", "order", "annum".
    const TWO: Cues = ALWAYS.with(&[Cue::Strike, Cue::Rises]);
    const THREE: Cues = ALWAYS.with(&[Cue::Each]);
    const FIVE: Cues = ALWAYS.with(&[Cue::Spending, Cue::Price, Cue::Deal, Cue::Yearly]);
    let leaning = match len {
        2 => TWO,
        3 => THREE,
        5 => FIVE,
        _ => ALWAYS,
    };
    leaning.has(cue)
}

/// The last letter of the only word behind which [`settled`] keeps the cue of a word of this length:
/// "up" before "to".
#[inline]
pub(super) const fn last_letter_before(cue: Cue, len: usize) -> Option<u8> {
    match cue {
        Cue::Strike if len == 2 => Some(b'p'),
        _ => None,
    }
}

/// What a word of the table means between its neighbours (as written, asked for only where they
/// matter); `None` where nothing.
pub(super) fn settled<'t>(
    cue: Cue,
    word: &str,
    before: impl FnOnce() -> &'t str,
    after: impl FnOnce() -> &'t str,
) -> Option<Cue> {
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    let keeps = match cue {
        // "set aside", but "pushed aside".
        Cue::Spending if is(word, "aside") => SETS.has(before()),
        Cue::Defence if is(word, "armed") => is(after(), "forces"),
        Cue::Defence => !BESIDE_DEFENCE.has(after()),
        // "worth seventh place" is no price, and "in order to" no deal.
        Cue::Price if is(word, "worth") => !after().ends_with("th"),
        Cue::Deal if is(word, "order") => !is(after(), "to"),
        // "up to", but "in line to".
        Cue::Strike if is(word, "to") => is(before(), "up"),
        Cue::SeveralYears => return several_years(word, before(), after()),
        Cue::Yearly if is(word, "annum") => is(before(), "per"),
        Cue::According => is(after(), "to"),
        // "United States" says nothing.
        Cue::Says => word.starts_with(|c: char| c.is_ascii_lowercase()),
        Cue::Share => is(after(), "of"),
        Cue::While | Cue::Turn => false,
        // "up to" hedges; "up from" and "up 5 billion" rise.
        Cue::Rises if is(word, "up") => !is(after(), "to"),
        // "not only", "not until".
        Cue::Not => !BESIDE_NOT.has(after()),
        Cue::Each if is(word, "per") => !PER_OTHER.has(after()),
        _ => true,
    };
    keeps.then_some(cue)
}

fn several_years(word: &str, before: &str, after: &str) -> Option<Cue> {
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    if is(word, "year") {
        // "a year", "per year", "five-year".
        if is(before, "a") || is(before, "per") || is(before, "every") || is(before, "each") {
            return Some(Cue::Yearly);
        }
        let several = years_of(before).is_some_and(|num| num > 1);
        return (several && !is(after, "high") && !is(after, "low")).then_some(Cue::SeveralYears);
    }
    let keeps = if is(word, "total") {
        is(before, "in")
    } else if is(word, "decade") {
        !is(after, "ago")
    } else if is(word, "years") {
        !AFTER_YEARS.has(after) && !is(before, "recent")
    } else {
        true
    };
    keeps.then_some(Cue::SeveralYears)
}

/// "five" or "5" in "five-year".
pub(super) fn years_of(word: &str) -> Option<u8> {
    const WORDS: [&str; 13] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "fifteen",
    ];
    let digits = word.parse::<u8>().ok().filter(|num| (1..=50).contains(num));
    digits.or_else(|| {
        let at = WORDS.iter().position(|it| word.eq_ignore_ascii_case(it))?;
        let num = if at == 12 { 15 } else { at + 1 };
        u8::try_from(num).ok()
    })
}

word_set! {
    /// Before "aside".
    SETS = "set" "sets" "setting"
}

word_set! {
    /// "defence minister": who, not what.
    BESIDE_DEFENCE = "minister" "ministers" "secretary" "ministry" "chief" "attache" "analyst"
        "analysts" "official" "officials"
}

word_set! {
    /// Words after which "not" denies nothing.
    BESIDE_NOT = "only" "just" "least" "until" "merely" "simply" "including" "counting"
}

word_set! {
    /// "years ago": when, not how long.
    AFTER_YEARS = "ago" "earlier" "later" "old" "before"
}

word_set! {
    /// "per cent", "per year": no price of a thing.
    PER_OTHER = "cent" "year" "annum" "head" "capita" "month" "day"
}

const NUM_SLOTS: usize = 1024;

/// Every word, by what it says.
const WORDS: &[(Cue, &str)] = &[
    (Cue::While, "while whereas"),
    (Cue::Turn, "although but until yet"),
    (
        Cue::Spending,
        "spend spends spent spending budget budgets budgeted expenditure expenditures outlay \
         outlays allocated allocates allocate allotted allocation aside earmarked \
         appropriation appropriations spender spenders funding",
    ),
    (Cue::Defence, "defence defense military armed"),
    (
        Cue::Price,
        "buy buys bought buying purchase purchased purchases sold sell selling cost costs \
         costing price priced prices valued paid pay pays paying acquire acquired approved \
         worth acquisition procure procured procurement",
    ),
    (
        Cue::Deal,
        "sale sales contract contracts deal deals order ordered orders agreement agreements",
    ),
    (
        Cue::Range,
        "range ranges reach reaches reaching reached ranged",
    ),
    (
        Cue::Strike,
        "away distance distances hit strike striking targets fly flies travel further farther \
         to",
    ),
    (
        Cue::Missile,
        "missile missiles rocket rockets weapon weapons drone drones interceptors interceptor \
         munition munitions artillery torpedo torpedoes",
    ),
    (
        Cue::Planned,
        "will plan plans planned planning committed commits commitment target pledge pledged \
         pledges goal goals aim aims aimed promise promised promises intends intend expects \
         expect expected would proposed proposes wants projected forecast due vowed",
    ),
    (
        Cue::SeveralYears,
        "total cumulative decade years multi multiyear year",
    ),
    (
        Cue::Programme,
        "programme program package fund facility buildup scheme programmes programs packages",
    ),
    (Cue::Yearly, "annual annually yearly annum"),
    (
        Cue::OtherMoney,
        "deficit debt tax taxes revenue revenues interest health education exports imports \
         loan loans aid profit profits turnover sanctions damage",
    ),
    (Cue::Height, "altitude altitudes apogee height heights high"),
    (
        Cue::Flown,
        "flew flown travelled traveled landed flight splashed",
    ),
    (
        Cue::Position,
        "border borders frontier coastline lies lie located stationed deployed downrange \
         offshore wide road corridor radius",
    ),
    (
        Cue::Rises,
        "rose rise rises risen rising grew grow grows growth grown increase increased \
         increases increasing up raise raised raises raising gained jumped jump surged surge \
         climbed extra additional another more higher added adding expanded boost boosted \
         soared hike",
    ),
    (
        Cue::Falls,
        "fell fall falls fallen falling cut cuts cutting decrease decreased decline declined \
         down drop dropped reduced reduction shrank lower less fewer slashed",
    ),
    (
        Cue::Order,
        "followed follows ahead behind ranked ranks place places rank stood trailed overtook \
         overtaken topped leads led came",
    ),
    (
        Cue::Says,
        "said says say told announced announces estimated estimates reported reports noted \
         notes wrote writes claimed claims argued argues warned warns stated states added \
         declared confirmed calculated calculates",
    ),
    (Cue::According, "according"),
    (Cue::Data, "figures data statistics estimate numbers"),
    (Cue::Share, "share proportion"),
    (
        Cue::Not,
        "not never cannot neither nor denied denies without",
    ),
    (Cue::Each, "each apiece per"),
];

/// Every word with what it says; of a word that comes twice, the first counts.
pub(super) fn words() -> impl Iterator<Item = (Cue, &'static str)> {
    WORDS
        .iter()
        .flat_map(|(cue, words)| words.split_whitespace().map(|word| (*cue, word)))
}

/// Where a word of this number is looked for first.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the low bits pick a slot; the whole number is compared there"
)]
const fn slot(number: u64) -> usize {
    mix(number) as usize % NUM_SLOTS
}

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where out of bounds is an error of the build"
)]
const fn table() -> ([u64; NUM_SLOTS], [Cue; NUM_SLOTS]) {
    let mut numbers = [0; NUM_SLOTS];
    let mut cues = [Cue::Spending; NUM_SLOTS];
    let mut class = 0;
    while class < WORDS.len() {
        let (cue, words) = WORDS[class];
        let mut rest = words.as_bytes();
        while !rest.is_empty() {
            let mut len = 0;
            while len < rest.len() && rest[len] != b' ' {
                len += 1;
            }
            let (word, after) = rest.split_at(len);
            assert!(len > 1, "a word is too short");
            let number = key(word);
            let mut at = slot(number);
            while numbers[at] != 0 && numbers[at] != number {
                at = (at + 1) % NUM_SLOTS;
            }
            // A word of two classes keeps the first.
            if numbers[at] == 0 {
                (numbers[at], cues[at]) = (number, cue);
            }
            rest = match after {
                [b' ', tail @ ..] => tail,
                _ => after,
            };
        }
        class += 1;
    }
    (numbers, cues)
}

/// The numbers of all words; 0 in a free slot, as no word has it.
static NUMBERS: [u64; NUM_SLOTS] = table().0;
/// What the words say.
static CUES: [Cue; NUM_SLOTS] = table().1;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, word: &str, after: &str, expected: Option<Cue>) {
        let found = cue(word.as_bytes()).and_then(|it| settled(it, word, || before, || after));
        assert_eq!(found, expected, "{before} {word} {after}");
        let Some(of_word) = cue(word.as_bytes()) else {
            return;
        };
        let len = word.len();
        assert!(leans(of_word, len) || expected == Some(of_word), "{word}");
        let last = last_letter_before(of_word, len);
        let may_follow = last.is_none_or(|last| before.ends_with(char::from(last)));
        assert!(may_follow || expected.is_none(), "{before} {word}");
    }

    #[test]
    fn every_word_is_found_in_any_case() {
        for (_, words) in WORDS {
            for word in words.split(' ') {
                assert!(cue(word.as_bytes()).is_some(), "{word}");
                assert!(cue(word.to_uppercase().as_bytes()).is_some(), "{word}");
            }
        }
        for word in [
            "harbour",
            "",
            "spendin",
            "the",
            "a",
            "up2",
            "appropriations2",
        ] {
            assert_eq!(cue(word.as_bytes()), None, "{word}");
        }
    }

    #[test]
    fn the_compiler_numbers_words_as_the_text_does() {
        for word in [
            "to",
            "spending",
            "commitment",
            "appropriations",
            "appropriationsspend",
        ] {
            let found = letters_from(word.as_bytes(), 0);
            assert_eq!(found, (key(word.as_bytes()), word.len()));
        }
    }

    #[test]
    fn some_words_need_their_neighbours() {
        check("sets", "aside", "a", Some(Cue::Spending));
        check("pushed", "aside", "by", None);
        check("a", "defence", "budget", Some(Cue::Defence));
        check("the", "Defence", "Secretary", None);
        check("be", "worth", "seventh", None);
        check("up", "to", "300", Some(Cue::Strike));
        check("line", "to", "300", None);
        check("in", "order", "to", None);
        check("five", "year", "plan", Some(Cue::SeveralYears));
        check("a", "year", "", Some(Cue::Yearly));
        check("last", "year", "", None);
        check("ten", "years", "ago", None);
        check("five", "years", "", Some(Cue::SeveralYears));
        check("is", "not", "only", None);
        check("is", "not", "enough", Some(Cue::Not));
        check("dollars", "per", "missile", Some(Cue::Each));
        check("5", "per", "cent", None);
    }

    #[test]
    fn years_in_words_and_digits() {
        assert_eq!(years_of("five"), Some(5));
        assert_eq!(years_of("Ten"), Some(10));
        assert_eq!(years_of("12"), Some(12));
        assert_eq!(years_of("2024"), None);
        assert_eq!(years_of("many"), None);
    }
}
