//! A reader that counts, stops at a limit, and notices an end that comes too early.

use super::{limits::Limits, problem::TableError};
use std::io::Read;

/// What is read from, counted.
pub(super) struct Guard<R> {
    inner: R,
    read: u64,
    max: u64,
    /// Bytes that the source is known to have.
    expected: Option<u64>,
}

impl<R: Read> Guard<R> {
    pub fn new(inner: R, limits: &Limits, expected: Option<u64>) -> Self {
        Self { inner, read: 0, max: limits.bytes, expected }
    }

    /// Bytes so far.
    pub fn read(&self) -> u64 {
        self.read
    }

    /// Fills the buffer behind what it holds up to `size` bytes, less at the end of the source only. Says whether the
    /// end was reached.
    pub fn fill(&mut self, buffer: &mut Vec<u8>, size: usize) -> Result<bool, TableError> {
        let before = buffer.len();
        if before >= size {
            return Ok(false);
        }
        let wanted = (size - before) as u64;
        let read = self.inner.by_ref().take(wanted).read_to_end(buffer)? as u64;
        self.read += read;
        if self.read > self.max {
            return Err(TableError::TooManyBytes { max: self.max });
        }
        if read == wanted {
            return Ok(false);
        }
        match self.expected {
            Some(expected) if self.read < expected => {
                Err(TableError::EndedEarly { read: self.read, expected })
            }
            Some(expected) if self.read > expected => Err(TableError::Changed),
            _ => Ok(true),
        }
    }
}
