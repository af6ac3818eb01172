//! People on the way to a consent page and back.

use super::{SealedCredentials, from_json, json};
use crate::{Db, OrgTx, StoreError, sessions::TokenHash};
use chrono::{DateTime, Utc};
use domain::{ConnectionId, OrgId, UserId};
use serde_json::Value;
use uuid::Uuid;

/// A request for consent.
#[derive(Debug, Clone)]
pub struct ConsentRow {
    pub id: Uuid,
    pub platform: String,
    pub connection: Option<ConnectionId>,
    pub form: Value,
    pub redirect_uri: String,
    pub secrets: SealedCredentials,
    pub granted: Option<Value>,
}

/// Who asks, and until when it can be used.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    pub user: UserId,
    pub session: &'a TokenHash,
    /// SHA-256 of the state; `None` for somebody who came without one.
    pub state: Option<&'a [u8; 32]>,
    pub expires_at: DateTime<Utc>,
}

/// Notes a request; those that are over go.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(tx: &mut OrgTx, row: &ConsentRow, asker: Asker<'_>) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!("delete from consent_requests where org_id = $1 and expires_at < now()", org.0)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "insert into consent_requests (org_id, id, platform, user_id, session_hash, state_hash, connection_id,
            form, redirect_uri, secrets, granted, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        org.0,
        row.id,
        row.platform,
        asker.user.0,
        &asker.session[..],
        asker.state.map(|state| &state[..]),
        row.connection.map(|id| id.0),
        row.form,
        row.redirect_uri,
        json(&row.secrets)?,
        row.granted,
        asker.expires_at,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The request of this state, if this session made it and it was not used: it is used from now on.
///
/// # Errors
/// [`StoreError::NotFound`] for any other.
pub async fn take_by_state(
    tx: &mut OrgTx,
    session: &TokenHash,
    platform: &str,
    state: &[u8; 32],
) -> Result<ConsentRow, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "update consent_requests set used_at = now()
         where org_id = $1 and state_hash = $2 and session_hash = $3 and platform = $4
           and used_at is null and expires_at > now()
         returning id, connection_id, form, redirect_uri, secrets",
        org.0,
        &state[..],
        &session[..],
        platform,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(ConsentRow {
        id: row.id,
        platform: platform.to_owned(),
        connection: row.connection_id.map(ConnectionId),
        form: row.form,
        redirect_uri: row.redirect_uri,
        secrets: from_json(row.secrets)?,
        granted: None,
    })
}

/// Whose open request this state names, whatever the organisation.
///
/// # Errors
/// [`StoreError`].
pub async fn find_asked(
    db: &Db,
    platform: &str,
    state: &[u8; 32],
) -> Result<Option<(OrgId, Uuid)>, StoreError> {
    let row = sqlx::query!(
        "select org_id, id from consent_requests
         where state_hash = $1 and platform = $2 and used_at is null and expires_at > now() limit 1",
        &state[..],
        platform,
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(row.map(|row| (OrgId(row.org_id), row.id)))
}

/// Keeps what was delivered for a request, until somebody is back; whether it was kept. A later delivery
/// takes the place of an earlier one: a shop that hears no answer withdraws its key and makes another.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_delivery(
    tx: &mut OrgTx,
    id: Uuid,
    secrets: &SealedCredentials,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let kept = sqlx::query!(
        "update consent_requests set secrets = $3
         where org_id = $1 and id = $2 and used_at is null and expires_at > now()",
        org.0,
        id,
        json(secrets)?,
    )
    .execute(tx.conn())
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// Forgets the request of this state, whoever asked: somebody else came back with it.
///
/// # Errors
/// [`StoreError`].
pub async fn burn(db: &Db, platform: &str, state: &[u8; 32]) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from consent_requests where state_hash = $1 and platform = $2",
        &state[..],
        platform
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// Forgets all requests that are over, with what was delivered for them.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from consent_requests where expires_at < now()").execute(db.system_pool()).await?;
    Ok(())
}

/// A request that waits for a choice, if it is of this session. Until the end of the transaction nobody
/// else gets it.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn waiting(tx: &mut OrgTx, session: &TokenHash, id: Uuid) -> Result<ConsentRow, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select platform, connection_id, form, redirect_uri, secrets, granted from consent_requests
         where org_id = $1 and id = $2 and session_hash = $3 and expires_at > now() for update",
        org.0,
        id,
        &session[..],
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(ConsentRow {
        id,
        platform: row.platform,
        connection: row.connection_id.map(ConnectionId),
        form: row.form,
        redirect_uri: row.redirect_uri,
        secrets: from_json(row.secrets)?,
        granted: row.granted,
    })
}

/// Keeps what was granted until somebody has chosen.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_granted(
    tx: &mut OrgTx,
    id: Uuid,
    secrets: &SealedCredentials,
    granted: &Value,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update consent_requests set secrets = $3, granted = $4 where org_id = $1 and id = $2",
        org.0,
        id,
        json(secrets)?,
        granted,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets a request.
///
/// # Errors
/// [`StoreError`].
pub async fn remove(tx: &mut OrgTx, id: Uuid) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!("delete from consent_requests where org_id = $1 and id = $2", org.0, id)
        .execute(tx.conn())
        .await?;
    Ok(())
}
