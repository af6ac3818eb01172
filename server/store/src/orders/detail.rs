//! One sale.

use super::filter::{Builder, Selection, Window, push_select};
use super::list::{currency, key};
use super::{parts, story};
use crate::{OrgTx, StoreError};
use domain::{
    ConnectionId, CustomerId, Environment, Money, OrderId,
    view::{
        orders::{Buyer, Channel, OrderDetail, OrderFilter, OrderMoney, OrderRow, OrderSort},
        page::{Cursor, Toward},
    },
};
use sqlx::Row;

/// A sale with lines, money, buyer, source and story, and its neighbours among the sales of `filter`,
/// whose platform `connections` replaces.
///
/// # Errors
/// [`StoreError::NotFound`] if the organisation has no such sale.
pub async fn find(
    tx: &mut OrgTx,
    id: OrderId,
    filter: &OrderFilter,
    connections: Option<&[ConnectionId]>,
) -> Result<OrderDetail, StoreError> {
    let mut detail = head(tx, id).await?;
    detail.lines = parts::lines(tx, id).await?;
    detail.addresses = parts::addresses(tx, id).await?;
    detail.payments = parts::payments(tx, id).await?;
    detail.refunds = parts::refunds(tx, id).await?;
    detail.ledger = parts::ledger(tx, id).await?;
    if let Some(purchase) = &detail.purchase {
        detail.same_purchase = parts::same_purchase(tx, id, detail.row.connection, purchase).await?;
    }
    detail.source = story::source(tx, id).await?;
    detail.story = story::events(tx, id).await?;
    detail.history = story::history(tx, detail.row.connection, &detail.external_id).await?;
    let selection = Selection { org: tx.org(), filter, connections, is_scoped: false };
    detail.newer = neighbour(tx, selection, &detail.row, Toward::Previous).await?;
    detail.older = neighbour(tx, selection, &detail.row, Toward::Next).await?;
    Ok(detail)
}

/// The sale itself; what stands in other tables is still empty.
async fn head(tx: &mut OrgTx, id: OrderId) -> Result<OrderDetail, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select o.number, o.connection_id, o.external_id, o.external_number, o.status, o.payment_status,
                  o.fulfilment_status, o.channel_status, o.is_test, o.placed_at, o.changed_at, o.paid_at, o.cancelled_at,
                  o.currency, o.goods_minor, o.discount_minor, o.shipping_minor, o.fees_minor, o.tax_minor, o.tax_included,
                  o.total_minor, o.refunded_minor, o.difference_minor, o.customer_id, o.customer_match, o.buyer_name,
                  o.buyer_company, o.buyer_email, o.buyer_phone, o.buyer_document, o.shipping_method,
                  host(o.client_ip) as client_ip, o.note, o.tags, o.items, o.purchase,
                  c.platform as "platform?", c.environment as "environment?", c.name as "channel_name?", c.status as "channel_state?"
           from orders o
           left join connections c on c.org_id = o.org_id and c.id = o.connection_id
           where o.org_id = $1 and o.id = $2"#,
        org.0,
        id.0,
    )
    .fetch_one(tx.conn())
    .await?;
    let currency = currency(&row.currency)?;
    let money = OrderMoney {
        currency,
        goods_minor: row.goods_minor,
        discount_minor: row.discount_minor,
        shipping_minor: row.shipping_minor,
        fees_minor: row.fees_minor,
        tax_minor: row.tax_minor,
        tax_included: row.tax_included,
        total_minor: row.total_minor,
        refunded_minor: row.refunded_minor,
        difference_minor: row.difference_minor,
    };
    let connection = ConnectionId(row.connection_id);
    Ok(OrderDetail {
        row: OrderRow {
            id,
            number: row.number,
            connection,
            external_number: row.external_number,
            status: row.status.parse()?,
            payment: row.payment_status.parse()?,
            fulfilment: row.fulfilment_status.parse()?,
            placed_at: row.placed_at,
            total: Money::from_minor(row.total_minor, currency),
            items: row.items,
            buyer_name: row.buyer_name.clone(),
            is_test: row.is_test,
            differs: row.difference_minor != 0,
        },
        channel: Channel {
            connection,
            platform: row.platform.unwrap_or_default(),
            environment: row.environment.map_or(Ok(Environment::default()), |code| code.parse())?,
            name: row.channel_name.unwrap_or_default(),
            status: row
                .channel_state
                .map_or(Ok(domain::ConnectionStatus::Disconnected), |state| state.parse())?,
        },
        external_id: row.external_id,
        channel_status: row.channel_status,
        changed_at: row.changed_at,
        paid_at: row.paid_at,
        cancelled_at: row.cancelled_at,
        money,
        buyer: Buyer {
            customer: row.customer_id.map(CustomerId),
            known_by: row.customer_match.map(|code| code.parse()).transpose()?,
            name: row.buyer_name,
            company: row.buyer_company,
            email: row.buyer_email,
            phone: row.buyer_phone,
            document: row.buyer_document,
        },
        shipping_method: row.shipping_method,
        client_ip: row.client_ip,
        note: row.note,
        tags: row.tags,
        lines: Vec::new(),
        addresses: Vec::new(),
        payments: Vec::new(),
        refunds: Vec::new(),
        ledger: Vec::new(),
        purchase: row.purchase,
        same_purchase: Vec::new(),
        source: None,
        story: Vec::new(),
        history: Vec::new(),
        newer: None,
        older: None,
    })
}

/// The sale of the selection that stands next to this one in a list, newest first.
async fn neighbour(
    tx: &mut OrgTx,
    selection: Selection<'_>,
    row: &OrderRow,
    toward: Toward,
) -> Result<Option<OrderId>, StoreError> {
    let sort = OrderSort::default();
    let place = Cursor { toward, key: key(row, sort.key), id: row.id.0 };
    let mut sql = Builder::new("");
    push_select(&mut sql, "o.id", selection, Some(Window { sort, from: Some(&place) }), Some(1));
    let found = sql.build().fetch_optional(tx.conn()).await?;
    Ok(found.map(|row| row.try_get(0)).transpose()?.map(OrderId))
}
