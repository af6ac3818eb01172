//! Connections: accounts of platforms, their credentials (sealed) and how far they were read.

use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::{DateTime, Utc};
use domain::{
    AuthKind, ConnectionId, ConnectionStatus, OrgId, SyncRunId, UserId,
    view::connections::{ConnectionSettings, ConnectionView},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Credentials as they lie in the database: each field sealed, with a hint of its last signs.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct SealedCredentials {
    pub fields: BTreeMap<String, SealedField>,
}

#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct SealedField {
    pub sealed: String,
    /// The last four signs of a secret of at least twelve.
    pub hint: String,
}

/// What a connector needs to work with a connection.
#[derive(Debug, Clone)]
pub struct ConnectionAccess {
    pub id: ConnectionId,
    pub platform: String,
    pub auth: AuthKind,
    pub status: ConnectionStatus,
    pub config: BTreeMap<String, String>,
    pub credentials: SealedCredentials,
    pub settings: ConnectionSettings,
}

/// What the shop says of itself.
#[derive(Debug, Clone, Default)]
pub struct Shop {
    pub account_id: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub currency: Option<String>,
    pub time_zone: Option<String>,
    pub edition: Option<String>,
}

/// A connection to be made.
#[derive(Debug)]
pub struct NewConnection<'a> {
    pub id: ConnectionId,
    pub platform: &'a str,
    pub name: &'a str,
    pub auth: AuthKind,
    pub config: &'a BTreeMap<String, String>,
    pub credentials: &'a SealedCredentials,
    pub settings: &'a ConnectionSettings,
    pub shop: &'a Shop,
    pub connected_by: Option<UserId>,
}

/// # Errors
/// [`StoreError::Taken`] with `connections_account_key` if the account is connected already.
pub async fn insert(tx: &mut OrgTx, new: &NewConnection<'_>) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into connections (org_id, id, platform, name, auth_kind, config, credentials, settings, status,
            account_id, shop_name, shop_email, shop_currency, shop_time_zone, shop_edition, connected_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'connected', $9, left($10, 255), left($11, 254), left($12, 10),
            left($13, 60), left($14, 120), $15)",
        org.0,
        new.id.0,
        new.platform,
        new.name,
        new.auth.code(),
        json(new.config)?,
        json(new.credentials)?,
        json(new.settings)?,
        new.shop.account_id,
        new.shop.name,
        new.shop.email,
        new.shop.currency,
        new.shop.time_zone,
        new.shop.edition,
        new.connected_by.map(|user| user.0),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// New credentials or settings of a connection; it counts as connected again.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Taken`] with `connections_account_key`.
