//! Walking through documents, mentions and findings from the keyboard.

use std::sync::Arc;

use super::app::{ChartsTab, RangebookApp};
use super::panels::reader::ReaderGlance;
use crate::check::FindingId;
use crate::extract::MentionId;
use crate::notes::Judgement;
use crate::reference::Iso3;
use crate::text::Span;
use crate::workspace::{Action, Item, OpenDocument};

/// A place in the text to walk from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    /// What stands at this byte was seen already.
    Behind(usize),
    /// What stands there comes next.
    Here(usize),
}

impl RangebookApp {
    pub(super) fn next_document(&self) -> Option<Action> {
        let documents = self.workspace.documents();
        let at = documents
            .iter()
            .position(|open| Some(open.document.id) == self.active_id())?;
        let next = documents.get((at + 1) % documents.len())?;
        Some(Action::Show(next.document.id))
    }

    /// The mention after (or before) the place where the reader is at work.
    pub(super) fn neighbour_mention(&self, forward: bool) -> Option<Action> {
        let open = self.workspace.active()?;
        let id = open.document.id;
        let extraction = Arc::clone(open.derived.extraction.as_ref()?);
        let hidden = &self.workspace.settings().hidden_kinds;
        let from = self.walks_from(open);
        let mut shown = extraction
            .mentions
            .iter()
            .zip(0u32..)
            .filter(|(mention, _)| !hidden.contains(&mention.kind()));
        let found = match (from, forward) {
            (From::Behind(at), true) => shown.find(|(mention, _)| mention.span.start() > at),
            (From::Here(at), true) => shown.find(|(mention, _)| mention.span.end() > at),
            (From::Behind(at) | From::Here(at), false) => shown
                .take_while(|(mention, _)| mention.span.start() < at)
                .last(),
        };
        found.map(|(_, at)| Action::Select(Some(Item::Mention(id, MentionId(at)))))
    }

    /// Where walking starts: at what was found or marked last, at the selected passage, where a mention
    /// was dismissed, or at the first visible word.
    fn walks_from(&self, open: &OpenDocument) -> From {
        let id = open.document.id;
        let reader = self.glances.readers.get(&id);
        if let Some(found) = reader.and_then(|it| it.found(&open.document.text)) {
            return From::Here(found.start());
        }
        let visible = reader.map_or(0, ReaderGlance::first_visible_offset);
        let passage = self.links.selected.first.map(Span::start);
        match self.workspace.selection().selected() {
            Some(Item::Mention(of, _) | Item::Claim(of, _) | Item::Finding(of, _)) if *of == id => {
                if let Some(at) = passage {
                    return From::Behind(at);
                }
            }
            Some(Item::Note(note)) => {
                let home = self.workspace.notes().get(*note);
                let home = home.and_then(|it| self.workspace.document_of_note(it));
                if let (Some(at), true) = (passage, home.is_some_and(|it| it.document.id == id)) {
                    return From::Behind(at);
                }
            }
            // The first of a name's many passages counts as long as it has not been scrolled away.
            Some(Item::Country(_) | Item::Weapon(_) | Item::Observation(_)) => {
                if let Some(at) = passage.filter(|at| *at >= visible) {
                    return From::Behind(at);
                }
            }
            _ => {}
        }
        let marked = reader.and_then(ReaderGlance::selection_span);
        if let Some(span) = marked.filter(|it| !it.is_empty()) {
            return From::Here(span.start());
        }
        // After a dismissal the walk goes on where the mention stood.
        match self.glances.correcting.place_in(id) {
            Some(at) => From::Behind(at),
            None => From::Here(visible),
        }
    }

    /// The finding after (or before) the selected one in the order of the tab, which is shown.
    pub(super) fn neighbour_finding(&mut self, forward: bool) -> Option<Action> {
        self.glances.charts_tab = ChartsTab::Figures;
        let open = self.workspace.active()?;
        let checked = open.derived.checked.as_ref()?;
        self.glances.findings.turn_to(open.document.id);
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

    /// Draws a country beside those of the spending chart, and shows it.
    pub(super) fn add_to_chart(&mut self, iso3: Iso3, actions: &mut Vec<Action>) {
        let Some(open) = self.workspace.active() else {
            return;
        };
        let Some(figures) = &open.derived.figures else {
            return;
        };
        let drawn = figures.spending.series.iter().map(|it| it.iso3);
        let countries = drawn.filter(|it| *it != iso3).chain([iso3]).collect();
        actions.push(Action::CompareCountries {
            document: open.document.id,
            countries,
        });
        actions.push(Action::Select(Some(Item::Country(iso3))));
        if self.glances.charts_tab != ChartsTab::Both {
            self.glances.charts_tab = ChartsTab::Spending;
        }
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
