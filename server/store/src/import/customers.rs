//! One person, one customer: recognised by tax number, then e-mail, then phone.

use super::batch::Write;
use crate::{OrgTx, StoreError};
use domain::{CustomerId, OrderId};
use std::collections::HashMap;

/// Whose order it is and by what the buyer was recognised.
#[derive(Clone, Copy)]
pub(super) struct Recognised {
    pub customer: CustomerId,
    /// `document`, `email`, `phone` or `new`.
    pub by: &'static str,
}

struct Holder {
    customer: CustomerId,
    document: Option<String>,
}

#[derive(Default)]
struct Created<'a> {
    ids: Vec<uuid::Uuid>,
    buyers: Vec<&'a Write<'a>>,
}

/// Recognises or creates the customer of each order. Orders whose buyer cannot be told apart from
/// anybody (no tax number, e-mail or phone) have none.
///
/// A match by e-mail or phone does not hold against a different tax number: families share both.
///
/// # Errors
/// [`StoreError`].
pub(super) async fn recognise<'a>(
    tx: &mut OrgTx,
    writes: &'a [Write<'a>],
) -> Result<HashMap<OrderId, Recognised>, StoreError> {
    let org = tx.org();
    let (kinds, values): (Vec<&str>, Vec<&str>) = writes.iter().flat_map(identities).unzip();
    let rows = sqlx::query!(
        r#"select i.kind, i.value, i.customer_id, c.document
           from unnest($2::text[], $3::text[]) as wanted (kind, value)
           join customer_identities i on i.org_id = $1 and i.kind = wanted.kind and i.value = wanted.value
           join customers c on c.org_id = i.org_id and c.id = i.customer_id"#,
        org.0,
        &kinds as &[&str],
        &values as &[&str],
    )
    .fetch_all(tx.conn())
    .await?;
    let mut holders: HashMap<(String, String), Holder> = rows
        .into_iter()
        .map(|row| {
            ((row.kind, row.value), Holder { customer: CustomerId(row.customer_id), document: row.document })
        })
        .collect();

    let mut recognised = HashMap::with_capacity(writes.len());
    let mut created = Created::default();
    let mut learned: Vec<(&str, &str, CustomerId)> = Vec::new();
    for write in writes {
        let document = write.order.buyer.known_document.as_deref();
        let found = identities(write).find_map(|(kind, value)| {
            let holder = holders.get(&(kind.to_owned(), value.to_owned()))?;
            let conflict = matches!((document, holder.document.as_deref()), (Some(a), Some(b)) if a != b);
            (!conflict).then_some(Recognised { customer: holder.customer, by: kind })
        });
        let found = match found {
            Some(found) => found,
            None if identities(write).next().is_none() => continue,
            None => {
                let customer = CustomerId::new();
                created.ids.push(customer.0);
                created.buyers.push(write);
                Recognised { customer, by: "new" }
            }
        };
        for (kind, value) in identities(write) {
            holders.entry((kind.to_owned(), value.to_owned())).or_insert_with(|| {
                learned.push((kind, value, found.customer));
                Holder { customer: found.customer, document: document.map(str::to_owned) }
            });
        }
        recognised.insert(write.id, found);
    }
    insert(tx, &created).await?;
    learn(tx, &learned).await?;
    Ok(recognised)
}

/// The buyer's identities, the strongest first.
fn identities<'a>(write: &Write<'a>) -> impl Iterator<Item = (&'static str, &'a str)> + use<'a> {
    let buyer = &write.order.buyer;
    [("document", &buyer.known_document), ("email", &buyer.known_email), ("phone", &buyer.known_phone)]
        .into_iter()
        .filter_map(|(kind, value)| Some((kind, value.as_deref()?)))
}

async fn insert(tx: &mut OrgTx, created: &Created<'_>) -> Result<(), StoreError> {
    if created.ids.is_empty() {
        return Ok(());
    }
    let buyers = || created.buyers.iter().map(|write| &write.order.buyer);
    let place = |of: fn(&super::Address) -> Option<&str>| -> Vec<Option<&str>> {
        created.buyers.iter().map(|write| write.order.addresses.first().and_then(of)).collect()
    };
    let org = tx.org();
    sqlx::query!(
        "insert into customers (org_id, id, name, name_key, email, phone, document, city, state)
         select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])",
        org.0,
        &created.ids,
        &buyers().map(|buyer| buyer.name.as_str()).collect::<Vec<_>>() as &[&str],
        &buyers().map(|buyer| buyer.name_key.as_str()).collect::<Vec<_>>() as &[&str],
        &buyers().map(|buyer| buyer.known_email.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &buyers().map(|buyer| buyer.known_phone.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &buyers().map(|buyer| buyer.known_document.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &place(|address| address.city.as_deref()) as &[Option<&str>],
        &place(|address| address.state.as_deref()) as &[Option<&str>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn learn(tx: &mut OrgTx, learned: &[(&str, &str, CustomerId)]) -> Result<(), StoreError> {
    if learned.is_empty() {
        return Ok(());
    }
    let org = tx.org();
    sqlx::query!(
        "insert into customer_identities (org_id, kind, value, customer_id)
         select $1, * from unnest($2::text[], $3::text[], $4::uuid[]) on conflict do nothing",
        org.0,
        &learned.iter().map(|(kind, ..)| *kind).collect::<Vec<_>>() as &[&str],
        &learned.iter().map(|(_, value, _)| *value).collect::<Vec<_>>() as &[&str],
        &learned.iter().map(|(.., customer)| customer.0).collect::<Vec<_>>(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
