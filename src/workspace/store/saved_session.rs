//! The session as it lies in the file: one setting, in JSON, so that a field a later version adds
//! does not stop an earlier one.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Store, StoreError};
use crate::extract::Kind;
use crate::reference::Measure;
use crate::workspace::settings::{Comparison, Settings, ThemeChoice};
use crate::workspace::{Session, SessionDocument};

/// Name of the setting.
const KEY: &str = "session";

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct SessionRow {
    documents: Vec<DocumentRow>,
    active: usize,
    recent: Vec<PathBuf>,
    hidden_kinds: Vec<String>,
    measure: String,
    comparison: String,
    theme: String,
    zoom_percent: Option<u16>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct DocumentRow {
    /// Absent for the sample article.
    path: Option<PathBuf>,
    offset: usize,
}

impl Store {
    /// What the last window remembered. A session that cannot be read (of a later version, say) is
    /// an empty one: it holds no notes, and the window must open.
    pub fn session(&self) -> Result<Session, StoreError> {
        let row = self.setting(KEY)?;
        let row: Option<SessionRow> = row.and_then(|json| serde_json::from_str(&json).ok());
        Ok(row.map(Session::from).unwrap_or_default())
    }

    /// Remembers a session for the next start.
    pub fn set_session(&self, session: &Session) -> Result<(), StoreError> {
        // Only a path that is not UTF-8 cannot be written as JSON; the rest is worth keeping.
        let row = SessionRow::from(session);
        let json = serde_json::to_string(&row).ok();
        json.map_or(Ok(()), |json| self.set_setting(KEY, Some(&json)))
    }
}

impl From<&Session> for SessionRow {
    fn from(session: &Session) -> Self {
        let is_writable = |path: &PathBuf| path.to_str().is_some();
        let settings = &session.settings;
        Self {
            documents: session
                .documents
                .iter()
                .filter(|document| document.path.as_ref().is_none_or(is_writable))
                .map(|document| DocumentRow { path: document.path.clone(), offset: document.offset })
                .collect(),
            active: session.active,
            recent: session.recent.iter().filter(|path| is_writable(path)).cloned().collect(),
            hidden_kinds: settings.hidden_kinds.iter().map(|kind| kind.code().to_owned()).collect(),
            measure: settings.measure.code().to_owned(),
            comparison: settings.comparison.code().to_owned(),
            theme: settings.theme.code().to_owned(),
            zoom_percent: Some(settings.zoom_percent),
        }
    }
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        let usual = Settings::default();
        Self {
            documents: row
                .documents
                .into_iter()
                .map(|document| SessionDocument { path: document.path, offset: document.offset })
                .collect(),
            active: row.active,
            recent: row.recent,
            settings: Settings {
                hidden_kinds: row.hidden_kinds.iter().filter_map(|code| Kind::parse(code)).collect(),
                measure: Measure::parse(&row.measure).unwrap_or(usual.measure),
                comparison: Comparison::parse(&row.comparison).unwrap_or(usual.comparison),
                theme: ThemeChoice::parse(&row.theme).unwrap_or(usual.theme),
                zoom_percent: row.zoom_percent.unwrap_or(usual.zoom_percent).clamp(50, 300),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_remembered_comes_back() {
        let store = Store::open_in_memory().unwrap();
        assert_eq!(store.session().unwrap(), Session::default());
        let session = Session {
            documents: vec![
                SessionDocument { path: None, offset: 7 },
                SessionDocument { path: Some(PathBuf::from("/a b/ü.txt")), offset: 99 },
            ],
            active: 1,
            recent: vec![PathBuf::from("/a b/ü.txt")],
            settings: Settings {
                hidden_kinds: [Kind::Date, Kind::Citation].into(),
                measure: Measure::PctGdp,
                comparison: Comparison::DocumentOnly,
                theme: ThemeChoice::Dark,
                zoom_percent: 130,
            },
        };
        store.set_session(&session).unwrap();
        assert_eq!(store.session().unwrap(), session);
    }

    #[test]
    fn a_session_of_another_version_is_no_reason_not_to_open() {
        let store = Store::open_in_memory().unwrap();
        store.set_setting(KEY, Some("{\"documents\":[{\"offset\":3,\"page\":4}],\"theme\":\"sepia\"}")).unwrap();
        let session = store.session().unwrap();
        assert_eq!(session.documents, [SessionDocument { path: None, offset: 3 }]);
        assert_eq!(session.settings, Settings::default());
        store.set_setting(KEY, Some("not json")).unwrap();
        assert_eq!(store.session().unwrap(), Session::default());
    }
}
