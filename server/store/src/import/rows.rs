//! The statements that write orders and what belongs to them, each for a whole batch.
//!
//! Arrays are taken apart in the select list. In `from`, Postgres puts each of them into a store of its own first: four
//! times the work, measured with 15 arrays of 40,000.

use super::{
    Line,
    batch::Write,
    customers::{Recognised, identities},
    room,
};
use crate::{OrgTx, StoreError, usage::month_of};
use chrono::{DateTime, Utc};
use domain::{ConnectionId, CustomerId, OrderId, ProductId, SyncRunId};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

type Time = DateTime<Utc>;

/// One value of each order, as the array of a column.
fn column<'a, T>(writes: &'a [Write<'a>], mut of: impl FnMut(&'a Write<'a>) -> T) -> Vec<T> {
    writes.iter().map(&mut of).collect()
}

/// What a batch takes for itself, and finds under the organisation's lock.
pub(super) struct Taken {
    /// Of a block of visible sale numbers.
    pub first_number: i64,
    /// What [`Products::version`] would be now.
    pub catalogue: i64,
    /// Customers who hold identities of the batch's buyers.
    pub holders: Vec<Holder>,
}

/// A customer who holds an identity.
pub(super) struct Holder {
    pub kind: String,
    pub value: String,
    pub customer: CustomerId,
    /// Their tax number; of an identity that is one itself, it is not looked up.
    pub document: Option<String>,
}

