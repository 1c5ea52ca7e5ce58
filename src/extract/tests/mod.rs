//! What is found in whole sentences, with the answer in the text.

mod articles;
mod bodies;
mod capitals;
mod countries;
mod parts;
mod people;
mod properties;
mod sentences;
mod tables;
mod weapons;

pub(super) use super::fixtures::check_mentions as check;
