//! What is wrong with an organisation now.

use super::{
    ground::{Ground, Work},
    rhythm::{self, Rhythm},
    seen::Seen,
};
use crate::{Hub, HubError, health, usage};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AlertKind, CallClass, ConnectionId, ConnectionStatus,
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
/// Calls of an hour below which there are not many.
const MANY_CALLS: u64 = 500;
/// Days before that tell what is usual, and hours with calls that they must hold.
const USUAL_DAYS: i64 = 14;
const USUAL_HOURS: i64 = 48;
/// Sales that a shop's rhythm would have brought before its silence is said to be none.
const EXPECTED: f64 = 12.0;
/// Sales without an event after which events are said to have stopped.
const UNHEARD: i64 = 3;
/// Checks in a row that did not go through.
const CHECKS: i32 = 5;
/// For how long every run of a connection fails before that is told.
const FAILING: TimeDelta = TimeDelta::minutes(15);
/// Looks for everything that is wrong.
pub(super) async fn detect(
    hub: &Hub,
    tx: &mut OrgTx,
    ground: Ground,
    now: DateTime<Utc>,
) -> Result<Seen, HubError> {
    let connections = store::connections::list(tx).await?;
    let working: HashMap<_, _> = connections
        .iter()
        .filter(|connection| connection.status.may_sync())
        .map(|connection| (connection.id, connection))
        .collect();
    let dates = store::connections::dates(tx).await?;
    let expiries = health::expiries_of(hub, &connections, dates, now);
    let mut found = of_expiries(&expiries, now);
    found.extend(connections.iter().filter_map(|connection| failing(connection, now)));
    found.extend(outages(hub, &working, &store::alerts::streaks(tx, FAILURES + 1).await?, now));
    let hour = hour_of(now);
    let lately = store::call_stats::by_connection(tx, (hour - TimeDelta::hours(1), now)).await?;
    found.extend(of_calls(hub, &working, &lately, now));
    let whole = store::call_stats::by_connection(tx, (hour - TimeDelta::hours(1), hour)).await?;
    for (id, calls) in &whole {
        if let Some(connection) = working.get(id).filter(|_| calls.calls() >= MANY_CALLS) {
            found.extend(many_calls(hub, tx, connection, calls.calls(), now).await?);
        }
    }
    let signs = store::alerts::last_signs(tx, ground.up_since).await?;
    found.extend(silences(tx, &working, &signs, now).await?);
    for (connection, orders, since) in store::alerts::gaps(tx, hub.config().check_days).await? {
        found.push(of_one(connection, Trouble::Gap { orders: positive(orders), since }, now));
    }
    for (connection, since, problem) in store::alerts::unchecked(tx, CHECKS).await? {
        found.push(of_one(connection, Trouble::Unchecked { since, problem }, now));
    }
    if ground.work != Work::Unknown {
        for (job, jobs, since) in store::alerts::stuck(tx).await? {
            let trouble = Trouble::JobStuck { job, jobs: positive(jobs), since };
            found.push(of(job.code().to_owned(), Vec::new(), trouble, now));
        }
    }
    for (job, jobs) in store::alerts::dead_letters(tx).await? {
        // What cannot be asked for again is no work for anybody.
        if job.can_be_redriven() {
            let trouble = Trouble::DeadLetter { job, jobs: positive(jobs) };
            found.push(of(job.code().to_owned(), Vec::new(), trouble, now));
        }
    }
    for of_month in store::usage::differing(tx).await? {
        let (meter, month) = (of_month.meter, of_month.month);
        let (counted, entered) = (positive(of_month.sum), positive(of_month.entered));
        let trouble = Trouble::UsageDiffers { meter, month, counted, entered };
        found.push(of(format!("{}:{month}", meter.code()), Vec::new(), trouble, now));
    }
    if let Some(orders) = usage::orders_near_limit(tx).await? {
        // Each month that comes near its limit is told of by itself.
        found.push(of(format!("orders:{}", orders.anew_on), Vec::new(), Trouble::PlanLimit(orders), now));
    }
    let is_explained: Vec<_> = found.iter().map(|one| is_explained(one, &found)).collect();
    let (explained, found): (Vec<_>, Vec<_>) = found.into_iter().zip(is_explained).partition(|(_, is)| *is);
    Ok(Seen {
        found: found.into_iter().map(|(one, _)| one).collect(),
        explained: explained.into_iter().map(|(one, _)| one).collect(),
        statuses: connections.iter().map(|connection| (connection.id, connection.status)).collect(),
        signs: signs.into_iter().map(|signs| (signs.connection, signs)).collect(),
        work: ground.work,
    })
}

