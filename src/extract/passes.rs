//! The two passes over a document: names are looked for everywhere before anything is decided, then
//! every piece is read for names and figures.
//!
//! A long document is read in parts side by side. The result is the same as from beginning to end:
//! what the parts must know of one another is the survey, taken before the second pass, and what
//! earlier parts introduced. A part is read as if nothing had been introduced, and the few pieces
//! that ask for a person or short form introduced earlier are read again afterwards.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use jiff::civil::Date;

use super::cuts::{Cuts, Fresh};
use super::leads::Leads;
use super::lexer::Recent;
use super::memory::{Log, Memory};
use super::scan::{Around, Scanner};
use super::scene::{NameTables, Scene, Survey, Tally};
use super::words::Words;
use super::{Mention, Piece, bodies, names, people, resolve, towns, weapons};
use crate::document::{Block, BlockKind};

/// A part is at least this long, in bytes: a thread must be worth starting. Tests read small texts
/// in many parts.
const MIN_PART: usize = if cfg!(test) { 256 } else { 256 * 1024 };

/// Where there are more names and figures than one in so many bytes, room is made for them later.
const BYTES_OF_A_MENTION: usize = 48;

/// Share of the work that the first pass is.
const FIRST_PASS: f32 = 0.3;

/// A document in pieces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passes<'a> {
    pub(super) text: &'a str,
    pub(super) blocks: &'a [Block],
    pub(super) pieces: &'a [Piece],
    pub(super) names: NameTables<'a>,
    /// The document's own date, or the one given.
    pub(super) date: Option<Date>,
    /// Reading ends with the piece that holds this one.
    pub(super) max_mentions: usize,
}

/// The words and names of one part, undecided.
#[derive(Debug, Default)]
struct Found {
    cuts: Cuts,
    tally: Tally,
}

/// One part, read.
#[derive(Debug, Default)]
struct Read {
    mentions: Vec<Mention>,
    /// For each piece of the part, how many mentions there are up to its end. Ends before the piece
    /// with which there were enough.
    ends: Vec<usize>,
    /// What pieces (by number within the part) asked of the memory and told it.
    logs: Vec<(usize, Log)>,
}

/// Whether to go on, told by the part that reports.
type Stop = AtomicBool;

impl Passes<'_> {
    /// All mentions in document order, disjoint, and the words of the text, part by part; `None`
    /// when `report` says so. `report` is told the share done.
    pub(super) fn mentions(
        &self,
        num_threads: usize,
        report: &mut dyn FnMut(f32) -> Option<()>,
    ) -> Option<(Vec<Mention>, Vec<Cuts>)> {
        let parts = self.parts(num_threads);
        let mut found = side_by_side(
            &parts,
            &mut |share| report(share * FIRST_PASS),
            |_, part, progress| self.find(part, progress),
        )?;
        let mut tallies = found.iter_mut().map(|part| std::mem::take(&mut part.tally));
        let mut tally = tallies.next().unwrap_or_default();
        for other in tallies {
            tally.join(&other);
        }
        let survey = tally.survey(&self.names, self.text);
        let around = Around::new(self.text, self.blocks, self.date);
        let reader = Reader {
            passes: self,
            survey: &survey,
            around: &around,
        };
        let mut read = side_by_side(
            &parts,
            &mut |share| report(FIRST_PASS + share * (1.0 - FIRST_PASS)),
            |number, part, progress| {
                reader.read(part, found.get(number)?, parts.len() > 1, progress)
            },
        )?
        .into_iter();
        let Some(first) = read.next() else {
            return Some((Vec::new(), Vec::new()));
        };
        let mut mentions = first.mentions;
        let mut memory = Memory::default();
        for (_, log) in first.logs {
            memory.replay(log);
        }
        for ((part, found), read) in parts.iter().zip(&found).skip(1).zip(read) {
            if mentions.len() >= self.max_mentions {
                break;
            }
            reader.append(part, found, read, &mut memory, &mut mentions);
        }
        let cuts = found.into_iter().map(|it| it.cuts).collect();
        Some((mentions, cuts))
    }

    /// Ranges of pieces of about the same length in bytes.
    fn parts(&self, num_threads: usize) -> Vec<Range<usize>> {
        let num = num_parts(self.text.len(), num_threads);
        let mut parts = Vec::with_capacity(num);
        let mut from = 0;
        for number in 1..=num {
            let end = self.text.len() / num * number;
            let to = if number == num {
                self.pieces.len()
            } else {
                self.pieces
                    .partition_point(|piece| piece.range.end <= end)
                    .max(from)
            };
            parts.push(from..to);
            from = to;
        }
        parts
    }

    /// First pass: the words and names of one part.
    fn find(&self, part: &Range<usize>, progress: &mut Progress<'_>) -> Option<Found> {
        let gazetteer = &self.names.catalog.gazetteer;
        let pieces = self.pieces(part);
        let mut found = Found {
            cuts: Cuts::for_pieces(pieces.len(), num_bytes(pieces)),
            tally: Tally::default(),
        };
        let mut fresh = Fresh::default();
        for (number, piece) in pieces.iter().enumerate() {
            let range = piece.range.clone();
            let cuts = &mut found.cuts;
            self.names
                .matcher
                .read(gazetteer, self.text, range, cuts, &mut fresh);
            progress.done(number, part)?;
        }
        found.tally.add(&self.names, found.cuts.hits(), self.text);
        Some(found)
    }

    fn pieces(&self, part: &Range<usize>) -> &[Piece] {
        self.pieces.get(part.clone()).unwrap_or(&[])
    }
}

