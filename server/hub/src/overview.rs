//! The first page: today, the last 30 days, and what needs a hand.

use crate::{HubError, auth::OrgCx, permit::View};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{
    ConnectionId, Currency, Money,
    view::{
        day,
        orders::Channel,
        overview::{Attention, DaySales, OVERVIEW_DAYS, Overview, SalesFigure},
    },
};
use std::collections::BTreeMap;

/// The overview as of `now`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn find(cx: &OrgCx<View>, now: DateTime<Utc>) -> Result<Overview, HubError> {
    let mut tx = cx.begin().await?;
    let (currency, zone) = store::overview::home(&mut tx).await?;
    let today = day::day_of(now, zone);
    let first = today.checked_sub_days(Days::new(OVERVIEW_DAYS - 1)).unwrap_or(today);
    let sales = store::overview::sales(&mut tx, day::start_of_day(first, zone), zone).await?;
    let channels = store::orders::channels(&mut tx).await?;
    let attention = Attention {
        unknown_skus: store::catalog::count_unknown(&mut tx, Attention::CAP).await?,
        failed_records: store::overview::failed_records(&mut tx, Attention::CAP).await?,
        open_alerts: store::alerts::count_open(&mut tx).await?,
    };
    let days = by_day(&sales, first, today, currency);
    let of_today: Vec<_> = sales.iter().filter(|sale| sale.day == today).copied().collect();
    Ok(Overview {
        today,
        today_sales: days.last().map_or_else(|| SalesFigure::zero(currency), |(_, figure)| *figure),
        period_sales: sum(currency, days.iter().map(|(_, figure)| figure)),
        other_currencies: other_currencies(&sales, currency),
        today_by_channel: by_channel(&of_today, &channels, currency),
        by_channel: by_channel(&sales, &channels, currency),
        connections: store::overview::connections(&mut tx).await?,
        days,
        attention,
    })
}

/// How many things [`find`] would show as waiting for a hand. Records, SKUs and alerts count as one thing each,
/// however many there are.
///
/// # Errors
/// When the database cannot be asked.
pub async fn waiting(cx: &OrgCx<View>) -> Result<i64, HubError> {
    let mut tx = cx.begin().await?;
    let connections = store::overview::connections(&mut tx).await?;
    let troubled =
        connections.iter().filter(|health| health.needs_hand() || health.bad_run.is_some()).count();
    let records = store::overview::failed_records(&mut tx, 1).await?;
    let skus = store::catalog::count_unknown(&mut tx, 1).await?;
    let alerts = store::alerts::count_open(&mut tx).await?.min(1);
    Ok(i64::try_from(troubled).unwrap_or(i64::MAX).saturating_add(records + skus + alerts))
}

fn by_day(
    sales: &[DaySales],
    first: NaiveDate,
    today: NaiveDate,
    currency: Currency,
) -> Vec<(NaiveDate, SalesFigure)> {
    let of_day =
        |day| (day, sum(currency, sales.iter().filter(|sale| sale.day == day).map(|sale| &sale.figure)));
    first.iter_days().take_while(|day| *day <= today).map(of_day).collect()
}

fn by_channel(sales: &[DaySales], channels: &[Channel], currency: Currency) -> Vec<(Channel, SalesFigure)> {
    let mut figures: BTreeMap<ConnectionId, Vec<&SalesFigure>> = BTreeMap::new();
    for sale in sales {
        figures.entry(sale.connection).or_default().push(&sale.figure);
    }
    let named = figures.into_iter().filter_map(|(connection, figures)| {
        let channel = channels.iter().find(|channel| channel.connection == connection)?;
        Some((channel.clone(), sum(currency, figures.into_iter())))
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by(|(_, one), (_, other)| {
        other.revenue.amount.cmp(&one.revenue.amount).then(other.count.cmp(&one.count))
    });
    named
}

fn other_currencies(sales: &[DaySales], currency: Currency) -> Vec<SalesFigure> {
    let mut figures: BTreeMap<Currency, Vec<&SalesFigure>> = BTreeMap::new();
    for sale in sales.iter().filter(|sale| sale.figure.revenue.currency != currency) {
        figures.entry(sale.figure.revenue.currency).or_default().push(&sale.figure);
    }
    figures.into_iter().map(|(currency, figures)| sum(currency, figures.into_iter())).collect()
}

/// Adds figures: all counts, and the revenue of one currency. An amount beyond what a decimal holds
/// stays out: the store has refused such sums before.
fn sum<'a>(currency: Currency, figures: impl Iterator<Item = &'a SalesFigure>) -> SalesFigure {
    figures.fold(SalesFigure::zero(currency), |sum, figure| SalesFigure {
        count: sum.count + figure.count,
        paid_count: sum.paid_count + figure.paid_count,
        test_count: sum.test_count + figure.test_count,
        revenue: Money::plus(sum.revenue, figure.revenue).unwrap_or(sum.revenue),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sale(day: &str, connection: u128, count: i64, minor: i64, currency: Currency) -> DaySales {
        let revenue = Money::from_minor(minor, currency);
        let figure = SalesFigure { count, paid_count: count, test_count: 0, revenue };
        DaySales {
            day: day.parse().unwrap(),
            connection: ConnectionId(uuid::Uuid::from_u128(connection)),
            figure,
        }
    }

    #[test]
    fn a_day_without_sales_is_a_day_of_zero() {
        let sales =
            [sale("2026-11-21", 1, 2, 500, Currency::BRL), sale("2026-11-21", 2, 1, 250, Currency::BRL)];
        let days =
            by_day(&sales, "2026-11-20".parse().unwrap(), "2026-11-22".parse().unwrap(), Currency::BRL);
        let counts: Vec<_> =
            days.iter().map(|(_, figure)| (figure.count, figure.revenue.minor().unwrap())).collect();
        assert_eq!(counts, [(0, 0), (3, 750), (0, 0)]);
    }

    #[test]
    fn other_currencies_count_and_their_revenue_stands_apart() {
        let sales =
            [sale("2026-11-21", 1, 2, 500, Currency::BRL), sale("2026-11-21", 1, 1, 99, Currency::USD)];
        let other = other_currencies(&sales, Currency::BRL);
        assert_eq!(other.len(), 1);
        assert_eq!(other[0].revenue, Money::from_minor(99, Currency::USD));
        let days =
            by_day(&sales, "2026-11-21".parse().unwrap(), "2026-11-21".parse().unwrap(), Currency::BRL);
        assert_eq!((days[0].1.count, days[0].1.revenue.minor().unwrap()), (3, 500));
    }
}
