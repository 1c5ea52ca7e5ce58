//! The command line: the same program without a window.
//!
//! Exit status: 0 all done; 1 something could not be done (one plain line each on standard error);
//! 2 wrong usage. Broken pipes end quietly.

pub mod notes;

use std::io::Write as _;

use clap::{Parser, Subcommand};

/// Reads articles on defence policy with their figures in view.
#[derive(Debug, Parser)]
#[command(name = "rangebook", version, about)]
pub struct Cli {
    /// What to do without a window
    #[command(subcommand)]
    pub command: Option<CliCommand>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Take notes in and out
    Notes(notes::NotesArgs),
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
    drop(writeln!(std::io::stderr().lock(), "rangebook: {message}"));
}

/// Whether an error only says that the reader of our output has gone, as `head` does.
pub fn is_broken_pipe(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::BrokenPipe
}

/// Carries out a command.
pub fn run(command: CliCommand) -> Ended {
    match command {
        CliCommand::Notes(args) => notes::run(args),
    }
}
