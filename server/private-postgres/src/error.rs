use std::{io, path::PathBuf};

/// Why there is no private Postgres. Each text is one sentence for the person at the terminal and says what to
/// do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "PostgreSQL 15 or newer was not found: install it (Debian and Ubuntu `apt install postgresql`, Fedora \
         `dnf install postgresql-server`, macOS `brew install postgresql@17`), or set DATABASE_URL to a server"
    )]
    NotInstalled,

    #[error(
        "pg_dump and pg_restore of PostgreSQL {major} were not found: install its client programs (Debian and Ubuntu \
         `apt install postgresql-client-{major}`, Fedora `dnf install postgresql{major}`, macOS `brew install postgresql@{major}`)"
    )]
    ClientMissing { major: u32 },

    #[error(
        "the file is of pg_dump {written_by} and the server is PostgreSQL {server}, and no pg_restore here goes with both: \
         install the client programs of PostgreSQL {install} (Debian and Ubuntu `apt install postgresql-client-{install}`, \
         Fedora `dnf install postgresql{install}`, macOS `brew install postgresql@{install}`)"
    )]
    ClientUnfit { written_by: u32, server: u32, install: u32 },

    #[error(
        "the file is of pg_dump {written_by}, and PostgreSQL {server} does not understand what its pg_restore says: \
         restore it into PostgreSQL 17 or newer"
    )]
    FileTooNew { written_by: u32, server: u32 },

    #[error(
        "the database in {} was made by PostgreSQL {major}, whose programs were not found: install PostgreSQL \
         {major} beside the newer one, or move the data over with pg_upgrade", data.display()
    )]
    MajorMissing { data: PathBuf, major: u32 },

    #[error(
        "another orion{} already serves {}: stop it first, or give this one its own DATA_DIR",
        pid.map(|pid| format!(" (process {pid})")).unwrap_or_default(), data_dir.display()
    )]
    AlreadyServed { data_dir: PathBuf, pid: Option<i32> },

    #[error("{} cannot be used as DATA_DIR: {reason}", path.display())]
    DataDir { path: PathBuf, reason: String },

    #[error(
        "orion runs as root, Postgres must not, and neither an account `postgres` nor `nobody` exists: create \
         the account `postgres`, or run orion as another user"
    )]
    NoAccount,

    #[error(
        "{} is missing, but its database exists: restore the file from a backup, or remove {} to start empty",
        file.display(), cluster.display()
    )]
    PasswordMissing { file: PathBuf, cluster: PathBuf },

    #[error("{program} failed: {output}")]
    Program { program: &'static str, output: String },

    #[error("Postgres did not start; the end of {} says: {tail}", log.display())]
    NotStarted { log: PathBuf, tail: String },

    #[error("Postgres (process {pid}) did not {action} within {seconds} seconds; see {}", log.display())]
    TimedOut { pid: i32, action: &'static str, seconds: u64, log: PathBuf },

    #[error("could not {action} {}: {source}", path.display())]
    Io { action: &'static str, path: PathBuf, source: io::Error },
}

/// Names the file and the action of an [`io::Error`].
pub(crate) trait IoContext<T> {
    fn or_io(self, action: &'static str, path: impl Into<PathBuf>) -> Result<T, Error>;
}

impl<T> IoContext<T> for io::Result<T> {
    fn or_io(self, action: &'static str, path: impl Into<PathBuf>) -> Result<T, Error> {
        self.map_err(|source| Error::Io { action, path: path.into(), source })
    }
}
