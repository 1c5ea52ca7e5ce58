//! Rangebook: a desktop workbench for reading articles on defence policy with their figures in view.
//!
//! # Architecture
//!
//! ```text
//! bytes ─ document ─► Document ─ extract ─► Mention ─ extract::claim ─► Claim ─ check ─► Finding
//!                        │                                                         │
//!                        └─ notes ─► Annotation ─► export ─► CSV row   Claim + reference ─ figures ─► Figure ─ ui
//! ```
//!
//! Nothing flows back. A highlight, a mark on a chart and a row of the exported table each carry the
//! id of what they came from ([`extract::MentionId`], [`reference::ObservationId`],
//! [`notes::NoteId`]), so a reader can walk from any pixel to the bytes of the article or to the
//! cited source.
//!
//! The rooms, in reading order:
//!
//! | room | holds | must not know |
//! |---|---|---|
//! | [`text`] | offsets, spans, lines, sentences | any other room |
//! | [`document`] | bytes → [`document::Document`] with blocks and warnings | names, figures |
//! | [`units`] | numbers, units, money, the only printer of numbers | where a number stood |
//! | [`geo`] | coordinates, great circles | any other room |
//! | [`mod@reference`] | the cited tables under `assets/reference/` | documents |
//! | [`extract`] | mentions and claims | notes, windows |
//! | [`check`] | findings: what agrees, what differs, and what would have to be true | charts, notes |
//! | [`figures`] | what a chart says: series, bars, claims; no pixels | colours, egui |
//! | [`notes`] | annotations, anchoring, edits and their inverses | disk |
//! | [`reader`] | the arithmetic of showing a long text | egui |
//! | [`export`] | CSV, SVG, atomic writing | the window |
//! | [`workspace`] | the truth, what is derived, actions, jobs, the SQLite file | egui |
//! | `ui` | panels, commands, theme, the CPU painter (feature `gui`) | — |
//!
//! Three kinds of state never share a struct: *truth* ([`workspace::Workspace`], saved and
//! undoable), *derived* (mentions, claims, figures behind `Arc`, replaced whole), and *glance*
//! (scroll, hover, open menus, kept by each panel). [`workspace::Workspace::apply`] is the only
//! function that changes the truth; it starts nothing itself and returns the work to do as
//! [`workspace::Job`]s.
//!
//! Documents are untrusted: loaders and extraction are bounded in time and memory and never panic.
//! There is no network code anywhere in the program.

pub mod text;

pub mod document;

pub mod units;

pub mod geo;

pub mod reference;

pub mod extract;

pub mod check;

pub mod figures;

pub mod notes;

pub mod reader;

pub mod export;

pub mod workspace;

#[cfg(feature = "gui")]
pub mod ui;

pub mod cli;
