//! The synchronisation of orders: reads what a channel lists, slice by slice and page by page, and
//! writes it in batches.
//!
//! A run walks through stages. The first import and a full run read all orders by the day they were
//! placed, newest first, so that the desk is usable while the past comes in; placing days never
//! change, so the way back is stable. Then, and in every incremental run, the changes are read,
//! newest first, from a little before where the last run stopped; passes are repeated until one
//! brings nothing that moved meanwhile. Each batch stores the place to go on from, in the same
//! transaction as its orders.

mod convert;
mod engine;
mod plan;
mod reader;

pub(crate) use engine::run;
