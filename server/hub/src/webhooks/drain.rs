//! What events point at is read and written: repeated orders once, and all that is due at a time.

use super::missed;
use crate::{HubError, auth::OrgCx, integrations, permit::RunSync, sync};
use chrono::{DateTime, TimeDelta};
use connector_kit::{Advice, Conn, Connector, ConnectorError, Orders, SourceOrder, SystemClock, retry};
use domain::{ConnectionId, Operation, SyncKind, UpstreamKind, view::webhooks::EventPlace};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    OrgTx,
    connections::{ConnectionAccess, Health},
    jobs::{End, JobKind, StartedJob},
    webhooks::{self, Delay, EventEnd, Followed, WaitingEvent},
};
use tokio::sync::watch;

/// Events drained together.
const BATCH: i64 = 500;
/// After how many minutes an order that the platform does not show yet, or a platform that does not
/// answer, is tried again.
const PAUSES: [i64; 6] = [1, 2, 5, 15, 60, 360];

/// Drains what is due, and looks hourly for what the platform could not deliver; what is put off gets a job
/// of its own.
pub(crate) async fn run(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    let Some(connection) = job.connection else { return end(cx, job, None).await };
    let mut tx = cx.begin().await?;
    store::sync_runs::abandon_runs_beside(&mut tx, connection, job.kind).await?;
    let access = store::connections::access(&mut tx, connection).await?;
    tx.commit().await?;
    let connector = cx.hub().registry().get(&access.platform).cloned();
    let (Some(connector), true) = (connector, access.status.may_sync()) else {
        // They wait until somebody resumes or authorises again.
        let mut tx = cx.begin().await?;
        store::jobs::finish(&mut tx, job, End::Done).await?;
        return Ok(tx.commit().await?);
    };
    let conn = integrations::connect(cx.hub(), cx.org(), &connector, &access)?;
    let drain = Drain { cx, job, connection, access: &access, connector: &*connector, conn: &conn };
    while !*shutdown.borrow() {
        let mut tx = cx.begin().await?;
        if !integrations::still_works(&mut tx, &access).await? {
            break;
        }
        let events = webhooks::waiting(&mut tx, connection, BATCH).await?;
        tx.commit().await?;
        if events.is_empty() {
            break;
        }
        if !drain.all(&events).await? {
            break;
        }
    }
    // What it brings is for the next job.
    if !*shutdown.borrow() && integrations::still_works(&mut cx.begin().await?, &access).await? {
        missed::look(cx, connection, &*connector, &conn).await?;
    }
    end(cx, job, Some(connection)).await
}

/// Ends the job; the next event that is put off, or that came meanwhile, gets the next one.
async fn end(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    connection: Option<ConnectionId>,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    store::jobs::finish(&mut tx, job, End::Done).await?;
    if let Some(connection) = connection
        && store::connections::access(&mut tx, connection).await?.status.may_sync()
        && let Some(due) = webhooks::next_due(&mut tx, connection).await?
    {
        store::jobs::create_once(&mut tx, connection, JobKind::DrainEvents, Some(due)).await?;
    }
    Ok(tx.commit().await?)
}

struct Drain<'a> {
    cx: &'a OrgCx<RunSync>,
    job: &'a StartedJob,
    connection: ConnectionId,
    access: &'a ConnectionAccess,
    connector: &'a dyn Connector,
    conn: &'a Conn,
}

