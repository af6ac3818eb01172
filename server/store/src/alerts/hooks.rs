//! Addresses that are called for alerts.

use crate::{
    Db, OrgTx, StoreError, SystemTx,
    connections::{SealedCredentials, from_json, json},
};
use chrono::{DateTime, Utc};
use domain::{AlertHookId, AlertLevel, HookFormat, OrgId, view::alerts::AlertHookView};

/// A hook to be kept.
#[derive(Debug)]
pub struct NewHook<'a> {
    pub id: AlertHookId,
    /// 1 to 80 characters.
    pub name: &'a str,
    pub format: HookFormat,
    pub level: AlertLevel,
    pub secrets: &'a SealedCredentials,
    pub host: &'a str,
}

/// How a hook is called.
#[derive(Debug)]
pub struct HookWay {
    pub format: HookFormat,
    pub secrets: SealedCredentials,
    pub created_at: DateTime<Utc>,
}

/// The sealed parts of a hook, for a rotation of keys.
#[derive(Debug)]
pub struct SealedHook {
    pub org: OrgId,
    pub id: AlertHookId,
    pub secrets: SealedCredentials,
}

/// The organisation's hooks, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn hooks(tx: &mut OrgTx) -> Result<Vec<AlertHookView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select id, name, format, level, host, failures, problem, sent_at, disabled_at from alert_hooks
         where org_id = $1 order by created_at, id",
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(AlertHookView {
                id: AlertHookId(row.id),
                name: row.name,
                format: row.format.parse()?,
                level: row.level.parse()?,
                host: row.host,
                failures: row.failures,
                problem: row.problem,
                sent_at: row.sent_at,
                disabled_at: row.disabled_at,
            })
        })
        .collect()
}

/// How a hook is called.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn hook(tx: &mut OrgTx, id: AlertHookId) -> Result<HookWay, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select format, secrets, created_at from alert_hooks where org_id = $1 and id = $2",
        org.0,
        id.0
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(HookWay { format: row.format.parse()?, secrets: from_json(row.secrets)?, created_at: row.created_at })
}

/// # Errors
/// [`StoreError`].
pub async fn insert_hook(tx: &mut OrgTx, new: &NewHook<'_>) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into alert_hooks (org_id, id, name, format, level, secrets, host) values ($1, $2, $3, $4, $5, $6, $7)",
        org.0,
        new.id.0,
        new.name,
        new.format.code(),
        new.level.code(),
        json(new.secrets)?,
        new.host,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes a hook away, with what it was still to be told; its name.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn remove_hook(tx: &mut OrgTx, id: AlertHookId) -> Result<String, StoreError> {
    let org = tx.org();
    let name = sqlx::query_scalar!(
        "delete from alert_hooks where org_id = $1 and id = $2 returning name",
        org.0,
        id.0
    );
    Ok(name.fetch_one(tx.conn()).await?)
}

/// Failures in a row after which an address is taken for gone.
const MOST_FAILURES: i32 = 50;

/// What became of a call.
#[derive(Debug, Clone, Copy, Default)]
pub struct Called<'a> {
    /// Why it was not taken.
    pub problem: Option<&'a str>,
    /// Nobody takes anything there any more.
    pub is_gone: bool,
    /// Until when it wants to be left alone: that is no failure, and no message goes there before.
    pub until: Option<DateTime<Utc>>,
}

/// Notes that a message arrived, or why it did not. An address that is gone, or fails for long, is not called any
/// more; one that takes a message is called again.
///
/// # Errors
/// [`StoreError`].
pub async fn note_delivery(
    tx: &mut OrgTx,
    id: AlertHookId,
    called: Called<'_>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let org = tx.org();
    let Called { problem, is_gone, until } = called;
    sqlx::query!(
        "update alert_hooks set problem = left($3, 500),
             failures = case when $3::text is null then 0 when $7 then failures else failures + 1 end,
             sent_at = case when $3::text is null then $4 else sent_at end,
             disabled_at = case when $3::text is null then null when $5 or not $7 and failures >= $6 then coalesce(disabled_at, $4)
                 else disabled_at end
         where org_id = $1 and id = $2",
        org.0,
        id.0,
        problem,
        at,
        is_gone,
        MOST_FAILURES,
        until.is_some(),
    )
    .execute(tx.conn())
    .await?;
    if let Some(until) = until {
        sqlx::query!(
            "update alert_messages set due_at = greatest(due_at, $3) where org_id = $1 and hook_id = $2 and state = 'waiting'",
            org.0,
            id.0,
            until,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// The sealed parts of hooks behind a place, over all organisations.
///
/// # Errors
/// [`StoreError`].
pub async fn sealed_hooks(
    db: &Db,
    (org, id): (OrgId, AlertHookId),
    limit: i64,
) -> Result<Vec<SealedHook>, StoreError> {
    let mut tx = SystemTx::because("see what is sealed with which master key", db).await?;
    let rows = sqlx::query!(
        "select org_id, id, secrets from alert_hooks where (org_id, id) > ($1, $2) order by org_id, id limit $3",
        org.0,
        id.0,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let secrets = from_json(row.secrets)?;
            Ok(SealedHook { org: OrgId(row.org_id), id: AlertHookId(row.id), secrets })
        })
        .collect()
}

/// Puts sealed parts in the place of what they were wrapped anew from; nothing where that has changed.
///
/// # Errors
/// [`StoreError`].
pub async fn replace_hook_secrets(
    tx: &mut OrgTx,
    id: AlertHookId,
    old: &SealedCredentials,
    fresh: &SealedCredentials,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update alert_hooks set secrets = $4 where org_id = $1 and id = $2 and secrets = $3",
        org.0,
        id.0,
        json(old)?,
        json(fresh)?,
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}