/// Whether something else that was found says why: a platform that is down is slow and lists nothing.
fn is_explained(one: &Found, all: &[Found]) -> bool {
    let by: &[AlertKind] = match one.trouble.kind() {
        AlertKind::Slow | AlertKind::Unchecked | AlertKind::SalesStopped => {
            &[AlertKind::ApiDown, AlertKind::Failing]
        }
        AlertKind::Failing => &[AlertKind::ApiDown],
        AlertKind::EventsStopped => &[AlertKind::Subscription],
        _ => return false,
    };
    let is_of_same = |other: &Found| one.connections.iter().any(|id| other.connections.contains(id));
    all.iter().filter(|other| by.contains(&other.trouble.kind())).any(is_of_same)
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

/// What ends, is refused or lacks something. The end of a version of an API is that of all its connections.
fn of_expiries(expiries: &[Expiry], now: DateTime<Utc>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for one in expiries.iter().filter_map(|expiry| of_expiry(expiry, now)) {
        let same =
            |other: &&mut Found| other.cause == one.cause && other.trouble.kind() == one.trouble.kind();
        match all.iter_mut().find(same) {
            Some(other) => other.connections.extend(one.connections),
            None => all.push(one),
        }
    }
    all
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
            let whose = match what {
                ExpiryKind::ApiVersion => expiry.channel.platform.clone(),
                _ => connection.to_string(),
            };
            let trouble = Trouble::Expiring { what, at, about: expiry.about.clone() };
            Some(of(format!("{whose} {what} {}", expiry.about), vec![connection], trouble, now))
        }
        ExpiryKind::RenewedToken | ExpiryKind::KeptSubscription | ExpiryKind::Key => None,
    }
}

fn failing(connection: &ConnectionView, now: DateTime<Utc>) -> Option<Found> {
    let since = connection.problem_since.filter(|since| now - *since > FAILING)?;
    (connection.status == ConnectionStatus::Error)
        .then(|| of_one(connection.id, Trouble::Failing { since }, now))
}

type Working<'a> = HashMap<ConnectionId, &'a ConnectionView>;

/// Whose it is that a connection's calls go badly: the platform's, unless each shop is a server of its own.
fn host(hub: &Hub, connection: &ConnectionView) -> String {
    match hub.registry().get(&connection.platform) {
        Some(connector) if connector.spec().is_self_hosted() => connection.id.to_string(),
        _ => format!("{} {}", connection.platform, connection.environment),
    }
}

/// A platform that does not answer several connections is down once.
fn outages(hub: &Hub, working: &Working<'_>, streaks: &[Streak], now: DateTime<Utc>) -> Vec<Found> {
    let mut hosts: BTreeMap<String, Vec<&Streak>> = BTreeMap::new();
    for streak in streaks {
        if let Some(connection) = working.get(&streak.connection) {
            hosts.entry(host(hub, connection)).or_default().push(streak);
        }
    }
    let found = hosts.into_iter().filter_map(|(host, streaks)| {
        let worst = streaks.iter().max_by_key(|streak| streak.failures)?;
        let since = streaks.iter().map(|streak| streak.since).min()?;
        let trouble = Trouble::ApiDown { failures: positive(worst.failures), class: worst.class, since };
        Some(of(host, streaks.iter().map(|streak| streak.connection).collect(), trouble, now))
    });
    found.collect()
}

