//! What people do in the portal: another plan, another card, an end, and none after all.

use serde_json::{Value, json};

use crate::http::Reply;
use crate::stripe::cards::by_number;
use crate::stripe::checkout_done::{Entered, Problem};
use crate::stripe::doc::Doc as _;
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::money;
use crate::stripe::pages::frame::{self, escape};
use crate::stripe::pages::portal::{Portal, done, plan_text};
use crate::stripe::pages::{Visit, cards};
use crate::stripe::plan_change::{self, Proration, Wanted};
use crate::stripe::store::State;
use crate::stripe::{calendar, payments, schedules, subscriptions, updating};

const REASONS: &[(&str, &str, &str)] = &[
    ("too_expensive", "É caro demais", "It’s too expensive"),
    ("missing_features", "Faltam recursos", "I need more features"),
    ("switched_service", "Achei outro serviço", "I found an alternative"),
    ("unused", "Não uso mais", "I no longer need it"),
    ("other", "Outro motivo", "Other reason"),
];

pub(super) fn of_subscription(
    state: &mut State,
    portal: &Portal,
    doc: &Value,
    what: &str,
    is_post: bool,
    visit: &Visit<'_>,
) -> Reply {
    let id = doc.id();
    match (what, is_post) {
        ("cancel", false) if portal.allows("subscription_cancel") => cancel_page(portal, doc),
        ("cancel", true) if portal.allows("subscription_cancel") => {
            cancel(state, portal, id, &visit.form);
            done(portal)
        }
        ("reactivate", true) => {
            updating::schedule_end(state, id, None, false);
            frame::redirect(&format!("{}/home", portal.path))
        }
        ("keep", true) => {
            schedules::close(state, doc.text("schedule"), "released");
            frame::redirect(&format!("{}/home", portal.path))
        }
        ("update", false) if portal.allows("subscription_update") => choices(state, portal, doc),
        (confirm, is_post) if portal.allows("subscription_update") => {
            match confirm.strip_prefix("confirm-") {
                Some(price) if offered(portal).iter().any(|one| one == price) => {
                    if is_post {
                        switch(state, portal, doc, price)
                    } else {
                        confirm_page(state, portal, doc, price, None)
                    }
                }
                _ => frame::lost(portal.tongue),
            }
        }
        _ => frame::lost(portal.tongue),
    }
}

fn cancel_page(portal: &Portal, doc: &Value) -> Reply {
    let tongue = portal.tongue;
    let at_end = portal.features["subscription_cancel"].text("mode") == "at_period_end";
    let told = if at_end {
        format!(
            "{} {}.",
            tongue.say("A assinatura continua até", "The subscription stays until"),
            tongue.day(subscriptions::last_period(doc).1)
        )
    } else {
        tongue.say("A assinatura termina agora.", "The subscription ends now.").to_owned()
    };
    let mut reasons = String::new();
    for (code, portuguese, english) in REASONS {
        reasons.push_str(&format!("<option value=\"{code}\">{}</option>", tongue.say(portuguese, english)));
    }
    let body = format!(
        "<p>{told}</p><form method=\"post\"><label for=\"feedback\">{}</label><select id=\"feedback\" name=\"feedback\"><option value=\"\"></option>{reasons}</select>\
         <button class=\"main\" id=\"confirm\">{}</button></form>",
        tongue.say("Por quê?", "Why?"),
        tongue.say("Cancelar assinatura", "Cancel subscription"),
    );
    portal.page(tongue.say("Cancelar assinatura", "Cancel subscription"), &body)
}

