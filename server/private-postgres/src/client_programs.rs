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

impl ClientPrograms {
    /// Those of the server's own major version, else the oldest of the newer ones: a `pg_dump` refuses a server
    /// that is newer than itself.
    ///
    /// # Errors
    /// [`Error::ClientMissing`] with what to install, or [`Error::ClientTooOld`].
    pub fn find_for(server: u32) -> Result<Self, Error> {
        choose(installed(), server)
    }

    /// The newest ones, which read the files of all others.
    ///
    /// # Errors
    /// [`Error::ClientMissing`] with what to install.
    pub fn newest() -> Result<Self, Error> {
        let newest = installed().into_iter().max_by_key(|found| found.major);
        newest.filter(|found| found.major >= OLDEST).ok_or(Error::ClientMissing { major: OLDEST })
    }

    /// The release.
    pub fn major(&self) -> u32 {
        self.major
    }

    pub fn pg_dump(&self) -> PathBuf {
        self.bin.join("pg_dump")
    }

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

fn installed() -> Vec<ClientPrograms> {
    places().iter().filter_map(|bin| ClientPrograms::at(bin)).collect()
}

fn choose(installed: Vec<ClientPrograms>, server: u32) -> Result<ClientPrograms, Error> {
    let newest = installed.iter().map(|found| found.major).max();
    let fitting = installed.into_iter().filter(|found| found.major >= server);
    fitting.min_by_key(|found| found.major).ok_or(match newest {
        Some(found) => Error::ClientTooOld { server, found },
        None => Error::ClientMissing { major: server },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(major: u32) -> ClientPrograms {
        ClientPrograms { bin: format!("/usr/lib/postgresql/{major}/bin").into(), major }
    }

    #[test]
    fn the_servers_own_release_is_taken_before_a_newer_one() {
        let installed = || vec![release(17), release(14), release(15), release(16)];
        assert_eq!(choose(installed(), 15).unwrap(), release(15));
        assert_eq!(choose(vec![release(17), release(18)], 16).unwrap(), release(17));
    }

    #[test]
    fn a_server_that_is_newer_than_every_program_is_told_with_both_releases() {
        let told = choose(vec![release(15), release(16)], 18).unwrap_err().to_string();
        assert!(told.contains("PostgreSQL 18") && told.contains("newest here is of PostgreSQL 16"), "{told}");
    }

    #[test]
    fn a_machine_without_the_programs_is_told_what_to_install() {
        let told = choose(Vec::new(), 15).unwrap_err().to_string();
        assert!(told.contains("apt install postgresql-client") && told.contains("15"), "{told}");
    }
}
