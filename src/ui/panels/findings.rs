//! The tab "Figures": what agrees and what differs, grouped by verdict, a card a finding.
//!
//! A card shows its words and its working; the one that is selected shows everything it rests on, and what
//! would have to be true. Nothing is computed here: findings come from a job. Long lists are shown a page
//! at a time, so that a frame paints no more cards than can be looked at.

mod card;
mod what_if;

use eframe::egui::{self, RichText, Role, Ui, WidgetInfo};

use super::ChartView;
use crate::check::{Checked, Finding, FindingId, Standing, Verdict};
use crate::document::DocumentId;
use crate::extract::Extraction;
use crate::notes::Judgement;
use crate::text::shorten;
use crate::ui::shown_text;
use crate::ui::tokens::Tokens;
use crate::workspace::{Action, Item, Judged, OpenDocument, Workspace};

/// Cards of a page.
const PAGE: usize = 40;

/// What the panel remembers between frames; losing it costs nothing.
#[derive(Clone, Debug, Default)]
pub struct FindingsGlance {
    /// Only these.
    only: Option<Group>,
    page: usize,
    /// The figures that nothing was found about are unfolded.
    shows_rest: bool,
    /// The finding last brought into view because it was selected elsewhere.
    brought: Option<FindingId>,
    what_if: what_if::Moved,
    /// The document that the rest is about.
    of: Option<DocumentId>,
}

impl FindingsGlance {
    /// Turns to a document: what was filtered in another says nothing of it.
    pub fn turn_to(&mut self, document: DocumentId) {
        if self.of != Some(document) {
            *self = Self {
                of: Some(document),
                ..Self::default()
            };
        }
    }

    /// The findings in the order they are shown.
    pub fn order(&self, checked: &Checked, judged: &Judged) -> Vec<FindingId> {
        order(checked, judged, self.only)
            .into_iter()
            .map(|it| it.1)
            .collect()
    }
}

/// What findings are listed under: those that the reader rejected stand apart from what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Of(Verdict),
    /// Only as a filter: a confirmed finding stays among those of its verdict.
    Confirmed,
    Rejected,
}

impl Group {
    /// In the order of the list.
    const ALL: [Self; 6] = {
        let [first, second, third, fourth] = Verdict::ALL;
        [
            Self::Of(first),
            Self::Of(second),
            Self::Of(third),
            Self::Of(fourth),
            Self::Confirmed,
            Self::Rejected,
        ]
    };

    /// Whether a finding belongs there.
    fn has(self, id: FindingId, finding: &Finding, judged: &Judged) -> bool {
        let said = judged.of(id);
        match self {
            Self::Of(verdict) => finding.verdict == verdict && said != Some(Judgement::Rejected),
            Self::Confirmed => said == Some(Judgement::Confirmed),
            Self::Rejected => said == Some(Judgement::Rejected),
        }
    }

    fn label(self) -> String {
        match self {
            Self::Of(verdict) => format!("{} {}", verdict.sign(), verdict.label()),
            Self::Confirmed => "Confirmed by you".to_owned(),
            Self::Rejected => "Rejected by you".to_owned(),
        }
    }

    fn colour(self, tokens: &Tokens) -> egui::Color32 {
        match self {
            Self::Of(verdict) => colour(tokens, verdict),
            Self::Confirmed | Self::Rejected => tokens.note,
        }
    }
}

/// What the reader asked for that is no action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantsNote(
    /// On this finding.
    pub FindingId,
);

