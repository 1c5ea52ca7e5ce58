//! Parses documents in a child process of this program, so that whatever a file does to its parser
//! costs one clear line and never the window.
//!
//! The child is this program again with [`COMMAND`]; it gets the bytes on its standard input and
//! answers with a [parcel](super::parcel) on its standard output, behind the [`fence`].
//! It is killed when it takes too long, when its answer is too large, and when the reader cancels.
//! Before the answer it may send lines that say how far it is, and the first pages of a long file.
//!
//! A test or another program that uses this crate as a library has no such command. Until
//! [`use_this_program`] was called, documents are therefore parsed on a thread of the same process,
//! where a panic is caught and time is limited, but neither memory nor a stack overflow is.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::fence;
use super::format::Format;
use super::limits::{Limits, MAX_TEXT};
use super::opening::{Asked, Early, Options};
use super::parcel::{Parcel, Parsed, Refusal, from_wire, to_wire};
use super::parse::{STACK, parse_as_asked};

/// The hidden command of the program that parses a document.
pub const COMMAND: &str = "parse-document";

/// The most bytes of an answer: text and where its blocks are.
const MAX_ANSWER: u64 = 3 * MAX_TEXT as u64;

/// How often the parent looks whether the reader has cancelled.
const LOOK_EVERY: Duration = Duration::from_millis(20);

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says that the running program knows [`COMMAND`], so that documents are parsed in children of it.
pub fn use_this_program() {
    // The link leads to the running program also after its file was replaced by a newer one.
    let link = PathBuf::from("/proc/self/exe");
    let program = if cfg!(target_os = "linux") && link.exists() {
        Some(link)
    } else {
        std::env::current_exe().ok()
    };
    if let Some(program) = program {
        drop(PROGRAM.set(program));
    }
}

/// Why there is no parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// Why, as a sentence without its full stop.
    Refused(Refusal),
    /// The reader cancelled.
    Cancelled,
}

/// How a document is read apart: what the reader chose, and who listens.
pub(super) struct Apart<'a> {
    pub(super) options: Options,
    pub(super) is_cancelled: &'a dyn Fn() -> bool,
    pub(super) early: &'a mut dyn FnMut(Early),
}

impl Apart<'_> {
    const fn limits(&self) -> Limits {
        self.options.limits
    }
}

/// Parses a document apart from everything else.
pub(super) fn parse_apart(
    format: Format,
    bytes: &[u8],
    apart: &mut Apart<'_>,
) -> Result<super::parcel::Parcel, Failure> {
    let parsed = match PROGRAM.get() {
        Some(program) => in_a_child(program, format, bytes, apart)?,
        None => on_a_thread(format, bytes, apart)?,
    };
    parsed.map_err(Failure::Refused)
}

/// Slow builds get more time.
const fn seconds_for(limits: Limits, num_bytes: usize) -> u64 {
    limits.secs_for(num_bytes) * if cfg!(debug_assertions) { 4 } else { 1 }
}

/// Wall-clock time is longer than time of work, because other programs work too.
const fn patience(limits: Limits, num_bytes: usize) -> Duration {
    Duration::from_secs(seconds_for(limits, num_bytes) * 2 + 10)
}

fn took_too_long(limits: Limits, num_bytes: usize) -> Refusal {
    Refusal(format!(
        "reading it took longer than {} seconds and was stopped",
        seconds_for(limits, num_bytes)
    ))
}

/// What comes from the child.
enum News {
    Early(Early),
    /// The answer, and what it said on its way out.
    Ended(Vec<u8>, Vec<u8>),
}

/// Marks of the lines that come before the answer.
const PROGRESS: u8 = b'p';
const FIRST_PAGES: u8 = b'f';
const ANSWER: u8 = b'a';

fn early_line(early: &Early) -> Vec<u8> {
    let mut line = match early {
        Early::Progress { done, of } => format!("{}{done} {of}", char::from(PROGRESS)).into_bytes(),
        Early::FirstPages(parcel) => {
            let mut line = vec![FIRST_PAGES];
            line.extend(to_wire(&Ok(Parcel::clone(parcel))));
            line
        }
    };
    line.push(b'\n');
    line
}

/// Reads what [`early_line`] wrote; `None` for a lie, which is passed over.
fn early_of(line: &[u8]) -> Option<Early> {
    match line.split_first()? {
        (&PROGRESS, rest) => {
            let (done, of) = std::str::from_utf8(rest).ok()?.trim().split_once(' ')?;
            Some(Early::Progress {
                done: done.parse().ok()?,
                of: of.parse().ok()?,
            })
        }
        (&FIRST_PAGES, rest) => Some(Early::FirstPages(Box::new(from_wire(rest)?.ok()?))),
        _ => None,
    }
}

