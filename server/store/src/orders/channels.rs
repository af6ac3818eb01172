//! An organisation's connections as lists need them.

use super::filter::Builder;
use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, UserId,
    view::orders::{Channel, Completeness},
};
use serde::Deserialize;
use uuid::Uuid;

/// All connections that bring sales, by name; disconnected ones too, because their sales stay.
///
/// # Errors
/// [`StoreError`].
pub async fn channels(tx: &mut OrgTx) -> Result<Vec<Channel>, StoreError> {
    Ok(around(tx).await?.0)
}

/// The same with how far their sales are known to be whole, and the highest number that a sale has.
///
/// # Errors
/// [`StoreError`].
pub(super) async fn around(tx: &mut OrgTx) -> Result<(Vec<Channel>, Completeness, i64), StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, c.platform, c.environment, c.name, c.status, s.complete_until as "complete_until?",
                  (select count(*) from (select from source_records where org_id = $1 and verdict = 'failed' limit $2) f)
                      as "failed!",
                  (select next_sale_number - 1 from organisations where id = $1) as "newest!"
           from connections c
           left join sync_cursors s on s.org_id = $1 and s.connection_id = c.id and s.kind = 'orders'
           where c.org_id = $1 and c.brings_orders"#,
        org.0,
        Completeness::CAP,
    )
    .fetch_all(tx.conn())
    .await?;
    let (failed, newest) = rows.first().map_or((0, 0), |row| (row.failed, row.newest));
    let rows = rows.into_iter().map(|row| {
        ChannelRow(row.id, row.platform, row.environment, row.name, row.status, row.complete_until)
    });
    let (channels, completeness) = of_rows(rows.collect(), failed)?;
    Ok((channels, completeness, newest))
}

/// A connection: id, platform, environment, name, status, and up to when its changes were all read.
#[derive(Debug, Deserialize)]
pub(super) struct ChannelRow(Uuid, String, String, String, String, Option<DateTime<Utc>>);

/// Writes a select of the same in a statement that begins with [`OrgRead::push_scope`](crate::OrgRead::push_scope): one row
/// with `channels`, an array of [`ChannelRow`]s, `views`, an array of the
/// [`ViewRow`](crate::saved_views::ViewRow)s that `viewer` keeps of sales, `failed` and `newest`.
pub(super) fn push_around(sql: &mut Builder, viewer: Option<UserId>) {
    sql.push(
        "select coalesce((select jsonb_agg(jsonb_build_array(c.id, c.platform, c.environment, c.name, c.status, s.complete_until))
                          from connections c
                          left join sync_cursors s on s.org_id = scope.org_id and s.connection_id = c.id and s.kind = 'orders'
                          where c.org_id = scope.org_id and c.brings_orders), '[]') as channels,
                coalesce((select jsonb_agg(jsonb_build_array(v.id, v.name, v.query)) from saved_views v
                          where v.org_id = scope.org_id and v.area = 'orders' and v.user_id = ",
    );
    sql.push_bind(viewer.map(|user| user.0));
    sql.push(
        "), '[]') as views,
                (select count(*) from (select from source_records
                                       where org_id = scope.org_id and verdict = 'failed' limit ",
    );
    sql.push(Completeness::CAP).push(
        ") f) as failed,
                (select next_sale_number - 1 from organisations where id = scope.org_id) as newest",
    );
}

pub(super) fn of_rows(
    rows: Vec<ChannelRow>,
    failed: i64,
) -> Result<(Vec<Channel>, Completeness), StoreError> {
    let mut read_until = Vec::new();
    let mut channels = Vec::with_capacity(rows.len());
    for ChannelRow(id, platform, environment, name, status, complete_until) in rows {
        let channel = Channel {
            connection: ConnectionId(id),
            platform,
            environment: environment.parse()?,
            name,
            status: status.parse()?,
        };
        if channel.status.may_sync() {
            read_until.push(complete_until);
        }
        channels.push(channel);
    }
    // Few rows; sorted here so that the query stays a plain read of the key.
    channels.sort_by(|one, other| one.name.cmp(&other.name));
    // What was never read through is the least.
    let until = read_until.into_iter().min().flatten();
    Ok((channels, Completeness { until, failed }))
}
