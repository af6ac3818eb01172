//! One signed call with the connection's token.

use super::{answer, sign};
use connector_kit::{
    Advice, Call, Conn, ConnectorError, Method, Reply,
    header::{ACCEPT, CONTENT_TYPE, HeaderName},
};
use domain::UpstreamKind;
use secrecy::ExposeSecret;
use serde_json::Value;
use std::borrow::Cow;
use url::Url;

/// For every market.
const API: &str = "https://open-api.tiktokglobalshop.com/";
const TOKEN_HEADER: HeaderName = HeaderName::from_static("x-tts-access-token");

/// What is asked of the API, before app, time and signature are added.
#[derive(Debug)]
pub(super) struct Ask {
    method: Method,
    path: Cow<'static, str>,
    query: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// Whether the call is to a shop: it is named by its cipher, which must be absent elsewhere.
    of_shop: bool,
}

impl Ask {
    /// What becomes part of a path is an id that was looked at.
    pub(super) fn get(path: impl Into<Cow<'static, str>>) -> Self {
        Self { method: Method::GET, path: path.into(), query: Vec::new(), body: Vec::new(), of_shop: true }
    }

    /// A call with a JSON body, which is written once: the bytes that are signed are those that are sent.
    pub(super) fn with_body(method: Method, path: impl Into<Cow<'static, str>>, body: &Value) -> Self {
        Self { method, body: body.to_string().into_bytes(), ..Self::get(path) }
    }

    pub(super) fn post(path: impl Into<Cow<'static, str>>, body: &Value) -> Self {
        Self::with_body(Method::POST, path, body)
    }

    /// Not to a shop.
    pub(super) fn of_app(mut self) -> Self {
        self.of_shop = false;
        self
    }

    /// Adds a parameter, unless it is empty.
    pub(super) fn param(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let value: String = value.into();
        self.query.extend((!value.is_empty()).then_some((name, value)));
        self
    }
}

/// The answer to a call with the connection's token; with a new one where the platform refuses it.
pub(super) async fn send(conn: &Conn, ask: &Ask) -> Result<Reply, ConnectorError> {
    conn.send_with_token(|token| call(conn, ask, token), answer::is_token_refused).await
}

/// The signed call.
pub(super) fn call(conn: &Conn, ask: &Ask, token: &str) -> Result<Call, ConnectorError> {
    let app = conn.app()?;
    let mut query = ask.query.clone();
    query.push(("app_key", app.client_id.clone()));
    query.push(("timestamp", conn.now().timestamp().to_string()));
    if ask.of_shop {
        let cipher = conn.config("shop_cipher").ok_or_else(|| {
            let detail = "the consent did not say by which cipher the shop is called";
            ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, detail)
        })?;
        query.push(("shop_cipher", cipher.to_owned()));
    }
    let sign = sign::of_call(app.client_secret.expose_secret(), &ask.path, &query, &ask.body);
    query.push(("sign", sign));
    let mut url = endpoint(conn, API, &ask.path)?;
    url.query_pairs_mut().extend_pairs(query);
    let mut call = Call::get(url)
        .with_header(ACCEPT, "application/json")
        // Without it even a GET is refused, as if a scope were missing.
        .with_header(CONTENT_TYPE, "application/json")
        .with_secret_header(TOKEN_HEADER, token)?;
    call.method = ask.method.clone();
    call.body = (!ask.body.is_empty()).then(|| ask.body.clone());
    Ok(call)
}

/// The address of a path on one of the platform's hosts, or on what stands in for all of them.
pub(super) fn endpoint(conn: &Conn, host: &str, path: &str) -> Result<Url, ConnectorError> {
    let unusable = |_| ConnectorError::new(UpstreamKind::Rejected, Advice::Never, "no usable address");
    let mut url = conn.base_url().cloned().map_or_else(|| Url::parse(host), Ok).map_err(unusable)?;
    let folder = url.path().trim_end_matches('/').to_owned();
    url.set_path(&format!("{folder}{path}"));
    Ok(url)
}
