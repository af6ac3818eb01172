//! Makes a cluster. The roles are made by a single-user backend (`postgres --single`): it needs no client, no
//! password and no listening socket, so that no moment exists in which the superuser can be reached.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    DataDir, Error, PostgresPrograms,
    cluster::Cluster,
    error::IoContext,
    location::{DATABASE, LOGIN, SUPERUSER},
    settings::Purpose,
};

/// First release with a locale of Postgres's own, which no update of the C library can change.
const BUILTIN_LOCALE_SINCE: u32 = 17;

pub(crate) fn create(
    cluster: &Cluster,
    data_dir: &DataDir,
    purpose: Purpose,
    password: &str,
) -> Result<(), Error> {
    let programs = PostgresPrograms::find()?;
    tracing::info!(cluster = %cluster.root.display(), major = programs.major(), "creating the private Postgres");
    cluster.create_data(data_dir, &programs, |data| {
        initdb(cluster, &programs, data)?;
        single_user(cluster, &programs, data, &first_statements(purpose, password))?;
        if purpose == Purpose::Production { sync(cluster, &programs, data) } else { Ok(()) }
    })
}

/// The login may become each of the four roles, but without `inherit` it has none of their rights before
/// `set role`: a pool that forgets its role can read nothing. Membership by `grant` then means the same on 15
/// as on 16 and later, where the grant takes its inherit option from the member.
fn first_statements(purpose: Purpose, password: &str) -> Vec<String> {
    let createdb = if purpose == Purpose::Tests { "createdb" } else { "nocreatedb" };
    let mut statements: Vec<String> = ["orion_owner", "orion_app", "orion_system", "orion_queue"]
        .iter()
        .map(|role| format!("create role {role} nologin"))
        .collect();
    statements.extend([
        format!("create role {LOGIN} login noinherit nocreaterole {createdb} password '{password}'"),
        format!("grant orion_owner, orion_app, orion_system, orion_queue to {LOGIN}"),
        format!("create database {DATABASE} owner orion_owner"),
        // The queue makes and migrates its own schema.
        format!("grant create on database {DATABASE} to orion_queue"),
    ]);
    if purpose == Purpose::Tests {
        statements.push(format!("alter role {SUPERUSER} password '{password}'"));
    }
    statements
}

fn initdb(cluster: &Cluster, programs: &PostgresPrograms, data: &Path) -> Result<(), Error> {
    let mut initdb = cluster.account.command(&programs.path("initdb"));
    initdb.arg("-D").arg(data).arg(format!("--username={SUPERUSER}"));
    initdb.args(["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions"]);
    if programs.major() >= BUILTIN_LOCALE_SINCE {
        initdb.args(["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]);
    }
    // Our own pg_hba.conf stands outside; whoever starts the cluster without it is let in nowhere.
    // Written to disk once, at the end.
    initdb.args(["--auth=reject", "--no-sync"]);
    run("initdb", initdb, "")
}

fn single_user(
    cluster: &Cluster,
    programs: &PostgresPrograms,
    data: &Path,
    statements: &[String],
) -> Result<(), Error> {
    let mut postgres = cluster.account.command(&programs.path("postgres"));
    // -j: a statement ends at semicolon and empty line. The statements hold a password: never into a message.
    postgres.args(["--single", "-j", "-F", "-D"]).arg(data);
    for setting in
        ["exit_on_error=on", "log_min_error_statement=panic", "log_checkpoints=off", "lc_messages=C"]
    {
        postgres.args(["-c", setting]);
    }
    postgres.arg("postgres");
    let script: String = statements.iter().map(|statement| format!("{statement};\n\n")).collect();
    run("postgres --single", postgres, &script)
}

fn sync(cluster: &Cluster, programs: &PostgresPrograms, data: &Path) -> Result<(), Error> {
    let mut initdb = cluster.account.command(&programs.path("initdb"));
    initdb.arg("--sync-only").arg("-D").arg(data);
    run("initdb --sync-only", initdb, "")
}

/// Runs a program to its end; its messages become the error.
fn run(program: &'static str, mut command: Command, input: &str) -> Result<(), Error> {
    let path = Path::new(command.get_program()).to_path_buf();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().or_io("run", &path)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ended early closes the pipe; its exit status tells more than the broken pipe.
        let _ = stdin.write_all(input.as_bytes());
    }
    let output = child.wait_with_output().or_io("run", path)?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Err(Error::Program { program, output: format!("{} ({})", lines.join(" | "), output.status) })
}
