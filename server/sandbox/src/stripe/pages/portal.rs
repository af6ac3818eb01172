//! `/p/session/…`: where people look after what they pay for.

use serde_json::Value;

use crate::http::Reply;
use crate::stripe::doc::Doc as _;
use crate::stripe::kind::Kind;
use crate::stripe::lines::product_name;
use crate::stripe::money;
use crate::stripe::pages::frame::{self, Tongue, escape};
use crate::stripe::pages::{Visit, cards, portal_acts as acts};
use crate::stripe::portal::LIVES;
use crate::stripe::store::State;
use crate::stripe::subscriptions;

/// Invoices that are shown.
const SHOWN: usize = 12;

/// An open portal.
pub(super) struct Portal {
    pub session: Value,
    pub customer: String,
    pub features: Value,
    pub tongue: Tongue,
    /// `/p/session/…`.
    pub path: String,
}

impl Portal {
    pub(super) fn allows(&self, feature: &str) -> bool {
        self.features[feature].flag("enabled")
    }

    fn home_link(&self) -> String {
        format!(
            "<p><a href=\"{}/home\">{}</a></p>",
            self.path,
            self.tongue.say("Voltar ao portal", "Back to the portal")
        )
    }

    pub(super) fn page(&self, title: &str, body: &str) -> Reply {
        frame::page(200, self.tongue, title, &format!("<h1>{title}</h1>{body}{}", self.home_link()))
    }

    /// A subscription of this customer.
    pub(super) fn own(&self, state: &State, id: &str) -> Option<Value> {
        state.get(Kind::Subscription, id).filter(|doc| doc.text("customer") == self.customer).cloned()
    }
}

pub(super) fn handle(state: &mut State, secret: &str, visit: &Visit<'_>) -> Reply {
    let ending = format!("/p/session/{secret}");
    let found = state.all(Kind::PortalSession).find(|doc| doc.text("url").ends_with(&ending)).cloned();
    let Some(session) = found else { return frame::lost(visit.browser) };
    let tongue = visit.tongue(&session["locale"]);
    if session.int("created") + LIVES < state.now {
        let told = tongue.say(
            "Este endereço expirou. Volte e abra o portal de novo.",
            "This link has expired. Go back and open the portal again.",
        );
        return frame::page(410, tongue, "Portal", &format!("<p>{told}</p>"));
    }
    let features = state.doc(Kind::PortalConfiguration, session.text("configuration"))["features"].clone();
    let portal =
        Portal { customer: session.text("customer").to_owned(), features, tongue, path: ending, session };
    match (visit.path.as_slice(), visit.is_post) {
        ([], false) => begin(state, &portal),
        (["home"], false) => home(state, &portal),
        (["payment"], false) if portal.allows("payment_method_update") => acts::card_form(&portal, None),
        (["payment"], true) if portal.allows("payment_method_update") => {
            acts::save_card(state, &portal, &cards::entered(visit), false)
        }
        (["payment", "authenticate"], false) => cards::authenticate(tongue),
        (["payment", "authenticate"], true) => {
            acts::authenticated(state, &portal, visit.text("result") == "complete")
        }
        (["subscriptions", id, what], is_post) => match portal.own(state, id) {
            Some(doc) if !subscriptions::is_over(doc.text("status")) => {
                acts::of_subscription(state, &portal, &doc, what, is_post, visit)
            }
            _ => frame::lost(tongue),
        },
        _ => frame::lost(tongue),
    }
}

/// The home page, or where the session's flow begins.
fn begin(state: &State, portal: &Portal) -> Reply {
    let flow = &portal.session["flow"];
    let of = |name: &str| flow[name].text("subscription").to_owned();
    match flow.text("type") {
        "payment_method_update" => frame::redirect(&format!("{}/payment", portal.path)),
        "subscription_cancel" => {
            frame::redirect(&format!("{}/subscriptions/{}/cancel", portal.path, of("subscription_cancel")))
        }
        "subscription_update" => {
            frame::redirect(&format!("{}/subscriptions/{}/update", portal.path, of("subscription_update")))
        }
        "subscription_update_confirm" => {
            let own = &flow["subscription_update_confirm"];
            let price = own["items"][0].text("price");
            frame::redirect(&format!(
                "{}/subscriptions/{}/confirm-{price}",
                portal.path,
                of("subscription_update_confirm")
            ))
        }
        _ => home(state, portal),
    }
}

