//! Cancelling orders. Each market has its own reasons, by whether the order was paid; the platform refuses
//! all others.

use super::{
    answer, given_back, one,
    one::{Order, Stage},
    session::{self, Ask},
};
use connector_kit::{
    Advice, CancelAsk, CancelChoices, Conn, ConnectorError, Standing,
    lenient::{Items, Object, Text},
};
use domain::{CancelReason, MoneyBack, Obstacle, UpstreamKind};
use serde::Deserialize;
use serde_json::{Value, json};

const PATH: &str = "/return_refund/202309/cancellations";

pub(super) async fn look(conn: &Conn, key: &str) -> Result<Standing<CancelChoices>, ConnectorError> {
    let Some(order) = one::read(conn, key).await? else {
        return Ok(Standing::Closed(Obstacle::NotFound));
    };
    match order.stage {
        Stage::Unpaid | Stage::OnHold | Stage::ToShip => {}
        Stage::Cancelled => return Ok(Standing::Done),
        Stage::PartlyShipped | Stage::Arranged | Stage::Gone => {
            return Ok(Standing::Closed(Obstacle::Shipped));
        }
        Stage::Unknown => return Ok(Standing::Closed(Obstacle::UnknownState)),
    }
    let running = given_back::cancellations(conn, key).await?;
    Ok(standing(&order, &running))
}

pub(super) async fn cancel(conn: &Conn, ask: &CancelAsk) -> Result<(), ConnectorError> {
    let refuse = |kind, detail: &str| Err(ConnectorError::new(kind, Advice::Never, detail));
    // Which words are taken rests on where the order stands now.
    let Some(order) = one::read(conn, &ask.order).await? else {
        return refuse(UpstreamKind::NotFound, "the shop has no such order");
    };
    let Some(word) = ask.reason.and_then(|reason| word(&order, reason)) else {
        return refuse(UpstreamKind::Rejected, "not a reason for which this order can be cancelled");
    };
    let reply = session::send(conn, &Ask::post(PATH, &body(&order.id, word))).await?;
    taken(answer::data_for_act(conn, &reply)?)
}

/// Of an order that has not left.
fn standing(order: &Order, running: &[String]) -> Standing<CancelChoices> {
    if running.iter().any(|sent| is_underway(sent, order)) {
        return Standing::Underway;
    }
    // It waits for an answer to the buyer, not for a second cancellation.
    if order.is_buyer_cancelling || running.iter().any(|sent| is_asked_by_buyer(sent)) {
        return Standing::Closed(Obstacle::InDispute);
    }
    let is_unpaid = order.stage == Stage::Unpaid;
    let reasons = [
        CancelReason::OutOfStock,
        CancelReason::WrongPrice,
        CancelReason::Unpaid,
        CancelReason::Undeliverable,
        CancelReason::BuyerRequest,
        CancelReason::Fraud,
    ];
    Standing::Open(CancelChoices {
        reasons: reasons.into_iter().filter(|reason| word(order, *reason).is_some()).collect(),
        money: if is_unpaid || order.is_cash { MoneyBack::Nobody } else { MoneyBack::Channel },
        message: None,
        hurts_reputation: !is_unpaid,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Running<'a> {
    #[serde(borrow)]
    cancel_type: Text<'a>,
    #[serde(borrow)]
    cancel_status: Text<'a>,
    #[serde(borrow)]
    cancel_line_items: Items<Object<RunningLine<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RunningLine<'a> {
    #[serde(borrow)]
    order_line_item_id: Text<'a>,
}

fn running(sent: &str) -> Running<'_> {
    serde_json::from_str::<Object<Running<'_>>>(sent).map(|Object(running)| running).unwrap_or_default()
}

/// It is documented in both spellings.
fn is_withdrawn(status: &str) -> bool {
    matches!(status, "CANCELLATION_REQUEST_CANCEL" | "CANCELLATION_REQUEST_CANCELLED")
}

/// Whether the platform is at a cancellation of the whole order. A finished one counts until the order shows
/// it, one of single pieces does not.
fn is_underway(sent: &str, order: &Order) -> bool {
    let running = running(sent);
    let status = running.cancel_status.as_str().unwrap_or_default();
    if is_withdrawn(status) || is_asked_by_buyer(sent) {
        return false;
    }
    let pieces: Vec<&str> = running
        .cancel_line_items
        .list
        .iter()
        .filter_map(|Object(line)| line.order_line_item_id.as_str())
        .collect();
    let mut left = order.pieces.iter().filter(|piece| !piece.is_cancelled());
    pieces.is_empty() || left.all(|piece| pieces.contains(&piece.id.as_str()))
}

fn is_asked_by_buyer(sent: &str) -> bool {
    let running = running(sent);
    running.cancel_type.as_str() == Some("BUYER_CANCEL")
        && running.cancel_status.as_str() == Some("CANCELLATION_REQUEST_PENDING")
}

fn body(order: &str, word: &str) -> Value {
    json!({ "order_id": order, "cancel_reason": word })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Made<'a> {
    #[serde(borrow)]
    cancel_id: Text<'a>,
    #[serde(borrow)]
    cancel_status: Text<'a>,
}

fn taken(Object(made): Object<Made<'_>>) -> Result<(), ConnectorError> {
    match (made.cancel_id.as_str(), made.cancel_status.as_str()) {
        (_, Some(status)) if is_withdrawn(status) => {
            let detail = format!("the cancellation came back as {status}");
            Err(ConnectorError::new(UpstreamKind::Rejected, Advice::Never, detail))
        }
        (None, None) => {
            let detail = "the answer names no cancellation";
            Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail))
        }
        _ => Ok(()),
    }
}

