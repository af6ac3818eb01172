//! Replays: what today's mapping would make of what is kept, looked up first, and what was written of it.

mod parked;
mod records;
mod view;

pub use parked::{oldest_parked, with_parked};
pub use records::{Kept, looked_up, planned};
pub use view::{find, find_selection, last};

use crate::{Db, OrgTx, StoreError, import::Difference, jobs::StartedJob};
use chrono::{DateTime, Utc};
use domain::{ConnectionId, OrderId, ReplayId, ReplayScope, ReplayState, ReplayVerdict, SyncRunId, UserId};
use std::collections::HashMap;
use uuid::Uuid;

/// Items whose changes are kept to be shown.
pub const SHOWN: i64 = 100;

/// A replay to be looked up.
#[derive(Debug)]
pub struct NewReplay<'a> {
    pub id: ReplayId,
    pub connection: ConnectionId,
    pub scope: ReplayScope,
    /// The sale or the run.
    pub scope_id: Option<Uuid>,
    /// The channel's key of the one record.
    pub key: Option<&'a str>,
    pub range: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Of the sales of a filter.
    pub selection: Option<NewSelection<'a>>,
    /// Of the form that asked.
    pub press: Uuid,
    pub requested_by: Option<UserId>,
}

/// What the replays of one filter, one for each connection, have in common.
#[derive(Debug, Clone, Copy)]
pub struct NewSelection<'a> {
    pub id: Uuid,
    /// How the list of sales names the filter.
    pub address: &'a str,
}

/// Keeps a replay; gives the id of the one that the same press made before, if any.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(tx: &mut OrgTx, new: &NewReplay<'_>) -> Result<ReplayId, StoreError> {
    let org = tx.org();
    let kept = sqlx::query_scalar!(
        "insert into replays
             (org_id, id, connection_id, scope, scope_id, scope_key, range_from, range_until, state, press, requested_by,
              selection_id, selection_address)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'looking', $9, $10, $11, $12)
         on conflict (org_id, press) do update set press = excluded.press
         returning id",
        org.0,
        new.id.0,
        new.connection.0,
        new.scope.code(),
        new.scope_id,
        new.key,
        new.range.map(|(from, _)| from),
        new.range.map(|(_, until)| until),
        new.press,
        new.requested_by.map(|user| user.0),
        new.selection.map(|selection| selection.id),
        new.selection.map(|selection| selection.address),
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(ReplayId(kept))
}

/// Keeps which records a replay is of, by the channel's keys.
///
/// # Errors
/// [`StoreError`].
pub async fn pick(tx: &mut OrgTx, id: ReplayId, keys: &[String]) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into replay_picks (org_id, replay_id, external_id) select $1, $2, k.key from unnest($3::text[]) k (key)",
        org.0,
        id.0,
        keys,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How a replay stands for whoever works on it.
#[derive(Debug, Clone)]
pub struct Standing {
    pub id: ReplayId,
    pub connection: ConnectionId,
    pub scope: ReplayScope,
    pub scope_id: Option<Uuid>,
    /// The channel's key of the one record.
    pub key: Option<String>,
    pub range: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub state: ReplayState,
    /// The last record that was looked at, or written.
    pub place: String,
    pub changed: i64,
    pub unreadable: i64,
    pub run: Option<SyncRunId>,
}

/// How it stands; nobody else changes it until the end of the transaction.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn lock(tx: &mut OrgTx, id: ReplayId) -> Result<Standing, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select connection_id, scope, scope_id, scope_key, range_from, range_until, state, place, changed, unreadable,
             run_id
         from replays where org_id = $1 and id = $2 for update",
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(Standing {
        id,
        connection: ConnectionId(row.connection_id),
        scope: row.scope.parse()?,
        scope_id: row.scope_id,
        key: row.scope_key,
        range: row.range_from.zip(row.range_until),
        state: row.state.parse()?,
        place: row.place,
        changed: row.changed,
        unreadable: row.unreadable,
        run: row.run_id.map(SyncRunId),
    })
}

/// What was found out about some records.
#[derive(Debug, Default)]
pub struct Looked {
    /// How many these are.
    pub looked: i64,
    pub incomplete: i64,
    pub gone: i64,
    pub items: Vec<Found>,
    /// The last of the records.
    pub place: String,
}

