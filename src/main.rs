//! Arguments, window, start; no logic.

use std::process::ExitCode;

use clap::Parser as _;
use rangebook::cli::{self, Cli};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let is_help = !error.use_stderr();
            // A reader of help that went away needs no help.
            drop(error.print());
            return ExitCode::from(if is_help { 0 } else { 2 });
        }
    };
    match cli.command {
        Some(command) => ExitCode::from(cli::run(command).code()),
        None => ExitCode::SUCCESS,
    }
}
