//! Words that tell counts from other numbers: plurals, ends of phrases, measures, labels.

use crate::extract::word_set::word_set;

word_set! {
    /// Plurals without an s, and collectives that take a number.
    IRREGULAR =
        "people" "men" "women" "children" "personnel" "aircraft" "spacecraft" "watercraft"
        "hovercraft" "police" "staff" "crew" "infantry" "servicemen" "servicewomen" "airmen"
        "crewmen" "sailors" "gunmen" "policemen" "fishermen" "businessmen" "seamen" "cattle"
        "craft" "sorties" "bombers" "SAMs" "dead" "wounded" "injured" "bus" "buses" "bases"
        "crises" "headquarters" "apparatus" "analyses" "lawmen" "countrymen" "reservists"
        "conscripts" "census" "cavalry" "artillery" "cannon" "ammunition"
}

word_set! {
    /// Words that end in s without being a counted plural.
    NOT_PLURAL =
        "was" "has" "does" "its" "his" "this" "thus" "plus" "always" "perhaps" "towards"
        "afterwards" "besides" "overseas" "says" "hers" "ours" "yours" "whereas" "versus"
        "nuclear-powered" "various" "series" "news" "previous"
}

word_set! {
    /// Words that end a noun phrase.
    STOPS =
        "a" "an" "the" "of" "in" "on" "at" "by" "to" "for" "from" "with" "and" "or" "but" "nor"
        "as" "than" "that" "which" "who" "whom" "whose" "where" "when" "while" "if" "is" "are"
        "was" "were" "be" "been" "being" "has" "have" "had" "will" "would" "can" "could" "may"
        "might" "must" "should" "shall" "do" "does" "did" "not" "it" "they" "he" "she" "we"
        "you" "i" "its" "their" "his" "her" "our" "these" "those" "this" "after" "before"
        "during" "since" "until" "under" "over" "between" "among" "into" "onto" "per" "via"
        "through" "across" "along" "about" "around" "within" "without" "said" "says" "say"
        "also" "so" "then" "because" "although" "though" "yet" "against" "near" "off" "out" "up"
        "down" "back" "away" "ago" "later" "earlier" "each" "every" "both" "all" "any" "some"
        "no" "only" "now" "there" "here" "what" "how" "why" "including" "worth" "made" "took"
        "bought" "sold" "ordered" "came" "went" "remain" "remained" "more" "less" "percent"
        "times" "fold" "respectively" "behind" "alone" "strong" "agreed" "followed" "following"
        "left" "lost"
}

word_set! {
    /// Units of time, weight, speed, power, and other words that make a number no count.
    MEASURES =
        "km" "kms" "kilometre" "kilometres" "kilometer" "kilometers" "mile" "miles" "metre"
        "metres" "meter" "meters" "feet" "year" "years" "month" "months" "week" "weeks" "day"
        "days" "hour" "hours" "minute" "minutes" "min" "mins" "second" "seconds" "decade"
        "decades" "century" "centuries" "fortnight" "weekend" "weekends" "quarters" "halves"
        "thirds" "fifths" "sixths" "sevenths" "eighths" "ninths" "tenths" "fold" "times"
        "percent" "degree" "degrees" "knot" "knots" "kg" "kilogram" "kilograms" "kilogramme"
        "kilogrammes" "kilo" "kilos" "ton" "tons" "tonne" "tonnes" "lb" "lbs" "pound" "pounds"
        "kiloton" "kilotons" "megaton" "megatons" "mm" "cm" "millimetre" "millimetres"
        "millimeter" "millimeters" "centimetre" "centimetres" "inch" "inches" "litre" "litres"
        "liter" "liters" "gallon" "gallons" "mw" "gw" "kw" "kilowatt" "kilowatts" "megawatt"
        "megawatts" "gigawatt" "gigawatts" "hp" "horsepower" "mach" "mph" "kph" "ghz" "mhz" "hz"
        "db" "points" "bps" "cents" "cent" "pence" "hectare" "hectares" "acre" "acres" "square"
        "sq" "cubic" "ms" "gb" "tb" "mb" "kwh" "kt" "displacement" "g" "volts" "watts" "rpm"
        "carat" "yards" "yard" "stars" "o" "m" "t" "ha" "kn" "kts" "l" "yr" "yrs" "hr" "hrs" "sec" "secs" "mo" "mos"
}

word_set! {
    /// What a number is said to count where a hyphen ties the two: "the 27-nation bloc".
    JOINED =
        "nation" "member" "country" "ship" "aircraft" "vessel" "boat" "jet" "plane" "person" "man"
        "woman" "soldier" "tank" "missile" "drone"
}

