//! Customers by name, those without one last.

use super::BEHIND_NAMES;
use crate::{OrgTx, StoreError};
use domain::view::{
    page::{Cursor, CursorKey, Toward},
    search::Search,
};
use uuid::Uuid;

/// A customer and the place that the name gives them.
struct Named {
    id: Uuid,
    name_key: String,
}

impl Named {
    fn place(self) -> (Uuid, CursorKey) {
        (self.id, CursorKey::Text(self.name_key))
    }
}

/// The next ones in the order of names, those without a name last.
pub(super) async fn walk(
    tx: &mut OrgTx,
    from: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<(Uuid, CursorKey)>, StoreError> {
    let org = tx.org();
    let Place { name, id, back, unnamed } = Place::of(from);
    // Two texts instead of a condition on the way: each half of both walks the index.
    let found = if back {
        let (name, last) = if unnamed { (BEHIND_NAMES, Uuid::max()) } else { (name, id) };
        sqlx::query_as!(
            Named,
            r#"select c.id as "id!", c.name_key as "name_key!"
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
        sqlx::query_as!(
            Named,
            r#"select c.id as "id!", c.name_key as "name_key!"
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
    Ok(found.into_iter().map(Named::place).collect())
}

/// The next of those that the text finds.
pub(super) async fn found(
    tx: &mut OrgTx,
    search: &Search,
    from: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<(Uuid, CursorKey)>, StoreError> {
    let org = tx.org();
    let Place { name, id, back, unnamed } = Place::of(from);
    let identities: Vec<_> = search.identities().collect();
    let (names_from, names_until) = search.name_ends();
    let found = sqlx::query_as!(
        Named,
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
           select c.id, c.name_key from customers c
           where c.org_id = $1 and c.id = any (array(select id from hit))
             and case when $9 then (c.name_key = '', c.name_key, c.id) < ($12, $7, $8)
                 else (c.name_key = '', c.name_key, c.id) > ($12, $7, $8) end
           order by case when $9 then c.name_key = '' end desc, case when $9 then c.name_key end desc,
               case when $9 then c.id end desc, c.name_key = '', c.name_key, c.id
           limit $10"#,
        org.0,
        &names_from,
        &names_until,
        &identities.iter().map(|(kind, _)| (*kind).to_owned()).collect::<Vec<_>>(),
        &identities.iter().map(|(_, found)| found.from.clone()).collect::<Vec<_>>(),
        &identities.iter().map(|(_, found)| found.until.clone()).collect::<Vec<_>>(),
        name,
        id,
        back,
        limit,
        search.later_names,
        unnamed,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(Named::place).collect())
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
