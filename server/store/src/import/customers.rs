//! One person, one customer: recognised by tax number, then e-mail, then phone.

use super::{
    Buyer,
    batch::Write,
    rows::{Before, Holder},
};
use crate::{OrgTx, StoreError};
use domain::{CustomerId, OrderId, view::customers::name_tails};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Whose order it is and by what the buyer was recognised.
#[derive(Clone, Copy)]
pub(super) struct Recognised {
    pub customer: CustomerId,
    /// `document`, `email`, `phone` or `new`.
    pub by: &'static str,
}

/// What the batch knows of customers, and what it found out.
#[derive(Default)]
struct Book<'a> {
    /// Who holds an identity: kind and value.
    holders: HashMap<(String, String), CustomerId>,
    /// The tax numbers of customers, where they could matter.
    documents: HashMap<CustomerId, String>,
    created: Vec<(CustomerId, &'a Write<'a>)>,
    learned: Vec<Learned<'a>>,
}

/// A new identity of a customer.
struct Learned<'a> {
    kind: &'static str,
    value: &'a str,
    customer: CustomerId,
    /// Whether the customer is made with it.
    from_start: bool,
}

/// Recognises or creates the customer of each order. Orders whose buyer cannot be told apart from
/// anybody (no tax number, e-mail or phone) have none; an order that has a customer keeps them. `holders` are those of the buyers'
/// identities.
///
/// A match by e-mail or phone does not hold against a different tax number: families share both.
///
/// # Errors
/// [`StoreError`].
pub(super) async fn recognise<'a>(
    tx: &mut OrgTx,
    writes: &'a [Write<'a>],
    before: &HashMap<OrderId, Before>,
    holders: Vec<Holder>,
) -> Result<HashMap<OrderId, Recognised>, StoreError> {
    let mut book = Book::of(holders);
    let strangers = book.strangers(before);
    book.documents.extend(documents(tx, &strangers).await?);
    let mut recognised = HashMap::with_capacity(writes.len());
    for write in writes {
        let owner = before.get(&write.id).and_then(|before| before.customer);
        if let Some(found) = book.recognise(write, owner) {
            recognised.insert(write.id, found);
        }
    }
    keep(tx, &book).await?;
    Ok(recognised)
}

impl<'a> Book<'a> {
    fn of(holders: Vec<Holder>) -> Self {
        let mut book = Self::default();
        for Holder { kind, value, customer, document } in holders {
            if kind == "document" {
                book.documents.insert(customer, value.clone());
            } else if let Some(document) = document {
                book.documents.entry(customer).or_insert(document);
            }
            book.holders.insert((kind, value), customer);
        }
        book
    }

    fn holder(&self, kind: &str, value: &str) -> Option<CustomerId> {
        self.holders.get(&(kind.to_owned(), value.to_owned())).copied()
    }

    /// Customers who have orders of the batch and hold none of its identities: their tax numbers were not looked up with these.
    fn strangers(&self, before: &HashMap<OrderId, Before>) -> Vec<Uuid> {
        let owners: HashSet<_> = before.values().filter_map(|before| before.customer).collect();
        let holders: HashSet<_> = self.holders.values().copied().collect();
        owners.difference(&holders).map(|owner| owner.0).collect()
    }

    /// Whose order it is; `None` where nobody can tell, or where it is known by `owner`.
    fn recognise(&mut self, write: &'a Write<'a>, owner: Option<CustomerId>) -> Option<Recognised> {
        let buyer = &write.order.buyer;
        identities(buyer).next()?;
        if let Some(customer) = owner {
            if self.may_be(customer, buyer) {
                self.learn(buyer, customer, false);
            }
            return None;
        }
        let known = identities(buyer).find_map(|(kind, value)| {
            let customer = self.holder(kind, value)?;
            self.may_be(customer, buyer).then_some(Recognised { customer, by: kind })
        });
        let found = known.unwrap_or_else(|| {
            let customer = CustomerId::new();
            self.created.push((customer, write));
            Recognised { customer, by: "new" }
        });
        self.learn(buyer, found.customer, known.is_none());
        Some(found)
    }

    fn learn(&mut self, buyer: &'a Buyer, customer: CustomerId, from_start: bool) {
        for (kind, value) in identities(buyer) {
            self.holders.entry((kind.to_owned(), value.to_owned())).or_insert_with(|| {
                self.learned.push(Learned { kind, value, customer, from_start });
                customer
            });
        }
        if let Some(document) = &buyer.known_document {
            self.documents.entry(customer).or_insert_with(|| document.clone());
        }
    }

    /// Whether the tax numbers, where both are known, do not speak against it.
    fn may_be(&self, customer: CustomerId, buyer: &Buyer) -> bool {
        match (self.documents.get(&customer), &buyer.known_document) {
            (Some(theirs), Some(document)) => theirs == document,
            _ => true,
        }
    }
}

/// The buyer's identities, the strongest first.
pub(super) fn identities(buyer: &Buyer) -> impl Iterator<Item = (&'static str, &str)> {
    [("document", &buyer.known_document), ("email", &buyer.known_email), ("phone", &buyer.known_phone)]
        .into_iter()
        .filter_map(|(kind, value)| Some((kind, value.as_deref()?)))
}

