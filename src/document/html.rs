//! Web pages: the article, not the navigation around it.
//!
//! The depth of a page is counted before anything parses it, because trees of hundreds of thousands
//! of levels stop every parser for minutes; a page that is too deep is shown without its tags and
//! without structure. Scripts never run, nothing is fetched, and addresses of links are left out.

use std::collections::BTreeSet;

use dom_query::{Document as Tree, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

use super::BlockKind;
use super::decode::decode_declared;
use super::nesting::is_too_deep;
use super::outline::is_wide;
use super::parcel::{Parsed, date_of};
use super::raised::raised_digits;
use super::writer::Writer;

/// The most bytes of a page that are parsed as one; a tree takes some twenty times as much memory.
const MAX_PAGE: usize = 24_000_000;

/// An article has at least this many words, or half of the words of its page.
const MIN_ARTICLE: usize = 100;

/// The most elements whose merits as the article are weighed.
const MAX_ELEMENTS: usize = 200_000;

/// Reads a saved web page.
pub(super) fn read(bytes: &[u8], chosen: Option<&'static Encoding>) -> Parsed {
    let (text, encoding) = decode_declared(bytes, charset(bytes), chosen);
    let mut writer = Writer::default();
    writer.about.encoding = Some(encoding.name().to_owned());
    if text.len() > MAX_PAGE || is_too_deep(&text) {
        writer.warn("The page is too large or too deeply nested to be read as one: its words are shown without headings and tables");
        without_tags(&mut writer, &text);
        return Ok(writer.finish());
    }
    let whole = Tree::from(&*text);
    let num_all = whole.body().map_or(0, |body| num_words(&body));
    match article(&text, &mut writer, num_all) {
        Some((content, num)) => {
            body_into(&mut writer, &content, false);
            let left_out = num_all.saturating_sub(num);
            if left_out > 0 {
                writer.warn(format!(
                    "Only the article of the page is shown; navigation and the like ({left_out} of {num_all} words) are left out"
                ));
            }
        }
        None => {
            if let Some(title) = whole.select("title").nodes().first() {
                writer.about.title = Some(title.text().to_string());
            }
            body_into(&mut writer, &whole, true);
        }
    }
    Ok(writer.finish())
}

/// Writes a chapter of a book, or any page that is all article.
pub(super) fn chapter(writer: &mut Writer, bytes: &[u8]) {
    let (text, _) = decode_declared(bytes, charset(bytes), None);
    if text.len() > MAX_PAGE || is_too_deep(&text) {
        writer.warn("A chapter is too deeply nested to be read as one: its words are shown without headings and tables");
        without_tags(writer, &text);
    } else {
        body_into(writer, &Tree::from(&*text), false);
    }
    writer.end();
}

/// The article's tree and its number of words.
fn article(text: &str, writer: &mut Writer, num_all: usize) -> Option<(Tree, usize)> {
    let config = Config {
        max_elements_to_parse: MAX_ELEMENTS,
        ..Config::default()
    };
    let mut readability = Readability::new(text, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    let content = Tree::from(&*article.content);
    let num = num_words(&content.root());
    let about = &mut writer.about;
    about.title = Some(article.title.clone());
    about.author = article.byline.clone();
    about.language = article.lang.clone();
    about.date = article.published_time.as_deref().and_then(date_of);
    if num < MIN_ARTICLE.min(num_all / 2) || num == 0 {
        return None;
    }
    let title = article.title.trim();
    let starts_with_it = content
        .select("h1")
        .nodes()
        .first()
        .is_some_and(|heading| heading.text().trim() == title);
    if !title.is_empty() && !starts_with_it {
        writer.begin(BlockKind::Heading { level: 1 });
        writer.words(title);
        writer.end();
    }
    // The line that says who and when is the only place of the date where no head of the page has it.
    let says_when = |line: &&String| line.contains(|c: char| c.is_ascii_digit());
    if writer.about.date.is_none()
        && let Some(line) = article.byline.as_ref().filter(says_when)
    {
        writer.begin(BlockKind::Paragraph);
        writer.words(line.trim());
        writer.end();
    }
    Some((content, num))
}

fn num_words(node: &NodeRef<'_>) -> usize {
    let mut num = 0;
    for node in node.descendants_it() {
        let is_shown = || {
            let parent = node.parent();
            !parent.is_some_and(|it| it.node_name().is_some_and(|name| is_hidden(&name)))
        };
        if node.is_text() && is_shown() {
            let text = node.text();
            num += text.split_whitespace().count();
            // Two signs to a word, where no space parts them.
            num += text.chars().filter(|c| is_wide(*c)).count() / 2;
        }
    }
    num
}

enum Step<'t> {
    Enter(NodeRef<'t>),
    Leave(NodeRef<'t>),
}

/// What surrounds the words.
#[derive(Default)]
struct Around {
    quotes: usize,
    preformatted: usize,
    /// Numbers of ordered lists; 0 for lists with bullets.
    lists: Vec<usize>,
    /// A heading or an item is open and its blocks are part of it.
    is_line: bool,
    /// Figures around, and whether each has words that stand for its picture.
    figures: Vec<bool>,
    in_caption: bool,
    /// Of the outermost figure and those inside, the ones with such words.
    captioned: BTreeSet<NodeId>,
}

fn body_into(writer: &mut Writer, tree: &Tree, skips_frame: bool) {
    let root = tree.body().unwrap_or_else(|| tree.root());
    let mut around = Around::default();
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        if writer.is_full() {
            break;
        }
        match step {
            Step::Leave(node) => leave(writer, &mut around, &node),
            Step::Enter(node) if node.is_text() => text_into(writer, &around, &node),
            Step::Enter(node) => {
                if enter(writer, &mut around, &node, skips_frame) {
                    steps.push(Step::Leave(node));
                    let children = node.children_it(true).map(Step::Enter);
                    steps.extend(children);
                }
            }
        }
    }
    writer.end();
}

fn text_into(writer: &mut Writer, around: &Around, node: &NodeRef<'_>) {
    let text = node.text();
    if writer.open_kind().is_none() && !text.trim().is_empty() {
        writer.begin(around.kind());
    }
    writer.words(&text);
}

impl Around {
    const fn kind(&self) -> BlockKind {
        if self.preformatted > 0 {
            BlockKind::Preformatted
        } else if self.in_caption {
            BlockKind::Picture
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        }
    }

    fn enter_figure(&mut self, node: &NodeRef<'_>) {
        if self.figures.is_empty() {
            self.captioned = captioned(node);
        }
        self.figures.push(self.captioned.contains(&node.id));
    }
}

/// The figures, this one and those inside, that hold a picture and a caption. Each node is looked at
/// once, however deep figures are nested.
fn captioned(outermost: &NodeRef<'_>) -> BTreeSet<NodeId> {
    let mut found = BTreeSet::new();
    // For each figure around, whether there was a picture, and a caption.
    let mut around: Vec<(bool, bool)> = Vec::new();
    let mut steps = vec![Step::Enter(*outermost)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => {
                let children = node.children_it(true).map(Step::Enter);
                if node.has_name("figure") {
                    around.push((false, false));
                    steps.push(Step::Leave(node));
                } else if let Some((has_picture, has_caption)) = around.last_mut() {
                    *has_picture |= node.has_name("img");
                    *has_caption |= node.has_name("figcaption");
                }
                steps.extend(children);
            }
            Step::Leave(node) => {
                let (has_picture, has_caption) = around.pop().unwrap_or_default();
                if has_picture && has_caption {
                    found.insert(node.id);
                }
                if let Some(outer) = around.last_mut() {
                    outer.0 |= has_picture;
                    outer.1 |= has_caption;
                }
            }
        }
    }
    found
}

/// Says whether to look inside.
fn enter(writer: &mut Writer, around: &mut Around, node: &NodeRef<'_>, skips_frame: bool) -> bool {
    let Some(name) = node.node_name() else {
        return !node.is_comment() && !node.is_doctype();
    };
    let name: &str = &name;
    let is_frame = skips_frame && matches!(name, "nav" | "footer" | "aside" | "form");
    if is_hidden(name) || is_unseen(node) || is_frame {
        return false;
    }
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.bytes().last().map_or(6, |digit| digit - b'0');
            writer.begin(BlockKind::Heading { level });
            around.is_line = true;
        }
        "li" => {
            writer.begin(BlockKind::ListItem);
            let mark = match around.lists.last_mut() {
                Some(number) if *number > 0 => {
                    *number += 1;
                    format!("{}.", *number - 1)
                }
                _ => "•".to_owned(),
            };
            writer.mark(&mark);
            around.is_line = true;
        }
        "ul" | "menu" => {
            writer.end();
            around.lists.push(0);
        }
        "ol" => {
            writer.end();
            let start = node.attr("start").and_then(|it| it.parse().ok());
            around.lists.push(start.unwrap_or(1usize).max(1));
        }
        "blockquote" => {
            writer.end();
            around.quotes += 1;
        }
        "pre" => {
            around.preformatted += 1;
            writer.begin(BlockKind::Preformatted);
        }
        "table" => writer.begin_table(),
        "tr" => writer.begin_row(),
        "td" | "th" => {
            writer.begin_cell();
            let number = |name: &str| node.attr(name).and_then(|it| it.trim().parse().ok());
            writer.cover(
                number("colspan").unwrap_or(1),
                number("rowspan").unwrap_or(1),
            );
        }
        "caption" => writer.begin_caption(),
        "br" => writer.line_break(),
        "hr" => writer.end(),
        "img" => {
            enter_picture(writer, around, node);
            return false;
        }
        "a" => writer.begin_link(&node.attr("href").unwrap_or_default()),
        "figure" => {
            writer.end();
            around.enter_figure(node);
        }
        "figcaption" => {
            writer.end();
            around.in_caption = around.figures.last() == Some(&true);
        }
        "sup" => return raised(writer, around, node),
        name if is_block(name) => {
            // "<li><p>": the paragraph is the item.
            let is_bare = around.is_line && !writer.has_words_after_mark();
            if !is_bare {
                writer.end();
            }
        }
        _ => {}
    }
    true
}

