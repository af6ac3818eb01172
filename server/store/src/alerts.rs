//! Alerts: what is wrong, who is told of it, and what there is to judge by.

mod hooks;
mod messages;
mod settings;
mod signs;

pub use hooks::{
    Called, HookWay, NewHook, SealedHook, hook, hooks, insert_hook, note_delivery, remove_hook,
    replace_hook_secrets, sealed_hooks,
};
pub use messages::{Due, Outcome, Recipient, due, mail_fails, settle, tell, tell_closed};
pub use settings::{
    Told, forget_preference, mute, muted, own_preference, recipients, set_preference, unmute,
};
pub use signs::{
    LastSigns, SalesByHour, Streak, dead_letters, gaps, last_signs, past_was_read, sales_by_hour, streaks,
    stuck, unchecked,
};

use crate::{
    Db, OrgTx, StoreError, SystemTx,
    connections::{from_json, json},
};
use chrono::{DateTime, Utc};
use domain::{
    AlertId, AlertKind, ConnectionId, OrgId,
    view::alerts::{Alert, Trouble},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Something that is wrong now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What alerts of a kind are told apart by. At most 120 characters.
    pub cause: String,
    pub connections: Vec<ConnectionId>,
    pub trouble: Trouble,
    pub stage: i16,
}

/// An alert that is open.
#[derive(Debug, Clone)]
pub struct Open {
    pub cause: String,
    /// The stage that people were told of; 0 while they were told nothing.
    pub told_stage: i16,
    pub alert: Alert,
}

/// Organisations whose turn it is to be looked at, and takes their turn: nobody else gets them for a minute.
///
/// # Errors
/// [`StoreError`].
pub async fn take_turns(db: &Db, limit: i64) -> Result<Vec<OrgId>, StoreError> {
    let mut tx = SystemTx::because("find whom to look at for what is wrong", db).await?;
    let orgs = sqlx::query_scalar!(
        "insert into alert_looks as l (org_id, looked_at)
         select o.id, now() from organisations o
         left join alert_looks k on k.org_id = o.id
         where (k.looked_at is null or k.looked_at < now() - interval '1 minute')
           and exists (select from connections c where c.org_id = o.id)
         order by k.looked_at nulls first limit $1
         on conflict (org_id) do update set looked_at = excluded.looked_at
         where l.looked_at < now() - interval '1 minute'
         returning org_id",
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(orgs.into_iter().map(OrgId).collect())
}

/// The alerts that are open, the newest first. Until the end of the transaction nobody else changes them.
///
/// # Errors
/// [`StoreError`].
pub async fn lock_open(tx: &mut OrgTx) -> Result<Vec<Open>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query_as!(
        Row,
        "select id, cause, told_stage, severity, stage, connections, trouble, opened_at, closed_at, muted_until
         from alerts where org_id = $1 and closed_at is null order by opened_at desc, id desc for update",
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let open =
        |row: Row| Ok(Open { cause: row.cause.clone(), told_stage: row.told_stage, alert: row.try_into()? });
    rows.into_iter().map(open).collect()
}

/// An alert as it is stored.
struct Row {
    id: Uuid,
    cause: String,
    told_stage: i16,
    severity: String,
    stage: i16,
    connections: Vec<Uuid>,
    trouble: serde_json::Value,
    opened_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    muted_until: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Alert {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: AlertId(row.id),
            trouble: from_json(row.trouble)?,
            severity: row.severity.parse()?,
            stage: row.stage,
            connections: row.connections.into_iter().map(ConnectionId).collect(),
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            muted_until: row.muted_until,
        })
    }
}

