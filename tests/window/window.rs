//! The window, panel by panel and whole, driven by accessible name.

#[cfg(test)]
mod app;
#[cfg(test)]
mod cards;
#[cfg(test)]
mod charts;
#[cfg(test)]
mod reader;
#[cfg(test)]
mod right_note;
