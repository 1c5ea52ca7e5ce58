//! Cells and the units that reach them.

use super::*;
use crate::document::txt;
use crate::extract::marked;

/// The same table as a text without blocks and as a document.
#[track_caller]
fn check(table: &str) {
    marked::check(table);
}

/// The figures of a document with this text, as `words=value`.
#[track_caller]
fn check_document(text: &str, expected: &[&str]) {
    let (blocks, _) = txt::blocks(text);
    let found: Vec<String> = cells(text, &blocks)
        .iter()
        .map(|cell| {
            let words = text.get(cell.start..cell.end).unwrap();
            let value = match &cell.value {
                None => "-".to_owned(),
                Some(Value::Money { amount, currency }) => {
                    format!("{} {currency}", amount.middle())
                }
                Some(Value::Percent { percent, of }) => {
                    format!(
                        "{}%{}",
                        percent.middle(),
                        if of.is_some() { " GDP" } else { "" }
                    )
                }
                Some(Value::Distance { km, .. }) => format!("{} km", km.middle()),
                Some(Value::Count { count, .. }) => format!("{}", count.middle()),
                Some(Value::Rank { rank, .. }) => format!("#{rank}"),
                Some(Value::Date { from, .. }) => format!("year {}", from.year()),
                Some(other) => format!("{other:?}"),
            };
            format!("{words}={value}")
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn units_in_the_head() {
    check("Country\tUS$ bn\nSweden\t[12.0|money 12000000000 USD]\n");
    check("State\tSpending (US$ bn)\nSweden\t[12.0|money 12000000000 USD]\n");
    check("State\tMillion euros\nSpain\t[17 200|money 17200000000 EUR]\n");
    check("State\t₹ crore\nIndia\t[6,81,210|money 6812100000000 INR]\n");
    check("State\tShare of GDP, %\nSweden\t[2.0|percent 2 of=GDP]\n");
    check("State\tSEK m\nSweden\t[1,234|money 1234000000 SEK]\n");
    check("System\tRange, km\nRBS 15\t[300|distance 300]\n");
    check("System\tRange (nm)\nNSM\t[100|distance 185.2]\n");
    check("System\tQuantity\nNSM\t[40|count 40]\n");
    check("State\tRank\nSweden\t[27|rank 27]\n");
}

#[test]
fn heads_without_a_unit_make_no_figures() {
    check("Name\tScore\nAda\t7\nBob\t1,200\n");
    check("System\tSpeed (km/h)\nHarpoon\t860\n");
    check("No.\tState\n1\tSweden\n2\tNorway\n");
}

#[test]
fn bars_part_cells_too() {
    check("| State | US$ bn |\n|---|---|\n| Sweden | [12.0|money 12000000000 USD] |\n");
    check_document(
        "| State | US$ bn |\n|---|---|\n| Sweden | 12.0 |",
        &["12.0=12000000000 USD"],
    );
    check_document("State | US$ bn\nSweden | 12.0", &["12.0=12000000000 USD"]);
}

#[test]
fn blanks_part_cells_too() {
    check_document(
        "State        US$ bn     % of GDP\nSweden         12.0          2.0\nNorway         10.4          2.1",
        &[
            "12.0=12000000000 USD",
            "2.0=2% GDP",
            "10.4=10400000000 USD",
            "2.1=2.1% GDP",
        ],
    );
}

#[test]
fn an_empty_cell_under_blanks_shifts_nothing() {
    check_document(
        "State        US$ bn     % of GDP\nSweden         12.0          2.0\nMalta                        0.4",
        &["12.0=12000000000 USD", "2.0=2% GDP", "0.4=0.4% GDP"],
    );
}

#[test]
fn empty_cells_and_dashes_are_no_figures() {
    for empty in [
        "", "-", "–", "—", "n/a", "n.a.", "..", "…", "xxx", "none", "TBD",
    ] {
        check(&format!(
            "State\tUS$ bn\tQuantity\nMalta\t{empty}\t{empty}\n"
        ));
    }
}

#[test]
fn footnote_marks_are_no_part_of_a_number() {
    for mark in ["*", "†", "¹", "²³", " (a)", " (est.)", "b"] {
        check(&format!(
            "State\tUS$ bn\nSweden\t[12.0|money 12000000000 USD]{mark}\n"
        ));
    }
}

#[test]
fn citation_marks_are_no_part_of_a_number() {
    check("State\tUS$ bn\nSweden\t[12.0|money 12000000000 USD][⟦1⟧|cite 1]\n");
}

#[test]
fn words_behind_a_number_are_no_footnote() {
    check("State\tQuantity\nSweden\t12 or so many\n");
}

#[test]
fn years_over_columns_take_the_unit_of_the_caption() {
    check_document(
        "Figures in US$ billion\nState\t2023\t2024\nSweden\t8.8\t12.0",
        &[
            "2023=year 2023",
            "2024=year 2024",
            "8.8=8800000000 USD",
            "12.0=12000000000 USD",
        ],
    );
    check_document(
        "Military spending, US$ bn\n\nState\t2024\nSweden\t12.0",
        &["2024=year 2024", "12.0=12000000000 USD"],
    );
}

#[test]
fn years_over_columns_take_the_unit_of_the_row() {
    check_document(
        "Sweden\t2023\t2024\nSpending (US$ bn)\t8.8\t12.0\nShare of GDP, %\t1.5\t2.0\nPersonnel\t24\t25",
        &[
            "2023=year 2023",
            "2024=year 2024",
            "8.8=8800000000 USD",
            "12.0=12000000000 USD",
            "1.5=1.5% GDP",
            "2.0=2% GDP",
            "24=-",
            "25=-",
        ],
    );
}

#[test]
fn years_with_a_unit_behind_them() {
    check_document(
        "Item\t2024 (SEK m)\t2025 (SEK m)\nShells\t900\t1 250",
        &["900=900000000 SEK", "1 250=1250000000 SEK"],
    );
}

#[test]
fn years_in_the_first_column_are_dates() {
    check_document(
        "Year\tUS$ bn\n2023\t8.8\n2024\t12.0",
        &[
            "2023=year 2023",
            "8.8=8800000000 USD",
            "2024=year 2024",
            "12.0=12000000000 USD",
        ],
    );
}

#[test]
fn years_from_to_are_left_to_the_scan() {
    check("System\tDelivery\nNSM\t[2028-2030|date 2028-01-01..2030-12-31]\n");
    check("System\tService\nNSM\t[2025–27|date 2025-01-01..2027-12-31]\n");
}

#[test]
fn a_second_line_of_the_head_gives_the_unit() {
    check(
        "State\tSpending\tBurden\n\t(US$ bn)\t(% of GDP)\nSweden\t[12.0|money 12000000000 USD]\t[2.0|percent 2 of=GDP]\n",
    );
}

#[test]
fn commas_are_decimal_where_the_table_shows_it() {
    check(
        "State\tUS$ bn\nSweden\t[12,4|money 12400000000 USD]\nNorway\t[10,25|money 10250000000 USD]\n",
    );
    check("State\tEUR m\nSpain\t[1 234,5|money 1234500000 EUR]\n");
    check("State\tEUR m\nSpain\t[1,234|money 1234000000 EUR]\nMalta\t[87|money 87000000 EUR]\n");
}

#[test]
fn signs_and_hedges() {
    check("State\tChange, %\nSweden\t[+34|percent 34]\nMalta\t[−3.1|percent -3.1]\n");
    check("System\tRange (km)\nA\t[>300|distance 300 more_than]\nB\t[~150|distance 150 about]\n");
    check("System\tRange (km)\nA\t[70-300|distance 70..300]\nB\t[150–500|distance 150..500]\n");
}

#[test]
fn cells_with_a_unit_of_their_own_are_left_to_the_scan() {
    check("System\tRange\nA\t[300 km|distance 300]\nB\t[>185 km|distance 185 more_than]\n");
    check("State\tBudget\nSweden\t[SEK 175 billion|money 175000000000 SEK]\n");
}

#[test]
fn each_table_has_its_own_head() {
    check(
        "State\tUS$ bn\nSweden\t[12.0|money 12000000000 USD]\n\nSystem\tQuantity\tRange (km)\nNSM\t[40|count 40]\t[185|distance 185]\n",
    );
}

#[test]
fn a_total_is_a_figure_like_others() {
    check(
        "State\tUS$ bn\nSweden\t[12.0|money 12000000000 USD]\nTotal\t[22.4|money 22400000000 USD]\n",
    );
}

#[test]
fn short_rows_keep_their_columns() {
    check(
        "State\tUS$ bn\tQuantity\nSweden\t[12.0|money 12000000000 USD]\nNorway\t[10.4|money 10400000000 USD]\t[3|count 3]\n",
    );
}

#[test]
fn cells_may_be_hedged_in_words_or_by_a_plus() {
    check_document(
        "Country | System | Range (km) | Launchers\nChina | DF-21D | c. 1,550 | 30+\nJapan | Type 12 | about 1,000 | 4\n",
        &["c. 1,550=1550 km", "30+=30", "about 1,000=1000 km", "4=4"],
    );
}