/// Fills `ui` with the findings of the shown document.
pub fn findings_panel_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    open: &OpenDocument,
    view: &ChartView<'_>,
    glance: &mut FindingsGlance,
    actions: &mut Vec<Action>,
) -> Option<WantsNote> {
    let (Some(checked), Some(extraction)) = (&open.derived.checked, &open.derived.extraction)
    else {
        ui.weak("The figures are being checked");
        return None;
    };
    glance.turn_to(view.document);
    head_ui(ui, checked, view.judged, glance);
    ui.add_space(2.0);
    let order = order(checked, view.judged, glance.only);
    follow(&order, workspace, view, glance);
    let num_pages = order.len().div_ceil(PAGE).max(1);
    glance.page = glance.page.min(num_pages - 1);
    let mut wants = None;
    egui::ScrollArea::vertical()
        .id_salt(("findings", view.document.0))
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            if order.is_empty() {
                ui.weak(match glance.only {
                    None => "Nothing in this document can be compared with anything",
                    Some(_) => "No finding is of this sort any more",
                });
            }
            let shown = order.iter().skip(glance.page * PAGE).take(PAGE);
            let mut head = None;
            for &(group, id, finding) in shown {
                if head != Some(group) {
                    head = Some(group);
                    group_ui(ui, group, num_of(checked, view.judged, group));
                }
                let card = card::Card {
                    workspace,
                    open,
                    view,
                    id,
                    finding,
                };
                wants = card.ui(ui, glance, actions).or(wants);
            }
            pages_ui(ui, glance, num_pages);
            rest_ui(ui, open, checked, extraction, glance, actions);
        });
    wants
}

/// Findings with their ids and what they are listed under, by verdict and then as they stand in the
/// text, those that were rejected last.
fn order<'a>(
    checked: &'a Checked,
    judged: &Judged,
    only: Option<Group>,
) -> Vec<(Group, FindingId, &'a Finding)> {
    let groups = Group::ALL.into_iter().filter(|group| match only {
        Some(only) => only == *group,
        None => *group != Group::Confirmed,
    });
    groups
        .flat_map(|group| {
            let all = (0u32..).map(FindingId).zip(&checked.findings);
            let there = all.filter(move |(id, it)| group.has(*id, it, judged));
            there.map(move |(id, it)| (group, id, it))
        })
        .collect()
}

/// How many findings belong there.
fn num_of(checked: &Checked, judged: &Judged, group: Group) -> usize {
    let all = (0u32..).map(FindingId).zip(&checked.findings);
    all.filter(|(id, it)| group.has(*id, it, judged)).count()
}

/// Turns to the page of the finding that was selected somewhere else.
fn follow(
    order: &[(Group, FindingId, &Finding)],
    workspace: &Workspace,
    view: &ChartView<'_>,
    glance: &mut FindingsGlance,
) {
    let wanted = match workspace.selection().selected() {
        Some(Item::Finding(document, id)) if *document == view.document => Some(*id),
        _ => view.selected.findings.first().copied(),
    };
    if wanted == glance.brought {
        return;
    }
    let Some(id) = wanted else {
        glance.brought = None;
        return;
    };
    if let Some(at) = order.iter().position(|it| it.1 == id) {
        glance.page = at / PAGE;
    }
}

fn head_ui(ui: &mut Ui, checked: &Checked, judged: &Judged, glance: &mut FindingsGlance) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        let all = format!("All {}", checked.findings.len());
        if ui.selectable_label(glance.only.is_none(), all).clicked() {
            (glance.only, glance.page) = (None, 0);
        }
        for group in Group::ALL {
            let num = num_of(checked, judged, group);
            let is_on = glance.only == Some(group);
            if num == 0 && !is_on {
                continue;
            }
            let label = format!("{} {num}", group.label());
            let text = RichText::new(label).color(group.colour(tokens));
            if ui.selectable_label(is_on, text).clicked() {
                glance.only = (!is_on).then_some(group);
                glance.page = 0;
            }
        }
    });
    let summary = RichText::new(checked.coverage.summary()).small();
    ui.label(summary.color(tokens.text_weak));
}

