//! How a shop is called: which address form and which way of naming the key works is found out once
//! and remembered for the account.

use super::{
    address::{self, Routing},
    answer, index,
    one::ORDERS,
    refusal,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use connector_kit::{Advice, Call, Conn, ConnectorError, Method, Reply, header, oauth1};
use domain::UpstreamKind;
use url::Url;

const ROUTING: &str = "woocommerce.routing";
const KEY_IN_QUERY: &str = "woocommerce.key_in_query";
const HOME: &str = "woocommerce.home";

/// A request to the API: `/wc/v3/orders` and its parameters.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    pub method: &'a Method,
    pub route: &'a str,
    pub query: &'a [(String, String)],
    /// JSON; where calls are signed it is not.
    pub body: Option<&'a str>,
    /// Whether the key may be named in another way where it is refused. What is changed, and what belongs to an
    /// order, comes after a call that showed which way works: a second one would only put the secret into logs.
    pub finds_way: bool,
}

/// The good answer to a GET of a route.
///
/// # Errors
/// What the answer means instead; where the key was refused, why.
pub(super) async fn read(
    conn: &Conn,
    route: &str,
    query: &[(String, String)],
) -> Result<Reply, ConnectorError> {
    let reply = get(conn, route, query).await?;
    good(conn, reply).await
}

/// The reply to a GET, if it is a good one.
///
/// # Errors
/// As for [`read`].
pub(super) async fn good(conn: &Conn, reply: Reply) -> Result<Reply, ConnectorError> {
    match answer::json(&reply, conn.now()) {
        Ok(_) => Ok(reply),
        Err(error) if error.kind == UpstreamKind::Auth => Err(refusal::cause(conn, &reply).await.told(error)),
        Err(error) => Err(error),
    }
}

/// The reply to a GET of a route with the connection's key.
pub(super) async fn get(
    conn: &Conn,
    route: &str,
    query: &[(String, String)],
) -> Result<Reply, ConnectorError> {
    send(conn, Ask { method: &Method::GET, route, query, body: None, finds_way: true }).await
}

/// The reply to a GET of what belongs to an order that this key has just read.
pub(super) async fn get_part(
    conn: &Conn,
    order: u64,
    name: &str,
    query: &[(String, String)],
) -> Result<Reply, ConnectorError> {
    let route = format!("{ORDERS}/{order}/{name}");
    send(conn, Ask { method: &Method::GET, route: &route, query, body: None, finds_way: false }).await
}

/// The reply to [`get_part`], if it is a good one.
///
/// # Errors
/// As for [`read`]; [`UpstreamKind::Permission`] where the key may read the order and not this.
pub(super) async fn good_part(conn: &Conn, order: u64, reply: Reply) -> Result<Reply, ConnectorError> {
    match answer::json(&reply, conn.now()) {
        Ok(_) => Ok(reply),
        Err(error) if error.kind == UpstreamKind::Auth => {
            // Or it died meanwhile.
            let query = [("_fields".to_owned(), "id".to_owned())];
            read(conn, &format!("{ORDERS}/{order}"), &query).await?;
            let detail = format!("the key may read the order and not what belongs to it ({})", error.detail);
            Err(ConnectorError::new(UpstreamKind::Permission, Advice::Never, detail)
                .with_status(reply.status))
        }
        Err(error) => Err(error),
    }
}

/// The good answer to a GET of what belongs to an order that this key has just read.
///
/// # Errors
/// As for [`good_part`].
pub(super) async fn read_part(
    conn: &Conn,
    order: u64,
    name: &str,
    query: &[(String, String)],
) -> Result<Reply, ConnectorError> {
    let reply = get_part(conn, order, name, query).await?;
    good_part(conn, order, reply).await
}

/// The good answer to a call that changes something.
///
/// # Errors
/// What the answer means instead; [`UpstreamKind::Permission`] where the key was refused and may still read.
/// What is no answer of the shop's is never its refusal.
pub(super) async fn write(
    conn: &Conn,
    method: &Method,
    route: &str,
    query: &[(String, String)],
    body: Option<&str>,
) -> Result<Reply, ConnectorError> {
    changed(conn, method, route, query, body).await.map_err(undecided)
}

