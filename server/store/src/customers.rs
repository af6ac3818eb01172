//! Reading customers: the list and one with identities and totals.

use crate::orders::sum_of_minor;
use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, CustomerId,
    view::{
        customers::{CustomerRow, Identity},
        orders::CurrencySum,
        page::{Cursor, CursorKey, PAGE_SIZE, Page, Toward},
        search::Search,
    },
};
use uuid::Uuid;

/// A page of customers by name, those without one last, beginning at `from`.
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    tx: &mut OrgTx,
    search: Option<&Search>,
    from: Option<&Cursor>,
) -> Result<Page<CustomerRow>, StoreError> {
    let ids = match search {
        None => walk(tx, from).await?,
        Some(search) => found(tx, search, from).await?,
    };
    let rows = rows(tx, &ids).await?;
    Ok(Page::of_query(rows, from, |row| (CursorKey::Text(row.name_key.clone()), row.id.0)))
}

/// Comes after every name: no sign stands behind this one.
const BEHIND_NAMES: &str = "\u{10ffff}";

/// The next ids in the order of names, those without a name last.
async fn walk(tx: &mut OrgTx, from: Option<&Cursor>) -> Result<Vec<Uuid>, StoreError> {
    let org = tx.org();
    let Place { name, id, back, unnamed } = Place::of(from);
    let limit = PAGE_SIZE as i64 + 1;
    // Two texts instead of a condition on the way: each half of both walks the index.
    let ids = if back {
        let (name, last) = if unnamed { (BEHIND_NAMES, Uuid::max()) } else { (name, id) };
        sqlx::query_scalar!(
            r#"select c.id as "id!"
               from (
                   (select name_key, id from customers
                    where $4 and org_id = $1 and name_key = '' and id < $5 order by id desc limit $6)
                   union all
                   (select name_key, id from customers
                    where org_id = $1 and name_key > '' and (name_key, id) < ($2, $3)
                    order by name_key desc, id desc limit $6)
               ) c
               order by c.name_key = '' desc, c.name_key desc, c.id desc limit $6"#,
            org.0,
            name,
            last,
            unnamed,
            id,
            limit,
        )
        .fetch_all(tx.conn())
        .await?
    } else {
        let first = if unnamed { id } else { Uuid::nil() };
        sqlx::query_scalar!(
            r#"select c.id as "id!"
               from (
                   (select name_key, id from customers
                    where not $4 and org_id = $1 and (name_key, id) > ($2, $3) order by name_key, id limit $6)
                   union all
                   (select name_key, id from customers
                    where org_id = $1 and name_key = '' and id > $5 order by id limit $6)
               ) c
               order by c.name_key = '', c.name_key, c.id limit $6"#,
            org.0,
            name,
            id,
            unnamed,
            first,
            limit,
        )
        .fetch_all(tx.conn())
        .await?
    };
    Ok(ids)
}

/// The next ids of those that the text finds.
async fn found(tx: &mut OrgTx, search: &Search, from: Option<&Cursor>) -> Result<Vec<Uuid>, StoreError> {
    let org = tx.org();
    let Place { name, id, back, unnamed } = Place::of(from);
    let ranges = |kind: &'static str, matches: &[domain::view::search::Match]| {
        matches.iter().map(|found| (kind, found.from.clone(), found.until.clone())).collect::<Vec<_>>()
    };
    let identities = [
        ranges("email", search.email.as_slice()),
        ranges("phone", &search.phones),
        ranges("document", search.document.as_slice()),
    ]
    .concat();
    let (names_from, names_until) = search.name_ends();
    let ids = sqlx::query_scalar!(
        r#"with hit (id) as (
               select n.id
               from unnest($2::text[], $3::text[]) as w (low, high)
               cross join lateral (
                   select c.id from customers c
                   where c.org_id = $1 and c.name_key >= w.low collate "C" and c.name_key < w.high collate "C"
                   union
                   select t.customer_id from customer_names t
                   where $11 and t.org_id = $1 and t.tail >= w.low collate "C" and t.tail < w.high collate "C"
               ) n
               group by n.id having count(*) = cardinality($2)
               union
               select i.customer_id
               from unnest($4::text[], $5::text[], $6::text[]) as r (kind, low, high)
               join customer_identities i on i.org_id = $1 and i.kind = r.kind
                   and i.value >= r.low collate "C" and i.value < r.high collate "C"
           )
           select c.id from customers c
           where c.org_id = $1 and c.id = any (array(select id from hit))
             and case when $9 then (c.name_key = '', c.name_key, c.id) < ($12, $7, $8)
                 else (c.name_key = '', c.name_key, c.id) > ($12, $7, $8) end
           order by case when $9 then c.name_key = '' end desc, case when $9 then c.name_key end desc,
               case when $9 then c.id end desc, c.name_key = '', c.name_key, c.id
           limit $10"#,
        org.0,
        &names_from,
        &names_until,
        &identities.iter().map(|(kind, ..)| (*kind).to_owned()).collect::<Vec<_>>(),
        &identities.iter().map(|(_, low, _)| low.clone()).collect::<Vec<_>>(),
        &identities.iter().map(|(.., high)| high.clone()).collect::<Vec<_>>(),
        name,
        id,
        back,
        PAGE_SIZE as i64 + 1,
        search.later_names,
        unnamed,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(ids)
}

