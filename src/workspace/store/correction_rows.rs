//! Corrections as rows: own conversions, so that the file's shape and the program's types change
//! apart.

use std::path::Path;

use rusqlite::{Connection, Row, Transaction, params};

use super::StoreError;
use crate::extract::retold::YEARS;
use crate::extract::{Change, Kind, Meaning, Retold};
use crate::notes::{Fingerprint, PositionSelector, QuoteSelector, Target};
use crate::reference::Iso3;
use crate::workspace::corrections::By;
use crate::workspace::{Correction, CorrectionId, CorrectionSet, Scope, Subject};

/// Every correction that can be read, and how many cannot.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<(CorrectionSet, usize)> {
    let mut statement = connection.prepare_cached("SELECT * FROM corrections ORDER BY id")?;
    let mut rows = statement.query([])?;
    let (mut found, mut num_unreadable) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        match correction(row) {
            Some(correction) => found.push(correction),
            None => num_unreadable += 1,
        }
    }
    Ok((CorrectionSet::from_corrections(found), num_unreadable))
}

/// Writes a correction whole.
pub(super) fn put(
    transaction: &Transaction<'_>,
    correction: &Correction,
    path: &Path,
) -> Result<(), StoreError> {
    let (scope, document, fingerprint, target) = match &correction.scope {
        Scope::Here(target) => (
            "here",
            target.document.as_str(),
            target.fingerprint,
            Some(target.as_ref()),
        ),
        Scope::Document { name, fingerprint } => ("document", name.as_str(), *fingerprint, None),
        Scope::Everywhere => ("everywhere", "", None, None),
    };
    let at = |get: fn(&PositionSelector) -> u64| {
        let position = target.and_then(|target| target.position.as_ref());
        let offset = position.map(get).map(i64::try_from);
        offset.transpose().ok().ok_or(StoreError::TooLarge {
            what: "an offset past 2⁶³",
            path: path.to_owned(),
        })
    };
    let quote = target
        .map(|target| target.quote.clone())
        .unwrap_or_default();
    let (to_kind, to_entity, to_words) = to_columns(&correction.change);
    let Subject {
        kind,
        by,
        key,
        label,
    } = &correction.subject;
    let row = params![
        correction.id.to_string(),
        scope,
        document,
        fingerprint.map(|fingerprint| fingerprint.to_string()),
        at(|position| position.start_byte)?,
        at(|position| position.end_byte)?,
        at(|position| position.start_char)?,
        at(|position| position.end_char)?,
        quote.exact,
        quote.prefix,
        quote.suffix,
        kind.code(),
        match by {
            By::Spelling => "spelling",
            By::Name => "name",
        },
        key,
        label,
        match correction.change {
            Change::Dismiss => "dismiss",
            Change::Retype(_) | Change::Claim(_) => "retype",
            Change::Merge(_) => "merge",
            Change::Add(_) => "add",
        },
        to_kind,
        to_entity,
        to_words,
        correction.created.to_string(),
    ];
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO corrections (id, scope, document, document_sha256, \
             start_byte, end_byte, start_char, end_char, quote, prefix, suffix, subject_kind, \
             subject_by, subject_key, subject_label, change, to_kind, to_entity, to_words, \
             created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, \
             ?15, ?16, ?17, ?18, ?19, ?20)",
        )
        .and_then(|mut statement| statement.execute(row))
        .map(drop)
        .map_err(|source| StoreError::new(source, path))
}

/// `to_kind` of what is said of a claim; `to_entity` then tells what: [`COUNTRY`] and a code, [`YEAR`] and
/// a number, or [`NO_CLAIM`]. In the table as it always was: the file keeps its version.
const OF_CLAIM: &str = "claim";
const COUNTRY: &str = "country:";
const YEAR: &str = "year:";
const NO_CLAIM: &str = "none";

/// What a change is to, as the columns `to_kind`, `to_entity` and `to_words`.
fn to_columns(change: &Change) -> (Option<&'static str>, Option<String>, Option<String>) {
    if let Change::Claim(retold) = change {
        let entity = match retold {
            Retold::Country(iso3) => format!("{COUNTRY}{iso3}"),
            Retold::Year(year) => format!("{YEAR}{year}"),
            Retold::NoClaim => NO_CLAIM.to_owned(),
        };
        return (Some(OF_CLAIM), Some(entity), Some(retold.words()));
    }
    let to = change.meaning();
    (
        to.map(|to| to.kind.code()),
        to.and_then(|to| to.entity.clone()),
        to.map(|to| to.words.clone()),
    )
}

