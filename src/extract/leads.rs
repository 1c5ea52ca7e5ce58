//! Where the rules for names that no table has may begin.
//!
//! Each of these rules has something to say at a few words only. One walk over the words at which
//! any may begin finds those of each rule by what that rule asks first of a word and its neighbours.
//! A word that is left out is one at which the rule would say nothing; one that is put in for
//! nothing costs time only. The walk comes after the names of the tables were decided; the rules
//! cover more words one after another, so a word that is not free here never will be.

use super::bodies::HEADS;
use super::cuts::Cut;
use super::heads;
use super::lexicon::{Sense, Senses};
use super::people::{self, LeadKind, PersonLead, ROLES};
use super::scene::Scene;
use super::towns::NO_TOWNS;
use super::weapon_context;
use super::weapons;
use super::words::{Gap, Shape};

/// Words that a rule asks for by the lists that hold them.
const LISTED: Senses = HEADS
    .and(ROLES)
    .and(Senses::of(&[Sense::By, Sense::FirmKind]));

/// Numbers of words, in order.
#[derive(Debug, Default)]
pub(super) struct Leads {
    /// Heads of bodies and regions.
    pub(super) bodies: Vec<usize>,
    /// Words in capitals, which may be short forms.
    pub(super) caps: Vec<usize>,
    /// First words of weapons.
    pub(super) weapons: Vec<usize>,
    /// Titles, offices and roles, first words of persons, and the "by" of bylines.
    pub(super) people: Vec<PersonLead>,
    /// First words of towns.
    pub(super) towns: Vec<usize>,
}

impl Leads {
    fn clear(&mut self) {
        self.bodies.clear();
        self.caps.clear();
        self.weapons.clear();
        self.people.clear();
        self.towns.clear();
    }

    /// Whether there are any for organisations, regions or short forms.
    pub(super) const fn has_bodies(&self) -> bool {
        !self.bodies.is_empty() || !self.caps.is_empty()
    }

    /// Finds them in one scene.
    pub(super) fn find(&mut self, scene: &Scene<'_>) {
        self.clear();
        let words = &scene.words;
        for i in words.candidates() {
            let Some(cut) = words.cut(i) else { continue };
            let senses = words.senses_of(cut);
            if senses.has_any(LISTED) {
                self.listed(scene, i, cut, senses);
            }
            match cut.shape {
                // As most are.
                Shape::Capital => {
                    if !opens_only(cut, senses) && scene.is_free(i) {
                        self.unknown(scene, i, cut, senses);
                    }
                }
                Shape::Lower => {}
                _ => self.other_lead(scene, i, cut, senses),
            }
        }
    }

    /// A number, an initial or a word in capitals.
    #[inline(never)]
    fn other_lead(&mut self, scene: &Scene<'_>, i: usize, cut: &Cut, senses: Senses) {
        match cut.shape {
            Shape::Number => {
                // No number but the first part of a designation is a missile's.
                if senses.has(Sense::MissilePrefix) && cut.gap() == Gap::Hyphen {
                    self.weapons.push(i);
                }
                return;
            }
            Shape::Caps => {
                self.caps.push(i);
                if cut.end - cut.start <= 3
                    && people::SHORT_TITLES.has(scene.words.str(i))
                    && before_name(scene, i)
                {
                    let kind = LeadKind::Any;
                    self.people.push(PersonLead { at: i, kind });
                }
            }
            _ => {}
        }
        if !opens_only(cut, senses)
            && weapons::may_be_designation(&scene.words, i, *cut)
            && scene.is_free(i)
        {
            self.weapons.push(i);
        }
    }

    /// A word that a rule asks for by a list: a head, an office, a role, "by" or "plc".
    #[inline(never)]
    fn listed(&mut self, scene: &Scene<'_>, i: usize, cut: &Cut, senses: Senses) {
        let is_small = cut.shape == Shape::Lower;
        let names_body = senses.has_any(HEADS) && (!is_small || scene.words.str(i) == "plc");
        let before_firm =
            || is_small && senses.has(Sense::FirmKind) && heads::before_a_firm(scene, i);
        if names_body || before_firm() {
            self.bodies.push(i);
        }
        if senses.has_any(ROLES) && cut.shape != Shape::Caps && before_name(scene, i)
            || senses.has(Sense::By) && is_by(scene, i)
        {
            let kind = LeadKind::Any;
            self.people.push(PersonLead { at: i, kind });
        }
    }

