//! How well the calls of platforms and the work of the installation go: counted here, shown on pages, told to
//! monitoring.

mod calls;
mod expiries;

pub use calls::Calls;
pub use expiries::expiries;
pub(crate) use expiries::{channel, expiries_of};

use crate::{
    Hub, HubError,
    auth::OrgCx,
    outbox::{self, Standing},
    permit::View,
};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::CallObserver;
use domain::{
    ConnectionId, ConnectionStatus, OrgId,
    view::health::{
        CalledConnection, ConnectionCalls, HealthView, TARGET_DAYS, Target, WatchedConnection, first_hour,
    },
};
use std::{collections::HashMap, sync::Arc, time::Duration};
use store::heartbeats::Part;
use tokio_util::sync::CancellationToken;

/// How often a process writes what it counted and that it is alive. One that is killed loses as much of its
/// statistics, and nothing else.
const EVERY: Duration = Duration::from_secs(15);
/// For how long no jobs may be taken before that is told.
const WORKER_MISSED: TimeDelta = TimeDelta::minutes(2);

/// Writes down what this process counts, and that it is alive, until `stop` is cancelled. What is counted
/// afterwards is for [`flush`].
pub async fn keep(hub: &Hub, serves_pages: bool, stop: CancellationToken) {
    let mut tick = tokio::time::interval(EVERY);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            () = stop.cancelled() => return,
        }
        for done in [flush(hub).await, beat(hub, serves_pages).await] {
            if let Err(error) = done {
                tracing::warn!(error = &error as &dyn std::error::Error, "statistics wait");
            }
        }
    }
}

/// Who counts the calls of a connection in this process.
pub fn observer(
    hub: &Hub,
    org: OrgId,
    connection: ConnectionId,
    platform: &'static str,
) -> Arc<dyn CallObserver> {
    hub.calls().observer(org, connection, platform)
}

/// Writes down what this process counted; what cannot be written waits for the next time.
///
/// # Errors
/// When the database cannot be asked.
pub async fn flush(hub: &Hub) -> Result<(), HubError> {
    let (counted, streaks) = hub.calls().take();
    if counted.is_empty() && streaks.is_empty() {
        return Ok(());
    }
    if let Err(error) = store::call_stats::add(hub.db(), &counted).await {
        hub.calls().give_back(counted, streaks);
        return Err(error.into());
    }
    if let Err(error) = store::call_stats::note_streaks(hub.db(), &streaks).await {
        hub.calls().give_back(Vec::new(), streaks);
        return Err(error.into());
    }
    Ok(())
}

async fn beat(hub: &Hub, serves_pages: bool) -> Result<(), HubError> {
    let parts = [(Part::Web, serves_pages), (Part::Worker, hub.is_at_work())];
    let alive: Vec<_> = parts.into_iter().filter_map(|(part, is_alive)| is_alive.then_some(part)).collect();
    Ok(store::heartbeats::beat(hub.db(), &alive).await?)
}

/// The calls of a connection in the last hours.
///
/// # Errors
/// [`HubError`].
pub async fn of_connection(
    cx: &OrgCx<View>,
    connection: ConnectionId,
    now: DateTime<Utc>,
) -> Result<ConnectionCalls, HubError> {
    let mut tx = cx.begin().await?;
    let rows = store::call_stats::of_connection(&mut tx, connection, first_hour(now)).await?;
    Ok(ConnectionCalls::of(&rows, now))
}

/// What is measured against the targets, and every connection with its calls.
///
/// # Errors
/// [`HubError`].
pub async fn find(cx: &OrgCx<View>, now: DateTime<Utc>) -> Result<HealthView, HubError> {
    let from = now - TimeDelta::days(TARGET_DAYS);
    let mut tx = cx.begin().await?;
    let calls = store::call_stats::by_connection(&mut tx, (first_hour(now), now)).await?;
    let calls: HashMap<_, _> = calls.into_iter().collect();
    let connections = store::connections::list(&mut tx).await?;
    let syncs = store::health::syncs(&mut tx, from).await?;
    let jobs = store::health::jobs(&mut tx, from).await?;
    let (events, events_missed_at) = store::health::events(&mut tx, from).await?;
    tx.commit().await?;
    let (uptime, since) = store::heartbeats::uptime(cx.hub().db(), from).await?;
    let connections = connections
        .into_iter()
        .filter(|connection| connection.status != ConnectionStatus::Disconnected)
        .map(|connection| {
            let calls = calls.get(&connection.id).copied().unwrap_or_default();
            CalledConnection { connection, calls }
        });
    Ok(HealthView {
        targets: vec![
            (Target::Uptime, uptime),
            (Target::Syncs, syncs),
            (Target::Jobs, jobs),
            (Target::Events, events),
        ],
        events_missed_at,
        measured_since: since.filter(|since| *since > from),
        connections: connections.collect(),
    })
}

/// What monitoring is told, over all organisations.
#[derive(Debug)]
pub struct Report {
    /// Whether some process took jobs in the last two minutes.
    pub worker_is_alive: bool,
    /// E-mails and events of Stripe.
    pub queues: Vec<Standing>,
    pub connections: Vec<WatchedConnection>,
}

impl Report {
    /// Whether some connection has a problem, or something is due that nobody takes.
    pub fn has_problem(&self) -> bool {
        let has_late = self.queues.iter().any(|queue| queue.late > 0);
        has_late
            || self.connections.iter().any(|watched| {
                watched.problem.is_some()
                    || matches!(watched.status, ConnectionStatus::Error | ConnectionStatus::NeedsReauth)
            })
    }
}

/// For whoever watches the installation: the caller has checked that they may.
///
/// # Errors
/// When the database cannot be asked.
pub async fn report(hub: &Hub, now: DateTime<Utc>) -> Result<Report, HubError> {
    let connections = store::health::everywhere(hub.db(), first_hour(now)).await?;
    let queues = outbox::standing(hub).await?;
    Ok(Report { worker_is_alive: worker_is_alive(hub, now).await?, queues, connections })
}

/// Whether some process took jobs in the last two minutes.
pub(crate) async fn worker_is_alive(hub: &Hub, now: DateTime<Utc>) -> Result<bool, HubError> {
    let last = store::heartbeats::last(hub.db(), Part::Worker).await?;
    Ok(last.is_some_and(|last| now - last < WORKER_MISSED))
}
