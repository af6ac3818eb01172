//! Orders that wait for room in the plan.

use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::NaiveDate;
use domain::{ConnectionId, OrgId};
use std::collections::BTreeMap;

/// Organisations in which orders wait although the plan includes more in this month.
///
/// # Errors
/// [`StoreError`].
pub async fn with_parked(db: &Db, month: NaiveDate) -> Result<Vec<OrgId>, StoreError> {
    let mut tx = SystemTx::because("find orders that wait for room in a plan that has room", db).await?;
    let found = sqlx::query_scalar!(
        "select p.org_id from org_plans p
         left join usage_months m on m.org_id = p.org_id and m.meter = 'orders' and m.month = $1
         where (p.orders is null or p.orders > coalesce(m.used + m.reserved, 0))
           and exists (select from source_records r
                       where r.org_id = p.org_id and r.verdict = 'skipped' and r.reason = 'plan_limit')
         order by p.org_id",
        month,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(OrgId).collect())
}

/// Those that have waited longest, as many as there is room for and `most` at the most, by connection. Not those that are being
/// let in, and not those of which nothing could be made when that was tried: they hold up none behind them, and come in when their
/// channel is read again.
///
/// # Errors
/// [`StoreError`].
pub async fn oldest_parked(
    tx: &mut OrgTx,
    month: NaiveDate,
    most: i64,
) -> Result<Vec<(ConnectionId, Vec<String>)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select r.connection_id, r.external_id from source_records r
           where r.org_id = $1 and r.verdict = 'skipped' and r.reason = 'plan_limit'
             and not exists (
                 select from replays p join replay_picks k on k.org_id = $1 and k.replay_id = p.id
                 where p.org_id = $1 and p.connection_id = r.connection_id and p.scope = 'parked'
                   and k.external_id = r.external_id
                   and (p.state in ('looking', 'applying') or p.created_at > r.changed_at))
           order by r.first_seen_at, r.external_id
           limit least($3, (
               select coalesce(o.orders, $3 + m.used) - m.used from org_plans o
               cross join lateral (select coalesce((
                   select used + reserved from usage_months
                   where org_id = $1 and meter = 'orders' and month = $2), 0) as used) m
               where o.org_id = $1))"#,
        org.0,
        month,
        most,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut of: BTreeMap<ConnectionId, Vec<String>> = BTreeMap::new();
    for row in rows {
        of.entry(ConnectionId(row.connection_id)).or_default().push(row.external_id);
    }
    Ok(of.into_iter().collect())
}
