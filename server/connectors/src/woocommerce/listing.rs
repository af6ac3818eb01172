//! Reading orders page by page.

use super::{parts, transport};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, OrderPage, OrderPageRequest, Position, Slice, SliceBasis,
    lenient::{Items, Object, Text},
};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The most that the API gives.
pub(super) const PAGE_SIZE: usize = 100;

/// The statuses to list, as the account remembers them; empty where the shop does not name its own.
const STATUSES: &str = "woocommerce.statuses";

pub(super) async fn page(conn: &Conn, request: &OrderPageRequest) -> Result<OrderPage, ConnectorError> {
    let number = match &request.position {
        Position::Start => 1,
        Position::Page(number) => *number,
        Position::After(_) => {
            let detail = "WooCommerce numbers its pages; it knows no cursor";
            return Err(ConnectorError::new(UpstreamKind::Rejected, Advice::Never, detail));
        }
    };
    let mut query = query(&request.slice);
    // What went to the bin changed; a list of everything need not hold what lies there.
    if request.slice.basis == SliceBasis::Changed {
        let anew = request.position == Position::Start;
        let statuses = statuses(conn, anew).await?;
        query.extend((!statuses.is_empty()).then(|| ("status".to_owned(), statuses)));
    }
    parts::page(conn, &query, number).await
}

/// Every status of the shop and the bin. "Any" status leaves the bin out and cannot stand beside it, so
/// all are named; plugins add some at any time, so the shop is asked `anew` where a list begins.
async fn statuses(conn: &Conn, anew: bool) -> Result<String, ConnectorError> {
    if let Some(known) = conn.account().learned(STATUSES).filter(|_| !anew) {
        return Ok(known);
    }
    let reply = transport::options(conn).await?;
    let statuses = if reply.is_success() { named_statuses(&reply.body).join(",") } else { String::new() };
    conn.account().learn(STATUSES, statuses.clone());
    Ok(statuses)
}

/// What the shop says that `status` may be, without drafts; nothing if the bin is not among it.
fn named_statuses(body: &[u8]) -> Vec<String> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Options<'a> {
        #[serde(borrow)]
        endpoints: Items<Endpoint<'a>>,
    }
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Endpoint<'a> {
        #[serde(borrow)]
        methods: Items<Text<'a>>,
        #[serde(borrow)]
        args: Object<BTreeMap<String, &'a RawValue>>,
    }
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Argument<'a> {
        #[serde(borrow)]
        items: Kinds<'a>,
    }
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Kinds<'a> {
        #[serde(borrow, rename = "enum")]
        named: Items<Text<'a>>,
    }
    let options: Options<'_> = serde_json::from_slice(body).unwrap_or_default();
    let list = options
        .endpoints
        .list
        .iter()
        .find(|endpoint| endpoint.methods.list.iter().any(|method| method.as_str() == Some("GET")));
    let status = list.and_then(|list| list.args.0.get("status"));
    let status: Option<Argument<'_>> = status.and_then(|status| serde_json::from_str(status.get()).ok());
    let named = status.map(|status| status.items.named.list).unwrap_or_default();
    let named: Vec<&str> = named.iter().filter_map(Text::as_str).collect();
    if !named.contains(&"trash") {
        return Vec::new();
    }
    let is_listed = |status: &&str| *status != "any" && !super::status::is_draft(status);
    named.into_iter().filter(is_listed).map(str::to_owned).collect()
}

/// The parameters of a slice. The API's bounds are exclusive and in whole seconds, so both are set a
/// second wider; what comes twice is known by its id. UTC without a zone, for a zone together with
/// `dates_are_gmt` is applied twice.
fn query(slice: &Slice) -> Vec<(String, String)> {
    let (after, before, order_by) = match slice.basis {
        SliceBasis::Placed => ("after", "before", "date"),
        SliceBasis::Changed => ("modified_after", "modified_before", "modified"),
    };
    let text = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    let mut query = vec![
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_utc_without_a_zone_and_a_second_wider() {
        let at = |text| Some(DateTime::parse_from_rfc3339(text).unwrap().to_utc());
        let slice = Slice {
            basis: SliceBasis::Changed,
            from: at("2026-11-20T10:00:00.9Z"),
            until: at("2026-11-20T11:00:00.1Z"),
            newest_first: false,
        };
        let query = query(&slice);
        let value = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        assert_eq!(value("modified_after"), Some("2026-11-20T09:59:59"));
        assert_eq!(value("modified_before"), Some("2026-11-20T11:00:02"));
        assert_eq!(value("dates_are_gmt"), Some("true"));
        assert_eq!((value("orderby"), value("order")), (Some("modified"), Some("asc")));
    }

    #[test]
    fn the_shop_names_its_statuses() {
        let options = |named: &str| {
            let body = format!(
                r#"{{"namespace":"wc/v3","endpoints":[{{"methods":["POST"],"args":[]}},{{"methods":["GET"],
                    "args":{{"page":{{"type":"integer"}},"status":{{"default":"any","type":"array",
                    "items":{{"type":"string","enum":{named}}}}}}}}}]}}"#
            );
            named_statuses(body.as_bytes())
        };
        let named = r#"["any","trash","auto-draft","pending","em-separacao","checkout-draft"]"#;
        assert_eq!(options(named), ["trash", "pending", "em-separacao"]);
        assert_eq!(options(r#"{"0":"trash","3":"pending"}"#), ["trash", "pending"]);
        assert!(options(r#"["any","pending"]"#).is_empty(), "without the bin the list is no better");
        assert!(named_statuses(b"<!doctype html>").is_empty());
    }
}
