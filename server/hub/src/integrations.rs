//! Connecting channels: the gallery, the credentials form, the connection test, and a connection's
//! life from connected to disconnected.

mod access;
mod consent;
mod form;
mod key_grant;
mod rotation;
mod sealed;
mod tokens;
mod turns;

pub use access::Accounts;
pub(crate) use access::{connect, must_bring_orders, must_work, open_fields, seal, still_works};
pub(crate) use consent::connect_granted;
pub use consent::{
    Arrival, Back, CALLBACK, ConsentProblem, ConsentSetup, KeptForm, Waiting, ask_consent, attach,
    choose_account, come_back, consent_setup, missing_scopes, waiting,
};
pub(crate) use form::quiet_hours;
pub use form::{ConnectForm, FormSecrets, environments};
use form::{ReadForm, Stored};
pub use key_grant::{
    DELIVERY, Delivered, KeyPage, ask_key, came_back_unknown, key_grant_ready, take_delivery,
};
pub use rotation::{Rotated, rotate_keys};
pub use sealed::{KeyInUse, keys_in_use};

// Pages draw forms and test reports from these.
pub use connector_kit::{
    CallbackProblem, CheckOutcome, CheckReport, CredentialField, CredentialForm, FieldKind, GrantedAccount,
};

use crate::{
    HubError,
    audit::changes,
    auth::OrgCx,
    first_hour,
    permit::{ManageConnections, View},
    plans,
    undo::{Mark, Replaced, refuse_changed},
    webhooks,
};
use chrono::NaiveTime;
use connector_kit::{Conn, Connector, ShopFacts, TokenSet};
use domain::{
    AuditAction, AuthKind, Capability, ConnectionId, ConnectionStatus, Environment, Fault, FieldProblem,
    Operation, PlatformCategory,
    view::connections::{ConnectionSettings, ConnectionView},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use store::{
    OrgTx,
    connections::{NewConnection, Shop},
    jobs::JobKind,
    plans::{ConnectionSeat, Place, Seat},
};
use uuid::Uuid;

/// How long one call of a connection test may take, and all of it: somebody waits for the result, and
/// the web server for an answer.
const CHECK_CALL: Duration = Duration::from_secs(7);
const CHECK: Duration = Duration::from_secs(24);

/// A platform of the gallery.
#[derive(Debug, Clone)]
pub struct PlatformCard {
    pub id: &'static str,
    pub name: &'static str,
    pub category: PlatformCategory,
    pub capabilities: Vec<Capability>,
    pub connections: Vec<ConnectionView>,
}

/// The result of a connection test and, when it passed, what became of the connection.
#[derive(Debug)]
pub enum Outcome {
    /// The test failed; nothing was stored.
    Refused(CheckReport),
    Saved {
        id: ConnectionId,
        report: CheckReport,
        how: Connected,
        /// The currency and the time zone that the company took over from it, if it did.
        region: Vec<String>,
    },
}

/// What became of a connection that was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connected {
    New,
    /// One that was there goes on with what was saved.
    Edited,
    /// The account was disconnected: its history goes on.
    Again,
}

/// All platforms with the connections to each.
///
/// # Errors
/// [`HubError`].
pub async fn gallery(cx: &OrgCx<View>) -> Result<Vec<PlatformCard>, HubError> {
    let mut connections = store::connections::list(&mut cx.begin().await?).await?;
    let cards = cx.hub().registry().iter().map(|connector| {
        let spec = connector.spec();
        PlatformCard {
            id: spec.id,
            name: spec.name,
            category: spec.category,
            capabilities: connector.capabilities(),
            connections: connections.extract_if(.., |connection| connection.platform == spec.id).collect(),
        }
    });
    Ok(cards.collect())
}

/// # Errors
/// [`Fault::NotFound`].
pub async fn find(cx: &OrgCx<View>, id: ConnectionId) -> Result<ConnectionView, HubError> {
    Ok(store::connections::find(&mut cx.begin().await?, id).await?)
}

/// Tests what the form says without storing anything. Secrets left empty on an existing connection
/// are the stored ones, as long as its address is the stored one too. Takes 25 seconds at most.
///
/// # Errors
/// [`Fault::Invalid`] with the fields; [`Fault::NotFound`] for an unknown platform or connection.
pub async fn test(cx: &OrgCx<ManageConnections>, form: &ConnectForm) -> Result<CheckReport, HubError> {
    match form.connection {
        // Nothing is typed there that could be tested: what was granted is.
        Some(id) if form.auth == AuthKind::OAuth2 => test_granted(cx, id).await,
        _ => Ok(prepare(cx, form).await?.report),
    }
}

