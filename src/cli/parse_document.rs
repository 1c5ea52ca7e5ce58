//! `rangebook parse-document`: the child process that reads one document for its parent.
//!
//! Not for people, and hidden from the help: bytes come on standard input, the answer goes to
//! standard output, and the process fences itself in before it reads the first byte.

use clap::Args;

use super::Ended;
use crate::document::parser_process;

/// Arguments of `rangebook parse-document`.
#[derive(Debug, Args)]
pub struct ParseDocumentArgs {
    /// Format of the bytes
    pub format: String,
    /// How many bytes there are
    pub num_bytes: usize,
    /// How much the file may ask for
    pub limits: String,
    /// The encoding that the reader chose, or "-"
    pub encoding: String,
}

/// Runs it.
pub fn run(args: &ParseDocumentArgs) -> Ended {
    let order = parser_process::Order {
        format: &args.format,
        num_bytes: args.num_bytes,
        limits: &args.limits,
        encoding: &args.encoding,
    };
    if parser_process::serve(order) {
        Ended::Done
    } else {
        Ended::Incomplete
    }
}
