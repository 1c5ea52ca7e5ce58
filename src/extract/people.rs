//! Persons that no table has, by their titles, offices and first names.
//!
//! A person introduced once is known by the surname from then on.

use std::ops::Range;

use super::bodies::tidy;
use super::compounds;
use super::cuts::Cut;
use super::introductions;
use super::leads::Beside;
use super::lexicon::{FIRST_NAMES, Sense, Senses};
use super::memory::{KnownPerson, Memory, Surname};
use super::mention::{Doubt, Rule, Value, rule};
use super::scene::{Found, Scene};
use super::weapons;
use super::word_set::word_set;
use super::words::{Gap, Shape};
use crate::text::Text;

/// A word at which a rule for persons may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct PersonLead {
    pub(super) at: usize,
    pub(super) kind: LeadKind,
}

/// What may begin there.
#[derive(Clone, Copy, Debug)]
pub(super) enum LeadKind {
    /// A title, an office, a role, the "by" of a byline, or a name.
    Any,
    /// A name.
    Name,
    /// A name that is one word.
    Alone,
}

/// Finds persons that no table has, and those introduced before by their surname.
pub(super) fn unknown_people(scene: &mut Scene<'_>, memory: &mut Memory, leads: &[PersonLead]) {
    let mut done = 0;
    for lead in leads {
        let i = lead.at;
        if i < done {
            continue;
        }
        let num_used = match lead.kind {
            LeadKind::Any => person_at(scene, memory, i),
            _ if !scene.is_free(i) => 1,
            LeadKind::Alone => known_alone(scene, memory, i, i + 1),
            LeadKind::Name => untitled(scene, memory, i),
        };
        done = i + num_used;
    }
}

/// Words that may introduce a person.
pub(super) const ROLES: Senses = Senses::of(&[Sense::Office, Sense::Role]);

/// What may begin at word `i`, which is free and capitalised.
#[inline(always)]
pub(super) fn lead_at(
    scene: &Scene<'_>,
    i: usize,
    senses: Senses,
    beside: &Beside<'_, '_>,
) -> Option<LeadKind> {
    let joins_number = beside.gap() == Gap::Hyphen && beside.shape() == Shape::Number;
    if joins_number || is_no_name(scene, i, senses) {
        None
    } else if senses.has_any(ROLES) {
        Some(LeadKind::Any)
    } else if !is_alone(beside) {
        Some(LeadKind::Name)
    } else {
        // One word is a person only if it is known and no common word.
        (!senses.has(Sense::CommonWord)).then_some(LeadKind::Alone)
    }
}

/// Tries every rule at word `i`; how many words were used.
fn person_at(scene: &mut Scene<'_>, memory: &mut Memory, i: usize) -> usize {
    let Some(&cut) = scene.words.cut(i) else {
        return 1;
    };
    let senses = scene.words.senses_of(&cut);
    if cut.shape == Shape::Caps && SHORT_TITLES.has(scene.words.str(i)) {
        if is_hour_or_scheme(scene, i) {
            return 1;
        }
        return titled(scene, memory, i, scene.words.str(i));
    }
    if !matches!(cut.shape, Shape::Lower | Shape::Capital | Shape::Initial) {
        return 1;
    }
    let introduces = || {
        senses.has(Sense::Office) && (senses.has(Sense::Title) || cut.gap() == Gap::Comma)
            || introductions::ends_a_role(scene, i, cut.shape)
    };
    if senses.has_any(ROLES) && introduces() {
        return titled(scene, memory, i, scene.words.str(i));
    }
    if senses.has(Sense::By) && scene.words.str(i).eq_ignore_ascii_case("by") && is_byline(scene, i)
    {
        return byline(scene, memory, i);
    }
    if cut.shape != Shape::Capital || !scene.is_free(i) || ends_name(scene, i, cut, senses) {
        return 1;
    }
    untitled(scene, memory, i)
}

word_set! {
    /// Titles in capitals: heads of firms and governments, and their like.
    SHORT_TITLES =
        "ceo" "cfo" "coo" "cto" "pm" "cm" "fm" "mp" "mla" "cds" "cno" "svp" "evp" "vp" "hrh" "mep"
        "msp" "eam"
}

word_set! {
    /// What is named like a person behind "PM" or "FM", but is none.
    SCHEMES =
        "plan" "plans" "scheme" "schemes" "programme" "program" "mission" "initiative" "fund"
        "yojana" "portal" "policy" "project" "projects" "station" "radio" "band" "time" "index"
        "standard"
}

