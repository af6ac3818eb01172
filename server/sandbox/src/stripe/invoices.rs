//! Invoices: from draft to open, paid, void or uncollectible.

use serde_json::{Value, json};

use crate::stripe::cards::Decline;
use crate::stripe::doc::{Doc as _, list};
use crate::stripe::kind::Kind;
use crate::stripe::lines::Line;
use crate::stripe::money;
use crate::stripe::payments;
use crate::stripe::standing;
use crate::stripe::store::State;
use crate::time::DAY;

/// A draft is finalized an hour after it was made.
pub(crate) const DRAFT_FOR: i64 = 3_600;

/// What an invoice is made of.
pub(crate) struct NewInvoice<'a> {
    pub customer: &'a str,
    pub subscription: Option<&'a str>,
    /// `subscription_create`, `subscription_cycle`, `subscription_update`, …
    pub reason: &'a str,
    pub currency: &'a str,
    pub lines: Vec<Line>,
    pub period: (i64, i64),
    /// Ids of discounts with their coupons.
    pub discounts: Vec<(String, Value)>,
    /// When it is finalized by itself; `None` is never.
    pub finalizes_at: Option<i64>,
}

/// An invoice as a document, without keeping it.
pub(crate) fn draw(state: &mut State, new: &NewInvoice<'_>, is_preview: bool) -> Value {
    let id = if is_preview {
        format!("upcoming_{}", state.new_id(Kind::Invoice))
    } else {
        state.new_id(Kind::Invoice)
    };
    let customer = state.doc(Kind::Customer, new.customer);
    let subscription = state.doc(Kind::Subscription, new.subscription.unwrap_or_default());
    let invoice_ref = json!(id);
    let mut lines: Vec<Value> = new
        .lines
        .iter()
        .map(|line| {
            let line_id = state.new_id(Kind::Line);
            line.render(state, &line_id, &invoice_ref, new.subscription, new.currency)
        })
        .collect();
    let subtotal: i64 = new.lines.iter().map(|line| line.amount).sum();
    let taken = take_off(&mut lines, &new.discounts, new.currency);
    let total = subtotal - taken.iter().map(|(_, amount)| amount).sum::<i64>();
    let balance = customer.int("balance");
    let due = (total + balance).max(0);
    let is_tax_on = subscription["automatic_tax"].flag("enabled");
    let is_sent = subscription.text("collection_method") == "send_invoice";
    let days = subscription.maybe_int("days_until_due").unwrap_or(30);
    let discounts: Vec<&String> = new.discounts.iter().map(|(id, _)| id).collect();
    let tax_ids: Vec<Value> = state
        .all(Kind::TaxId)
        .filter(|doc| doc.text("customer") == new.customer)
        .map(|doc| json!({ "type": doc["type"], "value": doc["value"] }))
        .collect();
    json!({
        "id": id, "object": "invoice", "account_country": state.options.country, "account_name": "Orion", "account_tax_ids": null,
        "amount_due": due, "amount_overpaid": 0, "amount_paid": 0, "amount_paid_off_stripe": 0, "amount_remaining": due, "amount_shipping": 0, "application": null,
        "attempt_count": 0, "attempted": false, "auto_advance": new.finalizes_at.is_some(),
        "automatic_tax": { "disabled_reason": null, "enabled": is_tax_on, "liability": is_tax_on.then(|| json!({ "type": "self" })), "provider": is_tax_on.then_some("stripe"), "status": is_tax_on.then_some("complete") },
        "automatically_finalizes_at": new.finalizes_at, "billing_reason": new.reason,
        "collection_method": if is_sent { "send_invoice" } else { "charge_automatically" }, "confirmation_secret": null,
        "created": state.now, "currency": new.currency, "custom_fields": null, "customer": new.customer, "customer_account": null,
        "customer_address": customer["address"], "customer_email": customer["email"], "customer_name": customer["name"],
        "customer_phone": customer["phone"], "customer_shipping": customer["shipping"], "customer_tax_exempt": customer["tax_exempt"],
        "customer_tax_ids": tax_ids, "default_payment_method": null, "default_source": null, "default_tax_rates": [],
        "description": null, "discounts": discounts, "due_date": is_sent.then_some(state.now + days * DAY), "effective_at": null,
        "ending_balance": null, "footer": null, "from_invoice": null, "hosted_invoice_url": null, "invoice_pdf": null,
        "issuer": { "type": "self" }, "last_finalization_error": null, "latest_revision": null,
        "lines": list(&format!("/v1/invoices/{id}/lines"), lines, false), "livemode": false, "metadata": {},
        "next_payment_attempt": if is_sent { None } else { new.finalizes_at }, "number": null, "on_behalf_of": null,
        "parent": new.subscription.map(|id| json!({
            "quote_details": null,
            "subscription_details": { "metadata": subscription["metadata"], "subscription": id, "subscription_proration_date": null },
            "type": "subscription_details",
        })),
        "payment_settings": { "default_mandate": null, "payment_method_options": null, "payment_method_types": null },
        "payments": list(&format!("/v1/invoice_payments?invoice={id}"), Vec::new(), false), "period_end": new.period.1, "period_start": new.period.0,
        "post_payment_credit_notes_amount": 0, "pre_payment_credit_notes_amount": 0, "receipt_number": null, "rendering": null,
        "shipping_cost": null, "shipping_details": null, "starting_balance": balance, "statement_descriptor": null, "status": "draft", "status_details": null,
        "status_transitions": { "finalized_at": null, "marked_uncollectible_at": null, "paid_at": null, "voided_at": null },
        "subtotal": subtotal, "subtotal_excluding_tax": subtotal, "test_clock": null, "threshold_reason": null, "total": total,
        "total_discount_amounts": taken.iter().map(|(id, amount)| json!({ "amount": amount, "discount": id })).collect::<Vec<_>>(),
        "total_excluding_tax": total, "total_pretax_credit_amounts": [], "total_taxes": [], "webhooks_delivered_at": null,
    })
}

