use std::{
    fs::{self, File, Permissions},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use tempfile::Builder;

use crate::{
    DataDir, Error, PostgresPrograms,
    account::Account,
    data_dir::make_dir,
    error::IoContext,
    server_log::ServerLog,
    settings::{self, Purpose},
};

/// Tells where the cluster is when it is not below `DATA_DIR`; the first line is the folder.
const NOTE: &str = "postgres-is-elsewhere.txt";

/// Folder of the clusters that cannot be below their `DATA_DIR`.
const ELSEWHERE: &str = "/var/lib/orion";

/// The files of one Postgres server and the account it runs as.
///
/// The folder itself stays with the owner of `DATA_DIR`, and only `data` and `run` are given to the account
/// of Postgres: root never writes into a folder where that account could have laid a symbolic link.
#[derive(Debug)]
pub(crate) struct Cluster {
    pub(crate) root: PathBuf,
    pub(crate) account: Account,
    pub(crate) log: ServerLog,
}

impl Cluster {
    /// Whether a `DATA_DIR` has a cluster, or says where it is.
    pub(crate) fn is_known(data_dir: &DataDir) -> bool {
        data_dir.path().join("postgres/data").exists() || data_dir.path().join(NOTE).exists()
    }

    /// Finds the cluster of a `DATA_DIR`, or the place for a new one.
    pub(crate) fn locate(data_dir: &DataDir, purpose: Purpose) -> Result<Self, Error> {
        let note = data_dir.path().join(NOTE);
        let inside = data_dir.path().join("postgres");
        let root = match fs::read_to_string(&note) {
            Ok(text) => PathBuf::from(text.lines().next().unwrap_or_default()),
            Err(_) => inside,
        };
        if let Ok(found) = fs::symlink_metadata(&root)
            && !(found.is_dir() && found.uid() == data_dir.owner().0)
        {
            // Root would otherwise write wherever the owner of DATA_DIR lets a link or the note point.
            let reason = format!("{} is not a folder of the same owner", root.display());
            return Err(Error::DataDir { path: data_dir.path().into(), reason });
        }
        if root.join("data").exists() {
            let account = Account::owning(&root.join("data")).or_io("read", root.join("data"))?;
            return Ok(Self::at(root, account));
        }
        if note.exists() && !root.exists() {
            let reason = format!("its database is in {}, which is missing: bring that back", root.display());
            return Err(Error::DataDir { path: data_dir.path().into(), reason });
        }
        let account = Account::for_new_cluster(data_dir)?;
        let root = if account.switches() && !note.exists() && !account.reaches(data_dir.path()) {
            elsewhere(data_dir, purpose)?
        } else {
            root
        };
        data_dir.make_dir(&root, if account.switches() { 0o711 } else { 0o700 })?;
        Ok(Self::at(root, account))
    }

    fn at(root: PathBuf, account: Account) -> Self {
        Self { log: ServerLog::in_cluster(&root), root, account }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    /// `data` appears by a rename when it is complete, so its existence is enough.
    pub(crate) fn exists(&self) -> bool {
        self.data().exists()
    }

    /// Makes a folder below the cluster's that only the account of Postgres can enter.
    pub(crate) fn make_account_dir(&self, name: &str) -> Result<PathBuf, Error> {
        let path = self.root.join(name);
        let made = make_dir(&path, 0o700).and_then(|_| self.account.take(&path));
        made.or_io("create", &path)?;
        Ok(path)
    }

    /// Fills a fresh folder by `make` and then, in one step, makes it the data of this cluster. What an
    /// interrupted attempt left is thrown away.
    pub(crate) fn create_data(
        &self,
        data_dir: &DataDir,
        programs: &PostgresPrograms,
        make: impl FnOnce(&Path) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let fresh = self.root.join("data.new");
        if fresh.exists() {
            fs::remove_dir_all(&fresh).or_io("remove", &fresh)?;
        }
        self.make_account_dir("data.new")?;
        make(&fresh)?;
        settings::write_wal_compression(&self.root, self.has_lz4(programs, &fresh), data_dir)?;
        let renamed = fs::rename(&fresh, self.data()).and_then(|()| File::open(&self.root)?.sync_all());
        renamed.or_io("rename", fresh)
    }

    fn has_lz4(&self, programs: &PostgresPrograms, data: &Path) -> bool {
        let mut postgres = self.account.command(&programs.path("postgres"));
        postgres.arg("-D").arg(data).args(["-C", "wal_compression", "-c", "wal_compression=lz4"]);
        postgres.output().is_ok_and(|output| output.status.success())
    }
}

/// A folder of its own outside `DATA_DIR`, written down there before it is used.
fn elsewhere(data_dir: &DataDir, purpose: Purpose) -> Result<PathBuf, Error> {
    let parent = match purpose {
        Purpose::Production => PathBuf::from(ELSEWHERE),
        Purpose::Tests => std::env::temp_dir(),
    };
    if purpose == Purpose::Production {
        fs::create_dir_all(&parent).or_io("create", &parent)?;
    }
    let passable = Permissions::from_mode(0o711);
    let made = Builder::new().prefix("postgres-").permissions(passable).tempdir_in(&parent);
    let root = made.or_io("create a folder in", &parent)?.keep();
    let text = format!(
        "{}\n\nThe database of this folder lives there: orion was started as root, Postgres must run as \
         another account, and that account cannot reach this folder.\nBack up and move both together.\n",
        root.display()
    );
    data_dir.write_private(NOTE, text.as_bytes())?;
    tracing::info!(cluster = %root.display(), "the database is kept outside DATA_DIR");
    Ok(root)
}
