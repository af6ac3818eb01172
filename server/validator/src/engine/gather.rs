//! What records are compared by, gathered while the table is read and sorted afterwards.

use super::{
    error::RunError,
    log::Log,
    sorted::{Sorted, Sorter},
};
use std::{path::PathBuf, sync::Arc};

/// What one rule compares records by. An entry has 48 bits of the value's hash, so that the same values come together,
/// 40 of the record's number and 40 of the place at which the value itself stands: a hash alone accuses nobody.
pub(super) struct Gather {
    sorter: Sorter,
    log: Log,
    folder: Arc<PathBuf>,
}

/// An entry of what is gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub hash: u64,
    /// The record, from 1; 0 for a value of a list.
    pub row: u64,
    pub at: u64,
}

const FORTY: u128 = (1 << 40) - 1;

impl Entry {
    pub fn pack(self) -> u128 {
        (u128::from(self.hash) << 80) | (u128::from(self.row) << 40) | u128::from(self.at)
    }

    pub fn unpack(packed: u128) -> Self {
        Self {
            hash: (packed >> 80) as u64,
            row: ((packed >> 40) & FORTY) as u64,
            at: (packed & FORTY) as u64,
        }
    }
}

/// What one batch has for a rule.
#[derive(Default)]
pub(super) struct Part {
    /// Hash, record from 0, and place in `log`.
    pub keys: Vec<(u64, u32, u32)>,
    pub log: Vec<u8>,
}

impl Gather {
    pub fn new(memory: usize, threads: usize, folder: Arc<PathBuf>) -> Self {
        Self { sorter: Sorter::new(memory / 2, threads), log: Log::new(memory / 2), folder }
    }

    /// Takes what a batch has, before whose first record `rows` others stand.
    pub fn add(&mut self, part: &Part, rows: u64) -> Result<(), RunError> {
        let begin = self.log.end();
        self.log.extend(&part.log, &self.folder)?;
        for (hash, row, at) in &part.keys {
            let entry = Entry { hash: *hash, row: rows + u64::from(*row) + 1, at: begin + u64::from(*at) };
            self.sorter.push(entry.pack(), &self.folder)?;
        }
        Ok(())
    }

    /// Takes a value of a list.
    pub fn add_listed(&mut self, hash: u64, logged: &[u8]) -> Result<(), RunError> {
        let at = self.log.end();
        self.log.extend(logged, &self.folder)?;
        self.sorter.push(Entry { hash, row: 0, at }.pack(), &self.folder)
    }

    /// What was gathered, by hash and then by record.
    pub fn finish(self) -> Result<(Sorted, Log), RunError> {
        Ok((self.sorter.finish(&self.folder)?, self.log))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_ordered_by_hash_and_record() {
        let entry = |hash, row, at| Entry { hash, row, at };
        let one = entry((1 << 48) - 1, (1 << 40) - 1, (1 << 40) - 1);
        assert_eq!(Entry::unpack(one.pack()), one);
        assert!(entry(1, 9, 9).pack() < entry(2, 0, 0).pack());
        assert!(entry(1, 1, 9).pack() < entry(1, 2, 0).pack());
    }
}
