//! A backup file, looked through before anything is done with it.

use super::{login::Login, run};
use anyhow::Context;
use private_postgres::ClientPrograms;
use std::{
    fs::File,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::Stdio,
};
use store::backup::Applied;
use tempfile::NamedTempFile;
use tokio::process::Command;

/// With which every file of `pg_dump --format=custom` begins.
const MAGIC: &[u8] = b"PGDMP";

/// A file that was read to its end.
pub struct Archive {
    path: PathBuf,
    /// What is in it, line by line as `pg_restore --list` says.
    entries: Vec<String>,
    /// Major version of the server it is of.
    server: u32,
    /// Major version of the `pg_dump` that wrote it.
    written_by: u32,
    /// Number of its schema.
    pub schema: i64,
    pub bytes: u64,
}

impl Archive {
    /// Reads all of the file, and checks that this program can restore it.
    ///
    /// # Errors
    /// What the file is, where it is no whole backup of Orion.
    pub async fn open(path: &Path) -> anyhow::Result<Self> {
        let told = || path.display();
        let file = File::open(path).with_context(|| format!("cannot read {}", told()))?;
        let bytes = file.metadata()?.len();
        let mut head = Vec::new();
        let read = file.take(MAGIC.len() as u64).read_to_end(&mut head);
        read.with_context(|| format!("cannot read {}", told()))?;
        anyhow::ensure!(
            head == MAGIC,
            "{} is no backup: it does not begin as a file of `orion backup` does",
            told()
        );
        let programs = ClientPrograms::newest()?;
        let list = pg_restore(&programs, path, &["--list"], Stdio::piped()).await;
        let list = list.with_context(|| format!("{} is cut off, damaged or too new", told()))?;
        let list = String::from_utf8_lossy(&list).into_owned();
        let release = |said| list.lines().find_map(|line| release_of(line, said));
        let (server, written_by) = release("Dumped from database version:")
            .zip(release("Dumped by pg_dump version:"))
            .context("the backup does not say which Postgres it is of")?;
        // The list stands at the beginning of the file: only who unpacks all of it knows that it is whole.
        let whole = pg_restore(&programs, path, &["--file=-"], Stdio::null()).await;
        whole.with_context(|| format!("{} is cut off or damaged", told()))?;
        let history = ["--data-only", "--schema=public", "--table=_sqlx_migrations", "--file=-"];
        let history = pg_restore(&programs, path, &history, Stdio::piped()).await?;
        let schema = store::backup::check_schema(&applied(&String::from_utf8_lossy(&history)))?;
        let entries = list.lines().filter(|line| !line.starts_with(';')).map(str::to_owned).collect();
        Ok(Self { path: path.into(), entries, server, written_by, schema, bytes })
    }

    /// The programs that restore it into a server of release `server`. Refuses one that is older than the one the
    /// backup is of: dumps are not for older ones.
    ///
    /// # Errors
    /// Both versions, or what to install.
    pub fn programs_for(&self, server: u32) -> anyhow::Result<ClientPrograms> {
        let theirs = self.server;
        anyhow::ensure!(
            server >= theirs,
            "the backup is of PostgreSQL {theirs} and the server here is PostgreSQL {server}: restore it into PostgreSQL \
             {theirs} or newer"
        );
        Ok(ClientPrograms::to_restore(self.written_by, server)?)
    }

    /// Restores what belongs to `owner`, all of it or nothing.
    ///
    /// # Errors
    /// What Postgres refused.
    pub async fn restore(&self, programs: &ClientPrograms, login: &Login, owner: &str) -> anyhow::Result<()> {
        let mut chosen = NamedTempFile::new()?;
        for entry in self.entries.iter().filter(|entry| belongs(entry, owner)) {
            writeln!(chosen, "{entry}")?;
        }
        chosen.flush()?;
        let mut command = Command::new(programs.pg_restore());
        command.args(["--single-transaction", "--no-owner", "--no-tablespaces", "--no-password"]);
        command.arg(format!("--role={owner}")).arg("--use-list").arg(chosen.path());
        // Asked for, else it would write a script; which one is in the environment.
        command.arg("--dbname=").arg(&self.path);
        login.apply(&mut command);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
        run("pg_restore", command).await.map(|_| ())
    }
}

