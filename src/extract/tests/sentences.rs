//! Sentences about what names share with other things, one property a test.

use super::articles::check;

#[test]
fn countries_share_their_names_with_other_things() {
    check("He served turkey dinner on china cups in May and March.");
    check(
        "[Turkey|country TUR] and [Georgia|country GEO] signed with [Jordan|country JOR] and [Chad|country TCD].",
    );
    check("[Georgia Meloni|person] never spoke for [Italy|country ITA].");
    check("A study by [Georgia Tech|organisation] found that [Michael Jordan|person] sold shoes.");
    check("[Jordan Smith|person] flew to [Amman|place JOR] in [Jordan|country JOR].");
    check(
        "[Paris Hilton|?person] never visited [Mali|country MLI], [Niger|country NER] or [Oman|country OMN].",
    );
    check("Guinea pigs are no soldiers of [Guinea-Bissau|country GNB].");
    check("[Chinese|country CHN] tea and a polish cloth.");
}

#[test]
fn weapons_share_their_names_with_other_things() {
    check("The Patriot Act does not mention [Patriot|weapon patriot] missiles.");
    check("The Standard Chartered branch sells Harpoon beer and Javelin sports cars.");
    check("Trident gum and Trident the company sponsored a race in [France|country FRA].");
    check("The army fired an [Arrow 3|weapon arrow-3] interceptor; an arrow pointed south.");
    check(
        "[Iron Dome|weapon iron-dome] and [David's Sling|weapon davids-sling] shot down the missiles.",
    );
    check("He bought a [Spike Lee|?person] film and a Javelin throw ticket.");
    check(
        "[Ukraine|country UKR] received [Javelin|weapon javelin] and [Stinger|weapon stinger] missiles.",
    );
    check("The Excalibur hotel in [Las Vegas|place USA] is full.");
    check(
        "A Hawk trainer crashed, but [Hawk|weapon hawk] missiles were sent to [Ukraine|country UKR].",
    );
}

#[test]
fn joined_peoples_and_hyphenated_heads() {
    check(
        "The [Japanese|country JPN]-made radar, an anti-[China|country CHN] bill and a [US|country USA]-led force.",
    );
    check(
        "A [Franco|country FRA]-[German|country DEU] plan, a [Sino|country CHN]-[Russian|country RUS] drill and an [Anglo|country GBR]-[American|country USA] idea.",
    );
    check("The two [Koreas|?country] talk.");
    check(
        "[Poles|country POL], [Finns|country FIN], [Swedes|country SWE], [Danes|country DNK] and [Turks|country TUR] voted; poles and finns did not.",
    );
}

#[test]
fn headlines_keep_countries_and_weapons() {
    check("[INDIA|country IND] TESTS NEW MISSILE OVER [BAY OF BENGAL|place]");
    check(
        "[Japan|country JPN] Orders More [Tomahawks|weapon tomahawk] as [China|country CHN] Watches",
    );
}

#[test]
fn designations() {
    check(
        "They showed the [KN-23|weapon kn-23], the [PL-15E|weapon pl-15] and the [Hwasong-21|weapon] missiles.",
    );
    check(
        "[Russia|country RUS] fired [Kh-101|weapon kh-101], [R-77M|weapon r-77] and [9M729|weapon 9m729] missiles.",
    );
    check(
        "The [S-500|weapon s-500], the [DF-27|weapon df-27], the [JL-3|weapon jl-3] and the [HQ-22|weapon hq-22] were shown.",
    );
    check(
        "[Sweden|country SWE] sells the [RBS 15|weapon rbs-15]; [Norway|country NOR] the [NSM|weapon nsm].",
    );
    check(
        "[ATACMS|weapon atacms], [SM-6|weapon sm-6], [PAC-3 MSE|weapon pac-3-mse] and [GMLRS-ER|weapon er-gmlrs] rockets.",
    );
    check(
        "[Agni-P|weapon agni-p], [K-4|weapon k-4] and [Nirbhay|weapon nirbhay] are [Indian|country IND]; [Sejjil|weapon sejjil] is [Iranian|country IRN].",
    );
    check("The [Type 93|weapon] surface-to-air missile is old.");
    check("A drone called [Zorbulak|weapon] hit the plant.");
    check("Two Su-34s and a MiG-31K took off with a [Kinzhal|weapon kinzhal].");
}

#[test]
fn designations_of_other_things() {
    check(
        "The F-35, the Su-57, the B-21 and the J-20 are aircraft; the M-4 is a road, the A-10 a plane and the A4 a motorway.",
    );
    check("Resolution 1874 and paragraph 12 of Resolution S/RES/2397 apply.");
    check("The Leopard 2, the T-90 and the K9 are in service; the K-9 howitzer, too.");
    check("A missile hit the S-80 submarine; the S-92 helicopter flew on.");
    check(
        "The frigate HMS London and the carrier USS George Washington sailed from [Yokosuka|place JPN].",
    );
    check("The cruiser Moskva sank; the carrier Admiral Kuznetsov burned.");
    check("The [Boeing|organisation] plant makes the KC-46.");
}

