//! Reading orders by their ids.

use super::parts;
use connector_kit::{Conn, ConnectorError, SourceOrder, Taken, lenient::is_id};

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

/// The most signs of a number; extensions choose what stands before and after it.
const LONGEST_NUMBER: usize = 40;

/// The order of this id, or else of this number, where an extension of the shop numbers orders in its own way.
pub(super) async fn known_as(conn: &Conn, number: &str) -> Result<Vec<SourceOrder>, ConnectorError> {
    let found = some(conn, &[number.to_owned()]).await?;
    if !found.is_empty() || number.is_empty() || number.len() > LONGEST_NUMBER {
        return Ok(found);
    }
    let query =
        [("search", number), ("status", "any")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let orders = parts::page(conn, &query, 1).await?.orders;
    // The search looks through names and addresses, too.
    let is_it = |order: &SourceOrder| match &order.taken {
        Taken::Order(made) | Taken::Withdrawn { order: made, .. } => {
            made.number.trim_start_matches('#').eq_ignore_ascii_case(number)
        }
        _ => false,
    };
    Ok(orders.into_iter().map(SourceOrder::made).filter(is_it).collect())
}
