//! The command line: the same program without a window.
//!
//! Exit status: 0 all done; 1 something could not be done (one plain line each on standard error);
//! 2 wrong usage. Broken pipes end quietly.

pub mod chart;
pub mod check;
pub mod extract;
pub mod notes;
#[cfg(feature = "gui")]
pub mod render;

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
    /// Not in this version
    #[command(hide = true)]
    Search(NotYet),
    /// Not in this version
    #[command(hide = true)]
    Data(NotYet),
}

/// A command that later versions have. Without it, its name would be taken for a file to open.
#[derive(Debug, clap::Args)]
pub struct NotYet {
    /// Whatever follows
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    pub rest: Vec<std::ffi::OsString>,
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
        CliCommand::Search(_) => not_yet("search"),
        CliCommand::Data(_) => not_yet("data"),
    }
}

fn not_yet(command: &str) -> Ended {
    complain(&format_args!(
        "`{command}` is not in this version; see `rangebook --help` for what is"
    ));
    Ended::Usage
}
