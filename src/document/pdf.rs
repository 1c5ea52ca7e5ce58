//! PDF: the words in reading order, with the page of each.
//!
//! A PDF says where glyphs stand and nothing about words. [`device`] collects glyphs into
//! fragments, [`layout`] finds columns and rows, and [`flow`] makes paragraphs of rows: words that
//! were broken at the end of a line are joined, running heads and page numbers set aside. Pictures
//! are not read; a file of nothing but pictures is refused with what to do about it.
//!
//! What a page may ask for is counted while it is read. A page that asks for too much, or that the
//! interpreter stumbles over, is left out with a warning, and the others are read.

mod device;
mod flow;
mod layout;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::interpret_page;
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt as _};

use super::limits::{MAX_DRAWING, MAX_DRAWN, MAX_TEXT};
use super::opening::{Asked, Early};
use super::parcel::{Parsed, Refusal};
use super::writer::{Writer, clean_line};
use device::{Fragment, TextDevice};
use layout::Row;

/// More than this share of glyphs without letters, and the text is of no use.
const MAX_UNKNOWN: f64 = 0.2;

/// The most pages that are read: some forty times the longest report.
const MAX_PAGES: usize = 50_000;

/// Letters of a page below which a picture on it is taken for a scan.
const MIN_LETTERS: usize = 10;

/// A file with more pages than this is shown before all of them are read.
const MANY_PAGES: usize = 12;

/// Bytes of text that are enough to begin reading: a page or so.
const ENOUGH_TO_READ: usize = 1500;

/// How many times the progress is told.
const NUM_REPORTS: usize = 100;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], asked: &mut Asked<'_>) -> Parsed {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => {
            Refusal::new("the PDF is protected by a password; save it without")
        }
        LoadPdfError::Invalid => Refusal::new("the PDF is damaged: its pages cannot be found"),
    })?;
    let mut writer = Writer::default();
    about(&pdf, &mut writer);
    let mut cache = InterpreterCache::new();
    let mut pages: Vec<Vec<Row>> = Vec::new();
    let mut tally = Tally::default();
    let num_pages = pdf.pages().len().min(MAX_PAGES);
    let mut is_begun = num_pages <= MANY_PAGES;
    for page in pdf.pages().iter().take(MAX_PAGES) {
        let found = on_page(page, &pdf, &mut cache, &mut tally);
        let height = f64::from(page.render_dimensions().1);
        pages.push(found.map_or_else(Vec::new, |found| layout::rows(found, height)));
        if !is_begun && tally.num_bytes >= ENOUGH_TO_READ {
            is_begun = true;
            (asked.early)(first_pages(&pdf, &pages));
        }
        if pages.len().is_multiple_of((num_pages / NUM_REPORTS).max(1)) {
            (asked.early)(Early::Progress {
                done: pages.len(),
                of: num_pages,
            });
        }
        if tally.num_bytes > MAX_TEXT || tally.is_over_budget() {
            break;
        }
    }
    tally.check()?;
    tally.warn(&mut writer);
    if pdf.pages().len() > pages.len() {
        writer.warn(format!("Only the first {} pages are shown", pages.len()));
    }
    flow::write(&mut writer, pages);
    Ok(writer.finish())
}

/// What stands on a page; `None` when it cannot be told.
fn on_page<'a>(
    page: &Page<'a>,
    pdf: &'a Pdf,
    cache: &mut InterpreterCache<'a>,
    tally: &mut Tally,
) -> Option<Vec<Fragment>> {
    tally.num_pages += 1;
    tally.num_drawing += page.page_stream().map_or(0, <[u8]>::len);
    if tally.num_drawing > MAX_DRAWING {
        tally.num_left_out += 1;
        return None;
    }
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let left = MAX_DRAWN.saturating_sub(tally.num_drawn);
    let mut device = TextDevice::new(width, height, left);
    // Unwinding is also how the device leaves a page that asks for too much.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut context = Context::new(
            page.initial_transform(false).to_kurbo(),
            Rect::new(0.0, 0.0, width, height),
            &*cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut device);
    }));
    if read.is_err() {
        // What it held may be half made.
        *cache = InterpreterCache::new();
        tally.num_left_out += 1;
    }
    let found = device.finish();
    tally.num_drawn += found.num_drawn;
    tally.num_unknown += found.num_unknown;
    tally.num_glyphs += found.num_glyphs;
    let is_picture = found.num_glyphs < MIN_LETTERS && found.has_large_picture;
    tally.num_pictures += usize::from(is_picture);
    tally.num_bytes += found.num_bytes;
    Some(found.fragments)
}

