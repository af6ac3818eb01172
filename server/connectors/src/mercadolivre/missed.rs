//! Notifications that could not be delivered: the platform lists an app's for two days.

use super::{answer, consent, events, session};
use chrono::TimeDelta;
use connector_kit::{
    About, Conn, ConnectorError, Inbound, MissedEvent, SenderKeys,
    header::HeaderMap,
    lenient::{Instant, Items, Object},
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Those that say where orders are to be looked at.
const TOPICS: [&str; 2] = ["orders_v2", "shipments"];
/// How many are asked for at a time; the platform may give fewer.
const PAGE: usize = 50;
/// Pages of a topic that are read: all of an app's sellers share the list.
const PAGES: usize = 20;
/// How long they are kept.
const KEPT: TimeDelta = TimeDelta::days(2);
/// What a notification holds. What the list tells besides, such as the address that did not answer, is the
/// operator's own.
const MEMBERS: [&str; 8] =
    ["_id", "resource", "user_id", "topic", "application_id", "attempts", "sent", "received"];

#[derive(Default, Deserialize)]
#[serde(default)]
struct List {
    messages: Items<Object<Map<String, Value>>>,
}

/// Those of the connection's seller. The list is that of the app: others' stand in it, too.
pub(super) async fn list(conn: &Conn) -> Result<Vec<MissedEvent>, ConnectorError> {
    let mut missed = Vec::new();
    for topic in TOPICS {
        let mut offset = 0;
        for _ in 0..PAGES {
            let page = page(conn, topic, offset).await?;
            if page.is_empty() {
                break;
            }
            offset += page.len();
            missed.extend(page.into_iter().filter_map(|message| taken(conn, message)));
        }
    }
    Ok(missed)
}

async fn page(conn: &Conn, topic: &str, offset: usize) -> Result<Vec<Map<String, Value>>, ConnectorError> {
    let query = [
        ("app_id", conn.app()?.client_id.trim().to_owned()),
        ("topic", topic.to_owned()),
        ("offset", offset.to_string()),
        ("limit", PAGE.to_string()),
    ];
    let reply = session::get(conn, "/missed_feeds", &query).await?;
    if reply.status == 204 {
        return Ok(Vec::new());
    }
    let Object(list): Object<List> = answer::json(conn, &reply)?;
    Ok(list.messages.list.into_iter().map(|Object(message)| message).collect())
}

/// The message, read as one that arrives; `None` for what is another seller's, or cannot be read.
fn taken(conn: &Conn, mut message: Map<String, Value>) -> Option<MissedEvent> {
    message.retain(|name, _| MEMBERS.contains(&name.as_str()));
    // It is received once, and sent anew by each attempt.
    let moment = |name: &str| Instant::deserialize(message.get(name)?).ok()?.known();
    let sent_at = moment("received").or_else(|| moment("sent"));
    let body = serde_json::to_vec(&message).ok()?;
    let headers = HeaderMap::new();
    let inbound = Inbound { headers: &headers, body: &body, now: conn.now() };
    let account = Some(conn.config(consent::USER_ID)?);
    let keys = SenderKeys { app: conn.app().ok(), account, ..SenderKeys::default() };
    let event = events::read(&inbound, &keys).ok().filter(|event| event.about != About::Nothing)?;
    let sent_at = sent_at.unwrap_or_else(|| conn.now() - KEPT);
    Some(MissedEvent { event, sent_at, body })
}
