//! The way to the consent page of a shop and back, and the tokens. There is no proof key.

use super::{
    answer,
    grant::{self, Grant},
    session, shop_domain,
};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{
    Advice, CallbackProblem, Conn, ConnectorError, Consent, ConsentRequest, GrantedAccount, TokenSet,
    hmac_sha256, lenient::capped,
};
use domain::UpstreamKind;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use url::{Url, form_urlencoded};

/// `read_all_orders` is not among them: Shopify gives it only to apps that it approved for it.
pub(super) const SCOPES: &[&str] = &[
    "read_orders",
    "write_orders",
    "read_products",
    "read_inventory",
    "read_locations",
    "read_customers",
    "read_merchant_managed_fulfillment_orders",
    "write_merchant_managed_fulfillment_orders",
];

/// How far the way back may lie from now.
const TOLERANCE: TimeDelta = TimeDelta::seconds(90);

const SHOP: &str = include_str!("operations/shop.graphql");

pub(super) fn url(conn: &Conn, ask: &ConsentRequest) -> Result<Url, ConnectorError> {
    let app = conn.app()?;
    let mut url = session::endpoint(conn, "admin/oauth/authorize")?;
    url.query_pairs_mut()
        .append_pair("client_id", &app.client_id)
        .append_pair("scope", &SCOPES.join(","))
        .append_pair("redirect_uri", ask.redirect_uri.as_str())
        .append_pair("state", &ask.state);
    Ok(url)
}

pub(super) fn read_callback(conn: &Conn, query: &[(String, String)]) -> Result<Consent, CallbackProblem> {
    let secret = conn.app().map_err(|_| CallbackProblem::BadSignature)?.client_secret.expose_secret();
    let value = |name: &str| {
        let found = query.iter().find(|(key, value)| key == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    };
    let Some(code) = value("code") else {
        let refused = value("error").is_some();
        return Err(if refused { CallbackProblem::Denied } else { CallbackProblem::Incomplete });
    };
    let needed = |name| value(name).ok_or(CallbackProblem::Incomplete);
    let (claimed, timestamp, shop) = (needed("hmac")?, needed("timestamp")?, needed("shop")?);
    if !is_signed(query, claimed, secret) {
        return Err(CallbackProblem::BadSignature);
    }
    let signed_at = timestamp.parse().ok().and_then(|seconds| DateTime::<Utc>::from_timestamp(seconds, 0));
    if (conn.now() - signed_at.ok_or(CallbackProblem::Incomplete)?).abs() > TOLERANCE {
        return Err(CallbackProblem::Stale);
    }
    let shop = shop_domain::exact(shop).ok_or(CallbackProblem::Incomplete)?;
    // Where somebody comes without having been sent, no shop was asked for.
    let asked = conn.config("shop").map(shop_domain::normalized);
    if asked.is_some_and(|asked| asked.as_ref() != Some(&shop)) {
        return Err(CallbackProblem::OtherAccount);
    }
    Ok(Consent { code: code.into(), config: [("shop".to_owned(), shop)].into() })
}

/// Whether `claimed` is the MAC, in hexadecimal digits, of the other parameters, sorted by name.
fn is_signed(query: &[(String, String)], claimed: &str, secret: &str) -> bool {
    let encoded = |text: &str| -> String {
        form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
    };
    let mut pairs: Vec<&(String, String)> =
        query.iter().filter(|(name, _)| !matches!(name.as_str(), "hmac" | "signature")).collect();
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    let pairs: Vec<_> =
        pairs.into_iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    let Some(claimed) = bytes_of_hex(claimed) else { return false };
    hmac_sha256::is_mac_of(&claimed, secret.as_bytes(), &[pairs.join("&").as_bytes()])
}

fn bytes_of_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|sign| sign.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() == 64)?;
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
}

pub(super) async fn exchange(conn: &Conn, consent: &Consent) -> Result<TokenSet, ConnectorError> {
    tokens(conn, json!({ "code": consent.code.expose_secret(), "expiring": "1" })).await
}

