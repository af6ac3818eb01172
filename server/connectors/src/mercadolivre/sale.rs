//! A sale as acts on it need to know it: how far it is, its goods and which shipment they go with.

use super::{answer, payload::Glance, session, status::Facts};
use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, ParcelLine,
    lenient::{Amount, Instant, Items, Object, Text, is_id},
    limits,
};
use domain::{Obstacle, UpstreamKind};
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use serde_json::value::RawValue;

/// How far a sale is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Unpaid,
    Paid,
    /// It is cancelled, and money is still to go back.
    Cancelling,
    Cancelled,
    Unknown,
}

/// What an order says of itself.
#[derive(Debug)]
pub(super) struct Sale {
    pub id: String,
    pub pack: Option<String>,
    pub shipment: Option<String>,
    /// The country's marketplace: `MLB` is Brazil's.
    pub site: String,
    pub stage: Stage,
    /// The platform holds money of the buyer.
    pub has_money: bool,
    pub in_dispute: bool,
    /// Shown in part, without its shipment, as some are in the minutes after they were placed.
    pub is_partial: bool,
    /// Until when the seller can say that it was not done, where the order tells it.
    pub expires_at: Option<DateTime<Utc>>,
    pub lines: Vec<ParcelLine>,
    is_held: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Order<'a> {
    #[serde(borrow)]
    status: Text<'a>,
    #[serde(borrow)]
    tags: Items<Text<'a>>,
    #[serde(borrow)]
    fulfilled: Text<'a>,
    #[serde(borrow)]
    payments: Items<Object<Payment<'a>>>,
    #[serde(borrow)]
    order_items: Items<Object<Line<'a>>>,
    expiration_date: Instant,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Payment<'a> {
    #[serde(borrow)]
    status: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Line<'a> {
    #[serde(borrow)]
    item: Object<Item<'a>>,
    #[serde(borrow)]
    quantity: Amount<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Item<'a> {
    #[serde(borrow)]
    title: Text<'a>,
    #[serde(borrow)]
    seller_sku: Text<'a>,
}

/// The sale, `None` where the platform does not have it. A key that is no id is none of its orders.
pub(super) async fn read(conn: &Conn, key: &str) -> Result<Option<Sale>, ConnectorError> {
    if !is_id(key) {
        return Ok(None);
    }
    let reply = session::get(conn, &format!("/orders/{key}"), &[]).await?;
    if matches!(reply.status, 204 | 404) || answer::tells(&reply, "invalid_order_id") {
        return Ok(None);
    }
    let order: &RawValue = answer::json(conn, &reply)?;
    let sale = sale(order.get(), reply.status == 206).filter(|sale| sale.id == key);
    sale.map(Some).ok_or_else(|| {
        let detail = "the answer is not the order that was asked for";
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })
}

/// `None` where not even the id can be read.
pub(super) fn sale(text: &str, is_partial: bool) -> Option<Sale> {
    let glance = Glance::of(text);
    let Object(order): Object<Order<'_>> = serde_json::from_str(text).unwrap_or_default();
    let id = glance.id?;
    let facts = Facts {
        order: order.status.as_str(),
        payments: order.payments.list.iter().filter_map(|payment| payment.0.status.as_str()).collect(),
        tags: order.tags.list.iter().filter_map(Text::as_str).collect(),
        not_done: order.fulfilled.as_str() == Some("false"),
        ..Facts::default()
    };
    Some(Sale {
        stage: stage(&facts),
        has_money: has(&facts, &["approved", "authorized", "in_mediation", "in_process"]),
        in_dispute: has(&facts, &["in_mediation"]),
        // A tag of a single source: if it means nothing, a sale is held that need not be, and not the reverse.
        is_held: facts.tags.contains(&"fraud_risk_detected"),
        is_partial: is_partial && glance.shipment.is_none(),
        expires_at: order.expiration_date.known(),
        lines: lines(&id, &order),
        pack: glance.pack,
        shipment: glance.shipment,
        site: glance.site,
        id,
    })
}

fn has(facts: &Facts<'_>, words: &[&str]) -> bool {
    facts.payments.iter().any(|word| words.contains(word))
}

/// A sale that was said not to be done reads as if it waited for its payment. One that was paid for cannot
/// wait for it: the money is on its way back.
fn stage(facts: &Facts<'_>) -> Stage {
    match facts.order {
        _ if facts.is_undone() => Stage::Cancelled,
        Some("cancelled" | "invalid") => Stage::Cancelled,
        Some("pending_cancel") => Stage::Cancelling,
        Some("confirmed") if has(facts, &["approved", "in_mediation"]) => Stage::Cancelling,
        Some("confirmed" | "payment_required" | "payment_in_process" | "partially_paid") => Stage::Unpaid,
        Some("paid" | "partially_refunded") => Stage::Paid,
        _ => Stage::Unknown,
    }
}

