//! A replay as the page shows it.

use super::SHOWN;
use crate::{OrgTx, StoreError};
use domain::{
    ConnectionId, OrderId, ReplayId, SyncRunId,
    view::{
        orders::Change,
        replays::{ReplayCounts, ReplayItem, ReplayLine, ReplayPart, ReplaySelection, ReplayView},
    },
};
use uuid::Uuid;

/// A replay with the first of what would change.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(tx: &mut OrgTx, id: ReplayId) -> Result<ReplayView, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select p.connection_id, c.name, c.platform, p.scope, p.range_from, p.range_until, p.state,
                  u.name as "requested_by?", p.created_at, p.applied_at, r.id as "run?", p.looked, p.changed,
                  p.unreadable, p.incomplete, p.gone, p.applied, p.moved, p.selection_id, p.selection_address,
                  exists (select from replays s where s.org_id = p.org_id and s.selection_id = p.selection_id
                      and s.id <> p.id) as "has_others!"
           from replays p
           join connections c on c.org_id = p.org_id and c.id = p.connection_id
           left join users u on u.id = p.requested_by
           left join sync_runs r on r.org_id = p.org_id and r.id = p.run_id
           where p.org_id = $1 and p.id = $2"#,
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    let items = sqlx::query!(
        r#"select i.external_id, i.verdict, i.changes, i.reason, i.detail, o.id as "order?", o.number as "number?"
           from replay_items i left join orders o on o.org_id = i.org_id and o.id = i.order_id
           where i.org_id = $1 and i.replay_id = $2 and i.changes is not null
           order by i.verdict, i.external_id limit $3"#,
        org.0,
        id.0,
        SHOWN,
    )
    .fetch_all(tx.conn())
    .await?;
    let items = items.into_iter().map(|item| {
        Ok::<_, StoreError>(ReplayItem {
            external_id: item.external_id,
            sale: item.order.map(OrderId).zip(item.number),
            verdict: item.verdict.parse()?,
            changes: item.changes.and_then(|changes| changes_of(&changes)).unwrap_or_default(),
            reason: item.reason,
            detail: item.detail,
        })
    });
    Ok(ReplayView {
        id,
        connection: ConnectionId(row.connection_id),
        connection_name: row.name,
        platform: row.platform,
        scope: row.scope.parse()?,
        range: row.range_from.zip(row.range_until),
        address: row.selection_address,
        selection: row.selection_id.filter(|_| row.has_others),
        state: row.state.parse()?,
        requested_by: row.requested_by,
        created_at: row.created_at,
        applied_at: row.applied_at,
        run: row.run.map(SyncRunId),
        counts: ReplayCounts {
            looked: row.looked,
            changed: row.changed,
            unreadable: row.unreadable,
            incomplete: row.incomplete,
            gone: row.gone,
            applied: row.applied,
            moved: row.moved,
        },
        items: items.collect::<Result<_, _>>()?,
    })
}

/// The replays of a selection, by the names of their connections.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find_selection(tx: &mut OrgTx, id: Uuid) -> Result<ReplaySelection, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select p.id, c.name, c.platform, p.state, p.looked, p.changed, p.unreadable, p.incomplete, p.gone, p.applied,
                  p.moved, p.selection_address as "address!", u.name as "requested_by?", p.created_at
           from replays p
           join connections c on c.org_id = p.org_id and c.id = p.connection_id
           left join users u on u.id = p.requested_by
           where p.org_id = $1 and p.selection_id = $2
           order by c.name, p.id"#,
        org.0,
        id,
    )
    .fetch_all(tx.conn())
    .await?;
    let first = rows.first().ok_or(StoreError::NotFound)?;
    let (address, requested_by) = (first.address.clone(), first.requested_by.clone());
    let created_at = first.created_at;
    let parts = rows.into_iter().map(|row| {
        Ok::<_, StoreError>(ReplayPart {
            id: ReplayId(row.id),
            connection_name: row.name,
            platform: row.platform,
            state: row.state.parse()?,
            counts: ReplayCounts {
                looked: row.looked,
                changed: row.changed,
                unreadable: row.unreadable,
                incomplete: row.incomplete,
                gone: row.gone,
                applied: row.applied,
                moved: row.moved,
            },
        })
    });
    Ok(ReplaySelection { id, address, requested_by, created_at, parts: parts.collect::<Result<_, _>>()? })
}

/// The last replays of a connection, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn last(
    tx: &mut OrgTx,
    connection: ConnectionId,
    limit: i64,
) -> Result<Vec<ReplayLine>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select id, scope, range_from, range_until, state, created_at from replays
         where org_id = $1 and connection_id = $2 order by created_at desc, id desc limit $3",
        org.0,
        connection.0,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    let lines = rows.into_iter().map(|row| {
        Ok(ReplayLine {
            id: ReplayId(row.id),
            scope: row.scope.parse()?,
            range: row.range_from.zip(row.range_until),
            state: row.state.parse()?,
            created_at: row.created_at,
        })
    });
    lines.collect()
}

fn changes_of(changes: &serde_json::Value) -> Option<Vec<Change>> {
    let text = |change: &serde_json::Value, side: &str| change.get(side)?.as_str().map(str::to_owned);
    let changes = changes.as_array()?.iter().filter_map(|change| {
        let (from, to) = (text(change, "from"), text(change, "to"));
        Some(Change { field: text(change, "field")?, from, to })
    });
    Some(changes.collect())
}