/// Where a flow leads to when it is done.
pub(super) fn done(portal: &Portal) -> Reply {
    let after = &portal.session["flow"]["after_completion"];
    match after.text("type") {
        "redirect" => frame::redirect(after["redirect"].text("return_url")),
        "hosted_confirmation" => {
            let own = after["hosted_confirmation"].text("custom_message");
            let told = if own.is_empty() { portal.tongue.say("Tudo certo.", "All done.") } else { own };
            portal.page(portal.tongue.say("Concluído", "Done"), &format!("<p>{}</p>", escape(told)))
        }
        _ => frame::redirect(&format!("{}/home", portal.path)),
    }
}

fn home(state: &State, portal: &Portal) -> Reply {
    let tongue = portal.tongue;
    let mut html = format!("<section><h1>{}</h1>", tongue.say("Sua assinatura", "Your subscription"));
    let live = |doc: &Value| {
        doc.text("customer") == portal.customer
            && !matches!(doc.text("status"), "canceled" | "incomplete_expired" | "incomplete")
    };
    let ids = state.ids(Kind::Subscription, live);
    if ids.is_empty() {
        html.push_str(&format!(
            "<p id=\"no-plan\">{}</p>",
            tongue.say("Nenhuma assinatura ativa.", "No active subscription.")
        ));
    }
    for id in ids {
        html.push_str(&subscription(state, portal, &state.doc(Kind::Subscription, &id)));
    }
    html.push_str("</section>");
    html.push_str(&method(state, portal));
    if portal.allows("invoice_history") {
        html.push_str(&invoices(state, portal));
    }
    if let Some(url) = portal.session["return_url"].as_str() {
        let label = tongue.say("Voltar", "Return");
        html.push_str(&format!("<p><a id=\"return\" href=\"{}\">{label}</a></p>", escape(url)));
    }
    frame::wide(200, tongue, tongue.say("Portal do cliente", "Customer portal"), &html, "")
}

/// `Orion Pro, $49.00 per month`.
pub(super) fn plan_text(
    state: &State,
    tongue: Tongue,
    price: &Value,
    quantity: i64,
    currency: &str,
) -> String {
    let amount = money::price_amount(price, quantity, currency).unwrap_or_default();
    format!(
        "{}, {} {}",
        product_name(state, price),
        tongue.money(amount, currency),
        tongue.every(&price["recurring"])
    )
}

