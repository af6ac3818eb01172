//! `orion backup`: all organisations' data in one file, as `pg_dump` writes it.
//!
//! The server may go on meanwhile: the file holds the state of one moment. It holds neither the master key nor
//! anybody's session.

mod archive;
mod keys;
mod login;
mod restore;
mod size;

pub use restore::restore;

use crate::{config::Settings, console};
use anyhow::{Context, bail};
use keys::{Keys, needed_by};
use login::Login;
use private_postgres::{ClientPrograms, DataDir, PrivatePostgres};
use secrecy::{ExposeSecret, SecretString};
use size::human;
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    process::Stdio,
};
use store::{DbConfig, backup::Holds};
use tempfile::NamedTempFile;
use tokio::{process::Command, task::spawn_blocking};
use tokio_util::sync::CancellationToken;

/// How long `pg_dump` waits for tables that somebody is changing, in milliseconds.
const WAIT_FOR_TABLES: u32 = 60_000;
/// Connections for telling which keys are in use.
const CONNECTIONS: u32 = 1;

/// Writes a backup to `to`, or to standard output for `-`.
///
/// # Errors
/// What went wrong, with what to do; then `to` does not exist.
pub async fn backup(settings: &Settings, to: &Path, stop: CancellationToken) -> anyhow::Result<()> {
    let target = Target::open(to)?;
    anyhow::ensure!(
        settings.database_url.is_some() || settings.data_dir.is_dir(),
        "there is nothing to back up: DATA_DIR is {}, which does not exist",
        settings.data_dir.display()
    );
    let data_dir = DataDir::open(&settings.data_dir)?;
    if settings.database_url.is_none() && !PrivatePostgres::exists(&data_dir) {
        bail!("there is nothing to back up: {} holds no database", data_dir.path().display());
    }
    let server = Server::open(settings, &data_dir).await?;
    let done = async {
        let look = store::backup::look(&server.config.options).await?;
        anyhow::ensure!(
            look.holds == Holds::Orion,
            "there is nothing to back up: the database holds no tables of Orion"
        );
        let programs = ClientPrograms::of(look.server)?;
        tokio::select! {
            dumped = dump(&server.login, &programs, &target) => dumped?,
            () = stop.cancelled() => bail!("asked to stop: there is no backup"),
        }
        let told = target.finish()?;
        tell(settings, &data_dir, &server, told).await;
        Ok(())
    };
    let done = done.await;
    server.close().await?;
    done
}

/// Runs `pg_dump` as the role that owns the tables: row-level security hides nothing from it.
async fn dump(login: &Login, programs: &ClientPrograms, target: &Target) -> anyhow::Result<()> {
    let mut command = Command::new(programs.pg_dump());
    command.args(["--format=custom", "--role=orion_owner", "--no-password"]);
    command.arg(format!("--lock-wait-timeout={WAIT_FOR_TABLES}"));
    command.args(store::backup::SCHEMAS.map(|(schema, _)| format!("--schema={schema}")));
    command.args(store::backup::LEFT_OUT.map(|table| format!("--exclude-table-data={table}")));
    login.apply(&mut command);
    command.stdin(Stdio::null()).stdout(target.stdio()?).stderr(Stdio::piped()).kill_on_drop(true);
    run("pg_dump", command).await.map(|_| ()).context("there is no backup")
}

/// Runs a program to its end. Its messages become the error, its standard output the result.
async fn run(program: &str, mut command: Command) -> anyhow::Result<Vec<u8>> {
    let output = command.spawn().map(|child| child.wait_with_output());
    let output = output.with_context(|| format!("{program} cannot be run"))?.await?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    bail!("{} ({program}: {})", lines.join("; "), output.status)
}

