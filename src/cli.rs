//! The command line: the same program without a window.
//!
//! Exit status: 0 all done; 1 something could not be done (one plain line each on standard error);
//! 2 wrong usage. Broken pipes end quietly.

pub mod chart;
pub mod check;
pub mod data;
pub mod extract;
pub mod notes;
pub mod parse_document;
#[cfg(feature = "gui")]
pub mod render;
pub mod search;

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Reads articles on defence policy with their figures in view.
///
/// Without a command, opens the window with the files given.
#[derive(Debug, Parser)]
#[command(
    name = "rangebook",
    version,
    about,
    args_conflicts_with_subcommands = true
)]
pub struct Cli {
    /// Files to open in the window
    pub files: Vec<PathBuf>,
    /// Workspace file to keep notes in, instead of the one in the data folder
    #[arg(long, value_name = "W")]
    pub workspace: Option<PathBuf>,
    /// What to do without a window
    #[command(subcommand)]
    pub command: Option<CliCommand>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Write the mentions of each document to standard output
    Extract(extract::ExtractArgs),
    /// Write the chart of a document, or of what is named
    Chart(chart::ChartArgs),
    /// Take notes in and out
    Notes(notes::NotesArgs),
    /// Draw a picture of the whole window, without a display or a GPU
    #[cfg(feature = "gui")]
    Render(render::RenderArgs),
    /// Check the figures of each document: what agrees, what differs, with the working
    Check(check::CheckArgs),
    /// Read one document for the process that started this one
    #[command(hide = true)]
    ParseDocument(parse_document::ParseDocumentArgs),
    /// Search documents, mentions and notes of a workspace
    Search(search::SearchArgs),
    /// Look at tables of your own
    Data(data::DataArgs),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All done.
    Done,
    /// Something could not be done; it was said.
    Incomplete,
    /// Wrong usage; it was said.
    Usage,
}

impl Ended {
    /// Exit status.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Incomplete => 1,
            Self::Usage => 2,
        }
    }
}

/// One plain line on standard error.
pub fn complain(message: &dyn std::fmt::Display) {
    // When standard error is gone there is nobody left to tell.
    let line = one_line(&message.to_string());
    drop(writeln!(std::io::stderr().lock(), "rangebook: {line}"));
}

/// A message on one line: file names may hold anything, and a terminal obeys control characters.
pub fn one_line(message: &str) -> String {
    message
        .chars()
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect()
}

/// Whether an error only says that the reader of our output has gone, as `head` does.
pub fn is_broken_pipe(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::BrokenPipe
}

/// Carries out a command.
pub fn run(command: CliCommand) -> Ended {
    match command {
        CliCommand::Extract(args) => extract::run(&args),
        CliCommand::Chart(args) => {
            let (input, out, err) = (std::io::stdin(), std::io::stdout(), std::io::stderr());
            let (mut input, mut out, mut err) = (input.lock(), out.lock(), err.lock());
            chart::run_chart(&args, &mut input, &mut out, &mut err)
        }
        CliCommand::Notes(args) => notes::run(args),
        #[cfg(feature = "gui")]
        CliCommand::Render(args) => render::run(&args),
        CliCommand::Check(args) => check::run(&args),
        CliCommand::ParseDocument(args) => parse_document::run(&args),
        CliCommand::Search(args) => search::run(&args),
        CliCommand::Data(args) => {
            let (out, err) = (std::io::stdout(), std::io::stderr());
            data::run_data(&args, &mut out.lock(), &mut err.lock())
        }
    }
}

/// What is wrong with the files to open in the window, where a single bare word names none: most
/// likely a command that was typed wrongly. Other missing files are the window's to tell of.
pub fn mistyped(files: &[PathBuf]) -> Option<String> {
    let [file] = files else {
        return None;
    };
    let word = file.to_str()?;
    let is_bare = word
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_bare && !file.exists()).then(|| {
        format!(
            "there is neither a file nor a command called {word}; `rangebook --help` lists the commands"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[&str], expected: Option<&str>) {
        let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
        let found = mistyped(&files);
        assert_eq!(found.is_some(), expected.is_some(), "{found:?}");
        if let (Some(found), Some(expected)) = (found, expected) {
            assert!(found.contains(expected), "{found}");
        }
    }

    #[test]
    fn a_word_that_is_neither_file_nor_command_is_told_at_once() {
        check(&["frob"], Some("frob"));
        check(&["src"], None);
        check(&["frob.txt"], None);
        check(&["./frob"], None);
        check(&["frob", "nix"], None);
        check(&[], None);
    }
}
