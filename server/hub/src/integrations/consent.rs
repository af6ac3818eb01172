//! Connecting by consent: to the platform's page and back.

use super::{
    CHECK, CHECK_CALL, ConnectForm, FormSecrets, Outcome, access,
    form::{self, ReadForm, Stored},
    keep, key_grant, prepared,
};
use crate::{Hub, HubError, auth::OrgCx, permit::ManageConnections, sessions::SessionToken};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{
    CallbackProblem, Conn, Connector, ConnectorError, Consent, ConsentRequest, FieldKind, GrantedAccount,
    HeldTokens, SystemClock, TokenSet, Tokens,
};
use domain::{
    AuthKind, ConnectionId, Environment, Fault, FieldProblem,
    view::connections::{ConnectionSettings, ConnectionView},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, sync::Arc};
use store::connections::{
    SealedCredentials,
    consent::{self, Asker, ConsentRow},
};
use url::Url;
use uuid::Uuid;

/// Where platforms send people back to, before the platform's id.
pub const CALLBACK: &str = "/admin/integracoes/retorno";

/// How long somebody may take on the platform's page, and to choose afterwards.
const LIFE: TimeDelta = TimeDelta::minutes(10);
const CODE: &str = "code";
const VERIFIER: &str = "verifier";

/// What came of somebody who came back.
#[derive(Debug)]
pub enum Arrival {
    /// Tested with what was granted and, where that passed, connected.
    Settled(Outcome),
    /// Somebody has to say how to go on, see [`waiting`].
    Ask(Uuid),
    Problem(ConsentProblem),
}

/// Somebody who is back.
#[derive(Debug)]
pub struct Back {
    /// The connection whose consent was to be renewed.
    pub connection: Option<ConnectionId>,
    /// What had been typed before, where that is known, for the form of this kind.
    pub form: Option<KeptForm>,
    pub auth: AuthKind,
    pub arrival: Arrival,
}

/// What the operator has to do before a platform can be asked for consent.
#[derive(Debug)]
pub struct ConsentSetup {
    /// Whether this installation has an app on the platform.
    pub has_app: bool,
    /// Where the app must send people back to; `None` where this installation does not know its address.
    pub redirect_uri: Option<Url>,
}

/// Why a consent cannot be used.
#[derive(Debug)]
pub enum ConsentProblem {
    /// The state is not one of this session, was used already, or took too long.
    UnknownState,
    Callback(CallbackProblem),
    /// The platform did not exchange the code.
    Exchange(ConnectorError),
    /// The shop sent somebody back, but no key.
    NoKey,
    /// The account cannot be connected.
    Refused(Fault),
}

/// A consent that waits for a decision.
#[derive(Debug)]
pub struct Waiting {
    pub id: Uuid,
    pub platform: String,
    /// The connection whose consent was to be renewed; the accounts are others.
    pub connection: Option<ConnectionId>,
    /// The accounts that can be connected; empty while it is not known whether somebody wants it at all:
    /// they came from the platform without having been sent.
    pub accounts: Vec<GrantedAccount>,
}

/// What the form said, until somebody is back.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptForm {
    #[serde(default)]
    pub environment: Environment,
    pub name: String,
    pub config: BTreeMap<String, String>,
    pub settings: ConnectionSettings,
}

impl KeptForm {
    /// `config` is what was read of the form.
    pub(super) fn of(form: &ConnectForm, environment: Environment, config: BTreeMap<String, String>) -> Self {
        Self { environment, name: form.name.trim().to_owned(), config, settings: form.settings.clone() }
    }
}

/// What was granted besides the tokens, or came with the code.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    accounts: Vec<GrantedAccount>,
    config: BTreeMap<String, String>,
    expires_at: Option<DateTime<Utc>>,
    consent_ends_at: Option<DateTime<Utc>>,
    scopes: Option<Vec<String>>,
}

