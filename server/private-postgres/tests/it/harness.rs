#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::{Pid, User, geteuid},
};
use private_postgres::{DataDir, PgLocation};
use secrecy::ExposeSecret;
use tempfile::TempDir;

pub const HOLDER: &str = env!("CARGO_BIN_EXE_hold-private-postgres");
/// Tells where the cluster of a folder is, when it is not below it.
pub const NOTE: &str = "postgres-is-elsewhere.txt";

pub fn is_root() -> bool {
    geteuid().is_root()
}

/// User and group of an account without rights.
pub fn nobody() -> (u32, u32) {
    let nobody = User::from_name("nobody").unwrap().unwrap();
    (nobody.uid.as_raw(), nobody.gid.as_raw())
}

/// A folder that every account can pass through, with the place of a `DATA_DIR` in it.
pub struct Folder {
    dir: TempDir,
    name: String,
}

impl Folder {
    pub fn new() -> Self {
        Self::named("data")
    }

    pub fn named(name: &str) -> Self {
        let dir = tempfile::tempdir_in("/tmp").unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o711)).unwrap();
        Self { dir, name: name.into() }
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join(&self.name)
    }

    pub fn open(&self) -> DataDir {
        DataDir::open(self.path()).unwrap()
    }

    /// Where the cluster is, by the note of the folder or below it.
    pub fn cluster(&self) -> PathBuf {
        match fs::read_to_string(self.path().join(NOTE)) {
            Ok(note) => PathBuf::from(note.lines().next().unwrap()),
            Err(_) => self.path().join("postgres"),
        }
    }

    /// Whose the files of Postgres are, and so who runs it.
    pub fn data_owner(&self) -> u32 {
        fs::metadata(self.cluster().join("data")).unwrap().uid()
    }

    pub fn postmaster(&self) -> Option<i32> {
        let text = fs::read_to_string(self.cluster().join("data/postmaster.pid")).ok()?;
        text.lines().next()?.parse().ok()
    }
}

impl Drop for Folder {
    /// A test that failed halfway must not leave a server behind.
    fn drop(&mut self) {
        if let Some(pid) = self.postmaster().filter(|pid| works_in(*pid, &self.cluster().join("data"))) {
            kill_now(pid);
        }
        let _ = fs::remove_dir_all(self.cluster());
    }
}

fn works_in(pid: i32, data: &Path) -> bool {
    fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == data)
}

/// A process of its own that holds a share in the server of a folder.
pub struct Holder {
    child: Child,
    pub url: String,
}

impl Holder {
    pub fn spawn(path: &Path, role: &str, purpose: &str) -> Child {
        Self::command(Path::new(HOLDER), path, role, purpose).spawn().unwrap()
    }

    pub fn spawn_as(program: &Path, (uid, gid): (u32, u32), path: &Path, purpose: &str) -> Child {
        Self::command(program, path, "serve", purpose).uid(uid).gid(gid).spawn().unwrap()
    }

    fn command(program: &Path, path: &Path, role: &str, purpose: &str) -> Command {
        let mut command = Command::new(program);
        command.arg(path).args([role, purpose]).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Waits until the process has a server, and panics with its message when it gets none.
    pub fn ready(mut child: Child) -> Self {
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        assert!(!url.is_empty(), "{}", told(&mut child));
        Self { child, url: url.trim().into() }
    }

    pub fn start(path: &Path, role: &str) -> Self {
        Self::ready(Self::spawn(path, role, "tests"))
    }

    pub fn pid(&self) -> i32 {
        self.child.id().cast_signed()
    }

    /// Lets the process end as it would on SIGTERM.
    pub fn finish(mut self) {
        drop(self.child.stdin.take());
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{}", told(&mut self.child));
    }

    pub fn kill_9(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// What a process wrote to its standard error.
pub fn told(child: &mut Child) -> String {
    let mut text = String::new();
    child.stderr.take().unwrap().read_to_string(&mut text).unwrap();
    text
}

pub fn query(location: &PgLocation, sql: &str) -> Result<String, String> {
    query_url(location.url().expose_secret(), sql)
}

/// Runs SQL by psql; several statements may be given, as an answer its rows.
pub fn query_url(url: &str, sql: &str) -> Result<String, String> {
    let mut psql = Command::new("psql");
    psql.args(["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]).current_dir("/");
    let output = psql.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

/// Kills a process and waits until it is no more.
pub fn kill_now(pid: i32) {
    let pid = Pid::from_raw(pid);
    let end = Instant::now() + Duration::from_secs(20);
    let _ = kill(pid, Signal::SIGKILL);
    while is_alive(pid) {
        assert!(Instant::now() < end, "process {pid} does not die");
        thread::sleep(Duration::from_millis(5));
    }
}

/// A process that has ended, but whose parent has not asked for it yet, counts as dead.
fn is_alive(pid: Pid) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = stat.rsplit_once(") ").map(|(_, rest)| rest.starts_with('Z'));
    state == Some(false)
}
