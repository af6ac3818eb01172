//! The consent page of a shop and the token endpoint.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde_json::{Value, json};
use url::Url;
use url::form_urlencoded::byte_serialize;

use crate::consent::{Issued, Lives, Refused, Rotation, page as consent_page};
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::mac::hmac_sha256;
use crate::shop::{Credentials, Shop};
use crate::time::DAY;

use super::session;

/// An access token for an hour, a refresh token for 90 days.
pub(crate) const LIVES: Lives = Lives { code: 300, access: 3_600, refresh: 90 * DAY };
/// Tokens of apps that do not ask for an end.
const ENDLESS: Lives = Lives { access: 36_500 * DAY, ..LIVES };
/// How long a used refresh token is good at most, while the one that replaced it was not used.
const ROTATION: Rotation = Rotation::Overlapping { seconds: 30 * DAY };

pub(super) fn page(shop: &Shop, request: &Request) -> Reply {
    let Credentials::Shopify { client_id, client_secret, .. } = shop.credentials() else {
        return Reply::html(404, "<h1>404</h1>");
    };
    let refuse = |why: &str| {
        Reply::html(400, format!("<!DOCTYPE html><title>Shopify</title><h1>Oauth error {why}</h1>"))
    };
    if request.param("client_id") != Some(client_id) {
        return refuse("application_cannot_be_found: The application cannot be found");
    }
    let redirect = request.param("redirect_uri").and_then(|uri| uri.parse::<Url>().ok());
    let Some(redirect) = redirect else {
        return refuse("invalid_request: The redirect_uri and application url must have matching hosts");
    };
    let code = shop.consents.code(redirect.as_str(), None, shop.now(), LIVES);
    let host = STANDARD_NO_PAD.encode(format!("admin.shopify.com/store/{}", shop.name()));
    let timestamp = shop.now().to_string();
    let shop_domain = domain(shop);
    // Sorted by name, as they are signed.
    let pairs: Vec<(&str, &str)> = [
        ("code", Some(code.as_str())),
        ("host", Some(host.as_str())),
        ("shop", Some(shop_domain.as_str())),
        ("state", request.param("state")),
        ("timestamp", Some(timestamp.as_str())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    let hmac = sign(&pairs, client_secret);
    let (mut allow, mut deny) = (redirect.clone(), redirect);
    allow.query_pairs_mut().extend_pairs(&pairs).append_pair("hmac", &hmac);
    // What becomes of those who refuse is not documented: this is the way of the standard.
    let state = request.param("state").map(|state| ("state", state));
    deny.query_pairs_mut().append_pair("error", "access_denied").extend_pairs(state);
    consent_page("Shopify", &shop_domain, allow.as_str(), deny.as_str())
}

pub(super) fn domain(shop: &Shop) -> String {
    format!("{}.myshopify.com", shop.name())
}

fn sign(pairs: &[(&str, &str)], secret: &str) -> String {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let pairs: Vec<_> =
        pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    hmac_sha256(secret, pairs.join("&").as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Three grants: the client credentials (a token for a day, no refresh token), a code, a refresh token.
pub(super) fn token(shop: &Shop, request: &Request) -> Reply {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_else(|_| {
        let pairs = url::form_urlencoded::parse(&request.body).into_owned();
        Value::Object(pairs.map(|(key, value)| (key, Value::String(value))).collect())
    });
    let Credentials::Shopify { client_id, client_secret, .. } = shop.credentials() else {
        return Reply::json(404, r#"{"errors":"Not Found"}"#);
    };
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    if request.struck(&Fault::RevokedKey)
        || text("client_id") != Some(client_id)
        || text("client_secret") != Some(client_secret)
    {
        return refuse("invalid_client", "Client authentication failed.");
    }
    let now = shop.now();
    match (text("grant_type"), text("code"), text("refresh_token")) {
        (Some("client_credentials"), ..) => {
            let token = shop.session.issue(now);
            let life = session::TOKEN_LIFE - 1;
            Reply::value(200, &json!({ "access_token": token, "scope": scope(shop), "expires_in": life }))
        }
        (Some("refresh_token"), _, Some(token)) => {
            tokens(shop, shop.consents.refresh(token, ROTATION, now, LIVES), true, now)
        }
        (None | Some("authorization_code"), Some(code), _) => {
            let ends = text("expiring") == Some("1");
            let lives = if ends { LIVES } else { ENDLESS };
            tokens(shop, shop.consents.redeem(code, None, None, now, lives), ends, now)
        }
        _ => refuse("unsupported_grant_type", "This grant type is not supported."),
    }
}

fn tokens(shop: &Shop, issued: Result<Issued, Refused>, ends: bool, now: i64) -> Reply {
    let Ok(issued) = issued else {
        return refuse("invalid_grant", "The authorization code or token was not found or was already used");
    };
    let mut body = json!({ "access_token": issued.access_token, "scope": scope(shop) });
    if ends {
        body["expires_in"] = json!(issued.access_ends - now);
        body["refresh_token"] = json!(issued.refresh_token);
        body["refresh_token_expires_in"] = json!(issued.refresh_ends - now);
    }
    Reply::value(200, &body)
}

fn refuse(error: &str, description: &str) -> Reply {
    Reply::value(400, &json!({ "error": error, "error_description": description }))
}

/// What was granted, without what other scopes imply.
fn scope(shop: &Shop) -> String {
    let scopes = &shop.options.scopes;
    let is_implied = |scope: &str| {
        let wider = scope.strip_prefix("read_").map(|what| format!("write_{what}"));
        wider.is_some_and(|wider| scopes.contains(&wider))
    };
    let told: Vec<_> = scopes.iter().filter(|scope| !is_implied(scope)).map(String::as_str).collect();
    told.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vector_holds() {
        let pairs = [
            ("code", "0907a61c0c8d55e99db179b68161bc00"),
            ("shop", "some-shop.myshopify.com"),
            ("state", "0.6784241404160823"),
            ("timestamp", "1337178173"),
        ];
        assert_eq!(sign(&pairs, "hush"), "700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf");
    }
}
