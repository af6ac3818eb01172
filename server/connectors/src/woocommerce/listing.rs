//! Reading orders page by page.

use super::{answer, payload, transport};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, Next, OrderPage, OrderPageRequest, Position, Reply, Slice, SliceBasis,
};
use domain::UpstreamKind;
use serde_json::value::RawValue;

/// The most that the API gives.
pub(super) const PAGE_SIZE: usize = 100;

pub(super) async fn page(conn: &Conn, request: &OrderPageRequest) -> Result<OrderPage, ConnectorError> {
    let number = match &request.position {
        Position::Start => 1,
        Position::Page(number) => *number,
        Position::After(_) => {
            let detail = "WooCommerce numbers its pages; it knows no cursor";
            return Err(ConnectorError::new(UpstreamKind::Rejected, Advice::Never, detail));
        }
    };
    let reply = transport::get(conn, "/wc/v3/orders", &query(&request.slice, number)).await?;
    read(&reply, number, conn.now())
}

/// The parameters of a page. The API's bounds are exclusive and in whole seconds, so both are set a
/// second wider; what comes twice is known by its id. UTC without a zone, for a zone together with
/// `dates_are_gmt` is applied twice.
fn query(slice: &Slice, number: u32) -> Vec<(String, String)> {
    let (after, before, order_by) = match slice.basis {
        SliceBasis::Placed => ("after", "before", "date"),
        SliceBasis::Changed => ("modified_after", "modified_before", "modified"),
    };
    let text = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    let mut query = vec![
        ("per_page", PAGE_SIZE.to_string()),
        ("page", number.to_string()),
        ("orderby", order_by.to_owned()),
        ("order", if slice.newest_first { "desc" } else { "asc" }.to_owned()),
        ("dates_are_gmt", "true".to_owned()),
    ];
    if let Some(from) = slice.from {
        query.push((after, text(from - TimeDelta::seconds(1))));
    }
    if let Some(until) = slice.until {
        // Cutting the fraction off takes up to a second away.
        query.push((before, text(until + TimeDelta::seconds(2))));
    }
    query.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn read(reply: &Reply, number: u32, now: DateTime<Utc>) -> Result<OrderPage, ConnectorError> {
    let body = answer::json(reply, now)?;
    let records: Vec<&RawValue> = serde_json::from_slice(body).map_err(|error| {
        let detail = format!("the list of orders cannot be read: {error}");
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })?;
    let full = records.len() >= PAGE_SIZE;
    let counted = |name| reply.header(name).and_then(|text| text.parse::<u64>().ok());
    let next = match counted("x-wp-totalpages").and_then(|last| u32::try_from(last).ok()) {
        Some(last) if last > number => Next::Numbered { last },
        Some(_) => Next::End,
        // A proxy took the headers away: a full page may have a successor.
        None if full => Next::Numbered { last: number.saturating_add(1) },
        None => Next::End,
    };
    let total = counted("x-wp-total").filter(|_| !records.is_empty() || number == 1);
    Ok(OrderPage { orders: records.into_iter().map(payload::take).collect(), total, next })
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::{HeaderMap, HeaderName};

    fn reply(body: &str, headers: &[(&'static str, &str)]) -> Reply {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        Reply { status: 200, headers, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn bounds_are_utc_without_a_zone_and_a_second_wider() {
        let at = |text| Some(DateTime::parse_from_rfc3339(text).unwrap().to_utc());
        let slice = Slice {
            basis: SliceBasis::Changed,
            from: at("2026-11-20T10:00:00.9Z"),
            until: at("2026-11-20T11:00:00.1Z"),
            newest_first: false,
        };
        let query = query(&slice, 3);
        let value = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        assert_eq!(value("modified_after"), Some("2026-11-20T09:59:59"));
        assert_eq!(value("modified_before"), Some("2026-11-20T11:00:02"));
        assert_eq!(value("dates_are_gmt"), Some("true"));
        assert_eq!(
            (value("orderby"), value("order"), value("page")),
            (Some("modified"), Some("asc"), Some("3"))
        );
    }

    #[test]
    fn pages_end_where_the_headers_say() {
        let headers = [("x-wp-total", "250"), ("x-wp-totalpages", "3")];
        let page = |number| read(&reply("[]", &headers), number, Utc::now()).unwrap().next;
        assert_eq!(page(1), Next::Numbered { last: 3 });
        assert_eq!(page(3), Next::End);
        let full = format!("[{}]", vec!["{}"; 100].join(","));
        let bare = read(&reply(&full, &[]), 7, Utc::now()).unwrap();
        assert_eq!((bare.next, bare.total), (Next::Numbered { last: 8 }, None));
    }

    #[test]
    fn a_list_cut_by_the_host_is_tried_again() {
        let error = read(&reply("[{\"id\":1},{\"i", &[]), 1, Utc::now()).unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Retry));
    }
}
