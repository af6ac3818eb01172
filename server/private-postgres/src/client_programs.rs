use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Error,
    programs::{OLDEST, major_of, places},
};

/// `pg_dump` and `pg_restore` of one release. The server need not be on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientPrograms {
    bin: PathBuf,
    major: u32,
}

/// From this release on `pg_restore` says what older servers do not understand.
const SAYS_MORE: u32 = 17;

impl ClientPrograms {
    /// Those of the server's own release, for making backups: what a newer `pg_dump` writes asks for a newer
    /// `pg_restore`, which servers before PostgreSQL 17 refuse, and an older one refuses the server.
    ///
    /// # Errors
    /// [`Error::ClientMissing`] with what to install.
    pub fn of(server: u32) -> Result<Self, Error> {
        choose(installed(), server)
    }

    /// Those for restoring a file of a `pg_dump` of release `written_by` into a server of release `server`: not older
    /// than the file, and not newer than the server understands.
    ///
    /// # Errors
    /// [`Error::ClientUnfit`] with what to install, or [`Error::FileTooNew`] where no release can do it.
    pub fn to_restore(written_by: u32, server: u32) -> Result<Self, Error> {
        choose_to_restore(installed(), written_by, server)
    }

    /// The newest ones, which read the files of all others.
    ///
    /// # Errors
    /// [`Error::ClientMissing`] with what to install.
    pub fn newest() -> Result<Self, Error> {
        newest(installed())
            .filter(|found| found.major >= OLDEST)
            .ok_or(Error::ClientMissing { major: OLDEST })
    }

    /// Where its `pg_dump` is.
    pub fn pg_dump(&self) -> PathBuf {
        self.bin.join("pg_dump")
    }

    /// Where its `pg_restore` is.
    pub fn pg_restore(&self) -> PathBuf {
        self.bin.join("pg_restore")
    }

    fn at(bin: &Path) -> Option<Self> {
        if !bin.join("pg_restore").is_file() {
            return None;
        }
        let output = Command::new(bin.join("pg_dump")).arg("--version").output().ok()?;
        let major = major_of(&String::from_utf8_lossy(&output.stdout))?;
        Some(Self { bin: bin.into(), major })
    }
}

/// In the order of [`places`]: releases before what is on `PATH`, which may be a script.
fn installed() -> Vec<ClientPrograms> {
    places().iter().filter_map(|bin| ClientPrograms::at(bin)).collect()
}

/// The first of the greatest.
fn newest(installed: Vec<ClientPrograms>) -> Option<ClientPrograms> {
    installed.into_iter().rev().max_by_key(|found| found.major)
}

fn choose(installed: Vec<ClientPrograms>, server: u32) -> Result<ClientPrograms, Error> {
    installed.into_iter().find(|found| found.major == server).ok_or(Error::ClientMissing { major: server })
}

fn choose_to_restore(
    installed: Vec<ClientPrograms>,
    written_by: u32,
    server: u32,
) -> Result<ClientPrograms, Error> {
    let understood = |major: u32| server >= SAYS_MORE || major < SAYS_MORE;
    if !understood(written_by) {
        return Err(Error::FileTooNew { written_by, server });
    }
    let fitting = installed.into_iter().filter(|found| found.major >= written_by && understood(found.major));
    // The first of those that are nearest to the server.
    let nearest = fitting.min_by_key(|found| found.major.abs_diff(server));
    nearest.ok_or(Error::ClientUnfit { written_by, server, install: server.max(written_by) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(major: u32) -> ClientPrograms {
        ClientPrograms { bin: format!("/usr/lib/postgresql/{major}/bin").into(), major }
    }

    #[test]
    fn backups_are_made_by_the_servers_own_release() {
        let installed = || vec![release(17), release(14), release(15), release(16)];
        assert_eq!(choose(installed(), 15).unwrap(), release(15));
        let told = choose(vec![release(17), release(18)], 16).unwrap_err().to_string();
        assert!(
            told.contains("PostgreSQL 16") && told.contains("apt install postgresql-client-16"),
            "{told}"
        );
        let told = choose(Vec::new(), 15).unwrap_err().to_string();
        assert!(told.contains("apt install postgresql-client-15"), "{told}");
    }

    #[test]
    fn a_file_is_restored_by_what_reads_it_and_the_server_understands() {
        let choose = |installed: &[u32], written_by, server| {
            let installed = installed.iter().map(|major| release(*major)).collect();
            choose_to_restore(installed, written_by, server).map_err(|error| error.to_string())
        };
        assert_eq!(choose(&[15, 16, 17], 15, 15), Ok(release(15)));
        assert_eq!(choose(&[16, 17], 15, 15), Ok(release(16)));
        assert_eq!(choose(&[15, 16, 17], 16, 18), Ok(release(17)));
        assert_eq!(choose(&[15], 15, 18), Ok(release(15)));
        let told = choose(&[17, 18], 15, 15).unwrap_err();
        assert!(told.contains("apt install postgresql-client-15"), "{told}");
        let told = choose(&[15], 16, 15).unwrap_err();
        assert!(told.contains("pg_dump 16") && told.contains("postgresql-client-16"), "{told}");
        let told = choose(&[15, 16, 17], 17, 15).unwrap_err();
        assert!(told.contains("PostgreSQL 17 or newer"), "{told}");
    }

    #[test]
    fn of_equal_releases_the_first_is_taken() {
        let script = || ClientPrograms { bin: "/usr/bin".into(), major: 17 };
        assert_eq!(newest(vec![release(15), release(17), script()]), Some(release(17)));
        assert_eq!(choose_to_restore(vec![release(17), script()], 17, 17).unwrap(), release(17));
        assert_eq!(newest(Vec::new()), None);
    }
}