/// Whether a line of the list is of something of `owner`, who stands at its end. What is Postgres's own, such
/// as the schema `public`, is there already.
fn belongs(entry: &str, owner: &str) -> bool {
    entry.split_whitespace().last() == Some(owner)
}

/// Runs `pg_restore` on the file alone, without a database.
async fn pg_restore(
    programs: &ClientPrograms,
    path: &Path,
    arguments: &[&str],
    output: Stdio,
) -> anyhow::Result<Vec<u8>> {
    let mut command = Command::new(programs.pg_restore());
    command.args(arguments).arg(path).env("LC_ALL", "C");
    command.stdin(Stdio::null()).stdout(output).stderr(Stdio::piped()).kill_on_drop(true);
    run("pg_restore", command).await
}

/// Reads `;     Dumped from database version: 15.14 (Debian 15.14-0+deb12u1)`, and the same of `pg_dump`.
fn release_of(line: &str, said: &str) -> Option<u32> {
    let version = line.split_once(said)?.1.trim_start();
    let digits = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version[..digits].parse().ok()
}

/// The migrations that a backup names: the rows behind `COPY public._sqlx_migrations (version, ...) FROM stdin;`.
fn applied(script: &str) -> Vec<Applied> {
    let mut lines = script.lines().skip_while(|line| !line.starts_with("COPY public._sqlx_migrations ("));
    let Some(head) = lines.next() else { return Vec::new() };
    let names =
        head.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(names, _)| names);
    let place = |name: &str| names.split(", ").position(|one| one == name);
    let (Some(version), Some(checksum)) = (place("version"), place("checksum")) else { return Vec::new() };
    let row = |line: &str| {
        let fields: Vec<_> = line.split('\t').collect();
        // Bytes stand as `\\x0af1`: the backslash is doubled in this format.
        let bytes = fields.get(checksum)?.trim_start_matches('\\').strip_prefix('x')?;
        Some(Applied { version: fields.get(version)?.parse().ok()?, checksum: hex::decode(bytes).ok()? })
    };
    lines.take_while(|line| *line != "\\.").filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_and_the_server_are_read_from_what_pg_restore_says() {
        let script = "SET row_security = off;\n\nCOPY public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) FROM stdin;\n\
            1\tcreate accounts\t2026-11-20 10:00:00+00\tt\t\\\\x0aff\t12\n2\tx\t2026-11-20 10:00:00+00\tt\t\\\\x01\t3\n\\.\n\n7\tno row\n";
        let expected =
            [(1, vec![0x0a, 0xff]), (2, vec![1])].map(|(version, checksum)| Applied { version, checksum });
        assert_eq!(applied(script), expected);
        assert_eq!(applied("SET x = y;\n"), []);
        let server = ";     Dumped from database version: 15.14 (Debian 15.14-0+deb12u1)";
        assert_eq!(release_of(server, "Dumped from database version:"), Some(15));
        let by = ";     Dumped by pg_dump version: 17.2";
        assert_eq!(release_of(by, "Dumped by pg_dump version:"), Some(17));
        assert_eq!(release_of(by, "Dumped from database version:"), None);
    }

    #[test]
    fn what_is_restored_as_whom_is_told_by_the_end_of_the_line() {
        let entry = "249; 1255 16390 FUNCTION public add_counts(bigint[], bigint[]) orion_owner";
        assert!(belongs(entry, "orion_owner") && !belongs(entry, "orion_queue"));
        assert!(!belongs("5; 2615 2200 SCHEMA - public pg_database_owner", "orion_owner"));
    }
}
