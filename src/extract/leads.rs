//! Where the rules for names that no table has may begin.
//!
//! Each of these rules has something to say at a few words only. One walk over the words at which
//! any may begin finds those of each rule by what that rule asks first of a word and its neighbours.
//! A word that is left out is one at which the rule would say nothing; one that is put in for
//! nothing costs time only. The walk comes after the names of the tables were decided; the rules
//! cover more words one after another, so a word that is not free here never will be.

use super::bodies::HEADS;
use super::cuts::Cut;
use super::lexicon::{Sense, Senses};
use super::people::{self, ROLES};
use super::scene::Scene;
use super::towns::NO_TOWNS;
use super::weapon_context;
use super::weapons;
use super::words::{Gap, Shape};

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
    pub(super) people: Vec<usize>,
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

    /// Finds them in one scene.
    pub(super) fn find(&mut self, scene: &Scene<'_>) {
        self.clear();
        let words = &scene.words;
        for i in words.candidates() {
            let Some(cut) = words.cut(i) else { continue };
            let senses = words.senses_of(cut);
            match cut.shape {
                Shape::Lower => self.small(scene, i, senses),
                Shape::Number => {
                    // No number but the first part of a designation is a missile's.
                    if senses.has(Sense::MissilePrefix) && cut.gap() == Gap::Hyphen {
                        self.weapons.push(i);
                    }
                }
                Shape::Caps => {
                    self.caps.push(i);
                    if cut.end - cut.start <= 3
                        && people::SHORT_TITLES.has(words.str(i))
                        && before_name(scene, i)
                    {
                        self.people.push(i);
                    }
                    self.capital(scene, i, *cut, senses);
                }
                Shape::Capital | Shape::Initial => self.capital(scene, i, *cut, senses),
            }
        }
    }

    /// A word written small: an office, a role, "by" or "plc".
    fn small(&mut self, scene: &Scene<'_>, i: usize, senses: Senses) {
        if senses.has(Sense::OrgSuffix) && scene.words.str(i) == "plc" {
            self.bodies.push(i);
        }
        if senses.has_any(ROLES) && before_name(scene, i) || is_by(scene, i) {
            self.people.push(i);
        }
    }

    #[inline(always)]
    fn capital(&mut self, scene: &Scene<'_>, i: usize, cut: Cut, senses: Senses) {
        let is_capital = cut.shape == Shape::Capital;
        if senses.has_any(HEADS) {
            self.bodies.push(i);
        }
        if senses.has_any(ROLES) && cut.shape != Shape::Caps && before_name(scene, i) {
            self.people.push(i);
        }
        if senses.has(Sense::FunctionWord) {
            // Most words that begin a sentence.
            if is_capital && cut.end - cut.start == 2 && is_by(scene, i) {
                self.people.push(i);
            }
            if cut.is_plain() {
                return;
            }
        }
        if !scene.is_free(i) {
            return;
        }
        if is_capital && !senses.has_any(people::NO_NAMES) {
            // Perhaps a second time, which the rule passes over.
            self.people.push(i);
        }
        if weapons::may_be_designation(&scene.words, i, cut)
            || is_capital && may_be_class(scene, i, cut, senses)
        {
            self.weapons.push(i);
        }
        if is_capital
            && !senses.has_any(NO_TOWNS)
            && matches!(scene.words.gap_before(i), Gap::Space | Gap::Comma)
        {
            self.towns.push(i);
        }
    }

    /// All words that each rule was ever asked about.
    #[cfg(test)]
    fn find_all(&mut self, scene: &Scene<'_>) {
        self.clear();
        for i in scene.words.candidates() {
            self.bodies.push(i);
            self.people.push(i);
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

/// Whether word `i`, free and capitalised, may be a name before a class of weapons, or the type of "Type 93".
fn may_be_class(scene: &Scene<'_>, i: usize, cut: Cut, senses: Senses) -> bool {
    let words = &scene.words;
    if cut.gap() != Gap::Space {
        return false;
    }
    let next = words.shape(i + 1);
    if cut.end - cut.start == 4 && next == Some(Shape::Number) && words.str(i) == "Type" {
        return true;
    }
    !senses.has_any(weapons::NO_NAMES)
        && !words.starts_sentence(i)
        && (words.is_any(i + 1, weapons::CLASSES)
            || next == Some(Shape::Capital) && words.is_any(i + 2, weapons::CLASSES)
            || weapon_context::class_before(scene, i))
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
            scene.leads = leads;
            bodies::unknown_bodies(scene, &mut memory);
            weapons::unknown_weapons(scene);
            people::unknown_people(scene, &mut memory);
            towns::unknown_towns(scene);
            scene.found.clone()
        })
    }

    #[track_caller]
    fn check(text: &str) {
        let all = mentions(text, Leads::find_all);
        assert_eq!(mentions(text, Leads::find), all, "{text}");
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
        drone systems Review Times author Expert envoy Compiled or base oblast Lord Major it";
    const GAPS: &[&str] = &[
        " ", " ", " ", " ", "-", ", ", ". ", " (", ") ", ": ", "’s ", "\t",
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
