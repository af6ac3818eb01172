//! What belongs to a sale: lines, addresses, payments, refunds, ledger, and the sales of its purchase.

use super::list::currency;
use crate::{OrgTx, StoreError};
use domain::{
    ConnectionId, Money, OrderId, ProductId,
    view::orders::{LedgerEntry, OrderAddress, OrderLine, OrderPayment, OrderRefund, PurchaseSale},
};
use uuid::Uuid;

pub(super) async fn lines(tx: &mut OrgTx, order: OrderId) -> Result<Vec<OrderLine>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select position, sku, product_ref, product_id, title, variant, quantity, unit_price, discount_minor, tax_minor, total_minor
         from order_lines where org_id = $1 and order_id = $2 order by position",
        org.0,
        order.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let lines = rows.into_iter().map(|row| OrderLine {
        position: row.position,
        sku: row.sku,
        code: row.product_ref,
        product: row.product_id.map(ProductId),
        title: row.title,
        variant: row.variant,
        quantity: row.quantity.normalize(),
        unit_price: row.unit_price,
        discount_minor: row.discount_minor,
        tax_minor: row.tax_minor,
        total_minor: row.total_minor,
    });
    Ok(lines.collect())
}

pub(super) async fn addresses(tx: &mut OrgTx, order: OrderId) -> Result<Vec<OrderAddress>, StoreError> {
    let found = addresses_of(tx, &[order.0]).await?;
    Ok(found.into_iter().map(|(_, address)| address).collect())
}

/// The addresses of these sales, each with its sale; where one is sent to before where it is billed.
pub(crate) async fn addresses_of(
    tx: &mut OrgTx,
    orders: &[Uuid],
) -> Result<Vec<(Uuid, OrderAddress)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select order_id, kind, name, phone, street, number, complement, district, city, state, postal_code, country, full_text
         from order_addresses where org_id = $1 and order_id = any($2) order by kind desc",
        org.0,
        orders,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let address = OrderAddress {
                kind: row.kind.parse()?,
                name: row.name,
                phone: row.phone,
                street: row.street,
                number: row.number,
                complement: row.complement,
                district: row.district,
                city: row.city,
                state: row.state,
                postal_code: row.postal_code,
                country: row.country,
                full_text: row.full_text,
            };
            Ok((row.order_id, address))
        })
        .collect()
}

pub(super) async fn payments(tx: &mut OrgTx, order: OrderId) -> Result<Vec<OrderPayment>, StoreError> {
    let org = tx.org();
    let payments = sqlx::query_as!(
        OrderPayment,
        "select method, title, transaction_id, amount_minor, paid_at
         from order_payments where org_id = $1 and order_id = $2 order by position",
        org.0,
        order.0,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(payments)
}

pub(super) async fn refunds(tx: &mut OrgTx, order: OrderId) -> Result<Vec<OrderRefund>, StoreError> {
    let org = tx.org();
    let refunds = sqlx::query_as!(
        OrderRefund,
        "select external_id, amount_minor, reason
         from order_refunds where org_id = $1 and order_id = $2 order by external_id",
        org.0,
        order.0,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(refunds)
}

pub(super) async fn ledger(tx: &mut OrgTx, order: OrderId) -> Result<Vec<LedgerEntry>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select kind, amount_minor, label from order_ledger where org_id = $1 and order_id = $2 order by position",
        org.0,
        order.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(LedgerEntry { kind: row.kind.parse()?, amount_minor: row.amount_minor, label: row.label })
        })
        .collect()
}

/// The other sales of a purchase, oldest first.
pub(super) async fn same_purchase(
    tx: &mut OrgTx,
    order: OrderId,
    connection: ConnectionId,
    purchase: &str,
) -> Result<Vec<PurchaseSale>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select id, number, external_number, status, total_minor, currency from orders
         where org_id = $1 and connection_id = $2 and purchase = $3 and id <> $4
         order by placed_at, id limit 100",
        org.0,
        connection.0,
        purchase,
        order.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(PurchaseSale {
                id: OrderId(row.id),
                number: row.number,
                external_number: row.external_number,
                status: row.status.parse()?,
                total: Money::from_minor(row.total_minor, currency(&row.currency)?),
            })
        })
        .collect()
}
