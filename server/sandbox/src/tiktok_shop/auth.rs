//! Who may call: app, time, signature, token, scope, and the shop's cipher where it belongs.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::{Credentials, Shop};

use super::{cipher, error};

/// Seconds that a call's time may lie behind and ahead of the platform's.
const BEHIND: i64 = 300;
const AHEAD: i64 = 30;

pub(super) fn check(shop: &Shop, request: &Request, scope: &str) -> Result<(), Reply> {
    let Credentials::App { client_id, client_secret, .. } = shop.credentials() else {
        return Err(error(404, 36_009_009, "Invalid path."));
    };
    if !request.header("content-type").is_some_and(|kind| kind.starts_with("application/json")) {
        return Err(error(400, 36_009_022, "Invalid content type."));
    }
    if request.param("app_key") != Some(client_id) {
        return Err(error(400, 36_009_004, "Invalid credentials. The 'app_key' is invalid."));
    }
    let timestamp = request.param("timestamp").filter(|text| text.len() == 10);
    let ahead = timestamp.and_then(|text| text.parse::<i64>().ok()).map(|sent| sent - shop.now());
    if !ahead.is_some_and(|ahead| (-BEHIND..=AHEAD).contains(&ahead)) {
        return Err(error(
            400,
            36_009_004,
            "Invalid credentials. The 'timestamp' query parameter is invalid.",
        ));
    }
    let expected = sign(client_secret, &request.path, &request.query, &request.body);
    if request.param("sign") != Some(expected.as_str()) {
        return Err(error(401, 106_001, "Invalid credentials. The 'sign' query parameter is invalid."));
    }
    let Some(token) = request.header("x-tts-access-token").filter(|token| !token.is_empty()) else {
        let message = "Invalid credentials. The `x-tts-access-token` header is invalid.";
        return Err(error(401, 36_009_004, message));
    };
    if request.struck(&Fault::RevokedKey) || !shop.consents.accepts(token, shop.now()) {
        return Err(error(401, 105_002, "Expired credentials. The 'access_token' has expired."));
    }
    check_cipher(shop, request)?;
    if !shop.options.scopes.iter().any(|granted| granted == scope) {
        return Err(error(
            401,
            105_005,
            "Access denied. The app or the seller has not granted the access scope.",
        ));
    }
    Ok(())
}

fn check_cipher(shop: &Shop, request: &Request) -> Result<(), Reply> {
    let is_of_shop = !request.path.starts_with("/authorization/");
    match request.param("shop_cipher") {
        Some(_) if !is_of_shop => {
            Err(error(400, 36_009_004, "Unexpected identifier. Remove 'shop_cipher' from the request."))
        }
        None if is_of_shop => Err(error(400, 106_013, "Missing identifier. The 'shop_cipher' is required.")),
        Some(sent) if sent != cipher(shop) => {
            Err(error(401, 101_000, "Invalid credentials. The token does not belong to this shop."))
        }
        _ => Ok(()),
    }
}

fn sign(secret: &str, path: &str, query: &[(String, String)], body: &[u8]) -> String {
    let mut pairs: Vec<_> = query.iter().filter(|(key, _)| key != "sign" && key != "access_token").collect();
    pairs.sort();
    let joined: String = pairs.into_iter().map(|(key, value)| format!("{key}{value}")).collect();
    hmac(secret, &[secret.as_bytes(), path.as_bytes(), joined.as_bytes(), body, secret.as_bytes()])
}

/// In lower-case hexadecimal digits.
pub(super) fn hmac(secret: &str, parts: &[&[u8]]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of TikTok's guide to signing, and one with a body.
    #[test]
    fn signatures_are_those_of_the_guide() {
        let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
        };
        let query = pairs(&[("timestamp", "1623812664"), ("app_key", "29a39d"), ("sign", "x")]);
        let signed = sign("e59af819cc", "/authorization/202309/shops", &query, b"");
        assert_eq!(signed, "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8");
        let query = pairs(&[
            ("app_key", "68xu9ks5p4i8"),
            ("page_size", "50"),
            ("shop_cipher", "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK"),
            ("sort_field", "update_time"),
            ("sort_order", "ASC"),
            ("timestamp", "1700000000"),
        ]);
        let body = br#"{"update_time_ge":1699990000,"update_time_lt":1700000000}"#;
        let signed = sign("e59af819cc", "/order/202309/orders/search", &query, body);
        assert_eq!(signed, "d7c0a72b37c2f3aa8c134c2c2eb5b8c84a1685d515aeaf4384bbc4b32d7df366");
    }
}