#[test]
fn people_by_title_and_office() {
    check("Defence Minister [Boris Pistorius|person] met Gen. [Christopher Cavoli|person].");
    check("[Aarne Kivistö|person], the chief of staff, said so.");
    check("The analyst [Maarten van der Y|?person] spoke.");
    check(
        "Analyst [Pieter van der Meulen|person] of the [Clingendael Institute|organisation] disagrees.",
    );
    check(
        "The [Russian|country RUS] Defence Minister, [Andrei Belousov|person], met the head of the [IAEA|organisation], [Rafael Grossi|person].",
    );
    check(
        "Speaker [Mike Johnson|person] told [Congress|organisation] that [America|country USA] would pay.",
    );
    check(
        "The Chief of the General Staff, General [Valery Gerasimov|person], signed. “It works,” [Gerasimov|person Valery Gerasimov] said.",
    );
    check(
        "The Defence Secretary, [John Healey|person], and the Chancellor, [Rachel Reeves|person], disagreed.",
    );
    check("Mayor [Klitschko|person] said [Kyiv|place UKR]'s streets were dark.");
    check("The chief of the air staff, Air Marshal [Zoe Adams|person], spoke.");
    check("“No,” Wallström said. “Not yet,” said Foreign Minister [Margot Wallström|person].");
}

#[test]
fn names_of_many_peoples() {
    check(
        "Crown Prince [Mohammed bin Salman|person] and General [Abdel Fattah al-Burhan|person] met.",
    );
    check(
        "[Shin Won-sik|person] said that [Seoul|government KOR] was ready. [Shin|person Shin Won-sik] left.",
    );
    check(
        "Prime Minister [Pham Minh Chinh|person] arrived. [Chinh|person Pham Minh Chinh] said little.",
    );
    check(
        "“We are ready,” said [Anna-Lena Müller-Schmidt|person]. [Müller-Schmidt|person Anna-Lena Müller-Schmidt] smiled.",
    );
    check("Mr [O’Brien|person] and Ms [D'Souza|person] asked.");
    check(
        "[Emmanuel Macron|person]'s visit to [Côte d’Ivoire|country CIV] and to [İstanbul|place TUR].",
    );
    check("[Kim Jong Un|person]'s sister [Kim Yo Jong|person] warned [Seoul|government KOR].");
    check(
        "[Lai Ching-te|person] spoke in [Taipei|place TWN]. [Lai|person Lai Ching-te] said more.",
    );
    check("[John F. Kennedy|person] and [Ronald Reagan|person] are dead.");
}

#[test]
fn organisations_by_their_heads() {
    check("The [Quad|organisation] talks were held by the [Quad|organisation] leaders.");
    check(
        "[Bharat Dynamics Limited|organisation] and [Hanwha Aerospace|organisation] signed; [Acme Defence Systems|organisation] and [Zorro Industries|organisation] did not.",
    );
    check(
        "The [Department of Strange Affairs|organisation] and the [Ministry of Silly Walks|organisation] merged.",
    );
    check(
        "[Vandelay plc|organisation], [Muster GmbH|organisation], [Beispiel AG|organisation], [Esimerkki Oy|organisation] and [Exempel AB|organisation] bid.",
    );
    check(
        "The [House Armed Services Committee|organisation] asked the [Joint Staff|organisation].",
    );
    check(
        "The [U.S. Navy|organisation] and the [Royal Navy|organisation] met the [Republic of Korea Navy|organisation].",
    );
    check(
        "Its [Navy|organisation] and its [Air Force|organisation] got less; the [Army|organisation] got more.",
    );
    check(
        "She studied at the [University of Tokyo|organisation] and at [King's College London|organisation].",
    );
    check("The [2nd Infantry Division|organisation] trains at [Camp Casey|place KOR].");
    check(
        "The [Kyiv School of Economics|organisation] and the [Moscow Times|organisation] reported it.",
    );
    check("The [General Assembly|organisation] voted, the [Supreme Court|organisation] ruled.");
    check("[Northern Command|organisation] was moved; [US Northern Command|organisation] too.");
    check(
        "The [Institute for the Study of War|organisation] and the [Centre for Strange Studies|?organisation].",
    );
    check("The Kurdish [YPG|organisation] and the [Houthi movement|organisation].");
    check(
        "The [Air Force|organisation] and the [Coast Guard|organisation] of [Chile|country CHL] bought radars.",
    );
}