/// Writes into lines what discounts take off them, and gives the sum of each.
fn take_off(lines: &mut [Value], discounts: &[(String, Value)], currency: &str) -> Vec<(String, i64)> {
    let mut sums = Vec::new();
    for (id, coupon) in discounts {
        let products = coupon["applies_to"].rows("products").to_vec();
        let is_share = coupon.get("percent_off").is_some_and(|percent| !percent.is_null());
        let mut left = i64::MAX;
        if !is_share {
            let whole: i64 = lines.iter().map(|line| line.int("amount")).sum();
            left = money::discount(coupon, whole, currency);
        }
        let mut sum = 0;
        for line in lines.iter_mut() {
            let product = &line["pricing"]["price_details"]["product"];
            if !products.is_empty() && !products.contains(product) {
                continue;
            }
            let amount = line.int("amount");
            // A share is taken off what is given back, too: it was paid with the discount.
            let off = if is_share {
                amount.signum() * money::discount(coupon, amount.abs(), currency)
            } else {
                amount.clamp(0, left)
            };
            left = left.saturating_sub(off.max(0));
            sum += off;
            if let Some(told) = line["discount_amounts"].as_array_mut().filter(|_| off != 0) {
                told.push(json!({ "amount": off, "discount": id }));
            }
        }
        sums.push((id.clone(), sum));
    }
    sums
}

/// Makes a draft and tells of it.
pub(crate) fn make(state: &mut State, new: &NewInvoice<'_>) -> String {
    let doc = draw(state, new, false);
    let id = doc.id().to_owned();
    state.edit(Kind::Customer, new.customer, |customer| {
        if customer["currency"].is_null() {
            customer["currency"] = json!(new.currency);
        }
    });
    for item in new.lines.iter().filter_map(|line| line.invoice_item.as_deref()) {
        state.edit(Kind::InvoiceItem, item, |item| item["invoice"] = json!(id));
    }
    state.add(Kind::Invoice, doc, "invoice.created");
    if let Some(subscription) = new.subscription {
        state.edit(Kind::Subscription, subscription, |doc| doc["latest_invoice"] = json!(id));
    }
    id
}

