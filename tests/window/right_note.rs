//! What is typed goes into the note it is typed into, whatever else is done in between: random
//! scripts over the whole window without a display, compared with a simple model.
//!
//! Whatever is typed into a note bears the note's letter, also what goes astray, so that a single
//! letter in the wrong note shows. After every action all notes in memory are what the model says
//! and on disk; after every tenth script the file is opened again and compared too. The window is
//! as small as it can be made and its articles are short, so that a thousand scripts take minutes.
//!
//! `RANGEBOOK_SCRIPTS=10000` runs as many scripts as wanted; each has two hundred actions.

mod desk;
mod model;

use std::sync::atomic::{AtomicU64, Ordering};

use desk::{Articles, Desk};
use model::Num;

const SCRIPTS: u64 = 1000;
const ACTIONS: usize = 200;

/// Scripts at a time: one waits for its store while another paints.
const WORKERS: usize = 4;

/// One of so many scripts has a workspace file instead of one in memory.
const WITH_FILE: u64 = 10;

/// Knuth's MMIX generator: the same scripts on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn run(script: u64, articles: &Articles) -> Num {
    // Scripts whose numbers follow each other begin otherwise all the same.
    let mut dice = Dice(script.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let folder = script
        .is_multiple_of(WITH_FILE)
        .then(|| tempfile::tempdir().unwrap());
    let file = folder.as_ref().map(|it| it.path().join("w.rangebook"));
    let mut desk = Desk::new(script, articles, file.as_deref());
    desk.make_notes();
    for _ in 0..ACTIONS {
        desk.act(&mut dice);
        desk.check();
    }
    desk.leave(file.as_deref())
}

#[test]
fn what_is_typed_stays_in_its_note() {
    let asked = std::env::var("RANGEBOOK_SCRIPTS");
    let scripts = asked.map_or(SCRIPTS, |text| text.parse().unwrap());
    let next = AtomicU64::new(0);
    let articles = Articles::new();
    let work = || {
        let mut num = Num::default();
        loop {
            let script = next.fetch_add(1, Ordering::Relaxed);
            if script >= scripts {
                break num;
            }
            num.add(&run(script, &articles));
        }
    };
    let mut num = Num::default();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            // A failed script says itself which one it was.
            num.add(&worker.join().unwrap());
        }
    });
    println!("{scripts} scripts of {ACTIONS} actions: {num:?}");
    let scripts = usize::try_from(scripts).unwrap();
    for (what, num, least) in num.each() {
        assert!(num >= scripts * least, "{what}: {num} in {scripts} scripts");
    }
}
