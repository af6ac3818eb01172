//! What an order's fulfilment orders and fulfilments say.

use crate::shopify::{acts, status};
use connector_kit::{
    CarrierChoice, ConnectorError, Parcel, ParcelLine, ShipChoices, Shipment, ShippingView, Standing, Wanted,
    lenient::capped,
};
use domain::{FulfilmentStatus, Obstacle, PaymentStatus};
use serde_json::Value;

/// Characters of a text that is shown.
const SHOWN: usize = 200;

pub(super) fn view(order: &Value, parts: &[Value]) -> Result<ShippingView, ConnectorError> {
    let shipments = shipments(order);
    if acts::is_cancelled(order)? {
        return Ok(ShippingView { shipments, ..ShippingView::closed(Obstacle::Cancelled) });
    }
    if parts.is_empty() {
        let goods = status::fulfilment(acts::word(order, "displayFulfillmentStatus"));
        let standing = match goods {
            FulfilmentStatus::Fulfilled => Standing::Done,
            FulfilmentStatus::NotRequired => Standing::Closed(Obstacle::NoShipment),
            FulfilmentStatus::Unknown => Standing::Closed(Obstacle::UnknownState),
            // It is of a kind that the app may not see.
            _ => Standing::Closed(Obstacle::ByHand),
        };
        let parcel = Parcel { key: String::new(), standing, lines: Vec::new() };
        return Ok(ShippingView { parcels: vec![parcel], shipments });
    }
    let payment = status::payment(acts::word(order, "displayFinancialStatus"));
    Ok(ShippingView { parcels: parts.iter().map(|part| parcel(part, payment)).collect(), shipments })
}

/// What is told of the lines of a fulfilment order.
struct Goods {
    lines: Vec<ParcelLine>,
    /// Pieces; `None` where one of the lines does not tell.
    left: Option<u64>,
    total: Option<u64>,
    /// Whether these are all of its lines.
    is_whole: bool,
}

fn parcel(part: &Value, payment: PaymentStatus) -> Parcel {
    let goods = goods(part);
    let key = acts::word(part, "id").and_then(acts::key);
    let standing = match key {
        Some(_) => standing(part, &goods, payment),
        None => Standing::Closed(Obstacle::UnknownState),
    };
    Parcel { key: key.unwrap_or_default(), standing, lines: goods.lines }
}

fn standing(part: &Value, goods: &Goods, payment: PaymentStatus) -> Standing<ShipChoices> {
    let obstacle = match (acts::word(part, "status"), goods.left, goods.total) {
        (Some("CANCELLED"), ..) => Obstacle::Cancelled,
        (Some("ON_HOLD"), ..) => Obstacle::OnHold,
        (Some("SCHEDULED"), ..) => Obstacle::TooEarly,
        // A fulfilment service gave it back: it has to be moved to another location first.
        (Some("INCOMPLETE"), ..) => Obstacle::ByHand,
        // Its goods were taken off the order, or given back before they were sent.
        (Some("CLOSED" | "OPEN" | "IN_PROGRESS"), Some(0), Some(0)) => Obstacle::NoShipment,
        (Some("CLOSED" | "OPEN" | "IN_PROGRESS"), Some(0), Some(_)) => return Standing::Done,
        (Some("OPEN" | "IN_PROGRESS"), Some(_), Some(_)) => match open(part, goods, payment) {
            Ok(choices) => return Standing::Open(choices),
            Err(obstacle) => obstacle,
        },
        _ => Obstacle::UnknownState,
    };
    Standing::Closed(obstacle)
}

