//! Reading orders page by page.

use super::{
    answer, payload,
    place::{PAGE_SIZE, Place, Row, Window},
    session,
};
use connector_kit::{
    Advice, Conn, ConnectorError, Next, OrderPage, OrderPageRequest, Reply, Slice, SliceBasis, SourceOrder,
};
use domain::UpstreamKind;

/// The account remembers that its lists cannot be sorted by one of the dates.
fn unsorted(basis: SliceBasis) -> &'static str {
    match basis {
        SliceBasis::Placed => "magalu.unsorted.placed",
        SliceBasis::Changed => "magalu.unsorted.changed",
    }
}

/// Windows without orders that are passed over in one go.
const WINDOWS: usize = 20;

pub(super) async fn page(conn: &Conn, request: &OrderPageRequest) -> Result<OrderPage, ConnectorError> {
    let mut place = Place::of(&request.position, &request.slice, conn.now())?;
    // The count of the envelope may be that of the page.
    let page = |orders, next| OrderPage { orders, total: None, next };
    for _ in 0..WINDOWS {
        match read(conn, &request.slice, &place).await? {
            (orders, None) => return Ok(page(orders, Next::End)),
            (orders, Some(next)) if !orders.is_empty() => return Ok(page(orders, next.next()?)),
            (_, Some(next)) => place = next,
        }
    }
    Ok(page(Vec::new(), place.next()?))
}

/// The orders at a place that were not given before, and the next place.
async fn read(
    conn: &Conn,
    slice: &Slice,
    place: &Place,
) -> Result<(Vec<SourceOrder>, Option<Place>), ConnectorError> {
    let query = query(slice.basis, &place.window(), place.offset);
    let reply = ask(conn, query, slice.basis, slice.newest_first).await?;
    let listed = answer::listed(&reply, conn.now()).map_err(|error| no_access(&reply, error))?;
    let size = listed.limit.unwrap_or(PAGE_SIZE).clamp(1, PAGE_SIZE);
    let is_last = listed.records.is_empty() || listed.records.len() < size && !listed.has_next;
    let mut orders: Vec<SourceOrder> = listed.records.into_iter().map(payload::take).collect();
    let row = |order: &SourceOrder| Row {
        at: match slice.basis {
            SliceBasis::Placed => order.placed_at,
            SliceBasis::Changed => order.changed_at,
        },
        digest: order.digest,
    };
    let rows: Vec<Row> = orders.iter().map(row).collect();
    orders.retain(|order| !place.was_given(&order.digest));
    Ok((orders, place.after(&rows, size, is_last)))
}

/// Who may not read orders consented for another account, or has lost the role that it takes: a new consent is what helps.
/// A refusal without a word may be anybody's.
fn no_access(reply: &Reply, mut error: ConnectorError) -> ConnectorError {
    if error.kind == UpstreamKind::Permission && !answer::why(reply).is_empty() {
        error.advice = Advice::Reauthorise;
    }
    error
}

/// Whether it can be sorted by each of the dates is not documented: a list that refuses to be is read as it
/// comes.
async fn ask(
    conn: &Conn,
    query: Vec<(&str, String)>,
    basis: SliceBasis,
    newest_first: bool,
) -> Result<Reply, ConnectorError> {
    let as_it_comes = conn.account().learned(unsorted(basis)).is_some();
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
        conn.account().learn(unsorted(basis), field(basis));
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
