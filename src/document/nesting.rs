//! How deep a web page is nested, told from its tags without building its tree.
//!
//! Trees of hundreds of thousands of levels stop every parser for minutes, so a page that may become
//! one is never given to a parser. What is counted is never less than the depth of the tree, but for
//! what few elements in a row may add, and seldom more: an end tag ends only what is open, comments,
//! quoted values and scripts hold no tags, and an element that its parent's end leaves open (`<b>` in
//! `<div>`) is counted on, because parsers open it again in what follows.

use std::collections::BTreeMap;

use super::limits::MAX_HTML_DEPTH;

/// Elements that hold nothing.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose end tag may be left out: they end where the next begins or with their parent.
const UNCOUNTED: &[&str] = &[
    "body", "colgroup", "dd", "dt", "head", "html", "option", "tbody", "tfoot", "thead", "tr",
];

/// Elements that are opened again after their parent has ended.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// End tags do not reach what is around these.
const BARRIERS: &[&str] = &[
    "annotation-xml",
    "applet",
    "desc",
    "foreignobject",
    "marquee",
    "noscript",
    "object",
    "table",
    "template",
];

/// Elements whose text holds no tags.
const RAW: &[&str] = &[
    "iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp",
];

/// Elements that do not end an open paragraph, besides formatting.
const IN_LINE: &[&str] = &[
    "abbr", "acronym", "bdi", "bdo", "button", "cite", "del", "dfn", "ins", "kbd", "label", "mark",
    "q", "samp", "span", "sub", "sup", "svg", "math", "time", "var",
];

/// Equal elements that are opened again.
const MAX_ALIKE: usize = 3;

/// Longer names are cut, and all the same are names of nothing we know.
const MAX_NAME: usize = 16;

/// Whether a page is nested deeper than [`MAX_HTML_DEPTH`].
pub(super) fn is_too_deep(html: &str) -> bool {
    let mut nesting = Nesting::default();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = rest.get(at + 1..).unwrap_or("");
        rest = nesting.tag(rest);
        if nesting.depth() > MAX_HTML_DEPTH {
            return true;
        }
    }
    false
}

/// An open element.
struct Open<'h> {
    name: String,
    /// All of its tag.
    tag: &'h str,
}

#[derive(Default)]
struct Nesting<'h> {
    open: Vec<Open<'h>>,
    /// Formatting that its parent's end left open, by its tag.
    left: BTreeMap<&'h str, usize>,
    num_left: usize,
    /// What may be a level or not, depending on the parser.
    doubtful: usize,
}

impl<'h> Nesting<'h> {
    fn depth(&self) -> usize {
        self.open.len() + self.num_left + self.doubtful
    }

    /// Reads what stands after a "<" and gives what follows it.
    fn tag(&mut self, rest: &'h str) -> &'h str {
        if let Some(comment) = rest.strip_prefix("!--") {
            return after_comment(comment);
        }
        if rest.starts_with("![CDATA[") {
            self.doubtful += 1;
        }
        if rest.starts_with(['!', '?']) {
            return rest.split_once('>').map_or("", |(_, after)| after);
        }
        let is_end = rest.starts_with('/');
        let name = rest.get(usize::from(is_end)..).unwrap_or("");
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return rest;
        }
        let len = name
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
            .unwrap_or(name.len());
        let (name, attributes) = name.split_at_checked(len).unwrap_or((name, ""));
        let Some(after) = after_attributes(attributes) else {
            // A tag that never ends is none.
            return "";
        };
        let tag = rest
            .get(..rest.len() - after.len())
            .unwrap_or("")
            .trim_end_matches('>');
        let name: String = name
            .chars()
            .take(MAX_NAME)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if is_end {
            self.end(&name);
            return after;
        }
        if RAW.contains(&&*name) && !self.is_in_drawing() {
            return self.raw(&name, after);
        }
        if name == "plaintext" {
            return "";
        }
        self.begin(name, tag);
        after
    }

