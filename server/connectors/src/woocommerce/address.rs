//! The shop's address, as merchants paste it, and the addresses of its API.

use connector_kit::{Advice, Conn, ConnectorError, oauth1};
use domain::UpstreamKind;
use url::Url;

/// How the REST API is addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Routing {
    /// `/wp-json/wc/v3/orders`
    Pretty,
    /// `/index.php?rest_route=/wc/v3/orders`, which works without rewritten addresses, too.
    Parameter,
}

/// Before 11.1, WooCommerce looks at a key only where the address as it is sent holds `wp-json/wc/`. Where the
/// route is a parameter, this one beside it does, which nobody reads.
const SEEN: (&str, &str) = ("_via", "/wp-json/wc/");

/// Of the connection: the configured base, else what the merchant entered.
pub(super) fn of(conn: &Conn) -> Result<Url, ConnectorError> {
    if let Some(base) = conn.base_url() {
        return normalized(base.as_str());
    }
    normalized(conn.config("store_url").unwrap_or_default())
}

/// Scheme, host, port and sub-folder; `https` where no scheme was given. Query, fragment and the
/// paths of WordPress itself are cut off.
pub(super) fn normalized(text: &str) -> Result<Url, ConnectorError> {
    let refuse = |why: &str| ConnectorError::new(UpstreamKind::Rejected, Advice::Never, why);
    let text = text.trim();
    let text = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let mut url = Url::parse(&text).map_err(|error| refuse(&format!("not a store address: {error}")))?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(refuse("a store address begins with https:// or http://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("a store address holds no user name or password"));
    }
    let host = url.host_str().unwrap_or_default().trim_end_matches('.').to_owned();
    if host.is_empty() || url.set_host(Some(&host)).is_err() {
        return Err(refuse("a store address has a host"));
    }
    url.set_query(None);
    url.set_fragment(None);
    let mut folders = Vec::new();
    for folder in url.path().split('/').filter(|folder| !folder.is_empty()) {
        if is_wordpress_own(folder) {
            break;
        }
        folders.push(folder);
    }
    let path = folders.join("/");
    url.set_path(&path);
    Ok(url)
}

/// A folder or script of WordPress itself: behind the shop's address. Others may begin like one.
fn is_wordpress_own(folder: &str) -> bool {
    let is_script = folder.ends_with(".php") || folder.ends_with(".xml");
    matches!(folder, "wp-admin" | "wp-content" | "wp-includes" | "wp-json" | "wp-login")
        || matches!(folder, "wc-api" | "wc-auth" | "index.php")
        || folder.starts_with("wp-") && is_script
}

/// By which the shop is known, whatever the scheme: host, port and sub-folder.
pub(super) fn account_id(store: &Url) -> String {
    let port = store.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}{port}{}", store.host_str().unwrap_or_default(), store.path().trim_end_matches('/'))
}

/// The address of a route (`/wc/v3/orders`) and the parameters that it needs besides its own.
pub(super) fn endpoint(store: &Url, routing: Routing, route: &str) -> (Url, Vec<(String, String)>) {
    let mut url = store.clone();
    let folder = store.path().trim_end_matches('/').to_owned();
    match routing {
        Routing::Pretty => {
            url.set_path(&format!("{folder}/wp-json{route}"));
            (url, Vec::new())
        }
        Routing::Parameter => {
            url.set_path(&format!("{folder}/index.php"));
            (
                url,
                [("rest_route", route), SEEN].map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
            )
        }
    }
}

/// The address with its query, encoded as RFC 3986 has it.
pub(super) fn with_query(mut url: Url, query: &[(String, String)]) -> Url {
    let pairs: Vec<_> = query
        .iter()
        .map(|(name, value)| format!("{}={}", oauth1::encode(name), oauth1::encode(value)))
        .collect();
    url.set_query((!pairs.is_empty()).then(|| as_seen(&pairs.join("&"))).as_deref());
    url
}

/// An encoded query as it is sent: what WooCommerce looks for stands in it as it is.
pub(super) fn as_seen(query: &str) -> String {
    let (name, value) = SEEN;
    query.replace(&format!("{name}={}", oauth1::encode(value)), &format!("{name}={value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_store_gives_the_same_address() {
        for text in [
            "loja.example",
            " https://loja.example/ ",
            "https://LOJA.example/wp-admin/index.php?page=1",
            "https://loja.example:443/wp-json/wc/v3/",
            "https://loja.example./#top",
        ] {
            assert_eq!(normalized(text).unwrap().as_str(), "https://loja.example/", "{text}");
        }
        assert_eq!(normalized("x.example/loja/?a=b").unwrap().as_str(), "https://x.example/loja");
        let script = normalized("x.example/wp-loja/wp-login.php?a=b").unwrap();
        assert_eq!(
            script.as_str(),
            "https://x.example/wp-loja",
            "a sub-folder may be called like one of WordPress'"
        );
    }

    #[test]
    fn what_is_no_store_address_is_refused() {
        for text in
            ["", "ftp://loja.example", "https://u:p@loja.example", "javascript://x", "https://", "a b"]
        {
            assert!(normalized(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_sub_folder_stays_in_front_of_both_routings() {
        let store = normalized("https://x.example/loja").unwrap();
        assert_eq!(endpoint(&store, Routing::Pretty, "/wc/v3/orders").0.path(), "/loja/wp-json/wc/v3/orders");
        let (url, query) = endpoint(&store, Routing::Parameter, "/wc/v3/orders");
        assert_eq!(
            with_query(url, &query).as_str(),
            "https://x.example/loja/index.php?rest_route=%2Fwc%2Fv3%2Forders&_via=/wp-json/wc/"
        );
        assert_eq!(account_id(&store), "x.example/loja");
    }
}
