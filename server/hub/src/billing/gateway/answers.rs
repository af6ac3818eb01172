//! What Stripe answers, as far as it is used here. Every field may be missing, every state may be a new one, and what another
//! object is named by may be its id or the whole of it.

use super::EndsBy;
use chrono::{DateTime, Utc};
use domain::{
    Currency, Money,
    view::billing::{Payment, money},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};
use std::collections::HashMap;

/// Part of a list; `has_more` says that there is another part behind the last one.
#[derive(Debug, Clone, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct List<T> {
    #[serde(default = "Vec::new", deserialize_with = "nullable_list")]
    pub data: Vec<T>,
    #[serde(default, deserialize_with = "nullable")]
    pub has_more: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { data: Vec::new(), has_more: false }
    }
}

/// An object that is only named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link(pub Option<String>);

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde_json::Value;
        Ok(Self(match Value::deserialize(deserializer)? {
            Value::String(id) => Some(id),
            Value::Object(whole) => whole.get("id").and_then(Value::as_str).map(str::to_owned),
            _ => None,
        }))
    }
}

/// A moment in seconds.
fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let seconds = Option::<i64>::deserialize(deserializer)?;
    Ok(seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
}

/// Nothing where there is null.
fn nullable<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

fn nullable_list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(deserializer)?.unwrap_or_default())
}

type Metadata = HashMap<String, String>;

#[derive(Debug, Clone, Deserialize)]
pub struct Customer {
    pub id: String,
    #[serde(default, deserialize_with = "nullable")]
    pub deleted: bool,
    #[serde(default, deserialize_with = "nullable")]
    pub livemode: bool,
    #[serde(default, deserialize_with = "nullable")]
    pub metadata: Metadata,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Price {
    pub id: String,
    #[serde(default, deserialize_with = "nullable")]
    pub lookup_key: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub unit_amount: Option<i64>,
    /// The same where it is less than a minor unit too, as `2.5`.
    #[serde(default, deserialize_with = "nullable")]
    pub unit_amount_decimal: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub currency: String,
    #[serde(default, deserialize_with = "nullable")]
    pub recurring: Option<Recurring>,
    #[serde(default, deserialize_with = "nullable")]
    pub currency_options: HashMap<String, CurrencyOption>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Recurring {
    #[serde(default, deserialize_with = "nullable")]
    pub interval: String,
    #[serde(default, deserialize_with = "nullable")]
    pub usage_type: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct CurrencyOption {
    #[serde(default, deserialize_with = "nullable")]
    pub unit_amount: Option<i64>,
    #[serde(default, deserialize_with = "nullable")]
    pub unit_amount_decimal: Option<String>,
}

impl Price {
    /// Minor units in a currency, if it is sold in it.
    pub fn amount_in(&self, currency: &str) -> Option<i64> {
        if self.currency == currency {
            return self.unit_amount;
        }
        self.currency_options.get(currency).and_then(|option| option.unit_amount)
    }

    /// What one unit costs in a currency, to the last place, if it is sold in it.
    pub fn unit_price_in(&self, currency: &str) -> Option<Money> {
        let (exact, whole) = if self.currency == currency {
            (&self.unit_amount_decimal, self.unit_amount)
        } else {
            let option = self.currency_options.get(currency)?;
            (&option.unit_amount_decimal, option.unit_amount)
        };
        let minor: Decimal = match exact {
            Some(exact) => exact.parse().ok()?,
            None => whole?.into(),
        };
        let currency: Currency = currency.parse().ok()?;
        Some(Money::new(minor * Decimal::new(1, currency.decimals()), currency))
    }

    pub fn is_metered(&self) -> bool {
        self.recurring.as_ref().is_some_and(|recurring| recurring.usage_type == "metered")
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct SubscriptionItem {
    pub id: String,
    pub price: Price,
    #[serde(default, deserialize_with = "moment")]
    pub current_period_start: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "moment")]
    pub current_period_end: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "nullable")]
    pub quantity: Option<u64>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Subscription {
    pub id: String,
    #[serde(default, deserialize_with = "nullable")]
    pub customer: Link,
    #[serde(default, deserialize_with = "nullable")]
    pub status: String,
    #[serde(default, deserialize_with = "nullable")]
    pub livemode: bool,
    #[serde(default, deserialize_with = "nullable")]
    pub currency: String,
    #[serde(default, deserialize_with = "moment")]
    pub created: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "moment")]
    pub trial_end: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "moment")]
    pub cancel_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "nullable")]
    pub cancel_at_period_end: bool,
    #[serde(default, deserialize_with = "moment")]
    pub canceled_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "moment")]
    pub ended_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "nullable")]
    pub latest_invoice: Link,
    #[serde(default, deserialize_with = "nullable")]
    pub schedule: Link,
    #[serde(default, deserialize_with = "nullable")]
    pub metadata: Metadata,
    #[serde(default, deserialize_with = "nullable")]
    pub items: List<SubscriptionItem>,
}

