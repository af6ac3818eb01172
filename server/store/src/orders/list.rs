//! A page of the list of sales.

use super::{
    channels::{self, ChannelRow},
    filter::{Builder, Selection, Window, push_select},
};
use crate::{
    OrgRead, OrgTx, StoreError,
    saved_views::{self, ViewRow},
};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, Money, OrderId, UserId,
    view::{
        orders::{Channel, Completeness, OrderFilter, OrderRow, OrderSort, OrderSortKey},
        page::{Cursor, CursorKey, PAGE_SIZE, Page},
        saved_views::{SavedView, ViewArea},
    },
};
use sqlx::{Row, postgres::PgRow, types::Json};
use uuid::Uuid;

pub(super) const ROW_COLUMNS: &str = "o.id, o.number, o.connection_id, o.external_number, o.status, o.payment_status, \
     o.fulfilment_status, o.placed_at, o.currency, o.total_minor, o.items, o.buyer_name, o.is_test, \
     o.difference_minor <> 0";
/// How many these are.
const COLUMNS: usize = 14;

/// The page of `size` sales, which is a constant of the caller's, that begins at `from` in the selection, or the first one.
/// `connections` are those that the filter takes sales of, where it does not take those of any; empty, nothing is found.
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    tx: &mut OrgTx,
    filter: &OrderFilter,
    connections: Option<&[ConnectionId]>,
    sort: OrderSort,
    from: Option<&Cursor>,
    size: usize,
) -> Result<Page<OrderRow>, StoreError> {
    let selection = Selection { org: tx.org(), filter, connections, is_scoped: false };
    let mut sql = Builder::new("");
    push_select(&mut sql, ROW_COLUMNS, selection, Some(Window { sort, from }), Some(size + 1));
    let rows = sql.build().fetch_all(tx.conn()).await?;
    let rows = rows.iter().map(order_row).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::of_size(size, rows, from, |row| (key(row, sort.key), row.id.0)))
}

/// A page with what stands around it.
#[derive(Debug)]
pub struct Listed {
    pub page: Page<OrderRow>,
    /// All connections by name.
    pub channels: Vec<Channel>,
    pub completeness: Completeness,
    /// The highest number that a sale had: what came since has higher ones.
    pub newest: i64,
    /// What the viewer keeps of the list, by name.
    pub views: Vec<SavedView>,
}

/// As [`page`] of the list's size, with all connections, how far their sales are known to be whole, the highest number, and what `viewer` keeps
/// of the list. One statement, but for searches and what is of some connections alone.
///
/// # Errors
/// [`StoreError`].
pub async fn listed(
    read: OrgRead<'_>,
    viewer: Option<UserId>,
    filter: &OrderFilter,
    sort: OrderSort,
    from: Option<&Cursor>,
) -> Result<Listed, StoreError> {
    if filter.search.is_some() || filter.is_of_some() {
        let mut tx = read.begin().await?;
        // Before the page: a sale that comes in between is told of once too often, never not at all.
        let (channels, completeness, newest) = channels::around(&mut tx).await?;
        let connections = filter.connections(&channels);
        let page = page(&mut tx, filter, connections.as_deref(), sort, from, PAGE_SIZE).await?;
        let views = match viewer {
            Some(viewer) => saved_views::list(&mut tx, viewer, ViewArea::Orders).await?,
            None => Vec::new(),
        };
        return Ok(Listed { page, channels, completeness, newest, views });
    }
    let mut sql = Builder::new("");
    push_listed(&mut sql, read, viewer, filter, Window { sort, from });
    let mut one = read.connection().await?;
    let rows = sql.build().fetch_all(one.conn()).await?;
    one.give_back();
    let (first, rows) =
        rows.split_first().ok_or_else(|| StoreError::Corrupt("a list without its first row".into()))?;
    let Json(around): Json<Vec<ChannelRow>> = first.try_get(COLUMNS)?;
    let Json(views): Json<Vec<ViewRow>> = first.try_get(COLUMNS + 1)?;
    let (channels, completeness) = channels::of_rows(around, first.try_get(COLUMNS + 2)?)?;
    let rows = rows.iter().map(order_row).collect::<Result<Vec<_>, _>>()?;
    let page = Page::of_query(rows, from, |row| (key(row, sort.key), row.id.0));
    let views = saved_views::by_name(views);
    Ok(Listed { page, channels, completeness, newest: first.try_get(COLUMNS + 3)?, views })
}

/// Writes the statement of [`listed`]: a row of what stands around, then those of the sales. Postgres appends them in this order, since setting
/// the scope keeps the statement from running in parallel.
fn push_listed(
    sql: &mut Builder,
    read: OrgRead<'_>,
    viewer: Option<UserId>,
    filter: &OrderFilter,
    window: Window<'_>,
) {
    read.push_scope(sql);
    sql.push("select ").push("null, ".repeat(COLUMNS)).push("around.* from scope cross join lateral (");
    channels::push_around(sql, viewer);
    sql.push(") around union all select o.*, null, null, null, null from scope cross join lateral (");
    let selection = Selection { org: read.org(), filter, connections: None, is_scoped: true };
    push_select(sql, ROW_COLUMNS, selection, Some(window), Some(PAGE_SIZE + 1));
    sql.push(") o");
}

/// The plan of [`listed`], one line each, as the runtime role gets it.
///
/// # Errors
/// [`StoreError`].
pub async fn explain_listed(
    read: OrgRead<'_>,
    filter: &OrderFilter,
    sort: OrderSort,
    from: Option<&Cursor>,
) -> Result<Vec<String>, StoreError> {
    let mut sql = Builder::new("explain (costs off) ");
    push_listed(&mut sql, read, Some(UserId::new()), filter, Window { sort, from });
    let mut tx = read.begin().await?;
    let rows = sql.build().fetch_all(tx.conn()).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
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

/// Reads [`ROW_COLUMNS`], which stand first in the row. Their types are known, so they are not compared column by
/// column: that takes as long as reading them.
pub(super) fn order_row(row: &PgRow) -> Result<OrderRow, StoreError> {
    let currency = currency(row.try_get_unchecked::<&str, _>(8)?)?;
    Ok(OrderRow {
        id: OrderId(row.try_get_unchecked::<Uuid, _>(0)?),
        number: row.try_get_unchecked(1)?,
        connection: ConnectionId(row.try_get_unchecked::<Uuid, _>(2)?),
        external_number: row.try_get_unchecked(3)?,
        status: row.try_get_unchecked::<&str, _>(4)?.parse()?,
        payment: row.try_get_unchecked::<&str, _>(5)?.parse()?,
        fulfilment: row.try_get_unchecked::<&str, _>(6)?.parse()?,
        placed_at: row.try_get_unchecked::<DateTime<Utc>, _>(7)?,
        total: Money::from_minor(row.try_get_unchecked(9)?, currency),
        items: row.try_get_unchecked(10)?,
        buyer_name: row.try_get_unchecked(11)?,
        is_test: row.try_get_unchecked(12)?,
        differs: row.try_get_unchecked(13)?,
    })
}

pub(crate) fn currency(code: &str) -> Result<domain::Currency, StoreError> {
    code.parse().map_err(|_| StoreError::Corrupt(format!("currency {code:?}")))
}
