//! Orders are cancelled and shipped by mutation. What is refused is documented, the texts are not.

use std::borrow::Cow;

use serde_json::Value;

use crate::order::{Order, Shipment, part_id};
use crate::shop::Shop;

use super::execute::Context;
use super::fulfilment::{self, Part};
use super::jobs::{self, Job};
use super::order_fields;
use super::orders;
use super::plan::Selected;
use super::subscriptions::Problem;
use super::values::{Answer, Node};

/// Most characters of a note for the staff.
const NOTE_LENGTH: usize = 255;

/// What came of `orderCancel`.
pub(super) struct Wish {
    pub job: Option<Job>,
    pub problem: Option<Problem>,
}

/// What came of `fulfillmentCreate`: the order, whose last shipment was made.
pub(super) struct Sent {
    pub order: Option<Order>,
    pub problem: Option<Problem>,
}

pub(super) fn cancel(context: &Context, field: &Selected) -> Wish {
    match wish(context, field) {
        Ok(job) => Wish { job: Some(job), problem: None },
        Err(problem) => Wish { job: None, problem: Some(problem) },
    }
}

fn wish(context: &Context, field: &Selected) -> Result<Job, Problem> {
    let invalid = |field: &'static str, message: &'static str| Problem {
        code: Some("INVALID"),
        ..Problem::new(&[field], message)
    };
    let text = |name| field.text(name, context.variables).unwrap_or_default();
    // The book is let go before a job is made.
    let order = orders::find(context, &context.shop.read(), text("orderId")).map(Cow::into_owned);
    let Some(order) = order else {
        return Err(Problem {
            code: Some("NOT_FOUND"),
            ..Problem::new(&["orderId"], "Order does not exist")
        });
    };
    let (refund, method) =
        (field.argument("refund", context.variables), field.argument("refundMethod", context.variables));
    if refund.is_some() && method.is_some() {
        return Err(invalid("refundMethod", "Only one of refund and refundMethod can be given"));
    }
    if text("staffNote").chars().count() > NOTE_LENGTH {
        return Err(invalid("staffNote", "Staff note is too long (maximum is 255 characters)"));
    }
    if order.cancelled.is_some() {
        return Err(invalid("orderId", "Cannot cancel an order that has already been canceled"));
    }
    if jobs::is_in_the_way(context.shop, order.id) {
        return Err(invalid("orderId", "Order is already being canceled"));
    }
    if matches!(return_status(&order), "IN_PROGRESS" | "RETURN_REQUESTED") {
        return Err(invalid("orderId", "Cannot cancel an order that has an open return"));
    }
    if order_fields::awaits_authorisation(&order) {
        return Err(invalid("orderId", "Cannot cancel an order that has a pending payment authorization"));
    }
    if !fulfilment::fulfilments(&order).is_empty() {
        return Err(invalid("orderId", "Cannot cancel an order that has fulfillments"));
    }
    let method = method.and_then(|method| method.get("originalPaymentMethodsRefund"));
    let gives_back = refund.or(method).and_then(Value::as_bool).unwrap_or(false);
    Ok(jobs::add(context.shop, order.id, text("reason"), gives_back, text("staffNote")))
}

/// Returns are not simulated; a test may put one over the order.
pub(super) fn return_status(order: &Order) -> &str {
    let told = order.overlay.as_ref().and_then(|overlay| overlay.get("returnStatus"));
    told.and_then(Value::as_str).unwrap_or("NO_RETURN")
}

pub(super) fn ship(context: &Context, field: &Selected) -> Sent {
    let input = field.argument("fulfillment", context.variables).unwrap_or(&Value::Null);
    match sent(context, input) {
        Ok(order) => Sent { order: Some(order), problem: None },
        Err(problem) => Sent { order: None, problem: Some(problem) },
    }
}

