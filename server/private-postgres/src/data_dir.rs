use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, fchown, lchown},
    },
    path::{Path, PathBuf},
};

use nix::{fcntl::OFlag, unistd::geteuid};
use tempfile::NamedTempFile;

use crate::{Error, error::IoContext};

/// The folder that holds everything one installation of Orion keeps on disk.
#[derive(Debug, Clone)]
pub struct DataDir {
    path: PathBuf,
    uid: u32,
    gid: u32,
}

impl DataDir {
    /// Opens the folder and makes it where it is missing: 0700, or 0711 for root, whose Postgres runs as
    /// another account and has to pass through (what is secret in it is 0600).
    ///
    /// Errors when it is not a folder, belongs to another account, others may write to it, or its path is not
    /// UTF-8 or holds control characters (Postgres keeps paths in files of lines).
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let root = geteuid().is_root();
        let refuse = |reason: &str| Err(Error::DataDir { path: path.into(), reason: reason.into() });
        if path.as_os_str().as_bytes().iter().any(u8::is_ascii_control) {
            return refuse("its path holds control characters");
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).or_io("create", parent)?;
        }
        make_dir(path, if root { 0o711 } else { 0o700 }).or_io("create", path)?;
        let path = path.canonicalize().or_io("resolve", path)?;
        if path.to_str().is_none() {
            return refuse("its path is not UTF-8");
        }
        let found = path.metadata().or_io("read", &path)?;
        if !found.is_dir() {
            return refuse("it is not a folder");
        }
        if !root && found.uid() != geteuid().as_raw() {
            return refuse("it belongs to another account; run orion as that one, or choose another folder");
        }
        if found.mode() & 0o022 != 0 {
            return refuse("other accounts may write to it; run `chmod go-w` on it");
        }
        Ok(Self { path, uid: found.uid(), gid: found.gid() })
    }

    /// Absolute and free of symbolic links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file that only the owner can read, all of it or nothing, in place of an older one. A relative
    /// name means one in this folder.
    pub fn write_private(&self, name: impl AsRef<Path>, contents: &[u8]) -> Result<(), Error> {
        let path = self.path.join(name);
        let folder = path.parent().unwrap_or(&self.path);
        let written = || -> io::Result<()> {
            let mut file = NamedTempFile::new_in(folder)?;
            file.write_all(contents)?;
            self.give_to_owner(file.as_file())?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            File::open(folder)?.sync_all()
        };
        written().or_io("write", &path)
    }

    /// Opens a file of the folder for locking or appending, made 0600 where it is missing. Symbolic links are
    /// refused: root may be at work in a folder of another account.
    pub(crate) fn open_file(&self, path: &Path) -> Result<File, Error> {
        let opened = || -> io::Result<File> {
            let mut options = OpenOptions::new();
            options.read(true).append(true).create(true).mode(0o600).custom_flags(OFlag::O_NOFOLLOW.bits());
            let file = options.open(path)?;
            self.give_to_owner(&file)?;
            Ok(file)
        };
        opened().or_io("open", path)
    }

    /// Makes a folder that belongs to the owner of this one; an existing one is left as it is.
    pub(crate) fn make_dir(&self, path: &Path, mode: u32) -> Result<(), Error> {
        let made = || {
            let fresh = make_dir(path, mode)?;
            if fresh && geteuid().is_root() { lchown(path, Some(self.uid), Some(self.gid)) } else { Ok(()) }
        };
        made().or_io("create", path)
    }

    pub(crate) fn owner(&self) -> (u32, u32) {
        (self.uid, self.gid)
    }

    fn give_to_owner(&self, file: &File) -> io::Result<()> {
        if geteuid().is_root() { fchown(file, Some(self.uid), Some(self.gid)) } else { Ok(()) }
    }
}

/// Makes one folder, and tells whether it is new; an existing one is left as it is.
pub(crate) fn make_dir(path: &Path, mode: u32) -> io::Result<bool> {
    match DirBuilder::new().mode(mode).create(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}
