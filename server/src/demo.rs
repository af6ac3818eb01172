//! Demo mode: a company whose stores are simulated in this process.

use anyhow::Context;
use chrono::DateTime;
use connector_kit::{AppCredentials, TokenSet};
use domain::AuthKind;
use hub::{Hub, demo::DemoStore};
use private_postgres::DataDir;
use sandbox::{Credentials, Platform, Sandbox, SandboxOptions, ShopOptions};
use std::{
    collections::{BTreeMap, HashMap},
    fs,
    net::SocketAddr,
    time::{SystemTime, UNIX_EPOCH},
};
use url::{Host, Url};

/// When the demo began, in seconds since 1970. The stores' history is counted from there, so that it is
/// the same one after each start; from there on they have new orders as time passes.
const BEGAN: &str = "demo-began";
/// What every simulated store is called.
const SHOP: &str = "loja-demo";
/// What the Shopify store gives back in a second: that of a Plus shop, as every company of the installation may read it at once.
const RESTORE_RATE: u32 = 1_000;
/// The stores: the platform of each, how many orders it begins with, and what the integration is called.
const STORES: &[(Platform, u32, &str)] = &[
    (Platform::Woocommerce, 600, "Loja demo (WooCommerce)"),
    (Platform::Shopify, 400, "Loja demo (Shopify)"),
    (Platform::Mercadolivre, 300, "Loja demo (Mercado Livre)"),
    (Platform::Magalu, 300, "Loja demo (Magalu)"),
    (Platform::TiktokShop, 300, "Loja demo (TikTok Shop)"),
    (Platform::GoogleSheets, 0, "Planilhas demo (Google Sheets)"),
];
/// The platform of the store that other companies may connect: one that is found by the installation's own settings, so that
/// their connections outlive a start on another port.
const OFFERED: &str = "shopify";
const OFFERED_NAME: &str = "Loja de demonstração";
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
        let shop = |(platform, orders, _): &(Platform, u32, &str)| ShopOptions {
            until: Some(began),
            days: 120,
            goes_on: true,
            restore_rate: Some(RESTORE_RATE),
            ..ShopOptions::new(*platform, SHOP).orders(*orders)
        };
        let shops = STORES.iter().map(shop).collect();
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

    /// Makes the demo company, and connects the stores to it. Other companies are offered one of them.
    ///
    /// # Errors
    /// When a store refuses its own credentials, or the database is away.
    pub async fn ensure(&self, hub: &Hub) -> anyhow::Result<()> {
        let stores: Vec<_> = self.0.shops().iter().map(|shop| self.store(shop)).collect();
        hub::demo::ensure(hub, &stores).await?;
        // The stores listen on this machine alone.
        if hub.public_url("/").is_some_and(|url| is_of_this_machine(&url)) {
            hub::demo::show_control(hub, format!("{}/__control/", self.0.base_url()).parse()?);
        }
        if let Some(store) = stores.into_iter().find(|store| store.platform == OFFERED) {
            hub::demo::offer(hub, DemoStore { name: OFFERED_NAME, ..store });
        }
        Ok(())
    }

    /// Tells the platforms where people come back to, as the operator enters it there.
    pub fn enter_redirects(&self, public_url: &str) {
        for shop in self.0.shops() {
            let (base, platform) = (public_url.trim_end_matches('/'), shop.platform().name());
            shop.redirect_to(&format!("{base}{}/{platform}", hub::integrations::CALLBACK));
        }
    }

    /// The apps by which the stores' platforms know this installation, by platform.
    pub fn apps(&self) -> HashMap<String, AppCredentials> {
        let apps = self.0.shops().iter().filter_map(|shop| {
            let Credentials::App { client_id, client_secret, service_id, .. } = shop.credentials() else {
                return None;
            };
            let app = AppCredentials {
                client_id: client_id.clone(),
                client_secret: client_secret.as_str().into(),
                service_id: service_id.clone(),
            };
            Some((shop.platform().name().to_owned(), app))
        });
        apps.collect()
    }

    pub async fn stop(self) {
        self.0.stop().await;
    }

    fn store(&self, shop: &sandbox::Shop) -> DemoStore {
        let called = |(platform, ..): &&(Platform, u32, &str)| *platform == shop.platform();
        let name = STORES.iter().find(called).map_or(SHOP, |(.., name)| *name);
        match shop.credentials() {
            Credentials::Woocommerce { consumer_key, consumer_secret } => DemoStore {
                platform: "woocommerce",
                name,
                auth: AuthKind::KeyPair,
                config: [("store_url".to_owned(), self.0.shop_url(shop))].into(),
                secrets: [("consumer_key", consumer_key), ("consumer_secret", consumer_secret)]
                    .map(|(field, secret)| (field.to_owned(), secret.clone().into()))
                    .into(),
                tokens: None,
            },
            Credentials::Token { token } => DemoStore {
                platform: shop.platform().name(),
                name,
                auth: AuthKind::Token,
                config: BTreeMap::new(),
                secrets: [("token".to_owned(), token.clone().into())].into(),
                tokens: None,
            },
            Credentials::App { .. } => DemoStore {
                platform: shop.platform().name(),
                name,
                auth: AuthKind::OAuth2,
                config: BTreeMap::new(),
                secrets: BTreeMap::new(),
                tokens: shop.grant().map(tokens),
            },
            Credentials::Shopify { access_token, .. } => DemoStore {
                platform: "shopify",
                name,
                auth: AuthKind::Token,
                config: [("shop".to_owned(), shop.name().to_owned())].into(),
                secrets: [("access_token".to_owned(), access_token.clone().into())].into(),
                tokens: None,
            },
        }
    }
}

/// Where the platforms of the demo are, but WooCommerce: there it is part of the credentials.
///
/// # Errors
/// When no demo was started on this data folder.
pub fn platform_base_urls(data_dir: &DataDir) -> anyhow::Result<HashMap<String, Url>> {
    let address = address(data_dir).context(
        "no demo runs on this DATA_DIR: start `orion serve` with ORION_DEMO=1 before this command",
    )?;
    let at = |path: &str| Url::parse(&format!("http://{address}/{path}"));
    let mut urls = HashMap::new();
    for (platform, ..) in STORES {
        let path = match platform {
            Platform::Woocommerce => continue,
            Platform::Shopify => "shopify/{shop}".to_owned(),
            _ => format!("{}/{SHOP}", platform.name()),
        };
        urls.insert(platform.name().to_owned(), at(&path)?);
    }
    Ok(urls)
}

/// Tokens as the simulated platform granted them.
fn tokens(issued: sandbox::Issued) -> TokenSet {
    TokenSet {
        access_token: issued.access_token.into(),
        expires_at: DateTime::from_timestamp(issued.access_ends, 0),
        refresh_token: Some(issued.refresh_token.into()),
        consent_ends_at: DateTime::from_timestamp(issued.refresh_ends, 0),
        scopes: None,
    }
}

/// Whether browsers that come by this address are on this machine.
fn is_of_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_browsers_of_this_machine_are_led_to_the_stores() {
        for (url, is_here) in [
            ("http://127.0.0.1:3000/", true),
            ("http://localhost:3000/", true),
            ("http://[::1]/", true),
            ("https://orion.example/", false),
            ("http://10.0.0.7:3000/", false),
        ] {
            assert_eq!(is_of_this_machine(&url.parse().unwrap()), is_here, "{url}");
        }
    }
}
