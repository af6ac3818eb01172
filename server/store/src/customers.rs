//! Reading customers: the list and one with identities and totals.

mod named;
mod sorted;
mod sums;

pub use sorted::explain;
pub use sums::{add_up, is_behind, marked};

use crate::{OrgTx, StoreError, orders::currency};
use domain::{
    ConnectionId, CustomerId, Money,
    view::{
        customers::{CustomerFilter, CustomerRow, CustomerSort, Identity},
        orders::CurrencySum,
        page::{Cursor, CursorKey, PAGE_SIZE, Page, Toward},
    },
};
use uuid::Uuid;

/// Comes after every name: no sign stands behind this one.
const BEHIND_NAMES: &str = "\u{10ffff}";

/// The page of the selection that begins at `from`, or the first one. `connections` are those of the filter's platform; empty, nothing
/// is found.
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    tx: &mut OrgTx,
    filter: &CustomerFilter,
    connections: Option<&[ConnectionId]>,
    sort: CustomerSort,
    from: Option<&Cursor>,
) -> Result<Page<CustomerRow>, StoreError> {
    let found = places(tx, filter, connections, sort, from, PAGE_SIZE + 1).await?;
    let Page { rows: found, previous, next } =
        Page::of_query(found, from, |(id, key): &(Uuid, CursorKey)| (key.clone(), *id));
    let ids: Vec<Uuid> = found.into_iter().map(|(id, _)| id).collect();
    Ok(Page { rows: rows(tx, &ids).await?, previous, next })
}

/// The customers of a selection behind `after`, at most `most`, in its order; and the place of the last one, unless there are no more.
///
/// # Errors
/// [`StoreError`].
pub async fn batch(
    tx: &mut OrgTx,
    filter: &CustomerFilter,
    connections: Option<&[ConnectionId]>,
    sort: CustomerSort,
    after: Option<&Cursor>,
    most: usize,
) -> Result<(Vec<CustomerRow>, Option<Cursor>), StoreError> {
    let found = places(tx, filter, connections, sort, after, most).await?;
    let last = found.last().filter(|_| found.len() == most);
    let next = last.map(|(id, key)| Cursor { toward: Toward::Next, key: key.clone(), id: *id });
    let ids: Vec<Uuid> = found.into_iter().map(|(id, _)| id).collect();
    Ok((rows(tx, &ids).await?, next))
}

/// Whether a list goes by what is added up of purchases: by names alone it is read from the customers themselves.
pub fn goes_by_sums(filter: &CustomerFilter, sort: CustomerSort) -> bool {
    filter.is_of_purchases() || sort != CustomerSort::Name
}

