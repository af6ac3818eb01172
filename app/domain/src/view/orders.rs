//! Sales: what a list is asked for, its rows, and one sale with its story.

use super::{detective::HistoryStep, search::Search};
use crate::{
    ActionKind, ActionState, ConnectionId, ConnectionStatus, Currency, CustomerId, Environment,
    FulfilmentStatus, LedgerKind, Money, OrderId, OrderStatus, PaymentStatus, ProductId, SyncRunId,
    UnknownCode,
};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use std::str::FromStr;

/// Which sales. All conditions hold together; the default is all sales.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Of these sales alone.
    pub picked: Option<Vec<OrderId>>,
    /// The id of a platform: sales of all its connections.
    pub platform: Option<String>,
    pub connection: Option<ConnectionId>,
    pub customer: Option<CustomerId>,
    pub status: Option<OrderStatus>,
    pub payment: Option<PaymentStatus>,
    pub fulfilment: Option<FulfilmentFilter>,
    /// Placed at this instant or later.
    pub placed_from: Option<DateTime<Utc>>,
    /// Placed before this instant.
    pub placed_until: Option<DateTime<Utc>>,
    pub search: Option<Search>,
    /// Test sales alone (`true`) or all others.
    pub test: Option<bool>,
}

impl OrderFilter {
    /// Whether it takes all sales.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it takes sales of some connections alone: those that [`Self::connections`] finds.
    pub const fn is_of_some(&self) -> bool {
        self.platform.is_some() || self.is_to_ship()
    }

    /// The connections whose sales it takes, of all `channels`; `None` for any.
    pub fn connections(&self, channels: &[Channel]) -> Option<Vec<ConnectionId>> {
        let is_taken = |channel: &&Channel| {
            let is_of_platform = self.platform.as_ref().is_none_or(|platform| channel.platform == *platform);
            // Whoever ships can tell no channel that is not connected any more.
            let is_told = !self.is_to_ship() || channel.status != ConnectionStatus::Disconnected;
            is_of_platform && is_told
        };
        let taken = channels.iter().filter(is_taken).map(|channel| channel.connection);
        self.is_of_some().then(|| taken.collect())
    }

    /// Whether it takes only what somebody has to ship.
    pub const fn is_to_ship(&self) -> bool {
        matches!(self.fulfilment, Some(FulfilmentFilter::ToShip))
    }
}

/// Which sales by where their goods are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FulfilmentFilter {
    /// Those that somebody has to ship: paid, open, no tests, not yet on their way as a whole, and of a channel that is connected.
    ToShip,
    /// Those that [have](FulfilmentStatus::is_of) this state.
    Of(FulfilmentStatus),
}

impl FulfilmentFilter {
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToShip => "to_ship",
            Self::Of(status) => status.code(),
        }
    }
}

impl FromStr for FulfilmentFilter {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        if code == Self::ToShip.code() { Ok(Self::ToShip) } else { code.parse().map(Self::Of) }
    }
}

crate::code_enum! {
    /// What a list of sales is sorted by.
    pub enum OrderSortKey {
        PlacedAt = "date",
        /// In minor units, whatever the currency.
        Total = "total",
        Number = "number",
    }
}

/// The order of a list of sales; ties are broken by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderSort {
    pub key: OrderSortKey,
    pub descending: bool,
}

impl Default for OrderSort {
    /// The newest first.
    fn default() -> Self {
        Self { key: OrderSortKey::PlacedAt, descending: true }
    }
}

/// A row of the list of sales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    pub id: OrderId,
    /// Orion's own number of the sale, in its organisation.
    pub number: i64,
    pub connection: ConnectionId,
    /// The channel's number, as the channel writes it.
    pub external_number: String,
    pub status: OrderStatus,
    pub payment: PaymentStatus,
    pub fulfilment: FulfilmentStatus,
    pub placed_at: DateTime<Utc>,
    pub total: Money,
    /// Pieces, over all lines.
    pub items: i32,
    pub buyer_name: String,
    pub is_test: bool,
    /// The parts do not sum up to the channel's total.
    pub differs: bool,
}

