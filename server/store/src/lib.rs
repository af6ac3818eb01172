//! All SQL of Orion. Everything else speaks to Postgres through the functions of this crate.
//!
//! Three ways in, each with its own pool and runtime role:
//! [`OrgTx`] sees one organisation, [`SystemTx`] sees all and says why, and the queue's pool belongs
//! to the job engine. The pools themselves never leave this crate.

mod db;
mod error;
mod queue;
mod quick;

pub mod account_mails;
pub mod accounts;
pub mod actions;
pub mod alerts;
pub mod analytics;
pub mod audit;
pub mod backup;
pub mod billing;
pub mod call_stats;
pub mod catalog;
pub mod completeness;
pub mod connections;
pub mod crash;
pub mod customers;
pub mod detective;
pub mod email_changes;
pub mod events;
pub mod first_hour;
pub mod health;
pub mod heartbeats;
pub mod identities;
pub mod import;
pub mod integrity;
pub mod jobs;
pub mod live;
pub mod migrate;
pub mod not_imported;
pub mod order_verdicts;
pub mod orders;
pub mod outbox;
pub mod overview;
pub mod passkeys;
pub mod payloads;
pub mod plans;
pub mod replays;
pub mod retention;
pub mod saved_views;
pub mod second_factors;
pub mod sessions;
pub mod storage;
pub mod sync_runs;
pub mod team;
pub mod throttle;
pub mod turns;
pub mod usage;
pub mod validation;
pub mod webhooks;

pub use db::{Db, DbConfig, OrgRead, OrgTx, SystemTx};
pub use error::StoreError;
pub use queue::QueueDatabase;
pub use sqlx::postgres::PgConnectOptions;