/// Whether the element says that it is not to be shown.
fn is_unseen(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default().to_lowercase();
    let style = style.replace(' ', "");
    node.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}

fn enter_picture(writer: &mut Writer, around: &Around, node: &NodeRef<'_>) {
    let says = node.attr("alt");
    // A formula's source says nothing to a reader.
    let is_source = |alt: &str| alt.contains("\\displaystyle") || alt.starts_with("{\\");
    let is_decoration = (says.as_ref()).is_some_and(|alt| alt.trim().is_empty() || is_source(alt));
    if is_decoration || is_dot(node) || around.figures.last() == Some(&true) {
        writer.count_picture();
    } else {
        writer.picture(says.as_deref());
    }
}

fn leave(writer: &mut Writer, around: &mut Around, node: &NodeRef<'_>) {
    let Some(name) = node.node_name() else { return };
    match &*name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" => {
            writer.end();
            around.is_line = false;
        }
        "ul" | "ol" | "menu" => {
            writer.end();
            around.lists.pop();
        }
        "blockquote" => {
            writer.end();
            around.quotes = around.quotes.saturating_sub(1);
        }
        "pre" => {
            writer.end();
            around.preformatted = around.preformatted.saturating_sub(1);
        }
        "table" => writer.end_table(),
        "caption" => writer.end_caption(),
        "a" => writer.end_link(),
        "figure" => {
            writer.end();
            around.figures.pop();
        }
        "figcaption" => {
            writer.end();
            around.in_caption = false;
        }
        name if is_block(name) => writer.end(),
        _ => {}
    }
}

