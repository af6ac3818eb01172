//! `cargo xtask`: builds the site, runs Orion, tests it.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command of the terminal: what it prints is its result"
)]

mod bench;
mod browser_tests;
mod command;
mod conformance;
mod dev;
mod fuzz;
mod new_connector;
mod npm;
mod run;
mod setup;
mod site;
mod soak;
mod sqlx;

mod step;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{setup::Need, site::Profile, workspace::Workspace};

#[derive(Parser)]
#[command(about = "Builds, runs and tests Orion", disable_help_subcommand = true)]
struct Xtask {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the browser half into target/site: wasm, its script, the style sheet, fonts
    Site {
        /// Smallest files, compressed, in a folder named by their content
        #[arg(long)]
        release: bool,
    },
    /// Sets up, builds and starts Orion with the demo company
    Run,
    /// Like run, and builds and starts again after every change
    Dev,
    /// Sets up and runs every check and test
    Test,
    /// Runs the server's tests alone, on one Postgres from the first to the last
    Nextest {
        /// Passed on to nextest: -E 'test(name)', --no-capture
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// The quick loop: compiles and lints everything, tests nothing
    Check,
    /// Builds and runs the browser tests
    E2e {
        /// Passed on to Playwright: files, -g, --headed
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Measures a release build and prints `name value unit` lines
    Bench {
        /// Only lines whose names begin so
        #[arg(long, default_value = "")]
        filter: String,
    },
    /// Kills the program again and again under load; the last line tells what was lost, doubled and stuck
    Soak {
        #[arg(long, default_value_t = 100)]
        kills: u32,
        /// Of the moments and changes
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Fuzzes the reader of tables, the rules and the transformations, each for some time
    Fuzz {
        #[arg(long, default_value_t = 120)]
        seconds: u32,
        /// Only this one
        #[arg(long)]
        only: Option<String>,
    },
    /// Runs every connector against the contract, and writes docs/conformance.md
    Conformance {
        /// Prints the counts of each connector, and nothing else
        #[arg(long)]
        json: bool,
    },
    /// Writes the skeleton of a connector, and says what is left to do
    NewConnector {
        /// Lower-case letters, digits and `_`, as in links and configuration
        id: String,
        /// What people read; made of the id where none is given
        #[arg(long)]
        name: Option<String>,
    },
    /// Writes .sqlx, the types of every query, from a database migrated by this tree
    Sqlx {
        /// Writes nothing; fails where .sqlx differs
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    match perform(Xtask::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> anyhow::Result<()> {
    let workspace = Workspace::find()?;
    match task {
        Task::Site { release } => {
            setup::require(&[Need::WasmTarget, Need::Node])?;
            site::build(&workspace, if release { Profile::Release } else { Profile::Dev })
        }
        Task::Run => run::run(&workspace),
        Task::Dev => dev::dev(&workspace),
        Task::Test => test::test(&workspace),
        Task::Nextest { args } => test::server_tests(&workspace, &args),
        Task::Check => test::check(&workspace),
        Task::E2e { args } => {
            setup::require(&[Need::WasmTarget, Need::Node, Need::Postgres, Need::Chromium])?;
            site::build(&workspace, Profile::Dev)?;
            workspace.cargo(&["build", "--package", "orion"]).run()?;
            browser_tests::run(&workspace, &args)
        }
        Task::Bench { filter } => bench::run(&workspace, &filter),
        Task::Soak { kills, seed } => soak::run(&workspace, kills, seed),
        Task::Fuzz { seconds, only } => fuzz::run(&workspace, seconds, only.as_deref()),
        Task::Conformance { json } => conformance::run(&workspace, json),
        Task::NewConnector { id, name } => new_connector::run(&workspace, &id, name.as_deref()),
        Task::Sqlx { check } => {
            setup::require(&[Need::Postgres])?;
            if check { sqlx::check(&workspace) } else { sqlx::write(&workspace) }
        }
    }
}
