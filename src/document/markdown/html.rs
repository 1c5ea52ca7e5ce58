//! Blocks of HTML inside Markdown: where words, tags, comments and scripts begin and end.

/// Where a block of HTML has got to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Html {
    Words,
    Tag,
    Comment,
    /// A script or style, until this end tag.
    Hidden(&'static str),
}

/// From words: how far they go, or what begins here.
pub(super) fn html_step(rest: &str) -> (Option<usize>, Html) {
    let after = rest.strip_prefix('<');
    let Some(after) = after.filter(|after| {
        after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
    }) else {
        // Past a "<" that begins nothing.
        let skip = usize::from(after.is_some());
        let next = rest.get(skip..).and_then(|rest| rest.find('<'));
        return (next.map(|at| at + skip), Html::Words);
    };
    let begins = |name: &str| {
        after
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    if after.starts_with("!--") {
        (Some(4), Html::Comment)
    } else if begins("script") {
        (Some(7), Html::Hidden("</script"))
    } else if begins("style") {
        (Some(6), Html::Hidden("</style"))
    } else {
        (Some(1), Html::Tag)
    }
}

pub(super) fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes()
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}
