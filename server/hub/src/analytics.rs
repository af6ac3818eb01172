//! Sales added up: by time, channel, product, buyer and region.

mod keeping;

pub use keeping::{add_up, keep_added_up};

use crate::{HubError, auth::OrgCx, permit::View};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    ConnectionId, Currency,
    view::{
        analytics::{
            Analytics, AnalyticsTable, ChannelSales, Days, ProductRank, SalesBucket, SalesSum, Step,
        },
        day::{day_of, end_of_day, start_of_day},
        orders::Channel,
    },
};
use futures::try_join;
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use store::analytics::{HourSum, Sold};

/// How long somebody waits for what is read from the sales themselves.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
/// Products that a page shows.
const PRODUCTS: i64 = 20;
/// Products that a file holds.
const ALL_PRODUCTS: i64 = 100_000;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    pub days: Days,
    /// In which they are days.
    pub zone: Tz,
    /// The organisation's where none is named.
    pub currency: Option<Currency>,
    pub rank: ProductRank,
    /// When it is asked: a day that is not over is compared with as much of the day before.
    pub now: DateTime<Utc>,
}

/// What is read besides the sums by time and channel.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Parts {
    /// So many products.
    products: Option<i64>,
    hours: bool,
    buyers: bool,
    regions: bool,
}

impl Parts {
    /// All that a workbook holds.
    pub const BOOK: Self = Self { products: Some(ALL_PRODUCTS), hours: true, buyers: true, regions: true };

    /// What one table needs.
    pub fn of(table: AnalyticsTable) -> Self {
        match table {
            AnalyticsTable::Trend | AnalyticsTable::Channels => Self::default(),
            AnalyticsTable::Hours => Self { hours: true, ..Self::default() },
            AnalyticsTable::Products => Self { products: Self::BOOK.products, ..Self::default() },
            AnalyticsTable::Buyers => Self { buyers: true, ..Self::default() },
            AnalyticsTable::Regions => Self { regions: true, ..Self::default() },
        }
    }
}

/// What the page shows.
///
/// # Errors
/// When the database cannot be asked.
pub async fn find(cx: &OrgCx<View>, question: Question) -> Result<Analytics, HubError> {
    // One day is shown by its hours.
    let hours = question.days.count() == 1;
    find_parts(cx, question, Parts { products: Some(PRODUCTS), hours, ..Parts::BOOK }).await
}

/// The same with these parts; those that nobody wants are as if they took too long.
pub(crate) async fn find_parts(
    cx: &OrgCx<View>,
    question: Question,
    parts: Parts,
) -> Result<Analytics, HubError> {
    let Question { days, zone, rank, now, .. } = question;
    let mut tx = cx.begin().await?;
    let (home, home_zone) = store::overview::home(&mut tx).await?;
    let currency = question.currency.unwrap_or(home);
    let (before, step) = (days.before(), days.step());
    let (starts, starts_before) = (steps(days, step), steps(before, step));
    let (begin, end) = (start_of_day(days.first, zone), end_of_day(days.last, zone));
    let compared = if days.last == day_of(now, zone) { same_time(before.last, now, zone) } else { begin };
    let all = starts_before.iter().chain(&starts);
    let begins: Vec<_> = all.map(|day| start_of_day(*day, zone)).collect();
    let mut bounds = [&begins[..], &[compared, end]].concat();
    bounds.sort_unstable();
    bounds.dedup();
    let buckets = store::analytics::sales(&mut tx, &bounds).await?;
    let first_sale = store::analytics::first_sale(&mut tx).await?;
    let channels = store::orders::channels(&mut tx).await?;
    drop(tx);

    let sold = Sold { days, zone, is_home: zone == home_zone, currency };
    let products = async {
        let Some(limit) = parts.products else { return Ok(None) };
        store::analytics::best(&mut cx.begin().await?, sold, rank, (limit, PATIENCE)).await
    };
    let hours = async {
        match parts.hours {
            true => store::analytics::hours(&mut cx.begin().await?, &[begin, end], zone, PATIENCE).await,
            false => Ok(None),
        }
    };
    let buyers = async {
        match parts.buyers {
            true => store::analytics::buyers(&mut cx.begin().await?, (begin, end), currency, PATIENCE).await,
            false => Ok(None),
        }
    };
    let regions = async {
        match parts.regions {
            true => store::analytics::regions(&mut cx.begin().await?, (begin, end), currency, PATIENCE).await,
            false => Ok(None),
        }
    };
    let (products, hours, buyers, regions) = try_join!(products, hours, buyers, regions)?;

    let mut currencies = currencies(&buckets);
    currencies.insert(currency);
    let at = |bucket: &SalesBucket| bounds.get(bucket.span).copied().unwrap_or(end);
    let (mut now, mut earlier): (Vec<_>, Vec<_>) =
        buckets.into_iter().partition(|bucket| at(bucket) >= begin);
    let other_currencies = other_currencies(&now, currency);
    for buckets in [&mut now, &mut earlier] {
        buckets.retain(|bucket| bucket.sum.currency == currency);
    }
    let trend = |starts: &[NaiveDate], first: usize, buckets: &[SalesBucket]| -> Vec<_> {
        let step_of = |bucket: &SalesBucket| begins.partition_point(|begin| *begin <= at(bucket));
        let of = |step| {
            let is_of = |bucket: &&SalesBucket| step_of(bucket) == step + 1;
            let sums: Vec<_> = buckets.iter().filter(is_of).map(|bucket| bucket.sum).collect();
            sums
        };
        (first..).zip(starts).map(|(step, day)| (*day, SalesSum::of(currency, &of(step)))).collect()
    };
    let (trend, trend_before) =
        (trend(&starts, starts_before.len(), &now), trend(&starts_before, 0, &earlier));
    let earlier: Vec<_> = earlier.into_iter().filter(|bucket| at(bucket) < compared).collect();
    Ok(Analytics {
        currency,
        currencies: currencies.into_iter().collect(),
        step,
        has_channels: !channels.is_empty(),
        first_sale: first_sale.map(|at| day_of(at, zone)),
        total: total(currency, &now),
        before: total(currency, &earlier),
        other_currencies,
        trend,
        trend_before,
        hours: hours.map(|hours| by_hour(&hours, 0, currency)),
        channels: by_channel(&channels, &now, &earlier, currency),
        products,
        buyers,
        regions,
    })
}

