//! Use cases on a real Postgres, against simulated platforms.

mod sync;
