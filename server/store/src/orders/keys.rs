//! The channels' keys of a selection.

use super::filter::{Builder, Selection, push_select};
use crate::{OrgTx, StoreError};
use domain::{ConnectionId, view::orders::OrderFilter};
use sqlx::Row;
use uuid::Uuid;

/// The sales of the selection by connection and key, in no order: `limit` at most, which is a constant of the caller's.
/// `connections` are those that the filter takes sales of.
///
/// # Errors
/// [`StoreError`].
pub async fn keys(
    tx: &mut OrgTx,
    filter: &OrderFilter,
    connections: Option<&[ConnectionId]>,
    limit: usize,
) -> Result<Vec<(ConnectionId, String)>, StoreError> {
    let selection = Selection { org: tx.org(), filter, connections, is_scoped: false };
    let mut sql = Builder::new("");
    push_select(&mut sql, "o.connection_id, o.external_id", selection, None, Some(limit));
    let rows = sql.build().fetch_all(tx.conn()).await?;
    rows.iter().map(|row| Ok((ConnectionId(row.try_get::<Uuid, _>(0)?), row.try_get(1)?))).collect()
}