/// The moment of `day` at which it is as late as it is now; its end at the latest, where it is shorter than today.
pub(crate) fn same_time(day: NaiveDate, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let into_today = now - start_of_day(day_of(now, zone), zone);
    (start_of_day(day, zone) + into_today).min(end_of_day(day, zone))
}

/// The first day of each step. Weeks end with the period, so that the last one, by which people tell how sales go, is no shorter than
/// the others: the first one may be. Months are the calendar's.
fn steps(days: Days, step: Step) -> Vec<NaiveDate> {
    match step {
        Step::Day => days.iter().collect(),
        Step::Week => {
            let ends_with = |day: NaiveDate| ((days.last - day).num_days() + 1) % 7 == 0;
            days.iter().filter(|day| *day == days.first || ends_with(*day)).collect()
        }
        Step::Month => days.iter().filter(|day| *day == days.first || day.day() == 1).collect(),
    }
}

pub(crate) fn total(currency: Currency, buckets: &[SalesBucket]) -> SalesSum {
    SalesSum::of(currency, buckets.iter().map(|bucket| &bucket.sum))
}

fn currencies(buckets: &[SalesBucket]) -> BTreeSet<Currency> {
    buckets.iter().map(|bucket| bucket.sum.currency).collect()
}

/// Of each currency but this one.
pub(crate) fn other_currencies(buckets: &[SalesBucket], currency: Currency) -> Vec<SalesSum> {
    let others = currencies(buckets).into_iter().filter(|other| *other != currency);
    others
        .map(|other| {
            let of_it: Vec<_> =
                buckets.iter().copied().filter(|bucket| bucket.sum.currency == other).collect();
            total(other, &of_it)
        })
        .collect()
}

/// One sum for each of the 24 hours of the day in one of the spans.
pub(crate) fn by_hour(sums: &[HourSum], span: usize, currency: Currency) -> Vec<SalesSum> {
    let is_of = move |one: &&HourSum, hour: u32| (one.span, one.hour) == (span, hour);
    let of_hour = |hour| sums.iter().filter(move |one| is_of(one, hour)).map(|one| &one.sum);
    (0..24).map(|hour| SalesSum::of(currency, of_hour(hour))).collect()
}

/// Channels that sold now or before, the highest revenue first.
pub(crate) fn by_channel(
    channels: &[Channel],
    now: &[SalesBucket],
    before: &[SalesBucket],
    currency: Currency,
) -> Vec<ChannelSales> {
    let mut sums: BTreeMap<ConnectionId, [Vec<SalesSum>; 2]> = BTreeMap::new();
    for (place, buckets) in [now, before].into_iter().enumerate() {
        for bucket in buckets {
            sums.entry(bucket.connection).or_default()[place].push(bucket.sum);
        }
    }
    let named = sums.into_iter().filter_map(|(connection, [now, before])| {
        let channel = channels.iter().find(|channel| channel.connection == connection)?.clone();
        Some(ChannelSales {
            channel,
            now: SalesSum::of(currency, &now),
            before: SalesSum::of(currency, &before),
        })
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|sales| std::cmp::Reverse((sales.now.revenue_minor, sales.now.sales)));
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shorter_day_has_no_time_beyond_its_end() {
        let zone = Tz::America__New_York;
        let at =
            |now: &str, day: &str| same_time(day.parse().unwrap(), now.parse().unwrap(), zone).to_rfc3339();
        assert_eq!(at("2026-11-23T15:20:00Z", "2026-11-22"), "2026-11-22T15:20:00+00:00");
        // 25 hours, after a day of 24.
        assert_eq!(at("2026-11-02T04:30:00Z", "2026-10-31"), "2026-11-01T04:00:00+00:00");
    }

    #[test]
    fn steps_cover_their_days_from_the_first() {
        let days = |first: &str, last: &str| Days::new(first.parse().unwrap(), last.parse().unwrap());
        let starts =
            |days, step| -> Vec<String> { steps(days, step).iter().map(ToString::to_string).collect() };
        assert_eq!(
            starts(days("2026-01-30", "2026-02-01"), Step::Day),
            ["2026-01-30", "2026-01-31", "2026-02-01"]
        );
        assert_eq!(starts(days("2026-01-30", "2026-02-05"), Step::Week), ["2026-01-30"]);
        assert_eq!(starts(days("2026-01-30", "2026-02-06"), Step::Week), ["2026-01-30", "2026-01-31"]);
        assert_eq!(
            starts(days("2026-01-30", "2026-02-12"), Step::Week),
            ["2026-01-30", "2026-02-06"],
            "both are whole"
        );
        assert_eq!(
            starts(days("2026-01-30", "2026-03-01"), Step::Month),
            ["2026-01-30", "2026-02-01", "2026-03-01"]
        );
    }
}