async fn test_granted(cx: &OrgCx<ManageConnections>, id: ConnectionId) -> Result<CheckReport, HubError> {
    let access = store::connections::access(&mut cx.begin().await?, id).await?;
    let connector = cx.hub().registry().get(&access.platform).cloned().ok_or(Fault::NotFound)?;
    let conn = access::connect(cx.hub(), cx.org(), &connector, &access)?.within(CHECK_CALL, CHECK);
    Ok(conn.measured(Operation::Check, connector.check(&conn)).await)
}

/// Tests and, if the test passes, stores: a new connection, the edited one with its history, or the one
/// by which the account was connected before, which goes on with its history too.
///
/// # Errors
/// [`Fault::Invalid`] with the fields; [`Fault::NotFound`]; [`Fault::Conflict`] `account_connected`
/// if the account is connected already, `other_account` if an edit would point a connection at
/// another account's data, or a demo store's at another address.
pub async fn save(cx: &OrgCx<ManageConnections>, form: &ConnectForm) -> Result<Outcome, HubError> {
    store(cx, form, false).await
}

/// As [`save`], for the demo's stores, whose addresses change while they stay the same stores. Leaves
/// alone what was connected otherwise.
pub(crate) async fn save_demo(
    cx: &OrgCx<ManageConnections>,
    form: &ConnectForm,
) -> Result<Outcome, HubError> {
    store(cx, form, true).await
}

async fn store(
    cx: &OrgCx<ManageConnections>,
    form: &ConnectForm,
    is_demo: bool,
) -> Result<Outcome, HubError> {
    let prepared = prepare(cx, form).await?;
    keep(cx, form, prepared, is_demo).await
}

/// Stores what was tested, if the test passed.
async fn keep(
    cx: &OrgCx<ManageConnections>,
    form: &ConnectForm,
    prepared: Prepared,
    is_demo: bool,
) -> Result<Outcome, HubError> {
    if !prepared.report.passed() {
        return Ok(Outcome::Refused(prepared.report));
    }
    let shop = shop(prepared.report.shop.clone().unwrap_or_default(), &prepared.fallback_account);
    let platform = prepared.connector.spec().id;
    let brings_orders = prepared.connector.orders().is_some();
    let mut tx = cx.begin().await?;
    let before = match form.connection {
        Some(id) => Some(store::connections::find(&mut tx, id).await?),
        None if is_demo => None,
        None => {
            store::connections::of_account(&mut tx, platform, prepared.environment, &shop.account_id).await?
        }
    };
    // Who consents again means the account; who types credentials anew would not know that it is there. A
    // copy of a shop may still say of itself that it is the other one, so its key is for its address.
    let before = before.filter(|before| {
        form.connection.is_some()
            || prepared.tokens.is_some()
            || prepared.by_consent && before.config == prepared.config
            || before.status == ConnectionStatus::Disconnected
    });
    let same_account = before.as_ref().is_some_and(|before| before.account_id == shop.account_id);
    let spec = prepared.connector.spec().form(form.auth);
    // Nothing that a demo store sells is counted, so its connection leads nowhere else.
    let leaves_demo = |before: &ConnectionView| {
        let is_there = spec.is_some_and(|spec| form::is_same_address(form, spec, &before.config));
        before.is_demo && !(same_account && is_there)
    };
    let is_another =
        |before: &ConnectionView| leaves_demo(before) || !same_account && before.orders_count > 0;
    if !is_demo && before.as_ref().is_some_and(is_another) {
        return Err(Fault::Conflict { what: "other_account".into() }.into());
    }
    let id = before.as_ref().map_or_else(ConnectionId::new, |before| before.id);
    let credentials = access::seal(cx.hub(), cx.org(), id, &prepared.secrets)?;
    // A consent is given for the account: what people chose for its connection stays.
    let chosen = before.as_ref().filter(|_| prepared.by_consent && !is_demo);
    let new = NewConnection {
        id,
        platform,
        environment: prepared.environment,
        name: chosen.map_or(&prepared.name, |before| &before.name),
        auth: form.auth,
        config: &prepared.config,
        credentials: &credentials,
        consent: prepared.tokens.as_ref().map(|_| Uuid::now_v7()),
        settings: chosen.map_or(&form.settings, |before| &before.settings),
        brings_orders,
        is_demo: is_demo || same_account && before.as_ref().is_some_and(|before| before.is_demo),
        shop: &shop,
        connected_by: cx.actor().user(),
    };
    let how = match &before {
        None => Connected::New,
        Some(before) if before.status == ConnectionStatus::Disconnected => Connected::Again,
        Some(_) => Connected::Edited,
    };
    let action = match how {
        Connected::New => AuditAction::ConnectionCreated,
        Connected::Again => AuditAction::ConnectionReconnected,
        Connected::Edited => AuditAction::ConnectionUpdated,
    };
    match how {
        Connected::New => {
            let seat = seat(&mut tx, is_demo).await?;
            store::connections::insert(&mut tx, seat, &new).await.map_err(account_taken)?;
        }
        Connected::Again => {
            let place = Place::New(seat(&mut tx, is_demo).await?);
            store::connections::update(&mut tx, place, &new).await.map_err(account_taken)?;
        }
        Connected::Edited => {
            store::connections::update(&mut tx, Place::Held, &new).await.map_err(account_taken)?;
        }
    }
    let region = match how {
        // Who looks at a demonstration is elsewhere than that is.
        Connected::New | Connected::Again if brings_orders && !is_demo => {
            first_hour::take_region(cx, &mut tx, id, &shop).await?
        }
        Connected::New | Connected::Again | Connected::Edited => Vec::new(),
    };
    // With what was told of the consent that they came by.
    store::connections::forget_tokens(&mut tx, id).await?;
    if let Some(tokens) = &prepared.tokens {
        tokens::keep(cx.hub(), &mut tx, id, tokens).await?;
    }
    webhooks::ask_registration(cx.hub(), &mut tx, platform, id).await?;
    if brings_orders {
        // What was sent while nobody could read it.
        store::jobs::create_once(&mut tx, id, JobKind::DrainEvents, None).await?;
    }
    store::jobs::wake(&mut tx, id, JobKind::SendAction).await?;
    let data = json!({
        "platform": new.platform,
        "environment": new.environment,
        "name": new.name,
        "account": shop.account_id,
    });
    // What it was; of its credentials the action itself tells that they are others.
    let was = before.as_ref().map(|before| told(&before.name, &before.settings, Some(&before.config)));
    let is = told(new.name, new.settings, Some(new.config));
    let data = was.and_then(|was| changes(data.clone(), &was, &is)).unwrap_or(data);
    cx.audit(&mut tx, action, ("connection", Some(id.0)), data).await?;
    tx.commit().await?;
    cx.hub().accounts().forget(id);
    Ok(Outcome::Saved { id, report: prepared.report, how, region })
}

