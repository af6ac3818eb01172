//! What the disk itself takes to make a write durable, beside whatever is measured: a commit cannot be
//! quicker, and on a shared machine the disk has moments of its own.

use anyhow::Context;
use std::{
    fs::File,
    io::{Seek, SeekFrom, Write},
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

/// A page of Postgres's log.
const BLOCK: [u8; 8192] = [0x5a; 8192];
/// Written over and over, so that no write changes more than data.
const BLOCKS: usize = 256;
const PAUSE: Duration = Duration::from_millis(20);

/// How long each of 50 plain writes a second took to be on the disk that `folder` lies on, for so long.
///
/// # Errors
/// When the folder cannot be written to.
pub fn probe(folder: &Path, length: Duration) -> anyhow::Result<Vec<Duration>> {
    let mut file = tempfile::tempfile_in(folder).with_context(|| format!("{}", folder.display()))?;
    for _ in 0..BLOCKS {
        file.write_all(&BLOCK)?;
    }
    file.sync_all()?;
    let (end, mut times) = (Instant::now() + length, Vec::new());
    while Instant::now() < end {
        times.push(write_one(&mut file, times.len() % BLOCKS)?);
        sleep(PAUSE);
    }
    Ok(times)
}

fn write_one(file: &mut File, block: usize) -> anyhow::Result<Duration> {
    let began = Instant::now();
    file.seek(SeekFrom::Start((block * BLOCK.len()) as u64))?;
    file.write_all(&BLOCK)?;
    file.sync_data()?;
    Ok(began.elapsed())
}
