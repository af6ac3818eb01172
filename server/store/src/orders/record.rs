//! Sales with all that a file holds of them, in batches.

use super::filter::{Builder, Selection, Window, push_select};
use super::list::{currency, key, order_row};
use crate::{OrgTx, StoreError};
use domain::{
    ConnectionId,
    view::{
        orders::{OrderFilter, OrderMoney, OrderRecord, OrderSort},
        page::{Cursor, Toward},
    },
};
use sqlx::{Row, postgres::PgRow};

const COLUMNS: &str = "o.id, o.number, o.connection_id, o.external_number, o.status, o.payment_status, \
     o.fulfilment_status, o.placed_at, o.currency, o.total_minor, o.items, o.buyer_name, o.is_test, \
     o.difference_minor <> 0, o.channel_status, o.buyer_email, o.buyer_phone, o.buyer_document, o.paid_at, \
     o.goods_minor, o.discount_minor, o.shipping_minor, o.fees_minor, o.tax_minor, o.tax_included, \
     o.refunded_minor, o.difference_minor";

/// The next `limit` sales of the selection behind `after`, and the place behind the last of them;
/// `None` when it was the last batch. `connections` are those that the filter takes sales of.
///
/// # Errors
/// [`StoreError`].
pub async fn records(
    tx: &mut OrgTx,
    filter: &OrderFilter,
    connections: Option<&[ConnectionId]>,
    sort: OrderSort,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<OrderRecord>, Option<Cursor>), StoreError> {
    let selection = Selection { org: tx.org(), filter, connections, is_scoped: false };
    let mut sql = Builder::new("");
    push_select(&mut sql, COLUMNS, selection, Some(Window { sort, from: after }), Some(limit));
    let rows = sql.build().fetch_all(tx.conn()).await?;
    let records = rows.iter().map(record).collect::<Result<Vec<_>, _>>()?;
    let last = records.last().filter(|_| records.len() == limit);
    let next =
        last.map(|last| Cursor { toward: Toward::Next, key: key(&last.row, sort.key), id: last.row.id.0 });
    Ok((records, next))
}

fn record(row: &PgRow) -> Result<OrderRecord, StoreError> {
    Ok(OrderRecord {
        row: order_row(row)?,
        channel_status: row.try_get(14)?,
        buyer_email: row.try_get(15)?,
        buyer_phone: row.try_get(16)?,
        buyer_document: row.try_get(17)?,
        paid_at: row.try_get(18)?,
        money: OrderMoney {
            currency: currency(row.try_get::<&str, _>(8)?)?,
            goods_minor: row.try_get(19)?,
            discount_minor: row.try_get(20)?,
            shipping_minor: row.try_get(21)?,
            fees_minor: row.try_get(22)?,
            tax_minor: row.try_get(23)?,
            tax_included: row.try_get(24)?,
            total_minor: row.try_get(9)?,
            refunded_minor: row.try_get(25)?,
            difference_minor: row.try_get(26)?,
        },
    })
}