fn open(part: &Value, goods: &Goods, payment: PaymentStatus) -> Result<ShipChoices, Obstacle> {
    let actions = acts::list(part, "supportedActions").unwrap_or_default();
    let is_able = actions.iter().any(|action| acts::word(action, "action") == Some("CREATE_FULFILLMENT"));
    let is_given_away = !matches!(
        acts::word(part, "requestStatus"),
        None | Some("UNSUBMITTED" | "REJECTED" | "CLOSED" | "CANCELLATION_ACCEPTED")
    );
    if payment == PaymentStatus::Unknown {
        Err(Obstacle::UnknownState)
    } else if !payment.counts_as_paid() {
        Err(Obstacle::NotPaid)
    } else if !is_able {
        // A fulfilment service has it, or is to be asked in Shopify's own pages.
        Err(if is_given_away { Obstacle::ByChannel } else { Obstacle::ByHand })
    } else {
        Ok(ShipChoices {
            by_lines: goods.is_whole,
            tracking: Wanted::Optional,
            link: Wanted::Optional,
            carrier: CarrierChoice::Named(Wanted::Optional),
            handovers: Vec::new(),
            notifies: true,
        })
    }
}

fn goods(part: &Value) -> Goods {
    let none = Goods { lines: Vec::new(), left: None, total: None, is_whole: false };
    let Some(items) = part.get("lineItems") else { return none };
    let Some(nodes) = acts::list(items, "nodes") else { return none };
    // Beyond a hundred lines they are not all known: it is shipped as a whole.
    let is_whole = items.pointer("/pageInfo/hasNextPage") == Some(&Value::Bool(false));
    let sum = |field: &str| nodes.iter().map(|line| pieces(line, field).map(u64::from)).sum::<Option<u64>>();
    let (left, total) = (sum("remainingQuantity"), sum("totalQuantity"));
    // Behind the hundredth there may be more.
    let left = left.filter(|left| is_whole || *left > 0);
    Goods { lines: nodes.iter().filter_map(line).collect(), left, total, is_whole }
}

/// A number of pieces, also as text.
fn pieces(line: &Value, field: &str) -> Option<u32> {
    let value = line.get(field)?;
    value.as_u64().and_then(|count| u32::try_from(count).ok()).or_else(|| value.as_str()?.trim().parse().ok())
}

fn line(line: &Value) -> Option<ParcelLine> {
    let sold = line.get("lineItem").unwrap_or(&Value::Null);
    let text = |field: &str| acts::word(sold, field).and_then(|text| capped(text, SHOWN));
    Some(ParcelLine {
        key: acts::word(line, "id").and_then(acts::key)?,
        title: text("name").or_else(|| text("title")).unwrap_or_default(),
        sku: text("sku"),
        quantity: pieces(line, "remainingQuantity").filter(|left| *left > 0)?,
    })
}

/// The fulfilments that did not fail, oldest first.
fn shipments(order: &Value) -> Vec<Shipment> {
    let is_sent = |sent: &&Value| !status::is_void(acts::word(sent, "status"));
    let mut sent: Vec<_> =
        acts::list(order, "fulfillments").unwrap_or_default().iter().filter(is_sent).collect();
    // All of them in one form and in UTC: their texts are in the order of time.
    sent.sort_by_key(|sent| acts::word(sent, "createdAt"));
    sent.into_iter().filter_map(shipment).collect()
}

fn shipment(sent: &Value) -> Option<Shipment> {
    let tracking = acts::list(sent, "trackingInfo").unwrap_or_default();
    let first = |field: &str| {
        tracking.iter().find_map(|info| acts::word(info, field)).and_then(|text| capped(text, SHOWN))
    };
    let numbers: Vec<_> = tracking.iter().filter_map(|info| acts::word(info, "number")).collect();
    Some(Shipment {
        key: acts::word(sent, "id").and_then(acts::key)?,
        parcel: parcel_of(sent),
        carrier: first("company"),
        tracking: capped(&numbers.join(", "), SHOWN),
        link: first("url"),
    })
}

/// The fulfilment order that a fulfilment is of, if it is of one alone.
fn parcel_of(sent: &Value) -> Option<String> {
    match acts::list(sent.get("fulfillmentOrders")?, "nodes")? {
        [part] => acts::word(part, "id").and_then(acts::key),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
