//! Spending tables that the reader imported, and the one that is being looked at before it is used.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use crate::reference::{Assume, Catalog, ReadTable};

/// An imported table, kept in the workspace with the hash of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnTable {
    /// File name without folders.
    pub name: String,
    /// Where it was when it was imported.
    pub path: PathBuf,
    /// When that was.
    pub imported: Timestamp,
    /// Its figures.
    pub table: Arc<ReadTable>,
}

/// The shipped tables with these in the place of their rows, a later one before an earlier;
/// `None` where there is none, and the shipped ones serve.
pub fn merged(own: &[OwnTable]) -> Option<Catalog> {
    (!own.is_empty()).then(|| {
        let tables = own.iter();
        let tables = tables.map(|own| (own.name.as_str(), own.table.as_ref()));
        Catalog::shipped().with_tables(tables)
    })
}

/// A table that was read and waits for the reader's word.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// From here.
    pub path: PathBuf,
    /// What the reader said of its values.
    pub assume: Assume,
    /// As understood.
    pub table: Arc<ReadTable>,
}

impl Preview {
    /// File name without folders.
    pub fn name(&self) -> String {
        let name = self.path.file_name();
        name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}
