//! Events that Stripe sends: checked on the bytes as they came, kept, and only then answered.

use super::{
    gateway::StripeEvent,
    work::{matters, work_soon},
};
use crate::Hub;
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::hmac_sha256;
use secrecy::{ExposeSecret, SecretString};
use store::billing::events::{NewStripeEvent, keep};

/// Where events come in.
pub const PATH: &str = "/hooks/stripe";

/// How far the moment of a signature may lie from now, either way.
const TOLERANCE: TimeDelta = TimeDelta::seconds(300);

/// What to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// It is kept, or was before.
    Taken,
    /// Nothing is paid for here.
    Off,
    /// It is signed by somebody else, or not at all.
    BadSignature,
    /// It was signed too long ago, or by a clock that is wrong.
    Stale,
    Unreadable,
    /// It is of another account, or of the other world of test and live.
    OtherAccount,
    TooLarge,
    /// It could not be kept now: Stripe sends it again.
    Busy,
}

/// Takes one in. `body` is `None` for one that is longer than what is taken.
pub async fn accept(hub: &Hub, signature: Option<&str>, body: Option<&[u8]>) -> Receipt {
    let Some(billing) = &hub.config().billing else { return Receipt::Off };
    let Some(body) = body else { return Receipt::TooLarge };
    let signed = check(signature.unwrap_or_default(), body, &billing.webhook_secrets, Utc::now());
    if let Err(receipt) = signed {
        tracing::warn!(?receipt, "an event that claims to be Stripe's was refused");
        return receipt;
    }
    let Ok(event) = serde_json::from_slice::<StripeEvent>(body) else { return Receipt::Unreadable };
    if event.id.is_empty() || event.id.len() > 255 {
        return Receipt::Unreadable;
    }
    if event.livemode != billing.is_live() || event.account.is_some() {
        tracing::warn!(
            event = event.id,
            livemode = event.livemode,
            "an event of another account was refused"
        );
        return Receipt::OtherAccount;
    }
    let object = &event.data.object;
    let customer =
        if object.object == "customer" { object.id.as_deref() } else { object.customer.0.as_deref() };
    let new = NewStripeEvent {
        id: &event.id,
        kind: &event.kind,
        created_at: event.created.unwrap_or_else(Utc::now),
        body: Some(body),
        object_id: object.id.as_deref(),
        customer_id: customer,
        matters: matters(&event.kind),
    };
    match keep(hub.db(), &new).await {
        Ok(is_new) => {
            if is_new && new.matters {
                work_soon(hub);
            }
            Receipt::Taken
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an event of Stripe could not be kept");
            Receipt::Busy
        }
    }
}

/// Whether one of the signatures is made with one of the secrets, and now.
fn check(header: &str, body: &[u8], secrets: &[SecretString], now: DateTime<Utc>) -> Result<(), Receipt> {
    let parts = header.split(',').filter_map(|part| part.trim().split_once('='));
    let (mut signed_at, mut signatures) = (None, Vec::new());
    for (scheme, value) in parts {
        match scheme {
            "t" if signed_at.is_none() => signed_at = Some(value),
            "v1" => signatures.extend(hex::decode(value)),
            _ => {}
        }
    }
    let at = signed_at.ok_or(Receipt::BadSignature)?;
    let seconds: i64 = at.parse().map_err(|_| Receipt::BadSignature)?;
    let is_ours = secrets.iter().any(|secret| {
        let key = secret.expose_secret().as_bytes();
        let parts: [&[u8]; 3] = [at.as_bytes(), b".", body];
        // All are looked at: how long it takes tells nothing.
        signatures.iter().fold(false, |found, claimed| hmac_sha256::is_mac_of(claimed, key, &parts) | found)
    });
    if !is_ours {
        return Err(Receipt::BadSignature);
    }
    let signed_at = DateTime::from_timestamp(seconds, 0).ok_or(Receipt::Stale)?;
    if (now - signed_at).abs() > TOLERANCE { Err(Receipt::Stale) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"id":"evt_1","object":"event","type":"invoice.paid","created":1795400000}"#;
    const KNOWN: &str = "134adc1f8f70d08d7856b140adc5add272768f93b08d0018372f0d225fe0f9ee";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn checked(header: &str, now: i64) -> Result<(), Receipt> {
        let secrets = ["whsec_new".into(), "whsec_test_4f9c1e".into()];
        check(header, BODY, &secrets, at(now))
    }

    #[test]
    fn the_known_answer_is_taken() {
        let t = 1_795_400_000;
        assert_eq!(checked(&format!("t={t},v1={KNOWN}"), t), Ok(()));
        // Another scheme, a signature by another secret before it, spaces.
        let many = format!("t={t}, v0=00, v1={}, v1={KNOWN}", "ab".repeat(32));
        assert_eq!(checked(&many, t + 300), Ok(()));
        assert_eq!(checked(&many, t - 300), Ok(()));
    }

    #[test]
    fn anything_else_is_refused() {
        let t = 1_795_400_000;
        assert_eq!(checked(&format!("t={t},v1={KNOWN}"), t + 301), Err(Receipt::Stale));
        assert_eq!(checked(&format!("t={t},v1={KNOWN}"), t - 301), Err(Receipt::Stale));
        assert_eq!(checked(&format!("t={},v1={KNOWN}", t + 1), t), Err(Receipt::BadSignature));
        assert_eq!(checked(&format!("t={t},v0={KNOWN}"), t), Err(Receipt::BadSignature));
        assert_eq!(checked(&format!("v1={KNOWN}"), t), Err(Receipt::BadSignature));
        assert_eq!(checked("", t), Err(Receipt::BadSignature));
        let other = ["whsec_other".into()];
        assert_eq!(check(&format!("t={t},v1={KNOWN}"), BODY, &other, at(t)), Err(Receipt::BadSignature));
        // The secret is the key with all its letters.
        let bare = ["test_4f9c1e".into()];
        assert_eq!(check(&format!("t={t},v1={KNOWN}"), BODY, &bare, at(t)), Err(Receipt::BadSignature));
    }
}
