//! The pages that people are sent to: checkout, portal and invoices. Forms only, no script, in Portuguese and English.

mod cards;
mod checkout;
mod frame;
mod invoice;
mod pdf;
mod portal;
mod portal_acts;

use axum::http::Method;
use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::stripe::form::{self, Node};
use crate::stripe::world::World;
use frame::Tongue;

/// A page that was asked for or sent.
struct Visit<'r> {
    /// The rest of the path.
    path: Vec<&'r str>,
    is_post: bool,
    form: Node,
    /// What the browser prefers, where the page says nothing.
    browser: Tongue,
}

impl Visit<'_> {
    fn text(&self, name: &str) -> &str {
        self.form.text(name).unwrap_or_default()
    }

    /// The language of a page whose object names a locale.
    fn tongue(&self, locale: &Value) -> Tongue {
        match locale.as_str() {
            Some(locale) if locale != "auto" => Tongue::of(locale),
            _ => self.browser,
        }
    }
}

pub(crate) fn handle(world: &World, request: &Request) -> Reply {
    let browser = Tongue::of(request.header("accept-language").unwrap_or("en"));
    let path: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    let is_post = request.method == Method::POST;
    let Ok(form) = form::parse(&request.body) else {
        return frame::page(400, browser, "400", "<p>400 Bad Request</p>");
    };
    let mut state = world.state();
    // Nobody's key: a person did it.
    state.cause = json!({ "id": null, "idempotency_key": null });
    let mut visit = Visit { path: Vec::new(), is_post, form, browser };
    let reply = match path[..] {
        ["c", "pay", id, ref rest @ ..] => {
            visit.path = rest.to_vec();
            checkout::handle(&mut state, id, &visit)
        }
        ["p", "session", secret, ref rest @ ..] => {
            visit.path = rest.to_vec();
            portal::handle(&mut state, secret, &visit)
        }
        ["i", _, id, ref rest @ ..] => {
            visit.path = rest.to_vec();
            invoice::handle(&mut state, id, &visit)
        }
        _ => frame::lost(browser),
    };
    state.cause = Value::Null;
    reply
}
