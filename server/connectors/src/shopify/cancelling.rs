//! Cancelling orders.
//!
//! Shopify takes the wish, and a job of its own carries it out moments later: it gives the money back by the
//! way on which it came, and frees the goods. Until then nothing of the order shows it. That cannot happen
//! twice all the same: the job of a second wish finds a cancelled order, and such a wish is refused. So
//! [`cancel`] waits a little for the job, and takes no refusal of an order that turns out to be cancelled. Nor
//! is one final while a look shows the order as open: the job may still be at it.

use super::{acts, status};
use connector_kit::{
    Advice, CancelAsk, CancelChoices, Conn, ConnectorError, Message, Standing, lenient::capped_note,
};
use domain::{CancelReason, FulfilmentStatus, MoneyBack, Obstacle, PaymentStatus, UpstreamKind};
use serde_json::{Value, json};
use std::time::Duration;

const LOOK: &str = include_str!("operations/cancel_look.graphql");
const CANCEL: &str = include_str!("operations/cancel_order.graphql");
const JOB: &str = include_str!("operations/cancel_job.graphql");

/// Characters of the note for the shop's staff.
const NOTE_LENGTH: usize = 255;

/// Before each look at what became of a wish. Who asked looks later, too: what takes longer is not lost.
const PAUSES: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(3)];

const REASONS: [(CancelReason, &str); 6] = [
    (CancelReason::BuyerRequest, "CUSTOMER"),
    (CancelReason::OutOfStock, "INVENTORY"),
    (CancelReason::PaymentDeclined, "DECLINED"),
    (CancelReason::Fraud, "FRAUD"),
    (CancelReason::StaffError, "STAFF"),
    (CancelReason::Other, "OTHER"),
];

pub(super) async fn look(conn: &Conn, order: &str) -> Result<Standing<CancelChoices>, ConnectorError> {
    let Some(id) = acts::gid("Order", order) else { return Ok(Standing::Closed(Obstacle::NotFound)) };
    look_at(conn, &id).await
}

async fn look_at(conn: &Conn, id: &str) -> Result<Standing<CancelChoices>, ConnectorError> {
    let data = acts::call(conn, LOOK, json!({ "id": id })).await?;
    acts::order(&data)?.map_or(Ok(Standing::Closed(Obstacle::NotFound)), standing)
}

/// Shopify refuses to cancel what has an open return, or a payment that waits for its authorisation. Goods that
/// have left are the merchant's to call back first, in Shopify's own pages.
fn standing(order: &Value) -> Result<Standing<CancelChoices>, ConnectorError> {
    if acts::is_cancelled(order)? {
        return Ok(Standing::Done);
    }
    let goods = status::fulfilment(acts::word(order, "displayFulfillmentStatus"));
    let returns = acts::word(order, "returnStatus");
    let obstacle = if matches!(returns, Some("IN_PROGRESS" | "RETURN_REQUESTED")) {
        Some(Obstacle::InDispute)
    } else if matches!(goods, FulfilmentStatus::Fulfilled | FulfilmentStatus::Partial) || has_left(order) {
        Some(Obstacle::Shipped)
    } else if awaits_authorisation(order) {
        Some(Obstacle::TooEarly)
    } else if goods == FulfilmentStatus::Unknown || !is_known_return(returns) {
        Some(Obstacle::UnknownState)
    } else {
        None
    };
    if let Some(obstacle) = obstacle {
        return Ok(Standing::Closed(obstacle));
    }
    let Some(money) = money(order) else { return Ok(Standing::Closed(Obstacle::UnknownState)) };
    Ok(Standing::Open(CancelChoices {
        reasons: REASONS.iter().map(|(reason, _)| *reason).collect(),
        money,
        message: Some(Message { max_length: NOTE_LENGTH, to_buyer: false }),
        hurts_reputation: false,
    }))
}

fn is_known_return(word: Option<&str>) -> bool {
    matches!(word, Some("NO_RETURN" | "INSPECTION_COMPLETE" | "RETURNED" | "RETURN_FAILED"))
}

fn has_left(order: &Value) -> bool {
    let is_gone = |sent: &Value| !status::is_void(acts::word(sent, "status"));
    acts::list(order, "fulfillments").is_some_and(|sent| sent.iter().any(is_gone))
}

fn awaits_authorisation(order: &Value) -> bool {
    transactions(order).iter().any(|transaction| {
        matches!(acts::word(transaction, "kind"), Some("AUTHORIZATION" | "EMV_AUTHORIZATION"))
            && matches!(acts::word(transaction, "status"), Some("PENDING" | "AWAITING_RESPONSE"))
    })
}

fn transactions(order: &Value) -> &[Value] {
    acts::list(order, "transactions").unwrap_or_default()
}

