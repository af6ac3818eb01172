//! What was sold of products.

use crate::{Db, OrgTx, StoreError, SystemTx, error::in_time};
use chrono::{DateTime, Days as Later, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    Currency, OrgId, ProductId,
    view::{
        analytics::{Days, ProductRank, ProductSales, RunningOut},
        day::{day_of, end_of_day, start_of_day},
    },
};
use rust_decimal::Decimal;
use std::{collections::BTreeSet, time::Duration};

/// Days whose sales sum up the pace at which a stock goes down.
const PACE_DAYS: i64 = 28;
/// Hours whose marks are worked off in one transaction: about a month of sales.
const HOURS: i64 = 24 * 31;

/// Which sales of products are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Sold {
    pub days: Days,
    /// In which they are days.
    pub zone: Tz,
    /// Whether that is the organisation's: of another one nothing is added up.
    pub is_home: bool,
    pub currency: Currency,
}

/// Each day with its beginning and end, as columns.
fn spans(
    days: impl Iterator<Item = NaiveDate>,
    zone: Tz,
) -> (Vec<NaiveDate>, Vec<DateTime<Utc>>, Vec<DateTime<Utc>>) {
    let (mut all, mut from, mut until) = (Vec::new(), Vec::new(), Vec::new());
    for day in days {
        all.push(day);
        from.push(start_of_day(day, zone));
        until.push(end_of_day(day, zone));
    }
    (all, from, until)
}

/// The best products, and those whose stock ends soonest.
#[derive(Debug, Clone, Default)]
pub struct BestAndLast {
    pub best: Vec<ProductSales>,
    pub last: Vec<RunningOut>,
}

/// The products that brought most in `sold`, and those that the last four full weeks before `today` would use up within `soon` days,
/// those that are sold out already last: `limit` of each.
///
/// # Errors
/// [`StoreError`].
pub async fn best_and_last(
    tx: &mut OrgTx,
    sold: Sold,
    today: NaiveDate,
    (soon, limit): (i64, i64),
) -> Result<BestAndLast, StoreError> {
    let pace_from = today - Later::new(PACE_DAYS.unsigned_abs());
    let read = Days::new(sold.days.first.min(pace_from), sold.days.last);
    let (days, from, until) = spans(read.iter(), sold.zone);
    let org = tx.org();
    let rows = sqlx::query!(
        r#"with sold as (
               select * from products_sold_by_weeks($1, $2, $3, $4, $5, array[$6, $8, $9]::date[])
           ), sums as materialized (
               select s.product, coalesce(sum(s.quantity) filter (where s.day >= $6 and s.currency = $7), 0) as quantity,
                   coalesce(sum(s.revenue_minor) filter (where s.day >= $6 and s.currency = $7), 0) as revenue,
                   coalesce(sum(s.quantity) filter (where s.day >= $8 and s.day < $9), 0) as pace
               from sold s group by 1
           ), best as (
               select * from sums where quantity > 0 order by revenue desc, quantity desc, product limit $11
           ), last as (
               select s.product, p.name, p.sku, greatest(p.stock, 0) as stock,
                   floor(greatest(p.stock, 0)::numeric * $12 * 10000 / s.pace)::bigint as days
               from sums s join products p on p.org_id = $1 and p.id = s.product
               where s.pace > 0 and p.active and p.stock is not null and p.stock::numeric * $12 * 10000 < s.pace * $10
               order by p.stock <= 0, days, s.pace desc, s.product limit $11
           )
           select true as "is_best!", b.product as "product!", p.name as "name!", p.sku as "sku!",
               saturated(b.quantity) as "quantity!", saturated(b.revenue) as "revenue!",
               case when p.currency = $7 then p.cost_minor end as cost, 0::bigint as "stock!", 0::bigint as "days!"
           from best b join products p on p.org_id = $1 and p.id = b.product
           union all
           select false, l.product, l.name, l.sku, 0, 0, null, l.stock, l.days from last l"#,
        org.0,
        &days,
        &from,
        &until,
        sold.is_home,
        sold.days.first,
        sold.currency.code(),
        pace_from,
        today,
        Decimal::from(soon),
        limit,
        Decimal::from(PACE_DAYS),
    )
    .fetch_all(tx.conn())
    .await?;
    let mut found = BestAndLast::default();
    for row in rows {
        let product = ProductId(row.product);
        if row.is_best {
            found.best.push(ProductSales {
                product,
                name: row.name,
                sku: row.sku,
                quantity_e4: row.quantity,
                revenue_minor: row.revenue,
                margin_minor: row.cost.map(|cost| margin(row.revenue, row.quantity, cost)),
            });
        } else {
            found.last.push(RunningOut {
                product,
                name: row.name,
                sku: row.sku,
                stock: row.stock,
                days: row.days,
            });
        }
    }
    // A union has no order.
    found.best.sort_by_key(|sold| std::cmp::Reverse((sold.revenue_minor, sold.quantity_e4)));
    found.last.sort_by_key(|last| (last.stock <= 0, last.days));
    Ok(found)
}

/// What is left of what pieces brought without what they cost.
fn margin(revenue_minor: i64, quantity_e4: i64, cost_minor: i64) -> i64 {
    let cost = i128::from(quantity_e4) * i128::from(cost_minor) / 10_000;
    i64::try_from(i128::from(revenue_minor) - cost).unwrap_or(i64::MIN)
}

