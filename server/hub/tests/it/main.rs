//! Use cases on a real Postgres, against simulated platforms.
#![allow(clippy::unwrap_used)] // What is missing fails the test.

mod accounts;
mod actions;
mod alerts;
mod analytics;
mod audit;
mod billing;
mod completeness;
mod consent;
mod demo;
mod detective;
mod email_change;
mod environments;
mod events;
mod faults;
mod google;
mod growth;
mod health;
mod import;
mod integrations;
mod jobs;
mod key_grant;
mod passkeys;
mod plans;
mod queue;
mod replays;
mod rotation;
mod second_factor;
mod sheets;
mod spreadsheets;
mod sync;
mod team;
mod validation;
mod verdicts;
mod withdrawn;
mod world;
