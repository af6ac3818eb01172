//! Sales by time and channel.

use crate::{OrgTx, StoreError, error::in_time, orders::currency};
use chrono::{DateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use domain::{
    ConnectionId,
    view::{
        analytics::{SalesBucket, SalesSum},
        day::hour_of,
    },
};
use std::time::Duration;
use uuid::Uuid;

/// Sums as they come, in one currency.
struct Row {
    span: i32,
    connection_id: Uuid,
    currency: String,
    sales: i64,
    tests: i64,
    paid: i64,
    cancelled: i64,
    revenue: i64,
    received: i64,
    awaited: i64,
    charges: i64,
    told: i64,
    fees: i64,
}

impl Row {
    fn sum(&self) -> Result<SalesSum, StoreError> {
        Ok(SalesSum {
            currency: currency(&self.currency)?,
            sales: self.sales,
            tests: self.tests,
            paid: self.paid,
            cancelled: self.cancelled,
            revenue_minor: self.revenue,
            received_minor: self.received,
            awaited_minor: self.awaited,
            charges_minor: self.charges,
            told: self.told,
            fees_minor: self.fees,
        })
    }
}

/// Sales placed in the spans between `bounds`, which rise, by span, connection and currency.
///
/// Whole hours are read from what is added up, and the hours that a bound divides from the sales themselves.
///
/// # Errors
/// [`StoreError`].
pub async fn sales(tx: &mut OrgTx, bounds: &[DateTime<Utc>]) -> Result<Vec<SalesBucket>, StoreError> {
    let (Some(from), Some(until)) = (bounds.first(), bounds.last()) else { return Ok(Vec::new()) };
    let mut divided: Vec<_> =
        bounds.iter().filter(|bound| hour_of(**bound) != **bound).map(|bound| hour_of(*bound)).collect();
    divided.dedup();
    let org = tx.org();
    let rows = sqlx::query_as!(
        Row,
        r#"select width_bucket(s.at, $2::timestamptz[]) - 1 as "span!", s.connection_id as "connection_id!", s.currency as "currency!",
                  sum(s.sales)::bigint as "sales!", sum(s.tests)::bigint as "tests!", sum(s.paid)::bigint as "paid!",
                  sum(s.cancelled)::bigint as "cancelled!", saturated(sum(s.revenue_minor)) as "revenue!",
                  saturated(sum(s.received_minor)) as "received!", saturated(sum(s.awaited_minor)) as "awaited!",
                  saturated(sum(s.charges_minor)) as "charges!", sum(s.told)::bigint as "told!",
                  saturated(sum(s.fees_minor)) as "fees!"
           from (
               select h.hour as at, h.* from sales_hours h
               where h.org_id = $1 and h.hour >= $3 and h.hour < $4 and h.hour <> all ($5)
               union all
               select o.placed_at, c.*
               from unnest($6::timestamptz[], $7::timestamptz[]) as divided (since, until)
               cross join lateral (
                   select * from orders o
                   where o.org_id = $1 and o.placed_at >= divided.since and o.placed_at < divided.until offset 0
               ) o
               cross join lateral counts_of_sale(1, o.org_id, o.placed_at, o.connection_id, o.currency, o.status,
                   o.payment_status, o.is_test, o.total_minor, o.refunded_minor, o.charges_minor, o.kept_fees_minor,
                   o.commission_known) c
           ) s
           group by 1, 2, 3"#,
        org.0,
        bounds,
        from,
        until,
        &divided,
        &divided.iter().map(|hour| *hour.max(from)).collect::<Vec<_>>(),
        &divided.iter().map(|hour| (*hour + TimeDelta::hours(1)).min(*until)).collect::<Vec<_>>(),
    )
    .fetch_all(tx.conn())
    .await?;
    let bucket = |row: Row| {
        Ok(SalesBucket {
            span: usize::try_from(row.span).unwrap_or_default(),
            connection: ConnectionId(row.connection_id),
            sum: row.sum()?,
        })
    };
    rows.into_iter().map(bucket).collect()
}

/// When the first sale was placed that is here and no test.
///
/// # Errors
/// [`StoreError`].
pub async fn first_sale(tx: &mut OrgTx) -> Result<Option<DateTime<Utc>>, StoreError> {
    let org = tx.org();
    let first = sqlx::query_scalar!(
        "select hour from sales_hours where org_id = $1 and sales > 0 order by hour limit 1",
        org.0,
    );
    Ok(first.fetch_optional(tx.conn()).await?)
}

/// Sales of an hour of the day in one currency, within one of the spans that were asked for.
#[derive(Debug, Clone, Copy)]
pub struct HourSum {
    /// Which of the spans, from zero.
    pub span: usize,
    pub hour: u32,
    pub sum: SalesSum,
}

/// Sales placed in the spans between `bounds`, which rise, by hour of the day in `zone`.
///
/// Full hours of UTC are read from what is added up. Where a bound divides one, and in zones that are a part of an hour off, all of it is
/// read from the sales themselves: `None` after `patience`, which ends what the transaction can be used for.
///
/// # Errors
/// [`StoreError`].
pub async fn hours(
    tx: &mut OrgTx,
    bounds: &[DateTime<Utc>],
    zone: Tz,
    patience: Duration,
) -> Result<Option<Vec<HourSum>>, StoreError> {
    let (Some(from), Some(until)) = (bounds.first(), bounds.last()) else { return Ok(Some(Vec::new())) };
    let org = tx.org();
    let rows = if bounds.iter().all(|bound| hour_of(*bound) == *bound) && has_whole_hours(zone, *from, *until)
    {
        sqlx::query_as!(
            Row,
            // The index gives the hours in order, and there are far fewer of them than rows: each is put into the zone once.
            r#"select (width_bucket(h.hour, $2::timestamptz[]) - 1) * 24 + extract(hour from h.hour at time zone $5)::int as "span!",
                      $1::uuid as "connection_id!", h.currency as "currency!",
                      sum(h.sales)::bigint as "sales!", sum(h.tests)::bigint as "tests!", sum(h.paid)::bigint as "paid!",
                      sum(h.cancelled)::bigint as "cancelled!", saturated(sum(h.revenue)) as "revenue!",
                      saturated(sum(h.received)) as "received!", saturated(sum(h.awaited)) as "awaited!",
                      saturated(sum(h.charges)) as "charges!", sum(h.told)::bigint as "told!",
                      saturated(sum(h.fees)) as "fees!"
               from (
                   select hour, currency, sum(sales) as sales, sum(tests) as tests, sum(paid) as paid, sum(cancelled) as cancelled,
                       sum(revenue_minor) as revenue, sum(received_minor) as received, sum(awaited_minor) as awaited,
                       sum(charges_minor) as charges, sum(told) as told, sum(fees_minor) as fees
                   from sales_hours where org_id = $1 and hour >= $3 and hour < $4
                   group by 1, 2
               ) h
               group by 1, 3"#,
            org.0,
            bounds,
            from,
            until,
            zone.name(),
        )
        .fetch_all(tx.conn())
        .await?
    } else {
        tx.give_up_after(patience).await?;
        let rows = sqlx::query_as!(
            Row,
            r#"select (width_bucket(o.placed_at, $2::timestamptz[]) - 1) * 24 + extract(hour from o.placed_at at time zone $5)::int as "span!",
                      $1::uuid as "connection_id!", o.currency as "currency!",
                      sum(c.sales)::bigint as "sales!", sum(c.tests)::bigint as "tests!", sum(c.paid)::bigint as "paid!",
                      sum(c.cancelled)::bigint as "cancelled!", saturated(sum(c.revenue_minor)) as "revenue!",
                      saturated(sum(c.received_minor)) as "received!", saturated(sum(c.awaited_minor)) as "awaited!",
                      saturated(sum(c.charges_minor)) as "charges!", sum(c.told)::bigint as "told!",
                      saturated(sum(c.fees_minor)) as "fees!"
               from orders o
               cross join lateral counts_of_sale(1, o.org_id, o.placed_at, o.connection_id, o.currency, o.status,
                   o.payment_status, o.is_test, o.total_minor, o.refunded_minor, o.charges_minor, o.kept_fees_minor,
                   o.commission_known) c
               where o.org_id = $1 and o.placed_at >= $3 and o.placed_at < $4
               group by 1, 3"#,
            org.0,
            bounds,
            from,
            until,
            zone.name(),
        )
        .fetch_all(tx.conn())
        .await;
        let Some(rows) = in_time(rows)? else { return Ok(None) };
        rows
    };
    let hour = |row: &Row| {
        let place = u32::try_from(row.span).unwrap_or_default();
        Ok(HourSum {
            span: usize::try_from(place / 24).unwrap_or_default(),
            hour: place % 24,
            sum: row.sum()?,
        })
    };
    rows.iter().map(hour).collect::<Result<_, _>>().map(Some)
}

/// Whether hours of UTC are hours of the zone, on every day from `from` until `until`. Lord Howe is half an hour off in winter alone.
fn has_whole_hours(zone: Tz, from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
    let days = std::iter::successors(Some(from), |day| Some(*day + TimeDelta::days(1)));
    days.take_while(|day| *day < until).chain([until]).all(|at| {
        let offset = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
        offset.local_minus_utc() % 3600 == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_that_are_a_part_of_an_hour_off_divide_hours_even_where_only_in_winter() {
        let of = |zone, from: &str, until: &str| {
            let at = |day: &str| format!("{day}T13:00:00Z").parse().unwrap();
            has_whole_hours(zone, at(from), at(until))
        };
        let (summer, later, next) = ("2026-01-10", "2026-02-10", "2027-01-10");
        assert!(of(Tz::America__Sao_Paulo, summer, next) && of(Tz::Europe__Lisbon, summer, next));
        for zone in [Tz::Asia__Kolkata, Tz::Asia__Kathmandu, Tz::America__St_Johns] {
            assert!(!of(zone, summer, later), "{zone}");
        }
        assert!(of(Tz::Australia__Lord_Howe, summer, later));
        assert!(!of(Tz::Australia__Lord_Howe, summer, next));
    }
}
