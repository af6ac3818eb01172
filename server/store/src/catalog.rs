//! Products, and the SKUs and codes under which channels sell them.

pub mod imports;
mod link;
mod product;
mod records;
mod unknown;

pub use link::{link, linked, links, lock, mend, unlink};
pub use product::{batch, by_sku, by_skus, candidates, find, has_any, insert, page, set_active, update};
pub use records::records;
pub use unknown::{WaitingLine, count_unknown, unknown_items, waiting_line};