pub async fn update(tx: &mut OrgTx, changed: &NewConnection<'_>) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update connections set name = $3, auth_kind = $4, config = $5, credentials = $6, settings = $7,
            status = case when status = 'paused' then 'paused' else 'connected' end,
            problem = null, problem_detail = null, problem_since = null,
            account_id = $8, shop_name = left($9, 255), shop_email = left($10, 254), shop_currency = left($11, 10),
            shop_time_zone = left($12, 60), shop_edition = left($13, 120), disconnected_at = null, updated_at = now()
         where org_id = $1 and id = $2",
        org.0,
        changed.id.0,
        changed.name,
        changed.auth.code(),
        json(changed.config)?,
        json(changed.credentials)?,
        json(changed.settings)?,
        changed.shop.account_id,
        changed.shop.name,
        changed.shop.email,
        changed.shop.currency,
        changed.shop.time_zone,
        changed.shop.edition,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Name and settings only.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn update_settings(
    tx: &mut OrgTx,
    id: ConnectionId,
    name: &str,
    settings: &ConnectionSettings,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update connections set name = $3, settings = $4, updated_at = now() where org_id = $1 and id = $2",
        org.0,
        id.0,
        name,
        json(settings)?,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Moves a connection to a status. Disconnecting forgets the credentials; sales stay.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn set_status(
    tx: &mut OrgTx,
    id: ConnectionId,
    status: ConnectionStatus,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        r#"update connections set status = $3,
            credentials = case when $3 = 'disconnected' then '{"fields":{}}'::jsonb else credentials end,
            disconnected_at = case when $3 = 'disconnected' then now() end,
            problem = null, problem_detail = null, problem_since = null, updated_at = now()
         where org_id = $1 and id = $2"#,
        org.0,
        id.0,
        status.code(),
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
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

/// All connections, the gallery's order: platform, then name. Disconnected ones last.
///
/// # Errors
/// [`StoreError`].
pub async fn list(tx: &mut OrgTx) -> Result<Vec<ConnectionView>, StoreError> {
    views(tx, None).await
}

/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(tx: &mut OrgTx, id: ConnectionId) -> Result<ConnectionView, StoreError> {
    views(tx, Some(id)).await?.pop().ok_or(StoreError::NotFound)
}

async fn views(tx: &mut OrgTx, only: Option<ConnectionId>) -> Result<Vec<ConnectionView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, c.platform, c.name, c.auth_kind, c.status, c.problem, c.problem_detail, c.problem_since,
                  c.config, c.credentials, c.settings, c.account_id, c.shop_name, c.shop_email, c.shop_currency,
                  c.shop_time_zone, c.shop_edition, c.orders_count, c.last_sync_at, c.last_success_at,
                  c.last_error_at, c.connected_at, u.name as "connected_by?", s.changed_until as "changed_until?",
                  r.id as "open_run?"
           from connections c
           left join users u on u.id = c.connected_by
           left join sync_cursors s on s.org_id = c.org_id and s.connection_id = c.id and s.kind = 'orders'
           left join sync_runs r on r.org_id = c.org_id and r.connection_id = c.id and r.state in ('waiting', 'running')
           where c.org_id = $1 and ($2::uuid is null or c.id = $2)
           order by (c.status = 'disconnected'), c.platform, c.name, c.id"#,
        org.0,
        only.map(|id| id.0),
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let credentials: SealedCredentials = from_json(row.credentials)?;
            Ok(ConnectionView {
                id: ConnectionId(row.id),
                platform: row.platform,
                name: row.name,
                auth: row.auth_kind.parse()?,
                status: row.status.parse()?,
                problem: row.problem,
                problem_detail: row.problem_detail,
                problem_since: row.problem_since,
                config: from_json(row.config)?,
                secret_hints: credentials
                    .fields
                    .into_iter()
                    .map(|(name, field)| (name, field.hint))
                    .collect(),
                settings: from_json(row.settings)?,
                account_id: row.account_id,
                shop_name: row.shop_name,
                shop_email: row.shop_email,
                shop_currency: row.shop_currency,
                shop_time_zone: row.shop_time_zone,
                shop_edition: row.shop_edition,
                orders_count: row.orders_count,
                last_sync_at: row.last_sync_at,
                last_success_at: row.last_success_at,
                last_error_at: row.last_error_at,
                connected_at: row.connected_at,
                connected_by: row.connected_by,
                changed_until: row.changed_until,
                open_run: row.open_run.map(SyncRunId),
            })
        })
        .collect()
}

/// # Errors
/// [`StoreError::NotFound`].
pub async fn access(tx: &mut OrgTx, id: ConnectionId) -> Result<ConnectionAccess, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select platform, auth_kind, status, config, credentials, settings from connections where org_id = $1 and id = $2",
        org.0,
        id.0,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(ConnectionAccess {
        id,
        platform: row.platform,
        auth: row.auth_kind.parse()?,
        status: row.status.parse()?,
        config: from_json(row.config)?,
        credentials: from_json(row.credentials)?,
        settings: from_json(row.settings)?,
    })
}

