//! Rows from fragments.

use super::*;

fn fragment(x0: f64, y: f64, text: &str) -> Fragment {
    #[expect(clippy::cast_precision_loss, reason = "short texts")]
    let width = text.len() as f64 * 5.0;
    Fragment {
        text: text.to_owned(),
        x0,
        x1: x0 + width,
        y,
        size: 10.0,
        turns: 0,
    }
}

#[track_caller]
fn check(fragments: Vec<Fragment>, expected: &[&str]) {
    let rows: Vec<String> = rows(fragments, 800.0)
        .iter()
        .map(|row| row.cells.join(" | "))
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn fragments_of_a_row_are_put_in_order() {
    check(
        vec![
            fragment(100.0, 500.0, "second"),
            fragment(50.0, 500.5, "the first"),
            fragment(300.0, 500.0, "cell"),
            fragment(50.0, 600.0, "above"),
        ],
        &["above", "the first second | cell"],
    );
}

#[test]
fn small_raised_numbers_belong_to_their_row() {
    let raised = |x0, text: &str| Fragment {
        size: 6.0,
        ..fragment(x0, 504.0, text)
    };
    check(
        vec![fragment(50.0, 500.0, "signed."), raised(85.0, "3")],
        &["signed.[3]"],
    );
    check(
        vec![fragment(50.0, 500.0, "10"), raised(60.0, "6")],
        &["10⁶"],
    );
    check(
        vec![fragment(50.0, 500.0, "40 km"), raised(75.0, "2")],
        &["40 km²"],
    );
}

#[test]
fn words_from_right_to_left_are_put_in_reading_order() {
    check(
        vec![
            fragment(50.0, 500.0, "\u{5d3}\u{5d2}"),
            fragment(75.0, 500.0, "\u{5d1}\u{5d0}"),
        ],
        &["\u{5d0}\u{5d1} \u{5d2}\u{5d3}"],
    );
    assert_eq!(
        in_reading_order("2024 \u{5d1}\u{5d0}"),
        "\u{5d0}\u{5d1} 2024"
    );
}

#[test]
fn odd_places_do_not_stop_it() {
    check(Vec::new(), &[]);
    let odd = [f64::MAX, f64::MIN, 0.0, 1e300].map(|x| fragment(x, x, "x"));
    assert!(!rows(odd.to_vec(), 0.0).is_empty());
}
