//! The first page: how sales go, and what needs a hand.

use crate::{HubError, analytics, auth::OrgCx, permit::View, usage};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    Currency,
    view::{
        analytics::{Days, SalesBucket, SalesSum},
        day::{day_of, end_of_day, start_of_day},
        first_hour::FirstHour,
        orders::Channel,
        overview::{Attention, ConnectionHealth, Overview, OverviewPoint, OverviewSpan, ToShip},
    },
};
use std::collections::BTreeMap;
use store::analytics::{BestAndLast, Sold};

/// Days within which a stock that ends is worth telling.
const SOON: i64 = 30;

/// The overview as of `now`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn find(cx: &OrgCx<View>, span: OverviewSpan, now: DateTime<Utc>) -> Result<Overview, HubError> {
    let (currency, zone) = store::overview::home(&mut cx.begin().await?).await?;
    let times = Times::new(span, now, zone);
    let days = times.days;
    // Of one length each, so they are asked for side by side; none holds a connection while it waits for another.
    let products = async {
        let sold = Sold { days, zone, is_home: true, currency };
        let mut tx = cx.begin().await?;
        Ok(store::analytics::best_and_last(&mut tx, sold, days.last, (SOON, Overview::FEW)).await?)
    };
    let hours = async {
        match span {
            OverviewSpan::Today => Ok(None),
            _ => {
                let mut tx = cx.begin().await?;
                Ok(store::analytics::hours(&mut tx, &times.hours, zone, analytics::PATIENCE).await?)
            }
        }
    };
    let (rest, hours, BestAndLast { best, last }) =
        tokio::try_join!(rest(cx, &times, zone, now), hours, products)?;
    let Rest { buckets, first_sale, channels, to_ship, has_products, attention, connections, first_hour } =
        rest;
    let by_hour = |of| hours.as_deref().map_or_else(Vec::new, |sums| analytics::by_hour(sums, of, currency));
    let (now, before): (Vec<_>, Vec<_>) = buckets
        .iter()
        .copied()
        .filter(|bucket| times.counts(bucket))
        .partition(|bucket| !times.is_before(bucket));
    Ok(Overview {
        today: days.last,
        span,
        days,
        first_sale: first_sale.map(|at| day_of(at, zone)),
        total: analytics::total(currency, &now),
        before: analytics::total(currency, &before),
        other_currencies: analytics::other_currencies(&now, currency),
        points: times.points(&buckets, currency),
        hours: by_hour(Times::NOW),
        hours_before: by_hour(Times::BEFORE),
        channels: analytics::by_channel(&channels, &now, &before, currency),
        to_ship,
        best,
        running_out: last,
        has_products,
        connections,
        attention,
        first_hour,
    })
}

/// What the overview shows besides products.
struct Rest {
    buckets: Vec<SalesBucket>,
    first_sale: Option<DateTime<Utc>>,
    channels: Vec<Channel>,
    to_ship: ToShip,
    has_products: bool,
    attention: Attention,
    connections: Vec<ConnectionHealth>,
    first_hour: FirstHour,
}

async fn rest(cx: &OrgCx<View>, times: &Times, zone: Tz, now: DateTime<Utc>) -> Result<Rest, HubError> {
    let mut tx = cx.begin().await?;
    let since = [now - TimeDelta::days(1), now - TimeDelta::days(2), late(now, zone)];
    Ok(Rest {
        buckets: store::analytics::sales(&mut tx, &times.bounds).await?,
        first_sale: store::analytics::first_sale(&mut tx).await?,
        channels: store::orders::channels(&mut tx).await?,
        to_ship: store::analytics::to_ship(&mut tx, since, Overview::FEW).await?,
        has_products: store::catalog::has_any(&mut tx).await?,
        attention: Attention {
            unknown_skus: store::catalog::count_unknown(&mut tx, Attention::CAP).await?,
            failed_records: store::overview::failed_records(&mut tx, Attention::CAP).await?,
            open_alerts: store::alerts::count_open(&mut tx).await?,
            plan: usage::orders_near_limit(&mut tx).await?,
        },
        connections: store::overview::connections(&mut tx).await?,
        first_hour: store::first_hour::find(&mut tx).await?,
    })
}

