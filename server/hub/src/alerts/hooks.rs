//! Addresses that are called for alerts: kept sealed, called within the rules of outgoing calls.

use crate::{
    Hub, HubError,
    auth::OrgCx,
    integrations::{FormSecrets, open_fields, seal},
    permit::ManageOrganisation,
};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{Call, ConnectorError, header::HeaderName, standard_webhooks};
use domain::{
    AlertHookId, AlertLevel, AuditAction, ConnectionId, Fault, FieldProblem, HookFormat, OrgId, WEBHOOK,
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::time::Duration;
use store::{
    StoreError,
    alerts::{Called, HookWay, NewHook},
    throttle::Limit,
};
use url::Url;

/// Addresses of an organisation.
const MOST: usize = 10;
const MAX_NAME: u32 = 80;
const MAX_URL: u32 = 1000;
/// How long after it was made a key can be seen.
const SHOWN_FOR: TimeDelta = TimeDelta::minutes(15);
/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// The sealed parts of a hook.
const URL: &str = "url";
const KEY: &str = "key";

/// What somebody typed to add an address.
#[derive(Debug, Clone, Default)]
pub struct HookForm {
    pub name: String,
    /// Whoever has it can write to the channel: it is a secret.
    pub url: SecretString,
    pub format: String,
    pub level: String,
}

/// A hook that was added.
#[derive(Debug)]
pub struct AddedHook {
    pub id: AlertHookId,
    /// Whether it signs, so that there is a key to be shown.
    pub signs: bool,
}

/// Tests that a company may ask for in an hour: each calls an address that somebody chose.
const TESTS: Limit = Limit { failures: 30, window: 3600, block: 3600 };

async fn count_test(cx: &OrgCx<ManageOrganisation>) -> Result<(), HubError> {
    super::count_test(cx.hub(), &format!("hook:{}", cx.org()), TESTS).await
}

/// Adds an address, after a test that it took.
///
/// # Errors
/// [`Fault::Invalid`] with the fields `name`, `url`, `format`, `level`; [`Fault::Conflict`] `hook_limit`;
/// [`Fault::Upstream`] where the address did not take the test; [`Fault::Throttled`] after thirty tests in an hour.
pub async fn add_hook(cx: &OrgCx<ManageOrganisation>, form: &HookForm) -> Result<AddedHook, HubError> {
    let name = form.name.trim();
    check_text("name", name, MAX_NAME)?;
    let url = form.url.expose_secret().trim();
    check_text("url", url, MAX_URL)?;
    let url: Url = url.parse().map_err(|_| Fault::field("url", FieldProblem::Format))?;
    let host = url.host_str().ok_or_else(|| Fault::field("url", FieldProblem::Format))?.to_owned();
    let format: HookFormat =
        form.format.parse().map_err(|_| Fault::field("format", FieldProblem::Unknown))?;
    let level: AlertLevel = form.level.parse().map_err(|_| Fault::field("level", FieldProblem::Unknown))?;
    if level == AlertLevel::None {
        return Err(Fault::field("level", FieldProblem::Unknown).into());
    }
    let refused = |_| Fault::field("url", FieldProblem::BlockedAddress);
    cx.hub().config().outbound.check(&url, false).await.map_err(refused)?;
    if store::alerts::hooks(&mut cx.begin().await?).await?.len() >= MOST {
        return Err(Fault::Conflict { what: "hook_limit".into() }.into());
    }
    count_test(cx).await?;
    let key = SecretString::from(standard_webhooks::key_of(&rand::random::<[u8; 32]>()));
    let id = AlertHookId::new();
    let way = Way { format, url: SecretString::from(String::from(url)), key };
    let message = Message::test(cx.locale(), &company(cx).await?);
    call(cx.hub(), &way, &message, Utc::now()).await.map_err(not_taken)?;
    let secrets = FormSecrets::from([(URL.to_owned(), way.url), (KEY.to_owned(), way.key)]);
    let secrets = seal(cx.hub(), cx.org(), place_of_hook(id), &secrets)?;
    let mut tx = cx.begin().await?;
    let new = NewHook { id, name, format, level, secrets: &secrets, host: &host };
    store::alerts::insert_hook(&mut tx, &new).await?;
    let data = json!({ "name": name, "host": host, "format": format, "level": level });
    cx.audit(&mut tx, AuditAction::AlertsHookAdded, ("alert_hook", Some(id.0)), data).await?;
    tx.commit().await?;
    Ok(AddedHook { id, signs: format == HookFormat::Json })
}

/// The key of an address that signs and was added in the last quarter of an hour; later nobody is shown it.
///
/// # Errors
/// [`HubError`].
pub async fn fresh_key(
    cx: &OrgCx<ManageOrganisation>,
    id: AlertHookId,
    now: DateTime<Utc>,
) -> Result<Option<String>, HubError> {
    let stored = match store::alerts::hook(&mut cx.begin().await?, id).await {
        Err(StoreError::NotFound) => return Ok(None),
        found => found?,
    };
    if stored.format != HookFormat::Json || now - stored.created_at > SHOWN_FOR {
        return Ok(None);
    }
    Ok(Some(open(cx.hub(), cx.org(), id, &stored)?.key.expose_secret().to_owned()))
}

/// Calls an address with a test.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Upstream`] where it did not take the test; [`Fault::Throttled`] after thirty in an hour.
pub async fn test_hook(cx: &OrgCx<ManageOrganisation>, id: AlertHookId) -> Result<(), HubError> {
    let stored = store::alerts::hook(&mut cx.begin().await?, id).await?;
    let way = open(cx.hub(), cx.org(), id, &stored)?;
    count_test(cx).await?;
    let message = Message::test(cx.locale(), &company(cx).await?);
    let called = call(cx.hub(), &way, &message, Utc::now()).await;
    let problem = called.as_ref().err().map(ToString::to_string);
    let is_gone = called.as_ref().is_err_and(is_gone);
    let noted = Called { problem: problem.as_deref(), is_gone, until: None };
    let mut tx = cx.begin().await?;
    store::alerts::note_delivery(&mut tx, id, noted, Utc::now()).await?;
    tx.commit().await?;
    Ok(called.map_err(not_taken)?)
}

/// Whether an address says that nobody takes anything there any more.
pub(super) fn is_gone(error: &ConnectorError) -> bool {
    error.status == Some(410)
}

/// Takes an address away.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn remove_hook(cx: &OrgCx<ManageOrganisation>, id: AlertHookId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let name = store::alerts::remove_hook(&mut tx, id).await?;
    cx.audit(&mut tx, AuditAction::AlertsHookRemoved, ("alert_hook", Some(id.0)), json!({ "name": name }))
        .await?;
    Ok(tx.commit().await?)
}

