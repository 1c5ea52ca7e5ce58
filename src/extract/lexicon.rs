//! The word lists that the rules share, in one table: a word is looked up once, without regard to
//! case, and the answer says which of the lists hold it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::anchors::ANCHORS;
use super::split::word_hash;
use super::word_table::{Known, Marks, WordTable};

/// The lists that hold one word, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Senses(u64);

impl Senses {
    /// In no list.
    pub(super) const NONE: Self = Self(0);

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    #[inline]
    pub(super) const fn has(self, sense: Sense) -> bool {
        self.0 & (1 << sense as u8) != 0
    }

    /// Whether any of these lists holds it.
    #[inline]
    pub(super) const fn has_any(self, senses: Self) -> bool {
        self.0 & senses.0 != 0
    }

    /// The bits of these lists and others.
    pub(super) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// The bits of several lists.
    pub(super) const fn of(senses: &[Sense]) -> Self {
        let mut bits = 0;
        let mut rest = senses;
        while let [first, tail @ ..] = rest {
            bits |= 1 << *first as u8;
            rest = tail;
        }
        Self(bits)
    }
}

/// Small words that may introduce a person.
const ROLES: Senses = Senses::of(&[Sense::Office, Sense::Role]);

/// What is known of the words of all lists, by their [`word_hash`].
pub(super) fn known_words() -> BTreeMap<u64, Known> {
    let mut words: BTreeMap<u64, Known> = BTreeMap::new();
    for (bit, list) in LISTS.iter().enumerate() {
        for word in list.split_whitespace() {
            words.entry(word_hash(word)).or_default().senses.0 |= 1 << bit;
        }
    }
    for (word, kind) in ANCHORS {
        let known = words.entry(word_hash(word)).or_default();
        known.anchor = Some(*kind);
        known.marks.add(Marks::ANCHOR);
    }
    for (cue, word) in super::cues::words() {
        let known = words.entry(word_hash(word)).or_default();
        known.cue.get_or_insert(cue);
    }
    for word in ["by", "plc"] {
        let known = words.entry(word_hash(word)).or_default();
        known.marks.add(Marks::CANDIDATE);
    }
    for known in words.values_mut() {
        if known.senses.has_any(ROLES) || known.senses.has(Sense::FirmKind) {
            known.marks.add(Marks::CANDIDATE);
        }
    }
    words
}

/// The table of all words.
pub(super) fn table() -> &'static WordTable {
    static TABLE: LazyLock<WordTable> = LazyLock::new(|| WordTable::new(&known_words()));
    &TABLE
}

/// The lists that hold a word.
pub(super) fn senses(word: &str) -> Senses {
    let table = table();
    table.known(table.find(word_hash(word))).senses
}

