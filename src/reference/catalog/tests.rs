//! The catalog: the shipped tables load, and what is wrong in a table is said with its row.

use super::*;

const GOOD: Tables<'static> = Tables {
    gazetteer: "id,kind,canonical,alias,iso3,flags,note\n\
                country:JPN,country,Japan,Japan,JPN,,\n\
                country:JPN,demonym,Japan,Japanese,JPN,,adjective\n\
                city:JPN-osaka,city,Osaka,Osaka,JPN,,\n\
                weapon:kh-101,weapon,Kh-101,X-101,RUS,ambiguous|case,cruise\n",
    spending: "iso3,year,measure,value,status,source_id\n\
               JPN,2023,usd_current,50.2,reported,s\n\
               JPN,2022,usd_current,46,estimate,s\n\
               AUS,2022,pct_gdp,2,reported,s\n",
    weapons: "id,name,aliases,kind,operators,origin,range_km_min,range_km_max,first_service,launch_platform,source_id,note\n\
              kh-101,Kh-101,AS-23|Raduga,cruise,RUS,RUS,2500,2800,2012,air,s,\n\
              none,Nothing Published,,ballistic,,,,,,,s,a caveat\n",
    fx: "currency,period,freq,lcu_per_usd,source_id\n\
         JPY,2024-01,M,146.1,s\n\
         JPY,2023,A,140.5,s\n",
    places: "id,name,iso3,kind,lat,lon,source_id,note\nosaka,Osaka,JPN,city,34.69,135.5,s,\n",
    sources: "source_id,title,publisher,licence,url,vintage,note\ns,Some Database,Somebody,free,,2025,\n",
    cpi: "country,period,freq,index,base,source_id\nUSA,2023,A,300,1982-84=100,s\n",
    plans: "id,iso3_or_org,country,kind,measure,unit,value,value_high,period_from,period_to,announced,source_id,note\n",
    regions: "id,name,aliases,members,disputed,places_known,source_id,note\nr,R,R,JPN,,1,s,\n",
    editions: "known_from,year,rank,iso3,usd_current_bn,source_id\n2024-04-22,2023,1,JPN,50.2,s\n",
};

/// The tables are refused at this line with these words.
#[track_caller]
fn check_refused(tables: Tables<'_>, table: &str, line: u64, words: &str) {
    let error = Catalog::parse(&tables).expect_err("should be refused");
    assert_eq!((error.table.as_str(), error.line), (table, line), "{error}");
    assert!(error.problem.contains(words), "{error}");
}

#[track_caller]
fn check_spending_row(row: &str, words: &str) {
    let text =
        format!("iso3,year,measure,value,status,source_id\nJPN,2020,pct_gdp,1,reported,s\n{row}\n");
    check_refused(
        Tables {
            spending: &text,
            ..GOOD
        },
        "spending.csv",
        3,
        words,
    );
}

#[track_caller]
fn check_weapons_row(row: &str, words: &str) {
    let text = format!(
        "id,name,aliases,kind,operators,origin,range_km_min,range_km_max,first_service,launch_platform,source_id,note\nkh-101,Kh-101,,cruise,RUS,RUS,1,2,,,s,\n{row}\n"
    );
    check_refused(
        Tables {
            weapons: &text,
            ..GOOD
        },
        "weapons.csv",
        3,
        words,
    );
}

#[track_caller]
fn check_fx_row(row: &str, words: &str) {
    let text = format!("currency,period,freq,lcu_per_usd,source_id\n{row}\n");
    check_refused(Tables { fx: &text, ..GOOD }, "fx.csv", 2, words);
}

#[track_caller]
fn check_places_row(row: &str, words: &str) {
    let text = format!("id,name,iso3,kind,lat,lon,source_id,note\n{row}\n");
    check_refused(
        Tables {
            places: &text,
            ..GOOD
        },
        "places.csv",
        2,
        words,
    );
}

