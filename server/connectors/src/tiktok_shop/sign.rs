//! Signatures: HMAC-SHA256 in lower-case hexadecimal digits.

use connector_kit::hmac_sha256;

/// The signature of a call: the secret around the path, the parameters sorted by name (without any sign
/// between them, as they are before encoding), and exactly the bytes of the body.
pub(super) fn of_call(secret: &str, path: &str, query: &[(&str, String)], body: &[u8]) -> String {
    let mut sorted: Vec<_> = query.iter().collect();
    sorted.sort();
    let joined: String = sorted.into_iter().map(|(name, value)| format!("{name}{value}")).collect();
    let secret = secret.as_bytes();
    let mac = hmac_sha256::mac(secret, &[secret, path.as_bytes(), joined.as_bytes(), body, secret]);
    mac.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether the platform signed an event: the app's key and the body as it came.
pub(super) fn is_of_event(claimed: &str, secret: &str, app_key: &str, body: &[u8]) -> bool {
    let parts = [app_key.as_bytes(), body];
    bytes(claimed).is_some_and(|claimed| hmac_sha256::is_mac_of(&claimed, secret.as_bytes(), &parts))
}

/// The bytes of lower-case hexadecimal digits.
fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(secret: &str, path: &str, query: &[(&str, &str)], body: &[u8]) -> String {
        let query: Vec<_> = query.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        of_call(secret, path, &query, body)
    }

    /// The example of TikTok's guide.
    #[test]
    fn a_call_is_signed_as_the_guide_says() {
        let query = [("timestamp", "1623812664"), ("app_key", "29a39d")];
        assert_eq!(
            signed("e59af819cc", "/authorization/202309/shops", &query, b""),
            "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8"
        );
    }

    /// The example of the tests of EcomPHP/tiktokshop-php.
    #[test]
    fn a_call_is_signed_as_another_client_does() {
        assert_eq!(
            signed("app_secret", "/test-api", &[("foo", "bar")], b""),
            "d3cb7fe11ecae942802ceeca67e7cf10120cc12f1517d45fbc1c8cfe5413c80f"
        );
    }

    #[test]
    fn the_body_is_signed_as_it_is_sent() {
        let query = [
            ("app_key", "68xu9ks5p4i8"),
            ("page_size", "50"),
            ("shop_cipher", "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK"),
            ("sort_field", "update_time"),
            ("sort_order", "ASC"),
            ("timestamp", "1700000000"),
        ];
        let body = br#"{"update_time_ge":1699990000,"update_time_lt":1700000000}"#;
        assert_eq!(
            signed("e59af819cc", "/order/202309/orders/search", &query, body),
            "d7c0a72b37c2f3aa8c134c2c2eb5b8c84a1685d515aeaf4384bbc4b32d7df366"
        );
    }

    /// The sample of the SDK, its digest computed.
    #[test]
    fn an_event_is_signed_over_the_key_and_the_body() {
        let body = br#"{"type":1,"shop_id":"7494726673780148744","timestamp":1664095733,"data":{"order_id":"576684019603311365","order_status":"AWAITING_SHIPMENT","update_time":1664095610}}"#;
        let good = "21109834de72ec53c9959716d8514ae388ce1f123e5ffdcafc46713fcdf62b27";
        let is_good =
            |claimed: &str, body: &[u8]| is_of_event(claimed, "fake_app_secret", "fake_app_key", body);
        assert!(is_good(good, body));
        assert!(!is_good(good, &body[1..]));
        assert!(!is_good(&good.to_uppercase(), body), "only lower-case digits are sent");
        for other in ["", "2", "zz", &good[2..], &format!("{good}00")] {
            assert!(!is_good(other, body), "{other}");
        }
    }
}
