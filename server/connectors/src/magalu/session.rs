//! Where calls go, and reading and writing with the connection's token.

use connector_kit::{
    Advice, Call, Conn, ConnectorError, Method, Reply,
    header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue},
};
use domain::UpstreamKind;
use serde_json::Value;
use url::Url;

const API: &str = "https://api.magalu.com/seller/v1";
const LOGIN: &str = "https://id.magalu.com/login";
const TOKEN: &str = "https://id.magalu.com/oauth/token";

/// The page where a person consents.
pub(super) fn login(conn: &Conn) -> Result<Url, ConnectorError> {
    at(conn, LOGIN)
}

pub(super) fn token_endpoint(conn: &Conn) -> Result<Url, ConnectorError> {
    at(conn, TOKEN)
}

/// An address of the platform, or the same path under the connection's own base.
fn at(conn: &Conn, address: &str) -> Result<Url, ConnectorError> {
    let url = Url::parse(address).map_err(|error| {
        ConnectorError::new(UpstreamKind::Rejected, Advice::Never, format!("not an address: {error}"))
    })?;
    let Some(base) = conn.base_url() else { return Ok(url) };
    let mut there = base.clone();
    there.set_path(&format!("{}{}", base.path().trim_end_matches('/'), url.path()));
    Ok(there)
}

/// Reads a resource of the API; `path` begins with a slash. A token that is refused before its time is
/// refreshed once.
pub(super) async fn get(conn: &Conn, path: &str, query: &[(&str, String)]) -> Result<Reply, ConnectorError> {
    let mut url = at(conn, &format!("{API}{path}"))?;
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    send(conn, Call::get(url)).await
}

/// Reads a resource of one sales channel, where it is known: newer pages want it named.
pub(super) async fn get_in(conn: &Conn, path: &str, channel: Option<&str>) -> Result<Reply, ConnectorError> {
    let mut call = Call::get(at(conn, &format!("{API}{path}"))?);
    if let Some(channel) = channel.and_then(|channel| HeaderValue::from_str(channel).ok()) {
        call.headers.insert(HeaderName::from_static("x-channel-id"), channel);
    }
    send(conn, call).await
}

/// Writes to a resource of the API. One attempt: a token that was refused has changed nothing.
pub(super) async fn write(
    conn: &Conn,
    method: Method,
    path: &str,
    body: &Value,
) -> Result<Reply, ConnectorError> {
    let mut call = Call::post_json(at(conn, &format!("{API}{path}"))?, body.to_string().into_bytes());
    call.method = method;
    send(conn, call).await
}

async fn send(conn: &Conn, call: Call) -> Result<Reply, ConnectorError> {
    let call = call.with_header(ACCEPT, "application/json");
    let with = |token: &str| call.clone().with_secret_header(AUTHORIZATION, &format!("Bearer {token}"));
    conn.send_with_token(with, is_refused).await
}

/// Whether the platform itself refuses the token; a page in its place says nothing of it.
fn is_refused(reply: &Reply) -> bool {
    reply.status == 401 && !reply.is_html()
}