/// Changes name and sync settings. Tells those before where they were others.
///
/// # Errors
/// [`Fault::Invalid`], [`Fault::NotFound`]; [`Fault::Conflict`] `changed_since` where they are not what was left at `since`.
pub async fn update_settings(
    cx: &OrgCx<ManageConnections>,
    id: ConnectionId,
    name: &str,
    settings: &ConnectionSettings,
    since: Option<Mark>,
) -> Result<Option<Replaced<(String, ConnectionSettings)>>, HubError> {
    let name = form::connection_name(name)?;
    form::check_settings(settings)?;
    let mut tx = cx.begin().await?;
    let (old_name, old) = store::connections::update_settings(&mut tx, id, &name, settings).await?;
    let (was, is) = (told(&old_name, &old, None), told(&name, settings, None));
    refuse_changed(since, &was)?;
    let change = changes(json!({ "name": name }), &was, &is);
    let replaced = change.is_some().then(|| Replaced { before: (old_name, old), left: Mark::of(&is) });
    if let Some(data) = change {
        let subject = ("connection", Some(id.0));
        cx.audit(&mut tx, AuditAction::ConnectionSettingsChanged, subject, data).await?;
    }
    tx.commit().await?;
    Ok(replaced)
}

/// What people choose of a connection, as the audit log tells it: nothing that is secret.
fn told(name: &str, settings: &ConnectionSettings, config: Option<&BTreeMap<String, String>>) -> Value {
    let ConnectionSettings { skip_test_orders, every_minutes, quiet_from, quiet_until } = settings;
    let clock = |time: &Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string());
    json!({
        "name": name,
        "address": config.map(|config| config.values().map(String::as_str).collect::<Vec<_>>().join(" ")),
        "skip_test_orders": skip_test_orders,
        "every_minutes": every_minutes,
        "quiet_from": clock(quiet_from),
        "quiet_until": clock(quiet_until),
    })
}

/// Stops synchronising until resumed, and tells how it was: what was not [`ConnectionStatus::Connected`] is not brought back by
/// [`resume`]. A run that is open ends as cancelled.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `disconnected`.
pub async fn pause(cx: &OrgCx<ManageConnections>, id: ConnectionId) -> Result<ConnectionStatus, HubError> {
    Ok(change_status(cx, id, ConnectionStatus::Paused, AuditAction::ConnectionPaused).await?.before)
}