/// The platform's page on which to consent to what the form says. It leads back to [`CALLBACK`] within
/// ten minutes, in the same session.
///
/// # Errors
/// [`Fault::Invalid`] with the fields; [`Fault::NotFound`]; [`Fault::Conflict`] `no_app` where the
/// operator has not configured an app, `no_public_url` where this installation does not know its address.
pub async fn ask_consent(
    cx: &OrgCx<ManageConnections>,
    session: &SessionToken,
    form: &ConnectForm,
) -> Result<Url, HubError> {
    let connector = connector(cx.hub(), &form.platform)?;
    let spec =
        connector.spec().form(AuthKind::OAuth2).ok_or_else(|| Fault::field("auth", FieldProblem::Format))?;
    let environment = asked_for(cx, form).await?;
    let read = form::read(form, spec, &Stored::None)?;
    let ask = ConsentRequest::new(callback(cx.hub(), &form.platform)?);
    let kept = KeptForm::of(form, environment, read.config);
    let conn = conn(cx.hub(), &connector, &kept, None);
    let url = oauth(&connector)?.consent_url(&conn, &ask).map_err(|error| {
        tracing::warn!(platform = form.platform, %error, "no consent page");
        // With an app, nothing but the shop's address is left that can be wrong.
        match spec.fields.iter().find(|field| field.kind == FieldKind::StoreUrl) {
            _ if conn.app().is_err() => Fault::Conflict { what: "no_app".into() },
            Some(field) => Fault::field(field.name, FieldProblem::Format),
            None => Fault::Conflict { what: "consent_refused".into() },
        }
    })?;
    let id = Uuid::now_v7();
    let secrets = [(VERIFIER.to_owned(), ask.verifier.clone())].into();
    let row = ConsentRow {
        id,
        platform: form.platform.clone(),
        connection: form.connection,
        form: json(&kept)?,
        redirect_uri: ask.redirect_uri.to_string(),
        secrets: access::seal(cx.hub(), cx.org(), ConnectionId(id), &secrets)?,
        granted: None,
    };
    note(cx, session, &row, Some(&ask.state)).await?;
    Ok(url)
}

/// Somebody came back from the platform's page, or from that of a shop which handed over a key, with this
/// query.
///
/// # Errors
/// [`Fault::NotFound`] for an unknown platform; [`HubError`]. What the platform or the person did wrong
/// is an [`Arrival::Problem`].
pub async fn come_back(
    cx: &OrgCx<ManageConnections>,
    session: &SessionToken,
    platform: &str,
    query: &[(String, String)],
) -> Result<Back, HubError> {
    let connector = connector(cx.hub(), platform)?;
    if let Some(grant) = connector.key_grant() {
        return key_grant::come_back(cx, session, &connector, grant, query).await;
    }
    let oauth = oauth(&connector)?;
    let param = |name: &str| query.iter().find(|(key, value)| key == name && !value.is_empty());
    let Some((_, state)) = param("state") else {
        let arrival = unasked(cx, session, &connector, query).await?;
        return Ok(Back { connection: None, form: None, auth: AuthKind::OAuth2, arrival });
    };
    let back = |connection, form, arrival| Back { connection, form, auth: AuthKind::OAuth2, arrival };
    let mut tx = cx.begin().await?;
    let row = match consent::take_by_state(&mut tx, &session.hash(), platform, &hash(state)).await {
        Ok(row) => row,
        Err(store::StoreError::NotFound) => {
            return Ok(back(None, None, Arrival::Problem(ConsentProblem::UnknownState)));
        }
        Err(error) => return Err(error.into()),
    };
    // Used from here on, whatever comes of it.
    tx.commit().await?;
    let (form, connection) = (kept_form(&row)?, row.connection);
    let conn = conn(cx.hub(), &connector, &form, None);
    let read = match param("error") {
        Some(_) => Err(CallbackProblem::Denied),
        None => oauth.read_callback(&conn, query),
    };
    let arrival = match read {
        Ok(consent) => exchange(cx, row, &connector, consent).await?,
        Err(found) => Arrival::Problem(ConsentProblem::Callback(found)),
    };
    Ok(back(connection, Some(form), arrival))
}

/// What the operator has to do; `None` for a platform that asks for no consent.
pub fn consent_setup(hub: &Hub, platform: &str, environment: Environment) -> Option<ConsentSetup> {
    hub.registry().get(platform)?.oauth()?;
    let has_app = hub.config().app(platform, environment).is_some();
    Some(ConsentSetup { has_app, redirect_uri: callback(hub, platform).ok() })
}

/// The needed scopes that the consent of a connection does not cover.
pub fn missing_scopes(hub: &Hub, connection: &ConnectionView) -> Vec<&'static str> {
    let oauth = hub.registry().get(&connection.platform).and_then(|connector| connector.oauth());
    let (Some(oauth), Some(granted)) = (oauth, &connection.granted_scopes) else { return Vec::new() };
    oauth.scopes().iter().copied().filter(|scope| !granted.iter().any(|had| had == scope)).collect()
}

/// What waits for a decision.
///
/// # Errors
/// [`Fault::NotFound`] for what is not this session's, or took too long.
pub async fn waiting(
    cx: &OrgCx<ManageConnections>,
    session: &SessionToken,
    id: Uuid,
) -> Result<Waiting, HubError> {
    let row = consent::waiting(&mut cx.begin().await?, &session.hash(), id).await?;
    let kept = kept(&row)?;
    Ok(Waiting { id, platform: row.platform, connection: row.connection, accounts: kept.accounts })
}

