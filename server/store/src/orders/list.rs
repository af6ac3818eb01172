//! A page of the list of sales.

use super::filter::{Builder, Selection, Window, push_select};
use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, Money, OrderId,
    view::{
        orders::{OrderFilter, OrderRow, OrderSort, OrderSortKey},
        page::{Cursor, CursorKey, PAGE_SIZE, Page},
    },
};
use sqlx::{Row, postgres::PgRow};
use uuid::Uuid;

pub(super) const ROW_COLUMNS: &str = "o.id, o.number, o.connection_id, o.external_number, o.status, o.payment_status, \
     o.fulfilment_status, o.placed_at, o.currency, o.total_minor, o.items, o.buyer_name, o.is_test, \
     o.difference_minor <> 0";

/// The page of the selection that begins at `from`, or the first one. `connections` replaces the
/// filter's platform; empty, nothing is found.
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    tx: &mut OrgTx,
    filter: &OrderFilter,
    connections: Option<&[ConnectionId]>,
    sort: OrderSort,
    from: Option<&Cursor>,
) -> Result<Page<OrderRow>, StoreError> {
    let selection = Selection { org: tx.org(), filter, connections };
    let mut sql = Builder::new("");
    push_select(&mut sql, ROW_COLUMNS, selection, Some(Window { sort, from }), Some(PAGE_SIZE + 1));
    let rows = sql.build().fetch_all(tx.conn()).await?;
    let rows = rows.iter().map(order_row).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::of_query(rows, from, |row| (key(row, sort.key), row.id.0)))
}

/// The sort key of a row's place.
pub(super) fn key(row: &OrderRow, sort: OrderSortKey) -> CursorKey {
    CursorKey::Number(match sort {
        OrderSortKey::PlacedAt => row.placed_at.timestamp_micros(),
        // What was read from minor units goes back into them.
        OrderSortKey::Total => row.total.minor().unwrap_or(i64::MAX),
        OrderSortKey::Number => row.number,
    })
}

/// Reads [`ROW_COLUMNS`], which stand first in the row.
pub(super) fn order_row(row: &PgRow) -> Result<OrderRow, StoreError> {
    let currency = currency(row.try_get::<&str, _>(8)?)?;
    Ok(OrderRow {
        id: OrderId(row.try_get::<Uuid, _>(0)?),
        number: row.try_get(1)?,
        connection: ConnectionId(row.try_get::<Uuid, _>(2)?),
        external_number: row.try_get(3)?,
        status: row.try_get::<&str, _>(4)?.parse()?,
        payment: row.try_get::<&str, _>(5)?.parse()?,
        fulfilment: row.try_get::<&str, _>(6)?.parse()?,
        placed_at: row.try_get::<DateTime<Utc>, _>(7)?,
        total: Money::from_minor(row.try_get(9)?, currency),
        items: row.try_get(10)?,
        buyer_name: row.try_get(11)?,
        is_test: row.try_get(12)?,
        differs: row.try_get(13)?,
    })
}

pub(crate) fn currency(code: &str) -> Result<domain::Currency, StoreError> {
    code.parse().map_err(|_| StoreError::Corrupt(format!("currency {code:?}")))
}
