//! The dialog that asks what a mention is: its kind, then a name of the tables, of the document or of
//! the reader's own, or a figure in words; and how far that holds. Of a figure that claims something it
//! also asks for which country or year that counts.

mod claims;

use eframe::egui::{self, Key, Modifiers, RichText, Role, WidgetInfo};

use self::claims::{Claimed, Part, parts_ui};
use super::correcting::{names_of, subject_of};
use super::shown_text;
use super::tokens::Tokens;
use crate::document::DocumentId;
use crate::extract::correction::named;
use crate::extract::explain::{a_kind, reading};
use crate::extract::meaning::{
    Candidate, MAX_MEANING_BYTES, fold_words, is_name, names_like, spelled_like,
};
use crate::extract::{Change, Kind, Meaning, Retold, Value};
use crate::reference::Catalog;
use crate::text::shorten;
use crate::workspace::corrections::By;
use crate::workspace::{Action, OpenDocument, Pointed, Reach, Subject};

/// Choices shown at most.
const MAX_CHOICES: usize = 8;

/// Mentions that are counted within a frame.
const MAX_COUNTED: usize = 100_000;

/// Names of the document that are offered, at most.
const MAX_NAMES: usize = 2000;

/// Kinds to choose from, names first.
const KINDS: [Kind; 12] = [
    Kind::Country,
    Kind::Government,
    Kind::Place,
    Kind::Organisation,
    Kind::Person,
    Kind::Weapon,
    Kind::Money,
    Kind::Distance,
    Kind::Percent,
    Kind::Count,
    Kind::Rank,
    Kind::Date,
];

/// What the dialog is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The mention is something else.
    Change,
    /// The name stands for another one.
    Merge,
    /// The marked words are a mention.
    Mark,
}

/// A correction being put together.
#[derive(Debug)]
pub struct ChangeDialog {
    document: DocumentId,
    pointed: Pointed,
    subject: Subject,
    purpose: Purpose,
    part: Part,
    // What the figure claims.
    claimed: Option<Claimed>,
    kind: Kind,
    typed: String,
    reach: Reach,
    date: Option<jiff::civil::Date>,
    // What it is now, and how many there are that are the same.
    now: Option<Value>,
    num_alike: Option<usize>,
    // Names of the document: what to merge into.
    own: Vec<Meaning>,
    choices: Vec<Choice>,
    choices_of: Option<(Part, Kind, String)>,
    // Which is chosen; none until something was typed or pointed at, where a slip would cost much.
    at: Option<usize>,
    wants_focus: bool,
}

/// What a choice says.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    /// What the mention means.
    Means(Meaning),
    /// What it claims.
    Claims(Retold),
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    said: Said,
    label: String,
    detail: String,
    // The mention means this already.
    is_so: bool,
}

/// What became of the dialog in this frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Still open.
    Open,
    /// Nothing was said.
    Cancelled,
    /// This was said.
    Said(Box<Action>),
}

impl ChangeDialog {
    /// A dialog about a mention, a name or marked words; `None` when that is gone.
    pub fn new(open: &OpenDocument, pointed: Pointed, purpose: Purpose) -> Option<Self> {
        let subject = subject_of(open, &pointed)?;
        let extraction = open.derived.extraction.as_ref();
        let mut own: Vec<Meaning> = match (purpose, extraction) {
            (Purpose::Merge, Some(extraction)) => names_of(open, subject.kind)
                .take(MAX_NAMES)
                .map(|member| member.meaning(subject.kind, extraction))
                .filter(|meaning| meaning.words != subject.label)
                .collect(),
            _ => Vec::new(),
        };
        // "Kishida" is probably "Fumio Kishida".
        own.sort_by_cached_key(|meaning| !shares_word(&meaning.words, &subject.label));
        let reach = match (&pointed, purpose) {
            (Pointed::Name(_), _) | (_, Purpose::Merge) => Reach::Document,
            _ => Reach::Here,
        };
        let typed = match purpose {
            Purpose::Merge => String::new(),
            _ => subject.label.chars().take(120).collect(),
        };
        Some(Self {
            document: open.document.id,
            kind: subject.kind,
            part: Part::Mention,
            claimed: match (&pointed, purpose, extraction) {
                (Pointed::Mention(id), Purpose::Change, Some(it)) => Claimed::of(*id, it),
                _ => None,
            },
            purpose,
            typed,
            reach,
            date: extraction.and_then(|extraction| extraction.date),
            now: value_now(open, &pointed),
            num_alike: num_alike(open, &subject),
            own,
            choices: Vec::new(),
            choices_of: None,
            at: (purpose != Purpose::Merge).then_some(0),
            wants_focus: true,
            pointed,
            subject,
        })
    }

