//! What is wrong with an organisation now.

use super::rhythm::{self, Rhythm};
use crate::{Hub, HubError, health};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AlertKind, CallClass, ConnectionId,
    view::{
        alerts::Trouble,
        connections::ConnectionView,
        day::hour_of,
        expiry::{Expiry, ExpiryKind, Nearness},
        health::CallFigures,
    },
};
use std::collections::{BTreeMap, HashMap};
use store::{
    OrgTx,
    alerts::{Found, LastSigns, Streak},
};

/// More failures in a row than this mean that a platform is down.
const FAILURES: i64 = 5;
/// Calls of two hours below which nothing is said of how fast they are, or how many are refused.
const FEW_CALLS: u64 = 20;
const SLOW: TimeDelta = TimeDelta::seconds(10);
const FEW_REFUSALS: u64 = 10;
/// Calls of an hour below which none are unusually many.
const UNUSUAL_FROM: u64 = 500;
/// Days before that tell what is usual, and hours with calls that they must hold.
const USUAL_DAYS: i64 = 14;
const USUAL_HOURS: i64 = 48;
/// Sales that a shop's rhythm would have brought before its silence is said to be none.
const EXPECTED: f64 = 12.0;
/// Sales without an event after which events are said to have stopped.
const UNHEARD: i64 = 3;
/// Checks in a row that did not go through.
const CHECKS: i32 = 5;

/// Everything that is wrong, each cause once.
pub(super) async fn detect(hub: &Hub, tx: &mut OrgTx, now: DateTime<Utc>) -> Result<Vec<Found>, HubError> {
    let connections = store::connections::list(tx).await?;
    let working: HashMap<_, _> = connections
        .iter()
        .filter(|connection| connection.status.may_sync())
        .map(|connection| (connection.id, connection))
        .collect();
    let dates = store::connections::dates(tx).await?;
    let expiries = health::expiries_of(hub, &connections, dates, now);
    let mut found: Vec<_> = expiries.iter().filter_map(|expiry| of_expiry(expiry, now)).collect();
    found.extend(outages(&working, &store::alerts::streaks(tx, FAILURES + 1).await?, now));
    let hour = hour_of(now);
    let lately = store::call_stats::by_connection(tx, (hour - TimeDelta::hours(1), now)).await?;
    found.extend(of_calls(&working, &lately, now));
    let whole = store::call_stats::by_connection(tx, (hour - TimeDelta::hours(1), hour)).await?;
    for (id, calls) in &whole {
        let Some(connection) = working.get(id) else { continue };
        found.extend(near_limit(hub, connection, calls.calls(), now));
        found.extend(unusual(tx, connection, calls.calls(), now).await?);
    }
    for signs in store::alerts::last_signs(tx).await? {
        let Some(connection) = working.get(&signs.connection) else { continue };
        found.extend(silence(tx, connection, &signs, now).await?);
    }
    for (connection, orders, since) in store::alerts::gaps(tx).await? {
        found.push(of_one(connection, Trouble::Gap { orders: positive(orders), since }, now));
    }
    for (connection, since, problem) in store::alerts::unchecked(tx, CHECKS).await? {
        found.push(of_one(connection, Trouble::Unchecked { since, problem }, now));
    }
    let worker_is_alive = health::worker_is_alive(hub, now).await?;
    for (job, jobs, since) in store::alerts::stuck(tx, worker_is_alive).await? {
        let trouble = Trouble::JobStuck { job, jobs: positive(jobs), since };
        found.push(of(job.code().to_owned(), Vec::new(), trouble, now));
    }
    for (job, jobs) in store::alerts::dead_letters(tx).await? {
        let trouble = Trouble::DeadLetter { job, jobs: positive(jobs) };
        found.push(of(job.code().to_owned(), Vec::new(), trouble, now));
    }
    let explained: Vec<_> = found.iter().map(|one| is_explained(one, &found)).collect();
    Ok(found.into_iter().zip(explained).filter(|(_, explained)| !explained).map(|(one, _)| one).collect())
}

/// Whether something else that was found says why: a platform that is down is slow and lists nothing.
fn is_explained(one: &Found, all: &[Found]) -> bool {
    let by = match one.trouble.kind() {
        AlertKind::Slow | AlertKind::Unchecked | AlertKind::SalesStopped => AlertKind::ApiDown,
        AlertKind::EventsStopped => AlertKind::Subscription,
        _ => return false,
    };
    let is_of_same = |other: &&Found| one.connections.iter().any(|id| other.connections.contains(id));
    all.iter().filter(|other| other.trouble.kind() == by).any(|other| is_of_same(&other))
}

