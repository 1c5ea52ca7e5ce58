//! Parts of a zip archive, unpacked in memory under one budget.
//!
//! Names are keys only: nothing is written to disk, and no name is ever used as a path. Sizes are
//! counted as bytes come out.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::limits::{Limits, MAX_ENTRIES};
use super::parcel::Refusal;

/// An opened archive.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: usize,
    limits: Limits,
    /// Names in small letters, for files that write them otherwise elsewhere; made when needed.
    folded: Option<BTreeMap<String, usize>>,
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
            folded: None,
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
            let most = match limit < self.limits.max_part() {
                true => self.limits.unpacked_mb,
                false => self.limits.part_mb,
            };
            return Err(Refusal::new(format!(
                "unpacked, the file is larger than {most} MB, the most that Rangebook opens"
            )));
        }
        self.left -= bytes.len();
        // A part whose check sum is wrong is still worth reading; the parser finds where it breaks.
        if read.is_err() && bytes.is_empty() {
            return Err(damaged());
        }
        Ok(Some(bytes))
    }

    fn index_of(&mut self, name: &str) -> Option<usize> {
        let found = self.zip.index_for_name(name);
        if found.is_some() {
            return found;
        }
        let fold = |name: &str| name.replace('\\', "/").to_ascii_lowercase();
        let zip = &self.zip;
        let folded = self.folded.get_or_insert_with(|| {
            let names = zip.file_names().enumerate();
            names
                .filter_map(|(at, name)| Some((fold(&name.ok()?), at)))
                .collect()
        });
        folded.get(&fold(name)).copied()
    }
}
