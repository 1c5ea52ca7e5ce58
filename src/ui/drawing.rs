//! From the words to the map: drawing what a selected mention says.

use super::app::{ChartsTab, RangebookApp};
use super::panels::map::{Wanted, ask_of};
use crate::workspace::Item;

impl RangebookApp {
    /// What the map would draw for what is selected.
    pub(super) fn mappable(&self) -> Option<Wanted> {
        let open = self.workspace.active()?;
        if let Some(Item::Weapon(weapon)) = self.workspace.selection().selected() {
            let value = crate::extract::Value::Weapon {
                weapon: Some(weapon.as_str().into()),
            };
            return ask_of(&value, crate::extract::MentionId(0));
        }
        let id = self.selected_mention()?;
        let extraction = open.derived.extraction.as_ref()?;
        ask_of(&extraction.mention(id)?.value, id)
    }

    /// The map is of the document that is read.
    pub(super) fn turn_map(&mut self) {
        if let Some(open) = self.workspace.active() {
            self.glances.map.turn_to(open.document.id);
        }
    }

    /// Shows the map with the selected reach or place, and asks for the other of the two.
    pub(super) fn draw_on_map(&mut self) {
        self.turn_map();
        match self.mappable() {
            Some(Wanted::Reach(reach)) => self.glances.map.draw(reach),
            Some(Wanted::Launch(launch)) => self.glances.map.draw_from(launch),
            None => return,
        }
        self.glances.charts_tab = ChartsTab::Map;
    }

    /// What the map remembers, for tests.
    pub const fn map_glance(&self) -> &super::panels::map::MapGlance {
        &self.glances.map
    }
}
