//! Among whom a place is: the world, a region that the tables know, or somebody else.
//!
//! Extraction keeps the last word of "Western Europe's"; here the words around the rank are read again,
//! because a place in one region says nothing of another.

use crate::check::context::Context;
use crate::extract::{Mention, Value};
use crate::reference::Region;
use crate::reference::region::named;

/// Among whom.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scope<'a> {
    /// Everybody.
    World,
    /// The countries of this region.
    Region(&'a Region),
    /// "the region", "the continent": not said which.
    Unclear,
    /// Anything else, in the words of the text.
    Other(String),
}

/// Nouns that stand for a set of countries without naming it.
const UNCLEAR: [&str; 7] = [
    "region",
    "continent",
    "alliance",
    "bloc",
    "neighbourhood",
    "neighborhood",
    "subcontinent",
];

/// Reads the words before and behind a rank.
pub(super) fn of<'a>(context: &Context<'a>, mention: &Mention) -> Scope<'a> {
    let before = context.before(mention.span, 60).trim_end();
    let owner = before
        .strip_suffix("'s")
        .or_else(|| before.strip_suffix("’s"))
        .or_else(|| before.strip_suffix("s'"));
    if let Some(owner) = owner {
        return by_owner(context, owner);
    }
    let behind = context.behind(mention.span, 70);
    let noun = ["in", "among", "within", "of"].iter().find_map(|word| {
        let rest = inside(behind).strip_prefix(word)?.strip_prefix(' ')?;
        Some(rest.strip_prefix("the ").unwrap_or(rest))
    });
    let scope = match &mention.value {
        Value::Rank { scope, .. } => scope.as_deref(),
        _ => None,
    };
    let Some(noun) = noun else {
        return scope.map_or(Scope::World, other);
    };
    let starts = |alias: &str| {
        let rest = noun.strip_prefix(alias);
        rest.is_some_and(|rest| !rest.starts_with(|it: char| it.is_alphanumeric() || it == '-'))
    };
    if let Some(region) = named(&context.catalog.regions, starts) {
        return Scope::Region(region);
    }
    if UNCLEAR.into_iter().any(starts) {
        return Scope::Unclear;
    }
    scope.map_or(Scope::World, other)
}

/// Behind the rest of the noun phrase: "military spender in Asia".
fn inside(behind: &str) -> &str {
    let rest = behind.trim_start();
    let nouns = [
        "military ",
        "defence ",
        "defense ",
        "spender ",
        "spenders ",
        "budget ",
        "place ",
    ];
    let mut rest = rest;
    while let Some(next) = nouns.iter().find_map(|noun| rest.strip_prefix(noun)) {
        rest = next;
    }
    rest
}

fn by_owner<'a>(context: &Context<'a>, owner: &str) -> Scope<'a> {
    let ends = |alias: &str| {
        let rest = owner.strip_suffix(alias);
        rest.is_some_and(|rest| !rest.ends_with(|it: char| it.is_alphanumeric() || it == '-'))
    };
    // "South-East Asia's" is not Asia's.
    let qualified = owner.rsplit(' ').nth(1).is_some_and(|word| {
        let parts = [
            "south", "north", "east", "west", "central", "southern", "northern",
        ];
        let word = word.to_lowercase();
        parts.iter().any(|part| word.starts_with(part))
    });
    let region = named(&context.catalog.regions, ends);
    match region {
        Some(region)
            if !qualified || region.aliases.iter().any(|it| it.contains(' ') && ends(it)) =>
        {
            Scope::Region(region)
        }
        _ => {
            let last = owner.rsplit([' ', '\n']).next().unwrap_or(owner);
            if UNCLEAR.contains(&last) {
                Scope::Unclear
            } else {
                other(if qualified { owner } else { last })
            }
        }
    }
}

fn other<'a>(words: &str) -> Scope<'a> {
    match words {
        "" | "world" | "globe" | "planet" => Scope::World,
        words => Scope::Other(crate::check::words::folded(words)),
    }
}