/// The error of a change: one whose answer cannot be read may have been made, looking tells.
pub(super) fn undecided(error: ConnectorError) -> ConnectorError {
    let is_unread =
        matches!(error.kind, UpstreamKind::Protocol | UpstreamKind::NotThePlatform | UpstreamKind::TooLarge);
    let advice = if is_unread && error.advice == Advice::Never { Advice::Retry } else { error.advice };
    ConnectorError { advice, ..error }
}

async fn changed(
    conn: &Conn,
    method: &Method,
    route: &str,
    query: &[(String, String)],
    body: Option<&str>,
) -> Result<Reply, ConnectorError> {
    let reply = send(conn, Ask { method, route, query, body, finds_way: false }).await?;
    match answer::json(&reply, conn.now()) {
        Ok(_) => Ok(reply),
        Err(error) if error.kind == UpstreamKind::Auth => {
            // A key that may not write is refused with the code of one that is wrong, in the shop's language.
            let query = [("per_page", "1"), ("_fields", "id")].map(|(k, v)| (k.to_owned(), v.to_owned()));
            read(conn, ORDERS, &query).await?;
            let detail = format!("the key may only read ({})", error.detail);
            Err(ConnectorError::new(UpstreamKind::Permission, Advice::Never, detail)
                .with_status(reply.status))
        }
        Err(error) => Err(error),
    }
}

/// What may be done with orders, and with which parameters. A key that may not read them may ask this.
pub(super) async fn options(conn: &Conn) -> Result<Reply, ConnectorError> {
    let query = [("_fields".to_owned(), "endpoints".to_owned())];
    let method = &Method::OPTIONS;
    send(conn, Ask { method, route: ORDERS, query: &query, body: None, finds_way: true }).await
}

async fn send(conn: &Conn, ask: Ask<'_>) -> Result<Reply, ConnectorError> {
    let store = address::of(conn)?;
    let routing = routing(conn);
    let reply = with_key(conn, &store, routing, ask).await?;
    // A page may stand in for the answer to a change that was made: it is never sent again here. The form is
    // known by then, for what is changed was read before. And where WordPress itself says that there is no
    // such route, the other form leads to the same.
    let is_reading = matches!(*ask.method, Method::GET | Method::OPTIONS);
    let is_no_answer = answer::lacks_route(&reply) && !answer::is_api(&reply);
    if routing == Routing::Pretty && is_reading && is_no_answer {
        let other = with_key(conn, &store, Routing::Parameter, ask).await?;
        // A refusal counts where nothing answers in the first form: a page that stood there for a moment ends
        // no connection.
        if answer::is_api(&other) && (other.status != 401 || !is_pretty(conn, &store).await) {
            learn_parameter_routing(conn);
            return Ok(other);
        }
    }
    Ok(reply)
}

async fn is_pretty(conn: &Conn, store: &Url) -> bool {
    index::ask(conn, store, Routing::Pretty).await.is_ok_and(|reply| answer::is_api(&reply))
}

fn routing(conn: &Conn) -> Routing {
    if conn.account().learned(ROUTING).is_some() { Routing::Parameter } else { Routing::Pretty }
}

pub(super) fn learn_parameter_routing(conn: &Conn) {
    conn.account().learn(ROUTING, "parameter");
}

async fn with_key(conn: &Conn, store: &Url, routing: Routing, ask: Ask<'_>) -> Result<Reply, ConnectorError> {
    let (url, parameters) = addressed(conn, store, routing, ask);
    if store.scheme() == "http" {
        return with_signature(conn, store, routing, ask).await;
    }
    let keys = keys(conn)?;
    if conn.account().learned(KEY_IN_QUERY).is_some() {
        return conn.send(key_in_query(ask, url, parameters, keys)).await;
    }
    let reply = conn.send(basic(ask, url.clone(), &parameters, keys)?).await?;
    if ask.finds_way && answer::key_was_not_seen(&reply) {
        // Some hosts strip the header. The query is the second choice, for it ends up in logs.
        let second = conn.send(key_in_query(ask, url, parameters, keys)).await?;
        if second.status != 401 {
            conn.account().learn(KEY_IN_QUERY, "yes");
        }
        return Ok(second);
    }
    Ok(reply)
}

