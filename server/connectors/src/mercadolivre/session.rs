//! Addresses, and one call with the connection's token.

use connector_kit::{
    Advice, Call, Conn, ConnectorError, Reply,
    header::{ACCEPT, AUTHORIZATION, HeaderName},
};
use domain::UpstreamKind;
use url::Url;

/// Of every country.
const API: &str = "https://api.mercadolibre.com/";
/// Of Brazil: other countries have consent pages of their own.
const AUTH: &str = "https://auth.mercadolivre.com.br/";

/// Without it, shipments come in an old form.
const NEW_FORMAT: HeaderName = HeaderName::from_static("x-format-new");

/// The answer to a read; with a new token where the platform refuses the one that it was asked with.
pub(super) async fn get(conn: &Conn, path: &str, query: &[(&str, String)]) -> Result<Reply, ConnectorError> {
    let mut url = api(conn, path)?;
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    let call = |token: &str| {
        let call = Call::get(url.clone())
            .with_header(ACCEPT, "application/json")
            .with_secret_header(AUTHORIZATION, &format!("Bearer {token}"))?;
        Ok(if path.starts_with("/shipments/") { call.with_header(NEW_FORMAT, "true") } else { call })
    };
    conn.send_with_token(call, |reply| reply.status == 401).await
}

/// The address of a path of the API, or of what stands in for all hosts.
pub(super) fn api(conn: &Conn, path: &str) -> Result<Url, ConnectorError> {
    endpoint(conn, API, path)
}

/// The address of a path of the consent page's host.
pub(super) fn auth(conn: &Conn, path: &str) -> Result<Url, ConnectorError> {
    endpoint(conn, AUTH, path)
}

fn endpoint(conn: &Conn, host: &str, path: &str) -> Result<Url, ConnectorError> {
    let unusable = |_| ConnectorError::new(UpstreamKind::Rejected, Advice::Never, "no usable address");
    let mut url = conn.base_url().cloned().map_or_else(|| Url::parse(host), Ok).map_err(unusable)?;
    let folder = url.path().trim_end_matches('/').to_owned();
    url.set_path(&format!("{folder}{path}"));
    Ok(url)
}

/// Whether a text may stand in a path as an id: digits alone.
pub(super) fn is_id(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|sign| sign.is_ascii_digit())
}