fn lines(id: &str, order: &Order<'_>) -> Vec<ParcelLine> {
    let line = |(at, line): (usize, &Object<Line<'_>>)| ParcelLine {
        key: format!("{id}:{at}"),
        title: line.0.item.0.title.capped(limits::TITLE).unwrap_or_default(),
        sku: line.0.item.0.seller_sku.capped(limits::SKU),
        quantity: quantity(line.0.quantity),
    };
    order.order_items.list.iter().enumerate().map(line).collect()
}

fn quantity(amount: Amount<'_>) -> u32 {
    amount.get("quantity").ok().flatten().and_then(|amount| amount.to_u32()).unwrap_or(1).max(1)
}

impl Sale {
    /// What is against sending goods or papers for it.
    pub(super) fn obstacle(&self) -> Option<Obstacle> {
        match self.stage {
            Stage::Unpaid => Some(Obstacle::NotPaid),
            Stage::Cancelling => Some(Obstacle::OnHold),
            Stage::Cancelled => Some(Obstacle::Cancelled),
            Stage::Unknown => Some(Obstacle::UnknownState),
            Stage::Paid if self.is_held => Some(Obstacle::OnHold),
            Stage::Paid => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(members: &str) -> Sale {
        sale(&format!(r#"{{"id":2000010733434062,{members}}}"#), false).unwrap()
    }

    #[test]
    fn each_status_says_how_far_a_sale_is() {
        for (status, payment, stage) in [
            ("confirmed", "pending", Stage::Unpaid),
            ("confirmed", "refunded", Stage::Cancelled),
            ("confirmed", "approved", Stage::Cancelling),
            ("payment_required", "pending", Stage::Unpaid),
            ("payment_in_process", "in_process", Stage::Unpaid),
            ("partially_paid", "approved", Stage::Unpaid),
            ("paid", "approved", Stage::Paid),
            ("paid", "refunded", Stage::Cancelled),
            ("partially_refunded", "approved", Stage::Paid),
            ("pending_cancel", "approved", Stage::Cancelling),
            ("cancelled", "rejected", Stage::Cancelled),
            ("invalid", "approved", Stage::Cancelled),
            ("teleported", "approved", Stage::Unknown),
        ] {
            let sale = of(&format!(r#""status":"{status}","payments":[{{"status":"{payment}"}}]"#));
            assert_eq!(sale.stage, stage, "{status} {payment}");
            assert_eq!(sale.obstacle().is_none(), stage == Stage::Paid, "{status} {payment}");
        }
        assert_eq!(of(r#""status":"confirmed","fulfilled":false"#).stage, Stage::Cancelled);
        assert_eq!(of(r#""status":["paid"],"payments":"none""#).stage, Stage::Unknown);
    }

    #[test]
    fn a_sale_with_a_risk_is_held_and_one_in_mediation_is_in_dispute() {
        let risky = of(r#""status":"paid","tags":["paid","fraud_risk_detected"]"#);
        assert_eq!(risky.obstacle(), Some(Obstacle::OnHold));
        let disputed = of(r#""status":"paid","payments":[{"status":"in_mediation"}]"#);
        assert!(disputed.in_dispute && disputed.has_money);
        assert_eq!(disputed.obstacle(), None);
    }

    #[test]
    fn goods_and_ids_are_read_leniently() {
        let sale =
            of(r#""pack_id":"2000007551234567","shipping":{"id":44028792542},"context":{"site":"MLB"},
                "expiration_date":"2026-12-18T09:35:43.000-04:00","order_items":[
                {"item":{"title":"Nivelador","seller_sku":"NIV"},"quantity":"2"},{"quantity":-3},null]"#);
        let seen: Vec<_> = sale.lines.iter().map(|line| (line.title.as_str(), line.quantity)).collect();
        assert_eq!(seen, [("Nivelador", 2), ("", 1), ("", 1)]);
        assert_eq!(sale.lines[1].key, "2000010733434062:1");
        assert_eq!(
            (sale.pack.as_deref(), sale.shipment.as_deref()),
            (Some("2000007551234567"), Some("44028792542"))
        );
        assert_eq!(sale.expires_at.unwrap().to_rfc3339(), "2026-12-18T13:35:43+00:00");
    }

    #[test]
    fn an_order_that_is_shown_in_part_has_no_shipment_yet() {
        assert!(sale(r#"{"id":1,"status":"paid"}"#, true).unwrap().is_partial);
        assert!(!sale(r#"{"id":1,"status":"paid","shipping":{"id":2}}"#, true).unwrap().is_partial);
        for nothing in ["null", "[]", "{}", r#"{"id":"../1"}"#, r#"{"id":null,"status":"paid"}"#] {
            assert!(sale(nothing, false).is_none(), "{nothing}");
        }
    }
}
