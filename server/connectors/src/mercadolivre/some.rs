//! Reading orders by their ids, one call each: cancelled ones are shown here, too.

use super::{answer, events, parts, session};
use connector_kit::{Conn, ConnectorError, SourceOrder, lenient::is_id};
use domain::UpstreamKind;
use futures::future::try_join_all;
use serde_json::value::RawValue;

pub(super) async fn some(conn: &Conn, ids: &[String]) -> Result<Vec<SourceOrder>, ConnectorError> {
    let wanted = ids.iter().filter(|id| is_id(id));
    let found = try_join_all(wanted.map(|id| one(conn, id))).await?;
    parts::complete(conn, found.into_iter().flatten().collect()).await
}

/// The order of this id; else those of the pack, whose id is what buyers see of a cart.
pub(super) async fn known_as(conn: &Conn, number: &str) -> Result<Vec<SourceOrder>, ConnectorError> {
    let found = match some(conn, &[number.to_owned()]).await {
        // The id of a pack is no order of this account's.
        Err(error) if error.kind == UpstreamKind::Permission => Vec::new(),
        found => found?,
    };
    if !found.is_empty() || !is_id(number) {
        return Ok(found);
    }
    some(conn, &events::orders_of_pack(conn, number).await?).await
}

/// The order as sent, `None` where the platform does not know it (yet). What a half answer (206) lacks is
/// missing until the order is read again.
pub(super) async fn one(conn: &Conn, id: &str) -> Result<Option<String>, ConnectorError> {
    let reply = session::get(conn, &format!("/orders/{id}"), &[]).await?;
    if matches!(reply.status, 204 | 404) {
        return Ok(None);
    }
    let order: &RawValue = answer::json(conn, &reply)?;
    Ok(Some(order.get().to_owned()))
}
