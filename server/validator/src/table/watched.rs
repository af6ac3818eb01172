//! A file that says when it was changed while it was read.

use super::problem::ChangedWhileRead;
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
    time::SystemTime,
};

/// A file that says when it was changed while it was read: at its end, its length and the time it was written have to
/// be what they were when it was opened.
#[derive(Debug)]
pub struct WatchedFile {
    file: File,
    opened: (u64, Option<SystemTime>),
}

impl WatchedFile {
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let opened = Self::state(&file)?;
        Ok(Self { file, opened })
    }

    /// Bytes it had when it was opened.
    pub fn length(&self) -> u64 {
        self.opened.0
    }

    fn state(file: &File) -> io::Result<(u64, Option<SystemTime>)> {
        let about = file.metadata()?;
        Ok((about.len(), about.modified().ok()))
    }

    fn check(&self) -> io::Result<()> {
        if Self::state(&self.file)? == self.opened { Ok(()) } else { Err(io::Error::other(ChangedWhileRead)) }
    }
}

impl Read for WatchedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        if read == 0 && !buffer.is_empty() {
            self.check()?;
        }
        Ok(read)
    }
}

impl Seek for WatchedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
