//! Consent by Google: the way to its page and back, tokens, and whose account they open.

use super::{answer, session};
use chrono::TimeDelta;
use connector_kit::{
    Advice, Call, CallbackProblem, Conn, ConnectorError, Consent, ConsentRequest, GrantedAccount, Method,
    Reply, TokenSet,
    header::{ACCEPT, CONTENT_TYPE},
    lenient::Text,
    limits,
};
use domain::UpstreamKind;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::collections::BTreeMap;
use url::{Url, form_urlencoded};

/// As answers write them: `email` comes back under its long name. A file of the account is found by its name only with
/// the list of Drive, whose least scope shows no content.
pub(super) const SCOPES: &[&str] = &["openid", EMAIL, LIST_FILES, SPREADSHEETS];
const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";
const LIST_FILES: &str = "https://www.googleapis.com/auth/drive.metadata.readonly";
const SPREADSHEETS: &str = "https://www.googleapis.com/auth/spreadsheets";

/// Longer codes than this are none.
const LONGEST_CODE: usize = 4_096;
/// Tokens last an hour.
const TOKEN_LIFE: i64 = 3_599;

/// Google gives a refresh token only where access without the person is asked for, and after a first consent only
/// where the person is asked again. What the person granted the same app for something else is not added: tokens open
/// what they are for.
pub(super) fn url(conn: &Conn, ask: &ConsentRequest) -> Result<Url, ConnectorError> {
    let mut url = session::authorise(conn)?;
    url.query_pairs_mut()
        .append_pair("client_id", &conn.app()?.client_id)
        .append_pair("redirect_uri", ask.redirect_uri.as_str())
        .append_pair("response_type", "code")
        .append_pair("scope", &SCOPES.join(" "))
        .append_pair("state", &ask.state)
        .append_pair("access_type", "offline")
        .append_pair("prompt", "consent")
        .append_pair("code_challenge", &ask.challenge())
        .append_pair("code_challenge_method", "S256");
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
    let reply = post(
        conn,
        &[
            ("grant_type", "authorization_code"),
            ("client_id", &app.client_id),
            ("client_secret", app.client_secret.expose_secret()),
            ("redirect_uri", ask.redirect_uri.as_str()),
            ("code", consent.code.expose_secret()),
            ("code_verifier", ask.verifier.expose_secret()),
        ],
    )
    .await?;
    let tokens = tokens(conn, &reply)?;
    if tokens.refresh_token.is_none() {
        let detail = "the consent brought no refresh token: access would end in an hour";
        return Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Reauthorise, detail));
    }
    Ok(tokens)
}

pub(super) async fn refresh(conn: &Conn, refresh_token: &SecretString) -> Result<TokenSet, ConnectorError> {
    let app = conn.app()?;
    let reply = post(
        conn,
        &[
            ("grant_type", "refresh_token"),
            ("client_id", &app.client_id),
            ("client_secret", app.client_secret.expose_secret()),
            ("refresh_token", refresh_token.expose_secret()),
        ],
    )
    .await?;
    tokens(conn, &reply)
}

async fn post(conn: &Conn, fields: &[(&str, &str)]) -> Result<Reply, ConnectorError> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut call = Call::get(session::token_endpoint(conn)?)
        .with_header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .with_header(ACCEPT, "application/json");
    (call.method, call.body) = (Method::POST, Some(body.into_bytes()));
    conn.send(call).await
}

/// The one account of a token.
pub(super) async fn accounts(conn: &Conn) -> Result<Vec<GrantedAccount>, ConnectorError> {
    let who = who(&session::user(conn).await?, conn)?;
    Ok(vec![GrantedAccount { id: who.id, name: who.email, config: BTreeMap::new() }])
}

/// A Google account.
pub(super) struct Who {
    /// It stays the same when the address changes.
    pub id: String,
    pub email: Option<String>,
}