/// Opens an alert; `None` where somebody else has opened it in this moment.
///
/// # Errors
/// [`StoreError`].
pub async fn open(tx: &mut OrgTx, found: &Found) -> Result<Option<AlertId>, StoreError> {
    let (org, id) = (tx.org(), AlertId::new());
    let opened = sqlx::query_scalar!(
        "insert into alerts (org_id, id, kind, cause, severity, stage, connections, trouble)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id",
        org.0,
        id.0,
        found.trouble.kind().code(),
        found.cause,
        found.trouble.severity(found.stage).code(),
        found.stage,
        &ids(found),
        json(&found.trouble)?,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(opened.map(AlertId))
}

/// Notes that an alert is still there, and its figures. Its stage does not go back.
///
/// # Errors
/// [`StoreError`].
pub async fn see(tx: &mut OrgTx, id: AlertId, found: &Found, stage: i16) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update alerts set seen_at = now(), severity = $3, stage = $4, connections = $5, trouble = $6
         where org_id = $1 and id = $2",
        org.0,
        id.0,
        found.trouble.severity(stage).code(),
        stage,
        &ids(found),
        json(&found.trouble)?,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes which stage of an alert people were told of.
///
/// # Errors
/// [`StoreError`].
pub async fn note_told(tx: &mut OrgTx, id: AlertId, stage: i16) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!("update alerts set told_stage = $3 where org_id = $1 and id = $2", org.0, id.0, stage)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Notes that nothing can be said of alerts now: they stay as they are.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_open(tx: &mut OrgTx, alerts: &[AlertId]) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update alerts set seen_at = now() where org_id = $1 and id = any($2) and closed_at is null",
        org.0,
        &alerts.iter().map(|id| id.0).collect::<Vec<_>>(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Closes those of these alerts that were not seen for `minutes`, and says which.
///
/// # Errors
/// [`StoreError`].
pub async fn close_unseen(
    tx: &mut OrgTx,
    alerts: &[AlertId],
    minutes: i32,
) -> Result<Vec<AlertId>, StoreError> {
    let org = tx.org();
    let closed = sqlx::query_scalar!(
        "update alerts set closed_at = now()
         where org_id = $1 and id = any($2) and closed_at is null and seen_at <= now() - make_interval(mins => $3)
         returning id",
        org.0,
        &alerts.iter().map(|id| id.0).collect::<Vec<_>>(),
        minutes,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(closed.into_iter().map(AlertId).collect())
}

/// Closes the open alert of a kind and a cause, whenever it was seen last, and says which it was.
///
/// # Errors
/// [`StoreError`].
pub async fn close_cause(
    tx: &mut OrgTx,
    kind: AlertKind,
    cause: &str,
) -> Result<Option<AlertId>, StoreError> {
    let org = tx.org();
    let closed = sqlx::query_scalar!(
        "update alerts set closed_at = now() where org_id = $1 and kind = $2 and cause = $3 and closed_at is null returning id",
        org.0,
        kind.code(),
        cause,
    );
    Ok(closed.fetch_optional(tx.conn()).await?.map(AlertId))
}

/// Which alerts a list shows.
#[derive(Debug, Clone, Copy)]
pub enum Listed {
    Open,
    /// The last ones that are over, behind this place.
    Closed {
        before: Option<(DateTime<Utc>, AlertId)>,
    },
    One(AlertId),
}

/// Alerts, the worst and newest first; those that are over by their end.
///
/// # Errors
/// [`StoreError`].
pub async fn list(tx: &mut OrgTx, listed: Listed, limit: i64) -> Result<Vec<Alert>, StoreError> {
    let org = tx.org();
    let (one, is_closed, before) = match listed {
        Listed::One(id) => (Some(id.0), None, None),
        Listed::Open => (None, Some(false), None),
        Listed::Closed { before } => (None, Some(true), before),
    };
    let rows = sqlx::query_as!(
        Row,
        "select id, cause, told_stage, severity, stage, connections, trouble, opened_at, closed_at, muted_until
         from alerts
         where org_id = $1 and ($2::uuid is null or id = $2) and ($3::boolean is null or (closed_at is not null) = $3)
           and ($4::timestamptz is null or (closed_at, id) < ($4, $5))
         order by closed_at desc nulls first, severity, opened_at desc, id desc limit $6",
        org.0,
        one,
        is_closed,
        before.map(|(at, _)| at),
        before.map(|(_, id)| id.0),
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Alert::try_from).collect()
}

/// Those of these alerts that this version can read; it does not know the kinds of a later one.
///
/// # Errors
/// [`StoreError`].
pub async fn readable(tx: &mut OrgTx, ids: &[AlertId]) -> Result<HashMap<AlertId, Alert>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query_as!(
        Row,
        "select id, cause, told_stage, severity, stage, connections, trouble, opened_at, closed_at, muted_until
         from alerts where org_id = $1 and id = any($2)",
        org.0,
        &ids.iter().map(|id| id.0).collect::<Vec<_>>(),
    )
    .fetch_all(tx.conn())
    .await?;
    let readable = rows.into_iter().filter_map(|row| Alert::try_from(row).ok());
    Ok(readable.map(|alert| (alert.id, alert)).collect())
}

/// How many alerts are open, those that were muted left out.
///
/// # Errors
/// [`StoreError`].
pub async fn count_open(tx: &mut OrgTx) -> Result<i64, StoreError> {
    let org = tx.org();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from alerts a
           where a.org_id = $1 and a.closed_at is null and (a.muted_until is null or a.muted_until <= now())
             and not exists (select from alert_mutes m where m.org_id = $1 and m.kind = a.kind)"#,
        org.0,
    );
    Ok(count.fetch_one(tx.conn()).await?)
}

/// Tells nobody of an alert until a moment; `None` tells them again. Whether it was muted until then. One that is over stays as
/// it is.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn mute_until(
    tx: &mut OrgTx,
    id: AlertId,
    until: Option<DateTime<Utc>>,
) -> Result<(Alert, bool), StoreError> {
    let org = tx.org();
    let was_muted = sqlx::query_scalar!(
        r#"with before as (
               select id, muted_until from alerts where org_id = $1 and id = $2 and closed_at is null for update
           )
           update alerts a set muted_until = $3 from before where a.org_id = $1 and a.id = before.id
           returning coalesce(before.muted_until > now(), false) as "was_muted!""#,
        org.0,
        id.0,
        until,
    )
    .fetch_optional(tx.conn())
    .await?;
    let alert = list(tx, Listed::One(id), 1).await?.pop().ok_or(StoreError::NotFound)?;
    Ok((alert, was_muted.unwrap_or(false)))
}

/// Forgets alerts that were over 90 days ago, with what was told of them.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from alerts where closed_at < now() - interval '90 days'")
        .execute(db.system_pool())
        .await?;
    Ok(())
}

fn ids(found: &Found) -> Vec<Uuid> {
    found.connections.iter().map(|id| id.0).collect()
}

/// The code of a kind that this version knows.
fn kind(code: &str) -> Option<AlertKind> {
    code.parse().ok()
}
