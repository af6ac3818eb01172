//! One call with the connection's token.

use super::answer;
use connector_kit::{
    Advice, Call, Conn, ConnectorError, Reply,
    header::{ACCEPT, AUTHORIZATION},
};
use domain::UpstreamKind;
use url::Url;

const API: &str = "https://api.example.invalid/";

/// The good answer to a GET of a path.
///
/// # Errors
/// What the answer means instead.
pub(super) async fn get(
    conn: &Conn,
    path: &str,
    query: &[(&'static str, String)],
) -> Result<Reply, ConnectorError> {
    let reply = conn.send(call(conn, path, query)?).await?;
    answer::good(reply, conn.now())
}

fn call(conn: &Conn, path: &str, query: &[(&'static str, String)]) -> Result<Call, ConnectorError> {
    let mut url = endpoint(conn, path)?;
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    let bearer = format!("Bearer {}", conn.secret("token")?);
    Call::get(url).with_header(ACCEPT, "application/json").with_secret_header(AUTHORIZATION, &bearer)
}

/// The address of a path on the platform's host, or on what stands in for it.
fn endpoint(conn: &Conn, path: &str) -> Result<Url, ConnectorError> {
    let unusable = |_| ConnectorError::new(UpstreamKind::Rejected, Advice::Never, "no usable address");
    let mut url = conn.base_url().cloned().map_or_else(|| Url::parse(API), Ok).map_err(unusable)?;
    let folder = url.path().trim_end_matches('/').to_owned();
    url.set_path(&format!("{folder}{path}"));
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::{ConnParts, OutboundPolicy};

    #[test]
    fn the_token_goes_in_a_header_and_not_in_the_address() {
        let outbound = OutboundPolicy::new(Default::default()).unwrap();
        let mut parts = ConnParts::new(&super::super::SPEC, outbound, domain::AuthKind::Token);
        parts.base_url = Some("https://stand-in.example/shop/".parse().unwrap());
        parts.credentials.insert("token".into(), "secret".into());
        let call = call(&Conn::new(parts), "/v1/orders", &[("limit", "1".to_owned())]).unwrap();
        assert_eq!(call.url.as_str(), "https://stand-in.example/shop/v1/orders?limit=1");
        let sent = &call.headers[AUTHORIZATION];
        assert!(sent == "Bearer secret" && sent.is_sensitive());
    }
}
