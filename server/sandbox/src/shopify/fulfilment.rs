//! Fulfilment orders, which say what each warehouse is to send of an order, and fulfilments, which say what
//! was sent.

use crate::order::{Line, Order, Shipment};

use super::execute::Context;
use super::order_fields::{self as fields, gid};
use super::plan::Selected;
use super::values::{Answer, Node};

/// The shop's warehouses. Goods lie in the first, but for those whose SKU begins with `CD2-`.
pub(super) const WAREHOUSES: [&str; 2] = ["Depósito central", "Depósito 2"];

/// Without any of these, fulfilment orders are refused. All of the simulator's are of the second kind: the others
/// alone show none.
pub(super) const READ: [&str; 3] = [
    "read_assigned_fulfillment_orders",
    "read_merchant_managed_fulfillment_orders",
    "read_third_party_fulfillment_orders",
];
pub(super) const WRITE: [&str; 3] = [
    "write_assigned_fulfillment_orders",
    "write_merchant_managed_fulfillment_orders",
    "write_third_party_fulfillment_orders",
];

/// A fulfilment order: the goods of an order that lie in one warehouse.
#[derive(Clone, Copy)]
pub(super) struct Part<'d> {
    pub order: &'d Order,
    pub warehouse: usize,
}

fn warehouse(line: &Line) -> usize {
    usize::from(line.sku.as_ref().is_some_and(|sku| sku.starts_with("CD2-")))
}

pub(super) fn parts(order: &Order) -> Vec<Part<'_>> {
    let all = (0..WAREHOUSES.len()).map(|warehouse| Part { order, warehouse });
    all.filter(|part| part.lines().next().is_some()).collect()
}

/// The order's id and the warehouse of which a fulfilment order's id is made.
pub(super) fn of_id(id: u64) -> Option<(u64, usize)> {
    match id % 10 {
        2 => Some((id / 10, 0)),
        4 => Some((id / 10, 1)),
        _ => None,
    }
}

impl<'d> Part<'d> {
    pub(super) fn id(self) -> u64 {
        self.order.id * 10 + 2 + 2 * self.warehouse as u64
    }

    pub(super) fn lines(self) -> impl Iterator<Item = &'d Line> {
        self.order.lines.iter().filter(move |line| warehouse(line) == self.warehouse)
    }

    pub(super) fn status(self) -> &'static str {
        let mut lines = self.lines();
        let is_begun = self.lines().any(|line| left(self.order, line) < line.quantity);
        match &*self.order.status {
            _ if self.order.cancelled.is_some() => "CANCELLED",
            _ if lines.all(|line| left(self.order, line) == 0) => "CLOSED",
            "retido" => "ON_HOLD",
            "agendado" => "SCHEDULED",
            "em-separacao" => "IN_PROGRESS",
            _ if is_begun => "IN_PROGRESS",
            _ => "OPEN",
        }
    }

    fn actions(self) -> &'static [&'static str] {
        match self.status() {
            "OPEN" => &["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD"],
            "IN_PROGRESS" => &["CREATE_FULFILLMENT", "REPORT_PROGRESS"],
            "ON_HOLD" => &["RELEASE_HOLD", "MOVE"],
            "SCHEDULED" => &["MARK_AS_OPEN", "MOVE"],
            _ => &[],
        }
    }
}

/// Whether all of it is on its way.
fn is_sent(order: &Order) -> bool {
    let is_told = !order.shipments.is_empty() && !order.has_left();
    is_told || matches!(&*order.status, "completed" | "enviado")
}

pub(super) fn left(order: &Order, line: &Line) -> i64 {
    if is_sent(order) || fields::is_gone(order) { 0 } else { order.left_of(line).max(0) }
}

pub(super) fn status(order: &Order) -> &'static str {
    match &*order.status {
        _ if is_sent(order) => "FULFILLED",
        _ if !order.shipments.is_empty() => "PARTIALLY_FULFILLED",
        "em-separacao" => "IN_PROGRESS",
        "retido" => "ON_HOLD",
        "agendado" => "SCHEDULED",
        _ => "UNFULFILLED",
    }
}

