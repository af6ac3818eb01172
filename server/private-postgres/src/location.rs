use std::{os::unix::ffi::OsStrExt, path::PathBuf};

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use secrecy::{ExposeSecret, SecretString};

pub(crate) const PORT: u16 = 5432;
pub(crate) const LOGIN: &str = "orion";
pub(crate) const DATABASE: &str = "orion";
/// Owns the catalogue; can log in nowhere outside of tests.
pub(crate) const SUPERUSER: &str = "postgres";

/// Where a server listens and who logs in. `Debug` shows no password.
#[derive(Debug, Clone)]
pub struct PgLocation {
    /// Folder of the socket `.s.PGSQL.<port>`.
    pub socket_dir: PathBuf,
    /// Only names the socket: nothing listens on TCP.
    pub port: u16,
    pub user: String,
    pub password: SecretString,
    pub database: String,
}

impl PgLocation {
    /// The same as a URL that sqlx and libpq read, for programs that take a `DATABASE_URL`.
    /// Host and login are parameters, as a URL has no place for a folder.
    pub fn url(&self) -> SecretString {
        let encoded = |bytes| percent_encode(bytes, NON_ALPHANUMERIC);
        format!(
            "postgresql:///{}?host={}&port={}&user={}&password={}",
            self.database,
            encoded(self.socket_dir.as_os_str().as_bytes()),
            self.port,
            self.user,
            encoded(self.password.expose_secret().as_bytes()),
        )
        .into()
    }
}