/// The pages so far as they look without those that follow.
fn first_pages(pdf: &Pdf, pages: &[Vec<Row>]) -> Early {
    let mut writer = Writer::default();
    about(pdf, &mut writer);
    flow::write(&mut writer, pages.to_vec());
    Early::FirstPages(Box::new(writer.finish()))
}

/// What was found on all pages.
#[derive(Debug, Default)]
struct Tally {
    num_pages: usize,
    num_glyphs: usize,
    num_unknown: usize,
    num_pictures: usize,
    num_bytes: usize,
    /// Bytes of drawing instructions.
    num_drawing: usize,
    num_drawn: usize,
    /// Pages that were not read through.
    num_left_out: usize,
}

impl Tally {
    const fn is_over_budget(&self) -> bool {
        self.num_drawing > MAX_DRAWING || self.num_drawn >= MAX_DRAWN
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of glyphs are far below 2^52"
    )]
    fn unknown_share(&self) -> f64 {
        self.num_unknown as f64 / self.num_glyphs.max(1) as f64
    }

    fn check(&self) -> Result<(), Refusal> {
        if self.num_glyphs < MIN_LETTERS && self.num_pictures > 0 {
            return Err(Refusal::new(
                "this PDF is a scan, and Rangebook does not read pictures; run text recognition (OCR) over it and open what that gives",
            ));
        }
        if self.num_glyphs == 0 {
            return Err(Refusal::new("this PDF holds no text"));
        }
        if self.num_glyphs > 50 && self.unknown_share() > 0.8 {
            return Err(Refusal::new(
                "the letters of this PDF do not say what they stand for; run text recognition (OCR) over it and open what that gives",
            ));
        }
        Ok(())
    }

    fn warn(&self, writer: &mut Writer) {
        if self.unknown_share() > MAX_UNKNOWN {
            writer.warn("Many letters of this PDF do not say what they stand for and are shown as “\u{fffd}”");
        }
        if self.is_over_budget() {
            writer.warn(
                "The pages ask for more drawing than is read from one file: the rest is left out",
            );
        } else if self.num_left_out > 0 {
            let num = self.num_left_out;
            writer.warn(format!(
                "{num} of {} pages are damaged and are shown as far as they can be read",
                self.num_pages
            ));
        }
        match self.num_pictures {
            0 => {}
            1 => writer.warn("One page is a picture and is not shown: Rangebook does not read pictures"),
            num => writer.warn(format!(
                "{num} of {} pages are pictures and are not shown: Rangebook does not read pictures",
                self.num_pages
            )),
        }
    }
}

fn about(pdf: &Pdf, writer: &mut Writer) {
    let metadata = pdf.metadata();
    let words = |bytes: &Option<Box<[u8]>>| clean_line(&pdf_string(bytes.as_deref()?));
    let about = &mut writer.about;
    about.title = words(&metadata.title);
    about.author = words(&metadata.author);
    about.date = metadata.creation_date.and_then(|date| {
        let year = i16::try_from(date.year).ok()?;
        let month = i8::try_from(date.month).ok()?;
        let day = i8::try_from(date.day).ok()?;
        jiff::civil::Date::new(year, month, day).ok()
    });
}

/// Text outside of pages is UTF-16 or UTF-8 with a mark, or one byte a letter.
fn pdf_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] | [0xef, 0xbb, 0xbf, ..] => {
            super::decode::decode_declared(bytes, None, None)
                .0
                .into_owned()
        }
        // The upper half differs from Windows-1252 in a few signs only.
        _ => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

#[cfg(test)]
#[path = "pdf_tests.rs"]
mod tests;
