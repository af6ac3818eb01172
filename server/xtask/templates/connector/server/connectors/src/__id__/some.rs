//! Reading orders by their ids.

use super::{
    listing::{self, PAGE_SIZE, PATH},
    session,
};
use connector_kit::{Conn, ConnectorError, SourceOrder};

/// The orders with these ids that the shop has. A key with other signs than an id has names no order.
pub(super) async fn some(conn: &Conn, ids: &[String]) -> Result<Vec<SourceOrder>, ConnectorError> {
    let is_id = |id: &&String| {
        !id.is_empty() && id.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-_".contains(&sign))
    };
    let wanted: Vec<&str> = ids.iter().filter(is_id).map(String::as_str).collect();
    let mut found = Vec::with_capacity(wanted.len());
    for these in wanted.chunks(PAGE_SIZE) {
        let query = [("limit", PAGE_SIZE.to_string()), ("ids", these.join(","))];
        found.extend(listing::orders(&session::get(conn, PATH, &query).await?)?.0);
    }
    Ok(found)
}
