//! Offsets that cannot be mixed up: bytes and characters are two types.
//!
//! Both are 32 bits wide, because a document is at most 4 GiB (loading refuses far earlier) and
//! mentions by the million hold many of them.

/// A place in a document's text, counted in UTF-8 bytes from its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteOffset(u32);

/// A place in a document's text, counted in Unicode scalar values from its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharOffset(u32);

macro_rules! offset {
    ($name:ident) => {
        impl $name {
            /// The start of the text.
            pub const ZERO: Self = Self(0);

            /// The offset as stored.
            pub const fn new(value: u32) -> Self {
                Self(value)
            }

            /// `None` past 4 GiB.
            pub fn from_usize(value: usize) -> Option<Self> {
                u32::try_from(value).ok().map(Self)
            }

            /// For slicing.
            pub const fn to_usize(self) -> usize {
                self.0 as usize
            }

            /// The stored number.
            pub const fn get(self) -> u32 {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

offset!(ByteOffset);
offset!(CharOffset);