fn cancel(state: &mut State, portal: &Portal, id: &str, form: &Node) {
    let feedback = form.text("feedback").map(str::to_owned);
    state.edit(Kind::Subscription, id, |doc| doc["cancellation_details"]["feedback"] = json!(feedback));
    let schedule = state.doc(Kind::Subscription, id).text("schedule").to_owned();
    if !schedule.is_empty() {
        schedules::close(state, &schedule, "released");
    }
    if portal.features["subscription_cancel"].text("mode") == "at_period_end" {
        let end = subscriptions::last_period(&state.doc(Kind::Subscription, id)).1;
        // Under flexible billing the portal names the moment, and leaves `cancel_at_period_end` false.
        updating::schedule_end(state, id, Some(end), false);
    } else {
        subscriptions::cancel_now(state, id, "cancellation_requested");
    }
}

/// Prices that the configuration offers.
fn offered(portal: &Portal) -> Vec<String> {
    let products = portal.features["subscription_update"].rows("products");
    let prices = products.iter().flat_map(|product| product.rows("prices"));
    prices.filter_map(|price| price.as_str().map(str::to_owned)).collect()
}

/// The item that a plan is: the first one with a quantity.
fn main_item(doc: &Value) -> Value {
    doc.rows("items").iter().find(|item| item.maybe_int("quantity").is_some()).cloned().unwrap_or_default()
}

fn choices(state: &State, portal: &Portal, doc: &Value) -> Reply {
    let (tongue, currency) = (portal.tongue, doc.text("currency"));
    let current = main_item(doc).text("price").to_owned();
    let mut html = String::from("<ul>");
    for price in offered(portal).iter().filter(|price| **price != current) {
        let doc_price = state.doc(Kind::Price, price);
        if money::price_amount(&doc_price, 1, currency).is_none() {
            continue;
        }
        let key = doc_price.text("lookup_key");
        html.push_str(&format!(
            "<li><a data-price=\"{}\" href=\"{}/subscriptions/{}/confirm-{price}\">{}</a></li>",
            escape(key),
            portal.path,
            doc.id(),
            escape(&plan_text(state, tongue, &doc_price, 1, currency)),
        ));
    }
    html.push_str("</ul>");
    portal.page(tongue.say("Trocar de plano", "Update subscription"), &html)
}

/// Whether a change waits for the end of the period, by the configuration.
fn waits(state: &State, portal: &Portal, doc: &Value, price: &str) -> bool {
    let conditions =
        portal.features["subscription_update"]["schedule_at_period_end"].rows("conditions").to_vec();
    let has = |kind: &str| conditions.iter().any(|one| one.text("type") == kind);
    let (old, new) = (state.doc(Kind::Price, main_item(doc).text("price")), state.doc(Kind::Price, price));
    let currency = doc.text("currency");
    let amount = |price: &Value| money::price_amount(price, 1, currency).unwrap_or_default();
    let length = |price: &Value| {
        let recurring = &price["recurring"];
        calendar::after(0, recurring.text("interval"), recurring.int("interval_count"))
    };
    let is_cheaper = length(&old) == length(&new) && amount(&new) < amount(&old);
    let is_shorter = length(&new) < length(&old);
    doc.text("status") != "trialing"
        && ((has("decreasing_item_amount") && is_cheaper) || (has("shortening_interval") && is_shorter))
}

fn wanted(doc: &Value, price: &str) -> Wanted {
    let item = main_item(doc);
    Wanted {
        id: Some(item.id().to_owned()),
        price: price.to_owned(),
        quantity: item.maybe_int("quantity"),
        is_deleted: false,
    }
}

fn confirm_page(
    state: &mut State,
    portal: &Portal,
    doc: &Value,
    price: &str,
    problem: Option<&str>,
) -> Reply {
    let (tongue, currency) = (portal.tongue, doc.text("currency").to_owned());
    let new = state.doc(Kind::Price, price);
    let told = if waits(state, portal, doc, price) {
        format!(
            "{} {}.",
            tongue.say("A troca vale a partir de", "The change takes effect on"),
            tongue.day(subscriptions::last_period(doc).1)
        )
    } else {
        let (now, id) = (state.now, doc.id().to_owned());
        let change = plan_change::plan(state, &id, &[wanted(doc, price)], now, false);
        let due: i64 = change.lines.iter().map(|line| line.amount).sum();
        format!(
            "{} <strong id=\"due\">{}</strong>",
            tongue.say("A pagar hoje:", "Amount due today:"),
            tongue.money(due.max(0), &currency)
        )
    };
    let body = format!(
        "{}<p><strong>{}</strong></p><p>{told}</p><form method=\"post\"><button class=\"main\" id=\"confirm\">{}</button></form>",
        frame::problem(problem),
        escape(&plan_text(state, tongue, &new, 1, &currency)),
        tongue.say("Confirmar", "Confirm"),
    );
    portal.page(tongue.say("Confirme a troca", "Confirm your updates"), &body)
}

