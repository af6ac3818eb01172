//! How a shop is called: which address form and which way of naming the key works is found out once
//! and remembered for the account.

use super::{
    address::{self, Routing},
    answer,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use connector_kit::{Call, Conn, ConnectorError, Reply, header, oauth1};
use url::Url;

const ROUTING: &str = "woocommerce.routing";
const KEY_IN_QUERY: &str = "woocommerce.key_in_query";

/// The reply to a GET of a route with the connection's key.
pub(super) async fn get(
    conn: &Conn,
    route: &str,
    query: &[(String, String)],
) -> Result<Reply, ConnectorError> {
    let store = address::of(conn)?;
    let routing =
        if conn.account().learned(ROUTING).is_some() { Routing::Parameter } else { Routing::Pretty };
    let reply = with_key(conn, &store, routing, route, query).await?;
    if routing == Routing::Pretty && answer::lacks_route(&reply) {
        let other = with_key(conn, &store, Routing::Parameter, route, query).await?;
        if answer::is_api(&other) {
            learn_parameter_routing(conn);
            return Ok(other);
        }
    }
    Ok(reply)
}

pub(super) fn learn_parameter_routing(conn: &Conn) {
    conn.account().learn(ROUTING, "parameter");
}

async fn with_key(
    conn: &Conn,
    store: &Url,
    routing: Routing,
    route: &str,
    query: &[(String, String)],
) -> Result<Reply, ConnectorError> {
    let keys = (conn.secret("consumer_key")?, conn.secret("consumer_secret")?);
    let (url, mut parameters) = address::endpoint(store, routing, route);
    parameters.extend_from_slice(query);
    if store.scheme() == "http" {
        return conn.send(signed(&url, &parameters, keys, conn.now().timestamp())).await;
    }
    if conn.account().learned(KEY_IN_QUERY).is_some() {
        return conn.send(key_in_query(url, parameters, keys)).await;
    }
    let reply = conn.send(basic(url.clone(), &parameters, keys)?).await?;
    if answer::key_was_not_seen(&reply) {
        // Some hosts strip the header. The query is the second choice, for it ends up in logs.
        let second = conn.send(key_in_query(url, parameters, keys)).await?;
        if second.status != 401 {
            conn.account().learn(KEY_IN_QUERY, "yes");
        }
        return Ok(second);
    }
    Ok(reply)
}

/// A call without a key, of what the shop shows to everyone.
pub(super) fn anonymous(store: &Url, routing: Routing, route: &str, query: &[(String, String)]) -> Call {
    let (url, mut parameters) = address::endpoint(store, routing, route);
    parameters.extend_from_slice(query);
    let mut call = uncached(Call::get(address::with_query(url, &parameters)));
    call.plain_http = true;
    call
}

fn basic(url: Url, query: &[(String, String)], (key, secret): (&str, &str)) -> Result<Call, ConnectorError> {
    let pair = BASE64_STANDARD.encode(format!("{key}:{secret}"));
    uncached(Call::get(address::with_query(url, query)))
        .with_secret_header(header::AUTHORIZATION, &format!("Basic {pair}"))
}

fn key_in_query(url: Url, mut query: Vec<(String, String)>, (key, secret): (&str, &str)) -> Call {
    query.push(("consumer_key".to_owned(), key.to_owned()));
    query.push(("consumer_secret".to_owned(), secret.to_owned()));
    uncached(Call::get(address::with_query(url, &query)))
}

/// Over plain http only a signature is accepted; it is safe there, for the secret does not travel.
fn signed(url: &Url, query: &[(String, String)], (key, secret): (&str, &str), timestamp: i64) -> Call {
    let nonce = uuid::Uuid::new_v4().simple().to_string();
    let signer = oauth1::Signer { key, secret, timestamp, nonce: &nonce };
    let mut call = uncached(Call::get(signer.signed_url("GET", url, query)));
    call.plain_http = true;
    call
}

fn uncached(call: Call) -> Call {
    call.with_header(header::CACHE_CONTROL, "no-cache").with_header(header::ACCEPT, "application/json")
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: (&str, &str) = ("ck_1", "cs_1");

    fn query() -> Vec<(String, String)> {
        vec![("page".to_owned(), "2".to_owned())]
    }

    #[test]
    fn over_https_the_key_goes_in_a_header() {
        let call = basic("https://x.example/wp-json/wc/v3/orders".parse().unwrap(), &query(), KEYS).unwrap();
        let sent = call.headers[header::AUTHORIZATION].clone();
        assert_eq!(sent, "Basic Y2tfMTpjc18x");
        assert!(sent.is_sensitive() && !call.plain_http);
        assert_eq!(call.url.as_str(), "https://x.example/wp-json/wc/v3/orders?page=2");
        assert_eq!(call.headers[header::CACHE_CONTROL], "no-cache");
    }

    #[test]
    fn over_http_the_secret_does_not_travel() {
        let url: Url = "http://x.example/wp-json/wc/v3/orders".parse().unwrap();
        let (one, two) = (signed(&url, &query(), KEYS, 1), signed(&url, &query(), KEYS, 1));
        assert!(one.url.as_str().contains("oauth_signature=") && !one.url.as_str().contains("cs_1"));
        assert_ne!(one.url, two.url, "a nonce is used once");
        assert!(one.plain_http);
    }
}
