//! Events as they came, and what became of them.

use crate::{Db, OrgTx, StoreError, SystemTx, connections::from_json, order_verdicts::Cause};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, EventState, OrderId, OrgId, UserId, VerdictCode,
    view::{
        detective::ASKED,
        webhooks::{EventPlace, WebhookEventDetail, WebhookEventView},
    },
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, HashSet},
    net::IpAddr,
};
use uuid::Uuid;

/// An event to be kept.
#[derive(Debug, Clone)]
pub struct NewEvent {
    pub connection: ConnectionId,
    pub event_id: Option<String>,
    pub topic: String,
    pub state: EventState,
    pub reason: Option<&'static str>,
    /// A code: `orders`, `resource`, `withdrawn`, `consent_ends`, `nothing`.
    pub about: &'static str,
    pub subjects: Vec<String>,
    pub client_ip: Option<IpAddr>,
    pub headers: Value,
    pub body: Vec<u8>,
    /// Who asked for its orders, where a person and not the channel told of them.
    pub asked_by: Option<UserId>,
}

impl NewEvent {
    /// What the histories of its orders say, if it is kept as it is.
    fn step(&self) -> Option<VerdictCode> {
        VerdictCode::of_event(self.state, self.is_asked())
    }

    fn is_asked(&self) -> bool {
        self.topic == ASKED
    }

    fn cause(&self, id: Uuid) -> Cause {
        if self.is_asked() { Cause::Person(self.asked_by) } else { Cause::Event(id) }
    }
}

/// An event whose orders are still to be read.
#[derive(Debug, Clone)]
pub struct WaitingEvent {
    pub place: EventPlace,
    pub about: String,
    pub subjects: Vec<String>,
    pub attempts: i32,
}

impl WaitingEvent {
    /// The keys of its orders, as far as it names them itself.
    pub fn orders(&self) -> Vec<&str> {
        if self.about == "orders" { self.subjects.iter().map(String::as_str).collect() } else { Vec::new() }
    }
}

/// Which events a list shows.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    pub state: Option<EventState>,
    /// Only events before this one, in the list's order.
    pub before: Option<EventPlace>,
    pub limit: i64,
}

