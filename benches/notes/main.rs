//! What a workspace of 100,000 notes costs: scrolling and filtering the table in the whole window, and
//! adding one more.
//!
//! ```text
//! cargo bench --bench notes
//! ```
//!
//! Promised are at most 4 ms a frame while the table scrolls, 50 ms for a letter typed into the filter,
//! and for adding a note twice the time of one synchronous insert into SQLite, which is measured beside
//! it, in turn, with the same durability. A frame is painting every panel and cutting what was painted
//! into triangles, on one thread, as in the bench `frame`.

mod adding;
mod made;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{self, Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, pos2, vec2};
use rangebook::notes::{Body, Tag};
use rangebook::ui::app::{RangebookApp, Start, Surroundings};
use rangebook::ui::theme;
use rangebook::workspace::store::Store;
use rangebook::workspace::{Action, Item};

const SIZE: [f32; 2] = [1600.0, 1000.0];

/// Frames until sizes settle and fonts are drawn.
const WARM_UP: usize = 30;

/// Frames measured while the table scrolls.
const FRAMES: usize = 400;

/// Typed into the filter and taken out again, letter by letter.
const TYPED: [&str; 6] = ["e", "range", "japan yen", "tag12", "xyzzy", "note 99"];

/// Notes typed in the window.
const NOTES_TYPED: usize = 100;

fn main() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let began = Instant::now();
    let files = made::workspace(folder.path());
    show(&format!(
        "{} notes over {} documents made in {:.1} s",
        made::NOTES,
        files.len(),
        began.elapsed().as_secs_f64()
    ));
    adding::measure(folder.path());

    let store = Store::open(&made::path(folder.path())).unwrap_or_else(|error| panic!("{error}"));
    let began = Instant::now();
    let notes = store.notes().unwrap_or_else(|error| panic!("{error}"));
    show(&format!("read again: {:.0} ms", millis(began.elapsed())));
    let start = Start {
        store: Some(store),
        notes,
        files,
        ..Start::default()
    };
    let app = RangebookApp::new(start, Surroundings::real(Arc::new(|| {})))
        .unwrap_or_else(|error| panic!("{error}"));
    let mut window = Window::new(app);
    window.app.settle();
    let first = window.frame(Vec::new());
    show(&format!("the first frame of all: {:.0} ms", millis(first)));
    for _ in 0..WARM_UP {
        window.frame(Vec::new());
    }
    window.on_cpu = (Duration::ZERO, 0);
    scroll(&mut window);
    filter(&mut window);
    add(&mut window);
}

/// The wheel over the table, down and up.
fn scroll(window: &mut Window) {
    let over = pos2(SIZE[0] * 0.5, SIZE[1] * 0.93);
    let mut times = Vec::new();
    for n in 0..WARM_UP + FRAMES {
        let down = if n % 200 < 100 { -1.0 } else { 1.0 };
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, down * 400.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        };
        let time = window.frame(vec![Event::PointerMoved(over), wheel]);
        if n >= WARM_UP {
            times.push(time);
        }
    }
    say("scrolling the table, the whole window", times);
    window.say_on_cpu();
    let still = (0..FRAMES).map(|_| window.frame(Vec::new())).collect();
    say("the same at rest", still);
    window.say_on_cpu();
}

