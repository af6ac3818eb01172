//! Sales added up: by time, channel, product, buyer and region.

mod keeping;

pub use keeping::{add_up, keep_added_up};

use crate::{
    HubError,
    auth::OrgCx,
    permit::{Export, View},
};
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use domain::{
    ConnectionId, Currency,
    view::{
        analytics::{Analytics, ChannelSales, Days, ProductRank, ProductSales, SalesBucket, SalesSum, Step},
        day::{end_of_day, start_of_day},
        orders::Channel,
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use store::analytics::Sold;

/// How long somebody waits for what is read from the sales themselves.
const PATIENCE: Duration = Duration::from_secs(5);
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
}

/// What the page shows.
///
/// # Errors
/// When the database cannot be asked.
pub async fn find(cx: &OrgCx<View>, question: Question) -> Result<Analytics, HubError> {
    let Question { days, zone, rank, .. } = question;
    let mut tx = cx.begin().await?;
    let (home, home_zone) = store::overview::home(&mut tx).await?;
    let currency = question.currency.unwrap_or(home);
    let (before, step) = (days.before(), days.step());
    let (starts, starts_before) = (steps(days, step), steps(before, step));
    let all = starts_before.iter().chain(&starts);
    let mut bounds: Vec<_> = all.map(|day| start_of_day(*day, zone)).collect();
    bounds.push(end_of_day(days.last, zone));
    let buckets = store::analytics::sales(&mut tx, &bounds).await?;
    let channels = store::orders::channels(&mut tx).await?;
    let sold = Sold { days, zone, is_home: zone == home_zone, currency };
    let products = store::analytics::best(&mut tx, sold, rank, PRODUCTS).await?;
    drop(tx);

    let span = (start_of_day(days.first, zone), end_of_day(days.last, zone));
    let buyers = store::analytics::buyers(&mut cx.begin().await?, span, currency, PATIENCE).await?;
    let regions = store::analytics::regions(&mut cx.begin().await?, span, currency, PATIENCE).await?;

    let mut currencies = currencies(&buckets);
    currencies.insert(currency);
    let (now, earlier): (Vec<_>, Vec<_>) = buckets
        .into_iter()
        .filter(|bucket| bucket.sum.currency == currency)
        .partition(|bucket| bucket.span >= starts_before.len());
    let trend = |starts: &[NaiveDate], first: usize, buckets: &[SalesBucket]| -> Vec<_> {
        let of = |span| buckets.iter().filter(move |bucket| bucket.span == span).map(|bucket| &bucket.sum);
        (first..).zip(starts).map(|(span, day)| (*day, SalesSum::of(currency, of(span)))).collect()
    };
    Ok(Analytics {
        currency,
        currencies: currencies.into_iter().collect(),
        step,
        total: total(currency, &now),
        before: total(currency, &earlier),
        trend: trend(&starts, starts_before.len(), &now),
        trend_before: trend(&starts_before, 0, &earlier),
        channels: by_channel(&channels, &now, &earlier, currency),
        products,
        buyers,
        regions,
    })
}

/// All products that were sold, for a file.
///
/// # Errors
/// When the database cannot be asked.
pub(crate) async fn products(cx: &OrgCx<Export>, question: Question) -> Result<Vec<ProductSales>, HubError> {
    let mut tx = cx.begin().await?;
    let (home, home_zone) = store::overview::home(&mut tx).await?;
    let sold = Sold {
        days: question.days,
        zone: question.zone,
        is_home: question.zone == home_zone,
        currency: question.currency.unwrap_or(home),
    };
    Ok(store::analytics::best(&mut tx, sold, question.rank, ALL_PRODUCTS).await?)
}

/// The first day of each step. Weeks begin with the period, months with the calendar's.
fn steps(days: Days, step: Step) -> Vec<NaiveDate> {
    match step {
        Step::Day => days.iter().collect(),
        Step::Week => days.iter().step_by(7).collect(),
        Step::Month => days.iter().filter(|day| *day == days.first || day.day() == 1).collect(),
    }
}

pub(crate) fn total(currency: Currency, buckets: &[SalesBucket]) -> SalesSum {
    SalesSum::of(currency, buckets.iter().map(|bucket| &bucket.sum))
}

pub(crate) fn currencies(buckets: &[SalesBucket]) -> BTreeSet<Currency> {
    buckets.iter().map(|bucket| bucket.sum.currency).collect()
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
    fn steps_cover_their_days_from_the_first() {
        let days = |first: &str, last: &str| Days::new(first.parse().unwrap(), last.parse().unwrap());
        let starts =
            |days, step| -> Vec<String> { steps(days, step).iter().map(ToString::to_string).collect() };
        assert_eq!(
            starts(days("2026-01-30", "2026-02-01"), Step::Day),
            ["2026-01-30", "2026-01-31", "2026-02-01"]
        );
        assert_eq!(starts(days("2026-01-30", "2026-02-06"), Step::Week), ["2026-01-30", "2026-02-06"]);
        assert_eq!(
            starts(days("2026-01-30", "2026-03-01"), Step::Month),
            ["2026-01-30", "2026-02-01", "2026-03-01"]
        );
    }
}
