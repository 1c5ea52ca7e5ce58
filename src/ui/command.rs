//! Everything that can be done from menus, the palette and the keyboard: one list gives label, hint,
//! shortcut, and when it makes sense.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

/// The payload-free sibling of [`crate::workspace::Action`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    /// Asks for a file.
    Open,
    /// Asks for a path in words.
    OpenPath,
    /// Asks for a folder.
    OpenFolder,
    /// Asks for a folder by its path in words.
    OpenFolderPath,
    /// Opens the sample article.
    OpenSample,
    /// Closes the shown document.
    CloseDocument,
    /// Asks where to write the notes.
    ExportNotes,
    /// Asks for a path to write the notes to, in words.
    ExportNotesPath,
    /// Asks for a spending table to import.
    ImportData,
    /// The same by its path in words.
    ImportDataPath,
    /// Puts the spending chart on the clipboard.
    CopySpendingChart,
    /// Asks where to save the spending chart.
    SaveSpendingChart,
    /// Puts the range chart on the clipboard.
    CopyRangesChart,
    /// Asks where to save the range chart.
    SaveRangesChart,
    /// Asks for a new workspace file.
    NewWorkspace,
    /// Asks for a workspace file to open.
    OpenWorkspace,
    /// Asks where to copy the workspace to.
    SaveCopy,
    /// Copies the selected note or words as a citation.
    CopyCitation,
    /// Puts the selected note on the selected words.
    AttachNote,
    /// Marks the selected note as done, or open again.
    ToggleDone,
    /// Ends the program.
    Quit,
    /// Takes the last change of the notes back.
    Undo,
    /// Does it again.
    Redo,
    /// Copies the selected words.
    Copy,
    /// Searches the text.
    Find,
    /// Makes a note on the selection.
    AddNote,
    /// Opens the selected note for changing.
    EditNote,
    /// Deletes the selected note.
    DeleteNote,
    /// Shows or hides why the selected mention is what it is.
    ExplainMention,
    /// The selected mention is none.
    DismissHere,
    /// Nor is any written like it in this document.
    DismissInDocument,
    /// Nor in any document.
    DismissEverywhere,
    /// Asks what the selected mention is.
    ChangeMention,
    /// Asks which name the selected one is the same as.
    MergeMention,
    /// Asks what the selected words name.
    MarkName,
    /// Lists what was said about mentions.
    Corrections,
    /// Draws the selected missile, distance or place on the map.
    DrawOnMap,
    /// Shows the map.
    ShowMap,
    /// Shows the timeline.
    ShowTimeline,
    /// Back to what was selected before.
    GoBack,
    /// Forward again.
    GoForward,
    /// Selects the next mention in the text.
    NextMention,
    /// Selects the mention before.
    PreviousMention,
    /// Selects the next finding.
    NextFinding,
    /// Selects the finding before.
    PreviousFinding,
    /// Says that the selected finding holds.
    ConfirmFinding,
    /// Says that it does not.
    RejectFinding,
    /// Shows the next document.
    NextDocument,
    /// Selects nothing.
    ClearSelection,
    /// Shows or hides the left side.
    ToggleSidebar,
    /// Shows or hides the notes table.
    ToggleNotes,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As it was.
    ZoomReset,
    /// Shows how much a file may ask for, to change it.
    Limits,
    /// Light colours.
    ThemeLight,
    /// Dark colours.
    ThemeDark,
    /// As the system has it.
    ThemeSystem,
    /// Finds a command by name.
    Palette,
    /// Lists the shortcuts.
    Shortcuts,
    /// Version, licence, sources.
    About,
}

