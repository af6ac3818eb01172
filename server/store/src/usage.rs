//! What a company used of what is counted: entry by entry, and added up by month in the same transactions.

use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{Meter, OrgId, view::usage::UsageEntry};
use uuid::Uuid;

/// The first day of the month of which something is counted; months begin in UTC for everybody.
pub fn month_of(at: DateTime<Utc>) -> NaiveDate {
    let day = at.date_naive();
    day.with_day(1).unwrap_or(day)
}

/// What is to be taken of a month.
#[derive(Debug, Clone, Copy)]
pub struct Take<'a> {
    pub meter: Meter,
    /// Its first day.
    pub month: NaiveDate,
    pub quantity: i64,
    /// Of what was reserved for this, how much is free again.
    pub held: i64,
    /// An entry with a key that is here already is the same one.
    pub key: &'a str,
    /// What used it, and its id.
    pub cause: (&'a str, Option<Uuid>),
}

/// Takes and enters it. `None` where the plan includes less: nothing is taken then. Else how much of the month is used.
/// Whoever takes of the same month waits until the transaction has ended.
///
/// # Errors
/// [`StoreError`].
pub async fn take(tx: &mut OrgTx, take: &Take<'_>) -> Result<Option<i64>, StoreError> {
    let org = tx.org();
    let used = sqlx::query_scalar!(
        "select take_usage($1, $2, $3, $4, $5, $6, $7, $8)",
        org.0,
        take.meter.code(),
        take.month,
        take.quantity,
        take.held,
        take.key,
        take.cause.0,
        take.cause.1,
    );
    Ok(used.fetch_one(tx.conn()).await?)
}

/// Reserves one unit for work whose quantity is not known yet. Returns whether the plan includes it.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn reserve(tx: &mut OrgTx, meter: Meter, month: NaiveDate) -> Result<bool, StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into usage_months (org_id, meter, month) values ($1, $2, $3) on conflict do nothing",
        org.0,
        meter.code(),
        month,
    )
    .execute(tx.conn())
    .await?;
    let done = sqlx::query!(
        "update usage_months m set reserved = m.reserved + 1 from org_plans p
         where m.org_id = $1 and m.meter = $2 and m.month = $3 and p.org_id = m.org_id
           and (p.overage or coalesce(m.used + m.reserved < case m.meter when 'orders' then p.orders else p.validations end, true))",
        org.0,
        meter.code(),
        month,
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What a month has room for: the figures by which [`take`] and a reservation are let through or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many the plan includes; none without a limit.
    pub included: Option<i64>,
    pub used: i64,
    /// Held for work whose quantity is not known yet.
    pub held: i64,
    /// What goes beyond what the plan includes is not refused: it is paid for one by one.
    pub pays_beyond: bool,
}

impl Standing {
    /// How many the plan still includes beside what is held; none without a limit.
    pub fn left(&self) -> Option<i64> {
        self.included.map(|included| included.saturating_sub(self.used.saturating_add(self.held)).max(0))
    }

    /// How many more are let through at most, should all that is held come free; none where nothing is refused.
    pub fn most(&self) -> Option<i64> {
        let included = self.included.filter(|_| !self.pays_beyond);
        included.map(|included| included.saturating_sub(self.used).max(0))
    }
}

/// What a month has room for now.
///
/// # Errors
/// [`StoreError`].
pub async fn standing(tx: &mut OrgTx, meter: Meter, month: NaiveDate) -> Result<Standing, StoreError> {
    let org = tx.org();
    // As `take_usage` decides: only what is checked can be paid for beyond the plan.
    let row = sqlx::query!(
        r#"select case $2::text when 'orders' then p.orders else p.validations end as "included?",
                  (p.overage and $2::text = 'validations') as "pays_beyond!",
                  coalesce(m.used, 0) as "used!", coalesce(m.reserved, 0) as "held!"
           from org_plans p
           left join usage_months m on m.org_id = p.org_id and m.meter = $2::text and m.month = $3
           where p.org_id = $1"#,
        org.0,
        meter.code(),
        month,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Standing { included: row.included, used: row.used, held: row.held, pays_beyond: row.pays_beyond })
}

