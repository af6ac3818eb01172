//! What state a connection is in: what people decide and what runs find out.

use super::{ConnectionAccess, json};
use crate::{
    Db, OrgTx, StoreError, SystemTx,
    plans::{ConnectionSeat, Place},
};
use chrono::{DateTime, Utc};
use domain::{ConnectionId, ConnectionStatus, OrgId};

/// Moves a connection to a status. Disconnecting forgets the credentials and tokens; sales stay. One that was stopped for want
/// of a place is no longer. Only one that is paused goes on.
///
/// # Errors
/// [`StoreError::NotFound`], also for one that was to go on and is not paused.
pub async fn set_status(
    tx: &mut OrgTx,
    _place: Place<ConnectionSeat>,
    id: ConnectionId,
    status: ConnectionStatus,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        r#"update connections set status = $3,
            credentials = case when $3 = 'disconnected' then '{"fields":{}}'::jsonb else credentials end,
            disconnected_at = case when $3 = 'disconnected' then now() end,
            problem = null, problem_detail = null, problem_since = null, parked_at = null, parked_from = null, updated_at = now()
         where org_id = $1 and id = $2 and ($3 <> 'connected' or status = 'paused')"#,
        org.0,
        id.0,
        status.code(),
    )
    .execute(tx.conn())
    .await?;
    if status == ConnectionStatus::Disconnected {
        sqlx::query!("delete from connection_tokens where org_id = $1 and connection_id = $2", org.0, id.0)
            .execute(tx.conn())
            .await?;
    }
    forget_failures(tx, id).await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// What failed before says nothing of what comes.
pub(super) async fn forget_failures(tx: &mut OrgTx, id: ConnectionId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!("delete from call_streaks where org_id = $1 and connection_id = $2", org.0, id.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What a run found out about a connection.
#[derive(Debug)]
pub enum Health<'a> {
    Good,
    /// Keeps the status; the card asks for a look.
    Attention {
        problem: &'a str,
        detail: &'a str,
    },
    Error {
        problem: &'a str,
        detail: &'a str,
    },
    NeedsReauth {
        problem: &'a str,
        detail: &'a str,
    },
}

/// Notes the end of a run on its connection. A connection that was paused or disconnected meanwhile
/// keeps that status.
///
/// # Errors
/// [`StoreError`].
pub async fn note_health(tx: &mut OrgTx, id: ConnectionId, health: &Health<'_>) -> Result<(), StoreError> {
    let (status, problem, detail) = match health {
        Health::Good => ("connected", None, None),
        Health::Attention { problem, detail } => ("connected", Some(*problem), Some(*detail)),
        Health::Error { problem, detail } => ("error", Some(*problem), Some(*detail)),
        Health::NeedsReauth { problem, detail } => ("needs_reauth", Some(*problem), Some(*detail)),
    };
    let org = tx.org();
    sqlx::query!(
        "update connections set
            status = case when status in ('paused', 'disconnected') then status else $3 end,
            problem = $4, problem_detail = left($5, 500),
            problem_since = case when $4::text is null then null when problem = $4 then problem_since else now() end,
            last_sync_at = now(),
            last_success_at = case when $4::text is null then now() else last_success_at end,
            last_error_at = case when $4::text is null then last_error_at else now() end
         where org_id = $1 and id = $2",
        org.0,
        id.0,
        status,
        problem,
        detail,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether a connection still has the credentials and the configuration that `used` has. Until the
/// end of the transaction nobody can change them.
///
/// # Errors
/// [`StoreError`].
pub async fn still_has(tx: &mut OrgTx, used: &ConnectionAccess) -> Result<bool, StoreError> {
    let org = tx.org();
    let same = sqlx::query_scalar!(
        r#"select auth_kind = $3 and config = $4 and credentials = $5 and consent_id is not distinct from $6 as "same!"
           from connections
           where org_id = $1 and id = $2 for update"#,
        org.0,
        used.id.0,
        used.auth.code(),
        json(&used.config)?,
        json(&used.credentials)?,
        used.consent,
    );
    Ok(same.fetch_one(tx.conn()).await?)
}

/// Connections whose automatic run is due, over all organisations, now or `at` another moment: the rhythm has passed
/// since the last run, by time that goes by and not by what clocks show, and the connection does not rest. One that
/// rested is due as soon as it does so no more.
///
/// # Errors
/// [`StoreError`].
pub async fn due(
    db: &Db,
    at: Option<DateTime<Utc>>,
    limit: i64,
) -> Result<Vec<(OrgId, ConnectionId)>, StoreError> {
    let mut tx = SystemTx::because("start runs that are due", db).await?;
    let rows = sqlx::query!(
        r#"select c.org_id, c.id from connections c join organisations o on o.id = c.org_id
           where c.status in ('connected', 'error') and c.brings_orders
             and coalesce(c.last_sync_at, c.connected_at - interval '1 day')
                 < coalesce($2, now()) - make_interval(mins => case when jsonb_typeof(c.settings->'every_minutes') = 'number'
                                                      then (c.settings->'every_minutes')::int end)
             and not exists (select from sync_runs r where r.org_id = c.org_id and r.connection_id = c.id
                             and r.state in ('waiting', 'running') and r.kind not in ('webhook', 'check', 'replay'))
             and not is_quiet(c.settings, o.time_zone, coalesce($2, now()))
           order by c.last_sync_at nulls first limit $1"#,
        limit,
        at,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org_id), ConnectionId(row.id))).collect())
}
