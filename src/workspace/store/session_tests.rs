//! What a later start needs comes back, and nonsense is no reason not to start.

use std::path::{Path, PathBuf};

use super::StoredDocument;
use crate::notes::Fingerprint;
use crate::reference::Iso3;
use crate::workspace::store::Store;
use crate::workspace::{Session, SessionDocument, Settings};
use proptest::prelude::*;

fn stored_document(path: &str) -> StoredDocument {
    StoredDocument {
        path: path.into(),
        name: path.to_owned(),
        fingerprint: Fingerprint::of(path.as_bytes()),
        last_opened: jiff::Timestamp::new(1_705_570_200, 500_000_000).unwrap(),
    }
}

#[test]
fn documents_are_remembered_apart_from_their_place_in_the_window() {
    let store = Store::open_in_memory().unwrap();
    let (a, b) = (stored_document("a"), stored_document("b"));
    let session = session_of(&[Some("b"), None, Some("c")]);
    store.remember_document(&b).unwrap();
    store.set_session(&session).unwrap();
    store.remember_document(&a).unwrap();
    let later = StoredDocument {
        fingerprint: Fingerprint::of(b"changed"),
        ..b
    };
    store.remember_document(&later).unwrap();
    assert_eq!(store.documents().unwrap(), [a, later]);
    assert_eq!(store.session().unwrap(), session);
}

fn session_of(paths: &[Option<&str>]) -> Session {
    Session {
        documents: (10..)
            .zip(paths)
            .map(|(offset, path)| SessionDocument {
                path: path.map(PathBuf::from),
                offset,
                countries: if offset % 2 == 0 {
                    ["JPN", "NOR"].into_iter().filter_map(Iso3::parse).collect()
                } else {
                    Vec::new()
                },
            })
            .collect(),
        active: 1,
        recent: vec!["r".into(), "b".into(), "a".into()],
        settings: Settings {
            hidden_kinds: [crate::extract::Kind::Date, crate::extract::Kind::Citation].into(),
            theme: crate::workspace::settings::ThemeChoice::Dark,
            zoom_percent: 150,
            index_year: Some(2010),
            edition: crate::figures::EditionChoice::Then,
            ..Settings::default()
        },
    }
}

#[test]
fn the_session_comes_back_and_replaces_the_one_before() {
    let store = Store::open_in_memory().unwrap();
    assert_eq!(store.session().unwrap(), Session::default());
    for paths in [
        &[Some("z"), None, Some("b"), Some("a")][..],
        &[Some("a"), Some("b")],
        &[],
    ] {
        let session = session_of(paths);
        store.set_session(&session).unwrap();
        assert_eq!(store.session().unwrap(), session);
    }
}

#[test]
fn nonsense_settings_fall_back_to_the_default() {
    let store = Store::open_in_memory().unwrap();
    for key in [
        "active",
        "hidden_kinds",
        "measure",
        "index_year",
        "edition",
        "comparison",
        "theme",
        "zoom_percent",
    ] {
        store.set_setting(key, Some("-1 what?")).unwrap();
    }
    assert_eq!(store.session().unwrap(), Session::default());
    store.set_setting("zoom_percent", Some("0")).unwrap();
    assert_eq!(store.session().unwrap(), Session::default());
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_text_comes_back() {
    use std::os::unix::ffi::OsStrExt as _;
    let store = Store::open_in_memory().unwrap();
    let path = Path::new(std::ffi::OsStr::from_bytes(b"/tmp/\xff.txt"));
    let stored = StoredDocument {
        path: path.to_owned(),
        ..stored_document("x")
    };
    store.remember_document(&stored).unwrap();
    assert_eq!(store.documents().unwrap(), [stored]);
    let mut session = Session::default();
    session.recent.push(path.to_owned());
    store.set_session(&session).unwrap();
    assert_eq!(store.session().unwrap(), session);
}

#[test]
fn settings_are_kept_and_removed() {
    let store = Store::open_in_memory().unwrap();
    assert_eq!(store.setting("theme").unwrap(), None);
    for value in ["dark", "", "light"] {
        store.set_setting("theme", Some(value)).unwrap();
        assert_eq!(store.setting("theme").unwrap().as_deref(), Some(value));
    }
    store.set_setting("theme", None).unwrap();
    assert_eq!(store.setting("theme").unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn settings_hold_any_text(key in crate::notes::any_note::hostile_text(), value in crate::notes::any_note::hostile_text()) {
        let store = Store::open_in_memory().unwrap();
        store.set_setting(&key, Some(&value)).unwrap();
        prop_assert_eq!(store.setting(&key).unwrap(), Some(value));
    }
}
