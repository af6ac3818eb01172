//! Reading orders page by page.

use super::{
    answer, payload,
    place::{PAGE_SIZE, Place, Row, Window},
    session,
};
use connector_kit::{
    Conn, ConnectorError, Next, OrderPage, OrderPageRequest, Reply, SliceBasis, SourceOrder,
};

/// The account remembers that its lists cannot be sorted.
const UNSORTED: &str = "magalu.unsorted";

pub(super) async fn page(conn: &Conn, request: &OrderPageRequest) -> Result<OrderPage, ConnectorError> {
    let basis = request.slice.basis;
    let place = Place::of(&request.position, &request.slice, conn.now())?;
    let query = query(basis, &place.window(), place.offset);
    let reply = ask(conn, query, basis, request.slice.newest_first).await?;
    let listed = answer::listed(&reply, conn.now())?;
    let size = listed.limit.unwrap_or(PAGE_SIZE).clamp(1, PAGE_SIZE);
    let is_last = listed.records.is_empty() || listed.records.len() < size && !listed.has_next;
    let mut orders: Vec<SourceOrder> = listed.records.into_iter().map(payload::take).collect();
    let row = |order: &SourceOrder| Row {
        at: match basis {
            SliceBasis::Placed => order.placed_at,
            SliceBasis::Changed => order.changed_at,
        },
        digest: order.digest,
    };
    let rows: Vec<Row> = orders.iter().map(row).collect();
    let next = match place.after(&rows, size, is_last) {
        Some(next) => next.next()?,
        None => Next::End,
    };
    orders.retain(|order| !place.was_given(&order.digest));
    // The count of the envelope may be that of the page.
    Ok(OrderPage { orders, total: None, next })
}

/// Whether it can be sorted by each of the dates is not documented: a list that refuses to be is read as it
/// comes.
async fn ask(
    conn: &Conn,
    query: Vec<(&str, String)>,
    basis: SliceBasis,
    newest_first: bool,
) -> Result<Reply, ConnectorError> {
    let as_it_comes = conn.account().learned(UNSORTED).is_some();
    if !as_it_comes {
        let direction = if newest_first { "desc" } else { "asc" };
        let mut sorted = query.clone();
        sorted.push(("_sort", format!("{}:{direction}", field(basis))));
        let reply = session::get(conn, "/orders", &sorted).await?;
        if !matches!(reply.status, 400 | 422) {
            return Ok(reply);
        }
    }
    let reply = session::get(conn, "/orders", &query).await?;
    if reply.is_success() && !as_it_comes {
        conn.account().learn(UNSORTED, field(basis));
    }
    Ok(reply)
}

fn field(basis: SliceBasis) -> &'static str {
    match basis {
        SliceBasis::Placed => "purchased_at",
        SliceBasis::Changed => "updated_at",
    }
}

fn query(basis: SliceBasis, window: &Window, offset: usize) -> Vec<(&'static str, String)> {
    let (low, high) = match basis {
        SliceBasis::Placed => ("purchased_at__gte", "purchased_at__lte"),
        SliceBasis::Changed => ("updated_at__gte", "updated_at__lte"),
    };
    vec![
        (low, window.low.clone()),
        (high, window.high.clone()),
        ("_limit", PAGE_SIZE.to_string()),
        ("_offset", offset.to_string()),
    ]
}
