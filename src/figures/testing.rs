//! Hand-made tables and documents for the tests of this room and of the charts drawn from it.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::extract::{
    Bound, Claim, ClaimMeasure, Extraction, Mention, MentionId, NameForm, Subject, Value,
};
use crate::reference::{
    Catalog, Iso3, Measure, Missile, MissileKind, Observation, ObservationId, Rate, Series, Source,
    SourceId, Status,
};
use crate::text::Span;
use crate::units::{Currency, Extent, LengthUnit};

pub(crate) fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

fn id(source: &str) -> SourceId {
    SourceId(source.to_owned())
}

/// Small tables: three real countries, ten invented ones, one with lone figures, a few missiles.
pub(crate) fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for (source, title, publisher, vintage) in [
        (
            "sipri",
            "Military Expenditure Database",
            "SIPRI",
            "April 2025 edition",
        ),
        (
            "fed",
            "Exchange rates (G.5)",
            "Federal Reserve",
            "read July 2026",
        ),
        ("csis", "Missile Threat", "CSIS", "read 2025"),
    ] {
        let source = Source {
            id: id(source),
            title: title.to_owned(),
            publisher: publisher.to_owned(),
            licence: String::new(),
            url: String::new(),
            vintage: vintage.to_owned(),
        };
        catalog.sources.insert(source.id.clone(), source);
    }
    for (currency, period, per_usd) in [("JPY", "2023", 140.0), ("JPY", "2024-01", 146.294)] {
        catalog.rates.push(Rate {
            currency: Currency::parse(currency).unwrap(),
            period: period.to_owned(),
            per_usd,
            source: id("fed"),
        });
    }
    add_countries(&mut catalog);
    catalog.missiles = missiles();
    catalog
        .series
        .sort_by_key(|series| (series.iso3, series.measure));
    catalog
}

fn add_countries(catalog: &mut Catalog) {
    let mut rows = 0;
    let mut add = |code: &str, usd: f64, years: &[i16], status: Status| {
        for (measure, scale) in [(Measure::UsdCurrent, 1.0), (Measure::PctGdp, 0.02)] {
            let observations = years
                .iter()
                .map(|&year| {
                    rows += 1;
                    Observation {
                        id: ObservationId(rows - 1),
                        year,
                        value: usd * scale * (1.0 + f64::from(year - 2000) / 24.0),
                        status,
                        source: id("sipri"),
                    }
                })
                .collect();
            catalog.series.push(Series {
                iso3: iso3(code),
                measure,
                observations,
            });
        }
    };
    let all: Vec<i16> = (2000..=2024).collect();
    add("CHN", 150.0, &all, Status::Estimate);
    add("JPN", 27.0, &all, Status::Reported);
    add("USA", 480.0, &all, Status::Reported);
    add("PRK", 4.0, &[2005, 2012], Status::Uncertain);
    add(
        "GAP",
        30.0,
        &[2000, 2001, 2002, 2008, 2009, 2024],
        Status::Reported,
    );
    for (code, usd) in [
        ("AAA", 10.0),
        ("BBB", 10.5),
        ("CCC", 11.0),
        ("DDD", 11.5),
        ("EEE", 12.0),
        ("FFF", 12.5),
        ("GGG", 13.0),
        ("HHH", 13.5),
        ("III", 14.0),
        ("JJJ", 14.5),
    ] {
        add(code, usd, &all, Status::Reported);
    }
    catalog.countries = BTreeMap::from(
        [
            ("CHN", "China"),
            ("JPN", "Japan"),
            ("USA", "United States"),
            ("PRK", "North Korea"),
            ("VNM", "Vietnam"),
            ("CHE", "Switzerland"),
            ("GAP", "Gapland"),
        ]
        .map(|(code, name)| (iso3(code), name.to_owned())),
    );
}