/// Synchronises one that is paused again, and tells how it was: what was not [`ConnectionStatus::Paused`] stays as it is.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `disconnected`.
pub async fn resume(cx: &OrgCx<ManageConnections>, id: ConnectionId) -> Result<ConnectionStatus, HubError> {
    Ok(change_status(cx, id, ConnectionStatus::Connected, AuditAction::ConnectionResumed).await?.before)
}

/// Forgets the credentials, and has the platform send no more events. Sales, customers and runs stay. Its place in the plan goes to the
/// connection that has waited longest for one; returns the names of those that go on.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn disconnect(cx: &OrgCx<ManageConnections>, id: ConnectionId) -> Result<Vec<String>, HubError> {
    crate::webhooks::withdraw(cx, id).await?;
    let action = AuditAction::ConnectionDisconnected;
    Ok(change_status(cx, id, ConnectionStatus::Disconnected, action).await?.going_on)
}

/// What came of another status.
struct Changed {
    before: ConnectionStatus,
    /// Names of connections that waited for a place.
    going_on: Vec<String>,
}

/// Gives a connection a status.
async fn change_status(
    cx: &OrgCx<ManageConnections>,
    id: ConnectionId,
    status: ConnectionStatus,
    action: AuditAction,
) -> Result<Changed, HubError> {
    let mut tx = cx.begin().await?;
    let frees_place = status == ConnectionStatus::Disconnected;
    // Locked first, as where a plan is made anew.
    let plan = store::plans::find(&mut tx, frees_place).await?;
    let before = store::connections::find(&mut tx, id).await?;
    let mut changed = Changed { before: before.status, going_on: Vec::new() };
    let is_so = match status {
        // Only what is paused is resumed.
        ConnectionStatus::Connected => {
            !matches!(before.status, ConnectionStatus::Paused | ConnectionStatus::Disconnected)
        }
        status => before.status == status,
    };
    if is_so {
        return Ok(changed);
    }
    if before.status == ConnectionStatus::Disconnected {
        return Err(Fault::Conflict { what: "disconnected".into() }.into());
    }
    // The job is locked before the connection, as the end of a run does it.
    if !status.may_sync()
        && let Some(run) = before.open_run
    {
        crate::syncs::cancel_in(&mut tx, run).await?;
    }
    let place = match status {
        ConnectionStatus::Connected if store::connections::is_parked(&mut tx, id).await? => {
            Place::New(plans::connection_seat(&mut tx).await?)
        }
        _ => Place::Held,
    };
    store::connections::set_status(&mut tx, place, id, status).await?;
    if status.may_sync() && brings_orders(cx.hub(), &before.platform) {
        store::jobs::create_once(&mut tx, id, JobKind::DrainEvents, None).await?;
        store::jobs::wake(&mut tx, id, JobKind::SendAction).await?;
    }
    let data = json!({ "name": before.name, "from": before.status, "to": status });
    cx.audit(&mut tx, action, ("connection", Some(id.0)), data).await?;
    if frees_place {
        for next in plans::fit_connections(cx, &mut tx, plan.effective.limits.connections).await? {
            changed.going_on.push(store::connections::find(&mut tx, next).await?.name);
        }
    }
    tx.commit().await?;
    cx.hub().accounts().forget(id);
    Ok(changed)
}

/// A place for one more connection; stores of the demo need none of the plan's.
async fn seat(tx: &mut OrgTx, is_demo: bool) -> Result<Seat<ConnectionSeat>, HubError> {
    if is_demo { Ok(store::plans::demo_seat()) } else { plans::connection_seat(tx).await }
}

struct Prepared {
    connector: Arc<dyn Connector>,
    environment: Environment,
    name: String,
    config: std::collections::BTreeMap<String, String>,
    secrets: FormSecrets,
    report: CheckReport,
    fallback_account: String,
    /// What a consent brought, where the platform gives tokens.
    tokens: Option<TokenSet>,
    /// Whether the account's owner agreed on the platform's page.
    by_consent: bool,
}