/// What commands need to know to say whether they make sense.
#[derive(Clone, Copy, Debug, Default)]
pub struct Environment {
    /// A document is shown.
    pub has_document: bool,
    /// Several are open.
    pub has_many_documents: bool,
    /// Its charts are drawn.
    pub has_charts: bool,
    /// There are notes.
    pub has_notes: bool,
    /// Words or a mention are selected.
    pub can_note: bool,
    /// Words are selected.
    pub has_text_selection: bool,
    /// A note is selected.
    pub has_selected_note: bool,
    /// And words, or a place it was asked about.
    pub can_attach: bool,
    /// A mention of the shown document is selected.
    pub has_mention: bool,
    /// A mention, or a name of the shown document, is selected.
    pub has_name: bool,
    /// The selection has a reach or a position.
    pub can_map: bool,
    /// That is a name and no figure.
    pub can_merge: bool,
    /// A finding of the shown document is selected.
    pub has_finding: bool,
    /// Something is selected.
    pub has_selection: bool,
    /// Something can be taken back.
    pub can_undo: bool,
    /// Something can be done again.
    pub can_redo: bool,
    /// There is a way back.
    pub can_go_back: bool,
    /// There is a way forward.
    pub can_go_forward: bool,
}

impl Command {
    /// Every command, in the order of the palette.
    pub const ALL: [Self; 61] = [
        Self::Open,
        Self::OpenPath,
        Self::OpenFolder,
        Self::OpenFolderPath,
        Self::OpenSample,
        Self::CloseDocument,
        Self::ExportNotes,
        Self::ExportNotesPath,
        Self::ImportData,
        Self::ImportDataPath,
        Self::CopySpendingChart,
        Self::SaveSpendingChart,
        Self::CopyRangesChart,
        Self::SaveRangesChart,
        Self::NewWorkspace,
        Self::OpenWorkspace,
        Self::SaveCopy,
        Self::CopyCitation,
        Self::AttachNote,
        Self::ToggleDone,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Copy,
        Self::Find,
        Self::AddNote,
        Self::EditNote,
        Self::DeleteNote,
        Self::ExplainMention,
        Self::DismissHere,
        Self::DismissInDocument,
        Self::DismissEverywhere,
        Self::ChangeMention,
        Self::MergeMention,
        Self::MarkName,
        Self::Corrections,
        Self::DrawOnMap,
        Self::ShowMap,
        Self::ShowTimeline,
        Self::GoBack,
        Self::GoForward,
        Self::NextMention,
        Self::PreviousMention,
        Self::NextFinding,
        Self::PreviousFinding,
        Self::ConfirmFinding,
        Self::RejectFinding,
        Self::NextDocument,
        Self::ClearSelection,
        Self::ToggleSidebar,
        Self::ToggleNotes,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::ThemeLight,
        Self::ThemeDark,
        Self::ThemeSystem,
        Self::Limits,
        Self::Palette,
        Self::Shortcuts,
        Self::About,
    ];

