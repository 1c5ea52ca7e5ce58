//! Does the jobs: one thread reads documents, one reads tables of the reader's own, one looks at
//! folders and at files that may have changed, one corrects mentions and draws figures, one searches,
//! one has the workspace file and exports, and the watcher has one of its own that hears of changes on
//! disk, so that a document, table or drive that hangs or takes long never stands between the reader
//! and the notes, another document, or what is open already.
//!
//! The store's thread does its jobs in the order they were asked for, so a note's later change can
//! never be overwritten by an earlier one. Waking the window is a closure passed in. A panic in a
//! parser becomes a failure with the document's name; the threads live on.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::corrections::read_corrected;
use super::keeper::Keeper;
use super::queue::Queue;
use super::searcher::Searcher;
use super::store::Store;
use super::watcher::Watcher;
use super::{DeskWork, Figures, Job, JobEvent, JobId, JobOutput, JobReport};
use crate::check::check;
use crate::document::load::folder::gather;
use crate::document::opening::Watch;
use crate::document::{self, Document, DocumentId, LoadError};
use crate::export::atomic::{Expected, atomic_write_with};
use crate::extract::{Extraction, Extractor};
use crate::figures;
use crate::geo::{PlaneWorld, World};
use crate::reference::{Assume, Catalog, ImportError, read_table};

/// Events waiting for the window; a job that is faster than the window waits.
const MAX_WAITING: usize = 256;

/// The article that comes with the program.
pub const SAMPLE_NAME: &str = "japan_tomahawk_deal.md";
const SAMPLE: &[u8] = include_bytes!("../../sample_data/japan_tomahawk_deal.md");

/// Called from any thread to make the window look for news.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The threads.
pub struct JobRunner {
    work: Queue,
    redo: Queue,
    look: Queue,
    tables: Queue,
    store: Queue,
    search: Queue,
    events: Receiver<JobEvent>,
    cancelled: Arc<Mutex<BTreeSet<JobId>>>,
    changed_elsewhere: Arc<AtomicBool>,
    stopping: Arc<AtomicBool>,
    watcher: Watcher,
    keeper: Option<JoinHandle<()>>,
    num_started: u64,
    num_finished: u64,
}

impl JobRunner {
    /// Starts the threads. Without a store, changes of the notes stay in memory and say so.
    pub fn new(store: Option<Store>, wake: Wake) -> std::io::Result<Self> {
        let (events_in, events) = sync_channel(MAX_WAITING);
        let (work, work_jobs) = Queue::new();
        let (redo, redo_jobs) = Queue::new();
        let (look, look_jobs) = Queue::new();
        let (tables, table_jobs) = Queue::new();
        let (store_in, store_jobs) = Queue::new();
        let cancelled: Arc<Mutex<BTreeSet<JobId>>> = Arc::default();
        let changed_elsewhere: Arc<AtomicBool> = Arc::default();

        let stopping: Arc<AtomicBool> = Arc::default();
        let worker = Worker {
            stopping: Arc::clone(&stopping),
            events: events_in.clone(),
            wake: Arc::clone(&wake),
            cancelled: Arc::clone(&cancelled),
        };
        let watcher = Watcher::start(Arc::clone(&wake))?;
        let again = worker.clone();
        let looker = worker.clone();
        let importer = worker.clone();
        let (search, search_jobs) = Queue::new();
        let searcher = Searcher {
            events: events_in.clone(),
            wake: Arc::clone(&wake),
        };
        let keeper = Keeper {
            store,
            events: events_in,
            wake,
            changed_elsewhere: Arc::clone(&changed_elsewhere),
        };
        // Deeply nested documents must not meet a small stack. The thread is never joined: it may
        // hang on a dead network drive, and it holds nothing that could be lost.
        std::thread::Builder::new()
            .name("rangebook-work".to_owned())
            .stack_size(16 * 1024 * 1024)
            .spawn(move || worker.run(&work_jobs))?;
        std::thread::Builder::new()
            .name("rangebook-look".to_owned())
            .spawn(move || looker.run(&look_jobs))?;
        std::thread::Builder::new()
            .name("rangebook-figures".to_owned())
            .spawn(move || again.run(&redo_jobs))?;
        std::thread::Builder::new()
            .name("rangebook-import".to_owned())
            .spawn(move || importer.run(&table_jobs))?;
        std::thread::Builder::new()
            .name("rangebook-search".to_owned())
            .spawn(move || searcher.run(&search_jobs))?;
        let keeper = std::thread::Builder::new()
            .name("rangebook-store".to_owned())
            .spawn(move || keeper.run(&store_jobs))?;
        Ok(Self {
            work,
            redo,
            look,
            tables,
            store: store_in,
            search,
            events,
            cancelled,
            changed_elsewhere,
            stopping,
            watcher,
            keeper: Some(keeper),
            num_started: 0,
            num_finished: 0,
        })
    }

