//! Locks of the kernel (`flock`): they vanish with their process, however it ends, so none can be stale.

use std::{
    fs::{self, File, TryLockError},
    io::Write,
    path::PathBuf,
};

use crate::{DataDir, Error, error::IoContext};

/// Held by the process that serves a `DATA_DIR`, for as long as it serves.
#[derive(Debug)]
pub struct ServeLock {
    file: File,
}

impl ServeLock {
    /// Errors with [`Error::AlreadyServed`], naming the process, when another one holds it.
    pub fn acquire(data_dir: &DataDir) -> Result<Self, Error> {
        let path = data_dir.path().join("serve.lock");
        let mut file = data_dir.open_file(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let pid = fs::read_to_string(&path).ok().and_then(|text| text.trim().parse().ok());
                return Err(Error::AlreadyServed { data_dir: data_dir.path().into(), pid });
            }
            Err(TryLockError::Error(error)) => return Err(error).or_io("lock", path),
        }
        file.set_len(0).or_io("write", &path)?;
        writeln!(file, "{}", std::process::id()).or_io("write", &path)?;
        Ok(Self { file })
    }
}

impl Drop for ServeLock {
    fn drop(&mut self) {
        // Closing alone would leave the lock with a child that was forked, but has not yet called exec.
        let _ = self.file.unlock();
    }
}

/// Held while the file of master keys is made, or while a rotation is at work: somebody else's new key would
/// be lost with everything that was wrapped with it.
#[derive(Debug)]
pub struct KeyLock {
    file: File,
}

impl KeyLock {
    /// Waits for others. Errors when the lock file cannot be opened.
    pub fn acquire(data_dir: &DataDir) -> Result<Self, Error> {
        let path = data_dir.path().join("master-key.lock");
        let file = data_dir.open_file(&path)?;
        file.lock().or_io("lock", path)?;
        Ok(Self { file })
    }
}

impl Drop for KeyLock {
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

/// Held while a process decides whether the server runs, starts it or stops it.
#[derive(Debug)]
pub(crate) struct StartLock {
    file: File,
}

impl StartLock {
    /// Waits for others; all they do under it is bounded in time.
    pub(crate) fn acquire(data_dir: &DataDir) -> Result<Self, Error> {
        let path = data_dir.path().join("postgres-start.lock");
        let file = data_dir.open_file(&path)?;
        file.lock().or_io("lock", path)?;
        Ok(Self { file })
    }
}

impl Drop for StartLock {
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

/// Shared by everybody who uses the server. Taken and given up only under the [`StartLock`], so nobody joins
/// while the last one turns off the light.
#[derive(Debug)]
pub(crate) struct UsersLock {
    file: File,
    path: PathBuf,
}

impl UsersLock {
    pub(crate) fn join(data_dir: &DataDir, _held: &StartLock) -> Result<Self, Error> {
        let path = data_dir.path().join("postgres-users.lock");
        let file = data_dir.open_file(&path)?;
        file.lock_shared().or_io("lock", &path)?;
        Ok(Self { file, path })
    }

    /// Gives the share back; true when nobody else holds one.
    pub(crate) fn leave(&self, _held: &StartLock) -> Result<bool, Error> {
        self.file.unlock().or_io("unlock", &self.path)?;
        let last = match self.file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(error)) => return Err(error).or_io("lock", &self.path),
        };
        self.file.unlock().or_io("unlock", &self.path)?;
        Ok(last)
    }
}
