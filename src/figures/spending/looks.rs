//! Which look (colour and mark) each line of the spending chart wears: a number, the same in the window
//! and in every picture.
//!
//! Invariant: up to [`NUM_LOOKS`] lines never share one, and their order decides nothing: the countries
//! of `HOME` keep theirs in every document and measure, and another gives way only to one of them, or to
//! one before it in the alphabet of codes.

use crate::reference::Iso3;

/// So many lines can be told apart by colour.
pub const NUM_LOOKS: usize = 8;

/// Countries that are often drawn together, each with a look of its own.
const HOME: [&str; NUM_LOOKS] = ["JPN", "USA", "PRK", "CHN", "RUS", "GBR", "KOR", "DEU"];

/// The look of each country, in the given order; beyond [`NUM_LOOKS`] lines colours start over with
/// other marks.
pub(super) fn looks(countries: impl Iterator<Item = Iso3>) -> Vec<usize> {
    let countries: Vec<Iso3> = countries.collect();
    let mut order: Vec<(usize, Iso3, usize)> = countries
        .iter()
        .enumerate()
        .map(|(at, iso3)| (known(*iso3).unwrap_or(NUM_LOOKS), *iso3, at))
        .collect();
    order.sort_unstable();
    let mut worn: Vec<usize> = Vec::new();
    let mut looks = vec![0; countries.len()];
    for (_, iso3, at) in order {
        let home = home(iso3);
        let round = worn.len() / NUM_LOOKS * NUM_LOOKS;
        let free = (0..NUM_LOOKS)
            .map(|step| round + (home + step) % NUM_LOOKS)
            .find(|look| !worn.contains(look));
        let look = free.unwrap_or(round + home);
        worn.push(look);
        if let Some(it) = looks.get_mut(at) {
            *it = look;
        }
    }
    looks
}

/// Its place in [`HOME`].
fn known(iso3: Iso3) -> Option<usize> {
    let code = iso3.code();
    HOME.iter().position(|it| *it == code)
}

/// The look a country has where nothing stands in its way.
fn home(iso3: Iso3) -> usize {
    let code = iso3.code();
    // Letters of the code: any rule that gives the same answer every time would do.
    known(iso3).unwrap_or_else(|| code.bytes().map(usize::from).sum::<usize>() % NUM_LOOKS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(codes: &[&str]) -> Vec<usize> {
        looks(codes.iter().filter_map(|it| Iso3::parse(it)))
    }

    #[test]
    fn a_country_keeps_its_look_whatever_stands_beside_it() {
        assert_eq!(of(&["RUS", "JPN"]), [4, 0]);
        assert_eq!(of(&["JPN", "USA", "AUS", "RUS"])[3], 4);
        assert_eq!(of(&["CHN"]), of(&["USA", "CHN"])[1..]);
    }

    #[test]
    fn the_order_of_lines_and_what_has_no_data_change_no_look() {
        let all = of(&["POL", "UKR", "JPN", "SWE", "RUS"]);
        let turned = of(&["RUS", "SWE", "JPN", "UKR", "POL"]);
        assert!(all.iter().eq(turned.iter().rev()));
        assert_eq!(of(&["POL", "UKR", "SWE", "RUS"])[3], all[4]);
    }

    #[test]
    fn one_that_is_worn_is_not_worn_again() {
        let (a, b) = ("FRA", "AFR");
        assert_eq!(of(&[a]), of(&[b]), "letters of one sum");
        assert_ne!(of(&[a, b])[0], of(&[a, b])[1]);
    }

    proptest! {
        #[test]
        fn lines_never_share_a_look(codes in proptest::collection::hash_set("[A-Z]{3}", 0..24)) {
            let codes: Vec<Iso3> = codes.iter().filter_map(|it| Iso3::parse(it)).collect();
            let mut looks = looks(codes.iter().copied());
            prop_assert_eq!(looks.len(), codes.len());
            let most = looks.len().div_ceil(NUM_LOOKS) * NUM_LOOKS;
            prop_assert!(looks.iter().all(|it| *it < most));
            looks.sort_unstable();
            looks.dedup();
            prop_assert_eq!(looks.len(), codes.len());
        }
    }
}
