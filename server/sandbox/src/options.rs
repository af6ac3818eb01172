//! What to simulate.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    Woocommerce,
    Shopify,
    Mercadolivre,
    Magalu,
    TiktokShop,
    GoogleSheets,
}

impl Platform {
    pub const ALL: &[Self] = &[
        Self::Woocommerce,
        Self::Shopify,
        Self::Mercadolivre,
        Self::Magalu,
        Self::TiktokShop,
        Self::GoogleSheets,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Woocommerce => "woocommerce",
            Self::Shopify => "shopify",
            Self::Mercadolivre => "mercadolivre",
            Self::Magalu => "magalu",
            Self::TiktokShop => "tiktok_shop",
            Self::GoogleSheets => "google_sheets",
        }
    }
}

/// What `orion sandbox` serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Simulated {
    Shop(Platform),
    Stripe,
    /// Where people sign in.
    Google,
}

impl std::str::FromStr for Simulated {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "stripe" => Ok(Self::Stripe),
            "google" => Ok(Self::Google),
            other => other.parse().map(Self::Shop).map_err(|told| told.replace(')', ", stripe, google)")),
        }
    }
}

impl std::str::FromStr for Platform {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().copied().find(|platform| platform.name() == text);
        found.ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|platform| platform.name()).collect();
            format!("unknown platform `{text}` ({})", names.join(", "))
        })
    }
}

fn scopes(platform: Platform) -> &'static [&'static str] {
    match platform {
        Platform::TiktokShop => &[
            "seller.authorization.info",
            "seller.order.info",
            "seller.return_refund.basic",
            "seller.fulfillment.basic",
            "seller.fulfillment.package.write",
        ],
        Platform::Mercadolivre => &["offline_access", "read", "write"],
        _ => &[
            "read_orders",
            "write_orders",
            "read_all_orders",
            "read_customers",
            "read_products",
            "read_inventory",
            "read_locations",
            "read_merchant_managed_fulfillment_orders",
            "write_merchant_managed_fulfillment_orders",
        ],
    }
}

/// One simulated shop. Credentials follow from `seed` and `name`, see [`crate::Credentials`].
#[derive(Clone, Debug)]
pub struct ShopOptions {
    pub platform: Platform,
    /// Path segment: letters, digits, `-`.
    pub name: String,
    /// Orders in the history.
    pub orders: u32,
    pub seed: u64,
    /// Fewest and most lines of an order.
    pub lines: (u32, u32),
    /// Length of the history.
    pub days: u32,
    /// End of the history in seconds since 1970; `None` is the moment of start.
    pub until: Option<i64>,
    /// Orders go on at the same pace from `until` on, as time passes.
    pub goes_on: bool,
    /// WooCommerce: requests count as TLS, as behind a proxy that passes `X-Forwarded-Proto: https`.
    pub tls: bool,
    /// WooCommerce: the address under which the shop knows itself, where it is another than the one that
    /// is called; without a slash at its end.
    pub home: Option<String>,
    /// WooCommerce: messages are in Portuguese.
    pub localized: bool,
    /// WooCommerce: without it only the `rest_route` forms answer.
    pub pretty_permalinks: bool,
    /// WooCommerce: order fulfilments are switched on.
    pub fulfilments: bool,
    /// WooCommerce: answers about fulfilments stand in an object, as in the first releases that have them.
    pub wrapped_fulfilments: bool,
    /// Shopify, Mercado Livre, TikTok Shop: what the token may do. Without Shopify's `read_all_orders`, orders
    /// older than 60 days are absent.
    pub scopes: Vec<String>,
    /// Shopify, Mercado Livre: whether the app may see documents of buyers, and at Shopify names and addresses.
    pub customer_data: bool,
    /// Google Sheets: the app is being tested, so that a consent lasts seven days.
    pub in_testing: bool,
    /// Shopify: points per second given back to the bucket; `None` switches the cost limit off.
    pub restore_rate: Option<u32>,
}

impl ShopOptions {
    pub fn new(platform: Platform, name: impl Into<String>) -> Self {
        Self {
            platform,
            name: name.into(),
            orders: 100,
            seed: 7,
            lines: (1, 4),
            days: 365,
            until: None,
            goes_on: false,
            tls: true,
            home: None,
            localized: false,
            pretty_permalinks: true,
            fulfilments: true,
            wrapped_fulfilments: false,
            scopes: scopes(platform).iter().map(|scope| (*scope).to_owned()).collect(),
            customer_data: true,
            in_testing: false,
            restore_rate: Some(100),
        }
    }

    #[must_use]
    pub fn orders(mut self, orders: u32) -> Self {
        self.orders = orders;
        self
    }

    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }
}

/// Where to listen and what to show besides the shops.
#[derive(Clone, Debug)]
pub struct SandboxOptions {
    /// `127.0.0.1:0` picks a free port.
    pub listen: std::net::SocketAddr,
    pub shops: Vec<ShopOptions>,
    /// Serve `/__control/`. It has no authentication: for tests and demos on loopback only.
    pub control: bool,
    /// Serve the first shop at the root instead of `/<platform>/<shop>`.
    pub stand_alone: bool,
}

impl Default for SandboxOptions {
    fn default() -> Self {
        Self {
            listen: std::net::SocketAddr::from(([127, 0, 0, 1], 0)),
            shops: Vec::new(),
            control: true,
            stand_alone: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_simulated_is_named_on_the_command_line() {
        assert_eq!("stripe".parse(), Ok(Simulated::Stripe));
        assert_eq!("google".parse(), Ok(Simulated::Google));
        assert_eq!("magalu".parse(), Ok(Simulated::Shop(Platform::Magalu)));
        assert!("paypal".parse::<Simulated>().unwrap_err().ends_with("google_sheets, stripe, google)"));
    }
}
