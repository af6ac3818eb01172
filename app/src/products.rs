//! Products: the list, the form, SKUs and codes to link.

mod form;
mod key;
mod link;
mod list;

pub use form::{ProductSave, SkuUnlink, new_product_page, product_page};
pub use link::{SkuLink, link_skus_page};
pub use list::products_page;

pub(crate) use key::KeyFields;

use domain::ProductId;

/// Where the list of products is.
pub(crate) const PATH: &str = "/admin/produtos";
/// Where SKUs are linked.
pub(crate) const LINK_PATH: &str = "/admin/produtos/vincular";

/// The page of a product.
pub(crate) fn path(id: ProductId) -> String {
    format!("{PATH}/{id}")
}
