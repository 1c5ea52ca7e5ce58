//! What a note says, shown as Markdown when it is not being edited.
//!
//! Nothing is ever loaded or followed: a link is its words with the address in plain sight, a picture
//! is the words that stand for it, and HTML is shown as it was typed. The arithmetic ([`blocks_of`])
//! is pure; painting only turns blocks into labels.

use std::sync::Arc;

use eframe::egui::{self, FontFamily, FontId, TextFormat, text::LayoutJob};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::shown_text;
use super::tokens::Tokens;
use crate::document::markdown::heading_level;

/// Characters that are shown; a note may hold a hundred kilobytes, and a card is no place to read them.
const MAX_CHARS: usize = 20_000;

/// Blocks that are laid out at most.
const MAX_BLOCKS: usize = 400;

/// How some words are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Strong.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Struck through.
    pub struck: bool,
    /// As typed, in letters of one width.
    pub code: bool,
    /// Less important: addresses of links.
    pub weak: bool,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Plain lines.
    Paragraph,
    /// A heading of this level, from 1.
    Heading(u8),
    /// An entry of a list with its mark: "•", "3.".
    Entry(String),
    /// Lines of code.
    Code,
    /// A line across.
    Rule,
}

/// A stretch of a note that is set together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How deep in lists it stands.
    pub depth: usize,
    /// Whether it is quoted.
    pub quoted: bool,
    /// Its words in order.
    pub runs: Vec<(String, Style)>,
}

/// Reads a note's text.
///
/// ```
/// use rangebook::ui::markdown::{BlockKind, blocks_of};
/// let blocks = blocks_of("# Rates\nSee **table 2**");
/// assert_eq!(blocks[0].kind, BlockKind::Heading(1));
/// assert!(blocks[1].runs[1].1.strong);
/// ```
pub fn blocks_of(text: &str) -> Vec<Block> {
    let end = text
        .char_indices()
        .nth(MAX_CHARS)
        .map_or(text.len(), |(at, _)| at);
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut reading = Reading::default();
    for event in Parser::new_ext(text.get(..end).unwrap_or(""), options) {
        reading.take(event);
        if reading.blocks.len() >= MAX_BLOCKS {
            break;
        }
    }
    reading.close();
    if end < text.len() {
        reading.open(BlockKind::Paragraph);
        reading.say("… (longer; press F2 for all of it)");
        reading.close();
    }
    reading.blocks
}

