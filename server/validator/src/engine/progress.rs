//! How far a run is, seen and stopped from outside.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
};

/// How far a run is. Clones look at the same run.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<State>);

#[derive(Debug, Default)]
struct State {
    rows: AtomicU64,
    read: AtomicU64,
    faults: AtomicU64,
    cancelled: AtomicBool,
}

impl Progress {
    /// Records that were checked.
    pub fn rows(&self) -> u64 {
        self.0.rows.load(Relaxed)
    }

    /// Bytes of the source that were checked; of a workbook, rows of the sheet.
    pub fn read(&self) -> u64 {
        self.0.read.load(Relaxed)
    }

    /// Faults that were found.
    pub fn faults(&self) -> u64 {
        self.0.faults.load(Relaxed)
    }

    /// Ends the run as soon as the parts in work are done. What was found until then stays found.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Relaxed)
    }

    pub(super) fn advance(&self, rows: u64, read: u64) {
        self.0.rows.store(rows, Relaxed);
        self.0.read.store(read, Relaxed);
    }

    pub(super) fn found(&self) {
        self.0.faults.fetch_add(1, Relaxed);
    }
}