/// How far a connection's orders were read.
#[derive(Debug, Clone, Default)]
pub struct Cursor {
    /// Every change up to here has been read.
    pub changed_until: Option<DateTime<Utc>>,
    /// Where a first import that ended early goes on.
    pub backfill: Option<Value>,
}

/// # Errors
/// [`StoreError`].
pub async fn cursor(tx: &mut OrgTx, id: ConnectionId) -> Result<Cursor, StoreError> {
    let org = tx.org();
    let cursor = sqlx::query_as!(
        Cursor,
        "select changed_until, backfill from sync_cursors where org_id = $1 and connection_id = $2 and kind = 'orders'",
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(cursor.unwrap_or_default())
}

/// Keeps the place of a first import that ended early.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_backfill(tx: &mut OrgTx, id: ConnectionId, place: &Value) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into sync_cursors (org_id, connection_id, kind, backfill) values ($1, $2, 'orders', $3)
         on conflict (org_id, connection_id, kind) do update set backfill = excluded.backfill, updated_at = now()",
        org.0,
        id.0,
        place,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Moves the cursor on; never back. The past has been read then.
///
/// # Errors
/// [`StoreError`].
pub async fn advance_cursor(
    tx: &mut OrgTx,
    id: ConnectionId,
    changed_until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into sync_cursors as s (org_id, connection_id, kind, changed_until) values ($1, $2, 'orders', $3)
         on conflict (org_id, connection_id, kind) do update
         set changed_until = greatest(s.changed_until, excluded.changed_until), backfill = null, updated_at = now()",
        org.0,
        id.0,
        changed_until,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Sealed credentials of one connection, for the rotation of master keys.
#[derive(Debug)]
pub struct StoredCredentials {
    pub org: OrgId,
    pub connection: ConnectionId,
    pub credentials: SealedCredentials,
}

/// The next connections after `after`, at most `limit`, over all organisations.
///
/// # Errors
/// [`StoreError`].
pub async fn credentials_after(
    db: &Db,
    after: (OrgId, ConnectionId),
    limit: i64,
) -> Result<Vec<StoredCredentials>, StoreError> {
    let mut tx = SystemTx::because("rotate master keys", db).await?;
    let rows = sqlx::query!(
        "select org_id, id, credentials from connections where (org_id, id) > ($1, $2) order by org_id, id limit $3",
        after.0.0,
        after.1.0,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredCredentials {
                org: OrgId(row.org_id),
                connection: ConnectionId(row.id),
                credentials: from_json(row.credentials)?,
            })
        })
        .collect()
}

/// Replaces sealed credentials, if they are still the ones that were read.
///
/// # Errors
/// [`StoreError`].
pub async fn replace_credentials(
    tx: &mut OrgTx,
    id: ConnectionId,
    old: &SealedCredentials,
    new: &SealedCredentials,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update connections set credentials = $4 where org_id = $1 and id = $2 and credentials = $3",
        org.0,
        id.0,
        json(old)?,
        json(new)?,
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Connections whose automatic run is due, over all organisations.
///
/// # Errors
/// [`StoreError`].
pub async fn due(db: &Db, limit: i64) -> Result<Vec<(OrgId, ConnectionId)>, StoreError> {
    let mut tx = SystemTx::because("start runs that are due", db).await?;
    let rows = sqlx::query!(
        r#"select c.org_id, c.id from connections c
           where c.status in ('connected', 'error')
             and (c.settings->>'every_minutes') is not null
             and coalesce(c.last_sync_at, c.connected_at - interval '1 day')
                 < now() - make_interval(mins => (c.settings->>'every_minutes')::int)
             and not exists (select from sync_runs r where r.org_id = c.org_id and r.connection_id = c.id
                             and r.state in ('waiting', 'running'))
           order by c.last_sync_at nulls first limit $1"#,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org_id), ConnectionId(row.id))).collect())
}

fn json(value: &impl serde::Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, StoreError> {
    serde_json::from_value(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}
