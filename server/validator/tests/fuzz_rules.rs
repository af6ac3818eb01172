//! Replays the fuzzers' corpus of rules.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../fuzz/shared/rules.rs"]
mod rules;

use std::{fs, path::Path};

#[test]
fn the_corpus_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/rules");
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() >= 5, "{files:?}");
    files.iter().for_each(|file| rules::run(&fs::read(file).unwrap()));
}