/// How much of a meter was used in a month.
///
/// # Errors
/// [`StoreError`].
pub async fn used(tx: &mut OrgTx, meter: Meter, month: NaiveDate) -> Result<i64, StoreError> {
    let org = tx.org();
    let used = sqlx::query_scalar!(
        "select used from usage_months where org_id = $1 and meter = $2 and month = $3",
        org.0,
        meter.code(),
        month,
    );
    Ok(used.fetch_optional(tx.conn()).await?.unwrap_or_default())
}

/// What was used since a moment.
///
/// # Errors
/// [`StoreError`].
pub async fn used_since(tx: &mut OrgTx, meter: Meter, since: DateTime<Utc>) -> Result<i64, StoreError> {
    let org = tx.org();
    let used = sqlx::query_scalar!(
        r#"select coalesce(sum(quantity), 0)::bigint as "used!" from usage_entries
           where org_id = $1 and at >= $3 and meter = $2"#,
        org.0,
        meter.code(),
        since,
    );
    Ok(used.fetch_one(tx.conn()).await?)
}

/// Entries, the newest first, from behind one.
///
/// # Errors
/// [`StoreError`].
pub async fn entries(
    tx: &mut OrgTx,
    meter: Option<Meter>,
    behind: Option<(DateTime<Utc>, &str)>,
    most: i64,
) -> Result<Vec<UsageEntry>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select e.meter, e.key, e.quantity, e.cause, coalesce(v.id, r.id) as "cause_id?", e.at,
                  coalesce(s.name, c.name) as "name?", r.kind as "run_kind?"
           from usage_entries e
           left join validation_runs v on v.org_id = e.org_id and v.id = e.cause_id and e.cause = 'validation'
           left join sheets s on s.org_id = v.org_id and s.id = v.sheet_id
           left join sync_runs r on r.org_id = e.org_id and r.id = e.cause_id and e.cause = 'run'
           left join connections c on c.org_id = r.org_id and c.id = r.connection_id
           where e.org_id = $1 and ($2::text is null or e.meter = $2)
             and ($3::timestamptz is null or (e.at, e.key) < ($3, $4::text))
           order by e.at desc, e.key desc limit $5"#,
        org.0,
        meter.map(Meter::code),
        behind.map(|(at, _)| at),
        behind.map(|(_, key)| key),
        most,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(UsageEntry {
                meter: row.meter.parse()?,
                key: row.key,
                quantity: row.quantity,
                cause: row.cause,
                cause_id: row.cause_id,
                name: row.name,
                run_kind: row.run_kind.as_deref().map(str::parse).transpose()?,
                at: row.at,
            })
        })
        .collect()
}

/// Orders that wait for room in the plan. Those of demo stores need none.
///
/// # Errors
/// [`StoreError`].
pub async fn parked_orders(tx: &mut OrgTx) -> Result<i64, StoreError> {
    let org = tx.org();
    let parked = sqlx::query_scalar!(
        r#"select count(*) as "parked!" from source_records r
           where r.org_id = $1 and r.verdict = 'skipped' and r.reason = 'plan_limit'
             and not exists (select from connections c
                             where c.org_id = r.org_id and c.id = r.connection_id and c.is_demo)"#,
        org.0,
    );
    Ok(parked.fetch_one(tx.conn()).await?)
}

/// The orders that a month counts and those that the plan includes; `None` before four fifths of these are used.
///
/// # Errors
/// [`StoreError`].
pub async fn orders_near_limit(tx: &mut OrgTx, month: NaiveDate) -> Result<Option<(i64, i64)>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select coalesce(m.used, 0) as "used!", p.orders as "most!"
           from org_plans p
           left join usage_months m on m.org_id = p.org_id and m.meter = 'orders' and m.month = $2
           where p.org_id = $1 and coalesce(m.used, 0) >= p.orders - p.orders / 5"#,
        org.0,
        month,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| (row.used, row.most)))
}

