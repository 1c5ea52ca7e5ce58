//! Persons by what they lead: "the government led by", "the minister was succeeded by".

use super::mention::Value;
use super::people::ROLES;
use super::scene::Scene;
use super::word_set::word_set;
use super::words::Gap;

word_set! {
    /// What is led by a person.
    LED = "government" "cabinet" "coalition" "delegation" "administration" "opposition" "party" "junta"
}

word_set! {
    /// What is headed by a person, besides.
    HEADED = "team" "commission" "committee" "panel" "mission"
}

/// "Quimby was succeeded by", "The minister was succeeded by"; weapons are succeeded by weapons.
fn succeeds_a_person(scene: &Scene<'_>, succeeded: usize) -> bool {
    const VERBS: usize = 3;
    let words = &scene.words;
    let mut i = succeeded;
    for _ in 0..=VERBS {
        let Some(before) = i.checked_sub(1).filter(|i| words.gap(*i) == Gap::Space) else {
            return false;
        };
        i = before;
        if !matches!(
            words.str(i),
            "was" | "is" | "been" | "being" | "be" | "has" | "had" | "will"
        ) {
            break;
        }
    }
    words.is_any(i, ROLES) || matches!(scene.at(i).map(|it| &it.value), Some(Value::Person { .. }))
}

/// "the government led by", "a team headed by".
pub(super) fn led_by(scene: &Scene<'_>, from: usize) -> bool {
    let words = &scene.words;
    let Some(led) = from.checked_sub(2) else {
        return false;
    };
    words.str(from - 1) == "by"
        && words.gap(from - 1) == Gap::Space
        && words.gap(led) == Gap::Space
        && match words.str(led) {
            "chaired" => true,
            "led" => LED.has(words.str_before(led)),
            "headed" => LED.has(words.str_before(led)) || HEADED.has(words.str_before(led)),
            "succeeded" => succeeds_a_person(scene, led),
            _ => false,
        }
}
