//! The page of `wc-auth`: the shop makes a key, posts it, and sends the person back.

use super::{address, check};
use crate::problem;
use connector_kit::{
    CheckReport, Conn, GrantedKeys, KeyRequest, KeyReturn,
    lenient::{Object, Text},
};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

/// Needs rewritten addresses, as the shop's settings call pretty permalinks.
const PAGE: &str = "/wc-auth/v1/authorize";
/// The longest part of a key that is read.
const MAX_KEY: usize = 100;

pub(super) async fn page(conn: &Conn, ask: &KeyRequest) -> Result<Url, CheckReport> {
    let report = check::check(conn).await;
    let Ok(mut url) = address::of(conn) else { return Err(report) };
    // A shop that hides its services from strangers is one all the same.
    let is_absent = report.items.last().is_some_and(|item| item.step == "reach")
        || report
            .failure()
            .is_some_and(|(found, _)| matches!(found, problem::NOT_WORDPRESS | problem::WOOCOMMERCE_MISSING));
    if is_absent {
        return Err(report);
    }
    url.set_path(&format!("{}{PAGE}", url.path().trim_end_matches('/')));
    url.query_pairs_mut().extend_pairs([
        ("app_name", "Orion"),
        ("scope", "read_write"),
        ("user_id", &ask.state),
        ("return_url", ask.return_to.as_str()),
        ("callback_url", ask.deliver_to.as_str()),
    ]);
    Ok(url)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Body<'a> {
    #[serde(borrow)]
    user_id: Text<'a>,
    #[serde(borrow)]
    consumer_key: Text<'a>,
    #[serde(borrow)]
    consumer_secret: Text<'a>,
}

pub(super) fn read_keys(body: &[u8]) -> Option<GrantedKeys> {
    let Object(body): Object<Body<'_>> = serde_json::from_slice(body).ok()?;
    let secret = |name: &str, text: &Text<'_>| {
        let text = text.as_str().filter(|text| !text.is_empty() && text.len() <= MAX_KEY)?;
        Some((name.to_owned(), SecretString::from(text)))
    };
    let key = secret("consumer_key", &body.consumer_key)?;
    let secret = secret("consumer_secret", &body.consumer_secret)?;
    Some(GrantedKeys { state: body.user_id.as_str()?.to_owned(), secrets: [key, secret].into() })
}

pub(super) fn read_return(query: &[(String, String)]) -> Option<KeyReturn> {
    let param = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let state = param("user_id").filter(|state| !state.is_empty())?.to_owned();
    Some(KeyReturn { state, agreed: param("success") == Some("1") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    #[test]
    fn a_delivery_is_read_and_anything_else_is_not() {
        let keys = read_keys(
            br#"{"key_id":1,"user_id":"s1","consumer_key":"ck_1","consumer_secret":"cs_1","key_permissions":"read_write"}"#,
        )
        .unwrap();
        assert_eq!(keys.state, "s1");
        assert_eq!(keys.secrets["consumer_key"].expose_secret(), "ck_1");
        assert_eq!(keys.secrets["consumer_secret"].expose_secret(), "cs_1");
        assert!(!format!("{keys:?}").contains("cs_1"));
        let long =
            format!(r#"{{"user_id":"s1","consumer_key":"{}","consumer_secret":"cs_1"}}"#, "x".repeat(101));
        for wrong in [
            "",
            "[]",
            "null",
            "<html>",
            r#"{"user_id":"s1"}"#,
            r#"{"user_id":"s1","consumer_key":"","consumer_secret":"cs_1"}"#,
            r#"{"consumer_key":"ck_1","consumer_secret":"cs_1"}"#,
            &long,
        ] {
            assert!(read_keys(wrong.as_bytes()).is_none(), "{wrong}");
        }
    }

    #[test]
    fn only_success_is_consent() {
        let read = |pairs: &[(&str, &str)]| {
            let pairs: Vec<_> =
                pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            read_return(&pairs).map(|back| (back.state, back.agreed))
        };
        assert_eq!(read(&[("success", "1"), ("user_id", "s1")]), Some(("s1".to_owned(), true)));
        assert_eq!(read(&[("success", "0"), ("user_id", "s1")]), Some(("s1".to_owned(), false)));
        assert_eq!(read(&[("user_id", "s1")]), Some(("s1".to_owned(), false)));
        assert_eq!(read(&[("success", "1"), ("user_id", "")]), None);
    }
}
