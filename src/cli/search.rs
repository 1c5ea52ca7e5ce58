//! `rangebook search`: documents, mentions and notes of a workspace at once.
//!
//! The documents are those the workspace has notes on or had open, read where they lie; one that
//! cannot be read is said and the others are searched all the same.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Ended, complain, is_broken_pipe};
use crate::document::{DocumentId, load_file};
use crate::export::{dialect, jsonld};
use crate::extract::Extractor;
use crate::workspace::store::search::{Hit, Limits, Place, SearchError, SearchIndex};
use crate::workspace::store::{Store, default_path};

/// Arguments of `rangebook search`.
#[derive(Args, Clone, Debug)]
pub struct SearchArgs {
    /// Workspace file, instead of the one in the data folder
    #[arg(long, value_name = "W")]
    pub workspace: Option<PathBuf>,
    /// Words that must all be there; "a phrase", a prefix such as missil*, one OR another, -without
    #[arg(required = true)]
    pub query: Vec<String>,
    /// How hits are written
    #[arg(long, value_enum, default_value_t = SearchFormat::Text)]
    pub format: SearchFormat,
    /// The most hits of each sort: notes, mentions, paragraphs
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub limit: usize,
}

/// How hits are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// A line to read, with what was found in brackets
    Text,
    /// One JSON object a line
    Jsonl,
}

/// Runs it on the standard streams.
pub fn run(args: &SearchArgs) -> Ended {
    let mut output = BufWriter::new(std::io::stdout().lock());
    run_search(args, &mut output, &mut complain)
}

/// Runs it. `tell` gets a line for each thing that could not be done.
pub fn run_search(
    args: &SearchArgs,
    output: &mut dyn Write,
    tell: &mut dyn FnMut(&dyn std::fmt::Display),
) -> Ended {
    let Some(path) = args.workspace.clone().or_else(default_path) else {
        tell(&"there is no data folder on this system; name a workspace with --workspace");
        return Ended::Usage;
    };
    let query = args.query.join(" ");
    // A query that makes no sense is said before documents are read.
    if let Err(error) = crate::workspace::store::query::fts_query(&query, false) {
        tell(&error);
        return Ended::Usage;
    }
    let mut ended = Ended::Done;
    let hits = match hits(&path, &query, args.limit, &mut |line| {
        ended = Ended::Incomplete;
        tell(line);
    }) {
        Ok(hits) => hits,
        Err(line) => {
            tell(&line);
            return Ended::Incomplete;
        }
    };
    let written = hits
        .iter()
        .try_for_each(|hit| match args.format {
            SearchFormat::Text => writeln!(output, "{}", text_line(hit)),
            SearchFormat::Jsonl => writeln!(output, "{}", jsonld::visible(&json_line(hit))),
        })
        .and_then(|()| output.flush());
    match written {
        Err(error) if is_broken_pipe(&error) => Ended::Done,
        Err(error) => {
            tell(&format_args!(
                "standard output could not be written: {error}"
            ));
            Ended::Incomplete
        }
        Ok(()) => ended,
    }
}

fn hits(
    path: &Path,
    query: &str,
    limit: usize,
    tell: &mut dyn FnMut(&dyn std::fmt::Display),
) -> Result<Vec<Hit>, String> {
    let failed = |error: SearchError| error.to_string();
    let store = Store::open_existing(path).map_err(|error| error.to_string())?;
    let notes = store.notes().map_err(|error| error.to_string())?;
    let paths = store.known_paths().map_err(|error| error.to_string())?;
    drop(store);
    let mut index = SearchIndex::new().map_err(|error| failed(error.into()))?;
    index
        .set_notes(notes.in_order())
        .map_err(|error| failed(error.into()))?;
    for path in paths {
        match load_file(DocumentId(0), &path, &|| false) {
            Ok(document) => {
                let go_on = &mut |_| ControlFlow::Continue(());
                let extraction = Extractor::shipped().extract(&document, None, go_on);
                index
                    .add_document(&document, extraction.as_ref())
                    .map_err(|error| failed(error.into()))?;
            }
            Err(error) => tell(&error),
        }
    }
    index
        .find(query, false, Limits::each(limit))
        .map_err(failed)
}

fn text_line(hit: &Hit) -> String {
    let document = &hit.document;
    let place = match &hit.place {
        Place::Note(id) => format!("note {id} on {document}"),
        Place::Mention(_, (start, end), kind) => format!("{document}:{start}-{end} {kind}"),
        Place::Text(_, (start, end)) => format!("{document}:{start}-{end}"),
    };
    let line = format!("{place}: {}", hit.snippet.marked("[", "]"));
    dialect::reveal(&line).replace(['\n', '\r', '\t'], " ")
}

fn json_line(hit: &Hit) -> String {
    let (place, id, kind, range) = match &hit.place {
        Place::Note(id) => ("note", Some(id.to_string()), None, None),
        Place::Mention(_, range, kind) => ("mention", None, Some(kind), Some(range)),
        Place::Text(_, range) => ("document", None, None, Some(range)),
    };
    json!({
        "where": place,
        "document": hit.document,
        "id": id,
        "kind": kind,
        "start": range.map(|(start, _)| start),
        "end": range.map(|(_, end)| end),
        "snippet": hit.snippet.text,
        "matches": hit.snippet.matches,
    })
    .to_string()
}
