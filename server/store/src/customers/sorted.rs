//! Customers by what they bought: of all connections or of one a walk along one index of what is added up, of several one such walk
//! for each, merged. The text depends on the kinds of conditions only, as that of [`sales`](crate::orders).

use crate::{
    OrgTx, StoreError,
    orders::{Builder, instant, push_named, push_range},
};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, OrgId,
    view::{
        customers::{CustomerFilter, CustomerSort},
        page::{Cursor, CursorKey, PAGE_SIZE, Toward},
        search::Search,
    },
};
use sqlx::Row;
use uuid::Uuid;

/// A selection in its order, from a place on.
#[derive(Clone, Copy)]
struct Walk<'a> {
    org: OrgId,
    filter: &'a CustomerFilter,
    sort: CustomerSort,
    from: Option<&'a Cursor>,
    limit: usize,
}

/// The next ids of a selection, with their places in its order.
pub(super) async fn places(
    tx: &mut OrgTx,
    filter: &CustomerFilter,
    connections: Option<&[ConnectionId]>,
    sort: CustomerSort,
    from: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<(Uuid, CursorKey)>, StoreError> {
    let mut sql = Builder::new("");
    push_places(&mut sql, Walk { org: tx.org(), filter, sort, from, limit }, connections);
    let rows = sql.build().fetch_all(tx.conn()).await?;
    rows.iter()
        .map(|row| {
            let key = match sort {
                CustomerSort::Name => CursorKey::Text(row.try_get(1)?),
                CustomerSort::Latest | CustomerSort::LongestAgo => {
                    CursorKey::Number(row.try_get::<DateTime<Utc>, _>(1)?.timestamp_micros())
                }
                CustomerSort::MostPurchases | CustomerSort::MostSpent => CursorKey::Number(row.try_get(1)?),
            };
            Ok((row.try_get(0)?, key))
        })
        .collect()
}

fn push_places(sql: &mut Builder, walk: Walk<'_>, connections: Option<&[ConnectionId]>) {
    if let Some(search) = &walk.filter.search {
        push_hits(sql, walk.org, search);
    }
    match connections {
        // All of them: no connection has this id.
        None => push_walk(sql, walk, Some(Uuid::nil())),
        Some([only]) => push_walk(sql, walk, Some(only.0)),
        Some(several) => {
            let ids: Vec<Uuid> = several.iter().map(|id| id.0).collect();
            // Who bought on several of them is found by each, in the same place.
            sql.push("select distinct u.id, u.key from unnest(").push_bind(ids);
            sql.push("::uuid[]) c (id) cross join lateral (");
            push_walk(sql, walk, None);
            sql.push(") u");
            push_end(sql, walk, "u.key", "u.id");
        }
    }
}

/// Writes a select of id and place of those who bought on the connection; without one, on each `c.id`.
fn push_walk(sql: &mut Builder, walk: Walk<'_>, connection: Option<Uuid>) {
    let (filter, column) = (walk.filter, column(walk.sort));
    sql.push("select s.customer_id as id, ").push(column);
    sql.push(" as key from customer_sums s where s.org_id = ").push_bind(walk.org.0);
    sql.push(" and s.connection_id = ");
    match connection {
        Some(connection) => sql.push_bind(connection),
        None => sql.push("c.id"),
    };
    if filter.search.is_some() {
        sql.push(" and s.customer_id = any (array(select id from hit))");
    }
    if let Some(at_least) = filter.at_least {
        // In the text, not bound: of few numbers that it may be, the planner must see which.
        sql.push(" and s.purchases >= ").push(at_least);
    }
    if let Some(since) = filter.since {
        // Whoever bought first since then also bought last since then, of which an index tells.
        sql.push(" and s.first_at >= ").push_bind(since);
        sql.push(" and s.last_at >= ").push_bind(since);
    }
    if let Some(cursor) = walk.from {
        push_place(sql, walk.sort, cursor);
    }
    push_end(sql, walk, column, "s.customer_id");
}

/// Those behind the cursor's place, in the direction it reads. With a cursor of another list, the list begins at its start.
fn push_place(sql: &mut Builder, sort: CustomerSort, cursor: &Cursor) {
    let operator = if descends(sort, Some(cursor)) { "<" } else { ">" };
    let begin = |sql: &mut Builder| {
        sql.push(" and (").push(column(sort)).push(", s.customer_id) ").push(operator).push(" (");
    };
    match (sort, cursor.text(), cursor.number()) {
        (CustomerSort::Name, Some(name), _) => {
            begin(sql);
            sql.push_bind(name.to_owned());
        }
        (CustomerSort::Latest | CustomerSort::LongestAgo, _, Some(number)) => {
            begin(sql);
            sql.push_bind(instant(number));
        }
        (CustomerSort::MostPurchases | CustomerSort::MostSpent, _, Some(number)) => {
            begin(sql);
            sql.push_bind(number);
        }
        _ => return,
    }
    sql.push(", ").push_bind(cursor.id).push(")");
}

fn push_end(sql: &mut Builder, walk: Walk<'_>, key: &'static str, id: &'static str) {
    let way = if descends(walk.sort, walk.from) { " desc" } else { "" };
    sql.push(" order by ").push(key).push(way).push(", ").push(id).push(way);
    // In the text, not bound: the planner must see how little is wanted. Callers pass constants.
    sql.push(" limit ").push(walk.limit);
}

/// Whether the rows are read from high to low: a list read backwards is read the other way round.
fn descends(sort: CustomerSort, from: Option<&Cursor>) -> bool {
    let is_turned = from.is_some_and(|cursor| cursor.toward == Toward::Previous);
    !matches!(sort, CustomerSort::Name | CustomerSort::LongestAgo) != is_turned
}

const fn column(sort: CustomerSort) -> &'static str {
    match sort {
        CustomerSort::Name => "s.name",
        CustomerSort::Latest | CustomerSort::LongestAgo => "s.last_at",
        CustomerSort::MostPurchases => "s.purchases",
        CustomerSort::MostSpent => "s.spent_minor",
    }
}

/// `with hit (id) as (..)`: the customers that any reading of the text finds.
fn push_hits(sql: &mut Builder, org: OrgId, search: &Search) {
    sql.push("with hit (id) as (select null::uuid where false");
    if !search.names.is_empty() {
        sql.push(" union ");
        push_named(sql, org, search);
    }
    for (kind, found) in search.identities() {
        sql.push(" union select i.customer_id from customer_identities i where i.org_id = ");
        sql.push_bind(org.0).push(" and i.kind = '").push(kind).push("'");
        push_range(sql, "i.value", found);
    }
    sql.push(") ");
}

/// The plan of a list's query, one line each, as the runtime role gets it.
///
/// # Errors
/// [`StoreError`].
pub async fn explain(
    tx: &mut OrgTx,
    filter: &CustomerFilter,
    connections: Option<&[ConnectionId]>,
    sort: CustomerSort,
    from: Option<&Cursor>,
) -> Result<Vec<String>, StoreError> {
    let mut sql = Builder::new("explain (costs off) ");
    let walk = Walk { org: tx.org(), filter, sort, from, limit: PAGE_SIZE + 1 };
    push_places(&mut sql, walk, connections);
    let rows = sql.build().fetch_all(tx.conn()).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
