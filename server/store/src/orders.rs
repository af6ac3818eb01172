//! Reading sales: lists, totals, keys, records for files, and one sale with its story.

mod arrived;
mod channels;
mod detail;
mod filter;
mod keys;
mod list;
mod packing;
mod parts;
mod record;
mod story;
mod totals;

pub use arrived::arrived;
pub use channels::channels;
pub use detail::find;
pub use keys::keys;
pub use list::{Listed, listed, page};
pub use packing::to_pack;
pub(crate) use parts::addresses_of;
pub use record::records;
pub use totals::totals;

pub(crate) use filter::{Builder, instant, push_named, push_range};
pub(crate) use list::currency;

/// Explain the queries of this module, for the tests that lists and searches reach an index.
pub use {filter::explain, list::explain_listed};
