//! Arguments, window, start; no logic.

use std::process::ExitCode;

use clap::Parser as _;
use rangebook::cli::{self, Cli};

fn main() -> ExitCode {
    rangebook::document::parser_process::use_this_program();
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
        None => open_window(cli),
    }
}

#[cfg(feature = "gui")]
fn open_window(cli: Cli) -> ExitCode {
    if let Some(line) = cli::mistyped(&cli.files) {
        cli::complain(&line);
        return ExitCode::from(2);
    }
    match rangebook::ui::window::run(cli.files, cli.workspace) {
        Ok(()) => ExitCode::SUCCESS,
        Err(line) => {
            cli::complain(&line);
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_: Cli) -> ExitCode {
    cli::complain(&"this build has no window; see `rangebook --help` for what it can do");
    ExitCode::FAILURE
}
