//! The store and the use cases that read it, on a real Postgres as the runtime role.
#![allow(clippy::unwrap_used)]

mod call_stats;
mod catalog;
mod codes;
mod completeness;
mod customers;
mod export;
mod jobs;
mod ledger;
mod migrations;
mod not_imported;
mod orders;
mod overview;
mod packing;
mod partitions;
mod plans;
mod schedules;
mod story;
mod sync_runs;
mod turns;
mod verdicts;
mod versions;
mod world;