/// Gives a draft its number; one without an amount is paid at once.
pub(crate) fn finalize(state: &mut State, id: &str) {
    let doc = state.doc(Kind::Invoice, id);
    if doc.text("status") != "draft" {
        return;
    }
    let customer_id = doc.text("customer").to_owned();
    let customer = state.doc(Kind::Customer, &customer_id);
    let number =
        format!("{}-{:04}", customer.text("invoice_prefix"), customer.int("next_invoice_sequence").max(1));
    let balance = customer.int("balance");
    let total = doc.int("total");
    let due = (total + balance).max(0);
    let ending = total + balance - due;
    state.edit(Kind::Customer, &customer_id, |doc| {
        doc["next_invoice_sequence"] = json!(doc.int("next_invoice_sequence") + 1);
    });
    if ending != balance {
        state.change(Kind::Customer, &customer_id, "customer.updated", |doc| doc["balance"] = json!(ending));
    }
    let (base, account, now) = (state.base.clone(), state.account.clone(), state.now);
    state.edit(Kind::Invoice, id, |doc| {
        doc["status"] = json!("open");
        doc["number"] = json!(number);
        doc["starting_balance"] = json!(balance);
        doc["ending_balance"] = json!(ending);
        doc["amount_due"] = json!(due);
        doc["amount_remaining"] = json!(due);
        doc["effective_at"] = json!(now);
        doc["automatically_finalizes_at"] = Value::Null;
        doc["hosted_invoice_url"] = json!(format!("{base}/i/{account}/{id}"));
        doc["invoice_pdf"] = json!(format!("{base}/i/{account}/{id}/pdf"));
        doc["status_transitions"]["finalized_at"] = json!(now);
    });
    if due > 0 {
        add_payment(state, id, &customer_id, due, doc.text("currency"));
    }
    state.tell("invoice.finalized", Kind::Invoice, id);
    if due == 0 {
        mark_paid(state, id, false);
    }
}

fn add_payment(state: &mut State, invoice: &str, customer: &str, due: i64, currency: &str) {
    let reason = state.doc(Kind::Invoice, invoice).text("billing_reason").to_owned();
    let about = if reason == "subscription_create" { "Subscription creation" } else { "Subscription update" };
    let intent = payments::intend(state, customer, due, currency, about);
    let secret = state.doc(Kind::PaymentIntent, &intent)["client_secret"].clone();
    let payment = json!({
        "id": state.new_id(Kind::InvoicePayment), "object": "invoice_payment", "amount_paid": null, "amount_requested": due,
        "created": state.now, "currency": currency, "invoice": invoice, "is_default": true, "livemode": false,
        "payment": { "payment_intent": intent, "type": "payment_intent" }, "status": "open",
        "status_transitions": { "canceled_at": null, "paid_at": null },
    });
    state.edit(Kind::Invoice, invoice, |doc| {
        doc["confirmation_secret"] = json!({ "client_secret": secret, "type": "payment_intent" });
        doc["payments"]["data"] = json!([payment]);
    });
}

/// Tries to pay an open invoice with a method, else with the one that is kept.
///
/// # Errors
/// Why the charge was declined; the failure is written down.
pub(crate) fn pay(
    state: &mut State,
    id: &str,
    method: Option<&str>,
    is_on_session: bool,
) -> Result<(), Decline> {
    let doc = state.doc(Kind::Invoice, id);
    let customer = doc.text("customer").to_owned();
    let subscription = subscription_of(&doc);
    let method = method.map(str::to_owned).or_else(|| payments::method_for(state, &customer, &subscription));
    let intent = doc["payments"]["data"][0]["payment"].text("payment_intent").to_owned();
    let outcome = match &method {
        Some(method) => payments::confirm(state, &intent, method, is_on_session),
        None => Err(Decline::of("card_declined")),
    };
    state.edit(Kind::Invoice, id, |doc| {
        doc["attempted"] = json!(true);
        doc["attempt_count"] = json!(doc.int("attempt_count") + 1);
    });
    match outcome {
        Ok(()) => {
            mark_paid(state, id, false);
            Ok(())
        }
        Err(decline) => {
            mark_failed(state, id, &decline);
            Err(decline)
        }
    }
}

