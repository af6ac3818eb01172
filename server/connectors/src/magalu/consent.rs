//! Consent by ID Magalu: the way to its page and back, and tokens.

use super::{answer, portfolio, session};
use chrono::TimeDelta;
use connector_kit::{
    Advice, Call, CallbackProblem, Conn, ConnectorError, Consent, ConsentRequest, GrantedAccount, Method,
    Reply, TokenSet,
    header::{ACCEPT, CONTENT_TYPE},
    lenient::Text,
};
use domain::UpstreamKind;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use url::{Url, form_urlencoded};

/// What was consented to never grows: a scope that is added later needs a new consent of each seller. So
/// all are asked for, those that write too.
pub(super) const SCOPES: &[&str] = &[
    "open:order-order-seller:read",
    "open:order-delivery-seller:read",
    "open:order-delivery-seller:write",
    "open:order-invoice-seller:read",
    "open:order-logistics-seller:read",
    "open:portfolio-skus-seller:read",
    "open:portfolio-skus-seller:write",
    "open:portfolio-prices-seller:read",
    "open:portfolio-prices-seller:write",
    "open:portfolio-stocks-seller:read",
    "open:portfolio-stocks-seller:write",
    "open:portfolio-categories-seller:read",
    "open:order-financial-report-seller:read",
    "open:tickets-seller:read",
];

/// Longer codes and tokens than these are none.
const LONGEST_CODE: usize = 4_096;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Granted<'a> {
    #[serde(borrow)]
    access_token: Text<'a>,
    #[serde(borrow)]
    refresh_token: Text<'a>,
    #[serde(borrow)]
    expires_in: Text<'a>,
    #[serde(borrow)]
    scope: Text<'a>,
}

/// Without `choose_tenants` the token would be the person's, who is no seller.
pub(super) fn url(conn: &Conn, ask: &ConsentRequest) -> Result<Url, ConnectorError> {
    let mut url = session::login(conn)?;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("client_id", &conn.app()?.client_id)
        .append_pair("redirect_uri", ask.redirect_uri.as_str())
        .append_pair("scope", &SCOPES.join(" "))
        .append_pair("response_type", "code")
        .append_pair("choose_tenants", "true")
        .append_pair("state", &ask.state)
        .finish();
    // A plus of its own is written `%2B` by now; the platform's documents write blanks as `%20`.
    url.set_query(Some(&query.replace('+', "%20")));
    Ok(url)
}

pub(super) fn read_callback(query: &[(String, String)]) -> Result<Consent, CallbackProblem> {
    let value = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    if value("error").is_some_and(|error| !error.is_empty()) {
        return Err(CallbackProblem::Denied);
    }
    let code = value("code").filter(|code| (1..=LONGEST_CODE).contains(&code.len()));
    let code = code.ok_or(CallbackProblem::Incomplete)?;
    Ok(Consent { code: code.into(), config: BTreeMap::new() })
}

pub(super) async fn exchange(
    conn: &Conn,
    ask: &ConsentRequest,
    consent: &Consent,
) -> Result<TokenSet, ConnectorError> {
    let app = conn.app()?;
    let body = json!({
        "grant_type": "authorization_code",
        "client_id": app.client_id,
        "client_secret": app.client_secret.expose_secret(),
        "redirect_uri": ask.redirect_uri.as_str(),
        "code": consent.code.expose_secret(),
    });
    let call = Call::post_json(session::token_endpoint(conn)?, body.to_string().into_bytes());
    tokens(conn, &conn.send(call.with_header(ACCEPT, "application/json")).await?)
}

/// The one account of a company's tokens; a person's open none.
pub(super) async fn accounts(conn: &Conn) -> Result<Vec<GrantedAccount>, ConnectorError> {
    let reply = session::get(conn, portfolio::PATH, &[]).await?;
    let account = portfolio::account(&reply, conn.now()).map_err(|mut error| {
        if error.kind == UpstreamKind::Permission {
            // Another consent, for the company and with every scope, is what helps.
            error.advice = Advice::Reauthorise;
        }
        error
    })?;
    Ok(vec![account])
}

