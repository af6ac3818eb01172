//! SQL that is put together at run time: sales by filter, search and place.
//!
//! Under row-level security an operator that is not leakproof becomes a filter over all rows of the
//! organisation. So conditions are equality and ranges on `uuid`, `bigint`, `timestamptz` and text of
//! collation C only, and each list is a walk along one index:
//!
//! - plain: the index of the first filter, in the order of the list;
//! - several connections (a platform): one such walk for each connection, merged; but what has to be shipped is little and has an
//!   index of its own, along which those of any connection are walked;
//! - a search: the ids that any reading of the text finds, then those sales. Its cost grows with the
//!   number of sales found, and of customers whose names have a word of the text, not with the number
//!   of sales.
//!
//! The text depends on the kinds of conditions only, never on values, so that the prepared statements
//! are few.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, OrderStatus, OrgId,
    view::{
        orders::{FulfilmentFilter, OrderFilter, OrderSort, OrderSortKey},
        page::{Cursor, PAGE_SIZE, Toward},
        search::{Match, Search},
    },
};
use sqlx::{Postgres, QueryBuilder, Row};
use uuid::Uuid;

/// A selection that SQL can be written for: what is of some connections names them.
#[derive(Clone, Copy)]
pub(super) struct Selection<'a> {
    pub org: OrgId,
    pub filter: &'a OrderFilter,
    /// Connections to take, if the filter is of some alone.
    pub connections: Option<&'a [ConnectionId]>,
    /// Within a statement that begins with [`OrgRead::push_scope`](crate::OrgRead::push_scope).
    pub is_scoped: bool,
}

/// In which order, and from which place on.
#[derive(Clone, Copy)]
pub(super) struct Window<'a> {
    pub sort: OrderSort,
    pub from: Option<&'a Cursor>,
}

pub(crate) type Builder = QueryBuilder<Postgres>;

/// Writes `select <columns> from` the sales of the selection, named `o`, within the window and at
/// most `limit`; without one, all of them.
pub(super) fn push_select(
    sql: &mut Builder,
    columns: &'static str,
    selection: Selection<'_>,
    window: Option<Window<'_>>,
    limit: Option<usize>,
) {
    let search = selection.filter.search.as_ref();
    if let Some(search) = search {
        push_hits(sql, selection.org, search);
    }
    sql.push("select ").push(columns);
    match selection.connections {
        Some(connections) if search.is_none() && connections.len() != 1 && !selection.filter.is_to_ship() => {
            let ids: Vec<Uuid> = connections.iter().map(|id| id.0).collect();
            sql.push(" from unnest(").push_bind(ids).push(
                "::uuid[]) c (id) cross join lateral (select * from orders o where o.connection_id = c.id",
            );
            push_conditions(sql, selection, window);
            push_tail(sql, window, limit);
            sql.push(") o");
        }
        connections => {
            sql.push(" from orders o where true");
            if let Some(connections) = connections {
                push_connections(sql, connections);
            }
            if search.is_some() {
                sql.push(" and o.id = any (array(select order_id from hit))");
            }
            push_conditions(sql, selection, window);
        }
    }
    push_tail(sql, window, limit);
}

fn push_connections(sql: &mut Builder, connections: &[ConnectionId]) {
    match connections {
        [only] => sql.push(" and o.connection_id = ").push_bind(only.0),
        several => sql
            .push(" and o.connection_id = any (")
            .push_bind(several.iter().map(|id| id.0).collect::<Vec<_>>())
            .push(")"),
    };
}