    /// What it is for.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    fn refresh(&mut self) {
        let key = (self.part, self.kind, self.typed.clone());
        if self.choices_of.as_ref() == Some(&key) {
            return;
        }
        self.choices = match (self.part, &self.claimed) {
            (Part::Country, Some(claimed)) => claimed.countries(&self.typed),
            (Part::Year, Some(claimed)) => claimed.years(&self.typed),
            (Part::NoClaim, Some(_)) => claims::no_claim(),
            _ if is_name(self.kind) => self.names(),
            _ => self.figure(),
        };
        let mut is_said = false;
        self.choices.retain_mut(|choice| {
            if let Said::Means(meaning) = &choice.said {
                choice.is_so = is_so(meaning, self.now.as_ref(), self.date);
            }
            // What it is now stands there once, under whatever names the tables have it.
            let is_again = choice.is_so && is_said;
            is_said |= choice.is_so;
            !is_again
        });
        let last = self.choices.len().checked_sub(1);
        self.at = self.at.and_then(|at| Some(at.min(last?)));
        self.choices_of = Some(key);
    }

    /// Names that fit what was typed.
    fn names(&self) -> Vec<Choice> {
        let catalog = Catalog::shipped();
        let typed = self.typed.trim();
        let wanted = typed.to_lowercase();
        let of_document = self
            .own
            .iter()
            .filter(|meaning| meaning.words.to_lowercase().contains(&wanted))
            .map(|meaning| Choice {
                label: shown_text(&meaning.words),
                detail: "named in this document".to_owned(),
                is_so: false,
                said: Said::Means(meaning.clone()),
            });
        let mut choices: Vec<Choice> = of_document.take(MAX_CHOICES).collect();
        let of_tables = if typed.is_empty() {
            let mut spelled = spelled_like(catalog, &self.subject.label);
            spelled.retain(|it| it.meaning.kind == self.kind);
            spelled
        } else {
            names_like(catalog, self.kind, typed, MAX_CHOICES)
        };
        for candidate in of_tables {
            let choice = of_table(candidate);
            if !choices.iter().any(|it| it.said == choice.said) {
                choices.push(choice);
            }
        }
        choices.truncate(MAX_CHOICES);
        let is_free = !matches!(self.kind, Kind::Country | Kind::Government)
            && !typed.is_empty()
            && typed.len() <= MAX_MEANING_BYTES;
        if is_free {
            choices.push(Choice {
                label: format!("“{}” as a name of its own", shown_text(typed)),
                detail: "in no table".to_owned(),
                is_so: false,
                said: Said::Means(Meaning {
                    kind: self.kind,
                    entity: None,
                    words: typed.to_owned(),
                }),
            });
        }
        choices
    }

    /// The figure that was typed, when it is one.
    fn figure(&self) -> Vec<Choice> {
        let meaning = Meaning {
            kind: self.kind,
            entity: None,
            words: self.typed.trim().to_owned(),
        };
        let catalog = Catalog::shipped();
        let value = meaning.value(catalog, self.date);
        let choice = value.map(|(value, _)| Choice {
            label: reading(&value, &meaning.words, catalog),
            detail: "as it is read".to_owned(),
            is_so: false,
            said: Said::Means(meaning),
        });
        choice.into_iter().collect()
    }

    /// What the dialog says now.
    fn action(&self) -> Option<Action> {
        let choice = self.choices.get(self.at?).filter(|choice| !choice.is_so)?;
        let change = match (self.purpose, choice.said.clone()) {
            (_, Said::Claims(retold)) => Change::Claim(retold),
            (Purpose::Change, Said::Means(meaning)) => Change::Retype(meaning),
            (Purpose::Merge, Said::Means(meaning)) => Change::Merge(meaning),
            (Purpose::Mark, Said::Means(meaning)) => Change::Add(meaning),
        };
        let pointed = match &self.pointed {
            Pointed::Passage(span, _) => Pointed::Passage(*span, self.kind),
            other => other.clone(),
        };
        Some(Action::Correct {
            document: self.document,
            pointed,
            reach: match change {
                // Another figure of the same words may be another country's.
                Change::Claim(_) => Reach::Here,
                _ => self.reach,
            },
            change,
        })
    }

    /// Asks another thing.
    fn ask(&mut self, part: Part) {
        self.part = part;
        self.typed = match part {
            Part::Mention => self.subject.label.chars().take(120).collect(),
            _ => String::new(),
        };
        self.at = part.first_of(&self.typed);
        self.wants_focus = part != Part::NoClaim;
    }
}

