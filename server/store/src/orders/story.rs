//! Where a sale came from and what happened to it.

use crate::{OrgTx, StoreError, events, order_verdicts, payloads, sync_runs};
use domain::{
    ActionKind, ActionState, ConnectionId, OrderId, SyncRunId,
    view::{
        detective::HistoryStep,
        orders::{Change, Happening, OrderEvent, OrderSource},
    },
};
use serde_json::Value;

/// Older steps are left out: nobody reads a thousand of them.
const MOST_EVENTS: i64 = 200;

/// The source of a sale, with the channel's own document as long as it is kept.
pub(super) async fn source(tx: &mut OrgTx, order: OrderId) -> Result<Option<OrderSource>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select r.first_seen_at, r.payload_day, r.payload_chunk, r.payload_index,
                  (select f.id from sync_runs f where f.org_id = $1 and f.id = r.first_run) as first_run,
                  (select l.id from sync_runs l where l.org_id = $1 and l.id = r.last_run) as last_run
         from orders o
         join source_records r on r.org_id = o.org_id and r.connection_id = o.connection_id and r.kind = 'order'
             and r.external_id = o.external_id
         where o.org_id = $1 and o.id = $2"#,
        org.0,
        order.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let place = payloads::Place { day: row.payload_day, chunk: row.payload_chunk, index: row.payload_index };
    let payload = payloads::find(tx, place).await?;
    Ok(Some(OrderSource {
        first_seen_at: row.first_seen_at,
        first_run: row.first_run.map(SyncRunId),
        last_run: row.last_run.map(SyncRunId),
        payload: payload.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    }))
}

/// The story of a sale, newest first.
pub(super) async fn events(tx: &mut OrgTx, order: OrderId) -> Result<Vec<OrderEvent>, StoreError> {
    let events = events::timeline(tx, order.0, MOST_EVENTS).await?;
    let told = events.into_iter().map(|event| (event.at, happening(event.kind, &event.data)));
    let mut story: Vec<_> = told.map(|(at, what)| OrderEvent { at, what }).collect();
    // A story is kept for longer than the runs it names.
    let named: Vec<_> = story.iter_mut().filter_map(|event| *run_of(&mut event.what)?).collect();
    let kept = sync_runs::kept(tx, &named).await?;
    for run in story.iter_mut().filter_map(|event| run_of(&mut event.what)) {
        *run = run.filter(|run| kept.contains(run));
    }
    Ok(story)
}

const fn run_of(what: &mut Happening) -> Option<&mut Option<SyncRunId>> {
    match what {
        Happening::Imported { run, .. } | Happening::Updated { run, .. } | Happening::Other { run, .. } => {
            Some(run)
        }
        Happening::Action { .. } => None,
    }
}

/// What each stage came to about the order, the oldest step first.
pub(super) async fn history(
    tx: &mut OrgTx,
    connection: ConnectionId,
    external_id: &str,
) -> Result<Vec<HistoryStep>, StoreError> {
    let histories = order_verdicts::histories(tx, &[(connection, external_id)]).await?;
    Ok(histories.into_values().next().unwrap_or_default())
}

fn happening(kind: String, data: &Value) -> Happening {
    let run = data.get("run").and_then(Value::as_str).and_then(|id| id.parse().ok());
    match kind.as_str() {
        "order.created" => {
            let channel_status =
                data.get("channel_status").and_then(Value::as_str).unwrap_or_default().to_owned();
            Happening::Imported { run, channel_status }
        }
        "order.updated" => {
            let changes = data.get("changes").and_then(Value::as_array);
            Happening::Updated { run, changes: changes.into_iter().flatten().filter_map(change).collect() }
        }
        "order.action" => match action(data) {
            Some((kind, state)) => Happening::Action { kind, state },
            None => Happening::Other { kind, run, data: format!("{data:#}") },
        },
        _ => Happening::Other { kind, run, data: format!("{data:#}") },
    }
}

fn action(data: &Value) -> Option<(ActionKind, ActionState)> {
    let code = |name: &str| data.get(name)?.as_str();
    Some((code("kind")?.parse().ok()?, code("state")?.parse().ok()?))
}

fn change(data: &Value) -> Option<Change> {
    let value = |side| match data.get(side) {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(other) => Some(other.to_string()),
    };
    Some(Change { field: data.get("field")?.as_str()?.to_owned(), from: value("from"), to: value("to") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_update_tells_its_changes() {
        let run = SyncRunId::new();
        let data = json!({"run": run, "changes": [{"field": "status", "from": "open", "to": "completed"}, {"field": "total_minor", "from": null, "to": 5}, 7]});
        let Happening::Updated { run: told, changes } = happening("order.updated".into(), &data) else {
            panic!()
        };
        assert_eq!(told, Some(run));
        assert_eq!(changes.len(), 2);
        assert_eq!(changes[1], Change { field: "total_minor".into(), from: None, to: Some("5".into()) });
    }

    #[test]
    fn a_kind_without_words_is_shown_as_it_is() {
        let what = happening("order.shipped".into(), &json!({"carrier": "Correios"}));
        assert!(
            matches!(what, Happening::Other { kind, data, .. } if kind == "order.shipped" && data.contains("Correios"))
        );
        assert_eq!(
            happening("order.created".into(), &json!("odd")),
            Happening::Imported { run: None, channel_status: String::new() }
        );
    }
}
