//! The real program, and what asks it.

use base64::{Engine, engine::general_purpose::STANDARD};
use connector_kit::hmac_sha256;
use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

/// How long an answer is waited for, as a platform does.
const ANSWER: Duration = Duration::from_secs(5);

/// `orion serve` on a free port. Killed when dropped.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    folder: TempDir,
}

impl Server {
    /// With a private Postgres, unless `environment` names another one.
    pub fn start(environment: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = fs::File::create(folder.path().join("log")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_orion"));
        command.env_clear();
        command
            .envs(std::env::vars().filter(|(name, _)| matches!(name.as_str(), "PATH" | "HOME" | "TMPDIR")));
        command.arg("serve").env("DATA_DIR", folder.path().join("data")).env("PORT", "0");
        command.env("ORION_LOG", "warn").env("ORION_OUTBOUND_ALLOW", "127.0.0.0/8");
        command.env("ORION_DEFAULT_PLAN", "enterprise");
        command.env("ORION_DATABASE_CONNECTIONS", "4").envs(environment.iter().copied());
        let mut process = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let ready = BufReader::new(process.stdout.take().unwrap()).lines().next();
        let log = || fs::read_to_string(folder.path().join("log")).unwrap();
        let ready = ready.unwrap_or_else(|| panic!("it did not start: {}", log())).unwrap();
        let address = ready.strip_prefix("Orion is ready at http://").expect(&ready).parse().unwrap();
        Self { process, address, folder }
    }

    pub fn data_dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What it wrote so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// Waits until `/readyz` answers with this status.
    pub async fn until_ready_is(&self, status: u16, within: Duration) {
        let began = Instant::now();
        while ask(self.address, "GET", "/readyz", &[], "").await != Some(status) {
            assert!(began.elapsed() < within, "/readyz is not {status} after {within:?}: {}", self.log());
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until it has died by itself.
    pub async fn until_gone(mut self, within: Duration) {
        let began = Instant::now();
        while self.process.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < within, "it lives after {within:?}: {}", self.log());
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Ends it as a supervisor does.
    pub fn stop(mut self) {
        let sent = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success() && self.process.wait().unwrap().success(), "a clean end: {}", self.log());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The status of an answer; `None` where there was none in time.
pub async fn ask(
    at: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Option<u16> {
    let asked = async {
        let mut connection = TcpStream::connect(at).await.ok()?;
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        );
        connection.write_all(request.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).await.ok()?;
        String::from_utf8_lossy(&answer).split(' ').nth(1)?.parse().ok()
    };
    timeout(ANSWER, asked).await.ok()?
}

/// Where a WooCommerce shop sends events, and with what it signs.
#[derive(Clone)]
pub struct Address {
    pub path: String,
    pub secret: String,
}

impl Address {
    /// Tells of an order; `number` makes it an event of its own. Whether it was taken.
    pub async fn tell(&self, at: SocketAddr, order: u64, number: u32) -> bool {
        let body = format!(r#"{{"id":{order},"number":"{number}"}}"#);
        let signature = STANDARD.encode(hmac_sha256::mac(self.secret.as_bytes(), &[body.as_bytes()]));
        let headers = [
            ("Content-Type", "application/json"),
            ("X-WC-Webhook-Topic", "order.updated"),
            ("X-WC-Webhook-Resource", "order"),
            ("X-WC-Webhook-Event", "updated"),
            ("X-WC-Webhook-Signature", &signature),
        ];
        ask(at, "POST", &self.path, &headers, &body).await == Some(200)
    }
}

/// The first process of a private Postgres.
pub fn postmaster(data_dir: &Path) -> Option<String> {
    let note = fs::read_to_string(data_dir.join("postgres-is-elsewhere.txt")).ok();
    let elsewhere = note.as_deref().and_then(|note| note.lines().next()).map(PathBuf::from);
    let cluster = elsewhere.unwrap_or_else(|| data_dir.join("postgres"));
    Some(fs::read_to_string(cluster.join("data/postmaster.pid")).ok()?.lines().next()?.to_owned())
}
