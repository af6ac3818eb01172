//! What lists of customers go by, added up where sales changed.

use super::BEHIND_NAMES;
use crate::{Db, OrgTx, StoreError, SystemTx, analytics::is_overtaken};
use domain::OrgId;

/// Organisations with customers whose purchases are to be added up anew.
///
/// # Errors
/// [`StoreError`].
pub async fn marked(db: &Db) -> Result<Vec<OrgId>, StoreError> {
    let mut tx = SystemTx::because("find whose customers are to be added up", db).await?;
    let orgs = sqlx::query_scalar!(
        r#"select o.id from organisations o
           where exists (select from customer_marks m where m.org_id = o.id limit 1) order by o.id"#
    );
    Ok(orgs.fetch_all(tx.conn()).await?.into_iter().map(OrgId).collect())
}

/// Whether purchases changed since they were added up.
///
/// # Errors
/// [`StoreError`].
pub async fn is_behind(tx: &mut OrgTx) -> Result<bool, StoreError> {
    let org = tx.org();
    let is = sqlx::query_scalar!(
        r#"select exists (select from customer_marks where org_id = $1 limit 1) as "is!""#,
        org.0
    );
    Ok(is.fetch_one(tx.conn()).await?)
}

/// Adds up what the newest of the marked customers bought, `most` of them, and tells whether there may be more. While somebody else
/// does so for the organisation, or changes the same, nothing is done.
///
/// # Errors
/// [`StoreError`].
pub async fn add_up(mut tx: OrgTx, most: i64) -> Result<bool, StoreError> {
    let added = match add_up_marked(&mut tx, most).await {
        Ok(may_be_more) => tx.commit().await.map(|()| may_be_more),
        Err(error) => Err(error),
    };
    added.or_else(|error| if is_overtaken(&error) { Ok(true) } else { Err(error) })
}

async fn add_up_marked(tx: &mut OrgTx, most: i64) -> Result<bool, StoreError> {
    let org = tx.org();
    // Of two who read after each other, the one who read first must not write last.
    let is_mine = sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock(hashtextextended('customers ' || $1::uuid::text, 0)) as "mine!""#,
        org.0,
    );
    if !is_mine.fetch_one(tx.conn()).await? {
        return Ok(true);
    }
    // By key, whatever the tables held when the plan was made.
    sqlx::query("set local enable_seqscan = off").execute(tx.conn()).await?;
    let customers = sqlx::query_scalar!(
        "select distinct customer_id from customer_marks where org_id = $1 order by customer_id desc limit $2",
        org.0,
        most,
    )
    .fetch_all(tx.conn())
    .await?;
    // What is written from here on leaves marks that this does not see, or is seen below.
    sqlx::query!(
        "delete from customer_marks where org_id = $1 and customer_id = any ($2)",
        org.0,
        &customers,
    )
    .execute(tx.conn())
    .await?;
    let (currency, _) = crate::overview::home(tx).await?;
    // What is no more is looked up in what is fresh, and not joined to it: nobody knows how much that is.
    sqlx::query!(
        "with fresh as materialized (
             select c.id as customer_id, u.connection_id, case when c.name_key = '' then $4::text else c.name_key end as name,
                 b.purchases, b.first_at, b.last_at, b.spent
             from unnest($2::uuid[]) as wanted (id)
             cross join lateral (
                 select c.id, c.name_key from customers c where c.org_id = $1 and c.id = wanted.id limit 1
             ) c
             cross join lateral (
                 select count(*) as purchases, coalesce(min(o.placed_at), 'epoch') as first_at,
                     coalesce(max(o.placed_at), 'epoch') as last_at,
                     saturated(coalesce(sum(o.total_minor::numeric - o.refunded_minor) filter (
                         where o.currency = $3 and o.payment_status in ('paid', 'partially_refunded')), 0)) as spent,
                     array_agg(distinct o.connection_id) as connections
                 from orders o where o.org_id = $1 and o.customer_id = c.id and not o.is_test
             ) b
             cross join lateral unnest(array_prepend('00000000-0000-0000-0000-000000000000'::uuid, b.connections)) as u (connection_id)
         ), gone as (
             delete from customer_sums s
             where s.org_id = $1 and s.customer_id = any ($2)
               and (s.customer_id, s.connection_id) not in (select f.customer_id, f.connection_id from fresh f)
         )
         insert into customer_sums as s (org_id, customer_id, connection_id, name, purchases, first_at, last_at, spent_minor)
         select $1, f.customer_id, f.connection_id, f.name, f.purchases, f.first_at, f.last_at, f.spent from fresh f
         on conflict (org_id, customer_id, connection_id) do update set
             name = excluded.name, purchases = excluded.purchases, first_at = excluded.first_at, last_at = excluded.last_at,
             spent_minor = excluded.spent_minor
         where (s.name, s.purchases, s.first_at, s.last_at, s.spent_minor) is distinct from
             (excluded.name, excluded.purchases, excluded.first_at, excluded.last_at, excluded.spent_minor)",
        org.0,
        &customers,
        currency.code(),
        BEHIND_NAMES,
    )
    .execute(tx.conn())
    .await?;
    Ok(i64::try_from(customers.len()).is_ok_and(|read| read >= most))
}
