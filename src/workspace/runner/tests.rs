//! Which work may wait for which.

use std::sync::Barrier;

use super::*;
use crate::document::opening::Options;

/// Polls often enough for any machine; a job that waits for another one never finishes.
fn wait_for(runner: &mut JobRunner, wanted: impl Fn(&JobEvent) -> bool) -> bool {
    for _ in 0..6000 {
        if runner.poll(Duration::from_millis(10)).iter().any(&wanted) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    false
}

#[test]
fn a_table_that_takes_long_does_not_hold_up_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    std::fs::copy("sample_data/my_spending.csv", &path).unwrap();
    // The thread that reads the table stays in its first report until the document is there.
    let (entered, released) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let is_first = AtomicBool::new(true);
    let wake: Wake = {
        let (entered, released) = (Arc::clone(&entered), Arc::clone(&released));
        Arc::new(move || {
            if is_first.swap(false, Ordering::AcqRel) {
                entered.wait();
                released.wait();
            }
        })
    };
    let mut runner = JobRunner::new(None, wake).unwrap();
    runner.start(Job::ReadTable {
        id: JobId(1),
        path,
        assume: Assume::default(),
    });
    entered.wait();
    runner.start(Job::Load {
        id: JobId(2),
        document: DocumentId(0),
        path: None,
        options: Options::default(),
    });
    let loaded = wait_for(&mut runner, |event| event.job == JobId(2));
    released.wait();
    assert!(loaded, "the document waited for the table");
}
