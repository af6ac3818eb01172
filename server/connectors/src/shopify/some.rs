//! Reading orders by their ids.

use super::{answer, listing};
use connector_kit::{Conn, ConnectorError, SourceOrder, Taken, lenient::is_id};
use serde_json::json;

/// The orders with these ids that the shop has. A key that is no number names no order.
pub(super) async fn some(conn: &Conn, ids: &[String]) -> Result<Vec<SourceOrder>, ConnectorError> {
    let wanted: Vec<&String> = ids.iter().filter(|id| is_id(id)).collect();
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

/// The most signs of a name; a shop chooses what stands before and after its numbers.
const LONGEST_NAME: usize = 40;
/// Orders that are looked through: others may have a name that begins so.
const LOOKED_THROUGH: usize = 10;

/// The orders whose name, or id, it is.
pub(super) async fn known_as(conn: &Conn, number: &str) -> Result<Vec<SourceOrder>, ConnectorError> {
    // Nothing that means something in Shopify's search language.
    let may_stand = |sign: char| sign.is_ascii_alphanumeric() || "-_./".contains(sign);
    if number.is_empty() || number.len() > LONGEST_NAME || !number.chars().all(may_stand) {
        return Ok(Vec::new());
    }
    let mut search = format!("name:\"{number}\" OR name:\"#{number}\"");
    if is_id(number) {
        search.push_str(&format!(" OR id:{number}"));
    }
    let first = listing::fitting_size(conn).min(LOOKED_THROUGH);
    let variables =
        json!({ "q": search, "first": first, "after": null, "sort": "CREATED_AT", "reverse": true });
    let (orders, _) = listing::fetch(conn, variables).await?;
    let is_it = |order: &SourceOrder| match &order.taken {
        Taken::Order(made) | Taken::Withdrawn { order: made, .. } => {
            made.number.trim_start_matches('#').eq_ignore_ascii_case(number)
        }
        // It came as the answer to this question, and says no more.
        _ => true,
    };
    let made = orders.into_iter().map(SourceOrder::made);
    Ok(made.filter(|order| order.external_id == number || is_it(order)).collect())
}
