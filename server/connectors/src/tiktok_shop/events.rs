//! Events: whether TikTok sent them, and what they are about. Nothing in them is believed but which order to
//! look at.

use super::sign;
use chrono::DateTime;
use connector_kit::{
    About, EventProblem, Inbound, InboundEvent, SenderKeys,
    lenient::{Items, Object, Text, capped, is_id},
    payload_digest,
};
use secrecy::ExposeSecret;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope<'a> {
    #[serde(borrow, rename = "type")]
    kind: Text<'a>,
    #[serde(borrow)]
    tts_notification_id: Text<'a>,
    #[serde(borrow)]
    shop_id: Text<'a>,
    #[serde(borrow)]
    data: Object<Data<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Data<'a> {
    #[serde(borrow)]
    order_id: Text<'a>,
    /// Of one package.
    #[serde(borrow)]
    order_ids: Items<Text<'a>>,
    #[serde(borrow)]
    package_list: Items<Object<Package<'a>>>,
    #[serde(borrow)]
    expiration_time: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Package<'a> {
    #[serde(borrow)]
    order_id_list: Items<Text<'a>>,
}

pub(super) fn read(inbound: &Inbound<'_>, keys: &SenderKeys<'_>) -> Result<InboundEvent, EventProblem> {
    let app = keys.app.ok_or(EventProblem::NoKey)?;
    let claimed = inbound.header("authorization").unwrap_or_default();
    if !sign::is_of_event(claimed, app.client_secret.expose_secret(), &app.client_id, inbound.body) {
        return Err(EventProblem::BadSignature);
    }
    let text = std::str::from_utf8(inbound.body).map_err(|_| EventProblem::Unreadable)?;
    let Object(envelope): Object<Envelope<'_>> =
        serde_json::from_str(text).map_err(|_| EventProblem::Unreadable)?;
    let kind = envelope.kind.as_str().ok_or(EventProblem::Unreadable)?;
    let account = envelope.shop_id.capped(64);
    if let (Some(expected), Some(account)) = (keys.account, &account)
        && expected != account
    {
        return Err(EventProblem::OtherAccount);
    }
    // Old payloads have no id: a repetition has the same bytes.
    let id = envelope.tts_notification_id.capped(200).or_else(|| {
        let digest = payload_digest(text, &[]);
        Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    });
    Ok(InboundEvent { id, topic: topic(kind), account, about: about(kind, &envelope.data.0) })
}

fn topic(kind: &str) -> String {
    let name = match kind {
        "1" => "ORDER_STATUS_CHANGE",
        "3" => "RECIPIENT_ADDRESS_UPDATE",
        "4" => "PACKAGE_UPDATE",
        "6" => "SELLER_DEAUTHORIZATION",
        "7" => "UPCOMING_AUTHORIZATION_EXPIRATION",
        "11" => "CANCELLATION_STATUS_CHANGE",
        "12" => "RETURN_STATUS_CHANGE",
        "36" => "INVOICE_STATUS_CHANGE",
        other => other,
    };
    capped(name, 80).unwrap_or_default()
}

fn about(kind: &str, data: &Data<'_>) -> About {
    match kind {
        "1" | "3" | "11" | "12" => orders(std::iter::once(&data.order_id)),
        "4" => orders(data.package_list.list.iter().flat_map(|package| &package.0.order_id_list.list)),
        "36" => orders(data.order_ids.list.iter()),
        "6" => About::Withdrawn,
        "7" => {
            let seconds = data.expiration_time.as_str().and_then(|text| text.parse().ok());
            let end = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
            end.map_or(About::Nothing, About::ConsentEnds)
        }
        _ => About::Nothing,
    }
}

fn orders<'a>(ids: impl Iterator<Item = &'a Text<'a>>) -> About {
    let ids: BTreeSet<String> =
        ids.filter_map(Text::as_str).filter(|id| is_id(id)).map(str::to_owned).collect();
    if ids.is_empty() { About::Nothing } else { About::Orders(ids.into_iter().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;
    use connector_kit::{
        AppCredentials,
        header::{AUTHORIZATION, HeaderMap},
        hmac_sha256,
    };

    fn app() -> AppCredentials {
        AppCredentials { client_id: "key".into(), client_secret: "secret".into(), service_id: None }
    }

    fn event(body: &str, account: Option<&str>) -> Result<InboundEvent, EventProblem> {
        let mac = hmac_sha256::mac(b"secret", &[b"key", body.as_bytes()]);
        let hex: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
        let headers = HeaderMap::from_iter([(AUTHORIZATION, hex.parse().unwrap())]);
        let inbound = Inbound { headers: &headers, body: body.as_bytes(), now: Utc::now() };
        read(&inbound, &SenderKeys { app: Some(&app()), account, ..SenderKeys::default() })
    }

    fn about_of(kind: u32, data: &str) -> About {
        let body = format!(r#"{{"type":{kind},"tts_notification_id":"73","shop_id":"7494","data":{data}}}"#);
        event(&body, Some("7494")).unwrap().about
    }

    #[test]
    fn each_type_says_where_to_look() {
        let orders = |ids: &[&str]| About::Orders(ids.iter().map(|id| (*id).to_owned()).collect());
        for kind in [1, 3, 11, 12] {
            assert_eq!(about_of(kind, r#"{"order_id":"5771","order_status":"CANCEL"}"#), orders(&["5771"]));
        }
        let packages =
            r#"{"package_list":[{"package_id":"1","order_id_list":["2","1"]},{"order_id_list":["2"]}]}"#;
        assert_eq!(about_of(4, packages), orders(&["1", "2"]));
        let invoice = r#"{"package_id":"9","order_ids":["2",1],"invoice_status":"INVALID"}"#;
        assert_eq!(about_of(36, invoice), orders(&["1", "2"]));
        assert_eq!(about_of(6, r#"{"message":"m"}"#), About::Withdrawn);
        let end = DateTime::from_timestamp(1_900_000_000, 0).unwrap();
        assert_eq!(about_of(7, r#"{"expiration_time":"1900000000"}"#), About::ConsentEnds(end));
        assert_eq!(about_of(5, r#"{"product_id":"1"}"#), About::Nothing);
        assert_eq!(about_of(1, r#"{"order_id":"../x"}"#), About::Nothing);
    }

    #[test]
    fn an_event_without_an_id_is_known_by_its_bytes() {
        let body = r#"{"type":1,"shop_id":"7494","data":{"order_id":"1"}}"#;
        let first = event(body, None).unwrap();
        assert_eq!(first, event(body, None).unwrap());
        assert!(first.id.is_some());
        assert_ne!(first.id, event(&body.replace("\"1\"", "\"2\""), None).unwrap().id);
    }

    #[test]
    fn what_is_not_ours_or_cannot_be_read_is_not_taken() {
        let body = r#"{"type":1,"shop_id":"7494","data":{"order_id":"1"}}"#;
        assert_eq!(event(body, Some("other")), Err(EventProblem::OtherAccount));
        for garbage in ["", "{", "[1]", "{}", "null"] {
            assert_eq!(event(garbage, None), Err(EventProblem::Unreadable), "{garbage}");
        }
        let headers = HeaderMap::new();
        let inbound = Inbound { headers: &headers, body: body.as_bytes(), now: Utc::now() };
        let keys = SenderKeys::default();
        assert_eq!(read(&inbound, &keys), Err(EventProblem::NoKey));
        assert_eq!(
            read(&inbound, &SenderKeys { app: Some(&app()), ..keys }),
            Err(EventProblem::BadSignature)
        );
    }
}
