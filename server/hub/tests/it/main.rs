//! Use cases on a real Postgres, against simulated platforms.
#![allow(clippy::unwrap_used)] // What is missing fails the test.

mod faults;
mod import;
mod integrations;
mod rotation;
mod sync;
mod world;
