//! Reads a file or a stream into a [`Document`]: the only place of this room that touches the disk.

use std::path::{Path, PathBuf};

use super::{Document, DocumentId};

/// Why a document cannot be shown. Paths come last.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No such file.
    #[error("there is no such file: {}", path.display())]
    NotFound {
        /// As given.
        path: PathBuf,
    },
    /// A folder, device, pipe or socket.
    #[error("this is {what}, not a file with text: {}", path.display())]
    NotAFile {
        /// "a folder", "a device", …
        what: &'static str,
        /// As given.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("the file could not be read: {}", path.display())]
    Io {
        /// As given.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("the file is larger than {} MB, the most that Rangebook opens: {name}", MAX_BYTES / 1_000_000)]
    TooLarge {
        /// File name.
        name: String,
    },
    /// Content of a kind that is not text.
    #[error("this looks like {what}; save it as plain text or Markdown and open that: {name}")]
    NotText {
        /// "a PDF", "a picture", …
        what: &'static str,
        /// File name.
        name: String,
    },
    /// Nothing to show.
    #[error("the file is empty: {name}")]
    Empty {
        /// File name.
        name: String,
    },
    /// The reader cancelled.
    #[error("opening was cancelled: {name}")]
    Cancelled {
        /// File name.
        name: String,
    },
}

/// The most bytes that are read from one file or stream.
pub const MAX_BYTES: usize = 512_000_000;

/// Reads and parses a file. `cancelled` is asked between steps.
pub fn load_file(
    id: DocumentId,
    path: &Path,
    cancelled: &dyn Fn() -> bool,
) -> Result<Document, LoadError> {
    let _ = (id, cancelled);
    Err(LoadError::NotFound {
        path: path.to_owned(),
    })
}

/// Reads and parses a stream, such as standard input, under the name given.
pub fn load_reader(
    id: DocumentId,
    name: &str,
    reader: &mut dyn std::io::Read,
) -> Result<Document, LoadError> {
    let _ = (id, reader);
    Err(LoadError::Empty {
        name: name.to_owned(),
    })
}

/// Parses bytes already in memory.
pub fn load_bytes(
    id: DocumentId,
    name: &str,
    path: Option<PathBuf>,
    bytes: &[u8],
) -> Result<Document, LoadError> {
    let _ = (id, path, bytes);
    Err(LoadError::Empty {
        name: name.to_owned(),
    })
}
