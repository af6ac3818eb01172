//! Sealed credentials of all organisations, to be wrapped with another master key.

use super::{SealedCredentials, from_json, json};
use crate::{Db, OrgTx, StoreError, SystemTx};
use domain::{ConnectionId, OrgId};

/// Sealed credentials of one connection, for the rotation of master keys and for telling which are in use.
#[derive(Debug)]
pub struct StoredCredentials {
    pub org: OrgId,
    pub connection: ConnectionId,
    pub credentials: SealedCredentials,
    /// Where it was made by consent.
    pub tokens: Option<SealedCredentials>,
    /// With which the platform signs events, where it has an address for them.
    pub webhook_secret: Option<SealedCredentials>,
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
    let mut tx = SystemTx::because("see what is sealed with which master key", db).await?;
    let rows = sqlx::query!(
        r#"select c.org_id, c.id, c.credentials, t.tokens as "tokens?", w.secret as "webhook_secret?" from connections c
           left join connection_tokens t on t.org_id = c.org_id and t.connection_id = c.id
           left join webhook_addresses w on w.org_id = c.org_id and w.connection_id = c.id
           where (c.org_id, c.id) > ($1, $2) order by c.org_id, c.id limit $3"#,
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
                tokens: row.tokens.map(from_json).transpose()?,
                webhook_secret: row.webhook_secret.map(from_json).transpose()?,
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

/// Replaces sealed tokens, if they are still the ones that were read.
///
/// # Errors
/// [`StoreError`].
pub async fn replace_tokens(
    tx: &mut OrgTx,
    id: ConnectionId,
    old: &SealedCredentials,
    new: &SealedCredentials,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update connection_tokens set tokens = $4 where org_id = $1 and connection_id = $2 and tokens = $3",
        org.0,
        id.0,
        json(old)?,
        json(new)?,
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Replaces a sealed secret of events, if it is still the one that was read.
///
/// # Errors
/// [`StoreError`].
pub async fn replace_webhook_secret(
    tx: &mut OrgTx,
    id: ConnectionId,
    old: &SealedCredentials,
    new: &SealedCredentials,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update webhook_addresses set secret = $4 where org_id = $1 and connection_id = $2 and secret = $3",
        org.0,
        id.0,
        json(old)?,
        json(new)?,
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