/// A signed call. The shop checks the signature against its own address, which may be another than
/// the one that is called (`www.`); it is asked for where the one that is called does not do.
async fn with_signature(
    conn: &Conn,
    store: &Url,
    routing: Routing,
    ask: Ask<'_>,
) -> Result<Reply, ConnectorError> {
    let known = conn.account().learned(HOME).and_then(|home| Url::parse(&home).ok());
    let reply = conn.send(signed(conn, store, known.as_ref().unwrap_or(store), routing, ask)?).await?;
    if !ask.finds_way || known.is_some() || !answer::key_was_refused(&reply) {
        return Ok(reply);
    }
    match index::home(conn, store, routing).await {
        Some(home) if address::account_id(&home) != address::account_id(store) => {
            let second = conn.send(signed(conn, store, &home, routing, ask)?).await?;
            if second.status != 401 {
                conn.account().learn(HOME, home);
            }
            Ok(second)
        }
        _ => Ok(reply),
    }
}

/// Whether a call over TLS that is signed as one without it is accepted: then WordPress does not see
/// the TLS.
pub(super) async fn takes_plain_signature(conn: &Conn) -> bool {
    let Ok(store) = address::of(conn) else { return false };
    let query = [("per_page".to_owned(), "1".to_owned())];
    let ask = Ask { method: &Method::GET, route: ORDERS, query: &query, body: None, finds_way: true };
    let home = index::home(conn, &store, routing(conn)).await.unwrap_or_else(|| store.clone());
    let Ok(call) = signed(conn, &store, &home, routing(conn), ask) else { return false };
    conn.send(call).await.is_ok_and(|reply| answer::json(&reply, conn.now()).is_ok())
}

fn keys(conn: &Conn) -> Result<(&str, &str), ConnectorError> {
    Ok((conn.secret("consumer_key")?, conn.secret("consumer_secret")?))
}

/// The address of a request and its parameters. No two are the same: some caches in front of shops
/// keep answers though they are told not to.
fn addressed(conn: &Conn, store: &Url, routing: Routing, ask: Ask<'_>) -> (Url, Vec<(String, String)>) {
    let (url, mut parameters) = address::endpoint(store, routing, ask.route);
    parameters.extend_from_slice(ask.query);
    parameters.push(("_".to_owned(), conn.now().timestamp_millis().to_string()));
    (url, parameters)
}

/// A call without a key, of what the shop shows to everyone.
pub(super) fn anonymous(store: &Url, routing: Routing, route: &str, query: &[(String, String)]) -> Call {
    let (url, mut parameters) = address::endpoint(store, routing, route);
    parameters.extend_from_slice(query);
    let ask = Ask { method: &Method::GET, route, query, body: None, finds_way: false };
    let mut call = call(ask, address::with_query(url, &parameters));
    call.plain_http = true;
    call
}

fn basic(
    ask: Ask<'_>,
    url: Url,
    query: &[(String, String)],
    (key, secret): (&str, &str),
) -> Result<Call, ConnectorError> {
    let pair = BASE64_STANDARD.encode(format!("{key}:{secret}"));
    call(ask, address::with_query(url, query))
        .with_secret_header(header::AUTHORIZATION, &format!("Basic {pair}"))
}

fn key_in_query(
    ask: Ask<'_>,
    url: Url,
    mut query: Vec<(String, String)>,
    (key, secret): (&str, &str),
) -> Call {
    query.push(("consumer_key".to_owned(), key.to_owned()));
    query.push(("consumer_secret".to_owned(), secret.to_owned()));
    call(ask, address::with_query(url, &query))
}