/// What the second pass knows.
#[derive(Clone, Copy, Debug)]
struct Reader<'a> {
    passes: &'a Passes<'a>,
    survey: &'a Survey,
    around: &'a Around,
}

impl<'a> Reader<'a> {
    /// The words of a piece, by its number within the part.
    #[inline(always)]
    fn words(&self, found: &'a Found, number: usize) -> Words<'a> {
        let table = self.passes.names.matcher.table();
        Words::new(self.passes.text, table, found.cuts.piece(number))
    }

    /// Second pass: reads one part as if it were the first.
    fn read(
        &self,
        part: &Range<usize>,
        found: &'a Found,
        log: bool,
        progress: &mut Progress<'_>,
    ) -> Option<Read> {
        let recent = Recent::default();
        let mut scene = Scene::new(self.passes.text, self.passes.names, self.survey);
        let mut leads = Leads::default();
        let mut scanner = Scanner::new(self.passes.text, self.around, &recent);
        let mut memory = if log {
            Memory::logging()
        } else {
            Memory::default()
        };
        let pieces = self.passes.pieces(part);
        // All others are appended to the first part.
        let num_mentions = match part.start {
            0 => self.passes.text.len() / BYTES_OF_A_MENTION,
            _ => num_bytes(pieces) / BYTES_OF_A_MENTION,
        };
        scene.found = Vec::with_capacity(num_mentions.min(self.passes.max_mentions));
        let mut read = Read::default();
        let mut figures = Vec::new();
        let (mut number, mut rest) = (0, pieces);
        while let Some((together, others)) = rest.split_at_checked(num_together(rest))
            && !together.is_empty()
        {
            rest = others;
            scan_pieces(&mut scanner, found, number, together, &mut figures);
            for (piece, figures) in together.iter().zip(&mut figures) {
                scene.set(self.words(found, number), figures);
                read_names(&mut scene, &mut leads, &mut memory, piece.kind);
                resolve::resolve(&mut scene.found, scene.first, &mut scene.figures);
                if scene.found.len() >= self.passes.max_mentions {
                    // What follows would be left out.
                    read.mentions = scene.found;
                    return Some(read);
                }
                if log {
                    read.ends.push(scene.found.len());
                    let log = memory.take_log();
                    if !log.is_empty() {
                        read.logs.push((number, log));
                    }
                }
                progress.done(number, part)?;
                number += 1;
            }
        }
        read.mentions = scene.found;
        Some(read)
    }

    /// Adds a later part, with the pieces read again that would have been read otherwise after all
    /// that `memory` knows from before.
    fn append(
        &self,
        part: &Range<usize>,
        found: &'a Found,
        read: Read,
        memory: &mut Memory,
        mentions: &mut Vec<Mention>,
    ) {
        let recent = Recent::default();
        let mut scene = Scene::new(self.passes.text, self.passes.names, self.survey);
        scene.found = std::mem::take(mentions);
        let mut leads = Leads::default();
        let mut scanner = Scanner::new(self.passes.text, self.around, &recent);
        let mut logs = read.logs.into_iter().peekable();
        let mut old = read.mentions.into_iter();
        // How many of the old were looked at, and how many of those are still to be taken over.
        let (mut num_old, mut num_kept) = (0, 0);
        for (number, piece) in self.passes.pieces(part).iter().enumerate() {
            let log = logs.next_if(|(of, _)| *of == number).map(|(_, log)| log);
            // A part that had enough mentions of its own was not read to its end, and may not have
            // enough together with what stands before it.
            let end = read.ends.get(number).copied();
            let num_here = end.map_or(usize::MAX, |end| end - num_old);
            num_old = end.unwrap_or(num_old);
            let again = end.is_none() || log.as_ref().is_some_and(|log| memory.would_change(log));
            if !again {
                num_kept += num_here;
                if let Some(log) = log {
                    memory.replay(log);
                }
                continue;
            }
            scene.found.extend(old.by_ref().take(num_kept));
            num_kept = 0;
            old.by_ref().take(num_here).for_each(drop);
            if scene.found.len() >= self.passes.max_mentions {
                break;
            }
            scanner.scan(piece.range.clone(), piece.kind, found.cuts.anchors(number));
            scene.set(self.words(found, number), &mut scanner.out);
            read_names(&mut scene, &mut leads, memory, piece.kind);
            resolve::resolve(&mut scene.found, scene.first, &mut scene.figures);
        }
        *mentions = scene.found;
        mentions.extend(old);
    }
}

/// How many pieces are read for figures together, before any of them is read for names. The rules
/// for either fill the processor's first cache for instructions: taken in turns for every paragraph,
/// they would push one another out of it.
fn num_together(pieces: &[Piece]) -> usize {
    /// So much text that its words and figures stay in the first cache for data.
    const BYTES: usize = 8 * 1024;
    let mut num_bytes = 0;
    let more = pieces.iter().skip(1).take_while(|piece| {
        num_bytes += piece.range.len();
        num_bytes <= BYTES
    });
    (1 + more.count()).min(pieces.len())
}

/// Reads these pieces, from this number on, for figures, and puts those of each into a list of its
/// own.
fn scan_pieces(
    scanner: &mut Scanner<'_, '_>,
    found: &Found,
    first: usize,
    pieces: &[Piece],
    figures: &mut Vec<Vec<Mention>>,
) {
    if figures.len() < pieces.len() {
        figures.resize_with(pieces.len(), Vec::new);
    }
    for ((number, piece), figures) in (first..).zip(pieces).zip(figures) {
        scanner.scan(piece.range.clone(), piece.kind, found.cuts.anchors(number));
        std::mem::swap(&mut scanner.out, figures);
    }
}

fn read_names(scene: &mut Scene<'_>, leads: &mut Leads, memory: &mut Memory, kind: BlockKind) {
    names::decide_names(scene, memory);
    leads.find(scene);
    // Most pieces have leads for some of the rules only.
    if leads.has_bodies() {
        bodies::unknown_bodies(scene, memory, leads);
    }
    if kind == BlockKind::Reference {
        return;
    }
    if !leads.weapons.is_empty() {
        weapons::unknown_weapons(scene, memory, &leads.weapons);
    }
    if !leads.people.is_empty() {
        people::unknown_people(scene, memory, &leads.people);
    }
    if !leads.towns.is_empty() {
        towns::unknown_towns(scene, &leads.towns);
    }
}

fn num_bytes(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.range.len()).sum()
}

