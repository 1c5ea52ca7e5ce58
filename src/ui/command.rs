//! Everything that can be done from menus, the palette and the keyboard: one list gives label, hint,
//! shortcut, and when it makes sense.

mod words;

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
    /// The same as web annotations.
    ExportJsonLd,
    /// The same as a report to read.
    ExportReport,
    /// The same as a project for programs of qualitative analysis.
    ExportProject,
    /// Asks for a file of notes to take in.
    ImportNotes,
    /// The same by its path in words.
    ImportNotesPath,
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
    /// Copies where the selected words lead.
    CopyAddress,
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
    /// Makes a note on the shown document as a whole.
    NoteOnDocument,
    /// Lists what the selected note said before.
    NoteHistory,
    /// Lists deleted notes.
    Bin,
    /// Lists the notes whose passage is gone.
    LostNotes,
    /// Looks for words in documents and notes.
    SearchAll,
    /// Asks for a tag for all shown notes.
    TagShown,
    /// Asks for a tag to take off all shown notes.
    UntagShown,
    /// Marks all shown notes as done.
    DoneShown,
    /// Deletes all shown notes.
    DeleteShown,
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
    /// Shows spending and ranges.
    ShowBoth,
    /// Shows spending alone.
    ShowSpending,
    /// Shows ranges alone.
    ShowRanges,
    /// Shows the map.
    ShowMap,
    /// Shows the timeline.
    ShowTimeline,
    /// Shows what agrees and what differs.
    ShowFigures,
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
    /// How many notes there are.
    pub num_notes: usize,
    /// How many of them are listed; these are exported.
    pub num_shown_notes: usize,
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
    pub const ALL: [Self; 80] = [
        Self::Open,
        Self::OpenPath,
        Self::OpenFolder,
        Self::OpenFolderPath,
        Self::OpenSample,
        Self::CloseDocument,
        Self::ExportNotes,
        Self::ExportNotesPath,
        Self::ExportJsonLd,
        Self::ExportReport,
        Self::ExportProject,
        Self::ImportNotes,
        Self::ImportNotesPath,
        Self::ImportData,
        Self::ImportDataPath,
        Self::CopySpendingChart,
        Self::SaveSpendingChart,
        Self::CopyRangesChart,
        Self::SaveRangesChart,
        Self::NewWorkspace,
        Self::OpenWorkspace,
        Self::SaveCopy,
        Self::CopyAddress,
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
        Self::NoteOnDocument,
        Self::NoteHistory,
        Self::Bin,
        Self::LostNotes,
        Self::SearchAll,
        Self::TagShown,
        Self::UntagShown,
        Self::DoneShown,
        Self::DeleteShown,
        Self::ExplainMention,
        Self::DismissHere,
        Self::DismissInDocument,
        Self::DismissEverywhere,
        Self::ChangeMention,
        Self::MergeMention,
        Self::MarkName,
        Self::Corrections,
        Self::DrawOnMap,
        Self::ShowBoth,
        Self::ShowSpending,
        Self::ShowRanges,
        Self::ShowMap,
        Self::ShowTimeline,
        Self::ShowFigures,
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

    /// Its keys in words, as menus, palette and help give them: with the one that does
    /// the same while reading or in the table of notes.
    pub fn keys(self, words: impl Fn(&KeyboardShortcut) -> String) -> Option<String> {
        let keys = words(&self.shortcut()?);
        Some(match self {
            Self::AddNote => format!("{keys} or N"),
            Self::DeleteNote => format!("{keys} or Delete"),
            _ => keys,
        })
    }

    /// From the keyboard; `None` where there is none.
    pub const fn shortcut(self) -> Option<KeyboardShortcut> {
        const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let (modifiers, key) = match self {
            Self::Open => (Modifiers::COMMAND, Key::O),
            Self::OpenPath => (CTRL_SHIFT, Key::O),
            Self::OpenFolder => (Modifiers::COMMAND.plus(Modifiers::ALT), Key::O),
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
            Self::SearchAll => (CTRL_SHIFT, Key::F),
            Self::AttachNote => (CTRL_SHIFT, Key::A),
            Self::NoteOnDocument => (CTRL_SHIFT, Key::N),
            Self::NoteHistory => (CTRL_SHIFT, Key::H),
            Self::DeleteNote => (CTRL_SHIFT, Key::Delete),
            Self::ShowBoth => (Modifiers::COMMAND, Key::Num1),
            Self::ShowSpending => (Modifiers::COMMAND, Key::Num2),
            Self::ShowRanges => (Modifiers::COMMAND, Key::Num3),
            Self::ShowMap => (Modifiers::COMMAND, Key::Num4),
            Self::ShowTimeline => (Modifiers::COMMAND, Key::Num5),
            Self::ShowFigures => (Modifiers::COMMAND, Key::Num6),
            _ => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Whether it makes sense now.
    pub const fn is_enabled(self, env: &Environment) -> bool {
        match self {
            Self::CloseDocument
            | Self::NoteOnDocument
            | Self::Find
            | Self::NextMention
            | Self::PreviousMention
            | Self::NextFinding
            | Self::PreviousFinding
            | Self::ExplainMention
            | Self::ShowBoth
            | Self::ShowSpending
            | Self::ShowRanges
            | Self::ShowMap
            | Self::ShowTimeline
            | Self::ShowFigures => env.has_document,
            Self::CopySpendingChart
            | Self::SaveSpendingChart
            | Self::CopyRangesChart
            | Self::SaveRangesChart => env.has_charts,
            Self::DismissHere => env.has_mention,
            Self::DismissInDocument | Self::DismissEverywhere => env.has_name,
            Self::ChangeMention => env.has_name || env.has_text_selection,
            Self::ConfirmFinding | Self::RejectFinding => env.has_finding,
            Self::MergeMention => env.can_merge,
            Self::DrawOnMap => env.can_map,
            Self::NextDocument => env.has_many_documents,
            Self::ExportNotes
            | Self::ExportNotesPath
            | Self::ExportJsonLd
            | Self::ExportReport
            | Self::ExportProject
            | Self::TagShown
            | Self::UntagShown
            | Self::DoneShown
            | Self::DeleteShown => env.num_shown_notes > 0,
            Self::LostNotes => env.num_notes > 0,
            Self::Undo => env.can_undo,
            Self::Redo => env.can_redo,
            Self::Copy | Self::MarkName => env.has_text_selection,
            Self::AddNote => env.can_note,
            Self::EditNote | Self::DeleteNote | Self::ToggleDone | Self::NoteHistory => {
                env.has_selected_note
            }
            Self::CopyAddress => env.has_text_selection || env.has_selection,
            Self::CopyCitation => env.has_selected_note || env.has_text_selection,
            Self::AttachNote => env.can_attach,
            Self::GoBack => env.can_go_back,
            Self::GoForward => env.can_go_forward,
            Self::ClearSelection => env.has_selection,
            _ => true,
        }
    }

    /// What is told when its keys are pressed while it makes no sense: what to do first.
    pub const fn needs(self) -> Option<&'static str> {
        Some(match self {
            Self::ConfirmFinding | Self::RejectFinding => {
                "Select a finding first: F7 goes to the next"
            }
            Self::DismissHere
            | Self::DismissInDocument
            | Self::ChangeMention
            | Self::MergeMention => "Select a mention first: click it, or press F8",
            Self::MarkName => "Select words in the article first",
            Self::DrawOnMap => "Select a missile, a distance or a place first",
            Self::EditNote | Self::DeleteNote | Self::ToggleDone | Self::NoteHistory => {
                "Select a note first"
            }
            Self::AddNote => "Select words, a mention or a mark on a chart first",
            _ => return None,
        })
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
                | Self::DeleteNote
                | Self::NoteHistory
                | Self::AttachNote
                | Self::NoteOnDocument
        )
    }
}

/// Notes that would go out: "1 note", "12 of 40 notes".
pub fn count_of_notes(num: usize, all: usize) -> String {
    match (num, all) {
        (1, 1) => "1 note".to_owned(),
        (num, all) if num == all => format!("{num} notes"),
        (num, all) => format!("{num} of {all} notes"),
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
    fn both_keys_of_a_note_are_said() {
        let keys =
            Command::AddNote.keys(|it| it.format(&eframe::egui::ModifierNames::NAMES, false));
        assert_eq!(keys.as_deref(), Some("Ctrl+M or N"));
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
