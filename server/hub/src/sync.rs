//! The synchronisation of orders: reads what a channel lists, slice by slice and page by page, and
//! writes it in batches.
//!
//! A run walks through stages. The first import and a full run read all orders by the day they were
//! placed, newest first, so that the desk is usable while the past comes in; placing days never
//! change, so the way back is stable. Every few minutes they turn aside to what changed meanwhile, so
//! that a new order does not wait for the past. Then, and in every incremental run, the changes are
//! read, newest first, from a little before where the last run stopped; passes are repeated until one
//! brings nothing that moved meanwhile. Each batch stores the place to go on from, in the same
//! transaction as its orders. The retry of a run reads that run's failed records first.

mod bring;
mod check;
mod convert;
mod engine;
mod outcome;
mod plan;
mod prepare;
mod reader;
mod writer;

pub(crate) use bring::bring;
pub(crate) use check::{put_check_off, put_off, run as check};
pub(crate) use convert::{Origin, item as convert};
pub(crate) use engine::run;
pub(crate) use outcome::{finish, trouble};
