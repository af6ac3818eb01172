//! Signatures of Standard Webhooks 1.0, by which a receiver knows that a message is ours.

use super::hmac_sha256;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use std::fmt::Write as _;

/// What a key begins with.
const PREFIX: &str = "whsec_";

/// A key in the form that receivers' libraries take, of 24 to 64 random bytes.
pub fn key_of(bytes: &[u8]) -> String {
    format!("{PREFIX}{}", BASE64.encode(bytes))
}

/// The value of `webhook-signature` for a message: its id, the Unix seconds of this attempt and the body as it is
/// sent. `None` where the key is none.
pub fn sign(key: &str, id: &str, timestamp: i64, body: &[u8]) -> Option<String> {
    let key = BASE64.decode(key.strip_prefix(PREFIX)?).ok().filter(|key| (24..=64).contains(&key.len()))?;
    let mut head = String::new();
    write!(head, "{id}.{timestamp}.").ok()?;
    Some(format!("v1,{}", BASE64.encode(hmac_sha256::mac(&key, &[head.as_bytes(), body]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] =
        br#"{"type":"order.synced","timestamp":"2026-11-23T02:30:00Z","data":{"order_id":"ord_42"}}"#;
    const ID: &str = "msg_2Lh9KRb0pzN4LePd3XiA4v12Axj";

    #[test]
    fn signatures_are_those_of_the_known_answers() {
        let keys = [(1..=32).collect::<Vec<u8>>(), (0..24).collect()];
        let signed = keys.map(|key| sign(&key_of(&key), ID, 1_795_400_000, BODY).unwrap());
        let known = [
            "v1,5vLkGpIqyLtEZpjf2h/e+zefAQBGRlQQTI8ygEz1X/U=",
            "v1,XeVU8O5WcjpjGMCw7Xh0uiU1B0HuVyL5Rt+BMbFGhWA=",
        ];
        assert_eq!(signed, known);
    }

    #[test]
    fn what_is_no_key_signs_nothing() {
        for odd in ["", "whsec_", "whsec_%", "whsec_AQID", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY"] {
            assert_eq!(sign(odd, ID, 1, BODY), None, "{odd}");
        }
    }
}