    /// A capitalised word that no table explains.
    #[inline]
    fn unknown(&mut self, scene: &Scene<'_>, i: usize, cut: &Cut, senses: Senses) {
        let beside = Beside::new(scene, i, cut);
        if let Some(kind) = people::lead_at(scene, i, senses, &beside) {
            // Perhaps a second time, which the rule passes over.
            self.people.push(PersonLead { at: i, kind });
        }
        // Towns and names before a class stand behind other words only.
        let is_behind = beside.gap_before() != Gap::Break;
        if weapons::has_digit(&scene.words, i, *cut)
            || beside.may_be_designation()
            || beside.may_be_type()
            || is_behind && may_be_class(scene, i, senses, &beside)
        {
            self.weapons.push(i);
        }
        if is_behind && !senses.has_any(NO_TOWNS) && beside.may_be_town() {
            self.towns.push(i);
        }
    }

    /// All words that each rule was ever asked about.
    #[cfg(test)]
    fn find_all(&mut self, scene: &Scene<'_>) {
        self.clear();
        for i in scene.words.candidates() {
            self.bodies.push(i);
            let kind = LeadKind::Any;
            self.people.push(PersonLead { at: i, kind });
            self.towns.push(i);
            match scene.words.shape(i) {
                Some(Shape::Lower) | None => continue,
                Some(Shape::Caps) => self.caps.push(i),
                Some(_) => {}
            }
            self.weapons.push(i);
        }
    }
}

/// Whether the name of somebody may follow word `i`, a title or role.
fn before_name(scene: &Scene<'_>, i: usize) -> bool {
    matches!(scene.words.gap(i), Gap::Space | Gap::Comma)
        && opens_name(scene, i + 1)
        && scene.is_free(i + 1)
}

fn opens_name(scene: &Scene<'_>, i: usize) -> bool {
    matches!(scene.words.shape(i), Some(Shape::Capital | Shape::Initial))
}

/// Whether word `i` is "by", and names may follow.
fn is_by(scene: &Scene<'_>, i: usize) -> bool {
    let words = &scene.words;
    words.str(i).eq_ignore_ascii_case("by")
        && (opens_name(scene, i + 1)
            || words.shape(i + 1) == Some(Shape::Caps)
            || words.str(i + 1).eq_ignore_ascii_case("and"))
}

/// Whether a word is one that only opens sentences, as most do that stand there.
const fn opens_only(cut: &Cut, senses: Senses) -> bool {
    senses.has(Sense::FunctionWord) && cut.is_plain()
}

/// A capitalised word that no table explains, and the words beside it.
#[derive(Clone, Copy)]
pub(super) struct Beside<'s, 't> {
    scene: &'s Scene<'t>,
    i: usize,
    word: &'s Cut,
    /// [`FIRST`] before the first word.
    before: &'s Cut,
    /// [`Cut::NONE`] behind the last: small, and in no list.
    next: &'s Cut,
}

/// What stands for the word before the first: a break, and in no list.
const FIRST: Cut = Cut {
    more: Gap::Break as u8,
    ..Cut::NONE
};

impl<'s, 't> Beside<'s, 't> {
    /// Of word `i`, `cut`.
    #[inline(always)]
    fn new(scene: &'s Scene<'t>, i: usize, word: &'s Cut) -> Self {
        let before = i.checked_sub(1).and_then(|i| scene.words.cut(i));
        Self {
            scene,
            i,
            word,
            before: before.unwrap_or(&FIRST),
            next: scene.words.cut(i + 1).unwrap_or(&Cut::NONE),
        }
    }

    #[inline(always)]
    pub(super) const fn gap(&self) -> Gap {
        self.word.gap()
    }

    #[inline(always)]
    const fn gap_before(&self) -> Gap {
        self.before.gap()
    }

    /// How the next word is written; small if there is none.
    #[inline(always)]
    pub(super) const fn shape(&self) -> Shape {
        self.next.shape
    }

    /// Whether any of these lists holds the next word.
    #[inline(always)]
    pub(super) fn next_is_any(&self, senses: Senses) -> bool {
        self.scene.words.senses_of(self.next).has_any(senses)
    }

    #[inline(always)]
    fn before_is(&self, sense: Sense) -> bool {
        self.scene.words.senses_of(self.before).has(sense)
    }

    /// Whether a small word and, before it, a part of a city stand before: "the town of".
    #[inline(always)]
    fn is_of_town(&self) -> bool {
        let words = &self.scene.words;
        self.before_is(Sense::FunctionWord)
            && self
                .i
                .checked_sub(2)
                .is_some_and(|i| words.is(i, Sense::PartOfCity))
    }

    /// Whether the next word is no part of anything found.
    #[inline(always)]
    pub(super) fn next_is_free(&self) -> bool {
        self.scene.is_free(self.i + 1)
    }

