//! Asking platforms for events that they could not deliver: they keep them for a while.

use super::inbox::about;
use crate::{HubError, auth::OrgCx, permit::RunSync};
use connector_kit::{About, Conn, Connector, MissedEvent, SystemClock, retry};
use domain::{ConnectionId, Operation};
use store::webhooks::{self, ListedEvent};

/// Asks a connection's platform, unless it was asked within the hour, and puts what it tells among what
/// waits. A platform that cannot be asked is asked again in an hour.
pub(super) async fn look(
    cx: &OrgCx<RunSync>,
    connection: ConnectionId,
    connector: &dyn Connector,
    conn: &Conn,
) -> Result<(), HubError> {
    let missed = connector.webhooks().and_then(|webhooks| webhooks.missed());
    let Some(missed) = missed else { return Ok(()) };
    let mut tx = cx.begin().await?;
    let is_due = webhooks::begin_look(&mut tx, connection).await?;
    tx.commit().await?;
    if !is_due {
        return Ok(());
    }
    let policy = cx.hub().retry_policy(connector.spec());
    let attempt = || conn.measured(Operation::EventsMissed, missed.list(conn));
    let listed = retry(policy, &SystemClock, attempt).await;
    let mut tx = cx.begin().await?;
    let problem = match listed {
        Ok(listed) => {
            let listed: Vec<ListedEvent> = listed.into_iter().filter_map(as_listed).collect();
            let kept = webhooks::recover(&mut tx, connection, &listed).await?;
            tracing::info!(%connection, listed = listed.len(), kept, "missed events were asked for");
            None
        }
        Err(error) => {
            tracing::warn!(%connection, %error, "missed events could not be asked for");
            Some(error.kind.code())
        }
    };
    webhooks::end_look(&mut tx, connection, problem).await?;
    Ok(tx.commit().await?)
}

/// `None` for what points at no order. What an event says of the consent itself is no news here: the
/// platform was just asked with it.
fn as_listed(missed: MissedEvent) -> Option<ListedEvent> {
    let event = missed.event;
    if !matches!(event.about, About::Orders(_) | About::Resource(_)) {
        return None;
    }
    let (about, subjects) = about(&event.about);
    let topic = event.topic.chars().take(80).collect();
    Some(ListedEvent { topic, about, subjects, sent_at: missed.sent_at, body: missed.body })
}
