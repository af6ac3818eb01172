//! The control page: shops, their last orders, forms. No script.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::changes::NewOrder;
use crate::error::Error;
use crate::faults::{Fault, FaultRule};
use crate::server::World;
use crate::shop::{Credentials, Shop};
use crate::time;

const SHOWN: usize = 15;
const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c2430}\
table{border-collapse:collapse;width:100%}td,th{padding:.35rem .6rem;border-bottom:1px solid #d9dee6;text-align:left}\
form{display:inline-flex;gap:.35rem;flex-wrap:wrap}code{background:#eef1f5;padding:.1rem .3rem;overflow-wrap:anywhere}\
section{margin-block:2.5rem}button,select,input{font:inherit}";

/// Label and fault, as offered by the form.
fn offered() -> Vec<(&'static str, Fault)> {
    vec![
        ("429 with Retry-After: 2", Fault::TooManyRequests { retry_after: Some("2".into()) }),
        ("429 without delay", Fault::TooManyRequests { retry_after: None }),
        ("500", Fault::ServerError),
        ("502 HTML page", Fault::HtmlPage { status: 502 }),
        ("503 HTML page", Fault::HtmlPage { status: 503 }),
        ("200 HTML page", Fault::HtmlPage { status: 200 }),
        ("200 with an error body", Fault::ErrorWith200),
        ("never answers", Fault::Timeout),
        ("2 s slower", Fault::Delay { ms: 2000 }),
        ("cut body", Fault::CutBody),
        ("malformed JSON", Fault::MalformedJson),
        ("PHP notice before the JSON", Fault::PhpNotice),
        ("byte order mark", Fault::Bom),
        ("rows move between pages", Fault::MovingRows),
        ("rows leave for the bin (WooCommerce)", Fault::LeavingRows),
        ("duplicate rows", Fault::DuplicateRows),
        ("a hidden order (WooCommerce)", Fault::HiddenRow),
        ("clock one hour ahead", Fault::ClockSkew { seconds: 3600 }),
        ("revoked key", Fault::RevokedKey),
        ("refused app (Mercado Livre, Magalu)", Fault::RefusedApp),
        ("read-only key", Fault::ReadOnlyKey),
        ("write-only key (WooCommerce)", Fault::WriteOnlyKey),
        ("REST for members only (WooCommerce)", Fault::RestForMembers),
        ("REST off (WooCommerce)", Fault::RestDisabled),
        ("WooCommerce missing", Fault::WoocommerceMissing),
        ("memory for 25 orders (WooCommerce)", Fault::LittleMemory { orders: 25 }),
        ("redirect", Fault::Redirect { location: None }),
        ("throttled (Shopify)", Fault::Throttled),
        ("quota exceeded (Google Sheets)", Fault::QuotaExceeded),
    ]
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub(super) fn render(world: &World) -> String {
    let mut html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sandbox</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>\
         <body><main><h1>Sandbox</h1>"
    );
    for shop in &world.shops {
        section(&mut html, shop);
    }
    html.push_str("</main></body></html>");
    html
}

fn section(html: &mut String, shop: &Shop) {
    let (platform, name) = (shop.platform().name(), shop.name());
    let action = format!("/__control/form/{platform}/{name}");
    let counters = shop.counters();
    let credentials = match shop.credentials() {
        Credentials::Woocommerce { consumer_key, consumer_secret } => {
            format!("{consumer_key} : {consumer_secret}")
        }
        Credentials::Shopify { access_token, .. } => access_token.clone(),
        Credentials::Token { token } => token.clone(),
        Credentials::App { client_id, client_secret, .. } => format!("{client_id} : {client_secret}"),
    };
    // Writing into a String cannot fail.
    let _ = write!(
        html,
        "<section><h2>{name} ({platform})</h2><p>Address <code>{}/</code>, credentials <code>{credentials}</code></p>\
         <p>{} orders, {} requests, {} orders served</p>\
         <form method=\"post\" action=\"{action}\"><button name=\"do\" value=\"create\">Create an order</button></form> \
         <form method=\"post\" action=\"{action}\"><label>Fault <select name=\"fault\">",
        escape(&shop.prefix),
        shop.order_count(),
        counters.requests,
        counters.orders_served,
    );
    for (at, (label, _)) in offered().iter().enumerate() {
        let _ = write!(html, "<option value=\"{at}\">{label}</option>");
    }
    html.push_str(
        "</select></label><label>times (empty: always) <input name=\"times\" inputmode=\"numeric\" size=\"4\" value=\"1\"></label>\
         <button name=\"do\" value=\"fault\">Set</button><button name=\"do\" value=\"clear\">Clear all</button></form>",
    );
    let rules = shop.faults();
    if !rules.is_empty() {
        let _ = write!(html, "<p>Active: <code>{}</code></p>", escape(&serde_json::json!(rules).to_string()));
    }
    html.push_str("<table><thead><tr><th>Order</th><th>Status</th><th>Changed</th><th>Customer</th><th>Total</th><th>Actions</th></tr></thead><tbody>");
    for order in shop.recent(SHOWN) {
        let _ = write!(
            html,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>R$ {}.{:02}</td><td><form method=\"post\" action=\"{action}\">\
             <input type=\"hidden\" name=\"id\" value=\"{}\"><button name=\"do\" value=\"pay\">Pay</button>\
             <button name=\"do\" value=\"cancel\">Cancel</button><button name=\"do\" value=\"refund\">Refund</button>\
             <button name=\"do\" value=\"touch\">Touch</button></form></td></tr>",
            order.id,
            escape(&order.status),
            time::text(order.modified, "Z"),
            escape(&order.customer),
            order.total / 100,
            order.total % 100,
            order.id,
        );
    }
    html.push_str("</tbody></table></section>");
}

/// Does what a form asks for.
pub(super) fn submit(shop: &Shop, body: &[u8]) -> Result<(), Error> {
    let form: HashMap<String, String> = url::form_urlencoded::parse(body).into_owned().collect();
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let id = || field("id").parse().map_err(|_| Error::Invalid("no order id".into()));
    match field("do") {
        "create" => shop.create(NewOrder::default()).map(|_| ()),
        "pay" => shop.pay(id()?),
        "cancel" => shop.cancel(id()?),
        "touch" => shop.touch(id()?),
        "refund" => shop.refund(id()?, None, "Arrependimento"),
        "clear" => {
            shop.clear_faults();
            Ok(())
        }
        "fault" => {
            let chosen = field("fault").parse().ok().and_then(|at: usize| offered().into_iter().nth(at));
            let (_, fault) = chosen.ok_or_else(|| Error::Invalid("no such fault".into()))?;
            let times = match field("times").trim() {
                "" => None,
                text => Some(text.parse().map_err(|_| Error::Invalid("times must be a number".into()))?),
            };
            shop.fault(FaultRule { times, ..FaultRule::always(fault) });
            Ok(())
        }
        other => Err(Error::Invalid(format!("unknown action `{other}`"))),
    }
}
