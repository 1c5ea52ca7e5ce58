//! `notes list` and `notes export`: which notes, and how they are written.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Ended, Failure, Format, is_dash, json_line};
use crate::document::{Document, DocumentId, load_file};
use crate::export::atomic::{Expected, atomic_write_with};
use crate::export::csv::write_notes;
use crate::export::jsonld;
use crate::export::notes_file::{NotesFormat, unknown_ending};
use crate::export::qdpx::{Source, write_project};
use crate::export::report::{Picture, write_report};
use crate::export::scene::{ScaleChoice, Scene, Size, Theme, ranges_scene, spending_scene};
use crate::export::svg::write_svg;
use crate::extract::Extractor;
use crate::figures;
use crate::notes::filter::moment;
use crate::notes::{Annotation, NoteFilter, NoteSet, Status};
use crate::reference::{Catalog, Measure};
use crate::workspace::store::Store;

/// Which notes.
#[derive(Args, Clone, Debug, Default)]
pub struct FilterArgs {
    /// Only notes with this tag; several times for all of several
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Only notes on this document, by file name; several times for any of several
    #[arg(long, value_name = "NAME")]
    pub document: Vec<String>,
    /// Only notes on mentions of this kind, such as money
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Only notes by this author; several times for any of several
    #[arg(long, value_name = "NAME")]
    pub author: Vec<String>,
    /// Only notes changed on this day (2024-02-01, in UTC) or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only notes changed on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Only notes that are open, or done (their tag `done` says so)
    #[arg(long, value_enum)]
    pub status: Option<StatusArg>,
    /// Only notes with this word; several times for all of several
    #[arg(long, value_name = "WORD")]
    pub word: Vec<String>,
}

/// Status of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusArg {
    /// Still to be worked on.
    Open,
    /// Finished with.
    Done,
}

impl FilterArgs {
    fn filter(&self) -> Result<NoteFilter, Failure> {
        let day = |text: &Option<String>, end| match text {
            None => Ok(None),
            Some(text) => moment(text, end)
                .map(Some)
                .ok_or_else(|| Failure::Wrong(format!("`{text}` is no day such as 2024-02-01"))),
        };
        Ok(NoteFilter {
            tags: self.tag.clone(),
            documents: self.document.iter().cloned().collect(),
            kinds: self.kind.iter().cloned().collect(),
            authors: self.author.iter().cloned().collect(),
            since: day(&self.since, false)?,
            before: day(&self.until, true)?,
            status: self.status.map(|status| match status {
                StatusArg::Open => Status::Open,
                StatusArg::Done => Status::Done,
            }),
            words: self.word.clone(),
        })
    }
}

/// Arguments of `notes export`.
#[derive(Args, Clone, Debug, Default)]
pub struct ExportArgs {
    /// The file; `-` writes standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// What is written, where the file's ending does not say it
    #[arg(long, value_enum)]
    pub format: Option<ExportFormat>,
    /// Begin the CSV with a byte-order mark, for spreadsheets that need one to see UTF-8
    #[arg(long)]
    pub bom: bool,
    /// Draw the charts of the documents beside the report, and link to them
    #[arg(long)]
    pub charts: bool,
    /// Which notes
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// What notes are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A table
    Csv,
    /// W3C web annotations
    Jsonld,
    /// A report to read
    Markdown,
    /// A project for programs of qualitative analysis (REFI-QDA)
    Qdpx,
}

impl ExportFormat {
    /// What the ending of a file's name says; a table where there is none, and `None` where it is that
    /// of another sort of file.
    pub fn of(path: &Path) -> Option<Self> {
        if path.extension().is_none() {
            return Some(Self::Csv);
        }
        Some(match NotesFormat::of(path)? {
            NotesFormat::Csv => Self::Csv,
            NotesFormat::JsonLd => Self::Jsonld,
            NotesFormat::Markdown => Self::Markdown,
            NotesFormat::Qdpx => Self::Qdpx,
        })
    }
}

pub(super) fn list(
    path: &Path,
    format: Format,
    filter: &FilterArgs,
    output: &mut dyn Write,
) -> Result<Ended, Failure> {
    let filter = filter.filter()?;
    let notes = Store::open_existing(path)?.notes()?;
    let notes = passing(&notes, &filter);
    match format {
        Format::Csv => write_notes(&notes, &mut *output, false),
        Format::Jsonl => notes
            .into_iter()
            .try_for_each(|note| writeln!(output, "{}", json_line(note))),
    }
    .and_then(|()| output.flush())
    .map_err(Failure::Output)?;
    Ok(Ended::Done)
}

fn passing<'a>(notes: &'a NoteSet, filter: &NoteFilter) -> Vec<&'a Annotation> {
    let mut notes = notes.in_order();
    notes.retain(|note| filter.passes(note));
    notes
}

