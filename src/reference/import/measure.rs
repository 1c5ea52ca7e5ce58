//! What the values of a table measure, from the words that publishers use for it.

use crate::reference::Measure;

/// A measure and what one of the table's values is in the measure's unit (billions, or percent).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kind {
    pub(super) measure: Measure,
    pub(super) scale: f64,
    /// The year whose prices constant dollars are in.
    pub(super) base_year: Option<i16>,
}

/// What the values of a table are, for all rows or for each by its indicator.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Values {
    /// Of rows that do not say it themselves.
    pub(super) kind: Option<Kind>,
    /// Of the columns of a long table, for [`Values::words`].
    pub(super) all: Vec<Kind>,
    /// Where this was read: "from the lines above the table".
    pub(super) from: &'static str,
}

impl Values {
    /// Of a row with its own indicator (World Bank), else of the whole table.
    pub(super) fn of_row(
        &self,
        cell: &dyn Fn(usize) -> String,
        indicator: Option<usize>,
    ) -> Option<Kind> {
        match indicator {
            Some(column) => of_indicator(&cell(column)),
            None => self.kind,
        }
    }

    pub(super) fn words(&self) -> Vec<String> {
        let all = self.all.iter().chain(&self.kind);
        let mut words: Vec<String> = all
            .map(|kind| format!("{}, {}", kind_words(*kind), self.from))
            .collect();
        words.dedup();
        words
    }

    pub(super) fn base_year(&self) -> Option<i16> {
        self.all
            .iter()
            .chain(&self.kind)
            .find_map(|kind| kind.base_year)
    }
}

/// "millions of current US dollars".
fn kind_words(kind: Kind) -> String {
    let scale = match kind.scale {
        scale if scale >= 0.5 => "billions of",
        scale if scale >= 0.5e-3 => "millions of",
        scale if scale >= 0.5e-6 => "thousands of",
        _ => "single",
    };
    match (kind.measure, kind.base_year) {
        (Measure::PctGdp, _) => "percent of GDP".to_owned(),
        (Measure::LocalCurrency, _) => format!("{scale} units of local currency"),
        (Measure::PublisherConstant, Some(year)) => {
            format!("{scale} constant {year} US dollars of the publisher")
        }
        (Measure::PublisherConstant, None) => {
            format!("{scale} constant US dollars of the publisher")
        }
        _ => format!("{scale} current US dollars"),
    }
}

/// The measure that words name; `Err` names one that the program cannot draw.
pub(super) fn of_words(words: &str) -> Result<Option<Kind>, &'static str> {
    let text = words.to_lowercase().replace('_', " ");
    if text.contains("per capita") {
        return Err("spending per capita");
    }
    if text.contains("government") && !text.contains("gdp") {
        return Err("a share of government spending");
    }
    let scale = if text.contains("billion") || text.contains("us$ b") || text.contains(" bn") {
        1.0
    } else if text.contains("million") || text.contains("us$ m") || text.contains(" mn") {
        1e-3
    } else {
        1e-9
    };
    let is_share = text.contains("% of gdp")
        || text.contains("share of gdp")
        || text.contains("share gdp")
        || text.contains("pct gdp")
        || text.contains("percentage of gross domestic product")
        || text.contains("share of gross domestic product");
    let measure = if is_share {
        Measure::PctGdp
    } else if text.contains("constant") {
        Measure::PublisherConstant
    } else if text.contains("local currency") || text.contains("lcu") {
        Measure::LocalCurrency
    } else if text.contains("current") || text.contains("usd") || text.contains("us$") {
        Measure::UsdCurrent
    } else {
        return Ok(None);
    };
    let base_year = (measure == Measure::PublisherConstant)
        .then(|| year_in(&text))
        .flatten();
    let scale = if is_share { 1.0 } else { scale };
    Ok(Some(Kind {
        measure,
        scale,
        base_year,
    }))
}

/// The year after "constant": `constant (2023) us$`, `constant 2022 us$`.
fn year_in(text: &str) -> Option<i16> {
    let (_, after) = text.split_once("constant")?;
    let digits: String = after
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits
        .parse()
        .ok()
        .filter(|year| (1900..=2100).contains(year))
}

/// A measure by the word of the program's own tables.
pub(super) fn of_word(word: &str) -> Option<Kind> {
    let measure = Measure::parse(word).filter(|it| it.is_published())?;
    Some(Kind {
        measure,
        scale: 1.0,
        base_year: None,
    })
}

/// A World Bank indicator, by code or name; values are single dollars or percent.
fn of_indicator(indicator: &str) -> Option<Kind> {
    let (measure, scale) = match indicator {
        "MS.MIL.XPND.CD" => (Measure::UsdCurrent, 1e-9),
        "MS.MIL.XPND.GD.ZS" => (Measure::PctGdp, 1.0),
        "MS.MIL.XPND.CN" => (Measure::LocalCurrency, 1e-9),
        other => {
            let is_military = other.to_lowercase().contains("military expenditure");
            return of_words(other).ok().flatten().filter(|_| is_military);
        }
    };
    Some(Kind {
        measure,
        scale,
        base_year: None,
    })
}

/// What one is where a currency's cell says so: `m. dinars`, `b. yen`, `tr. rupiahs`.
pub(super) fn currency_scale(currency: &str) -> Option<f64> {
    let lower = currency.to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    if starts(&["tr. ", "trillion"]) {
        Some(1e3)
    } else if starts(&["b. ", "billion"]) {
        Some(1.0)
    } else if starts(&["m. ", "million"]) {
        Some(1e-3)
    } else {
        None
    }
}

/// The currency without its scale.
pub(super) fn currency_name(currency: &str) -> String {
    let parts = currency.split_once(' ');
    let bare = parts.filter(|_| currency_scale(currency).is_some());
    super::cells::short(bare.map_or(currency, |(_, name)| name))
}
