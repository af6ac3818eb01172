//! An organisation's connections as lists need them.

use crate::{OrgTx, StoreError};
use domain::{
    ConnectionId,
    view::orders::{Channel, Completeness},
};

/// All connections by name; disconnected ones too, because their sales stay.
///
/// # Errors
/// [`StoreError`].
pub async fn channels(tx: &mut OrgTx) -> Result<Vec<Channel>, StoreError> {
    Ok(channels_and_completeness(tx).await?.0)
}

/// The same with how far their sales are known to be whole.
///
/// # Errors
/// [`StoreError`].
pub async fn channels_and_completeness(tx: &mut OrgTx) -> Result<(Vec<Channel>, Completeness), StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, c.platform, c.environment, c.name, c.status, s.complete_until as "complete_until?",
                  (select count(*) from (select from source_records where org_id = $1 and verdict = 'failed' limit $2) f)
                      as "failed!"
           from connections c
           left join sync_cursors s on s.org_id = $1 and s.connection_id = c.id and s.kind = 'orders'
           where c.org_id = $1"#,
        org.0,
        Completeness::CAP,
    )
    .fetch_all(tx.conn())
    .await?;
    let failed = rows.first().map_or(0, |row| row.failed);
    let mut read_until = Vec::new();
    let mut channels = Vec::with_capacity(rows.len());
    for row in rows {
        let channel = Channel {
            connection: ConnectionId(row.id),
            platform: row.platform,
            environment: row.environment.parse()?,
            name: row.name,
            status: row.status.parse()?,
        };
        if channel.status.may_sync() {
            read_until.push(row.complete_until);
        }
        channels.push(channel);
    }
    // Few rows; sorted here so that the query stays a plain read of the key.
    channels.sort_by(|one, other| one.name.cmp(&other.name));
    // What was never read through is the least.
    let until = read_until.into_iter().min().flatten();
    Ok((channels, Completeness { until, failed }))
}
