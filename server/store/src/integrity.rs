//! The check that stands in for foreign keys on the tables that imports write.

use crate::{Db, StoreError, SystemTx};

/// Rows that point at something that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphans {
    /// `table.column`.
    pub reference: String,
    pub rows: i64,
}

/// Looks for rows written in the last `days` days whose parent is missing; empty means sound, or
/// that another process is looking.
///
/// # Errors
/// [`StoreError`].
pub async fn orphans(db: &Db, days: i32) -> Result<Vec<Orphans>, StoreError> {
    let mut tx = SystemTx::because("look for orphans", db).await?;
    let is_mine = sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock(hashtext('orion look for orphans')) as "mine!""#
    );
    if !is_mine.fetch_one(tx.conn()).await? {
        return Ok(Vec::new());
    }
    let found = sqlx::query_as!(
        Orphans,
        r#"with recent as (
               select org_id, id, connection_id, customer_id, external_id from orders where updated_at > now() - make_interval(days => $1)
           )
           select 'orders.connection_id' as "reference!", count(*) as "rows!" from recent o
           where not exists (select from connections c where c.org_id = o.org_id and c.id = o.connection_id)
           union all
           select 'orders.customer_id', count(*) from recent o
           where o.customer_id is not null
             and not exists (select from customers c where c.org_id = o.org_id and c.id = o.customer_id)
           union all
           select 'order_lines.product_id', count(*) from recent o
           join order_lines l on l.org_id = o.org_id and l.order_id = o.id
           where l.product_id is not null
             and not exists (select from products p where p.org_id = l.org_id and p.id = l.product_id)
           union all
           select 'order_lines.code_connection_id differs from its order''s connection', count(*) from recent o
           join order_lines l on l.org_id = o.org_id and l.order_id = o.id
           where l.code_connection_id <> o.connection_id
           union all
           -- Ids tell when they were made: of an order that is not there nothing else does.
           select 'order_ledger.order_id', count(*) from organisations g
           join order_ledger l on l.org_id = g.id and l.order_id >= rpad(lpad(to_hex(
               floor(extract(epoch from now() - make_interval(days => $1)) * 1000)::bigint), 12, '0'), 32, '0')::uuid
           where not exists (select from orders o where o.org_id = l.org_id and o.id = l.order_id)
           union all
           select 'source_records.order_id', count(*) from source_records r
           where r.changed_at > now() - make_interval(days => $1) and r.order_id is not null
             and not exists (select from orders o where o.org_id = r.org_id and o.id = r.order_id)
           union all
           select 'orders without a source record', count(*) from recent o
           where not exists (
               select from source_records r
               where r.org_id = o.org_id and r.connection_id = o.connection_id and r.kind = 'order'
                 and r.external_id = o.external_id and r.order_id = o.id
           )"#,
        days,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().filter(|orphans| orphans.rows > 0).collect())
}
