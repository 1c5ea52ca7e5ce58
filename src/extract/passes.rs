//! The two passes over a document: names are looked for everywhere before anything is decided, then
//! every piece is read for names and figures.
//!
//! A long document is read in parts side by side. The result is the same as from beginning to end:
//! what the parts must know of one another is the survey, taken before the second pass, and what
//! earlier parts introduced. A part is read with what is known by then, and the few pieces that ask
//! for a person or short form introduced since are read again afterwards.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::cuts::Cuts;
use super::leads::Leads;
use super::lexer::Recent;
use super::memory::{Introduced, Log, LogMark, Memory};
use super::scan::{Around, Scanner};
use super::scene::{NameTables, Scene, Survey, Tally};
use super::side_by_side::{Progress, Wanted, in_turn, num_parts, side_by_side};
use super::{Mention, Piece, bodies, names, people, resolve, towns, weapons};
use crate::document::{Block, BlockKind};

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
    /// What its pieces asked of the memory and told it.
    log: Log,
    /// Where each piece ends. Ends before the piece with which there were enough mentions.
    ends: Vec<PieceEnd>,
}

/// How much there is up to the end of a piece.
#[derive(Clone, Copy, Debug, Default)]
struct PieceEnd {
    num_mentions: usize,
    logged: LogMark,
}

impl Passes<'_> {
    /// All mentions in document order, disjoint, and the words of the text, part by part; `None`
    /// when `report` says so. `report` is told the share done.
    pub(super) fn mentions(
        &self,
        num_threads: usize,
        report: &mut dyn FnMut(f32) -> Option<()>,
    ) -> Option<(Vec<Mention>, Vec<Cuts>)> {
        let parts = self.parts(num_threads);
        let mut first = |share| report(share * FIRST_PASS);
        let (cuts, survey) = self.look_around(&parts, num_threads, &mut first)?;
        let around = Around::new(self.text, self.blocks, self.date);
        let reader = Reader {
            passes: self,
            survey: &survey,
            around: &around,
        };
        let mut report = |share: f32| report(FIRST_PASS + share * (1.0 - FIRST_PASS));
        let mentions = if num_threads == 1 {
            reader.read_in_turn(&parts, &cuts, &mut report)?
        } else {
            reader.read_side_by_side(&parts, &cuts, num_threads, &mut report)?
        };
        Some((mentions, cuts))
    }

    /// First pass: the words of each part, and what is known of the whole.
    fn look_around(
        &self,
        parts: &[Range<usize>],
        num_threads: usize,
        report: &mut dyn FnMut(f32) -> Option<()>,
    ) -> Option<(Vec<Cuts>, Survey)> {
        let mut cuts: Vec<Cuts> = Vec::with_capacity(parts.len());
        let mut tally = Tally::default();
        side_by_side(
            parts.len(),
            num_threads,
            report,
            || (),
            |number, (), progress| self.find(parts.get(number)?, progress),
            |_, part| {
                tally.join(part.tally);
                cuts.push(part.cuts);
                Wanted::More
            },
        )?;
        Some((cuts, tally.survey(&self.names, self.text)))
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
        let matcher = self.names.matcher;
        let gazetteer = &self.names.catalog.gazetteer;
        let mut fresh = matcher.rooms.take();
        let pieces = self.pieces(part);
        let mut found = Found {
            cuts: Cuts::for_pieces(pieces.len(), num_bytes(pieces)),
            tally: Tally::default(),
        };
        for (number, piece) in pieces.iter().enumerate() {
            let range = piece.range.clone();
            let cuts = &mut found.cuts;
            matcher.read(gazetteer, self.text, range, cuts, &mut fresh);
            progress.done(number, pieces.len())?;
        }
        matcher.rooms.give(fresh);
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
    /// Second pass over all parts, one after another.
    fn read_in_turn(
        self,
        parts: &[Range<usize>],
        cuts: &'a [Cuts],
        report: &mut dyn FnMut(f32) -> Option<()>,
    ) -> Option<Vec<Mention>> {
        let mut reading = Reading::new(self);
        reading.make_room(self.passes.text.len());
        in_turn(parts.len(), report, |number, progress| {
            let (part, cuts) = (parts.get(number)?, cuts.get(number)?);
            reading.read(part, cuts, &mut |_| {}, progress)
        })?;
        Some(reading.scene.found)
    }

    /// Second pass over all parts. Each is read with what is known already of those before it, and
    /// then added to them.
    fn read_side_by_side(
        self,
        parts: &[Range<usize>],
        cuts: &'a [Cuts],
        num_threads: usize,
        report: &mut dyn FnMut(f32) -> Option<()>,
    ) -> Option<Vec<Mention>> {
        let so_far = SoFar::default();
        let mut whole = Reading::new(self);
        whole.make_room(self.passes.text.len());
        side_by_side(
            parts.len(),
            num_threads,
            report,
            || Reading::new(self),
            |number, reading, progress| {
                let (part, cuts) = (parts.get(number)?, cuts.get(number)?);
                reading.read_alone(part, cuts, &so_far.get(), progress)
            },
            |number, read| {
                if let (Some(part), Some(cuts)) = (parts.get(number), cuts.get(number)) {
                    whole.append(part, cuts, read);
                    so_far.update(whole.memory.introduced());
                }
                match whole.has_enough() {
                    true => Wanted::Enough,
                    false => Wanted::More,
                }
            },
        )?;
        Some(whole.scene.found)
    }
}

