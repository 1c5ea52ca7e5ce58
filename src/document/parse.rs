//! Which parser reads which format.

use super::format::Format;
use super::parcel::{Parsed, Refusal};
use super::{delimited, docx, epub, html, odt, pdf};

/// The stack of a thread that parses. Parsers of nested formats call themselves.
pub const STACK: usize = 64 << 20;

/// Parses bytes of a format that has a parser of its own.
///
/// This trusts the bytes to be harmless; [`parser_process`](super::parser_process) does not.
pub fn parse(format: Format, bytes: &[u8]) -> Parsed {
    let parcel = match format {
        Format::Pdf => pdf::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Epub => epub::read(bytes),
        Format::Html => html::read(bytes),
        Format::Delimited => delimited::read(bytes),
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
