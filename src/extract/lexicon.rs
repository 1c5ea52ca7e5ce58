//! The word lists that the rules for names share. Looked up without regard to case, and without
//! making a string: every word of a document passes through some of them.

use std::sync::LazyLock;

use super::word_set::key;

/// Makes a function that looks a word up in a list.
macro_rules! word_list {
    ($(#[$docs:meta])* $name:ident: $words:literal) => {
        $(#[$docs])*
        pub(super) fn $name(word: &str) -> bool {
            static WORDS: LazyLock<Box<[u128]>> = LazyLock::new(|| sorted($words));
            let key = key(word.as_bytes());
            key != 0 && WORDS.binary_search(&key).is_ok()
        }
    };
}

fn sorted(words: &str) -> Box<[u128]> {
    let mut keys: Vec<u128> = words
        .split_whitespace()
        .map(|word| key(word.as_bytes()))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_boxed_slice()
}

word_list! {
    /// Words that say what somebody is and may stand before a name.
    is_title: "sheikh ayatollah sultan emir representative president minister secretary chancellor premier general gen admiral adm marshal colonel \
         col captain capt major maj lieutenant lt commander cmdr brigadier brig commodore \
         sergeant ambassador envoy senator sen congressman congresswoman rep governor gov mayor \
         dr mr mrs ms miss sir lord lady baroness shri smt professor prof chairman chairwoman \
         chair spokesman spokeswoman spokesperson king queen prince princess emperor pope analyst \
         director leader speaker ceo mantri taoiseach commissioner undersecretary economist \
         researcher correspondent fellow"
}

word_list! {
    /// Titles that may stand on their own before one more name ("Mr Sato"); the others need a first
    /// name when they are written small.
    is_form_of_address: "mr mrs ms miss dr sir lord lady shri smt prof gen adm col capt maj lt brig cmdr sen rep \
         gov"
}

word_list! {
    /// Offices that follow a name after a comma ("John Healey, the defence secretary").
    is_office: "president minister secretary chancellor premier general gen admiral adm marshal colonel \
         col captain capt major maj lieutenant lt commander cmdr brigadier brig commodore \
         sergeant ambassador envoy senator sen congressman congresswoman rep governor gov mayor \
         dr mr mrs ms miss sir lord lady baroness shri smt professor prof chairman chairwoman \
         chair spokesman spokeswoman spokesperson king queen prince princess emperor pope analyst \
         director leader speaker ceo mantri taoiseach commissioner undersecretary economist \
         researcher correspondent fellow chief head deputy adviser advisor expert officer \
         official executive lawmaker deputies historian author founder co-founder lecturer \
         diplomat veteran scholar engineer mp journalist strategist scientist"
}

word_list! {
    /// Words that only ever stand inside an office ("former Nato secretary general").
    is_office_filler: "a an the former then acting prime vice deputy chief senior defence defense foreign \
         finance interior national security state armed forces military army navy air force party \
         opposition company its his her their country budget trade economy research managing \
         policy missile retired top us u s uk nato eu"
}

word_list! {
    /// Heads that end the name of an organisation ("Bharat Dynamics Limited").
    is_org_suffix: "industries institute institution agency corporation corp company ltd limited inc plc \
         gmbh university ministry department council committee commission command fund foundation \
         centre center association organisation organization group holdings holding aerospace \
         dynamics shipyard shipyards shipbuilding electronics technologies laboratories \
         laboratory authority bureau office union league alliance bank parliament assembly \
         congress senate court army navy corps guard fleet brigade regiment squadron battalion \
         arsenal academy college directorate administration treasury cabinet legislature \
         secretariat headquarters observatory times tribune gazette herald news network newsroom \
         systems partnership federation consortium forces force service party board society \
         chamber enterprises works armament armaments defence defense airlines airways motors \
         initiative forum think-tank"
}

word_list! {
    /// Those suffixes that only make a name after a name ("Royal Navy"), not after any capital
    /// ("Defence Initiative" is a programme, "New Works" a heading).
    is_weak_suffix: "systems service works defence defense network news times initiative party group office \
         board company forum partnership cabinet court headquarters force forces holding chamber \
         society centre center college union administration"
}

word_list! {
    /// Heads that begin the name of an organisation ("Ministry of …").
    is_org_prefix: "ministry department institute institution university bank centre center council office \
         organisation organization association academy agency board bureau house chamber \
         committee commission directorate foundation federation union league school society joint \
         administration"
}

word_list! {
    /// Head nouns of places, last word ("Kadena Air Base") …
    is_place_suffix: "sea strait straits island islands peninsula bay gulf ocean province prefecture oblast \
         valley river desert airport port harbour harbor cape base airfield mountains canal \
         channel basin archipelago atoll reef shoal county coast heights gap corridor plateau \
         lake district"
}

word_list! {
    /// … and first word ("Bay of Bengal", "Camp Humphreys").
    is_place_prefix: "sea bay gulf strait cape port isle camp fort lake mount raf naval joint"
}

word_list! {
    /// Classes of weapons: a name before one of these is a weapon's.
    is_weapon_class: "missile missiles rocket rockets drone drones interceptor interceptors launcher launchers \
         uav uavs icbm icbms slbm slbms irbm irbms mrbm srbm"
}

word_list! {
    /// Words between a weapon's name and its class ("Storm Shadow air-launched cruise missile").
    is_weapon_adjective: "cruise ballistic anti ship air surface to ground launched hypersonic supersonic subsonic \
         defence defense guided strike attack land long short medium intermediate range \
         intercontinental submarine sea multiple artillery glide loitering kamikaze tactical \
         nuclear precision rocket missile system anti-ship"
}

word_list! {
    /// Words that show that a text (or sentence) is about weapons.
    is_weapon_word: "missile missiles rocket rockets drone drones interceptor interceptors launcher launchers \
         uav uavs icbm icbms slbm slbms irbm irbms mrbm srbm battery batteries warhead warheads \
         munition munitions ballistic cruise system systems interceptions launch launched \
         launches fired fire range strike strikes canister canisters spares submarine submarines \
         boats radar deterrent shells weapon weapons arsenal armed hypersonic anti-ship nuclear \
         projectile tests tested test-fired trial trials intercepted artillery bomb bombs"
}

word_list! {
    /// Prepositions after which a capital is a place.
    is_locative: "in near outside inside around at across over above throughout within beyond off via \
         towards toward into onto downtown central greater northern southern eastern western \
         reach reaches reaching hit hits bombed struck left visited visit visiting toured"
}

word_list! {
    /// Capitalised words that only begin a sentence, or stand in headings.
    is_function_word: "the a an this that these those in on at by of for from to with and but or nor as if when \
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
         former current total"
}

word_list! {
    /// Months, weekdays and the like: capitalised, never a name here.
    is_calendar_word: "january february march april may june july august september october november december \
         jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday \
         friday saturday sunday christmas easter fy q1 q2 q3 q4 spring summer autumn winter gmt \
         utc am pm"
}

word_list! {
    /// Surnames that are also words or first names: alone they need the person's full name before.
    is_common_word: "no an so do may rice gates store brown martin gram harper costa eto chi han song wang mori ng barak \
         miller blair wallace hammond hutton harris robles montenegro castro magyar wong pak \
         austin perry cook fox fallon straw reed bush johnson major carter ford trump sharp"
}

word_list! {
    /// Verbs of saying, which have a person or a government beside them.
    is_speech_verb: "said says told added argued warned noted wrote stated announced explained asked insisted \
         claimed declared confirmed replied answered complained cautioned stressed"
}

word_list! {
    /// Small words that a hyphen joins to a name without making it longer.
    is_hyphen_tail: "led based backed made era style like run born linked friendly class type \
         built owned led held bound wide only ready armed sized"
}

word_list! {
    /// Common first names, beside those that the tables have.
    is_first_name: "justin sidharth marcus tobias sebastian florian matthias dominik klaus jurgen wolfgang ursula annalena \
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
         thomas tim timothy tom tony vladimir walter wendy william yuki yuri"
}

word_list! {
    /// Capitalised words of geography and trade that begin other names.
    is_region_word: "western eastern northern southern european asian african arctic baltic nordic atlantic \
         pacific allied royal federal central north south east west international world global \
         union strategic military government parliament ministry budget war treaty act plan \
         programme program review strategy agreement deal project operation exercise block type \
         mark class gdp shield sky iron cold black white red green blue republican republicans \
         democrat democrats conservative labour christian islamic muslim state united great eu \
         day week conference summit tuesday fact sheet system range country buyer staff writers \
         writer correspondents desk delivery quantity change plans notes missiles secretary"
}

word_list! {
    /// Small words inside a surname.
    is_particle: "de von van der den bin al el da di du dos ter ten la le af zu ibn"
}

word_list! {
    /// Family names that stand first.
    is_surname_first: "Kim Xi Li Lee Wang Moon Yoon Dong Wei Choe Pak Han Shin Cho Ri Jo Hu Jiang Tsai Lai Wu \
         Zhang"
}

word_list! {
    /// Families of missiles, launchers, air-defence systems and drones, never of aircraft or tanks.
    is_missile_prefix: "KN DF JL HQ HN YJ PL CJ HJ LD Kh R S RS SS SA AGM AIM BGM RGM UGM RIM MGM MIM FIM RBS \
         ASM SSM SM PAC MQ RQ TB FP Hwasong Pukguksong Pukkuksong Hyunmoo Agni Prithvi Shaheen \
         Ghauri Hatf Babur Fateh Shahab Shahed Qiam Geran Gerbera Iskander XASM Khorramshahr \
         Zolfaghar Kheibar Hwasal Pyoljji Hongqi Dongfeng Julang Yingji Rampage Nirbhay Dhanush \
         Sahand Sayyad Bavar Ababil Mohajer Bayraktar Chunmoo Hisar Siper Roketsan Sarisa Hrim"
}

word_list! {
    /// Modifiers that make no name of a head noun.
    is_generic_modifier: "new former opposition military defence defense air ground security local state young \
         regular special joint national armed other russian-led private public foreign western \
         allied nuclear naval ruling labour core early internal"
}

word_list! {
    /// What belongs to a city and not to a government.
    is_city_noun: "airport metro area region district suburb suburbs streets residents outskirts port \
         governor mayor skyline conference summit subway hotel court university time bay \
         prefecture declaration stock bureau airshow show office city"
}

word_list! {
    /// Something that a government sends.
    is_message: "pressure threat threats support criticism demand demands approval aid assistance order \
         orders pledge request requests response reaction signal signals message permission help \
         backing warning warnings reply money guarantees loan loans purchases imports \
         independence funding"
}

word_list! {
    /// Words of travel before "to".
    is_motion: "flew fly flies flight flights travelled traveled travel travels trip visit visits \
         returned return moved went go came come drove road route invited close closer next \
         brought arrived headed way distance line"
}

word_list! {
    /// What stands before "of" and a city.
    is_part_of_city: "capital city outskirts streets east west north south northeast northwest southeast \
         southwest suburb suburbs centre center mayor port km kilometres kilometers miles range \
         heart university bishop battle siege reach skies"
}