/// A connection, as far as lists need it: to name a sale's channel and to offer a synchronisation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Channel {
    pub connection: ConnectionId,
    /// The id of the platform.
    pub platform: String,
    pub environment: Environment,
    pub name: String,
    pub status: ConnectionStatus,
}

/// How far the list of sales is known to be whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Completeness {
    /// Up to here every change of every connection that may be synchronised was read; `None` while the first
    /// import of one is still to be finished.
    pub until: Option<DateTime<Utc>>,
    /// Records of channels that could not be taken, counted up to [`Completeness::CAP`].
    pub failed: i64,
}

impl Completeness {
    pub const CAP: i64 = 100;
}

/// What somebody saw of a list of sales, the newest on top, by which it is asked what came since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The highest number that a sale had, of whatever selection.
    pub newest: i64,
    /// When the last sale of the page was placed, where pages follow: what was placed before it is on one of those.
    pub last: Option<DateTime<Utc>>,
}

/// Sales of a selection that came since somebody looked at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrivals {
    /// So many, counted up to [`Arrivals::CAP`].
    Counted(i64),
    /// More came in all than [`Arrivals::FLOOD`], whoever's they are: they are not looked through.
    Flood,
}

impl Arrivals {
    pub const CAP: i64 = 100;
    /// Sales looked through at most.
    pub const FLOOD: i64 = 10_000;
}

/// Count and sums of a selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelectionTotals {
    /// The number of sales and one sum for each currency, the largest count first.
    Exact { count: i64, sums: Vec<SelectionSum> },
    /// Adding it up takes longer than somebody waits.
    TooLong,
}

/// What the selected sales of one currency come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectionSum {
    /// All of them: those not paid, cancelled and made as a test too.
    pub all: CurrencySum,
    /// Those that are paid and no test, less refunds.
    pub paid: CurrencySum,
}

/// What the sales of one currency come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencySum {
    pub count: i64,
    pub total: Money,
}

/// A sale as a file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRecord {
    pub row: OrderRow,
    pub channel_status: String,
    pub buyer_email: Option<String>,
    pub buyer_phone: Option<String>,
    pub buyer_document: Option<String>,
    pub money: OrderMoney,
    pub paid_at: Option<DateTime<Utc>>,
}

/// The parts of a sale's total, all in its currency.
///
/// `goods - discount + shipping + fees + tax (unless included) - difference = total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderMoney {
    pub currency: Currency,
    pub goods_minor: i64,
    /// Positive.
    pub discount_minor: i64,
    pub shipping_minor: i64,
    /// Other charges; negative where a plugin grants a discount as a fee.
    pub fees_minor: i64,
    pub tax_minor: i64,
    /// Whether the tax already lies inside the prices.
    pub tax_included: bool,
    /// The channel's word.
    pub total_minor: i64,
    /// Positive; not taken off the total.
    pub refunded_minor: i64,
    /// The sum of the parts less the total.
    pub difference_minor: i64,
}

impl OrderMoney {
    pub fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.currency)
    }

    /// What the merchant is to keep by the channel's word: the total less refunds, less what the channel
    /// takes, and what it pays on top.
    pub fn kept_minor(&self, ledger: &[LedgerEntry]) -> i64 {
        let after_refunds = self.total_minor.saturating_sub(self.refunded_minor);
        ledger.iter().fold(after_refunds, |kept, entry| kept.saturating_add(entry.kept_minor()))
    }
}

