//! What is to be written to a file, made only when it is written, on the thread that writes it.

use std::sync::Arc;

type Make = dyn Fn() -> Result<Vec<u8>, String> + Send + Sync;

/// The bytes of a file to be.
#[derive(Clone)]
pub struct Content {
    make: Arc<Make>,
}

impl Content {
    /// Made by `make`, whose error is one plain sentence.
    pub fn new(make: impl Fn() -> Result<Vec<u8>, String> + Send + Sync + 'static) -> Self {
        Self {
            make: Arc::new(make),
        }
    }

    /// Makes them.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        (self.make)()
    }
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Content(…)")
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.make, &other.make)
    }
}
