//! Orion over HTTP: the whole router in this process, upon a real Postgres.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where something is missing")]

mod accept;
mod access;
mod acts;
mod analytics;
mod backup;
mod billing;
mod check_pages;
mod codes;
mod company;
mod connecting;
mod crash;
mod detective;
mod environments;
mod events;
mod floor;
mod foreign;
mod frame;
mod harness;
mod health;
mod left_out;
mod process;
mod queue;
mod replays;
mod requests;
mod second_factor;
mod sessions;
mod sheet_pages;
mod sign_in;
mod sign_up;
mod source;
mod spreadsheets;
mod storage;
mod tenancy;
mod uploads;
mod webhook_pages;