    /// Whether a number or capitals are joined to the word, as in a designation.
    #[inline(always)]
    fn may_be_designation(&self) -> bool {
        self.gap() == Gap::Hyphen
            && matches!(self.shape(), Shape::Number | Shape::Caps | Shape::Initial)
    }

    /// Whether the word is that of "Type 93".
    #[inline(always)]
    fn may_be_type(&self) -> bool {
        self.shape() == Shape::Number
            && self.gap() == Gap::Space
            && self.word.end - self.word.start == 4
            && self.scene.words.str(self.i) == "Type"
    }

    /// Whether the word may begin the name of a town: behind a comma or a preposition, or before what
    /// stands behind towns, wherever a longer name may end.
    #[inline(always)]
    fn may_be_town(&self) -> bool {
        const BEHIND: Senses = Senses::of(&[Sense::BehindTown]);
        match self.gap_before() {
            Gap::Comma => return true,
            Gap::Space if self.before_is(Sense::BeforeTown) || self.is_of_town() => return true,
            Gap::Space | Gap::Possessive => {}
            _ => return false,
        }
        let goes_on = || self.shape() == Shape::Capital;
        match self.gap() {
            Gap::Space => goes_on() || self.next_is_any(BEHIND),
            Gap::Hyphen => goes_on(),
            Gap::Comma => self.next_is_any(BEHIND),
            _ => false,
        }
    }
}

/// Whether word `i`, free and capitalised behind another, may be a name before a class of weapons.
#[inline(always)]
fn may_be_class(scene: &Scene<'_>, i: usize, senses: Senses, beside: &Beside<'_, '_>) -> bool {
    beside.gap() == Gap::Space
        && !senses.has_any(weapons::NO_NAMES)
        && (beside.next_is_any(weapons::CLASSES)
            || beside.shape() == Shape::Capital && scene.words.is_any(i + 2, weapons::CLASSES)
            || beside.before_is(Sense::BeforeNamed) && weapon_context::class_before(scene, i))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::memory::Memory;
    use crate::extract::scene::with_scene;
    use crate::extract::{Mention, bodies, names, towns};

    /// What is found with these leads.
    fn mentions(text: &str, find: fn(&mut Leads, &Scene<'_>)) -> Vec<Mention> {
        with_scene(text, |scene| {
            let (mut memory, mut leads) = (Memory::default(), Leads::default());
            names::decide_names(scene, &mut memory);
            find(&mut leads, scene);
            bodies::unknown_bodies(scene, &mut memory, &leads);
            weapons::unknown_weapons(scene, &mut memory, &leads.weapons);
            people::unknown_people(scene, &mut memory, &leads.people);
            towns::unknown_towns(scene, &leads.towns);
            scene.found.clone()
        })
    }

    #[track_caller]
    fn check(text: &str) {
        let all = mentions(text, Leads::find_all);
        assert_eq!(mentions(text, Leads::find), all, "{text}");
    }

    #[test]
    fn nothing_is_missed_in_quotation_marks() {
        check("It fired the “Palianytsia cruise missile” and the “Zorblax” drone near “Gliwice”.");
    }

    #[test]
    fn nothing_is_missed_where_signs_and_numbers_stand() {
        check("They are missiles such as the Palianytsia 4 and a drone called Zorblax.");
        check("Sensors of the Type 93 missile and of KN-23, S-92 and R-27ER missiles.");
        check("By and Ichiro Sato; compiled by and Hana Sato, editor José Ruiz.");
        check("the chief of staff Hana Sato, Vandelay plc, VANDELAY PLC (VPLC) and VPLC.");
    }

    /// Words that some rule asks for, and others.
    const WORDS: &str = "the The by By and And of such as called missiles Missile cruise Type 93 12 \
        Minister minister chief staff General Sato Ichiro José plc PLC Ministry Defence Navy Institute \
        Air Base Sea Lake Ladoga KN 23 S R RBS J al van Tokyo London Japan Georgia Jordan Smith Kim \
        said who near in at Gliwice DRDO Mach White Colonel Quimby Zorblax Yong bok Palianytsia \
        drone systems near outside north air base strait Strait Review Times author Expert envoy Compiled or base oblast Lord Major it";
    const GAPS: &[&str] = &[
        " ", " ", " ", " ", "-", ", ", ". ", " (", ") ", ": ", "’s ", "\t", " “", "” ",
    ];

    proptest::proptest! {
        #[test]
        fn the_rules_find_no_more_with_all_words(
            parts in proptest::collection::vec((0usize..200, 0usize..200), 1..16)
        ) {
            let words: Vec<&str> = WORDS.split_whitespace().collect();
            let text: String = parts
                .iter()
                .flat_map(|(word, gap)| [words[word % words.len()], GAPS[gap % GAPS.len()]])
                .collect();
            check(&text);
        }
    }
}
