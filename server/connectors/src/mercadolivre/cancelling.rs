//! Cancelling a sale. There is no call for it: the seller says once, by his feedback, that the sale was not
//! done, and the platform gives the money back. The order then reads `confirmed`, as if it waited for its
//! payment; that its payment went back, its `fulfilled` and the feedback itself tell the two apart.

use super::{
    answer,
    delivery::{self, Delivery, Phase},
    sale::{self, Sale, Stage},
    session,
};
use chrono::{DateTime, Utc};
use connector_kit::{
    CancelAsk, CancelChoices, Conn, ConnectorError, Message, Method, Standing,
    lenient::{Object, Text, capped},
};
use domain::{CancelReason, MoneyBack, Obstacle, UpstreamKind};
use serde::Deserialize;
use serde_json::{Value, json};

const REASONS: [(CancelReason, &str); 5] = [
    (CancelReason::OutOfStock, "OUT_OF_STOCK"),
    (CancelReason::BuyerRequest, "BUYER_REGRETS"),
    (CancelReason::SellerRegrets, "SELLER_REGRETS"),
    (CancelReason::ProductUnavailable, "UNAVAILABLE_PRODUCT"),
    (CancelReason::Other, "OTHER_MY_RESPONSIBILITY"),
];

/// Fewer than 160 characters.
const MESSAGE: usize = 159;

/// The platform wants some message; where the merchant wrote none, in the language of the site: Portuguese in
/// Brazil, Spanish everywhere else.
fn no_words(site: &str) -> &'static str {
    if site == "MLB" { "Venda não concluída" } else { "Venta no concretada" }
}

pub(super) async fn look(conn: &Conn, order: &str) -> Result<Standing<CancelChoices>, ConnectorError> {
    let Some(sale) = sale::read(conn, order).await? else {
        return Ok(Standing::Closed(Obstacle::NotFound));
    };
    match sale.stage {
        Stage::Cancelled => Ok(Standing::Done),
        Stage::Cancelling => Ok(Standing::Underway),
        Stage::Unknown => Ok(Standing::Closed(Obstacle::UnknownState)),
        Stage::Unpaid | Stage::Paid => {
            let said = feedback(conn, &sale.id).await;
            let delivery = delivery::of_sale(conn, &sale).await?;
            let standing = |said| standing(&sale, said, delivery.as_ref(), conn.now());
            match said {
                Ok(said) => Ok(standing(said)),
                // What is against it stands without; that nothing is against it does not.
                Err(error) if error.kind == UpstreamKind::Permission => match standing(None) {
                    Standing::Open(_) => Err(error),
                    decided => Ok(decided),
                },
                Err(error) => Err(error),
            }
        }
    }
}

