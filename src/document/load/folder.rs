//! The files of a folder, and of the folders in it, in the order of their paths.
//!
//! Nothing is passed over in silence: what is not taken is named with its reason. Links to folders
//! are not followed, so that no circle of them is walked.

use std::path::{Path, PathBuf};

/// The most files that are taken at once.
pub const MAX_FILES: usize = 5_000;

/// The most entries that are looked at, so that choosing the root of a disk ends.
const MAX_LOOKED_AT: usize = 200_000;

/// Folders within folders.
const MAX_DEPTH: usize = 32;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Files to open, those of one folder together.
    pub files: Vec<PathBuf>,
    /// What is not opened, and why.
    pub skipped: Vec<(PathBuf, String)>,
}

/// Gathers files: those given, and all in the folders given. `None` when cancelled.
pub fn gather(paths: &[PathBuf], cancelled: &dyn Fn() -> bool) -> Option<Gathered> {
    let mut gathered = Gathered::default();
    let mut num_seen = 0;
    for path in paths {
        if std::fs::metadata(path).is_ok_and(|found| found.is_dir()) {
            walk(path, 0, &mut num_seen, &mut gathered, cancelled)?;
        } else {
            // What it is, or that it is not there, is said when it is opened.
            gathered.take(path.clone());
        }
    }
    Some(gathered)
}

fn walk(
    folder: &Path,
    depth: usize,
    num_seen: &mut usize,
    gathered: &mut Gathered,
    cancelled: &dyn Fn() -> bool,
) -> Option<()> {
    if cancelled() {
        return None;
    }
    if depth > MAX_DEPTH {
        gathered.skip(folder, "folders are nested too deeply");
        return Some(());
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            gathered.skip(folder, &format!("the folder could not be read ({error})"));
            return Some(());
        }
    };
    let mut inside = Vec::new();
    for entry in entries {
        *num_seen += 1;
        if *num_seen > MAX_LOOKED_AT {
            gathered.skip(
                folder,
                "there is too much in the folder to look at all of it",
            );
            break;
        }
        match entry {
            Ok(entry) => inside.push(entry.path()),
            Err(error) => gathered.skip(folder, &format!("an entry could not be read ({error})")),
        }
    }
    inside.sort();
    let mut folders = Vec::new();
    for path in inside {
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let kind = std::fs::symlink_metadata(&path).map(|found| found.file_type());
        match kind {
            _ if is_hidden => gathered.skip(&path, "it is hidden (its name begins with a dot)"),
            Ok(kind) if kind.is_dir() => folders.push(path),
            Ok(kind)
                if kind.is_symlink() && std::fs::metadata(&path).is_ok_and(|it| it.is_dir()) =>
            {
                gathered.skip(&path, "it is a link to a folder");
            }
            // It may lead out of the folder, to a file that nobody chose.
            Ok(kind) if kind.is_symlink() => gathered.skip(&path, "it is a link"),
            Ok(_) => gathered.take(path),
            Err(error) => gathered.skip(&path, &error.to_string()),
        }
    }
    for folder in folders {
        walk(&folder, depth + 1, num_seen, gathered, cancelled)?;
    }
    Some(())
}

impl Gathered {
    fn take(&mut self, path: PathBuf) {
        if self.files.len() < MAX_FILES {
            self.files.push(path);
        } else {
            let why = format!("no more than {MAX_FILES} files are opened at once");
            self.skipped.push((path, why));
        }
    }

    fn skip(&mut self, path: &Path, why: &str) {
        self.skipped.push((path.to_owned(), why.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_order_and_what_is_left_out_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("sub/deeper")).unwrap();
        for name in ["b.txt", "a.txt", ".hidden", "sub/c.txt", "sub/deeper/d.txt"] {
            std::fs::File::create_new(at(name)).unwrap();
        }
        let gathered = gather(&[folder.path().to_owned()], &|| false).unwrap();
        let expected = ["a.txt", "b.txt", "sub/c.txt", "sub/deeper/d.txt"].map(at);
        assert_eq!(gathered.files, expected);
        assert_eq!(gathered.skipped.len(), 1);
        assert_eq!(gathered.skipped[0].0, at(".hidden"));
        assert_eq!(gather(&[folder.path().to_owned()], &|| true), None);
    }

    #[test]
    fn files_are_taken_as_they_are_given() {
        let paths = [PathBuf::from("/none/such.pdf")];
        let gathered = gather(&paths, &|| false).unwrap();
        assert_eq!(gathered.files, paths);
    }

    #[cfg(unix)]
    #[test]
    fn circles_of_links_end() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("sub");
        std::fs::create_dir(&inside).unwrap();
        std::os::unix::fs::symlink(folder.path(), inside.join("up")).unwrap();
        let gathered = gather(&[folder.path().to_owned()], &|| false).unwrap();
        assert!(gathered.files.is_empty());
        assert_eq!(gathered.skipped[0].1, "it is a link to a folder");
    }

    #[cfg(unix)]
    #[test]
    fn links_to_files_lead_nowhere() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let secret = other.path().join("secret.txt");
        std::fs::File::create_new(&secret).unwrap();
        std::os::unix::fs::symlink(&secret, folder.path().join("report.txt")).unwrap();
        let gathered = gather(&[folder.path().to_owned()], &|| false).unwrap();
        assert!(gathered.files.is_empty());
        assert_eq!(gathered.skipped[0].1, "it is a link");
    }
}