fn positive(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn of(cause: String, connections: Vec<ConnectionId>, trouble: Trouble, now: DateTime<Utc>) -> Found {
    let stage = trouble.stage(now);
    Found { cause, connections, trouble, stage }
}

/// What is wrong with one connection alone.
fn of_one(connection: ConnectionId, trouble: Trouble, now: DateTime<Utc>) -> Found {
    of(connection.to_string(), vec![connection], trouble, now)
}

fn of_expiry(expiry: &Expiry, now: DateTime<Utc>) -> Option<Found> {
    if expiry.nearness(now) == Nearness::Later {
        return None;
    }
    let connection = expiry.channel.connection;
    let at = expiry.at.unwrap_or(now);
    match expiry.kind {
        ExpiryKind::Refused => Some(of_one(connection, Trouble::Refused { since: at }, now)),
        ExpiryKind::Scopes => {
            Some(of_one(connection, Trouble::Scopes { missing: expiry.about.clone() }, now))
        }
        ExpiryKind::Subscription => Some(of_one(connection, Trouble::Subscription { checked_at: at }, now)),
        what @ (ExpiryKind::Consent | ExpiryKind::Token | ExpiryKind::ApiVersion) => {
            let trouble = Trouble::Expiring { what, at, about: expiry.about.clone() };
            Some(of(format!("{connection} {what}"), vec![connection], trouble, now))
        }
        ExpiryKind::RenewedToken | ExpiryKind::KeptSubscription | ExpiryKind::Key => None,
    }
}

type Working<'a> = HashMap<ConnectionId, &'a ConnectionView>;

/// A platform that does not answer several connections is down once.
fn outages(working: &Working<'_>, streaks: &[Streak], now: DateTime<Utc>) -> Vec<Found> {
    let mut platforms: BTreeMap<&str, Vec<&Streak>> = BTreeMap::new();
    for streak in streaks {
        if let Some(connection) = working.get(&streak.connection) {
            platforms.entry(&connection.platform).or_default().push(streak);
        }
    }
    let found = platforms.into_iter().filter_map(|(platform, streaks)| {
        let worst = streaks.iter().max_by_key(|streak| streak.failures)?;
        let since = streaks.iter().map(|streak| streak.since).min()?;
        let trouble = Trouble::ApiDown { failures: positive(worst.failures), class: worst.class, since };
        Some(of(platform.to_owned(), streaks.iter().map(|streak| streak.connection).collect(), trouble, now))
    });
    found.collect()
}

/// How fast platforms answered in the last hours, and how many calls they refused.
fn of_calls(working: &Working<'_>, calls: &[(ConnectionId, CallFigures)], now: DateTime<Utc>) -> Vec<Found> {
    let mut platforms: BTreeMap<&str, (CallFigures, Vec<ConnectionId>)> = BTreeMap::new();
    for (id, figures) in calls {
        if let Some(connection) = working.get(id) {
            let (sum, connections) = platforms.entry(&connection.platform).or_default();
            sum.add(figures);
            connections.push(*id);
        }
    }
    let mut found = Vec::new();
    for (platform, (figures, connections)) in platforms {
        let calls = figures.calls();
        if calls < FEW_CALLS {
            continue;
        }
        let p95 = figures.latencies.quantile(0.95).and_then(|took| TimeDelta::from_std(took).ok());
        if let Some(p95) = p95.filter(|p95| *p95 > SLOW) {
            let trouble = Trouble::Slow { p95_ms: positive(p95.num_milliseconds()) };
            found.push(of(platform.to_owned(), connections.clone(), trouble, now));
        }
        let refused = figures.by_class().find(|(class, _)| *class == CallClass::RateLimit);
        let refused = refused.map_or(0, |(_, count)| count);
        if refused >= FEW_REFUSALS && refused * 10 >= calls {
            found.push(of(platform.to_owned(), connections, Trouble::Limited { refused, calls }, now));
        }
    }
    found
}

fn near_limit(hub: &Hub, connection: &ConnectionView, calls: u64, now: DateTime<Utc>) -> Option<Found> {
    let a_second = hub.registry().get(&connection.platform)?.spec().rate.per_second?;
    // Whole calls: a limit of a fraction a second is one of a few an hour.
    let most = (a_second * 3600.0) as u64;
    let is_near = calls >= UNUSUAL_FROM && calls * 10 > most * 8;
    is_near.then(|| of_one(connection.id, Trouble::NearLimit { calls, most }, now))
}

async fn unusual(
    tx: &mut OrgTx,
    connection: &ConnectionView,
    calls: u64,
    now: DateTime<Utc>,
) -> Result<Option<Found>, HubError> {
    if calls < UNUSUAL_FROM {
        return Ok(None);
    }
    let last = hour_of(now) - TimeDelta::hours(1);
    let before = (last - TimeDelta::days(USUAL_DAYS), last);
    let (most, hours) = store::call_stats::most_in_an_hour(tx, connection.id, before).await?;
    let usual = positive(most);
    let is_much = hours >= USUAL_HOURS && calls > usual.saturating_mul(5);
    if !is_much || store::alerts::past_was_read(tx, connection.id, last).await? {
        return Ok(None);
    }
    Ok(Some(of_one(connection.id, Trouble::UnusualCalls { calls, usual }, now)))
}

/// What a connection's silence says: of its events, or of its sales.
async fn silence(
    tx: &mut OrgTx,
    connection: &ConnectionView,
    signs: &LastSigns,
    now: DateTime<Utc>,
) -> Result<Option<Found>, HubError> {
    if let Some(since) = signs.event
        && signs.sales_since_event >= UNHEARD
    {
        let trouble = Trouble::EventsStopped { since, sales: positive(signs.sales_since_event) };
        return Ok(Some(of_one(connection.id, trouble, now)));
    }
    // Only who has just looked knows that there are none.
    let looked = connection.last_success_at.is_some_and(|at| now - at < TimeDelta::hours(1));
    let Some(since) = signs.sale.filter(|sale| looked && now - *sale > TimeDelta::hours(1)) else {
        return Ok(None);
    };
    let from = now - TimeDelta::days(rhythm::DAYS);
    let sales = store::alerts::sales_by_hour(tx, connection.id, from).await?;
    let Some(rhythm) = Rhythm::of(&sales, now) else { return Ok(None) };
    let expected = rhythm.expected(since, now);
    if expected < EXPECTED || !rhythm.is_beyond(now - since) {
        return Ok(None);
    }
    Ok(Some(of_one(connection.id, Trouble::SalesStopped { since, expected: expected as u64 }, now)))
}
