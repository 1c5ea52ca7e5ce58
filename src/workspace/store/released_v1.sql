-- A workspace of the first released format (1), with a note, a document and a setting.
-- Copied, never made by the program of today.
PRAGMA application_id = 0x526e6762;
PRAGMA user_version = 1;

CREATE TABLE notes (
    id              TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    document        TEXT NOT NULL,
    document_sha256 TEXT CHECK (length(document_sha256) = 64),
    kind            TEXT NOT NULL DEFAULT '',
    quote           TEXT NOT NULL DEFAULT '',
    value           TEXT NOT NULL DEFAULT '',
    unit            TEXT NOT NULL DEFAULT '',
    start_byte      INTEGER CHECK (start_byte >= 0),
    end_byte        INTEGER CHECK (end_byte >= 0),
    start_char      INTEGER CHECK (start_char >= 0),
    end_char        INTEGER CHECK (end_char >= 0),
    prefix          TEXT NOT NULL DEFAULT '',
    suffix          TEXT NOT NULL DEFAULT '',
    note            TEXT NOT NULL DEFAULT '',
    colour          TEXT NOT NULL DEFAULT '',
    author          TEXT NOT NULL DEFAULT '',
    created         TEXT NOT NULL CHECK (created GLOB '*T*Z'),
    modified        TEXT NOT NULL CHECK (modified GLOB '*T*Z'),
    finding         TEXT NOT NULL DEFAULT '',
    verdict         TEXT NOT NULL DEFAULT '',
    detail          TEXT NOT NULL DEFAULT '',
    source          TEXT NOT NULL DEFAULT '',
    CHECK ((start_byte IS NULL) = (end_byte IS NULL)
       AND (start_byte IS NULL) = (start_char IS NULL)
       AND (start_byte IS NULL) = (end_char IS NULL))
) STRICT;

CREATE TABLE note_tags (
    note_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    place   INTEGER NOT NULL,
    tag     TEXT NOT NULL,
    PRIMARY KEY (note_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_tags_by_tag ON note_tags (tag);

-- A path is text, or a blob of its bytes where a file system allows names that are not text. The
-- empty path is the sample article. `place` is the order of the open documents, `recent` that of
-- the files opened lately; both are empty for the others.
CREATE TABLE documents (
    path         ANY NOT NULL PRIMARY KEY,
    name         TEXT,
    sha256       TEXT CHECK (length(sha256) = 64),
    last_opened  TEXT CHECK (last_opened GLOB '*T*Z'),
    reading_byte INTEGER NOT NULL DEFAULT 0 CHECK (reading_byte >= 0),
    place        INTEGER CHECK (place >= 0),
    recent       INTEGER CHECK (recent >= 0)
) STRICT;

CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO notes (id, document, document_sha256, kind, quote, value, unit, start_byte, end_byte,
    start_char, end_char, prefix, suffix, note, author, created, modified)
VALUES ('9d2f1c9e-0f6a-4f6e-8a39-0c6b6f0d2a11', 'japan.md',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'money',
    '68 billion dollars', '68000000000', 'USD', 10, 28, 10, 28, 'yen (', ')', 'Which rate?',
    'reader', '2024-02-01T09:00:00Z', '2024-02-01T09:00:00Z');
INSERT INTO note_tags VALUES ('9d2f1c9e-0f6a-4f6e-8a39-0c6b6f0d2a11', 0, 'pledge');
INSERT INTO note_tags VALUES ('9d2f1c9e-0f6a-4f6e-8a39-0c6b6f0d2a11', 1, 'check');
INSERT INTO documents (path, reading_byte, place) VALUES ('japan.md', 40, 0);
INSERT INTO settings VALUES ('zoom_percent', '120');
