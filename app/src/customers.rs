//! Customers: the list, one with everything bought on all channels, files.

mod detail;
pub(crate) mod export;
mod list;
mod query;

pub use detail::customer_page;
pub use list::customers_page;

pub(crate) use list::shown_name;

/// Where the list of customers is.
pub(crate) const PATH: &str = "/admin/clientes";