    fn begin(&mut self, name: String, tag: &'h str) {
        let known = &&*name;
        if VOID.contains(known) || tag.ends_with('/') && self.is_in_drawing() {
            return;
        }
        match &*name {
            "li" => self.end_before("li", &["ul", "ol", "menu", "dir"]),
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => {
                self.end_before("td", &[]);
                self.end_before("th", &[]);
            }
            _ => {}
        }
        if !FORMATTING.contains(known) && !IN_LINE.contains(known) {
            self.end_before("p", &["button"]);
        }
        if !UNCOUNTED.contains(known) {
            self.open.push(Open { name, tag });
        }
    }

    /// Ends an element that another one ends by beginning, unless one of these is between.
    fn end_before(&mut self, name: &str, between: &[&str]) {
        let is_other = |open: &Open<'_>| {
            let open = &&*open.name;
            BARRIERS.contains(open) || between.contains(open)
        };
        let found = self
            .open
            .iter()
            .rposition(|open| open.name == name || is_other(open));
        if let Some(at) = found
            && self.open.get(at).is_some_and(|open| open.name == name)
        {
            self.end_from(at);
        }
    }

    fn end(&mut self, name: &str) {
        if matches!(name, "tr" | "tbody" | "thead" | "tfoot") {
            self.end_before("td", &[]);
            self.end_before("th", &[]);
            return;
        }
        let found = self
            .open
            .iter()
            .rposition(|open| open.name == name || BARRIERS.contains(&&*open.name))
            .filter(|at| self.open.get(*at).is_some_and(|open| open.name == name));
        match found {
            // What stands inside stays open.
            Some(at) if FORMATTING.contains(&name) => drop(self.open.remove(at)),
            Some(at) => self.end_from(at),
            None if FORMATTING.contains(&name) => self.forget(name),
            None => {}
        }
    }

    fn end_from(&mut self, at: usize) {
        for open in self.open.drain(at..).skip(1) {
            if FORMATTING.contains(&&*open.name) {
                let alike = self.left.entry(open.tag).or_default();
                if *alike < MAX_ALIKE {
                    *alike += 1;
                    self.num_left += 1;
                }
            }
        }
    }

    /// Formatting that was left open ends.
    fn forget(&mut self, name: &str) {
        let is_it = |tag: &str| {
            tag.get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
                && !tag
                    .get(name.len()..)
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        };
        let found = self.left.keys().copied().find(|tag| is_it(tag));
        if let Some(tag) = found
            && let Some(num) = self.left.get_mut(tag)
        {
            *num -= 1;
            self.num_left -= 1;
            if *num == 0 {
                self.left.remove(tag);
            }
        }
    }

    /// In a drawing or formula, whose elements follow the rules of XML.
    fn is_in_drawing(&self) -> bool {
        self.open
            .iter()
            .rev()
            .find(|open| matches!(&*open.name, "svg" | "math") || BARRIERS.contains(&&*open.name))
            .is_some_and(|open| matches!(&*open.name, "svg" | "math"))
    }

    /// Passes over an element whose text holds no tags.
    fn raw(&mut self, name: &str, rest: &'h str) -> &'h str {
        let mut at = 0;
        while let Some(next) = rest.get(at..).and_then(|text| text.find("</")) {
            let start = at + next;
            at = start + 2;
            let is_end = rest
                .get(at..at + name.len())
                .is_some_and(|end| end.eq_ignore_ascii_case(name));
            if is_end {
                let inside = rest.get(..start).unwrap_or("");
                // Such a script may go on after its end.
                self.doubtful += usize::from(name == "script" && inside.contains("<!--<script"));
                return rest.get(at + name.len()..).unwrap_or("");
            }
        }
        ""
    }
}

