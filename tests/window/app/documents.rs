//! Documents in the window: many at once, read again when they change or in another encoding, and the
//! marks of notes as links.

use super::*;

/// In place of what was there.
pub(super) fn put(path: &Path, bytes: &[u8]) {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    let options = options.write(true).create(true).truncate(true);
    options.open(path).unwrap().write_all(bytes).unwrap();
}

fn texts(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        put(&path, bytes);
    }
    folder
}

fn with_files(files: &[PathBuf]) -> Harness<'static, RangebookApp> {
    shown(app(Start {
        files: files.to_vec(),
        throwaway: true,
        ..Start::default()
    }))
}

fn text(harness: &Harness<'_, RangebookApp>) -> String {
    let open = harness.state().workspace().active().unwrap();
    open.document.text.to_string()
}

fn names(harness: &Harness<'_, RangebookApp>) -> Vec<String> {
    let documents = harness.state().workspace().documents();
    documents
        .iter()
        .map(|it| it.document.name.clone())
        .collect()
}

#[test]
fn a_folder_opens_all_it_holds_and_names_what_it_skips() {
    let folder = texts(&[
        ("a.txt", b"Japan plans to spend more."),
        ("b.csv", b"Country,2023\nJapan,50.2\n"),
        ("sub/c.md", b"# Title\n\nJapan plans.\n"),
        ("sub/d.png", b"\x89PNG\r\n\x1a\n\0\0"),
        (".hidden", b"words"),
    ]);
    let mut harness = with_files(&[]);
    let path = folder.path().to_owned();
    harness.state_mut().apply(Action::OpenAll(vec![path]));
    harness.run();
    assert_eq!(names(&harness)[1..], ["a.txt", "b.csv", "c.md"]);
    let notices = harness.state().workspace().notices();
    let notice = notices.last().unwrap();
    assert!(
        notice
            .text
            .starts_with("Opened 3 files; 2 files were skipped"),
        "{notice:?}"
    );
    assert!(
        notice
            .details
            .contains("d.png: this looks like a PNG picture")
    );
    assert!(notice.details.contains(".hidden: it is hidden"));
    harness.get_by_label("Arrange documents: as opened");
    let field = harness.get_by_label("Filter documents");
    field.focus();
    field.type_text("sub");
    harness.run();
    assert!(harness.query_by_label("Close c.md").is_some());
    assert!(harness.query_by_label("Close a.txt").is_none());
}

#[test]
fn a_closed_document_leaves_no_text_behind() {
    let folder = texts(&[
        ("a.md", b"# Plans\n\nJapan plans to spend more."),
        ("b.md", b"# More\n\nAustralia plans to spend more."),
    ]);
    let files = ["a.md", "b.md"].map(|name| folder.path().join(name));
    let mut harness = with_files(&files);
    let open = harness.state().workspace().active().unwrap();
    let (id, text) = (
        open.document.id,
        std::sync::Arc::downgrade(&open.document.text),
    );
    harness.state_mut().apply(Action::Close(id));
    harness.state_mut().settle();
    harness.run();
    assert_eq!(names(&harness), ["a.md"]);
    assert_eq!(text.strong_count(), 0);
}

#[test]
fn an_empty_folder_is_said_to_be_empty() {
    let folder = texts(&[]);
    let harness = with_files(&[folder.path().to_owned()]);
    let workspace = harness.state().workspace();
    let notice = workspace.notices().last().unwrap();
    assert_eq!(notice.text, "There is no file in the folder");
    assert!(workspace.active().is_some(), "the window is not left empty");
}

#[test]
fn a_file_that_changes_is_read_again_with_its_notes() {
    let folder = texts(&[(
        "a.txt",
        b"Japan plans to spend more on defence by 2027, the ministry said. Australia agrees with that.",
    )]);
    let path = folder.path().join("a.txt");
    let mut harness = with_files(std::slice::from_ref(&path));
    let id = harness.state().workspace().active().unwrap().document.id;
    let mut add = |words: &str| {
        let app = harness.state_mut();
        let open = app.workspace().active().unwrap();
        let at = open.document.text.find(words).unwrap();
        let span = rangebook::text::Span::new(&open.document.text, at, at + words.len()).unwrap();
        app.apply(Action::AddNote {
            document: id,
            span,
            mention: None,
            finding: None,
            body: rangebook::notes::Body::default(),
        });
        harness.run();
    };
    add("spend more on defence by 2027");
    add("Australia agrees with that");
    put(
        &path,
        "It was said before. Japan plans to spend more on defence by 2027, the ministry said."
            .as_bytes(),
    );
    harness.state_mut().apply(Action::Look);
    harness.run();
    assert!(text(&harness).starts_with("It was said before"));
    let open = harness.state().workspace().active().unwrap();
    assert_eq!(open.document.id, id);
    assert!(open.derived.extraction.is_some(), "read through again");
    let places: Vec<Option<&str>> = open
        .notes
        .iter()
        .map(|(_, place)| Some(place.span()?.slice(&open.document.text)))
        .collect();
    assert_eq!(places, [Some("spend more on defence by 2027"), None]);
    let told = harness.state().workspace().notices().last().unwrap();
    assert!(
        told.text.contains("the passage of one note is gone"),
        "{told:?}"
    );
    std::fs::remove_file(&path).unwrap();
    harness.state_mut().apply(Action::Look);
    harness.run();
    let told = harness.state().workspace().notices().last().unwrap();
    assert!(told.text.contains("moved or deleted"), "{told:?}");
    assert!(text(&harness).starts_with("It was said before"));
}

