//! Walks through XML without building a tree: nothing is loaded, nothing is expanded.
//!
//! A document type is skipped, and of entities only the five of XML and numbered characters are
//! read; any other stays as it is written. Names are given without their prefix: the formats read
//! here do not use one name for two things. Damage ends the walk, and what came before it counts.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::decode::decode_declared;
use super::limits::MAX_XML_DEPTH;

/// What to do with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Go {
    /// Look inside.
    In,
    /// Pass over it and all that it holds.
    Past,
    /// End the walk.
    Stop,
}

/// Called for what is found, in order.
pub(super) trait Visitor {
    /// An element begins.
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go;
    /// An element ends; called for every one that was looked into.
    fn close(&mut self, name: &str);
    /// Characters.
    fn words(&mut self, words: &str);
}

/// Attributes of an element.
pub(super) struct Attributes<'e>(&'e BytesStart<'e>);

impl Attributes<'_> {
    /// By name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let found = attributes
            .flatten()
            .find(|it| it.key.local_name().as_ref() == name.as_bytes())?;
        let value = std::str::from_utf8(&found.value).ok()?;
        Some(quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Into::into))
    }
}

/// How a walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// All was seen, or the visitor stopped.
    Whole,
    /// Something is broken; what follows was not seen.
    Damaged,
    /// Elements are nested too deep; what follows was not seen.
    TooDeep,
}

impl Ended {
    /// What the reader should be told.
    pub(super) fn warning(self) -> Option<String> {
        match self {
            Self::Whole => None,
            Self::Damaged => {
                Some("The file is damaged: it is shown up to the first broken place".to_owned())
            }
            Self::TooDeep => Some(format!(
                "The file is nested deeper than {MAX_XML_DEPTH} levels: it is shown up to there"
            )),
        }
    }
}

/// Walks through XML in any encoding.
pub(super) fn walk(bytes: &[u8], visitor: &mut dyn Visitor) -> Ended {
    let (text, _) = decode_declared(bytes, declared(bytes), None);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut depth = 0usize;
    // The depth of an element that is passed over.
    let mut past: Option<usize> = None;
    loop {
        let Ok(event) = reader.read_event() else {
            return Ended::Damaged;
        };
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_XML_DEPTH {
                    return Ended::TooDeep;
                }
                if past.is_some() {
                    continue;
                }
                let name = start.local_name();
                let name = std::str::from_utf8(name.as_ref()).unwrap_or("");
                match visitor.open(name, &Attributes(&start)) {
                    Go::In => {}
                    Go::Past => past = Some(depth),
                    Go::Stop => return Ended::Whole,
                }
            }
            Event::End(end) => {
                if past.is_none() {
                    let name = end.local_name();
                    visitor.close(std::str::from_utf8(name.as_ref()).unwrap_or(""));
                } else if past == Some(depth) {
                    past = None;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if past.is_some() => {}
            Event::Text(words) => {
                if let Ok(words) = words.decode() {
                    visitor.words(&words);
                }
            }
            Event::CData(words) => {
                if let Ok(words) = words.decode() {
                    visitor.words(&words);
                }
            }
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    visitor.words(c.encode_utf8(&mut [0; 4]));
                } else if let Ok(name) = reference.decode() {
                    match entity(&name) {
                        Some(words) => visitor.words(words),
                        None => visitor.words(&format!("&{name};")),
                    }
                }
            }
            Event::Eof => return Ended::Whole,
            // Empty elements come as a start and an end.
            Event::Empty(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::Comment(_) => {}
        }
    }
}

fn entity(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

/// The encoding that the first line names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..bytes.len().min(200))?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let head = std::str::from_utf8(head.get(..end)?).ok()?;
    let (_, after) = head.split_once("encoding")?;
    let after = after.trim_start_matches([' ', '=']);
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    after.get(1..)?.split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Seen(String);

    impl Visitor for Seen {
        fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
            let value = attributes.get("v").unwrap_or_default();
            self.0 += &format!("<{name}{value}>");
            if name == "past" { Go::Past } else { Go::In }
        }
        fn close(&mut self, name: &str) {
            self.0 += &format!("</{name}>");
        }
        fn words(&mut self, words: &str) {
            self.0 += words;
        }
    }

    #[track_caller]
    fn check(xml: &[u8], expected: &str, ended: Ended) {
        let mut seen = Seen::default();
        assert_eq!(walk(xml, &mut seen), ended);
        assert_eq!(seen.0, expected);
    }

    #[test]
    fn entities_are_the_five_and_numbers() {
        check(
            b"<a>&lt;&amp;&#x41;&#66;&gt;</a>",
            "<a><&AB></a>",
            Ended::Whole,
        );
        check(
            b"<!DOCTYPE a [<!ENTITY lol \"lol\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&lol;&x;</a>",
            "<a>&lol;&x;</a>",
            Ended::Whole,
        );
    }

    #[test]
    fn elements_are_passed_over_whole() {
        check(
            b"<a><past>x<past>y</past>&amp;</past>z<b n:v='&quot;'/></a>",
            "<a><past>z<b\"></b></a>",
            Ended::Whole,
        );
    }

    #[test]
    fn damage_and_depth_end_the_walk() {
        check(b"<a>one<b", "<a>one", Ended::Damaged);
        let deep = "<a>".repeat(100_000);
        let mut seen = Seen::default();
        assert_eq!(walk(deep.as_bytes(), &mut seen), Ended::TooDeep);
    }

    #[test]
    fn other_encodings_are_read() {
        check(
            b"<?xml version='1.0' encoding='windows-1252'?><a>\x80</a>",
            "<a>\u{20ac}</a>",
            Ended::Whole,
        );
        let utf16: Vec<u8> = "\u{feff}<a>é</a>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&utf16, "<a>é</a>", Ended::Whole);
    }
}
