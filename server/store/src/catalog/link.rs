//! Links from a channel's SKU to a product.

use crate::{OrgTx, StoreError};
use domain::{ProductId, UserId, view::catalog::Mended};

/// Holds imports of the organisation back until the transaction ends, once those under way have
/// committed. A batch reads what SKUs mean and writes its lines later: a change in between would miss
/// them.
///
/// # Errors
/// [`StoreError`].
pub async fn lock(tx: &mut OrgTx) -> Result<(), StoreError> {
    let org = tx.org();
    // The row from which imports take the numbers of sales, in the way of their update.
    sqlx::query_scalar!("select id from organisations where id = $1 for no key update", org.0)
        .fetch_one(tx.conn())
        .await?;
    Ok(())
}

/// Remembers that `sku_key` means the product. A link to another product is replaced.
///
/// # Errors
/// [`StoreError::NotFound`] if there is no such product.
pub async fn link(
    tx: &mut OrgTx,
    sku_key: &str,
    product: ProductId,
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "insert into sku_links (org_id, sku_key, product_id, linked_by)
         select $1, $2, p.id, $4 from products p where p.org_id = $1 and p.id = $3
         on conflict (org_id, sku_key) do update set product_id = excluded.product_id, linked_by = excluded.linked_by",
        org.0,
        sku_key,
        product.0,
        by.map(|user| user.0),
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Gives the product to all lines with this SKU that wait for one.
///
/// # Errors
/// [`StoreError`].
pub async fn mend(tx: &mut OrgTx, sku_key: &str, product: ProductId) -> Result<Mended, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update order_lines set product_id = $3 where org_id = $1 and sku_key = $2 and waits",
        org.0,
        sku_key,
        product.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(Mended { lines: done.rows_affected() })
}

/// The SKUs linked to a product, besides its own.
///
/// # Errors
/// [`StoreError`].
pub async fn links(tx: &mut OrgTx, product: ProductId) -> Result<Vec<String>, StoreError> {
    let org = tx.org();
    let skus = sqlx::query_scalar!(
        "select sku_key from sku_links where org_id = $1 and product_id = $2 order by sku_key",
        org.0,
        product.0,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(skus)
}

/// Forgets a link; the lines with this SKU wait again. Returns how many.
///
/// # Errors
/// [`StoreError::NotFound`] if the product has no such link.
pub async fn unlink(tx: &mut OrgTx, sku_key: &str, product: ProductId) -> Result<u64, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "delete from sku_links where org_id = $1 and sku_key = $2 and product_id = $3",
        org.0,
        sku_key,
        product.0,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    let lines = sqlx::query!(
        "update order_lines set product_id = null where org_id = $1 and not waits and sku_key = $2 and product_id = $3",
        org.0,
        sku_key,
        product.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(lines.rows_affected())
}

/// The product that a SKU is linked to.
///
/// # Errors
/// [`StoreError`].
pub async fn linked(tx: &mut OrgTx, sku_key: &str) -> Result<Option<ProductId>, StoreError> {
    let org = tx.org();
    let product = sqlx::query_scalar!(
        "select product_id from sku_links where org_id = $1 and sku_key = $2",
        org.0,
        sku_key
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(product.map(ProductId))
}
