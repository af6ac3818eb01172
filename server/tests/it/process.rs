//! The program itself: start, the clean end, and a second start beside it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

const CLEAN_END: Duration = Duration::from_secs(10);
/// How long requests and jobs are waited for.
const DRAIN: Duration = Duration::from_secs(7);

/// A server on a free port, with a private Postgres.
struct Serving {
    process: Child,
    address: String,
}

impl Serving {
    fn start(data_dir: &Path) -> Self {
        let mut process =
            orion(data_dir).arg("serve").env("PORT", "0").stdout(Stdio::piped()).spawn().unwrap();
        let ready = BufReader::new(process.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        let address = ready.strip_prefix("Orion is ready at http://").expect(&ready).to_owned();
        Self { process, address }
    }

    /// Asks for an address; the connection stays open for what comes later.
    fn ask(&self, path: &str) -> TcpStream {
        let mut connection = TcpStream::connect(&self.address).unwrap();
        connection.set_read_timeout(Some(CLEAN_END)).unwrap();
        write!(connection, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        connection
    }

    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Whether it ended well, and how long that took.
    fn wait(&mut self) -> (bool, Duration) {
        let began = Instant::now();
        (self.process.wait().unwrap().success(), began.elapsed())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn orion(data_dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_orion"));
    command
        .env_clear()
        .envs(std::env::vars().filter(|(name, _)| matches!(name.as_str(), "PATH" | "HOME" | "TMPDIR")));
    command.env("DATA_DIR", data_dir).env("ORION_LOG", "warn").stderr(Stdio::piped());
    command
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn sigterm_ends_it_cleanly_whatever_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().join("data");
    let mut serving = Serving::start(&data_dir);
    let mut first = [0; 12];
    let mut connection = serving.ask("/readyz");
    connection.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");

    // A second one is told who serves; other commands work beside it.
    let second = orion(&data_dir).args(["serve", "--port", "0"]).output().unwrap();
    assert!(!second.status.success());
    assert!(told(&second).contains("already serves"), "{}", told(&second));
    let user = ["user", "create", "--email", "ana@loja.example", "--name", "Ana", "--company", "Loja"];
    let created =
        orion(&data_dir).args(user).env("ORION_USER_PASSWORD", "cavalo correto bateria").output().unwrap();
    assert!(created.status.success(), "{}", told(&created));
    let refused = orion(&data_dir).args(user).env("ORION_USER_PASSWORD", "curta").output().unwrap();
    assert!(!refused.status.success());
    assert!(told(&refused).contains("password: TooShort"), "{}", told(&refused));
    for (email, why) in
        [("ana@loja.example", "has no second factor"), ("eva@loja.example", "nobody signs in")]
    {
        let cleared = orion(&data_dir).args(["user", "second-factor", "clear", email]).output().unwrap();
        assert!(!cleared.status.success());
        assert!(told(&cleared).contains(why), "{}", told(&cleared));
    }

    serving.signal("-TERM");
    let (clean, took) = serving.wait();
    assert!(clean && took < CLEAN_END, "{took:?}");
    // Nobody waited in vain for the jobs to end.
    assert!(took < DRAIN, "{took:?}");
}

#[test]
fn it_starts_again_after_it_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().join("data");
    let mut killed = Serving::start(&data_dir);
    killed.signal("-KILL");
    killed.wait();
    let mut serving = Serving::start(&data_dir);
    serving.signal("-INT");
    let (clean, took) = serving.wait();
    assert!(clean && took < CLEAN_END, "{took:?}");
}

#[test]
fn wrong_values_are_told_before_anything_is_started() {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().join("data");
    let refused =
        orion(&data_dir).args(["serve", "--port", "x"]).env("ORION_DEMO", "maybe").output().unwrap();
    assert!(!refused.status.success());
    let told = told(&refused);
    assert!(told.contains("PORT") && told.contains("ORION_DEMO"), "{told}");
    assert!(!data_dir.exists());
}
