//! Demo mode: a company whose stores are simulated in this process.

use anyhow::Context;
use domain::AuthKind;
use hub::{Hub, demo::DemoStore};
use private_postgres::DataDir;
use sandbox::{Credentials, Platform, Sandbox, SandboxOptions, ShopOptions};
use std::{
    collections::HashMap,
    fs,
    net::SocketAddr,
    time::{SystemTime, UNIX_EPOCH},
};
use url::Url;

/// When the demo began, in seconds since 1970. The stores' history is counted from there, so that it is
/// the same one after each start; from there on they have new orders as time passes.
const BEGAN: &str = "demo-began";
/// Where the stores listen, for the other commands, and to listen there again.
const ADDRESS: &str = "demo-address";

/// The simulated stores of the demo company.
pub struct Demo(Sandbox);

impl Demo {
    /// Starts the stores: where they were the last time if that can be, else on a free port of this
    /// machine.
    ///
    /// # Errors
    /// When no port can be listened on, or the data folder cannot be written.
    pub async fn start(data_dir: &DataDir) -> anyhow::Result<Self> {
        let began = began(data_dir)?;
        let shop = |platform, name, orders| ShopOptions {
            until: Some(began),
            days: 120,
            goes_on: true,
            ..ShopOptions::new(platform, name).orders(orders)
        };
        let shops =
            vec![shop(Platform::Woocommerce, "loja-demo", 600), shop(Platform::Shopify, "loja-demo", 400)];
        let anywhere = SandboxOptions { shops, ..SandboxOptions::default() };
        let again = match address(data_dir) {
            Some(listen) => Sandbox::start(SandboxOptions { listen, ..anywhere.clone() }).await.ok(),
            None => None,
        };
        let sandbox = match again {
            Some(sandbox) => sandbox,
            None => Sandbox::start(anywhere).await.context("the demo stores cannot be started")?,
        };
        data_dir.write_private(ADDRESS, format!("{}\n", sandbox.address()).as_bytes())?;
        Ok(Self(sandbox))
    }

    /// Makes the demo company, and connects the stores to it.
    ///
    /// # Errors
    /// When a store refuses its own credentials, or the database is away.
    pub async fn ensure(&self, hub: &Hub) -> anyhow::Result<()> {
        let stores: Vec<_> = self.0.shops().iter().map(|shop| self.store(shop)).collect();
        Ok(hub::demo::ensure(hub, &stores).await?)
    }

    pub async fn stop(self) {
        self.0.stop().await;
    }

    fn store(&self, shop: &sandbox::Shop) -> DemoStore {
        match shop.credentials() {
            Credentials::Woocommerce { consumer_key, consumer_secret } => DemoStore {
                platform: "woocommerce",
                name: "Loja demo (WooCommerce)",
                auth: AuthKind::KeyPair,
                config: [("store_url".to_owned(), self.0.shop_url(shop))].into(),
                secrets: [("consumer_key", consumer_key), ("consumer_secret", consumer_secret)]
                    .map(|(field, secret)| (field.to_owned(), secret.clone().into()))
                    .into(),
            },
            Credentials::Shopify { access_token, .. } => DemoStore {
                platform: "shopify",
                name: "Loja demo (Shopify)",
                auth: AuthKind::Token,
                config: [("shop".to_owned(), shop.name().to_owned())].into(),
                secrets: [("access_token".to_owned(), access_token.clone().into())].into(),
            },
        }
    }
}

/// Where the platforms of the demo are whose address follows from the name of a shop.
///
/// # Errors
/// When no demo was started on this data folder.
pub fn platform_base_urls(data_dir: &DataDir) -> anyhow::Result<HashMap<String, Url>> {
    let address = address(data_dir).context(
        "no demo runs on this DATA_DIR: start `orion serve` with ORION_DEMO=1 before this command",
    )?;
    let shops = Url::parse(&format!("http://{address}/shopify/{{shop}}"))?;
    Ok(HashMap::from([("shopify".to_owned(), shops)]))
}

/// Whether a demo was ever started on this data folder.
pub fn was_started(data_dir: &DataDir) -> bool {
    address(data_dir).is_some()
}

fn address(data_dir: &DataDir) -> Option<SocketAddr> {
    fs::read_to_string(data_dir.path().join(ADDRESS)).ok()?.trim().parse().ok()
}

fn began(data_dir: &DataDir) -> anyhow::Result<i64> {
    let known =
        fs::read_to_string(data_dir.path().join(BEGAN)).ok().and_then(|text| text.trim().parse().ok());
    if let Some(known) = known {
        return Ok(known);
    }
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
    data_dir.write_private(BEGAN, format!("{now}\n").as_bytes())?;
    Ok(now)
}
