//! Events: whether the shop sent them, and what they are about. Nothing in them is believed but which order to
//! look at.
//!
//! Nothing tells a repetition: the shop sends an event once, and its `X-WC-Webhook-Delivery-ID` is the same for
//! all of one second. Nor does anything that is signed name the shop, but the secret is of one connection.

use base64::{Engine, prelude::BASE64_STANDARD};
use connector_kit::{
    About, EventProblem, Inbound, InboundEvent, SenderKeys, hmac_sha256,
    lenient::{Object, Text, capped, is_id},
};
use secrecy::ExposeSecret;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Body<'a> {
    #[serde(borrow)]
    id: Text<'a>,
}

pub(super) fn read(inbound: &Inbound<'_>, keys: &SenderKeys<'_>) -> Result<InboundEvent, EventProblem> {
    let signature = inbound.header("x-wc-webhook-signature");
    if signature.is_none() && is_ping(inbound.body) {
        return Ok(event("ping", About::Nothing));
    }
    let secret = keys.secret.ok_or(EventProblem::NoKey)?.expose_secret().as_bytes();
    let claimed = signature.and_then(|text| BASE64_STANDARD.decode(text).ok());
    if !claimed.is_some_and(|claimed| hmac_sha256::is_mac_of(&claimed, secret, &[inbound.body])) {
        return Err(EventProblem::BadSignature);
    }
    let topic = inbound.header("x-wc-webhook-topic").and_then(|topic| capped(topic, 80));
    let topic = topic.ok_or(EventProblem::Unreadable)?;
    if !topic.starts_with("order.") {
        return Ok(event(&topic, About::Nothing));
    }
    // Where the webhook's user lost the right to see orders, the body holds an error and no id: that is not
    // passed over, for no event tells anything until somebody mends it.
    let Object(body): Object<Body<'_>> =
        serde_json::from_slice(inbound.body).map_err(|_| EventProblem::Unreadable)?;
    let id = body.id.as_str().filter(|id| is_id(id)).ok_or(EventProblem::Unreadable)?;
    Ok(event(&topic, About::Orders(vec![id.to_owned()])))
}

fn event(topic: &str, about: About) -> InboundEvent {
    InboundEvent { id: None, topic: topic.to_owned(), account: None, about }
}

/// What a shop sends where a webhook is made or switched on, and after each failure: a form, unsigned.
fn is_ping(body: &[u8]) -> bool {
    let number = body.trim_ascii().strip_prefix(b"webhook_id=");
    number.is_some_and(|number| !number.is_empty() && number.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;
    use connector_kit::header::HeaderMap;
    use secrecy::SecretString;

    /// Of `{"id":727}` with the secret `segredo123`.
    const KNOWN: &str = "YsA92OCmjUwVO6mN5qAVDAgFwffrOAsVFEnAl1FtrQ0=";

    fn taken(topic: Option<&str>, signature: Option<&str>, body: &str) -> Result<InboundEvent, EventProblem> {
        let mut headers = HeaderMap::new();
        for (name, value) in [("x-wc-webhook-topic", topic), ("x-wc-webhook-signature", signature)] {
            headers.extend(value.map(|value| (name.parse().ok(), value.parse().unwrap())));
        }
        let secret = SecretString::from("segredo123");
        let inbound = Inbound { headers: &headers, body: body.as_bytes(), now: Utc::now() };
        read(&inbound, &SenderKeys { secret: Some(&secret), ..SenderKeys::default() })
    }

    fn signed(topic: &str, body: &str) -> Result<InboundEvent, EventProblem> {
        let signature = BASE64_STANDARD.encode(hmac_sha256::mac(b"segredo123", &[body.as_bytes()]));
        taken(Some(topic), Some(&signature), body)
    }

    #[test]
    fn the_known_signature_is_taken() {
        let event = taken(Some("order.updated"), Some(KNOWN), r#"{"id":727}"#).unwrap();
        assert_eq!(event.about, About::Orders(vec!["727".to_owned()]));
        assert_eq!((event.id, event.topic.as_str()), (None, "order.updated"));
        for (signature, body) in
            [(Some(KNOWN), r#"{"id":728}"#), (Some("x"), r#"{"id":727}"#), (None, r#"{"id":727}"#)]
        {
            assert_eq!(taken(Some("order.updated"), signature, body), Err(EventProblem::BadSignature));
        }
    }

    #[test]
    fn a_ping_is_welcome_and_an_unsigned_anything_else_is_not() {
        let ping = taken(None, None, "webhook_id=7").unwrap();
        assert_eq!((ping.topic.as_str(), ping.about), ("ping", About::Nothing));
        for body in ["webhook_id=", "webhook_id=7&id=1", "id=7", ""] {
            assert_eq!(taken(None, None, body), Err(EventProblem::BadSignature), "{body}");
        }
        let inbound = Inbound { headers: &HeaderMap::new(), body: b"{}", now: Utc::now() };
        assert_eq!(read(&inbound, &SenderKeys::default()), Err(EventProblem::NoKey));
    }

    #[test]
    fn each_topic_says_where_to_look() {
        for topic in ["order.created", "order.updated", "order.deleted", "order.restored"] {
            let about = signed(topic, r#"{"id":"727","status":"x"}"#).unwrap().about;
            assert_eq!(about, About::Orders(vec!["727".to_owned()]), "{topic}");
        }
        for topic in ["product.updated", "action.woocommerce_add_to_cart"] {
            assert_eq!(signed(topic, r#"{"id":727}"#).unwrap().about, About::Nothing, "{topic}");
        }
    }

    #[test]
    fn what_names_no_order_is_unreadable() {
        let refused = r#"{"code":"woocommerce_rest_cannot_view","message":"Sorry","data":{"status":403}}"#;
        for body in [refused, "{", "[]", r#"{"id":"../1"}"#, r#"{"id":null}"#] {
            assert_eq!(signed("order.updated", body), Err(EventProblem::Unreadable), "{body}");
        }
    }
}
