//! Reading orders page by page.

use super::{answer, more_lines, payload, session};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, Next, OrderPage, OrderPageRequest, Position, Slice, SliceBasis,
    SourceOrder, Taken,
};
use domain::UpstreamKind;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json, value::RawValue};

const QUERY: &str = include_str!("operations/orders.graphql");

/// With up to a hundred lines each, this many orders stay below the 1,000 points that one query
/// may ask for.
pub(super) const PAGE_SIZE: usize = 50;

/// A list ends after 25,000 records, however many there are: before that the slice is cut anew.
const RECORDS_PER_CURSOR: u32 = 24_000;

/// Facts that the account remembers.
const FITTING_SIZE: &str = "shopify.page_size";
const PAGE_COST: &str = "shopify.page_cost";

/// What [`Position::After`] holds.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Place {
    /// Shopify's cursor; none where the slice begins anew at `edge`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
    /// Records read since the slice last began.
    read: u32,
    /// The moment at which the slice begins in place of its own first bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edge: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow)]
    orders: Connection<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Connection<'a> {
    #[serde(borrow)]
    nodes: Vec<&'a RawValue>,
    page_info: PageInfo,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct PageInfo {
    pub has_next_page: bool,
    pub end_cursor: Option<String>,
}

pub(super) async fn page(conn: &Conn, request: &OrderPageRequest) -> Result<OrderPage, ConnectorError> {
    let place = place(&request.position)?;
    let mut size = fitting_size(conn);
    loop {
        match read(conn, &request.slice, &place, size).await {
            Err(error) if answer::is_too_expensive(&error) && size > 1 => {
                size /= 2;
                learn_size(conn, size);
            }
            other => return other,
        }
    }
}

/// How many orders one query may ask for.
pub(super) fn fitting_size(conn: &Conn) -> usize {
    remembered(conn, FITTING_SIZE).unwrap_or(PAGE_SIZE as f64) as usize
}

pub(super) fn learn_size(conn: &Conn, size: usize) {
    conn.account().learn(FITTING_SIZE, size.to_string());
}

pub(super) fn remembered(conn: &Conn, fact: &'static str) -> Option<f64> {
    conn.account().learned(fact)?.parse().ok()
}

fn place(position: &Position) -> Result<Place, ConnectorError> {
    let refuse =
        || ConnectorError::new(UpstreamKind::Rejected, Advice::Never, "not a position that Shopify gave");
    match position {
        Position::Start => Ok(Place::default()),
        Position::After(text) => serde_json::from_str(text).map_err(|_| refuse()),
        Position::Page(_) => Err(refuse()),
    }
}

async fn read(conn: &Conn, slice: &Slice, place: &Place, size: usize) -> Result<OrderPage, ConnectorError> {
    let variables = json!({
        "q": search(slice, place.edge),
        "first": size,
        "after": place.cursor,
        "sort": match slice.basis {
            SliceBasis::Placed => "CREATED_AT",
            SliceBasis::Changed => "UPDATED_AT",
        },
        "reverse": slice.newest_first,
    });
    let (orders, page_info) = fetch(conn, variables).await?;
    let next = next(slice, place, &orders, page_info)?;
    Ok(OrderPage { orders, total: None, next })
}

/// One page of the query for orders, each order with all its lines.
pub(super) async fn fetch(
    conn: &Conn,
    variables: Value,
) -> Result<(Vec<SourceOrder>, PageInfo), ConnectorError> {
    let reply = session::query(conn, QUERY, variables, remembered(conn, PAGE_COST)).await?;
    let (data, cost) = answer::data(conn, &reply)?;
    if let Some(cost) = cost {
        conn.account().learn(PAGE_COST, cost.to_string());
    }
    let Data { orders: Connection { nodes, page_info } } =
        serde_json::from_str(data.get()).map_err(|error| {
            let detail = format!("the list of orders cannot be read: {error}");
            ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
        })?;
    let mut orders = Vec::with_capacity(nodes.len());
    for node in nodes {
        let (order, more) = payload::take(node.get(), conn.settings());
        orders.push(match more {
            Some(more) if matches!(order.taken, Taken::Order(_)) => {
                more_lines::complete(conn, order, more).await?
            }
            _ => order,
        });
    }
    Ok((orders, page_info))
}

