//! The control page: the clock, customers with their subscriptions, and the next failure. No script.

use crate::error::Error;
use crate::stripe::doc::Doc as _;
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::lines::day;
use crate::stripe::money;
use crate::stripe::world::World;
use crate::time;

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c2430}\
table{border-collapse:collapse;width:100%}td,th{padding:.35rem .6rem;border-bottom:1px solid #d9dee6;text-align:left}\
form{display:inline-flex;gap:.35rem;flex-wrap:wrap}code{background:#eef1f5;padding:.1rem .3rem;overflow-wrap:anywhere}button,input{font:inherit}";
/// Subscriptions and events that are shown.
const SHOWN: usize = 20;

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub(super) fn render(world: &World) -> String {
    let state = world.state();
    let key = state.options.keys.first().map(|key| key.key.clone()).unwrap_or_default();
    let mut html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Stripe sandbox</title><link rel=\"icon\" href=\"data:,\">\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head><body><main><h1>Stripe sandbox</h1>\
         <p>Key <code>{}</code>, version <code>{}</code></p><h2>Clock</h2><p>{}</p>",
        escape(&key),
        escape(&state.options.api_version),
        time::text(state.now, "Z"),
    );
    for days in [1, 7, 31, 365] {
        html.push_str(&format!(
            "<form method=\"post\" action=\"/__control/form\"><input type=\"hidden\" name=\"days\" value=\"{days}\"><button name=\"do\" value=\"clock\">+{days} d</button></form> "
        ));
    }
    html.push_str("<h2>Subscriptions</h2><table><thead><tr><th>Customer</th><th>Status</th><th>Period ends</th><th></th></tr></thead><tbody>");
    let ids = state.ids(Kind::Subscription, |_| true);
    for id in ids.iter().rev().take(SHOWN) {
        let doc = state.doc(Kind::Subscription, id);
        let customer = state.doc(Kind::Customer, doc.text("customer"));
        html.push_str(&format!(
            "<tr><td>{} <code>{}</code></td><td>{}</td><td>{}</td><td><form method=\"post\" action=\"/__control/form\"><input type=\"hidden\" name=\"customer\" value=\"{1}\">\
             <button name=\"do\" value=\"fail\">Decline the next charge</button></form></td></tr>",
            escape(customer.text("email")),
            escape(doc.text("customer")),
            doc.text("status"),
            day(crate::stripe::subscriptions::period_of(&doc).1),
        ));
    }
    html.push_str("</tbody></table><h2>Prices</h2><table><tbody>");
    for doc in state.all(Kind::Price) {
        let amount = money::price_amount(doc, 1, doc.text("currency")).unwrap_or_default();
        html.push_str(&format!(
            "<tr><td>{}</td><td><code>{}</code></td><td>{}</td></tr>",
            escape(doc.text("lookup_key")),
            doc.id(),
            money::shown(amount, doc.text("currency"))
        ));
    }
    html.push_str("</tbody></table><h2>Last events</h2><ul>");
    for event in state.all(Kind::Event).rev().take(SHOWN) {
        html.push_str(&format!("<li>{} <code>{}</code></li>", escape(event.text("type")), event.id()));
    }
    html.push_str("</ul></main></body></html>");
    html
}

/// Does what a form asks for.
pub(super) fn submit(world: &World, form: &Node) -> Result<(), Error> {
    match form.text("do") {
        Some("clock") => {
            let days = form.text("days").and_then(|text| text.parse::<i64>().ok()).filter(|days| *days >= 0);
            world.advance(days.ok_or_else(|| Error::Invalid("days must be a number".into()))? * time::DAY);
            Ok(())
        }
        Some("fail") => {
            let customer = form.text("customer").unwrap_or_default().to_owned();
            world.state().declines.entry(customer).or_default().push_back("card_declined".to_owned());
            Ok(())
        }
        _ => Err(Error::Invalid("unknown action".into())),
    }
}