/// Reads all that a child says and hands it on.
fn listen(output: impl std::io::Read, errors: impl std::io::Read, news: &SyncSender<News>) {
    let mut output = BufReader::new(output.take(MAX_ANSWER + 1));
    let mut answer = Vec::new();
    loop {
        answer.clear();
        let read = output.read_until(b'\n', &mut answer);
        let is_early = read.is_ok() && answer.ends_with(b"\n") && !answer.starts_with(&[ANSWER]);
        if !is_early {
            break;
        }
        if let Some(early) = early_of(&answer) {
            drop(news.send(News::Early(early)));
        }
    }
    let mut said = Vec::new();
    drop(errors.take(4096).read_to_end(&mut said));
    drop(news.send(News::Ended(answer, said)));
}

fn in_a_child(
    program: &PathBuf,
    format: Format,
    bytes: &[u8],
    apart: &mut Apart<'_>,
) -> Result<Parsed, Failure> {
    let mut command = Command::new(program);
    command
        .args([OsString::from(COMMAND), format.key().into()])
        .arg(bytes.len().to_string())
        .args(apart.options.to_arguments())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    no_window(&mut command);
    let Ok(mut child) = command.spawn() else {
        return Ok(Err(Refusal::new(
            "the process that reads files of this kind could not be started",
        )));
    };
    let (Some(mut input), Some(output), Some(errors)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        end(&mut child);
        return Ok(Err(Refusal::new(
            "the process that reads files of this kind could not be spoken to",
        )));
    };
    std::thread::scope(|scope| {
        let (news, answers) = sync_channel(4);
        std::thread::Builder::new()
            .name("rangebook-ask".to_owned())
            .spawn_scoped(scope, move || {
                // A child that died early does not listen; its answer says so.
                drop(input.write_all(bytes));
            })
            .ok();
        std::thread::Builder::new()
            .name("rangebook-answer".to_owned())
            .spawn_scoped(scope, move || listen(output, errors, &news))
            .ok();
        let limits = apart.limits();
        let until = Instant::now() + patience(limits, bytes.len());
        let (answer, said) = loop {
            match answers.recv_timeout(LOOK_EVERY) {
                Ok(News::Early(early)) => (apart.early)(early),
                Ok(News::Ended(answer, said)) => break (answer, said),
                Err(RecvTimeoutError::Disconnected) => break Default::default(),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let is_late = Instant::now() > until;
            if is_late || (apart.is_cancelled)() {
                end(&mut child);
                // Whoever listens must not wait for a place in the queue.
                drop(answers);
                return match is_late {
                    true => Ok(Err(took_too_long(limits, bytes.len()))),
                    false => Err(Failure::Cancelled),
                };
            }
        };
        if answer.len() as u64 > MAX_ANSWER {
            end(&mut child);
            return Ok(Err(Refusal::new("what it holds is too large to be shown")));
        }
        // Its output is closed, so it has ended or is about to.
        let status = ended(&mut child);
        let parsed = match answer.split_first() {
            Some((&ANSWER, wire)) => from_wire(wire),
            _ => None,
        };
        Ok(parsed.unwrap_or_else(|| Err(why_it_died(status, &said, limits, bytes.len()))))
    })
}

/// Waits a moment, then insists.
fn ended(child: &mut Child) -> Option<ExitStatus> {
    for _ in 0..100 {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(LOOK_EVERY / 4),
            Ok(status) => return status,
            Err(_) => break,
        }
    }
    end(child)
}

fn end(child: &mut Child) -> Option<ExitStatus> {
    drop(child.kill());
    child.wait().ok()
}

fn why_it_died(
    status: Option<ExitStatus>,
    said: &[u8],
    limits: Limits,
    num_bytes: usize,
) -> Refusal {
    let said = String::from_utf8_lossy(said);
    match signal_of(status) {
        Some(OUT_OF_TIME) => return took_too_long(limits, num_bytes),
        // We ourselves end it only when it is late, and say so then. SIGXCPU comes before the limit
        // on time kills. So this was the system, which ends what has taken too much memory.
        Some(KILLED) => {
            return Refusal::new("the system ended its reader, most likely for lack of memory");
        }
        _ => {}
    }
    if said.contains("memory allocation") || said.contains("out of memory") {
        return Refusal(format!(
            "reading it needs more than {} MB of memory and was stopped",
            limits.memory_mb
        ));
    }
    Refusal::new(if said.contains("overflowed its stack") {
        "it is nested too deeply to be read"
    } else {
        "it is damaged or unusual in a way that made its reader fail"
    })
}

/// SIGXCPU on every system we build for but MIPS.
const OUT_OF_TIME: i32 = 24;
const KILLED: i32 = 9;

#[cfg(unix)]
fn signal_of(status: Option<ExitStatus>) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt as _;
    status?.signal()
}

#[cfg(not(unix))]
const fn signal_of(_: Option<ExitStatus>) -> Option<i32> {
    None
}

