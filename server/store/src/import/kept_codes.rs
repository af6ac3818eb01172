//! Codes that a channel tells no more, as when a variation was deleted after it was sold: the line still is of
//! the product it was of.

use super::batch::Write;
use crate::{OrgTx, StoreError};
use domain::ConnectionId;
use uuid::Uuid;

/// Lines with neither SKU nor code that had a code before.
#[derive(Default)]
pub(super) struct KeptCodes {
    orders: Vec<Uuid>,
    external_ids: Vec<String>,
    codes: Vec<String>,
    products: Vec<Option<Uuid>>,
}

/// Reads them before the orders' lines are written again.
pub(super) async fn read(tx: &mut OrgTx, writes: &[Write<'_>]) -> Result<KeptCodes, StoreError> {
    let nameless = writes.iter().filter(|write| !write.is_new).flat_map(|write| {
        let lines = write.order.lines.iter();
        let nameless = lines.filter(|line| line.sku_key.is_none() && line.product_ref.is_none());
        nameless.map(|line| (write.id.0, line.external_id.as_str()))
    });
    let (orders, external_ids): (Vec<_>, Vec<_>) = nameless.filter(|(_, id)| !id.is_empty()).unzip();
    let mut kept = KeptCodes::default();
    if orders.is_empty() {
        return Ok(kept);
    }
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select l.order_id, l.external_id, l.product_ref as "code!", l.product_id
           from unnest($2::uuid[], $3::text[]) as n (order_id, external_id)
           join order_lines l on l.org_id = $1 and l.order_id = n.order_id and l.external_id = n.external_id
           where l.code_connection_id is not null"#,
        org.0,
        &orders,
        &external_ids as &[&str],
    )
    .fetch_all(tx.conn())
    .await?;
    for row in rows {
        kept.orders.push(row.order_id);
        kept.external_ids.push(row.external_id);
        kept.codes.push(row.code);
        kept.products.push(row.product_id);
    }
    Ok(kept)
}

/// Gives them back to the lines that were written again.
pub(super) async fn write(
    tx: &mut OrgTx,
    connection: ConnectionId,
    kept: &KeptCodes,
) -> Result<(), StoreError> {
    if kept.orders.is_empty() {
        return Ok(());
    }
    let org = tx.org();
    sqlx::query!(
        "update order_lines l set product_ref = k.code, code_connection_id = $2, product_id = k.product_id
         from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[]) as k (order_id, external_id, code, product_id)
         where l.org_id = $1 and l.order_id = k.order_id and l.external_id = k.external_id
           and l.sku_key is null and l.product_ref is null",
        org.0,
        connection.0,
        &kept.orders,
        &kept.external_ids,
        &kept.codes,
        &kept.products as &[Option<Uuid>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
