//! Digests of files: to skip what is up to date, and to name a release by its content.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use sha2::{Digest, Sha256};

/// Makes the folder `out` anew by `make`, unless it was made from the same `inputs` (files or folders) by the same
/// build of xtask.
pub fn unless_fresh(
    out: &Path,
    inputs: &[&Path],
    make: impl FnOnce(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let note = out.with_extension("made-from");
    let mut sources = vec![std::env::current_exe()?];
    for input in inputs {
        sources.extend(files(input)?);
    }
    let made_from = of(&sources)?;
    if out.is_dir() && fs::read_to_string(&note).is_ok_and(|noted| noted == made_from) {
        return Ok(());
    }
    if out.is_dir() {
        fs::remove_dir_all(out)?;
    }
    fs::create_dir_all(out)?;
    make(out)?;
    fs::write(note, made_from)?;
    Ok(())
}

/// The hex SHA-256 of these files' names and contents, in this order.
pub fn of(files: &[PathBuf]) -> anyhow::Result<String> {
    let mut hasher = Sha256::new();
    for file in files {
        let content = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let name = file.file_name().unwrap_or_default().as_encoded_bytes();
        // Lengths first: else a name's end could pass for a content's start.
        hasher.update(name.len().to_le_bytes());
        hasher.update(name);
        hasher.update(content.len().to_le_bytes());
        hasher.update(content);
    }
    Ok(hex::encode(hasher.finalize()))
}

/// All files at or under `path`, sorted; none where nothing stands there.
pub fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))? {
            found.extend(files(&entry?.path())?);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn moving_bytes_from_a_name_to_its_content_changes_the_digest() {
        let folder = tempfile::tempdir().unwrap();
        let digest_of = |name: &str, content: &str| {
            let file = folder.path().join(name);
            fs::write(&file, content).unwrap();
            of(&[file]).unwrap()
        };
        assert_ne!(digest_of("ab", "c"), digest_of("a", "bc"));
    }

    #[test]
    fn a_folder_is_made_again_only_when_an_input_changed() {
        let folder = tempfile::tempdir().unwrap();
        let (input, out) = (folder.path().join("input"), folder.path().join("out"));
        let mut made = 0;
        let mut build = |content: &str| {
            fs::write(&input, content).unwrap();
            let count = |_: &Path| {
                made += 1;
                Ok(())
            };
            unless_fresh(&out, &[&input], count).unwrap();
            made
        };
        assert_eq!([build("one"), build("one"), build("two")], [1, 1, 2]);
    }
}