impl Subscription {
    /// The item that is the plan: the one that is not counted.
    pub fn plan_item(&self) -> Option<&SubscriptionItem> {
        self.items.data.iter().find(|item| !item.price.is_metered())
    }

    /// The item by which what goes beyond the plan is paid for.
    pub fn overage_item(&self) -> Option<&SubscriptionItem> {
        self.items.data.iter().find(|item| item.price.is_metered())
    }

    /// By which word an end is set, if one is.
    pub(crate) const fn ends_by(&self) -> Option<EndsBy> {
        match (self.cancel_at_period_end, self.cancel_at) {
            (true, _) => Some(EndsBy::Period),
            (false, Some(_)) => Some(EndsBy::Moment),
            (false, None) => None,
        }
    }

    /// When it ends by itself, whichever way that is written.
    pub fn cancels_at(&self) -> Option<DateTime<Utc>> {
        let at_period_end = || self.plan_item().and_then(|item| item.current_period_end);
        self.cancel_at.or_else(|| if self.cancel_at_period_end { at_period_end() } else { None })
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Phase {
    #[serde(default, deserialize_with = "moment")]
    pub start_date: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "moment")]
    pub end_date: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "moment")]
    pub trial_end: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "nullable")]
    pub items: Vec<PhaseItem>,
    #[serde(default, deserialize_with = "nullable")]
    pub discounts: Vec<PhaseDiscount>,
}

/// What is taken off, by one of three names.
#[derive(Debug, Clone, Deserialize)]
pub struct PhaseDiscount {
    #[serde(default, deserialize_with = "nullable")]
    pub discount: Link,
    #[serde(default, deserialize_with = "nullable")]
    pub promotion_code: Link,
    #[serde(default, deserialize_with = "nullable")]
    pub coupon: Link,
}

#[derive(Debug, Clone, Deserialize)]
pub struct PhaseItem {
    #[serde(default, deserialize_with = "nullable")]
    pub price: Link,
    #[serde(default, deserialize_with = "nullable")]
    pub quantity: Option<u64>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Schedule {
    pub id: String,
    #[serde(default, deserialize_with = "nullable")]
    pub status: String,
    #[serde(default, deserialize_with = "nullable")]
    pub subscription: Link,
    /// The one that goes on.
    #[serde(default, deserialize_with = "nullable")]
    pub current_phase: Option<CurrentPhase>,
    #[serde(default, deserialize_with = "nullable")]
    pub phases: Vec<Phase>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct CurrentPhase {
    #[serde(default, deserialize_with = "moment")]
    pub end_date: Option<DateTime<Utc>>,
}

impl Schedule {
    /// What is behind the phase that goes on, and when it begins.
    pub fn next(&self) -> Option<(&Phase, DateTime<Utc>)> {
        let over = self.current_phase.as_ref()?.end_date?;
        let next = self.phases.iter().find(|phase| phase.start_date.is_some_and(|start| start >= over))?;
        Some((next, next.start_date?))
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Checkout {
    pub id: String,
    #[serde(default, deserialize_with = "nullable")]
    pub url: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub status: String,
    #[serde(default, deserialize_with = "nullable")]
    pub payment_status: String,
    #[serde(default, deserialize_with = "nullable")]
    pub livemode: bool,
    #[serde(default, deserialize_with = "nullable")]
    pub customer: Link,
    #[serde(default, deserialize_with = "nullable")]
    pub subscription: Link,
    #[serde(default, deserialize_with = "nullable")]
    pub client_reference_id: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub metadata: Metadata,
    #[serde(default, deserialize_with = "moment")]
    pub expires_at: Option<DateTime<Utc>>,
}

/// An address that a browser is sent to.
#[derive(Debug, Clone, Deserialize)]
pub struct PortalSession {
    pub url: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Period {
    #[serde(default, deserialize_with = "moment")]
    pub start: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "moment")]
    pub end: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct InvoiceLine {
    #[serde(default, deserialize_with = "nullable")]
    pub amount: i64,
    #[serde(default, deserialize_with = "nullable")]
    pub description: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub period: Option<Period>,
}

/// One invoice; one that was only previewed has no id.
#[derive(Debug, Clone, Deserialize)]
pub struct Invoice {
    #[serde(default, deserialize_with = "nullable")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub number: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub status: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub livemode: bool,
    #[serde(default, deserialize_with = "nullable")]
    pub customer: Link,
    #[serde(default, deserialize_with = "nullable")]
    pub currency: String,
    #[serde(default, deserialize_with = "nullable")]
    pub total: i64,
    /// What the customer owes besides; less than nothing is to their credit.
    #[serde(default, deserialize_with = "nullable")]
    pub starting_balance: i64,
    #[serde(default, deserialize_with = "nullable")]
    pub amount_due: i64,
    #[serde(default, deserialize_with = "nullable")]
    pub amount_paid: i64,
    #[serde(default, deserialize_with = "nullable")]
    pub amount_remaining: i64,
    #[serde(default, deserialize_with = "moment")]
    pub created: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "nullable")]
    pub billing_reason: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub hosted_invoice_url: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub invoice_pdf: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub attempt_count: i32,
    #[serde(default, deserialize_with = "moment")]
    pub next_payment_attempt: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "nullable")]
    pub parent: Option<InvoiceParent>,
    #[serde(default, deserialize_with = "nullable")]
    pub lines: List<InvoiceLine>,
    #[serde(default, deserialize_with = "nullable")]
    pub total_discount_amounts: Vec<DiscountAmount>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DiscountAmount {
    #[serde(default, deserialize_with = "nullable")]
    pub amount: i64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct InvoiceParent {
    #[serde(default, deserialize_with = "nullable")]
    pub subscription_details: Option<SubscriptionDetails>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct SubscriptionDetails {
    #[serde(default, deserialize_with = "nullable")]
    pub subscription: Link,
}

impl Invoice {
    /// What is charged, what was taken off before, and what becomes of the customer's credit; `None` in a currency that is none.
    pub fn payment(&self) -> Option<Payment> {
        let of = |minor| money(minor, &self.currency);
        let off = self.total_discount_amounts.iter().map(|discount| discount.amount).sum();
        let had = self.starting_balance.saturating_neg().max(0);
        let credit = had.min(self.total.max(0));
        let given_back = self.total.saturating_neg().max(0);
        let left = (had - credit).saturating_add(given_back);
        Some(Payment { sum: of(self.amount_due)?, off: of(off)?, credit: of(credit)?, left: of(left)? })
    }

    /// The subscription that it is for.
    pub fn subscription(&self) -> Option<&str> {
        self.parent.as_ref()?.subscription_details.as_ref()?.subscription.0.as_deref()
    }

    /// The time that is paid for: of its last line, as proration lines before look back.
    pub fn period(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let periods = self.lines.data.iter().filter_map(|line| line.period.as_ref());
        periods.filter_map(|period| Some((period.start?, period.end?))).max_by_key(|(_, end)| *end)
    }
}

/// An event, whatever it is about.
#[derive(Debug, Clone, Deserialize)]
pub struct StripeEvent {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, deserialize_with = "moment")]
    pub created: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "nullable")]
    pub api_version: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub livemode: bool,
    /// Only in events of an account that is connected to another one.
    #[serde(default, deserialize_with = "nullable")]
    pub account: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub data: EventData,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct EventData {
    #[serde(default, deserialize_with = "nullable")]
    pub object: EventObject,
}