/// Where a page begins.
struct Place<'a> {
    name: &'a str,
    id: Uuid,
    /// Whether it is read toward the beginning of the list.
    back: bool,
    /// Whether it lies among those without a name.
    unnamed: bool,
}

impl<'a> Place<'a> {
    fn of(from: Option<&'a Cursor>) -> Self {
        match from.and_then(|cursor| Some((cursor.text()?, cursor))) {
            Some((name, cursor)) => {
                let back = cursor.toward == Toward::Previous;
                Self { name, id: cursor.id, back, unnamed: name.is_empty() }
            }
            // Before the first name.
            None => Self { name: "", id: Uuid::max(), back: false, unnamed: false },
        }
    }
}

/// The rows of these customers, in this order, with their purchases.
async fn rows(tx: &mut OrgTx, ids: &[Uuid]) -> Result<Vec<CustomerRow>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, c.name, c.name_key, c.email, c.phone, c.document, c.city, c.state, p.purchases as "purchases!", p.last_at
           from unnest($2::uuid[]) with ordinality as wanted (id, place)
           join customers c on c.org_id = $1 and c.id = wanted.id
           cross join lateral (
               select count(*) as purchases, max(o.placed_at) as last_at from orders o
               where o.org_id = $1 and o.customer_id = c.id and not o.is_test
           ) p
           order by wanted.place"#,
        org.0,
        ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter().map(|row| CustomerRow {
        id: CustomerId(row.id),
        name: row.name,
        name_key: row.name_key,
        email: row.email,
        phone: row.phone,
        document: row.document,
        city: row.city,
        state: row.state,
        purchases: row.purchases,
        last_purchase_at: row.last_at,
    });
    Ok(rows.collect())
}

/// A customer as the list shows it, and when they bought first; test sales are no purchases.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(
    tx: &mut OrgTx,
    id: CustomerId,
) -> Result<(CustomerRow, Option<DateTime<Utc>>), StoreError> {
    let row = rows(tx, &[id.0]).await?.pop().ok_or(StoreError::NotFound)?;
    let org = tx.org();
    let since = sqlx::query_scalar!(
        "select min(placed_at) from orders where org_id = $1 and customer_id = $2 and not is_test",
        org.0,
        id.0
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row, since))
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

/// By what a customer is known again, and how many purchases each kind recognised.
///
/// # Errors
/// [`StoreError`].
pub async fn identities(tx: &mut OrgTx, id: CustomerId) -> Result<Vec<Identity>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select i.kind, i.value,
                  (select count(*) from orders o where o.org_id = $1 and o.customer_id = $2 and o.customer_match = i.kind) as "recognised!"
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

/// Paid purchases less refunds by currency, the most purchases first.
///
/// # Errors
/// [`StoreError`].
pub async fn paid(tx: &mut OrgTx, id: CustomerId) -> Result<Vec<CurrencySum>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select currency, count(*) as "count!", sum(total_minor - refunded_minor) as "sum!" from orders
           where org_id = $1 and customer_id = $2 and not is_test and payment_status in ('paid', 'partially_refunded')
           group by currency order by count(*) desc, currency"#,
        org.0,
        id.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let currency = crate::orders::currency(&row.currency)?;
            Ok(CurrencySum { count: row.count, total: sum_of_minor(row.sum, currency)? })
        })
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
