//! The records of a replay, with what is kept of the channel's words.

use super::Standing;
use crate::{OrgTx, StoreError, payloads};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{FailReason, ReplayId, ReplayScope, ReplayVerdict, Verdict};
use uuid::Uuid;

/// A record as it stands, with its payload.
#[derive(Debug)]
pub struct Kept {
    pub external_id: String,
    pub digest: [u8; 16],
    pub version: Option<DateTime<Utc>>,
    /// Why it was left out or could not be taken.
    pub reason: Option<String>,
    /// Its payload lacks parts that could not be read, or may do so.
    pub is_incomplete: bool,
    /// `None` once it is kept no longer.
    pub payload: Option<Vec<u8>>,
}

struct Row {
    external_id: String,
    digest: Vec<u8>,
    source_version: Option<DateTime<Utc>>,
    verdict: String,
    reason: Option<String>,
    payload_day: NaiveDate,
    payload_chunk: Uuid,
    payload_index: i32,
}

/// The next records to be looked at, in the order of their keys.
///
/// # Errors
/// [`StoreError`].
pub async fn looked_up(tx: &mut OrgTx, of: &Standing, limit: i64) -> Result<Vec<Kept>, StoreError> {
    let org = tx.org();
    let rows = match of.scope {
        ReplayScope::Order => {
            let found = sqlx::query_as!(
                Row,
                "select r.external_id, r.digest, r.source_version, r.verdict, r.reason, r.payload_day, r.payload_chunk,
                     r.payload_index
                 from orders o join source_records r on r.org_id = $1 and r.connection_id = o.connection_id
                     and r.kind = 'order' and r.external_id = o.external_id
                 where o.org_id = $1 and o.id = $2 and r.external_id > $3",
                org.0,
                of.scope_id,
                of.place,
            );
            found.fetch_all(tx.conn()).await?
        }
        ReplayScope::Record => {
            let found = sqlx::query_as!(
                Row,
                "select external_id, digest, source_version, verdict, reason, payload_day, payload_chunk, payload_index
                 from source_records
                 where org_id = $1 and connection_id = $2 and kind = 'order' and external_id = $3 and external_id > $4",
                org.0,
                of.connection.0,
                of.key,
                of.place,
            );
            found.fetch_all(tx.conn()).await?
        }
        ReplayScope::Run => {
            let found = sqlx::query_as!(
                Row,
                "select external_id, digest, source_version, verdict, reason, payload_day, payload_chunk, payload_index
                 from source_records
                 where org_id = $1 and connection_id = $2 and kind = 'order' and last_run = $3 and external_id > $4
                 order by external_id limit $5",
                org.0,
                of.connection.0,
                of.scope_id,
                of.place,
                limit,
            );
            found.fetch_all(tx.conn()).await?
        }
        ReplayScope::Range => {
            let (from, until) = of.range.unzip();
            // What is no sale has no day of its own: it counts by the day on which it was judged.
            let found = sqlx::query_as!(
                Row,
                "select r.external_id, r.digest, r.source_version, r.verdict, r.reason, r.payload_day, r.payload_chunk,
                     r.payload_index
                 from source_records r left join orders o on o.org_id = $1 and o.id = r.order_id
                 where r.org_id = $1 and r.connection_id = $2 and r.kind = 'order' and r.external_id > $3
                   and coalesce(o.placed_at, r.changed_at) >= $4 and coalesce(o.placed_at, r.changed_at) < $5
                 order by r.external_id limit $6",
                org.0,
                of.connection.0,
                of.place,
                from,
                until,
                limit,
            );
            found.fetch_all(tx.conn()).await?
        }
        ReplayScope::Filter | ReplayScope::Parked => {
            let found = sqlx::query_as!(
                Row,
                "select r.external_id, r.digest, r.source_version, r.verdict, r.reason, r.payload_day, r.payload_chunk,
                     r.payload_index
                 from replay_picks k join source_records r on r.org_id = $1 and r.connection_id = $2
                     and r.kind = 'order' and r.external_id = k.external_id
                 where k.org_id = $1 and k.replay_id = $3 and k.external_id > $4
                 order by k.external_id limit $5",
                org.0,
                of.connection.0,
                of.id.0,
                of.place,
                limit,
            );
            found.fetch_all(tx.conn()).await?
        }
    };
    with_payloads(tx, rows).await
}

/// The next records that are to be written, in the order of their keys, with the digest of what was looked at.
///
/// # Errors
/// [`StoreError`].
pub async fn planned(
    tx: &mut OrgTx,
    id: ReplayId,
    of: &Standing,
    limit: i64,
) -> Result<Vec<Kept>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query_as!(
        Row,
        "select i.external_id, i.digest, r.source_version, r.verdict, r.reason, r.payload_day, r.payload_chunk,
             r.payload_index
         from replay_items i
         join source_records r on r.org_id = $1 and r.connection_id = $3 and r.kind = 'order'
             and r.external_id = i.external_id
         where i.org_id = $1 and i.replay_id = $2 and i.verdict = $4 and i.external_id > $5
         order by i.external_id limit $6",
        org.0,
        id.0,
        of.connection.0,
        ReplayVerdict::Changes.code(),
        of.place,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    with_payloads(tx, rows).await
}

async fn with_payloads(tx: &mut OrgTx, rows: Vec<Row>) -> Result<Vec<Kept>, StoreError> {
    let places: Vec<_> = rows
        .iter()
        .map(|row| payloads::Place {
            day: row.payload_day,
            chunk: row.payload_chunk,
            index: row.payload_index,
        })
        .collect();
    let payloads = payloads::find_all(tx, &places).await?;
    rows.into_iter()
        .zip(payloads)
        .map(|(row, payload)| {
            let digest = row
                .digest
                .try_into()
                .map_err(|_| StoreError::Corrupt("a record's digest has another length".into()))?;
            let is_unreadable = row.reason.as_deref() == Some(FailReason::Unreadable.code());
            Ok(Kept {
                external_id: row.external_id,
                digest,
                version: row.source_version,
                is_incomplete: is_unreadable && row.verdict == Verdict::Failed.code(),
                reason: row.reason,
                // Of a record that was refused whole, nothing was kept.
                payload: payload.filter(|payload| !payload.is_empty()),
            })
        })
        .collect()
}
