//! Dates and periods, absolute and relative to the document's own date.

use jiff::civil::Date;

use super::Mention;

/// The date the text gives itself (dateline, "Published …", a date alone near the top), if any.
pub fn document_date(text: &str) -> Option<Date> {
    let _ = text;
    None
}

/// Adds every date in `text`; relative ones only where `document_date` settles them.
pub fn dates(text: &str, document_date: Option<Date>, out: &mut Vec<Mention>) {
    let _ = (text, document_date, out);
}
