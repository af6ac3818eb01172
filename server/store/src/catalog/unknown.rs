//! SKUs that channels sell and the catalogue does not know.

use crate::{OrgTx, StoreError};
use domain::view::catalog::{UnknownSku, UnknownSkus};

/// The `most` SKUs with the most waiting lines. Counts read the index of waiting lines only; the words
/// of a line are fetched for the SKUs shown.
///
/// # Errors
/// [`StoreError`].
pub async fn unknown_skus(tx: &mut OrgTx, most: i64) -> Result<UnknownSkus, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"with waiting as (
               select sku_key, count(*) as lines, count(*) over () as total from order_lines
               where org_id = $1 and product_id is null and sku_key is not null
               group by sku_key order by count(*) desc, sku_key limit $2
           )
           select w.sku_key as "sku_key!", w.lines as "lines!", w.total as "total!", l.sku as "sku?", l.title, l.variant
           from waiting w
           cross join lateral (select sku, title, variant from order_lines
               where org_id = $1 and product_id is null and sku_key = w.sku_key limit 1) l
           order by w.lines desc, w.sku_key"#,
        org.0,
        most,
    )
    .fetch_all(tx.conn())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows.into_iter().map(|row| UnknownSku {
        sku: row.sku.unwrap_or_else(|| row.sku_key.clone()),
        sku_key: row.sku_key,
        title: row.title,
        variant: row.variant,
        lines: row.lines,
    });
    Ok(UnknownSkus { rows: rows.collect(), total })
}

/// One SKU with its waiting lines.
///
/// # Errors
/// [`StoreError::NotFound`] if no line waits for it.
pub async fn unknown_sku(tx: &mut OrgTx, sku_key: &str) -> Result<UnknownSku, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select l.sku, l.title, l.variant,
                  (select count(*) from order_lines where org_id = $1 and product_id is null and sku_key = $2) as "lines!"
           from order_lines l where l.org_id = $1 and l.product_id is null and l.sku_key = $2 limit 1"#,
        org.0,
        sku_key,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(UnknownSku {
        sku: row.sku.unwrap_or_else(|| sku_key.to_owned()),
        sku_key: sku_key.to_owned(),
        title: row.title,
        variant: row.variant,
        lines: row.lines,
    })
}

/// How many SKUs wait, counted up to `cap`: leaps from one to the next in the index of waiting lines
/// instead of reading the lines.
///
/// # Errors
/// [`StoreError`].
pub async fn count_unknown(tx: &mut OrgTx, cap: i64) -> Result<i64, StoreError> {
    let org = tx.org();
    let count = sqlx::query_scalar!(
        r#"with recursive waiting (sku_key, place) as (
               (select l.sku_key, 1::bigint from order_lines l
                where l.org_id = $1 and l.product_id is null and l.sku_key is not null
                order by l.sku_key limit 1)
               union all
               select (select l.sku_key from order_lines l
                       where l.org_id = $1 and l.product_id is null and l.sku_key is not null and l.sku_key > w.sku_key
                       order by l.sku_key limit 1), w.place + 1
               from waiting w where w.sku_key is not null and w.place < $2
           )
           select count(sku_key) as "count!" from waiting"#,
        org.0,
        cap,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(count)
}
