//! What channels sell and the catalogue does not know: SKUs, and codes of lines without one.

use crate::{OrgTx, StoreError};
use domain::{
    ConnectionId, Currency,
    view::{
        catalog::{CodeSource, ProductKey, UnknownFilter, UnknownItem},
        page::{Cursor, CursorKey, PAGE_SIZE, Page, Toward},
        search::Match,
    },
};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A page of what waits, that with the most lines first. Counts read the indices of waiting lines only;
/// the words of a line are fetched for the items of the page.
///
/// # Errors
/// [`StoreError`].
pub async fn unknown_items(
    tx: &mut OrgTx,
    filter: Option<&UnknownFilter>,
    from: Option<&Cursor>,
) -> Result<Page<UnknownItem>, StoreError> {
    let org = tx.org();
    let (skus, codes, connection) = bounds(filter);
    let (lows, highs): (Vec<_>, Vec<_>) = codes.into_iter().map(|code| (code.from, code.until)).unzip();
    let (rank, key, id, back) = place(from);
    // The nil id stands for the connection of a SKU, so that places compare.
    let rows = sqlx::query!(
        r#"with waiting as (
               select sku_key as key, $8::uuid as connection_id, -count(*) as rank from order_lines
               where org_id = $1 and waits and sku_key is not null and sku_key >= $2 and sku_key < $3
               group by sku_key
               union all
               select l.key, c.id, l.rank
               from connections c
               cross join unnest($9::text[], $10::text[]) as r (low, high)
               cross join lateral (
                   select product_ref as key, -count(*) as rank from order_lines
                   where org_id = $1 and product_id is null and code_connection_id = c.id
                     and product_ref >= r.low collate "C" and product_ref < r.high collate "C"
                   group by product_ref) l
               where c.org_id = $1 and ($11::uuid is null or c.id = $11)
           ), page as (
               select key, connection_id, rank from waiting
               where case when $6 then (rank, key, connection_id) < ($4, $5, $12)
                   else (rank, key, connection_id) > ($4, $5, $12) end
               order by case when $6 then rank end desc, case when $6 then key end desc,
                   case when $6 then connection_id end desc, rank, key, connection_id
               limit $7
           )
           select p.key as "key!", p.rank as "rank!", nullif(p.connection_id, $8) as connection,
               c.platform as "platform?", c.name as "name?", l.sku as "sku?", l.title as "title!", l.variant as "variant?"
           from page p
           cross join lateral (
               (select sku, title, variant from order_lines
                where p.connection_id = $8 and org_id = $1 and waits and sku_key = p.key limit 1)
               union all
               (select sku, title, variant from order_lines
                where org_id = $1 and product_id is null and code_connection_id = p.connection_id
                  and product_ref = p.key limit 1)) l
           left join connections c on c.org_id = $1 and c.id = p.connection_id
           order by case when $6 then p.rank end desc, case when $6 then p.key end desc,
               case when $6 then p.connection_id end desc, p.rank, p.key, p.connection_id"#,
        org.0,
        skus.from,
        skus.until,
        rank,
        key,
        back,
        PAGE_SIZE as i64 + 1,
        Uuid::nil(),
        &lows,
        &highs,
        connection,
        id,
    )
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter().map(|row| {
        let (title, variant, lines) = (row.title, row.variant, -row.rank);
        match row.connection {
            None => {
                let shown = row.sku.unwrap_or_else(|| row.key.clone());
                UnknownItem { key: ProductKey::Sku(row.key), shown, source: None, title, variant, lines }
            }
            Some(connection) => {
                let source = row.platform.zip(row.name).map(|(platform, name)| CodeSource { platform, name });
                let shown = row.key.clone();
                let key = ProductKey::Code { connection: ConnectionId(connection), code: row.key };
                UnknownItem { key, shown, source, title, variant, lines }
            }
        }
    });
    Ok(Page::of_query(rows.collect(), from, |item| {
        let (key, connection) = match &item.key {
            ProductKey::Sku(sku) => (sku, Uuid::nil()),
            ProductKey::Code { connection, code } => (code, connection.0),
        };
        (CursorKey::Text(format!("{} {key}", -item.lines)), connection)
    }))
}

