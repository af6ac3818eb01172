use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::Error;

/// Oldest release that Orion's schema is made for.
pub(crate) const OLDEST: u32 = 15;

/// Folders whose entries starting with the given name hold one release each, and where its programs are.
const RELEASES: [(&str, &str, &str); 6] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/usr/lib", "postgresql1", "bin"),
    ("/opt/homebrew/opt", "postgresql", "bin"),
    ("/usr/local/opt", "postgresql", "bin"),
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql", "bin"),
];

/// The programs of one installed Postgres release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostgresPrograms {
    bin: PathBuf,
    major: u32,
}

impl PostgresPrograms {
    /// The release on `PATH` when it is new enough, else the newest found where Debian, Red Hat, SUSE and
    /// Homebrew keep them.
    pub fn find() -> Result<Self, Error> {
        installed().into_iter().find(|found| found.major >= OLDEST).ok_or(Error::NotInstalled)
    }

    /// The release that made the cluster in `data`: another major version cannot read it.
    pub(crate) fn find_for(data: &Path) -> Result<Self, Error> {
        let made_by = fs::read_to_string(data.join("PG_VERSION")).unwrap_or_default();
        let major = made_by.trim().parse().unwrap_or(0);
        let found = installed().into_iter().find(|found| found.major == major);
        found.ok_or_else(|| Error::MajorMissing { data: data.into(), major })
    }

    pub fn major(&self) -> u32 {
        self.major
    }

    /// Where this release has `program`, such as `psql`; it need not be there.
    pub fn path(&self, program: &str) -> PathBuf {
        self.bin.join(program)
    }

    fn at(bin: PathBuf) -> Option<Self> {
        if !bin.join("initdb").is_file() {
            return None;
        }
        let output = Command::new(bin.join("postgres")).arg("--version").output().ok()?;
        let major = major_of(&String::from_utf8_lossy(&output.stdout))?;
        Some(Self { bin, major })
    }
}

fn installed() -> Vec<PostgresPrograms> {
    let mut found: Vec<_> = on_path().into_iter().filter_map(PostgresPrograms::at).collect();
    let mut releases: Vec<_> = release_places().into_iter().filter_map(PostgresPrograms::at).collect();
    releases.sort_by_key(|found| std::cmp::Reverse(found.major));
    found.append(&mut releases);
    found
}

/// Folders in which programs of Postgres may be. Those of releases come first: what Debian has on `PATH` is a
/// script that chooses one of them by rules of its own.
pub(crate) fn places() -> Vec<PathBuf> {
    let mut places = release_places();
    places.extend(on_path());
    places
}

fn on_path() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).filter(|dir| dir.is_absolute()).collect()
}

fn release_places() -> Vec<PathBuf> {
    let mut releases: Vec<_> = RELEASES.iter().flat_map(|release| release_dirs(*release)).collect();
    releases.sort();
    releases.dedup();
    releases
}

fn release_dirs((parent, prefix, bin): (&str, &str, &str)) -> Vec<PathBuf> {
    let starts = |name: &OsString| name.to_string_lossy().starts_with(prefix);
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    entries.filter(|entry| starts(&entry.file_name())).map(|entry| entry.path().join(bin)).collect()
}

/// Reads `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`, and `18beta1` and `17devel` too.
pub(crate) fn major_of(version: &str) -> Option<u32> {
    let number = version.split_once("(PostgreSQL)")?.1.trim_start();
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    number[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_releases_and_betas() {
        assert_eq!(major_of("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n"), Some(15));
        assert_eq!(major_of("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major_of("postgres (PostgreSQL) 9.6.24"), Some(9));
        assert_eq!(major_of("postgres 17"), None);
    }

    #[test]
    fn a_missing_installation_is_told_with_what_to_install() {
        let text = Error::NotInstalled.to_string();
        assert!(text.contains("apt install postgresql") && text.contains("DATABASE_URL"), "{text}");
    }
}
