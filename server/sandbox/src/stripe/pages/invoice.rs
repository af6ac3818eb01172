//! `/i/…`: an invoice with its lines, and a form to pay it.

use serde_json::Value;

use crate::http::Reply;
use crate::stripe::cards::by_number;
use crate::stripe::checkout_done::{Entered, Problem};
use crate::stripe::doc::Doc as _;
use crate::stripe::invoices;
use crate::stripe::kind::Kind;
use crate::stripe::pages::frame::{self, Tongue, escape};
use crate::stripe::pages::{Visit, cards, pdf};
use crate::stripe::payments;
use crate::stripe::store::State;

pub(super) fn handle(state: &mut State, id: &str, visit: &Visit<'_>) -> Reply {
    let found = state.get(Kind::Invoice, id).filter(|doc| doc.text("status") != "draft").cloned();
    let Some(doc) = found else { return frame::lost(visit.browser) };
    let locales = state.doc(Kind::Customer, doc.text("customer"))["preferred_locales"].clone();
    let tongue = visit.tongue(locales.get(0).unwrap_or(&Value::Null));
    match (visit.path.as_slice(), visit.is_post) {
        ([], false) => shown(&doc, tongue, None),
        (["pdf"], false) => pdf::reply(&doc),
        ([], true) => pay(state, &doc, &cards::entered(visit), false, tongue),
        (["authenticate"], false) if state.waiting.contains_key(id) => cards::authenticate(tongue),
        (["authenticate"], true) => match state.waiting.remove(id) {
            Some(entered) if visit.text("result") == "complete" => pay(state, &doc, &entered, true, tongue),
            Some(_) => shown(&doc, tongue, Some(cards::told(tongue, &Problem::Authentication))),
            None => frame::redirect(&address(&doc)),
        },
        _ => frame::redirect(&address(&doc)),
    }
}

/// The path of an invoice's page.
fn address(doc: &Value) -> String {
    let url = doc.text("hosted_invoice_url");
    url.find("/i/").map_or("/", |at| &url[at..]).to_owned()
}

fn pay(state: &mut State, doc: &Value, entered: &Entered, has_authenticated: bool, tongue: Tongue) -> Reply {
    if doc.text("status") != "open" {
        return frame::redirect(&address(doc));
    }
    let Some(card) = by_number(&entered.card) else {
        return shown(doc, tongue, Some(cards::told(tongue, &Problem::CardNumber)));
    };
    if card.asks() && !has_authenticated {
        state.waiting.insert(doc.id().to_owned(), entered.clone());
        return frame::redirect(&format!("{}/authenticate", address(doc)));
    }
    let customer = doc.text("customer").to_owned();
    let email = doc.text("customer_email").to_owned();
    let method = payments::add_method(state, card, Some(&email), Some(&entered.name));
    state.edit(Kind::PaymentMethod, &method, |method| method["customer"] = customer.into());
    if card.asks() {
        state.authenticated.insert(method.clone());
    }
    match invoices::pay(state, doc.id(), Some(&method), true) {
        Ok(()) => frame::redirect(&address(doc)),
        Err(decline) => {
            let doc = state.doc(Kind::Invoice, doc.id());
            shown(&doc, tongue, Some(cards::declined(tongue, &decline)))
        }
    }
}

fn shown(doc: &Value, tongue: Tongue, problem: Option<&str>) -> Reply {
    let currency = doc.text("currency");
    let status = match doc.text("status") {
        "paid" => tongue.say("Paga", "Paid"),
        "void" => tongue.say("Anulada", "Void"),
        "uncollectible" => tongue.say("Incobrável", "Uncollectible"),
        _ => tongue.say("Em aberto", "Open"),
    };
    let mut rows = String::new();
    for line in doc.rows("lines") {
        rows.push_str(&format!(
            "<tr><td>{}</td><td>{}</td></tr>",
            escape(line.text("description")),
            tongue.money(line.int("amount"), currency)
        ));
    }
    let off: i64 = doc.rows("total_discount_amounts").iter().map(|one| one.int("amount")).sum();
    if off != 0 {
        rows.push_str(&format!(
            "<tr><td>{}</td><td>{}</td></tr>",
            tongue.say("Desconto", "Discount"),
            tongue.money(-off, currency)
        ));
    }
    rows.push_str(&format!("<tr><th>Total</th><th>{}</th></tr>", tongue.money(doc.int("total"), currency)));
    rows.push_str(&format!(
        "<tr><th>{}</th><th id=\"amount-due\">{}</th></tr>",
        tongue.say("Valor devido", "Amount due"),
        tongue.money(doc.int("amount_remaining"), currency)
    ));
    let pdf = tongue.say("Baixar fatura em PDF", "Download invoice as PDF");
    let mut html = format!(
        "<section><h1>{} {}</h1><p id=\"status\">{status}</p><table><tbody>{rows}</tbody></table><p><a id=\"pdf\" href=\"{}/pdf\">{pdf}</a></p></section>",
        tongue.say("Fatura", "Invoice"),
        escape(doc.text("number")),
        address(doc),
    );
    if doc.text("status") == "open" {
        html.push_str(&format!(
            "<section><form method=\"post\" action=\"{}\">{}{}<button class=\"main\" name=\"do\" value=\"pay\">{}</button></form></section>",
            address(doc),
            frame::problem(problem),
            cards::fields(tongue, ""),
            tongue.say("Pagar", "Pay"),
        ));
    }
    frame::wide(200, tongue, "Orion", &html, "two")
}