/// "at 5 PM Mountain Time", "99.5 FM Radio Kuku", "the PM Gati Shakti plan": short titles that are
/// none here.
fn is_hour_or_scheme(scene: &Scene<'_>, i: usize) -> bool {
    /// Words of the longest name of a person, and one.
    const REACH: usize = 6;
    let words = &scene.words;
    let before = i.checked_sub(1).filter(|at| words.gap(*at) != Gap::Break);
    if before.is_some_and(|at| words.shape(at) == Some(Shape::Number)) {
        return true;
    }
    let from = i + 1;
    let mut to = from;
    while to < from + REACH && words.gap(to - 1) == Gap::Space {
        if SCHEMES.has(words.str(to)) {
            return true;
        }
        if words.shape(to) == Some(Shape::Lower) {
            break;
        }
        to += 1;
    }
    // Heads of governments go by their land, not by an article.
    let by_article = matches!(words.str(i), "PM" | "CM" | "FM")
        && before.is_some_and(|at| words.str(at).eq_ignore_ascii_case("the"));
    by_article && words.gap(i) == Gap::Space && !words.is(to, Sense::SpeechVerb)
}

word_set! {
    /// Titles that are plain words where a sentence begins.
    OPENERS = "major" "general" "chair" "leader" "miss" "speaker"
}

word_set! {
    /// Before a hyphen, where no surname stands: "Major Non-NATO Ally".
    NO_SURNAMES = "non" "anti" "pro" "multi"
}

/// "Defence Minister Boris Pistorius", "Mr Sato", "the finance minister, Andrzej Domański,".
fn titled(scene: &mut Scene<'_>, memory: &mut Memory, i: usize, title: &str) -> usize {
    let from = introductions::past_honours(scene, i + 1);
    let gap = scene.words.gap(i);
    let is_title = matches!(gap, Gap::Space | Gap::Comma) && !introductions::is_hon(scene, i);
    if !is_title || !scene.is_free(from) {
        return 1;
    }
    if scene.words.has_caps() && compounds::names_a_ship(scene, i) {
        return 1;
    }
    if scene.words.is(from, Sense::Title)
        || scene.words.is(from, Sense::Role)
            && !scene.words.str(from).eq_ignore_ascii_case("staff")
            && !scene.words.is(from, Sense::SurnameFirst)
    {
        return 1;
    }
    let to = name_end(scene, from, 5);
    let num_names = num_names(scene, from, to);
    if introductions::is_adjective(scene, i, title)
        || num_names == 1
            && (NO_SURNAMES.has(scene.words.str(from))
                || introductions::before_a_person(scene, to)
                || introductions::is_no_rank(scene, i, title))
    {
        return 1;
    }
    let capital = scene.words.is_capital(i);
    let headline = scene.words.in_headline(i);
    let ok = if gap == Gap::Comma {
        // The name must end there: a comma, a bracket or the end.
        num_names >= 2 && !headline && matches!(scene.words.gap(to - 1), Gap::Comma | Gap::Break)
    } else if scene.words.is(i, Sense::FormOfAddress) {
        num_names >= 1
    } else if capital && !(scene.words.starts_sentence(i) && OPENERS.has(title)) {
        // "CDS Index" is no person.
        let is_short = title.len() <= 3 && SHORT_TITLES.has(title) && !matches!(title, "PM" | "CM");
        num_names >= 1 && (!headline && !is_short || num_names >= 2)
    } else {
        num_names >= 2 && !headline
    };
    if !ok {
        return 1;
    }
    add_person(scene, memory, from, to, rule!("title and name"));
    to - i
}

/// A person or weapon that goes by the one name `i..to`.
#[inline]
fn known_alone(scene: &mut Scene<'_>, memory: &Memory, i: usize, to: usize) -> usize {
    match memory.known_at(&scene.words, i, to) {
        Some(known) => add_known(scene, known, i, to),
        None => 1,
    }
}

