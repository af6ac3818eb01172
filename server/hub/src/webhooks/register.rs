//! Telling platforms where to send events, and looking daily whether they still know: some drop a
//! subscription without a word.

use super::url;
use crate::{
    Hub, HubError,
    auth::OrgCx,
    integrations,
    permit::{ManageConnections, RunSync},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use connector_kit::{ConnectorError, SystemClock, WebhookAddress, retry};
use domain::{ConnectionId, ConnectionStatus, JobId, Operation, OrgId};
use secrecy::SecretString;
use std::time::Duration;
use store::{
    OrgTx,
    jobs::{End, JobKind, StartedJob},
    webhooks::SealedAddress,
};

/// How long somebody who disconnects waits for the platform.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether events of a platform can be asked for by a call, and can reach this installation.
fn can_register(hub: &Hub, platform: &str) -> bool {
    let webhooks = hub.registry().get(platform).and_then(|connector| connector.webhooks());
    let by_call = webhooks.is_some_and(|webhooks| webhooks.registration().is_some());
    by_call && is_reached_by_https(hub)
}

/// Platforms call https only.
pub(super) fn is_reached_by_https(hub: &Hub) -> bool {
    hub.config().public_url.as_ref().is_some_and(|url| url.scheme() == "https")
}

/// Asks for the registration of a connection that was made or changed, in the caller's transaction, and
/// gives it its address.
pub(crate) async fn ask(
    hub: &Hub,
    tx: &mut OrgTx,
    platform: &str,
    connection: ConnectionId,
) -> Result<(), HubError> {
    let webhooks = hub.registry().get(platform).and_then(|connector| connector.webhooks());
    if webhooks.is_some_and(|webhooks| webhooks.address() == WebhookAddress::Connection) {
        give_address(hub, tx, connection).await?;
    }
    if can_register(hub, platform) {
        store::jobs::create_once(tx, connection, JobKind::RegisterWebhooks, None).await?;
    }
    Ok(())
}

/// Asks for the registrations that nobody looked at for a day, for the draining of what was left, and, hourly,
/// for the look for what could not be delivered, which is a part of draining.
pub(crate) async fn start_due(hub: &Hub) -> Result<(), HubError> {
    let platforms: Vec<_> = hub
        .registry()
        .iter()
        .map(|connector| connector.spec().id)
        .filter(|platform| can_register(hub, platform))
        .collect();
    let to_check = store::webhooks::to_check(hub.db(), &platforms, 100).await?;
    let with_list: Vec<_> = hub
        .registry()
        .iter()
        .filter(|connector| connector.webhooks().is_some_and(|webhooks| webhooks.missed().is_some()))
        .map(|connector| connector.spec().id)
        .collect();
    let mut to_drain = store::webhooks::undrained(hub.db(), 100).await?;
    to_drain.extend(store::webhooks::to_look(hub.db(), &with_list, 100).await?);
    let registrations = to_check.into_iter().map(|of| (of, JobKind::RegisterWebhooks));
    for (of, kind) in registrations.chain(to_drain.into_iter().map(|of| (of, JobKind::DrainEvents))) {
        // What is wrong with one connection keeps no other waiting.
        if let Err(error) = start_one(hub, of, kind).await {
            tracing::warn!(connection = %of.1, error = &error as &dyn std::error::Error, "a job could not be asked for");
        }
    }
    Ok(())
}

async fn start_one(
    hub: &Hub,
    (org, connection): (OrgId, ConnectionId),
    kind: JobKind,
) -> Result<(), HubError> {
    let mut tx = hub.job_context::<RunSync>(org, JobId::new()).begin().await?;
    store::jobs::create_once(&mut tx, connection, kind, None).await?;
    Ok(tx.commit().await?)
}

/// Does one registration.
pub(crate) async fn run(cx: &OrgCx<RunSync>, job: &StartedJob) -> Result<(), HubError> {
    let noted = match job.connection {
        Some(connection) => register(cx, connection).await?,
        None => None,
    };
    let mut tx = cx.begin().await?;
    if let (Some(connection), Some(outcome)) = (job.connection, noted) {
        let problem = outcome.as_ref().err().map(|error| (error.kind.code(), error.detail.as_str()));
        store::webhooks::note_registration(&mut tx, connection, problem).await?;
    }
    store::jobs::finish(&mut tx, job, End::Done).await?;
    Ok(tx.commit().await?)
}

/// `None` where there is nothing to register.
async fn register(
    cx: &OrgCx<RunSync>,
    connection: ConnectionId,
) -> Result<Option<Result<(), ConnectorError>>, HubError> {
    let hub = cx.hub();
    let mut tx = cx.begin().await?;
    let access = store::connections::access(&mut tx, connection).await?;
    let Some(connector) = hub.registry().get(&access.platform).cloned() else { return Ok(None) };
    let webhooks = connector.webhooks().filter(|webhooks| webhooks.works_with(access.auth));
    let registration = webhooks.and_then(|webhooks| webhooks.registration());
    let Some(registration) = registration.filter(|_| access.status.may_sync()) else { return Ok(None) };
    let address = give_address(hub, &mut tx, connection).await?;
    tx.commit().await?;
    let mut secrets = integrations::open_fields(hub, cx.org(), connection, &address.secret)?;
    let secret = secrets.remove("secret").unwrap_or_default();
    let Some(url) = url(hub, &access.platform, &address.token) else { return Ok(None) };
    let conn = integrations::connect(hub, cx.org(), &connector, &access)?;
    // What passes must not keep events away for the hour until the next look. Each attempt looks first what is there.
    let attempt = || conn.measured(Operation::WebhooksRegister, registration.ensure(&conn, &url, &secret));
    let registered = retry(hub.retry_policy(connector.spec()), &SystemClock, attempt).await;
    match &registered {
        Ok(done) => {
            tracing::info!(%connection, made = done.made, mended = done.mended, "webhooks are registered");
        }
        Err(error) => tracing::warn!(%connection, %error, "webhooks could not be registered"),
    }
    Ok(Some(registered.map(drop)))
}

/// Asks the platform of a connection that is about to lose its credentials to send no more. Nobody is kept
/// from disconnecting by a platform that does not do it: it is logged, and such events are refused.
pub(crate) async fn withdraw(
    cx: &OrgCx<ManageConnections>,
    connection: ConnectionId,
) -> Result<(), HubError> {
    let hub = cx.hub();
    let mut tx = cx.begin().await?;
    let access = store::connections::access(&mut tx, connection).await?;
    let address = store::webhooks::address(&mut tx, connection).await?;
    tx.commit().await?;
    let has_credentials = access.status != ConnectionStatus::Disconnected;
    let connector = hub.registry().get(&access.platform).filter(|_| has_credentials).cloned();
    let (Some(address), Some(connector)) = (address, connector) else { return Ok(()) };
    let registration = connector.webhooks().and_then(|webhooks| webhooks.registration());
    let (Some(registration), Some(url)) = (registration, url(hub, &access.platform, &address.token)) else {
        return Ok(());
    };
    // Credentials that cannot be opened are no reason to keep them either.
    let Ok(conn) = integrations::connect(hub, cx.org(), &connector, &access) else { return Ok(()) };
    let removal = conn.measured(Operation::WebhooksRemove, registration.remove(&conn, &url));
    match tokio::time::timeout(PATIENCE, removal).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            tracing::warn!(%connection, %error, "the platform still knows the address of events")
        }
        Err(_) => tracing::warn!(%connection, "the platform did not forget the address of events in time"),
    }
    Ok(())
}

/// The connection's address; one is made where it has none.
async fn give_address(
    hub: &Hub,
    tx: &mut OrgTx,
    connection: ConnectionId,
) -> Result<SealedAddress, HubError> {
    if let Some(address) = store::webhooks::address(tx, connection).await? {
        return Ok(address);
    }
    let secret = SecretString::from(hex::encode(rand::random::<[u8; 32]>()));
    let fields = [("secret".to_owned(), secret)].into();
    let new = SealedAddress {
        token: URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()),
        secret: integrations::seal(hub, tx.org(), connection, &fields)?,
    };
    store::webhooks::insert_address(tx, connection, &new).await?;
    // Another process may have been first.
    let address = store::webhooks::address(tx, connection).await?;
    address.ok_or_else(|| HubError::Internal("an address that was just given is gone".into()))
}
