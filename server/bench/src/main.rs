//! `make bench`: what the release build of Orion costs, as lines of `name value unit`.
//!
//! Everything is measured from outside, on the program as it ships: a fresh data folder with a
//! private Postgres that keeps its promises (`fsync` and `synchronous_commit` on), shops simulated
//! in this process, all over loopback. What the figures mean: `docs/PERFORMANCE.md`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command of the terminal: what it prints is its result"
)]

mod company;
mod counting;
mod disk;
mod events;
mod import;
mod installation;
mod ledger;
mod list;
mod load;
mod meter;
mod overview;
mod paint;
mod peers;
mod process;
mod queue;
mod report;
mod shops;
mod site;
mod soak;
mod stand;
mod start;
mod validation;
mod visible;

use crate::{installation::Setup, peers::PeerCommand, report::Report};
use anyhow::bail;
use clap::{Parser, Subcommand};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use tokio::signal::unix::{SignalKind, signal};

#[derive(Parser)]
#[command(about = "Measures a release build of Orion")]
struct Bench {
    /// The program to measure.
    #[arg(long)]
    orion: PathBuf,
    /// The folder of the built browser half.
    #[arg(long)]
    site: PathBuf,
    /// Folder for the databases; a temporary one if absent.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The script that has a browser load pages; lines of `page` are left out if absent.
    #[arg(long)]
    first_paint: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measures, and prints the lines.
    Run {
        /// Only lines whose names begin so.
        #[arg(long, default_value = "")]
        filter: String,
    },
    /// Kills the program, and now and then its Postgres, again and again under load; then compares what the shops
    /// hold with what is here. The last line reads `kills N lost N doubled N stuck N`.
    Soak {
        #[arg(long, default_value_t = 100)]
        kills: u32,
        /// Of the moments and changes; those of one seed are the same.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Checks a catalogue with the ten rules of `bench/peers/catalog`, and prints what it took: what `validation.*`
    /// starts, so that the memory is that of a check alone.
    #[command(hide = true)]
    Check { file: PathBuf },
    /// Orion's part in the comparisons of `bench/peers`.
    #[command(subcommand)]
    Peer(PeerCommand),
}

#[tokio::main]
async fn main() -> ExitCode {
    match until_interrupted(Bench::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whatever ends it, the programs that were started are stopped as their guards are dropped.
async fn until_interrupted(bench: Bench) -> anyhow::Result<()> {
    if let Command::Check { file } = &bench.command {
        return validation::check(file);
    }
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let setup = Setup::new(bench.orion, bench.site, bench.folder)?;
    let work = async {
        match bench.command {
            Command::Run { filter } => run(&setup, &Report::new(filter), bench.first_paint.as_deref()).await,
            Command::Soak { kills, seed } => soak::run(&setup, kills, seed).await,
            Command::Check { file } => validation::check(&file),
            Command::Peer(peer) => peers::run(&setup, peer).await,
        }
    };
    tokio::select! {
        done = work => done,
        _ = terminate.recv() => bail!("told to stop"),
        _ = interrupt.recv() => bail!("interrupted"),
    }
}

async fn run(setup: &Setup, report: &Report, first_paint: Option<&Path>) -> anyhow::Result<()> {
    site::measure(setup, report)?;
    start::measure(setup, report).await?;
    paint::measure(setup, report, first_paint).await?;
    import::measure(setup, report).await?;
    events::measure(setup, report).await?;
    visible::measure(setup, report).await?;
    ledger::measure(setup, report).await?;
    counting::measure(setup, report).await?;
    queue::measure(setup, report).await?;
    validation::measure(setup, report).await?;
    overview::measure(setup, report).await?;
    list::measure(setup, report).await
}
