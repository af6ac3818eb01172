//! Sealed credentials of all organisations, to be wrapped with another master key.

use super::{SealedCredentials, from_json, json};
use crate::{Db, OrgTx, StoreError, SystemTx};
use domain::{ConnectionId, OrgId};

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