/// Who a good answer is about.
///
/// # Errors
/// What the answer means instead.
pub(super) fn who(reply: &Reply, conn: &Conn) -> Result<Who, ConnectorError> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct User<'a> {
        #[serde(borrow)]
        sub: Text<'a>,
        #[serde(borrow)]
        email: Text<'a>,
    }
    let user: User<'_> = answer::read(reply, conn.now())?;
    let id = user.sub.capped(limits::EXTERNAL_ID).ok_or_else(|| answer::not_the_answer(reply))?;
    Ok(Who { id, email: user.email.capped(limits::EMAIL) })
}

/// The tokens of a good answer. Of any other nothing is quoted but a word of the standard: it may repeat
/// what was sent.
fn tokens(conn: &Conn, reply: &Reply) -> Result<TokenSet, ConnectorError> {
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
        refresh_token_expires_in: Text<'a>,
        #[serde(borrow)]
        scope: Text<'a>,
    }
    if !reply.is_success() {
        return Err(refused(conn, reply));
    }
    let granted: Option<Granted<'_>> = serde_json::from_slice(&reply.body).ok();
    let granted = granted.unwrap_or_default();
    let Some(access_token) = granted.access_token.as_str() else {
        let kind = if reply.is_html() { UpstreamKind::NotThePlatform } else { UpstreamKind::Protocol };
        let detail = "the token endpoint gave no token";
        return Err(ConnectorError::new(kind, Advice::Retry, detail).with_status(reply.status));
    };
    let seconds = |text: &Text<'_>| text.as_str().and_then(|seconds| seconds.parse::<i64>().ok());
    let life = seconds(&granted.expires_in).unwrap_or(TOKEN_LIFE).clamp(60, 86_400);
    let scopes = granted.scope.as_str().map(|scope| scope.split_whitespace().map(str::to_owned).collect());
    // Told of a consent that ends by itself only: of an app that is being tested, or for a time that was chosen.
    let ends_in = seconds(&granted.refresh_token_expires_in).filter(|seconds| *seconds > 0);
    Ok(TokenSet {
        access_token: access_token.into(),
        expires_at: Some(conn.now() + TimeDelta::seconds(life)),
        refresh_token: granted.refresh_token.as_str().map(SecretString::from),
        consent_ends_at: ends_in
            .and_then(TimeDelta::try_seconds)
            .and_then(|ends_in| conn.now().checked_add_signed(ends_in)),
        scopes,
    })
}

