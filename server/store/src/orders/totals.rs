//! Count and sums of a selection, as long as adding up takes no longer than somebody waits.

use super::filter::{Builder, Selection, push_select};
use super::list::currency;
use crate::{OrgTx, StoreError, error::in_time};
use domain::{
    ConnectionId, Currency, Money,
    view::orders::{CurrencySum, OrderFilter, SelectionSum, SelectionTotals},
};
use rust_decimal::Decimal;
use sqlx::{Row, postgres::PgRow};
use std::time::Duration;

const COLUMNS: &str = "o.currency, o.total_minor, o.refunded_minor, \
     not o.is_test and o.payment_status in ('paid', 'partially_refunded') as paid";

/// What the selection comes to, exactly; [`SelectionTotals::TooLong`] after `patience`, which ends
/// what the transaction can be used for. `connections` are those that the filter takes sales of.
///
/// # Errors
/// [`StoreError`].
pub async fn totals(
    tx: &mut OrgTx,
    filter: &OrderFilter,
    connections: Option<&[ConnectionId]>,
    patience: Duration,
) -> Result<SelectionTotals, StoreError> {
    tx.give_up_after(patience).await?;
    let selection = Selection { org: tx.org(), filter, connections, is_scoped: false };
    let mut sql = Builder::new(
        "select currency, count(*), sum(total_minor), count(*) filter (where paid), \
         coalesce(sum(total_minor - refunded_minor) filter (where paid), 0) from (",
    );
    push_select(&mut sql, COLUMNS, selection, None, None);
    sql.push(") s group by currency order by count(*) desc, currency");
    let Some(rows) = in_time(sql.build().fetch_all(tx.conn()).await)? else {
        return Ok(SelectionTotals::TooLong);
    };
    let sums = rows.iter().map(selection_sum).collect::<Result<Vec<_>, _>>()?;
    Ok(SelectionTotals::Exact { count: sums.iter().map(|sum| sum.all.count).sum(), sums })
}

fn selection_sum(row: &PgRow) -> Result<SelectionSum, StoreError> {
    let currency = currency(row.try_get::<&str, _>(0)?)?;
    let sum = |count, total| {
        Ok::<_, StoreError>(CurrencySum {
            count: row.try_get(count)?,
            total: sum_of_minor(row.try_get(total)?, currency)?,
        })
    };
    Ok(SelectionSum { all: sum(1, 2)?, paid: sum(3, 4)? })
}

/// A sum of minor units, which Postgres gives as `numeric` because it may leave `bigint`.
fn sum_of_minor(sum: Decimal, currency: Currency) -> Result<Money, StoreError> {
    let unit = Decimal::new(1, currency.decimals());
    let amount = sum
        .checked_mul(unit)
        .ok_or_else(|| StoreError::Corrupt("a sum beyond what can be counted".into()))?;
    Ok(Money::new(amount, currency))
}