async fn company(cx: &OrgCx<ManageOrganisation>) -> Result<String, HubError> {
    Ok(store::accounts::org_name(cx.hub().db(), cx.org()).await?.unwrap_or_default())
}

fn check_text(field: &str, text: &str, max: u32) -> Result<(), Fault> {
    if text.is_empty() {
        return Err(Fault::field(field, FieldProblem::Required));
    }
    if text.chars().count() > max as usize {
        return Err(Fault::field(field, FieldProblem::TooLong { max }));
    }
    if text.chars().any(char::is_control) {
        return Err(Fault::field(field, FieldProblem::Characters));
    }
    Ok(())
}

fn not_taken(error: ConnectorError) -> Fault {
    Fault::Upstream { platform: WEBHOOK.into(), kind: error.kind }
}

/// A hook's secrets are bound to it as those of a connection are to that.
pub(crate) fn place_of_hook(id: AlertHookId) -> ConnectionId {
    ConnectionId(id.0)
}

/// How an address is called.
pub(super) struct Way {
    format: HookFormat,
    url: SecretString,
    key: SecretString,
}

pub(super) fn open(hub: &Hub, org: OrgId, id: AlertHookId, stored: &HookWay) -> Result<Way, HubError> {
    let mut secrets = open_fields(hub, org, place_of_hook(id), &stored.secrets)?;
    let mut take =
        |name| secrets.remove(name).ok_or_else(|| HubError::Internal(format!("a hook without {name}")));
    Ok(Way { format: stored.format, url: take(URL)?, key: take(KEY)? })
}

