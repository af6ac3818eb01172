//! Records of channels that are not among the sales, as [`source_records`](crate::import) knows them.

use crate::{OrgTx, StoreError, payloads};
use domain::{
    ConnectionId, LeftOut, OrderId, SyncRunId,
    view::not_imported::{NotImported, NotImportedFilter, NotImportedPlace, ReasonCount},
};

/// The records of the filter, the latest verdict first: at most `limit`, behind `after`.
///
/// # Errors
/// [`StoreError`].
pub async fn list(
    tx: &mut OrgTx,
    filter: &NotImportedFilter,
    after: Option<&NotImportedPlace>,
    limit: i64,
) -> Result<Vec<NotImported>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select r.connection_id, c.name, c.platform, r.external_id, r.order_id,
                  o.external_number as "external_number?", r.verdict, coalesce(r.reason, '') as "reason!",
                  coalesce(r.detail, '') as "detail!", r.first_seen_at, r.changed_at, r.last_run
           from source_records r
           join connections c on c.org_id = r.org_id and c.id = r.connection_id
           left join orders o on o.org_id = r.org_id and o.id = r.order_id
           where r.org_id = $1 and r.verdict = $2 and r.verdict <> 'imported'
             and (coalesce(r.reason, '') = 'plan_limit') = $9::boolean
             and ($3::uuid is null or r.connection_id = $3) and ($4::text is null or r.reason = $4)
             and ($5::timestamptz is null or (r.changed_at, r.connection_id, r.external_id) < ($5, $6, $7))
           order by r.changed_at desc, r.connection_id desc, r.external_id desc limit $8"#,
        org.0,
        filter.kind.verdict().code(),
        filter.connection.map(|id| id.0),
        filter.reason,
        after.map(|place| place.judged_at),
        after.map(|place| place.connection.0),
        after.map(|place| place.external_id.as_str()),
        limit,
        filter.kind == LeftOut::Waiting,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(NotImported {
                connection: ConnectionId(row.connection_id),
                connection_name: row.name,
                platform: row.platform,
                external_id: row.external_id,
                sale: row.order_id.map(OrderId).zip(row.external_number),
                verdict: row.verdict.parse()?,
                reason: row.reason,
                detail: row.detail,
                first_seen_at: row.first_seen_at,
                judged_at: row.changed_at,
                run: SyncRunId(row.last_run),
            })
        })
        .collect()
}

/// How many records there are for each reason, of one connection or of all, failures first and the
/// highest count first. Reads all of them.
///
/// # Errors
/// [`StoreError`].
pub async fn counts(
    tx: &mut OrgTx,
    connection: Option<ConnectionId>,
) -> Result<Vec<ReasonCount>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select verdict, coalesce(reason, '') as "reason!", count(*) as "count!" from source_records
           where org_id = $1 and verdict <> 'imported' and ($2::uuid is null or connection_id = $2)
           group by 1, 2 order by 1, 3 desc, 2"#,
        org.0,
        connection.map(|id| id.0),
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| Ok(ReasonCount { verdict: row.verdict.parse()?, reason: row.reason, count: row.count }))
        .collect()
}

/// What the channel sent for a record; `None` without such a record, or once the payload has been dropped.
///
/// # Errors
/// [`StoreError::Corrupt`] for a payload that cannot be unpacked.
pub async fn payload(
    tx: &mut OrgTx,
    connection: ConnectionId,
    external_id: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select payload_day, payload_chunk, payload_index from source_records
         where org_id = $1 and connection_id = $2 and kind = 'order' and external_id = $3 and verdict <> 'imported'",
        org.0,
        connection.0,
        external_id,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let place = payloads::Place { day: row.payload_day, chunk: row.payload_chunk, index: row.payload_index };
    payloads::find(tx, place).await
}