/// What is open while a note is read.
#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    open: Option<Block>,
    style: Style,
    lists: Vec<Option<u64>>,
    // The mark of an entry whose words have not begun.
    entry: Option<String>,
    quotes: usize,
    links: Vec<String>,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => self.say(&words),
            Event::Code(words) => {
                let style = self.style;
                self.style.code = true;
                self.say(&words);
                self.style = style;
            }
            // Reader's own line ends stay: a note is no web page.
            Event::SoftBreak | Event::HardBreak => self.say("\n"),
            Event::Rule => {
                self.open(BlockKind::Rule);
                self.close();
            }
            Event::TaskListMarker(done) => self.say(if done { "[x] " } else { "[ ] " }),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.open(BlockKind::Paragraph),
            Tag::Heading { level, .. } => self.open(BlockKind::Heading(heading_level(level))),
            Tag::CodeBlock(_) => {
                self.open(BlockKind::Code);
                self.style.code = true;
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::List(from) => {
                self.close();
                self.lists.push(from);
            }
            Tag::Item => {
                self.close();
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}.");
                        *number = number.saturating_add(1);
                        mark
                    }
                    _ => "•".to_owned(),
                };
                self.entry = Some(mark);
            }
            Tag::Emphasis => self.style.emphasis = true,
            Tag::Strong => self.style.strong = true,
            Tag::Strikethrough => self.style.struck = true,
            Tag::Link { dest_url, .. } => self.links.push(dest_url.into_string()),
            Tag::Image { dest_url, .. } => {
                self.say("picture: ");
                self.links.push(dest_url.into_string());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.style.emphasis = false,
            TagEnd::Strong => self.style.strong = false,
            TagEnd::Strikethrough => self.style.struck = false,
            TagEnd::Link | TagEnd::Image => {
                let address = self.links.pop().unwrap_or_default();
                let is_said = self.open.as_ref().is_some_and(|block| {
                    let last = block.runs.last();
                    last.is_some_and(|(words, _)| *words == address)
                });
                if !address.is_empty() && !is_said {
                    let style = std::mem::replace(
                        &mut self.style,
                        Style {
                            weak: true,
                            ..Style::default()
                        },
                    );
                    self.say(&format!(" ({address})"));
                    self.style = style;
                }
            }
            TagEnd::CodeBlock => {
                self.style.code = false;
                self.close();
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Item => {
                if self.entry.is_some() {
                    self.open(BlockKind::Paragraph);
                }
                self.close();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock => self.close(),
            _ => {}
        }
    }

    fn open(&mut self, kind: BlockKind) {
        self.close();
        let mark = self.entry.take();
        let kind = match mark {
            Some(mark) if kind == BlockKind::Paragraph => BlockKind::Entry(mark),
            _ => kind,
        };
        self.open = Some(Block {
            kind,
            depth: self.lists.len(),
            quoted: self.quotes > 0,
            runs: Vec::new(),
        });
    }

    fn say(&mut self, words: &str) {
        if self.open.is_none() {
            self.open(BlockKind::Paragraph);
        }
        let lines: Vec<String> = words.split('\n').map(shown_text).collect();
        if let Some(block) = &mut self.open {
            block.runs.push((lines.join("\n"), self.style));
        }
    }

    fn close(&mut self) {
        if let Some(mut block) = self.open.take() {
            if let Some((last, _)) = block.runs.last_mut()
                && block.kind == BlockKind::Code
            {
                last.truncate(last.trim_end_matches('\n').len());
            }
            self.blocks.push(block);
        }
    }
}

/// Blocks of texts painted in the last frame, by the text: a note is read anew only when it changes.
type BlocksOfText = egui::cache::FrameCache<Arc<[Block]>, Reader>;

#[derive(Default)]
struct Reader;

impl egui::cache::ComputerMut<&str, Arc<[Block]>> for Reader {
    fn compute(&mut self, text: &str) -> Arc<[Block]> {
        blocks_of(text).into()
    }
}

/// Paints a note's text.
pub fn markdown_ui(ui: &mut egui::Ui, text: &str) {
    const INDENT: f32 = 16.0;
    let tokens = Tokens::of(ui);
    let blocks = ui.memory_mut(|memory| memory.caches.cache::<BlocksOfText>().get(text).clone());
    for block in blocks.iter() {
        if block.kind == BlockKind::Rule {
            ui.separator();
            continue;
        }
        ui.horizontal_top(|ui| {
            let depth = u8::try_from(block.depth).unwrap_or(u8::MAX);
            let is_entry = matches!(block.kind, BlockKind::Entry(_));
            let steps = f32::from(if is_entry {
                depth.saturating_sub(1)
            } else {
                depth
            });
            ui.add_space(steps.min(8.0) * INDENT);
            if let BlockKind::Entry(mark) = &block.kind {
                ui.label(mark);
            }
            let job = job_of(ui, tokens, block);
            let mut frame = egui::Frame::NONE;
            if block.kind == BlockKind::Code {
                frame = frame.fill(tokens.background).inner_margin(4.0);
            }
            let shown = frame.show(ui, |ui| {
                if block.quoted {
                    ui.add_space(10.0);
                }
                ui.add(egui::Label::new(job).wrap());
            });
            if block.quoted {
                let rect = shown.response.rect;
                let stroke = egui::Stroke::new(2.0, tokens.border);
                ui.painter()
                    .vline(rect.left() + 3.0, rect.y_range(), stroke);
            }
        });
    }
}

