//! What Orion does: use cases, authorisation, jobs. Knows no HTTP framework and no SQL text.
//!
//! Every public function that touches an organisation's data takes an [`auth::OrgCx`] with the
//! permission it needs; only [`auth`] can make one.

pub mod account_mails;
pub mod accounts;
pub mod actions;
pub mod alerts;
pub mod analytics;
pub mod audit;
pub mod auth;
pub mod billing;
pub mod catalog;
pub mod completeness;
pub mod customers;
pub mod demo;
pub mod detective;
pub mod email_change;
pub mod export;
pub mod files;
pub mod first_hour;
pub mod google;
pub mod health;
pub mod integrations;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod not_imported;
pub mod orders;
pub mod outbox;
pub mod overview;
pub mod palette;
pub mod passkeys;
pub mod passwords;
pub mod permit;
pub mod plans;
pub mod queue;
pub mod replays;
pub mod saved_views;
pub mod second_factor;
pub mod sessions;
pub mod spreadsheets;
pub mod storage;
pub mod sync;
pub mod syncs;
pub mod team;
pub mod undo;
pub mod usage;
pub mod validation;
pub mod vault;
pub mod webhooks;

mod context;
mod error;
mod token;

pub use context::{Hub, HubConfig, KeepDays};
pub use error::HubError;
