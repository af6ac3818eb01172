//! Stripe: the API under `/v1`, the pages that people are sent to, events to endpoints, and a clock that can be moved.

mod api;
mod calendar;
mod call;
mod cards;
mod catalogue;
mod checkout;
mod checkout_done;
mod clock;
mod control;
mod courier;
mod customers;
mod deliveries;
mod doc;
mod endpoints;
mod form;
mod idempotency;
mod invoice_calls;
mod invoices;
mod kind;
mod lines;
mod lists;
mod meters;
mod money;
mod offers;
mod options;
mod pages;
mod payments;
mod phases;
mod plan_change;
mod portal;
mod present;
mod refusal;
mod renewal;
mod routes;
mod schedules;
mod seed;
mod seen;
mod server;
mod shape;
mod standing;
mod store;
mod subscribing;
mod subscriptions;
mod updating;
mod world;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt as _;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use deliveries::{Delivered, DeliveryFault};
pub use options::{AfterRetries, STRIPE_VERSION, StripeKey, StripeOptions};
pub use seen::SeenRequest;

use crate::error::Error;
use crate::faults::FaultRule;
use checkout_done::{Entered, Outcome};
use doc::Doc as _;
use kind::Kind;
use world::World;

/// How long a stop waits for answers under way.
const STOP_PATIENCE: Duration = Duration::from_secs(2);
/// How long is waited for deliveries.
const SETTLE_PATIENCE: Duration = Duration::from_secs(30);

/// A running simulator of one Stripe account; stops when dropped.
pub struct StripeSandbox {
    address: SocketAddr,
    world: Arc<World>,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
    courier: JoinHandle<()>,
}