fn group_ui(ui: &mut Ui, group: Group, num: usize) {
    let tokens = Tokens::of(ui);
    let text = format!("{} ({num})", group.label());
    ui.add_space(2.0);
    ui.label(RichText::new(text).strong().color(group.colour(tokens)));
    if group == Group::Rejected {
        let text = "You said that these findings do not hold; the article’s figures are not judged";
        ui.label(RichText::new(text).small().color(tokens.text_weak));
    }
}

fn pages_ui(ui: &mut Ui, glance: &mut FindingsGlance, num_pages: usize) {
    if num_pages < 2 {
        return;
    }
    ui.horizontal(|ui| {
        let back = ui.add_enabled(glance.page > 0, egui::Button::new("Previous findings"));
        if back.clicked() {
            glance.page -= 1;
        }
        ui.weak(format!("page {} of {num_pages}", glance.page + 1));
        let on = glance.page + 1 < num_pages;
        let next = ui.add_enabled(on, egui::Button::new("Next findings"));
        if next.clicked() {
            glance.page += 1;
        }
    });
}

/// Figures that nothing was found about, each with the reason.
fn rest_ui(
    ui: &mut Ui,
    open: &OpenDocument,
    checked: &Checked,
    extraction: &Extraction,
    glance: &mut FindingsGlance,
    actions: &mut Vec<Action>,
) {
    let (_, unknown, none) = checked.coverage.counts();
    if unknown + none == 0 || glance.only.is_some() {
        return;
    }
    let label = format!("the figures that were not checked ({})", unknown + none);
    let fold = if glance.shows_rest { "Hide" } else { "Show" };
    let button = ui.add(egui::Button::new(format!("{fold} {label}")).frame(false));
    let is_open = glance.shows_rest;
    button.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, label.clone()));
    if button.clicked() {
        glance.shows_rest = !glance.shows_rest;
    }
    if !glance.shows_rest {
        return;
    }
    let tokens = Tokens::of(ui);
    let others = checked.coverage.figures.iter();
    let others = others.filter(|it| it.standing != Standing::Checked);
    let num_more = others.clone().count().saturating_sub(PAGE * 5);
    for covered in others.take(PAGE * 5) {
        let Some(mention) = extraction.mention(covered.mention) else {
            continue;
        };
        let words = shown_text(mention.span.slice(&open.document.text));
        ui.horizontal_wrapped(|ui| {
            if ui.link(&words).clicked() {
                let item = Item::Mention(open.document.id, covered.mention);
                actions.push(Action::Select(Some(item)));
            }
            let reason = match &covered.standing {
                Standing::NoReference(reason) => format!("nothing to compare with: {reason}"),
                Standing::NotAClaim(reason) => format!("not a claim: {reason}"),
                Standing::Checked => String::new(),
            };
            ui.label(RichText::new(reason).small().color(tokens.text_weak));
        });
    }
    if num_more > 0 {
        let more = format!("and {num_more} more; the command “check” lists every one");
        ui.label(RichText::new(more).small().color(tokens.text_weak));
    }
}

/// Of the sign and word of a verdict; the sign says the same without it.
fn colour(tokens: &Tokens, verdict: Verdict) -> egui::Color32 {
    match verdict {
        Verdict::Differs => tokens.error,
        Verdict::NeedsAssumption => tokens.warning,
        Verdict::Agrees => tokens.success,
        Verdict::CannotCheck => tokens.text_weak,
    }
}

/// The findings that rest on a mention, a line each, for the card over the text and the inspector.
pub fn about_mention_ui(ui: &mut Ui, checked: &Checked, mention: crate::extract::MentionId) {
    let tokens = Tokens::of(ui);
    for (_, finding) in checked.about(mention).take(4) {
        let verdict = finding.verdict;
        let words = shown_text(&shorten(&finding.working, 160));
        let line = format!("{} {}: {words}", verdict.sign(), verdict.label());
        let text = RichText::new(line).small().color(colour(tokens, verdict));
        ui.add(egui::Label::new(text).wrap());
    }
}
