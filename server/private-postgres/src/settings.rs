use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use crate::{DataDir, Error, error::IoContext};

/// Who uses the cluster, and what may be lost with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A merchant's data: nothing that was committed may be lost.
    Production,
    /// Databases of tests: quick, thrown away, with a superuser who can log in.
    Tests,
}

/// For every cluster. The memory suits a small machine; Postgres touches it only as it is needed.
const COMMON: &str = "\
# Written by orion at each start. Your own settings belong into local.conf beside this file.
listen_addresses = ''
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
cluster_name = 'orion'
max_wal_senders = 0
# Each day has its partitions, and a backup and a restore touch all of them at once.
max_locks_per_transaction = 256
maintenance_work_mem = '64MB'
work_mem = '8MB'
random_page_cost = 1.1
# Compiling a plan takes longer than the short queries of a page run.
jit = off
max_wal_size = '2GB'
checkpoint_completion_target = 0.9
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] %q%u@%d '
log_min_messages = 'warning'
log_checkpoints = off
";

const PRODUCTION: &str = "\
max_connections = 120
shared_buffers = '256MB'
fsync = on
synchronous_commit = on
full_page_writes = on
";

const TESTS: &str = "\
max_connections = 200
shared_buffers = '128MB'
fsync = off
synchronous_commit = off
full_page_writes = off
";

const INCLUDES: &str = "\
include_if_exists = 'wal.conf'
include_if_exists = 'local.conf'
";

/// Every login needs its password, over the socket too: who can reach the socket is not thereby let in.
const HBA: &str = "\
# Written by orion at each start.
local all all scram-sha-256
";

/// Writes `postgresql.conf` and `pg_hba.conf` into the cluster's folder. They are readable by all, as they
/// hold no secret and the account of Postgres is not always the writer.
pub(crate) fn write(root: &Path, purpose: Purpose, data_dir: &DataDir) -> Result<(), Error> {
    let sizes = match purpose {
        Purpose::Production => PRODUCTION,
        Purpose::Tests => TESTS,
    };
    write_readable(&root.join("postgresql.conf"), &format!("{COMMON}{sizes}{INCLUDES}"), data_dir)?;
    write_readable(&root.join("pg_hba.conf"), HBA, data_dir)
}

/// Not every build of Postgres has lz4, which costs much less processor time than its own compression.
pub(crate) fn write_wal_compression(root: &Path, lz4: bool, data_dir: &DataDir) -> Result<(), Error> {
    let method = if lz4 { "lz4" } else { "pglz" };
    write_readable(&root.join("wal.conf"), &format!("wal_compression = '{method}'\n"), data_dir)
}

fn write_readable(path: &Path, text: &str, data_dir: &DataDir) -> Result<(), Error> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    data_dir.write_private(path, text.as_bytes())?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644)).or_io("open up", path)
}