/// A child must not flash a console on the screen.
#[cfg(windows)]
fn no_window(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
const fn no_window(_: &mut Command) {}

fn on_a_thread(format: Format, bytes: &[u8], apart: &mut Apart<'_>) -> Result<Parsed, Failure> {
    enum Said {
        Early(Early),
        Ended(Option<Parsed>),
    }
    let (says, answers) = sync_channel(4);
    let owned = bytes.to_vec();
    let options = apart.options;
    let started = std::thread::Builder::new()
        .name("rangebook-parse".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let mut early = |it: Early| drop(says.send(Said::Early(it)));
            let parsed = parse_caught(format, &owned, options, &mut early);
            drop(says.send(Said::Ended(parsed)));
        });
    let failed = || Refusal::new("it is damaged or unusual in a way that made its reader fail");
    if started.is_err() {
        return Ok(Err(failed()));
    }
    let until = Instant::now() + patience(options.limits, bytes.len());
    loop {
        match answers.recv_timeout(LOOK_EVERY) {
            Ok(Said::Early(early)) => (apart.early)(early),
            Ok(Said::Ended(Some(parsed))) => return Ok(parsed),
            Ok(Said::Ended(None)) | Err(RecvTimeoutError::Disconnected) => {
                return Ok(Err(failed()));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if (apart.is_cancelled)() {
            return Err(Failure::Cancelled);
        }
        if Instant::now() > until {
            return Ok(Err(took_too_long(options.limits, bytes.len())));
        }
    }
}

/// `None` for a panic.
fn parse_caught(
    format: Format,
    bytes: &[u8],
    options: Options,
    early: &mut dyn FnMut(Early),
) -> Option<Parsed> {
    let mut asked = Asked { options, early };
    catch_unwind(AssertUnwindSafe(|| {
        parse_as_asked(format, bytes, &mut asked)
    }))
    .ok()
}

/// What the child is asked for, in the words of its arguments.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Key of the format.
    pub format: &'a str,
    /// How many bytes come.
    pub num_bytes: usize,
    /// How much it may ask for, "256,256,512,1000,20".
    pub limits: &'a str,
    /// The encoding the reader chose, or "-".
    pub encoding: &'a str,
}

/// What the child does: reads the bytes from its input behind the fence and writes the answer to its
/// output. Says whether there was one.
pub fn serve(order: Order<'_>) -> bool {
    let (Some(format), Some(options)) = (
        Format::of_key(order.format),
        Options::of_arguments(order.limits, order.encoding),
    ) else {
        return false;
    };
    let num_bytes = order.num_bytes;
    // Nobody reads how it panicked, and writing it would go on while memory is short.
    std::panic::set_hook(Box::new(|_| {}));
    let worker = std::thread::Builder::new()
        .name("rangebook-parse".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let limits = options.limits;
            fence::put_up(seconds_for(limits, num_bytes), limits.max_memory());
            let mut bytes = Vec::with_capacity(num_bytes);
            let mut input = std::io::stdin().lock();
            if input.read_to_end(&mut bytes).is_err() {
                return false;
            }
            let mut early = |it: Early| drop(say(&early_line(&it)));
            let Some(parsed) = parse_caught(format, &bytes, options, &mut early) else {
                return false;
            };
            drop(bytes);
            let answer = to_wire(&parsed);
            drop(parsed);
            say(&[ANSWER]).and_then(|()| say(&answer)).is_ok()
        });
    worker.is_ok_and(|worker| worker.join().unwrap_or(false))
}

fn say(line: &[u8]) -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    output.write_all(line)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_early_crosses_and_lies_are_passed_over() {
        let line = early_line(&Early::Progress { done: 3, of: 500 });
        assert!(matches!(
            early_of(&line),
            Some(Early::Progress { done: 3, of: 500 })
        ));
        let line = early_line(&Early::FirstPages(Box::default()));
        assert!(matches!(early_of(&line), Some(Early::FirstPages(_))));
        for lie in [&b""[..], b"\n", b"p", b"p1", b"px y\n", b"f{}\n", b"z\n"] {
            assert!(early_of(lie).is_none(), "{lie:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_child_is_reported_dead_of_what_it_died_of() {
        use std::os::unix::process::ExitStatusExt as _;
        let why = |raw: i32, said: &str| {
            let status = Some(ExitStatus::from_raw(raw));
            why_it_died(status, said.as_bytes(), Limits::default(), 0).0
        };
        assert!(why(KILLED, "").contains("memory"));
        assert!(why(OUT_OF_TIME, "").contains("took longer"));
        assert!(why(6, "memory allocation of 9 bytes failed").contains("1000 MB of memory"));
        assert!(why(6, "thread 'x' has overflowed its stack").contains("nested"));
        assert!(why(256, "").contains("damaged"));
    }
}