/// What an address is told.
pub(super) struct Message {
    /// The same for the same message sent once more.
    pub id: String,
    /// A dotted code: `alert.opened`.
    pub kind: String,
    pub title: String,
    pub text: String,
    /// Where to read on.
    pub link: Option<Url>,
    /// The alert field by field.
    pub data: serde_json::Value,
    pub at: DateTime<Utc>,
}

impl Message {
    fn test(locale: domain::Locale, company: &str) -> Self {
        let t = i18n::Texts::new(locale).alerts();
        Self {
            id: format!("test_{}", uuid::Uuid::now_v7()),
            kind: "webhook.test".to_owned(),
            title: t.test_title().to_owned(),
            text: t.test_text(company),
            link: None,
            data: json!({}),
            at: Utc::now(),
        }
    }

    fn body(&self, format: HookFormat) -> serde_json::Value {
        match format {
            HookFormat::Slack => {
                let link = self.link.as_ref().map(|link| format!("\n{link}")).unwrap_or_default();
                json!({ "text": format!("*{}*\n{}{link}", escaped(&self.title), escaped(&self.text)) })
            }
            HookFormat::Json => {
                let mut data = self.data.clone();
                if let Some(fields) = data.as_object_mut() {
                    fields.insert("title".to_owned(), json!(self.title));
                    fields.insert("text".to_owned(), json!(self.text));
                    fields.insert("url".to_owned(), json!(self.link));
                }
                json!({ "type": self.kind, "timestamp": self.at, "data": data })
            }
        }
    }
}

/// The three signs that stand for something in Slack's texts. A shop's name tags nobody.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Calls an address; whatever is no success is an error.
pub(super) async fn call(
    hub: &Hub,
    way: &Way,
    message: &Message,
    now: DateTime<Utc>,
) -> Result<(), ConnectorError> {
    let unusable =
        |what: &str| ConnectorError::new(domain::UpstreamKind::Rejected, connector_kit::Advice::Never, what);
    let url: Url = way.url.expose_secret().parse().map_err(|_| unusable("the address cannot be read"))?;
    let body = message.body(way.format).to_string().into_bytes();
    let mut call = Call::post_json(url, body);
    if way.format == HookFormat::Json {
        let (seconds, body) = (now.timestamp(), call.body.clone().unwrap_or_default());
        let signature = standard_webhooks::sign(way.key.expose_secret(), &message.id, seconds, &body)
            .ok_or_else(|| unusable("the key cannot sign"))?;
        for (name, value) in [
            ("webhook-id", message.id.as_str()),
            ("webhook-timestamp", &seconds.to_string()),
            ("webhook-signature", &signature),
        ] {
            call = call.with_secret_header(HeaderName::from_static(name), value)?;
        }
    }
    let reply = hub.config().outbound.told(call, PATIENCE).await?;
    if reply.is_success() {
        return Ok(());
    }
    // What a stranger's server says is not repeated to anybody.
    Err(reply.failure(now, format!("answered {}", reply.status)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            id: "m1".into(),
            kind: "alert.opened".into(),
            title: "<!channel> & Loja".into(),
            text: "Parou".into(),
            link: Some("https://orion.example/admin/alertas".parse().unwrap()),
            data: json!({ "kind": "api_down" }),
            at: "2026-11-26T12:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn the_address_of_a_form_is_not_printed() {
        let url = SecretString::from("https://hooks.slack.com/services/T0/B0/geheim");
        let form = HookForm { name: "Slack".into(), url, ..HookForm::default() };
        let printed = format!("{form:?}");
        assert!(printed.contains("Slack") && !printed.contains("geheim"), "{printed}");
    }

    #[test]
    fn a_shops_name_tags_nobody() {
        let body = message().body(HookFormat::Slack);
        let told = "*&lt;!channel&gt; &amp; Loja*\nParou\nhttps://orion.example/admin/alertas";
        assert_eq!(body, json!({ "text": told }));
    }

    #[test]
    fn a_json_message_has_its_fields() {
        let body = message().body(HookFormat::Json);
        assert_eq!(body["type"], "alert.opened");
        assert_eq!(body["timestamp"], "2026-11-26T12:00:00Z");
        assert_eq!((&body["data"]["kind"], &body["data"]["text"]), (&json!("api_down"), &json!("Parou")));
    }
}