word_set! {
    /// Sorts of things before "and" and another number: "10 large and 18 smaller vessels".
    SORTS =
        "large" "larger" "big" "small" "smaller" "heavy" "light" "medium" "new" "old" "older" "male"
        "female" "manned" "unmanned" "crewed" "armed" "unarmed" "active" "reserve" "permanent"
        "temporary" "nuclear" "conventional" "strategic" "tactical" "domestic" "foreign" "military"
        "civilian" "regular" "professional" "wheeled" "tracked" "tethered"
}

word_set! {
    /// Models that are counted without a plural: "36 Gripen".
    MODELS =
        "gripen" "rafale" "eurofighter" "typhoon" "tejas" "leopard" "abrams" "challenger" "merkava"
        "apache" "chinook" "boxer" "lynx" "puma" "caracal" "caiman" "hercules" "atlas" "tornado"
        "marder" "bradley" "stryker" "patria" "altay" "ariete" "centauro" "caesar" "archer" "tomahawk"
        "taurus" "storm" "javelin" "stinger" "patriot" "iskander" "shahed" "kinzhal" "kalibr"
        "brimstone" "hellfire" "harpoon" "exocet" "brahmos" "starstreak" "mistral" "oreshnik"
}

word_set! {
    /// What became of those a number counts.
    FATES =
        "killed" "dead" "wounded" "injured" "missing" "captured" "hurt" "arrested" "lost"
}

word_set! {
    /// Words for many, before "of" and their number.
    COLLECTIVES =
        "crew" "crews" "fleet" "fleets" "force" "forces" "total" "group" "team" "population" "order"
        "garrison" "membership" "staff" "workforce" "record" "army" "convoy" "swarm" "salvo" "batch"
        "contingent" "complement" "stockpile" "arsenal" "inventory" "strength" "headcount"
        "production" "buy" "purchase" "crowd" "squadron" "package" "flotilla" "shipment" "consignment"
        "panel" "caravan" "class" "battalion" "brigade" "regiment" "company" "platoon" "squad"
        "detachment" "unit" "corps" "division" "wing" "tribe" "town" "village"
}

word_set! {
    /// Verbs of having, making and losing, before their number.
    HAVING =
        "has" "have" "had" "operates" "operate" "operated" "bought" "ordered" "orders" "buys"
        "another" "received" "fields" "fielded" "wants" "needs" "killed" "killing" "wounding"
        "injuring" "deployed" "delivered" "lost" "built" "totalling" "totaling" "numbering"
        "wounded" "injured" "captured" "arrested" "downed" "numbered" "employs" "totals" "totalled" "totaled" "makes" "produces" "carry"
        "carries" "carried" "carrying"
}

word_set! {
    /// Words before a price: a number behind them that names no currency counts nothing.
    PAYING =
        "cost" "costs" "costing" "paid" "pay" "pays" "paying" "worth" "spend" "spends" "spent"
        "spending" "price" "priced" "invest" "invested" "budgeted" "borrow" "borrowed"
}

word_set! {
    /// Verbs behind a number that is their subject.
    VERBS =
        "have" "were" "are" "had" "remain" "will" "did" "would" "remained"
}

word_set! {
    /// Past forms without -ed behind a number that is their subject.
    PASTS = "fled" "died" "came" "took" "went" "said" "fell" "hit" "left" "got" "sank" "flew"
}

word_set! {
    /// Words after which a number is a name: "Type 12", "Article 9".
    LABELS =
        "type" "article" "articles" "chapter" "section" "sections" "figure" "fig" "table"
        "block" "mk" "mark" "phase" "tranche" "batch" "level" "tier" "annex" "appendix" "page"
        "pages" "pp" "vol" "volume" "issue" "no" "nos" "number" "resolution" "resolutions" "flight"
        "paragraph" "para" "rule" "version" "increment" "pillar" "stage" "step" "category"
        "project" "object" "protocol" "highway" "route" "channel" "item" "scenario" "model"
        "variant" "baseline" "episode" "question" "grade" "row" "column" "note" "notes"
        "footnote" "code" "room" "gate" "runway" "hull" "pier" "sheet" "exemption" "schedule" "clause"
        "recommendation" "objective" "principle" "criterion" "exhibit"
}

/// The same, but common words unless they are capitalised.
pub(super) const CAPITAL_LABELS: &[&str] = &[
    "Group",
    "Lot",
    "Act",
    "Part",
    "Line",
    "Unit",
    "Class",
    "Force",
    "Title",
    "Option",
    "Area",
    "Point",
    "Zone",
    "Sector",
    "Top",
    "Squadron",
    "Battalion",
    "Brigade",
    "Regiment",
    "Division",
    "Corps",
    "Fleet",
    "Directive",
    "Order",
    "Bill",
    "Law",
    "Decree",
    "Regulation",
    "Apollo",
    "Boeing",
    "Airbus",
    "World",
    "War",
    "Vision",
    "Agenda",
    "Plan",
    "Horizon",
    "Readiness",
    "Strategy",
];
