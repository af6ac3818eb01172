//! Simulated shops, connected.

use crate::{HubOptions, SignedIn};
use connector_kit::AppCredentials;
use domain::{AuthKind, ConnectionId, view::connections::ConnectionSettings};
use hub::{
    integrations::{self, Arrival, CALLBACK, ConnectForm, Outcome},
    permit::ManageConnections,
};
use sandbox::{Credentials, Platform, Sandbox, Shop};
use url::Url;

/// A hub that looks for the platforms in the sandbox, and whose operator has the apps of its shops.
pub fn near(sandbox: &Sandbox) -> HubOptions {
    let mut options = HubOptions::default();
    let shops = format!("{}/shopify/{{shop}}", sandbox.base_url());
    options.platform_base_urls.insert("shopify".to_owned(), shops.parse().unwrap());
    for shop in sandbox.shops() {
        let platform = shop.platform().name().to_owned();
        if matches!(shop.credentials(), Credentials::Token { .. } | Credentials::App { .. }) {
            options.platform_base_urls.insert(platform.clone(), sandbox.shop_url(shop).parse().unwrap());
        }
        let (client_id, client_secret, service_id) = match shop.credentials() {
            Credentials::Woocommerce { .. } | Credentials::Token { .. } => continue,
            Credentials::Shopify { client_id, client_secret, .. } => (client_id, client_secret, None),
            Credentials::App { client_id, client_secret, service_id, .. } => {
                (client_id, client_secret, service_id.clone())
            }
        };
        let (client_id, client_secret) = (client_id.clone(), client_secret.as_str().into());
        options.platform_apps.insert(platform, AppCredentials { client_id, client_secret, service_id });
    }
    options
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
        Credentials::Token { token } => {
            connect(who, shop.platform().name(), AuthKind::Token, &[], &[("token", token)]).await
        }
        Credentials::App { .. } => consent(who, shop, &click_through(who, shop).await).await,
    }
}

/// Gives a connection to a simulated Shopify shop the credentials of an app.
///
/// # Panics
/// When the shop refuses.
pub async fn connect_by_app(who: &SignedIn, shop: &Shop, connection: ConnectionId) -> ConnectionId {
    let Credentials::Shopify { client_id, client_secret, .. } = shop.credentials() else {
        panic!("{} has no such app", shop.name());
    };
    let config = [("shop", shop.name().to_owned()), ("client_id", client_id.clone())];
    let secrets = [("client_secret", client_secret)];
    save(who, "shopify", Some(connection), AuthKind::ClientCredentials, &config, &secrets).await
}

/// Comes back from the consent page with this query.
///
/// # Panics
/// When no connection comes of it.
pub async fn consent(who: &SignedIn, shop: &Shop, query: &[(String, String)]) -> ConnectionId {
    let cx = who.cx::<ManageConnections>();
    let arrival = integrations::come_back(&cx, &who.token, shop.platform().name(), query).await;
    match arrival.map(|back| back.arrival) {
        Ok(Arrival::Settled(Outcome::Saved { id, .. })) => id,
        other => panic!("the account was not connected: {other:?}"),
    }
}

/// Presses "connect" and then "allow" on the platform's page: the query with which the person comes back.
///
/// # Panics
/// When there is no consent page, or it has no such link.
pub async fn click_through(who: &SignedIn, shop: &Shop) -> Vec<(String, String)> {
    let form = consent_form(shop, None);
    // Where the redirect address is not passed, it was entered at the platform.
    shop.redirect_to(&format!("https://orion.example{CALLBACK}/{}", shop.platform().name()));
    let page = integrations::ask_consent(&who.cx::<ManageConnections>(), &who.token, &form).await.unwrap();
    press_allow(&page).await
}

/// Presses "allow" on a consent page: the query with which the person comes back.
///
/// # Panics
/// When there is no such page, or it has no such link.
pub async fn press_allow(page: &Url) -> Vec<(String, String)> {
    press_link(page, "allow").await.query_pairs().into_owned().collect()
}

/// Where the link with this id of a platform's page leads, or the page itself where it redirects.
///
/// # Panics
/// When there is no such page, or it has no such link.
pub async fn press_link(page: &Url, id: &str) -> Url {
    // Another test of the process may have been first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = client.get(page.clone()).send().await.unwrap();
    if let Some(location) = answer.headers().get("location") {
        return location.to_str().unwrap().parse().unwrap();
    }
    let page = answer.text().await.unwrap();
    let link = page.split(&format!("id=\"{id}\" href=\"")).nth(1).and_then(|rest| rest.split('"').next());
    link.unwrap_or_else(|| panic!("no link in {page}")).replace("&amp;", "&").parse().unwrap()
}

/// What somebody fills in who has a WooCommerce shop make a key.
pub fn key_form(sandbox: &Sandbox, shop: &Shop, connection: Option<ConnectionId>) -> ConnectForm {
    let config = [("store_url".to_owned(), sandbox.shop_url(shop))].into();
    ConnectForm { auth: AuthKind::KeyPair, config, ..consent_form(shop, connection) }
}

/// What somebody fills in who connects a platform by consent, or renews the consent of a connection.
pub fn consent_form(shop: &Shop, connection: Option<ConnectionId>) -> ConnectForm {
    ConnectForm {
        platform: shop.platform().name().to_owned(),
        connection,
        environment: None,
        auth: AuthKind::OAuth2,
        name: String::new(),
        config: match shop.platform() {
            Platform::Shopify => [("shop".to_owned(), shop.name().to_owned())].into(),
            _ => Default::default(),
        },
        secrets: Default::default(),
        settings: ConnectionSettings { every_minutes: None, ..ConnectionSettings::default() },
    }
}

async fn connect(
    who: &SignedIn,
    platform: &str,
    auth: AuthKind,
    config: &[(&str, String)],
    secrets: &[(&str, &String)],
) -> ConnectionId {
    save(who, platform, None, auth, config, secrets).await
}

async fn save(
    who: &SignedIn,
    platform: &str,
    connection: Option<ConnectionId>,
    auth: AuthKind,
    config: &[(&str, String)],
    secrets: &[(&str, &String)],
) -> ConnectionId {
    let form = ConnectForm {
        platform: platform.to_owned(),
        connection,
        environment: None,
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