/// The other way round; `None` when it is nothing that is said of a claim.
fn retold(entity: &str) -> Option<Retold> {
    if entity == NO_CLAIM {
        return Some(Retold::NoClaim);
    }
    if let Some(code) = entity.strip_prefix(COUNTRY) {
        return Iso3::parse(code).map(Retold::Country);
    }
    let year = entity.strip_prefix(YEAR)?.parse().ok()?;
    YEARS.contains(&year).then_some(Retold::Year(year))
}

/// Removes a correction.
pub(super) fn delete(transaction: &Transaction<'_>, id: CorrectionId) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("DELETE FROM corrections WHERE id = ?1")?
        .execute([id.to_string()])
        .map(drop)
}

/// Reads a row; `None` when it says nothing sensible.
fn correction(row: &Row<'_>) -> Option<Correction> {
    let text = |column| row.get::<_, String>(column).ok();
    let maybe = |column| row.get::<_, Option<String>>(column).ok();
    let id = text("id")?;
    let fingerprint = match maybe("document_sha256")? {
        Some(hex) => Some(Fingerprint::parse(&hex)?),
        None => None,
    };
    let subject = Subject {
        kind: Kind::parse(&text("subject_kind")?)?,
        by: match text("subject_by")?.as_str() {
            "spelling" => By::Spelling,
            "name" => By::Name,
            _ => return None,
        },
        key: text("subject_key")?,
        label: text("subject_label")?,
    };
    let scope = match text("scope")?.as_str() {
        "here" => Scope::Here(Box::new(target(row, &subject, fingerprint)?)),
        "document" => Scope::Document {
            name: text("document")?,
            fingerprint,
        },
        "everywhere" => Scope::Everywhere,
        _ => return None,
    };
    let to = || {
        Some(Meaning {
            kind: Kind::parse(&maybe("to_kind")??)?,
            entity: maybe("to_entity")?,
            words: maybe("to_words")??,
        })
    };
    let change = match text("change")?.as_str() {
        "dismiss" => Change::Dismiss,
        "retype" if maybe("to_kind")?.as_deref() == Some(OF_CLAIM) => {
            Change::Claim(retold(&maybe("to_entity")??)?)
        }
        "retype" => Change::Retype(to()?),
        "merge" => Change::Merge(to()?),
        "add" => Change::Add(to()?),
        _ => return None,
    };
    Some(Correction {
        // Only the spelling that is looked for by `delete`.
        id: uuid::Uuid::try_parse(&id)
            .ok()
            .map(CorrectionId)
            .filter(|parsed| parsed.to_string() == id)?,
        scope,
        subject,
        change,
        created: text("created")?.parse().ok()?,
    })
}

fn target(row: &Row<'_>, subject: &Subject, fingerprint: Option<Fingerprint>) -> Option<Target> {
    let text = |column| row.get::<_, String>(column).ok();
    let at = |column| {
        let offset: Option<i64> = row.get(column).ok()?;
        Some(offset.and_then(|offset| u64::try_from(offset).ok()))
    };
    let position = match (
        at("start_byte")?,
        at("end_byte")?,
        at("start_char")?,
        at("end_char")?,
    ) {
        (Some(start_byte), Some(end_byte), Some(start_char), Some(end_char)) => {
            Some(PositionSelector {
                start_byte,
                end_byte,
                start_char,
                end_char,
            })
        }
        _ => None,
    };
    Some(Target {
        document: text("document")?,
        fingerprint,
        position,
        quote: QuoteSelector {
            exact: text("quote")?,
            prefix: text("prefix")?,
            suffix: text("suffix")?,
        },
        kind: subject.kind.code().to_owned(),
        value: String::new(),
        unit: String::new(),
        source: String::new(),
        finding: None,
    })
}

#[cfg(test)]
#[path = "correction_rows_tests.rs"]
mod tests;
