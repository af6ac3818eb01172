//! The simulators seen from outside, over HTTP.

#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod control;
mod faults;
mod google;
mod google_sheets;
mod magalu;
mod mercadolivre;
mod shopify;
mod shopify_errors;
mod stripe;
mod tiktok_shop;
mod woocommerce;
mod woocommerce_actions;
mod woocommerce_auth;

use std::sync::Arc;

use sandbox::{Credentials, Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use serde_json::{Value, json};

/// End of every history in these tests.
const UNTIL: i64 = 1_790_000_000;

struct World {
    sandbox: Sandbox,
    shop: Arc<Shop>,
    url: String,
    client: reqwest::Client,
}

fn client() -> reqwest::Client {
    // Only the first test of the process installs it; the others find it there.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

async fn world(options: ShopOptions) -> World {
    let options = ShopOptions { until: Some(UNTIL), ..options };
    let sandbox =
        Sandbox::start(SandboxOptions { shops: vec![options], ..SandboxOptions::default() }).await.unwrap();
    let shop = Arc::clone(&sandbox.shops()[0]);
    World { url: sandbox.shop_url(&shop), shop, sandbox, client: client() }
}

async fn woo() -> World {
    world(ShopOptions::new(Platform::Woocommerce, "loja").orders(250)).await
}

async fn shopify() -> World {
    world(ShopOptions { restore_rate: None, ..ShopOptions::new(Platform::Shopify, "loja").orders(250) }).await
}

struct Seen {
    status: u16,
    headers: reqwest::header::HeaderMap,
    text: String,
}

impl Seen {
    async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.text().await.unwrap() }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn ids(&self) -> Vec<u64> {
        self.json().as_array().unwrap().iter().map(|order| order["id"].as_u64().unwrap()).collect()
    }
}

impl World {
    fn keys(&self) -> (String, String) {
        match self.shop.credentials() {
            Credentials::Woocommerce { consumer_key, consumer_secret } => {
                (consumer_key.clone(), consumer_secret.clone())
            }
            Credentials::Shopify { access_token, client_secret, .. } => {
                (access_token.clone(), client_secret.clone())
            }
            Credentials::Token { token } => (token.clone(), String::new()),
            Credentials::App { client_id, client_secret, .. } => (client_id.clone(), client_secret.clone()),
        }
    }

    fn request(&self, path: &str) -> reqwest::RequestBuilder {
        let (key, secret) = self.keys();
        self.client.get(format!("{}{path}", self.url)).basic_auth(key, Some(secret))
    }

    async fn get(&self, path: &str) -> Seen {
        Seen::of(self.request(path)).await
    }

    async fn graphql(&self, query: &str, variables: Value) -> Seen {
        self.graphql_as(&self.keys().0, query, variables).await
    }

    async fn graphql_as(&self, token: &str, query: &str, variables: Value) -> Seen {
        let url = format!("{}/admin/api/2026-10/graphql.json", self.url);
        let body = json!({ "query": query, "variables": variables });
        Seen::of(self.client.post(url).header("X-Shopify-Access-Token", token).json(&body)).await
    }
}