impl Drain<'_> {
    /// Whether it came before the consent that the connection has now was asked for, and so can say
    /// nothing of it.
    fn is_of_earlier_consent(&self, event: &WaitingEvent) -> bool {
        let asked = self.access.consent.and_then(|consent| consent.get_timestamp());
        let asked = asked.and_then(|asked| {
            let (seconds, nanoseconds) = asked.to_unix();
            DateTime::from_timestamp(seconds.cast_signed(), nanoseconds)
        });
        asked.is_some_and(|asked| event.place.0 < asked)
    }

    /// Whether the platform can be asked for more.
    /// What fails is found by halves, so that it costs the others nothing: at once what can never be read,
    /// and what may pass when it comes again. A platform that fails three times running answers nobody now.
    async fn all(&self, events: &[WaitingEvent]) -> Result<bool, HubError> {
        let (mut parts, mut running) = (vec![events], 0);
        while let Some(part) = parts.pop() {
            let Err(error) = self.step(part).await? else {
                running = 0;
                continue;
            };
            let passes = matches!(error.advice, Advice::Retry | Advice::After(_)) || is_of_app(&error);
            let is_known = !passes || part.iter().any(|event| event.attempts > 0);
            if part.len() > 1 && is_known && error.advice != Advice::Reauthorise {
                let (first, rest) = part.split_at(part.len() / 2);
                parts.extend([rest, first]);
                continue;
            }
            self.problem(part, &error).await?;
            running += 1;
            if error.advice == Advice::Reauthorise || passes && !is_known {
                return Ok(false);
            }
            if passes && running == 3 {
                for part in parts {
                    self.problem(part, &error).await?;
                }
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads and writes what these events point at.
    async fn step(&self, events: &[WaitingEvent]) -> Result<Result<(), ConnectorError>, HubError> {
        self.note_consent(events).await?;
        let wanted = match self.orders_of(events).await {
            Ok(wanted) => wanted,
            Err(error) => return Ok(Err(error)),
        };
        let ids: BTreeSet<&String> = wanted.values().flatten().collect();
        let found = match self.read(ids.into_iter().cloned().collect()).await {
            Ok(found) => found,
            Err(error) => return Ok(Err(error)),
        };
        let shown: BTreeSet<String> = found.iter().map(|order| order.external_id.clone()).collect();
        if !found.is_empty() {
            let place = (self.connection, sync::Origin::new(self.conn.spec(), self.access.environment));
            sync::bring(self.cx, self.job, place, SyncKind::Webhook, found).await?;
            store::crash::step("drain.brought");
        }
        let mut tx = self.cx.begin().await?;
        let mut read = Vec::new();
        for event in events {
            let orders = wanted.get(&event.place).into_iter().flatten();
            let missing: Vec<&str> = orders.map(String::as_str).filter(|id| !shown.contains(*id)).collect();
            match missing.first().copied() {
                None => read.push(Followed { place: event.place, orders: missing }),
                Some(first) => {
                    let late = Followed { place: event.place, orders: missing };
                    let by = [(event.attempts, late)];
                    put_off(&mut tx, self.connection, by, Delay::NotShown(first)).await?;
                }
            }
        }
        webhooks::settle(&mut tx, self.connection, &read, EventEnd::Read).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    /// What events say of the consent itself.
    async fn note_consent(&self, events: &[WaitingEvent]) -> Result<(), HubError> {
        let mut tx = self.cx.begin().await?;
        for event in events.iter().filter(|event| !self.is_of_earlier_consent(event)) {
            match event.about.as_str() {
                "withdrawn" => {
                    let problem = UpstreamKind::Auth.code();
                    let detail = "the account withdrew its consent";
                    let health = Health::NeedsReauth { problem, detail };
                    store::connections::note_health(&mut tx, self.connection, &health).await?;
                }
                "consent_ends" => {
                    let at = event.subjects.first().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
                    if let Some(at) = at {
                        store::connections::note_consent_end(&mut tx, self.connection, at.to_utc()).await?;
                    }
                }
                _ => {}
            }
        }
        Ok(tx.commit().await?)
    }

    /// The keys of the orders that each event is about.
    async fn orders_of(
        &self,
        events: &[WaitingEvent],
    ) -> Result<BTreeMap<EventPlace, Vec<String>>, ConnectorError> {
        let policy = self.cx.hub().retry_policy(self.connector.spec());
        let mut behind: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut wanted = BTreeMap::new();
        for event in events {
            let ids = match (event.about.as_str(), event.subjects.first(), self.connector.webhooks()) {
                ("orders", ..) => event.subjects.clone(),
                ("resource", Some(resource), Some(webhooks)) => match behind.get(resource.as_str()) {
                    Some(known) => known.clone(),
                    None => {
                        let attempt = || {
                            let asked = webhooks.orders_behind(self.conn, resource);
                            self.conn.measured(Operation::EventsResolve, asked)
                        };
                        let ids = match retry(policy, &SystemClock, attempt).await {
                            Ok(ids) => ids,
                            // What is not there (any more) is about no order.
                            Err(error) if error.kind == UpstreamKind::NotFound => Vec::new(),
                            Err(error) => return Err(error),
                        };
                        behind.insert(resource, ids.clone());
                        ids
                    }
                },
                _ => Vec::new(),
            };
            wanted.insert(event.place, ids);
        }
        Ok(wanted)
    }

    async fn read(&self, ids: Vec<String>) -> Result<Vec<SourceOrder>, ConnectorError> {
        let Some(orders) = self.connector.orders().filter(|_| !ids.is_empty()) else { return Ok(Vec::new()) };
        let policy = self.cx.hub().retry_policy(self.connector.spec());
        let mut found = Vec::with_capacity(ids.len());
        for page in ids.chunks(Orders::page_size(orders).max(1)) {
            let attempt = || self.conn.measured(Operation::OrdersSome, orders.some(self.conn, page));
            found.extend(retry(policy, &SystemClock, attempt).await?);
        }
        Ok(found)
    }

    /// The platform could not be asked.
    async fn problem(&self, events: &[WaitingEvent], error: &ConnectorError) -> Result<(), HubError> {
        let (problem, detail) = (error.kind.code(), error.detail.as_str());
        tracing::warn!(connection = %self.connection, problem, detail, "events could not be followed");
        let mut tx = self.cx.begin().await?;
        match error.advice {
            // Else it was about what the connection had before, and the next job asks with what it has.
            Advice::Reauthorise if !store::connections::still_has(&mut tx, self.access).await? => {}
            Advice::Reauthorise => {
                let health = Health::NeedsReauth { problem, detail };
                store::connections::note_health(&mut tx, self.connection, &health).await?;
            }
            Advice::Never if !is_of_app(error) => {
                let followed: Vec<_> = events.iter().map(|event| followed(event).1).collect();
                let end = EventEnd::GivenUp { reason: problem, detail };
                webhooks::settle(&mut tx, self.connection, &followed, end).await?;
            }
            Advice::Never | Advice::Retry | Advice::After(_) => {
                let why = Delay::Problem { reason: problem, detail };
                // However long it takes to set the app right, what came meanwhile is not given up.
                let most =
                    if is_of_app(error) { i32::try_from(PAUSES.len() - 1).unwrap_or(0) } else { i32::MAX };
                let again = events.iter().map(followed).map(|(attempts, event)| (attempts.min(most), event));
                put_off(&mut tx, self.connection, again, why).await?;
            }
        }
        Ok(tx.commit().await?)
    }
}

/// Puts off what is due of a connection whose drain had an error of our own.
pub(crate) async fn put_off_due(
    tx: &mut OrgTx,
    connection: ConnectionId,
    (reason, detail): (&str, &str),
) -> Result<(), HubError> {
    let events = webhooks::waiting(tx, connection, BATCH).await?;
    put_off(tx, connection, events.iter().map(followed), Delay::Problem { reason, detail }).await
}

/// Whether the platform refuses the operator's app, and so says nothing of what was asked for: it may be set right at any time.
fn is_of_app(error: &ConnectorError) -> bool {
    error.kind == UpstreamKind::Auth && error.advice == Advice::Never
}

/// An event with the orders that it names, and how often it was tried.
fn followed(event: &WaitingEvent) -> (i32, Followed<'_>) {
    (event.attempts, Followed { place: event.place, orders: event.orders() })
}

/// Tries events again later, each by how often it was tried, or gives them up.
async fn put_off<'a>(
    tx: &mut OrgTx,
    connection: ConnectionId,
    events: impl IntoIterator<Item = (i32, Followed<'a>)>,
    why: Delay<'_>,
) -> Result<(), HubError> {
    let mut by_attempts: BTreeMap<usize, Vec<Followed<'a>>> = BTreeMap::new();
    for (attempts, event) in events {
        let attempts = usize::try_from(attempts).unwrap_or_default().min(PAUSES.len());
        by_attempts.entry(attempts).or_default().push(event);
    }
    let (reason, detail) = why.reason();
    for (attempts, events) in by_attempts {
        match PAUSES.get(attempts) {
            Some(minutes) => {
                let pause = TimeDelta::minutes(*minutes);
                webhooks::later(tx, connection, &events, pause, why).await?;
            }
            None => {
                webhooks::settle(tx, connection, &events, EventEnd::GivenUp { reason, detail }).await?;
            }
        }
    }
    Ok(())
}
