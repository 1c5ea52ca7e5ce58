//! Does a work in parts on several threads, and takes what they give in order.
//!
//! Parts are many more than threads: whoever has done one takes the next, so that no thread waits
//! long for another, and what a part gave can be taken over, and its memory used again, while
//! others are still at work.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread::{self, ScopedJoinHandle};

/// A part is at least this long, in bytes. Tests read small texts in many parts.
const MIN_PART: usize = if cfg!(test) { 256 } else { 128 * 1024 };

/// A part is at most so long: its words and what is read from them stay in the outer cache.
const MAX_PART: usize = if cfg!(test) { 1024 } else { 1024 * 1024 };

/// Parts for each thread of a short document, so that all have done at about the same time.
const PARTS_OF_A_THREAD: usize = 4;

/// How many parts so many bytes are worth to so many threads. One thread waits for nobody.
pub(super) fn num_parts(num_bytes: usize, num_threads: usize) -> usize {
    let even = match num_threads {
        0 | 1 => MAX_PART,
        _ => num_bytes / (num_threads * PARTS_OF_A_THREAD),
    };
    (num_bytes / even.clamp(MIN_PART, MAX_PART)).max(1)
}

/// Whether more is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    More,
    /// What later parts give does not matter.
    Enough,
}

/// What the threads tell one another.
#[derive(Debug, Default)]
struct Board {
    num_parts: usize,
    /// The number of the next part that nobody took.
    next: AtomicUsize,
    num_done: AtomicUsize,
    /// The work is to be dropped.
    stop: AtomicBool,
}

impl Board {
    /// Takes a part, in order.
    fn take(&self) -> Option<usize> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (number < self.num_parts && !self.stop.load(Ordering::Relaxed)).then_some(number)
    }

    /// Nobody takes any more.
    fn clear(&self) {
        self.next.fetch_max(self.num_parts, Ordering::Relaxed);
    }
}

/// Stops the others when its thread panics: nothing comes of their work.
struct StopAtPanic<'a>(&'a Board);

impl Drop for StopAtPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop.store(true, Ordering::Relaxed);
        }
    }
}

/// How far the work is, and whether to stop.
pub(super) struct Progress<'a> {
    /// Only one thread reports.
    report: Option<&'a mut dyn FnMut(f32) -> Option<()>>,
    board: &'a Board,
}

