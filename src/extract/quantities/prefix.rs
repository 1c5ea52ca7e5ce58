//! Letters before the digits of an amount: "Rs", "SEK", "RM".

use super::money::is_large;
use super::scaled::read_amount;
use crate::extract::scan::Scanner;
use crate::extract::token::Token;
use crate::units::Currency;

/// Letters that may stand directly before the digits of an amount: "Rs1,200", "SEK300bn".
#[inline]
pub(in crate::extract) fn is_prefix(word: &str) -> bool {
    may_be_prefix(word.as_bytes()) && word_prefix(word).is_some() && !needs_large(word)
}

/// The same, with the number that starts at `at`: "R1.2bn" and "N3tn" are amounts, "R2" is none.
pub(in crate::extract) fn is_prefix_at(s: &Scanner<'_, '_>, word: &str, at: usize) -> bool {
    // "R10.84" is a code, "R1.2bn" an amount.
    let scaled = || {
        !matches!(word, "R" | "N" | "P" | "W")
            || read_amount(s, at, true).is_some_and(|it| it.scaled())
    };
    word_prefix(word).is_some() && (!needs_large(word) || is_large(s, at) && scaled())
}

/// Bytes of the longest of the prefixes: "FCFA".
const LONGEST_PREFIX: usize = 4;

/// The same as [`may_be_prefix`] of a word, as nearly always none, by its first letter.
#[inline(always)]
pub(super) fn may_be_prefix_word(word: &Token<'_>) -> bool {
    let is_other = word.begins_small() && !matches!(word.first, b'k' | b'z' | b's');
    !is_other && may_be_prefix(word.bytes())
}

/// Whether a word may be one of the letters before an amount: those in small letters begin with three
/// of them.
#[inline]
pub(super) const fn may_be_prefix(word: &[u8]) -> bool {
    match word {
        [b'k' | b'z' | b's', ..] => word.len() <= LONGEST_PREFIX,
        [b'a'..=b'z', ..] => false,
        // "Rs", "Kr", "Ksh", "Fr", "Tk", "Sh", "Won", "Dh", "Bs", "Gs", "Br", and "Au", "Can",
        // "Mex", "Bds", "Col" before a dollar sign; not "In" and "The".
        [first, second @ b'a'..=b'z', ..] => {
            word.len() <= LONGEST_PREFIX
                && matches!(
                    [*first, *second],
                    [b'R', b's' | b'e' | b'p']
                        | [b'K', b'r' | b's']
                        | [b'B', b's' | b'r' | b'd']
                        | [b'F', b'r']
                        | [b'T', b'k']
                        | [b'S' | b'D', b'h']
                        | [b'W', b'o']
                        | [b'G', b's']
                        | [b'A', b'u']
                        | [b'C', b'a' | b'o']
                        | [b'M', b'e']
                )
        }
        _ => word.len() <= LONGEST_PREFIX,
    }
}

pub(super) fn word_prefix(word: &str) -> Option<Currency> {
    if !may_be_prefix(word.as_bytes()) {
        return None;
    }
    known_prefix(word)
}

fn known_prefix(word: &str) -> Option<Currency> {
    Currency::parse(match word {
        "Rs" | "Re" => "INR",
        "kr" | "Kr" => "SEK",
        "zł" => "PLN",
        "SKr" | "SEKr" => "SEK",
        "NKr" | "NOKr" => "NOK",
        "DKr" | "DKKr" => "DKK",
        "Rp" => "IDR",
        "Fr" | "SFr" | "sFr" => "CHF",
        "RM" => "MYR",
        "R" => "ZAR",
        "Tk" => "BDT",
        "KSh" | "Ksh" | "KShs" => "KES",
        "Sh" | "Shs" => "KES",
        "TL" => "TRY",
        "CFA" | "FCFA" => "XOF",
        "USh" => "UGX",
        "TSh" => "TZS",
        "DM" => "DEM",
        "SR" => "SAR",
        "QR" => "QAR",
        "P" => "PHP",
        "W" | "Won" => "KRW",
        "Dh" | "Dhs" | "DH" => "AED",
        "JD" => "JOD",
        "Kč" => "CZK",
        "LE" => "EGP",
        "NRs" => "NPR",
        "PRs" | "PKRs" => "PKR",
        "EURO" => "EUR",
        "SLRs" => "LKR",
        "Bs" => "BOB",
        "Gs" => "PYG",
        "Br" => "ETB",
        "N" => "NGN",
        _ => return Currency::from_code(word),
    })
}

/// Letters that mean other things too, so that only a large amount behind them is money.
pub(super) fn needs_large(word: &str) -> bool {
    match word {
        "R" | "Tk" | "DM" | "Fr" | "RM" | "Re" | "Sh" | "Shs" | "TL" | "CFA" | "FCFA" | "SR"
        | "QR" | "P" | "W" | "Won" | "Dh" | "Dhs" | "DH" | "JD" | "LE" | "Bs" | "Gs" | "Br"
        | "N" | "EURO" | "PRs" | "SLRs" => true,
        "Rs" | "NRs" | "PKRs" | "Kč" | "kr" | "Kr" | "zł" | "Rp" | "SFr" | "sFr" => false,
        _ => word.len() == 3 && !Currency::is_certain_code(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prefix_may_be_one() {
        let letters = || ('A'..='Z').chain('a'..='z');
        let ends = || std::iter::once(String::new()).chain(letters().map(String::from));
        let mut num = 0;
        for first in letters() {
            for (second, third) in ends().flat_map(|it| ends().map(move |end| (it.clone(), end))) {
                for last in ["", "s", "r", "A", "O"] {
                    let word = format!("{first}{second}{third}{last}");
                    let of_dollar = Currency::from_dollar_prefix(&word).is_some();
                    if known_prefix(&word).is_some() || of_dollar && first.is_uppercase() {
                        assert!(may_be_prefix(word.as_bytes()), "{word}");
                        num += 1;
                    }
                }
            }
        }
        assert!(num > 150, "{num}");
        assert!(!may_be_prefix(b"The") && !may_be_prefix(b"In") && !may_be_prefix(b"the"));
    }
}