fn after_comment(rest: &str) -> &str {
    if let Some(after) = rest.strip_prefix('>').or_else(|| rest.strip_prefix("->")) {
        return after;
    }
    let mut at = 0;
    while let Some(next) = rest.get(at..).and_then(|text| text.find("--")) {
        at += next + 2;
        let after = rest.get(at..).unwrap_or("");
        let dashes = after.trim_start_matches('-');
        if let Some(after) = dashes
            .strip_prefix('>')
            .or_else(|| after.strip_prefix("!>"))
        {
            return after;
        }
        at = rest.len() - dashes.len();
    }
    ""
}

/// What follows the tag that these attributes belong to; `None` when it never ends.
fn after_attributes(mut rest: &str) -> Option<&str> {
    let is_space = |c: char| c.is_ascii_whitespace();
    loop {
        rest = rest.trim_start_matches(|c: char| is_space(c) || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some(after);
        }
        // An "=" at the start is part of the name.
        let first = rest.chars().next()?.len_utf8();
        let name = rest.get(first..)?;
        rest = name.trim_start_matches(|c: char| !is_space(c) && !matches!(c, '/' | '>' | '='));
        let Some(value) = rest.trim_start_matches(is_space).strip_prefix('=') else {
            continue;
        };
        let value = value.trim_start_matches(is_space);
        rest = match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split_once(quote)?.1,
            _ => value.trim_start_matches(|c: char| !is_space(c) && c != '>'),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, times: usize, expected: bool) {
        assert_eq!(is_too_deep(&html.repeat(times)), expected, "{html}");
    }

    #[test]
    fn what_is_left_open_is_deep() {
        check("<div>", 1000, true);
        check("<b><i>", 300, true);
        check("<x-y>", 1000, true);
        check("<ul><li>", 600, true);
        check("<table><tr><td>", 600, true);
        check("<svg><desc><p>", 600, true);
        check("<button><p>", 600, true);
    }

    #[test]
    fn what_ends_is_not() {
        check("<b></b>", 10_000, false);
        check("<p>one<br><li>two", 10_000, false);
        check("<p><b>one</p>", 10_000, false);
        check("<li><font color=red>one<dt>two", 10_000, false);
        check(
            "<ul><li><a href=/a>one</a></ul><hr><img src=a>",
            10_000,
            false,
        );
        check(
            "<table><tr><td><center>one<td><font>two</table>",
            10_000,
            false,
        );
        check("<svg><g/><path d='M0 0'/></svg>", 10_000, false);
        check("<b>one<div>two</b>three</div>", 10_000, false);
        check("a < b and c <d", 10_000, false);
    }

    #[test]
    fn an_end_of_what_is_not_open_ends_nothing() {
        check("<div></span></p></b>", 1000, true);
        check("<x></y>", 1000, true);
        check("<p><object></p></p>", 1000, true);
        check("<div><noscript></div></noscript>", 1000, true);
    }

    #[test]
    fn comments_values_and_scripts_hold_no_tags() {
        check("<div><!-- </div> -->", 1000, true);
        check("<div><!--></div><!-- --->", 1000, false);
        check("<div><!-- --!></div>", 1000, false);
        check("<div a=\"</div>\">", 1000, true);
        check("<div a = '</div>' >", 1000, true);
        check("<div a=b' c=>x</div>", 1000, false);
        check("<div><script></div></script>", 1000, true);
        check("<div><TEXTAREA></div></textarea >", 1000, true);
        check("<script>'<div>'</script>", 1000, false);
        check(
            "<div><svg><desc><div><![CDATA[</div></desc></svg>]]>",
            1000,
            true,
        );
    }

    #[test]
    fn formatting_goes_on_after_its_parent() {
        let fonts: String = (0..1000)
            .map(|at| format!("<p><font size={at}>x</p>"))
            .collect();
        assert!(is_too_deep(&fonts));
        check("<div><b></div>", 10_000, false);
        check("<div><b></div></b>", 10_000, false);
    }

    #[test]
    fn cut_pages_end() {
        for html in [
            "<",
            "</",
            "<!--",
            "<!---",
            "<a",
            "<a b",
            "<a b=",
            "<a b='",
            "<script>",
            "<script></scr",
        ] {
            check(html, 1, false);
        }
    }
}