/// Keeps events in one statement, and tells of them in the histories of the orders that they name. One that was
/// received before is kept as a duplicate.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(tx: &mut OrgTx, events: &[NewEvent]) -> Result<(), StoreError> {
    let org = tx.org();
    let mut seen = HashSet::new();
    // Twice in one batch: the second one is the duplicate.
    let again: Vec<bool> = events
        .iter()
        .map(|event| event.event_id.as_ref().is_some_and(|id| !seen.insert((event.connection, id))))
        .collect();
    let now = Utc::now();
    let ids: Vec<(DateTime<Utc>, Uuid)> = events.iter().map(|_| place(Uuid::now_v7(), now)).collect();
    let causes: Vec<_> = events.iter().zip(&ids).map(|(event, (_, id))| event.cause(*id)).collect();
    sqlx::query!(
        "with incoming as (
             select * from unnest($2::timestamptz[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],
                 $8::text[], $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::bytea[], $14::bool[], $15::text[],
                 $16::text[], $17::uuid[])
                 as n (received_at, id, connection_id, event_id, topic, state, reason, about, subjects, client_ip,
                       headers, body, again, step, cause, cause_id)
         ), fresh as (
             insert into webhook_event_ids (org_id, connection_id, event_id, received_at)
             select $1, n.connection_id, n.event_id, n.received_at from incoming n
             where n.event_id is not null and n.state <> 'refused' and not n.again
             -- In one order, so that two processes that got the same events wait and do not lock each other out.
             order by n.connection_id, n.event_id
             on conflict do nothing
             returning connection_id, event_id
         ), kept as (
         insert into webhook_events (org_id, received_at, id, connection_id, event_id, topic, state, reason, about,
             subjects, client_ip, headers, body, due_at)
         select $1, n.received_at, n.id, n.connection_id, n.event_id, n.topic,
             case when n.state <> 'refused' and n.event_id is not null
                       and (n.again or not exists (select from fresh f where f.connection_id = n.connection_id
                                                   and f.event_id = n.event_id))
                  then 'duplicate' else n.state end,
             n.reason, n.about, string_to_array(n.subjects, E'\\x1f'), n.client_ip::inet, n.headers, n.body, n.received_at
         from incoming n
         returning id, connection_id, state, about, subjects
         )
         insert into order_verdicts (org_id, connection_id, external_id, code, cause, cause_id)
         select distinct $1::uuid, k.connection_id, named.key, case k.state when 'duplicate' then $18 else n.step end, n.cause, n.cause_id
         from kept k join incoming n on n.id = k.id
         cross join lateral unnest(k.subjects) as named (key)
         where k.about = 'orders' and n.step is not null and char_length(named.key) between 1 and 255",
        org.0,
        &ids.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
        &ids.iter().map(|(_, id)| *id).collect::<Vec<_>>(),
        &events.iter().map(|event| event.connection.0).collect::<Vec<_>>(),
        &events.iter().map(|event| event.event_id.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &events.iter().map(|event| event.topic.as_str()).collect::<Vec<_>>() as &[&str],
        &events.iter().map(|event| event.state.code()).collect::<Vec<_>>() as &[&str],
        &events.iter().map(|event| event.reason).collect::<Vec<_>>() as &[Option<&str>],
        &events.iter().map(|event| event.about).collect::<Vec<_>>() as &[&str],
        &events.iter().map(|event| event.subjects.join("\u{1f}")).collect::<Vec<_>>(),
        &events.iter().map(|event| event.client_ip.map(|ip| ip.to_string())).collect::<Vec<_>>() as &[Option<String>],
        &events.iter().map(|event| event.headers.clone()).collect::<Vec<_>>(),
        &events.iter().map(|event| event.body.as_slice()).collect::<Vec<_>>() as &[&[u8]],
        &again,
        &events.iter().map(|event| event.step().map(VerdictCode::code)).collect::<Vec<_>>() as &[Option<&str>],
        &causes.iter().map(|cause| cause.kind().code()).collect::<Vec<_>>() as &[&str],
        &causes.iter().map(|cause| cause.id()).collect::<Vec<_>>() as &[Option<Uuid>],
        VerdictCode::ToldAgain.code(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// When an id was made is part of it, so that an event is found by its id alone.
pub(super) fn place(id: Uuid, now: DateTime<Utc>) -> EventPlace {
    (made_at(id).unwrap_or(now), id)
}

pub(super) fn made_at(id: Uuid) -> Option<DateTime<Utc>> {
    let (seconds, nanoseconds) = id.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanoseconds)
}

/// Events of a connection that are due, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn waiting(
    tx: &mut OrgTx,
    connection: ConnectionId,
    limit: i64,
) -> Result<Vec<WaitingEvent>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select received_at, id, about, subjects, attempts from webhook_events
         where org_id = $1 and connection_id = $2 and state = 'waiting' and due_at <= now()
         order by due_at limit $3",
        org.0,
        connection.0,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    let events = rows.into_iter().map(|row| WaitingEvent {
        place: (row.received_at, row.id),
        about: row.about,
        subjects: row.subjects,
        attempts: row.attempts,
    });
    Ok(events.collect())
}

/// Connections with events that are due and nobody drains, over all organisations: a job that failed, or a
/// worker that is gone.
///
/// # Errors
/// [`StoreError`].
pub async fn undrained(db: &Db, limit: i64) -> Result<Vec<(OrgId, ConnectionId)>, StoreError> {
    let mut tx = SystemTx::because("find events that nobody drains", db).await?;
    let rows = sqlx::query!(
        "select c.org_id, c.id from connections c
         where c.status in ('connected', 'error')
           and exists (select from webhook_events e where e.org_id = c.org_id and e.connection_id = c.id
                       and e.state = 'waiting' and e.due_at < now() - interval '1 minute')
           and not exists (select from jobs j where j.org_id = c.org_id and j.connection_id = c.id
                           and j.kind = 'drain_events' and j.state in ('waiting', 'running'))
         limit $1",
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org_id), ConnectionId(row.id))).collect())
}

/// When the next event of a connection that waits is due.
///
/// # Errors
/// [`StoreError`].
pub async fn next_due(tx: &mut OrgTx, connection: ConnectionId) -> Result<Option<DateTime<Utc>>, StoreError> {
    let org = tx.org();
    let due = sqlx::query_scalar!(
        "select min(due_at) from webhook_events where org_id = $1 and connection_id = $2 and state = 'waiting'",
        org.0,
        connection.0,
    );
    Ok(due.fetch_one(tx.conn()).await?)
}

