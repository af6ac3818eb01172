//! The neutral form of an order. Connectors turn payloads into it; the rest of Orion knows only it.

use chrono::{DateTime, Utc};
use domain::{Currency, FailReason, FulfilmentStatus, LedgerKind, OrderStatus, PaymentStatus, SkipReason};
use rust_decimal::Decimal;

/// An order as the channel tells it. Amounts are in `currency`; a missing amount is `None`, never
/// zero.
#[derive(Debug, Clone)]
pub struct RemoteOrder {
    /// The number people say ("#1042").
    pub number: String,
    /// The channel's key of the purchase, where it splits one into several orders (a cart, a pack).
    pub purchase: Option<String>,
    pub status: OrderStatus,
    pub payment: PaymentStatus,
    pub fulfilment: FulfilmentStatus,
    /// The channel's own words for the status, as sent.
    pub channel_status: String,
    pub is_test: bool,
    pub placed_at: DateTime<Utc>,
    /// The source version: the channel's time of last change.
    pub updated_at: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub currency: Currency,
    pub totals: RemoteTotals,
    pub lines: Vec<RemoteLine>,
    pub buyer: RemoteBuyer,
    pub billing: Option<RemoteAddress>,
    pub shipping: Option<RemoteAddress>,
    /// The name of the freight ("PAC", "SEDEX").
    pub shipping_method: Option<String>,
    pub payments: Vec<RemotePayment>,
    pub refunds: Vec<RemoteRefund>,
    /// What the order costs and brings besides its total, where the channel tells.
    pub ledger: Vec<RemoteEntry>,
    pub client_ip: Option<std::net::IpAddr>,
    pub user_agent: Option<String>,
    pub note: Option<String>,
    pub tags: Vec<String>,
}

/// The money of an order. The channel's `total` is law; the cent proof is
/// `goods - discount + shipping + fees + (tax unless included) = total`.
#[derive(Debug, Clone, Default)]
pub struct RemoteTotals {
    /// Lines before discounts.
    pub goods: Decimal,
    /// Discounts, as a positive amount.
    pub discount: Decimal,
    pub shipping: Decimal,
    /// Other charges; negative where a plugin grants a discount as a fee.
    pub fees: Decimal,
    pub tax: Decimal,
    /// Whether `tax` already lies inside the prices.
    pub tax_included: bool,
    pub total: Decimal,
    /// Given back so far, as a positive amount; not taken off `total`.
    pub refunded: Decimal,
}

impl RemoteTotals {
    /// What the parts sum up to.
    pub fn sum_of_parts(&self) -> Decimal {
        let tax = if self.tax_included { Decimal::ZERO } else { self.tax };
        self.goods - self.discount + self.shipping + self.fees + tax
    }
}

/// A line of an order.
#[derive(Debug, Clone)]
pub struct RemoteLine {
    pub external_id: String,
    /// As the channel has it now; trimmed, `None` when empty.
    pub sku: Option<String>,
    /// The platform's own code of the variation, or of the product where it has none. Lines without a SKU are
    /// matched by it.
    pub product_ref: Option<String>,
    pub title: String,
    pub variant: Option<String>,
    pub quantity: Decimal,
    /// Of one piece, before discounts, without tax unless prices include it.
    pub unit_price: Decimal,
    /// Of the whole line, as a positive amount.
    pub discount: Decimal,
    pub tax: Decimal,
    /// Of the whole line, after discounts.
    pub total: Decimal,
}

/// Who bought.
#[derive(Debug, Clone, Default)]
pub struct RemoteBuyer {
    /// The channel's id; `None` for guests.
    pub external_id: Option<String>,
    pub name: Option<String>,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// CPF or CNPJ, as sent.
    pub document: Option<String>,
}

/// A postal address; `number` and `district` where the channel has them apart.
#[derive(Debug, Clone, Default)]
pub struct RemoteAddress {
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

/// How it was or is to be paid.
#[derive(Debug, Clone)]
pub struct RemotePayment {
    /// The channel's code ("pix", "cod").
    pub method: String,
    pub title: Option<String>,
    pub transaction_id: Option<String>,
    pub amount: Decimal,
    pub paid_at: Option<DateTime<Utc>>,
}

/// Money given back.
#[derive(Debug, Clone)]
pub struct RemoteRefund {
    pub external_id: String,
    /// Positive.
    pub amount: Decimal,
    pub reason: Option<String>,
}

/// A line of an order's ledger: what the channel keeps, and who pays for freight and discounts. The
/// cent proof of the total does not rest on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteEntry {
    pub kind: LedgerKind,
    /// In the order's currency; positive, or negative where it takes an earlier entry back.
    pub amount: Decimal,
    /// The channel's own word for it.
    pub label: Option<String>,
}

/// What a connector made of one record: exactly one of these.
#[derive(Debug, Clone)]
pub enum Taken {
    Order(Box<RemoteOrder>),
    /// An order that the shop took back, such as one in its bin: a sale that was imported becomes what
    /// `order` says, and one that never was is skipped for this reason.
    Withdrawn {
        order: Box<RemoteOrder>,
        reason: SkipReason,
    },
    Skipped(SkipReason),
    /// `detail` says which field and what was seen, at most 300 characters.
    Failed {
        reason: FailReason,
        detail: String,
    },
    /// Not looked at yet: made of the payload by this. Nearly all that is read again is known by its
    /// digest, and need not be made into anything.
    OnDemand(fn(&[u8]) -> Taken),
}