/// One letter after the other.
fn filter(window: &mut Window) {
    let field = window.place_of("Filter notes");
    for pressed in [true, false] {
        let button = Event::PointerButton {
            pos: field,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        window.frame(vec![Event::PointerMoved(field), button]);
    }
    window.on_cpu = (Duration::ZERO, 0);
    let (mut typed, mut taken) = (Vec::new(), Vec::new());
    for words in TYPED {
        for letter in words.chars() {
            typed.push(window.frame(vec![Event::Text(letter.to_string())]));
        }
        let num = window.num_shown();
        show(&format!("  “{words}”: {num} notes"));
        for _ in words.chars() {
            let key = Event::Key {
                key: egui::Key::Backspace,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            taken.push(window.frame(vec![key]));
        }
    }
    say("a letter typed into the filter", typed);
    say("a letter taken out of it", taken);
    window.say_on_cpu();
}

/// A note on words of the shown document, and its words changed, each with the frame after it.
fn add(window: &mut Window) {
    let (mut added, mut edited, mut frames) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..NOTES_TYPED {
        let Some(open) = window.app.workspace().active() else {
            panic!("no document is open");
        };
        let document = Arc::clone(&open.document);
        let body = |text: String| Body {
            text,
            tags: Tag::parse_all(["typed", "tag7"]),
            colour: String::new(),
        };
        let action = Action::AddNote {
            document: document.id,
            span: made::passage(&document, n * 97),
            mention: None,
            finding: None,
            body: body(format!("typed {n}")),
        };
        let began = Instant::now();
        window.app.apply(action);
        added.push(began.elapsed());
        frames.push(window.frame(Vec::new()));
        let Some(Item::Note(id)) = window.app.workspace().selection().selected().cloned() else {
            panic!("no note was made");
        };
        let action = Action::EditNote {
            id,
            body: body(format!("typed {n} and more")),
        };
        let began = Instant::now();
        window.app.apply(action);
        edited.push(began.elapsed());
        frames.push(window.frame(Vec::new()));
    }
    say("a note added, in the window's thread", added);
    say("a note changed, in the window's thread", edited);
    say("the frame after either", frames);
    window.say_on_cpu();
}

struct Window {
    app: RangebookApp,
    ctx: egui::Context,
    num_frames: u32,
    /// What the frames since this was last asked cost this thread, and how many they were.
    on_cpu: (Duration, u32),
}

/// What this thread has cost so far; a busy machine makes it wait, which no frame is to blame for. Told by
/// Linux only, and to a tick of its clock: good for the sum of many frames.
fn on_cpu() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanos = told.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanos))
}

impl Window {
    fn new(app: RangebookApp) -> Self {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        Self {
            app,
            ctx,
            num_frames: 0,
            on_cpu: (Duration::ZERO, 0),
        }
    }

    fn input(&mut self, events: Vec<Event>) -> egui::RawInput {
        self.num_frames += 1;
        egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(Pos2::ZERO, SIZE.into())),
            time: Some(f64::from(self.num_frames) / 60.0),
            focused: true,
            events,
            ..egui::RawInput::default()
        }
    }

    /// One frame, after all news was taken in.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        let input = self.input(events);
        self.app.settle();
        let before = on_cpu();
        let began = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| self.app.ui(ui));
        // There is no GPU to bring them to.
        output.textures_delta.clear();
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let time = began.elapsed();
        black_box(triangles);
        if let (Some(before), Some(after)) = (before, on_cpu()) {
            self.on_cpu.0 += after.saturating_sub(before);
            self.on_cpu.1 += 1;
        }
        time
    }

    /// Says what a frame has cost this thread since the last time this was asked.
    fn say_on_cpu(&mut self) {
        let (sum, num) = std::mem::take(&mut self.on_cpu);
        if num > 0 {
            show(&format!(
                "  on the processor: {:.3} ms each, of {num}",
                millis(sum) / f64::from(num)
            ));
        }
    }

    /// How many notes the table shows.
    fn num_shown(&self) -> usize {
        self.app.num_notes_shown()
    }

    /// The middle of what has this name.
    fn place_of(&mut self, name: &str) -> Pos2 {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        let input = self.input(Vec::new());
        let mut output = self.ctx.run_ui(input, |ui| self.app.ui(ui));
        output.textures_delta.clear();
        self.ctx.disable_accesskit();
        let update = output.platform_output.accesskit_update;
        let nodes = update.map(|update| update.nodes).unwrap_or_default();
        let named = nodes
            .iter()
            .find(|(_, node)| node.label() == Some(name))
            .and_then(|(_, node)| node.bounds());
        let Some(bounds) = named else {
            panic!("nothing is called {name}");
        };
        #[expect(clippy::cast_possible_truncation, reason = "points of a window")]
        let middle = |from: f64, to: f64| ((from + to) / 2.0) as f32;
        pos2(middle(bounds.x0, bounds.x1), middle(bounds.y0, bounds.y1))
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Median and 95th of a hundred, in milliseconds.
fn middle(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied();
    let at = |share| millis(at(share).unwrap_or_default());
    (at(50), at(95))
}

fn say(what: &str, times: Vec<Duration>) {
    let num = times.len();
    let (half, most) = middle(times);
    show(&format!(
        "{what}: {half:.3} ms, 95 of 100 within {most:.3} ms ({num} times)"
    ));
}

#[expect(clippy::print_stdout, reason = "a bench says what it measured")]
fn show(line: &str) {
    println!("{line}");
}