fn job_of(ui: &egui::Ui, tokens: &Tokens, block: &Block) -> LayoutJob {
    let body = egui::TextStyle::Body.resolve(ui.style());
    let size = match block.kind {
        BlockKind::Heading(1) => body.size * 1.3,
        BlockKind::Heading(2) => body.size * 1.15,
        _ => body.size,
    };
    let is_heading = matches!(block.kind, BlockKind::Heading(_));
    let strong = ui.visuals().strong_text_color();
    let mut job = LayoutJob::default();
    for (words, style) in &block.runs {
        let family = if style.code {
            FontFamily::Monospace
        } else {
            body.family.clone()
        };
        let color = if style.weak || block.quoted {
            tokens.text_weak
        } else if style.strong || is_heading {
            strong
        } else {
            tokens.text
        };
        let line = egui::Stroke::new(1.0, color);
        let none = egui::Stroke::NONE;
        // The fonts of the window have no bold: strong words are underlined as well as darker.
        let format = TextFormat {
            font_id: FontId::new(size, family),
            color,
            italics: style.emphasis,
            strikethrough: if style.struck { line } else { none },
            underline: if style.strong && !is_heading {
                line
            } else {
                none
            },
            ..TextFormat::default()
        };
        job.append(words, 0.0, format);
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each block as a line: what it is, then its words with the strong ones in stars.
    fn shape(text: &str) -> Vec<String> {
        let line = |block: Block| {
            let mut line = match &block.kind {
                BlockKind::Paragraph => String::new(),
                BlockKind::Heading(level) => format!("h{level} "),
                BlockKind::Entry(mark) => format!("{mark} "),
                BlockKind::Code => "code ".to_owned(),
                BlockKind::Rule => "---".to_owned(),
            };
            if block.quoted {
                line.insert_str(0, "> ");
            }
            line.insert_str(0, &"  ".repeat(block.depth.saturating_sub(1)));
            for (words, style) in block.runs {
                let sign = if style.strong { "*" } else { "" };
                line.push_str(&format!("{sign}{words}{sign}"));
            }
            line
        };
        blocks_of(text).into_iter().map(line).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(shape(text), expected);
    }

    #[test]
    fn paragraphs_headings_and_emphasis() {
        check("plain", &["plain"]);
        check("# A\n\nb **c** d", &["h1 A", "b *c* d"]);
        check("one\ntwo", &["one\ntwo"]);
        check("---", &["---"]);
    }

    #[test]
    fn lists_are_numbered_and_nested() {
        check("- a\n- b\n  - c", &["• a", "• b", "  • c"]);
        check("3. a\n4. b", &["3. a", "4. b"]);
        check("- [x] done", &["• [x] done"]);
    }

    #[test]
    fn quotes_and_code_are_kept_apart() {
        check("> a\n\nb", &["> a", "b"]);
        check("```\nlet a;\n```", &["code let a;"]);
    }

    #[test]
    fn links_and_pictures_are_words_with_their_address() {
        check("[a](https://b.example)", &["a (https://b.example)"]);
        check("<https://b.example>", &["https://b.example"]);
        check("![map](x.png)", &["picture: map (x.png)"]);
        check("<b>a</b>", &["<b>a</b>"]);
    }

    #[test]
    fn a_long_note_says_that_there_is_more() {
        let blocks = blocks_of(&"word ".repeat(10_000));
        let last = blocks.last().unwrap();
        assert!(last.runs[0].0.contains("longer"));
    }

    proptest! {
        #[test]
        fn no_word_of_plain_letters_is_lost(words in proptest::collection::vec("[a-z]{1,8}", 1..40)) {
            let text = words.join(" ");
            let said: String = blocks_of(&text).into_iter().flat_map(|it| it.runs).map(|it| it.0).collect();
            prop_assert_eq!(said, text);
        }

        #[test]
        fn anything_can_be_read(text in "\\PC{0,200}|[-*_`>#\\[\\]()!<0-9.\n ]{0,120}") {
            blocks_of(&text);
        }
    }
}
