//! The token endpoint: the same for the client credentials, a code and a refresh token.

use super::{answer, session};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{Advice, Call, Conn, ConnectorError, Reply, header::ACCEPT};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::Value;

/// What is granted. Tokens of some apps do not end and have no refresh token.
#[derive(Deserialize)]
pub(super) struct Grant {
    pub access_token: String,
    #[serde(default)]
    pub scope: Option<String>,
    #[serde(default)]
    pub refresh_token: Option<String>,
    /// Seconds.
    #[serde(default)]
    pub expires_in: Option<i64>,
    /// Seconds.
    #[serde(default)]
    pub refresh_token_expires_in: Option<i64>,
}

/// Asks once.
///
/// # Errors
/// [`Advice::Reauthorise`] where what was shown is not accepted.
pub(super) async fn ask(conn: &Conn, body: &Value) -> Result<Grant, ConnectorError> {
    let url = session::endpoint(conn, "admin/oauth/access_token")?;
    let call = Call::post_json(url, body.to_string().into_bytes()).with_header(ACCEPT, "application/json");
    let reply = conn.send(call).await?;
    if is_refusal(&reply) {
        let detail = format!("HTTP {}: {}", reply.status, reason(&reply));
        let error = ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, detail);
        return Err(error.with_status(reply.status));
    }
    if !reply.is_success() {
        return Err(answer::of_status(&reply, conn.now()));
    }
    let grant: Option<Grant> = serde_json::from_slice(&reply.body).ok();
    grant.filter(|grant| !grant.access_token.is_empty()).ok_or_else(|| {
        let kind = if reply.is_html() { UpstreamKind::NotThePlatform } else { UpstreamKind::Protocol };
        ConnectorError::new(kind, Advice::Retry, "the token endpoint gave no token").with_status(reply.status)
    })
}

/// When something ends that lives this many seconds.
pub(super) fn end(now: DateTime<Utc>, seconds: Option<i64>) -> Option<DateTime<Utc>> {
    now.checked_add_signed(TimeDelta::try_seconds(seconds?)?)
}

/// Here these say that the app, the code or the refresh token is not accepted. A page may be a firewall's,
/// unless it is the one that Shopify writes.
fn is_refusal(reply: &Reply) -> bool {
    let is_shopifys = || String::from_utf8_lossy(&reply.body).contains("Oauth error");
    matches!(reply.status, 400 | 401 | 403) && (!reply.is_html() || is_shopifys())
}

/// The code of the error: it holds nothing that was sent.
fn reason(reply: &Reply) -> String {
    let told: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let code = told.get("error").and_then(Value::as_str).unwrap_or_default();
    let is_code = !code.is_empty()
        && code.len() <= 40
        && code.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'_');
    if is_code { code.to_owned() } else { "what was shown is not accepted".to_owned() }
}