/// The platform's word for a reason; `None` where its market does not take it. Markets that are not known are
/// taken to have all of the common ones.
fn word(order: &Order, reason: CancelReason) -> Option<&'static str> {
    let region = order.region.as_deref().unwrap_or_default();
    let is_british = matches!(region, "GB" | "UK");
    let word = if order.stage == Stage::Unpaid {
        match reason {
            CancelReason::OutOfStock if is_british => "seller_cancel_unpaid_reason_out_of_stock_uk",
            CancelReason::WrongPrice if is_british => "seller_cancel_unpaid_reason_wrong_price_uk",
            CancelReason::Unpaid if is_british => {
                "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed_uk"
            }
            CancelReason::OutOfStock => "seller_cancel_unpaid_reason_out_of_stock",
            CancelReason::WrongPrice if region != "MX" => "seller_cancel_unpaid_reason_wrong_price",
            CancelReason::Unpaid if region != "SG" => {
                "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed"
            }
            CancelReason::BuyerRequest if takes_buyers_wish(region) => {
                "seller_cancel_unpaid_reason_buyer_requested_cancellation"
            }
            _ => return None,
        }
    } else {
        match reason {
            CancelReason::OutOfStock if is_british => "seller_cancel_reason_out_of_stock_uk",
            CancelReason::WrongPrice if is_british => "seller_cancel_reason_wrong_price_uk",
            CancelReason::Undeliverable if is_british => "seller_cancel_paid_reason_address_not_deliver_uk",
            CancelReason::OutOfStock => "seller_cancel_reason_out_of_stock",
            CancelReason::WrongPrice if !matches!(region, "BR" | "MX") => "seller_cancel_reason_wrong_price",
            // South-East Asia took it away in August 2025.
            CancelReason::Undeliverable if !one::is_south_east_asian(region) => {
                "seller_cancel_paid_reason_address_not_deliver"
            }
            CancelReason::BuyerRequest if takes_buyers_wish(region) => {
                "seller_cancel_paid_reason_buyer_requested_cancellation"
            }
            CancelReason::Fraud if region == "JP" => "seller_cancel_order_reason_potential_fraud",
            _ => return None,
        }
    };
    Some(word)
}

fn takes_buyers_wish(region: &str) -> bool {
    !matches!(region, "GB" | "UK" | "ID" | "MY" | "SG" | "TH" | "VN")
}

#[cfg(test)]
mod tests {
    use super::one::composed;
    use super::*;

    fn order(status: &str, region: &str) -> Order {
        composed(&json!({ "status": status, "line_items": [{ "id": "1" }, { "id": "2" }] }), Some(region))
    }