/// The fulfilment orders that the app may see.
pub(super) fn shown<'d>(context: &Context, order: &'d Order) -> Vec<Node<'d>> {
    let may = context.allowed(READ[1]);
    parts(order).into_iter().filter(|_| may).map(Node::FulfillmentOrder).collect()
}

/// What was told by the merchant; of older orders, one parcel with everything.
pub(super) fn fulfilments(order: &Order) -> Vec<Node<'_>> {
    if order.shipments.is_empty() && is_sent(order) {
        return vec![Node::Fulfillment(order, None)];
    }
    order.shipments.iter().map(|shipment| Node::Fulfillment(order, Some(shipment))).collect()
}

pub(super) fn part_field<'d>(context: &Context, part: Part<'d>, field: &Selected) -> Answer<'d> {
    match field.field {
        "id" => gid("FulfillmentOrder", part.id()),
        "status" => Answer::Text(part.status()),
        "requestStatus" => Answer::Text("UNSUBMITTED"),
        "supportedActions" => {
            Answer::List(part.actions().iter().map(|action| Node::SupportedAction(action)).collect())
        }
        "assignedLocation" => Answer::Object(Node::AssignedLocation(part.warehouse)),
        "lineItems" => {
            let lines = part.lines().map(|line| Node::FulfillmentLine(part.order, line));
            fields::page(context, field, lines.collect())
        }
        _ => Answer::Null,
    }
}

pub(super) fn line_field<'d>(order: &'d Order, line: &'d Line, field: &Selected) -> Answer<'d> {
    let was_taken_off = fields::is_gone(order) && order.shipments.is_empty();
    match field.field {
        "id" => gid("FulfillmentOrderLineItem", line.id),
        "remainingQuantity" => Answer::Int(left(order, line)),
        "totalQuantity" => Answer::Int(if was_taken_off { 0 } else { line.quantity }),
        _ => Answer::Object(Node::Line(order, line)),
    }
}

pub(super) fn sent_field<'d>(
    context: &Context,
    order: &'d Order,
    shipment: Option<&'d Shipment>,
    field: &Selected,
) -> Answer<'d> {
    match field.field {
        "id" => gid("Fulfillment", shipment.map_or(order.id * 10 + 3, |shipment| shipment.id)),
        "status" => Answer::Text("SUCCESS"),
        "createdAt" => Answer::Instant(shipment.map_or(order.modified, |shipment| shipment.at)),
        "fulfillmentOrders" => {
            let is_in = |line: &Line| {
                shipment.is_none_or(|shipment| shipment.lines.iter().any(|(id, _)| *id == line.id))
            };
            let mut shown = shown(context, order);
            shown.retain(|node| match node {
                Node::FulfillmentOrder(part) => part.lines().any(is_in),
                _ => false,
            });
            fields::page(context, field, shown)
        }
        _ => {
            let is_tracked = |shipment: &Shipment| {
                [&shipment.carrier, &shipment.tracking, &shipment.link].iter().any(|text| !text.is_empty())
            };
            let is_tracked = shipment.is_none_or(is_tracked);
            Answer::List(if is_tracked { vec![Node::Tracking(order, shipment)] } else { Vec::new() })
        }
    }
}

pub(super) fn tracking_field<'d>(
    order: &Order,
    shipment: Option<&'d Shipment>,
    field: &Selected,
) -> Answer<'d> {
    match (field.field, shipment) {
        ("company", None) => Answer::Text("Correios"),
        ("number", None) => Answer::Owned(format!("AA{:09}BR", order.id % 1_000_000_000)),
        ("company", Some(shipment)) => Answer::text_or_null(&shipment.carrier),
        ("number", Some(shipment)) => Answer::text_or_null(&shipment.tracking),
        ("url", Some(shipment)) => Answer::text_or_null(&shipment.link),
        _ => Answer::Null,
    }
}
