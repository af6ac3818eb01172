//! Reading orders by their ids.

use super::{answer, listing};
use connector_kit::{Conn, ConnectorError, SourceOrder};
use serde_json::json;

/// The orders with these ids that the shop has. A key that is no number names no order.
pub(super) async fn some(conn: &Conn, ids: &[String]) -> Result<Vec<SourceOrder>, ConnectorError> {
    let is_id = |id: &&String| !id.is_empty() && id.bytes().all(|sign| sign.is_ascii_digit());
    let wanted: Vec<&String> = ids.iter().filter(is_id).collect();
    let mut found = Vec::with_capacity(wanted.len());
    let mut rest = &wanted[..];
    while !rest.is_empty() {
        let size = listing::fitting_size(conn).min(rest.len());
        let (these, later) = rest.split_at(size);
        let search = these.iter().map(|id| format!("id:{id}")).collect::<Vec<_>>().join(" OR ");
        let variables =
            json!({ "q": search, "first": size, "after": null, "sort": "CREATED_AT", "reverse": true });
        match listing::fetch(conn, variables).await {
            Ok((orders, _)) => {
                found.extend(orders);
                rest = later;
            }
            Err(error) if answer::is_too_expensive(&error) && size > 1 => listing::learn_size(conn, size / 2),
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}
