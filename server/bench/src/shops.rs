//! Simulated shops, served by this process.

use anyhow::Context;
use connector_kit::Registry;
use domain::AuthKind;
use domain::view::connections::ConnectionSettings;
use hub::integrations::ConnectForm;
use sandbox::{Credentials, Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use std::sync::Arc;
use url::Url;

/// One platform's shop, alone in its simulator.
pub struct SimulatedShop {
    sandbox: Sandbox,
    pub shop: Arc<Shop>,
}

impl SimulatedShop {
    /// A shop whose orders have three lines each; Shopify's without its limit.
    pub async fn open(platform: Platform, orders: u32) -> anyhow::Result<Self> {
        Self::of_days(platform, orders, 365).await
    }

    /// The same with a history of so many days.
    pub async fn of_days(platform: Platform, orders: u32, days: u32) -> anyhow::Result<Self> {
        let shop =
            ShopOptions { lines: (3, 3), restore_rate: None, days, ..ShopOptions::new(platform, "bench") };
        let shops = vec![shop.orders(orders).seed(7)];
        let sandbox =
            Sandbox::start(SandboxOptions { shops, control: false, ..SandboxOptions::default() }).await?;
        let shop = sandbox.shops().first().context("a shop was asked for")?.clone();
        Ok(Self { sandbox, shop })
    }

    /// `ORION_PLATFORM_SHOPIFY_BASE_URL`.
    pub fn shopify_url(&self) -> anyhow::Result<Url> {
        Ok(Url::parse(&format!("{}/shopify/{{shop}}", self.sandbox.base_url()))?)
    }

    /// The form that connects it.
    pub fn form(&self) -> ConnectForm {
        match self.shop.credentials() {
            Credentials::Woocommerce { consumer_key, consumer_secret } => {
                woocommerce_form(&self.sandbox.shop_url(&self.shop), consumer_key, consumer_secret)
            }
            Credentials::Shopify { access_token, .. } => form(
                "shopify",
                AuthKind::Token,
                ("shop", self.shop.name()),
                &[("access_token", access_token)],
            ),
            Credentials::Token { .. } | Credentials::App { .. } => unreachable!("no bench uses such a shop"),
        }
    }
}

/// The form that connects a WooCommerce shop.
pub fn woocommerce_form(url: &str, key: &str, secret: &str) -> ConnectForm {
    form(
        "woocommerce",
        AuthKind::KeyPair,
        ("store_url", url),
        &[("consumer_key", key), ("consumer_secret", secret)],
    )
}

fn form(
    platform: &str,
    auth: AuthKind,
    (field, value): (&str, &str),
    secrets: &[(&str, &str)],
) -> ConnectForm {
    ConnectForm {
        platform: platform.to_owned(),
        connection: None,
        environment: None,
        auth,
        name: String::new(),
        config: [(field.to_owned(), value.to_owned())].into(),
        secrets: secrets.iter().map(|(field, secret)| ((*field).to_owned(), (*secret).into())).collect(),
        // Only the runs that are measured.
        settings: ConnectionSettings { every_minutes: None, ..ConnectionSettings::default() },
    }
}

/// How many pages of a platform are asked for at once.
pub fn pages_in_flight(registry: &Registry, platform: Platform) -> anyhow::Result<usize> {
    Ok(registry.get(platform.name()).context("the platform is known")?.spec().rate.in_flight)
}
