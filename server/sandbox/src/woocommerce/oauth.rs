//! OAuth 1.0a, one-legged: signature, timestamp and nonce as WooCommerce checks them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha1::Sha1;
use sha2::Sha256;

use crate::http::{Reply, Request};
use crate::shop::{Shop, locked};

use super::auth::refused;
use super::error;

/// Seconds a timestamp may be off, and for which a nonce is remembered.
const WINDOW: i64 = 15 * 60;
const RFC3986: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) struct Parameters {
    pub consumer_key: String,
    timestamp: String,
    nonce: String,
    method: String,
    signature: String,
    /// All that is signed: the query and the header's parameters, without the signature.
    signed: Vec<(String, String)>,
}

impl Parameters {
    /// `None` if the request shows no OAuth at all.
    pub(super) fn read(request: &Request) -> Result<Option<Self>, Reply> {
        let mut all = request.query.clone();
        all.extend(header_parameters(request.header("authorization")));
        let find = |name: &str| {
            let found = all.iter().rev().find(|(key, value)| key == name && !value.is_empty());
            found.map(|(_, value)| value.clone())
        };
        let names = [
            "oauth_consumer_key",
            "oauth_timestamp",
            "oauth_nonce",
            "oauth_signature",
            "oauth_signature_method",
        ];
        let values = names.map(find);
        if values.iter().all(Option::is_none) {
            return Ok(None);
        }
        let missing: Vec<&str> =
            names.iter().zip(&values).filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect();
        let [Some(consumer_key), Some(timestamp), Some(nonce), Some(signature), Some(method)] = values else {
            let plural = if missing.len() == 1 { "" } else { "s" };
            let message = format!("Missing OAuth parameter{plural} {}", missing.join(", "));
            return Err(error(401, "woocommerce_rest_authentication_missing_parameter", &message));
        };
        all.retain(|(key, _)| key != "oauth_signature");
        Ok(Some(Self { consumer_key, timestamp, nonce, method, signature, signed: all }))
    }

    pub(super) fn verify(&self, shop: &Shop, request: &Request, secret: &str) -> Result<(), Reply> {
        let home = super::system::home(shop, request);
        // The shop's own address, with the scheme that it believes to be called by.
        let scheme = request.base.split("://").next().unwrap_or("http");
        let home = home.split_once("://").map_or(home, |(_, rest)| rest);
        let url = format!("{scheme}://{home}{}", request.path);
        let base = signature_base(request.method.as_str(), &url, &self.signed);
        let Some(expected) = sign(&self.method, secret, &base) else {
            return Err(refused("Invalid signature - signature method is invalid."));
        };
        // A plus that a sloppy client left bare arrives as a space.
        if self.signature.replace(' ', "+") != expected {
            return Err(refused("Invalid signature - provided signature does not match."));
        }
        let now = shop.now();
        let timestamp = self.timestamp.parse::<i64>().unwrap_or(0);
        if (now - timestamp).abs() > WINDOW {
            return Err(refused("Invalid timestamp."));
        }
        let mut nonces = locked(&shop.nonces);
        nonces.retain(|_, used| now - *used <= WINDOW);
        if nonces.insert(self.nonce.clone(), timestamp).is_some() {
            return Err(refused("Invalid nonce - nonce has already been used."));
        }
        Ok(())
    }
}

fn header_parameters(header: Option<&str>) -> Vec<(String, String)> {
    let Some(list) = header.and_then(|header| header.strip_prefix("OAuth ")) else {
        return Vec::new();
    };
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let pairs = list.split(',').filter_map(|pair| pair.trim().split_once('='));
    pairs
        .filter(|(key, _)| *key != "realm")
        .map(|(key, value)| (decode(key), decode(value.trim_matches('"'))))
        .collect()
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, RFC3986).to_string()
}

fn signature_base(method: &str, url: &str, parameters: &[(String, String)]) -> String {
    let mut pairs: Vec<(String, String)> =
        parameters.iter().map(|(key, value)| (encode(key), encode(value))).collect();
    pairs.sort();
    let joined: Vec<String> = pairs.into_iter().map(|(key, value)| format!("{key}={value}")).collect();
    format!("{method}&{}&{}", encode(url), encode(&joined.join("&")))
}

/// `None` for an unknown method.
fn sign(method: &str, secret: &str, base: &str) -> Option<String> {
    let key = format!("{secret}&");
    let digest = match method {
        "HMAC-SHA256" => {
            let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
            mac.update(base.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        "HMAC-SHA1" => {
            let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).ok()?;
            mac.update(base.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        _ => return None,
    };
    Some(STANDARD.encode(digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vector_holds() {
        let parameters: Vec<(String, String)> = [
            ("per_page", "2"),
            ("search", "a b"),
            ("oauth_consumer_key", "ck_test"),
            ("oauth_timestamp", "1763630000"),
            ("oauth_nonce", "abc123"),
            ("oauth_signature_method", "HMAC-SHA256"),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .to_vec();
        let base = signature_base("GET", "http://loja.example/wp-json/wc/v3/orders", &parameters);
        assert_eq!(
            base,
            "GET&http%3A%2F%2Floja.example%2Fwp-json%2Fwc%2Fv3%2Forders&oauth_consumer_key%3Dck_test%26oauth_nonce%3Dabc123%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1763630000%26per_page%3D2%26search%3Da%2520b"
        );
        assert_eq!(
            sign("HMAC-SHA256", "cs_test", &base).as_deref(),
            Some("vAIt5jx+dp4AJAmm9/Lgm0lHv71A3coN9zThsNebySc=")
        );
    }
}