/// The SKUs between which to look, the ranges of codes, and the one connection of a code.
fn bounds(filter: Option<&UnknownFilter>) -> (Match, Vec<Match>, Option<Uuid>) {
    match filter {
        None => (Match::beginning(""), vec![Match::beginning("")], None),
        Some(UnknownFilter::Within { skus, codes }) => (skus.clone(), codes.clone(), None),
        Some(UnknownFilter::One(ProductKey::Sku(sku))) => (Match::whole(sku), Vec::new(), None),
        Some(UnknownFilter::One(ProductKey::Code { connection, code })) => {
            let nothing = Match { from: String::new(), until: String::new() };
            (nothing, vec![Match::whole(code)], Some(connection.0))
        }
    }
}

/// Rank, key, connection and direction of a place; before everything without one.
fn place(from: Option<&Cursor>) -> (i64, &str, Uuid, bool) {
    let start = (i64::MIN, "", Uuid::nil(), false);
    let Some(cursor) = from else { return start };
    let Some((rank, key)) = cursor.text().and_then(|text| text.split_once(' ')) else { return start };
    rank.parse().map_or(start, |rank| (rank, key, cursor.id, cursor.toward == Toward::Previous))
}

/// What a line says of what waits.
#[derive(Debug)]
pub struct WaitingLine {
    /// `None` where the line is matched by its code.
    pub sku: Option<String>,
    pub title: String,
    pub variant: Option<String>,
    /// Of one piece, in the currency beside it.
    pub unit_price: Decimal,
    pub currency: Currency,
}

/// A line of those that wait for this key; of a SKU, that which came in last.
///
/// # Errors
/// [`StoreError::NotFound`] if none does.
pub async fn waiting_line(tx: &mut OrgTx, key: &ProductKey) -> Result<WaitingLine, StoreError> {
    struct Row {
        sku: Option<String>,
        title: String,
        variant: Option<String>,
        unit_price: Decimal,
        currency: String,
    }
    let org = tx.org();
    let row = match key {
        ProductKey::Sku(sku) => {
            sqlx::query_as!(
                Row,
                "select l.sku, l.title, l.variant, l.unit_price, o.currency
                 from order_lines l join orders o on o.org_id = l.org_id and o.id = l.order_id
                 where l.org_id = $1 and l.waits and l.sku_key = $2 order by l.order_id desc limit 1",
                org.0,
                sku,
            )
            .fetch_one(tx.conn())
            .await?
        }
        ProductKey::Code { connection, code } => {
            sqlx::query_as!(
                Row,
                "select null as sku, l.title, l.variant, l.unit_price, o.currency
                 from order_lines l join orders o on o.org_id = l.org_id and o.id = l.order_id
                 where l.org_id = $1 and l.product_id is null and l.code_connection_id = $2 and l.product_ref = $3
                 limit 1",
                org.0,
                connection.0,
                code,
            )
            .fetch_one(tx.conn())
            .await?
        }
    };
    Ok(WaitingLine {
        sku: row.sku,
        title: row.title,
        variant: row.variant,
        unit_price: row.unit_price,
        currency: crate::orders::currency(&row.currency)?,
    })
}

/// How many SKUs and codes wait, counted up to `cap`: leaps from one to the next in the indices of
/// waiting lines instead of reading the lines.
///
/// # Errors
/// [`StoreError`].
pub async fn count_unknown(tx: &mut OrgTx, cap: i64) -> Result<i64, StoreError> {
    let org = tx.org();
    let count = sqlx::query_scalar!(
        r#"with recursive skus (sku_key, place) as (
               (select l.sku_key, 1::bigint from order_lines l
                where l.org_id = $1 and l.waits and l.sku_key is not null
                order by l.sku_key limit 1)
               union all
               select (select l.sku_key from order_lines l
                       where l.org_id = $1 and l.waits and l.sku_key is not null and l.sku_key > s.sku_key
                       order by l.sku_key limit 1), s.place + 1
               from skus s where s.sku_key is not null and s.place < $2
           ), codes (connection_id, code, place) as (
               (select l.code_connection_id, l.product_ref, 1::bigint from order_lines l
                where l.org_id = $1 and l.product_id is null and l.code_connection_id is not null
                order by l.product_id, l.code_connection_id, l.product_ref limit 1)
               union all
               select n.code_connection_id, n.product_ref, c.place + 1
               from codes c cross join lateral (
                   select l.code_connection_id, l.product_ref from order_lines l
                   where l.org_id = $1 and l.product_id is null and l.code_connection_id is not null
                     and (l.code_connection_id, l.product_ref) > (c.connection_id, c.code)
                   order by l.product_id, l.code_connection_id, l.product_ref limit 1) n
               where c.place < $2
           )
           select least($2, (select count(sku_key) from skus) + (select count(*) from codes)) as "count!""#,
        org.0,
        cap,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(count)
}