/// The old refresh token is good until the new one was used: where the answer is lost, the next attempt
/// with it succeeds.
pub(super) async fn refresh(conn: &Conn, refresh_token: &SecretString) -> Result<TokenSet, ConnectorError> {
    let refresh_token = refresh_token.expose_secret();
    tokens(conn, json!({ "grant_type": "refresh_token", "refresh_token": refresh_token })).await
}

async fn tokens(conn: &Conn, mut body: Value) -> Result<TokenSet, ConnectorError> {
    let app = conn.app()?;
    body["client_id"] = json!(app.client_id);
    body["client_secret"] = json!(app.client_secret.expose_secret());
    Ok(token_set(grant::ask(conn, &body).await?, conn.now()))
}

fn token_set(grant: Grant, now: DateTime<Utc>) -> TokenSet {
    TokenSet {
        access_token: grant.access_token.into(),
        expires_at: grant::end(now, grant.expires_in),
        refresh_token: grant.refresh_token.filter(|token| !token.is_empty()).map(SecretString::from),
        consent_ends_at: grant::end(now, grant.refresh_token_expires_in),
        scopes: grant.scope.as_deref().map(complete),
    }
}

/// The granted scopes with those that others imply and Shopify leaves out.
fn complete(listed: &str) -> Vec<String> {
    let listed = listed.split(',').map(str::trim).filter(|scope| !scope.is_empty());
    let mut scopes = BTreeSet::new();
    for scope in listed {
        scopes.insert(scope.to_owned());
        if let Some(what) = scope.strip_prefix("write_") {
            scopes.insert(format!("read_{what}"));
        }
    }
    scopes.into_iter().collect()
}

