//! Reading orders by their ids.

use super::parts;
use connector_kit::{Conn, ConnectorError, SourceOrder, lenient::is_id};

/// The orders with these ids that the shop has. A key that is no number names no order.
pub(super) async fn some(conn: &Conn, ids: &[String]) -> Result<Vec<SourceOrder>, ConnectorError> {
    let mut wanted: Vec<&str> = ids.iter().filter(|id| is_id(id)).map(String::as_str).collect();
    let mut found = Vec::with_capacity(wanted.len());
    // What lies in the bin has not "any" status.
    for status in ["any", "trash"] {
        if wanted.is_empty() {
            break;
        }
        let query = [("include", wanted.join(",")), ("status", status.to_owned())]
            .map(|(name, value)| (name.to_owned(), value));
        let orders = parts::page(conn, &query, 1).await?.orders;
        wanted.retain(|id| orders.iter().all(|order| order.external_id != *id));
        found.extend(orders);
    }
    Ok(found)
}