/// Adds the person or weapon that goes by the name `i..to`, unless it is part of a longer one.
#[inline(never)]
fn add_known(scene: &mut Scene<'_>, known: &KnownPerson, i: usize, to: usize) -> usize {
    if scene.words.is(i, Sense::CommonWord)
        || scene.precedes_unknown_capital(to - 1)
        || scene.follows_unknown_capital(i)
    {
        return 1;
    }
    let value = if known.is_weapon {
        if !weapons::goes_by_name(scene, i, to) {
            return 1;
        }
        Value::Weapon { weapon: None }
    } else {
        let person = known.name.clone();
        Value::Person { person }
    };
    let mut found = Found::new(rule!("introduced before"), value);
    found.entity = known.entity;
    found.doubt = known.is_weapon.then_some(Doubt::NoTableHasName);
    scene.add_words(i, to, found);
    to - i
}

/// A name without a title: known by its surname, by its first name, by an office after a comma, or
/// by a verb of saying.
fn untitled(scene: &mut Scene<'_>, memory: &mut Memory, i: usize) -> usize {
    let to = name_end(scene, i, 4).max(i + 1);
    if to == i + 1 || num_names(scene, i, to) == 1 {
        return known_alone(scene, memory, i, to);
    }
    if let Some(known) = introductions::introduced_whole(scene, memory, i, to) {
        let person = known.name.clone();
        // The name alone does not say whom the tables know.
        let is_other = known.entity.is_some() || scene.words.gap_before(to - 1) == Gap::Hyphen;
        if is_other {
            introduce_surname(scene, memory, i..to, &person);
        }
        introduce_family(scene, memory, i..to, &person);
        let found = Found::new(rule!("introduced before"), Value::Person { person });
        scene.add_words(i, to, found);
        return to - i;
    }
    if scene.follows_unknown_capital(i) {
        if introductions::ends_an_office(scene, i) {
            add_person(scene, memory, i, to, rule!("title and name"));
            return to - i;
        }
        return 1;
    }
    let mut doubt = None;
    let rule = if office_after(scene, to) {
        rule!("name and office")
    } else if scene.words.is_any(i, FIRST_NAMES) && scene.words.shape(to - 1) != Some(Shape::Caps) {
        rule!("first name")
    } else if of_a_house(scene, i, to) {
        rule!("name and house")
    } else if let Some(rule) = introductions::introduced(scene, i, to) {
        rule
    } else if speaks(scene, i, to) {
        doubt = Some(Doubt::ByVerb);
        rule!("name and verb")
    } else if introductions::ends_an_office(scene, i) {
        rule!("title and name")
    } else {
        return 1;
    };
    if scene.words.in_headline(i)
        || introductions::is_named_thing(scene, to - 1)
        || compounds::after_a_ship(scene, i)
    {
        return 1;
    }
    add_person_doubted(scene, memory, i, to, rule, doubt);
    to - i
}

word_set! {
    /// Between a person and a house.
    OF_HOUSE = "of" "from" "at"
}

/// "Justin Bronk of RUSI", "RUSI's Justin Bronk".
fn of_a_house(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let is_house = |i: usize| {
        matches!(
            scene.at(i).map(|mention| &mention.value),
            Some(Value::Organisation { .. })
        )
    };
    let is_plain =
        to - from <= 3 && (from..to).all(|i| scene.words.shape(i) == Some(Shape::Capital));
    if !is_plain {
        return false;
    }
    let before = from
        .checked_sub(1)
        .is_some_and(|i| scene.words.gap(i) == Gap::Possessive && is_house(i))
        && !introductions::names_a_machine(scene, to - 1);
    let link = scene.words.gap(to - 1) == Gap::Space && OF_HOUSE.has(scene.words.str(to));
    let article = usize::from(link && scene.words.str(to + 1).eq_ignore_ascii_case("the"));
    before || link && is_house(to + 1 + article)
}

/// "X Y said", "said X Y": not at all certain, so never for capitals only.
fn speaks(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let words = &scene.words;
    let after =
        words.gap(to - 1) == Gap::Space && words.is(to, Sense::SpeechVerb) && to - from <= 3;
    let before = from.checked_sub(1).is_some_and(|before| {
        words.gap(before) == Gap::Space && words.is(before, Sense::SpeechVerb)
    });
    let opens = words.starts_sentence(from);
    (from..to).all(|i| words.shape(i) == Some(Shape::Capital))
        && (before || after && (!opens || introductions::opens_with_a_name(scene, from, to)))
}

word_set! {
    /// Inside an office.
    LINKS = "of" "and" "for" "in"
}

