//! Reading orders page by page.

use super::{
    answer, given_back, payload,
    session::{self, Ask},
};
use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, Next, OrderPage, OrderPageRequest, Position, Slice, SliceBasis,
    SourceOrder,
    lenient::{Items, Text},
};
use domain::UpstreamKind;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, value::RawValue};

/// The most that the API gives.
pub(super) const PAGE_SIZE: usize = 100;

/// No end of a list is documented; before it could become one, the slice is cut anew.
const RECORDS_PER_LIST: u32 = 5_000;

/// What [`Position::After`] holds.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Place {
    /// The platform's token; none where the slice begins anew at `edge`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    /// Records read since the slice last began.
    read: u32,
    /// The second at which the slice begins in place of its own first bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edge: Option<i64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Data<'a> {
    #[serde(borrow)]
    pub orders: Items<&'a RawValue>,
    #[serde(borrow)]
    next_page_token: Text<'a>,
    #[serde(borrow)]
    total_count: Text<'a>,
}

pub(super) async fn page(conn: &Conn, request: &OrderPageRequest) -> Result<OrderPage, ConnectorError> {
    let place = place(&request.position)?;
    let ask = ask(&request.slice, &place, PAGE_SIZE);
    let reply = session::send(conn, &ask).await?;
    let data: Data<'_> = answer::data(conn, &reply)?;
    let given_back = given_back::of(conn, &data.orders.list).await?;
    let orders: Vec<_> =
        data.orders.list.iter().map(|order| payload::take(order.get(), &given_back)).collect();
    let next = next(&request.slice, &place, &orders, data.next_page_token.as_str())?;
    // What is counted from an edge on is not the whole slice.
    let total = data.total_count.as_str().filter(|_| place.edge.is_none());
    Ok(OrderPage { orders, total: total.and_then(|total| total.parse().ok()), next })
}

fn place(position: &Position) -> Result<Place, ConnectorError> {
    let refuse =
        || ConnectorError::new(UpstreamKind::Rejected, Advice::Never, "not a position that was given");
    match position {
        Position::Start => Ok(Place::default()),
        Position::After(text) => serde_json::from_str(text).map_err(|_| refuse()),
        Position::Page(_) => Err(refuse()),
    }
}

/// The newest order alone.
pub(super) fn newest() -> Ask {
    let slice = Slice { basis: SliceBasis::Placed, from: None, until: None, newest_first: true };
    ask(&slice, &Place::default(), 1)
}

/// Paging and sorting stand in the query, filters in the body.
fn ask(slice: &Slice, place: &Place, size: usize) -> Ask {
    let field = match slice.basis {
        SliceBasis::Placed => "create_time",
        SliceBasis::Changed => "update_time",
    };
    Ask::post("/order/202309/orders/search", &filter(slice, place.edge))
        .param("page_size", size.to_string())
        .param("page_token", place.token.as_deref().unwrap_or_default())
        .param("sort_field", field)
        .param("sort_order", if slice.newest_first { "DESC" } else { "ASC" })
}

/// The bounds are whole seconds, the later one exclusive: it is set a second later.
fn filter(slice: &Slice, edge: Option<i64>) -> Value {
    let (from, until) = match slice.basis {
        SliceBasis::Placed => ("create_time_ge", "create_time_lt"),
        SliceBasis::Changed => ("update_time_ge", "update_time_lt"),
    };
    let second = |at: DateTime<Utc>| at.timestamp();
    let (low, high) = match (edge, slice.newest_first) {
        (Some(edge), true) => (slice.from.map(second), Some(edge)),
        (Some(edge), false) => (Some(edge), slice.until.map(second)),
        (None, _) => (slice.from.map(second), slice.until.map(second)),
    };
    let mut filter = Map::new();
    filter.extend(low.map(|low| (from.to_owned(), low.into())));
    filter.extend(high.map(|high| (until.to_owned(), (high + 1).into())));
    filter.into()
}

fn next(
    slice: &Slice,
    place: &Place,
    orders: &[SourceOrder],
    token: Option<&str>,
) -> Result<Next, ConnectorError> {
    let Some(token) = token else { return Ok(Next::End) };
    if place.token.as_deref() == Some(token) {
        let detail = "the list does not move on";
        return Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail));
    }
    let read = place.read + u32::try_from(orders.len()).unwrap_or(u32::MAX);
    let last = orders.iter().rev().find_map(|order| match slice.basis {
        SliceBasis::Placed => order.placed_at,
        SliceBasis::Changed => order.changed_at,
    });
    let place = match last.map(|last| last.timestamp()) {
        Some(edge) if read >= RECORDS_PER_LIST && Some(edge) != place.edge => {
            Place { token: None, read: 0, edge: Some(edge) }
        }
        _ => Place { token: Some(token.to_owned()), read, edge: place.edge },
    };
    let text = serde_json::to_string(&place)
        .map_err(|error| ConnectorError::new(UpstreamKind::Protocol, Advice::Never, error.to_string()))?;
    Ok(Next::After(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    fn slice(basis: SliceBasis, newest_first: bool) -> Slice {
        let (from, until) = (at("2026-11-01T00:00:00.9Z"), at("2026-11-02T00:00:00.1Z"));
        Slice { basis, from: Some(from), until: Some(until), newest_first }
    }

    #[test]
    fn bounds_are_seconds_in_the_body_and_the_later_one_a_second_wider() {
        let expected = json!({ "create_time_ge": 1_793_491_200, "create_time_lt": 1_793_577_601 });
        assert_eq!(filter(&slice(SliceBasis::Placed, true), None), expected);
        let expected = json!({ "update_time_ge": 1_793_491_200, "update_time_lt": 1_793_577_601 });
        assert_eq!(filter(&slice(SliceBasis::Changed, false), None), expected);
        let open = Slice { from: None, until: None, ..slice(SliceBasis::Placed, true) };
        assert_eq!(filter(&open, None), json!({}), "an object, also without filters");
    }

    #[test]
    fn a_deep_list_is_cut_anew_at_the_last_record() {
        let order = payload::take(r#"{"id":"1","create_time":1793500000}"#, &Default::default());
        let place = |read, newest_first| {
            let before = Place { token: Some("t".into()), read, edge: None };
            let slice = slice(SliceBasis::Placed, newest_first);
            let Ok(Next::After(text)) = next(&slice, &before, std::slice::from_ref(&order), Some("u")) else {
                panic!("there is a next page")
            };
            serde_json::from_str::<Place>(&text).unwrap()
        };
        assert_eq!(place(100, true), Place { token: Some("u".into()), read: 101, edge: None });
        let cut = place(RECORDS_PER_LIST, true);
        assert_eq!(cut, Place { token: None, read: 0, edge: Some(1_793_500_000) });
        let expected = json!({ "create_time_ge": 1_793_491_200, "create_time_lt": 1_793_500_001 });
        assert_eq!(filter(&slice(SliceBasis::Placed, true), cut.edge), expected);
        let expected = json!({ "create_time_ge": 1_793_500_000, "create_time_lt": 1_793_577_601 });
        assert_eq!(filter(&slice(SliceBasis::Placed, false), cut.edge), expected);
        let slice = slice(SliceBasis::Placed, true);
        assert_eq!(next(&slice, &cut, std::slice::from_ref(&order), None).unwrap(), Next::End);
        let stuck = Place { token: Some("t".into()), read: 1, edge: None };
        assert_eq!(next(&slice, &stuck, &[order], Some("t")).unwrap_err().kind, UpstreamKind::Protocol);
    }
}
