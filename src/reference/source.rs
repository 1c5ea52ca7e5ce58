//! Who published a figure, and under which terms.

/// Names a row of `sources.csv`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub String);

/// One publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id in the tables.
    pub id: SourceId,
    /// Title of the publication.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Terms, in words.
    pub licence: String,
    /// Where it can be found; shown, never followed.
    pub url: String,
    /// Which edition, such as "April 2025 edition".
    pub vintage: String,
}

impl Source {
    /// The line under a chart: title, publisher, edition.
    pub fn citation(&self) -> String {
        let mut line = self.title.clone();
        for part in [&self.publisher, &self.vintage] {
            if !part.is_empty() && !line.contains(part.as_str()) {
                line.push_str(", ");
                line.push_str(part);
            }
        }
        line
    }
}
