//! The `orion` program.

use clap::Parser;
use orion::{commands, config::Cli};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match commands::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            orion::console::complain(&error);
            ExitCode::FAILURE
        }
    }
}
