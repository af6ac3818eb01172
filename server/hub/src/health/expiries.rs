//! Everything with a date: what ends, what is renewed, and what needs a hand.

use crate::{Hub, HubError, auth::OrgCx, integrations::missing_scopes, permit::View, webhooks};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use domain::{
    ConnectionStatus,
    view::{
        connections::ConnectionView,
        expiry::{Expiry, ExpiryKind},
        orders::Channel,
    },
};
use std::collections::HashMap;
use store::connections::Dates;

/// A subscription is looked at daily; one that was not for so long is not looked after.
const SUBSCRIPTION_MISSED: TimeDelta = TimeDelta::days(2);

/// What needs a hand first, the soonest first; then what is looked after by itself, then what has no date.
///
/// # Errors
/// [`HubError`].
pub async fn expiries(cx: &OrgCx<View>, now: DateTime<Utc>) -> Result<Vec<Expiry>, HubError> {
    let mut tx = cx.begin().await?;
    let connections = store::connections::list(&mut tx).await?;
    let dates = store::connections::dates(&mut tx).await?;
    tx.commit().await?;
    let mut all = expiries_of(cx.hub(), &connections, dates, now);
    // What needs a hand and has no date needs it now; of the rest, no date is never.
    all.sort_by_key(|item| {
        let undated_last = item.at.is_none() && !item.needs_hand();
        (!item.needs_hand(), undated_last, item.at)
    });
    Ok(all)
}

/// The same of connections that were read, in no order.
pub(crate) fn expiries_of(
    hub: &Hub,
    connections: &[ConnectionView],
    dates: Vec<Dates>,
    now: DateTime<Utc>,
) -> Vec<Expiry> {
    let dates: HashMap<_, _> = dates.into_iter().map(|dates| (dates.connection, dates)).collect();
    let connected = connections.iter().filter(|of| of.status != ConnectionStatus::Disconnected);
    connected
        .filter_map(|connection| Some(of_one(hub, connection, dates.get(&connection.id)?, now)))
        .flatten()
        .collect()
}

fn of_one(hub: &Hub, connection: &ConnectionView, dates: &Dates, now: DateTime<Utc>) -> Vec<Expiry> {
    let item = |kind, at, about| Expiry { kind, channel: channel(connection), at, about };
    let mut items = Vec::new();
    if connection.status == ConnectionStatus::NeedsReauth {
        items.push(item(ExpiryKind::Refused, connection.problem_since, String::new()));
    }
    let missing = missing_scopes(hub, connection);
    if !missing.is_empty() {
        items.push(item(ExpiryKind::Scopes, None, missing.join(", ")));
    }
    if connection.consent_ends_at.is_some() {
        items.push(item(ExpiryKind::Consent, connection.consent_ends_at, String::new()));
    }
    let (kind, at) = match dates.token_ends_at {
        Some(at) if dates.is_renewed => (ExpiryKind::RenewedToken, Some(at)),
        Some(at) => (ExpiryKind::Token, Some(at)),
        None => (ExpiryKind::Key, None),
    };
    items.push(item(kind, at, String::new()));
    items.extend(api_version(hub, connection).map(|(at, name)| item(ExpiryKind::ApiVersion, at, name)));
    items.extend(subscription(hub, connection, dates, now).map(|(kind, at)| item(kind, at, String::new())));
    items
}

fn api_version(hub: &Hub, connection: &ConnectionView) -> Option<(Option<DateTime<Utc>>, String)> {
    let connector = hub.registry().get(&connection.platform)?;
    let api = connector.spec().api?;
    let at = api.supported_until.map(|day| day.and_time(NaiveTime::MIN).and_utc());
    Some((at, api.name.to_owned()))
}

/// Where we tell the platform where events go to: whether that is looked after.
fn subscription(
    hub: &Hub,
    connection: &ConnectionView,
    dates: &Dates,
    now: DateTime<Utc>,
) -> Option<(ExpiryKind, Option<DateTime<Utc>>)> {
    let is_told = webhooks::is_registered_by_us(hub, &connection.platform, connection.auth);
    let checked_at = dates.checked_at.filter(|_| is_told && connection.status.may_sync())?;
    let is_kept = !dates.registration_failed && now - checked_at < SUBSCRIPTION_MISSED;
    Some(if is_kept {
        (ExpiryKind::KeptSubscription, dates.registered_at)
    } else {
        (ExpiryKind::Subscription, Some(checked_at))
    })
}

pub(crate) fn channel(connection: &ConnectionView) -> Channel {
    Channel {
        connection: connection.id,
        platform: connection.platform.clone(),
        environment: connection.environment,
        name: connection.name.clone(),
        status: connection.status,
    }
}