#[derive(Deserialize)]
struct Data {
    shop: Shop,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Shop {
    name: String,
    myshopify_domain: String,
}

/// A token opens the shop that it was granted for, and no other.
pub(super) async fn accounts(conn: &Conn) -> Result<Vec<GrantedAccount>, ConnectorError> {
    let reply = session::query(conn, SHOP, json!({}), None).await?;
    let (data, _) = answer::data(conn, &reply)?;
    let unreadable = || {
        let detail = "what the shop says of itself cannot be read";
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    };
    let Data { shop } = serde_json::from_str(data.get()).map_err(|_| unreadable())?;
    let domain = shop_domain::exact(&shop.myshopify_domain).ok_or_else(unreadable)?;
    let config = BTreeMap::from([("shop".to_owned(), domain.clone())]);
    Ok(vec![GrantedAccount { id: domain, name: capped(&shop.name, 200), config }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::{AppCredentials, ConnParts, ManualClock, OutboundPolicy};
    use domain::AuthKind;
    use std::sync::Arc;

    /// The moment of Shopify's published example.
    const THEN: i64 = 1_337_178_173;
    const HMAC: &str = "700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf";

    fn conn(at: i64, shop: Option<&str>) -> Conn {
        let outbound = OutboundPolicy::new(Default::default()).unwrap();
        let mut parts = ConnParts::new(&super::super::SPEC, outbound, AuthKind::OAuth2);
        parts.clock = Arc::new(ManualClock::at(DateTime::from_timestamp(at, 0).unwrap()));
        parts.config.extend(shop.map(|shop| ("shop".to_owned(), shop.to_owned())));
        let client_secret = "hush".into();
        parts.app = Some(AppCredentials { client_id: "id".into(), client_secret, service_id: None });
        Conn::new(parts)
    }

    fn published() -> Vec<(String, String)> {
        [
            ("code", "0907a61c0c8d55e99db179b68161bc00"),
            ("hmac", HMAC),
            ("shop", "some-shop.myshopify.com"),
            ("state", "0.6784241404160823"),
            ("timestamp", "1337178173"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    }

    fn with(name: &str, value: &str) -> Vec<(String, String)> {
        let mut query = published();
        query.retain(|(key, _)| key != name);
        query.push((name.to_owned(), value.to_owned()));
        query
    }

    /// `query` signed anew.
    fn signed(mut query: Vec<(String, String)>) -> Vec<(String, String)> {
        query.retain(|(name, _)| name != "hmac");
        query.sort();
        let text: Vec<_> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mac = hmac_sha256::mac(b"hush", &[text.join("&").as_bytes()]);
        query.push(("hmac".to_owned(), mac.iter().map(|byte| format!("{byte:02x}")).collect()));
        query
    }

    fn problem(conn: &Conn, query: &[(String, String)]) -> CallbackProblem {
        read_callback(conn, query).unwrap_err()
    }

    #[test]
    fn the_published_way_back_is_taken_with_its_shop() {
        for asked in [None, Some("some-shop"), Some("https://admin.shopify.com/store/Some-Shop")] {
            let consent = read_callback(&conn(THEN + 90, asked), &published()).unwrap();
            assert_eq!(consent.code.expose_secret(), "0907a61c0c8d55e99db179b68161bc00");
            assert_eq!(consent.config["shop"], "some-shop.myshopify.com");
        }
    }

    #[test]
    fn each_of_the_checks_refuses() {
        let here = conn(THEN, Some("some-shop"));
        for changed in [with("code", "x"), with("state", "x"), with("hmac", "00"), with("extra", "1")] {
            assert_eq!(problem(&here, &changed), CallbackProblem::BadSignature);
        }
        for at in [THEN - 91, THEN + 91] {
            assert_eq!(problem(&conn(at, None), &published()), CallbackProblem::Stale);
        }
        assert_eq!(problem(&conn(THEN, Some("other")), &published()), CallbackProblem::OtherAccount);
        for foreign in
            ["evil.example", "some-shop.myshopify.com.evil.example", "some-shop", "-a.myshopify.com"]
        {
            let query = signed(with("shop", foreign));
            assert_eq!(problem(&conn(THEN, None), &query), CallbackProblem::Incomplete, "{foreign}");
        }
        for name in ["code", "hmac", "shop", "timestamp"] {
            assert_eq!(problem(&here, &with(name, "")), CallbackProblem::Incomplete, "{name}");
        }
    }

    #[test]
    fn what_is_signed_is_encoded() {
        let mut query = with("host", "YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUvYQ==");
        query.retain(|(name, _)| name != "hmac");
        query.sort();
        let text = query.iter().map(|(name, value)| format!("{name}={}", value.replace('=', "%3D")));
        let mac = hmac_sha256::mac(b"hush", &[text.collect::<Vec<_>>().join("&").as_bytes()]);
        let hex: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(is_signed(&query, &hex, "hush"));
        assert!(!is_signed(&query, &hex, "hash"));
    }

    #[test]
    fn implied_scopes_are_told_too() {
        let complete = complete("write_orders, read_products,,write_merchant_managed_fulfillment_orders");
        let missing: Vec<_> =
            SCOPES.iter().filter(|scope| !complete.iter().any(|had| had == *scope)).collect();
        assert_eq!(missing, [&"read_inventory", &"read_locations", &"read_customers"]);
    }

    #[test]
    fn tokens_end_or_do_not() {
        let now = DateTime::from_timestamp(THEN, 0).unwrap();
        let set = |json: &str| token_set(serde_json::from_str(json).unwrap(), now);
        let endless = set(r#"{"access_token":"a","scope":"read_orders"}"#);
        assert!(endless.expires_at.is_none() && endless.refresh_token.is_none());
        assert!(endless.consent_ends_at.is_none() && endless.is_good(now, None));
        let ending = set(
            r#"{"access_token":"a","scope":"read_orders","expires_in":3600,"refresh_token":"r","refresh_token_expires_in":7776000}"#,
        );
        assert_eq!(ending.expires_at.map(|end| end.timestamp()), Some(THEN + 3_600));
        assert_eq!(ending.consent_ends_at.map(|end| (end - now).num_days()), Some(90));
        assert!(ending.refresh_token.is_some());
        let absurd = set(r#"{"access_token":"a","expires_in":9223372036854775807}"#);
        assert_eq!(absurd.expires_at, None);
    }
}
