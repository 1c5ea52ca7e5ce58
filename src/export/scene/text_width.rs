//! How wide a line of text will be, without a font.
//!
//! The SVG may be shown in any of the fonts it names, and the PNG in the program's own. The table
//! holds, for every printable ASCII character, the widest advance of DejaVu Sans, Liberation Sans
//! (which has the metrics of Arial and Helvetica) and Ubuntu Light, in thousandths of the size; so an
//! estimate is at least the true width in each of them, and in Arial about a tenth more.

use super::{Anchor, Bounds, Point, Weight};

/// Thousandths of the size, from space to `~`.
const ADVANCES: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 359, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556, 1015, 684, 686, 722, 770, 667,
    611, 778, 752, 295, 500, 667, 557, 865, 748, 787, 667, 787, 722, 667, 611, 732, 684, 989, 685,
    667, 685, 390, 359, 390, 838, 556, 500, 613, 635, 550, 635, 615, 376, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// Bold letters of these fonts are up to 11 % wider on average; a line of text is never a run of the
/// one letter that grows by a third.
const BOLD: f32 = 1.13;

/// Above the baseline, in sizes: the tallest letters with an accent.
pub const ASCENT: f32 = 0.93;

/// Below the baseline, in sizes.
pub const DESCENT: f32 = 0.24;

/// From one baseline to the next, in sizes.
pub const LINE: f32 = 1.32;

/// Estimated width of one line.
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    let thousandths: f32 = text.chars().map(advance).sum();
    let scale = match weight {
        Weight::Regular => 1.0,
        Weight::Bold => BOLD,
    };
    thousandths / 1000.0 * size * scale
}

/// The box a line of text fills.
pub fn bounds(at: Point, text: &str, size: f32, weight: Weight, anchor: Anchor) -> Bounds {
    let width = width(text, size, weight);
    let left = match anchor {
        Anchor::Start => at[0],
        Anchor::Middle => at[0] - width / 2.0,
        Anchor::End => at[0] - width,
    };
    Bounds {
        left,
        top: at[1] - ASCENT * size,
        right: left + width,
        bottom: at[1] + DESCENT * size,
    }
}

/// Breaks at spaces into lines no wider than `max`; a single word that is wider is broken inside.
pub fn wrap(text: &str, size: f32, weight: Weight, max: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&longer, size, weight) <= max {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if width(&line, size, weight) > max && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Cuts the end off and puts … there when the text is wider than `max`.
pub fn fit(text: &str, size: f32, weight: Weight, max: f32) -> String {
    if width(text, size, weight) <= max {
        return text.to_owned();
    }
    let mut out = String::new();
    let room = max - width("…", size, weight);
    for c in text.chars() {
        out.push(c);
        if width(&out, size, weight) > room {
            out.pop();
            break;
        }
    }
    format!("{}…", out.trim_end())
}

fn advance(c: char) -> f32 {
    let ascii = u32::from(c)
        .checked_sub(32)
        .and_then(|i| ADVANCES.get(i as usize));
    if let Some(advance) = ascii {
        return f32::from(*advance);
    }
    match c {
        // Combining marks and joiners take no room of their own.
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' => 0.0,
        '‘' | '’' | '·' => 320.0,
        '“' | '”' => 520.0,
        '–' => 560.0,
        // Latin, Greek and Cyrillic letters are at most as wide as M, and on average like n.
        '\u{A0}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}' | '\u{20A0}'..='\u{20CF}' => 720.0,
        // Everything else: a full square, as Chinese, Japanese and Korean are.
        _ => 1000.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_grow_with_text_size_and_weight() {
        assert!((width("iiii", 10.0, Weight::Regular) - 11.12).abs() < 0.01);
        assert!(width("MMMM", 10.0, Weight::Regular) > 34.0);
        assert!(width("a", 20.0, Weight::Regular) > 1.9 * width("a", 10.0, Weight::Regular));
        assert!(width("Range", 10.0, Weight::Bold) > width("Range", 10.0, Weight::Regular));
        assert!((width("兆円", 10.0, Weight::Regular) - 20.0).abs() < 0.01);
    }

    #[test]
    fn long_words_are_broken_and_none_is_lost() {
        let lines = wrap("ab abcdefghijklmnopqrst cd", 10.0, Weight::Regular, 40.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat().replace(' ', ""), "ababcdefghijklmnopqrstcd");
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(fit("short", 10.0, Weight::Regular, 100.0), "short");
        let cut = fit("a rather long name of a missile", 10.0, Weight::Bold, 80.0);
        assert!(cut.ends_with('…') && width(&cut, 10.0, Weight::Bold) <= 80.0);
    }

    proptest! {
        #[test]
        fn wrapped_lines_fit(text in "[a-zA-Z0-9,.() –¥兆]{0,300}", max in 30.0f32..500.0) {
            for line in wrap(&text, 11.0, Weight::Regular, max) {
                prop_assert!(width(&line, 11.0, Weight::Regular) <= max + 0.01);
            }
        }
    }
}