/// Takes a block of visible sale numbers, and with it the organisation's lock; enters what of it the plan counts, which of a demo
/// store is nothing. Finds who holds the buyers' identities, in the same round trip: others wait for the end of this.
///
/// # Errors
/// [`StoreError::NoRoom`] where the plan includes fewer.
pub(super) async fn take_turn(
    tx: &mut OrgTx,
    (connection, run): (ConnectionId, SyncRunId),
    writes: &[Write<'_>],
) -> Result<Taken, StoreError> {
    let org = tx.org();
    let now = Utc::now();
    let count = |of: fn(&Write<'_>, Time) -> bool| {
        i64::try_from(writes.iter().filter(|write| of(write, now)).count()).unwrap_or(i64::MAX)
    };
    let metered =
        count(|write, now| write.is_new && (write.has_waited || room::is_metered(write.order, now)));
    let (kinds, values): (Vec<&str>, Vec<&str>) =
        writes.iter().flat_map(|write| identities(&write.order.buyer)).unzip();
    let rows = sqlx::query!(
        "select first_number, catalogue, room, kind, value, customer_id, document
         from take_turn($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org.0,
        connection.0,
        count(|write, _| write.is_new),
        metered,
        month_of(now),
        format!("run {run} {}", Uuid::now_v7()),
        run.0,
        &kinds as &[&str],
        &values as &[&str],
    )
    .fetch_all(tx.conn())
    .await?;
    let (mut taken, mut holders) = (None, Vec::with_capacity(rows.len()));
    for row in rows {
        match (row.kind, row.value, row.customer_id) {
            (Some(kind), Some(value), Some(customer)) => {
                let customer = CustomerId(customer);
                holders.push(Holder { kind, value, customer, document: row.document });
            }
            _ if row.room.is_some() => return Err(StoreError::NoRoom),
            _ => taken = row.first_number.zip(row.catalogue),
        }
    }
    let (first_number, catalogue) = taken.ok_or(sqlx::Error::RowNotFound)?;
    Ok(Taken { first_number, catalogue, holders })
}

/// The products that SKUs, and the codes of one connection, are known to mean.
#[derive(Default)]
pub(super) struct Products {
    /// Another one where that may have changed since.
    pub version: i64,
    by_sku: HashMap<String, ProductId>,
    by_code: HashMap<String, ProductId>,
}

impl Products {
    fn of(&self, line: &Line) -> Option<Uuid> {
        let known = match &line.sku_key {
            Some(sku) => self.by_sku.get(sku),
            None => self.by_code.get(line.code()?),
        };
        known.map(|product| product.0)
    }
}

/// The products that what the orders' lines are matched by is known to mean.
pub(super) async fn products(
    tx: &mut OrgTx,
    connection: ConnectionId,
    writes: &[Write<'_>],
) -> Result<Products, StoreError> {
    let once = |of: fn(&Line) -> Option<&str>| {
        let mut keys: Vec<&str> = writes.iter().flat_map(|write| &write.order.lines).filter_map(of).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select is_code, key as "key!", product_id, version from products_meant($1, $2, $3, $4)"#,
        org.0,
        connection.0,
        &once(|line| line.sku_key.as_deref()) as &[&str],
        &once(Line::code) as &[&str],
    )
    .fetch_all(tx.conn())
    .await?;
    let mut products = Products::default();
    for row in rows {
        let known = match row.is_code {
            Some(true) => &mut products.by_code,
            Some(false) => &mut products.by_sku,
            None => {
                products.version = row.version.unwrap_or_default();
                continue;
            }
        };
        known.extend(row.product_id.map(|product| (row.key, ProductId(product))));
    }
    Ok(products)
}

/// What an order that is here already was before it is written again.
pub(super) struct Before {
    pub customer: Option<CustomerId>,
    /// What is about to change, for its timeline.
    changes: Value,
}

/// The orders of the batch that are here already.
pub(super) async fn before(
    tx: &mut OrgTx,
    writes: &[Write<'_>],
) -> Result<HashMap<OrderId, Before>, StoreError> {
    let known: HashMap<OrderId, &super::OrderContent> =
        writes.iter().filter(|write| !write.is_new).map(|write| (write.id, write.order)).collect();
    if known.is_empty() {
        return Ok(HashMap::new());
    }
    let org = tx.org();
    let rows = sqlx::query!(
        "select id, customer_id, status, payment_status, fulfilment_status, channel_status, total_minor, refunded_minor
         from orders where org_id = $1 and id = any($2)",
        org.0,
        &known.keys().map(|id| id.0).collect::<Vec<_>>(),
    )
    .fetch_all(tx.conn())
    .await?;
    let before = rows.into_iter().filter_map(|row| {
        let id = OrderId(row.id);
        let now = known.get(&id)?;
        let fields = [
            ("status", json!(row.status), json!(now.status.code())),
            ("payment_status", json!(row.payment_status), json!(now.payment_status.code())),
            ("fulfilment_status", json!(row.fulfilment_status), json!(now.fulfilment_status.code())),
            ("channel_status", json!(row.channel_status), json!(now.channel_status)),
            ("total_minor", json!(row.total_minor), json!(now.total_minor)),
            ("refunded_minor", json!(row.refunded_minor), json!(now.refunded_minor)),
        ];
        let changes = fields.into_iter().filter(|(_, from, to)| from != to);
        let changes =
            changes.map(|(field, from, to)| json!({ "field": field, "from": from, "to": to })).collect();
        Some((id, Before { customer: row.customer_id.map(CustomerId), changes }))
    });
    Ok(before.collect())
}

/// Removes the lines, addresses, payments, refunds and ledgers of orders that are written again.
pub(super) async fn clear_parts(tx: &mut OrgTx, writes: &[Write<'_>]) -> Result<(), StoreError> {
    let known: Vec<Uuid> = writes.iter().filter(|write| !write.is_new).map(|write| write.id.0).collect();
    if known.is_empty() {
        return Ok(());
    }
    let org = tx.org();
    sqlx::query!(
        "with lines as (delete from order_lines where org_id = $1 and order_id = any($2)),
              addresses as (delete from order_addresses where org_id = $1 and order_id = any($2)),
              payments as (delete from order_payments where org_id = $1 and order_id = any($2)),
              ledger as (delete from order_ledger where org_id = $1 and order_id = any($2))
         delete from order_refunds where org_id = $1 and order_id = any($2)",
        org.0,
        &known,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The statement that writes orders, with what it does about one that is here already.
macro_rules! orders_statement {
    ($on_conflict:tt, $org:ident, $connection:ident, $writes:ident, $numbers:ident, $buyer:ident) => {
        sqlx::query!(
            "insert into orders as o (org_id, connection_id,
                id, number, external_id, external_number, external_number_key, status, payment_status,
                fulfilment_status, channel_status, is_test, placed_at, changed_at, paid_at, cancelled_at, currency,
                goods_minor, discount_minor, shipping_minor, fees_minor, tax_minor, tax_included, total_minor,
                refunded_minor, difference_minor, customer_id, customer_match, buyer_name, buyer_company, buyer_email,
                buyer_phone, buyer_document, shipping_method, client_ip, user_agent, note, tags, items, purchase, charges_minor, kept_fees_minor,
                commission_known)
             select $1, $2, n.id, n.number, n.external_id, n.external_number, n.external_number_key, n.status, n.payment_status,
                n.fulfilment_status, n.channel_status, n.is_test, n.placed_at, n.changed_at, n.paid_at, n.cancelled_at, n.currency,
                n.goods, n.discount, n.shipping, n.fees, n.tax, n.tax_included, n.total,
                n.refunded, n.difference, n.customer_id, n.customer_match, n.buyer_name, n.buyer_company, n.buyer_email,
                n.buyer_phone, n.buyer_document, n.shipping_method, n.client_ip::inet, n.user_agent, n.note,
                string_to_array(n.tags, E'\\x1f'), n.items, n.purchase, n.charges, n.kept_fees, n.commission_known
             from (select unnest($3::uuid[]) as id, unnest($4::bigint[]) as number, unnest($5::text[]) as external_id,
                unnest($6::text[]) as external_number, unnest($7::text[]) as external_number_key,
                unnest($8::text[]) as status, unnest($9::text[]) as payment_status,
                unnest($10::text[]) as fulfilment_status, unnest($11::text[]) as channel_status,
                unnest($12::bool[]) as is_test, unnest($13::timestamptz[]) as placed_at,
                unnest($14::timestamptz[]) as changed_at, unnest($15::timestamptz[]) as paid_at,
                unnest($16::timestamptz[]) as cancelled_at, unnest($17::text[]) as currency,
                unnest($18::bigint[]) as goods, unnest($19::bigint[]) as discount, unnest($20::bigint[]) as shipping,
                unnest($21::bigint[]) as fees, unnest($22::bigint[]) as tax, unnest($23::bool[]) as tax_included,
                unnest($24::bigint[]) as total, unnest($25::bigint[]) as refunded,
                unnest($26::bigint[]) as difference, unnest($27::uuid[]) as customer_id,
                unnest($28::text[]) as customer_match, unnest($29::text[]) as buyer_name,
                unnest($30::text[]) as buyer_company, unnest($31::text[]) as buyer_email,
                unnest($32::text[]) as buyer_phone, unnest($33::text[]) as buyer_document,
                unnest($34::text[]) as shipping_method, unnest($35::text[]) as client_ip,
                unnest($36::text[]) as user_agent, unnest($37::text[]) as note, unnest($38::text[]) as tags,
                unnest($39::int[]) as items, unnest($40::text[]) as purchase,
                unnest($41::bigint[]) as charges, unnest($42::bigint[]) as kept_fees,
                unnest($43::bool[]) as commission_known) as n"
                + $on_conflict,
            $org.0,
            $connection.0,
            &column($writes, |w| w.id.0),
            &$numbers,
            &column($writes, |w| w.item.external_id.as_str()) as &[&str],
            &column($writes, |w| w.order.external_number.as_str()) as &[&str],
            &column($writes, |w| w.order.external_number_key.as_str()) as &[&str],
            &column($writes, |w| w.order.status.code()) as &[&str],
            &column($writes, |w| w.order.payment_status.code()) as &[&str],
            &column($writes, |w| w.order.fulfilment_status.code()) as &[&str],
            &column($writes, |w| w.order.channel_status.as_str()) as &[&str],
            &column($writes, |w| w.order.is_test),
            &column($writes, |w| w.order.placed_at),
            &column($writes, |w| w.order.changed_at),
            &column($writes, |w| w.order.paid_at) as &[Option<Time>],
            &column($writes, |w| w.order.cancelled_at) as &[Option<Time>],
            &column($writes, |w| w.order.currency.as_str()) as &[&str],
            &column($writes, |w| w.order.goods_minor),
            &column($writes, |w| w.order.discount_minor),
            &column($writes, |w| w.order.shipping_minor),
            &column($writes, |w| w.order.fees_minor),
            &column($writes, |w| w.order.tax_minor),
            &column($writes, |w| w.order.tax_included),
            &column($writes, |w| w.order.total_minor),
            &column($writes, |w| w.order.refunded_minor),
            &column($writes, |w| w.order.difference_minor),
            &column($writes, |w| $buyer(w).map(|known| known.customer.0)) as &[Option<Uuid>],
            &column($writes, |w| $buyer(w).map(|known| known.by)) as &[Option<&str>],
            &column($writes, |w| w.order.buyer.name.as_str()) as &[&str],
            &column($writes, |w| w.order.buyer.company.as_deref()) as &[Option<&str>],
            &column($writes, |w| w.order.buyer.email.as_deref()) as &[Option<&str>],
            &column($writes, |w| w.order.buyer.phone.as_deref()) as &[Option<&str>],
            &column($writes, |w| w.order.buyer.document.as_deref()) as &[Option<&str>],
            &column($writes, |w| w.order.shipping_method.as_deref()) as &[Option<&str>],
            &column($writes, |w| w.order.client_ip.map(|ip| ip.to_string())) as &[Option<String>],
            &column($writes, |w| w.order.user_agent.as_deref()) as &[Option<&str>],
            &column($writes, |w| w.order.note.as_deref()) as &[Option<&str>],
            &column($writes, |w| w.order.tags.join("\u{1f}")),
            &column($writes, |w| i32::try_from(w.order.lines.len()).unwrap_or(i32::MAX)),
            &column($writes, |w| w.order.purchase.as_deref()) as &[Option<&str>],
            &column($writes, |w| w.order.charges_minor()),
            &column($writes, |w| w.order.kept_fees_minor()),
            &column($writes, |w| w.order.commission_known()),
        )
    };
}

pub(super) async fn upsert_orders(
    tx: &mut OrgTx,
    connection: ConnectionId,
    writes: &[Write<'_>],
    buyers: &HashMap<OrderId, Recognised>,
    first_number: i64,
) -> Result<(), StoreError> {
    let org = tx.org();
    let mut next = first_number;
    let numbers = column(writes, |write| {
        let number = next;
        next += i64::from(write.is_new);
        number
    });
    let buyer = |write: &Write<'_>| buyers.get(&write.id).copied();
    if writes.iter().all(|write| write.is_new) {
        // Their ids are new: to look for a conflict would cost another walk along the key.
        orders_statement!("", org, connection, writes, numbers, buyer).execute(tx.conn()).await?;
        return Ok(());
    }
    orders_statement!(
        " on conflict (org_id, id) do update set
            external_number = excluded.external_number, external_number_key = excluded.external_number_key,
            status = excluded.status, payment_status = excluded.payment_status,
            fulfilment_status = excluded.fulfilment_status, channel_status = excluded.channel_status,
            is_test = excluded.is_test, placed_at = excluded.placed_at, changed_at = excluded.changed_at,
            paid_at = excluded.paid_at, cancelled_at = excluded.cancelled_at, currency = excluded.currency,
            goods_minor = excluded.goods_minor, discount_minor = excluded.discount_minor,
            shipping_minor = excluded.shipping_minor, fees_minor = excluded.fees_minor,
            tax_minor = excluded.tax_minor, tax_included = excluded.tax_included,
            total_minor = excluded.total_minor, refunded_minor = excluded.refunded_minor,
            difference_minor = excluded.difference_minor,
            customer_id = coalesce(o.customer_id, excluded.customer_id),
            customer_match = coalesce(o.customer_match, excluded.customer_match),
            buyer_name = excluded.buyer_name, buyer_company = excluded.buyer_company,
            buyer_email = excluded.buyer_email, buyer_phone = excluded.buyer_phone,
            buyer_document = excluded.buyer_document, shipping_method = excluded.shipping_method,
            client_ip = excluded.client_ip, user_agent = excluded.user_agent, note = excluded.note,
            tags = excluded.tags, items = excluded.items, purchase = excluded.purchase,
            charges_minor = excluded.charges_minor, kept_fees_minor = excluded.kept_fees_minor,
            commission_known = excluded.commission_known, updated_at = now()",
        org,
        connection,
        writes,
        numbers,
        buyer
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Lines, addresses, payments, refunds, ledger and timeline of the orders.
pub(super) async fn insert_parts(
    tx: &mut OrgTx,
    (connection, run): (ConnectionId, SyncRunId),
    writes: &[Write<'_>],
    products: &Products,
    before: &HashMap<OrderId, Before>,
) -> Result<(), StoreError> {
    insert_lines(tx, connection, writes, products).await?;
    insert_addresses(tx, writes).await?;
    insert_payments(tx, writes).await?;
    insert_refunds(tx, writes).await?;
    insert_ledger(tx, writes).await?;
    insert_events(tx, run, writes, before).await
}

/// Gives lines what their SKUs and codes have come to mean since they were written.
pub(super) async fn link_again(
    tx: &mut OrgTx,
    writes: &[Write<'_>],
    linked: &Products,
    products: &Products,
) -> Result<(), StoreError> {
    let mut changed = changes(&linked.by_sku, &products.by_sku, false);
    changed.extend(changes(&linked.by_code, &products.by_code, true));
    if changed.is_empty() {
        return Ok(());
    }
    tx.plan_by_values().await?;
    let org = tx.org();
    sqlx::query!(
        "update order_lines l set product_id = n.product_id
         from unnest($3::bool[], $4::text[], $5::uuid[]) as n (is_code, key, product_id)
         where l.org_id = $1 and l.order_id = any($2) and n.is_code = (l.code_connection_id is not null)
           and n.key = coalesce(l.sku_key, l.product_ref)",
        org.0,
        &column(writes, |write| write.id.0),
        &changed.iter().map(|(is_code, ..)| *is_code).collect::<Vec<_>>(),
        &changed.iter().map(|(_, key, _)| *key).collect::<Vec<_>>() as &[&str],
        &changed.iter().map(|(.., product)| *product).collect::<Vec<_>>() as &[Option<Uuid>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What means another product than before, and which one.
fn changes<'a>(
    before: &'a HashMap<String, ProductId>,
    now: &'a HashMap<String, ProductId>,
    is_code: bool,
) -> Vec<(bool, &'a str, Option<Uuid>)> {
    let keys = before.keys().chain(now.keys()).filter(|key| before.get(*key) != now.get(*key));
    keys.map(|key| (is_code, key.as_str(), now.get(key).map(|product| product.0))).collect()
}

async fn insert_lines(
    tx: &mut OrgTx,
    connection: ConnectionId,
    writes: &[Write<'_>],
    products: &Products,
) -> Result<(), StoreError> {
    let rows: Vec<_> = writes
        .iter()
        .flat_map(|write| {
            (0_i32..).zip(&write.order.lines).map(|(position, line)| (write.id, position, line))
        })
        .collect();
    let org = tx.org();
    sqlx::query!(
        "insert into order_lines (org_id, order_id, position, external_id, sku, sku_key, product_ref, product_id,
            title, variant, quantity, unit_price, discount_minor, tax_minor, total_minor, code_connection_id)
         select $1, unnest($2::uuid[]), unnest($3::int[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[]),
            unnest($7::text[]), unnest($8::uuid[]), unnest($9::text[]), unnest($10::text[]), unnest($11::numeric[]),
            unnest($12::numeric[]), unnest($13::bigint[]), unnest($14::bigint[]), unnest($15::bigint[]),
            unnest($16::uuid[])",
        org.0,
        &rows.iter().map(|(order, ..)| order.0).collect::<Vec<_>>(),
        &rows.iter().map(|(_, position, _)| *position).collect::<Vec<_>>(),
        &rows.iter().map(|(.., line)| line.external_id.as_str()).collect::<Vec<_>>() as &[&str],
        &rows.iter().map(|(.., line)| line.sku.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &rows.iter().map(|(.., line)| line.sku_key.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &rows.iter().map(|(.., line)| line.product_ref.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &rows.iter().map(|(.., line)| products.of(line)).collect::<Vec<_>>() as &[Option<Uuid>],
        &rows.iter().map(|(.., line)| line.title.as_str()).collect::<Vec<_>>() as &[&str],
        &rows.iter().map(|(.., line)| line.variant.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &rows.iter().map(|(.., line)| line.quantity).collect::<Vec<_>>(),
        &rows.iter().map(|(.., line)| line.unit_price).collect::<Vec<_>>(),
        &rows.iter().map(|(.., line)| line.discount_minor).collect::<Vec<_>>(),
        &rows.iter().map(|(.., line)| line.tax_minor).collect::<Vec<_>>(),
        &rows.iter().map(|(.., line)| line.total_minor).collect::<Vec<_>>(),
        &rows.iter().map(|(.., line)| line.code().map(|_| connection.0)).collect::<Vec<_>>() as &[Option<Uuid>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn insert_addresses(tx: &mut OrgTx, writes: &[Write<'_>]) -> Result<(), StoreError> {
    let rows: Vec<_> = writes
        .iter()
        .flat_map(|write| write.order.addresses.iter().map(|address| (write.id, address)))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let text = |of: fn(&super::Address) -> Option<&str>| -> Vec<Option<&str>> {
        rows.iter().map(|(_, address)| of(address)).collect()
    };
    let org = tx.org();
    sqlx::query!(
        "insert into order_addresses (org_id, order_id, kind, name, phone, street, number, complement, district, city,
            state, postal_code, country, full_text)
         select $1, unnest($2::uuid[]), unnest($3::text[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[]),
            unnest($7::text[]), unnest($8::text[]), unnest($9::text[]), unnest($10::text[]), unnest($11::text[]),
            unnest($12::text[]), unnest($13::text[]), unnest($14::text[])",
        org.0,
        &rows.iter().map(|(order, _)| order.0).collect::<Vec<_>>(),
        &rows.iter().map(|(_, address)| address.kind).collect::<Vec<_>>() as &[&str],
        &text(|a| a.name.as_deref()) as &[Option<&str>],
        &text(|a| a.phone.as_deref()) as &[Option<&str>],
        &text(|a| a.street.as_deref()) as &[Option<&str>],
        &text(|a| a.number.as_deref()) as &[Option<&str>],
        &text(|a| a.complement.as_deref()) as &[Option<&str>],
        &text(|a| a.district.as_deref()) as &[Option<&str>],
        &text(|a| a.city.as_deref()) as &[Option<&str>],
        &text(|a| a.state.as_deref()) as &[Option<&str>],
        &text(|a| a.postal_code.as_deref()) as &[Option<&str>],
        &text(|a| a.country.as_deref()) as &[Option<&str>],
        &text(|a| a.full_text.as_deref()) as &[Option<&str>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn insert_payments(tx: &mut OrgTx, writes: &[Write<'_>]) -> Result<(), StoreError> {
    let rows: Vec<_> = writes
        .iter()
        .flat_map(|write| {
            (0_i32..).zip(&write.order.payments).map(|(position, payment)| (write.id, position, payment))
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let org = tx.org();
    sqlx::query!(
        "insert into order_payments (org_id, order_id, position, method, title, transaction_id, amount_minor, paid_at)
         select $1, unnest($2::uuid[]), unnest($3::int[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[]),
            unnest($7::bigint[]), unnest($8::timestamptz[])",
        org.0,
        &rows.iter().map(|(order, ..)| order.0).collect::<Vec<_>>(),
        &rows.iter().map(|(_, position, _)| *position).collect::<Vec<_>>(),
        &rows.iter().map(|(.., payment)| payment.method.as_str()).collect::<Vec<_>>() as &[&str],
        &rows.iter().map(|(.., payment)| payment.title.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &rows.iter().map(|(.., payment)| payment.transaction_id.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &rows.iter().map(|(.., payment)| payment.amount_minor).collect::<Vec<_>>(),
        &rows.iter().map(|(.., payment)| payment.paid_at).collect::<Vec<_>>() as &[Option<Time>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn insert_refunds(tx: &mut OrgTx, writes: &[Write<'_>]) -> Result<(), StoreError> {
    let rows: Vec<_> =
        writes.iter().flat_map(|write| write.order.refunds.iter().map(|refund| (write.id, refund))).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let org = tx.org();
    sqlx::query!(
        "insert into order_refunds (org_id, order_id, external_id, amount_minor, reason)
         select $1, unnest($2::uuid[]), unnest($3::text[]), unnest($4::bigint[]), unnest($5::text[])
         on conflict (org_id, order_id, external_id) do nothing",
        org.0,
        &rows.iter().map(|(order, _)| order.0).collect::<Vec<_>>(),
        &rows.iter().map(|(_, refund)| refund.external_id.as_str()).collect::<Vec<_>>() as &[&str],
        &rows.iter().map(|(_, refund)| refund.amount_minor).collect::<Vec<_>>(),
        &rows.iter().map(|(_, refund)| refund.reason.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn insert_ledger(tx: &mut OrgTx, writes: &[Write<'_>]) -> Result<(), StoreError> {
    let rows: Vec<_> = writes
        .iter()
        .flat_map(|write| {
            (0_i32..).zip(&write.order.ledger).map(|(position, entry)| (write.id, position, entry))
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let org = tx.org();
    sqlx::query!(
        "insert into order_ledger (org_id, order_id, position, kind, amount_minor, label)
         select $1, unnest($2::uuid[]), unnest($3::int[]), unnest($4::text[]), unnest($5::bigint[]), unnest($6::text[])",
        org.0,
        &rows.iter().map(|(order, ..)| order.0).collect::<Vec<_>>(),
        &rows.iter().map(|(_, position, _)| *position).collect::<Vec<_>>(),
        &rows.iter().map(|(.., entry)| entry.kind.code()).collect::<Vec<_>>() as &[&str],
        &rows.iter().map(|(.., entry)| entry.amount_minor).collect::<Vec<_>>(),
        &rows.iter().map(|(.., entry)| entry.label.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The timeline entries: what was created, and what changed on the others.
async fn insert_events(
    tx: &mut OrgTx,
    run: SyncRunId,
    writes: &[Write<'_>],
    before: &HashMap<OrderId, Before>,
) -> Result<(), StoreError> {
    let events = column(writes, |write| {
        if write.is_new {
            let data = json!({
                "run": run,
                "channel_status": write.order.channel_status,
                "total_minor": write.order.total_minor,
            });
            crate::events::NewEvent { subject: write.id.0, kind: "order.created", data }
        } else {
            let data = json!({ "run": run, "changes": before.get(&write.id).map(|before| &before.changes) });
            crate::events::NewEvent { subject: write.id.0, kind: "order.updated", data }
        }
    });
    crate::events::insert(tx, &events).await
}
