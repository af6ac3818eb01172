//! Products: the list, the form, SKUs and codes to link.

mod form;
mod key;
mod link;
mod list;

pub use form::{NewProductPage, ProductPage, ProductSave, SkuUnlink};
pub use link::{LinkSkusPage, SkuLink};
pub use list::ProductsPage;

pub(crate) use key::KeyFields;

/// Where the list of products is.
pub(crate) const PATH: &str = "/admin/produtos";
/// Where SKUs are linked.
pub(crate) const LINK_PATH: &str = "/admin/produtos/vincular";
