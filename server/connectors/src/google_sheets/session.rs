//! Where calls go, and reading and writing with the connection's token.

use connector_kit::{
    Advice, Call, Conn, ConnectorError, Method, Reply,
    header::{ACCEPT, AUTHORIZATION},
};
use domain::UpstreamKind;
use serde_json::Value;
use url::Url;

const AUTHORISE: &str = "https://accounts.google.com/o/oauth2/v2/auth";
const TOKEN: &str = "https://oauth2.googleapis.com/token";
const USER: &str = "https://openidconnect.googleapis.com/v1/userinfo";
const FILES: &str = "https://www.googleapis.com/drive/v3/files";
const SPREADSHEETS: &str = "https://sheets.googleapis.com/v4/spreadsheets";

/// The page where a person consents.
pub(super) fn authorise(conn: &Conn) -> Result<Url, ConnectorError> {
    at(conn, AUTHORISE)
}

pub(super) fn token_endpoint(conn: &Conn) -> Result<Url, ConnectorError> {
    at(conn, TOKEN)
}

/// An address of Google, or the same path under the connection's own base.
fn at(conn: &Conn, address: &str) -> Result<Url, ConnectorError> {
    let url = Url::parse(address).map_err(|error| not_an_address(&error.to_string()))?;
    let Some(base) = conn.base_url() else { return Ok(url) };
    let mut there = base.clone();
    there.set_path(&format!("{}{}", base.path().trim_end_matches('/'), url.path()));
    Ok(there)
}

fn not_an_address(why: &str) -> ConnectorError {
    ConnectorError::new(UpstreamKind::Rejected, Advice::Never, format!("not an address: {why}"))
}

/// An address with more segments, each encoded as a whole.
fn below(conn: &Conn, address: &str, segments: &[&str]) -> Result<Url, ConnectorError> {
    let mut url = at(conn, address)?;
    url.path_segments_mut().map_err(|()| not_an_address("it has no path"))?.extend(segments);
    Ok(url)
}

/// Who the token is of.
pub(super) async fn user(conn: &Conn) -> Result<Reply, ConnectorError> {
    send(conn, Call::get(at(conn, USER)?)).await
}

/// The list of files, or one of them.
pub(super) async fn files(
    conn: &Conn,
    file: Option<&str>,
    query: &[(&str, &str)],
) -> Result<Reply, ConnectorError> {
    get(conn, below(conn, FILES, file.as_slice())?, query).await
}

/// Reads a spreadsheet, or what lies below it.
pub(super) async fn spreadsheet(
    conn: &Conn,
    path: &[&str],
    query: &[(&str, &str)],
) -> Result<Reply, ConnectorError> {
    get(conn, below(conn, SPREADSHEETS, path)?, query).await
}

async fn get(conn: &Conn, mut url: Url, query: &[(&str, &str)]) -> Result<Reply, ConnectorError> {
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    send(conn, Call::get(url)).await
}

/// Changes a spreadsheet. One attempt: a token that was refused has changed nothing.
pub(super) async fn change(
    conn: &Conn,
    method: Method,
    path: &[&str],
    query: &[(&str, &str)],
    body: &Value,
) -> Result<Reply, ConnectorError> {
    let mut url = below(conn, SPREADSHEETS, path)?;
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    let mut call = Call::post_json(url, body.to_string().into_bytes());
    call.method = method;
    send(conn, call).await
}

async fn send(conn: &Conn, call: Call) -> Result<Reply, ConnectorError> {
    let call = call.with_header(ACCEPT, "application/json");
    let with = |token: &str| call.clone().with_secret_header(AUTHORIZATION, &format!("Bearer {token}"));
    conn.send_with_token(with, |reply| reply.status == 401 && !reply.is_html()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::{ConnParts, Connector, OutboundConfig, OutboundPolicy};
    use domain::AuthKind;

    fn conn(base: Option<&str>) -> Conn {
        let outbound = OutboundPolicy::new(OutboundConfig::default()).unwrap();
        let mut parts = ConnParts::new(super::super::GoogleSheets.spec(), outbound, AuthKind::OAuth2);
        parts.base_url = base.map(|base| base.parse().unwrap());
        Conn::new(parts)
    }

    #[test]
    fn each_host_has_its_path_below_another_base() {
        assert_eq!(authorise(&conn(None)).unwrap().as_str(), AUTHORISE);
        let stand_in = conn(Some("http://127.0.0.1:4000/google_sheets/loja/"));
        assert_eq!(
            token_endpoint(&stand_in).unwrap().as_str(),
            "http://127.0.0.1:4000/google_sheets/loja/token"
        );
    }

    #[test]
    fn a_range_is_one_segment() {
        let url = below(&conn(None), SPREADSHEETS, &["1a", "values", "'Q4/ção 100%?'!A1:B2"]).unwrap();
        assert_eq!(
            url.as_str(),
            "https://sheets.googleapis.com/v4/spreadsheets/1a/values/'Q4%2F%C3%A7%C3%A3o%20100%25%3F'!A1:B2"
        );
    }
}
