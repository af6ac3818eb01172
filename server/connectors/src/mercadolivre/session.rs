//! Addresses, and one call with the connection's token.

use super::answer;
use connector_kit::{
    Advice, Call, Conn, ConnectorError, Method, Reply,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue},
    lenient::is_id,
};
use domain::UpstreamKind;
use serde_json::Value;
use url::Url;

/// Of every country.
const API: &str = "https://api.mercadolibre.com/";
/// Of Brazil: other countries have consent pages of their own.
const AUTH: &str = "https://auth.mercadolivre.com.br/";

/// Without it, shipments come in an old form.
const NEW_FORMAT: HeaderName = HeaderName::from_static("x-format-new");

/// What a change is asked for with.
pub(super) struct Body {
    /// Its media type.
    pub kind: String,
    pub bytes: Vec<u8>,
}

/// The answer to a read; with a new token where the platform refuses the one that it was asked with.
pub(super) async fn get(conn: &Conn, path: &str, query: &[(&str, String)]) -> Result<Reply, ConnectorError> {
    read(conn, path, query, "application/json").await
}

/// The same of what is no JSON.
pub(super) async fn get_file(
    conn: &Conn,
    path: &str,
    query: &[(&str, String)],
) -> Result<Reply, ConnectorError> {
    read(conn, path, query, "*/*").await
}

async fn read(
    conn: &Conn,
    path: &str,
    query: &[(&str, String)],
    accept: &'static str,
) -> Result<Reply, ConnectorError> {
    let mut url = api(conn, path)?;
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    let call = |token: &str| {
        let call = authorised(url.clone(), accept, token)?;
        Ok(if path.starts_with("/shipments/") { call.with_header(NEW_FORMAT, "true") } else { call })
    };
    conn.send_with_token(call, |reply| reply.status == 401).await
}

/// The answer to a change; asked for again only where the token was refused, so that nothing was changed.
pub(super) async fn send(
    conn: &Conn,
    method: Method,
    path: &str,
    body: Body,
) -> Result<Reply, ConnectorError> {
    let url = api(conn, path)?;
    let kind = HeaderValue::try_from(&body.kind).map_err(|_| answer::unfit("no usable media type"))?;
    let call = |token: &str| {
        let mut call = authorised(url.clone(), "application/json", token)?;
        call.method = method.clone();
        call.headers.insert(CONTENT_TYPE, kind.clone());
        call.body = Some(body.bytes.clone());
        Ok(call)
    };
    conn.send_with_token(call, |reply| reply.status == 401).await
}

/// [`send`], with JSON.
pub(super) async fn send_json(
    conn: &Conn,
    method: Method,
    path: &str,
    body: &Value,
) -> Result<Reply, ConnectorError> {
    let body = Body { kind: "application/json".to_owned(), bytes: body.to_string().into_bytes() };
    send(conn, method, path, body).await
}

fn authorised(url: Url, accept: &'static str, token: &str) -> Result<Call, ConnectorError> {
    let call = Call::get(url).with_header(ACCEPT, accept);
    call.with_secret_header(AUTHORIZATION, &format!("Bearer {token}"))
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

/// An id that may stand in a path.
///
/// # Errors
/// [`UpstreamKind::Rejected`] for anything else.
pub(super) fn id(text: &str) -> Result<&str, ConnectorError> {
    Some(text).filter(|text| is_id(text)).ok_or_else(|| answer::unfit("not an id of the platform's"))
}