    /// Hands a job to its thread.
    pub fn start(&mut self, job: Job) {
        let queue = match &job {
            Job::Cancel { id } => {
                self.cancelled
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(*id);
                return;
            }
            Job::Load { .. } | Job::Extract { .. } => &mut self.work,
            Job::Gather { .. } | Job::Look { .. } => &mut self.look,
            Job::Correct { .. }
            | Job::Draw { .. }
            | Job::LayLand { .. }
            | Job::Compare { .. }
            | Job::WriteFile { .. } => &mut self.redo,
            Job::ReadTable { .. } => &mut self.tables,
            Job::Commit { .. }
            | Job::CommitCorrection { .. }
            | Job::Remember { .. }
            | Job::ReadNotes { .. }
            | Job::KeepTable { .. }
            | Job::ForgetTable { .. }
            | Job::SaveCopy { .. }
            | Job::Snapshot { .. } => &mut self.store,
            Job::Desk { work, .. } => match **work {
                DeskWork::Read(_) => &mut self.work,
                DeskWork::Search { .. } | DeskWork::Forget { .. } => &mut self.search,
                _ => &mut self.store,
            },
        };
        if queue.push(job) {
            self.num_started += 1;
        }
    }

    /// News since the last call, for at most `budget`.
    pub fn poll(&mut self, budget: Duration) -> Vec<JobEvent> {
        for queue in self.queues() {
            queue.hand_over();
        }
        let until = Instant::now() + budget;
        let mut news = Vec::new();
        while Instant::now() < until {
            match self.events.try_recv() {
                Ok(event) => {
                    let goes_on = matches!(
                        event.report,
                        JobReport::Progress(_) | JobReport::FirstPages(_)
                    );
                    if !goes_on {
                        self.num_finished += 1;
                    }
                    news.push(event);
                }
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
            }
        }
        news
    }

    fn queues(&mut self) -> [&mut Queue; 6] {
        [
            &mut self.work,
            &mut self.redo,
            &mut self.look,
            &mut self.tables,
            &mut self.store,
            &mut self.search,
        ]
    }

    /// Jobs handed to threads so far.
    pub const fn num_started(&self) -> u64 {
        self.num_started
    }

    /// Whether every job has finished and every event has been handed out.
    pub const fn is_idle(&self) -> bool {
        self.num_started == self.num_finished
    }

    /// Watches these files for changes in the place of those before.
    pub fn watch(&self, files: Vec<(std::path::PathBuf, Option<document::FileStamp>)>) {
        self.watcher.watch(files);
    }

    /// Whether a watched file has changed since the last call.
    pub fn files_changed(&self) -> bool {
        self.watcher.take_changed()
    }

    /// Whether another process has changed the workspace file since the last call.
    pub fn changed_elsewhere(&self) -> bool {
        self.changed_elsewhere.swap(false, Ordering::AcqRel)
    }

    /// Waits until everything that was asked of the workspace file is on disk. Documents still being
    /// read are abandoned. Returns the last news.
    pub fn finish(&mut self) -> Vec<JobEvent> {
        self.stopping.store(true, Ordering::Release);
        self.work.close();
        self.redo.close();
        self.look.close();
        self.tables.close();
        self.search.close();
        let mut news = Vec::new();
        let Some(keeper) = self.keeper.take() else {
            return news;
        };
        // What was asked of the workspace file is never dropped.
        while !self.store.is_handed_over() && !keeper.is_finished() {
            news.extend(self.poll(Duration::from_millis(1)));
            std::thread::sleep(Duration::from_millis(1));
        }
        self.store.close();
        // The store's thread must never wait for a window that no longer listens.
        while !keeper.is_finished() {
            news.extend(self.poll(Duration::from_millis(1)));
            std::thread::sleep(Duration::from_millis(1));
        }
        drop(keeper.join());
        news.extend(self.poll(Duration::from_millis(50)));
        news
    }
}

impl std::fmt::Debug for JobRunner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "JobRunner({} started, {} finished)",
            self.num_started, self.num_finished
        )
    }
}

