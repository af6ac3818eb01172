//! Events: whether Shopify sent them, and what they are about. Nothing in them is believed but which order to
//! look at.

use base64::{Engine, prelude::BASE64_STANDARD};
use connector_kit::{
    About, EventProblem, Inbound, InboundEvent, SenderKeys, hmac_sha256,
    lenient::{Object, Text, capped, is_id},
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// What is read of a body, whatever its topic.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Body<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    /// Of refunds and fulfilments.
    #[serde(borrow)]
    order_id: Text<'a>,
    #[serde(borrow)]
    order_edit: Object<Edit<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Edit<'a> {
    #[serde(borrow)]
    order_id: Text<'a>,
}

pub(super) fn read(inbound: &Inbound<'_>, keys: &SenderKeys<'_>) -> Result<InboundEvent, EventProblem> {
    let secret = secret(keys).ok_or(EventProblem::NoKey)?.expose_secret().trim().as_bytes();
    // A newer kind of event names its headers without the `X-`.
    let header = |name: &str| {
        inbound.header(&format!("x-shopify-{name}")).or(inbound.header(&format!("shopify-{name}")))
    };
    let claimed = header("hmac-sha256").and_then(|text| BASE64_STANDARD.decode(text).ok());
    let claimed = claimed.filter(|_| !inbound.body.is_empty()).ok_or(EventProblem::BadSignature)?;
    if !hmac_sha256::is_mac_of(&claimed, secret, &[inbound.body]) {
        return Err(EventProblem::BadSignature);
    }
    let account = header("shop-domain").and_then(|domain| capped(&domain.to_ascii_lowercase(), 200));
    if let (Some(expected), Some(account)) = (keys.account, &account)
        && !expected.eq_ignore_ascii_case(account)
    {
        return Err(EventProblem::OtherAccount);
    }
    let topic = header("topic").and_then(|topic| capped(topic, 80)).ok_or(EventProblem::Unreadable)?;
    let Object(body): Object<Body<'_>> =
        serde_json::from_slice(inbound.body).map_err(|_| EventProblem::Unreadable)?;
    let about = about(&topic, &body)?;
    // The same for each repetition of a delivery.
    let id = header("webhook-id").and_then(|id| capped(id, 200));
    Ok(InboundEvent { id, topic, account, about })
}

/// The client secret of the app that made the subscription; it is not known where a token was pasted.
fn secret<'a>(keys: &SenderKeys<'a>) -> Option<&'a SecretString> {
    match (keys.credential("client_secret"), keys.credential("access_token")) {
        (Some(own), _) => Some(own),
        (None, Some(_)) => None,
        (None, None) => keys.app.map(|app| &app.client_secret),
    }
}