pub(super) async fn refresh(conn: &Conn, refresh_token: &SecretString) -> Result<TokenSet, ConnectorError> {
    let app = conn.app()?;
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "refresh_token")
        .append_pair("client_id", &app.client_id)
        .append_pair("client_secret", app.client_secret.expose_secret())
        .append_pair("refresh_token", refresh_token.expose_secret())
        .finish();
    let mut call = Call::get(session::token_endpoint(conn)?)
        .with_header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .with_header(ACCEPT, "application/json");
    (call.method, call.body) = (Method::POST, Some(body.into_bytes()));
    tokens(conn, &conn.send(call).await?)
}

/// The tokens of a good answer. Of any other nothing is quoted but a word of the standard: it may repeat
/// what was sent.
fn tokens(conn: &Conn, reply: &Reply) -> Result<TokenSet, ConnectorError> {
    if !reply.is_success() {
        return Err(refused(conn, reply));
    }
    let granted: Option<Granted<'_>> = serde_json::from_slice(&reply.body).ok();
    let granted = granted.unwrap_or_default();
    let Some(access_token) = granted.access_token.as_str() else {
        let kind = if reply.is_html() { UpstreamKind::NotThePlatform } else { UpstreamKind::Protocol };
        let detail = format!("the token endpoint gave no token{}", answer::request_id(reply));
        return Err(ConnectorError::new(kind, Advice::Retry, detail).with_status(reply.status));
    };
    let life = granted.expires_in.as_str().and_then(|seconds| seconds.parse().ok()).unwrap_or(7_200_i64);
    let scopes = granted.scope.as_str().map(|scope| scope.split_whitespace().map(str::to_owned).collect());
    Ok(TokenSet {
        access_token: access_token.into(),
        expires_at: Some(conn.now() + TimeDelta::seconds(life.clamp(60, 86_400))),
        refresh_token: granted.refresh_token.as_str().map(SecretString::from),
        // How long refresh tokens live is not published.
        consent_ends_at: None,
        scopes,
    })
}

fn refused(conn: &Conn, reply: &Reply) -> ConnectorError {
    const WORDS: [&str; 6] = [
        "invalid_grant",
        "invalid_client",
        "invalid_request",
        "invalid_scope",
        "unauthorized_client",
        "unsupported_grant_type",
    ];
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Refusal<'a> {
        #[serde(borrow)]
        error: Text<'a>,
    }
    let refusal: Refusal<'_> = serde_json::from_slice(&reply.body).unwrap_or_default();
    let word =
        WORDS.into_iter().find(|word| refusal.error.as_str() == Some(word)).unwrap_or("no reason given");
    let detail = format!("HTTP {} of the token endpoint: {word}{}", reply.status, answer::request_id(reply));
    let mut error = reply.failure(conn.now(), detail);
    match reply.status {
        // Only the operator can help, and the consents may well be good.
        400 | 401 | 403
            if matches!(
                word,
                "invalid_client" | "invalid_scope" | "invalid_request" | "unsupported_grant_type"
            ) =>
        {
            (error.kind, error.advice) = (UpstreamKind::Auth, Advice::Never);
        }
        401 | 403 if reply.is_html() => {
            (error.kind, error.advice) = (UpstreamKind::NotThePlatform, Advice::Retry)
        }
        400 | 401 | 403 if !reply.is_html() => {
            (error.kind, error.advice) = (UpstreamKind::Auth, Advice::Reauthorise);
        }
        // What stands there by mistake today will be the endpoint again.
        _ if error.advice == Advice::Never => error.advice = Advice::Retry,
        _ => {}
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_way_back_has_a_code_or_says_why_not() {
        let read = |query: &[(&str, &str)]| read_callback(&pairs(query));
        let consent = read(&[("state", "s"), ("code", " c1 ")]).unwrap();
        assert_eq!(consent.code.expose_secret(), "c1");
        assert!(!format!("{consent:?}").contains("c1"));
        for (query, problem) in [
            (&[("error", "access_denied")][..], CallbackProblem::Denied),
            (&[("error", "access_denied"), ("code", "c1")], CallbackProblem::Denied),
            (&[("code", " ")], CallbackProblem::Incomplete),
            (&[], CallbackProblem::Incomplete),
        ] {
            assert_eq!(read(query).unwrap_err(), problem, "{query:?}");
        }
        assert_eq!(read(&[("code", &"x".repeat(4_097))]).unwrap_err(), CallbackProblem::Incomplete);
    }
}
