//! Parses documents in a child process of this program, so that whatever a file does to its parser
//! costs one clear line and never the window.
//!
//! The child is this program again with [`COMMAND`]; it gets the bytes on its standard input and
//! answers with a [parcel](super::parcel) on its standard output, behind the [`fence`].
//! It is killed when it takes too long, when its answer is too large, and when the reader cancels.
//!
//! A test or another program that uses this crate as a library has no such command. Until
//! [`use_this_program`] was called, documents are therefore parsed on a thread of the same process,
//! where a panic is caught and time is limited, but neither memory nor a stack overflow is.

use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use super::fence;
use super::format::Format;
use super::limits::{MAX_TEXT, work_secs};
use super::parcel::{Parsed, Refusal, from_wire, to_wire};
use super::parse::{STACK, parse};

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

/// Parses a document apart from everything else.
pub(super) fn parse_apart(
    format: Format,
    bytes: &[u8],
    cancelled: &dyn Fn() -> bool,
) -> Result<super::parcel::Parcel, Failure> {
    let parsed = match PROGRAM.get() {
        Some(program) => in_a_child(program, format, bytes, cancelled)?,
        None => on_a_thread(format, bytes, cancelled)?,
    };
    parsed.map_err(Failure::Refused)
}

/// Slow builds get more time.
const fn seconds_for(num_bytes: usize) -> u64 {
    work_secs(num_bytes) * if cfg!(debug_assertions) { 4 } else { 1 }
}

/// Wall-clock time is longer than time of work, because other programs work too.
const fn patience(num_bytes: usize) -> Duration {
    Duration::from_secs(seconds_for(num_bytes) * 2 + 10)
}

fn took_too_long(num_bytes: usize) -> Parsed {
    Err(Refusal(format!(
        "reading it took longer than {} seconds and was stopped",
        seconds_for(num_bytes)
    )))
}

fn in_a_child(
    program: &PathBuf,
    format: Format,
    bytes: &[u8],
    cancelled: &dyn Fn() -> bool,
) -> Result<Parsed, Failure> {
    let mut command = Command::new(program);
    command
        .args([OsString::from(COMMAND), format.key().into()])
        .arg(bytes.len().to_string())
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
        let (done, answers) = sync_channel(1);
        std::thread::Builder::new()
            .name("rangebook-ask".to_owned())
            .spawn_scoped(scope, move || {
                // A child that died early does not listen; its answer says so.
                drop(input.write_all(bytes));
            })
            .ok();
        std::thread::Builder::new()
            .name("rangebook-answer".to_owned())
            .spawn_scoped(scope, move || {
                let mut answer = Vec::new();
                drop(output.take(MAX_ANSWER + 1).read_to_end(&mut answer));
                let mut said = Vec::new();
                drop(errors.take(4096).read_to_end(&mut said));
                drop(done.send((answer, said)));
            })
            .ok();
        let until = Instant::now() + patience(bytes.len());
        let waited = loop {
            match answers.recv_timeout(LOOK_EVERY) {
                Ok(answer) => break Some(answer),
                Err(RecvTimeoutError::Disconnected) => break None,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if cancelled() {
                end(&mut child);
                return Err(Failure::Cancelled);
            }
            if Instant::now() > until {
                end(&mut child);
                return Ok(took_too_long(bytes.len()));
            }
        };
        let (answer, said) = waited.unwrap_or_default();
        if answer.len() as u64 > MAX_ANSWER {
            end(&mut child);
            return Ok(Err(Refusal::new("what it holds is too large to be shown")));
        }
        // Its output is closed, so it has ended or is about to.
        let status = ended(&mut child);
        if let Some(parsed) = from_wire(&answer) {
            return Ok(parsed);
        }
        Ok(Err(why_it_died(status, &said, bytes.len())))
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

fn why_it_died(status: Option<ExitStatus>, said: &[u8], num_bytes: usize) -> Refusal {
    let said = String::from_utf8_lossy(said);
    if is_out_of_time(status) {
        return took_too_long(num_bytes)
            .err()
            .unwrap_or(Refusal(String::new()));
    }
    let why = if said.contains("memory allocation") || said.contains("out of memory") {
        "reading it needs more than 1 GB of memory and was stopped"
    } else if said.contains("overflowed its stack") {
        "it is nested too deeply to be read"
    } else {
        "it is damaged or unusual in a way that made its reader fail"
    };
    Refusal::new(why)
}

#[cfg(unix)]
fn is_out_of_time(status: Option<ExitStatus>) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    // SIGXCPU has this number on every system we build for but MIPS; SIGKILL follows it.
    const OUT_OF_TIME: i32 = 24;
    const KILLED: i32 = 9;
    status
        .and_then(|status| status.signal())
        .is_some_and(|signal| matches!(signal, OUT_OF_TIME | KILLED))
}

#[cfg(not(unix))]
const fn is_out_of_time(_: Option<ExitStatus>) -> bool {
    false
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

fn on_a_thread(
    format: Format,
    bytes: &[u8],
    cancelled: &dyn Fn() -> bool,
) -> Result<Parsed, Failure> {
    let (done, answers) = sync_channel(1);
    let owned = bytes.to_vec();
    let started = std::thread::Builder::new()
        .name("rangebook-parse".to_owned())
        .stack_size(STACK)
        .spawn(move || drop(done.send(parse_caught(format, &owned))));
    let failed = || Refusal::new("it is damaged or unusual in a way that made its reader fail");
    if started.is_err() {
        return Ok(Err(failed()));
    }
    let until = Instant::now() + patience(bytes.len());
    loop {
        match answers.recv_timeout(LOOK_EVERY) {
            Ok(Some(parsed)) => return Ok(parsed),
            Ok(None) | Err(RecvTimeoutError::Disconnected) => return Ok(Err(failed())),
            Err(RecvTimeoutError::Timeout) if cancelled() => return Err(Failure::Cancelled),
            Err(RecvTimeoutError::Timeout) if Instant::now() > until => {
                return Ok(took_too_long(bytes.len()));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// `None` for a panic.
fn parse_caught(format: Format, bytes: &[u8]) -> Option<Parsed> {
    catch_unwind(AssertUnwindSafe(|| parse(format, bytes))).ok()
}

/// What the child does: reads `num_bytes` from `input` behind the fence and writes the answer to
/// `output`. Says whether there was one.
pub fn serve(format: &str, num_bytes: usize) -> bool {
    let Some(format) = Format::of_key(format) else {
        return false;
    };
    // Nobody reads how it panicked, and writing it would go on while memory is short.
    std::panic::set_hook(Box::new(|_| {}));
    let worker = std::thread::Builder::new()
        .name("rangebook-parse".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            fence::put_up(seconds_for(num_bytes));
            let mut bytes = Vec::with_capacity(num_bytes);
            let mut input = std::io::stdin().lock();
            if input.read_to_end(&mut bytes).is_err() {
                return false;
            }
            let Some(parsed) = parse_caught(format, &bytes) else {
                return false;
            };
            drop(bytes);
            let answer = to_wire(&parsed);
            drop(parsed);
            let mut output = std::io::stdout().lock();
            output
                .write_all(&answer)
                .and_then(|()| output.flush())
                .is_ok()
        });
    worker.is_ok_and(|worker| worker.join().unwrap_or(false))
}