/// Who gives the money back; `None` where it is not known whether there is any. What was only reserved is let go.
fn money(order: &Value) -> Option<MoneyBack> {
    match status::payment(acts::word(order, "displayFinancialStatus")) {
        PaymentStatus::Paid | PaymentStatus::PartiallyPaid | PaymentStatus::PartiallyRefunded => {
            // Of a payment that was noted by hand, Shopify can note no more than that it was given back.
            let came = |transaction: &&Value| {
                matches!(acts::word(transaction, "kind"), Some("SALE" | "CAPTURE"))
                    && acts::word(transaction, "status") == Some("SUCCESS")
            };
            let mut came = transactions(order).iter().filter(came).peekable();
            let by_hand = came.peek().is_some()
                && came
                    .all(|transaction| transaction.get("manualPaymentGateway") == Some(&Value::Bool(true)));
            Some(if by_hand { MoneyBack::Merchant } else { MoneyBack::Channel })
        }
        PaymentStatus::Unknown => None,
        _ => Some(MoneyBack::Nobody),
    }
}

pub(super) async fn cancel(conn: &Conn, ask: &CancelAsk) -> Result<(), ConnectorError> {
    let id = acts::gid("Order", &ask.order).ok_or_else(|| acts::refused("not an order of Shopify's"))?;
    let data = acts::call(conn, CANCEL, variables(&id, ask)?).await?;
    match wish(&data) {
        Ok(job) => wait(conn, &id, job).await,
        Err(refusal) if refusal.kind == UpstreamKind::Rejected => judge(conn, &id, refusal).await,
        Err(error) => Err(error),
    }
}

fn variables(id: &str, ask: &CancelAsk) -> Result<Value, ConnectorError> {
    let reason = REASONS.iter().find(|(reason, _)| Some(*reason) == ask.reason).map(|(_, word)| *word);
    Ok(json!({
        "id": id,
        "reason": reason.ok_or_else(|| acts::refused("Shopify asks for one of its reasons"))?,
        "refund": { "originalPaymentMethodsRefund": true },
        "note": ask.message.as_deref().and_then(|note| capped_note(note, NOTE_LENGTH)),
    }))
}

/// The job that carries an accepted wish out. One that is done may have failed.
fn wish(data: &Value) -> Result<&str, ConnectorError> {
    let done = acts::accepted(data, "orderCancelUserErrors")?;
    let id = done.get("job").and_then(|job| acts::word(job, "id"));
    id.ok_or_else(|| acts::unreadable("neither a job nor a refusal"))
}

/// The wish stands, whatever becomes of looking after it. That its job is over may show before what it did.
async fn wait(conn: &Conn, id: &str, job: &str) -> Result<(), ConnectorError> {
    let mut last = Progress::Running;
    for pause in PAUSES {
        conn.clock().sleep(pause).await;
        let Ok(data) = acts::call(conn, JOB, json!({ "id": id, "job": job })).await else { return Ok(()) };
        last = progress(&data);
        if last == Progress::Cancelled {
            return Ok(());
        }
    }
    if last == Progress::Ended {
        let words = "Shopify began to cancel the order, and it does not show as cancelled: see its own pages";
        return Err(undecided(acts::refused(words)));
    }
    Ok(())
}

/// Of a refusal that may not be the last word: later looks tell.
fn undecided(refusal: ConnectorError) -> ConnectorError {
    ConnectorError { advice: Advice::Retry, ..refusal }
}

#[derive(Debug, PartialEq, Eq)]
enum Progress {
    Running,
    Cancelled,
    /// The job is over, and the order stands.
    Ended,
}

fn progress(data: &Value) -> Progress {
    let order = acts::order(data).ok().flatten();
    match order.and_then(|order| acts::is_cancelled(order).ok()) {
        Some(true) => Progress::Cancelled,
        Some(false) if data.pointer("/job/done") == Some(&Value::Bool(true)) => Progress::Ended,
        _ => Progress::Running,
    }
}

/// An order that was cancelled before, by a wish whose answer was lost or by somebody else, is what was
/// asked for. The texts of refusals are not documented: the order is looked at in their place.
async fn judge(conn: &Conn, id: &str, refusal: ConnectorError) -> Result<(), ConnectorError> {
    for pause in [Duration::ZERO].into_iter().chain(PAUSES) {
        conn.clock().sleep(pause).await;
        match look_at(conn, id).await {
            Ok(Standing::Done) => return Ok(()),
            Ok(Standing::Closed(_)) => return Err(refusal),
            // A job of before may be at it.
            Ok(Standing::Open(_) | Standing::Underway) => {}
            Err(_) => break,
        }
    }
    Err(undecided(refusal))
}

#[cfg(test)]
mod tests;