/// A sale and its whole story.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderDetail {
    pub row: OrderRow,
    pub channel: Channel,
    pub external_id: String,
    /// The channel's own word for the status.
    pub channel_status: String,
    pub changed_at: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub money: OrderMoney,
    pub buyer: Buyer,
    pub shipping_method: Option<String>,
    pub client_ip: Option<String>,
    pub note: Option<String>,
    pub tags: Vec<String>,
    pub lines: Vec<OrderLine>,
    pub addresses: Vec<OrderAddress>,
    pub payments: Vec<OrderPayment>,
    pub refunds: Vec<OrderRefund>,
    /// In the channel's order; empty where it tells nothing.
    pub ledger: Vec<LedgerEntry>,
    /// The channel's key of the purchase that it split into this sale and others.
    pub purchase: Option<String>,
    /// The other sales of the purchase, oldest first; at most a hundred.
    pub same_purchase: Vec<PurchaseSale>,
    pub source: Option<OrderSource>,
    /// Newest first.
    pub story: Vec<OrderEvent>,
    /// What each stage came to about it, the oldest step first.
    pub history: Vec<HistoryStep>,
    /// The sale placed next after this one.
    pub newer: Option<OrderId>,
    /// The sale placed next before this one.
    pub older: Option<OrderId>,
}

/// Who bought, in the words of the channel, and who that is to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    pub customer: Option<CustomerId>,
    pub known_by: Option<CustomerMatch>,
    pub name: String,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub document: Option<String>,
}

