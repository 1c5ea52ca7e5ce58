//! Charts as SVG with real text, a title and a description, and nothing that runs.
//!
//! Invariants: well-formed XML whatever the text (escaped, and without characters that XML 1.0 does
//! not allow); no scripts, links, styles from elsewhere or fonts to fetch. Each mark keeps the id of
//! what it came from in `data-ref`, and its tool tip in a `<title>` of its own.

use std::fmt::Write as _;

use super::scene::{Anchor, Point, Rgba, Scene, SceneItem, Shape, Stroke, Weight};

/// Fonts, first found first used. `scene::text_width` is wide enough for each of them.
const FONTS: &str = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif";

/// The scene as one SVG file.
pub fn write_svg(scene: &Scene) -> String {
    let mut out = String::with_capacity(512 + scene.items.len() * 128);
    let (width, height) = (number(scene.width), number(scene.height));
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\" \
         font-family=\"{FONTS}\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\"{}/>\n",
        escape(&scene.title),
        escape(&scene.description),
        paint("fill", Some(scene.background)),
    );
    let mut open: Option<(&str, &Option<String>)> = None;
    for item in &scene.items {
        let group = (item.part.class(), &item.link);
        if open != Some(group) {
            if open.is_some() {
                out.push_str("</g>\n");
            }
            let _ = write!(out, "<g class=\"{}\"", group.0);
            if let Some(link) = group.1 {
                let _ = write!(out, " data-ref=\"{}\"", escape(link));
            }
            out.push_str(">\n");
            open = Some(group);
        }
        write_item(&mut out, item);
    }
    if open.is_some() {
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

#[expect(clippy::too_many_lines, reason = "one element a shape")]
fn write_item(out: &mut String, item: &SceneItem) {
    let name = match &item.shape {
        Shape::Line { from, to, stroke } => {
            let [x1, y1, x2, y2] = [from[0], from[1], to[0], to[1]].map(number);
            let _ = write!(
                out,
                "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{}",
                pen(Some(*stroke))
            );
            "line"
        }
        Shape::Polyline { points, stroke } => {
            let _ = write!(
                out,
                "<polyline points=\"{}\" fill=\"none\" stroke-linejoin=\"round\"{}",
                corners(points),
                pen(Some(*stroke))
            );
            "polyline"
        }
        Shape::Polygon {
            points,
            fill,
            stroke,
        } => {
            let _ = write!(
                out,
                "<polygon points=\"{}\"{}{}",
                corners(points),
                paint("fill", *fill),
                pen(*stroke)
            );
            "polygon"
        }
        Shape::Area { rings, fill } => {
            out.push_str("<path d=\"");
            for ring in rings {
                let _ = write!(out, "M{}Z", corners(ring));
            }
            let _ = write!(
                out,
                "\" fill-rule=\"evenodd\"{}",
                paint("fill", Some(*fill))
            );
            "path"
        }
        Shape::Rect {
            min,
            size,
            fill,
            stroke,
        } => {
            let [x, y, width, height] = [min[0], min[1], size[0], size[1]].map(number);
            let _ = write!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{}{}",
                paint("fill", *fill),
                pen(*stroke)
            );
            "rect"
        }
        Shape::Circle {
            center,
            radius,
            fill,
            stroke,
        } => {
            let [cx, cy, r] = [center[0], center[1], *radius].map(number);
            let _ = write!(
                out,
                "<circle cx=\"{cx}\" cy=\"{cy}\" r=\"{r}\"{}{}",
                paint("fill", *fill),
                pen(*stroke)
            );
            "circle"
        }
        Shape::Text { .. } => {
            write_text(out, item);
            return;
        }
    };
    match &item.hint {
        Some(hint) => {
            let _ = writeln!(out, "><title>{}</title></{name}>", escape(hint));
        }
        None => out.push_str("/>\n"),
    }
}

fn write_text(out: &mut String, item: &SceneItem) {
    let Shape::Text {
        at,
        text,
        size,
        weight,
        anchor,
        colour,
    } = &item.shape
    else {
        return;
    };
    let [x, y, size] = [at[0], at[1], *size].map(number);
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = match weight {
        Weight::Regular => "",
        Weight::Bold => " font-weight=\"bold\"",
    };
    let _ = write!(
        out,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor}{}>",
        paint("fill", Some(*colour))
    );
    if let Some(hint) = &item.hint {
        let _ = write!(out, "<title>{}</title>", escape(hint));
    }
    let _ = writeln!(out, "{}</text>", escape(text));
}

fn pen(stroke: Option<Stroke>) -> String {
    let Some(stroke) = stroke else {
        return String::new();
    };
    let mut out = paint("stroke", Some(stroke.colour));
    let _ = write!(out, " stroke-width=\"{}\"", number(stroke.width));
    if let Some([dash, gap]) = stroke.dash {
        let _ = write!(
            out,
            " stroke-dasharray=\"{} {}\"",
            number(dash),
            number(gap)
        );
    }
    out
}

fn paint(what: &str, colour: Option<Rgba>) -> String {
    match colour {
        None => format!(" {what}=\"none\""),
        Some([r, g, b, 255]) => format!(" {what}=\"#{r:02x}{g:02x}{b:02x}\""),
        Some([r, g, b, a]) => format!(
            " {what}=\"#{r:02x}{g:02x}{b:02x}\" {what}-opacity=\"{}\"",
            number(f32::from(a) / 255.0)
        ),
    }
}

fn corners(points: &[Point]) -> String {
    let pairs: Vec<String> = points
        .iter()
        .map(|[x, y]| format!("{},{}", number(*x), number(*y)))
        .collect();
    pairs.join(" ")
}

/// At most two decimals, none that say nothing; zero for what is not finite.
fn number(value: f32) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

/// Text and attribute values alike. XML 1.0 has no way to write most control characters, so they, and
/// the two code points that are never characters, become U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
