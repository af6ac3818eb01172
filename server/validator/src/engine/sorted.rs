//! Entries in order, however many: sorted in memory, and in runs on disk beyond that.

use super::error::{RunError, spill};
use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
    thread,
};

/// Bytes of an entry.
const ENTRY: usize = 16;
/// Bytes that are read at once of a run.
const READ: usize = 64 << 10;
/// Entries that are sorted before another thread would have begun.
const FEW: usize = 16 << 10;

/// Entries that are to be sorted.
pub(super) struct Sorter {
    entries: Vec<u128>,
    /// Entries in memory at most.
    max: usize,
    threads: usize,
    file: Option<File>,
    /// Begin and end of each run, in bytes.
    runs: Vec<(u64, u64)>,
}

impl Sorter {
    pub fn new(memory: usize, threads: usize) -> Self {
        let max = (memory / ENTRY).max(1024);
        Self { entries: Vec::new(), max, threads, file: None, runs: Vec::new() }
    }

    #[inline]
    pub fn push(&mut self, entry: u128, folder: &Path) -> Result<(), RunError> {
        if self.entries.len() >= self.max {
            self.write(folder)?;
        }
        self.entries.push(entry);
        Ok(())
    }

    /// Writes what is in memory as a run.
    #[cold]
    fn write(&mut self, folder: &Path) -> Result<(), RunError> {
        sort(&mut self.entries, self.threads);
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(folder).map_err(spill)?),
        };
        let begin = self.runs.last().map_or(0, |(_, end)| *end);
        let mut bytes = Vec::with_capacity(READ);
        for part in self.entries.chunks(READ / ENTRY) {
            bytes.clear();
            part.iter().for_each(|entry| bytes.extend_from_slice(&entry.to_le_bytes()));
            file.write_all(&bytes).map_err(spill)?;
        }
        self.runs.push((begin, begin + (self.entries.len() * ENTRY) as u64));
        self.entries.clear();
        Ok(())
    }

    /// All entries, in order.
    pub fn finish(mut self, folder: &Path) -> Result<Sorted, RunError> {
        if self.runs.is_empty() {
            sort(&mut self.entries, self.threads);
            return Ok(Sorted::Memory(self.entries.into_iter()));
        }
        if !self.entries.is_empty() {
            self.write(folder)?;
        }
        let Some(file) = self.file.take() else { return Ok(Sorted::Memory(Vec::new().into_iter())) };
        let run = |(at, end): &(u64, u64)| Run { at: *at, end: *end, buffer: Vec::new(), next: 0 };
        let mut merge = Merge { file, runs: self.runs.iter().map(run).collect(), heap: BinaryHeap::new() };
        for run in 0..merge.runs.len() {
            if let Some(entry) = merge.next_of(run)? {
                merge.heap.push(Reverse((entry, run)));
            }
        }
        Ok(Sorted::Disk(merge))
    }
}

/// Sorts in place, in so many threads.
fn sort(entries: &mut [u128], threads: usize) {
    if threads < 2 || entries.len() < FEW {
        return entries.sort_unstable();
    }
    let (lower, _, upper) = entries.select_nth_unstable(entries.len() / 2);
    thread::scope(|scope| {
        scope.spawn(|| sort(lower, threads / 2));
        sort(upper, threads - threads / 2);
    });
}

/// Entries in order.
pub(super) enum Sorted {
    Memory(std::vec::IntoIter<u128>),
    Disk(Merge),
}

impl Sorted {
    pub fn next(&mut self) -> Result<Option<u128>, RunError> {
        match self {
            Self::Memory(entries) => Ok(entries.next()),
            Self::Disk(merge) => merge.next(),
        }
    }
}

/// Runs on disk that are merged.
pub(super) struct Merge {
    file: File,
    runs: Vec<Run>,
    heap: BinaryHeap<Reverse<(u128, usize)>>,
}

struct Run {
    at: u64,
    end: u64,
    buffer: Vec<u8>,
    next: usize,
}

impl Merge {
    fn next(&mut self) -> Result<Option<u128>, RunError> {
        let Some(Reverse((entry, run))) = self.heap.pop() else { return Ok(None) };
        if let Some(next) = self.next_of(run)? {
            self.heap.push(Reverse((next, run)));
        }
        Ok(Some(entry))
    }

    fn next_of(&mut self, run: usize) -> Result<Option<u128>, RunError> {
        let Some(run) = self.runs.get_mut(run) else { return Ok(None) };
        if run.next >= run.buffer.len() {
            if run.at >= run.end {
                return Ok(None);
            }
            let size = (run.end - run.at).min(READ as u64);
            self.file.seek(SeekFrom::Start(run.at)).map_err(spill)?;
            run.buffer.resize(size as usize, 0);
            self.file.read_exact(&mut run.buffer).map_err(spill)?;
            run.at += size;
            run.next = 0;
        }
        let bytes = run.buffer.get(run.next..).and_then(|rest| rest.first_chunk::<ENTRY>());
        run.next += ENTRY;
        Ok(bytes.map(|bytes| u128::from_le_bytes(*bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_in_order_from_memory_and_from_disk() {
        let folder = tempfile::tempdir().unwrap();
        let kept = 2 * FEW;
        let cases = [0, 10, 1024, 1025, 50_000].map(|count| (count, 0));
        for (count, memory) in
            cases.into_iter().chain([kept, 3 * kept].map(|count| (count as u64, kept * ENTRY)))
        {
            let mut sorter = Sorter::new(memory, 3);
            let mixed = |number: u64| u128::from(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) << 40;
            (0..count).for_each(|number| sorter.push(mixed(number), folder.path()).unwrap());
            let mut sorted = sorter.finish(folder.path()).unwrap();
            let mut expected: Vec<u128> = (0..count).map(mixed).collect();
            expected.sort_unstable();
            let mut found = Vec::new();
            while let Some(entry) = sorted.next().unwrap() {
                found.push(entry);
            }
            assert_eq!(found, expected);
        }
    }
}
