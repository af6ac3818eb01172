//! Orion as a program: its data folder, its start, its end.

use crate::process::Process;
use anyhow::{Context, bail, ensure};
use hub::vault::Vault;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use secrecy::{ExposeSecret, SecretString};
use std::{
    fs::{self, File, Permissions},
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::{task::spawn_blocking, time::timeout};
use url::Url;

const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);
const READY: &str = "Orion is ready at ";

/// What all installations of one run have in common.
pub struct Setup {
    orion: PathBuf,
    pub site: PathBuf,
    /// Gone with everything in it at the end.
    folder: TempDir,
}

impl Setup {
    pub fn new(orion: PathBuf, site: PathBuf, folder: Option<PathBuf>) -> anyhow::Result<Self> {
        ensure!(orion.is_file(), "there is no program {}", orion.display());
        let mut builder = tempfile::Builder::new();
        builder.prefix("orion-bench-");
        let folder = match folder {
            Some(folder) => builder.tempdir_in(folder),
            None => builder.tempdir(),
        }?;
        // Under root, Postgres runs as another account and must pass through.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755))?;
        Ok(Self { orion, site, folder })
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// One data folder and what its processes are told.
pub struct Installation<'a> {
    pub setup: &'a Setup,
    pub data_dir: PathBuf,
    pub key: SecretString,
    /// Instead of a private Postgres.
    pub database_url: Option<String>,
    /// Where Shopify's shops are.
    pub shopify: Option<Url>,
    /// 0 takes a free one.
    pub port: u16,
    /// The step at which the next process dies, and at which passing of it: `import.committed:3`.
    pub die_at: Option<String>,
    /// Whether `orion serve` does the jobs too; else only processes of their own do.
    pub serves_jobs: bool,
}

impl<'a> Installation<'a> {
    /// A new one; nothing runs yet.
    pub fn fresh(setup: &'a Setup, name: &str) -> Self {
        Self {
            setup,
            data_dir: setup.folder.path().join(name),
            key: Vault::generate_key(),
            database_url: None,
            shopify: None,
            port: 0,
            die_at: None,
            serves_jobs: true,
        }
    }

    /// Where all processes of it write what they have to say.
    fn log(&self) -> PathBuf {
        self.data_dir.with_extension("log")
    }

    fn spawn(&self, arguments: &[&str], output: Stdio) -> anyhow::Result<Child> {
        let mut command = Command::new(&self.setup.orion);
        // Nothing of the caller's configuration counts.
        command.env_clear().args(arguments).stdin(Stdio::null()).stdout(output);
        command.stderr(File::options().create(true).append(true).open(self.log())?);
        for name in ["PATH", "HOME", "TMPDIR"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.env("DATA_DIR", &self.data_dir).env("PORT", self.port.to_string());
        command.env("ORION_MASTER_KEY", self.key.expose_secret()).env("ORION_OUTBOUND_ALLOW", "127.0.0.0/8");
        command.env("ORION_SITE_ROOT", &self.setup.site);
        // What is measured is work, not where a plan ends.
        command.env("ORION_DEFAULT_PLAN", "enterprise");
        if let Some(url) = &self.database_url {
            command.env("DATABASE_URL", url);
        }
        if let Some(url) = &self.shopify {
            command.env("ORION_PLATFORM_SHOPIFY_BASE_URL", url.as_str());
        }
        if let Some(step) = &self.die_at {
            command.env("ORION_DIE_AT", step);
        }
        command.spawn().with_context(|| format!("cannot run {}", self.setup.orion.display()))
    }

    /// Starts `orion worker` on a database that is up. It takes jobs a moment later.
    pub fn start_worker(&self) -> anyhow::Result<Program> {
        Ok(Program { child: self.spawn(&["worker"], Stdio::null())? })
    }

    /// Starts `orion serve` and waits until it says that it is ready.
    pub async fn start(&self) -> anyhow::Result<Orion> {
        let arguments: &[&str] = if self.serves_jobs { &["serve"] } else { &["serve", "--no-worker"] };
        let started = Instant::now();
        let mut child = self.spawn(arguments, Stdio::piped())?;
        let output = child.stdout.take();
        let mut orion = Orion { program: Program { child }, url: String::new(), ready_after: Duration::ZERO };
        let told = spawn_blocking(move || {
            let lines = BufReader::new(output?).lines().map_while(Result::ok);
            lines.into_iter().find_map(|line| Some(line.strip_prefix(READY)?.trim().to_owned()))
        });
        match timeout(START_LIMIT, told).await {
            Ok(Ok(Some(url))) => orion.url = url,
            _ => {
                drop(orion);
                let said = fs::read_to_string(self.log()).unwrap_or_default();
                let tail: Vec<_> = said.lines().rev().take(5).collect();
                bail!("orion did not become ready; its last words, newest first:\n{}", tail.join("\n"));
            }
        }
        orion.ready_after = started.elapsed();
        Ok(orion)
    }
}

/// A running `orion serve`.
pub struct Orion {
    pub program: Program,
    /// `http://127.0.0.1:PORT`
    pub url: String,
    /// From the start of the process to the line that says so.
    pub ready_after: Duration,
}

impl Orion {
    pub fn process(&self) -> Process {
        self.program.process()
    }

    /// See [`Program::kill`].
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.program.kill()
    }

    /// See [`Program::stop`].
    pub async fn stop(self) -> anyhow::Result<()> {
        self.program.stop().await
    }
}

/// A running process of Orion; told to stop when dropped.
pub struct Program {
    child: Child,
}

impl Program {
    fn process(&self) -> Process {
        Process(self.child.id())
    }

    /// Ends it at once, as a crash would.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Tells it to stop and waits until it has.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        spawn_blocking(move || self.end()).await?
    }

    /// Whether it is no more.
    pub fn is_gone(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    fn end(&mut self) -> anyhow::Result<()> {
        if self.child.try_wait()?.is_some() {
            return Ok(());
        }
        kill(Pid::from_raw(self.child.id().cast_signed()), Signal::SIGTERM)?;
        let limit = Instant::now() + STOP_LIMIT;
        while Instant::now() < limit {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(5));
        }
        self.child.kill()?;
        self.child.wait()?;
        bail!("orion did not stop within {} s and was killed", STOP_LIMIT.as_secs())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            crate::report::note(&format!("{error:#}"));
        }
    }
}
