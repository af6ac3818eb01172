//! The way to the consent page and back, and the tokens. The proof key is optional unless the app asks for it:
//! sent always, it works either way.

use super::{answer, session};
use chrono::TimeDelta;
use connector_kit::{
    Advice, Call, CallbackProblem, Conn, ConnectorError, Consent, ConsentRequest, GrantedAccount, Method,
    TokenSet,
    header::{ACCEPT, CONTENT_TYPE},
    lenient::{Object, Text, is_id},
};
use domain::UpstreamKind;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::collections::BTreeMap;
use url::{Url, form_urlencoded};

/// In which the connection's config holds the account's id.
pub(super) const USER_ID: &str = "user_id";

pub(super) fn url(conn: &Conn, ask: &ConsentRequest) -> Result<Url, ConnectorError> {
    let app = conn.app()?;
    let mut url = session::auth(conn, "/authorization")?;
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &app.client_id)
        .append_pair("redirect_uri", ask.redirect_uri.as_str())
        .append_pair("state", &ask.state)
        .append_pair("code_challenge", &ask.challenge())
        .append_pair("code_challenge_method", "S256");
    Ok(url)
}

pub(super) fn read_callback(query: &[(String, String)]) -> Result<Consent, CallbackProblem> {
    let value = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    match value("code").filter(|code| !code.is_empty()) {
        Some(code) => Ok(Consent { code: code.into(), config: BTreeMap::new() }),
        None if value("error").is_some() => Err(CallbackProblem::Denied),
        None => Err(CallbackProblem::Incomplete),
    }
}

pub(super) async fn exchange(
    conn: &Conn,
    ask: &ConsentRequest,
    consent: &Consent,
) -> Result<TokenSet, ConnectorError> {
    let grant = [
        ("grant_type", "authorization_code"),
        ("code", consent.code.expose_secret()),
        ("redirect_uri", ask.redirect_uri.as_str()),
        ("code_verifier", ask.verifier.expose_secret()),
    ];
    tokens(conn, &grant).await
}

/// The refresh token works once: the answer brings the next one.
pub(super) async fn refresh(conn: &Conn, refresh_token: &SecretString) -> Result<TokenSet, ConnectorError> {
    let grant = [("grant_type", "refresh_token"), ("refresh_token", refresh_token.expose_secret())];
    tokens(conn, &grant).await
}

/// Asks the token endpoint, with everything in the body.
async fn tokens(conn: &Conn, grant: &[(&str, &str)]) -> Result<TokenSet, ConnectorError> {
    let app = conn.app()?;
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("client_id", &app.client_id)
        .append_pair("client_secret", app.client_secret.expose_secret())
        .extend_pairs(grant)
        .finish();
    let mut call = Call::get(session::api(conn, "/oauth/token")?)
        .with_header(ACCEPT, "application/json")
        .with_header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    call.method = Method::POST;
    call.body = Some(body.into_bytes());
    let reply = conn.send(call).await?;
    if !reply.is_success() {
        return Err(answer::of_token_endpoint(&reply, conn.now()));
    }
    let granted = serde_json::from_slice::<Object<Granted<'_>>>(&reply.body).unwrap_or_default().0;
    token_set(conn, &granted).ok_or_else(|| {
        let kind = if reply.is_html() { UpstreamKind::NotThePlatform } else { UpstreamKind::Protocol };
        ConnectorError::new(kind, Advice::Retry, "the answer holds no access token").with_status(reply.status)
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Granted<'a> {
    #[serde(borrow)]
    access_token: Text<'a>,
    /// Seconds.
    #[serde(borrow)]
    expires_in: Text<'a>,
    #[serde(borrow)]
    refresh_token: Text<'a>,
    #[serde(borrow)]
    scope: Text<'a>,
}

fn token_set(conn: &Conn, granted: &Granted<'_>) -> Option<TokenSet> {
    let seconds = granted.expires_in.as_str().and_then(|text| text.parse::<i64>().ok());
    let life = seconds.map(|seconds| TimeDelta::seconds(seconds.clamp(0, 366 * 86_400)));
    Some(TokenSet {
        access_token: granted.access_token.as_str()?.into(),
        expires_at: life.map(|life| conn.now() + life),
        refresh_token: granted.refresh_token.as_str().map(SecretString::from),
        // A refresh token that is used in time leads to the next one without end.
        consent_ends_at: None,
        scopes: granted.scope.as_str().map(|text| text.split_whitespace().map(str::to_owned).collect()),
    })
}

/// Who the seller is, as `/users/me` says.
#[derive(Debug)]
pub(super) struct Seller {
    pub id: String,
    pub nickname: Option<String>,
    pub email: Option<String>,
    pub site: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct User<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    nickname: Text<'a>,
    #[serde(borrow)]
    email: Text<'a>,
    #[serde(borrow)]
    site_id: Text<'a>,
}

pub(super) async fn seller(conn: &Conn) -> Result<Seller, ConnectorError> {
    let reply = session::get(conn, "/users/me", &[]).await?;
    let Object(user): Object<User<'_>> = answer::json(conn, &reply)?;
    let id = user.id.as_str().filter(|id| is_id(id)).ok_or_else(|| {
        let detail = "the answer does not say whose account it is";
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })?;
    let text = |text: &Text<'_>| text.capped(200);
    let (nickname, email, site) = (text(&user.nickname), text(&user.email), text(&user.site_id));
    Ok(Seller { id: id.to_owned(), nickname, email, site })
}

pub(super) async fn accounts(conn: &Conn) -> Result<Vec<GrantedAccount>, ConnectorError> {
    let seller = seller(conn).await?;
    let config = BTreeMap::from([(USER_ID.to_owned(), seller.id.clone())]);
    Ok(vec![GrantedAccount { id: seller.id, name: seller.nickname, config }])
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
        assert_eq!(back(&[("code", " TG-1 "), ("state", "s")]), Ok("TG-1".to_owned()));
        assert_eq!(back(&[("error", "access_denied"), ("state", "s")]), Err(CallbackProblem::Denied));
        assert_eq!(back(&[("code", "")]), Err(CallbackProblem::Incomplete));
    }
}
