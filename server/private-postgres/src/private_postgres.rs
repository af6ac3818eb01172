use std::{fs, io};

use rand::{Rng, distr::Alphanumeric};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    DataDir, Error, PgLocation, bootstrap,
    cluster::Cluster,
    error::IoContext,
    location::{DATABASE, LOGIN, PORT, SUPERUSER},
    locks::{StartLock, UsersLock},
    pid_file::State,
    postmaster,
    settings::{self, Purpose},
};

const PASSWORD_FILE: &str = "postgres.password";
/// About 238 bits.
const PASSWORD_CHARS: usize = 40;

/// A share in the running server of a `DATA_DIR`. The last process that gives its share back stops the server;
/// dropping gives it back too, only without telling of errors.
#[derive(Debug)]
pub struct PrivatePostgres {
    data_dir: DataDir,
    cluster: Cluster,
    users: Option<UsersLock>,
    location: PgLocation,
}

impl PrivatePostgres {
    /// Whether the folder has a cluster, here or elsewhere. Makes nothing.
    pub fn exists(data_dir: &DataDir) -> bool {
        Cluster::is_known(data_dir)
    }

    /// Makes the cluster if there is none, starts it if it does not run, and waits until it takes connections.
    /// A server that outlived its orion is adopted; one that was killed recovers first.
    pub fn start_or_attach(data_dir: &DataDir) -> Result<Self, Error> {
        Self::open(data_dir, Purpose::Production)
    }

    /// The same for tests: nothing is synced to disk, 200 connections, and a login that may create databases.
    /// Never on a folder whose data matter. The folder of a cluster made here keeps these roles.
    pub fn start_for_tests(data_dir: &DataDir) -> Result<Self, Error> {
        Self::open(data_dir, Purpose::Tests)
    }

    fn open(data_dir: &DataDir, purpose: Purpose) -> Result<Self, Error> {
        let held = StartLock::acquire(data_dir)?;
        let users = UsersLock::join(data_dir, &held)?;
        let cluster = Cluster::locate(data_dir, purpose)?;
        settings::write(&cluster.root, purpose, data_dir)?;
        let password = password(data_dir, &cluster)?;
        if !cluster.exists() {
            bootstrap::create(&cluster, data_dir, purpose, password.expose_secret())?;
        }
        let socket_dir = postmaster::ensure_running(&cluster, data_dir, None)?;
        let location =
            PgLocation { socket_dir, port: PORT, user: LOGIN.into(), password, database: DATABASE.into() };
        Ok(Self { data_dir: data_dir.clone(), cluster, users: Some(users), location })
    }

    /// Where to connect. The login has no rights of its own: `set role` comes first.
    pub fn location(&self) -> &PgLocation {
        &self.location
    }

    /// The superuser, who can log in only to a cluster made by [`Self::start_for_tests`].
    pub fn superuser_of_tests(&self) -> PgLocation {
        PgLocation { user: SUPERUSER.into(), database: "postgres".into(), ..self.location.clone() }
    }

    /// Keeps a long-running process served: starts the server again where it died, at the same place, and
    /// keeps its log within bounds. Cheap; meant to be called every few seconds.
    pub fn tend(&self) -> Result<(), Error> {
        self.cluster.log.bound(&self.data_dir)?;
        if matches!(State::of(&self.cluster), State::Running { .. }) {
            return Ok(());
        }
        let _held = StartLock::acquire(&self.data_dir)?;
        tracing::warn!("the private Postgres is gone, starting it again");
        let known = &self.location.socket_dir;
        let found = postmaster::ensure_running(&self.cluster, &self.data_dir, Some(known))?;
        if found == *known {
            return Ok(());
        }
        Err(io::Error::other("another folder had to be taken; restart orion")).or_io("listen again in", known)
    }

    /// Gives the share back, and stops the server if nobody else has one.
    pub fn stop(mut self) -> Result<(), Error> {
        self.give_back()
    }

    /// Gives the share back and leaves the server running for the next one who asks for it.
    pub fn leave_running(mut self) -> Result<(), Error> {
        let held = StartLock::acquire(&self.data_dir)?;
        self.users.take().map_or(Ok(()), |users| users.leave(&held).map(|_| ()))
    }

    fn give_back(&mut self) -> Result<(), Error> {
        let Some(users) = self.users.take() else { return Ok(()) };
        let held = StartLock::acquire(&self.data_dir)?;
        if users.leave(&held)? { postmaster::stop(&self.cluster) } else { Ok(()) }
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        if let Err(error) = self.give_back() {
            tracing::warn!(%error, "the private Postgres was not stopped");
        }
    }
}

/// Reads the password of the login, or makes one for the cluster that is about to be made.
fn password(data_dir: &DataDir, cluster: &Cluster) -> Result<SecretString, Error> {
    let file = data_dir.path().join(PASSWORD_FILE);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(text.trim().into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound && cluster.exists() => {
            Err(Error::PasswordMissing { file, cluster: cluster.root.clone() })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let password: String =
                rand::rng().sample_iter(Alphanumeric).take(PASSWORD_CHARS).map(char::from).collect();
            data_dir.write_private(PASSWORD_FILE, password.as_bytes())?;
            Ok(password.into())
        }
        Err(error) => Err(error).or_io("read", file),
    }
}
