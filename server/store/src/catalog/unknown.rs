//! SKUs that channels sell and the catalogue does not know.

use crate::{OrgTx, StoreError};
use domain::{
    Currency,
    view::{
        catalog::UnknownSku,
        page::{Cursor, CursorKey, PAGE_SIZE, Page, Toward},
        search::Match,
    },
};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A page of SKUs, those with the most waiting lines first; with `keys`, only those within. Counts
/// read the index of waiting lines only; the words of a line are fetched for the SKUs of the page.
///
/// # Errors
/// [`StoreError`].
pub async fn unknown_skus(
    tx: &mut OrgTx,
    keys: Option<&Match>,
    from: Option<&Cursor>,
) -> Result<Page<UnknownSku>, StoreError> {
    let org = tx.org();
    let all = Match::beginning("");
    let keys = keys.unwrap_or(&all);
    let (rank, key, back) = place(from);
    let rows = sqlx::query!(
        r#"with waiting as (
               select sku_key, -count(*) as rank from order_lines
               where org_id = $1 and waits and sku_key is not null and sku_key >= $2 and sku_key < $3
               group by sku_key
           ), page as (
               select sku_key, rank from waiting
               where case when $6 then (rank, sku_key) < ($4, $5) else (rank, sku_key) > ($4, $5) end
               order by case when $6 then rank end desc, case when $6 then sku_key end desc, rank, sku_key
               limit $7
           )
           select p.sku_key as "sku_key!", p.rank as "rank!", l.sku as "sku?", l.title, l.variant
           from page p
           cross join lateral (select sku, title, variant from order_lines
               where org_id = $1 and waits and sku_key = p.sku_key limit 1) l
           order by case when $6 then p.rank end desc, case when $6 then p.sku_key end desc, p.rank, p.sku_key"#,
        org.0,
        keys.from,
        keys.until,
        rank,
        key,
        back,
        PAGE_SIZE as i64 + 1,
    )
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter().map(|row| UnknownSku {
        sku: row.sku.unwrap_or_else(|| row.sku_key.clone()),
        sku_key: row.sku_key,
        title: row.title,
        variant: row.variant,
        lines: -row.rank,
    });
    Ok(Page::of_query(rows.collect(), from, |sku| {
        (CursorKey::Text(format!("{} {}", -sku.lines, sku.sku_key)), Uuid::nil())
    }))
}

/// Rank, key and direction of a place; before everything without one.
fn place(from: Option<&Cursor>) -> (i64, &str, bool) {
    let start = (i64::MIN, "", false);
    let Some(cursor) = from else { return start };
    let Some((rank, key)) = cursor.text().and_then(|text| text.split_once(' ')) else { return start };
    rank.parse().map_or(start, |rank| (rank, key, cursor.toward == Toward::Previous))
}

/// What a line says of a SKU that waits.
#[derive(Debug)]
pub struct WaitingLine {
    pub sku: String,
    pub title: String,
    pub variant: Option<String>,
    /// Of one piece, in the currency beside it.
    pub unit_price: Decimal,
    pub currency: Currency,
}

/// The line that came in last of those that wait for this SKU.
///
/// # Errors
/// [`StoreError::NotFound`] if none does.
pub async fn waiting_line(tx: &mut OrgTx, sku_key: &str) -> Result<WaitingLine, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select l.sku, l.title, l.variant, l.unit_price, o.currency
         from order_lines l join orders o on o.org_id = l.org_id and o.id = l.order_id
         where l.org_id = $1 and l.waits and l.sku_key = $2 order by l.order_id desc limit 1",
        org.0,
        sku_key,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(WaitingLine {
        sku: row.sku.unwrap_or_else(|| sku_key.to_owned()),
        title: row.title,
        variant: row.variant,
        unit_price: row.unit_price,
        currency: crate::orders::currency(&row.currency)?,
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
                where l.org_id = $1 and l.waits and l.sku_key is not null
                order by l.sku_key limit 1)
               union all
               select (select l.sku_key from order_lines l
                       where l.org_id = $1 and l.waits and l.sku_key is not null and l.sku_key > w.sku_key
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
