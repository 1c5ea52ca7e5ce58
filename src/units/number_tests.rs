//! Numbers in digits and scales.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(text: &str, value: f64, digits: u8, read: &str) {
    let it = read_digits(text).unwrap();
    assert!((it.value - value).abs() < 1e-9, "{text}: {}", it.value);
    assert_eq!(
        (it.digits, text.get(..it.len).unwrap_or("")),
        (digits, read),
        "{text}"
    );
}

#[track_caller]
fn check_scale(text: &str, money: bool, factor: f64, read: &str) {
    let it = read_scale(text, money).unwrap();
    assert!((it.factor / factor - 1.0).abs() < 1e-9, "{text}");
    assert_eq!(text.get(..it.len).unwrap_or(""), read, "{text}");
}

#[test]
fn separators() {
    check("1,600 km", 1600.0, 2, "1,600");
    check("1,600,5", 1600.0, 2, "1,600");
    check("6,81,210.27 crore", 681_210.27, 8, "6,81,210.27");
    check("1,11,544", 111_544.0, 6, "1,11,544");
    check("20 000 troops", 20_000.0, 1, "20 000");
    check("20\u{a0}000", 20_000.0, 1, "20\u{a0}000");
    check("1'600", 1600.0, 2, "1'600");
    check("1.234.567,8", 1_234_567.8, 8, "1.234.567,8");
    check("1.250,50 EUR", 1250.5, 6, "1.250,50");
    check("1 250,50 EUR", 1250.5, 6, "1 250,50");
    check("1 250, 50", 1250.0, 3, "1 250");
    check("1,25,000 men", 125_000.0, 3, "1,25,000");
}

#[test]
fn decimals_and_their_digits() {
    check("2.35", 2.35, 3, "2.35");
    check("12.0", 12.0, 3, "12.0");
    check("0.05", 0.05, 1, "0.05");
    check("4,5 billion", 4.5, 2, "4,5");
    check("100", 100.0, 1, "100");
    check(".5 miles", 0.5, 1, ".5");
    check(".25.", 0.25, 2, ".25");
    check("2½", 2.5, 2, "2½");
    check("5, 6", 5.0, 1, "5");
    check("5. The", 5.0, 1, "5");
    check("10 12", 10.0, 1, "10");
}

#[test]
fn a_group_after_a_point_has_two_readings() {
    let it = read_digits("2.500 km").unwrap();
    assert_eq!(it.form, NumeralForm::PointGroup);
    assert!((it.grouped().value - 2500.0).abs() < 1e-9);
    assert_eq!(it.grouped().digits, 2);
}

#[test]
fn versions_and_endless_digits_are_no_numbers() {
    assert_eq!(read_digits("1.2.3"), None);
    assert_eq!(read_digits("19.01.2024"), None);
    assert_eq!(read_digits(&"9".repeat(50)), None);
    assert_eq!(read_digits("x1"), None);
}

#[test]
fn scales() {
    check_scale(" billion dollars", false, 1e9, " billion");
    check_scale("bn", false, 1e9, "bn");
    check_scale("-trillion-yen", false, 1e12, "-trillion");
    check_scale(" lakh crore", false, 1e12, " lakh crore");
    check_scale(" thousand crore", false, 1e10, " thousand crore");
    check_scale("兆円", false, 1e12, "兆");
    check_scale("千万", false, 1e7, "千万");
    check_scale(" 억 원", false, 1e8, " 억");
    check_scale(" thousand billion", false, 1e12, " thousand billion");
    check_scale(" million million", false, 1e12, " million million");
    check_scale(" hundred thousand", false, 1e5, " hundred thousand");
    check_scale(
        " hundred thousand crore",
        false,
        1e12,
        " hundred thousand crore",
    );
    check_scale("mld", false, 1e9, "mld");
    check_scale("MM", true, 1e6, "MM");
    check_scale("m", true, 1e6, "m");
    check_scale("B", true, 1e9, "B");
    assert_eq!(read_scale(" m", false), None);
    assert_eq!(read_scale(" tanks", true), None);
}

#[track_caller]
fn check_short(text: &str) {
    let it = read_plain(text.as_bytes()).unwrap();
    let number = text.split(|it: char| !it.is_ascii_digit()).next().unwrap();
    let (value, len): (f64, _) = (number.parse().unwrap(), number.len());
    let digits = number.trim_end_matches('0').len();
    assert_eq!(
        (it.value, it.len, it.form),
        (value, len, NumeralForm::Plain),
        "{text}"
    );
    assert_eq!(usize::from(it.digits), digits, "{text}");
}

#[test]
fn short_numbers() {
    for number in [
        "1", "10", "45", "100", "736", "1978", "20050", "999999", "1000000", "9876543",
    ] {
        for behind in ["", " km", ".", ", and", "km", "-long", "–9"] {
            check_short(&format!("{number}{behind}"));
        }
    }
    check_short("12345678 is longer");
}

#[test]
fn short_decimals_and_groups() {
    for number in [
        "1,600", "50,000", "999,100", "2.35", "0.05", "0.0", "34.0", "1234.567",
    ] {
        for behind in ["", " km", ".", ",", "m", "–9"] {
            let text = format!("{number}{behind}");
            let short = read_short(text.as_bytes());
            let goes_on = number.contains(',') && behind == ",";
            assert!(short.is_some() || number.len() > 7 || goes_on, "{text}");
            assert_eq!(
                read_plain(text.as_bytes()),
                read_longer(text.as_bytes()),
                "{text}"
            );
        }
    }
}

proptest! {
    #[test]
    fn short_numbers_are_read_as_longer_ones(text in "[0-9]{1,7}[., ]?[0-9]{0,4}[., –a]?[0-9]{0,3}") {
        if let Some(it) = read_short(text.as_bytes()) {
            prop_assert_eq!(Some(it), read_longer(text.as_bytes()));
        }
    }

    #[test]
    fn reads_only_what_is_there(text in "[0-9., \u{a0}½a-z-]{0,60}") {
        for it in [read_digits(&text), crate::units::number_words::read_words(&text)].into_iter().flatten() {
            prop_assert!(text.get(..it.len).is_some() && it.len > 0 && it.value.is_finite());
        }
        if let Some(it) = read_scale(&text, true) {
            prop_assert!(text.get(..it.len).is_some());
        }
    }
}