/// Makes the lists: for each a [`Sense`], and a function that looks a word up.
macro_rules! word_lists {
    ($($(#[$docs:meta])* $name:ident $sense:ident: $words:expr;)*) => {
        /// A list of words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Sense {
            $($(#[$docs])* $sense,)*
        }

        const LISTS: &[&str] = &[$($words),*];

        // Some lists are only asked for by number, through `Words`.
        const _: &[fn(&str) -> bool] = &[$($name),*];

        $(
            $(#[$docs])*
            pub(super) fn $name(word: &str) -> bool {
                senses(word).has(Sense::$sense)
            }
        )*
    };
}

word_lists! {
    /// Words that say what somebody is and may stand before a name.
    is_title Title: "sheikh ayatollah sultan emir representative president minister secretary chancellor premier general gen admiral adm marshal colonel \
         col captain capt major maj lieutenant lt commander cmdr brigadier brig commodore \
         sergeant ambassador envoy senator sen congressman congresswoman rep governor gov mayor \
         dr mr mrs ms miss sir lord lady baroness shri smt professor prof chairman chairwoman chairperson \
         chair spokesman spokeswoman spokesperson king queen prince princess emperor pope analyst \
         director leader speaker ceo mantri taoiseach commissioner undersecretary economist \
         researcher correspondent fellow reps sens senators congressmen messrs datuk dato datin hon";

    /// Titles that may stand on their own before one more name ("Mr Sato"); the others need a first
    /// name when they are written small.
    is_form_of_address FormOfAddress: "mr mrs ms miss dr sir lord lady shri smt prof gen adm col capt maj lt brig cmdr sen rep reps sens \
         gov hon";

    /// Offices that follow a name after a comma ("John Healey, the defence secretary").
    is_office Office: "president minister secretary chancellor premier general gen admiral adm marshal colonel \
         col captain capt major maj lieutenant lt commander cmdr brigadier brig commodore \
         sergeant ambassador envoy senator sen congressman congresswoman rep governor gov mayor \
         dr mr mrs ms miss sir lord lady baroness shri smt professor prof chairman chairwoman chairperson \
         chair spokesman spokeswoman spokesperson king queen prince princess emperor pope analyst \
         director leader speaker ceo mantri taoiseach commissioner undersecretary economist \
         researcher correspondent fellow chief head deputy adviser advisor expert officer \
         official executive lawmaker deputies historian author founder co-founder lecturer \
         diplomat veteran scholar engineer mp journalist strategist scientist reps sens senators congressmen messrs \
         datuk dato datin hon";

    /// Words that only ever stand inside an office ("former Nato secretary general").
    is_office_filler OfficeFiller: "a an the former then acting prime vice deputy chief senior defence defense foreign \
         finance interior national security state armed forces military army navy air force party \
         opposition company its his her their country budget trade economy research managing \
         policy missile retired top us u s uk nato eu";

    /// Heads that end the name of an organisation ("Bharat Dynamics Limited").
    is_org_suffix OrgSuffix: "industries institute institution agency corporation corp company ltd limited inc plc \
         gmbh university ministry department council committee commission command fund foundation \
         centre center association organisation organization group holdings holding aerospace \
         dynamics shipyard shipyards shipbuilding electronics technologies laboratories \
         laboratory authority bureau office union league alliance bank parliament assembly \
         congress senate court army navy corps guard fleet brigade regiment squadron battalion \
         arsenal academy college directorate administration treasury cabinet legislature \
         secretariat headquarters observatory times tribune gazette herald news network newsroom \
         systems partnership federation consortium forces force service party board society \
         chamber enterprises works armament armaments defence defense airlines airways motors \
         initiative forum think-tank staff school militia coalition syndicate robotics avionics \
         flotilla division wing inspectorate ag ab oy oyj asa nv bv llc llp spa kft zrt coastguard \
         labs lab ventures solutions ombudsman watchdog chancellery politburo enterprise police airforce";

    /// Those suffixes that only make a name after a name ("Royal Navy"), not after any capital
    /// ("Defence Initiative" is a programme, "New Works" a heading).
    is_weak_suffix WeakSuffix: "systems service works defence defense network news times initiative party group office \
         board company forum partnership cabinet court headquarters force forces holding chamber \
         society centre center college union administration staff school coalition division wing \
         labs lab ventures solutions chancellery militia enterprise police";

    /// Heads that begin the name of an organisation ("Ministry of …").
    is_org_prefix OrgPrefix: "ministry department institute institution university bank centre center council office \
         organisation organization association academy agency board bureau house chamber \
         committee commission directorate foundation federation union league school society joint \
         administration community alliance college inspectorate faculty corporation secretariat \
         undersecretariat";

    /// Head nouns of places, last word ("Kadena Air Base") …
    is_place_suffix PlaceSuffix: "sea strait straits island islands peninsula bay gulf ocean province prefecture oblast \
         valley river desert airport port harbour harbor cape base airfield mountains canal \
         channel basin archipelago atoll reef shoal county coast heights gap corridor plateau \
         lake district";

    /// … and first word ("Bay of Bengal", "Camp Humphreys").
    is_place_prefix PlacePrefix: "sea bay gulf strait cape port isle camp fort lake mount raf naval joint";

    /// Classes of weapons: a name before one of these is a weapon's.
    is_weapon_class WeaponClass: "missile missiles rocket rockets drone drones interceptor interceptors launcher launchers \
         uav uavs icbm icbms slbm slbms irbm irbms mrbm srbm";

    /// Words between a weapon's name and its class ("Storm Shadow air-launched cruise missile").
    is_weapon_adjective WeaponAdjective: "cruise ballistic anti ship air surface to ground launched hypersonic supersonic subsonic \
         defence defense guided strike attack land long short medium intermediate range \
         intercontinental submarine sea coastal multiple artillery glide loitering kamikaze tactical \
         nuclear precision rocket missile system anti-ship reconnaissance surveillance \
         observation";

    /// Words that show that a text (or sentence) is about weapons.
    is_weapon_word WeaponWord: "missile missiles rocket rockets drone drones interceptor interceptors launcher launchers \
         uav uavs icbm icbms slbm slbms irbm irbms mrbm srbm battery batteries warhead warheads \
         munition munitions ballistic cruise system systems interceptions launch launched \
         launches fired fire range strike strikes canister canisters spares submarine submarines \
         boats radar deterrent shells weapon weapons arsenal armed hypersonic anti-ship nuclear \
         projectile tests tested test-fired trial trials intercepted artillery bomb bombs crews \
         gunners decoys";

    /// Prepositions after which a capital is a place.
    is_locative Locative: "in near outside inside around at across over above throughout within beyond off via \
         towards toward into onto downtown central greater northern southern eastern western \
         reach reaches reaching hit hits bombed struck left visited visit visiting toured";

    /// Capitalised words that only begin a sentence, or stand in headings.
    is_function_word FunctionWord: "the a an this that these those in on at by of for from to with and but or nor as if when \
         while where who what why how which it its he she they we i you his her their our there \
         here some most many all both each every any no not two three four five six seven eight \
         nine ten one several after before since until under over between against about last next \
         new also then now however meanwhile indeed moreover therefore according following during \
         although though because so yet still even only other another such more less than per \
         without within despite like unlike once later earlier today yesterday tomorrow \
         additionally finally first second third is was are were be has have had will would may \
         might can could should must do does did say says said my your amid among beyond nearly \
         almost up down out off note see table figure chapter section annex article part page \
         source sources photo image update by-line officials ministers analysts experts critics \
         former current total";

    /// Months, weekdays and the like: capitalised, never a name here.
    is_calendar_word CalendarWord: "january february march april may june july august september october november december \
         jan feb mar apr jul aug sept sep oct nov dec monday tuesday wednesday thursday \
         friday saturday sunday christmas easter fy q1 q2 q3 q4 spring summer autumn winter gmt \
         utc am pm";

    /// Surnames that are also words or first names: alone they need the person's full name before.
    is_common_word CommonWord: "no an so do may rice gates store brown martin gram harper costa eto chi han song wang mori ng barak \
         miller blair wallace hammond hutton harris robles montenegro castro magyar wong pak \
         austin perry cook fox fallon straw reed bush johnson major carter ford trump sharp";

    /// Verbs of saying, which have a person or a government beside them.
    is_speech_verb SpeechVerb: "said says told added argued warned noted wrote stated announced explained asked insisted \
         claimed declared confirmed replied answered complained cautioned stressed acknowledged \
         admitted remarked quipped joked recalled reiterated emphasised emphasized countered \
         conceded predicted lamented testified tweeted commented observed responded suggested";

    /// Small words that a hyphen joins to a name without making it longer.
    is_hyphen_tail HyphenTail: "led based backed made era style like run born linked friendly class type \
         built owned led held bound wide only ready armed sized";

    /// The commonest first names, beside those that the tables have.
    is_common_first_name CommonFirstName: "justin sidharth marcus tobias sebastian florian matthias dominik klaus jurgen wolfgang ursula annalena \
         friedrich franz heiko katarina astrid bjorn mats anders magnus henrik mikael tuomas antti jukka \
         petteri pekka ilkka liis kadri kaja toomas margus andris janis edgars krisjanis gitanas arvydas \
         laurynas dovile mateusz wladyslaw tomasz pawel krzysztof marcin marek jaroslaw radoslaw \
         malgorzata agnieszka jiri petr vaclav tomas zuzana viktor gabor istvan laszlo bogdan mihai ion \
         ivana goran zoran aleksandar dimitris nikos kostas kyriakos alexis ahmet mehmet hakan yasar emre \
         mustafa hulusi ali hassan hussein omar khalid ahmed abdullah yusuf ibrahim fatima rajesh sanjay \
         amit anil arun vikram priya suresh ramesh deepak ashok vijay nirmala narendra shinzo akira kenta \
         takeshi haruto naoko yoko akiko keiko satoshi shigeru yoshihide toshimitsu hirokazu itsunori \
         minoru kazuo makoto ichiro jiro kenichi andriy oleksandr oleksii volodymyr mykola serhii yulia \
         olena dmytro valerii rustem denys vitaliy sergey konstantin yevgeny anatoly valery maksim nikita \
         francois emmanuel sebastien florence catherine bruno alain gerard xavier luc matteo guido lorenzo \
         giorgia antonella francesca marco luca paolo roberto crosetto javier fernando miguel rafael \
         margarita jorge ricardo diego alejandro gabriela joao rui nuno pedro malcolm angus alistair \
         fiona hamish liam noah ethan logan tyler austin dylan kyle brad brett todd doug ted fred harry \
         alfred arthur leonard raymond ralph russell dennis jerry larry barry wayne glenn dale roy ray adam alan alex alexander alice amanda amy andrea andreas andrew andrzej angela anna anne \
         anthony antonio ben benjamin bill bob boris brian bruce carl carlos caroline catherine \
         charles chris christian christine christopher claire craig dan daniel david diana dmitry \
         donald edward elena elisabeth elizabeth emily emma eric erik eva frank gary george \
         gerald giovanni gordon graham greg hans helen henry hiroshi ian igor ivan jack jacob \
         jacques jakub james jan jane jason jean jeff jeffrey jennifer jeremy jessica jim joan \
         joe johan john jonas jonathan jose joseph juan julia julie karen karl kate katherine \
         keith kenji kevin lars laura lisa luis maria mark martin mary matthew max michael michal \
         mike mikhail mohammed muhammad nancy natalia nicholas nick nikolai olaf oleg olga oliver \
         pablo patrick paul pavel pedro peter philip philippe pierre piotr rachel ralf ravi \
         rebecca richard rob robert roger ronald ruth ryan sam samuel sandra sara sarah scott \
         sergei sergey simon sofia sophie stefan stephen steve steven stuart susan takashi taro \
         thomas tim timothy tom tony vladimir walter wendy william yuki yuri";

    /// Capitalised words of geography and trade that begin other names.
    is_region_word RegionWord: "western eastern northern southern european asian african arctic baltic nordic atlantic \
         pacific allied royal federal central north south east west international world global \
         union strategic military government parliament ministry budget war treaty act plan \
         programme program review strategy agreement deal project operation exercise block type \
         mark class gdp shield sky iron cold black white red green blue republican republicans \
         democrat democrats conservative labour christian islamic muslim state united great eu \
         day week conference summit tuesday fact sheet system range country buyer staff writers \
         writer correspondents desk delivery quantity change plans notes missiles secretary route doctrine accords accord \
         presidency era campaign rally tax tariff tariffs tower declaration memorandum amendment \
         bill bridge road avenue street boulevard wall dome shipyard office airport stadium affairs associate \
         findings estimate estimates budgetary recommendations maritime facts takeaways objectives transformation";

    /// Small words inside a surname.
    is_particle Particle: "e y de von van der den bin al el da di du dos ter ten la le af zu ibn";

    /// Family names that stand first.
    is_surname_first SurnameFirst: "Kim Xi Li Lee Wang Moon Yoon Dong Wei Choe Pak Han Shin Cho Ri Jo Hu Jiang Tsai Lai Wu \
         Zhang Liu Chen Yang Zhao Huang Zhou Xu Zhu Guo Lin Luo Gao Zheng Liang Xie Tang Deng Feng \
         Cao Zeng Peng Xiao Cai Pan Tian Yuan Yu Du Su Qin Park Choi Jung Jeong Kang Jang Lim Kwon \
         Hwang Ahn Song Ryu Hong Suh Noh Nguyen Tran Pham Vo Dang Bui Phan Vu Ngo Kang Bae Baek Chung \
         Koo Chang Hsu Hsiao Tseng Koo Chiu Yen Ko Oh Seo Son Cheong Chae Myung Rim Hyon \
         Seok Yun Nam Mun Im Shim Sim Heo Hur Kwak Joo Woo Pyo Byun Eom Yoo Yeom Roh Paik Ren Shao Qiu \
         Meng Ding Zou Xiong Hoang Duong Luong Truong Lo Hsieh Chu Chuang Chiang Kuo Hung Yeh Hau Shih";

    /// Families of missiles, launchers, air-defence systems and drones, never of aircraft or tanks.
    is_missile_prefix MissilePrefix: "KN DF JL HQ HN YJ PL CJ HJ LD Kh R S RS SS SA AGM AIM BGM RGM UGM RIM MGM MIM FIM RBS \
         ASM SSM SM PAC MQ RQ TB FP Hwasong Pukguksong Pukkuksong Hyunmoo Agni Prithvi Shaheen \
         Ghauri Hatf Babur Fateh Shahab Shahed Qiam Geran Gerbera Iskander XASM Khorramshahr \
         Zolfaghar Kheibar Hwasal Pyoljji Hongqi Dongfeng Julang Yingji Rampage Nirbhay Dhanush \
         Sahand Sayyad Bavar Ababil Mohajer Bayraktar Chunmoo Hisar Siper Roketsan Sarisa Hrim";

    /// Modifiers that make no name of a head noun.
    is_generic_modifier GenericModifier: "new former opposition military defence defense air ground security local state young \
         regular special joint national armed other russian-led private public foreign western \
         allied nuclear naval ruling labour core early internal";

    /// What belongs to a city and not to a government.
    is_city_noun CityNoun: "airport metro area region district districts neighbourhood neighbourhoods neighborhood \
         neighborhoods borough boroughs suburb suburbs streets residents outskirts port \
         governor mayor skyline conference summit subway hotel court university time bay \
         prefecture declaration stock bureau airshow show office city think daily newspaper \
         newsroom restaurant street streets square embassy museum zoo stadium exhibition fair \
         exchange bridge river tower metropolitan landmark skyscraper headquarters theatre \
         apartment apartments flat villa garage lecture workshop seminar gathering regional municipal \
         archipelago";

    /// Something that a government sends.
    is_message Message: "pressure threat threats support criticism demand demands approval aid assistance order \
         orders pledge request requests response reaction signal signals message permission help \
         backing warning warnings reply money guarantees loan loans purchases imports \
         independence funding";

    /// Words of travel before "to".
    is_motion Motion: "flew fly flies flight flights travelled traveled travel travels trip visit visits \
         returned return moved went go came come drove road route invited close closer next \
         brought arrived headed way distance line";

    /// What stands before "of" and a city.
    is_part_of_city PartOfCity: "capital town village settlement municipality hamlet city outskirts streets east west north south northeast northwest southeast \
         southwest suburb suburbs centre center mayor port km kilometres kilometers miles range \
         heart university bishop battle siege reach skies";

    /// What money is called after the name of its country.
    is_currency Currency: "dollar dollars pound pounds franc francs yen yuan won rupee rupees krona kronor krone kroner peso pesos \
         real reais rand rouble roubles ruble rubles zloty zlotys lira liras shekel shekels dinar \
         dinars dirham dirhams riyal riyals ringgit baht dong hryvnia hryvnias forint forints \
         koruna korunas leu lei lev";

    /// Given names beside the commonest ones.
    is_given_name GivenName: super::given_names::WORDS;

    /// What somebody is; written small before a full name it introduces a person.
    is_role Role: "officer colleague counterpart adviser advisor expert lawmaker historian author \
         founder co-founder lecturer diplomat veteran scholar engineer journalist strategist \
         scientist chief columnist activist physicist editor reporter photographer \
         predecessor successor cousin wife husband brother son daughter sister father mother \
         friend guest lawyer banker pilot astronaut novelist poet philosopher politician \
         parliamentarian legislator academic specialist warlord negotiator judge prosecutor \
         dissident oligarch billionaire entrepreneur businessman businesswoman rival \
         challenger candidate co-author blogger commentator critic inventor designer \
         sociologist consultant attorney aide premier strongman dictator volunteer fisherman \
         farmer worker trader mechanic campaigner executive staff";

    /// Before the names of a byline.
    is_by By: "by";

    /// Before a name that a class of weapons has: "missiles such as the …", "a drone called …".
    is_before_named BeforeNamed: "the as called named dubbed like designated codenamed nicknamed";

    /// Before a town.
    is_before_town BeforeTown: "in at near outside around from to off";

    /// Behind a town: classes of places, whose base it is, and where it lies.
    is_behind_town BehindTown: "oblast prefecture province peninsula island airport airfield airbase strait \
         proving cosmodrome reef shoal atoll river valley corridor islands desert air naval military \
         army near outside north south east west";

    /// What stands before the name of a firm: "the company Zorblax".
    is_kind_of_firm FirmKind: "company firm manufacturer maker startup shipbuilder subsidiary";

    /// What newspapers are called after their town.
    is_newspaper Newspaper: "post star review journal chronicle mail mirror examiner inquirer courier advertiser \
         telegraph globe observer sun";
}

/// The lists of first names.
pub(super) const FIRST_NAMES: Senses = Senses::of(&[Sense::CommonFirstName, Sense::GivenName]);
