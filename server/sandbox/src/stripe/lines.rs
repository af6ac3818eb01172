//! Lines of invoices.

use serde_json::{Value, json};

use crate::stripe::doc::Doc as _;
use crate::stripe::kind::Kind;
use crate::stripe::money;
use crate::stripe::store::State;
use crate::time;

/// What an invoice asks money for.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub amount: i64,
    pub description: String,
    pub price: Option<String>,
    pub quantity: Option<i64>,
    pub start: i64,
    pub end: i64,
    pub is_proration: bool,
    /// Subscription item.
    pub item: Option<String>,
    /// Invoice item, of what was added between two invoices.
    pub invoice_item: Option<String>,
}

impl Line {
    /// An item of a subscription for a period.
    pub(crate) fn of_item(
        state: &State,
        item: &Value,
        currency: &str,
        period: (i64, i64),
        is_trial: bool,
    ) -> Self {
        let price = state.doc(Kind::Price, item.text("price"));
        let quantity = item.maybe_int("quantity").unwrap_or(1);
        let name = product_name(state, &price);
        let full = money::price_amount(&price, quantity, currency).unwrap_or_default();
        let (amount, description) = if is_trial {
            (0, format!("Trial period for {name}"))
        } else {
            (full, each(&name, &price, quantity, currency))
        };
        Self {
            amount,
            description,
            price: Some(price.id().to_owned()),
            quantity: Some(quantity),
            start: period.0,
            end: period.1,
            is_proration: false,
            item: Some(item.id().to_owned()),
            invoice_item: None,
        }
    }

    /// Used units of a metered item in the period that ended.
    pub(crate) fn of_usage(state: &State, item: &Value, currency: &str, used: i64) -> Self {
        let price = state.doc(Kind::Price, item.text("price"));
        let name = product_name(state, &price);
        Self {
            amount: money::price_amount(&price, used, currency).unwrap_or_default(),
            description: format!("{used} × {name}"),
            price: Some(price.id().to_owned()),
            quantity: Some(used),
            start: item.int("current_period_start"),
            end: item.int("current_period_end"),
            is_proration: false,
            item: Some(item.id().to_owned()),
            invoice_item: None,
        }
    }

    /// The rest of a period, given back (`amount` below 0) or asked for.
    pub(crate) fn of_rest(state: &State, item: &Value, amount: i64, from: i64, until: i64) -> Self {
        let price = state.doc(Kind::Price, item.text("price"));
        let name = product_name(state, &price);
        let what = if amount < 0 { "Unused time on" } else { "Remaining time on" };
        Self {
            amount,
            description: format!("{what} {name} after {}", day(from)),
            price: Some(price.id().to_owned()),
            quantity: Some(item.maybe_int("quantity").unwrap_or(1)),
            start: from,
            end: until,
            is_proration: true,
            item: Some(item.id().to_owned()),
            invoice_item: None,
        }
    }

    /// As it stands in an invoice.
    pub(crate) fn render(
        &self,
        state: &State,
        id: &str,
        invoice: &Value,
        subscription: Option<&str>,
        currency: &str,
    ) -> Value {
        let price = self.price.as_deref().map(|id| state.doc(Kind::Price, id)).unwrap_or_default();
        let parent = match (&self.invoice_item, &self.item) {
            (Some(invoice_item), item) => json!({
                "invoice_item_details": {
                    "invoice_item": invoice_item, "proration": self.is_proration,
                    "proration_details": { "credited_items": null }, "subscription": subscription, "subscription_item": item,
                },
                "subscription_item_details": null, "type": "invoice_item_details",
            }),
            (None, Some(item)) => json!({
                "invoice_item_details": null,
                "subscription_item_details": {
                    "invoice_item": null, "proration": self.is_proration,
                    "proration_details": { "credited_items": null }, "subscription": subscription, "subscription_item": item,
                },
                "type": "subscription_item_details",
            }),
            (None, None) => Value::Null,
        };
        let unit = money::unit_amount(&price, currency).map(decimal);
        json!({
            "id": id, "object": "line_item", "amount": self.amount, "currency": currency, "description": self.description,
            "discount_amounts": [], "discountable": !self.is_proration, "discounts": [], "invoice": invoice, "livemode": false,
            "metadata": {}, "parent": parent, "period": { "end": self.end, "start": self.start }, "pretax_credit_amounts": [],
            "pricing": self.price.as_ref().map(|id| json!({
                "price_details": { "price": id, "product": price["product"] }, "type": "price_details", "unit_amount_decimal": unit,
            })),
            "quantity": self.quantity, "quantity_decimal": self.quantity.map(|of| of.to_string()), "subscription": subscription,
            "subtotal": self.amount, "taxes": [],
        })
    }
}

/// Millionths as the shortest decimal text.
fn decimal(millionths: i64) -> String {
    let text = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(crate) fn product_name(state: &State, price: &Value) -> String {
    let product = state.doc(Kind::Product, price.text("product"));
    let name = product.text("name");
    if name.is_empty() { "Subscription".to_owned() } else { name.to_owned() }
}

fn each(name: &str, price: &Value, quantity: i64, currency: &str) -> String {
    let one = money::price_amount(price, 1, currency).unwrap_or_default();
    format!(
        "{quantity} × {name} (at {} / {})",
        money::shown(one, currency),
        price["recurring"].text("interval")
    )
}

/// `27 Nov 2026`.
pub(crate) fn day(at: i64) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text = time::text(at, "");
    let part = |from: usize, to: usize| {
        text.get(from..to).and_then(|digits| digits.parse::<usize>().ok()).unwrap_or(1)
    };
    format!("{} {} {}", part(8, 10), MONTHS[(part(5, 7) + 11) % 12], part(0, 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_unit_amounts_are_written_shortly() {
        assert_eq!(day(1_795_737_600), "27 Nov 2026");
        assert_eq!(
            (decimal(500_000), decimal(49_000_000), decimal(0)),
            ("0.5".to_owned(), "49".to_owned(), "0".to_owned())
        );
    }
}