#[track_caller]
fn check_gazetteer_row(row: &str, words: &str) {
    let text = format!("id,kind,canonical,alias,iso3,flags,note\n{row}\n");
    check_refused(
        Tables {
            gazetteer: &text,
            ..GOOD
        },
        "gazetteer.csv",
        2,
        words,
    );
}

fn code(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

#[test]
fn shipped_tables_parse() {
    let catalog = Catalog::parse(&Tables::SHIPPED).expect("shipped tables");
    for iso3 in ["JPN", "USA", "CHN", "KOR", "RUS", "GBR"] {
        let series = catalog
            .series(code(iso3), Measure::UsdCurrent)
            .expect("a series");
        assert!(series.observations.len() > 20, "{iso3}");
        assert!(series.observations.is_sorted_by_key(|it| it.year));
    }
    assert_eq!(catalog.country_name(code("JPN")), "Japan");
    assert_eq!(catalog.country_name(code("PRK")), "North Korea");
    let block_iv = catalog.missile("tomahawk-block-iv").expect("Block IV");
    assert!(block_iv.range_km.is_some_and(|(min, _)| min >= 1000.0));
    let yen = Currency::parse("JPY").unwrap();
    assert!(
        catalog
            .rate(yen, "2024-01")
            .is_some_and(|rate| rate.per_usd > 100.0)
    );
    assert_eq!(catalog.rate(yen, "2019-07").unwrap().period, "2019");
    let tokyo = catalog.place("TOKYO").expect("Tokyo");
    assert!((tokyo.position.lat() - 35.7).abs() < 0.1);
    let names = catalog.gazetteer.names();
    assert!(names.len() > 6000);
    for missile in &catalog.missiles {
        for source in &missile.sources {
            assert!(catalog.source(source).is_some(), "{source:?}");
        }
    }
}

#[test]
fn no_name_is_of_two_of_a_kind_unless_it_says_so() {
    let columns = ["id", "kind", "alias", "flags"];
    let (mut seen, mut problems) = (BTreeMap::new(), Vec::new());
    let text = Tables::SHIPPED.gazetteer;
    crate::reference::table::for_each_row("gazetteer.csv", text, &columns, &mut problems, |row| {
        let key = (row.get("kind").to_owned(), row.get("alias").to_lowercase());
        let says_so = row.get("flags").contains("ambiguous");
        let alias = row.get("alias");
        match seen.insert(key, (row.get("id").to_owned(), says_so)) {
            Some((id, too)) if id != row.get("id") && !(says_so && too) => {
                Err(format!("{alias:?} stands under two ids"))
            }
            _ => Ok(()),
        }
    });
    assert_eq!(problems, []);
}

#[test]
fn rows_of_one_thing_agree_on_its_land() {
    let (mut lands, mut problems) = (BTreeMap::new(), Vec::new());
    let text = Tables::SHIPPED.gazetteer;
    crate::reference::table::for_each_row(
        "gazetteer.csv",
        text,
        &["id", "iso3"],
        &mut problems,
        |row| {
            let (id, land) = (row.get("id"), row.get("iso3"));
            let first = lands.entry(id.to_owned()).or_insert(land.to_owned());
            if first == land {
                Ok(())
            } else {
                Err(format!("{id} is of {first:?} and of {land:?}"))
            }
        },
    );
    assert_eq!(problems, []);
}

#[test]
fn no_weapon_has_the_name_of_another_unless_it_says_so() {
    let gazetteer = &Catalog::shipped().gazetteer;
    let mut seen = BTreeMap::new();
    for name in gazetteer.names() {
        if name.kind == super::super::EntityKind::Weapon
            && let Some(other) = seen.insert(name.alias.to_lowercase(), name)
        {
            let same = other.entity == name.entity || other.ambiguous && name.ambiguous;
            assert!(same, "{:?} is of two weapons", name.alias);
        }
    }
}

#[test]
fn good_tables_parse_and_sort() {
    let catalog = Catalog::parse(&GOOD).unwrap();
    let japan = catalog.series(code("JPN"), Measure::UsdCurrent).unwrap();
    let years: Vec<_> = japan
        .observations
        .iter()
        .map(|it| (it.year, it.id.0))
        .collect();
    assert_eq!(years, [(2022, 1), (2023, 0)]);
    assert_eq!(catalog.series(code("JPN"), Measure::PctGdp), None);
    assert_eq!(catalog.country_name(code("AUS")), "AUS");
    assert_eq!(catalog.country_name(code("FRA")), "");
    let osaka = catalog
        .gazetteer
        .entities()
        .iter()
        .find(|it| it.canonical == "Osaka")
        .unwrap();
    assert!(osaka.position.is_some());
}

#[test]
fn weapon_names_join_the_gazetteer_once() {
    let catalog = Catalog::parse(&GOOD).unwrap();
    let names: Vec<_> = catalog
        .gazetteer
        .names()
        .iter()
        .filter(|it| it.kind == super::super::EntityKind::Weapon)
        .map(|it| (it.alias.as_str(), it.case_sensitive))
        .collect();
    assert_eq!(
        names,
        [
            ("X-101", true),
            ("Kh-101", false),
            ("AS-23", true),
            ("Raduga", false),
            ("Nothing Published", false)
        ]
    );
}

#[test]
fn a_weapon_without_published_range_has_none() {
    let catalog = Catalog::parse(&GOOD).unwrap();
    assert_eq!(catalog.missile("none").unwrap().range_km, None);
}

#[test]
fn columns_are_found_by_name() {
    let spending =
        "note,source_id,status,value,measure,year,iso3\nx,s,reported,1.5,pct_gdp,2020,JPN\n";
    let catalog = Catalog::parse(&Tables { spending, ..GOOD }).unwrap();
    assert_eq!(catalog.series.len(), 1);
}

#[test]
fn byte_order_mark_is_no_part_of_the_header() {
    let sources = format!("\u{feff}{}", GOOD.sources);
    assert!(
        Catalog::parse(&Tables {
            sources: &sources,
            ..GOOD
        })
        .is_ok()
    );
}

#[test]
fn refuses_a_missing_column() {
    check_refused(
        Tables {
            spending: "iso3,year,value\n",
            ..GOOD
        },
        "spending.csv",
        1,
        "there is no column measure",
    );
    check_refused(Tables { fx: "", ..GOOD }, "fx.csv", 1, "no column currency");
}

#[test]
fn refuses_rows_of_another_length() {
    check_spending_row("JPN,2021,pct_gdp,1,reported", "5 cells");
    check_spending_row(
        "JPN,2021,pct_gdp,1,5,reported,s",
        "quote cells that hold a comma",
    );
}

#[test]
fn refuses_bad_spending() {
    check_spending_row("Japan,2021,pct_gdp,1,reported,s", "three-letter ISO code");
    check_spending_row("jpn,2021,pct_gdp,1,reported,s", "three-letter ISO code");
    check_spending_row("JPN,1821,pct_gdp,1,reported,s", "1900 to 2100");
    check_spending_row("JPN,FY21,pct_gdp,1,reported,s", "1900 to 2100");
    check_spending_row("JPN,2021,dollars,1,reported,s", "usd_current or pct_gdp");
    check_spending_row("JPN,2021,pct_gdp,...,reported,s", "plain number");
    check_spending_row("JPN,2021,pct_gdp,NaN,reported,s", "plain number");
    check_spending_row("JPN,2021,pct_gdp,inf,reported,s", "plain number");
    check_spending_row("JPN,2021,pct_gdp,-1,reported,s", "not negative");
    check_spending_row("JPN,2021,pct_gdp,,reported,s", "value is empty");
    check_spending_row(
        "JPN,2021,pct_gdp,1,maybe,s",
        "reported, estimate or uncertain",
    );
    check_spending_row("JPN,2021,pct_gdp,1,reported,nobody", "not in sources.csv");
    check_spending_row(
        "JPN,2020,pct_gdp,2,reported,s",
        "JPN 2020 pct_gdp is there twice",
    );
}

#[test]
fn refuses_bad_weapons() {
    check_weapons_row("x,X,,cruise,,,900,800,,,s,", "not more than range_km_max");
    check_weapons_row("x,X,,cruise,,,0,800,,,s,", "more than 0");
    check_weapons_row("x,X,,cruise,,,1,800000,,,s,", "cannot be");
    check_weapons_row("x,X,,cruise,,,800,,,,s,", "only one end");
    check_weapons_row("x,X,,cruise,,,far,800,,,s,", "plain number");
    check_weapons_row("x,X,,cruise,Japan,,1,2,,,s,", "three-letter");
    check_weapons_row("x,X,,cruise,,,1,2,soon,,s,", "1900 to 2100");
    check_weapons_row("x,X,,cruise,,,1,2,,,nobody,", "not in sources.csv");
    check_weapons_row("x,X,,cruise,,,1,2,,,,", "source_id is empty");
    check_weapons_row("kh-101,X,,cruise,,,1,2,,,s,", "is there twice");
    check_weapons_row("x,,,cruise,,,1,2,,,s,", "name is empty");
}

#[test]
fn refuses_bad_rates() {
    check_fx_row("yen,2023,A,140,s", "three capitals");
    check_fx_row("JPY,2023,M,140,s", "do not fit");
    check_fx_row("JPY,2023-13,M,140,s", "do not fit");
    check_fx_row("JPY,23,A,140,s", "do not fit");
    check_fx_row("JPY,2023,A,0,s", "more than 0");
    check_fx_row("JPY,2023,A,140,nobody", "not in sources.csv");
}

#[test]
fn refuses_bad_places() {
    check_places_row("x,X,JPN,city,91,0,s,", "not on the Earth");
    check_places_row("x,X,JPN,city,0,181,s,", "not on the Earth");
    check_places_row("x,X,JP,city,0,0,s,", "three-letter");
    check_places_row("x,X,JPN,city,north,0,s,", "plain number");
}

#[test]
fn refuses_bad_names() {
    check_gazetteer_row("country:JPN,land,Japan,Japan,JPN,,", "kind is");
    check_gazetteer_row("country:JPN,country,Japan,Japan,,,", "needs its country");
    check_gazetteer_row("country:JPN,country,Japan,,JPN,,", "alias is empty");
    check_gazetteer_row("country:JPN,country,Japan,Japan,JPN,maybe,", "flag is");
    check_gazetteer_row("weapon:x,weapon,X,X,,,", "not in weapons.csv");
}

#[test]
fn refuses_a_source_without_title() {
    check_refused(
        Tables {
            sources: "source_id,title,publisher,licence,url,vintage,note\ns,,,,,,\n",
            ..GOOD
        },
        "sources.csv",
        2,
        "title is empty",
    );
}

#[test]
fn own_tables_name_every_problem() {
    let text = "iso3,year,measure,value,status,source_id\nDNK,2020,pct_gdp,x,reported,mine\nDNK,2021,pct_gdp,1.4,reported,mine\nDNK,9,pct_gdp,1,reported,mine\n";
    let (series, problems) = check_spending("mine.csv", text);
    assert_eq!(series.len(), 1);
    let lines: Vec<_> = problems.iter().map(|it| it.line).collect();
    assert_eq!(lines, [2, 4]);
    let (missiles, problems) = check_weapons("mine.csv", text);
    assert!(missiles.is_empty());
    assert!(problems[0].problem.contains("no column id"), "{problems:?}");
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "[a-zA-Z0-9,\"\n\r|é-]{0,200}") {
        for header in ["", "iso3,year,measure,value,status,source_id\n", "id,name,aliases,kind,operators,origin,range_km_min,range_km_max,first_service,launch_platform,source_id,note\n"] {
            let text = format!("{header}{text}");
            let (series, problems) = check_spending("t", &text);
            proptest::prop_assert!(series.len() < 100 && problems.len() <= 200);
            check_weapons("t", &text);
        }
    }
}
