use std::{
    fs, io,
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::Path,
    process::{Command, Stdio},
};

use nix::unistd::{User, getegid, geteuid};

use crate::{DataDir, Error};

/// Accounts that may run Postgres for root, in order of preference.
const UNPRIVILEGED: [&str; 4] = ["postgres", "_postgres", "pgsql", "nobody"];

/// The account that the programs of Postgres run as: the caller's own, unless the caller is root.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    uid: u32,
    gid: u32,
    switch: bool,
}

impl Account {
    /// For root: the owner of the folder, so that a folder of an ordinary user stays usable by that user; for
    /// a folder of root's own an account without rights.
    pub(crate) fn for_new_cluster(dir: &DataDir) -> Result<Self, Error> {
        if !geteuid().is_root() {
            return Ok(Self { uid: geteuid().as_raw(), gid: getegid().as_raw(), switch: false });
        }
        let (uid, gid) = dir.owner();
        if uid != 0 {
            return Ok(Self { uid, gid, switch: true });
        }
        let user = UNPRIVILEGED.iter().find_map(|name| User::from_name(name).ok().flatten());
        let user = user.ok_or(Error::NoAccount)?;
        Ok(Self { uid: user.uid.as_raw(), gid: user.gid.as_raw(), switch: true })
    }

    /// Postgres insists on running as the owner of its files.
    pub(crate) fn owning(data: &Path) -> io::Result<Self> {
        let owner = fs::metadata(data)?;
        Ok(Self { uid: owner.uid(), gid: owner.gid(), switch: geteuid().is_root() })
    }

    pub(crate) fn switches(&self) -> bool {
        self.switch
    }

    pub(crate) fn owns(&self, metadata: &fs::Metadata) -> bool {
        metadata.uid() == self.uid
    }

    /// Gives a folder to the account; nothing to do where it is the caller's own.
    pub(crate) fn take(&self, path: &Path) -> io::Result<()> {
        if self.switch { std::os::unix::fs::lchown(path, Some(self.uid), Some(self.gid)) } else { Ok(()) }
    }

    /// Whether the account may pass through `dir`. Asked of the kernel, not read from mode bits: access lists
    /// and mount options count too.
    pub(crate) fn reaches(&self, dir: &Path) -> bool {
        let mut test = self.command(Path::new("test"));
        test.arg("-x").arg(dir).stdin(Stdio::null());
        test.status().is_ok_and(|status| status.success())
    }

    /// A command that runs as the account, far from the caller's folder and without its environment: a stray
    /// `PGDATA` or `PGOPTIONS` must not decide anything. Messages are in English, as some are read here.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LC_ALL", "C").current_dir("/");
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        if self.switch {
            // std also drops the supplementary groups when root sets a user id.
            command.uid(self.uid).gid(self.gid);
        }
        command
    }
}