pub(super) fn export(
    path: &Path,
    args: &ExportArgs,
    output: &mut dyn Write,
    tell: &mut dyn FnMut(&dyn std::fmt::Display),
) -> Result<Ended, Failure> {
    let filter = args.filter.filter()?;
    let said = args.format.or_else(|| ExportFormat::of(&args.output));
    let format = said.ok_or_else(|| Failure::Wrong(unknown_ending(&args.output)))?;
    let store = Store::open_existing(path)?;
    let notes = store.notes()?;
    let notes = passing(&notes, &filter);
    let needs_documents = format == ExportFormat::Qdpx || args.charts;
    let (documents, mut ended) = if needs_documents {
        documents_of(&store, &notes, tell)?
    } else if format == ExportFormat::Markdown {
        // Only to say which passages are lost: a report of documents that are gone is whole, too.
        let (documents, _) = documents_of(&store, &notes, &mut |_| ())?;
        (documents, Ended::Done)
    } else {
        (Vec::new(), Ended::Done)
    };
    let sources: Vec<Source<'_>> = documents
        .iter()
        .map(|document| Source { document })
        .collect();
    let pictures = if args.charts && format == ExportFormat::Markdown {
        draw_charts(&args.output, &documents)?
    } else {
        Vec::new()
    };
    if args.charts && format != ExportFormat::Markdown {
        tell(&"--charts is for Markdown reports; the notes are written without");
        ended = Ended::Incomplete;
    }
    let write = |out: &mut dyn Write| match format {
        ExportFormat::Csv => write_notes(&notes, out, args.bom),
        ExportFormat::Jsonld => jsonld::write_notes(&notes, out),
        ExportFormat::Markdown => write_report(&notes, &pictures, &sources, out),
        ExportFormat::Qdpx => {
            let mut zip = Cursor::new(Vec::new());
            write_project(&notes, &sources, "Rangebook notes", &mut zip)?;
            out.write_all(&zip.into_inner())
        }
    };
    if is_dash(&args.output) {
        write(output)
            .and_then(|()| output.flush())
            .map_err(Failure::Output)?;
    } else {
        atomic_write_with(&args.output, &Expected::Anything, write)?;
    }
    Ok(ended)
}

/// The documents that the notes are about, as far as they can be read.
fn documents_of(
    store: &Store,
    notes: &[&Annotation],
    tell: &mut dyn FnMut(&dyn std::fmt::Display),
) -> Result<(Vec<Document>, Ended), Failure> {
    let mut documents: Vec<Document> = Vec::new();
    let mut ended = Ended::Done;
    for path in store.known_paths()? {
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
        let is_needed = |note: &&Annotation| Some(&note.target.document) == name.as_ref();
        if !notes.iter().any(is_needed) {
            continue;
        }
        match load_file(DocumentId(0), &path, &|| false) {
            Ok(document) => {
                if !documents
                    .iter()
                    .any(|it| it.fingerprint == document.fingerprint)
                {
                    documents.push(document);
                }
            }
            Err(error) => {
                ended = Ended::Incomplete;
                tell(&super::one_line(&error));
            }
        }
    }
    Ok((documents, ended))
}

/// Draws the charts of each document into a folder beside the report.
fn draw_charts(report: &Path, documents: &[Document]) -> Result<Vec<Picture>, Failure> {
    let stem = report
        .file_stem()
        .map_or_else(|| "report".into(), |it| it.to_string_lossy());
    let folder_name = format!("{stem} charts");
    let folder = report.with_file_name(&folder_name);
    std::fs::create_dir_all(&folder).map_err(|source| Failure::Open {
        source,
        path: folder.clone(),
    })?;
    let size = Size::parse("960x600").ok_or_else(|| Failure::Wrong("no such size".to_owned()))?;
    let catalog = Catalog::shipped();
    let mut pictures = Vec::new();
    for (number, document) in (1..).zip(documents) {
        let go_on = &mut |_| ControlFlow::Continue(());
        let extraction = Extractor::shipped()
            .extract(document, None, go_on)
            .unwrap_or_default();
        let mut drawn: Vec<(&str, Scene)> = Vec::new();
        let spending = figures::spending(
            catalog,
            &document.text,
            &extraction,
            &[],
            Measure::UsdCurrent,
        );
        if !spending.series.is_empty() {
            let scene = spending_scene(&spending, size, Theme::Light, ScaleChoice::Auto);
            drawn.push(("Military spending", scene));
        }
        let ranges = figures::ranges(catalog, &document.text, &extraction, &[]);
        if ranges.bars.iter().any(|bar| bar.named) {
            drawn.push(("Missile ranges", ranges_scene(&ranges, size, Theme::Light)));
        }
        for (title, scene) in drawn {
            let kind = title.split(' ').next_back().unwrap_or(title);
            let file = format!("{number}-{kind}.svg");
            crate::export::atomic::atomic_write(&folder.join(&file), write_svg(&scene).as_bytes())?;
            pictures.push(Picture {
                document: document.name.clone(),
                title: title.to_owned(),
                link: format!("{folder_name}/{file}"),
            });
        }
    }
    Ok(pictures)
}