fn missiles() -> Vec<Missile> {
    let one = |name: &str, kind: MissileKind, range_km: Option<(f64, f64)>| Missile {
        id: name.to_lowercase().replace(' ', "-"),
        name: name.to_owned(),
        kind,
        operators: Vec::new(),
        range_km,
        first_service: None,
        sources: vec![id("csis")],
        note: String::new(),
    };
    let mut missiles = vec![
        one("Tomahawk", MissileKind::Cruise, Some((1250.0, 2500.0))),
        one(
            "Tomahawk Block IV",
            MissileKind::Cruise,
            Some((1600.0, 1700.0)),
        ),
        one(
            "Tomahawk Block V",
            MissileKind::Cruise,
            Some((1600.0, 1670.0)),
        ),
        one("Patriot", MissileKind::AirDefence, Some((32.0, 160.0))),
        one("Taurus", MissileKind::Cruise, Some((500.0, 500.0))),
        one("Sarmat", MissileKind::Ballistic, Some((10_000.0, 18_000.0))),
        one("Mystery", MissileKind::Other, None),
    ];
    for (id, name, km) in [
        ("iskander-m", "Iskander-M", (280.0, 500.0)),
        ("storm-shadow", "Storm Shadow", (250.0, 560.0)),
        ("kalibr", "Kalibr", (1400.0, 2500.0)),
        ("shahab-3", "Shahab-3", (1000.0, 1300.0)),
        ("df-26", "DF-26", (3000.0, 4000.0)),
        ("hwasong-12", "Hwasong-12", (4500.0, 5000.0)),
        ("minuteman-iii", "Minuteman III", (9600.0, 13_000.0)),
        ("hwasong-15", "Hwasong-15", (8500.0, 13_000.0)),
    ] {
        let mut missile = one(name, MissileKind::Ballistic, Some(km));
        missile.id = id.to_owned();
        missiles.push(missile);
    }
    missiles
}

/// A document written sentence by sentence, with its mentions and claims.
#[derive(Clone, Debug, Default)]
pub(crate) struct Story {
    text: String,
    mentions: Vec<(usize, usize, Value)>,
    /// Start and end of the clause with the claim.
    claims: Vec<(usize, usize, Claim)>,
    date: Option<Date>,
}

impl Story {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn extraction(&self) -> Extraction {
        let span = |start, end| Span::new(&self.text, start, end).unwrap();
        Extraction {
            mentions: self
                .mentions
                .iter()
                .map(|(start, end, value)| Mention {
                    span: span(*start, *end),
                    value: value.clone(),
                    entity: None,
                    doubt: None,
                    rule: crate::extract::Rule::of("country"),
                })
                .collect(),
            date: self.date,
            left_out: Vec::new(),
            cut_at: None,
            claims: self
                .claims
                .iter()
                .map(|(start, end, claim)| Claim {
                    span: span(*start, *end),
                    ..claim.clone()
                })
                .collect(),
        }
    }

    pub(crate) fn dated(mut self, year: i16, month: i8, day: i8) -> Self {
        self.date = Some(date(year, month, day));
        self
    }

    pub(crate) fn words(mut self, words: &str) -> Self {
        self.text.push_str(words);
        self
    }

    pub(crate) fn says(mut self, words: &str, value: Value) -> Self {
        self.push(words, value);
        self
    }

    pub(crate) fn country(self, words: &str, code: &str) -> Self {
        let value = Value::Country {
            iso3: iso3(code),
            form: NameForm::Name,
        };
        self.says(words, value).words(" acts. ")
    }

    pub(crate) fn government(self, words: &str, code: &str) -> Self {
        self.says(words, Value::Government { iso3: iso3(code) })
            .words(" acts. ")
    }

    pub(crate) fn weapon(self, words: &str, id: Option<&str>) -> Self {
        let weapon = id.map(crate::text::Text::from);
        self.says(words, Value::Weapon { weapon }).words(" flies. ")
    }

    pub(crate) fn distance(self, words: &str, low: f64, high: f64, unit: LengthUnit) -> Self {
        let km = Extent::range(low * unit.km(), high * unit.km(), 2).unwrap();
        self.says(words, Value::Distance { km, unit })
    }

    fn push(&mut self, words: &str, value: Value) -> MentionId {
        let start = self.text.len();
        self.text.push_str(words);
        let num = u32::try_from(self.mentions.len()).unwrap();
        self.mentions.push((start, self.text.len(), value));
        MentionId(num)
    }

    pub(crate) fn usd_claim(
        self,
        code: &str,
        words: &str,
        amount: f64,
        year: Option<&str>,
        planned: bool,
    ) -> Self {
        let mut story = self.money_claim(code, (words, amount, "USD"), year);
        story.claims.last_mut().unwrap().2.planned = planned;
        story
    }

