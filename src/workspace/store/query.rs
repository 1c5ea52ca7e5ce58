//! What a reader types to search, made into what SQLite's full-text search takes.
//!
//! Words must all be there; `"several words"` stand together in this order; `word*` begins so;
//! `OR` stands between alternatives; `-word` must not be there. A query that makes no sense is
//! explained in plain words. While it is still being typed, its last word may go on and an open
//! quotation mark is taken as closed.

/// Why a query cannot be searched for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// Nothing but spaces.
    #[error("there is nothing to search for: type a word")]
    Empty,
    /// A quotation mark without its other half.
    #[error("the quotation mark before “{after}” is not closed: add another one behind the phrase")]
    Unclosed {
        /// What follows it, shortened.
        after: String,
    },
    /// Only signs.
    #[error("“{word}” has no letter or digit to search for")]
    NoLetters {
        /// As typed.
        word: String,
    },
    /// A star elsewhere than at the end.
    #[error(
        "in “{word}” the star must stand at the end: `missile*` finds missile, missiles, missileer"
    )]
    Star {
        /// As typed.
        word: String,
    },
    /// `OR` at an end.
    #[error("OR stands between two words: `Japan OR Korea`")]
    Or,
    /// Only excluded words.
    #[error("say also what to find: words to leave out (`-word`) narrow a search but make none")]
    OnlyExcluded,
}

/// One thing to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    words: String,
    prefix: bool,
}

impl Term {
    fn to_fts(&self) -> String {
        let star = if self.prefix { "*" } else { "" };
        format!("\"{}\"{star}", self.words.replace('"', "\"\""))
    }
}

enum Token {
    Term(Term),
    Excluded(Term),
    Or,
}

/// Makes the query of the full-text search. `typing`: the reader has not finished yet.
pub fn fts_query(typed: &str, typing: bool) -> Result<String, QueryError> {
    // Alternatives of each thing that must be there.
    let mut wanted: Vec<Vec<Term>> = Vec::new();
    let mut excluded = Vec::new();
    let mut after_or = false;
    let mut tokens = tokens(typed, typing)?;
    if typing && matches!(tokens.last(), Some(Token::Or)) {
        tokens.pop();
    }
    for token in tokens {
        match token {
            Token::Or if after_or || wanted.is_empty() => return Err(QueryError::Or),
            Token::Or => after_or = true,
            Token::Excluded(_) if after_or => return Err(QueryError::Or),
            Token::Excluded(term) => excluded.push(term),
            Token::Term(term) => match wanted.last_mut() {
                Some(last) if after_or => {
                    last.push(term);
                    after_or = false;
                }
                _ => wanted.push(vec![term]),
            },
        }
    }
    if after_or {
        return Err(QueryError::Or);
    }
    if wanted.is_empty() {
        return Err(if excluded.is_empty() {
            QueryError::Empty
        } else {
            QueryError::OnlyExcluded
        });
    }
    let either = |terms: &Vec<Term>| {
        let all: Vec<String> = terms.iter().map(Term::to_fts).collect();
        format!("({})", all.join(" OR "))
    };
    let all: Vec<String> = wanted.iter().map(either).collect();
    let mut query = all.join(" AND ");
    if !excluded.is_empty() {
        query = format!("({query}) NOT {}", either(&excluded));
    }
    Ok(query)
}

fn tokens(typed: &str, typing: bool) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    // A NUL would end the query for SQLite; no control is part of a word.
    let mut rest = typed.trim_start_matches(is_between);
    while let Some(first) = rest.chars().next() {
        let negative = first == '-' && rest.chars().nth(1).is_some_and(|c| !is_between(c));
        if negative {
            rest = rest.get(1..).unwrap_or("");
        }
        let (term, after) = match rest.strip_prefix(['"', '“', '”', '„']) {
            Some(phrase) => phrase_in(phrase, typing)?,
            None => word_in(rest, typing)?,
        };
        rest = after.trim_start_matches(is_between);
        match term {
            Some(Term { words, .. }) if words == "OR" && !negative => tokens.push(Token::Or),
            Some(term) if negative => tokens.push(Token::Excluded(term)),
            Some(term) => tokens.push(Token::Term(term)),
            None => {}
        }
    }
    Ok(tokens)
}

