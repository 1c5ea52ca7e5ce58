//! Whether a second figure is the first one again: "A (B)", "A, or B", "A — about B".

/// How a second figure stands behind the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restates {
    /// "A (B)"
    Bracket,
    /// "A, or B", "A / B"
    Or,
}

/// Whether `gap` makes the second figure a restatement of the first.
pub fn restates(gap: &str) -> Option<Restates> {
    let gap = gap.trim();
    let is_plain = |rest: &str| rest.len() <= 24 && !rest.contains(['.', ';', '(', ')', '\n']);
    if let Some(rest) = gap.strip_prefix(['(', '[']) {
        return (is_plain(rest) && is_loose(rest)).then_some(Restates::Bracket);
    }
    let rest = gap.trim_start_matches([',', '–', '—']).trim_start();
    let or = rest
        .strip_prefix('/')
        .or_else(|| rest.strip_prefix("or ").or((rest == "or").then_some("")));
    or.filter(|rest| is_plain(rest) && is_loose(rest))
        .map(|_| Restates::Or)
}

/// Whether a comma or a dash sets the second figure off as the same in other money: "30 trillion yen —
/// roughly 200 billion dollars", ", about 5 billion dollars,". `second` are its own words.
pub fn sets_off(gap: &str, second: &str) -> bool {
    let gap = gap.trim();
    let dash = gap.strip_prefix(['–', '—']);
    let Some(rest) = dash.or_else(|| gap.strip_prefix(',')) else {
        return false;
    };
    // A comma alone also parts the items of a list: "US" of "US$5 billion" loosens nothing.
    let first = second.split_whitespace().next().unwrap_or("");
    let is_hedge = first.bytes().all(|it| it.is_ascii_alphabetic()) && is_loose(first);
    let is_said = dash.is_some() || !rest.trim().is_empty() || is_hedge;
    is_said && rest.len() <= 24 && !rest.contains(['.', ';', '(', ')', '\n']) && is_loose(rest)
}

/// Only words that loosen or name the figure that follows.
fn is_loose(rest: &str) -> bool {
    const LOOSE: [&str; 23] = [
        "about",
        "around",
        "some",
        "roughly",
        "approximately",
        "approx",
        "circa",
        "c",
        "ca",
        "equivalent",
        "to",
        "equal",
        "worth",
        "nearly",
        "almost",
        "or",
        "just",
        "an",
        "estimated",
        "close",
        "which",
        "that",
        "is",
    ];
    rest.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| LOOSE.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_gap(gap: &str, expected: Option<Restates>) {
        assert_eq!(restates(gap), expected, "{gap:?}");
    }

    #[test]
    fn brackets_and_or_restate() {
        check_gap(" (", Some(Restates::Bracket));
        check_gap(" (about ", Some(Restates::Bracket));
        check_gap(", or ", Some(Restates::Or));
        check_gap("/", Some(Restates::Or));
    }

    #[test]
    fn a_dash_or_a_loosened_comma_sets_other_money_off() {
        for (gap, second, expected) in [
            (" — ", "roughly $200 billion", true),
            (" – ", "$200 billion", true),
            (", ", "about $5 billion", true),
            (", equivalent to ", "$5 billion", true),
            (", ", "$5 billion", false),
            (" — up from ", "$5 billion", false),
            (", which is ", "$5 billion", true),
            (" and ", "about $5 billion", false),
        ] {
            assert_eq!(sets_off(gap, second), expected, "{gap:?} {second}");
        }
    }

    #[test]
    fn other_words_do_not() {
        check_gap(" and ", None);
        check_gap(" (up from ", None);
        check_gap(" orders ", None);
        check_gap(" (compared with ", None);
    }
}
