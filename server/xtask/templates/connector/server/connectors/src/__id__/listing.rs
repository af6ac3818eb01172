//! Reading orders page by page.

use super::{answer, payload, session};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, Next, OrderPage, OrderPageRequest, Position, Reply, Slice, SliceBasis,
    SourceOrder,
    lenient::{Items, Text},
};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The most that the API gives.
pub(super) const PAGE_SIZE: usize = 100;

pub(super) const PATH: &str = "/v1/orders";

#[derive(Deserialize)]
struct List<'a> {
    /// Without it the answer is no list.
    #[serde(borrow, default)]
    orders: Option<Items<&'a RawValue>>,
    #[serde(borrow, default)]
    total: Text<'a>,
}

pub(super) async fn page(conn: &Conn, request: &OrderPageRequest) -> Result<OrderPage, ConnectorError> {
    let number = match &request.position {
        Position::Start => 1,
        Position::Page(number) => *number,
        Position::After(_) => {
            let detail = "pages are numbered; there is no cursor";
            return Err(ConnectorError::new(UpstreamKind::Rejected, Advice::Never, detail));
        }
    };
    let reply = session::get(conn, PATH, &query(&request.slice, number, PAGE_SIZE)).await?;
    let (orders, total) = orders(&reply)?;
    let pages = total.map(|total| u32::try_from(total.div_ceil(PAGE_SIZE as u64)).unwrap_or(u32::MAX));
    // Without a count, a page that is not full is the last one.
    let last = pages.unwrap_or(if orders.len() < PAGE_SIZE { number } else { number.saturating_add(1) });
    let next = if number < last { Next::Numbered { last } } else { Next::End };
    Ok(OrderPage { orders, total, next })
}

/// The newest order alone.
pub(super) async fn newest(conn: &Conn) -> Result<Option<SourceOrder>, ConnectorError> {
    let slice = Slice { basis: SliceBasis::Placed, from: None, until: None, newest_first: true };
    let reply = session::get(conn, PATH, &query(&slice, 1, 1)).await?;
    Ok(orders(&reply)?.0.into_iter().next())
}

/// The records of a list, and how many the whole list has.
///
/// # Errors
/// [`UpstreamKind::Protocol`] for what is no list.
pub(super) fn orders(reply: &Reply) -> Result<(Vec<SourceOrder>, Option<u64>), ConnectorError> {
    let list: List<'_> = answer::body(reply)?;
    let orders = list.orders.ok_or_else(|| answer::protocol(reply, "the answer holds no list of orders"))?;
    let total = list.total.as_str().and_then(|total| total.parse().ok());
    Ok((orders.list.iter().map(|order| payload::take(order.get())).collect(), total))
}

/// The parameters of a page. The bounds are whole seconds: cutting the fraction off takes up to a second
/// away from the later one.
fn query(slice: &Slice, number: u32, size: usize) -> Vec<(&'static str, String)> {
    let (sort, from, until) = match slice.basis {
        SliceBasis::Placed => ("placed_at", "placed_from", "placed_until"),
        SliceBasis::Changed => ("changed_at", "changed_from", "changed_until"),
    };
    let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let offset = u64::from(number.saturating_sub(1)) * size as u64;
    let mut query = vec![
        ("limit", size.to_string()),
        ("offset", offset.to_string()),
        ("sort", sort.to_owned()),
        ("direction", if slice.newest_first { "desc" } else { "asc" }.to_owned()),
    ];
    query.extend(slice.from.map(|at| (from, text(at))));
    query.extend(slice.until.map(|at| (until, text(at + TimeDelta::seconds(1)))));
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_asked_for_by_its_offset_and_bounds_a_second_wider() {
        let at = |text| Some(DateTime::parse_from_rfc3339(text).unwrap().to_utc());
        let slice = Slice {
            basis: SliceBasis::Changed,
            from: at("2026-11-20T10:00:00.9Z"),
            until: at("2026-11-20T11:00:00.1Z"),
            newest_first: false,
        };
        let expected = [
            ("limit", "100"),
            ("offset", "200"),
            ("sort", "changed_at"),
            ("direction", "asc"),
            ("changed_from", "2026-11-20T10:00:00Z"),
            ("changed_until", "2026-11-20T11:00:01Z"),
        ];
        assert_eq!(query(&slice, 3, 100), expected.map(|(name, value)| (name, value.to_owned())));
    }
}