fn of_table(candidate: Candidate) -> Choice {
    // Names of the same spelling are told apart by their country.
    let kind = candidate.meaning.kind;
    let land = (!matches!(kind, Kind::Country | Kind::Government))
        .then(|| {
            let value = candidate.meaning.value(Catalog::shipped(), None);
            value.and_then(|(value, _)| value.iso3())
        })
        .flatten();
    let land = land.map_or("", |iso3| Catalog::shipped().country_name(iso3));
    let of = if land.is_empty() {
        "in the tables".to_owned()
    } else {
        format!("of {land}")
    };
    let by = if candidate.alias == candidate.meaning.words {
        of
    } else {
        format!("by “{}”, {of}", candidate.alias)
    };
    Choice {
        label: shown_text(&candidate.meaning.words),
        detail: by,
        is_so: false,
        said: Said::Means(candidate.meaning),
    }
}

/// Whether two names have a word in common.
fn shares_word(one: &str, other: &str) -> bool {
    let mut words = one.split_whitespace();
    words.any(|word| {
        other
            .split_whitespace()
            .any(|it| it.eq_ignore_ascii_case(word))
    })
}

/// What is pointed at means now.
fn value_now(open: &OpenDocument, pointed: &Pointed) -> Option<Value> {
    let Pointed::Mention(id) = pointed else {
        return None;
    };
    let mention = open.derived.extraction.as_ref()?.mention(*id)?;
    Some(mention.value.clone())
}

/// Whether a meaning is what a mention has now: the same name of the same kind, the same figure.
fn is_so(meaning: &Meaning, now: Option<&Value>, date: Option<jiff::civil::Date>) -> bool {
    let Some(now) = now.filter(|now| now.kind() == meaning.kind) else {
        return false;
    };
    let Some((value, _)) = meaning.value(Catalog::shipped(), date) else {
        return false;
    };
    match (named(&value, &meaning.words), named(now, &meaning.words)) {
        (Some(one), Some(other)) => one == other,
        _ => value == *now,
    }
}

/// How many mentions are told by this spelling and kind; `None` where counting takes too long for a
/// frame, and for names, which the list on the left counts.
fn num_alike(open: &OpenDocument, subject: &Subject) -> Option<usize> {
    let mentions = &open.derived.extraction.as_ref()?.mentions;
    if subject.by == By::Name || mentions.len() > MAX_COUNTED {
        return None;
    }
    let (mut wanted, mut folded) = (String::new(), String::new());
    fold_words(&subject.key, &mut wanted);
    let of_kind = mentions.iter().filter(|it| it.kind() == subject.kind);
    let alike = of_kind.filter(|it| {
        fold_words(it.span.slice(&open.document.text), &mut folded);
        folded == wanted
    });
    Some(alike.count())
}

