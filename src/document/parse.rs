//! Which parser reads which format.

use super::format::Format;
use super::opening::{Asked, Options};
use super::parcel::{Parsed, Refusal};
use super::{delimited, docx, epub, html, odt, pdf};

/// The stack of a thread that parses. Parsers of nested formats call themselves.
pub const STACK: usize = 64 << 20;

/// Parses bytes of a format that has a parser of its own, as usual and with nobody listening.
///
/// This trusts the bytes to be harmless; [`parser_process`](super::parser_process) does not.
pub fn parse(format: Format, bytes: &[u8]) -> Parsed {
    let mut asked = Asked {
        options: Options::default(),
        early: &mut |_| {},
    };
    parse_as_asked(format, bytes, &mut asked)
}

/// Parses bytes of a format that has a parser of its own.
pub fn parse_as_asked(format: Format, bytes: &[u8], asked: &mut Asked<'_>) -> Parsed {
    let Options { encoding, limits } = asked.options;
    let parcel = match format {
        Format::Pdf => pdf::read(bytes, asked),
        Format::Docx => docx::read(bytes, limits),
        Format::Odt => odt::read(bytes, limits),
        Format::Epub => epub::read(bytes, limits),
        Format::Html => html::read(bytes, encoding),
        Format::Delimited => delimited::read(bytes, encoding),
        Format::Plain | Format::Markdown => Err(Refusal::new("text needs no parser")),
    }?;
    if parcel.text.trim().is_empty() {
        let why = parcel.warnings.first().map(|warning| {
            let words = &warning.0;
            format!(
                " ({}{})",
                words.get(..1).unwrap_or("").to_lowercase(),
                words.get(1..).unwrap_or("")
            )
        });
        let why = why.unwrap_or_default();
        return Err(Refusal(format!(
            "the file holds no text that can be shown{why}"
        )));
    }
    Ok(parcel)
}
