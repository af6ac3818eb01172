//! Where a request comes from, and its id.

use super::Web;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use ipnet::IpNet;
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// What is known of a request before anybody looks into it.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The address that asks, seen through the proxies that are trusted.
    pub ip: Option<IpAddr>,
    /// It comes from this machine, and not through a proxy that hides somebody else.
    pub is_local: bool,
    pub request_id: Arc<str>,
}

/// Gives the request its [`Origin`], and the answer the request's id.
pub async fn identify(State(web): State<Arc<Web>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let (ip, is_local) = seen_through(peer, request.headers(), &web.config.trusted_proxies);
    let trusted = peer.is_some_and(|peer| is_trusted(peer, &web.config.trusted_proxies));
    let given = request.headers().get(&REQUEST_ID).filter(|_| trusted).and_then(usable);
    let request_id: Arc<str> = given.unwrap_or_else(|| Uuid::now_v7().simple().to_string().into());
    request.extensions_mut().insert(Origin { ip, is_local, request_id: request_id.clone() });
    let mut response = next.run(request).await;
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// An id that a trusted proxy gave, if it is a plain word.
fn usable(id: &HeaderValue) -> Option<Arc<str>> {
    let text = id.to_str().ok()?;
    let plain = (8..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    plain.then(|| text.into())
}

/// Reads `X-Forwarded-For` from its end: each trusted proxy vouches for the entry before it, and the
/// first address that is no such proxy is the client. What stands before that is hearsay.
fn seen_through(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpNet]) -> (Option<IpAddr>, bool) {
    let Some(peer) = peer.map(|ip| ip.to_canonical()) else { return (None, false) };
    if !is_trusted(peer, trusted) {
        return (Some(peer), peer.is_loopback() && !headers.contains_key(&FORWARDED_FOR));
    }
    let values = headers.get_all(&FORWARDED_FOR);
    let entries: Vec<_> =
        values.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).collect();
    let mut client = peer;
    // A proxy that names nobody hides somebody, wherever it runs itself.
    let mut is_local = false;
    for entry in entries.iter().rev() {
        let Some(ip) = address(entry.trim()) else { return (Some(client), false) };
        client = ip;
        is_local = ip.is_loopback();
        if !is_trusted(ip, trusted) {
            break;
        }
    }
    (Some(client), is_local)
}

/// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1` or `[2001:db8::1]:80`.
fn address(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().map(|address| address.ip());
    text.parse().or_else(|_| with_port()).map(|ip: IpAddr| ip.to_canonical()).ok()
}

fn is_trusted(ip: IpAddr, trusted: &[IpNet]) -> bool {
    let ip = ip.to_canonical();
    trusted.iter().any(|network| network.contains(&ip))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &[&str]) -> (String, bool) {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_str(value).unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        let (ip, is_local) = seen_through(Some(peer.parse().unwrap()), &headers, &trusted);
        (ip.unwrap().to_string(), is_local)
    }

    #[test]
    fn without_a_trusted_proxy_the_header_is_hearsay() {
        assert_eq!(seen("203.0.113.9", &["127.0.0.1"], &[]), ("203.0.113.9".into(), false));
        assert_eq!(seen("127.0.0.1", &[], &[]), ("127.0.0.1".into(), true));
        assert_eq!(seen("::ffff:127.0.0.1", &[], &[]), ("127.0.0.1".into(), true));
    }

    #[test]
    fn an_unknown_proxy_on_this_machine_makes_nobody_local() {
        assert!(!seen("127.0.0.1", &["203.0.113.9"], &[]).1);
    }

    #[test]
    fn a_trusted_proxy_is_local_for_somebody_whom_it_names_only() {
        let proxies = ["127.0.0.0/8", "10.0.0.0/8"];
        assert!(seen("127.0.0.1", &["127.0.0.1"], &proxies).1);
        assert!(!seen("127.0.0.1", &[], &proxies).1);
        assert!(!seen("127.0.0.1", &[""], &proxies).1);
        assert!(!seen("10.0.0.1", &["unknown, 127.0.0.1"], &proxies).1);
    }

    #[test]
    fn the_client_is_the_last_address_that_is_no_trusted_proxy() {
        let proxies = ["127.0.0.0/8", "10.0.0.0/8"];
        assert_eq!(
            seen("127.0.0.1", &["127.0.0.1, 203.0.113.9, 10.1.2.3"], &proxies),
            ("203.0.113.9".into(), false)
        );
        assert_eq!(
            seen("10.0.0.1", &["1.2.3.4", "198.51.100.7:5555"], &proxies),
            ("198.51.100.7".into(), false)
        );
        assert_eq!(seen("10.0.0.1", &["nonsense"], &proxies), ("10.0.0.1".into(), false));
        assert_eq!(seen("10.0.0.1", &["[2001:db8::1]:443"], &proxies), ("2001:db8::1".into(), false));
    }

    #[test]
    fn only_plain_ids_are_taken_over() {
        let id = |text: &'static str| usable(&HeaderValue::from_static(text));
        assert!(id("0192f6e4-aaaa_bb").is_some());
        assert!(id("short").is_none());
        assert!(id("with blank and \"quotes\"").is_none());
    }
}