/// How many things [`find`] would show as waiting for a hand as of `now`. Records, SKUs, alerts, late sales, the plan and the
/// connections that it stopped count as one thing each, however many there are. Stock that ends is left to the page: to know it, four
/// weeks are added up.
///
/// # Errors
/// When the database cannot be asked.
pub async fn waiting(cx: &OrgCx<View>, now: DateTime<Utc>) -> Result<i64, HubError> {
    let mut tx = cx.begin().await?;
    let (_, zone) = store::overview::home(&mut tx).await?;
    let connections = store::overview::connections(&mut tx).await?;
    let troubled =
        connections.iter().filter(|health| health.needs_hand() || health.bad_run.is_some()).count();
    let parked = i64::from(connections.iter().any(ConnectionHealth::is_beyond_plan));
    let records = store::overview::failed_records(&mut tx, 1).await?;
    let skus = store::catalog::count_unknown(&mut tx, 1).await?;
    let alerts = store::alerts::count_open(&mut tx).await?.min(1);
    let plan = i64::from(usage::is_near_limit(&mut tx).await?);
    let late = i64::from(store::analytics::has_late(&mut tx, late(now, zone)).await?);
    let others = parked + records + skus + alerts + plan + late;
    Ok(i64::try_from(troubled).unwrap_or(i64::MAX).saturating_add(others))
}

/// What was placed before and has to be shipped waits for more than a week.
fn late(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    end_of_day(ToShip::last_older_day(day_of(now, zone)), zone)
}

/// The period, the one before it, and their points.
struct Times {
    days: Days,
    /// When the period begins; the one before it ends there.
    begin: DateTime<Utc>,
    end: DateTime<Utc>,
    /// Up to where the time before is compared: as far into its last day as it is into today.
    cut: DateTime<Utc>,
    /// When the points of both begin.
    starts: Vec<DateTime<Utc>>,
    /// The same with the cut and the end.
    bounds: Vec<DateTime<Utc>>,
    /// Between which hours of the day are compared: [`Times::BEFORE`], what is left out, and [`Times::NOW`].
    hours: [DateTime<Utc>; 4],
}

impl Times {
    /// The spans of `hours` that are told.
    const BEFORE: usize = 0;
    const NOW: usize = 2;

    fn new(span: OverviewSpan, now: DateTime<Utc>, zone: Tz) -> Self {
        let today = day_of(now, zone);
        let first = today.checked_sub_days(chrono::Days::new(u64::from(span.days()) - 1)).unwrap_or(today);
        let days = Days::new(first, today);
        let before = days.before();
        let begin = start_of_day(days.first, zone);
        let end = end_of_day(today, zone);
        let cut = analytics::same_time(before.last, now, zone);
        let mut starts: Vec<_> = match span {
            OverviewSpan::Today => {
                each_hour(start_of_day(before.first, zone), begin).chain(each_hour(begin, end)).collect()
            }
            _ => before.iter().chain(days.iter()).map(|day| start_of_day(day, zone)).collect(),
        };
        starts.dedup();
        let mut bounds = starts.clone();
        bounds.extend([cut, end]);
        bounds.sort_unstable();
        bounds.dedup();
        // The hour that is now has begun, so it has begun then.
        let until = each_hour(start_of_day(before.last, zone), begin).find(|at| *at >= cut).unwrap_or(begin);
        let hours = [start_of_day(before.first, zone), until, begin, end];
        Self { days, begin, end, cut, starts, bounds, hours }
    }

    fn start(&self, bucket: &SalesBucket) -> DateTime<Utc> {
        self.bounds.get(bucket.span).copied().unwrap_or(self.end)
    }

    fn is_before(&self, bucket: &SalesBucket) -> bool {
        self.start(bucket) < self.begin
    }

    /// Whether it is compared.
    fn counts(&self, bucket: &SalesBucket) -> bool {
        !self.is_before(bucket) || self.start(bucket) < self.cut
    }

    fn points(&self, buckets: &[SalesBucket], currency: Currency) -> Vec<OverviewPoint> {
        let mut sums: BTreeMap<DateTime<Utc>, Vec<SalesSum>> = BTreeMap::new();
        for bucket in buckets {
            let start = self.start(bucket);
            let point = self.starts.iter().rfind(|at| **at <= start).copied().unwrap_or(start);
            sums.entry(point).or_default().push(bucket.sum);
        }
        let sum = |at: &DateTime<Utc>| SalesSum::of(currency, sums.get(at).into_iter().flatten());
        let (before, now): (Vec<_>, Vec<_>) = self.starts.iter().partition(|at| **at < self.begin);
        let point = |(place, at): (usize, &DateTime<Utc>)| OverviewPoint {
            at: *at,
            now: sum(at),
            // A day of 25 hours has one more than the day before.
            before: before.get(place).map_or_else(|| SalesSum::zero(currency), sum),
        };
        now.iter().enumerate().map(point).collect()
    }
}