#[test]
fn short_forms_defined_in_the_text() {
    check(
        "The [Defence Research and Development Organisation|organisation] ([DRDO|organisation]) tested it. [DRDO|organisation] is glad.",
    );
    check(
        "[ZXQO|organisation] (the [Zamunda Xenial Quartz Organisation|organisation]) tested it. [ZXQO|organisation] is glad.",
    );
    check(
        "The [Zamunda Peace Institute|organisation], or [ZPI|organisation], closed. [ZPI|organisation] was small.",
    );
}

#[test]
fn capitals_act_or_lie_somewhere() {
    check("[Tokyo|government JPN] announced a plan in [Tokyo|place JPN].");
    check(
        "Talks between [Seoul|government KOR] and [Washington|government USA] began after [Warsaw|government POL]'s decision.",
    );
    check("They drove the road to [Kyiv|place UKR].");
    check(
        "[London|government GBR] and [Paris|government FRA] agreed; he lives in [London|place GBR].",
    );
    check("Officials in [Ankara|place TUR] said [Ankara|government TUR] would not wait.");
    check("[Beijing|place CHN]-based analysts and [London|place GBR]-based firms.");
    check(
        "President [Volodymyr Zelenskyy|person] thanked [Berlin|government DEU] for [IRIS-T|weapon iris-t-slm] systems.",
    );
}

#[test]
fn programmes_treaties_and_exercises_are_no_bodies() {
    check("In May and June, Monday Morning and [Western Europe|place] mattered.");
    check(
        "The Artemis Programme, the Golden Shield Plan, the Arms Export Act and Exercise Talisman Sabre.",
    );
    check("The Berlin Wall fell and the Warsaw Pact ended.");
    check("The Washington Treaty binds [Iceland|country ISL].");
    check("The Vienna Convention and the Paris Agreement are treaties.");
    check("Operation Midnight Hammer and Exercise Steadfast Defender ended.");
    check("The White Paper and the National Defense Strategy say so.");
}

#[test]
fn known_bodies_and_seas() {
    check(
        "The [Black Sea fleet|organisation] of [Russia|country RUS]; the [Black Sea Fleet|organisation] sailed.",
    );
    check(
        "According to The [New York Times|organisation], officials in the [Pentagon|government USA] knew.",
    );
    check(
        "The [European Union|organisation], the [EU|organisation], [Nato|organisation] and the [UN Security Council|organisation] met in [The Hague|place NLD].",
    );
    check("The [Baltic states|place] and the [Baltic Sea|place].");
    check("The [Baltic|place] budgets and the [Baltic|place] ports grew.");
    check("The [Boeing|?organisation] 737 and the [Airbus|?organisation] A400M landed.");
}

#[test]
fn names_that_open_a_sentence() {
    check("[Zorblax Quimby|person] said so. Local Officials said so.");
    check("Strategic Defence Review said so.");
    check("[Boaz Levy|person], the chief executive, told the [Commons|organisation].");
}

#[test]
fn newspapers_of_towns() {
    check("The [Brisbane Courier-Mail|organisation] and the [Kyiv Post|organisation] wrote it.");
    check("The Warsaw Review Conference ended.");
}

#[test]
fn bases_and_formations() {
    check("at [RAAF Base Edinburgh|place] and [Naval Station Norfolk|place]");
    check("the [10th Brigade|organisation] and the [2nd Multi-Domain Task Force|organisation]");
}

#[test]
fn the_state_of_georgia() {
    check("He was in [Atlanta|place USA], [Georgia|place USA], last May.");
    check("Voters in [Georgia|place USA] and [Ohio|place USA] chose him.");
    check("Troops met in [Tbilisi|place GEO], [Georgia|country GEO], on Monday.");
    check("The [US|country USA] and [Georgia|country GEO] agreed.");
}

/// The dates in a text.
#[track_caller]
fn check_dates(text: &str, expected: &[&str]) {
    let extraction = crate::extract::fixtures::extract(text);
    let dates = extraction
        .mentions
        .iter()
        .filter(|it| it.kind() == crate::extract::Kind::Date);
    let found: Vec<_> = dates.map(|it| it.span.slice(text)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn telephone_numbers_are_no_years() {
    check_dates("Press office: +47 23 09 2019, or ask at the gate.", &[]);
    check_dates("Call +61 2 6127 1999.", &[]);
    check_dates("Call 0207 218 2016 in the morning.", &[]);
    check_dates("It spent more in 2019 and 2020.", &["2019", "2020"]);
}

#[test]
fn a_month_may_name_a_budget() {
    let text = "Oslo, 14 November 2024\n\nThe minister added money in the October budget and at the June summit.";
    check_dates(text, &["14 November 2024", "October", "June"]);
    check_dates(
        "Oslo, 14 November 2024\n\nThe October cabinet sat.",
        &["14 November 2024"],
    );
}
