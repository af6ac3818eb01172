//! The lines of an order beyond the first hundred.

use super::{answer, listing::PageInfo, payload, session};
use connector_kit::{Advice, Conn, ConnectorError, SourceOrder};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::{Value, json};

const QUERY: &str = include_str!("operations/lines.graphql");
const MOST_PAGES: usize = 50;

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

/// The order with all its lines put into its payload.
pub(super) async fn complete(
    conn: &Conn,
    payload: &str,
    more: MoreLines,
) -> Result<SourceOrder, ConnectorError> {
    let unreadable = |error: serde_json::Error| {
        let detail = format!("the lines of an order cannot be read: {error}");
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail)
    };
    let mut order: Value = serde_json::from_str(payload).map_err(unreadable)?;
    let mut cursor = Some(more.cursor);
    for _ in 0..MOST_PAGES {
        let Some(after) = cursor.take() else { break };
        let variables = json!({ "id": more.id, "after": after });
        let reply = session::query(conn, QUERY, variables, None).await?;
        let data: Data = serde_json::from_str(answer::data(conn, &reply)?.0.get()).map_err(unreadable)?;
        // Deleted meanwhile: what was read stands.
        let Some(Order { line_items: rest }) = data.order else { break };
        if let Some(lines) = order.pointer_mut("/lineItems/nodes").and_then(Value::as_array_mut) {
            lines.extend(rest.nodes);
        }
        cursor = rest.page_info.end_cursor.filter(|_| rest.page_info.has_next_page);
    }
    Ok(payload::take(&order.to_string(), conn.settings()).0)
}
