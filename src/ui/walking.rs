//! Walking through documents, mentions and findings from the keyboard.

use std::sync::Arc;

use super::app::{ChartsTab, RangebookApp};
use super::panels::reader::ReaderGlance;
use crate::check::FindingId;
use crate::extract::MentionId;
use crate::notes::Judgement;
use crate::workspace::{Action, Item};

impl RangebookApp {
    pub(super) fn next_document(&self) -> Option<Action> {
        let documents = self.workspace.documents();
        let at = documents
            .iter()
            .position(|open| Some(open.document.id) == self.active_id())?;
        let next = documents.get((at + 1) % documents.len())?;
        Some(Action::Show(next.document.id))
    }

    /// The mention after (or before) the selected one, or after the first visible word.
    pub(super) fn neighbour_mention(&self, forward: bool) -> Option<Action> {
        let open = self.workspace.active()?;
        let id = open.document.id;
        let extraction = Arc::clone(open.derived.extraction.as_ref()?);
        let hidden = &self.workspace.settings().hidden_kinds;
        let from = match self.workspace.selection().selected() {
            Some(Item::Mention(document, mention)) if *document == id => extraction
                .mention(*mention)
                .map(|mention| mention.span.start()),
            _ => None,
        };
        // After a dismissal the walk goes on where the mention stood.
        let from = from.or_else(|| self.glances.correcting.place_in(id));
        let first_visible = self
            .glances
            .readers
            .get(&id)
            .map(ReaderGlance::first_visible_offset);
        let mut shown = extraction
            .mentions
            .iter()
            .zip(0u32..)
            .filter(|(mention, _)| !hidden.contains(&mention.kind()));
        let found = match (from, forward) {
            (Some(from), true) => shown.find(|(mention, _)| mention.span.start() > from),
            (Some(from), false) => shown
                .filter(|(mention, _)| mention.span.start() < from)
                .last(),
            (None, _) => {
                let from = first_visible.unwrap_or(0);
                shown.find(|(mention, _)| mention.span.start() >= from)
            }
        };
        found.map(|(_, at)| Action::Select(Some(Item::Mention(id, MentionId(at)))))
    }

    /// The finding after (or before) the selected one in the order of the tab, which is shown.
    pub(super) fn neighbour_finding(&mut self, forward: bool) -> Option<Action> {
        self.glances.charts_tab = ChartsTab::Figures;
        let open = self.workspace.active()?;
        let checked = open.derived.checked.as_ref()?;
        let order = self.glances.findings.order(checked, &self.links.judged);
        let selected = self.selected_finding();
        let at = selected.and_then(|id| order.iter().position(|it| *it == id));
        let next = match (at, forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
            (None, true) => 0,
            (None, false) => order.len().checked_sub(1)?,
        };
        let id: FindingId = *order.get(next)?;
        let item = Item::Finding(open.document.id, id);
        Some(Action::Select(Some(item)))
    }

    /// What says so of the selected finding.
    pub(super) fn judged(&self, judgement: Judgement) -> Option<Action> {
        let finding = self.selected_finding()?;
        Some(Action::JudgeFinding {
            document: self.active_id()?,
            finding,
            judgement: Some(judgement),
        })
    }

    /// Shows the charts of this name on the right: "both", "spending", "ranges", "map",
    /// "timeline", "figures".
    pub fn show_charts(&mut self, name: &str) {
        self.glances.charts_tab = match name {
            "spending" => ChartsTab::Spending,
            "ranges" => ChartsTab::Ranges,
            "map" => ChartsTab::Map,
            "timeline" => ChartsTab::Timeline,
            "figures" => ChartsTab::Figures,
            _ => ChartsTab::Both,
        };
    }

    /// Selects a finding of the shown document by its place in the tab, counted from 1.
    pub fn select_finding(&mut self, number: u32) {
        for _ in 0..number {
            if let Some(action) = self.neighbour_finding(true) {
                self.apply(action);
            }
        }
    }
}