    fn open(status: &str, region: &str) -> CancelChoices {
        match standing(&order(status, region), &[]) {
            Standing::Open(choices) => choices,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_market_has_its_reasons() {
        use CancelReason::{BuyerRequest, Fraud, OutOfStock, Undeliverable, Unpaid, WrongPrice};
        for (region, unpaid, paid) in [
            (
                "BR",
                &[OutOfStock, WrongPrice, Unpaid, BuyerRequest][..],
                &[OutOfStock, Undeliverable, BuyerRequest][..],
            ),
            ("MX", &[OutOfStock, Unpaid, BuyerRequest], &[OutOfStock, Undeliverable, BuyerRequest]),
            ("GB", &[OutOfStock, WrongPrice, Unpaid], &[OutOfStock, WrongPrice, Undeliverable]),
            ("SG", &[OutOfStock, WrongPrice], &[OutOfStock, WrongPrice]),
            ("MY", &[OutOfStock, WrongPrice, Unpaid], &[OutOfStock, WrongPrice]),
            (
                "US",
                &[OutOfStock, WrongPrice, Unpaid, BuyerRequest],
                &[OutOfStock, WrongPrice, Undeliverable, BuyerRequest],
            ),
            (
                "JP",
                &[OutOfStock, WrongPrice, Unpaid, BuyerRequest],
                &[OutOfStock, WrongPrice, Undeliverable, BuyerRequest, Fraud],
            ),
        ] {
            assert_eq!(open("UNPAID", region).reasons, unpaid, "{region}");
            assert_eq!(open("AWAITING_SHIPMENT", region).reasons, paid, "{region}");
            assert_eq!(open("ON_HOLD", region).reasons, paid, "{region}");
        }
        let british = order("ON_HOLD", "GB");
        assert_eq!(word(&british, OutOfStock), Some("seller_cancel_reason_out_of_stock_uk"));
        assert_eq!(body("57", "x"), json!({ "order_id": "57", "cancel_reason": "x" }));
    }

    #[test]
    fn who_gives_the_money_back_rests_on_who_has_it() {
        assert_eq!(open("UNPAID", "BR").money, MoneyBack::Nobody);
        let paid = open("AWAITING_SHIPMENT", "BR");
        assert!(paid.money == MoneyBack::Channel && paid.hurts_reputation && paid.message.is_none());
        let cash = composed(&json!({ "status": "AWAITING_SHIPMENT", "is_cod": true }), None);
        let Standing::Open(cash) = standing(&cash, &[]) else { panic!("not open") };
        assert_eq!(cash.money, MoneyBack::Nobody);
    }

    #[test]
    fn a_cancellation_that_runs_is_not_asked_for_again() {
        let with = |running: Value| standing(&order("AWAITING_SHIPMENT", "BR"), &[running.to_string()]);
        let own = |status: &str| json!({ "cancel_type": "CANCEL", "cancel_status": status });
        for status in [
            "CANCELLATION_REQUEST_PENDING",
            "CANCELLATION_REQUEST_SUCCESS",
            "CANCELLATION_REQUEST_COMPLETE",
            "?",
        ] {
            assert_eq!(with(own(status)), Standing::Underway, "{status}");
        }
        assert_eq!(with(json!({ "cancel_status": null })), Standing::Underway, "of a kind that is not known");
        for status in ["CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_CANCELLED"] {
            assert!(matches!(with(own(status)), Standing::Open(_)), "{status}");
        }
        let buyers =
            json!({ "cancel_type": "BUYER_CANCEL", "cancel_status": "CANCELLATION_REQUEST_PENDING" });
        assert_eq!(with(buyers), Standing::Closed(Obstacle::InDispute));
        let of = |pieces: &[&str]| {
            let lines: Vec<_> = pieces.iter().map(|id| json!({ "order_line_item_id": id })).collect();
            json!({ "cancel_type": "CANCEL", "cancel_status": "CANCELLATION_REQUEST_COMPLETE", "cancel_line_items": lines })
        };
        assert!(matches!(with(of(&["1"])), Standing::Open(_)), "a part of it");
        assert_eq!(with(of(&["2", "1"])), Standing::Underway);
        let asked = composed(&json!({ "status": "ON_HOLD", "is_buyer_request_cancel": true }), None);
        assert_eq!(standing(&asked, &[]), Standing::Closed(Obstacle::InDispute));
    }

    #[test]
    fn only_an_answer_that_names_the_cancellation_is_one() {
        let read = |sent: &str| taken(serde_json::from_str(sent).unwrap());
        assert!(read(r#"{"cancel_id":"4035","cancel_status":"CANCELLATION_REQUEST_SUCCESS"}"#).is_ok());
        assert!(read(r#"{"cancel_id":4035}"#).is_ok());
        for odd in ["{}", "[]", "null", r#"{"cancel_id":""}"#] {
            assert_eq!(read(odd).unwrap_err().advice, Advice::Retry, "{odd}");
        }
        let refused = read(r#"{"cancel_id":"1","cancel_status":"CANCELLATION_REQUEST_CANCEL"}"#).unwrap_err();
        assert_eq!((refused.kind, refused.advice), (UpstreamKind::Rejected, Advice::Never));
    }
}
