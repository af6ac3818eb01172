//! What was given back: an order does not say it. Returns and cancellations are asked for by the ids of a
//! page's orders, where the state of the order lets there be some.

use super::{
    answer,
    session::{self, Ask},
    status,
};
use connector_kit::{
    Advice, Conn, ConnectorError,
    lenient::{Items, Object, Text},
};
use domain::UpstreamKind;
use futures::future::join_all;
use serde::Deserialize;
use serde_json::{json, value::RawValue};
use std::collections::BTreeMap;

/// A fact that the account remembers: that the app may not see returns.
const WITHHELD: &str = "tiktok_shop.returns_withheld";

const RETURNS: &str = "/return_refund/202309/returns/search";
const CANCELLATIONS: &str = "/return_refund/202309/cancellations/search";

/// Orders that are asked for at once, and records of one answer: the most that both lists give.
const AT_ONCE: usize = 50;

/// Pages that are read of one list: many times what so few orders can have. Half of a list is never taken for
/// the whole.
const MOST_PAGES: usize = 20;

/// What was told of one order, as sent.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub returns: Vec<String>,
    pub cancellations: Vec<String>,
}

/// By the orders' ids.
pub(super) type GivenBack = BTreeMap<String, Told>;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Brief<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    status: Text<'a>,
    #[serde(borrow)]
    paid_time: Text<'a>,
    #[serde(borrow)]
    line_items: Items<Object<Piece<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Piece<'a> {
    #[serde(borrow)]
    display_status: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Data<'a> {
    #[serde(borrow, alias = "cancellations")]
    return_orders: Items<&'a RawValue>,
    #[serde(borrow)]
    next_page_token: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Record<'a> {
    #[serde(borrow)]
    order_id: Text<'a>,
}

/// What was given back of these orders. Nothing where the app may not see it: the orders are whole without.
pub(super) async fn of(conn: &Conn, orders: &[&RawValue]) -> Result<GivenBack, ConnectorError> {
    let mut given_back = GivenBack::new();
    if conn.account().learned(WITHHELD).as_deref() == Some("yes") {
        return Ok(given_back);
    }
    let (mut sent, mut cancelled) = (Vec::new(), Vec::new());
    for order in orders {
        let Ok(Object(brief)) = serde_json::from_str::<Object<Brief<'_>>>(order.get()) else { continue };
        let (Some(id), Some(word)) = (brief.id.as_str(), brief.status.as_str()) else { continue };
        let is_gone =
            |piece: &Object<Piece<'_>>| piece.0.display_status.as_str().is_some_and(status::is_cancelled);
        let is_paid = brief.paid_time.as_str().is_some_and(|time| time != "0");
        // Pieces may be cancelled while the order goes on.
        if is_paid && (status::is_cancelled(word) || brief.line_items.list.iter().any(is_gone)) {
            cancelled.push(id.to_owned());
        }
        if status::is_sent(word) {
            sent.push(id.to_owned());
        }
    }
    let asked = sent.chunks(AT_ONCE).map(|ids| (RETURNS, ids));
    let asked: Vec<_> = asked.chain(cancelled.chunks(AT_ONCE).map(|ids| (CANCELLATIONS, ids))).collect();
    // Side by side, as far as the account allows.
    let answers = join_all(asked.iter().map(|(path, ids)| read(conn, path, ids))).await;
    for ((path, _), answer) in asked.iter().zip(answers) {
        let records = match answer {
            Ok(records) => records,
            Err(error) if answer::is_scope_missing(&error) => {
                learn(conn, true);
                return Ok(GivenBack::new());
            }
            // A refusal that stays must not cost the orders.
            Err(error) if error.advice == Advice::Never && error.kind != UpstreamKind::Permission => continue,
            Err(error) => return Err(error),
        };
        for (id, record) in records {
            let told = given_back.entry(id).or_default();
            let list = if *path == RETURNS { &mut told.returns } else { &mut told.cancellations };
            list.push(record);
        }
    }
    Ok(given_back)
}

/// The cancellations of an order, as sent: those that were asked for, run, are finished or were withdrawn.
pub(super) async fn cancellations(conn: &Conn, order: &str) -> Result<Vec<String>, ConnectorError> {
    let records = read(conn, CANCELLATIONS, &[order.to_owned()]).await.map_err(answer::of_act)?;
    Ok(records.into_iter().map(|(_, record)| record).collect())
}

/// Looks whether the app may see returns, and remembers it.
pub(super) async fn is_withheld(conn: &Conn) -> Result<bool, ConnectorError> {
    let ask = Ask::post(RETURNS, &json!({})).param("page_size", "10");
    let reply = session::send(conn, &ask).await?;
    let is_withheld = match answer::data::<Data<'_>>(conn, &reply) {
        Ok(_) => false,
        Err(error) if answer::is_scope_missing(&error) => true,
        Err(error) => return Err(error),
    };
    learn(conn, is_withheld);
    Ok(is_withheld)
}

fn learn(conn: &Conn, is_withheld: bool) {
    conn.account().learn(WITHHELD, if is_withheld { "yes" } else { "no" });
}

/// The records of these orders, each with its order's id.
async fn read(
    conn: &Conn,
    path: &'static str,
    orders: &[String],
) -> Result<Vec<(String, String)>, ConnectorError> {
    let (mut token, mut records) = (String::new(), Vec::new());
    for _ in 0..MOST_PAGES {
        let ask = Ask::post(path, &json!({ "order_ids": orders }))
            .param("page_size", AT_ONCE.to_string())
            .param("page_token", token.as_str());
        let reply = session::send(conn, &ask).await?;
        let data: Data<'_> = answer::data(conn, &reply)?;
        for sent in &data.return_orders.list {
            let Ok(Object(record)) = serde_json::from_str::<Object<Record<'_>>>(sent.get()) else { continue };
            // Only what was asked for: a filter may be passed over.
            if let Some(id) = record.order_id.as_str().filter(|id| orders.iter().any(|asked| asked == id)) {
                records.push((id.to_owned(), sent.get().to_owned()));
            }
        }
        match data.next_page_token.as_str() {
            Some(next) if next != token && !data.return_orders.list.is_empty() => token = next.to_owned(),
            _ => return Ok(records),
        }
    }
    let detail = "the list of what was given back does not end";
    Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail))
}
