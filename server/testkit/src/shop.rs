//! Simulated shops, connected, and the work that waits.

use crate::{HubOptions, SignedIn};
use domain::{
    AuthKind, ConnectionId,
    view::connections::{ConnectionSettings, SyncRunView},
};
use hub::{
    Hub,
    integrations::{self, ConnectForm, Outcome},
    permit::{ManageConnections, View},
    syncs::{self, RunFilter},
};
use sandbox::{Credentials, Sandbox, Shop};
use std::time::Duration;
use tokio::sync::watch;

/// A hub that looks for Shopify's shops in the sandbox.
pub fn near(sandbox: &Sandbox) -> HubOptions {
    let shops = format!("{}/shopify/{{shop}}", sandbox.base_url());
    HubOptions {
        platform_base_urls: [("shopify".to_owned(), shops.parse().unwrap())].into(),
        ..HubOptions::default()
    }
}

/// Connects a simulated shop with its own credentials.
///
/// # Panics
/// When the shop refuses.
pub async fn connect_shop(who: &SignedIn, sandbox: &Sandbox, shop: &Shop) -> ConnectionId {
    match shop.credentials() {
        Credentials::Woocommerce { consumer_key, consumer_secret } => {
            let config = [("store_url", sandbox.shop_url(shop))];
            let secrets = [("consumer_key", consumer_key), ("consumer_secret", consumer_secret)];
            connect(who, "woocommerce", AuthKind::KeyPair, &config, &secrets).await
        }
        Credentials::Shopify { access_token, .. } => {
            let config = [("shop", shop.name().to_owned())];
            connect(who, "shopify", AuthKind::Token, &config, &[("access_token", access_token)]).await
        }
    }
}

async fn connect(
    who: &SignedIn,
    platform: &str,
    auth: AuthKind,
    config: &[(&str, String)],
    secrets: &[(&str, &String)],
) -> ConnectionId {
    let form = ConnectForm {
        platform: platform.to_owned(),
        connection: None,
        auth,
        name: String::new(),
        config: config.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        secrets: secrets.iter().map(|(name, value)| ((*name).to_owned(), (*value).clone().into())).collect(),
        settings: ConnectionSettings { every_minutes: None, ..ConnectionSettings::default() },
    };
    match integrations::save(&who.cx::<ManageConnections>(), &form).await {
        Ok(Outcome::Saved { id, .. }) => id,
        other => panic!("the shop was not connected: {other:?}"),
    }
}

/// Works until no run of the company is open any more.
///
/// # Panics
/// When work is still open after a minute.
pub async fn work_until_idle(who: &SignedIn, hub: &Hub) {
    work_until(who, hub, |runs| runs.iter().all(|run| run.state.is_over())).await;
}

/// Works until the company's runs, the newest first, are as wanted.
///
/// # Panics
/// When they are not after a minute.
pub async fn work_until(who: &SignedIn, hub: &Hub, wanted: impl Fn(&[SyncRunView]) -> bool) {
    let (stop, shutdown) = watch::channel(false);
    let hub = hub.clone();
    let worker = tokio::spawn(async move { hub::jobs::run_worker(&hub, shutdown).await });
    let cx = who.cx::<View>();
    let mut seen = Vec::new();
    let reached = async {
        loop {
            let filter = RunFilter { limit: 100, ..RunFilter::default() };
            match syncs::list(&cx, &filter).await {
                Ok(runs) if wanted(&runs) => break,
                Ok(runs) => seen = runs,
                Err(error) => panic!("runs cannot be listed: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    if tokio::time::timeout(Duration::from_secs(60), reached).await.is_err() {
        panic!("after a minute the runs are {seen:?}");
    }
    stop.send_replace(true);
    worker.await.unwrap();
}