impl Progress<'_> {
    /// Says that of a part so many pieces of all are done; `None` when the work is to be dropped.
    #[inline]
    pub(super) fn done(&mut self, number: usize, all: usize) -> Option<()> {
        /// Pieces between two reports.
        const EVERY: usize = 64;
        if !number.is_multiple_of(EVERY) {
            return Some(());
        }
        self.tell(number, all)
    }

    /// Says that so much of a part is done.
    pub(super) fn tell(&mut self, done: usize, all: usize) -> Option<()> {
        if let Some(report) = &mut self.report {
            let before = self.board.num_done.load(Ordering::Relaxed);
            let here = share(done, all);
            let parts = share(before, self.board.num_parts);
            if report(parts + here * share(1, self.board.num_parts)).is_none() {
                self.board.stop.store(true, Ordering::Relaxed);
            }
        }
        (!self.board.stop.load(Ordering::Relaxed)).then_some(())
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

/// Does `work` for parts of these numbers on this thread and on as many more as make `num_threads`,
/// and hands what each gave to `take`, in order and on this thread, until it has enough. `tools` makes
/// what a thread keeps from part to part. `report` is told the share done; `None` when it says so.
pub(super) fn side_by_side<K, T: Send>(
    num_parts: usize,
    num_threads: usize,
    report: &mut dyn FnMut(f32) -> Option<()>,
    tools: impl Fn() -> K + Sync,
    work: impl Fn(usize, &mut K, &mut Progress<'_>) -> Option<T> + Sync,
    take: impl FnMut(usize, T) -> Wanted,
) -> Option<()> {
    let board = Board {
        num_parts,
        ..Board::default()
    };
    // The parts that one thread takes until there are no more.
    let do_parts = |progress: &mut Progress<'_>, give: &mut dyn FnMut(usize, T)| {
        let _stop = StopAtPanic(&board);
        let mut tools = tools();
        while let Some(number) = board.take() {
            let made = work(number, &mut tools, progress)?;
            board.num_done.fetch_add(1, Ordering::Relaxed);
            give(number, made);
        }
        Some(())
    };
    let (board, do_parts) = (&board, &do_parts);
    let mut taken = InOrder::new(board, take);
    thread::scope(|scope| {
        // Nobody waits for this thread to take what they made.
        let (sender, given) = mpsc::sync_channel(num_parts);
        let mut threads: Vec<ScopedJoinHandle<'_, Option<()>>> = Vec::new();
        for number in 1..num_threads.min(num_parts) {
            let sender = sender.clone();
            let job = move || {
                let mut progress = Progress {
                    report: None,
                    board,
                };
                // Who takes no more is no longer interested.
                let mut give = |number, made| drop(sender.send((number, made)));
                do_parts(&mut progress, &mut give)
            };
            let thread = thread::Builder::new().name(format!("extract {number}"));
            // Without a thread to be had, the others do what it would have done.
            threads.extend(thread.spawn_scoped(scope, job));
        }
        drop(sender);
        let mut progress = Progress {
            report: Some(report),
            board,
        };
        let mut done = do_parts(&mut progress, &mut |number, made| {
            taken.add(number, made);
            taken.add_all(given.try_iter());
        });
        for (number, made) in given {
            taken.add(number, made);
            done = done.and_then(|()| progress.tell(0, 1));
        }
        for thread in threads {
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
        done
    })?;
    taken.is_complete().then_some(())
}

/// Does `work` for parts of these numbers, one after another on this thread.
pub(super) fn in_turn(
    num_parts: usize,
    report: &mut dyn FnMut(f32) -> Option<()>,
    mut work: impl FnMut(usize, &mut Progress<'_>) -> Option<()>,
) -> Option<()> {
    let board = Board {
        num_parts,
        ..Board::default()
    };
    let mut progress = Progress {
        report: Some(report),
        board: &board,
    };
    (0..num_parts).try_for_each(|number| {
        work(number, &mut progress)?;
        board.num_done.fetch_add(1, Ordering::Relaxed);
        Some(())
    })
}

/// What parts gave, handed on in order.
struct InOrder<'b, T, F> {
    board: &'b Board,
    take: F,
    wanted: Wanted,
    /// Those whose turn has not come.
    waiting: BTreeMap<usize, T>,
    /// The number of the part whose turn it is.
    next: usize,
}

impl<'b, T, F: FnMut(usize, T) -> Wanted> InOrder<'b, T, F> {
    const fn new(board: &'b Board, take: F) -> Self {
        Self {
            board,
            take,
            wanted: Wanted::More,
            waiting: BTreeMap::new(),
            next: 0,
        }
    }

    fn add(&mut self, number: usize, made: T) {
        self.waiting.insert(number, made);
        while self.wanted == Wanted::More
            && let Some(made) = self.waiting.remove(&self.next)
        {
            self.wanted = (self.take)(self.next, made);
            self.next += 1;
        }
        if self.wanted == Wanted::Enough {
            self.waiting.clear();
            self.board.clear();
        }
    }

    fn add_all(&mut self, all: impl Iterator<Item = (usize, T)>) {
        all.for_each(|(number, made)| self.add(number, made));
    }

    fn is_complete(&self) -> bool {
        self.wanted == Wanted::Enough || self.next == self.board.num_parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn go_on(_: f32) -> Option<()> {
        Some(())
    }

    #[track_caller]
    fn check_order(num_parts: usize, num_threads: usize) {
        let mut taken = Vec::new();
        let work = |number, num_before: &mut usize, _: &mut Progress<'_>| {
            *num_before += 1;
            Some(number)
        };
        let take = |number, made| {
            taken.push((number, made));
            Wanted::More
        };
        let done = side_by_side(num_parts, num_threads, &mut go_on, || 0, work, take);
        assert_eq!(done, Some(()));
        assert_eq!(taken, Vec::from_iter((0..num_parts).map(|it| (it, it))));
    }

    #[test]
    fn parts_are_taken_in_order() {
        check_order(0, 1);
        check_order(1, 4);
        check_order(9, 1);
        check_order(100, 3);
        check_order(3, 8);
    }

    #[test]
    fn nothing_comes_of_a_work_that_was_stopped() {
        for num_threads in 1..4 {
            let mut num_reports = 0;
            let mut report = |_: f32| {
                num_reports += 1;
                (num_reports < 3).then_some(())
            };
            // Nobody is ever done with a part, so that every thread has one.
            let work = |_, (): &mut (), progress: &mut Progress<'_>| -> Option<()> {
                loop {
                    progress.tell(0, 1)?;
                    thread::yield_now();
                }
            };
            let more = |_, ()| Wanted::More;
            let done = side_by_side(9, num_threads, &mut report, || (), work, more);
            assert_eq!(done, None, "on {num_threads}");
        }
    }

    #[track_caller]
    fn check_progress(num_threads: usize) -> f32 {
        let mut last = 0.0;
        let mut report = |share: f32| {
            assert!(share >= last && share <= 1.0, "{last} {share}");
            last = share;
            Some(())
        };
        let work = |_, (): &mut (), progress: &mut Progress<'_>| {
            progress.tell(0, 2)?;
            progress.tell(1, 2)
        };
        let more = |_, ()| Wanted::More;
        let done = side_by_side(10, num_threads, &mut report, || (), work, more);
        assert_eq!(done, Some(()));
        last
    }

    #[test]
    fn progress_never_goes_back() {
        assert!(check_progress(1) > 0.9);
        check_progress(3);
    }

    #[test]
    fn who_has_enough_takes_no_more() {
        for num_threads in 1..4 {
            let mut taken = Vec::new();
            let take = |number, ()| {
                taken.push(number);
                match number {
                    4 => Wanted::Enough,
                    _ => Wanted::More,
                }
            };
            let work = |_, (): &mut (), _: &mut Progress<'_>| Some(());
            let done = side_by_side(100, num_threads, &mut go_on, || (), work, take);
            assert_eq!((done, taken), (Some(()), vec![0, 1, 2, 3, 4]));
        }
    }

    #[test]
    fn a_panic_ends_the_work_of_all() {
        let work = |number, (): &mut (), progress: &mut Progress<'_>| {
            assert!(number != 1, "part one fails");
            loop {
                // Only what stops the others ends this.
                progress.tell(0, 1)?;
                thread::yield_now();
            }
        };
        let all = || side_by_side(2, 2, &mut go_on, || (), work, |_, ()| Wanted::More);
        let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(all));
        assert!(panic.is_err());
    }

    #[track_caller]
    fn check_num_parts(num_bytes: usize, num_threads: usize, expected: usize) {
        assert_eq!(num_parts(num_bytes, num_threads), expected);
    }

    #[test]
    fn a_text_is_worth_some_parts_for_each_thread() {
        check_num_parts(0, 1, 1);
        check_num_parts(0, 0, 1);
        check_num_parts(MIN_PART - 1, 8, 1);
        check_num_parts(MIN_PART * 2, 8, 2);
        check_num_parts(MAX_PART * 100, 1, 100);
        check_num_parts(MAX_PART * 4, 2, 8);
    }
}
