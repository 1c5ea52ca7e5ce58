//! What each command is called and what it does, in the words of menus and the palette.

use super::Command;

impl Command {
    #[expect(clippy::too_many_lines, reason = "a table, one line a command")]
    pub(super) const fn words(self) -> (&'static str, &'static str) {
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
            Self::ExportNotes => ("Export notes as CSV…", "Write the listed notes to a table"),
            Self::ExportNotesPath => (
                "Export notes to path…",
                "Type the path of the file to write the notes to",
            ),
            Self::ExportJsonLd => (
                "Export notes as JSON-LD…",
                "Write the listed notes as W3C web annotations, which are read back without loss",
            ),
            Self::ExportReport => (
                "Export notes as a report…",
                "Write the listed notes with their quotes in Markdown",
            ),
            Self::ExportProject => (
                "Export notes as a REFI-QDA project…",
                "Write the listed notes for programs of qualitative analysis",
            ),
            Self::ImportNotes => (
                "Import notes…",
                "Look at what a CSV or JSON-LD file of notes would bring, then take it in",
            ),
            Self::ImportNotesPath => (
                "Import notes from path…",
                "Type or paste the path of a file of notes",
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
            Self::CopyAddress => (
                "Copy addresses of links",
                "Copy where the selected words lead, an address a line; nothing is followed",
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
            Self::NoteOnDocument => (
                "Add note on the document…",
                "Make a note on the shown document as a whole",
            ),
            Self::NoteHistory => (
                "Earlier versions of the note…",
                "See what the selected note said before, and restore it",
            ),
            Self::Bin => ("Bin…", "See deleted notes, and take them out again"),
            Self::LostNotes => (
                "Notes without a place",
                "List the notes whose passage is gone, to attach them again",
            ),
            Self::SearchAll => (
                "Search documents and notes…",
                "Find words in open documents, their names and figures, and all notes",
            ),
            Self::TagShown => ("Tag shown notes…", "Give all listed notes a tag"),
            Self::UntagShown => (
                "Take a tag off shown notes…",
                "Take a tag off all listed notes",
            ),
            Self::DoneShown => ("Mark shown notes as done", "Mark all listed notes as done"),
            Self::DeleteShown => (
                "Delete shown notes",
                "Put all listed notes into the bin; undo brings them back",
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
}
