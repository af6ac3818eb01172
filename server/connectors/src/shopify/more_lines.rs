//! The lines of an order beyond the first hundred.

use super::{
    answer,
    listing::{PageInfo, remembered},
    payload, session,
};
use connector_kit::{Advice, Conn, ConnectorError, SourceOrder, lenient::Unusable, retry};
use domain::{FailReason, UpstreamKind};
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

const QUERY: &str = include_str!("operations/lines.graphql");
const MOST_PAGES: usize = 50;

/// A fact that the account remembers.
const LINES_COST: &str = "shopify.lines_cost";

/// A longer pause is asked of the whole account, not for this order.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);

/// Where the rest of an order's lines begins.
pub(super) struct MoreLines {
    pub id: String,
    pub cursor: String,
}

#[derive(Deserialize)]
struct Data {
    order: Option<Order>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    line_items: Lines,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Lines {
    nodes: Vec<Value>,
    page_info: PageInfo,
}

/// The order with all its lines put into its payload. Where they cannot be read though they were asked
/// for again, this order alone has failed: the others of its page are not read anew for its sake.
///
/// # Errors
/// What holds for the whole account: a refused token, a long pause.
pub(super) async fn complete(
    conn: &Conn,
    order: SourceOrder,
    more: MoreLines,
) -> Result<SourceOrder, ConnectorError> {
    match whole(conn, &order.raw, more).await {
        Ok(payload) => Ok(payload::take(&payload, conn.settings()).0),
        Err(error) if is_of_account(&error) => Err(error),
        Err(error) => {
            let unusable = Unusable::new(FailReason::Unreadable, format!("lineItems: {error}"));
            Ok(SourceOrder { taken: payload::failed(unusable), ..order })
        }
    }
}

fn is_of_account(error: &ConnectorError) -> bool {
    match error.advice {
        Advice::Reauthorise => true,
        Advice::After(pause) => pause > LONGEST_PAUSE,
        Advice::Never | Advice::Retry => false,
    }
}

async fn whole(conn: &Conn, payload: &[u8], more: MoreLines) -> Result<String, ConnectorError> {
    let mut order: Value = serde_json::from_slice(payload).map_err(|error| unreadable(&error))?;
    let mut cursor = Some(more.cursor);
    for _ in 0..MOST_PAGES {
        let Some(after) = cursor.take() else { break };
        // In place: with the page, the lines of all its orders would be read again.
        let lines = retry(conn.retry_policy(), conn.clock(), || page(conn, &more.id, &after)).await?;
        // Deleted meanwhile: what was read stands.
        let Some(Order { line_items: rest }) = lines else { break };
        if let Some(lines) = order.pointer_mut("/lineItems/nodes").and_then(Value::as_array_mut) {
            lines.extend(rest.nodes);
        }
        cursor = rest.page_info.end_cursor.filter(|_| rest.page_info.has_next_page);
    }
    Ok(order.to_string())
}

async fn page(conn: &Conn, id: &str, after: &str) -> Result<Option<Order>, ConnectorError> {
    let variables = json!({ "id": id, "after": after });
    let reply = session::query(conn, QUERY, variables, remembered(conn, LINES_COST)).await?;
    let (data, cost) = answer::data(conn, &reply)?;
    if let Some(cost) = cost {
        conn.account().learn(LINES_COST, cost.to_string());
    }
    let data: Data = serde_json::from_str(data.get()).map_err(|error| unreadable(&error))?;
    Ok(data.order)
}

fn unreadable(error: &serde_json::Error) -> ConnectorError {
    let detail = format!("the lines of an order cannot be read: {error}");
    ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail)
}
