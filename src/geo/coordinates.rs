//! Coordinates as people type them.

use super::LatLon;

/// Reads "35.69, 139.69", "35.69 N 139.69 E", "33.16S,151.2E" and degrees with minutes and seconds
/// ("35°41′22″N 139°41′30″E"); latitude first unless the letters say otherwise. `None` for anything
/// else.
pub fn parse(text: &str) -> Option<LatLon> {
    if text.len() > 80 {
        return None;
    }
    let mut sides: Vec<Side> = Vec::new();
    let mut side = Side::default();
    for token in tokens(text)? {
        match token {
            Token::Number(number) => {
                // Without a mark of minutes a second number is the other coordinate.
                if side.has_degrees && !side.wants_more {
                    sides.push(std::mem::take(&mut side));
                }
                side.add(number)?;
            }
            Token::Mark => side.wants_more = side.has_degrees,
            Token::Letter(letter) => {
                if !side.has_degrees || side.letter.is_some() {
                    return None;
                }
                side.letter = Some(letter);
                sides.push(std::mem::take(&mut side));
            }
            Token::Comma => {
                if side.has_degrees {
                    sides.push(std::mem::take(&mut side));
                }
            }
        }
    }
    if side.has_degrees {
        sides.push(side);
    }
    let [first, second] = sides.as_slice() else {
        return None;
    };
    match (first.axis(), second.axis()) {
        (Some(Axis::Lon), Some(Axis::Lat) | None) => {
            LatLon::new(second.degrees()?, first.degrees()?)
        }
        (Some(Axis::Lat) | None, Some(Axis::Lon) | None) => {
            LatLon::new(first.degrees()?, second.degrees()?)
        }
        _ => None,
    }
}

/// "35.690, 139.692".
pub fn words(at: LatLon) -> String {
    let tidy = |it: f64| if it.abs() < 0.0005 { 0.0 } else { it };
    format!("{:.3}, {:.3}", tidy(at.lat), tidy(at.lon))
}

/// "35.69° N, 139.69° E".
pub fn spelled(at: LatLon) -> String {
    let side = |it: f64, plus: char, minus: char| if it < 0.0 { minus } else { plus };
    format!(
        "{:.2}° {}, {:.2}° {}",
        at.lat.abs(),
        side(at.lat, 'N', 'S'),
        at.lon.abs(),
        side(at.lon, 'E', 'W')
    )
}

#[derive(Clone, Copy, PartialEq)]
enum Axis {
    Lat,
    Lon,
}

/// One coordinate being read.
#[derive(Default)]
struct Side {
    value: f64,
    negative: bool,
    num_parts: u8,
    has_degrees: bool,
    wants_more: bool,
    letter: Option<char>,
}

impl Side {
    fn add(&mut self, number: f64) -> Option<()> {
        let unit = match self.num_parts {
            0 => 1.0,
            1 => 60.0,
            2 => 3600.0,
            _ => return None,
        };
        if self.num_parts == 0 {
            self.negative = number.is_sign_negative();
        } else if !(0.0..60.0).contains(&number) {
            return None;
        }
        self.value += number.abs() / unit;
        self.num_parts += 1;
        self.has_degrees = true;
        self.wants_more = false;
        Some(())
    }

    const fn axis(&self) -> Option<Axis> {
        match self.letter {
            Some('N' | 'S') => Some(Axis::Lat),
            Some(_) => Some(Axis::Lon),
            None => None,
        }
    }

    fn degrees(&self) -> Option<f64> {
        let south_or_west = matches!(self.letter, Some('S' | 'W'));
        // "-33 S" says it twice, and nobody knows what it means.
        if self.negative && self.letter.is_some() {
            return None;
        }
        Some(if self.negative || south_or_west {
            -self.value
        } else {
            self.value
        })
    }
}

enum Token {
    Number(f64),
    Mark,
    Letter(char),
    Comma,
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut out = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&c) = chars.peek() {
        if c.is_ascii_digit() || matches!(c, '-' | '−' | '+' | '.') {
            let mut number = String::new();
            while let Some(&c) = chars.peek() {
                match c {
                    '−' | '-' if number.is_empty() => number.push('-'),
                    '+' if number.is_empty() => {}
                    c if c.is_ascii_digit() || c == '.' => number.push(c),
                    _ => break,
                }
                chars.next();
            }
            out.push(Token::Number(number.parse().ok()?));
            continue;
        }
        chars.next();
        match c {
            c if c.is_whitespace() => {}
            ',' | ';' | '/' => out.push(Token::Comma),
            '°' | 'º' | '′' | '’' | '\'' | '″' | '”' | '"' => out.push(Token::Mark),
            'N' | 'S' | 'E' | 'W' | 'n' | 's' | 'e' | 'w' => {
                out.push(Token::Letter(c.to_ascii_uppercase()));
            }
            _ => return None,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(f64, f64)>) {
        match (parse(text), expected) {
            (Some(got), Some((lat, lon))) => {
                assert!(
                    (got.lat - lat).abs() < 1e-3 && (got.lon - lon).abs() < 1e-3,
                    "{text}: {got:?}"
                );
            }
            (got, expected) => assert_eq!(got.is_some(), expected.is_some(), "{text}: {got:?}"),
        }
    }

    #[test]
    fn decimal_degrees() {
        check("35.69,139.69", Some((35.69, 139.69)));
        check(" 35.69  139.69 ", Some((35.69, 139.69)));
        check("-33.9, 151.2", Some((-33.9, 151.2)));
        check("−33.9; -0.5", Some((-33.9, -0.5)));
        check("35.69 N 139.69 E", Some((35.69, 139.69)));
        check("139.69E, 35.69N", Some((35.69, 139.69)));
        check("33.9s 70.6w", Some((-33.9, -70.6)));
        check("-0.5, 10", Some((-0.5, 10.0)));
    }

    #[test]
    fn minutes_and_seconds() {
        check("35°41'22\"N 139°41'30\"E", Some((35.6894, 139.6917)));
        check("35° 41′ N, 139° 41′ E", Some((35.6833, 139.6833)));
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "Tokyo",
            "35",
            "91, 0",
            "0, 181",
            "1,2,3",
            "35 N 40 N",
            "-33 S 20 E",
            "1.2.3, 4",
            "nan, 3",
        ] {
            check(text, None);
        }
        check(&"1,".repeat(1000), None);
    }

    #[test]
    fn written_for_people() {
        let at = LatLon::new(-33.9, 151.25).unwrap();
        assert_eq!(words(at), "-33.900, 151.250");
        assert_eq!(spelled(at), "33.90° S, 151.25° E");
    }
}