/// Somebody who came from the platform without having been sent wants to connect.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn attach(
    cx: &OrgCx<ManageConnections>,
    session: &SessionToken,
    id: Uuid,
) -> Result<Arrival, HubError> {
    let mut tx = cx.begin().await?;
    let row = consent::waiting(&mut tx, &session.hash(), id).await?;
    consent::remove(&mut tx, id).await?;
    tx.commit().await?;
    let mut secrets = access::open_fields(cx.hub(), cx.org(), ConnectionId(id), &row.secrets)?;
    let code = secrets.remove(CODE).ok_or(Fault::NotFound)?;
    let connector = connector(cx.hub(), &row.platform)?;
    let config = kept(&row)?.config;
    // The code works once; what waits for a choice afterwards is noted anew.
    let row = ConsentRow { id: Uuid::now_v7(), secrets: SealedCredentials::default(), ..row };
    note(cx, session, &row, None).await?;
    exchange(cx, row, &connector, Consent { code, config }).await
}

/// Connects one of the accounts that were granted.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn choose_account(
    cx: &OrgCx<ManageConnections>,
    session: &SessionToken,
    id: Uuid,
    account: &str,
) -> Result<Arrival, HubError> {
    let mut tx = cx.begin().await?;
    let row = consent::waiting(&mut tx, &session.hash(), id).await?;
    consent::remove(&mut tx, id).await?;
    tx.commit().await?;
    let mut kept = kept(&row)?;
    let account = kept.accounts.extract_if(.., |granted| granted.id == account).next();
    let account = account.ok_or(Fault::NotFound)?;
    let mut secrets = access::open_fields(cx.hub(), cx.org(), ConnectionId(id), &row.secrets)?;
    let tokens = TokenSet {
        access_token: secrets.remove("access_token").ok_or(Fault::NotFound)?,
        expires_at: kept.expires_at,
        refresh_token: secrets.remove("refresh_token"),
        consent_ends_at: kept.consent_ends_at,
        scopes: kept.scopes,
    };
    let connector = connector(cx.hub(), &row.platform)?;
    // Another account than that of the connection that was to be renewed gets one of its own, and a name of
    // its own.
    let mut form = kept_form(&row)?;
    if row.connection.is_some() {
        form.name.clear();
    }
    let row = ConsentRow { connection: None, form: json(&form)?, ..row };
    settle(cx, &row, connector, tokens, account).await.map(Arrival::Settled)
}

/// Connects an account whose tokens are known, as the demo's are.
pub(crate) async fn connect_granted(
    cx: &OrgCx<ManageConnections>,
    form: &ConnectForm,
    tokens: TokenSet,
) -> Result<Outcome, HubError> {
    let connector = connector(cx.hub(), &form.platform)?;
    let kept = KeptForm {
        environment: form.environment.unwrap_or_default(),
        name: form.name.clone(),
        config: form.config.clone(),
        settings: form.settings.clone(),
    };
    let (tokens, accounts) = accounts(cx.hub(), &connector, &kept, tokens)
        .await
        .map_err(|error| HubError::Internal(error.to_string()))?;
    let mut config = kept.config;
    config.extend(accounts.into_iter().next().map(|account| account.config).unwrap_or_default());
    let read = ReadForm { name: Some(kept.name), config, secrets: FormSecrets::new() };
    test_and_keep(cx, form, connector, read, tokens, true).await
}

/// Somebody came with a code and without a state: from the platform's own pages, or led by somebody else.
/// Nothing is done before they say that they want it.
async fn unasked(
    cx: &OrgCx<ManageConnections>,
    session: &SessionToken,
    connector: &Arc<dyn Connector>,
    query: &[(String, String)],
) -> Result<Arrival, HubError> {
    let oauth = oauth(connector)?;
    if !oauth.may_start_elsewhere() {
        return Ok(Arrival::Problem(ConsentProblem::UnknownState));
    }
    let mut form = KeptForm {
        environment: Environment::Production,
        name: String::new(),
        config: BTreeMap::new(),
        settings: ConnectionSettings::default(),
    };
    let conn = conn(cx.hub(), connector, &form, None);
    let consent = match oauth.read_callback(&conn, query) {
        Ok(consent) => consent,
        Err(problem) => return Ok(Arrival::Problem(ConsentProblem::Callback(problem))),
    };
    let (id, platform) = (Uuid::now_v7(), connector.spec().id);
    form.config.clone_from(&consent.config);
    let secrets = [(CODE.to_owned(), consent.code)].into();
    let row = ConsentRow {
        id,
        platform: platform.to_owned(),
        connection: None,
        form: json(&form)?,
        redirect_uri: callback(cx.hub(), platform)?.to_string(),
        secrets: access::seal(cx.hub(), cx.org(), ConnectionId(id), &secrets)?,
        granted: Some(json(&Kept { config: consent.config, ..Kept::default() })?),
    };
    note(cx, session, &row, None).await?;
    Ok(Arrival::Ask(id))
}

