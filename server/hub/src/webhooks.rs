//! Events that platforms send: taken in at once, kept as they came, and drained by a job per connection.
//!
//! An event means "go and look". Nothing in it is believed: the drain job reads the orders that it points
//! at, as any run does. So a forged event costs a read and no more, and repeated ones collapse.

mod drain;
mod inbox;
mod missed;
mod register;
mod traffic;

pub(crate) use drain::{put_off_due, run as drain};
pub(crate) use inbox::is_token;
pub(crate) use traffic::Traffic;

pub use inbox::{Delivery, Inbox, Receipt};
pub(crate) use register::{ask as ask_registration, run as register, start_due, withdraw};

use crate::{
    Hub, HubError,
    auth::OrgCx,
    integrations::must_work,
    permit::{RunSync, View},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use connector_kit::{AppCredentials, WebhookAddress, hmac_sha256};
use domain::{
    AuditAction, AuthKind, ConnectionId, Environment,
    view::{
        connections::ConnectionView,
        webhooks::{MissedLookView, WebhookAddressView, WebhookEventDetail, WebhookEventView},
    },
};
use secrecy::ExposeSecret;
use serde_json::json;
use store::{OrgTx, jobs::JobKind};
use url::Url;
use uuid::Uuid;

pub use store::webhooks::EventFilter;

/// Where events come in, before the platform's id and the token.
pub const PATH: &str = "/webhooks";

/// Why no events can come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Platforms call https only, and this installation has no such address that is known.
    NoHttps,
    /// What they are signed with is not known where an account was connected in this way.
    WayOfConnecting,
}

/// How a platform learns where to send the events of a connection.
#[derive(Debug, Clone)]
pub struct Address {
    /// `None` where it is not known under which address this installation is reached, and for an app's: it
    /// is the operator's ([`app_address`]), as whoever knows it may send events of every account.
    pub url: Option<Url>,
    /// Whether it is told by us; else a person enters it at the platform.
    pub is_registered_by_us: bool,
    /// Whether it is one for the operator's whole app.
    pub is_of_app: bool,
    /// Why none can come, where that is known before the platform is asked.
    pub obstacle: Option<Obstacle>,
    pub state: Option<WebhookAddressView>,
    /// The last look for what could not be delivered; `None` where the platform cannot be asked for it.
    pub missed: Option<MissedLookView>,
}

/// Where the events of a connection are sent to; `None` for platforms that send none.
///
/// # Errors
/// [`HubError`].
pub async fn address(cx: &OrgCx<View>, connection: &ConnectionView) -> Result<Option<Address>, HubError> {
    let hub = cx.hub();
    let connector = hub.registry().get(&connection.platform);
    let Some(webhooks) = connector.and_then(|connector| connector.webhooks()) else { return Ok(None) };
    let is_registered_by_us = webhooks.registration().is_some();
    let obstacle = match is_registered_by_us {
        _ if !webhooks.works_with(connection.auth) => Some(Obstacle::WayOfConnecting),
        true if !register::is_reached_by_https(hub) => Some(Obstacle::NoHttps),
        _ => None,
    };
    let mut tx = cx.begin().await?;
    let missed = match webhooks.missed() {
        Some(_) => Some(store::webhooks::last_look(&mut tx, connection.id).await?),
        None => None,
    };
    Ok(Some(match webhooks.address() {
        WebhookAddress::App => {
            Address { url: None, is_registered_by_us, is_of_app: true, obstacle, state: None, missed }
        }
        WebhookAddress::Connection => {
            let state = store::webhooks::view(&mut tx, connection.id).await?;
            let url = state.as_ref().and_then(|state| url(hub, &connection.platform, &state.token));
            Address { url, is_registered_by_us, is_of_app: false, obstacle, state, missed }
        }
    }))
}

/// The one address of the operator's app on a platform, another one in each environment; `None` for
/// platforms that send events to each connection, or none at all, and where there is no app.
pub fn app_address(hub: &Hub, platform: &str, environment: Environment) -> Option<Url> {
    let webhooks = hub.registry().get(platform)?.webhooks()?;
    let app = hub.config().app(platform, environment)?;
    let token = || app_token(app, platform, environment);
    (webhooks.address() == WebhookAddress::App).then(|| url(hub, platform, &token()))?
}

