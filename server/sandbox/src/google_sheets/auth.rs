//! Google's consent page, its token endpoint, and what a token may do.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use crate::consent::{self, Issued, Refused, Rotation};
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::{Credentials, Shop};

use super::{LIVES, error};

pub(super) const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";
pub(super) const LIST_FILES: &str = "https://www.googleapis.com/auth/drive.metadata.readonly";
pub(super) const SPREADSHEETS: &str = "https://www.googleapis.com/auth/spreadsheets";
const SCOPES: [&str; 4] = ["openid", EMAIL, LIST_FILES, SPREADSHEETS];
/// Of the refresh token of an app that is being tested, in seconds.
const TESTED: i64 = 604_799;

/// What was consented to; every code and token carries it. It is not signed: what counts is the part behind it, which
/// only the platform can make.
#[derive(Serialize, Deserialize)]
pub(super) struct Claims {
    scope: String,
    /// Whether a refresh token comes with a code.
    lasting: bool,
}

impl Claims {
    /// Of the tokens of [`Shop::grant`].
    fn all() -> Self {
        Self { scope: SCOPES.join(" "), lasting: true }
    }

    pub(super) fn allow(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|granted| granted == scope)
    }

    fn on(&self, prefix: &str, secret: &str) -> String {
        let claims = serde_json::to_vec(self).unwrap_or_default();
        format!("{prefix}{}.{secret}", URL_SAFE_NO_PAD.encode(claims))
    }

    /// The claims of a code or token, and its secret.
    fn of(text: &str) -> (Self, &str) {
        let mut parts = text.rsplit(['.', '/']);
        let (secret, claims) = (parts.next().unwrap_or_default(), parts.next());
        let claims = claims.and_then(|claims| URL_SAFE_NO_PAD.decode(claims).ok());
        let claims = claims.and_then(|claims| serde_json::from_slice(&claims).ok());
        (claims.unwrap_or_else(Self::all), secret)
    }
}

fn app(shop: &Shop) -> (&str, &str) {
    match shop.credentials() {
        Credentials::App { client_id, client_secret, .. } => (client_id, client_secret),
        _ => ("", ""),
    }
}

fn email(shop: &Shop) -> String {
    format!("{}@gmail.example", shop.name())
}

/// Who the token is of.
pub(super) fn user(shop: &Shop) -> Value {
    let sub = match shop.credentials() {
        Credentials::App { account_id, .. } => account_id.as_str(),
        _ => "",
    };
    json!({ "sub": sub, "email": email(shop), "email_verified": true })
}

/// The page where a person consents.
pub(super) fn page(shop: &Shop, request: &Request) -> Reply {
    let refuse = |why: &str| Reply::html(400, format!("<!DOCTYPE html><title>Google</title><h1>{why}</h1>"));
    if request.param("client_id") != Some(app(shop).0) {
        return refuse("invalid_client");
    }
    if request.param("response_type") != Some("code") {
        return refuse("unsupported_response_type");
    }
    let scope = request.param("scope").unwrap_or_default();
    if scope.is_empty() || scope.split(' ').any(|scope| !SCOPES.contains(&scope)) {
        return refuse("invalid_scope");
    }
    let redirect_uri = request.param("redirect_uri").unwrap_or_default();
    let Ok(back) = Url::parse(redirect_uri) else { return refuse("redirect_uri_mismatch") };
    let challenge = request.param("code_challenge");
    if challenge.is_some() && request.param("code_challenge_method") != Some("S256") {
        return refuse("invalid_request");
    }
    // Lasting access is given once, and again only to whoever asks the person again.
    let is_first = shop.drive.consents_first();
    let asks_again =
        request.param("prompt").is_some_and(|prompt| prompt.split(' ').any(|word| word == "consent"));
    let lasting = request.param("access_type") == Some("offline") && (is_first || asks_again);
    let code = shop.consents.code(redirect_uri, challenge, shop.now(), LIVES);
    let code = Claims { scope: scope.to_owned(), lasting }.on("4/", &code);
    let state = request.param("state").map(|state| ("state", state));
    let to = |pairs: &[(&str, &str)]| {
        let mut url = back.clone();
        url.query_pairs_mut().extend_pairs(state.into_iter().chain(pairs.iter().copied()));
        url.to_string()
    };
    let (allow, deny) = (to(&[("code", &code), ("scope", scope)]), to(&[("error", "access_denied")]));
    consent::page_about("Google Sheets", &email(shop), "ler e alterar planilhas", &allow, &deny)
}

fn refused(status: u16, error: &str, description: &str) -> Reply {
    Reply::value(status, &json!({ "error": error, "error_description": description }))
}

fn no_code(why: Refused) -> Reply {
    match why {
        Refused::Unknown => refused(400, "invalid_grant", "Malformed auth code."),
        Refused::Used | Refused::Expired => refused(400, "invalid_grant", "Bad Request"),
        Refused::OtherRedirect => refused(400, "redirect_uri_mismatch", "Bad Request"),
        Refused::BadVerifier => refused(400, "invalid_grant", "Invalid code verifier."),
    }
}

pub(super) fn token(shop: &Shop, request: &Request) -> Reply {
    let fields: BTreeMap<String, String> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    let (id, secret) = app(shop);
    if field("client_id") != id {
        return refused(401, "invalid_client", "The OAuth client was not found.");
    }
    if field("client_secret") != secret {
        return refused(401, "invalid_client", "The provided client secret is invalid.");
    }
    match field("grant_type") {
        "authorization_code" => {
            let (claims, code) = Claims::of(field("code"));
            let verifier = fields.get("code_verifier").map(String::as_str);
            match shop.consents.redeem(code, Some(field("redirect_uri")), verifier, shop.now(), LIVES) {
                Ok(issued) => granted(shop, &claims, &issued, claims.lasting),
                Err(why) => no_code(why),
            }
        }
        // It stays good, and none comes along.
        "refresh_token" => {
            let (claims, secret) = Claims::of(field("refresh_token"));
            match shop.consents.refresh(secret, Rotation::Kept, shop.now(), LIVES) {
                Ok(issued) => granted(shop, &claims, &issued, false),
                Err(_) => refused(400, "invalid_grant", "Token has been expired or revoked."),
            }
        }
        _ => refused(400, "unsupported_grant_type", "Invalid grant_type"),
    }
}

fn granted(shop: &Shop, claims: &Claims, issued: &Issued, brings_refresh: bool) -> Reply {
    let mut body = json!({
        "access_token": claims.on("ya29.", &issued.access_token),
        "expires_in": LIVES.access,
        "scope": claims.scope,
        "token_type": "Bearer",
    });
    if brings_refresh {
        body["refresh_token"] = claims.on("1//", &issued.refresh_token).into();
    }
    if brings_refresh && shop.options.in_testing {
        body["refresh_token_expires_in"] = TESTED.into();
    }
    Reply::value(200, &body)
}

/// What the caller may do.
pub(super) fn authenticate(shop: &Shop, request: &Request) -> Result<Claims, Reply> {
    let token = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let (claims, secret) = Claims::of(token.unwrap_or_default());
    if request.struck(&Fault::RevokedKey) || !shop.consents.accepts(secret, shop.now()) {
        // Another host, whose errors are those of the token endpoint.
        if request.path == "/v1/userinfo" {
            return Err(refused(401, "invalid_request", "Invalid Credentials"));
        }
        let message = "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.";
        return Err(error(401, "UNAUTHENTICATED", message));
    }
    Ok(claims)
}