/// What the parts added so far introduced, for those who begin another.
#[derive(Debug, Default)]
struct SoFar(Mutex<Arc<Introduced>>);

impl SoFar {
    fn get(&self) -> Arc<Introduced> {
        // It is whole whoever panicked: only ever put in the place of another.
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Copies what is known, if that is more than before.
    fn update(&self, introduced: &Introduced) {
        if introduced.num() == self.get().num() {
            return;
        }
        let mut new = Arc::new(introduced.clone());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::swap(&mut *known, &mut new);
    }
}

/// The second pass over parts, one after another.
#[derive(Debug)]
struct Reading<'a> {
    reader: Reader<'a>,
    scene: Scene<'a>,
    leads: Leads,
    memory: Memory,
    /// The figures of pieces that are read together.
    figures: Vec<Vec<Mention>>,
}

impl<'a> Reading<'a> {
    fn new(reader: Reader<'a>) -> Self {
        let Passes { text, names, .. } = *reader.passes;
        Self {
            reader,
            scene: Scene::new(text, names, reader.survey),
            leads: Leads::default(),
            memory: Memory::default(),
            figures: Vec::new(),
        }
    }

    /// Drops what was read, and makes room for the mentions of so many bytes.
    fn make_room(&mut self, num_bytes: usize) {
        let num_mentions = num_bytes / BYTES_OF_A_MENTION;
        let max_mentions = self.reader.passes.max_mentions;
        self.scene.found = Vec::with_capacity(num_mentions.min(max_mentions));
    }

    /// What follows would be left out.
    const fn has_enough(&self) -> bool {
        self.scene.found.len() >= self.reader.passes.max_mentions
    }

    /// Reads one part. `end` is told of the end of each piece, but for the one with which there are
    /// enough mentions.
    fn read(
        &mut self,
        part: &Range<usize>,
        cuts: &'a Cuts,
        end: &mut impl FnMut(PieceEnd),
        progress: &mut Progress<'_>,
    ) -> Option<()> {
        let Reader { passes, around, .. } = self.reader;
        let recent = Recent::default();
        let mut scanner = Scanner::new(passes.text, around, &recent);
        let pieces = passes.pieces(part);
        let (mut number, mut rest) = (0, pieces);
        while !self.has_enough()
            && let Some((together, others)) = rest.split_at_checked(num_together(rest))
            && !together.is_empty()
        {
            rest = others;
            scan_pieces(&mut scanner, cuts, number, together, &mut self.figures);
            let mut figures = std::mem::take(&mut self.figures);
            for (piece, figures) in together.iter().zip(&mut figures) {
                self.read_piece(cuts, number, piece.kind, figures);
                if self.has_enough() {
                    return Some(());
                }
                end(PieceEnd {
                    num_mentions: self.scene.found.len(),
                    logged: self.memory.end_piece(),
                });
                progress.done(number, pieces.len())?;
                number += 1;
            }
            self.figures = figures;
        }
        Some(())
    }

