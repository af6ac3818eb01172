//! The channels' own words, kept for a while: many payloads compressed together as a chunk.

mod read;

pub use read::{Place, find, find_all};
