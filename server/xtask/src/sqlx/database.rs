//! A database as this tree's migrations make it.
//!
//! They are applied by psql and not by `orion migrate`: `store` cannot be compiled before `.sqlx` is right, and this
//! database is there to make it right.

use std::{
    fs::Permissions,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::Context;
use private_postgres::{DataDir, PgLocation, PostgresPrograms, PrivatePostgres};
use secrecy::ExposeSecret;
use tempfile::TempDir;

use crate::{command::Command, workspace::Workspace};

/// Who owns the tables; the login has no rights before it takes a role.
const OWNER: &str = "-c role=orion_owner";

/// A server for one purpose, stopped and deleted when this is dropped.
pub struct Database {
    // Dropped in this order: the server stops before its folder goes.
    server: PrivatePostgres,
    _folder: TempDir,
}

/// Starts a Postgres and gives it the tables of `migrations/`.
pub fn migrated(workspace: &Workspace) -> anyhow::Result<Database> {
    // Postgres runs as another account when root starts it, and must pass through.
    let passable = Permissions::from_mode(0o711);
    let folder = tempfile::Builder::new().prefix("orion-queries-").permissions(passable).tempdir()?;
    let server = PrivatePostgres::start_for_tests(&DataDir::open(folder.path().join("data"))?)?;
    for migration in migrations(&workspace.root)? {
        apply(&migration, server.location())?;
    }
    Ok(Database { server, _folder: folder })
}

impl Database {
    /// The address of the database for the owner of its tables.
    pub fn url(&self) -> String {
        let url = self.server.location().url();
        format!("{}&options={}", url.expose_secret(), OWNER.replace(' ', "%20").replace('=', "%3D"))
    }
}

/// The SQL files, in the order of their numbers.
fn migrations(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let folder = root.join("migrations");
    let entries = folder.read_dir().with_context(|| format!("no {}", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|kind| kind == "sql"));
    files.sort();
    Ok(files)
}

fn apply(migration: &Path, location: &PgLocation) -> anyhow::Result<()> {
    // Homebrew keeps it off PATH, beside the server; other systems may have it only on PATH.
    let beside = PostgresPrograms::find()?.path("psql");
    let psql = if beside.is_file() { beside } else { "psql".into() };
    Command::new(psql)
        .args([
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            "--output=/dev/null",
        ])
        .args(["--file".as_ref(), migration.as_os_str()])
        .env("PGHOST", &location.socket_dir)
        .env("PGPORT", location.port.to_string())
        .env("PGUSER", &location.user)
        .env("PGPASSWORD", location.password.expose_secret())
        .env("PGDATABASE", &location.database)
        .env("PGOPTIONS", OWNER)
        .run()
}
