//! From an order as TikTok sends it, with what was given back of it, to the neutral form.

mod lines;
mod money;
mod people;
mod shape;

use super::{
    given_back::GivenBack,
    status::{self, Money},
};
use connector_kit::{
    Payload, RemoteOrder, RemotePayment, RemoteRefund, RemoteTotals, SourceOrder, Taken,
    lenient::{Object, Text, Unusable, capped, capped_note},
    limits, payload_digest,
};
use domain::{Currency, FailReason};
use rust_decimal::Decimal;
use serde::Deserialize;
use shape::{Cancellation, Order, Record, Return, Seconds};

/// Moves with every change of the status, which is told by itself.
const VOLATILE: &[&str] = &["update_time"];

/// One record of a list; never fails as a whole.
pub(super) fn take(order: &str, given_back: &GivenBack) -> SourceOrder {
    let payload = Payload::of(order);
    let id = member::<Text<'_>>(&payload, "id").capped(64);
    let told = id.as_ref().and_then(|id| given_back.get(id));
    let list = |of: fn(&super::given_back::Told) -> &[String]| told.map(of).unwrap_or_default().join(",");
    let returns = list(|told| &told.returns);
    let cancellations = list(|told| &told.cancellations);
    let back = format!(r#""returns":[{returns}],"cancellations":[{cancellations}]"#);
    let hex = |digest: [u8; 16]| digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let digest = payload_digest(&format!(r#"{{"order":"{}",{back}}}"#, hex(payload.digest(VOLATILE))), &[]);
    let changed_at = member::<Seconds<'_>>(&payload, "update_time").known();
    SourceOrder {
        external_id: id.unwrap_or_else(|| format!("?{}", hex(digest))),
        digest,
        placed_at: member::<Seconds<'_>>(&payload, "create_time").known(),
        changed_at,
        version: changed_at,
        taken: Taken::OnDemand(make),
        raw: format!(r#"{{"order":{order},{back}}}"#).into_bytes().into(),
    }
}

fn member<'a, T: Deserialize<'a> + Default>(payload: &Payload<'a>, key: &str) -> T {
    payload.get(key).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

pub(super) fn make(raw: &[u8]) -> Taken {
    let order = match serde_json::from_slice::<Record<'_>>(raw) {
        Ok(record) => order_of(&record),
        Err(error) => Err(Unusable::new(FailReason::Unreadable, format!("the order: {error}"))),
    };
    match order {
        Ok(order) => Taken::Order(Box::new(order)),
        Err(Unusable { reason, detail }) => Taken::Failed { reason, detail },
    }
}

fn order_of(record: &Record<'_>) -> Result<RemoteOrder, Unusable> {
    let order = &record.order.0;
    let id = order.id.capped(limits::ORDER_NUMBER).ok_or_else(|| Unusable::missing("id"))?;
    let word = order.status.as_str().ok_or_else(|| Unusable::missing("status"))?;
    let currency: Currency = currency(order)?;
    let placed_at = order.create_time.get("create_time")?.ok_or_else(|| Unusable::missing("create_time"))?;
    let paid_time = order.paid_time.get("paid_time")?;
    let is_lowered = !status::is_cancelled(word) && lines::is_lowered(order)?;
    let refunds = refunds(record, is_lowered)?;
    let lines = lines::lines(order, is_lowered)?;
    let totals = RemoteTotals {
        refunded: refunds.iter().map(|refund| refund.amount).sum(),
        ..money::totals(order, &lines)?
    };
    let meaning = status::meaning(
        word,
        Money {
            has_time: paid_time.is_some(),
            cash_on_delivery: order.is_cod.0,
            sent_by_merchant: order.shipping_type.as_str() == Some("SELLER"),
            of_warehouse: status::is_of_warehouse(order.fulfillment_type.as_str()),
            pre_order: order.order_type.as_str() == Some("PRE_ORDER"),
            total: totals.total,
            refunded: totals.refunded,
        },
    );
    // Of cash on delivery the time is not that of the money.
    let paid_at = paid_time.filter(|_| !order.is_cod.0);
    Ok(RemoteOrder {
        number: id,
        purchase: None,
        status: meaning.status,
        payment: meaning.payment,
        fulfilment: meaning.fulfilment,
        channel_status: capped(word, limits::CHANNEL_STATUS).unwrap_or_default(),
        is_test: false,
        placed_at,
        updated_at: order.update_time.get("update_time")?.unwrap_or(placed_at),
        paid_at,
        cancelled_at: order.cancel_time.known().filter(|_| status::is_cancelled(word)),
        currency,
        payments: payments(order, &totals, paid_at),
        ledger: money::ledger(order, &totals)?,
        totals,
        lines,
        buyer: people::buyer(order),
        billing: None,
        shipping: people::address(&order.recipient_address.0),
        shipping_method: order
            .delivery_option_name
            .capped(limits::SHIPPING_METHOD)
            .or_else(|| order.shipping_provider.capped(limits::SHIPPING_METHOD)),
        refunds,
        client_ip: None,
        user_agent: None,
        note: order.buyer_message.as_str().and_then(|note| capped_note(note, limits::NOTE)),
        tags: tags(order),
    })
}

fn currency(order: &Order<'_>) -> Result<Currency, Unusable> {
    let of_line = || order.line_items.list.iter().find_map(|line| line.0.currency.as_str());
    let code = order.payment.0.currency.as_str().or_else(of_line);
    let code = code.ok_or_else(|| Unusable::missing("payment.currency"))?;
    code.parse()
        .map_err(|_| Unusable::new(FailReason::UnknownCurrency, format!("payment.currency: {code:?}")))
}

/// What makes the order another than an ordinary sale, in the channel's words.
fn tags(order: &Order<'_>) -> Vec<String> {
    let kind = order.order_type.capped(limits::TAG).filter(|kind| kind != "NORMAL");
    let sample = order.is_sample_order.0.then(|| "SAMPLE".to_owned());
    let replacement = order.is_replacement_order.0.then(|| "REPLACEMENT".to_owned());
    // In Indonesia one shop sells on two storefronts.
    let storefront = order.commerce_platform.capped(limits::TAG).filter(|name| name != "TIKTOK_SHOP");
    kind.into_iter().chain(sample).chain(replacement).chain(storefront).collect()
}

fn payments(
    order: &Order<'_>,
    totals: &RemoteTotals,
    paid_at: Option<chrono::DateTime<chrono::Utc>>,
) -> Vec<RemotePayment> {
    let title = order.payment_method_name.capped(limits::PAYMENT_TITLE);
    let code = order.payment_method_code.capped(limits::PAYMENT_METHOD);
    let method = code.or_else(|| order.payment_method_name.capped(limits::PAYMENT_METHOD));
    let payment = |method| RemotePayment {
        method,
        title,
        transaction_id: order.payment_auth_code.capped(limits::TRANSACTION_ID),
        amount: totals.total,
        paid_at,
    };
    method.map(payment).into_iter().collect()
}

/// Money that is with the buyer again. What was only asked for or agreed to is none yet.
fn refunds(record: &Record<'_>, is_lowered: bool) -> Result<Vec<RemoteRefund>, Unusable> {
    let returned = record.returns.list.iter().filter_map(|Object(sent): &Object<Return<'_>>| {
        let is_done = matches!(
            sent.return_status.as_str(),
            Some("RETURN_OR_REFUND_REQUEST_COMPLETE" | "REPLACEMENT_REQUEST_REFUND_SUCCESS")
        );
        is_done.then_some((&sent.return_id, &sent.refund_amount.0, &sent.return_reason_text))
    });
    let cancelled = record.cancellations.list.iter().filter_map(|Object(sent): &Object<Cancellation<'_>>| {
        let is_done = !is_lowered && sent.cancel_status.as_str() == Some("CANCELLATION_REQUEST_COMPLETE");
        is_done.then_some((&sent.cancel_id, &sent.refund_amount.0, &sent.cancel_reason_text))
    });
    let mut refunds = Vec::new();
    for (id, amount, reason) in returned.chain(cancelled) {
        let amount = amount.refund_total.or_zero("refund_amount.refund_total")?;
        if amount > Decimal::ZERO {
            refunds.push(RemoteRefund {
                external_id: id.capped(64).unwrap_or_default(),
                amount,
                reason: reason.capped(limits::REFUND_REASON),
            });
        }
    }
    Ok(refunds)
}

#[cfg(test)]
mod tests;
