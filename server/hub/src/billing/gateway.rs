//! How Stripe is called. What is sent is made by the typed requests of `async-stripe`; what comes back is read into narrow
//! structs of ours ([`answers`]), so that a state that Stripe adds tomorrow, or a field that it leaves out, breaks nothing.

mod answers;
mod calls;
mod error;

pub use answers::{
    Checkout, Customer, Invoice, InvoiceLine, Link, List, Phase, Price, Schedule, StripeEvent, Subscription,
    SubscriptionItem,
};
pub use calls::PortalFlow;
pub(crate) use calls::{CHECKOUT, EndsBy, Follows, NewCheckout, PriceChange, TENANT};
pub use error::GatewayError;

use chrono::Utc;
use connector_kit::{
    Call, Method, OutboundPolicy, RetryPolicy,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
};
use rand::Rng;
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use std::time::Duration;
use stripe_client_core::{RequestBuilder, StripeMethod, StripeRequest};
use url::Url;

/// Where Stripe is.
const STRIPE: &str = "https://api.stripe.com/";
/// Of one attempt: people wait for some of them.
const TIMEOUT: Duration = Duration::from_secs(20);
const ATTEMPTS: u32 = 4;
/// The first pause between two attempts; each further one is twice as long.
const PAUSE: Duration = Duration::from_millis(400);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const VERSION: HeaderName = HeaderName::from_static("stripe-version");
const SHOULD_RETRY: HeaderName = HeaderName::from_static("stripe-should-retry");
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

/// The account at Stripe by which plans are paid for. Cheap to clone; shows no key.
#[derive(Clone)]
pub struct Gateway {
    key: SecretString,
    base: Url,
    outbound: OutboundPolicy,
    timeout: Duration,
    pause: Duration,
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gateway").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}

/// One call as it goes out, as often as it has to.
struct Ask<'a> {
    request: &'a RequestBuilder,
    /// For what changes something: the same for each attempt, so that it is done once.
    key: Option<&'a str>,
}

impl Gateway {
    /// `base` is where Stripe is called in place of its own address; `retry` replaces the patience, as tests do.
    pub(crate) fn new(
        key: SecretString,
        base: Option<&Url>,
        outbound: OutboundPolicy,
        retry: Option<RetryPolicy>,
    ) -> Option<Self> {
        let base = base.cloned().or_else(|| STRIPE.parse().ok())?;
        Some(Self {
            key,
            base,
            outbound,
            timeout: retry.map_or(TIMEOUT, |retry| retry.timeout),
            pause: retry.map_or(PAUSE, |retry| retry.pause.0),
        })
    }

    /// Reads.
    async fn ask<T: DeserializeOwned>(&self, request: &impl StripeRequest) -> Result<T, GatewayError> {
        self.answer(Ask { request: &request.build(), key: None }).await
    }

    /// Changes something, once for `key`, however often it is called within a day.
    async fn change<T: DeserializeOwned>(
        &self,
        request: &impl StripeRequest,
        key: &str,
    ) -> Result<T, GatewayError> {
        self.change_built(&request.build(), key).await
    }

    async fn change_built<T: DeserializeOwned>(
        &self,
        request: &RequestBuilder,
        key: &str,
    ) -> Result<T, GatewayError> {
        self.answer(Ask { request, key: Some(key) }).await
    }

    async fn answer<T: DeserializeOwned>(&self, ask: Ask<'_>) -> Result<T, GatewayError> {
        let body = self.patiently(&ask).await?;
        serde_json::from_slice(&body)
            .map_err(|error| GatewayError::Unreadable(format!("{}: {error}", ask.request.path)))
    }

    /// Tries until it is answered, is refused for good, or was tried often enough.
    async fn patiently(&self, ask: &Ask<'_>) -> Result<Vec<u8>, GatewayError> {
        let mut tried = 1;
        loop {
            let (error, again) = match self.once(ask).await {
                Ok(body) => return Ok(body),
                Err(failed) => failed,
            };
            if !again || tried >= ATTEMPTS {
                return Err(error);
            }
            let longest = self.pause.saturating_mul(1 << tried).min(LONGEST_PAUSE);
            let pause = rand::rng().random_range(longest / 2..=longest);
            tracing::debug!(path = ask.request.path, tried, %error, "Stripe is asked again");
            tokio::time::sleep(pause).await;
            tried += 1;
        }
    }

