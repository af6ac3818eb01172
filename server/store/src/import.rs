//! Writing a batch of records that a channel showed us: one statement a table, whatever the number of
//! orders, all in one transaction with the run's counts and place.

mod batch;
mod customers;
mod differing;
mod kept_codes;
mod people;
mod records;
mod replayed;
mod room;
mod rows;
mod snapshot;
mod triage;

pub use batch::{Batch, BatchOutcome, Place, Turn, apply};
pub use replayed::{Difference, Replayed, rehearse};
pub use triage::{Held, held};

use crate::order_verdicts::Step;
use chrono::{DateTime, Utc};
use domain::{
    FailReason, FulfilmentStatus, LedgerKind, OrderStatus, PaymentStatus, SkipReason, Verdict, VerdictCode,
};
use rust_decimal::Decimal;
use std::net::IpAddr;

/// One record as the source showed it, ready to be stored.
#[derive(Debug, Clone)]
pub struct SourceItem {
    pub external_id: String,
    /// Equal to the stored one means unchanged.
    pub digest: [u8; 16],
    /// The channel's time of last change; an older one than the stored is left alone.
    pub version: Option<DateTime<Utc>>,
    pub content: Content,
    /// Not stored anew where it was kept: by a run of kind `replay`.
    pub raw: Box<[u8]>,
}

/// What the connector made of a record.
#[derive(Debug, Clone)]
pub enum Content {
    Order(Box<OrderContent>),
    /// An order that the channel took back: written over the sale that was made of it; skipped if none
    /// was.
    Withdrawn {
        order: Box<OrderContent>,
        reason: SkipReason,
    },
    Skipped(SkipReason),
    Failed {
        reason: FailReason,
        detail: String,
    },
}

impl Content {
    /// What becomes of the record, given whether a sale was made of it before.
    const fn verdict(&self, is_sale: bool) -> Verdict {
        match self {
            Self::Order(_) => Verdict::Imported,
            Self::Withdrawn { .. } if is_sale => Verdict::Imported,
            Self::Withdrawn { .. } | Self::Skipped(_) => Verdict::Skipped,
            Self::Failed { .. } => Verdict::Failed,
        }
    }

    /// What the record's history says of it, given whether a sale was made of it before.
    fn step(&self, is_sale: bool) -> Step<'_> {
        match self {
            Self::Order(_) if is_sale => Step::new(VerdictCode::Updated),
            Self::Order(_) => Step::new(VerdictCode::Imported),
            Self::Withdrawn { reason, .. } if is_sale => {
                Step::because(VerdictCode::Withdrawn, reason.code(), "")
            }
            Self::Withdrawn { reason, .. } | Self::Skipped(reason) => {
                Step::because(VerdictCode::Skipped, reason.code(), "")
            }
            Self::Failed { reason, detail } => Step::because(VerdictCode::Failed, reason.code(), detail),
        }
    }

    /// Why it does not become a sale: the reason's code and what was seen.
    fn reason(&self, is_sale: bool) -> Option<(&'static str, &str)> {
        match self {
            Self::Order(_) => None,
            Self::Withdrawn { .. } if is_sale => None,
            Self::Withdrawn { reason, .. } | Self::Skipped(reason) => Some((reason.code(), "")),
            Self::Failed { reason, detail } => Some((reason.code(), detail)),
        }
    }
}

/// An order's columns. Amounts are minor units of `currency`.
#[derive(Debug, Clone)]
pub struct OrderContent {
    pub external_number: String,
    pub external_number_key: String,
    /// The channel's key of the purchase that it split into this order and others.
    pub purchase: Option<String>,
    pub status: OrderStatus,
    pub payment_status: PaymentStatus,
    pub fulfilment_status: FulfilmentStatus,
    pub channel_status: String,
    pub is_test: bool,
    /// Whether the channel is one that takes none, as a shop of one's own.
    pub takes_no_commission: bool,
    /// Whether the channel hides people with time, as marketplaces do: what it does not tell of buyer and addresses is kept as it was.
    pub keeps_people: bool,
    pub placed_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub currency: String,
    pub goods_minor: i64,
    pub discount_minor: i64,
    pub shipping_minor: i64,
    pub fees_minor: i64,
    pub tax_minor: i64,
    pub tax_included: bool,
    pub total_minor: i64,
    pub refunded_minor: i64,
    pub difference_minor: i64,
    pub buyer: Buyer,
    pub shipping_method: Option<String>,
    pub client_ip: Option<IpAddr>,
    pub user_agent: Option<String>,
    pub note: Option<String>,
    pub tags: Vec<String>,
    pub lines: Vec<Line>,
    pub addresses: Vec<Address>,
    pub payments: Vec<Payment>,
    pub refunds: Vec<Refund>,
    pub ledger: Vec<Entry>,
}

impl OrderContent {
    /// What the channel keeps of the sale by its ledger.
    fn charges_minor(&self) -> i64 {
        let kept = |entry: &Entry| entry.amount_minor.saturating_mul(entry.kind.sign());
        self.ledger.iter().fold(0_i64, |charges, entry| charges.saturating_sub(kept(entry)))
    }

    /// Of that, commission and fees.
    fn kept_fees_minor(&self) -> i64 {
        let fees =
            self.ledger.iter().filter(|entry| matches!(entry.kind, LedgerKind::Commission | LedgerKind::Fee));
        fees.fold(0_i64, |fees, entry| fees.saturating_add(entry.amount_minor))
    }

    /// Whether it is known how much the channel keeps as its commission.
    fn commission_known(&self) -> bool {
        self.takes_no_commission || self.ledger.iter().any(|entry| entry.kind == LedgerKind::Commission)
    }
}

/// Who bought: as sent, and in the forms by which the person is known again.
#[derive(Debug, Clone, Default)]
pub struct Buyer {
    pub name: String,
    pub name_key: String,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub document: Option<String>,
    /// Valid CPF or CNPJ without punctuation.
    pub known_document: Option<String>,
    /// Normalised e-mail.
    pub known_email: Option<String>,
    /// E.164.
    pub known_phone: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub external_id: String,
    pub sku: Option<String>,
    pub sku_key: Option<String>,
    pub product_ref: Option<String>,
    pub title: String,
    pub variant: Option<String>,
    pub quantity: Decimal,
    pub unit_price: Decimal,
    pub discount_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
}

impl Line {
    /// The platform's code by which the line is matched to a product, where it has no SKU to be matched by.
    fn code(&self) -> Option<&str> {
        if self.sku_key.is_some() { None } else { self.product_ref.as_deref() }
    }
}

#[derive(Debug, Clone, Default)]
pub struct Address {
    /// `billing`, `shipping` or `both`.
    pub kind: &'static str,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub street: Option<String>,
    pub number: Option<String>,
    pub complement: Option<String>,
    pub district: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub full_text: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Payment {
    pub method: String,
    pub title: Option<String>,
    pub transaction_id: Option<String>,
    pub amount_minor: i64,
    pub paid_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone)]
pub struct Refund {
    pub external_id: String,
    pub amount_minor: i64,
    pub reason: Option<String>,
}

/// A line of the order's ledger.
#[derive(Debug, Clone)]
pub struct Entry {
    pub kind: LedgerKind,
    pub amount_minor: i64,
    pub label: Option<String>,
}
