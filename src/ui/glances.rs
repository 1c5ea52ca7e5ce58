//! What the panels remember between frames; losing it costs nothing.

use std::path::PathBuf;

use jiff::Timestamp;

use super::app::ChartsTab;
use super::correcting::CorrectingGlance;
use super::desk::DeskGlance;
use super::dialogs::OpenDialog;
use super::help::Help;
use super::palette::Palette;
use super::panels::composer::Draft;
use super::panels::findings::FindingsGlance;
use super::panels::map::MapGlance;
use super::panels::notes::NotesGlance;
use super::panels::ranges::RangesGlance;
use super::panels::reader::ReaderGlance;
use super::panels::sidebar::SidebarGlance;
use super::panels::spending::SpendingGlance;
use super::panels::timeline::TimelineGlance;
use super::path_field::PathField;
use super::proportions::Proportions;
use super::take_away::Copying;
use crate::document::{DocumentId, FileStamp};
use crate::extract::MentionId;
use crate::workspace::{Generation, Workspace};

/// What the panels remember between frames; losing it costs nothing.
pub(super) struct Glances {
    pub(super) readers: std::collections::BTreeMap<DocumentId, ReaderGlance>,
    // The state of the workspace for which only open documents are remembered.
    pruned: Option<Generation>,
    pub(super) sidebar: SidebarGlance,
    pub(super) notes: NotesGlance,
    pub(super) spending: SpendingGlance,
    pub(super) ranges: RangesGlance,
    pub(super) findings: FindingsGlance,
    pub(super) map: MapGlance,
    pub(super) timeline: TimelineGlance,
    pub(super) draft: Option<Draft>,
    pub(super) correcting: CorrectingGlance,
    pub(super) desk: DeskGlance,
    pub(super) charts_tab: ChartsTab,
    pub(super) proportions: Proportions,
    pub(super) sidebar_shown: bool,
    pub(super) notes_shown: bool,
    pub(super) go_to: Option<usize>,
    // What was last written or explained under the article, and in how many more frames its passage
    // is brought into view.
    pub(super) under: (Under, u8),
    pub(super) palette: Option<Palette>,
    pub(super) path_field: Option<PathField>,
    pub(super) dialog: Option<OpenDialog>,
    pub(super) copying: Option<Copying>,
    pub(super) help: Option<Help>,
    pub(super) leaves_anyway: bool,
    /// Limits being changed.
    pub(super) limits: Option<crate::document::limits::Limits>,
    pub(super) drafts_made: u64,
    // A file of an open document has changed and is to be looked at.
    pub(super) files_changed: bool,
    // Which files are watched, and of which state of the workspace.
    pub(super) watched: Option<Generation>,
    pub(super) watched_files: Vec<(PathBuf, Option<FileStamp>)>,
    // When an automatic copy of the workspace was last asked for.
    pub(super) copy_asked: Option<Timestamp>,
}

/// What takes room under the article, and is about a passage of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Under {
    /// The note being written, by its serial.
    pub(super) draft: Option<u64>,
    /// The mention that is explained.
    pub(super) explained: Option<MentionId>,
}

impl Glances {
    /// Whether something lies over the window and has the keys.
    pub(super) const fn has_overlay(&self) -> bool {
        self.palette.is_some()
            || self.path_field.is_some()
            || self.help.is_some()
            || self.limits.is_some()
            || self.correcting.has_overlay()
    }

    /// Forgets what is of closed documents, so that their text is freed.
    pub(super) fn forget_closed(&mut self, workspace: &Workspace) {
        let now = Some(workspace.generation());
        if self.pruned == now {
            return;
        }
        self.pruned = now;
        self.readers
            .retain(|id, _| workspace.document(*id).is_some());
        self.sidebar.forget_closed(workspace);
    }

    /// Whether a note is being typed.
    pub(super) fn draft_has_focus(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::has_focus)
    }
}

impl Default for Glances {
    fn default() -> Self {
        Self {
            readers: std::collections::BTreeMap::new(),
            pruned: None,
            sidebar: SidebarGlance::default(),
            notes: NotesGlance::default(),
            spending: SpendingGlance::default(),
            ranges: RangesGlance::default(),
            findings: FindingsGlance::default(),
            map: MapGlance::default(),
            timeline: TimelineGlance::default(),
            draft: None,
            correcting: CorrectingGlance::default(),
            desk: DeskGlance::default(),
            charts_tab: ChartsTab::Both,
            proportions: Proportions::default(),
            sidebar_shown: true,
            notes_shown: true,
            go_to: None,
            under: (Under::default(), 0),
            palette: None,
            path_field: None,
            dialog: None,
            copying: None,
            help: None,
            leaves_anyway: false,
            limits: None,
            drafts_made: 0,
            files_changed: false,
            watched: None,
            watched_files: Vec::new(),
            copy_asked: None,
        }
    }
}
