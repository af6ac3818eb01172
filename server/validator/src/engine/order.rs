//! Puts what the threads find into the order of the table, and hands it on.

use super::{
    check::Checked,
    error::RunError,
    fault::{Fault, Sink, Summary},
    gather::Gather,
    progress::Progress,
};
use crate::table::TableError;
use std::{collections::BTreeMap, sync::mpsc::SyncSender};

/// Takes batches in any order and hands on what they have in the table's.
pub(super) struct Order<'a> {
    pub sink: &'a mut dyn Sink,
    pub progress: &'a Progress,
    pub gathers: Vec<Gather>,
    pub summary: Summary,
    /// Records at most.
    pub max: u64,
    /// Lines before the next batch.
    pub lines: u64,
    /// Records and lines before each batch, if they will be asked for.
    pub batches: Vec<(u64, u64)>,
    next: u64,
    waiting: BTreeMap<u64, Checked>,
}

impl<'a> Order<'a> {
    pub fn new(
        sink: &'a mut dyn Sink,
        progress: &'a Progress,
        gathers: Vec<Gather>,
        summary: Summary,
        max: u64,
        lines: u64,
    ) -> Self {
        Self {
            sink,
            progress,
            gathers,
            summary,
            max,
            lines,
            batches: Vec::new(),
            next: 0,
            waiting: BTreeMap::new(),
        }
    }

    /// Takes a batch. Room that is not needed any more goes back to the reader.
    pub fn take(&mut self, checked: Checked, spare: &SyncSender<Vec<u8>>) -> Result<(), RunError> {
        self.waiting.insert(checked.number, checked);
        while let Some(mut checked) = self.waiting.remove(&self.next) {
            self.next += 1;
            let room = std::mem::take(&mut checked.spare);
            self.one(checked)?;
            // A reader that has ended needs none.
            let _ = spare.try_send(room);
        }
        Ok(())
    }

    /// Whether nothing waits for a batch that never came.
    pub fn is_whole(&self) -> bool {
        self.waiting.is_empty()
    }

    fn one(&mut self, mut checked: Checked) -> Result<(), RunError> {
        if self.progress.is_cancelled() {
            return Err(RunError::Cancelled);
        }
        let (rows, lines) = (self.summary.rows, self.lines);
        if rows + u64::from(checked.rows) > self.max {
            return Err(RunError::Table { problem: TableError::TooManyRows { max: self.max } });
        }
        self.summary.notes.append(&mut checked.notes, lines + 1);
        for mut fault in checked.faults {
            fault.row += rows + 1;
            fault.line += lines + 1;
            self.fault(fault)?;
        }
        if !checked.digests.is_empty() {
            self.sink.records(rows + 1, &checked.digests)?;
        }
        if !self.gathers.is_empty() {
            self.batches.push((rows, lines));
        }
        for (gather, part) in self.gathers.iter_mut().zip(&checked.parts) {
            gather.add(part, rows)?;
        }
        if let Some(problem) = checked.error {
            return Err(RunError::Table { problem: problem.shifted(lines + 1) });
        }
        self.summary.rows += u64::from(checked.rows);
        self.lines += u64::from(checked.lines);
        self.progress.advance(self.summary.rows, checked.read);
        Ok(())
    }

    /// Counts a fault and hands it on.
    pub fn fault(&mut self, fault: Fault) -> Result<(), RunError> {
        match fault.rule {
            Some(rule) => {
                if let Some(count) = self.summary.faults.get_mut(rule) {
                    *count += 1;
                }
            }
            None => self.summary.unmapped += 1,
        }
        self.progress.found();
        Ok(self.sink.fault(fault)?)
    }
}
