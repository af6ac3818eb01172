//! Reading orders by their ids.

use super::{
    answer, given_back,
    listing::Data,
    payload,
    session::{self, Ask},
};
use connector_kit::{Conn, ConnectorError, SourceOrder, lenient::is_id};

/// The most ids that one call takes.
const AT_ONCE: usize = 50;

/// The orders with these ids that the shop has. A key that is no number names no order.
pub(super) async fn some(conn: &Conn, ids: &[String]) -> Result<Vec<SourceOrder>, ConnectorError> {
    let wanted: Vec<&str> = ids.iter().filter(|id| is_id(id)).map(String::as_str).collect();
    let mut found = Vec::with_capacity(wanted.len());
    let mut parts: Vec<&[&str]> = wanted.chunks(AT_ONCE).collect();
    while let Some(these) = parts.pop() {
        let ask = Ask::get("/order/202507/orders").param("ids", these.join(","));
        let reply = session::send(conn, &ask).await?;
        let data: Data<'_> = match answer::data(conn, &reply) {
            // One that is another shop's must not cost the others.
            Err(error) if answer::is_of_foreign_order(&error) => {
                let (first, rest) = these.split_at(these.len() / 2);
                parts.extend(
                    [rest, first].into_iter().filter(|part| !part.is_empty() && part.len() < these.len()),
                );
                continue;
            }
            data => data?,
        };
        let given_back = given_back::of(conn, &data.orders.list).await?;
        found.extend(data.orders.list.iter().map(|order| payload::take(order.get(), &given_back)));
    }
    Ok(found)
}