/// The tax numbers of these customers, of those who have one.
async fn documents(tx: &mut OrgTx, customers: &[Uuid]) -> Result<HashMap<CustomerId, String>, StoreError> {
    if customers.is_empty() {
        return Ok(HashMap::new());
    }
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, c.document as "document!"
           from unnest($2::uuid[]) as wanted (id)
           cross join lateral (
               select id, document from customers c where c.org_id = $1 and c.id = wanted.id limit 1
           ) c
           where c.document is not null"#,
        org.0,
        customers,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (CustomerId(row.id), row.document)).collect())
}

/// Makes the new customers and keeps the new identities, and shows these on customers who had none of the kind.
async fn keep(tx: &mut OrgTx, Book { created, learned, .. }: &Book<'_>) -> Result<(), StoreError> {
    if created.is_empty() && learned.is_empty() {
        return Ok(());
    }
    let text = |of: fn(&Buyer) -> Option<&str>| -> Vec<Option<&str>> {
        created.iter().map(|(_, write)| of(&write.order.buyer)).collect()
    };
    let place = |of: fn(&super::Address) -> Option<&str>| -> Vec<Option<&str>> {
        created.iter().map(|(_, write)| write.order.addresses.first().and_then(of)).collect()
    };
    let (named, tails): (Vec<Uuid>, Vec<&str>) = created
        .iter()
        .flat_map(|(id, write)| name_tails(&write.order.buyer.name_key).map(|tail| (id.0, tail)))
        .unzip();
    let later: Vec<_> = learned.iter().filter(|new| !new.from_start).collect();
    let org = tx.org();
    // One statement: others wait for the end of this.
    let lacking = sqlx::query_scalar!(
        "with names as (
             insert into customer_names (org_id, customer_id, tail) select $1, unnest($10::uuid[]), unnest($11::text[])
         ), identities as (
             insert into customer_identities (org_id, kind, value, customer_id)
             select $1, unnest($12::text[]), unnest($13::text[]), unnest($14::uuid[])
         ), made as (
             insert into customers (org_id, id, name, name_key, email, phone, document, city, state)
             select $1, unnest($2::uuid[]), unnest($3::text[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[]),
                unnest($7::text[]), unnest($8::text[]), unnest($9::text[])
         )
         select id as \"id!\" from customers_lacking($1, $15, $16) as id",
        org.0,
        &created.iter().map(|(id, _)| id.0).collect::<Vec<_>>(),
        &text(|buyer| Some(&buyer.name)) as &[Option<&str>],
        &text(|buyer| Some(&buyer.name_key)) as &[Option<&str>],
        &text(|buyer| buyer.known_email.as_deref()) as &[Option<&str>],
        &text(|buyer| buyer.known_phone.as_deref()) as &[Option<&str>],
        &text(|buyer| buyer.known_document.as_deref()) as &[Option<&str>],
        &place(|address| address.city.as_deref()) as &[Option<&str>],
        &place(|address| address.state.as_deref()) as &[Option<&str>],
        &named,
        &tails as &[&str],
        &learned.iter().map(|new| new.kind).collect::<Vec<_>>() as &[&str],
        &learned.iter().map(|new| new.value).collect::<Vec<_>>() as &[&str],
        &learned.iter().map(|new| new.customer.0).collect::<Vec<_>>(),
        &later.iter().map(|new| new.kind).collect::<Vec<_>>() as &[&str],
        &later.iter().map(|new| new.customer.0).collect::<Vec<_>>(),
    )
    .fetch_all(tx.conn())
    .await?;
    // The statement does not see whom it makes.
    let made: HashMap<_, _> =
        created.iter().map(|(customer, write)| (*customer, &write.order.buyer)).collect();
    let lacking: HashSet<_> = lacking.into_iter().collect();
    let lacks = |new: &&Learned<'_>| match made.get(&new.customer) {
        Some(buyer) => identities(buyer).all(|(kind, _)| kind != new.kind),
        None => lacking.contains(&new.customer.0),
    };
    let later: Vec<_> = later.into_iter().filter(lacks).collect();
    if later.is_empty() {
        return Ok(());
    }
    tx.plan_by_values().await?;
    sqlx::query!(
        "update customers c set
             document = coalesce(c.document, n.document), email = coalesce(c.email, n.email),
             phone = coalesce(c.phone, n.phone)
         from (
             select customer_id, max(value) filter (where kind = 'document') as document,
                 max(value) filter (where kind = 'email') as email, max(value) filter (where kind = 'phone') as phone
             from unnest($2::text[], $3::text[], $4::uuid[]) as l (kind, value, customer_id) group by customer_id
         ) as n
         where c.org_id = $1 and c.id = n.customer_id
           and ((c.document is null and n.document is not null) or (c.email is null and n.email is not null)
                or (c.phone is null and n.phone is not null))",
        org.0,
        &later.iter().map(|new| new.kind).collect::<Vec<_>>() as &[&str],
        &later.iter().map(|new| new.value).collect::<Vec<_>>() as &[&str],
        &later.iter().map(|new| new.customer.0).collect::<Vec<_>>(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