    /// Reads one part as if those were before it of which something is known.
    fn read_alone(
        &mut self,
        part: &Range<usize>,
        cuts: &'a Cuts,
        known: &Introduced,
        progress: &mut Progress<'_>,
    ) -> Option<Read> {
        let pieces = self.reader.passes.pieces(part);
        self.make_room(num_bytes(pieces));
        self.memory = Memory::logging(known.clone());
        let mut ends = Vec::with_capacity(pieces.len());
        self.read(part, cuts, &mut |end| ends.push(end), progress)?;
        Some(Read {
            mentions: std::mem::take(&mut self.scene.found),
            log: self.memory.take_log(),
            ends,
        })
    }

    /// Adds a part, with the pieces read again that would have been read otherwise after all parts
    /// before it.
    fn append(&mut self, part: &Range<usize>, cuts: &'a Cuts, read: Read) {
        let Reader { passes, around, .. } = self.reader;
        let recent = Recent::default();
        let mut scanner = Scanner::new(passes.text, around, &recent);
        let mut old = read.mentions.into_iter();
        let mut from = PieceEnd::default();
        // How many of the old are still to be taken over.
        let mut num_kept = 0;
        for (number, piece) in passes.pieces(part).iter().enumerate() {
            // A part that had enough mentions of its own was not read to its end, and may not have
            // enough together with what stands before it.
            let end = read.ends.get(number);
            let num_here = end.map_or(usize::MAX, |end| end.num_mentions - from.num_mentions);
            let log = end.map(|end| read.log.between(from.logged, end.logged));
            from = end.copied().unwrap_or(from);
            if let Some(log) = log
                && !self.memory.would_change(log)
            {
                num_kept += num_here;
                self.memory.replay(log);
                continue;
            }
            self.scene.found.extend(old.by_ref().take(num_kept));
            num_kept = 0;
            old.by_ref().take(num_here).for_each(drop);
            if self.has_enough() {
                return;
            }
            scanner.scan(piece.range.clone(), piece.kind, cuts.anchors(number));
            self.read_piece(cuts, number, piece.kind, &mut scanner.out);
        }
        self.scene.found.extend(old);
    }

    /// Reads one piece of a part, given its figures.
    #[inline(always)]
    fn read_piece(
        &mut self,
        cuts: &'a Cuts,
        number: usize,
        kind: BlockKind,
        figures: &mut Vec<Mention>,
    ) {
        let scene = &mut self.scene;
        scene.go_on(cuts.piece(number), figures);
        read_names(scene, &mut self.leads, &mut self.memory, kind);
        resolve::resolve(&mut scene.found, scene.first, &mut scene.figures);
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
    cuts: &Cuts,
    first: usize,
    pieces: &[Piece],
    figures: &mut Vec<Vec<Mention>>,
) {
    if figures.len() < pieces.len() {
        figures.resize_with(pieces.len(), Vec::new);
    }
    for ((number, piece), figures) in (first..).zip(pieces).zip(figures) {
        scanner.scan(piece.range.clone(), piece.kind, cuts.anchors(number));
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

#[cfg(test)]
impl Passes<'_> {
    /// The mentions when each part is read with what was known so many parts before it, as happens
    /// when threads are slow.
    pub(super) fn mentions_read_late(&self, num_threads: usize, late: usize) -> Vec<Mention> {
        let parts = self.parts(num_threads);
        let (cuts, survey) = self.look_around(&parts, 1, &mut |_| Some(())).unwrap();
        let reader = Reader {
            passes: self,
            survey: &survey,
            around: &Around::new(self.text, self.blocks, self.date),
        };
        let (mut alone, mut whole) = (Reading::new(reader), Reading::new(reader));
        let mut known = vec![Introduced::default()];
        let done = in_turn(parts.len(), &mut |_| Some(()), |number, progress| {
            let then = &known[number.saturating_sub(late)];
            let read = alone.read_alone(&parts[number], &cuts[number], then, progress)?;
            if !whole.has_enough() {
                whole.append(&parts[number], &cuts[number], read);
            }
            known.push(whole.memory.introduced().clone());
            Some(())
        });
        assert_eq!(done, Some(()));
        whole.scene.found
    }
}
