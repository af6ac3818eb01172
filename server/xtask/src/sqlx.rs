//! `.sqlx`: what the database said about every query, so that building Orion needs no database.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs::{self, File, FileTimes},
    path::Path,
    time::SystemTime,
};

use anyhow::{Context, bail};

use crate::workspace::Workspace;

mod database;

/// One file per query, named by the query's digest, with its content.
type Queries = BTreeMap<OsString, Vec<u8>>;

/// Writes `.sqlx` anew.
pub fn write(workspace: &Workspace) -> anyhow::Result<()> {
    let fresh = describe(workspace)?;
    let committed = workspace.root.join(".sqlx");
    fs::create_dir_all(&committed)?;
    for name in read(&committed)?.keys().filter(|name| !fresh.contains_key(*name)) {
        fs::remove_file(committed.join(name))?;
    }
    for (name, content) in &fresh {
        fs::write(committed.join(name), content)?;
    }
    println!("    .sqlx holds {} queries", fresh.len());
    Ok(())
}

/// Fails where `.sqlx` differs from what [`write()`] would write.
pub fn check(workspace: &Workspace) -> anyhow::Result<()> {
    let fresh = describe(workspace)?;
    let committed = read(&workspace.root.join(".sqlx"))?;
    let differing = fresh.iter().filter(|(name, content)| committed.get(*name) != Some(*content)).count();
    let left_over = committed.keys().filter(|name| !fresh.contains_key(*name)).count();
    if differing + left_over > 0 {
        bail!(
            ".sqlx: {differing} queries missing or changed, {left_over} no longer used; run `cargo xtask sqlx`"
        );
    }
    println!("    .sqlx is right about {} queries", fresh.len());
    Ok(())
}

/// Compiles `store` against a database migrated by this tree and gives what its queries turned out to be.
fn describe(workspace: &Workspace) -> anyhow::Result<Queries> {
    let folder = workspace.memory().join("sqlx");
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let database = database::migrated(workspace)?;
    let _changed = TakenForChanged::new(&workspace.root.join("server/store/src/lib.rs"))?;
    workspace
        .cargo(&["rustc", "--package", "store", "--lib", "--profile", "check", "--quiet"])
        // The flag keeps the result apart from other builds' results: they stay fresh.
        .args(["--", "--cfg", "describes_queries"])
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", &folder)
        .env("DATABASE_URL", database.url())
        .run()?;
    read(&folder)
}

fn read(folder: &Path) -> anyhow::Result<Queries> {
    let mut queries = Queries::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            queries.insert(entry.file_name(), fs::read(entry.path())?);
        }
    }
    Ok(queries)
}

/// A file that cargo takes for changed until this is dropped; then it has its old time, and no build is out of date.
struct TakenForChanged {
    file: File,
    time: SystemTime,
}

impl TakenForChanged {
    fn new(path: &Path) -> anyhow::Result<Self> {
        let file =
            File::options().append(true).open(path).with_context(|| format!("no {}", path.display()))?;
        let time = file.metadata()?.modified()?;
        file.set_modified(SystemTime::now())?;
        Ok(Self { file, time })
    }
}

impl Drop for TakenForChanged {
    fn drop(&mut self) {
        // Where it fails, the next build compiles one crate more than it need.
        let _ = self.file.set_times(FileTimes::new().set_modified(self.time));
    }
}
