//! Links from a channel's SKU or code to a product.

use crate::{OrgTx, StoreError};
use domain::{
    ConnectionId, ProductId, UserId,
    view::catalog::{CodeSource, Mended, ProductKey, ProductLink},
};

/// Holds imports of the organisation back until the transaction ends, once those under way have
/// committed, and tells them that what SKUs and codes mean may be something else now. A batch reads it and writes its
/// lines later: a change in between would miss them.
///
/// # Errors
/// [`StoreError`].
pub async fn lock(tx: &mut OrgTx) -> Result<(), StoreError> {
    let org = tx.org();
    // The row from which imports take the numbers of sales, in the way of their update.
    sqlx::query!("update organisations set catalogue_version = catalogue_version + 1 where id = $1", org.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Remembers that the key means the product. A link to another product is replaced, and its lines wait
/// again.
///
/// # Errors
/// [`StoreError::NotFound`] if there is no such product, or no such connection.
pub async fn link(
    tx: &mut OrgTx,
    key: &ProductKey,
    product: ProductId,
    by: Option<UserId>,
) -> Result<(), StoreError> {
    match linked(tx, key).await? {
        Some(replaced) if replaced != product => {
            unlink(tx, key, replaced).await?;
        }
        _ => {}
    }
    let org = tx.org();
    let by = by.map(|user| user.0);
    let link = match key {
        ProductKey::Sku(sku) => sqlx::query!(
            "insert into sku_links (org_id, sku_key, product_id, linked_by)
             select $1, $2, p.id, $4 from products p where p.org_id = $1 and p.id = $3
             on conflict (org_id, sku_key) do update set product_id = excluded.product_id, linked_by = excluded.linked_by",
            org.0,
            sku,
            product.0,
            by,
        ),
        ProductKey::Code { connection, code } => sqlx::query!(
            "insert into code_links (org_id, connection_id, code, product_id, linked_by)
             select $1, c.id, $3, p.id, $5 from products p join connections c on c.org_id = p.org_id
             where p.org_id = $1 and p.id = $4 and c.id = $2
             on conflict (org_id, connection_id, code)
             do update set product_id = excluded.product_id, linked_by = excluded.linked_by",
            org.0,
            connection.0,
            code,
            product.0,
            by,
        ),
    };
    let done = link.execute(tx.conn()).await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Gives the product to all lines with this key that wait for one.
///
/// # Errors
/// [`StoreError`].
pub async fn mend(tx: &mut OrgTx, key: &ProductKey, product: ProductId) -> Result<Mended, StoreError> {
    let org = tx.org();
    let mend = match key {
        ProductKey::Sku(sku) => sqlx::query!(
            "update order_lines set product_id = $3 where org_id = $1 and sku_key = $2 and waits",
            org.0,
            sku,
            product.0,
        ),
        ProductKey::Code { connection, code } => sqlx::query!(
            "update order_lines set product_id = $4
             where org_id = $1 and product_id is null and code_connection_id = $2 and product_ref = $3",
            org.0,
            connection.0,
            code,
            product.0,
        ),
    };
    let done = mend.execute(tx.conn()).await?;
    Ok(Mended { lines: done.rows_affected() })
}

/// What is linked to a product besides its own SKU: SKUs, then codes.
///
/// # Errors
/// [`StoreError`].
pub async fn links(tx: &mut OrgTx, product: ProductId) -> Result<Vec<ProductLink>, StoreError> {
    let org = tx.org();
    let skus = sqlx::query_scalar!(
        "select sku_key from sku_links where org_id = $1 and product_id = $2 order by sku_key",
        org.0,
        product.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let codes = sqlx::query!(
        "select l.connection_id, l.code, c.platform, c.name
         from code_links l join connections c on c.org_id = l.org_id and c.id = l.connection_id
         where l.org_id = $1 and l.product_id = $2 order by c.name, c.id, l.code",
        org.0,
        product.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let skus = skus.into_iter().map(|sku| ProductLink { key: ProductKey::Sku(sku), source: None });
    let codes = codes.into_iter().map(|row| ProductLink {
        key: ProductKey::Code { connection: ConnectionId(row.connection_id), code: row.code },
        source: Some(CodeSource { platform: row.platform, name: row.name }),
    });
    Ok(skus.chain(codes).collect())
}

/// Forgets a link; the lines with this key wait again. Returns how many.
///
/// # Errors
/// [`StoreError::NotFound`] if the product has no such link.
pub async fn unlink(tx: &mut OrgTx, key: &ProductKey, product: ProductId) -> Result<u64, StoreError> {
    let org = tx.org();
    let (forget, wait) = match key {
        ProductKey::Sku(sku) => (
            sqlx::query!(
                "delete from sku_links where org_id = $1 and sku_key = $2 and product_id = $3",
                org.0,
                sku,
                product.0,
            ),
            sqlx::query!(
                "update order_lines set product_id = null
                 where org_id = $1 and not waits and sku_key = $2 and product_id = $3",
                org.0,
                sku,
                product.0,
            ),
        ),
        ProductKey::Code { connection, code } => (
            sqlx::query!(
                "delete from code_links where org_id = $1 and connection_id = $2 and code = $3 and product_id = $4",
                org.0,
                connection.0,
                code,
                product.0,
            ),
            sqlx::query!(
                "update order_lines set product_id = null
                 where org_id = $1 and product_id = $4 and code_connection_id = $2 and product_ref = $3",
                org.0,
                connection.0,
                code,
                product.0,
            ),
        ),
    };
    if forget.execute(tx.conn()).await?.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    Ok(wait.execute(tx.conn()).await?.rows_affected())
}

/// The product that the key is linked to.
///
/// # Errors
/// [`StoreError`].
pub async fn linked(tx: &mut OrgTx, key: &ProductKey) -> Result<Option<ProductId>, StoreError> {
    let org = tx.org();
    let product =
        match key {
            ProductKey::Sku(sku) => {
                sqlx::query_scalar!(
                    "select product_id from sku_links where org_id = $1 and sku_key = $2",
                    org.0,
                    sku,
                )
                .fetch_optional(tx.conn())
                .await?
            }
            ProductKey::Code { connection, code } => sqlx::query_scalar!(
                "select product_id from code_links where org_id = $1 and connection_id = $2 and code = $3",
                org.0,
                connection.0,
                code,
            )
            .fetch_optional(tx.conn())
            .await?,
        };
    Ok(product.map(ProductId))
}