async fn exchange(
    cx: &OrgCx<ManageConnections>,
    row: ConsentRow,
    connector: &Arc<dyn Connector>,
    consent: Consent,
) -> Result<Arrival, HubError> {
    let form = kept_form(&row)?;
    let secrets = access::open_fields(cx.hub(), cx.org(), ConnectionId(row.id), &row.secrets);
    let verifier = secrets.ok().and_then(|mut secrets| secrets.remove(VERIFIER)).unwrap_or_default();
    let redirect_uri =
        Url::parse(&row.redirect_uri).map_err(|error| HubError::Internal(error.to_string()))?;
    let ask = ConsentRequest { state: String::new(), redirect_uri, verifier };
    let conn = conn(cx.hub(), connector, &form, None).within(CHECK_CALL, CHECK);
    let granted = match oauth(connector)?.exchange(&conn, &ask, &consent).await {
        Ok(tokens) => accounts(cx.hub(), connector, &form, tokens).await,
        Err(error) => Err(error),
    };
    let (tokens, accounts) = match granted {
        Ok(granted) => granted,
        Err(error) => {
            tracing::warn!(platform = row.platform, %error, "a code was not exchanged");
            return Ok(Arrival::Problem(ConsentProblem::Exchange(error)));
        }
    };
    let account = match row.connection {
        Some(id) => {
            let known = store::connections::find(&mut cx.begin().await?, id).await?;
            accounts.iter().find(|account| account.id == known.account_id)
        }
        None if accounts.len() == 1 => accounts.first(),
        None => None,
    };
    match account.cloned() {
        Some(account) => {
            let outcome = settle(cx, &row, connector.clone(), tokens, account).await?;
            let mut tx = cx.begin().await?;
            consent::remove(&mut tx, row.id).await?;
            tx.commit().await?;
            Ok(Arrival::Settled(outcome))
        }
        None => keep_for_choice(cx, row.id, tokens, accounts).await,
    }
}

/// The accounts that tokens open, and the tokens as they are after having asked for them.
async fn accounts(
    hub: &Hub,
    connector: &Arc<dyn Connector>,
    form: &KeptForm,
    tokens: TokenSet,
) -> Result<(TokenSet, Vec<GrantedAccount>), ConnectorError> {
    let held = Arc::new(HeldTokens::new(connector.clone(), tokens));
    let conn = conn(hub, connector, form, Some(held.clone())).within(CHECK_CALL, CHECK);
    let accounts = match connector.oauth() {
        // The code is used up: what passes by itself must not cost the consent.
        Some(oauth) => {
            let policy = hub.retry_policy(connector.spec());
            connector_kit::retry(policy, &SystemClock, || oauth.accounts(&conn)).await?
        }
        None => Vec::new(),
    };
    Ok((held.held().await, accounts))
}

async fn keep_for_choice(
    cx: &OrgCx<ManageConnections>,
    id: Uuid,
    tokens: TokenSet,
    accounts: Vec<GrantedAccount>,
) -> Result<Arrival, HubError> {
    let refresh = tokens.refresh_token.map(|token| ("refresh_token".to_owned(), token));
    let secrets: FormSecrets =
        [("access_token".to_owned(), tokens.access_token)].into_iter().chain(refresh).collect();
    let kept = Kept {
        accounts,
        config: BTreeMap::new(),
        expires_at: tokens.expires_at,
        consent_ends_at: tokens.consent_ends_at,
        scopes: tokens.scopes,
    };
    let sealed = access::seal(cx.hub(), cx.org(), ConnectionId(id), &secrets)?;
    let mut tx = cx.begin().await?;
    consent::keep_granted(&mut tx, id, &sealed, &json(&kept)?).await?;
    tx.commit().await?;
    Ok(Arrival::Ask(id))
}