    /// As in menus.
    pub const fn label(self) -> &'static str {
        self.words().0
    }

    /// What it does, for tool tips and the palette.
    pub const fn hint(self) -> &'static str {
        self.words().1
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("Open…", "Open PDF, Word, web pages, books, tables or text"),
            Self::OpenPath => ("Open path…", "Type or paste the path of a file to open"),
            Self::OpenFolder => (
                "Open folder…",
                "Open every file of a folder and of the folders in it",
            ),
            Self::OpenFolderPath => (
                "Open folder by path…",
                "Type or paste the path of a folder to open",
            ),
            Self::Limits => (
                "Limits for files…",
                "How much memory, time and room a file may ask for when it is opened",
            ),
            Self::OpenSample => (
                "Open the sample article",
                "The article that comes with Rangebook",
            ),
            Self::CloseDocument => ("Close document", "Close the shown document; its notes stay"),
            Self::ExportNotes => ("Export notes as CSV…", "Write all notes to a table"),
            Self::ExportNotesPath => (
                "Export notes to path…",
                "Type the path of the file to write the notes to",
            ),
            Self::ImportData => (
                "Import data…",
                "Use spending figures of SIPRI’s, the World Bank’s, Our World in Data’s or your own CSV",
            ),
            Self::ImportDataPath => (
                "Import data from path…",
                "Type or paste the path of a table to import",
            ),
            Self::CopySpendingChart => (
                "Copy spending chart",
                "Put it on the clipboard as a picture with its sources",
            ),
            Self::SaveSpendingChart => (
                "Save spending chart…",
                "As SVG with real text; the chart’s own menu also has PNG and CSV",
            ),
            Self::CopyRangesChart => (
                "Copy range chart",
                "Put it on the clipboard as a picture with its sources",
            ),
            Self::SaveRangesChart => (
                "Save range chart…",
                "As SVG with real text; the chart’s own menu also has PNG and CSV",
            ),
            Self::NewWorkspace => ("New workspace…", "Keep notes in a new file from now on"),
            Self::OpenWorkspace => ("Open workspace…", "Go over to another file of notes"),
            Self::SaveCopy => (
                "Save a copy of workspace…",
                "Copy all notes and corrections to another file",
            ),
            Self::CopyCitation => (
                "Copy as citation",
                "Copy the selected note’s passage, or the selected words, with where they stand",
            ),
            Self::AttachNote => (
                "Attach note here",
                "Put the selected note on the selected words, or on the place it was asked about",
            ),
            Self::ToggleDone => (
                "Note done or open",
                "Mark the selected note as done, or as open again",
            ),
            Self::Quit => (
                "Quit",
                "Close the window; what is open comes back at the next start",
            ),
            Self::Undo => ("Undo", "Take the last change of notes or mentions back"),
            Self::Redo => ("Redo", "Do it again"),
            Self::Copy => ("Copy", "Copy the selected words"),
            Self::Find => ("Find in text…", "Search the shown document"),
            Self::AddNote => ("Add note…", "Make a note on the selected words or mention"),
            Self::EditNote => ("Edit note…", "Change the selected note"),
            Self::DeleteNote => (
                "Delete note",
                "Delete the selected note; undo brings it back",
            ),
            Self::ExplainMention => (
                "Explain mention",
                "Show or hide why the selected mention is what it is, and what else it might be",
            ),
            Self::DismissHere => (
                "Dismiss mention here",
                "The selected highlight is a mistake; undo brings it back",
            ),
            Self::DismissInDocument => (
                "Dismiss mention in this document",
                "So is every one written like it in this document",
            ),
            Self::DismissEverywhere => (
                "Dismiss mention in every document",
                "So is every one written like it, also in documents opened later",
            ),
            Self::ChangeMention => (
                "Change what it is…",
                "Say what the selected mention is: another kind, name or value",
            ),
            Self::MergeMention => (
                "Same as another name…",
                "Say which name the selected one stands for",
            ),
            Self::MarkName => ("Mark words as a name…", "Say what the selected words are"),
            Self::Corrections => (
                "Corrections…",
                "List what you said about mentions, to take it back",
            ),
            Self::DrawOnMap => (
                "Draw on the map from…",
                "Draw the selected missile or distance as a ring, or from the selected place",
            ),
            Self::ShowMap => ("Map", "Rings of reach and who lies inside"),
            Self::ShowTimeline => (
                "Show timeline",
                "The dates of the document on one axis, with the figures dated so",
            ),
            Self::GoBack => ("Back", "Back to what was selected before"),
            Self::GoForward => ("Forward", "Forward again"),
            Self::NextMention => ("Next mention", "Select the next name or figure in the text"),
            Self::PreviousMention => ("Previous mention", "Select the name or figure before"),
            Self::NextFinding => (
                "Next finding",
                "Show the figures that agree and differ, and select the next",
            ),
            Self::PreviousFinding => ("Previous finding", "Select the finding before"),
            Self::ConfirmFinding => (
                "Confirm finding",
                "The selected finding holds; kept as a note and exported",
            ),
            Self::RejectFinding => (
                "Reject finding",
                "The selected finding does not hold; kept as a note and exported",
            ),
            Self::NextDocument => ("Next document", "Show the next open document"),
            Self::ClearSelection => ("Clear selection", "Select nothing"),
            Self::ToggleSidebar => ("Documents and entities", "Show or hide the left side"),
            Self::ToggleNotes => ("Notes table", "Show or hide the notes"),
            Self::ZoomIn => ("Larger", "Make everything in the window larger"),
            Self::ZoomOut => ("Smaller", "Make everything in the window smaller"),
            Self::ZoomReset => ("Normal size", "Back to 100 %"),
            Self::ThemeLight => ("Light theme", "Dark text on light paper"),
            Self::ThemeDark => ("Dark theme", "Light text on dark paper"),
            Self::ThemeSystem => ("Theme of the system", "Light or dark as the system has it"),
            Self::Palette => (
                "Search commands and names…",
                "Find a command, country, missile or document",
            ),
            Self::Shortcuts => ("Keyboard shortcuts", "List every shortcut"),
            Self::About => (
                "About Rangebook",
                "Version, licence, where the data comes from",
            ),
        }
    }

    /// From the keyboard; `None` where there is none.
    pub const fn shortcut(self) -> Option<KeyboardShortcut> {
        const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let (modifiers, key) = match self {
            Self::Open => (Modifiers::COMMAND, Key::O),
            Self::OpenPath => (CTRL_SHIFT, Key::O),
            Self::OpenFolder => (CTRL_SHIFT, Key::F),
            Self::CloseDocument => (Modifiers::COMMAND, Key::W),
            Self::ExportNotes => (Modifiers::COMMAND, Key::E),
            Self::Quit => (Modifiers::COMMAND, Key::Q),
            Self::Undo => (Modifiers::COMMAND, Key::Z),
            Self::Redo => (CTRL_SHIFT, Key::Z),
            Self::Copy => (Modifiers::COMMAND, Key::C),
            Self::Find => (Modifiers::COMMAND, Key::F),
            Self::AddNote => (Modifiers::COMMAND, Key::M),
            Self::EditNote => (Modifiers::NONE, Key::F2),
            Self::ExplainMention => (Modifiers::COMMAND, Key::I),
            Self::DismissHere => (Modifiers::COMMAND, Key::D),
            Self::DismissInDocument => (CTRL_SHIFT, Key::D),
            Self::ChangeMention => (Modifiers::COMMAND, Key::T),
            Self::MergeMention => (Modifiers::COMMAND, Key::L),
            Self::MarkName => (CTRL_SHIFT, Key::M),
            Self::Corrections => (CTRL_SHIFT, Key::L),
            Self::GoBack => (Modifiers::ALT, Key::ArrowLeft),
            Self::GoForward => (Modifiers::ALT, Key::ArrowRight),
            Self::NextMention => (Modifiers::NONE, Key::F8),
            Self::PreviousMention => (Modifiers::SHIFT, Key::F8),
            Self::NextFinding => (Modifiers::NONE, Key::F7),
            Self::PreviousFinding => (Modifiers::SHIFT, Key::F7),
            Self::ConfirmFinding => (Modifiers::COMMAND, Key::Y),
            Self::RejectFinding => (CTRL_SHIFT, Key::Y),
            Self::NextDocument => (Modifiers::COMMAND, Key::PageDown),
            Self::ToggleSidebar => (Modifiers::COMMAND, Key::B),
            Self::ToggleNotes => (Modifiers::COMMAND, Key::J),
            Self::ZoomIn => (Modifiers::COMMAND, Key::Plus),
            Self::ZoomOut => (Modifiers::COMMAND, Key::Minus),
            Self::ZoomReset => (Modifiers::COMMAND, Key::Num0),
            Self::Palette => (Modifiers::COMMAND, Key::K),
            Self::Shortcuts => (Modifiers::NONE, Key::F1),
            Self::CopyCitation => (CTRL_SHIFT, Key::C),
            Self::ToggleDone => (CTRL_SHIFT, Key::Enter),
            Self::DrawOnMap => (CTRL_SHIFT, Key::R),
            Self::OpenSample
            | Self::OpenFolderPath
            | Self::Limits
            | Self::ShowMap
            | Self::ShowTimeline
            | Self::NewWorkspace
            | Self::OpenWorkspace
            | Self::SaveCopy
            | Self::AttachNote
            | Self::ExportNotesPath
            | Self::ImportData
            | Self::ImportDataPath
            | Self::CopySpendingChart
            | Self::SaveSpendingChart
            | Self::CopyRangesChart
            | Self::SaveRangesChart
            | Self::DeleteNote
            | Self::DismissEverywhere
            | Self::ClearSelection
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ThemeSystem
            | Self::About => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Whether it makes sense now.
    pub const fn is_enabled(self, env: &Environment) -> bool {
        match self {
            Self::CloseDocument
            | Self::Find
            | Self::NextMention
            | Self::PreviousMention
            | Self::NextFinding
            | Self::PreviousFinding
            | Self::ExplainMention
            | Self::ShowMap
            | Self::ShowTimeline => env.has_document,
            Self::CopySpendingChart
            | Self::SaveSpendingChart
            | Self::CopyRangesChart
            | Self::SaveRangesChart => env.has_charts,
            Self::DismissHere => env.has_mention,
            Self::DismissInDocument | Self::DismissEverywhere | Self::ChangeMention => env.has_name,
            Self::ConfirmFinding | Self::RejectFinding => env.has_finding,
            Self::MergeMention => env.can_merge,
            Self::DrawOnMap => env.can_map,
            Self::NextDocument => env.has_many_documents,
            Self::ExportNotes | Self::ExportNotesPath => env.has_notes,
            Self::Undo => env.can_undo,
            Self::Redo => env.can_redo,
            Self::Copy | Self::MarkName => env.has_text_selection,
            Self::AddNote => env.can_note,
            Self::EditNote | Self::DeleteNote | Self::ToggleDone => env.has_selected_note,
            Self::CopyCitation => env.has_selected_note || env.has_text_selection,
            Self::AttachNote => env.can_attach,
            Self::GoBack => env.can_go_back,
            Self::GoForward => env.can_go_forward,
            Self::ClearSelection => env.has_selection,
            _ => true,
        }
    }

    /// Whether the keyboard shortcut is left to a text field that has the focus.
    pub const fn yields_to_text_fields(self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::Copy
                | Self::CopyCitation
                | Self::EditNote
                | Self::AddNote
                | Self::ConfirmFinding
                | Self::RejectFinding
                | Self::DismissHere
                | Self::DismissInDocument
                | Self::ChangeMention
                | Self::MergeMention
                | Self::MarkName
                | Self::DrawOnMap
                | Self::CloseDocument
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_commands_share_a_shortcut_or_a_label() {
        let mut shortcuts = Vec::new();
        let mut labels = BTreeSet::new();
        for command in Command::ALL {
            assert!(labels.insert(command.label()), "{command:?}");
            if let Some(shortcut) = command.shortcut() {
                assert!(!shortcuts.contains(&shortcut), "{command:?}");
                shortcuts.push(shortcut);
            }
        }
    }

    #[test]
    fn the_list_is_whole() {
        let listed: BTreeSet<Command> = Command::ALL.into_iter().collect();
        assert_eq!(listed.len(), Command::ALL.len(), "one is listed twice");
    }

    #[test]
    fn labels_say_when_a_dialog_follows_and_end_without_a_full_stop() {
        for command in Command::ALL {
            assert!(
                !command.label().ends_with('.') && !command.hint().ends_with('.'),
                "{command:?}"
            );
        }
    }
}
