//! Stripe as its API, its pages and its events are met.

mod api;
mod control;
mod life;
mod pages;
mod plans;
mod webhooks;

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use sandbox::{StripeOptions, StripeSandbox};
use serde_json::Value;

use crate::{Seen, client};

/// Begin of the clock: 2026-11-01T12:00:00Z.
const BEGAN: i64 = 1_793_534_400;
const DAY: i64 = 86_400;

struct Account {
    stripe: StripeSandbox,
    client: reqwest::Client,
}

async fn account() -> Account {
    with(StripeOptions::default()).await
}

async fn with(options: StripeOptions) -> Account {
    let options = StripeOptions { frozen_at: Some(BEGAN), ..options };
    Account { stripe: StripeSandbox::start(options).await.unwrap(), client: client() }
}

impl Account {
    fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}{path}", self.stripe.base_url());
        self.client.request(method, url).bearer_auth(self.stripe.secret_key())
    }

    async fn get(&self, path: &str) -> Value {
        let seen = Seen::of(self.request(reqwest::Method::GET, path)).await;
        assert_eq!(seen.status, 200, "{path}: {}", seen.text);
        seen.json()
    }

    async fn tried(&self, path: &str, form: &[(&str, &str)]) -> Seen {
        Seen::of(self.request(reqwest::Method::POST, path).form(form)).await
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Value {
        let seen = self.tried(path, form).await;
        assert_eq!(seen.status, 200, "{path}: {}", seen.text);
        seen.json()
    }

    async fn delete(&self, path: &str) -> Value {
        let seen = Seen::of(self.request(reqwest::Method::DELETE, path)).await;
        assert_eq!(seen.status, 200, "{path}: {}", seen.text);
        seen.json()
    }

    /// The error of a refused call: status, code or type, parameter and message.
    async fn refused(&self, path: &str, form: &[(&str, &str)]) -> (u16, String, String, String) {
        let seen = self.tried(path, form).await;
        refusal(&seen)
    }

    fn price(&self, key: &str) -> String {
        self.stripe.price(key).unwrap()
    }

    async fn customer(&self) -> String {
        let made =
            self.post("/v1/customers", &[("email", "ana@loja.example"), ("name", "Loja da Ana")]).await;
        text(&made["id"])
    }

    /// A checkout session for a plan.
    async fn checkout(&self, customer: &str, key: &str, more: &[(&str, &str)]) -> Value {
        let price = self.price(key);
        let mut form = vec![
            ("mode", "subscription"),
            ("customer", customer),
            ("line_items[0][price]", price.as_str()),
            ("line_items[0][quantity]", "1"),
            ("success_url", "http://localhost/ok?session={CHECKOUT_SESSION_ID}"),
            ("cancel_url", "http://localhost/plans"),
            ("subscription_data[metadata][org]", "o_7"),
        ];
        form.extend(more);
        self.post("/v1/checkout/sessions", &form).await
    }

    /// A customer with a subscription, paid by this card.
    async fn subscribed(&self, key: &str, card: &str, more: &[(&str, &str)]) -> (String, String) {
        let customer = self.customer().await;
        let session = text(&self.checkout(&customer, key, more).await["id"]);
        self.stripe.complete_checkout(&session, "", card).unwrap();
        let done = self.get(&format!("/v1/checkout/sessions/{session}")).await;
        (customer, text(&done["subscription"]))
    }

    async fn subscription(&self, id: &str) -> Value {
        self.get(&format!("/v1/subscriptions/{id}")).await
    }

    async fn invoices(&self, customer: &str) -> Vec<Value> {
        let list = self.get(&format!("/v1/invoices?customer={customer}&limit=100")).await;
        list["data"].as_array().unwrap().clone()
    }

    /// Types of all events so far.
    fn told(&self) -> Vec<String> {
        self.stripe.events().iter().map(|event| text(&event["type"])).collect()
    }
}

fn refusal(seen: &Seen) -> (u16, String, String, String) {
    let error = seen.json()["error"].clone();
    let code = error["code"].as_str().or(error["type"].as_str()).unwrap_or_default().to_owned();
    (seen.status, code, error["param"].as_str().unwrap_or_default().to_owned(), text(&error["message"]))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Somebody who receives events.
#[derive(Clone, Default)]
struct Receiver {
    seen: Arc<Mutex<Vec<(String, Bytes)>>>,
    /// How many to refuse first.
    refuses: Arc<Mutex<u32>>,
}

impl Receiver {
    async fn start() -> (Self, String) {
        let receiver = Self::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks", listener.local_addr().unwrap());
        let router = Router::new().fallback(take).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        (receiver, url)
    }

    fn events(&self) -> Vec<Value> {
        self.seen.lock().unwrap().iter().map(|(_, body)| serde_json::from_slice(body).unwrap()).collect()
    }

    fn types(&self) -> Vec<String> {
        self.events().iter().map(|event| text(&event["type"])).collect()
    }
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers.get("stripe-signature").unwrap().to_str().unwrap().to_owned();
    receiver.seen.lock().unwrap().push((signature, body));
    let mut refuses = receiver.refuses.lock().unwrap();
    if *refuses > 0 {
        *refuses -= 1;
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    StatusCode::OK
}