fn switch(state: &mut State, portal: &Portal, doc: &Value, price: &str) -> Reply {
    let id = doc.id().to_owned();
    if waits(state, portal, doc, price) {
        if doc["schedule"].is_null() {
            let schedule = schedules::add(state, &id);
            schedules::plan_next(state, &schedule, &wanted(doc, price));
        }
        return done(portal);
    }
    let proration = Proration::of(Some(portal.features["subscription_update"].text("proration_behavior")));
    let now = state.now;
    let change = plan_change::plan(state, &id, &[wanted(doc, price)], now, false);
    match updating::careful(state, &id, change, proration, "error_if_incomplete") {
        Ok(()) => done(portal),
        Err(refusal) => {
            let told = if portal.tongue == frame::Tongue::Portuguese {
                "O pagamento foi recusado."
            } else {
                &refusal.message
            };
            confirm_page(state, portal, doc, price, Some(told))
        }
    }
}

pub(super) fn card_form(portal: &Portal, problem: Option<&str>) -> Reply {
    let tongue = portal.tongue;
    let body = format!(
        "{}<form method=\"post\" action=\"{}/payment\">{}<button class=\"main\" id=\"confirm\">{}</button></form>",
        frame::problem(problem),
        portal.path,
        cards::fields(tongue, ""),
        tongue.say("Salvar cartão", "Save card"),
    );
    portal.page(tongue.say("Forma de pagamento", "Payment method"), &body)
}

pub(super) fn save_card(
    state: &mut State,
    portal: &Portal,
    entered: &Entered,
    has_authenticated: bool,
) -> Reply {
    let tongue = portal.tongue;
    let Some(card) = by_number(&entered.card) else {
        return card_form(portal, Some(cards::told(tongue, &Problem::CardNumber)));
    };
    if let Err(decline) = card.keep() {
        return card_form(portal, Some(cards::declined(tongue, &decline)));
    }
    if card.asks() && !has_authenticated {
        state.waiting.insert(portal.session.id().to_owned(), entered.clone());
        return frame::redirect(&format!("{}/payment/authenticate", portal.path));
    }
    let email = state.doc(Kind::Customer, &portal.customer).text("email").to_owned();
    let method = payments::add_method(state, card, Some(&email), Some(&entered.name));
    if let Err(refusal) = payments::attach(state, &method, &portal.customer) {
        return card_form(portal, Some(&refusal.message));
    }
    if card.asks() {
        state.authenticated.insert(method.clone());
    }
    state.change(Kind::Customer, &portal.customer, "customer.updated", |doc| {
        doc["invoice_settings"]["default_payment_method"] = json!(method);
    });
    let live =
        |doc: &Value| doc.text("customer") == portal.customer && !subscriptions::is_over(doc.text("status"));
    for id in state.ids(Kind::Subscription, live) {
        state.change(Kind::Subscription, &id, "customer.subscription.updated", |doc| {
            doc["default_payment_method"] = json!(method)
        });
    }
    done(portal)
}

pub(super) fn authenticated(state: &mut State, portal: &Portal, is_complete: bool) -> Reply {
    match state.waiting.remove(portal.session.id()) {
        Some(entered) if is_complete => save_card(state, portal, &entered, true),
        _ => card_form(portal, Some(cards::told(portal.tongue, &Problem::Authentication))),
    }
}
