//! Web pages: what is the article, how it is shown, and what depth does.

use super::super::parcel::Parcel;
use super::*;

fn parcel(html: &str) -> Parcel {
    read(html.as_bytes(), None).unwrap()
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(parcel(html).text.trim_end(), expected);
}

#[test]
fn blocks_of_a_short_page() {
    check(
        "<h2>Costs</h2><p>Ten <b>trillion</b>\n yen.<br>More</p><ul><li>one<li><p>two</p></ul><ol start=3><li>three</ol><blockquote><p>said</p></blockquote>",
        "Costs\n\nTen trillion yen.\nMore\n\n• one\n• two\n3. three\n\nsaid",
    );
    check("<pre>a  b\n c</pre>", "a  b\n c");
    check(
        "<table><tr><th>Country<th>2023<tr><td>Japan<td>50.2</table>",
        "Country | 2023\nJapan | 50.2",
    );
}

#[test]
fn cells_stand_below_the_heads_that_cover_them() {
    check(
        "<table><tr><th rowspan=2>Country<th colspan=2>US$ billion<th>Share<tr><th>2023<th>2024<th>%<tr><td>Japan<td>50.2<td>55.3<td>1.4</table>",
        "Country | US$ billion |  | Share\n | 2023 | 2024 | %\nJapan | 50.2 | 55.3 | 1.4",
    );
    check(
        "<table><tr><td rowspan=3>a<td>b<tr><td rowspan=2>c<tr><td>d</table>",
        "a | b\n | c\n |  | d",
    );
    let wide =
        "<table><tr><td colspan=99999999999999999999>a<td>b<tr><td colspan=1000>c<td>d</table>";
    check(wide, &format!("a | b\nc{} | d", " | ".repeat(99)));
}

#[test]
fn a_caption_stands_before_its_table() {
    check(
        "<p>Words</p><table><caption>Spending, US$ bn</caption><tr><th>Country<th>2023<tr><td>Japan<td>50.2</table><p>more</p>",
        "Words\n\nSpending, US$ bn\n\nCountry | 2023\nJapan | 50.2\n\nmore",
    );
}

#[test]
fn what_is_not_shown_is_left_out() {
    check(
        "<title>t</title><script>var x = '<p>no</p>';</script><style>p{}</style><p>yes</p><p hidden>no</p><p style='display: none'>no</p><noscript>no</noscript>",
        "t\n\nyes",
    );
    check("<p style='visibility : Hidden'>no</p><p>yes</p>", "yes");
    check("<p>a&lt;b &amp; &eacute;&#x2019;</p>", "a<b & é’");
}

#[test]
fn raised_numbers_are_marks_or_powers() {
    check(
        "<p>signed.<sup><a href='#n'>12</a></sup></p>",
        "signed.[12]",
    );
    check("<p>10<sup>6</sup> km<sup>2</sup></p>", "10⁶ km²");
    check("<p>18<sup>th</sup></p>", "18th");
}

#[test]
fn the_line_that_says_when_stays_unless_the_head_says_it() {
    let dated = page();
    let undated = dated.replace("article:published_time", "x");
    let with_line = |page: &str| {
        page.replace(
            "</h1>",
            "</h1><p class='byline'>By A. Writer, 12 May 2025</p>",
        )
    };
    let says = |page: &str| parcel(&with_line(page)).text.contains("12 May 2025");
    assert!(says(&undated));
    assert!(!says(&dated));
}

fn page() -> String {
    let paragraph = "<p>Japan plans to spend ten trillion yen on defence by the year 2027, the ministry said, and the parliament is expected to agree, as it did before.</p>";
    format!(
        "<html lang='en'><head><title>Japan plans</title><meta property='article:published_time' content='2024-01-18T10:00:00Z'></head><body><nav><ul><li><a href='/a'>Home</a></li><li><a href='/b'>World news</a></li></ul></nav><article><h1>Japan plans</h1>{}</article><footer><p>Copyright notice</p></footer></body></html>",
        paragraph.repeat(8)
    )
}

#[test]
fn words_are_counted_where_no_space_parts_them() {
    let paragraph = "<p>日本は二〇二七年までに防衛費を十兆円に増やす計画であると、防衛省は発表した。国会は承認する見込みである。</p>";
    let links = "<li><a href='/a'>国際ニュース</a></li>".repeat(40);
    let html = format!(
        "<html><head><title>防衛費</title></head><body><nav><ul>{links}</ul></nav><article><h1>防衛費</h1>{}</article></body></html>",
        paragraph.repeat(8)
    );
    let text = parcel(&html).text;
    assert!(text.contains("十兆円"), "{text}");
    assert!(!text.contains("ニュース"), "{text}");
}