/// Whether we tell the platform where events of a connection of this kind go to.
pub(crate) fn is_registered_by_us(hub: &Hub, platform: &str, auth: AuthKind) -> bool {
    let webhooks = hub.registry().get(platform).and_then(|connector| connector.webhooks());
    webhooks.is_some_and(|webhooks| webhooks.registration().is_some() && webhooks.works_with(auth))
}

/// Events of a connection, the newest first.
///
/// # Errors
/// [`HubError`].
pub async fn list(
    cx: &OrgCx<View>,
    connection: ConnectionId,
    filter: &EventFilter,
) -> Result<Vec<WebhookEventView>, HubError> {
    Ok(store::webhooks::list(&mut cx.begin().await?, connection, filter).await?)
}

/// # Errors
/// [`domain::Fault::NotFound`].
pub async fn find(
    cx: &OrgCx<View>,
    connection: ConnectionId,
    event: Uuid,
) -> Result<WebhookEventDetail, HubError> {
    Ok(store::webhooks::find(&mut cx.begin().await?, connection, event).await?)
}

/// Reads once more what an event points at.
///
/// # Errors
/// [`domain::Fault::NotFound`] for one that is not there, was refused, or is about nothing;
/// [`domain::Fault::Conflict`] `not_connected`.
pub async fn replay(cx: &OrgCx<RunSync>, connection: ConnectionId, event: Uuid) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    must_work(&mut tx, connection).await?;
    store::webhooks::replay(&mut tx, connection, event, cx.actor().user()).await?;
    store::jobs::create_once(&mut tx, connection, JobKind::DrainEvents, None).await?;
    cx.audit(
        &mut tx,
        AuditAction::WebhookReplayed,
        ("connection", Some(connection.0)),
        json!({ "event": event }),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Reads once more what all events point at that failed for a connection, in the caller's transaction.
pub(crate) async fn replay_failed(
    cx: &OrgCx<RunSync>,
    tx: &mut OrgTx,
    connection: ConnectionId,
) -> Result<(), HubError> {
    must_work(tx, connection).await?;
    let events = store::webhooks::replay_failed(tx, connection, cx.actor().user()).await?;
    store::jobs::create_once(tx, connection, JobKind::DrainEvents, None).await?;
    let subject = ("connection", Some(connection.0));
    Ok(cx.audit(tx, AuditAction::WebhookReplayed, subject, json!({ "events": events })).await?)
}

/// Tells the platform once more where to send events, in the caller's transaction.
pub(crate) async fn register_again(tx: &mut OrgTx, connection: ConnectionId) -> Result<(), HubError> {
    must_work(tx, connection).await?;
    Ok(store::jobs::create_once(tx, connection, JobKind::RegisterWebhooks, None).await?)
}

fn url(hub: &Hub, platform: &str, token: &str) -> Option<Url> {
    hub.public_url(&format!("{PATH}/{platform}/{token}"))
}

/// The last part of an app's address: it follows from the app's secret, so that it need not be kept.
fn app_token(app: &AppCredentials, platform: &str, environment: Environment) -> String {
    let key = app.client_secret.expose_secret().as_bytes();
    URL_SAFE_NO_PAD.encode(hmac_sha256::mac(key, &app_token_parts(platform, environment)))
}

/// The environment whose app's token it is. Where events are not signed the token is all that tells who may
/// send one.
fn environment_of_token(hub: &Hub, platform: &str, claimed: &str) -> Option<Environment> {
    let claimed = URL_SAFE_NO_PAD.decode(claimed).unwrap_or_default();
    Environment::ALL.iter().copied().find(|environment| {
        hub.config().app(platform, *environment).is_some_and(|app| {
            let key = app.client_secret.expose_secret().as_bytes();
            hmac_sha256::is_mac_of(&claimed, key, &app_token_parts(platform, *environment))
        })
    })
}

const fn app_token_parts(platform: &str, environment: Environment) -> [&[u8]; 2] {
    let purpose: &[u8] = match environment {
        Environment::Production => b"orion webhooks ",
        Environment::Sandbox => b"orion sandbox webhooks ",
    };
    [purpose, platform.as_bytes()]
}
