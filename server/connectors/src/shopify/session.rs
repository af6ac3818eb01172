//! One GraphQL call with the connection's token.

use super::{answer, shop_domain};
use chrono::TimeDelta;
use connector_kit::{
    AccessToken, Advice, Call, Conn, ConnectorError, Reply,
    header::{ACCEPT, HeaderName},
};
use domain::{AuthKind, UpstreamKind};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

const VERSION: &str = "2026-10";
const TOKEN_HEADER: HeaderName = HeaderName::from_static("x-shopify-access-token");

/// What the token endpoint grants.
#[derive(Deserialize)]
struct Grant {
    access_token: String,
    /// Seconds; tokens of older apps do not expire.
    #[serde(default)]
    expires_in: Option<i64>,
}

/// Sends a query; `cost` is what it is expected to take from the account's bucket.
pub(super) async fn query(
    conn: &Conn,
    text: &str,
    variables: Value,
    cost: Option<f64>,
) -> Result<Reply, ConnectorError> {
    let url = endpoint(conn, &format!("admin/api/{VERSION}/graphql.json"))?;
    let body = json!({ "query": text, "variables": variables }).to_string().into_bytes();
    let used = token(conn, None).await?;
    let reply = conn.send(call(url.clone(), body.clone(), used.expose_secret(), cost)?).await?;
    if reply.status == 401 && conn.auth() == AuthKind::ClientCredentials {
        // The token may have been withdrawn before its time: one more try with a new one.
        let fresh = token(conn, Some(&used)).await?;
        return conn.send(call(url, body, fresh.expose_secret(), cost)?).await;
    }
    Ok(reply)
}

fn call(url: Url, body: Vec<u8>, token: &str, cost: Option<f64>) -> Result<Call, ConnectorError> {
    let mut call = Call::post_json(url, body)
        .with_header(ACCEPT, "application/json")
        .with_secret_header(TOKEN_HEADER, token)?;
    call.cost = cost;
    Ok(call)
}

fn endpoint(conn: &Conn, path: &str) -> Result<Url, ConnectorError> {
    let mut url = shop_domain::base(conn)?;
    let folder = url.path().trim_end_matches('/').to_owned();
    url.set_path(&format!("{folder}/{path}"));
    Ok(url)
}

async fn token(conn: &Conn, refused: Option<&SecretString>) -> Result<SecretString, ConnectorError> {
    match conn.auth() {
        AuthKind::ClientCredentials => conn.account().token(conn.now(), refused, fetch_token(conn)).await,
        _ => conn.secret("access_token").map(SecretString::from),
    }
}

async fn fetch_token(conn: &Conn) -> Result<AccessToken, ConnectorError> {
    let refuse = |detail| ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, detail);
    let client_id = conn.config("client_id").ok_or_else(|| refuse("the client id is missing".to_owned()))?;
    let body = json!({
        "client_id": client_id,
        "client_secret": conn.secret("client_secret")?,
        "grant_type": "client_credentials",
    });
    let url = endpoint(conn, "admin/oauth/access_token")?;
    let call = Call::post_json(url, body.to_string().into_bytes()).with_header(ACCEPT, "application/json");
    let reply = conn.send(call).await?;
    match reply.status {
        200..=299 => {}
        // Here these say that the app's id or secret is wrong, or that it is not installed.
        400 | 401 | 403 if !reply.is_html() => {
            let detail = format!("HTTP {}: the app's id and secret are not accepted", reply.status);
            return Err(refuse(detail).with_status(reply.status));
        }
        _ => return Err(answer::of_status(&reply, conn.now())),
    }
    let grant: Grant = serde_json::from_slice(&reply.body).map_err(|_| {
        let kind = if reply.is_html() { UpstreamKind::NotThePlatform } else { UpstreamKind::Protocol };
        ConnectorError::new(kind, Advice::Retry, "the token endpoint gave no token").with_status(reply.status)
    })?;
    let life = TimeDelta::seconds(grant.expires_in.unwrap_or(3_600).clamp(60, 86_400));
    Ok(AccessToken { secret: grant.access_token.into(), expires_at: conn.now() + life })
}
