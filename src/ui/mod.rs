//! The window. Panels read the workspace, paint, and push actions; nothing here changes the truth.
//!
//! [`app::RangebookApp`] holds the workspace, the jobs and what each panel remembers between frames.
//! The same app is shown in a window by [`window`], drawn without one by [`picture`], and driven by
//! tests.

pub mod app;
mod asking;
pub mod command;
mod correcting;
pub mod correction_dialog;
mod corrections_view;
mod desk;
pub mod dialogs;
mod documents;
mod drafting;
mod drawing;
mod encoding;
mod environment;
mod glances;
mod help;
pub mod hover_card;
pub mod import_dialog;
mod keeping;
mod layout;
mod limits_dialog;
mod list_keys;
pub mod markdown;
mod marking;
pub mod menu;
pub mod notes_dialogs;
pub mod notices;
pub mod painter;
pub mod palette;
pub mod panels;
pub mod path_field;
pub mod picture;
mod proportions;
pub mod scene_painter;
pub mod search_dialog;
pub mod status;
pub mod tags;
pub mod take_away;
pub mod theme;
pub mod tokens;
mod walking;
pub mod window;
pub mod work_done;

/// Words from an article as they may be shown: line ends become spaces, control characters and
/// characters that turn the reading direction become a visible mark.
pub fn shown_text(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => {
                '\u{FFFD}'
            }
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}
