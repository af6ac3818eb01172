//! What becomes of events, and what the histories of their orders say of it.

use super::events::made_at;
use crate::{OrgTx, StoreError, order_verdicts::Step};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{CauseKind, ConnectionId, EventState, UserId, VerdictCode, view::webhooks::EventPlace};
use uuid::Uuid;

/// An event in hand, with the keys of the orders whose history tells what became of it.
#[derive(Debug, Clone)]
pub struct Followed<'a> {
    pub place: EventPlace,
    pub orders: Vec<&'a str>,
}

impl Followed<'_> {
    /// Each order with the event that it is of, as two columns.
    fn columns<'a>(events: &'a [Followed<'_>]) -> (Vec<Uuid>, Vec<&'a str>) {
        let pairs = events.iter().flat_map(|event| event.orders.iter().map(|order| (event.place.1, *order)));
        pairs.unzip()
    }
}

/// How an event ends.
#[derive(Debug, Clone, Copy)]
pub enum EventEnd<'a> {
    /// Its orders were read: the run that wrote them has told what became of each.
    Read,
    /// They could not be.
    GivenUp { reason: &'a str, detail: &'a str },
}

impl<'a> EventEnd<'a> {
    const fn state(self) -> EventState {
        match self {
            Self::Read => EventState::Done,
            Self::GivenUp { .. } => EventState::Failed,
        }
    }

    fn step(self) -> Option<Step<'a>> {
        match self {
            Self::Read => None,
            Self::GivenUp { reason, detail } => Some(Step::because(VerdictCode::GivenUp, reason, detail)),
        }
    }
}

/// Why an event is looked at again later.
#[derive(Debug, Clone, Copy)]
pub enum Delay<'a> {
    /// The channel does not show this order of it yet.
    NotShown(&'a str),
    /// It could not be asked.
    Problem { reason: &'a str, detail: &'a str },
}

impl<'a> Delay<'a> {
    /// A code, and what was seen.
    pub const fn reason(self) -> (&'a str, &'a str) {
        match self {
            Self::NotShown(order) => ("not_shown", order),
            Self::Problem { reason, detail } => (reason, detail),
        }
    }

    fn step(self) -> Step<'a> {
        match self {
            Self::NotShown(_) => Step::new(VerdictCode::NotShown),
            Self::Problem { reason, detail } => Step::because(VerdictCode::PutOff, reason, detail),
        }
    }
}

/// Notes what became of events, and in the histories of their orders what that comes to.
///
/// # Errors
/// [`StoreError`].
pub async fn settle(
    tx: &mut OrgTx,
    connection: ConnectionId,
    events: &[Followed<'_>],
    end: EventEnd<'_>,
) -> Result<(), StoreError> {
    let (reason, detail) = match end {
        EventEnd::Read => (None, None),
        EventEnd::GivenUp { reason, detail } => (Some(reason), Some(detail)),
    };
    let mark = Mark { state: Some(end.state()), due_at: None, reason, detail, step: end.step() };
    tried(tx, connection, events, mark).await
}

/// Puts events off, and tells why in the histories of their orders.
///
/// # Errors
/// [`StoreError`].
pub async fn later(
    tx: &mut OrgTx,
    connection: ConnectionId,
    events: &[Followed<'_>],
    pause: TimeDelta,
    why: Delay<'_>,
) -> Result<(), StoreError> {
    let (reason, detail) = why.reason();
    let due_at = Some(Utc::now() + pause);
    let (reason, detail) = (Some(reason), Some(detail));
    tried(tx, connection, events, Mark { state: None, due_at, reason, detail, step: Some(why.step()) }).await
}

/// What one more try made of events.
struct Mark<'a> {
    /// How they ended; `None` where they wait until `due_at`.
    state: Option<EventState>,
    due_at: Option<DateTime<Utc>>,
    reason: Option<&'a str>,
    detail: Option<&'a str>,
    /// What the histories of their orders say of it.
    step: Option<Step<'a>>,
}

async fn tried(
    tx: &mut OrgTx,
    connection: ConnectionId,
    events: &[Followed<'_>],
    mark: Mark<'_>,
) -> Result<(), StoreError> {
    let org = tx.org();
    let (of, orders) = Followed::columns(events);
    sqlx::query!(
        "with tried as (
             update webhook_events e set state = coalesce($5, e.state), due_at = coalesce($6, e.due_at), reason = $7,
                detail = left($8, 500), attempts = attempts + 1, done_at = case when $5 is null then e.done_at else now() end
             from unnest($3::timestamptz[], $4::uuid[]) as n (received_at, id)
             where e.org_id = $1 and e.received_at = n.received_at and e.id = n.id
         )
         insert into order_verdicts (org_id, connection_id, external_id, code, reason, detail, cause, cause_id)
         select distinct $1::uuid, $2::uuid, k.key, $11::text, $12::text, $13::text, $14::text, k.event
         from unnest($9::uuid[], $10::text[]) as k (event, key)
         where $11 is not null and char_length(k.key) between 1 and 255",
        org.0,
        connection.0,
        &events.iter().map(|event| event.place.0).collect::<Vec<_>>(),
        &events.iter().map(|event| event.place.1).collect::<Vec<_>>(),
        mark.state.map(EventState::code),
        mark.due_at,
        mark.reason,
        mark.detail,
        &of,
        &orders as &[&str],
        mark.step.map(Step::code),
        mark.step.and_then(Step::reason),
        mark.step.and_then(Step::detail),
        CauseKind::Event.code(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Lets an event wait once more, whatever became of it before: somebody asked for it.
///
/// # Errors
/// [`StoreError::NotFound`] for one that is not there, was refused, or is about nothing.
pub async fn replay(
    tx: &mut OrgTx,
    connection: ConnectionId,
    id: Uuid,
    asked_by: Option<UserId>,
) -> Result<(), StoreError> {
    let received_at = made_at(id).ok_or(StoreError::NotFound)?;
    match again(tx, connection, Some((received_at, id)), asked_by).await? {
        0 => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}

/// Lets all events of a connection that failed wait once more: somebody asked for it. How many these are.
///
/// # Errors
/// [`StoreError`].
pub async fn replay_failed(
    tx: &mut OrgTx,
    connection: ConnectionId,
    asked_by: Option<UserId>,
) -> Result<i64, StoreError> {
    again(tx, connection, None, asked_by).await
}

/// Lets one event wait once more, or all that failed; how many these are.
async fn again(
    tx: &mut OrgTx,
    connection: ConnectionId,
    one: Option<EventPlace>,
    asked_by: Option<UserId>,
) -> Result<i64, StoreError> {
    let org = tx.org();
    let (received_at, id) = one.unzip();
    let done = sqlx::query_scalar!(
        r#"with again as (
               update webhook_events set state = 'waiting', due_at = now(), attempts = 0, reason = null, detail = null,
                  done_at = null
               where org_id = $1 and connection_id = $2
                 and ($4::uuid is null and state = 'failed'
                      or received_at = $3 and id = $4 and state not in ('refused', 'ignored'))
               returning about, subjects
           ), steps as (
               insert into order_verdicts (org_id, connection_id, external_id, code, cause, cause_id)
               select distinct $1::uuid, $2::uuid, named.key, $5::text, $6::text, $7::uuid
               from again cross join lateral unnest(again.subjects) as named (key)
               where again.about = 'orders' and char_length(named.key) between 1 and 255
           )
           select count(*) as "count!" from again"#,
        org.0,
        connection.0,
        received_at,
        id,
        VerdictCode::AskedFor.code(),
        CauseKind::Person.code(),
        asked_by.map(|user| user.0),
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(done)
}
