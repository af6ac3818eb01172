//! Sales as they are packed, many at once.

use super::parts::addresses_of;
use crate::{OrgTx, StoreError};
use domain::{
    OrderId,
    view::{
        orders::AddressKind,
        packing::{LineToPack, SaleToPack},
    },
};
use std::collections::HashMap;
use uuid::Uuid;

/// These sales in this order with their lines and addresses; those that the organisation does not have are left out. Each is
/// named once.
///
/// # Errors
/// [`StoreError`].
pub async fn to_pack(tx: &mut OrgTx, orders: &[OrderId]) -> Result<Vec<SaleToPack>, StoreError> {
    let ids: Vec<_> = orders.iter().map(|order| order.0).collect();
    let mut lines = lines(tx, &ids).await?;
    let addresses = addresses_of(tx, &ids).await?.into_iter();
    let mut addresses: HashMap<_, _> =
        addresses.filter(|(_, address)| address.kind != AddressKind::Billing).collect();
    let org = tx.org();
    let rows = sqlx::query!(
        "select o.id, o.number, o.external_number, o.status, o.payment_status, o.fulfilment_status, o.placed_at, o.is_test,
              o.buyer_name, o.shipping_method, o.note, c.name as channel, c.platform
         from unnest($2::uuid[]) with ordinality as p (id, position)
         join orders o on o.org_id = $1 and o.id = p.id
         join connections c on c.org_id = o.org_id and c.id = o.connection_id
         order by p.position",
        org.0,
        &ids,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(SaleToPack {
                id: OrderId(row.id),
                number: row.number,
                external_number: row.external_number,
                channel: row.channel,
                platform: row.platform,
                status: row.status.parse()?,
                payment: row.payment_status.parse()?,
                fulfilment: row.fulfilment_status.parse()?,
                placed_at: row.placed_at,
                is_test: row.is_test,
                buyer_name: row.buyer_name,
                shipping_method: row.shipping_method,
                note: row.note,
                address: addresses.remove(&row.id),
                lines: lines.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

async fn lines(tx: &mut OrgTx, orders: &[Uuid]) -> Result<HashMap<Uuid, Vec<LineToPack>>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select order_id, sku, title, variant, quantity from order_lines
         where org_id = $1 and order_id = any($2) order by order_id, position",
        org.0,
        orders,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut of = HashMap::<_, Vec<_>>::new();
    for row in rows {
        of.entry(row.order_id).or_default().push(LineToPack {
            sku: row.sku,
            title: row.title,
            variant: row.variant,
            quantity: row.quantity.normalize(),
        });
    }
    Ok(of)
}