/// Which of these events are still kept.
pub(crate) async fn kept(tx: &mut OrgTx, events: &[Uuid]) -> Result<HashSet<Uuid>, StoreError> {
    let places: Vec<(DateTime<Utc>, Uuid)> =
        events.iter().filter_map(|id| Some((made_at(*id)?, *id))).collect();
    if places.is_empty() {
        return Ok(HashSet::new());
    }
    let org = tx.org();
    let kept = sqlx::query_scalar!(
        "select e.id from unnest($2::timestamptz[], $3::uuid[]) as n (received_at, id)
         join webhook_events e on e.org_id = $1 and e.received_at = n.received_at and e.id = n.id",
        org.0,
        &places.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
        &places.iter().map(|(_, id)| *id).collect::<Vec<_>>(),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(kept.into_iter().collect())
}

/// Events of a connection, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn list(
    tx: &mut OrgTx,
    connection: ConnectionId,
    filter: &EventFilter,
) -> Result<Vec<WebhookEventView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select received_at, id, topic, state, reason, detail, subjects, attempts, due_at, done_at, recovered
         from webhook_events
         where org_id = $1 and connection_id = $2 and ($3::text is null or state = $3)
           and ($4::timestamptz is null or (received_at, id) < ($4, $5))
         order by received_at desc, id desc limit $6",
        org.0,
        connection.0,
        filter.state.map(EventState::code),
        filter.before.map(|(at, _)| at),
        filter.before.map(|(_, id)| id),
        filter.limit,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(WebhookEventView {
                id: row.id,
                connection,
                received_at: row.received_at,
                topic: row.topic,
                state: row.state.parse()?,
                reason: row.reason,
                detail: row.detail,
                subjects: row.subjects,
                attempts: row.attempts,
                due_at: row.due_at,
                done_at: row.done_at,
                is_recovered: row.recovered,
            })
        })
        .collect()
}

/// All of an event.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(
    tx: &mut OrgTx,
    connection: ConnectionId,
    id: Uuid,
) -> Result<WebhookEventDetail, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select received_at, topic, state, reason, detail, subjects, attempts, due_at, done_at, recovered, event_id,
                  host(client_ip) as client_ip, headers, body
           from webhook_events where org_id = $1 and received_at = $2 and id = $3 and connection_id = $4"#,
        org.0,
        made_at(id).ok_or(StoreError::NotFound)?,
        id,
        connection.0,
    )
    .fetch_one(tx.conn())
    .await?;
    let headers: BTreeMap<String, String> = from_json(row.headers)?;
    let sales = sqlx::query!(
        "select r.external_id, o.id, o.number from source_records r
         join orders o on o.org_id = r.org_id and o.id = r.order_id
         where r.org_id = $1 and r.connection_id = $2 and r.kind = 'order' and r.external_id = any($3)
         order by o.number",
        org.0,
        connection.0,
        &row.subjects,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(WebhookEventDetail {
        event: WebhookEventView {
            id,
            connection,
            received_at: row.received_at,
            topic: row.topic,
            state: row.state.parse()?,
            reason: row.reason,
            detail: row.detail,
            subjects: row.subjects,
            attempts: row.attempts,
            due_at: row.due_at,
            done_at: row.done_at,
            is_recovered: row.recovered,
        },
        event_id: row.event_id,
        client_ip: row.client_ip,
        headers: headers.into_iter().collect(),
        body: String::from_utf8_lossy(&row.body).into_owned(),
        sales: sales.into_iter().map(|sale| (sale.external_id, OrderId(sale.id), sale.number)).collect(),
    })
}

/// Forgets which events were seen a week ago: no platform repeats one for so long.
///
/// # Errors
/// [`StoreError`].
pub async fn prune_ids(db: &Db) -> Result<(), StoreError> {
    let mut tx = SystemTx::because("forget old event ids", db).await?;
    sqlx::query!("delete from webhook_event_ids where received_at < now() - interval '7 days'")
        .execute(tx.conn())
        .await?;
    tx.commit().await
}
