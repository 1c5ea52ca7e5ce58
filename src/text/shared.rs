//! A short text that many things hold without each having it.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::hash::BuildHasher as _;
use std::ops::Deref;
use std::sync::Arc;

use super::seeded::Seeded;

/// A short text, shared: one pointer wide, cheap to clone, compared by its letters.
///
/// ```
/// use rangebook::text::Text;
/// let name = Text::from("Japan");
/// assert_eq!(name.clone(), "Japan");
/// assert_eq!(size_of::<Option<Text>>(), size_of::<usize>());
/// ```
// A box inside, because an `Arc<str>` is two pointers wide.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<Box<str>>);

impl Text {
    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Arc::new(text.into()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Arc::new(text.into_boxed_str()))
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.as_str().to_owned()
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

/// Texts seen before, so that equal ones are held once.
///
/// They are kept by their number, so that a new one is looked for no second time to be added. Of two
/// texts of one number, which nobody will see, the later is not shared.
#[derive(Debug, Default)]
pub struct Texts(RefCell<HashMap<u64, Text, Seeded>>);

/// More different texts than a document has; a hostile one's further texts are not shared.
const MAX_TEXTS: usize = 100_000;

impl Texts {
    /// None so far, with room for those of a document of so many bytes.
    pub fn for_bytes(num: usize) -> Self {
        // About one in a kilobyte of an article.
        let num = (num / 1024).min(MAX_TEXTS);
        Self(RefCell::new(HashMap::with_capacity_and_hasher(
            num,
            Seeded::default(),
        )))
    }

    /// The shared text with these letters.
    pub fn get(&self, text: &str) -> Text {
        let mut known = self.0.borrow_mut();
        let number = known.hasher().hash_one(text);
        let has_room = known.len() < MAX_TEXTS;
        match known.entry(number) {
            Entry::Occupied(same) if **same.get() == *text => same.get().clone(),
            Entry::Vacant(free) if has_room => free.insert(Text::from(text)).clone(),
            _ => Text::from(text),
        }
    }
}