/// The products of `sold` that are the best by `rank`, at most `limit`. By margin only those are ranked whose cost the catalogue tells in
/// the currency. `None` after `patience`, which ends what the transaction can be used for: days that are not added up are read from the
/// sales.
///
/// # Errors
/// [`StoreError`].
pub async fn best(
    tx: &mut OrgTx,
    sold: Sold,
    rank: ProductRank,
    (limit, patience): (i64, Duration),
) -> Result<Option<Vec<ProductSales>>, StoreError> {
    tx.give_up_after(patience).await?;
    let (days, since, until) = spans(sold.days.iter(), sold.zone);
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select r.product as "product!", r.name as "name!", r.sku as "sku!", r.quantity as "quantity!", r.revenue as "revenue!",
                  r.margin
           from (
               select s.product, p.name, p.sku, s.quantity, s.revenue,
                   saturated(s.revenue - trunc(s.quantity::numeric * case when p.currency = $6 then p.cost_minor end / 10000)) as margin
               from (
                   select d.product, saturated(sum(d.quantity)) as quantity, saturated(sum(d.revenue_minor)) as revenue
                   from products_sold_by_weeks($1, $2, $3, $4, $5, '{}') d where d.currency = $6 group by 1
               ) s
               join products p on p.org_id = $1 and p.id = s.product
           ) r
           where $7 <> 'margin' or r.margin is not null
           order by case $7 when 'quantity' then r.quantity when 'margin' then r.margin else r.revenue end desc,
               r.revenue desc, r.product
           limit $8"#,
        org.0,
        &days,
        &since,
        &until,
        sold.is_home,
        sold.currency.code(),
        rank.code(),
        limit,
    )
    .fetch_all(tx.conn())
    .await;
    let Some(rows) = in_time(rows)? else { return Ok(None) };
    let products = rows.into_iter().map(|row| ProductSales {
        product: ProductId(row.product),
        name: row.name,
        sku: row.sku,
        quantity_e4: row.quantity,
        revenue_minor: row.revenue,
        margin_minor: row.margin,
    });
    Ok(Some(products.collect()))
}

/// Organisations with days that are to be added up anew.
///
/// # Errors
/// [`StoreError`].
pub async fn marked(db: &Db) -> Result<Vec<OrgId>, StoreError> {
    let mut tx = SystemTx::because("find whose products are to be added up", db).await?;
    let orgs = sqlx::query_scalar!(
        r#"select o.id from organisations o
           where exists (select from product_marks m where m.org_id = o.id limit 1) order by o.id"#
    );
    Ok(orgs.fetch_all(tx.conn()).await?.into_iter().map(OrgId).collect())
}

/// Adds the newest of the marked days up anew, about a month of them, and tells whether there may be more. Triggers do the same with the
/// weeks of these days. The transaction has asked nothing yet.
///
/// All of it is of one moment. What is written meanwhile leaves marks of its own; where another worker does the same, or the zone changes,
/// nothing is done and it is tried again later.
///
/// # Errors
/// [`StoreError`].
pub async fn add_up(mut tx: OrgTx) -> Result<bool, StoreError> {
    let added = match add_up_marked(&mut tx).await {
        Ok(may_be_more) => tx.commit().await.map(|()| may_be_more),
        Err(error) => Err(error),
    };
    added.or_else(|error| if is_overtaken(&error) { Ok(false) } else { Err(error) })
}

/// Whether somebody else has changed the same meanwhile (`serialization_failure`, `deadlock_detected`).
pub(crate) fn is_overtaken(error: &StoreError) -> bool {
    let StoreError::Sql(sqlx::Error::Database(database)) = error else { return false };
    matches!(database.code().as_deref(), Some("40001" | "40P01"))
}

async fn add_up_marked(tx: &mut OrgTx) -> Result<bool, StoreError> {
    sqlx::query("set transaction isolation level repeatable read").execute(tx.conn()).await?;
    let (_, zone) = crate::overview::home(tx).await?;
    let org = tx.org();
    let hours = sqlx::query_scalar!(
        r#"with newest as (
               select distinct hour from product_marks where org_id = $1 order by hour desc limit $2
           ), gone as (
               delete from product_marks m using newest n where m.org_id = $1 and m.hour = n.hour
           )
           select hour as "hour!" from newest"#,
        org.0,
        HOURS,
    )
    .fetch_all(tx.conn())
    .await?;
    // An hour may lie in two days.
    let ends = |hour: &DateTime<Utc>| [*hour, *hour + TimeDelta::hours(1) - TimeDelta::microseconds(1)];
    let days: BTreeSet<_> = hours.iter().flat_map(ends).map(|at| day_of(at, zone)).collect();
    let (days, since, until) = spans(days.into_iter(), zone);
    sqlx::query!("delete from product_days where org_id = $1 and day = any ($2)", org.0, &days)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "insert into product_days (org_id, day, currency, products, quantities, revenues_minor)
         select $1, s.day, s.currency, array_agg(s.product order by s.product), array_agg(s.quantity order by s.product),
             array_agg(s.revenue order by s.product)
         from (
             select d.day, d.currency, d.product, saturated(sum(d.quantity)) as quantity, saturated(sum(d.revenue_minor)) as revenue
             from products_sold($1, $2, $3, $4, false) d group by 1, 2, 3
         ) s
         group by 2, 3",
        org.0,
        &days,
        &since,
        &until,
    )
    .execute(tx.conn())
    .await?;
    // What is marked while this goes on is for the next round.
    Ok(i64::try_from(hours.len()).is_ok_and(|read| read >= HOURS))
}