/// A record that is not as today's mapping makes it.
#[derive(Debug)]
pub struct Found {
    pub digest: [u8; 16],
    pub verdict: ReplayVerdict,
    pub difference: Difference,
    /// Why it cannot be read: a code, and what was seen.
    pub reason: Option<(&'static str, String)>,
}

/// Notes what was found out. The changes of the first items are kept to be shown, of the others only their keys and
/// sums.
///
/// # Errors
/// [`StoreError::LeaseLost`] if the job was given to another worker.
pub async fn note_looked(
    tx: &mut OrgTx,
    id: ReplayId,
    job: &StartedJob,
    found: &Looked,
) -> Result<(), StoreError> {
    let org = tx.org();
    let count = |verdict| {
        let of = found.items.iter().filter(|item| item.verdict == verdict).count();
        i64::try_from(of).unwrap_or(i64::MAX)
    };
    let told = |item: &Found| -> serde_json::Value {
        let changes = item.difference.changes.iter();
        changes
            .map(|change| serde_json::json!({ "field": change.field, "from": change.from, "to": change.to }))
            .collect()
    };
    let before = sqlx::query_scalar!(
        r#"with job as (
               select from jobs where org_id = $1 and id = $9 and lease = $10 and state = 'running' for share
           )
           update replays set place = $3, looked = looked + $4, changed = changed + $5, unreadable = unreadable + $6,
               incomplete = incomplete + $7, gone = gone + $8
           from job where org_id = $1 and id = $2 returning changed + unreadable as "items!""#,
        org.0,
        id.0,
        found.place,
        found.looked,
        count(ReplayVerdict::Changes),
        count(ReplayVerdict::Unreadable),
        found.incomplete,
        found.gone,
        job.id.0,
        job.lease,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::LeaseLost)?;
    let first = usize::try_from(before).unwrap_or(usize::MAX).saturating_sub(found.items.len());
    let shown = usize::try_from(SHOWN).unwrap_or_default().saturating_sub(first);
    let items = &found.items;
    sqlx::query!(
        "insert into replay_items
             (org_id, replay_id, external_id, verdict, order_id, digest, changes, reason, detail, difference)
         select $1, $2, i.external_id, i.verdict, i.order_id, i.digest, i.changes, i.reason, left(i.detail, 500),
             i.difference
         from unnest($3::text[], $4::text[], $5::uuid[], $6::bytea[], $7::jsonb[], $8::text[], $9::text[], $10::bytea[])
             as i (external_id, verdict, order_id, digest, changes, reason, detail, difference)",
        org.0,
        id.0,
        &items.iter().map(|item| item.difference.external_id.as_str()).collect::<Vec<_>>() as &[&str],
        &items.iter().map(|item| item.verdict.code()).collect::<Vec<_>>() as &[&str],
        &items.iter().map(|item| item.difference.order.map(|order| order.0)).collect::<Vec<_>>() as &[Option<Uuid>],
        &items.iter().map(|item| &item.digest[..]).collect::<Vec<_>>() as &[&[u8]],
        &items.iter().enumerate().map(|(at, item)| (at < shown).then(|| told(item))).collect::<Vec<_>>()
            as &[Option<serde_json::Value>],
        &items.iter().map(|item| item.reason.as_ref().map(|(code, _)| *code)).collect::<Vec<_>>() as &[Option<&str>],
        &items.iter().map(|item| item.reason.as_ref().map(|(_, detail)| detail.as_str())).collect::<Vec<_>>()
            as &[Option<&str>],
        &items.iter().map(|item| &item.difference.sum[..]).collect::<Vec<_>>() as &[&[u8]],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was shown of these records: the sum of each difference. Records without one are left out.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn shown(
    tx: &mut OrgTx,
    id: ReplayId,
    keys: &[&str],
) -> Result<HashMap<String, [u8; 16]>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select external_id, difference as "difference!" from replay_items
           where org_id = $1 and replay_id = $2 and external_id = any($3) and difference is not null"#,
        org.0,
        id.0,
        keys as &[&str],
    )
    .fetch_all(tx.conn())
    .await?;
    let sum = |sum: Vec<u8>| {
        sum.try_into().map_err(|_| StoreError::Corrupt("a difference's sum has another length".into()))
    };
    rows.into_iter().map(|row| Ok((row.external_id, sum(row.difference)?))).collect()
}

/// Moves a replay on to a state.
///
/// # Errors
/// [`StoreError`].
pub async fn set_state(tx: &mut OrgTx, id: ReplayId, state: ReplayState) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update replays set state = $3, applied_at = case when $3 = 'applied' then now() else applied_at end
         where org_id = $1 and id = $2",
        org.0,
        id.0,
        state.code(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Lets what would change be written by a run, from the first record on.
///
/// # Errors
/// [`StoreError`].
pub async fn begin_applying(tx: &mut OrgTx, id: ReplayId, run: SyncRunId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update replays set state = 'applying', place = '', run_id = $3 where org_id = $1 and id = $2",
        org.0,
        id.0,
        run.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that records up to this one were written, or left alone because they had changed or could not be made again. The
/// caller's transaction checks the lease.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn note_applied(
    tx: &mut OrgTx,
    id: ReplayId,
    place: &str,
    (applied, moved): (usize, usize),
) -> Result<(), StoreError> {
    let org = tx.org();
    let count = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    sqlx::query!(
        "update replays set place = $3, applied = applied + $4, moved = moved + $5 where org_id = $1 and id = $2",
        org.0,
        id.0,
        place,
        count(applied),
        count(moved),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The sale's connection, to map it again.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn connection_of(tx: &mut OrgTx, order: OrderId) -> Result<ConnectionId, StoreError> {
    let org = tx.org();
    let found = sqlx::query_scalar!(
        "select connection_id from orders where org_id = $1 and id = $2",
        org.0,
        order.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    found.map(ConnectionId).ok_or(StoreError::NotFound)
}

/// Whether the connection has shown this record.
///
/// # Errors
/// [`StoreError`].
pub async fn is_record(tx: &mut OrgTx, connection: ConnectionId, key: &str) -> Result<bool, StoreError> {
    let org = tx.org();
    let known = sqlx::query_scalar!(
        r#"select exists (select from source_records where org_id = $1 and connection_id = $2 and kind = 'order'
               and external_id = $3) as "known!""#,
        org.0,
        connection.0,
        key,
    );
    Ok(known.fetch_one(tx.conn()).await?)
}

/// The replay that this run writes or wrote; none once it is forgotten.
///
/// # Errors
/// [`StoreError`].
pub async fn of_run(tx: &mut OrgTx, run: SyncRunId) -> Result<Option<ReplayId>, StoreError> {
    let org = tx.org();
    let found = sqlx::query_scalar!("select id from replays where org_id = $1 and run_id = $2", org.0, run.0);
    Ok(found.fetch_optional(tx.conn()).await?.map(ReplayId))
}

/// Forgets replays older than 30 days; what they wrote stays.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from replays where created_at < now() - interval '30 days'")
        .execute(db.system_pool())
        .await?;
    Ok(())
}