fn each_hour(from: DateTime<Utc>, until: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
    std::iter::successors(Some(from), |at| Some(*at + TimeDelta::hours(1))).take_while(move |at| *at < until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ConnectionId;

    fn bucket(times: &Times, at: &str, sales: i64, currency: Currency) -> SalesBucket {
        let at: DateTime<Utc> = at.parse().unwrap();
        let span = times.bounds.partition_point(|bound| *bound <= at) - 1;
        let sum = SalesSum { sales, revenue_minor: sales * 100, ..SalesSum::zero(currency) };
        SalesBucket { span, connection: ConnectionId(uuid::Uuid::nil()), sum }
    }

    fn times(span: OverviewSpan) -> Times {
        Times::new(span, "2026-11-23T15:20:00Z".parse().unwrap(), Tz::America__Sao_Paulo)
    }

    #[test]
    fn the_time_before_is_compared_up_to_the_same_time() {
        for (span, last, first) in [
            (OverviewSpan::Today, "2026-11-22", "2026-11-22"),
            (OverviewSpan::Week, "2026-11-16", "2026-11-10"),
        ] {
            let times = times(span);
            let counts = |at: &str| times.counts(&bucket(&times, at, 1, Currency::BRL));
            assert!(
                counts(&format!("{last}T15:19:59Z")) && !counts(&format!("{last}T15:20:00Z")),
                "{span:?}"
            );
            assert_eq!(times.starts[0].to_rfc3339(), format!("{first}T03:00:00+00:00"));
            assert!(counts("2026-11-23T23:00:00Z"), "of today everything counts, whatever its clock says");
        }
    }

    #[test]
    fn a_point_without_sales_is_a_point_of_zero() {
        let times = times(OverviewSpan::Week);
        let buckets = [
            bucket(&times, "2026-11-21T12:00:00Z", 2, Currency::BRL),
            bucket(&times, "2026-11-22T02:59:59Z", 1, Currency::USD),
            bucket(&times, "2026-11-16T12:00:00Z", 4, Currency::BRL),
            bucket(&times, "2026-11-16T22:00:00Z", 5, Currency::BRL),
        ];
        let points = times.points(&buckets, Currency::BRL);
        let figures: Vec<_> = points
            .iter()
            .map(|point| (point.now.sales, point.now.revenue_minor, point.before.sales))
            .collect();
        let zero = (0, 0, 0);
        assert_eq!(figures, [zero, zero, zero, zero, (3, 200, 0), zero, (0, 0, 9)]);
        assert_eq!(analytics::other_currencies(&buckets, Currency::BRL).len(), 1);
    }

    #[test]
    fn hours_of_the_day_before_end_with_the_hour_that_is_now() {
        // 12:20 there.
        let bounds = times(OverviewSpan::Week).hours.map(|at| at.to_rfc3339());
        assert_eq!(
            bounds,
            [
                "2026-11-10T03:00:00+00:00",
                "2026-11-16T16:00:00+00:00",
                "2026-11-17T03:00:00+00:00",
                "2026-11-24T03:00:00+00:00"
            ]
        );
    }

    #[test]
    fn hours_begin_where_they_do_in_zones_that_are_a_part_of_an_hour_off() {
        // 00:05 of the day there, and the last moment of the day before.
        for (zone, first, before) in [
            (Tz::Asia__Kolkata, "2026-11-22T18:35:00Z", "2026-11-22T18:29:59Z"),
            (Tz::Asia__Kathmandu, "2026-11-22T18:20:00Z", "2026-11-22T18:14:59Z"),
            (Tz::America__St_Johns, "2026-11-23T03:35:00Z", "2026-11-23T03:29:59Z"),
        ] {
            let times = Times::new(OverviewSpan::Today, "2026-11-23T15:20:00Z".parse().unwrap(), zone);
            let buckets = [first, before].map(|at| bucket(&times, at, 1, Currency::BRL));
            let points = times.points(&buckets, Currency::BRL);
            let hours: Vec<_> = points
                .iter()
                .map(|point| point.at.with_timezone(&zone).format("%H:%M").to_string())
                .collect();
            let all: Vec<_> = (0..24).map(|hour| format!("{hour:02}:00")).collect();
            assert_eq!(hours, all, "{zone}");
            assert_eq!((points[0].now.sales, points[23].before.sales), (1, 1), "{zone}");
        }
    }

    #[test]
    fn an_hour_that_is_set_back_makes_a_day_of_25() {
        let zone = Tz::America__New_York;
        let times = Times::new(OverviewSpan::Today, "2026-11-01T20:00:00Z".parse().unwrap(), zone);
        let points = times.points(&[], Currency::USD);
        assert_eq!(points.len(), 25);
    }
}
