//! The Postgres that Orion runs for itself when no `DATABASE_URL` is given.
//!
//! [`PrivatePostgres::start_or_attach`] is the whole life of it: it makes a cluster below `DATA_DIR` on the
//! first call, starts it or finds it running, and stops it when the last process that uses it lets go. The
//! server listens on a Unix socket only. Everything here blocks: call it from `spawn_blocking`, or before the
//! runtime has work.
//!
//! ```text
//! DATA_DIR/                    0700 (0711 when made by root, so that the account of Postgres passes through)
//!   serve.lock                 held by the one process that serves; holds its process id
//!   postgres-start.lock        held while somebody starts or stops the server
//!   postgres-users.lock        shared by everybody who uses the server
//!   master-key.lock            held while the master keys change
//!   postgres.password          0600, password of the login `orion`
//!   postgres-is-elsewhere.txt  only where the cluster could not be here: its first line says where it is
//!   postgres/                  the cluster: data/ run/ postgresql.conf pg_hba.conf local.conf postgres.log
//! ```
//!
//! Why it is built this way: `docs/adr/0003-private-postgres.md`.

mod account;
mod bootstrap;
mod client_programs;
mod cluster;
mod data_dir;
mod error;
mod location;
mod locks;
mod pid_file;
mod postmaster;
mod private_postgres;
mod programs;
mod server_log;
mod settings;
mod socket_dir;

pub use client_programs::ClientPrograms;
pub use data_dir::DataDir;
pub use error::Error;
pub use location::PgLocation;
pub use locks::{KeyLock, ServeLock};
pub use private_postgres::PrivatePostgres;
pub use programs::PostgresPrograms;
