use std::{
    fs,
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
};

use nix::{sys::signal::kill, unistd::Pid};

use crate::{cluster::Cluster, location::PORT, socket_dir};

/// What `postmaster.pid` says (its lines are described in `src/include/utils/pidfile.h` of Postgres).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PidFile {
    pub(crate) pid: i32,
    /// Missing while the server has not opened its socket yet.
    pub(crate) socket_dir: Option<PathBuf>,
    ready: bool,
}

impl PidFile {
    pub(crate) fn read(data: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(data.join("postmaster.pid")).ok()?)
    }

    fn parse(text: &str) -> Option<Self> {
        let lines: Vec<_> = text.lines().collect();
        let socket_dir = lines.get(4).filter(|dir| !dir.is_empty()).map(PathBuf::from);
        let ready = lines.get(7).is_some_and(|status| status.trim_end() == "ready");
        // A single-user backend writes its id as a negative number; as a signal's target that, like 0, would
        // mean a whole process group.
        let pid = lines.first()?.trim().parse::<i32>().ok()?.checked_abs().filter(|pid| *pid > 1)?;
        Some(Self { pid, socket_dir, ready })
    }
}

/// What a look at a cluster finds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum State {
    Stopped,
    /// Starts, recovers or shuts down.
    Changing(i32),
    Running {
        pid: i32,
        socket_dir: PathBuf,
    },
    /// Ours, but its socket is gone: somebody emptied the folder of it.
    Unreachable(i32),
}

impl State {
    /// A process id in the file proves nothing, since ids are used again after a crash. A server is ours when
    /// it listens in a folder that nobody but its account can enter, or when its working folder is our data.
    pub(crate) fn of(cluster: &Cluster) -> Self {
        let Some(PidFile { pid, socket_dir, ready }) = PidFile::read(&cluster.data()) else {
            return Self::Stopped;
        };
        let listening = socket_dir.filter(|dir| {
            socket_dir::is_private(dir, &cluster.account)
                && UnixStream::connect(dir.join(format!(".s.PGSQL.{PORT}"))).is_ok()
        });
        match (listening, ready) {
            (Some(socket_dir), true) => Self::Running { pid, socket_dir },
            (Some(_), false) => Self::Changing(pid),
            (None, ready) if works_in(pid, &cluster.data()) => {
                if ready {
                    Self::Unreachable(pid)
                } else {
                    Self::Changing(pid)
                }
            }
            (None, _) => Self::Stopped,
        }
    }
}

/// Removes a pid file whose id now belongs to an unrelated process, for which Postgres would refuse to start.
/// Call it only on a cluster found [`State::Stopped`]. Without `/proc` nothing is proven, and Postgres decides.
pub(crate) fn remove_if_reused(cluster: &Cluster) {
    let Some(found) = PidFile::read(&cluster.data()) else { return };
    let alive = kill(Pid::from_raw(found.pid), None).is_ok();
    if alive && Path::new("/proc/self/cwd").exists() {
        let _ = fs::remove_file(cluster.data().join("postmaster.pid"));
    }
}

/// Postgres makes its data folder its working folder.
fn works_in(pid: i32, data: &Path) -> bool {
    fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ready_server_is_read_with_its_socket() {
        let text = "4242\n/data\n1790000000\n5432\n/run/x\n\n  123 4\nready   \n";
        let expected = PidFile { pid: 4242, socket_dir: Some("/run/x".into()), ready: true };
        assert_eq!(PidFile::parse(text), Some(expected));
    }

    #[test]
    fn a_server_that_has_just_begun_has_no_socket_and_is_not_ready() {
        let expected = PidFile { pid: 7, socket_dir: None, ready: false };
        assert_eq!(PidFile::parse("7\n/data\n1790000000\n5432\n\n"), Some(expected));
        assert_eq!(PidFile::parse(""), None);
    }

    #[test]
    fn no_id_that_means_a_process_group_is_read() {
        assert_eq!(PidFile::parse("-4242\n/data\n").map(|found| found.pid), Some(4242));
        for harmful in ["0", "1", "-1", "-2147483648", "x"] {
            assert_eq!(PidFile::parse(harmful), None, "{harmful}");
        }
    }
}
