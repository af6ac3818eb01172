//! The tokens of connections that were made by consent.

use super::{SealedCredentials, from_json, json};
use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::ConnectionId;
use uuid::Uuid;

/// Tokens as they lie in the database.
#[derive(Debug, Clone)]
pub struct SealedTokens {
    pub sealed: SealedCredentials,
    pub expires_at: Option<DateTime<Utc>>,
    pub consent_ends_at: Option<DateTime<Utc>>,
    pub scopes: Option<Vec<String>>,
}

/// The tokens of a connection as that consent gave them. Until the end of the transaction nobody else
/// gets them.
///
/// # Errors
/// [`StoreError::NotFound`] when the connection has another consent by now, or none.
pub async fn lock_tokens(
    tx: &mut OrgTx,
    id: ConnectionId,
    consent: Uuid,
) -> Result<SealedTokens, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select t.tokens, t.expires_at, t.consent_ends_at, t.scopes from connection_tokens t
         where t.org_id = $1 and t.connection_id = $2
           and exists (select from connections c where c.org_id = $1 and c.id = $2 and c.consent_id = $3)
         for update of t",
        org.0,
        id.0,
        consent,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(SealedTokens {
        sealed: from_json(row.tokens)?,
        expires_at: row.expires_at,
        consent_ends_at: row.consent_ends_at,
        scopes: row.scopes,
    })
}

/// Stores tokens in place of those before.
///
/// # Errors
/// [`StoreError`].
pub async fn put_tokens(tx: &mut OrgTx, id: ConnectionId, tokens: &SealedTokens) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into connection_tokens as t (org_id, connection_id, tokens, expires_at, consent_ends_at, scopes)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (org_id, connection_id) do update
         set tokens = excluded.tokens, expires_at = excluded.expires_at,
             consent_ends_at = excluded.consent_ends_at, scopes = excluded.scopes, refreshed_at = now()",
        org.0,
        id.0,
        json(&tokens.sealed)?,
        tokens.expires_at,
        tokens.consent_ends_at,
        tokens.scopes.as_deref(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets the tokens of a connection that has other credentials now.
///
/// # Errors
/// [`StoreError`].
pub async fn forget_tokens(tx: &mut OrgTx, id: ConnectionId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!("delete from connection_tokens where org_id = $1 and connection_id = $2", org.0, id.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Notes until when a consent lasts, where the platform says so by itself. Tokens that are renewed change nothing of it.
///
/// # Errors
/// [`StoreError`].
pub async fn note_consent_end(tx: &mut OrgTx, id: ConnectionId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update connection_tokens set consent_end_told = $3 where org_id = $1 and connection_id = $2",
        org.0,
        id.0,
        at,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
