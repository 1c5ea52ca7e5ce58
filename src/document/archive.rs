//! Parts of a zip archive, unpacked in memory under one budget.
//!
//! Names are keys only: nothing is written to disk, and no name is ever used as a path. Sizes are
//! counted as bytes come out.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::limits::{Limits, MAX_ENTRIES};
use super::parcel::Refusal;

/// An opened archive.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: usize,
    limits: Limits,
}

impl<'b> Archive<'b> {
    /// Reads the list of entries.
    pub(super) fn open(bytes: &'b [u8], limits: Limits) -> Result<Self, Refusal> {
        // The list at the end says how many entries there are; a short file cannot hold many.
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_damage| {
            Refusal::new("the file is damaged: the list of its parts cannot be read")
        })?;
        if zip.len() > MAX_ENTRIES {
            return Err(Refusal::new(format!(
                "the file holds more than {MAX_ENTRIES} parts, the most that Rangebook opens"
            )));
        }
        Ok(Self {
            zip,
            left: limits.max_unpacked(),
            limits,
        })
    }

    /// Names of the parts, in the order of the archive.
    pub(super) fn names(&self) -> Vec<String> {
        self.zip
            .file_names()
            .filter_map(|name| Some(name.ok()?.into_owned()))
            .collect()
    }

    /// One part; `None` when there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(at) = self.index_of(name) else {
            return Ok(None);
        };
        let damaged = || {
            Refusal::new(format!(
                "the file is damaged: its part “{name}” cannot be unpacked"
            ))
        };
        let file = self.zip.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_)
            | zip::result::ZipError::InvalidPassword => Refusal::new(
                "the file is protected by a password or packed in an unusual way; save it without",
            ),
            _ => damaged(),
        })?;
        let limit = self.limits.max_part().min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(limit as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > limit {
            return Err(Refusal::new(format!(
                "unpacked, the file is larger than {} MB, the most that Rangebook opens",
                limit.div_ceil(1_000_000)
            )));
        }
        self.left -= bytes.len();
        // A part whose check sum is wrong is still worth reading; the parser finds where it breaks.
        if read.is_err() && bytes.is_empty() {
            return Err(damaged());
        }
        Ok(Some(bytes))
    }

    fn index_of(&self, name: &str) -> Option<usize> {
        self.zip.index_for_name(name).or_else(|| {
            let found = self
                .names()
                .into_iter()
                .find(|known| known.replace('\\', "/").eq_ignore_ascii_case(name))?;
            self.zip.index_for_name(&found)
        })
    }
}
