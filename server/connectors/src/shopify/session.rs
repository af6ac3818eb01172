//! One GraphQL call with the connection's token.

use super::{grant, shop_domain};
use chrono::TimeDelta;
use connector_kit::{
    AccessToken, Advice, Call, Conn, ConnectorError, Reply,
    header::{ACCEPT, HeaderName},
};
use domain::{AuthKind, UpstreamKind};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use url::Url;

pub(super) const VERSION: &str = "2026-10";
const TOKEN_HEADER: HeaderName = HeaderName::from_static("x-shopify-access-token");

/// Sends a query; `cost` is what it is expected to take from the account's bucket.
pub(super) async fn query(
    conn: &Conn,
    text: &str,
    variables: Value,
    cost: Option<f64>,
) -> Result<Reply, ConnectorError> {
    let url = endpoint(conn, &format!("admin/api/{VERSION}/graphql.json"))?;
    let body = json!({ "query": text, "variables": variables }).to_string().into_bytes();
    let make = |token: &str| call(url.clone(), body.clone(), token, cost);
    let is_refused = |reply: &Reply| reply.status == 401;
    match conn.auth() {
        AuthKind::OAuth2 => conn.send_with_token(make, is_refused).await,
        AuthKind::ClientCredentials => {
            let used = token(conn, None).await?;
            let reply = conn.send(make(used.expose_secret())?).await?;
            if !is_refused(&reply) {
                return Ok(reply);
            }
            // The token may have been withdrawn before its time: one more try with a new one.
            let fresh = token(conn, Some(&used)).await?;
            conn.send(make(fresh.expose_secret())?).await
        }
        _ => conn.send(make(conn.secret("access_token")?)?).await,
    }
}

fn call(url: Url, body: Vec<u8>, token: &str, cost: Option<f64>) -> Result<Call, ConnectorError> {
    let mut call = Call::post_json(url, body)
        .with_header(ACCEPT, "application/json")
        .with_secret_header(TOKEN_HEADER, token)?;
    call.cost = cost;
    Ok(call)
}

pub(super) fn endpoint(conn: &Conn, path: &str) -> Result<Url, ConnectorError> {
    let mut url = shop_domain::base(conn)?;
    let folder = url.path().trim_end_matches('/').to_owned();
    url.set_path(&format!("{folder}/{path}"));
    Ok(url)
}

async fn token(conn: &Conn, refused: Option<&SecretString>) -> Result<SecretString, ConnectorError> {
    conn.account().token(conn.now(), refused, fetch_token(conn)).await
}

async fn fetch_token(conn: &Conn) -> Result<AccessToken, ConnectorError> {
    let client_id = conn.config("client_id").ok_or_else(|| {
        ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, "the client id is missing")
    })?;
    let body = json!({
        "client_id": client_id,
        "client_secret": conn.secret("client_secret")?,
        "grant_type": "client_credentials",
    });
    let grant = grant::ask(conn, &body).await?;
    // Tokens of older apps do not end.
    let life = TimeDelta::seconds(grant.expires_in.unwrap_or(3_600).clamp(60, 86_400));
    Ok(AccessToken { secret: grant.access_token.into(), expires_at: conn.now() + life })
}