impl Drop for JobRunner {
    fn drop(&mut self) {
        drop(self.finish());
    }
}

/// Reads documents, finds mentions, draws figures, writes exports.
#[derive(Clone)]
struct Worker {
    stopping: Arc<AtomicBool>,
    events: SyncSender<JobEvent>,
    wake: Wake,
    cancelled: Arc<Mutex<BTreeSet<JobId>>>,
}

impl Worker {
    fn run(&self, jobs: &Receiver<Job>) {
        for job in jobs {
            let id = job.id();
            let about = subject(&job);
            let report = catch_unwind(AssertUnwindSafe(|| self.work(job))).unwrap_or_else(|panic| {
                JobReport::Failed {
                    text: format!(
                        "{about} could not be worked on because of a mistake in Rangebook; everything else goes on"
                    ),
                    details: panic_message(panic.as_ref()),
                }
            });
            self.send(id, report);
        }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "every job stands here, with what does it"
    )]
    fn work(&self, job: Job) -> JobReport {
        let id = job.id();
        match job {
            Job::Load {
                document,
                path,
                options,
                ..
            } => {
                let loading = Loading {
                    worker: self,
                    job: id,
                    told: Cell::new(Instant::now()),
                };
                let loaded = match path {
                    Some(path) => document::load_file_as(document, &path, options, &loading),
                    None => load(document, None, &|| self.is_cancelled(id)),
                };
                done(JobOutput::Loaded(document, loaded.map(Arc::new)))
            }
            Job::Gather { paths, .. } => match gather(&paths, &|| self.is_cancelled(id)) {
                Some(gathered) => done(JobOutput::Gathered(gathered)),
                None => JobReport::Cancelled,
            },
            Job::Look { files, .. } => {
                let stamp =
                    |(id, path): (DocumentId, std::path::PathBuf)| (id, document::stamp_of(&path));
                done(JobOutput::Looked(files.into_iter().map(stamp).collect()))
            }
            Job::Extract {
                document,
                corrections,
                generation,
                ..
            } => match self.extract(id, &document) {
                Some(found) => {
                    let reading = read_corrected(&document, Arc::new(found), corrections);
                    done(JobOutput::Read(document.id, generation, Box::new(reading)))
                }
                None => JobReport::Cancelled,
            },
            Job::Correct {
                document,
                found,
                corrections,
                generation,
                ..
            } => {
                let reading = read_corrected(&document, found, corrections);
                done(JobOutput::Read(document.id, generation, Box::new(reading)))
            }
            Job::Draw {
                document,
                extraction,
                spending,
                tables,
                comparison,
                checked,
                generation,
                ..
            } => {
                let catalog = tables.as_deref().unwrap_or_else(|| Catalog::shipped());
                let checked =
                    checked.unwrap_or_else(|| Arc::new(check(catalog, &document, &extraction)));
                let drawn = Figures {
                    spending: figures::spending_as(catalog, &document.text, &extraction, &spending),
                    ..Figures::without_spending(
                        catalog,
                        &document,
                        &extraction,
                        checked,
                        comparison,
                    )
                };
                done(JobOutput::Drawn(document.id, generation, Arc::new(drawn)))
            }
            Job::LayLand {
                detail, projection, ..
            } => {
                let land = PlaneWorld::new(World::load(detail), detail, projection, true);
                done(JobOutput::Land(Arc::new(land)))
            }
            Job::Compare {
                documents, tables, ..
            } => {
                let catalog = tables.as_deref().unwrap_or_else(|| Catalog::shipped());
                done(JobOutput::Compared(super::comparing::compared(
                    catalog, documents,
                )))
            }
            Job::WriteFile {
                path,
                what,
                content,
                ..
            } => write_file(path, what, &content),
            Job::ReadTable { path, assume, .. } => self.read_table(id, path, assume),
            Job::Desk { work, .. } => super::desk_work::read(*work),
            Job::KeepTable { .. }
            | Job::ForgetTable { .. }
            | Job::SaveCopy { .. }
            | Job::Snapshot { .. }
            | Job::Commit { .. }
            | Job::Remember { .. }
            | Job::ReadNotes { .. }
            | Job::CommitCorrection { .. }
            | Job::Cancel { .. } => JobReport::Cancelled,
        }
    }

    /// Every mention of the document; `None` when that was cancelled.
    fn extract(&self, id: JobId, document: &Document) -> Option<Extraction> {
        let mut last = Instant::now();
        let mut progress = |share: f32| {
            if self.is_cancelled(id) {
                return ControlFlow::Break(());
            }
            if last.elapsed() > Duration::from_millis(50) {
                last = Instant::now();
                self.send(id, JobReport::Progress(share));
            }
            ControlFlow::Continue(())
        };
        Extractor::shipped().extract(document, None, &mut progress)
    }

    fn read_table(&self, id: JobId, path: std::path::PathBuf, assume: Assume) -> JobReport {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy().into_owned();
        let failed = |why: &dyn std::error::Error| JobReport::Failed {
            text: format!("{name} could not be imported: {why}"),
            details: chain(why),
        };
        let (file, size) = match document::load::open_table(&path) {
            Ok(opened) => opened,
            Err(error) => return failed(&error),
        };
        let mut last = Instant::now();
        let mut progress = |bytes: u64| {
            if self.is_cancelled(id) {
                return ControlFlow::Break(());
            }
            if last.elapsed() > Duration::from_millis(50) {
                last = Instant::now();
                self.send(id, JobReport::Progress(share(bytes, size)));
            }
            ControlFlow::Continue(())
        };
        let mut input = std::io::BufReader::new(file);
        let catalog = Catalog::shipped();
        match read_table(&name, &mut input, catalog, assume, &mut progress) {
            Ok(table) => done(JobOutput::TableRead(path, assume, Arc::new(table))),
            Err(ImportError::Cancelled) => JobReport::Cancelled,
            Err(error) => failed(&error),
        }
    }

    fn is_cancelled(&self, id: JobId) -> bool {
        self.stopping.load(Ordering::Acquire)
            || self
                .cancelled
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .contains(&id)
    }

    fn send(&self, job: JobId, report: JobReport) {
        // A window that is gone needs no news.
        drop(self.events.send(JobEvent { job, report }));
        (self.wake)();
    }
}