fn subscription(state: &State, portal: &Portal, doc: &Value) -> String {
    let (tongue, id) = (portal.tongue, doc.id());
    let mut html = String::from("<article>");
    for item in doc.rows("items").iter().filter(|item| item.maybe_int("quantity").is_some()) {
        let price = state.doc(Kind::Price, item.text("price"));
        let text = plan_text(state, tongue, &price, item.int("quantity"), doc.text("currency"));
        html.push_str(&format!("<p class=\"plan\"><strong>{}</strong></p>", escape(&text)));
    }
    let end = subscriptions::period_of(doc).1;
    let cancel_at = doc.maybe_int("cancel_at");
    let when = match (cancel_at, doc.text("status")) {
        (Some(at), _) => format!("{} {}", tongue.say("Termina em", "Cancels on"), tongue.day(at)),
        (None, "trialing") => {
            format!("{} {}", tongue.say("Teste grátis até", "Trial ends on"), tongue.day(end))
        }
        (None, "past_due" | "unpaid") => tongue.say("Pagamento pendente", "Payment is overdue").to_owned(),
        (None, "paused") => tongue.say("Pausada", "Paused").to_owned(),
        _ => format!("{} {}", tongue.say("Próxima cobrança em", "Next invoice on"), tongue.day(end)),
    };
    html.push_str(&format!("<p class=\"note\" id=\"when\">{when}</p><div class=\"row\">"));
    let path = format!("{}/subscriptions/{id}", portal.path);
    let has_schedule = !doc["schedule"].is_null();
    if has_schedule {
        html.push_str(&button(
            &format!("{path}/keep"),
            "keep",
            tongue.say("Desfazer a troca agendada", "Cancel the scheduled change"),
        ));
    } else if portal.allows("subscription_update") && cancel_at.is_none() {
        html.push_str(&link(
            &format!("{path}/update"),
            "update",
            tongue.say("Trocar de plano", "Update subscription"),
        ));
    }
    if cancel_at.is_some() {
        html.push_str(&button(
            &format!("{path}/reactivate"),
            "reactivate",
            tongue.say("Não cancelar", "Don’t cancel subscription"),
        ));
    } else if portal.allows("subscription_cancel") {
        html.push_str(&link(
            &format!("{path}/cancel"),
            "cancel",
            tongue.say("Cancelar assinatura", "Cancel subscription"),
        ));
    }
    html.push_str("</div></article>");
    html
}

fn link(to: &str, id: &str, label: &str) -> String {
    format!("<a class=\"button\" id=\"{id}\" href=\"{to}\">{label}</a>")
}

fn button(to: &str, id: &str, label: &str) -> String {
    format!("<form method=\"post\" action=\"{to}\"><button id=\"{id}\">{label}</button></form>")
}

fn method(state: &State, portal: &Portal) -> String {
    let tongue = portal.tongue;
    let customer = state.doc(Kind::Customer, &portal.customer);
    let default = customer["invoice_settings"].text("default_payment_method").to_owned();
    let of_subscription = state
        .all(Kind::Subscription)
        .filter(|doc| doc.text("customer") == portal.customer && !subscriptions::is_over(doc.text("status")))
        .map(|doc| doc.text("default_payment_method").to_owned())
        .find(|id| !id.is_empty());
    let card = &state.doc(Kind::PaymentMethod, &of_subscription.unwrap_or(default))["card"];
    let told = if card.is_null() {
        tongue.say("Nenhum cartão.", "No card.").to_owned()
    } else {
        format!("{} •••• {}", card.text("brand"), card.text("last4"))
    };
    let title = tongue.say("Forma de pagamento", "Payment method");
    let change = if portal.allows("payment_method_update") {
        link(&format!("{}/payment", portal.path), "payment", tongue.say("Trocar cartão", "Update card"))
    } else {
        String::new()
    };
    format!("<section><h2>{title}</h2><p id=\"card\">{told}</p>{change}</section>")
}

fn invoices(state: &State, portal: &Portal) -> String {
    let tongue = portal.tongue;
    let mut rows = String::new();
    let own = |doc: &Value| doc.text("customer") == portal.customer && doc.text("status") != "draft";
    for id in state.ids(Kind::Invoice, own).into_iter().rev().take(SHOWN) {
        let doc = state.doc(Kind::Invoice, &id);
        let status = match doc.text("status") {
            "paid" => tongue.say("Paga", "Paid"),
            "open" => tongue.say("Em aberto", "Open"),
            _ => tongue.say("Encerrada", "Closed"),
        };
        rows.push_str(&format!(
            "<tr><td><a href=\"{}\">{}</a></td><td>{status}</td><td>{}</td></tr>",
            escape(doc.text("hosted_invoice_url")),
            tongue.day(doc.int("created")),
            tongue.money(doc.int("total"), doc.text("currency")),
        ));
    }
    format!(
        "<section><h2>{}</h2><table id=\"invoices\"><tbody>{rows}</tbody></table></section>",
        tongue.say("Faturas", "Invoices")
    )
}