fn push_conditions(
    sql: &mut Builder,
    Selection { org, filter, is_scoped, .. }: Selection<'_>,
    window: Option<Window<'_>>,
) {
    sql.push(" and o.org_id = ").push_bind(org.0);
    if is_scoped {
        sql.push(" and o.org_id = scope.org_id");
    }
    if let Some(picked) = &filter.picked {
        sql.push(" and o.id = any (").push_bind(picked.iter().map(|id| id.0).collect::<Vec<_>>()).push(")");
    }
    if let Some(connection) = filter.connection {
        sql.push(" and o.connection_id = ").push_bind(connection.0);
    }
    if let Some(customer) = filter.customer {
        sql.push(" and o.customer_id = ").push_bind(customer.0);
    }
    if let Some(status) = filter.status {
        sql.push(" and o.status = ").push_bind(status.code());
    }
    if let Some(payment) = filter.payment {
        sql.push(" and o.payment_status = ").push_bind(payment.code());
    }
    match filter.fulfilment {
        None => {}
        // Words of the text, not bound values: sales to ship have an index of their own.
        Some(FulfilmentFilter::ToShip) => {
            sql.push(
                " and o.status = 'open' and o.payment_status in ('paid', 'partially_refunded')
                  and o.fulfilment_status in ('unfulfilled', 'partial') and not o.is_test",
            );
        }
        Some(FulfilmentFilter::Of(status)) => {
            sql.push(" and o.fulfilment_status = ").push_bind(status.code()).push(r#" collate "C""#);
            for gone in OrderStatus::CALLED_OFF.into_iter().filter(|gone| !status.is_of(*gone)) {
                sql.push(" and o.status <> ").push_bind(gone.code());
            }
        }
    }
    if let Some(from) = filter.placed_from {
        sql.push(" and o.placed_at >= ").push_bind(from);
    }
    if let Some(until) = filter.placed_until {
        sql.push(" and o.placed_at < ").push_bind(until);
    }
    if let Some(test) = filter.test {
        // A word of the text, not a bound value: test sales have an index of their own.
        sql.push(if test { " and o.is_test" } else { " and not o.is_test" });
    }
    if let Some(Window { sort, from: Some(cursor) }) = window {
        push_place(sql, sort, cursor);
    }
}

/// Rows behind the cursor's place, in the direction it reads.
fn push_place(sql: &mut Builder, sort: OrderSort, cursor: &Cursor) {
    // A cursor of another list has no number: the list begins at its start.
    let Some(number) = cursor.number() else { return };
    let operator = if descends(sort, Some(cursor)) { " < " } else { " > " };
    match sort.key {
        OrderSortKey::PlacedAt => {
            sql.push(" and (o.placed_at, o.id)").push(operator).push("(").push_bind(instant(number))
        }
        OrderSortKey::Total => {
            sql.push(" and (o.total_minor, o.id)").push(operator).push("(").push_bind(number)
        }
        OrderSortKey::Number => {
            sql.push(" and o.number").push(operator).push_bind(number);
            return;
        }
    };
    sql.push(", ").push_bind(cursor.id).push(")");
}

fn push_tail(sql: &mut Builder, window: Option<Window<'_>>, limit: Option<usize>) {
    if let Some(Window { sort, from }) = window {
        let way = if descends(sort, from) { " desc" } else { "" };
        sql.push(" order by o.").push(column(sort.key)).push(way);
        // Numbers are unique, and their index ends with them.
        if sort.key != OrderSortKey::Number {
            sql.push(", o.id").push(way);
        }
    }
    if let Some(limit) = limit {
        // In the text, not bound: the planner must see how little is wanted. Callers pass constants.
        sql.push(" limit ").push(limit);
    }
}

/// Whether the rows are read from high to low: a list read backwards is read the other way round.
fn descends(sort: OrderSort, from: Option<&Cursor>) -> bool {
    sort.descending != from.is_some_and(|cursor| cursor.toward == Toward::Previous)
}

const fn column(key: OrderSortKey) -> &'static str {
    match key {
        OrderSortKey::PlacedAt => "placed_at",
        OrderSortKey::Total => "total_minor",
        OrderSortKey::Number => "number",
    }
}

