//! Reading orders by their ids, one call each: cancelled ones are shown here, too.

use super::{answer, events, parts, session};
use connector_kit::{Advice, Conn, ConnectorError, SourceOrder, lenient::is_id};
use domain::UpstreamKind;
use futures::future::try_join_all;
use serde_json::value::RawValue;

pub(super) async fn some(conn: &Conn, ids: &[String]) -> Result<Vec<SourceOrder>, ConnectorError> {
    let wanted = ids.iter().filter(|id| is_id(id));
    let found = try_join_all(wanted.map(|id| async move {
        match one(conn, id).await {
            // It is shown later, as one that is not known yet, and keeps none of the others waiting.
            Err(error) if is_half(&error) => Ok(None),
            found => found,
        }
    }))
    .await?;
    parts::complete(conn, found.into_iter().flatten().collect()).await
}

/// The order of this id; else those of the pack, whose id is what buyers see of a cart.
pub(super) async fn known_as(conn: &Conn, number: &str) -> Result<Vec<SourceOrder>, ConnectorError> {
    let found = own(conn, number).await?;
    if !found.is_empty() || !is_id(number) {
        return Ok(found);
    }
    let pack = events::orders_of_pack(conn, number).await?;
    let found = try_join_all(pack.iter().map(|id| own(conn, id))).await?;
    Ok(found.into_iter().flatten().collect())
}

/// The order of this id where it is the account's. That of a pack is no order, and a pack may hold what other sellers sold.
async fn own(conn: &Conn, id: &str) -> Result<Vec<SourceOrder>, ConnectorError> {
    if !is_id(id) {
        return Ok(Vec::new());
    }
    match one(conn, id).await {
        Err(error) if error.kind == UpstreamKind::Permission && error.advice == Advice::Never => {
            Ok(Vec::new())
        }
        found => parts::complete(conn, found?.into_iter().collect()).await,
    }
}

fn is_half(error: &ConnectorError) -> bool {
    error.status == Some(206)
}

/// The order as sent, `None` where the platform does not know it (yet). Of a half answer (206) what it lacks is missing until the
/// order is read again.
///
/// # Errors
/// Where that is the buyer or the shipment: address and freight would be taken off a sale that has them. It is whole some minutes later.
pub(super) async fn one(conn: &Conn, id: &str) -> Result<Option<String>, ConnectorError> {
    let reply = session::get(conn, &format!("/orders/{id}"), &[]).await?;
    if matches!(reply.status, 204 | 404) {
        return Ok(None);
    }
    let lacks = |part: &str| reply.header("x-content-missing").is_some_and(|missing| missing.contains(part));
    if reply.status == 206 && (lacks("buyer") || lacks("shipping")) {
        let detail = "the order is shown in part";
        let error = ConnectorError::new(UpstreamKind::Server, Advice::Retry, detail);
        return Err(error.with_status(reply.status));
    }
    let order: &RawValue = answer::json(conn, &reply)?;
    Ok(Some(order.get().to_owned()))
}