/// Paints the dialog over the window.
pub fn correction_dialog_ui(ctx: &egui::Context, dialog: &mut ChangeDialog) -> Outcome {
    dialog.refresh();
    let (down, up, enter) = ctx.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::COMMAND, Key::Enter),
        )
    });
    if down {
        let last = dialog.choices.len().checked_sub(1);
        dialog.at = last.map(|last| dialog.at.map_or(0, |at| (at + 1).min(last)));
    }
    if up {
        dialog.at = dialog.at.map(|at| at.saturating_sub(1));
    }
    let mut outcome = Outcome::Open;
    let modal = egui::Modal::new(egui::Id::unique("correction")).show(ctx, |ui| {
        ui.set_width(560.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        let words = shorten(&dialog.subject.label, 60);
        ui.heading(match dialog.purpose {
            Purpose::Change => match dialog.part {
                Part::Mention => format!("What is “{words}”?"),
                Part::Country => format!("For which country does “{words}” count?"),
                Part::Year => format!("For which year does “{words}” count?"),
                Part::NoClaim => format!("Does “{words}” claim nothing?"),
            },
            Purpose::Merge => format!("Which name is “{words}” the same as?"),
            Purpose::Mark => format!("What does “{words}” name?"),
        });
        if let Some(claimed) = &dialog.claimed
            && let Some(part) = parts_ui(ui, claimed, dialog.part)
        {
            dialog.ask(part);
        }
        if dialog.purpose != Purpose::Merge && dialog.part == Part::Mention {
            kinds_ui(ui, dialog);
        }
        let entered = dialog.part != Part::NoClaim && field_ui(ui, dialog) || enter;
        dialog.refresh();
        choices_ui(ui, dialog, down || up);
        ui.add_space(4.0);
        reach_ui(ui, dialog);
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let label = match dialog.purpose {
                Purpose::Change => "Change",
                Purpose::Merge => "Merge",
                Purpose::Mark => "Mark",
            };
            let action = dialog.action();
            let said = ui.add_enabled(action.is_some(), egui::Button::new(label));
            if let Some(action) = action.filter(|_| said.clicked() || entered) {
                outcome = Outcome::Said(Box::new(action));
            }
            if ui.button("Cancel").clicked() {
                outcome = Outcome::Cancelled;
            }
        });
    });
    if modal.should_close() && outcome == Outcome::Open {
        outcome = Outcome::Cancelled;
    }
    outcome
}

fn kinds_ui(ui: &mut egui::Ui, dialog: &mut ChangeDialog) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        for kind in KINDS {
            let is_chosen = dialog.kind == kind;
            let button = egui::Button::selectable(is_chosen, kind.label());
            let response = ui.add(button);
            let line = response.rect.shrink2(egui::vec2(4.0, 0.0));
            let stroke = egui::Stroke::new(2.0, tokens.kind(kind));
            ui.painter()
                .hline(line.x_range(), line.bottom() - 1.0, stroke);
            response.widget_info(|| {
                let name = format!("Kind: {}", kind.label());
                WidgetInfo::selected(Role::RadioButton, true, is_chosen, name)
            });
            if response.clicked() {
                dialog.kind = kind;
                dialog.at = Some(0);
            }
        }
    });
}

