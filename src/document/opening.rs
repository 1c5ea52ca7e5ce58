//! How a file is opened, and who listens while it is.

use encoding_rs::Encoding;

use super::Document;
use super::limits::Limits;

/// What the reader chose about the opening of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding to read text in, in place of the one that was found.
    pub encoding: Option<&'static Encoding>,
    /// How much the file may ask for.
    pub limits: Limits,
}

impl Options {
    /// As arguments of the child process.
    pub(super) fn to_arguments(self) -> [String; 2] {
        let encoding = self.encoding.map_or("-", Encoding::name);
        [self.limits.to_words(), encoding.to_owned()]
    }

    /// Reads what [`Self::to_arguments`] gave.
    pub(super) fn of_arguments(limits: &str, encoding: &str) -> Option<Self> {
        Some(Self {
            encoding: Encoding::for_label(encoding.as_bytes()),
            limits: Limits::of_words(limits)?,
        })
    }
}

/// Listens to the opening of a file.
pub trait Watch {
    /// Asked often; `true` stops the opening.
    fn is_cancelled(&self) -> bool;

    /// So much of the file has been read, from 0 to 1.
    fn progress(&self, _share: f32) {}

    /// Its first pages can be read already; the whole follows under the same id.
    fn first_pages(&self, _document: Document) {}
}

/// Listens to nothing but the wish to stop.
impl<F: Fn() -> bool> Watch for F {
    fn is_cancelled(&self) -> bool {
        self()
    }
}

/// What a parser says before it has ended.
#[derive(Debug)]
pub enum Early {
    /// So many parts of so many have been read.
    Progress {
        /// Parts, such as pages, that were read.
        done: usize,
        /// Of these.
        of: usize,
    },
    /// The first pages.
    FirstPages(Box<super::parcel::Parcel>),
}

/// What parsers are given besides the bytes.
pub struct Asked<'a> {
    /// How to read.
    pub options: Options,
    /// Called with what can be said before the end.
    pub early: &'a mut dyn FnMut(Early),
}

/// The encodings that the window offers: name for the reader, and label.
pub const ENCODINGS: &[(&str, &str)] = &[
    ("Unicode (UTF-8)", "UTF-8"),
    ("Unicode (UTF-16)", "UTF-16LE"),
    ("Unicode (UTF-16, high byte first)", "UTF-16BE"),
    ("Western (Windows-1252)", "windows-1252"),
    ("Western (ISO 8859-15)", "ISO-8859-15"),
    ("Western (Macintosh)", "macintosh"),
    ("Central European (Windows-1250)", "windows-1250"),
    ("Central European (ISO 8859-2)", "ISO-8859-2"),
    ("Baltic (Windows-1257)", "windows-1257"),
    ("Cyrillic (Windows-1251)", "windows-1251"),
    ("Cyrillic (KOI8-R)", "KOI8-R"),
    ("Cyrillic (KOI8-U)", "KOI8-U"),
    ("Greek (Windows-1253)", "windows-1253"),
    ("Turkish (Windows-1254)", "windows-1254"),
    ("Hebrew (Windows-1255)", "windows-1255"),
    ("Arabic (Windows-1256)", "windows-1256"),
    ("Thai (Windows-874)", "windows-874"),
    ("Vietnamese (Windows-1258)", "windows-1258"),
    ("Japanese (Shift JIS)", "Shift_JIS"),
    ("Japanese (EUC-JP)", "EUC-JP"),
    ("Japanese (ISO 2022-JP)", "ISO-2022-JP"),
    ("Chinese, simplified (GB18030)", "gb18030"),
    ("Chinese, traditional (Big5)", "Big5"),
    ("Korean (EUC-KR)", "EUC-KR"),
];

/// The encoding of this label, as [`ENCODINGS`] and web pages write it.
pub fn encoding_of(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_offered_is_known_and_crosses() {
        for (name, label) in ENCODINGS {
            let encoding = encoding_of(label);
            assert_eq!(encoding.map(Encoding::name), Some(*label), "{name}");
            let options = Options {
                encoding,
                ..Options::default()
            };
            let [limits, encoding] = options.to_arguments();
            assert_eq!(Options::of_arguments(&limits, &encoding), Some(options));
        }
        let [limits, encoding] = Options::default().to_arguments();
        assert_eq!(
            Options::of_arguments(&limits, &encoding),
            Some(Options::default())
        );
    }
}
