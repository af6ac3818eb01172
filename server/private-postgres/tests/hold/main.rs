//! Holds a share in the private Postgres of a folder until its standard input ends: the process that the tests
//! kill, run as another account, or start twice.
//!
//! `hold-private-postgres <folder> <serve|attach> <production|tests>`

use std::io::{Read, Write};

use private_postgres::{DataDir, Error, PrivatePostgres, ServeLock};
use secrecy::ExposeSecret;

fn main() -> std::process::ExitCode {
    let told = match hold() {
        Ok(()) => return std::process::ExitCode::SUCCESS,
        Err(error) => writeln!(std::io::stderr(), "{error}"),
    };
    std::process::ExitCode::from(if told.is_ok() { 1 } else { 2 })
}

fn hold() -> Result<(), Error> {
    let args: Vec<String> = std::env::args().collect();
    let arg = |place: usize| args.get(place).map(String::as_str).unwrap_or_default();
    let data_dir = DataDir::open(arg(1))?;
    let _serving = if arg(2) == "serve" { Some(ServeLock::acquire(&data_dir)?) } else { None };
    let postgres = match arg(3) {
        "production" => PrivatePostgres::start_or_attach(&data_dir)?,
        _ => PrivatePostgres::start_for_tests(&data_dir)?,
    };
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{}", postgres.location().url().expose_secret()).and_then(|()| out.flush());
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    postgres.stop()
}