/// How many parts so many bytes are worth.
pub(super) fn num_parts(num_bytes: usize, num_threads: usize) -> usize {
    num_threads.min(num_bytes / MIN_PART).max(1)
}

/// How far one part is, and whether to stop.
pub(super) struct Progress<'a> {
    report: Option<&'a mut dyn FnMut(f32) -> Option<()>>,
    stop: &'a Stop,
}

impl Progress<'_> {
    /// Says that a piece of the part is done; `None` when the work is to be dropped.
    fn done(&mut self, number: usize, part: &Range<usize>) -> Option<()> {
        /// Pieces between two reports.
        const EVERY: usize = 64;
        if !number.is_multiple_of(EVERY) {
            return Some(());
        }
        self.tell(number, part.len())
    }

    /// Says that so much of the part is done.
    pub(super) fn tell(&mut self, done: usize, all: usize) -> Option<()> {
        if let Some(report) = &mut self.report
            && report(share(done, all)).is_none()
        {
            self.stop.store(true, Ordering::Relaxed);
        }
        (!self.stop.load(Ordering::Relaxed)).then_some(())
    }
}

fn share(done: usize, all: usize) -> f32 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share for a progress bar needs three digits"
    )]
    let share = done as f32 / all.max(1) as f32;
    share
}

/// Does `work` for every part, the first on this thread, which reports; the results in order.
pub(super) fn side_by_side<T: Send>(
    parts: &[Range<usize>],
    report: &mut dyn FnMut(f32) -> Option<()>,
    work: impl Fn(usize, &Range<usize>, &mut Progress<'_>) -> Option<T> + Sync,
) -> Option<Vec<T>> {
    let stop = Stop::new(false);
    let (first, others) = parts.split_first()?;
    thread::scope(|scope| {
        let (stop, work) = (&stop, &work);
        let mut running = Vec::with_capacity(others.len());
        for (number, part) in (1..).zip(others) {
            let job = move || {
                let mut progress = Progress { report: None, stop };
                work(number, part, &mut progress)
            };
            let thread = thread::Builder::new().name(format!("extract part {number}"));
            // Without a thread to be had, the part is read here when its turn comes.
            running.push((number, part, thread.spawn_scoped(scope, job).ok()));
        }
        let mut progress = Progress {
            report: Some(report),
            stop,
        };
        let mut results = Vec::with_capacity(parts.len());
        results.push(work(0, first, &mut progress));
        for (number, part, thread) in running {
            results.push(match thread {
                Some(thread) => match thread.join() {
                    Ok(result) => result,
                    Err(panic) => std::panic::resume_unwind(panic),
                },
                None => work(number, part, &mut progress),
            });
        }
        results.into_iter().collect()
    })
}