fn about(topic: &str, body: &Body<'_>) -> Result<About, EventProblem> {
    let id = match topic {
        "orders/create"
        | "orders/updated"
        | "orders/paid"
        | "orders/cancelled"
        | "orders/fulfilled"
        | "orders/partially_fulfilled" => &body.id,
        "orders/edited" => &body.order_edit.0.order_id,
        "refunds/create" | "fulfillments/create" | "fulfillments/update" => &body.order_id,
        "app/uninstalled" => return Ok(About::Withdrawn),
        _ => return Ok(About::Nothing),
    };
    let id = id.as_str().filter(|id| is_id(id)).ok_or(EventProblem::Unreadable)?;
    Ok(About::Orders(vec![id.to_owned()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;
    use connector_kit::{
        AppCredentials,
        header::{HeaderMap, HeaderName},
    };
    use std::collections::BTreeMap;

    const BODY: &str = r#"{"id":820982911946154508}"#;

    fn app() -> AppCredentials {
        AppCredentials { client_id: "id".into(), client_secret: "hush".into(), service_id: None }
    }

    fn headers(prefix: &str, topic: &str, signature: &str) -> HeaderMap {
        [
            ("hmac-sha256", signature),
            ("topic", topic),
            ("shop-domain", "Loja.myshopify.com"),
            ("webhook-id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"),
        ]
        .into_iter()
        .map(|(name, value)| {
            let name: HeaderName = format!("{prefix}{name}").parse().unwrap();
            (name, value.parse().unwrap())
        })
        .collect()
    }

    fn event(topic: &str, body: &str) -> Result<InboundEvent, EventProblem> {
        let signature = BASE64_STANDARD.encode(hmac_sha256::mac(b"hush", &[body.as_bytes()]));
        let headers = headers("x-shopify-", topic, &signature);
        let inbound = Inbound { headers: &headers, body: body.as_bytes(), now: Utc::now() };
        read(&inbound, &SenderKeys { app: Some(&app()), ..SenderKeys::default() })
    }

    #[test]
    fn the_known_signature_is_taken_under_both_kinds_of_headers() {
        for prefix in ["x-shopify-", "shopify-"] {
            let headers = headers(prefix, "orders/updated", "qBvrsZF7RfB1iS6BX6IHqJTp5L911P7intnPeTPsH0I=");
            let inbound = Inbound { headers: &headers, body: BODY.as_bytes(), now: Utc::now() };
            let app = app();
            let keys =
                SenderKeys { app: Some(&app), account: Some("loja.myshopify.com"), ..SenderKeys::default() };
            let event = read(&inbound, &keys).unwrap();
            assert_eq!(event.about, About::Orders(vec!["820982911946154508".to_owned()]), "every digit");
            assert_eq!(event.id.as_deref(), Some("b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"));
            assert_eq!(event.account.as_deref(), Some("loja.myshopify.com"));
            let other = SenderKeys { account: Some("outra.myshopify.com"), ..keys };
            assert_eq!(read(&inbound, &other), Err(EventProblem::OtherAccount));
        }
    }

    #[test]
    fn each_way_of_connecting_has_its_key() {
        let headers = headers("x-shopify-", "orders/paid", "qBvrsZF7RfB1iS6BX6IHqJTp5L911P7intnPeTPsH0I=");
        let inbound = Inbound { headers: &headers, body: BODY.as_bytes(), now: Utc::now() };
        let (app, empty) = (app(), BTreeMap::new());
        let form = |name: &str, value: &str| BTreeMap::from([(name.to_owned(), SecretString::from(value))]);
        let (own, wrong) = (form("client_secret", "hush"), form("client_secret", "shpss"));
        let token = form("access_token", "shpat_1");
        let verdict = |app, credentials| {
            let keys = SenderKeys { app, credentials: Some(credentials), ..SenderKeys::default() };
            read(&inbound, &keys).map(|event| event.topic)
        };
        let taken = || Ok("orders/paid".to_owned());
        assert_eq!(verdict(Some(&app), &empty), taken());
        assert_eq!(verdict(None, &own), taken());
        assert_eq!(verdict(Some(&app), &wrong), Err(EventProblem::BadSignature), "the form's own counts");
        assert_eq!(verdict(Some(&app), &token), Err(EventProblem::NoKey));
        assert_eq!(verdict(None, &empty), Err(EventProblem::NoKey));
    }

    #[test]
    fn each_topic_says_where_to_look() {
        let about = |topic: &str, body: &str| event(topic, body).unwrap().about;
        let order = |id: &str| About::Orders(vec![id.to_owned()]);
        for topic in ["orders/create", "orders/updated", "orders/paid", "orders/cancelled"] {
            assert_eq!(about(topic, r#"{"id":7,"order_id":8}"#), order("7"), "{topic}");
        }
        for topic in ["refunds/create", "fulfillments/create", "fulfillments/update"] {
            assert_eq!(about(topic, r#"{"id":7,"order_id":8}"#), order("8"), "{topic}");
        }
        assert_eq!(about("orders/edited", r#"{"order_edit":{"id":7,"order_id":8}}"#), order("8"));
        assert_eq!(about("app/uninstalled", r#"{"id":7}"#), About::Withdrawn);
        for topic in ["orders/delete", "products/update", "shop/redact"] {
            assert_eq!(about(topic, r#"{"id":7}"#), About::Nothing, "{topic}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_taken() {
        for body in ["{", "7", "{}", r#"{"id":"../7"}"#, r#"{"id":null}"#] {
            assert_eq!(event("orders/updated", body), Err(EventProblem::Unreadable), "{body}");
        }
        assert_eq!(event("orders/updated", ""), Err(EventProblem::BadSignature), "an empty body");
        let tampered = headers("x-shopify-", "orders/updated", "not base64!");
        let inbound = Inbound { headers: &tampered, body: BODY.as_bytes(), now: Utc::now() };
        let keys = SenderKeys { app: Some(&app()), ..SenderKeys::default() };
        assert_eq!(read(&inbound, &keys), Err(EventProblem::BadSignature));
    }
}