    pub(crate) fn money_claim(
        self,
        code: &str,
        (words, amount, currency): (&str, f64, &str),
        year: Option<&str>,
    ) -> Self {
        let (amount, currency) = money(amount, currency);
        self.claim(
            code,
            &[(words, Value::Money { amount, currency })],
            &["", ""],
            &[ClaimMeasure::Spending { amount, currency }],
            year,
        )
    }

    pub(crate) fn price_claim(
        self,
        code: &str,
        words: &str,
        amount: f64,
        year: Option<&str>,
    ) -> Self {
        let (amount, currency) = money(amount, "USD");
        self.claim(
            code,
            &[(words, Value::Money { amount, currency })],
            &["", ""],
            &[ClaimMeasure::Price {
                amount,
                currency,
                counted: None,
                each: false,
            }],
            year,
        )
    }

    pub(crate) fn share_claim(
        self,
        code: &str,
        words: &str,
        percent: f64,
        year: Option<&str>,
    ) -> Self {
        let percent = Extent::single(percent, 1).unwrap();
        let of = Some("GDP".into());
        self.claim(
            code,
            &[(words, Value::Percent { percent, of })],
            &["", ""],
            &[ClaimMeasure::SpendingShare { percent }],
            year,
        )
    }

    /// Two amounts of money with `gap` between them and `end` behind, each a claim.
    pub(crate) fn pair_claim(
        self,
        code: &str,
        a: (&str, f64, &str),
        gap: &str,
        b: (&str, f64, &str),
        end: &str,
        year: Option<&str>,
    ) -> Self {
        let sides = [a, b].map(|(words, amount, currency)| {
            let (amount, currency) = money(amount, currency);
            (words, amount, currency)
        });
        let figures =
            sides.map(|(words, amount, currency)| (words, Value::Money { amount, currency }));
        let measures =
            sides.map(|(_, amount, currency)| ClaimMeasure::Spending { amount, currency });
        self.claim(code, &figures, &[gap, end], &measures, year)
    }

    pub(crate) fn deadline_claim(
        self,
        code: &str,
        (words, amount): (&str, f64),
        (from, to): (Date, Date),
    ) -> Self {
        let mut story = self.usd_claim(code, words, amount, Some("2027"), true);
        let (.., claim) = story.claims.last_mut().unwrap();
        claim.when = Some((from, to));
        let when = claim.when_mention.unwrap();
        story.mentions[when.0 as usize].2 = Value::Date {
            from,
            to,
            bound: Some(Bound::NoLaterThan),
        };
        story
    }

    fn claim(
        mut self,
        code: &str,
        figures: &[(&str, Value)],
        gaps: &[&str],
        measures: &[ClaimMeasure],
        year: Option<&str>,
    ) -> Self {
        let start = self.text.len();
        let subject_mention = (!code.is_empty()).then(|| {
            let value = Value::Country {
                iso3: iso3(code),
                form: NameForm::Name,
            };
            self.push("Someone", value)
        });
        let subject = match subject_mention {
            Some(_) => Subject::Country(iso3(code)),
            None => Subject::Unknown,
        };
        self.text.push_str(" spends ");
        let mut ids = Vec::new();
        for ((words, value), gap) in figures.iter().zip(gaps) {
            ids.push(self.push(words, value.clone()));
            self.text.push_str(gap);
        }
        let mut when = None;
        let when_mention = year.map(|year| {
            self.text.push_str(" in ");
            let num: i16 = year.parse().unwrap();
            let (from, to) = (date(num, 1, 1), date(num, 12, 31));
            when = Some((from, to));
            let bound = None;
            self.push(year, Value::Date { from, to, bound })
        });
        let end = self.text.len();
        self.text.push_str(". ");
        for (figure, measure) in ids.into_iter().zip(measures) {
            let claim = Claim {
                span: Span::start_of_text(),
                subject: subject.clone(),
                subject_mention,
                measure: measure.clone(),
                figure,
                when,
                when_mention,
                planned: false,
                attribution: None,
            };
            self.claims.push((start, end, claim));
        }
        self
    }
}

fn money(amount: f64, currency: &str) -> (Extent, Currency) {
    (
        Extent::single(amount, 2).unwrap(),
        Currency::parse(currency).unwrap(),
    )
}
