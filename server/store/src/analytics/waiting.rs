//! Sales that somebody has to ship.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, OrderId,
    view::overview::{ToShip, WaitingSale},
};

/// Whether a sale has to be shipped that was placed before `until`, of channels that are connected: nobody can be told of others.
///
/// # Errors
/// [`StoreError`].
pub async fn has_late(tx: &mut OrgTx, until: DateTime<Utc>) -> Result<bool, StoreError> {
    let org = tx.org();
    let has = sqlx::query_scalar!(
        r#"select exists (select from orders where org_id = $1 and placed_at < $2
               and status = 'open' and payment_status in ('paid', 'partially_refunded')
               and fulfilment_status in ('unfulfilled', 'partial') and not is_test
               and connection_id <> all (array(
                   select id from connections where org_id = $1 and status = 'disconnected'))) as "has!""#,
        org.0,
        until,
    );
    Ok(has.fetch_one(tx.conn()).await?)
}

/// How many sales have to be shipped that were placed since each of `since`, the latest first, and before; and those that wait longest.
/// Of channels that are connected alone, as [`has_late`].
///
/// # Errors
/// [`StoreError`].
pub async fn to_ship(tx: &mut OrgTx, since: [DateTime<Utc>; 3], longest: i64) -> Result<ToShip, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select array_agg((select count(*) from orders where org_id = $1 and placed_at >= s.at
                   and status = 'open' and payment_status in ('paid', 'partially_refunded')
                   and fulfilment_status in ('unfulfilled', 'partial') and not is_test
                   and connection_id <> all (array(
                       select id from connections where org_id = $1 and status = 'disconnected'))) order by s.place) as "counts!"
           from unnest($2::timestamptz[] || '-infinity'::timestamptz) with ordinality as s (at, place)"#,
        org.0,
        &since,
    )
    .fetch_one(tx.conn())
    .await?;
    let oldest = sqlx::query!(
        "select id, number, connection_id, buyer_name, placed_at from orders
         where org_id = $1 and status = 'open' and payment_status in ('paid', 'partially_refunded')
           and fulfilment_status in ('unfulfilled', 'partial') and not is_test
           and connection_id <> all (array(select id from connections where org_id = $1 and status = 'disconnected'))
         order by placed_at limit $2",
        org.0,
        longest,
    )
    .fetch_all(tx.conn())
    .await?;
    let oldest = oldest.into_iter().map(|row| WaitingSale {
        id: OrderId(row.id),
        number: row.number,
        connection: ConnectionId(row.connection_id),
        buyer: row.buyer_name,
        placed_at: row.placed_at,
    });
    // Each count has those before it in it.
    let mut ages = [0; 4];
    let mut counted = 0;
    for (age, count) in ages.iter_mut().zip(row.counts) {
        *age = count - counted;
        counted = count;
    }
    Ok(ToShip { ages, oldest: oldest.collect() })
}