/// Tests with what was granted for an account and, if that passes, connects it.
async fn settle(
    cx: &OrgCx<ManageConnections>,
    row: &ConsentRow,
    connector: Arc<dyn Connector>,
    tokens: TokenSet,
    account: GrantedAccount,
) -> Result<Outcome, HubError> {
    let kept = kept_form(row)?;
    let mut config = kept.config;
    config.extend(account.config);
    let form = ConnectForm {
        platform: row.platform.clone(),
        connection: row.connection,
        environment: Some(kept.environment),
        auth: AuthKind::OAuth2,
        name: kept.name.clone(),
        config: config.clone(),
        secrets: FormSecrets::new(),
        settings: kept.settings,
    };
    let name = Some(kept.name).filter(|name| !name.is_empty()).or(account.name);
    let name = name.map(|name| name.chars().take(120).collect());
    test_and_keep(cx, &form, connector, ReadForm { name, config, secrets: FormSecrets::new() }, tokens, false)
        .await
}

async fn test_and_keep(
    cx: &OrgCx<ManageConnections>,
    form: &ConnectForm,
    connector: Arc<dyn Connector>,
    read: ReadForm,
    tokens: TokenSet,
    is_demo: bool,
) -> Result<Outcome, HubError> {
    let held = Arc::new(HeldTokens::new(connector.clone(), tokens));
    let environment = form.environment.unwrap_or_default();
    let way = (environment, AuthKind::OAuth2);
    let mut parts = access::parts(cx.hub(), &*connector, way, &read.config, &form.settings);
    parts.tokens = Some(held.clone());
    let report = connector.check(&Conn::new(parts).within(CHECK_CALL, CHECK)).await;
    let tokens = held.held().await;
    keep(cx, form, prepared(connector, environment, read, report, Some(tokens)), is_demo).await
}

/// The environment of the account that is asked for: of the connection that is edited, or the one chosen.
pub(super) async fn asked_for(
    cx: &OrgCx<ManageConnections>,
    form: &ConnectForm,
) -> Result<Environment, HubError> {
    let stored = match form.connection {
        None => None,
        Some(id) => {
            let access = store::connections::access(&mut cx.begin().await?, id).await?;
            if access.platform != form.platform {
                return Err(Fault::NotFound.into());
            }
            Some(access.environment)
        }
    };
    Ok(form::environment(cx.hub(), form, stored)?)
}

fn connector(hub: &Hub, platform: &str) -> Result<Arc<dyn Connector>, Fault> {
    hub.registry().get(platform).cloned().ok_or(Fault::NotFound)
}

fn oauth(connector: &Arc<dyn Connector>) -> Result<&dyn connector_kit::OAuth, Fault> {
    connector.oauth().ok_or(Fault::NotFound)
}

fn callback(hub: &Hub, platform: &str) -> Result<Url, Fault> {
    let url = hub.public_url(&format!("{CALLBACK}/{platform}"));
    url.ok_or_else(|| Fault::Conflict { what: "no_public_url".into() })
}

fn conn(hub: &Hub, connector: &Arc<dyn Connector>, form: &KeptForm, tokens: Option<Arc<HeldTokens>>) -> Conn {
    let way = (form.environment, AuthKind::OAuth2);
    let mut parts = access::parts(hub, &**connector, way, &form.config, &form.settings);
    parts.tokens = tokens.map(|tokens| tokens as Arc<dyn Tokens>);
    Conn::new(parts)
}

pub(super) async fn note(
    cx: &OrgCx<ManageConnections>,
    session: &SessionToken,
    row: &ConsentRow,
    state: Option<&str>,
) -> Result<(), HubError> {
    let (state, session) = (state.map(hash), session.hash());
    let asker = Asker {
        user: cx.actor().user().ok_or(Fault::Forbidden)?,
        session: &session,
        state: state.as_ref(),
        expires_at: Utc::now() + LIFE,
    };
    let mut tx = cx.begin().await?;
    consent::insert(&mut tx, row, asker).await?;
    Ok(tx.commit().await?)
}

pub(super) fn hash(state: &str) -> [u8; 32] {
    Sha256::digest(state.as_bytes()).into()
}

pub(super) fn kept_form(row: &ConsentRow) -> Result<KeptForm, HubError> {
    serde_json::from_value(row.form.clone()).map_err(|error| HubError::Internal(error.to_string()))
}

fn kept(row: &ConsentRow) -> Result<Kept, HubError> {
    let kept = row.granted.clone().map(serde_json::from_value).transpose();
    Ok(kept.map_err(|error| HubError::Internal(error.to_string()))?.unwrap_or_default())
}

pub(super) fn json(value: &impl Serialize) -> Result<serde_json::Value, HubError> {
    serde_json::to_value(value).map_err(|error| HubError::Internal(error.to_string()))
}