/// A picture of one or two points is there to count readers.
fn is_dot(node: &NodeRef<'_>) -> bool {
    let side = |name| node.attr(name).and_then(|it| it.trim().parse::<u32>().ok());
    side("width").is_some_and(|it| it < 3) || side("height").is_some_and(|it| it < 3)
}

/// A raised number is a mark of a note when it is a link, and a power otherwise; as plain digits it
/// would become part of the number before it. Says whether to look inside.
fn raised(writer: &mut Writer, around: &Around, node: &NodeRef<'_>) -> bool {
    let text = node.text();
    let text = text.trim();
    let Some(raised) = raised_digits(text) else {
        return true;
    };
    let is_link = |node: &NodeRef<'_>| node.has_name("a");
    let is_mark = node.descendants_it().any(|inner| is_link(&inner))
        || node.parent().is_some_and(|outer| is_link(&outer));
    if writer.open_kind().is_none() {
        writer.begin(around.kind());
    }
    if is_mark {
        writer.words(&format!("[{text}]"));
    } else {
        writer.words(&raised);
    }
    false
}

/// Elements that show no words.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "iframe"
            | "object"
            | "embed"
            | "select"
            | "textarea"
            | "button"
            | "input"
            | "video"
            | "audio"
            | "canvas"
            | "title"
            | "rp"
            | "rt"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "figure"
            | "figcaption"
            | "dl"
            | "dt"
            | "dd"
            | "address"
            | "details"
            | "summary"
            | "fieldset"
            | "form"
            | "center"
            | "body"
            | "caption"
            | "hgroup"
    )
}

/// The encoding that a page names in its first lines.
fn charset(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..bytes.len().min(2048))?;
    let at = head
        .windows(8)
        .position(|window| window.eq_ignore_ascii_case(b"charset="))
        .map(|at| at + 8)
        .or_else(|| {
            let at = head.windows(9).position(|window| window == b"encoding=")?;
            Some(at + 9)
        })?;
    let rest = head.get(at..)?;
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
    let len = rest.iter().take_while(|byte| is_name(byte)).count();
    std::str::from_utf8(rest.get(..len)?).ok()
}

/// The words between the tags, a paragraph a line.
fn without_tags(writer: &mut Writer, html: &str) {
    let mut rest = html;
    while let Some((words, after)) = rest.split_once('<') {
        writer.words(words);
        if writer.is_full() {
            return;
        }
        let name_len = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let name = after.get(..name_len).unwrap_or("").to_ascii_lowercase();
        if matches!(&*name, "script" | "style") {
            let end = format!("</{name}");
            let found = after
                .as_bytes()
                .windows(end.len())
                .position(|window| window.eq_ignore_ascii_case(end.as_bytes()));
            rest = found.and_then(|at| after.get(at..)).unwrap_or("");
            continue;
        }
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        if !is_tag {
            writer.words("<");
            rest = after;
            continue;
        }
        if is_block(after.get(..name_len).unwrap_or("")) || after.starts_with('/') {
            writer.words(" ");
        }
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    writer.words(rest);
    writer.end();
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
