use std::{
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::Stdio,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use crate::{
    DataDir, Error, PostgresPrograms,
    cluster::Cluster,
    error::IoContext,
    location::PORT,
    pid_file::{self, State},
    socket_dir,
};

/// Between two looks at the pid file.
const LOOK: Duration = Duration::from_millis(10);
/// Recovery after a crash replays up to `max_wal_size`, which a slow disk takes minutes for.
const START_LIMIT: Duration = Duration::from_secs(300);
/// How long the children of a killed server may keep its shared memory.
const LEFTOVERS_LIMIT: Duration = Duration::from_secs(20);
/// A fast shutdown writes one checkpoint.
const STOP_LIMIT: Duration = Duration::from_secs(60);
const KILL_LIMIT: Duration = Duration::from_secs(15);

/// Makes sure that the server runs, whatever is found, and answers the folder of its socket. Call it under the
/// start lock. `wanted` is the folder that users of an earlier start know.
pub(crate) fn ensure_running(
    cluster: &Cluster,
    data_dir: &DataDir,
    wanted: Option<&Path>,
) -> Result<PathBuf, Error> {
    match settle(cluster)? {
        State::Running { pid, socket_dir } => {
            tracing::info!(pid, "using the private Postgres that is running");
            return Ok(socket_dir);
        }
        State::Unreachable(_) => stop(cluster)?,
        State::Stopped | State::Changing(_) => {}
    }
    start(cluster, data_dir, wanted)
}

/// Waits until a server that starts or stops has done so.
fn settle(cluster: &Cluster) -> Result<State, Error> {
    let end = Instant::now() + START_LIMIT;
    loop {
        match State::of(cluster) {
            State::Changing(pid) if Instant::now() > end => {
                return Err(timed_out(cluster, pid, "settle", START_LIMIT));
            }
            State::Changing(_) => thread::sleep(LOOK),
            settled => return Ok(settled),
        }
    }
}

enum Attempt {
    Ready,
    /// Children of a killed server still hold its memory or its files.
    Leftovers,
}

fn start(cluster: &Cluster, data_dir: &DataDir, wanted: Option<&Path>) -> Result<PathBuf, Error> {
    let programs = PostgresPrograms::find_for(&cluster.data())?;
    let socket_dir = socket_dir::prepare(cluster, wanted)?;
    pid_file::remove_if_reused(cluster);
    cluster.log.bound(data_dir)?;
    let end = Instant::now() + LEFTOVERS_LIMIT;
    loop {
        match attempt(cluster, data_dir, &programs, &socket_dir, Instant::now() < end)? {
            Attempt::Ready => return Ok(socket_dir),
            Attempt::Leftovers => thread::sleep(LOOK * 10),
        }
    }
}

fn attempt(
    cluster: &Cluster,
    data_dir: &DataDir,
    programs: &PostgresPrograms,
    socket_dir: &Path,
    may_wait: bool,
) -> Result<Attempt, Error> {
    let log = cluster.log.open(data_dir)?;
    let before = log.metadata().or_io("read", cluster.log.path())?.len();
    let binary = programs.path("postgres");
    let mut postgres = cluster.account.command(&binary);
    postgres.arg("-D").arg(cluster.data());
    for (name, file) in [("config_file", "postgresql.conf"), ("hba_file", "pg_hba.conf")] {
        postgres.arg("-c").arg(setting(name, &cluster.root.join(file).to_string_lossy()));
    }
    // A list of folders, in which quotes protect commas and spaces.
    let quoted = format!("\"{}\"", socket_dir.to_string_lossy().replace('"', "\"\""));
    postgres.arg("-c").arg(setting("unix_socket_directories", &quoted));
    postgres.arg("-c").arg(setting("port", &PORT.to_string()));
    postgres.stdin(Stdio::null()).stdout(log.try_clone().or_io("open", cluster.log.path())?).stderr(log);
    // Ctrl-C in the terminal is for orion, which stops Postgres when its own work is done.
    postgres.process_group(0);
    let mut child = postgres.spawn().or_io("run", &binary)?;
    let pid = child.id().cast_signed();
    let (ended, end) = mpsc::channel();
    // Waits for the server as long as this process lives, so that it never becomes a zombie.
    thread::spawn(move || ended.send(child.wait()));

    let deadline = Instant::now() + START_LIMIT;
    loop {
        if matches!(State::of(cluster), State::Running { pid: ready, .. } if ready == pid) {
            tracing::info!(pid, "started the private Postgres");
            return Ok(Attempt::Ready);
        }
        if Instant::now() > deadline {
            return Err(timed_out(cluster, pid, "start", START_LIMIT));
        }
        match end.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(_) | Err(RecvTimeoutError::Disconnected) => {
                let tail = cluster.log.tail_after(before);
                let leftovers = tail.contains("still in use") || tail.contains("lock file \"");
                if leftovers && may_wait {
                    return Ok(Attempt::Leftovers);
                }
                return Err(Error::NotStarted { log: cluster.log.path().into(), tail });
            }
        }
    }
}

fn setting(name: &str, value: &str) -> String {
    format!("{name}={value}")
}

/// Stops the server, first by a fast shutdown (open transactions are rolled back), then by an immediate one,
/// which the next start recovers from. Call it under the start lock.
pub(crate) fn stop(cluster: &Cluster) -> Result<(), Error> {
    for (signal, limit) in [(Signal::SIGINT, STOP_LIMIT), (Signal::SIGQUIT, KILL_LIMIT)] {
        let (pid, socket_dir) = match State::of(cluster) {
            State::Stopped => return Ok(()),
            State::Running { pid, socket_dir } => (pid, Some(socket_dir)),
            State::Changing(pid) | State::Unreachable(pid) => (pid, None),
        };
        // Fails when it has just ended by itself, which is what is wanted.
        let _ = kill(Pid::from_raw(pid), signal);
        if wait_until_stopped(cluster, limit) {
            tracing::info!(pid, "stopped the private Postgres");
            if let Some(dir) = socket_dir {
                socket_dir::discard(&dir);
            }
            return Ok(());
        }
        tracing::warn!(pid, signal = %signal, "the private Postgres does not stop");
    }
    match State::of(cluster) {
        State::Stopped => Ok(()),
        State::Running { pid, .. } | State::Changing(pid) | State::Unreachable(pid) => {
            Err(timed_out(cluster, pid, "stop", STOP_LIMIT + KILL_LIMIT))
        }
    }
}

fn wait_until_stopped(cluster: &Cluster, limit: Duration) -> bool {
    let end = Instant::now() + limit;
    while Instant::now() < end {
        if State::of(cluster) == State::Stopped {
            return true;
        }
        thread::sleep(LOOK);
    }
    false
}

fn timed_out(cluster: &Cluster, pid: i32, action: &'static str, limit: Duration) -> Error {
    Error::TimedOut { pid, action, seconds: limit.as_secs(), log: cluster.log.path().into() }
}
