//! Connecting with a key that the shop makes and hands over: to the shop's page, the delivery, and back.

use super::{
    CHECK, CHECK_CALL, ConnectForm, access,
    consent::{self, Arrival, Back, CALLBACK, ConsentProblem, KeptForm},
    form::{self, Stored},
    keep, prepare,
};
use crate::{
    Hub, HubError, auth::OrgCx, permit::ManageConnections, sessions::SessionToken, webhooks::is_token,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use connector_kit::{CallbackProblem, CheckReport, Conn, Connector, CredentialForm, KeyGrant, KeyRequest};
use domain::{AuthKind, ConnectionId, Fault, FieldProblem};
use std::sync::Arc;
use store::connections::{
    SealedCredentials,
    consent::{self as requests, ConsentRow},
};
use url::Url;
use uuid::Uuid;

/// Where shops post keys to, before the platform's id.
pub const DELIVERY: &str = "/keys";

/// Where the form leads.
#[derive(Debug)]
pub enum KeyPage {
    /// To the shop's page. It leads back to [`CALLBACK`] within ten minutes, in the same session.
    Open(Url),
    /// Nowhere: the shop was not found at its address.
    Refused(CheckReport),
}

/// What became of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    Kept,
    /// Nobody asked for it, whoever did is back, or it took too long.
    Unasked,
    Unreadable,
}

/// Whether a platform's shops can be asked for keys: `Some(false)` where they can, but this installation
/// cannot be reached over https, and no shop posts a key elsewhere. `None` for a platform that knows no
/// such thing.
pub fn key_grant_ready(hub: &Hub, platform: &str, auth: AuthKind) -> Option<bool> {
    let connector = hub.registry().get(platform)?;
    usual_form(&**connector).filter(|form| form.auth == auth)?;
    connector.key_grant()?;
    Some(delivery(hub, platform).is_some())
}

/// The shop's page on which to have it make a key, for what the form says of the shop.
///
/// # Errors
/// [`Fault::Invalid`] with the fields; [`Fault::NotFound`]; [`Fault::Conflict`] `no_https` where this
/// installation is not reached over https.
pub async fn ask_key(
    cx: &OrgCx<ManageConnections>,
    session: &SessionToken,
    form: &ConnectForm,
) -> Result<KeyPage, HubError> {
    let connector = cx.hub().registry().get(&form.platform).cloned().ok_or(Fault::NotFound)?;
    let grant = connector.key_grant().ok_or(Fault::NotFound)?;
    let spec = usual_form(&*connector).filter(|spec| spec.auth == form.auth);
    let spec = spec.ok_or_else(|| Fault::field("auth", FieldProblem::Format))?;
    let environment = consent::asked_for(cx, form).await?;
    let read = form::read(form, spec, &Stored::ToCome)?;
    let no_https = || Fault::Conflict { what: "no_https".into() };
    let deliver_to = delivery(cx.hub(), &form.platform).ok_or_else(no_https)?;
    let return_to = cx.hub().public_url(&format!("{CALLBACK}/{}", form.platform)).ok_or_else(no_https)?;
    let parts = access::parts(cx.hub(), &*connector, (environment, form.auth), &read.config, &form.settings);
    let conn = Conn::new(parts).within(CHECK_CALL, CHECK);
    let state = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let ask = KeyRequest { state, return_to, deliver_to };
    let page = match grant.page(&conn, &ask).await {
        Ok(page) => page,
        Err(report) => return Ok(KeyPage::Refused(report)),
    };
    let kept = KeptForm::of(form, environment, read.config);
    let row = ConsentRow {
        id: Uuid::now_v7(),
        platform: form.platform.clone(),
        connection: form.connection,
        form: consent::json(&kept)?,
        redirect_uri: ask.return_to.to_string(),
        secrets: SealedCredentials::default(),
        granted: None,
    };
    consent::note(cx, session, &row, Some(&ask.state)).await?;
    Ok(KeyPage::Open(page))
}

/// Keeps a key that a shop posted, until the person who asked for it is back.
///
/// # Errors
/// [`HubError`] when it could not be kept.
pub async fn take_delivery(hub: &Hub, platform: &str, body: &[u8]) -> Result<Delivered, HubError> {
    let connector = hub.registry().get(platform);
    let Some(grant) = connector.and_then(|connector| connector.key_grant()) else {
        return Ok(Delivered::Unasked);
    };
    let Some(keys) = grant.read_keys(body) else { return Ok(Delivered::Unreadable) };
    // No other text can be a state of ours: the database is not asked for it.
    if !is_token(&keys.state) {
        return Ok(Delivered::Unasked);
    }
    let state = consent::hash(&keys.state);
    let Some((org, id)) = requests::find_asked(hub.db(), platform, &state).await? else {
        return Ok(Delivered::Unasked);
    };
    let sealed = access::seal(hub, org, ConnectionId(id), &keys.secrets)?;
    let mut tx = hub.begin_for_keys(org).await?;
    let kept = requests::keep_delivery(&mut tx, id, &sealed).await?;
    tx.commit().await?;
    Ok(if kept { Delivered::Kept } else { Delivered::Unasked })
}