/// The zone in which the company's days begin.
///
/// # Errors
/// [`StoreError`].
pub async fn time_zone(tx: &mut OrgTx) -> Result<String, StoreError> {
    let org = tx.org();
    let zone = sqlx::query_scalar!("select time_zone from organisations where id = $1", org.0);
    Ok(zone.fetch_one(tx.conn()).await?)
}

/// A month whose sum is not that of its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    pub org: OrgId,
    pub meter: Meter,
    pub month: NaiveDate,
    pub sum: i64,
    pub entered: i64,
}

/// Months of the last two years whose sum is not that of their entries; keeps which these are for [`differing`].
///
/// # Errors
/// [`StoreError`].
pub async fn differences(db: &Db) -> Result<Vec<Difference>, StoreError> {
    let mut tx = SystemTx::because("compare what was used with its entries", db).await?;
    let rows = sqlx::query!(
        r#"select coalesce(m.org_id, e.org_id) as "org!", coalesce(m.meter, e.meter) as "meter!",
                  coalesce(m.month, e.month) as "month!", coalesce(m.used, 0) as "sum!",
                  coalesce(e.entered, 0)::bigint as "entered!"
           from (select org_id, meter, month, used from usage_months where month > now() - interval '2 years') m
           full join (select org_id, meter, month, sum(quantity) as entered from usage_entries
                      where month > now() - interval '2 years' group by 1, 2, 3) e
             on e.org_id = m.org_id and e.meter = m.meter and e.month = m.month
           where coalesce(m.used, 0) <> coalesce(e.entered, 0)"#,
    )
    .fetch_all(tx.conn())
    .await?;
    sqlx::query!("update usage_months set entered = null, compared = null where entered is not null")
        .execute(tx.conn())
        .await?;
    for row in &rows {
        sqlx::query!(
            "insert into usage_months (org_id, meter, month, entered, compared) values ($1, $2, $3, $4, $5)
             on conflict (org_id, meter, month) do update set entered = excluded.entered, compared = excluded.compared",
            row.org,
            row.meter,
            row.month,
            row.entered,
            row.sum,
        )
        .execute(tx.conn())
        .await?;
    }
    tx.commit().await?;
    let found = rows.into_iter().map(|row| {
        Ok(Difference {
            org: OrgId(row.org),
            meter: row.meter.parse()?,
            month: row.month,
            sum: row.sum,
            entered: row.entered,
        })
    });
    found.collect()
}

/// Those of the company that were found last, with the figures of then.
///
/// # Errors
/// [`StoreError`].
pub async fn differing(tx: &mut OrgTx) -> Result<Vec<Difference>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select meter, month, compared as "compared!", entered as "entered!" from usage_months
           where org_id = $1 and entered is not null order by month, meter"#,
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let found = rows.into_iter().map(|row| {
        Ok(Difference {
            org,
            meter: row.meter.parse()?,
            month: row.month,
            sum: row.compared,
            entered: row.entered,
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_left_to_nobody_and_nothing_is_refused_that_is_paid_for() {
        let plan = Standing { included: Some(10), used: 6, held: 1, pays_beyond: false };
        assert_eq!((plan.left(), plan.most()), (Some(3), Some(4)));
        let full = Standing { used: 12, ..plan };
        assert_eq!((full.left(), full.most()), (Some(0), Some(0)));
        let paid = Standing { pays_beyond: true, ..full };
        assert_eq!((paid.left(), paid.most()), (Some(0), None));
        let endless = Standing { included: None, ..plan };
        assert_eq!((endless.left(), endless.most()), (None, None));
    }
}