/// The field; says whether Enter was pressed in it.
fn field_ui(ui: &mut egui::Ui, dialog: &mut ChangeDialog) -> bool {
    let (name, hint) = match dialog.part {
        Part::Country => ("Country", "Type the name of a country"),
        Part::Year => ("Year", "Type a year, such as 2024"),
        _ if is_name(dialog.kind) => ("Name", "Type a name"),
        _ => (
            "Value",
            "Write it as an article would: 1.5 billion euros, 1,600 km, by 2027",
        ),
    };
    let entered = ui.input(|input| input.key_pressed(Key::Enter));
    let edit = egui::TextEdit::singleline(&mut dialog.typed)
        .desired_width(f32::INFINITY)
        .hint_text(hint);
    let output = edit.show(ui);
    let response = output.response.response;
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    if response.changed() {
        dialog.at = dialog.part.first_of(&dialog.typed);
    }
    if std::mem::take(&mut dialog.wants_focus) {
        response.request_focus();
        // What was found is a start; typing replaces it.
        let mut state = output.state;
        let all = egui::text::CCursorRange::two(
            egui::text::CCursor::default(),
            egui::text::CCursor::new(dialog.typed.chars().count()),
        );
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), response.id);
    }
    entered && (response.has_focus() || response.lost_focus())
}

fn choices_ui(ui: &mut egui::Ui, dialog: &mut ChangeDialog, moved: bool) {
    let height = 26.0 * 5.0;
    let tokens = Tokens::of(ui);
    egui::ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            if dialog.choices.is_empty() {
                let kind = a_kind(dialog.kind);
                let text = if dialog.part == Part::Country {
                    "No country of the tables has such a name".to_owned()
                } else if dialog.part == Part::Year {
                    "A year is wanted, such as 2024".to_owned()
                } else if dialog.typed.trim().is_empty() {
                    format!("Nothing is written yet: {kind} is wanted")
                } else if is_name(dialog.kind) {
                    "The tables have no such name".to_owned()
                } else {
                    format!("This is not read as {kind}")
                };
                ui.colored_label(tokens.warning, text);
            }
            let mut chosen = None;
            for (at, choice) in dialog.choices.iter().enumerate() {
                let is_chosen = dialog.at == Some(at);
                let button = egui::Button::selectable(is_chosen, &choice.label).truncate();
                let detail = if choice.is_so {
                    "it is this already"
                } else {
                    &choice.detail
                };
                let button = button.shortcut_text(detail);
                let layout = egui::Layout::top_down_justified(egui::Align::Min);
                let response = ui.with_layout(layout, |ui| ui.add(button)).inner;
                response.widget_info(|| {
                    let name = format!("Choose {}, {detail}", choice.label);
                    WidgetInfo::selected(Role::RadioButton, true, is_chosen, name)
                });
                if is_chosen && moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    chosen = Some(at);
                }
            }
            dialog.at = chosen.or(dialog.at);
        });
}

fn reach_ui(ui: &mut egui::Ui, dialog: &mut ChangeDialog) {
    if dialog.purpose == Purpose::Mark {
        return;
    }
    if dialog.part != Part::Mention {
        ui.label(
            RichText::new(
                "Only for this figure here, with the same amount in other money beside it",
            )
            .small(),
        );
        return;
    }
    let words = &dialog.subject.label;
    let is_name = matches!(dialog.pointed, Pointed::Name(_));
    let alike = shorten(words, 40);
    let kind = a_kind(dialog.subject.kind);
    let places = match dialog.num_alike {
        Some(1) => " (1 place)".to_owned(),
        Some(num) => format!(" ({num} places)"),
        None => String::new(),
    };
    let (document, everywhere) = if is_name {
        (
            "Everywhere it is named in this document".to_owned(),
            "Everywhere it is named in every document".to_owned(),
        )
    } else {
        (
            format!("Everywhere “{alike}” is found as {kind} in this document{places}"),
            format!("Everywhere “{alike}” is found as {kind} in every document"),
        )
    };
    let choices = [
        (Reach::Here, "Only here".to_owned()),
        (Reach::Document, document),
        (Reach::Everywhere, everywhere),
    ];
    ui.label(RichText::new("Where").small());
    for (reach, label) in choices {
        if reach == Reach::Here && is_name {
            continue;
        }
        ui.radio_value(&mut dialog.reach, reach, label);
    }
}