fn refused(conn: &Conn, reply: &Reply) -> ConnectorError {
    const WORDS: [&str; 14] = [
        "access_denied",
        "admin_policy_enforced",
        "deleted_client",
        "disabled_client",
        "internal_failure",
        "invalid_client",
        "invalid_grant",
        "invalid_request",
        "invalid_scope",
        "redirect_uri_mismatch",
        "server_error",
        "temporarily_unavailable",
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
    let word = WORDS.into_iter().find(|word| refusal.error.as_str() == Some(word));
    let said = word.unwrap_or("no reason given");
    let mut error = reply.failure(conn.now(), format!("HTTP {} of the token endpoint: {said}", reply.status));
    match (reply.status, word) {
        (401 | 403, _) if reply.is_html() => {
            (error.kind, error.advice) = (UpstreamKind::NotThePlatform, Advice::Retry);
        }
        // Its own trouble, under whichever status.
        (_, Some("internal_failure" | "server_error" | "temporarily_unavailable")) => {
            error.kind = UpstreamKind::Server;
            if !matches!(error.advice, Advice::After(_)) {
                error.advice = Advice::Retry;
            }
        }
        // Only the operator can help, and the consent may well be good.
        (_, Some("invalid_client" | "deleted_client" | "disabled_client")) => {
            (error.kind, error.advice) = (UpstreamKind::Auth, Advice::Never);
        }
        (400 | 401 | 403, _) if !reply.is_html() => {
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
    use connector_kit::{
        AppCredentials, ConnParts, Connector, OutboundConfig, OutboundPolicy, header::HeaderMap,
    };
    use domain::AuthKind;

    fn conn() -> Conn {
        let outbound = OutboundPolicy::new(OutboundConfig::default()).unwrap();
        let mut parts = ConnParts::new(super::super::GoogleSheets.spec(), outbound, AuthKind::OAuth2);
        let app =
            AppCredentials { client_id: "app".into(), client_secret: "secret".into(), service_id: None };
        parts.app = Some(app);
        Conn::new(parts)
    }

    fn reply(status: u16, body: &str) -> Reply {
        Reply { status, headers: HeaderMap::new(), body: body.into() }
    }

    #[test]
    fn the_page_is_asked_for_lasting_access_and_for_a_new_consent() {
        let ask = ConsentRequest::new("https://orion.example/back".parse().unwrap());
        let url = url(&conn(), &ask).unwrap();
        let query: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        let value = |name: &str| query.get(name).map(String::as_str);
        assert_eq!((value("access_type"), value("prompt")), (Some("offline"), Some("consent")));
        assert_eq!(value("code_challenge"), Some(ask.challenge().as_str()));
        assert_eq!(value("scope"), Some(SCOPES.join(" ").as_str()));
        assert!(!url.as_str().contains(ask.verifier.expose_secret()));
    }

    #[test]
    fn a_way_back_has_a_code_or_says_why_not() {
        let read = |query: &[(&str, &str)]| {
            let query = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            read_callback(&query.collect::<Vec<_>>())
        };
        assert_eq!(read(&[("code", " 4/0Ab ")]).unwrap().code.expose_secret(), "4/0Ab");
        assert_eq!(read(&[("error", "access_denied")]).unwrap_err(), CallbackProblem::Denied);
        assert_eq!(read(&[("code", "")]).unwrap_err(), CallbackProblem::Incomplete);
        assert_eq!(read(&[("code", &"x".repeat(4_097))]).unwrap_err(), CallbackProblem::Incomplete);
    }

    #[test]
    fn a_consent_that_ends_by_itself_says_when() {
        let conn = conn();
        let read = |body: &str| tokens(&conn, &reply(200, body)).unwrap();
        let lasting = read(r#"{"access_token":"ya29.a","expires_in":3599,"scope":"openid email"}"#);
        assert_eq!((lasting.consent_ends_at, lasting.refresh_token.is_some()), (None, false));
        assert_eq!(lasting.scopes.unwrap(), ["openid", "email"]);
        let tested =
            read(r#"{"access_token":"ya29.a","refresh_token":"1//r","refresh_token_expires_in":604799}"#);
        let ends_in = tested.consent_ends_at.unwrap() - conn.now();
        assert!((604_700..=604_799).contains(&ends_in.num_seconds()), "{ends_in}");
    }

    #[test]
    fn a_grant_that_is_over_needs_a_person_and_a_failure_only_patience() {
        let conn = conn();
        let over = r#"{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"#;
        let error = tokens(&conn, &reply(400, over)).unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
        assert!(error.detail.ends_with("invalid_grant"), "{error}");
        for status in [404, 500, 503] {
            assert_eq!(tokens(&conn, &reply(status, "{}")).unwrap_err().advice, Advice::Retry, "{status}");
        }
        for (word, kind, advice) in [
            ("internal_failure", UpstreamKind::Server, Advice::Retry),
            ("invalid_client", UpstreamKind::Auth, Advice::Never),
            ("unauthorized_client", UpstreamKind::Auth, Advice::Reauthorise),
            ("admin_policy_enforced", UpstreamKind::Auth, Advice::Reauthorise),
        ] {
            let error = tokens(&conn, &reply(400, &format!(r#"{{"error":"{word}"}}"#))).unwrap_err();
            assert_eq!((error.kind, error.advice), (kind, advice), "{word}");
            assert!(error.detail.ends_with(word), "{error}");
        }
        assert_eq!(tokens(&conn, &reply(200, "{}")).unwrap_err().advice, Advice::Retry);
    }

    #[test]
    fn an_account_is_known_by_what_does_not_change() {
        let who = who(&reply(200, r#"{"sub":"1045","email":"ana@example.com"}"#), &conn()).unwrap();
        assert_eq!((who.id.as_str(), who.email.as_deref()), ("1045", Some("ana@example.com")));
        let nobody = super::who(&reply(200, "{}"), &conn());
        assert_eq!(nobody.err().map(|error| error.kind), Some(UpstreamKind::Protocol));
    }
}
