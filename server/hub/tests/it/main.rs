//! Use cases on a real Postgres, against simulated platforms.

mod import;
mod integrations;
mod sync;
mod world;
