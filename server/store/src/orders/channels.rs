//! An organisation's connections as lists need them.

use crate::{OrgTx, StoreError};
use domain::{ConnectionId, view::orders::Channel};

/// All connections by name; disconnected ones too, because their sales stay.
///
/// # Errors
/// [`StoreError`].
pub async fn channels(tx: &mut OrgTx) -> Result<Vec<Channel>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select id, platform, environment, name, status from connections where org_id = $1",
        org.0
    )
    .fetch_all(tx.conn())
    .await?;
    let mut channels = rows
        .into_iter()
        .map(|row| {
            Ok(Channel {
                connection: ConnectionId(row.id),
                platform: row.platform,
                environment: row.environment.parse()?,
                name: row.name,
                status: row.status.parse()?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    // Few rows; sorted here so that the query stays a plain read of the key.
    channels.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(channels)
}
