//! Each test runs real Postgres servers in folders of its own.

mod crashes;
mod harness;
mod life;
mod places;
mod roles;