/// How fast platforms answered in the last hours, and how many calls they refused.
fn of_calls(
    hub: &Hub,
    working: &Working<'_>,
    calls: &[(ConnectionId, CallFigures)],
    now: DateTime<Utc>,
) -> Vec<Found> {
    let mut hosts: BTreeMap<String, (CallFigures, Vec<ConnectionId>)> = BTreeMap::new();
    for (id, figures) in calls {
        if let Some(connection) = working.get(id) {
            let (sum, connections) = hosts.entry(host(hub, connection)).or_default();
            sum.add(figures);
            connections.push(*id);
        }
    }
    let mut found = Vec::new();
    for (host, (figures, connections)) in hosts {
        let calls = figures.calls();
        if calls < FEW_CALLS {
            continue;
        }
        let p95 = figures.latencies.quantile(0.95).and_then(|took| TimeDelta::from_std(took).ok());
        if let Some(p95) = p95.filter(|p95| *p95 > SLOW) {
            let trouble = Trouble::Slow { p95_ms: positive(p95.num_milliseconds()) };
            found.push(of(host.clone(), connections.clone(), trouble, now));
        }
        let refused = figures.by_class().find(|(class, _)| *class == CallClass::RateLimit);
        let refused = refused.map_or(0, |(_, count)| count);
        if refused >= FEW_REFUSALS && refused * 10 >= calls {
            found.push(of(host, connections, Trouble::Limited { refused, calls }, now));
        }
    }
    found
}

/// Whether an hour had too many calls for the limit, or far more than usual. Reading the past takes all it may.
async fn many_calls(
    hub: &Hub,
    tx: &mut OrgTx,
    connection: &ConnectionView,
    calls: u64,
    now: DateTime<Utc>,
) -> Result<Vec<Found>, HubError> {
    let last = hour_of(now) - TimeDelta::hours(1);
    if store::alerts::past_was_read(tx, connection.id, last).await? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let spec = hub.registry().get(&connection.platform).map(|connector| connector.spec());
    if let Some(a_second) = spec.and_then(|spec| spec.rate.per_second) {
        // Whole calls: a limit of a fraction a second is one of a few an hour.
        let most = (a_second * 3600.0) as u64;
        if calls * 10 > most * 8 {
            found.push(of_one(connection.id, Trouble::NearLimit { calls, most }, now));
        }
    }
    let before = (last - TimeDelta::days(USUAL_DAYS), last);
    let (most, hours) = store::call_stats::most_in_an_hour(tx, connection.id, before).await?;
    let usual = positive(most);
    if hours >= USUAL_HOURS && calls > usual.saturating_mul(5) {
        found.push(of_one(connection.id, Trouble::UnusualCalls { calls, usual }, now));
    }
    Ok(found)
}

/// What the silence of connections says: of their events, or of their sales.
async fn silences(
    tx: &mut OrgTx,
    working: &Working<'_>,
    signs: &[LastSigns],
    now: DateTime<Utc>,
) -> Result<Vec<Found>, HubError> {
    let (mut found, mut quiet) = (Vec::new(), Vec::new());
    for signs in signs {
        let Some(connection) = working.get(&signs.connection) else { continue };
        if let Some(since) = signs.event
            && signs.sales_since_event >= UNHEARD
        {
            let trouble = Trouble::EventsStopped { since, sales: positive(signs.sales_since_event) };
            found.push(of_one(connection.id, trouble, now));
            continue;
        }
        // Only up to when somebody last looked it is known that there are none.
        let (Some(since), Some(until)) = (signs.sale, connection.last_success_at) else { continue };
        if until - since >= TimeDelta::hours(1) {
            quiet.push((connection.id, since, until));
        }
    }
    let ids: Vec<_> = quiet.iter().map(|(id, ..)| *id).collect();
    let sales = store::alerts::sales_by_hour(tx, &ids, now - TimeDelta::days(rhythm::DAYS)).await?;
    for (id, since, until) in quiet {
        let rhythm = sales.get(&id).and_then(|sales| Rhythm::of(sales, now));
        let Some(rhythm) = rhythm.filter(|rhythm| rhythm.is_beyond(until - since)) else { continue };
        let expected = rhythm.expected(since, until);
        if expected >= EXPECTED {
            found.push(of_one(id, Trouble::SalesStopped { since, expected: expected as u64 }, now));
        }
    }
    Ok(found)
}
