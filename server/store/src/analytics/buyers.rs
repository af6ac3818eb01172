//! Who bought, and where it went to: read from the sales, as far as somebody waits for it.

use crate::{OrgTx, StoreError, error::in_time};
use chrono::{DateTime, Utc};
use domain::{
    Currency,
    view::analytics::{Buyers, BuyersByAge, RegionSales, Regions, state_of_brazil},
};
use std::{collections::HashMap, time::Duration};

/// Who bought from `from` until before `until`, of paid sales in `currency`. `None` after `patience`, which ends what the transaction
/// can be used for.
///
/// # Errors
/// [`StoreError`].
pub async fn buyers(
    tx: &mut OrgTx,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    currency: Currency,
    patience: Duration,
) -> Result<Option<BuyersByAge>, StoreError> {
    tx.give_up_after(patience).await?;
    let org = tx.org();
    // Whether somebody bought before is looked up one by one: a join would read every sale there is.
    let rows = sqlx::query!(
        r#"with bought as materialized (
               select o.customer_id, count(*) as sales, sum(o.total_minor::numeric - o.refunded_minor) as revenue
               from orders o
               where o.org_id = $1 and o.placed_at >= $2 and o.placed_at < $3 and o.currency = $4 and not o.is_test
                 and o.payment_status in ('paid', 'partially_refunded')
               group by 1
           )
           select b.customer_id is null as "is_unknown!", earlier.is_known as "is_known!", count(b.customer_id) as "customers!",
                  sum(b.sales)::bigint as "sales!", saturated(sum(b.revenue)) as "revenue!"
           from bought b
           cross join lateral (
               select exists (
                   select from orders o
                   where o.org_id = $1 and o.customer_id = b.customer_id and o.placed_at < $2 and not o.is_test
                     and o.payment_status in ('paid', 'partially_refunded') limit 1
               ) as is_known
           ) earlier
           group by 1, 2"#,
        org.0,
        from,
        until,
        currency.code(),
    )
    .fetch_all(tx.conn())
    .await;
    let Some(rows) = in_time(rows)? else { return Ok(None) };
    let mut found = BuyersByAge::default();
    for row in rows {
        let buyers = Buyers { customers: row.customers, sales: row.sales, revenue_minor: row.revenue };
        match (row.is_unknown, row.is_known) {
            (true, _) => found.unknown = buyers,
            (false, true) => found.returning = buyers,
            (false, false) => found.new = buyers,
        }
    }
    Ok(Some(found))
}

/// Where paid sales of the same went to, by the address of delivery. `None` after `patience`, likewise.
///
/// # Errors
/// [`StoreError`].
pub async fn regions(
    tx: &mut OrgTx,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    currency: Currency,
    patience: Duration,
) -> Result<Option<Regions>, StoreError> {
    tx.give_up_after(patience).await?;
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select a.country as "country?", a.state as "state?", count(*) as "sales!",
                  saturated(sum(o.total_minor::numeric - o.refunded_minor)) as "revenue!"
           from orders o
           left join lateral (
               select a.country, a.state from order_addresses a where a.org_id = $1 and a.order_id = o.id
               order by a.kind = 'billing' limit 1
           ) a on true
           where o.org_id = $1 and o.placed_at >= $2 and o.placed_at < $3 and o.currency = $4 and not o.is_test
             and o.payment_status in ('paid', 'partially_refunded')
           group by 1, 2"#,
        org.0,
        from,
        until,
        currency.code(),
    )
    .fetch_all(tx.conn())
    .await;
    let Some(rows) = in_time(rows)? else { return Ok(None) };
    let mut sums: HashMap<&'static str, RegionSales> = HashMap::new();
    for row in rows {
        let state = state_of_brazil(row.country.as_deref(), row.state.as_deref()).unwrap_or_default();
        let sum = sums.entry(state).or_insert(RegionSales { state, sales: 0, revenue_minor: 0 });
        sum.sales += row.sales;
        sum.revenue_minor = sum.revenue_minor.saturating_add(row.revenue);
    }
    let elsewhere = sums.remove("");
    let mut states: Vec<_> = sums.into_values().collect();
    states.sort_by_key(|state| (std::cmp::Reverse(state.revenue_minor), state.state));
    Ok(Some(Regions { states, elsewhere }))
}
