//! Use cases on a real Postgres, against simulated platforms.
#![allow(clippy::unwrap_used)] // What is missing fails the test.

mod import;
mod integrations;
mod sync;
mod world;
