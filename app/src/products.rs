//! Products: the list, the form, SKUs and codes to link.

mod active;
pub(crate) mod export;
mod form;
mod key;
mod link;
mod list;
pub(crate) mod measure;

pub use active::ProductsActive;
pub use form::{ProductSave, SkuUnlink, new_product_page, product_page};
pub use link::{SkuLink, link_skus_page};
pub use list::products_page;

pub(crate) use key::KeyFields;

use crate::page::PageCx;
use domain::ProductId;

/// Where the list of products is.
pub(crate) const PATH: &str = "/admin/produtos";
/// Where SKUs are linked.
pub(crate) const LINK_PATH: &str = "/admin/produtos/vincular";

/// The page of a product.
pub(crate) fn path(id: ProductId) -> String {
    format!("{PATH}/{id}")
}

/// The code of a change that was refused because another one came before it.
const CHANGED: &str = "product_changed";

/// Why a change was refused, in words.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.products();
    (what == CHANGED).then(|| (t.changed_since().to_owned(), t.changed_since_text().to_owned()))
}
