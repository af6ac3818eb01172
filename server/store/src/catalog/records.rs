//! All products as records of a table.

use super::product::StoredProduct;
use crate::{OrgTx, StoreError};
use domain::view::catalog::ProductFields;
use futures::{Stream, TryStreamExt};

/// Every product, by SKU, as all of them are at one moment: one statement sees no later change. The rows come as they are
/// asked for, so what is in memory does not grow; `most` of them at most.
///
/// # Errors
/// [`StoreError`], in the stream.
pub fn records(tx: &mut OrgTx, most: i64) -> impl Stream<Item = Result<ProductFields, StoreError>> + Send {
    let org = tx.org();
    let rows = sqlx::query_as!(
        StoredProduct,
        "select id, sku, sku_key, name, name_key, brand, category, description, currency, price_minor, compare_at_minor, cost_minor,
             stock, gtin, ncm, weight_grams, length_mm, width_mm, height_mm, images, active, updated_at
         from products where org_id = $1 order by sku_key limit $2",
        org.0,
        most,
    )
    .fetch(tx.conn());
    rows.map_err(StoreError::from).and_then(|row| async move { row.read() })
}