/// The instant of a cursor; the nearest one that Postgres holds for a cursor that was tampered with.
pub(crate) fn instant(micros: i64) -> DateTime<Utc> {
    const CENTURY: i64 = 100 * 366 * 86_400 * 1_000_000;
    DateTime::from_timestamp_micros(micros.clamp(-CENTURY, 100 * CENTURY)).unwrap_or_default()
}

/// `with hit (order_id) as (..)`: the sales that any reading of the text finds.
fn push_hits(sql: &mut Builder, org: OrgId, search: &Search) {
    sql.push("with hit (order_id) as (select o.id from orders o where o.org_id = ").push_bind(org.0);
    push_range(sql, "o.external_number_key", &search.code);
    sql.push(" union select o.id from orders o where o.org_id = ").push_bind(org.0);
    push_range(sql, "o.purchase", &search.key);
    sql.push(" and o.purchase is not null");
    if let Some(number) = search.number {
        sql.push(" union select o.id from orders o where o.org_id = ").push_bind(org.0);
        sql.push(" and o.number = ").push_bind(number);
    }
    if let Some(amount) = search.amount {
        sql.push(" union select o.id from orders o where o.org_id = ").push_bind(org.0);
        sql.push(" and o.total_minor = ").push_bind(amount);
    }
    for half in ["l.waits", "not l.waits"] {
        sql.push(" union select l.order_id from order_lines l where l.org_id = ").push_bind(org.0);
        sql.push(" and ").push(half);
        push_range(sql, "l.sku_key", &search.code);
        sql.push(" and l.sku_key is not null");
    }
    if !search.names.is_empty() {
        sql.push(" union select o.id from orders o where o.org_id = ").push_bind(org.0);
        sql.push(" and o.customer_id = any (array(");
        push_named(sql, org, search);
        sql.push("))");
    }
    for (kind, found) in search.identities() {
        sql.push(" union select o.id from customer_identities i join orders o on o.org_id = i.org_id and o.customer_id = i.customer_id where i.org_id = ");
        sql.push_bind(org.0).push(" and i.kind = '").push(kind).push("'");
        push_range(sql, "i.value", found);
    }
    sql.push(") ");
}

/// Selects the customers whose names have every word of the text: one walk for each word.
pub(crate) fn push_named(sql: &mut Builder, org: OrgId, search: &Search) {
    let (from, until) = search.name_ends();
    sql.push("select n.id from unnest(").push_bind(from).push("::text[], ").push_bind(until);
    sql.push("::text[]) w (low, high) cross join lateral (select c.id from customers c where c.org_id = ");
    sql.push_bind(org.0).push(r#" and c.name_key >= w.low collate "C" and c.name_key < w.high collate "C""#);
    if search.later_names {
        sql.push(" union select t.customer_id from customer_names t where t.org_id = ").push_bind(org.0);
        sql.push(r#" and t.tail >= w.low collate "C" and t.tail < w.high collate "C""#);
    }
    sql.push(") n group by n.id having count(*) = ").push_bind(search.names.len() as i64);
}

pub(crate) fn push_range(sql: &mut Builder, column: &'static str, range: &Match) {
    sql.push(" and ").push(column).push(" >= ").push_bind(range.from.clone());
    sql.push(" and ").push(column).push(" < ").push_bind(range.until.clone());
}

/// The plan of a list's query, one line each, as the runtime role gets it.
///
/// # Errors
/// [`StoreError`].
pub async fn explain(
    tx: &mut OrgTx,
    filter: &OrderFilter,
    connections: Option<&[ConnectionId]>,
    sort: OrderSort,
    from: Option<&Cursor>,
) -> Result<Vec<String>, StoreError> {
    let selection = Selection { org: tx.org(), filter, connections, is_scoped: false };
    let mut sql = Builder::new("explain (costs off) ");
    push_select(&mut sql, "o.id", selection, Some(Window { sort, from }), Some(PAGE_SIZE + 1));
    let rows = sql.build().fetch_all(tx.conn()).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
