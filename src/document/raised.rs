//! Raised numbers: "10⁶" must not become "106".

/// The longest number that is written raised: a longer one is set small for another reason.
const MAX_DIGITS: usize = 4;

/// A short number in raised digits, with the white space around it; `None` for anything else.
pub(super) fn raised_digits(text: &str) -> Option<String> {
    let digits = text.trim();
    let is_number =
        (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| text.chars().map(raised).collect())
}

const fn raised(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(raised_digits(text).as_deref(), expected);
    }

    #[test]
    fn short_numbers_are_raised_and_nothing_else() {
        check("6", Some("⁶"));
        check("1234567890", None);
        check("12 ", Some("¹² "));
        check("th", None);
        check("-3", None);
        check(" ", None);
        check("", None);
    }
}