    /// One attempt; with an error comes whether another one makes sense.
    async fn once(&self, ask: &Ask<'_>) -> Result<Vec<u8>, (GatewayError, bool)> {
        let call = self.call(ask).map_err(|error| (error, false))?;
        // Nobody knows what became of a call without an answer; under its key it is done once all the same.
        let reply = self.outbound.exchange(call, self.timeout).await.map_err(|error| {
            let again =
                !matches!(error.kind, domain::UpstreamKind::BlockedAddress | domain::UpstreamKind::TooLarge);
            (GatewayError::Unreachable(error.to_string()), again)
        })?;
        if (200..300).contains(&reply.status) {
            return Ok(reply.body);
        }
        let said = |name: &HeaderName| reply.headers.get(name).and_then(|value| value.to_str().ok());
        let again = match said(&SHOULD_RETRY) {
            Some("true") => true,
            Some("false") => false,
            _ => matches!(reply.status, 409 | 424 | 429 | 500..),
        };
        let request_id = said(&REQUEST_ID).unwrap_or_default();
        let error = GatewayError::of_reply(reply.status, &reply.body);
        tracing::info!(
            path = ask.request.path,
            status = reply.status,
            request_id,
            %error,
            at = %Utc::now().timestamp(),
            "Stripe refused a call"
        );
        Err((error, again))
    }

    fn call(&self, ask: &Ask<'_>) -> Result<Call, GatewayError> {
        let wrong = |what: &str| GatewayError::Unreadable(format!("{}: {what}", ask.request.path));
        let path = format!("v1{}", ask.request.path);
        let mut url = self.base.join(&path).map_err(|_| wrong("no address can be made of it"))?;
        url.set_query(ask.request.query.as_deref().filter(|query| !query.is_empty()));
        let (method, body) = match ask.request.method {
            StripeMethod::Get => (Method::GET, None),
            StripeMethod::Post => {
                (Method::POST, Some(ask.request.body.clone().unwrap_or_default().into_bytes()))
            }
            StripeMethod::Delete => {
                (Method::DELETE, Some(ask.request.body.clone().unwrap_or_default().into_bytes()))
            }
        };
        let mut headers = HeaderMap::new();
        if body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        }
        headers.insert(VERSION, HeaderValue::from_static(stripe_shared::version::VERSION.as_str()));
        if let Some(key) = ask.key {
            headers.insert(IDEMPOTENCY_KEY, HeaderValue::from_str(key).map_err(|_| wrong("its key"))?);
        }
        let call = Call { method, url, headers, body, cost: None, plain_http: false };
        let bearer = format!("Bearer {}", self.key.expose_secret());
        call.with_secret_header(connector_kit::header::AUTHORIZATION, &bearer).map_err(|_| GatewayError::Key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::OutboundConfig;

    #[test]
    fn nothing_shows_the_key() {
        let outbound = OutboundPolicy::new(OutboundConfig::default()).unwrap();
        let gateway = Gateway::new("sk_test_geheim".into(), None, outbound, None).unwrap();
        assert!(!format!("{gateway:?}").contains("geheim"));
        let request = stripe_core::customer::CreateCustomer::new().name("Loja & Cia").build();
        let call = gateway.call(&Ask { request: &request, key: Some("tenant:1:customer") }).unwrap();
        assert!(!format!("{:?}", call.headers).contains("geheim"));
        assert_eq!(call.url.as_str(), "https://api.stripe.com/v1/customers");
        assert_eq!(call.body.as_deref(), Some(&b"name=Loja+%26+Cia"[..]));
        assert_eq!(call.headers["stripe-version"], "2026-09-30.endive");
        assert_eq!(call.headers["idempotency-key"], "tenant:1:customer");
    }
}