#[test]
fn a_doubtful_passage_is_asked_about_and_attached_with_one_press() {
    let folder = texts(&[(
        "a.txt",
        b"Japan plans to spend 68 billion dollars on defence by 2027, the ministry said.",
    )]);
    let path = folder.path().join("a.txt");
    let mut harness = with_files(std::slice::from_ref(&path));
    let open = harness.state().workspace().active().unwrap();
    let (document, text) = (open.document.id, open.document.text.clone());
    let at = text.find("68 billion").unwrap();
    let span = rangebook::text::Span::new(&text, at, at + "68 billion dollars".len()).unwrap();
    let body = rangebook::notes::Body {
        text: "which rate?".to_owned(),
        ..Default::default()
    };
    harness.state_mut().apply(Action::AddNote {
        document,
        span,
        mention: None,
        finding: None,
        body,
    });
    harness.run();
    put(
        &path,
        b"Japan plans to spend 86 billion dollars on defence by 2027, the ministry said.",
    );
    harness.state_mut().apply(Action::Look);
    harness.run();
    let asked = "Is this its passage now: \u{201c}86 billion dollars\u{201d}?";
    click(&mut harness, "Notes that are doubtful");
    click(&mut harness, "Note: which rate?");
    harness.get_by_label_contains(asked);
    click(&mut harness, "Yes, attach here");
    assert!(harness.query_by_label_contains(asked).is_none());
    assert!(harness.query_by_label("Notes that are doubtful").is_none());
    let place = |harness: &Harness<'_, RangebookApp>| {
        let open = harness.state().workspace().active().unwrap();
        let (_, place) = open.notes.iter().next().unwrap();
        let span = place.span()?;
        Some(span.slice(&open.document.text).to_owned())
    };
    assert_eq!(place(&harness).as_deref(), Some("86 billion dollars"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(place(&harness), None);
    harness.get_by_label_contains(asked);
}

#[test]
fn the_encoding_is_shown_and_another_can_be_chosen() {
    let folder = texts(&[("a.txt", b"Caf\xe9 and na\xefve words of the ministry")]);
    let mut harness = with_files(&[folder.path().join("a.txt")]);
    assert!(text(&harness).contains("Café"));
    harness.get_by_label("Text encoding: windows-1252");
    let document = harness.state().workspace().active().unwrap().document.id;
    let encoding = rangebook::document::opening::encoding_of("KOI8-R");
    harness
        .state_mut()
        .apply(Action::ReadAs { document, encoding });
    harness.run();
    assert!(text(&harness).contains("CafИ"), "{}", text(&harness));
    harness.get_by_label("Text encoding: KOI8-R");
}

#[test]
fn a_mark_leads_to_its_note_and_back() {
    let article = b"# Title\n\nJapan plans to spend more.[1] It said so.[2]\n\n## References\n\n[1] \xe2\x80\x9cOne\xe2\x80\x9d, AP, 2024.\n[2] \xe2\x80\x9cTwo\xe2\x80\x9d, AP, 2023.\n";
    let folder = texts(&[("a.md", article)]);
    let mut harness = with_files(&[folder.path().join("a.md")]);
    let at = |harness: &Harness<'_, RangebookApp>| {
        let workspace = harness.state().workspace();
        let open = workspace.active().unwrap();
        match workspace.selection().selected() {
            Some(Item::Mention(_, id)) => {
                let extraction = open.derived.extraction.as_ref().unwrap();
                extraction.mention(*id).unwrap().span.start()
            }
            other => panic!("{other:?}"),
        }
    };
    let article = text(&harness);
    harness
        .get_all_by_label("Citation: [2]")
        .next()
        .unwrap()
        .click_accesskit();
    harness.run();
    assert_eq!(at(&harness), article.rfind("[2]").unwrap());
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(at(&harness), article.find("[2]").unwrap());
    harness
        .get_all_by_label("Citation: [1]")
        .last()
        .unwrap()
        .click_accesskit();
    harness.run();
    assert_eq!(at(&harness), article.find("[1]").unwrap());
}

#[test]
fn limits_are_changed_in_a_dialog_and_kept() {
    let mut harness = with_files(&[]);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_label("Search commands and names")
        .type_text("Limits");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.get_by_label("Use these limits");
    click(&mut harness, "As they come");
    click(&mut harness, "Use these limits");
    let limits = harness.state().workspace().settings().limits;
    assert_eq!(limits, rangebook::document::limits::Limits::default());
}
