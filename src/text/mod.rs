//! Stretches of text: offsets, spans, lines, sentences.
//!
//! Knows no other room. Everything here is a pure function of its arguments.

pub mod char_index;
pub mod offset;
pub mod seeded;
pub mod shared;
pub mod shorten;
pub mod span;
pub mod word_key;
pub mod word_map;

pub use char_index::CharIndex;
pub use offset::{ByteOffset, CharOffset};
pub use seeded::Seeded;
pub use shared::{Text, Texts};
pub use shorten::{folded, shorten};
pub use span::Span;
