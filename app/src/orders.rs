//! Sales: the list, one sale, files.

mod detail;
pub mod export;
mod list;
mod query;
mod rows;
mod sync_menu;
mod table;
pub(crate) mod words;

pub use detail::OrderPage;
pub use list::OrdersPage;

pub(crate) use detail::{email, raw};
pub(crate) use table::narrow_table;

/// Where the list of sales is.
pub(crate) const PATH: &str = "/admin/vendas";