/// Whether ", the defence secretary" or the like follows word `to - 1`.
fn office_after(scene: &Scene<'_>, to: usize) -> bool {
    if scene.words.gap(to - 1) != Gap::Comma {
        return false;
    }
    for i in to..(to + 8).min(scene.words.len()) {
        if scene.words.is(i, Sense::Office) {
            return true;
        }
        let fits = scene.words.is(i, Sense::OfficeFiller)
            || scene.words.is_capital(i)
            || i > to && LINKS.has(scene.words.str(i));
        if !fits || matches!(scene.words.gap(i), Gap::Comma | Gap::Break) {
            return false;
        }
    }
    false
}

word_set! {
    /// What is done by those whom a byline names.
    WORK = "compiled" "written" "reported" "reporting" "editing" "edited" "analysis" "story"
        "photographs" "illustration" "research" "interview" "posted" "translated" "photographed"
        "moderated" "photo" "photos" "picture" "video"
}

/// "Compiled in Tallinn by …", "By …" at the start of a block.
fn is_byline(scene: &Scene<'_>, i: usize) -> bool {
    let capital = scene.words.is_capital(i);
    if i == 0 {
        return true;
    }
    if capital && scene.words.gap_before(i) == Gap::Break {
        return true;
    }
    (i.saturating_sub(4)..i).any(|j| WORK.has(scene.words.str(j)))
}

/// Names after a byline's "by", in a list.
fn byline(scene: &mut Scene<'_>, memory: &mut Memory, i: usize) -> usize {
    let mut at = i + 1;
    for _ in 0..6 {
        if scene.words.str(at).eq_ignore_ascii_case("and") {
            at += 1;
        }
        if !scene.is_free(at) {
            break;
        }
        let to = name_end(scene, at, 4);
        if num_names(scene, at, to) < 2 {
            if at == i + 1 {
                return introductions::byline_in_capitals(scene, memory, at) + 1;
            }
            break;
        }
        add_person(scene, memory, at, to, rule!("byline"));
        let to = introductions::past_place(scene, to);
        let goes_on = scene.words.gap(to - 1) == Gap::Comma
            || scene.words.str(to).eq_ignore_ascii_case("and");
        at = to;
        if !goes_on {
            break;
        }
    }
    at - i
}

/// One past the last word of the name that starts at word `from`: capitals, initials and particles.
pub(super) fn name_end(scene: &Scene<'_>, from: usize, max_names: usize) -> usize {
    let mut to = from;
    let mut num_names = 0;
    let mut i = from;
    while num_names < max_names
        && let Some(&cut) = scene.words.cut(i)
    {
        let senses = scene.words.senses_of(&cut);
        match cut.shape {
            Shape::Capital | Shape::Initial
                if scene.is_free(i)
                    && (!ends_name(scene, i, cut, senses)
                        || i > from && introductions::joins_malay(scene, i)) =>
            {
                num_names += 1;
                to = i + 1;
            }
            Shape::Lower if i > from && senses.has(Sense::Particle) => {
                // "al-Burhan".
                if scene.words.gap(i) == Gap::Hyphen
                    && scene.words.shape(i + 1) == Some(Shape::Capital)
                    && scene.is_free(i + 1)
                {
                    i += 1;
                    to = i + 1;
                }
            }
            _ => break,
        }
        // The other half of a double name counts with the first.
        while scene.words.gap(i) == Gap::Hyphen && scene.is_free(i + 1) && to == i + 1 {
            // "Jong-gun" is one name, "Kim-led" is not.
            let given = || {
                num_names >= 2
                    || from
                        .checked_sub(1)
                        .is_some_and(|before| scene.words.is(before, Sense::SurnameFirst))
            };
            let half_ok = match scene.words.shape(i + 1) {
                Some(Shape::Capital) => true,
                Some(Shape::Lower) => {
                    given()
                        && scene.words.lower(i + 1).len() <= 6
                        && !scene.words.is(i + 1, Sense::HyphenTail)
                }
                _ => false,
            };
            if !half_ok {
                break;
            }
            i += 1;
            to = i + 1;
        }
        // Two particles may follow one another ("van der"), not three.
        if scene.words.gap(i) != Gap::Space || to + 1 < i {
            break;
        }
        i += 1;
    }
    to
}

/// Whether the name is one capitalised word with nothing joined to it, so that [`name_end`] has no more
/// to say. Once it is, it stays so.
#[inline(always)]
fn is_alone(beside: &Beside<'_, '_>) -> bool {
    const PARTICLES: Senses = Senses::of(&[Sense::Particle]);
    match beside.gap() {
        Gap::Hyphen => false,
        Gap::Space => match beside.shape() {
            Shape::Capital | Shape::Initial => !beside.next_is_free(),
            Shape::Lower => !beside.next_is_any(PARTICLES),
            _ => true,
        },
        _ => true,
    }
}

