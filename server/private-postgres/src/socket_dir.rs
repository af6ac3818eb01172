use std::{
    fs::{self, Permissions},
    io,
    os::unix::{
        ffi::OsStrExt,
        fs::{MetadataExt, PermissionsExt},
    },
    path::{Path, PathBuf},
};

use tempfile::Builder;

use crate::{
    Error, account::Account, cluster::Cluster, data_dir::make_dir, error::IoContext, pid_file::PidFile,
};

/// The path of a socket ends at 103 bytes on macOS and at 107 on Linux, and `/.s.PGSQL.5432` takes 14.
const MAX_DIR_BYTES: usize = 89;

/// Where sockets go whose cluster has too long a path. Not `XDG_RUNTIME_DIR`: it is emptied when its user logs
/// out, while a server may go on.
const SHORT: &str = "/tmp";

/// A folder for the socket that only the account of Postgres can enter: in the cluster where the path is short
/// enough and without a comma (libpq takes that for a list of hosts), else a random name in `/tmp`, which nobody can take beforehand. `wanted` is the folder that users
/// of an earlier start know.
pub(crate) fn prepare(cluster: &Cluster, wanted: Option<&Path>) -> Result<PathBuf, Error> {
    let inside = cluster.root.join("run");
    let inside = inside.as_os_str().as_bytes();
    if inside.len() <= MAX_DIR_BYTES && !inside.contains(&b',') {
        return cluster.make_account_dir("run");
    }
    let left = PidFile::read(&cluster.data()).and_then(|found| found.socket_dir);
    for earlier in wanted.map(Path::to_path_buf).into_iter().chain(left).filter(|dir| is_made_here(dir)) {
        let made = make_dir(&earlier, 0o700).and_then(|_| take_over(&earlier, &cluster.account));
        if made.is_ok() && is_private(&earlier, &cluster.account) {
            return Ok(earlier);
        }
    }
    let private = Permissions::from_mode(0o700);
    let made = Builder::new().prefix("orion-").permissions(private).tempdir_in(SHORT);
    let made = made.or_io("create a folder in", SHORT)?;
    cluster.account.take(made.path()).or_io("give away", made.path())?;
    Ok(made.keep())
}

/// A folder that root has just made again is still root's; one of a stranger stays the stranger's.
fn take_over(dir: &Path, account: &Account) -> io::Result<()> {
    let found = fs::symlink_metadata(dir)?;
    if found.is_dir() && found.uid() == nix::unistd::geteuid().as_raw() { account.take(dir) } else { Ok(()) }
}

/// Whether `dir` is a real folder of the account, closed to all others.
pub(crate) fn is_private(dir: &Path, account: &Account) -> bool {
    fs::symlink_metadata(dir)
        .is_ok_and(|found| found.is_dir() && account.owns(&found) && found.mode() & 0o077 == 0)
}

/// Removes a folder made in `/tmp`, once its server has gone.
pub(crate) fn discard(dir: &Path) {
    if is_made_here(dir) {
        let _ = fs::remove_dir(dir);
    }
}

/// Whether `dir` bears a name that [`prepare`] gives. Root gives no other folder away: the name may come from a
/// file that the account of Postgres can write.
fn is_made_here(dir: &Path) -> bool {
    dir.parent() == Some(Path::new(SHORT)) && dir.as_os_str().as_bytes().starts_with(b"/tmp/orion-")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn only_a_real_folder_closed_to_others_counts_as_private() {
        let dir = tempfile::tempdir().unwrap();
        let account = Account::owning(dir.path()).unwrap();
        fs::set_permissions(dir.path(), Permissions::from_mode(0o700)).unwrap();
        assert!(is_private(dir.path(), &account));

        let link = dir.path().join("link");
        symlink(dir.path(), &link).unwrap();
        assert!(!is_private(&link, &account), "a symbolic link may lead anywhere");

        fs::set_permissions(dir.path(), Permissions::from_mode(0o755)).unwrap();
        assert!(!is_private(dir.path(), &account), "others could connect");
        assert!(!is_private(&dir.path().join("absent"), &account));
    }

    #[test]
    fn no_folder_but_our_own_in_tmp_is_given_away() {
        assert!(is_made_here(Path::new("/tmp/orion-a1B2c3")));
        for strange in ["/root", "/tmp", "/tmp/orion-x/../..", "/tmp/orion-x/below", "/tmp/other"] {
            assert!(!is_made_here(Path::new(strange)), "{strange}");
        }
    }
}
