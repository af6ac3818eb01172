//! Connecting with a key that the shop makes and hands over: to the shop's page, the delivery, and back.

use super::{
    CHECK, CHECK_CALL, ConnectForm, access,
    consent::{self, Arrival, Back, CALLBACK, ConsentProblem, KeptForm},
    form::{self, Stored},
    keep, prepare,
};
use crate::{Hub, HubError, auth::OrgCx, permit::ManageConnections, sessions::SessionToken};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use connector_kit::{CallbackProblem, CheckReport, Conn, Connector, KeyGrant, KeyRequest};
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

/// Signs of a state: 32 bytes in base64url.
const STATE_CHARS: usize = 43;

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
    /// Nobody asked for it, it came before, or it took too long.
    Unasked,
    Unreadable,
}

/// Whether a platform's shops can be asked for keys: `Some(false)` where they can, but this installation
/// cannot be reached over https, and no shop posts a key elsewhere. `None` for a platform that knows no
/// such thing.
pub fn key_grant_ready(hub: &Hub, platform: &str, auth: AuthKind) -> Option<bool> {
    let connector = hub.registry().get(platform)?;
    let is_form = connector.spec().forms.first().is_some_and(|form| form.auth == auth);
    connector.key_grant().filter(|_| is_form)?;
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
    let spec = connector.spec().form(form.auth).ok_or_else(|| Fault::field("auth", FieldProblem::Format))?;
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
    let environment = form::environment(cx.hub(), form, stored)?;
    let read = form::read(form, spec, &Stored::ToCome)?;
    let no_https = || Fault::Conflict { what: "no_https".into() };
    let deliver_to = delivery(cx.hub(), &form.platform).ok_or_else(no_https)?;
    let return_to = cx.hub().public_url(&format!("{CALLBACK}/{}", form.platform)).ok_or_else(no_https)?;
    let parts = access::parts(cx.hub(), &*connector, (environment, form.auth), &read.config, &form.settings);
    let conn = Conn::new(parts).within(CHECK_CALL, CHECK);
    let report = connector.check(&conn).await;
    // Without a key the test ends at the credentials, if the shop is there at all.
    if report.items.last().is_some_and(|item| matches!(item.step, "reach" | "platform")) {
        return Ok(KeyPage::Refused(report));
    }
    let state = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let ask = KeyRequest { state, return_to, deliver_to };
    let page = grant.page(&conn, &ask).map_err(|error| {
        tracing::warn!(platform = form.platform, %error, "no page for a key");
        Fault::Conflict { what: "consent_refused".into() }
    })?;
    let kept = KeptForm {
        environment,
        name: form.name.trim().to_owned(),
        config: read.config,
        settings: form.settings.clone(),
    };
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
    // Nothing else is asked of the database.
    if keys.state.len() != STATE_CHARS {
        return Ok(Delivered::Unasked);
    }
    let state = consent::hash(&keys.state);
    let Some((org, id)) = requests::find_asked(hub.db(), platform, &state).await? else {
        return Ok(Delivered::Unasked);
    };
    let sealed = access::seal(hub, org, ConnectionId(id), &keys.secrets)?;
    let mut tx = hub.begin_for_events(org).await?;
    let kept = requests::keep_delivery(&mut tx, id, &sealed).await?;
    tx.commit().await?;
    Ok(if kept { Delivered::Kept } else { Delivered::Unasked })
}

/// Somebody came back from the shop's page with this query.
pub(super) async fn come_back(
    cx: &OrgCx<ManageConnections>,
    session: &SessionToken,
    connector: &Arc<dyn Connector>,
    grant: &dyn KeyGrant,
    query: &[(String, String)],
) -> Result<Back, HubError> {
    let problem = |connection, problem| Ok(Back { connection, arrival: Arrival::Problem(problem) });
    let Some(back) = grant.read_return(query) else { return problem(None, ConsentProblem::UnknownState) };
    let platform = connector.spec();
    let mut tx = cx.begin().await?;
    let state = consent::hash(&back.state);
    let row = match requests::take_by_state(&mut tx, &session.hash(), platform.id, &state).await {
        Ok(row) => row,
        Err(store::StoreError::NotFound) => return problem(None, ConsentProblem::UnknownState),
        Err(error) => return Err(error.into()),
    };
    requests::remove(&mut tx, row.id).await?;
    tx.commit().await?;
    let connection = row.connection;
    if !back.agreed {
        return problem(connection, ConsentProblem::Callback(CallbackProblem::Denied));
    }
    let secrets = access::open_fields(cx.hub(), cx.org(), ConnectionId(row.id), &row.secrets)?;
    if secrets.is_empty() {
        return problem(connection, ConsentProblem::NoKey);
    }
    let kept = consent::kept_form(&row)?;
    let form = ConnectForm {
        platform: row.platform,
        connection,
        environment: Some(kept.environment),
        auth: platform.forms.first().map(|form| form.auth).ok_or(Fault::NotFound)?,
        name: kept.name,
        config: kept.config,
        secrets,
        settings: kept.settings,
    };
    let kept = async {
        let mut prepared = prepare(cx, &form).await?;
        prepared.by_consent = true;
        keep(cx, &form, prepared, false).await
    };
    match kept.await {
        Ok(outcome) => Ok(Back { connection, arrival: Arrival::Settled(outcome) }),
        // The form says it, with all else that it knows of the connection.
        Err(HubError::Fault(fault @ (Fault::Conflict { .. } | Fault::Invalid { .. }))) => {
            problem(connection, ConsentProblem::Refused(fault))
        }
        Err(error) => Err(error),
    }
}

/// Where shops post keys to, if they can.
fn delivery(hub: &Hub, platform: &str) -> Option<Url> {
    hub.public_url(&format!("{DELIVERY}/{platform}")).filter(|url| url.scheme() == "https")
}
