//! Count and sums of a selection, for as many sales as can be counted while somebody waits.

use super::filter::{Builder, Selection, push_select};
use super::list::currency;
use crate::{OrgTx, StoreError};
use domain::{
    ConnectionId, Currency, Money,
    view::orders::{CurrencySum, OrderFilter, SelectionTotals},
};
use rust_decimal::Decimal;
use sqlx::Row;

/// Beyond this many sales only "more than" is told: a few milliseconds of Postgres.
pub const TOTALS_CAP: usize = 10_000;

/// What the selection comes to. `connections` replaces the filter's platform.
///
/// # Errors
/// [`StoreError`].
pub async fn totals(
    tx: &mut OrgTx,
    filter: &OrderFilter,
    connections: Option<&[ConnectionId]>,
) -> Result<SelectionTotals, StoreError> {
    let selection = Selection { org: tx.org(), filter, connections };
    let mut sql = Builder::new("select currency, count(*), sum(total_minor) from (");
    push_select(&mut sql, "o.currency, o.total_minor", selection, None, TOTALS_CAP + 1);
    sql.push(") s group by currency order by count(*) desc, currency");
    let rows = sql.build().fetch_all(tx.conn()).await?;
    let sums = rows
        .iter()
        .map(|row| {
            let currency = currency(row.try_get::<&str, _>(0)?)?;
            Ok(CurrencySum { count: row.try_get(1)?, total: sum_of_minor(row.try_get(2)?, currency)? })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let count = sums.iter().map(|sum| sum.count).sum();
    let cap = TOTALS_CAP as i64;
    Ok(if count > cap { SelectionTotals::MoreThan(cap) } else { SelectionTotals::Exact { count, sums } })
}

/// A sum of minor units, which Postgres gives as `numeric` because it may leave `bigint`.
pub(crate) fn sum_of_minor(sum: Decimal, currency: Currency) -> Result<Money, StoreError> {
    let unit = Decimal::new(1, currency.decimals());
    let amount = sum
        .checked_mul(unit)
        .ok_or_else(|| StoreError::Corrupt("a sum beyond what can be counted".into()))?;
    Ok(Money::new(amount, currency))
}