impl StripeSandbox {
    /// Starts to serve an account.
    ///
    /// # Errors
    /// [`Error::Listen`] if the address cannot be bound, [`Error::Invalid`] where there is no HTTP client.
    pub async fn start(options: StripeOptions) -> Result<Self, Error> {
        // Only the first one of a process installs it; the others find it there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| Error::Invalid(error.to_string()))?;
        let listener = TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let base = options.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let (stop, stopped) = watch::channel(false);
        let world = Arc::new(World::new(options, base.trim_end_matches('/').to_owned(), stopped.clone()));
        furnish(&world)?;
        // Without TCP_NODELAY a body written in two parts waits about 40 ms for the peer's delayed ACK.
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "cannot set TCP_NODELAY");
            }
        });
        let router = Router::new().fallback(server::serve).with_state(Arc::clone(&world));
        let mut until = stopped.clone();
        let server = tokio::spawn(async move {
            let graceful = axum::serve(listener, router).with_graceful_shutdown(async move {
                let _ = until.wait_for(|stop| *stop).await;
            });
            if let Err(error) = graceful.await {
                tracing::error!(%error, "the sandbox stopped serving");
            }
        });
        let courier = tokio::spawn(courier::work(Arc::clone(&world), client, stopped));
        Ok(Self { address, world, stop, server, courier })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:PORT`, without a trailing slash: in the place of `https://api.stripe.com`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The first key of the options.
    pub fn secret_key(&self) -> String {
        self.world.state().options.keys.first().map(|key| key.key.clone()).unwrap_or_default()
    }

    /// The simulator's clock in seconds since 1970.
    pub fn now(&self) -> i64 {
        self.world.now()
    }

    /// Moves the clock on: what falls due is done, each at its time, and events that are due are delivered.
    pub async fn advance(&self, by: Duration) {
        self.world.advance(i64::try_from(by.as_secs()).unwrap_or(i64::MAX / 2));
        self.settle().await;
    }

    /// The same, counted in days.
    pub async fn advance_days(&self, days: u32) {
        self.advance(Duration::from_secs(u64::from(days) * 86_400)).await;
    }

    /// Waits until no event is due any more, at most half a minute.
    pub async fn settle(&self) {
        let settled = async {
            self.world.wake.notify_one();
            while !self.is_settled() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        if tokio::time::timeout(SETTLE_PATIENCE, settled).await.is_err() {
            tracing::warn!("events are still under way");
        }
    }

    fn is_settled(&self) -> bool {
        let state = self.world.state();
        state.deliveries.is_idle(state.now)
    }

    /// Sends all events to an address from now on, signed with the secret, in the place of one that was set before;
    /// gives the endpoint's id.
    pub fn set_webhook(&self, url: &str, secret: &str) -> String {
        control::set_webhook(&mut self.world.state(), url, secret)
    }

    /// Signs with a further secret, as after a roll of the endpoint's secret; `None` ends that and keeps the newest.
    pub fn roll_secret(&self, endpoint: &str, secret: Option<&str>) {
        control::roll_secret(&mut self.world.state(), endpoint, secret);
    }

    /// The next charge of a customer is declined with this code: `insufficient_funds`, `expired_card`,
    /// `authentication_required`, …; several wait one after the other.
    pub fn fail_next_payment(&self, customer: &str, code: &str) {
        let mut state = self.world.state();
        state.declines.entry(customer.to_owned()).or_default().push_back(code.to_owned());
    }

    /// What becomes of subscriptions whose retries are used up.
    pub fn after_retries(&self, becomes: AfterRetries) {
        self.world.state().options.after_retries = becomes;
    }

    /// Saves the portal's settings as on the dashboard.
    pub fn save_portal_settings(&self) {
        portal::save_settings(&mut self.world.state());
    }

    /// All events of the last thirty days, the oldest first.
    pub fn events(&self) -> Vec<Value> {
        self.world.state().all(Kind::Event).cloned().collect()
    }

    /// All requests to the API, the oldest first.
    pub fn requests(&self) -> Vec<SeenRequest> {
        self.world.state().seen.iter().cloned().collect()
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        self.world.state().seen.clear();
    }

    /// An object as the API answers it.
    pub fn object(&self, id: &str) -> Option<Value> {
        let state = self.world.state();
        let found = Kind::of(id).map(|kind| state.shown(kind, id));
        found.filter(|doc| !doc.is_null())
    }

    /// Id of the price with a lookup key.
    pub fn price(&self, lookup_key: &str) -> Option<String> {
        let state = self.world.state();
        state.all(Kind::Price).find(|doc| doc.text("lookup_key") == lookup_key).map(|doc| doc.id().to_owned())
    }

    /// Does what a buyer does on a checkout page, with 3-D Secure where the card asks for it; gives the address that
    /// the buyer is sent to.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the reason where the page would be shown again.
    pub fn complete_checkout(&self, session: &str, email: &str, card: &str) -> Result<String, Error> {
        let entered = Entered {
            email: email.into(),
            name: "Ana Souza".into(),
            card: card.into(),
            ..Entered::default()
        };
        let outcome = checkout_done::submit(&mut self.world.state(), session, &entered, true);
        self.world.wake.notify_one();
        match outcome {
            Outcome::Done(address) => Ok(address),
            Outcome::Over => Err(Error::Invalid("the session is not open".into())),
            other => Err(Error::Invalid(format!("{other:?}"))),
        }
    }

    /// Adds a fault of the API; several may stand at once.
    pub fn fault(&self, rule: FaultRule) {
        self.world.faults.add(rule);
    }

    pub fn clear_faults(&self) {
        self.world.faults.clear();
    }

    /// Adds a fault of so many deliveries; `None` is all from now on.
    pub fn deliver_badly(&self, fault: DeliveryFault, times: Option<u64>) {
        self.world.state().deliveries.fault(fault, times);
    }

    /// Takes the faults of deliveries away, and lets those go that were held back.
    pub fn deliver_well(&self) {
        self.world.state().deliveries.clear_faults();
        self.world.wake.notify_one();
    }

    /// Deliveries that were tried, the oldest first.
    pub fn deliveries(&self) -> Vec<Delivered> {
        self.world.state().deliveries.log.clone()
    }

    /// Sends an event again to all endpoints, as the dashboard's button does.
    pub fn resend(&self, event: &str) {
        control::resend(&mut self.world.state(), event);
        self.world.wake.notify_one();
    }

    /// Tries at once what waits for a later try.
    pub fn retry_deliveries(&self) {
        let mut state = self.world.state();
        let now = state.now;
        state.deliveries.hurry(now);
        drop(state);
        self.world.wake.notify_one();
    }

    /// Takes no more connections, lets running answers end (those that hang are let go), and returns.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        if tokio::time::timeout(STOP_PATIENCE, &mut self.server).await.is_err() {
            self.server.abort();
        }
        self.courier.abort();
    }
}

impl Drop for StripeSandbox {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
        self.server.abort();
        self.courier.abort();
    }
}

/// What an account begins with.
fn furnish(world: &World) -> Result<(), Error> {
    let mut state = world.state();
    if state.options.has_plans {
        seed::plans(&mut state).map_err(|refusal| Error::Invalid(refusal.message))?;
    }
    if state.options.portal_saved {
        portal::save_settings(&mut state);
    }
    if let Some((url, secret)) = state.options.webhook.clone() {
        control::set_webhook(&mut state, &url, &secret);
    }
    Ok(())
}