/// The next ids of a selection, with their places in its order.
async fn places(
    tx: &mut OrgTx,
    filter: &CustomerFilter,
    connections: Option<&[ConnectionId]>,
    sort: CustomerSort,
    from: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<(Uuid, CursorKey)>, StoreError> {
    if goes_by_sums(filter, sort) {
        return sorted::places(tx, filter, connections, sort, from, limit).await;
    }
    match &filter.search {
        None => named::walk(tx, from, limit as i64).await,
        Some(search) => named::found(tx, search, from, limit as i64).await,
    }
}

/// The rows of these customers, in this order, with their purchases.
async fn rows(tx: &mut OrgTx, ids: &[Uuid]) -> Result<Vec<CustomerRow>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, c.name, c.name_key, c.email, c.phone, c.document, c.city, c.state, p.purchases as "purchases!", p.first_at, p.last_at,
                  p.currencies as "currencies!", p.paid as "paid!", p.spent as "spent!"
           from unnest($2::uuid[]) with ordinality as wanted (id, place)
           join customers c on c.org_id = $1 and c.id = wanted.id
           cross join lateral (
               select coalesce(sum(b.purchases), 0)::bigint as purchases, min(b.first_at) as first_at, max(b.last_at) as last_at,
                   coalesce(array_agg(b.currency order by b.paid desc, b.currency) filter (where b.paid > 0), '{}') as currencies,
                   coalesce(array_agg(b.paid order by b.paid desc, b.currency) filter (where b.paid > 0), '{}') as paid,
                   coalesce(array_agg(b.spent order by b.paid desc, b.currency) filter (where b.paid > 0), '{}') as spent
               from (
                   select o.currency, count(*) as purchases, min(o.placed_at) as first_at, max(o.placed_at) as last_at,
                       count(*) filter (where o.payment_status in ('paid', 'partially_refunded')) as paid,
                       saturated(coalesce(sum(o.total_minor::numeric - o.refunded_minor)
                           filter (where o.payment_status in ('paid', 'partially_refunded')), 0)) as spent
                   from orders o where o.org_id = $1 and o.customer_id = c.id and not o.is_test
                   group by 1
               ) b
           ) p
           order by wanted.place"#,
        org.0,
        ids,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let sums = row.currencies.iter().zip(row.paid).zip(row.spent);
            let sum = |((code, count), minor): ((&String, i64), i64)| {
                Ok::<_, StoreError>(CurrencySum { count, total: Money::from_minor(minor, currency(code)?) })
            };
            Ok(CustomerRow {
                id: CustomerId(row.id),
                name: row.name,
                name_key: row.name_key,
                email: row.email,
                phone: row.phone,
                document: row.document,
                city: row.city,
                state: row.state,
                purchases: row.purchases,
                first_purchase_at: row.first_at,
                last_purchase_at: row.last_at,
                paid: sums.map(sum).collect::<Result<_, _>>()?,
            })
        })
        .collect()
}

/// A customer as the list shows it; test sales are no purchases.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(tx: &mut OrgTx, id: CustomerId) -> Result<CustomerRow, StoreError> {
    rows(tx, &[id.0]).await?.pop().ok_or(StoreError::NotFound)
}

/// A customer's name, which may be empty; `None` if there is no such customer.
///
/// # Errors
/// [`StoreError`].
pub async fn name(tx: &mut OrgTx, id: CustomerId) -> Result<Option<String>, StoreError> {
    let org = tx.org();
    let name = sqlx::query_scalar!("select name from customers where org_id = $1 and id = $2", org.0, id.0)
        .fetch_optional(tx.conn())
        .await?;
    Ok(name)
}

/// By what a customer is known again, and how many purchases each of it recognised: those whose buyer still has it, in the form
/// in which it is kept.
///
/// # Errors
/// [`StoreError`].
pub async fn identities(tx: &mut OrgTx, id: CustomerId) -> Result<Vec<Identity>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select i.kind, i.value,
                  (select count(*) from orders o
                   cross join lateral (select ltrim(regexp_replace(o.buyer_phone, '[^0-9]', '', 'g'), '0') as digits) phone
                   where o.org_id = $1 and o.customer_id = $2 and o.customer_match = i.kind
                     and case i.kind
                         when 'document' then upper(regexp_replace(o.buyer_document, '[^[:alnum:]]', '', 'g')) = i.value
                         when 'email' then lower(btrim(o.buyer_email)) = i.value
                         else i.value in ('+' || phone.digits, '+55' || phone.digits) end) as "recognised!"
           from customer_identities i where i.org_id = $1 and i.customer_id = $2
           order by i.kind, i.value"#,
        org.0,
        id.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| Ok(Identity { kind: row.kind.parse()?, value: row.value, recognised: row.recognised }))
        .collect()
}

/// Purchases by connection, the most first.
///
/// # Errors
/// [`StoreError`].
pub async fn by_connection(tx: &mut OrgTx, id: CustomerId) -> Result<Vec<(ConnectionId, i64)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select connection_id, count(*) as "count!" from orders where org_id = $1 and customer_id = $2 and not is_test
           group by connection_id order by count(*) desc, connection_id"#,
        org.0,
        id.0,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (ConnectionId(row.connection_id), row.count)).collect())
}
