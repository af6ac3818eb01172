//! Where calls go, and reading and writing with the connection's token.

use super::portfolio::CHANNEL_ID;
use connector_kit::{
    Advice, Call, Conn, ConnectorError, Method, Reply,
    header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue},
};
use domain::{Environment, UpstreamKind};
use serde_json::Value;
use url::Url;

const API: &str = "https://api.magalu.com/seller/v1";
const SANDBOX_API: &str = "https://api-sandbox.magalu.com/seller/v1";
/// Of both environments: which one tokens are for is the app's.
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

fn api(conn: &Conn, path: &str) -> Result<Url, ConnectorError> {
    let api = match conn.environment() {
        Environment::Production => API,
        Environment::Sandbox => SANDBOX_API,
    };
    at(conn, &format!("{api}{path}"))
}

/// Reads a resource of the API; `path` begins with a slash. A token that is refused before its time is
/// refreshed once.
pub(super) async fn get(conn: &Conn, path: &str, query: &[(&str, String)]) -> Result<Reply, ConnectorError> {
    let mut url = api(conn, path)?;
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    let mut call = Call::get(url);
    name_channel(&mut call, conn.config(CHANNEL_ID));
    send(conn, call).await
}

/// Some pages want the sales channel named, others say nothing of it.
fn name_channel(call: &mut Call, channel: Option<&str>) {
    if let Some(channel) = channel.and_then(|channel| HeaderValue::from_str(channel).ok()) {
        call.headers.insert(HeaderName::from_static("x-channel-id"), channel);
    }
}

/// Reads a resource of one sales channel, where it is known: newer pages want it named.
pub(super) async fn get_in(conn: &Conn, path: &str, channel: Option<&str>) -> Result<Reply, ConnectorError> {
    let mut call = Call::get(api(conn, path)?);
    name_channel(&mut call, channel);
    send(conn, call).await
}

/// Writes to a resource of the API. One attempt: a token that was refused has changed nothing.
pub(super) async fn write(
    conn: &Conn,
    method: Method,
    path: &str,
    body: &Value,
) -> Result<Reply, ConnectorError> {
    let mut call = Call::post_json(api(conn, path)?, body.to_string().into_bytes());
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

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::{ConnParts, Connector, OutboundConfig, OutboundPolicy};
    use domain::AuthKind;

    #[test]
    fn each_environment_is_called_at_its_own_address() {
        let spec = super::super::Magalu.spec();
        let outbound = OutboundPolicy::new(OutboundConfig::default()).unwrap();
        for (environment, host) in
            [(Environment::Production, "api.magalu.com"), (Environment::Sandbox, "api-sandbox.magalu.com")]
        {
            let mut parts = ConnParts::new(spec, outbound.clone(), AuthKind::OAuth2);
            parts.environment = environment;
            let conn = Conn::new(parts.clone());
            assert_eq!(api(&conn, "/orders").unwrap().as_str(), format!("https://{host}/seller/v1/orders"));
            assert_eq!(login(&conn).unwrap().as_str(), LOGIN);
            parts.base_url = Some("http://127.0.0.1:4000/magalu/loja/".parse().unwrap());
            let stand_in = api(&Conn::new(parts), "/orders").unwrap();
            assert_eq!(stand_in.as_str(), "http://127.0.0.1:4000/magalu/loja/seller/v1/orders");
        }
    }
}