/// Over plain http only a signature is accepted; it is safe there, for the secret does not travel.
/// Signed as the address `home` without TLS, sent to `store`.
fn signed(
    conn: &Conn,
    store: &Url,
    home: &Url,
    routing: Routing,
    ask: Ask<'_>,
) -> Result<Call, ConnectorError> {
    let (key, secret) = keys(conn)?;
    let mut home = home.clone();
    // Only fails for schemes that a shop's address cannot have.
    home.set_scheme("http").ok();
    let (base, parameters) = addressed(conn, &home, routing, ask);
    let nonce = uuid::Uuid::new_v4().simple().to_string();
    let signer = oauth1::Signer { key, secret, timestamp: conn.now().timestamp(), nonce: &nonce };
    let signed = signer.signed_url(ask.method.as_str(), &base, &parameters);
    let (mut url, _) = address::endpoint(store, routing, ask.route);
    url.set_query(signed.query().map(address::as_seen).as_deref());
    let mut call = call(ask, url);
    call.plain_http = true;
    Ok(call)
}

fn call(ask: Ask<'_>, url: Url) -> Call {
    let mut call = match ask.body {
        Some(body) => Call::post_json(url, body.into()),
        None => Call::get(url),
    }
    .with_header(header::CACHE_CONTROL, "no-cache")
    .with_header(header::ACCEPT, "application/json");
    call.method = ask.method.clone();
    call
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: (&str, &str) = ("ck_1", "cs_1");

    #[test]
    fn over_https_the_key_goes_in_a_header() {
        let query = [("page".to_owned(), "2".to_owned())];
        let url = "https://x.example/wp-json/wc/v3/orders".parse().unwrap();
        let ask = Ask { method: &Method::GET, route: ORDERS, query: &query, body: None, finds_way: true };
        let call = basic(ask, url, &query, KEYS).unwrap();
        let sent = call.headers[header::AUTHORIZATION].clone();
        assert_eq!(sent, "Basic Y2tfMTpjc18x");
        assert!(sent.is_sensitive() && !call.plain_http);
        assert_eq!(call.url.as_str(), "https://x.example/wp-json/wc/v3/orders?page=2");
        assert_eq!(call.headers[header::CACHE_CONTROL], "no-cache");
    }

    #[test]
    fn what_cannot_be_read_of_a_change_is_no_refusal() {
        let advised = |kind, advice| undecided(ConnectorError::new(kind, advice, "x")).advice;
        for kind in [UpstreamKind::Protocol, UpstreamKind::NotThePlatform, UpstreamKind::TooLarge] {
            assert_eq!(advised(kind, Advice::Never), Advice::Retry, "{kind:?}");
        }
        assert_eq!(advised(UpstreamKind::Rejected, Advice::Never), Advice::Never);
        assert_eq!(advised(UpstreamKind::Permission, Advice::Never), Advice::Never);
        let pause = Advice::After(std::time::Duration::from_secs(9));
        assert_eq!(advised(UpstreamKind::Protocol, pause), pause);
    }

    #[test]
    fn over_http_the_secret_does_not_travel() {
        let outbound = connector_kit::OutboundPolicy::new(Default::default()).unwrap();
        let mut parts =
            connector_kit::ConnParts::new(&super::super::SPEC, outbound, domain::AuthKind::KeyPair);
        parts.credentials.insert("consumer_key".into(), "ck_1".into());
        parts.credentials.insert("consumer_secret".into(), "cs_1".into());
        let conn = Conn::new(parts);
        let store: Url = "http://x.example".parse().unwrap();
        let ask = Ask { method: &Method::GET, route: ORDERS, query: &[], body: None, finds_way: true };
        let sign = |home: &Url| signed(&conn, &store, home, Routing::Pretty, ask).unwrap();
        let (one, two) = (sign(&store), sign(&"https://www.x.example".parse().unwrap()));
        assert!(one.url.as_str().contains("oauth_signature=") && !one.url.as_str().contains("cs_1"));
        assert_ne!(one.url, two.url, "a nonce is used once");
        assert!(one.plain_http);
        assert_eq!(two.url.host_str(), Some("x.example"), "what is called is not what is signed");
    }
}