async fn prepare(cx: &OrgCx<ManageConnections>, form: &ConnectForm) -> Result<Prepared, HubError> {
    let connector = cx.hub().registry().get(&form.platform).ok_or(Fault::NotFound)?.clone();
    let spec = connector.spec().form(form.auth).ok_or_else(|| Fault::field("auth", FieldProblem::Format))?;
    let (of_stored, stored) = match form.connection {
        None => (None, Stored::None),
        Some(id) => {
            let access = store::connections::access(&mut cx.begin().await?, id).await?;
            if access.platform != form.platform {
                return Err(Fault::NotFound.into());
            }
            let secrets = if access.auth != form.auth || access.status == ConnectionStatus::Disconnected {
                // Those of another way to connect do not fit this form, and disconnecting forgot them.
                Stored::None
            } else if form::is_same_address(form, spec, &access.config) {
                Stored::Usable(access::open(cx.hub(), cx.org(), &access)?)
            } else {
                Stored::OfAnotherAddress
            };
            (Some(access.environment), secrets)
        }
    };
    let environment = form::environment(cx.hub(), form, of_stored)?;
    let read = form::read(form, spec, &stored)?;
    let mut parts =
        access::parts(cx.hub(), &*connector, (environment, form.auth), &read.config, &form.settings);
    parts.credentials.clone_from(&read.secrets);
    let conn = Conn::new(parts).within(CHECK_CALL, CHECK);
    let report = connector.check(&conn).await;
    Ok(prepared(connector, environment, read, report, None))
}

fn prepared(
    connector: Arc<dyn Connector>,
    environment: Environment,
    read: ReadForm,
    report: CheckReport,
    tokens: Option<TokenSet>,
) -> Prepared {
    let platform = connector.spec();
    let fallback_account = read.config.values().next().cloned().unwrap_or_else(|| platform.id.to_owned());
    let name = match (read.name, &report.shop) {
        (Some(name), _) => name,
        (None, Some(ShopFacts { name: Some(name), .. })) if !name.trim().is_empty() => {
            name.chars().take(120).collect()
        }
        (None, _) => platform.name.to_owned(),
    };
    let (config, secrets, by_consent) = (read.config, read.secrets, tokens.is_some());
    Prepared { connector, environment, name, config, secrets, report, fallback_account, tokens, by_consent }
}

fn shop(facts: ShopFacts, fallback_account: &str) -> Shop {
    let account =
        if facts.account_id.trim().is_empty() { fallback_account.to_owned() } else { facts.account_id };
    Shop {
        account_id: account.chars().take(255).collect(),
        name: facts.name,
        email: facts.email,
        currency: facts.currency,
        time_zone: facts.time_zone,
        edition: facts.edition,
    }
}

fn account_taken(error: store::StoreError) -> HubError {
    match error {
        store::StoreError::Taken { constraint } if constraint == "connections_account_key" => {
            Fault::Conflict { what: "account_connected".into() }.into()
        }
        other => other.into(),
    }
}

/// The ways to connect a platform, for the form.
pub fn forms(
    cx: &OrgCx<ManageConnections>,
    platform: &str,
) -> Result<&'static [connector_kit::CredentialForm], Fault> {
    cx.hub().registry().get(platform).map(|connector| connector.spec().forms).ok_or(Fault::NotFound)
}

/// The names of the fields that somebody filled in to connect an account.
pub fn typed_fields(hub: &crate::Hub, connection: &ConnectionView) -> Vec<&'static str> {
    let spec = hub.registry().get(&connection.platform).map(|connector| connector.spec());
    let form = spec.and_then(|spec| spec.form(connection.auth));
    form.map(|form| form.fields.iter().map(|field| field.name).collect()).unwrap_or_default()
}

/// What people call a platform; its id if this version does not know it.
pub fn platform_name(hub: &crate::Hub, platform: &str) -> String {
    hub.registry()
        .get(platform)
        .map_or_else(|| platform.to_owned(), |connector| connector.spec().name.to_owned())
}

/// Every platform that this version knows, by its id and its name.
pub fn platforms(hub: &crate::Hub) -> Vec<(&'static str, &'static str)> {
    let specs = hub.registry().iter().map(|connector| connector.spec());
    specs.map(|spec| (spec.id, spec.name)).collect()
}

/// What a platform can do; nothing if this version does not know it.
pub fn capabilities(hub: &crate::Hub, platform: &str) -> Vec<Capability> {
    hub.registry().get(platform).map(|connector| connector.capabilities()).unwrap_or_default()
}

/// Whether accounts of a platform bring orders: others are not synchronised, and no list of sales knows them.
pub fn brings_orders(hub: &crate::Hub, platform: &str) -> bool {
    // One that this version does not know brought what is here.
    hub.registry().get(platform).is_none_or(|connector| connector.orders().is_some())
}

/// The usual way to connect a platform.
pub fn usual_auth(cx: &OrgCx<ManageConnections>, platform: &str) -> Result<AuthKind, Fault> {
    forms(cx, platform)?.first().map(|form| form.auth).ok_or(Fault::NotFound)
}