fn next(
    slice: &Slice,
    place: &Place,
    orders: &[SourceOrder],
    info: PageInfo,
) -> Result<Next, ConnectorError> {
    if !info.has_next_page {
        return Ok(Next::End);
    }
    let read = place.read + u32::try_from(orders.len()).unwrap_or(u32::MAX);
    let last = orders.iter().rev().find_map(|order| match slice.basis {
        SliceBasis::Placed => order.placed_at,
        SliceBasis::Changed => order.changed_at,
    });
    let place = match last {
        Some(edge) if read >= RECORDS_PER_CURSOR && Some(edge) != place.edge => {
            Place { cursor: None, read: 0, edge: Some(edge) }
        }
        _ => Place { cursor: info.end_cursor, read, edge: place.edge },
    };
    if place.cursor.is_none() && place.edge.is_none() {
        let detail = "more pages are announced without a cursor";
        return Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail));
    }
    let text = serde_json::to_string(&place)
        .map_err(|error| ConnectorError::new(UpstreamKind::Protocol, Advice::Never, error.to_string()))?;
    Ok(Next::After(text))
}

/// The search text of a slice, a second wider on both sides; what comes twice is known by its id.
fn search(slice: &Slice, edge: Option<DateTime<Utc>>) -> String {
    let field = match slice.basis {
        SliceBasis::Placed => "created_at",
        SliceBasis::Changed => "updated_at",
    };
    let (from, until) = match (edge, slice.newest_first) {
        (Some(edge), true) => (slice.from, Some(edge)),
        (Some(edge), false) => (Some(edge), slice.until),
        (None, _) => (slice.from, slice.until),
    };
    let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let from = from.map(|from| format!("{field}:>='{}'", text(from - TimeDelta::seconds(1))));
    let until = until.map(|until| format!("{field}:<='{}'", text(until + TimeDelta::seconds(1))));
    from.into_iter().chain(until).collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    fn slice(newest_first: bool) -> Slice {
        Slice {
            basis: SliceBasis::Placed,
            from: Some(at("2026-11-01T00:00:00Z")),
            until: Some(at("2026-11-02T00:00:00Z")),
            newest_first,
        }
    }

    #[test]
    fn bounds_become_a_search_text_a_second_wider() {
        let expected = "created_at:>='2026-10-31T23:59:59Z' AND created_at:<='2026-11-02T00:00:01Z'";
        assert_eq!(search(&slice(false), None), expected);
        let open = Slice { from: None, until: None, ..slice(false) };
        assert_eq!(search(&open, None), "");
    }

    #[test]
    fn before_the_lists_end_the_slice_is_cut_anew_at_the_last_record() {
        let last = at("2026-11-01T12:00:00Z");
        let (order, _) =
            payload::take(r#"{"id":"1","createdAt":"2026-11-01T12:00:00Z"}"#, &Default::default());
        let info = || PageInfo { has_next_page: true, end_cursor: Some("c".into()) };
        let before = Place { cursor: None, read: 100, edge: None };
        let Next::After(text) = next(&slice(true), &before, std::slice::from_ref(&order), info()).unwrap()
        else {
            panic!("there is a next page")
        };
        let expected = Place { cursor: Some("c".into()), read: 101, edge: None };
        assert_eq!(serde_json::from_str::<Place>(&text).unwrap(), expected);
        let late = Place { read: RECORDS_PER_CURSOR, ..before };
        let Next::After(text) = next(&slice(true), &late, &[order], info()).unwrap() else {
            panic!("there is a next page")
        };
        let place: Place = serde_json::from_str(&text).unwrap();
        assert_eq!(place, Place { cursor: None, read: 0, edge: Some(last) });
        assert!(search(&slice(true), place.edge).ends_with("created_at:<='2026-11-01T12:00:01Z'"));
    }
}
