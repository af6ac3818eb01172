//! All products as records of a table.

use crate::{OrgTx, StoreError};
use domain::Currency;
use futures::{Stream, TryStreamExt};

/// A product as a check reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductRecord {
    pub sku: String,
    pub name: String,
    pub description: String,
    pub currency: Currency,
    pub price_minor: Option<i64>,
    pub cost_minor: Option<i64>,
    pub stock: Option<i64>,
    pub gtin: Option<String>,
    pub ncm: Option<String>,
    pub active: bool,
}

/// Every product, by SKU, as all of them are at one moment: one statement sees no later change. The rows come as they are
/// asked for, so what is in memory does not grow; `most` of them at most.
///
/// # Errors
/// [`StoreError`], in the stream.
pub fn records(tx: &mut OrgTx, most: i64) -> impl Stream<Item = Result<ProductRecord, StoreError>> + Send {
    let org = tx.org();
    let rows = sqlx::query!(
        "select sku, name, description, currency, price_minor, cost_minor, stock, gtin, ncm, active
         from products where org_id = $1 order by sku_key limit $2",
        org.0,
        most,
    )
    .fetch(tx.conn());
    rows.map_err(StoreError::from).and_then(|row| async move {
        Ok(ProductRecord {
            sku: row.sku,
            name: row.name,
            description: row.description,
            currency: crate::orders::currency(&row.currency)?,
            price_minor: row.price_minor,
            cost_minor: row.cost_minor,
            stock: row.stock,
            gtin: row.gtin,
            ncm: row.ncm,
            active: row.active,
        })
    })
}
