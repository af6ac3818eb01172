//! What could not be delivered, for two days: all of an app's, whichever seller it is of.

use std::sync::Mutex;

use serde_json::{Value, json};

use crate::error::Error;
use crate::http::{Reply, Request};
use crate::shop::{Shop, locked};
use crate::time;

use super::{app, error, forbidden, notice, user_id};

const KEPT: i64 = 2 * time::DAY;
/// Attempts, in an hour.
const ATTEMPTS: u32 = 8;
const DEFAULT_LIMIT: usize = 10;
/// However many are asked for.
const MOST: usize = 20;

/// Each with the second at which it was first sent.
#[derive(Default)]
pub(crate) struct Feeds(Mutex<Vec<(i64, Value)>>);

impl Shop {
    /// Mercado Livre: nobody answered the notification of an order as it stands, nor any repetition. `seller` is
    /// another one of the same app.
    ///
    /// # Errors
    /// [`Error::UnknownOrder`].
    pub fn lose_event(&self, id: u64, seller: Option<u64>) -> Result<(), Error> {
        let order = self.order(id).ok_or(Error::UnknownOrder(id))?;
        let mut lost = notice(self, &order, seller.unwrap_or_else(|| user_id(self)));
        lost["attempts"] = ATTEMPTS.into();
        lost["request"] =
            json!({ "url": "https://nobody.example/webhooks/secret", "headers": {}, "data": "" });
        lost["response"] = json!({ "req_time": 500, "http_code": 503, "body": "", "headers": {} });
        locked(&self.feeds.0).push((self.now(), lost));
        Ok(())
    }
}

pub(super) fn list(shop: &Shop, request: &Request) -> Reply {
    match request.param("app_id") {
        None => return error(400, "bad_request", "app_id is required"),
        Some(id) if id != app(shop).0 => return forbidden(),
        Some(_) => {}
    }
    let number = |name, default| match request.param(name) {
        None => Some(default),
        Some(text) => text.parse().ok(),
    };
    let (Some(offset), Some(limit)) = (number("offset", 0), number("limit", DEFAULT_LIMIT)) else {
        return error(400, "bad_request", "offset and limit are numbers");
    };
    let topic = request.param("topic");
    let since = shop.now() - KEPT;
    let feeds = locked(&shop.feeds.0);
    let wanted = feeds
        .iter()
        .filter(|(sent, lost)| *sent >= since && topic.is_none_or(|topic| lost["topic"] == *topic))
        .map(|(_, lost)| lost);
    let messages: Vec<&Value> = wanted.rev().skip(offset).take(limit.min(MOST)).collect();
    Reply::value(200, &json!({ "messages": messages }))
}