#[test]
fn the_article_is_shown_and_not_the_navigation() {
    let parcel = parcel(&page());
    assert!(
        parcel
            .text
            .starts_with("Japan plans\n\nJapan plans to spend")
    );
    assert_eq!(parcel.text.matches("ten trillion yen").count(), 8);
    assert!(!parcel.text.contains("World news"));
    assert!(!parcel.text.contains("Copyright"));
    assert_eq!(parcel.about.date, date_of("2024-01-18"));
    assert!(parcel.warnings.iter().any(|it| it.0.contains("left out")));
}

#[test]
fn the_encoding_that_a_page_names_is_used() {
    let mut bytes = b"<meta charset=\"windows-1251\"><p>".to_vec();
    bytes.extend(encoding_rs::WINDOWS_1251.encode("Москва").0.iter());
    assert_eq!(read(&bytes, None).unwrap().text, "Москва\n");
    let utf8 = "<meta charset='utf-8'><p>Москва</p>";
    assert_eq!(parcel(utf8).text, "Москва\n");
}

#[test]
fn a_page_that_is_too_deep_is_shown_without_its_tags() {
    let deep = format!("{}words<script>x<y</script> &", "<div>".repeat(100_000));
    let parcel = parcel(&deep);
    assert!(parcel.text.starts_with("words"));
    assert!(parcel.warnings[0].0.contains("nested"));
    assert!(!is_too_deep(&"<p>one<br><li>two".repeat(10_000)));
    assert!(is_too_deep(&"<b><i>".repeat(300)));
    assert!(!is_too_deep(&"<b></b>".repeat(10_000)));
}

#[track_caller]
fn check_kinds(html: &str, expected: &[(BlockKind, &str)]) {
    let parcel = parcel(html);
    let found: Vec<_> = parcel
        .blocks
        .iter()
        .map(|block| (block.kind, block.span.slice(&parcel.text)))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn pictures_stand_where_they_are_with_their_words() {
    use BlockKind::{Heading, ListItem, Paragraph, Picture};
    check_kinds(
        "<p>One <img src=a.png alt='A map'> two</p>",
        &[(Paragraph, "One"), (Picture, "A map"), (Paragraph, "two")],
    );
    check_kinds(
        "<p>One</p><figure><picture><source srcset=b><img src=a alt='x y'></picture><figcaption><p>Its <b>reach</b></p></figcaption></figure><p>two</p>",
        &[
            (Paragraph, "One"),
            (Picture, "Its reach"),
            (Paragraph, "two"),
        ],
    );
    check_kinds(
        "<p>One</p><img src=a.png>",
        &[(Paragraph, "One"), (Picture, "[Picture]")],
    );
    check_kinds("<p>One</p><img src=a.png alt=''>", &[(Paragraph, "One")]);
    check_kinds("<p>One</p><img src=a.png width=1>", &[(Paragraph, "One")]);
    check_kinds(
        "<h2><img src=a alt='a b'> One</h2><ul><li><img src=a alt='a b'> two</ul>",
        &[(Heading { level: 2 }, "One"), (ListItem, "• two")],
    );
}

#[test]
fn figures_in_figures_have_captions_of_their_own() {
    use BlockKind::Picture;
    check_kinds(
        "<p>One two three four</p><figure><figure><img src=a alt='a b'></figure><figure><div><img src=c alt='c d'></div><div><figcaption>Its reach</figcaption></div></figure></figure>",
        &[
            (BlockKind::Paragraph, "One two three four"),
            (Picture, "a b"),
            (Picture, "Its reach"),
        ],
    );
}

#[test]
fn a_link_around_an_item_leaves_out_the_mark() {
    let parcel = parcel("<p>One two</p><a href='/x'><ul><li>three</ul></a>");
    let words: Vec<_> = parcel
        .links
        .iter()
        .map(|it| it.span.slice(&parcel.text))
        .collect();
    assert_eq!(words, ["three"]);
}

#[test]
fn links_keep_their_addresses_beside_the_text() {
    let parcel = parcel(
        "<p>See <a href='https://a.example/?a=1&amp;b=2'>the <i>report</i> </a>and <a href='#n'>below</a>.</p><table><tr><td>a<td><a href='/b'>b</a></table>",
    );
    let found: Vec<_> = parcel
        .links
        .iter()
        .map(|link| (link.span.slice(&parcel.text), &*link.address))
        .collect();
    assert_eq!(
        found,
        [("the report", "https://a.example/?a=1&b=2"), ("b", "/b")]
    );
}
