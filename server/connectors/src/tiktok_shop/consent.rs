//! The way to the consent page and back, and the tokens. The redirect address is entered in the Partner Center
//! and not passed; there is no proof key.

use super::{answer, session, shops};
use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, Call, CallbackProblem, Conn, ConnectorError, Consent, ConsentRequest, GrantedAccount, TokenSet,
    header::ACCEPT,
    lenient::{Items, Object, Text},
};
use domain::UpstreamKind;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::collections::BTreeMap;
use url::Url;

/// The consent page of every market but the United States.
const SERVICES: &str = "https://services.tiktokshop.com/";
const AUTH: &str = "https://auth.tiktok-shops.com/";

pub(super) fn url(conn: &Conn, ask: &ConsentRequest) -> Result<Url, ConnectorError> {
    let app = conn.app()?;
    // The page knows the app by another id than calls do; an older page knows it by theirs.
    let service = app.service_id.as_deref().map(str::trim).filter(|id| !id.is_empty());
    let (host, path, name, id) = match service {
        Some(id) => (SERVICES, "/open/authorize", "service_id", id),
        None => (AUTH, "/oauth/authorize", "app_key", app.client_id.as_str()),
    };
    let mut url = session::endpoint(conn, host, path)?;
    url.query_pairs_mut().append_pair(name, id).append_pair("state", &ask.state);
    Ok(url)
}

pub(super) fn read_callback(query: &[(String, String)]) -> Result<Consent, CallbackProblem> {
    let value = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    match value("code").filter(|code| !code.is_empty()) {
        // Where consent was refused, the code is this word.
        Some("null") => Err(CallbackProblem::Denied),
        Some(code) => Ok(Consent { code: code.into(), config: BTreeMap::new() }),
        None if value("error").is_some() => Err(CallbackProblem::Denied),
        None => Err(CallbackProblem::Incomplete),
    }
}

pub(super) async fn exchange(conn: &Conn, consent: &Consent) -> Result<TokenSet, ConnectorError> {
    let grant = [("auth_code", consent.code.expose_secret()), ("grant_type", "authorized_code")];
    tokens(conn, "/api/v2/token/get", &grant).await
}

pub(super) async fn accounts(conn: &Conn) -> Result<Vec<GrantedAccount>, ConnectorError> {
    let shops = shops::of_connection(conn).await?;
    let accounts: Vec<_> = shops.into_iter().filter_map(shops::granted).collect();
    if accounts.is_empty() {
        let detail = "the consent opens no shop";
        return Err(ConnectorError::new(UpstreamKind::Permission, Advice::Reauthorise, detail));
    }
    Ok(accounts)
}

pub(super) async fn refresh(conn: &Conn, refresh_token: &SecretString) -> Result<TokenSet, ConnectorError> {
    let grant = [("refresh_token", refresh_token.expose_secret()), ("grant_type", "refresh_token")];
    tokens(conn, "/api/v2/token/refresh", &grant).await
}

/// Asks the token endpoint: a GET with all secrets in its query, which no error and no log shows.
async fn tokens(conn: &Conn, path: &str, grant: &[(&str, &str)]) -> Result<TokenSet, ConnectorError> {
    let app = conn.app()?;
    let mut url = session::endpoint(conn, AUTH, path)?;
    url.query_pairs_mut()
        .append_pair("app_key", &app.client_id)
        .append_pair("app_secret", app.client_secret.expose_secret())
        .extend_pairs(grant);
    let reply = conn.send(Call::get(url).with_header(ACCEPT, "application/json")).await?;
    if answer::code(&reply) != Some(0) {
        return Err(answer::of_token_endpoint(&reply, conn.now()));
    }
    let Object(granted) = answer::data(conn, &reply)?;
    token_set(granted).ok_or_else(|| {
        let detail = "the answer holds no access token";
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Granted<'a> {
    #[serde(borrow)]
    access_token: Text<'a>,
    /// Moments in seconds since 1970, for all their names say.
    #[serde(borrow)]
    access_token_expire_in: Text<'a>,
    #[serde(borrow)]
    refresh_token: Text<'a>,
    #[serde(borrow)]
    refresh_token_expire_in: Text<'a>,
    #[serde(borrow)]
    granted_scopes: Items<Text<'a>>,
}

fn token_set(granted: Granted<'_>) -> Option<TokenSet> {
    let moment = |text: &Text<'_>| -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(text.as_str()?.parse().ok().filter(|seconds| *seconds > 0)?, 0)
    };
    let scopes: Vec<String> =
        granted.granted_scopes.list.iter().filter_map(Text::as_str).map(str::to_owned).collect();
    Some(TokenSet {
        access_token: granted.access_token.as_str()?.into(),
        expires_at: moment(&granted.access_token_expire_in),
        refresh_token: granted.refresh_token.as_str().map(SecretString::from),
        consent_ends_at: moment(&granted.refresh_token_expire_in),
        scopes: (!scopes.is_empty()).then_some(scopes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(query: &[(&str, &str)]) -> Result<String, CallbackProblem> {
        let query: Vec<_> =
            query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        read_callback(&query).map(|consent| consent.code.expose_secret().to_owned())
    }

    #[test]
    fn the_way_back_brings_a_code_or_says_why_not() {
        assert_eq!(back(&[("code", "ROW_x"), ("state", "s")]), Ok("ROW_x".to_owned()));
        assert_eq!(back(&[("code", "null"), ("error", "auth_denied")]), Err(CallbackProblem::Denied));
        assert_eq!(back(&[("error", "auth_denied")]), Err(CallbackProblem::Denied));
        assert_eq!(back(&[("code", "")]), Err(CallbackProblem::Incomplete));
    }

    #[test]
    fn ends_of_tokens_are_moments_as_numbers_or_text() {
        let set = token_set(
            serde_json::from_str(
                r#"{"access_token":"a","access_token_expire_in":1660556783,"refresh_token":"r",
                    "refresh_token_expire_in":"4891384783","granted_scopes":["seller.order.info"],"user_type":0}"#,
            )
            .unwrap(),
        )
        .unwrap();
        assert_eq!(set.expires_at.map(|end| end.timestamp()), Some(1_660_556_783));
        assert_eq!(set.consent_ends_at.map(|end| end.timestamp()), Some(4_891_384_783), "in 2125");
        assert_eq!(set.scopes, Some(vec!["seller.order.info".to_owned()]));
        assert!(token_set(serde_json::from_str(r#"{"access_token":""}"#).unwrap()).is_none());
    }
}
