//! Words over vertical lines, as flags on poles: beside the pole, in as few rows as can be, so that no
//! words touch and no pole runs through the words of another.

use super::Weight;
use super::page::TICK_SIZE;
use super::text_width::{fit, width};

/// Space between a pole and its words.
const GAP: f32 = 4.0;

/// Space between two flags in one row, and between words and a foreign pole.
const APART: f32 = 6.0;

/// The words of one pole.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flag {
    /// As many of the words as fit.
    pub(super) text: String,
    /// Their left edge.
    pub(super) left: f32,
    /// Counted from the foot of the poles upwards.
    pub(super) row: usize,
}

/// A flag while rows are still chosen; rows below the first are negative.
#[derive(Clone, Copy)]
struct Hung {
    pole: f32,
    left: f32,
    right: f32,
    row: i32,
}

impl Hung {
    /// Whether the two can be there together.
    fn suits(self, other: Self) -> bool {
        let clear_of = |flag: Self, pole: f32| pole < flag.left - 2.0 || flag.right + 2.0 < pole;
        match self.row.cmp(&other.row) {
            std::cmp::Ordering::Equal => {
                (self.right + APART <= other.left || other.right + APART <= self.left)
                    && clear_of(self, other.pole)
                    && clear_of(other, self.pole)
            }
            // The higher one's pole passes the lower one's words.
            std::cmp::Ordering::Greater => clear_of(other, self.pole),
            std::cmp::Ordering::Less => clear_of(self, other.pole),
        }
    }
}

/// Hangs words on poles, in the order given, between `low` and `high`.
pub(super) fn flags(poles: &[(f32, &str)], low: f32, high: f32) -> Vec<Flag> {
    let mut order: Vec<usize> = (0..poles.len()).collect();
    let pole_at = |i: usize| poles.get(i).map_or(low, |(x, _)| *x);
    order.sort_by(|&a, &b| pole_at(b).total_cmp(&pole_at(a)));
    let mut hung: Vec<(usize, Hung, String)> = Vec::with_capacity(poles.len());
    for i in order {
        let Some((pole, words)) = poles.get(i) else {
            continue;
        };
        let (text, flag) = hang(*pole, words, low, high, &hung);
        hung.push((i, flag, text));
    }
    let lowest = hung.iter().map(|(_, it, _)| it.row).min().unwrap_or(0);
    hung.sort_by_key(|(i, ..)| *i);
    hung.into_iter()
        .map(|(_, flag, text)| Flag {
            text,
            left: flag.left,
            row: usize::try_from(flag.row - lowest).unwrap_or(0),
        })
        .collect()
}

/// The place nearest to the first row where a flag suits all others: to the right of its pole, else to
/// the left; above all others where nothing suits.
fn hang(
    pole: f32,
    words: &str,
    low: f32,
    high: f32,
    others: &[(usize, Hung, String)],
) -> (String, Hung) {
    let room = (high - pole - GAP).max(pole - GAP - low);
    let text = fit(words, TICK_SIZE, Weight::Regular, room);
    let wide = width(&text, TICK_SIZE, Weight::Regular);
    let sides = [pole + GAP, pole - GAP - wide];
    let fitting = sides
        .into_iter()
        .filter(|left| *left >= low - 0.01 && left + wide <= high + 0.01);
    let most = i32::try_from(others.len()).unwrap_or(i32::MAX);
    let rows = (0..=most).flat_map(|row| [row, -row]);
    let mut places = rows.flat_map(|row| {
        fitting.clone().map(move |left| Hung {
            pole,
            left,
            right: left + wide,
            row,
        })
    });
    let suiting = places.find(|place| others.iter().all(|(_, other, _)| place.suits(*other)));
    let left = (pole + GAP).min(high - wide).max(low);
    let above = others
        .iter()
        .map(|(_, it, _)| it.row + 1)
        .max()
        .unwrap_or(0);
    let fallback = Hung {
        pole,
        left,
        right: left + wide,
        row: above,
    };
    (text, suiting.unwrap_or(fallback))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check_rows(poles: &[(f32, &str)], expected: &[usize]) {
        let rows: Vec<usize> = flags(poles, 0.0, 500.0).iter().map(|it| it.row).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn distant_flags_share_a_row() {
        check_rows(
            &[(50.0, "25 km"), (150.0, "80 km"), (300.0, "400 km")],
            &[0, 0, 0],
        );
        check_rows(&[], &[]);
    }

    #[test]
    fn a_flag_over_another_pole_hangs_higher_where_it_cannot_hang_left() {
        check_rows(&[(40.0, "185 kilometers"), (80.0, "300 km")], &[1, 0]);
    }

    #[test]
    fn at_the_right_edge_a_flag_hangs_to_the_left() {
        let hung = flags(&[(480.0, "up to 1,600 km")], 0.0, 500.0);
        assert!(hung[0].left < 480.0 - 40.0);
        check_rows(
            &[(470.0, "up to 1,600 km"), (480.0, "1,700 kilometers")],
            &[0, 1],
        );
    }

    proptest! {
        #[test]
        fn flags_stay_inside_and_apart(
            poles in proptest::collection::vec((5.0f32..495.0, "[a-z0-9 ]{1,60}"), 0..7),
        ) {
            let poles: Vec<(f32, &str)> = poles.iter().map(|(x, text)| (*x, text.as_str())).collect();
            let hung = flags(&poles, 0.0, 500.0);
            prop_assert_eq!(hung.len(), poles.len());
            let right = |it: &Flag| it.left + width(&it.text, TICK_SIZE, Weight::Regular);
            for (i, a) in hung.iter().enumerate() {
                prop_assert!(a.left >= -0.1 && right(a) <= 500.1);
                for b in &hung[..i] {
                    prop_assert!(a.row != b.row || right(a) <= b.left || right(b) <= a.left);
                }
            }
        }
    }
}