/// Behind an opening quotation mark: the phrase and what follows it.
fn phrase_in(text: &str, typing: bool) -> Result<(Option<Term>, &str), QueryError> {
    let (phrase, after, closed) = match text.split_once(['"', '“', '”']) {
        Some((phrase, after)) => (phrase, after, true),
        None => (text, "", false),
    };
    if !closed && !typing {
        return Err(QueryError::Unclosed {
            after: shortened(phrase),
        });
    }
    let (prefix, after) = match after.strip_prefix('*') {
        Some(after) if closed => (true, after),
        _ => (!closed, after),
    };
    if !has_letters(phrase) {
        if typing {
            return Ok((None, after));
        }
        return Err(QueryError::NoLetters {
            word: shortened(phrase),
        });
    }
    let words = phrase
        .split(is_between)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    Ok((Some(Term { words, prefix }), after))
}

fn word_in(text: &str, typing: bool) -> Result<(Option<Term>, &str), QueryError> {
    let end = text
        .find(|c: char| is_between(c) || c == '"')
        .unwrap_or(text.len());
    let (word, after) = (
        text.get(..end).unwrap_or(text),
        text.get(end..).unwrap_or(""),
    );
    let is_last = after.is_empty();
    let (bare, star) = match word.strip_suffix('*') {
        Some(bare) => (bare, true),
        None => (word, false),
    };
    if bare.contains('*') {
        return Err(QueryError::Star {
            word: shortened(word),
        });
    }
    if !has_letters(bare) {
        if typing {
            return Ok((None, after));
        }
        return Err(if star {
            QueryError::Star {
                word: shortened(word),
            }
        } else {
            QueryError::NoLetters {
                word: shortened(word),
            }
        });
    }
    let prefix = star || (typing && is_last && bare != "OR");
    let words = bare.to_owned();
    Ok((Some(Term { words, prefix }), after))
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn shortened(text: &str) -> String {
    text.chars().take(30).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::any_note::hostile_text;
    use proptest::prelude::*;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        assert_eq!(fts_query(typed, false).as_deref(), Ok(expected));
    }

    #[track_caller]
    fn check_refused(typed: &str, expected: &str) {
        let said = fts_query(typed, false).unwrap_err().to_string();
        assert!(said.contains(expected), "{said}");
    }

    #[test]
    fn words_phrases_and_prefixes() {
        check("japan yen", "(\"japan\") AND (\"yen\")");
        check("\"10 trillion\"  yen", "(\"10 trillion\") AND (\"yen\")");
        check("“10  trillion”", "(\"10 trillion\")");
        check("missil*", "(\"missil\"*)");
        check(
            "Japan OR Korea OR China spends",
            "(\"Japan\" OR \"Korea\" OR \"China\") AND (\"spends\")",
        );
        check(
            "yen -dollar -\"per cent\"",
            "((\"yen\")) NOT (\"dollar\" OR \"per cent\")",
        );
        check(
            "U.S. O'Brien AND",
            "(\"U.S.\") AND (\"O'Brien\") AND (\"AND\")",
        );
    }

    #[test]
    fn what_makes_no_sense_is_explained() {
        check_refused("  ", "nothing to search for");
        check_refused("yen \"10 tril", "before “10 tril” is not closed");
        check_refused("%", "“%” has no letter or digit");
        check_refused("a*b", "the star must stand at the end");
        check_refused("*", "the star must stand at the end");
        check_refused("OR japan", "OR stands between");
        check_refused("japan OR", "OR stands between");
        check_refused("-japan", "say also what to find");
    }

    #[test]
    fn what_is_being_typed_is_taken_as_far_as_it_goes() {
        let check = |typed: &str, expected: &str| {
            assert_eq!(fts_query(typed, true).as_deref(), Ok(expected));
        };
        check("japan ye", "(\"japan\") AND (\"ye\"*)");
        check("japan ", "(\"japan\")");
        check("\"10 tril", "(\"10 tril\"*)");
        check("japan OR", "(\"japan\")");
        check("japan -", "(\"japan\")");
    }

    proptest! {
        // Each opens a database.
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn every_query_is_taken_by_sqlite_or_explained(typed in hostile_text(), more in "[\"*a-c OR-]{0,14}") {
            let connection = rusqlite::Connection::open_in_memory().unwrap();
            connection.execute_batch("CREATE VIRTUAL TABLE t USING fts5(x)").unwrap();
            for typing in [false, true] {
                for typed in [&typed, &more] {
                    if let Ok(query) = fts_query(typed, typing) {
                        let count = connection.query_row("SELECT count(*) FROM t WHERE t MATCH ?1", [&query], |row| row.get::<_, i64>(0));
                        prop_assert!(count.is_ok(), "{:?} {:?}", query, count);
                    }
                }
            }
        }
    }
}
