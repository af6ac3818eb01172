//! Values in the order in which they came, in memory or on disk, read again by their place.

use super::error::{RunError, spill};
use std::{
    fs::File,
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

/// Bytes that are read at once from disk.
const WINDOW: usize = 4 << 10;

/// Values one behind the other.
pub(super) struct Log {
    recent: Vec<u8>,
    /// Bytes on disk, before `recent`.
    flushed: u64,
    file: Option<File>,
    memory: usize,
    /// What was read last from disk, and where it begins.
    window: Vec<u8>,
    window_at: u64,
}

/// A value as it is written, and read again.
pub(super) struct Logged<'a> {
    /// Lines from the begin of the batch.
    pub line: u32,
    pub key: &'a [u8],
    pub values: &'a [u8],
    /// What the record is known by, where the value itself does not say it.
    pub sku: Option<&'a [u8]>,
}

/// Writes one value behind others.
pub(super) fn append(log: &mut Vec<u8>, value: &Logged<'_>) {
    number(log, value.line);
    number(log, value.key.len() as u32);
    number(log, value.values.len() as u32);
    // Zero is none, as opposed to an empty one.
    number(log, value.sku.map_or(0, |sku| sku.len() as u32 + 1));
    log.extend_from_slice(value.key);
    log.extend_from_slice(value.values);
    log.extend_from_slice(value.sku.unwrap_or_default());
}

fn number(log: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        log.push(number as u8 | 0x80);
        number >>= 7;
    }
    log.push(number as u8);
}

/// Takes a number from the bytes.
fn take(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let (mut number, mut shift) = (0_u32, 0);
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

fn parse(bytes: &[u8]) -> Option<Logged<'_>> {
    let mut at = 0;
    let line = take(bytes, &mut at)?;
    let key = take(bytes, &mut at)? as usize;
    let values = take(bytes, &mut at)? as usize;
    let sku = take(bytes, &mut at)? as usize;
    let (key, rest) = bytes.get(at..)?.split_at_checked(key)?;
    let (values, rest) = rest.split_at_checked(values)?;
    let sku = match sku.checked_sub(1) {
        Some(len) => Some(rest.get(..len)?),
        None => None,
    };
    Some(Logged { line, key, values, sku })
}

fn damaged() -> RunError {
    RunError::Spill { reason: "what was written cannot be read".to_owned() }
}

impl Log {
    pub fn new(memory: usize) -> Self {
        Self { recent: Vec::new(), flushed: 0, file: None, memory, window: Vec::new(), window_at: 0 }
    }

    /// Where the next value will stand.
    pub fn end(&self) -> u64 {
        self.flushed + self.recent.len() as u64
    }

    pub fn extend(&mut self, bytes: &[u8], folder: &Path) -> Result<(), RunError> {
        if self.recent.len() + bytes.len() > self.memory && !self.recent.is_empty() {
            let file = match &mut self.file {
                Some(file) => file,
                none => none.insert(tempfile::tempfile_in(folder).map_err(spill)?),
            };
            file.write_all(&self.recent).map_err(spill)?;
            self.flushed += self.recent.len() as u64;
            self.recent.clear();
        }
        self.recent.extend_from_slice(bytes);
        Ok(())
    }

    /// The value that stands at a place.
    pub fn get(&mut self, at: u64) -> Result<Logged<'_>, RunError> {
        if let Some(at) = at.checked_sub(self.flushed) {
            return self.recent.get(at as usize..).and_then(parse).ok_or_else(damaged);
        }
        let mut size = WINDOW;
        loop {
            if let Some(from) = at.checked_sub(self.window_at)
                && self.window.get(from as usize..).and_then(parse).is_some()
            {
                break;
            }
            // A value that reaches behind what was read needs more of the file; there is no more at its end.
            if size > WINDOW && self.window.len() < size / 2 {
                return Err(damaged());
            }
            let file = self.file.as_mut().ok_or_else(damaged)?;
            file.seek(SeekFrom::Start(at)).map_err(spill)?;
            self.window.clear();
            file.take(size as u64).read_to_end(&mut self.window).map_err(spill)?;
            self.window_at = at;
            size *= 2;
        }
        let from = (at - self.window_at) as usize;
        self.window.get(from..).and_then(parse).ok_or_else(damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_again_from_disk_and_from_memory() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::new(1000);
        let mut places = Vec::new();
        let mut add = |line: u32, key: &[u8]| {
            let mut bytes = Vec::new();
            let sku = if line.is_multiple_of(3) { None } else { Some(&key[..key.len() / 2]) };
            append(&mut bytes, &Logged { line, key, values: &line.to_le_bytes(), sku });
            places.push(log.end());
            log.extend(&bytes, folder.path()).unwrap();
        };
        let key = |line: u32| vec![7; if line == 77 { 100_000 } else { line as usize % 300 }];
        (0..5_000).for_each(|line| add(line, &key(line)));
        assert!(log.file.is_some());
        for line in (0..5_000).rev().chain([3, 77, 4_999]) {
            let found = log.get(places[line as usize]).unwrap();
            assert_eq!((found.line, found.key), (line, key(line).as_slice()));
            assert_eq!(found.values, line.to_le_bytes());
            assert_eq!(found.sku.map(<[u8]>::len), (line % 3 > 0).then(|| key(line).len() / 2));
        }
        assert!(log.get(log.end() + 5).is_err());
    }
}