/// Id of the subscription that an invoice is for; empty where there is none.
pub(crate) fn subscription_of(invoice: &Value) -> String {
    invoice["parent"]["subscription_details"].text("subscription").to_owned()
}

pub(crate) fn mark_paid(state: &mut State, id: &str, is_elsewhere: bool) {
    let now = state.now;
    state.change(Kind::Invoice, id, "invoice.updated", |doc| {
        let due = doc["amount_due"].clone();
        doc["status"] = json!("paid");
        doc["attempted"] = json!(true);
        doc["amount_paid_off_stripe"] = if is_elsewhere { due.clone() } else { json!(0) };
        doc["amount_paid"] = due.clone();
        doc["amount_remaining"] = json!(0);
        doc["next_payment_attempt"] = Value::Null;
        doc["auto_advance"] = json!(false);
        doc["status_transitions"]["paid_at"] = json!(now);
        if let Some(payment) = doc["payments"]["data"].as_array_mut().and_then(|rows| rows.first_mut()) {
            payment["status"] = json!("paid");
            payment["amount_paid"] = due;
            payment["status_transitions"]["paid_at"] = json!(now);
        }
    });
    state.tell("invoice.paid", Kind::Invoice, id);
    if !is_elsewhere {
        state.tell("invoice.payment_succeeded", Kind::Invoice, id);
    }
    standing::paid(state, id);
}

fn mark_failed(state: &mut State, id: &str, decline: &Decline) {
    let doc = state.doc(Kind::Invoice, id);
    let tries = usize::try_from(doc.int("attempt_count")).unwrap_or(1);
    let is_first = doc.text("billing_reason") == "subscription_create";
    // What is not collected by itself was tried by a person: nothing follows from that.
    let collects = doc.flag("auto_advance") && !is_first;
    let days = state.options.retry_days.get(tries.saturating_sub(1)).copied().filter(|_| collects);
    let next = days.map(|days| state.now + days * DAY);
    state.change(Kind::Invoice, id, "invoice.updated", |doc| doc["next_payment_attempt"] = json!(next));
    state.tell("invoice.payment_failed", Kind::Invoice, id);
    if decline.wants_action {
        state.tell("invoice.payment_action_required", Kind::Invoice, id);
    }
    let customer = doc.text("customer").to_owned();
    state.change(Kind::Customer, &customer, "customer.updated", |doc| doc["delinquent"] = json!(true));
    standing::failed(state, id, next.is_none() && collects);
}

pub(crate) fn void(state: &mut State, id: &str) {
    let now = state.now;
    state.edit(Kind::Invoice, id, |doc| {
        doc["status"] = json!("void");
        doc["auto_advance"] = json!(false);
        doc["next_payment_attempt"] = Value::Null;
        doc["status_transitions"]["voided_at"] = json!(now);
    });
    state.tell("invoice.voided", Kind::Invoice, id);
}

pub(crate) fn write_off(state: &mut State, id: &str) {
    let now = state.now;
    state.edit(Kind::Invoice, id, |doc| {
        doc["status"] = json!("uncollectible");
        doc["auto_advance"] = json!(false);
        doc["next_payment_attempt"] = Value::Null;
        doc["status_transitions"]["marked_uncollectible_at"] = json!(now);
    });
    state.tell("invoice.marked_uncollectible", Kind::Invoice, id);
}
