//! The orders that actions are about.

use crate::{OrgTx, StoreError};
use domain::{ConnectionId, OrderId};

/// An order as its channel knows it.
#[derive(Debug, Clone)]
pub struct Target {
    pub order: OrderId,
    pub connection: ConnectionId,
    /// The channel's key.
    pub key: String,
    pub number: i64,
    pub external_number: String,
    pub buyer_name: String,
}

/// # Errors
/// [`StoreError::NotFound`].
pub async fn target(tx: &mut OrgTx, order: OrderId) -> Result<Target, StoreError> {
    targets(tx, &[order]).await?.pop().ok_or(StoreError::NotFound)
}

/// Orders by their ids, in that order and once each.
///
/// # Errors
/// [`StoreError::NotFound`] if one of them is not here.
pub async fn targets(tx: &mut OrgTx, orders: &[OrderId]) -> Result<Vec<Target>, StoreError> {
    let org = tx.org();
    let mut ids: Vec<_> = Vec::with_capacity(orders.len());
    for order in orders {
        if !ids.contains(&order.0) {
            ids.push(order.0);
        }
    }
    let rows = sqlx::query!(
        "select o.id, o.connection_id, o.external_id, o.number, o.external_number, o.buyer_name
         from unnest($2::uuid[]) with ordinality as p (id, position)
         join orders o on o.org_id = $1 and o.id = p.id
         order by p.position",
        org.0,
        &ids,
    )
    .fetch_all(tx.conn())
    .await?;
    if rows.len() < ids.len() {
        return Err(StoreError::NotFound);
    }
    let target = rows.into_iter().map(|row| Target {
        order: OrderId(row.id),
        connection: ConnectionId(row.connection_id),
        key: row.external_id,
        number: row.number,
        external_number: row.external_number,
        buyer_name: row.buyer_name,
    });
    Ok(target.collect())
}