/// Of a sale that is not cancelled as far as its order tells. `said` is whether the seller said that it was
/// done, if he did.
fn standing(
    sale: &Sale,
    said: Option<bool>,
    delivery: Option<&Delivery>,
    now: DateTime<Utc>,
) -> Standing<CancelChoices> {
    match (said, sale.stage) {
        // It was said, and the money is not back yet.
        (Some(false), Stage::Paid) => return Standing::Underway,
        (Some(false), _) => return Standing::Done,
        // It is said once: nothing else can be said any more.
        (Some(true), _) => return Standing::Closed(Obstacle::TooLate),
        (None, _) => {}
    }
    if sale.in_dispute {
        return Standing::Closed(Obstacle::InDispute);
    }
    if sale.expires_at.is_some_and(|end| end <= now) {
        return Standing::Closed(Obstacle::TooLate);
    }
    match delivery.map(|delivery| delivery.phase) {
        Some(Phase::Gone) => return Standing::Closed(Obstacle::Shipped),
        Some(Phase::Unknown) => return Standing::Closed(Obstacle::UnknownState),
        // An order that is shown in part was placed just now: nothing has left.
        Some(Phase::Pending | Phase::Ready | Phase::Cancelled) | None => {}
    }
    Standing::Open(CancelChoices {
        reasons: REASONS.iter().map(|(reason, _)| *reason).collect(),
        money: if sale.has_money { MoneyBack::Channel } else { MoneyBack::Nobody },
        message: Some(Message { max_length: MESSAGE, to_buyer: true }),
        hurts_reputation: true,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Feedback<'a> {
    /// The seller's; the buyer's is beside it.
    #[serde(borrow)]
    sale: Object<Said<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Said<'a> {
    #[serde(borrow)]
    fulfilled: Text<'a>,
}

/// Whether the seller said that the sale was done; `None` where he said nothing.
async fn feedback(conn: &Conn, id: &str) -> Result<Option<bool>, ConnectorError> {
    let reply = session::get(conn, &format!("/orders/{id}/feedback"), &[]).await?;
    if matches!(reply.status, 204 | 404) {
        return Ok(None);
    }
    let Object(feedback): Object<Feedback<'_>> = answer::json(conn, &reply)?;
    Ok(said(&feedback))
}

fn said(feedback: &Feedback<'_>) -> Option<bool> {
    match feedback.sale.0.fulfilled.as_str() {
        Some("false") => Some(false),
        Some("true") => Some(true),
        _ => None,
    }
}

pub(super) async fn cancel(conn: &Conn, ask: &CancelAsk) -> Result<(), ConnectorError> {
    let path = format!("/orders/{}/feedback", session::id(&ask.order)?);
    let message = match ask.message.as_deref().and_then(|text| capped(text, MESSAGE)) {
        Some(message) => message,
        None => {
            let sale = sale::read(conn, &ask.order).await?;
            let sale = sale.ok_or_else(|| answer::unfit("the seller has no such order"))?;
            no_words(&sale.site).to_owned()
        }
    };
    let reply = session::send_json(conn, Method::POST, &path, &body(ask, &message)?).await?;
    answer::taken(conn, &reply, |made| made.is_undone())
}

fn body(ask: &CancelAsk, message: &str) -> Result<Value, ConnectorError> {
    let known = REASONS.iter().find(|(reason, _)| Some(*reason) == ask.reason);
    let (_, reason) = known.ok_or_else(|| answer::unfit("a reason that the platform knows is needed"))?;
    Ok(json!({
        "fulfilled": false,
        "message": message,
        "reason": reason,
        // What is in stock is the merchant's to say.
        "restock_item": false,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn of(order: &str, said: Option<bool>, shipment: Option<&str>) -> Standing<CancelChoices> {
        let sale = sale::sale(&format!(r#"{{"id":1,{order}}}"#), false).unwrap();
        let delivery = shipment
            .map(|word| delivery::read(&format!(r#"{{"id":2,"status":"{word}","mode":"me2"}}"#)).unwrap());
        let now = DateTime::parse_from_rfc3339("2026-11-20T10:00:00Z").unwrap().to_utc();
        standing(&sale, said, delivery.as_ref(), now)
    }

    const PAID: &str = r#""status":"paid","payments":[{"status":"approved"}]"#;

    #[test]
    fn a_sale_can_be_cancelled_until_it_left_or_expired() {
        let open = |standing| matches!(standing, Standing::Open(_));
        assert!(open(of(PAID, None, None)) && open(of(PAID, None, Some("ready_to_ship"))));
        for (shipment, obstacle) in [
            ("shipped", Obstacle::Shipped),
            ("delivered", Obstacle::Shipped),
            ("not_delivered", Obstacle::Shipped),
            ("beamed", Obstacle::UnknownState),
        ] {
            assert_eq!(of(PAID, None, Some(shipment)), Standing::Closed(obstacle), "{shipment}");
        }
        let until = |date: &str| of(&format!(r#"{PAID},"expiration_date":"{date}""#), None, None);
        assert_eq!(until("2026-11-20T09:59:59.000Z"), Standing::Closed(Obstacle::TooLate));
        assert!(open(until("2026-11-20T10:00:01.000Z")) && open(until("soon")));
        let disputed = PAID.replace("approved", "in_mediation");
        assert_eq!(of(&disputed, None, None), Standing::Closed(Obstacle::InDispute));
    }

    #[test]
    fn what_was_said_is_not_said_again() {
        let unpaid = r#""status":"confirmed","payments":[{"status":"pending"}]"#;
        assert_eq!(of(PAID, Some(false), None), Standing::Underway);
        assert_eq!(of(unpaid, Some(false), None), Standing::Done);
        assert_eq!(of(PAID, Some(true), None), Standing::Closed(Obstacle::TooLate));
        let Standing::Open(choices) = of(unpaid, None, None) else { panic!("it waits for its payment") };
        assert_eq!(choices.money, MoneyBack::Nobody);
    }

    #[test]
    fn feedback_is_read_in_every_shape() {
        for (json, expected) in [
            (r#"{"sale":{"fulfilled":false,"reason":"OUT_OF_STOCK"},"purchase":null}"#, Some(false)),
            (r#"{"sale":{"fulfilled":true},"purchase":{"fulfilled":false}}"#, Some(true)),
            (r#"{"sale":null,"purchase":{"fulfilled":false}}"#, None),
            (r#"{"sale":{"fulfilled":null}}"#, None),
            ("[]", None),
            ("null", None),
        ] {
            let read: Object<Feedback<'_>> = serde_json::from_str(json).unwrap();
            assert_eq!(said(&read.0), expected, "{json}");
        }
    }

    #[test]
    fn the_feedback_has_a_reason_and_words() {
        let ask = |reason| CancelAsk { order: "1".into(), reason, message: None, key: Uuid::nil() };
        let sent = body(&ask(Some(CancelReason::OutOfStock)), "Sem estoque").unwrap();
        let expected = json!({
            "fulfilled": false, "message": "Sem estoque", "reason": "OUT_OF_STOCK", "restock_item": false,
        });
        assert_eq!(sent, expected);
        let sent = body(&ask(Some(CancelReason::SellerRegrets)), "x").unwrap();
        assert_eq!(sent["reason"], json!("SELLER_REGRETS"));
        assert!(body(&ask(None), "x").is_err() && body(&ask(Some(CancelReason::Fraud)), "x").is_err());
        assert_eq!([no_words("MLB"), no_words("MLA")], ["Venda não concluída", "Venta no concretada"]);
    }
}
