use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use crate::{DataDir, Error, error::IoContext};

/// One file may grow to this; with the one before it, the log takes twice as much.
const MAX_BYTES: u64 = 8 << 20;
const TAIL_LINES: usize = 12;

/// What the server writes to its standard error. The file is opened for appending, so it can be emptied under
/// a running server.
#[derive(Debug)]
pub(crate) struct ServerLog {
    path: PathBuf,
}

impl ServerLog {
    pub(crate) fn in_cluster(root: &Path) -> Self {
        Self { path: root.join("postgres.log") }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn open(&self, data_dir: &DataDir) -> Result<File, Error> {
        data_dir.open_file(&self.path)
    }

    /// Moves the text to `postgres.log.1` once there is too much of it.
    pub(crate) fn bound(&self, data_dir: &DataDir) -> Result<(), Error> {
        self.bound_to(MAX_BYTES, data_dir)
    }

    fn bound_to(&self, max: u64, data_dir: &DataDir) -> Result<(), Error> {
        let file = self.open(data_dir)?;
        if file.metadata().or_io("read", &self.path)?.len() <= max {
            return Ok(());
        }
        let older = self.path.with_extension("log.1");
        fs::copy(&self.path, &older).or_io("write", &older)?;
        file.set_len(0).or_io("empty", &self.path)
    }

    /// The last lines written after byte `from`, as one line of text.
    pub(crate) fn tail_after(&self, from: u64) -> String {
        let mut text = Vec::new();
        let read = File::open(&self.path).and_then(|mut file| {
            file.seek(SeekFrom::Start(from))?;
            file.take(MAX_BYTES).read_to_end(&mut text)
        });
        if read.is_err() {
            return String::new();
        }
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(TAIL_LINES)..].join(" | ")
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_log_that_grew_too_long_moves_aside_and_its_writer_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        let data_dir = DataDir::open(dir.path()).unwrap();
        let log = ServerLog::in_cluster(data_dir.path());
        let mut writer = log.open(&data_dir).unwrap();
        writer.write_all(b"first\n").unwrap();
        log.bound_to(5, &data_dir).unwrap();
        writer.write_all(b"second\n").unwrap();
        assert_eq!(fs::read_to_string(log.path()).unwrap(), "second\n");
        assert_eq!(fs::read_to_string(dir.path().join("postgres.log.1")).unwrap(), "first\n");
    }
}
