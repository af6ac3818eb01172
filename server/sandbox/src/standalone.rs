//! One shop, an account of Stripe, or Google where people sign in, served from the command line until the process is told to end.

use std::future::Future;
use std::net::SocketAddr;

use anyhow::Context as _;

use crate::google::{GoogleOptions, GoogleSandbox};
use crate::options::{SandboxOptions, ShopOptions};
use crate::server::Sandbox;
use crate::shop::Credentials;
use crate::stripe::{StripeOptions, StripeSandbox};

/// What `orion sandbox` takes.
#[derive(Clone, Debug)]
pub struct StandaloneOptions {
    pub listen: SocketAddr,
    pub shop: ShopOptions,
}

/// Serves one shop at the root of `listen`, with `/__control/`, until `stop` resolves.
///
/// # Errors
/// If the address cannot be bound or the shop's name is unusable.
pub async fn run_standalone(
    options: StandaloneOptions,
    stop: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let shops = vec![options.shop];
    let listen = options.listen;
    let sandbox = Sandbox::start(SandboxOptions { listen, shops, control: true, stand_alone: true })
        .await
        .with_context(|| format!("cannot serve a sandbox on {listen}"))?;
    for shop in sandbox.shops() {
        let (platform, orders, url) = (shop.platform().name(), shop.order_count(), sandbox.shop_url(shop));
        // The credentials are drawn from the seed and open nothing but this simulator.
        match shop.credentials() {
            Credentials::Woocommerce { consumer_key, consumer_secret } => {
                tracing::info!(platform, orders, url, consumer_key, consumer_secret, "sandbox is ready");
            }
            Credentials::Shopify { access_token, client_id, client_secret } => {
                tracing::info!(
                    platform,
                    orders,
                    url,
                    access_token,
                    client_id,
                    client_secret,
                    "sandbox is ready"
                );
            }
            Credentials::Token { token } => {
                tracing::info!(platform, orders, url, token, "sandbox is ready");
            }
            Credentials::App { client_id, client_secret, service_id, account_id } => {
                tracing::info!(
                    platform,
                    orders,
                    url,
                    client_id,
                    client_secret,
                    service_id,
                    account_id,
                    "sandbox is ready"
                );
            }
        }
    }
    tracing::info!(url = format!("{}/__control/", sandbox.base_url()), "control page");
    stop.await;
    sandbox.stop().await;
    Ok(())
}

/// Serves an account of Stripe at the root of `options.listen`, with `/__control/`, until `stop` resolves.
///
/// # Errors
/// If the address cannot be bound.
pub async fn run_stripe(options: StripeOptions, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
    let listen = options.listen;
    let stripe =
        StripeSandbox::start(options).await.with_context(|| format!("cannot serve a sandbox on {listen}"))?;
    // The key opens nothing but this simulator.
    tracing::info!(
        platform = "stripe",
        url = stripe.base_url(),
        secret_key = stripe.secret_key(),
        "sandbox is ready"
    );
    tracing::info!(url = format!("{}/__control/", stripe.base_url()), "control page");
    stop.await;
    stripe.stop().await;
    Ok(())
}

/// Serves Google where people sign in at `options.listen`, until `stop` resolves.
///
/// # Errors
/// If the address cannot be bound.
pub async fn run_google(options: GoogleOptions, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
    let listen = options.listen;
    let google =
        GoogleSandbox::start(options).await.with_context(|| format!("cannot serve a sandbox on {listen}"))?;
    let GoogleOptions { client_id, client_secret, .. } = google.options();
    // The secret opens nothing but this simulator.
    tracing::info!(
        platform = "google",
        url = google.base_url(),
        client_id,
        client_secret,
        "sandbox is ready"
    );
    stop.await;
    google.stop().await;
    Ok(())
}
