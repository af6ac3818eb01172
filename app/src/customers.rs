//! Customers: the list, and one with everything bought on all channels.

mod detail;
mod list;

pub use detail::customer_page;
pub use list::customers_page;

pub(crate) use list::shown_name;

/// Where the list of customers is.
pub(crate) const PATH: &str = "/admin/clientes";
