//! One simulated shop: its orders, credentials, faults and counters.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use serde::Serialize;

use crate::book::Book;
use crate::consent::Consents;
use crate::draw::Draw;
use crate::faults::{FaultRule, Faults};
use crate::generate::Generator;
use crate::google_sheets::Drive;
use crate::hooks::Hooks;
use crate::magalu::Late;
use crate::mercadolivre::Feeds;
use crate::options::{Platform, ShopOptions};
use crate::shopify::Session;
use crate::tiktok_shop::Partner;
use crate::time;
use crate::woocommerce::HandedKey;

/// What a client needs to connect.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Credentials {
    Woocommerce {
        consumer_key: String,
        consumer_secret: String,
    },
    /// Either the token as pasted from an admin-made app, or id and secret of an app: for the client-credentials
    /// grant, or to ask for consent.
    Shopify {
        access_token: String,
        client_id: String,
        client_secret: String,
    },
    /// One token that was made on the platform.
    Token {
        token: String,
    },
    /// The app that asks for consent, and the account whose owner gives it.
    App {
        client_id: String,
        client_secret: String,
        /// The second id of an app, where the platform knows it by two.
        service_id: Option<String>,
        account_id: String,
    },
}

/// What happened so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counters {
    pub requests: u64,
    pub in_flight: u64,
    /// Most requests in flight at once.
    pub max_in_flight: u64,
    /// Orders in answered lists and single reads, repeats included.
    pub orders_served: u64,
}

#[derive(Default)]
struct Tally {
    requests: AtomicU64,
    in_flight: AtomicU64,
    max_in_flight: AtomicU64,
    orders_served: AtomicU64,
}

/// A shop's state; shared between the server and whoever controls it.
pub struct Shop {
    pub(crate) options: ShopOptions,
    /// Under which path it answers; empty in stand-alone mode.
    pub(crate) prefix: String,
    credentials: Credentials,
    pub(crate) book: RwLock<Book>,
    pub(crate) faults: Faults,
    tally: Tally,
    /// OAuth nonces already used, with their timestamp.
    pub(crate) nonces: Mutex<HashMap<String, i64>>,
    pub(crate) session: Session,
    pub(crate) late: Late,
    pub(crate) consents: Consents,
    pub(crate) partner: Partner,
    pub(crate) hooks: Hooks,
    pub(crate) handed: Mutex<Option<HandedKey>>,
    pub(crate) feeds: Feeds,
    pub(crate) drive: Drive,
}

impl Shop {
    pub(crate) fn new(options: ShopOptions, prefix: String) -> Self {
        let until = options.until.unwrap_or_else(time::now);
        let generator = Generator {
            platform: options.platform,
            seed: options.seed,
            orders: options.orders,
            lines: (options.lines.0.max(1), options.lines.1.max(options.lines.0.max(1))),
            from: until - i64::from(options.days.max(1)) * time::DAY,
            until,
            now: if options.goes_on { time::now().max(until) } else { until },
        };
        Self {
            credentials: credentials(&options),
            book: RwLock::new(Book::new(generator)),
            faults: Faults::default(),
            tally: Tally::default(),
            nonces: Mutex::default(),
            session: Session::new(options.restore_rate),
            late: Late::default(),
            consents: Consents::new(options.seed),
            partner: Partner::default(),
            hooks: Hooks::default(),
            handed: Mutex::default(),
            feeds: Feeds::default(),
            drive: Drive::new(&options, until),
            prefix,
            options,
        }
    }

    pub fn name(&self) -> &str {
        &self.options.name
    }

    pub fn platform(&self) -> Platform {
        self.options.platform
    }

    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Adds a fault; several may stand at once.
    pub fn fault(&self, rule: FaultRule) {
        self.faults.add(rule);
    }

    /// Access tokens end before their time.
    pub fn expire_tokens(&self) {
        self.consents.expire();
    }

    /// The account's owner withdraws the consent; Shopify takes an app's subscriptions away with it.
    pub fn revoke_consent(&self) {
        self.consents.revoke();
        if self.platform() == Platform::Shopify {
            self.hooks.clear();
        }
    }

    /// How often a refresh token was taken.
    pub fn token_refreshes(&self) -> u64 {
        self.consents.refreshes()
    }

    pub fn clear_faults(&self) {
        self.faults.clear();
    }

    pub fn faults(&self) -> Vec<FaultRule> {
        self.faults.rules()
    }

    pub fn counters(&self) -> Counters {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Counters {
            requests: read(&self.tally.requests),
            in_flight: read(&self.tally.in_flight),
            max_in_flight: read(&self.tally.max_in_flight),
            orders_served: read(&self.tally.orders_served),
        }
    }

    /// Sets all counters but those of running requests to zero.
    pub fn reset_counters(&self) {
        self.tally.requests.store(0, Ordering::Relaxed);
        self.tally.orders_served.store(0, Ordering::Relaxed);
        self.tally.max_in_flight.store(self.tally.in_flight.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// The shop's own clock in seconds since 1970, skew included.
    pub fn now(&self) -> i64 {
        time::now() + self.faults.skew()
    }

    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Book> {
        self.book.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Book> {
        self.book.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// A request begins.
    pub(crate) fn enter(&self) -> InFlight<'_> {
        if self.options.goes_on {
            self.write().go_on(time::now());
        }
        self.tally.requests.fetch_add(1, Ordering::Relaxed);
        let now = self.tally.in_flight.fetch_add(1, Ordering::Relaxed) + 1;
        self.tally.max_in_flight.fetch_max(now, Ordering::Relaxed);
        InFlight(self)
    }

    pub(crate) fn served(&self, orders: usize) {
        self.tally.orders_served.fetch_add(orders as u64, Ordering::Relaxed);
    }
}

/// Counts a request as running until it is dropped, also when the client goes away.
pub(crate) struct InFlight<'s>(&'s Shop);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.tally.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn credentials(options: &ShopOptions) -> Credentials {
    let name = options
        .name
        .bytes()
        .fold(options.platform as u64, |sum, byte| sum.wrapping_mul(0x0100_0000_01B3) ^ u64::from(byte));
    let mut draw = Draw::new(options.seed, name);
    match options.platform {
        Platform::Woocommerce => Credentials::Woocommerce {
            consumer_key: format!("ck_{}", draw.hex(40)),
            consumer_secret: format!("cs_{}", draw.hex(40)),
        },
        Platform::Shopify => Credentials::Shopify {
            access_token: format!("shpat_{}", draw.hex(32)),
            client_id: draw.hex(32),
            client_secret: format!("shpss_{}", draw.hex(32)),
        },
        Platform::Mercadolivre | Platform::Magalu | Platform::TiktokShop | Platform::GoogleSheets => {
            Credentials::App {
                client_id: draw.below(9_000_000_000).saturating_add(1_000_000_000).to_string(),
                client_secret: draw.hex(32),
                service_id: (options.platform == Platform::TiktokShop)
                    .then(|| format!("7{:018}", draw.below(1_000_000_000))),
                account_id: account_id(options.platform, &mut draw),
            }
        }
    }
}

fn account_id(platform: Platform, draw: &mut Draw) -> String {
    match platform {
        // User ids have outgrown 32 bits.
        Platform::Mercadolivre => (5_000_000_000 + draw.below(1_000_000_000)).to_string(),
        Platform::Magalu => {
            let hex = draw.hex(32);
            [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
        }
        // A number of 21 digits.
        Platform::GoogleSheets => format!("10{:019}", draw.below(10_000_000_000_000_000_000)),
        _ => format!("7494{:015}", draw.below(1_000_000_000_000_000)),
    }
}