/// How many of the words `from..to` are names, double names once, particles not; none without a
/// written-out name.
fn num_names(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    let is_name = |i: &usize| {
        matches!(scene.words.shape(*i), Some(Shape::Capital | Shape::Initial))
            && (*i == from || scene.words.gap_before(*i) != Gap::Hyphen)
    };
    let written_out = (from..to).any(|i| scene.words.shape(i) == Some(Shape::Capital));
    if written_out {
        (from..to).filter(is_name).count()
    } else {
        0
    }
}

/// Lists of words that are no part of a person's name, capitalised or not.
pub(super) const NO_NAMES: Senses = Senses::of(&[
    Sense::FunctionWord,
    Sense::CalendarWord,
    Sense::OrgSuffix,
    Sense::PlaceSuffix,
    Sense::WeaponWord,
    Sense::OfficeFiller,
]);

/// Whether word `i`, `cut`, of these lists is capitalised but no part of a person's name.
#[inline]
fn ends_name(scene: &Scene<'_>, i: usize, cut: Cut, senses: Senses) -> bool {
    is_no_name(scene, i, senses)
        // A possessive before ends nothing, but a hyphen before a small word does: "Smith-led".
        || cut.gap() == Gap::Hyphen && scene.words.shape(i + 1) == Some(Shape::Number)
}

/// Whether it is none by the lists alone.
#[inline(always)]
fn is_no_name(scene: &Scene<'_>, i: usize, senses: Senses) -> bool {
    /// Words that end a name unless they are first names or surnames, too.
    const MOSTLY: Senses = Senses::of(&[Sense::Title, Sense::RegionWord]);
    senses.has_any(NO_NAMES)
        || senses.has_any(MOSTLY)
            && !senses.has_any(FIRST_NAMES)
            && (senses.has(Sense::Title)
                && !introductions::is_surname_title(scene, i)
                && !introductions::is_hon(scene, i)
                || senses.has(Sense::RegionWord) && !introductions::is_colour_surname(scene, i))
}

pub(super) fn add_person(
    scene: &mut Scene<'_>,
    memory: &mut Memory,
    from: usize,
    to: usize,
    rule: Rule,
) {
    add_person_doubted(scene, memory, from, to, rule, None);
}

fn add_person_doubted(
    scene: &mut Scene<'_>,
    memory: &mut Memory,
    from: usize,
    to: usize,
    rule: Rule,
    doubt: Option<Doubt>,
) {
    let person = scene.texts.get(&tidy(&scene.words, from, to));
    introduce_surname(scene, memory, from..to, &person);
    introduce_family(scene, memory, from..to, &person);
    let mut found = Found::new(rule, Value::Person { person });
    found.doubt = doubt;
    scene.add_words(from, to, found);
}

/// From now on the last word of a name is this person, a double name whole.
fn introduce_surname(scene: &Scene<'_>, memory: &mut Memory, name: Range<usize>, person: &Text) {
    let mut last = name.end.saturating_sub(1);
    while last > name.start && scene.words.gap_before(last) == Gap::Hyphen {
        last -= 1;
    }
    let surname = Surname::of(&scene.words, last, name.end);
    memory.introduce(surname, KnownPerson::new(person));
}

/// The same for the first word, where that is what people go by.
fn introduce_family(scene: &Scene<'_>, memory: &mut Memory, name: Range<usize>, person: &Text) {
    let from = name.start;
    if name.end <= from + 1 {
        return;
    }
    let family = || Surname::of(&scene.words, from, from + 1);
    if introductions::is_place_name(scene, from) {
        memory.introduce(family(), KnownPerson::new(person));
    }
    // Of several Lees, the one that the tables know keeps the name.
    let is_taken = || {
        memory
            .person(family())
            .is_some_and(|it| it.entity.is_some())
    };
    // "Lo Ping-cheng": whose given name has a hyphen and a small half goes by the first word.
    let by_given = || {
        name.end == from + 3
            && scene.words.gap_before(from + 2) == Gap::Hyphen
            && scene.words.shape(from + 2) == Some(Shape::Lower)
    };
    if (scene.words.is(from, Sense::SurnameFirst) || by_given()) && !is_taken() {
        memory.introduce(family(), KnownPerson::new(person));
    }
}
