//! The Postgres of the tests, held for a whole run.
//!
//! Each test is a process of its own with a share in it. Without somebody who holds one from the first test to the
//! last, the server would stop whenever none of them runs, and the next one would wait for its start.

use std::{
    env,
    path::{Path, PathBuf},
};

use private_postgres::{DataDir, PrivatePostgres};

use crate::{site::digest, workspace::Workspace};

/// Tells `testkit` the folder.
pub const FOLDER: &str = "ORION_TEST_POSTGRES";

/// A share that is given back when this is dropped. Where the run is broken off, the server stays for the next one.
pub struct TestPostgres {
    _server: PrivatePostgres,
    folder: PathBuf,
}

impl TestPostgres {
    /// Starts the server, or joins another run on the same schema.
    pub fn hold(workspace: &Workspace) -> anyhow::Result<Self> {
        let folder = folder(workspace)?;
        let server = PrivatePostgres::start_for_tests(&DataDir::open(&folder)?)?;
        Ok(Self { _server: server, folder })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Named by the migrations and by the locked versions, of which the job engine's makes the rest of the schema.
fn folder(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let mut made_from = digest::files(&workspace.root.join("migrations"))?;
    made_from.push(workspace.root.join("Cargo.lock"));
    let name = digest::of(&made_from)?;
    Ok(env::temp_dir().join("orion-tests").join(format!("run-{}", &name[..16])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn another_schema_gets_another_folder() {
        let root = tempfile::tempdir().unwrap();
        let workspace = Workspace { root: root.path().to_path_buf(), target: root.path().join("target") };
        fs::create_dir(root.path().join("migrations")).unwrap();
        let mut folders = Vec::new();
        for (lock, migration) in [("1", "a"), ("1", "b"), ("2", "b"), ("2", "b")] {
            fs::write(root.path().join("Cargo.lock"), lock).unwrap();
            fs::write(root.path().join("migrations/0001_create.sql"), migration).unwrap();
            folders.push(folder(&workspace).unwrap());
        }
        assert_eq!(folders[2], folders[3]);
        folders.dedup();
        assert_eq!(folders.len(), 3);
    }
}