crate::code_enum! {
    /// By what a buyer was known to be a customer we have.
    pub enum CustomerMatch {
        Document = "document",
        Email = "email",
        Phone = "phone",
        /// Nothing matched: this sale made the customer.
        New = "new",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    pub position: i32,
    pub sku: Option<String>,
    /// The platform's own code of the product or variation.
    pub code: Option<String>,
    pub product: Option<ProductId>,
    pub title: String,
    pub variant: Option<String>,
    pub quantity: Decimal,
    /// Of one piece, before discounts; up to four decimal places.
    pub unit_price: Decimal,
    pub discount_minor: i64,
    pub tax_minor: i64,
    /// Of the whole line, after discounts.
    pub total_minor: i64,
}

crate::code_enum! {
    pub enum AddressKind {
        Billing = "billing",
        Shipping = "shipping",
        /// The channel sent the same one for both.
        Both = "both",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderAddress {
    pub kind: AddressKind,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub street: Option<String>,
    pub number: Option<String>,
    pub complement: Option<String>,
    pub district: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The whole address as the channel writes it, where it does so in one text.
    pub full_text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderPayment {
    /// The channel's code.
    pub method: String,
    pub title: Option<String>,
    pub transaction_id: Option<String>,
    pub amount_minor: i64,
    pub paid_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRefund {
    pub external_id: String,
    pub amount_minor: i64,
    pub reason: Option<String>,
}

/// What the channel keeps of a sale, or who pays for a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    pub kind: LedgerKind,
    /// Negative where it takes an earlier entry back.
    pub amount_minor: i64,
    /// The channel's own word for it.
    pub label: Option<String>,
}

impl LedgerEntry {
    /// What it adds to what the merchant keeps.
    pub const fn kept_minor(&self) -> i64 {
        self.amount_minor.saturating_mul(self.kind.sign())
    }
}

/// Another sale of the same purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseSale {
    pub id: OrderId,
    pub number: i64,
    /// The channel's number, as the channel writes it.
    pub external_number: String,
    pub status: OrderStatus,
    pub total: Money,
}

/// Where a sale came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderSource {
    pub first_seen_at: DateTime<Utc>,
    /// The run that saw it first, as long as it is kept.
    pub first_run: Option<SyncRunId>,
    /// The run that changed it last, likewise.
    pub last_run: Option<SyncRunId>,
    /// The channel's own document; `None` once it is older than payloads are kept.
    pub payload: Option<String>,
}

/// A step in the story of a sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderEvent {
    pub at: DateTime<Utc>,
    pub what: Happening,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    Imported {
        run: Option<SyncRunId>,
        channel_status: String,
    },
    Updated {
        run: Option<SyncRunId>,
        changes: Vec<Change>,
    },
    /// The channel was asked to do something, or answered.
    Action {
        kind: ActionKind,
        state: ActionState,
    },
    /// A kind that this page has no words for; `data` is JSON.
    Other {
        kind: String,
        run: Option<SyncRunId>,
        data: String,
    },
}

/// A field that a channel changed; values as they are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(total_minor: i64, refunded_minor: i64) -> OrderMoney {
        OrderMoney {
            currency: Currency::BRL,
            goods_minor: total_minor,
            discount_minor: 0,
            shipping_minor: 0,
            fees_minor: 0,
            tax_minor: 0,
            tax_included: true,
            total_minor,
            refunded_minor,
            difference_minor: 0,
        }
    }

    fn entry(kind: LedgerKind, amount_minor: i64) -> LedgerEntry {
        LedgerEntry { kind, amount_minor, label: None }
    }

    #[test]
    fn the_merchant_keeps_the_total_less_what_is_taken_and_with_what_the_channel_pays() {
        for (kind, kept) in [
            (LedgerKind::Commission, 9_000),
            (LedgerKind::Fee, 9_000),
            (LedgerKind::FreightSeller, 9_000),
            (LedgerKind::Tax, 9_000),
            (LedgerKind::DiscountChannel, 11_000),
            (LedgerKind::DiscountSeller, 10_000),
            (LedgerKind::FreightBuyer, 10_000),
            (LedgerKind::FreightChannel, 10_000),
        ] {
            assert_eq!(money(10_000, 0).kept_minor(&[entry(kind, 1_000)]), kept, "{kind:?}");
        }
        let all = LedgerKind::ALL.iter().map(|kind| entry(*kind, 1_000)).collect::<Vec<_>>();
        assert_eq!(money(10_000, 2_500).kept_minor(&all), 10_000 - 2_500 - 4 * 1_000 + 1_000);
    }

    #[test]
    fn a_filter_takes_the_connections_of_its_platform_and_ships_for_those_that_are_connected() {
        let channel = |platform: &str, status| Channel {
            connection: ConnectionId::new(),
            platform: platform.to_owned(),
            environment: Environment::Production,
            name: String::new(),
            status,
        };
        let channels = [
            channel("shopify", ConnectionStatus::Connected),
            channel("shopify", ConnectionStatus::Disconnected),
            channel("magalu", ConnectionStatus::Paused),
        ];
        let of = |platform: Option<&str>, fulfilment| {
            let platform = platform.map(str::to_owned);
            let filter = OrderFilter { platform, fulfilment, ..OrderFilter::default() };
            let found = filter.connections(&channels);
            assert_eq!(found.is_some(), filter.is_of_some());
            let place = |id| channels.iter().position(|channel| channel.connection == id);
            found.map(|found| found.into_iter().filter_map(place).collect::<Vec<_>>())
        };
        let shipped = Some(FulfilmentFilter::Of(FulfilmentStatus::Fulfilled));
        assert_eq!((of(None, None), of(None, shipped)), (None, None));
        assert_eq!(of(Some("shopify"), shipped), Some(vec![0, 1]));
        assert_eq!(of(None, Some(FulfilmentFilter::ToShip)), Some(vec![0, 2]));
        assert_eq!(of(Some("shopify"), Some(FulfilmentFilter::ToShip)), Some(vec![0]));
        assert_eq!(of(Some("woocommerce"), None), Some(vec![]));
    }

    #[test]
    fn a_filter_of_shipping_is_read_as_it_is_written() {
        let each = FulfilmentStatus::ALL.iter().map(|status| FulfilmentFilter::Of(*status));
        for filter in each.chain([FulfilmentFilter::ToShip]) {
            assert_eq!(filter.code().parse(), Ok(filter));
        }
        assert!("".parse::<FulfilmentFilter>().is_err() && "shipped".parse::<FulfilmentFilter>().is_err());
    }

    #[test]
    fn an_entry_that_is_taken_back_counts_for_nothing() {
        let ledger = [entry(LedgerKind::Commission, 1_650), entry(LedgerKind::Commission, -1_650)];
        assert_eq!(money(10_000, 10_000).kept_minor(&ledger), 0);
    }

    #[test]
    fn absurd_amounts_do_not_turn_over() {
        let ledger = [entry(LedgerKind::Fee, i64::MIN), entry(LedgerKind::DiscountChannel, i64::MAX)];
        assert_eq!(money(i64::MAX, i64::MIN).kept_minor(&ledger), i64::MAX);
    }
}