/// What the person at the terminal should know about the backup, which is good whatever is said of keys.
async fn tell(settings: &Settings, data_dir: &DataDir, server: &Server, written: String) {
    let Keys { in_use, place, unread } = Keys::of(settings, data_dir, server).await;
    let mut lines = vec![written];
    match in_use {
        Ok(keys) if keys.is_empty() => lines.push("No credentials are stored yet.".to_owned()),
        Ok(keys) => {
            let ids: Vec<_> = keys.iter().map(|key| key.id.as_str()).collect();
            lines.push(format!(
                "The master key is not in it. Keep a copy of {place} somewhere else: without the key {} the stores of this backup must be connected again.",
                ids.join(" and ")
            ));
            let missing: Vec<_> = keys.iter().filter(|key| !key.opens && unread.is_none()).collect();
            lines.extend(missing.iter().map(|key| {
                format!(
                    "Attention: what {} keep is sealed with the key {}, which is not in {place} either.",
                    needed_by(key),
                    key.id
                )
            }));
        }
        // The backup of a schema that is older than this program is good all the same.
        Err(error) => {
            tracing::debug!(error = &error as &dyn std::error::Error, "the keys in use cannot be told");
            lines.push(format!("The master key is not in it. Keep a copy of {place} somewhere else."));
        }
    }
    lines.extend(unread);
    console::note(&lines.join("\n"));
}

/// Where a backup goes.
enum Target {
    StandardOutput,
    /// Written beside and renamed, so that what is there is whole.
    File {
        path: PathBuf,
        written: NamedTempFile,
    },
}

impl Target {
    fn open(path: &Path) -> anyhow::Result<Self> {
        if path == Path::new("-") {
            return Ok(Self::StandardOutput);
        }
        anyhow::ensure!(
            path.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound),
            "{} exists already and is not overwritten: choose another name",
            path.display()
        );
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // 0600 from the first byte on: it holds the customers' data.
        let written = tempfile::Builder::new().prefix(".orion-backup-").tempfile_in(folder);
        let written = written.with_context(|| format!("cannot write in {}", folder.display()))?;
        Ok(Self::File { path: path.into(), written })
    }

    fn stdio(&self) -> anyhow::Result<Stdio> {
        Ok(match self {
            Self::StandardOutput => Stdio::inherit(),
            Self::File { written, .. } => written.as_file().try_clone()?.into(),
        })
    }

    /// Gives the file its name once it is on the disk, and tells what was written.
    fn finish(self) -> anyhow::Result<String> {
        let Self::File { path, written } = self else {
            return Ok("The backup is written to standard output.".to_owned());
        };
        let kept = || -> io::Result<u64> {
            written.as_file().sync_all()?;
            let bytes = written.as_file().metadata()?.len();
            let folder = written.path().parent().map(Path::to_path_buf);
            written.persist_noclobber(&path).map_err(|error| error.error)?;
            folder.map_or(Ok(()), |folder| File::open(folder)?.sync_all())?;
            Ok(bytes)
        };
        let bytes = kept().with_context(|| format!("cannot write {}", path.display()))?;
        Ok(format!("The backup is in {} ({}).", path.display(), human(bytes)))
    }
}

/// The server of a backup or a restore, as it is: nothing in it is brought to this version.
struct Server {
    config: DbConfig,
    login: Login,
    private: Option<PrivatePostgres>,
}

impl Server {
    async fn open(settings: &Settings, data_dir: &DataDir) -> anyhow::Result<Self> {
        let (url, private): (SecretString, _) = match &settings.database_url {
            Some(url) => (url.clone(), None),
            None => {
                let data_dir = data_dir.clone();
                let private = spawn_blocking(move || PrivatePostgres::start_or_attach(&data_dir)).await??;
                (private.location().url(), Some(private))
            }
        };
        let config = DbConfig::of_url(url.expose_secret(), CONNECTIONS)
            .context("the address of the database cannot be read")?;
        let login = Login::of(url.expose_secret(), &config.options)?;
        Ok(Self { config, login, private })
    }

    /// Gives a private Postgres back; it stops where nobody else uses it.
    async fn close(self) -> anyhow::Result<()> {
        let Some(private) = self.private else { return Ok(()) };
        spawn_blocking(move || private.stop()).await?.context("the private Postgres did not stop")
    }
}