/// Tells the window of a document that is being read.
struct Loading<'a> {
    worker: &'a Worker,
    job: JobId,
    told: Cell<Instant>,
}

impl Watch for Loading<'_> {
    fn is_cancelled(&self) -> bool {
        self.worker.is_cancelled(self.job)
    }

    fn progress(&self, share: f32) {
        if self.told.get().elapsed() > Duration::from_millis(50) {
            self.told.set(Instant::now());
            self.worker.send(self.job, JobReport::Progress(share));
        }
    }

    fn first_pages(&self, document: document::Document) {
        let report = JobReport::FirstPages(Arc::new(document));
        self.worker.send(self.job, report);
    }
}

/// So much of the whole, from 0 to 1.
fn share(part: u64, whole: u64) -> f32 {
    let thousandths = part.saturating_mul(1000) / whole.max(1);
    f32::from(u16::try_from(thousandths).unwrap_or(1000)) / 1000.0
}

/// Reads the sample article (no path) or a file.
pub(crate) fn load(
    id: DocumentId,
    path: Option<&std::path::Path>,
    cancelled: &dyn Fn() -> bool,
) -> Result<document::Document, LoadError> {
    match path {
        Some(path) => document::load_file(id, path, cancelled),
        None => document::load_bytes(id, SAMPLE_NAME, None, SAMPLE),
    }
}

/// The dialog has asked already whether an existing file may be replaced.
fn write_file(path: std::path::PathBuf, what: String, content: &super::Content) -> JobReport {
    let failed = |why: String, details: String| JobReport::Failed {
        text: format!("Could not save {what}: {why}"),
        details,
    };
    let bytes = match content.bytes() {
        Ok(bytes) => bytes,
        Err(why) => return failed(why, String::new()),
    };
    let written = atomic_write_with(&path, &Expected::Anything, |out| out.write_all(&bytes));
    match written {
        Ok(()) => done(JobOutput::Written(path, what)),
        Err(error) => failed(error.to_string(), chain(&error)),
    }
}

pub(super) fn done(output: JobOutput) -> JobReport {
    JobReport::Done(Box::new(output))
}

fn subject(job: &Job) -> String {
    match job {
        Job::Load {
            path: Some(path), ..
        } => path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        Job::Extract { document, .. }
        | Job::Correct { document, .. }
        | Job::Draw { document, .. } => document.name.clone(),
        _ => "A document".to_owned(),
    }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(err) = cause {
        text.push_str(": ");
        text.push_str(&err.to_string());
        cause = err.source();
    }
    text
}

#[cfg(test)]
mod tests;