fn refused(field: &[&'static str], message: impl Into<String>) -> Problem {
    let path = ["fulfillment"].iter().chain(field).copied().collect::<Vec<_>>();
    Problem::new(&path, message.into())
}

fn sent(context: &Context, input: &Value) -> Result<Order, Problem> {
    const PARTS: &str = "lineItemsByFulfillmentOrder";
    let asked = input.get(PARTS).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut found: Option<(Order, usize)> = None;
    let mut lines: Vec<(u64, i64)> = Vec::new();
    for asked in asked {
        let id = number(asked, "fulfillmentOrderId", "FulfillmentOrder");
        let (order, warehouse) = id
            .and_then(|id| part_of(context, id))
            .ok_or_else(|| refused(&[PARTS, "fulfillmentOrderId"], "Fulfillment order does not exist."))?;
        match &found {
            Some((known, _)) if known.id != order.id => {
                return Err(refused(&[PARTS], "All fulfillment orders must belong to the same order."));
            }
            Some((_, known)) if *known != warehouse => {
                return Err(refused(&[PARTS], "All fulfillment orders must have the same location."));
            }
            _ => {}
        }
        let of_part = lines_of(Part { order: &order, warehouse }, asked)?;
        lines.extend(of_part);
        found = Some((order, warehouse));
    }
    let Some((order, _)) = found else {
        return Err(refused(&[PARTS], "Line items by fulfillment order can't be blank"));
    };
    write(context.shop, &order, lines, input)
}

/// The number in a gid of this kind.
fn number(object: &Value, field: &str, kind: &str) -> Option<u64> {
    let gid = object.get(field)?.as_str()?.strip_prefix("gid://shopify/")?;
    gid.strip_prefix(kind)?.strip_prefix('/')?.parse().ok()
}

fn part_of(context: &Context, id: u64) -> Option<(Order, usize)> {
    if !context.allowed(fulfilment::WRITE[1]) {
        return None;
    }
    let (order, warehouse) = fulfilment::of_id(id)?;
    let order = orders::visible(context, &context.shop.read(), order)?.into_owned();
    let is_one = fulfilment::parts(&order).iter().any(|part| part.warehouse == warehouse);
    is_one.then_some((order, warehouse))
}

/// Pieces by line that are sent: those asked for, else all that are left.
fn lines_of(part: Part<'_>, asked: &Value) -> Result<Vec<(u64, i64)>, Problem> {
    if !matches!(part.status(), "OPEN" | "IN_PROGRESS") {
        let (id, status) = (part.id(), part.status().to_lowercase());
        let message = format!("Fulfillment order {id} has an unfulfillable status= {status}.");
        return Err(refused(&[], message));
    }
    let wanted = asked.get("fulfillmentOrderLineItems").and_then(Value::as_array);
    let Some(wanted) = wanted.filter(|wanted| !wanted.is_empty()) else {
        let all = part.lines().map(|line| (line.id, fulfilment::left(part.order, line)));
        return Ok(all.filter(|(_, left)| *left > 0).collect());
    };
    let mut lines: Vec<(u64, i64)> = Vec::new();
    for wanted in wanted {
        let id = number(wanted, "id", "FulfillmentOrderLineItem");
        let line = part.lines().find(|line| Some(line.id) == id);
        let line = line.ok_or_else(|| refused(&[], "Fulfillment order line item does not exist."))?;
        let quantity = wanted.get("quantity").and_then(Value::as_i64).unwrap_or(0);
        let before: i64 = lines.iter().filter(|(id, _)| *id == line.id).map(|(_, taken)| taken).sum();
        if quantity < 1 || quantity > fulfilment::left(part.order, line) - before {
            return Err(refused(&[], "Invalid fulfillment order line item quantity requested."));
        }
        lines.push((line.id, quantity));
    }
    Ok(lines)
}

fn write(shop: &Shop, order: &Order, lines: Vec<(u64, i64)>, input: &Value) -> Result<Order, Problem> {
    let text = |name: &str| {
        let tracking = input.get("trackingInfo").and_then(|tracking| tracking.get(name));
        tracking.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let is_told = input.get("notifyCustomer").and_then(Value::as_bool).unwrap_or(false);
    let now = shop.now();
    let shipment = Shipment {
        id: part_id(order.id, 500 + order.shipments.len() as u64),
        carrier: text("company"),
        tracking: text("number"),
        link: text("url"),
        lines,
        detail: if is_told { "notified".to_owned() } else { String::new() },
        at: now,
    };
    let written = shop.edit(order.id, true, |order| {
        order.shipments.push(shipment);
        // As shops do unless told otherwise: what is paid and sent goes to the archive.
        if order.paid.is_some() && !order.has_left() {
            order.completed = Some(now);
            order.status = "completed".into();
        }
        Ok(())
    });
    written.ok().and_then(|()| shop.order(order.id)).ok_or_else(|| refused(&[], "Order does not exist."))
}

/// What a mutation answers with, those about subscriptions included.
pub(super) fn payload<'d>(node: Node<'d>, field: &Selected) -> Answer<'d> {
    let problems = |problem: &'d Option<Problem>| Answer::List(problem.iter().map(Node::UserError).collect());
    match (node, field.field) {
        (Node::Change(change), "webhookSubscription") => {
            change.made.as_ref().map_or(Answer::Null, |hook| Answer::Object(Node::Subscription(hook)))
        }
        (Node::Change(change), "deletedWebhookSubscriptionId") => {
            change.deleted.as_deref().map_or(Answer::Null, Answer::Text)
        }
        (Node::Wish(wish), "job") => {
            wish.job.as_ref().map_or(Answer::Null, |job| Answer::Object(Node::Job(job)))
        }
        (Node::Sent(sent), "fulfillment") => sent
            .order
            .as_ref()
            .map_or(Answer::Null, |order| Answer::Object(Node::Fulfillment(order, order.shipments.last()))),
        (Node::Change(change), _) => problems(&change.problem),
        (Node::Wish(wish), _) => problems(&wish.problem),
        (Node::Sent(sent), _) => problems(&sent.problem),
        (Node::UserError(problem), "field") => Answer::Texts(problem.field.clone()),
        (Node::UserError(problem), "code") => problem.code.map_or(Answer::Null, Answer::Text),
        (Node::UserError(problem), _) => Answer::Text(&problem.message),
        _ => Answer::Null,
    }
}
