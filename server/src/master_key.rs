//! Where the master keys come from.

use anyhow::Context;
use hub::vault::Vault;
use private_postgres::{DataDir, KeyLock};
use secrecy::ExposeSecret;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

const FILE: &str = "master.key";

/// The keys of the environment, or those of the key file, which is made at the first start.
///
/// # Errors
/// When the file cannot be read or made, or holds no key.
pub fn open(from_environment: Option<&Vault>, data_dir: &DataDir) -> anyhow::Result<Vault> {
    if let Some(vault) = from_environment {
        return Ok(vault.clone());
    }
    let path = path(data_dir);
    if !exists(&path)? {
        let _held = KeyLock::acquire(data_dir)?;
        make(data_dir, &path)?;
    }
    Vault::from_file(path.clone()).with_context(|| format!("the key file {} is not right", path.display()))
}

/// The same keys, if there are any: makes no file.
///
/// # Errors
/// When the file cannot be read, or holds no key.
pub fn known(from_environment: Option<&Vault>, data_dir: &DataDir) -> anyhow::Result<Option<Vault>> {
    let some = from_environment.is_some() || exists(&path(data_dir))?;
    some.then(|| open(from_environment, data_dir)).transpose()
}

/// Makes the file where it is missing. Under the [`KeyLock`], as all that writes it.
fn make(data_dir: &DataDir, path: &Path) -> anyhow::Result<()> {
    if !exists(path)? {
        data_dir.write_private(FILE, format!("{}\n", Vault::generate_key().expose_secret()).as_bytes())?;
        tracing::info!(path = %path.display(), "made a master key; keep a copy of it apart from backups of the database");
    }
    Ok(())
}

fn exists(path: &Path) -> anyhow::Result<bool> {
    match fs::metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Puts a new key before those of the file. Processes that run read the file again when they meet
/// the new key. The caller holds the [`KeyLock`], until everything is wrapped with the new key.
///
/// # Errors
/// When the file cannot be read or written.
pub fn add_to_file(data_dir: &DataDir) -> anyhow::Result<()> {
    let path = path(data_dir);
    make(data_dir, &path)?;
    let known = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let keys = format!("{}\n{known}", Vault::generate_key().expose_secret());
    Ok(data_dir.write_private(FILE, keys.as_bytes())?)
}

/// Where the key file is, or would be.
pub fn path(data_dir: &DataDir) -> PathBuf {
    data_dir.path().join(FILE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_key_file_is_made_once_and_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let data_dir = DataDir::open(folder.path().join("data")).unwrap();
        let first = open(None, &data_dir).unwrap().current_key_id();
        assert_eq!(open(None, &data_dir).unwrap().current_key_id(), first);
        let mode = fs::metadata(path(&data_dir)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_new_key_becomes_the_current_one() {
        let folder = tempfile::tempdir().unwrap();
        let data_dir = DataDir::open(folder.path().join("data")).unwrap();
        let first = open(None, &data_dir).unwrap().current_key_id();
        add_to_file(&data_dir).unwrap();
        assert_ne!(open(None, &data_dir).unwrap().current_key_id(), first);
        assert_eq!(fs::read_to_string(path(&data_dir)).unwrap().lines().count(), 2);
    }

    #[test]
    fn no_key_is_lost_by_whoever_comes_at_the_same_time() {
        let folder = tempfile::tempdir().unwrap();
        let data_dir = DataDir::open(folder.path().join("data")).unwrap();
        let at_once = |work: fn(&DataDir) -> String| {
            std::thread::scope(|scope| {
                let all: Vec<_> = (0..8).map(|_| scope.spawn(|| work(&data_dir))).collect();
                all.into_iter().map(|one| one.join().unwrap()).collect::<std::collections::BTreeSet<_>>()
            })
        };
        let opened = at_once(|data_dir| open(None, data_dir).unwrap().current_key_id());
        assert_eq!(opened.len(), 1, "two keys were made");
        at_once(|data_dir| {
            let _held = KeyLock::acquire(data_dir).unwrap();
            add_to_file(data_dir).unwrap();
            String::new()
        });
        assert_eq!(fs::read_to_string(path(&data_dir)).unwrap().lines().count(), 9);
    }
}
