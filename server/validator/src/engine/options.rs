//! How a run is done.

use std::path::PathBuf;

/// How a run is done.
#[derive(Debug, Clone)]
pub struct Options {
    /// Threads that check, besides the one that reads.
    pub threads: usize,
    /// Where goes what does not fit into memory. The files have no names and are gone with the run.
    pub folder: PathBuf,
    /// Bytes of memory, about, for what is compared across records. All else takes some megabytes.
    pub memory: usize,
    /// Wants the digest of each record, made with this key: the same record has the same digest in every run with
    /// the same key.
    pub digests: Option<u64>,
}

impl Default for Options {
    fn default() -> Self {
        Self { threads: 2, folder: std::env::temp_dir(), memory: 32 << 20, digests: None }
    }
}