/// What is taken of an event's object: what it is, never how it is.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct EventObject {
    #[serde(default, deserialize_with = "nullable")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub object: String,
    #[serde(default, deserialize_with = "nullable")]
    pub customer: Link,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_state_and_a_whole_object_in_place_of_its_id_are_read() {
        let text = r#"{"id":"sub_1","object":"subscription","status":"hibernating","customer":{"id":"cus_1","object":"customer"},
            "cancel_at":null,"cancel_at_period_end":true,"metadata":{"tenant_id":"t_7"},"latest_invoice":"in_1",
            "items":{"object":"list","has_more":false,"data":[
              {"id":"si_2","price":{"id":"price_m","currency":"usd","recurring":{"interval":"month","usage_type":"metered"}}},
              {"id":"si_1","quantity":1,"current_period_start":1795000000,"current_period_end":1797592000,
               "price":{"id":"price_pro","lookup_key":"pro_monthly_v1","unit_amount":4900,"currency":"usd",
                        "recurring":{"interval":"month","interval_count":1,"usage_type":"licensed","meter":null}}}]}}"#;
        let read: Subscription = serde_json::from_str(text).unwrap();
        assert_eq!(read.customer, Link(Some("cus_1".into())));
        assert_eq!(
            (read.plan_item().unwrap().id.as_str(), read.overage_item().unwrap().id.as_str()),
            ("si_1", "si_2")
        );
        assert_eq!(read.cancels_at().unwrap().timestamp(), 1_797_592_000);
    }

    #[test]
    fn a_preview_has_no_id() {
        let text = r#"{"object":"invoice","id":null,"currency":"brl","amount_due":-1200,"lines":{"data":[{"amount":1,"period":{"start":1,"end":2}}]}}"#;
        let read: Invoice = serde_json::from_str(text).unwrap();
        assert_eq!((read.id.clone(), read.amount_due, read.subscription()), (None, -1200, None));
        assert_eq!(read.period().unwrap().1.timestamp(), 2);
    }
}