/// Somebody came back from a shop's page who is not signed in. Whoever asked for the key is another person,
/// or another browser of theirs: the request ends.
///
/// # Errors
/// [`HubError`] when the database cannot be asked.
pub async fn came_back_unknown(
    hub: &Hub,
    platform: &str,
    query: &[(String, String)],
) -> Result<(), HubError> {
    let grant = hub.registry().get(platform).and_then(|connector| connector.key_grant());
    let state = grant.and_then(|grant| grant.read_return(query)).map(|back| back.state);
    match state.filter(|state| is_token(state)) {
        Some(state) => Ok(requests::burn(hub.db(), platform, &consent::hash(&state)).await?),
        None => Ok(()),
    }
}

/// Somebody came back from the shop's page with this query.
pub(super) async fn come_back(
    cx: &OrgCx<ManageConnections>,
    session: &SessionToken,
    connector: &Arc<dyn Connector>,
    grant: &dyn KeyGrant,
    query: &[(String, String)],
) -> Result<Back, HubError> {
    let platform = connector.spec();
    let auth = usual_form(&**connector).ok_or(Fault::NotFound)?.auth;
    let back = |connection, form, arrival| Back { connection, form, auth, arrival };
    let unknown = || back(None, None, Arrival::Problem(ConsentProblem::UnknownState));
    let Some(read) = grant.read_return(query) else { return Ok(unknown()) };
    let mut tx = cx.begin().await?;
    let state = consent::hash(&read.state);
    let row = match requests::take_by_state(&mut tx, &session.hash(), platform.id, &state).await {
        Ok(row) => row,
        Err(store::StoreError::NotFound) => {
            // Whoever agreed may have been led by somebody else, who must not get the key.
            requests::burn(cx.hub().db(), platform.id, &state).await?;
            return Ok(unknown());
        }
        Err(error) => return Err(error.into()),
    };
    requests::remove(&mut tx, row.id).await?;
    tx.commit().await?;
    let (kept, connection) = (consent::kept_form(&row)?, row.connection);
    let arrival = if read.agreed {
        arrive(cx, row, &kept, auth).await?
    } else {
        Arrival::Problem(ConsentProblem::Callback(CallbackProblem::Denied))
    };
    Ok(back(connection, Some(kept), arrival))
}

/// Tests with the key that was delivered and, if that passes, connects.
async fn arrive(
    cx: &OrgCx<ManageConnections>,
    row: ConsentRow,
    kept: &KeptForm,
    auth: AuthKind,
) -> Result<Arrival, HubError> {
    let secrets = access::open_fields(cx.hub(), cx.org(), ConnectionId(row.id), &row.secrets)?;
    if secrets.is_empty() {
        return Ok(Arrival::Problem(ConsentProblem::NoKey));
    }
    let form = ConnectForm {
        platform: row.platform,
        connection: row.connection,
        environment: Some(kept.environment),
        auth,
        name: kept.name.clone(),
        config: kept.config.clone(),
        secrets,
        settings: kept.settings.clone(),
    };
    let connected = async {
        let mut prepared = prepare(cx, &form).await?;
        prepared.by_consent = true;
        keep(cx, &form, prepared, false).await
    };
    match connected.await {
        Ok(outcome) => Ok(Arrival::Settled(outcome)),
        // The form says it, with all else that it knows of the connection.
        Err(HubError::Fault(fault @ (Fault::Conflict { .. } | Fault::Invalid { .. }))) => {
            Ok(Arrival::Problem(ConsentProblem::Refused(fault)))
        }
        Err(error) => Err(error),
    }
}

/// The form that a key of the shop fills in.
fn usual_form(connector: &dyn Connector) -> Option<&'static CredentialForm> {
    connector.spec().forms.first()
}

/// Where shops post keys to, if they can: WordPress calls no other ports.
fn delivery(hub: &Hub, platform: &str) -> Option<Url> {
    let url = hub.public_url(&format!("{DELIVERY}/{platform}"))?;
    let is_callable = matches!(url.port_or_known_default(), Some(80 | 443 | 8080));
    (url.scheme() == "https" && is_callable).then_some(url)
}
