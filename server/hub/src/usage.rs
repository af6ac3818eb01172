//! What a company uses of its plan: now, today, in the month, and how long it lasts.

use crate::{Hub, HubError, auth::OrgCx, permit::View, plans};
use chrono::{DateTime, Days, Months, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use domain::{
    Meter, Quota,
    view::usage::{PlanOrders, PlanUse, QuotaUse, UsageEntry},
};
use store::{OrgTx, plans::Effective};

/// Entries of a page.
pub const PAGE: i64 = 50;

/// The first day of this month, of which what is used is counted; months begin in UTC for everybody.
pub(crate) fn month() -> NaiveDate {
    store::usage::month_of(Utc::now())
}

/// What the company uses.
///
/// # Errors
/// [`HubError`].
pub async fn plan_use(cx: &OrgCx<View>) -> Result<PlanUse, HubError> {
    let mut tx = cx.begin().await?;
    let holds = store::plans::find(&mut tx, false).await?.effective;
    let zone: Tz = store::usage::time_zone(&mut tx).await?.parse().unwrap_or(Tz::UTC);
    let (month, now) = (month(), Utc::now());
    let mut quotas = Vec::with_capacity(Quota::ALL.len());
    for meter in Meter::ALL {
        let used = store::usage::used(&mut tx, *meter, month).await?;
        let today = store::usage::used_since(&mut tx, *meter, midnight(now, zone)).await?;
        let quota = plans::quota_of(*meter);
        let limit = holds.limits.of(quota);
        let parked = match meter {
            Meter::Orders => store::usage::parked_orders(&mut tx).await?,
            Meter::Validations => 0,
        };
        let reached_on = limit.and_then(|limit| reached_on(month, now, used, limit));
        quotas.push(QuotaUse { quota, limit, used, today: Some(today), reached_on, parked, uncounted: 0 });
    }
    let taken = store::plans::taken(cx.hub().db(), &mut tx).await?;
    for (quota, used) in [(Quota::Connections, taken.connections), (Quota::Members, taken.members)] {
        let limit = holds.limits.of(quota);
        let (parked, uncounted) = match quota {
            Quota::Connections => (taken.parked_connections, taken.demo_connections),
            _ => (0, 0),
        };
        quotas.push(QuotaUse { quota, limit, used, today: None, reached_on: None, parked, uncounted });
    }
    let limit = holds.limits.history_days;
    let used = limit.unwrap_or_default();
    let quota = Quota::HistoryDays;
    quotas.push(QuotaUse { quota, limit, used, today: None, reached_on: None, parked: 0, uncounted: 0 });
    let Effective { plan, source, limits, overage } = holds;
    Ok(PlanUse { plan, source, limits, overage, quotas, anew_on: next_month(month) })
}

/// The orders of this month, where the plan includes few more or none.
///
/// # Errors
/// [`HubError`].
pub(crate) async fn orders_near_limit(tx: &mut OrgTx) -> Result<Option<PlanOrders>, HubError> {
    let month = month();
    let Some((used, limit)) = store::usage::orders_near_limit(tx, month).await? else { return Ok(None) };
    let waiting = store::usage::parked_orders(tx).await?;
    // A plan without orders has none left, which is worth telling once there is one.
    Ok((used > 0 || waiting > 0).then(|| PlanOrders {
        used: used.unsigned_abs(),
        limit: limit.unsigned_abs(),
        waiting: waiting.unsigned_abs(),
        anew_on: next_month(month),
    }))
}

/// Whether [`orders_near_limit`] tells of any. Those that wait are counted only where the plan includes none.
///
/// # Errors
/// [`HubError`].
pub(crate) async fn is_near_limit(tx: &mut OrgTx) -> Result<bool, HubError> {
    Ok(match store::usage::orders_near_limit(tx, month()).await? {
        None => false,
        Some((0, _)) => store::usage::parked_orders(tx).await? > 0,
        Some(_) => true,
    })
}

/// Entries of the ledger, the newest first, from behind one.
///
/// # Errors
/// [`HubError`].
pub async fn entries(
    cx: &OrgCx<View>,
    meter: Option<Meter>,
    behind: Option<(DateTime<Utc>, &str)>,
) -> Result<(Vec<UsageEntry>, bool), HubError> {
    let mut tx = cx.begin().await?;
    let mut found = store::usage::entries(&mut tx, meter, behind, PAGE + 1).await?;
    let is_more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    Ok((found, is_more))
}

/// The moment at which the company's day began.
fn midnight(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let day = now.with_timezone(&zone).date_naive();
    let at = day.and_hms_opt(0, 0, 0).unwrap_or_default();
    // A midnight that the clocks leave out begins the day with the hour after it.
    zone.from_local_datetime(&at).earliest().map_or_else(|| now, |at| at.with_timezone(&Utc))
}

fn next_month(month: NaiveDate) -> NaiveDate {
    month.checked_add_months(Months::new(1)).unwrap_or(month)
}

/// The day of this month on which the limit is reached, if it goes on as it did; none if it is not, and on the first day, of which
/// too little is known.
fn reached_on(month: NaiveDate, now: DateTime<Utc>, used: i64, limit: i64) -> Option<NaiveDate> {
    let today = now.date_naive();
    if used >= limit {
        return Some(today);
    }
    let passed = now - month.and_hms_opt(0, 0, 0)?.and_utc();
    let (used, left, passed) = (i128::from(used), i128::from(limit - used), i128::from(passed.num_seconds()));
    if used == 0 || passed < 86_400 {
        return None;
    }
    let days = u64::try_from(left * passed / used / 86_400).ok()?;
    let on = today.checked_add_days(Days::new(days.min(62)))?;
    (on < next_month(month)).then_some(on)
}

/// Tells of months whose sum is not that of their entries: in the log, and by an alert to their companies. Done every day. Returns
/// how many these are.
///
/// # Errors
/// [`HubError`].
pub async fn compare(hub: &Hub) -> Result<usize, HubError> {
    let different = store::usage::differences(hub.db()).await?;
    for of in &different {
        let (org, meter, month, sum, entered) = (of.org, of.meter, of.month, of.sum, of.entered);
        tracing::error!(%org, %meter, %month, sum, entered, "what was used does not add up");
    }
    Ok(different.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn noon(of: u32) -> DateTime<Utc> {
        day(of).and_hms_opt(12, 0, 0).unwrap().and_utc()
    }

    #[test]
    fn a_limit_is_reached_on_the_day_that_the_days_before_point_to() {
        // 50 in nine and a half days: the other 50 take as long.
        assert_eq!(reached_on(day(1), noon(10), 50, 100), Some(day(19)));
        assert_eq!(reached_on(day(1), noon(10), 10, 100), None);
        assert_eq!(reached_on(day(1), noon(10), 100, 100), Some(day(10)));
        assert_eq!(reached_on(day(1), noon(1), 50, 100), None);
        assert_eq!(reached_on(day(1), noon(10), 0, 100), None);
        assert_eq!(reached_on(day(1), noon(30), 1, i64::MAX), None);
    }

    #[test]
    fn a_day_begins_at_midnight_of_its_company() {
        let at = midnight(noon(10), chrono_tz::America::Sao_Paulo);
        assert_eq!(at, day(10).and_hms_opt(3, 0, 0).unwrap().and_utc());
        // Chile moves its clocks at midnight: 6 September 2026 begins at one.
        let spring = NaiveDate::from_ymd_opt(2026, 9, 6).unwrap().and_hms_opt(15, 0, 0).unwrap().and_utc();
        assert!(midnight(spring, chrono_tz::America::Santiago) <= spring);
    }
}
