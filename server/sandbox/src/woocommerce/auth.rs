//! Who calls: the rules of `class-wc-rest-authentication.php`.

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::{Credentials, Shop};

use super::{error, oauth};

pub(super) fn refused(message: &str) -> Reply {
    error(401, "woocommerce_rest_authentication_error", message)
}

/// Not logged in: each controller names the same refusal in its own words.
fn unknown(request: &Request) -> Reply {
    let (code, message) = match request.method {
        Method::GET | Method::HEAD => ("woocommerce_rest_cannot_view", "Sorry, you cannot list resources."),
        Method::POST => ("woocommerce_rest_cannot_create", "Sorry, you are not allowed to create resources."),
        _ => ("woocommerce_rest_cannot_edit", "Sorry, you are not allowed to edit this resource."),
    };
    error(401, code, message)
}

/// Basic and the query pair count only over TLS; OAuth 1.0a is tried when they did not name a known key.
pub(super) fn authenticate(shop: &Shop, request: &Request) -> Result<(), Reply> {
    let Credentials::Woocommerce { consumer_key, consumer_secret } = shop.credentials() else {
        return Err(unknown(request));
    };
    // Before 11.1, no key is looked at where the address as it was sent does not hold this, not even in its query.
    if !request.target.contains("wp-json/wc/") {
        return Err(unknown(request));
    }
    let revoked = request.struck(&Fault::RevokedKey);
    let known = |key: &str| !revoked && key == consumer_key;
    let basic = if is_tls(shop, request) { basic_pair(request) } else { None };
    if let Some((_, secret)) = basic.filter(|(key, _)| known(key)) {
        if &secret != consumer_secret {
            return Err(refused("Consumer secret is invalid."));
        }
    } else {
        let Some(oauth) = oauth::Parameters::read(request)? else {
            return Err(unknown(request));
        };
        if !known(&oauth.consumer_key) {
            return Err(refused("Consumer key is invalid."));
        }
        oauth.verify(shop, request, consumer_secret)?;
    }
    let reads = matches!(request.method, Method::GET | Method::HEAD);
    if reads && request.struck(&Fault::WriteOnlyKey) {
        return Err(refused("The API key provided does not have read permissions."));
    }
    let writes = !matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS);
    if writes && request.struck(&Fault::ReadOnlyKey) {
        return Err(refused("The API key provided does not have write permissions."));
    }
    Ok(())
}

fn is_tls(shop: &Shop, request: &Request) -> bool {
    shop.options.tls
        || request.header("x-forwarded-proto").is_some_and(|proto| proto.eq_ignore_ascii_case("https"))
}

/// The query pair wins where both are sent.
fn basic_pair(request: &Request) -> Option<(String, String)> {
    let filled = |name| request.param(name).filter(|value| !value.is_empty());
    if let (Some(key), Some(secret)) = (filled("consumer_key"), filled("consumer_secret")) {
        return Some((key.to_owned(), secret.to_owned()));
    }
    let (scheme, encoded) = request.header("authorization")?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (key, secret) = pair.split_once(':')?;
    Some((key.to_owned(), secret.to_owned()))
}
