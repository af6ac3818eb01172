//! What to simulate of Stripe.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

/// Version of the API whose shapes the simulator has.
pub const STRIPE_VERSION: &str = "2026-09-30.endive";

/// What becomes of a subscription whose retries are used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterRetries {
    Cancel,
    Unpaid,
    PastDue,
}

/// A key of the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StripeKey {
    /// `sk_test_…` or `rk_test_…`.
    pub key: String,
    /// `None` may do everything. A restricted key lists what it may do: `customer_write`, `invoice_read`, …; to
    /// write is to read, too.
    pub permissions: Option<Vec<String>>,
}

/// An account and how it behaves.
#[derive(Clone, Debug)]
pub struct StripeOptions {
    /// `127.0.0.1:0` picks a free port.
    pub listen: SocketAddr,
    pub seed: u64,
    /// Address under which browsers reach the pages, where it is another than the one that is listened on.
    pub public_url: Option<String>,
    /// Begin of the clock in seconds since 1970. With it the clock stands still but for
    /// [`crate::StripeSandbox::advance`]; without it the clock goes with that of the machine.
    pub frozen_at: Option<i64>,
    pub keys: Vec<StripeKey>,
    /// Versions that `Stripe-Version` may name.
    pub versions: Vec<String>,
    /// Version in which events are written, and that of requests that name none.
    pub api_version: String,
    /// Events go there, signed with the secret.
    pub webhook: Option<(String, String)>,
    /// Prices of Pro and Business with their lookup keys, a metered price and a promotion code.
    pub has_plans: bool,
    /// Pro and Business a month in BRL, in cents; a year costs ten of them.
    pub brl: (i64, i64),
    /// Somebody has saved the portal's settings on the dashboard.
    pub portal_saved: bool,
    /// Days after a failed charge until the next try, one for each.
    pub retry_days: Vec<i64>,
    pub after_retries: AfterRetries,
    /// Seconds after a delivery that was not taken until the next try, one for each.
    pub delivery_retries: Vec<i64>,
    pub country: String,
    /// Serve `/__control/`. It has no authentication: for tests and demos on loopback only.
    pub control: bool,
}

impl Default for StripeOptions {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            seed: 7,
            public_url: None,
            frozen_at: None,
            keys: vec![StripeKey { key: "sk_test_orion_sandbox".into(), permissions: None }],
            versions: vec![STRIPE_VERSION.into()],
            api_version: STRIPE_VERSION.into(),
            webhook: None,
            has_plans: true,
            brl: (24_900, 149_900),
            portal_saved: true,
            retry_days: vec![3, 5, 7],
            after_retries: AfterRetries::Cancel,
            delivery_retries: vec![3_600, 7_200],
            country: "US".into(),
            control: true,
        }
    }
}
