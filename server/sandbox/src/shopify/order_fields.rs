//! Fields of orders and of everything below them.

use crate::generate::punctuated;
use crate::order::{Document, Line, Order, Payment, Refund};

use super::execute::Context;
use super::plan::Selected;
use super::values::{Answer, Node, Page};
use super::{actions, fulfilment};

pub(super) fn gid(kind: &str, id: u64) -> Answer<'static> {
    Answer::Owned(format!("gid://shopify/{kind}/{id}"))
}

pub(super) fn number(order: &Order) -> i64 {
    1001 + i64::from(order.slot)
}

pub(super) fn name(order: &Order) -> String {
    format!("#{}", number(order))
}

pub(super) fn financial_status(order: &Order) -> &'static str {
    let refunded = order.refunded();
    match &*order.status {
        _ if refunded > 0 && refunded >= order.total() => "REFUNDED",
        _ if refunded > 0 => "PARTIALLY_REFUNDED",
        _ if order.paid.is_some() => "PAID",
        "cancelled" => "VOIDED",
        "failed" => "EXPIRED",
        "on-hold" if order.payment == Payment::Card => "AUTHORIZED",
        _ => "PENDING",
    }
}

pub(super) fn fulfillment_status(order: &Order) -> &'static str {
    fulfilment::status(order)
}

/// Of a card the money is reserved first, and taken later.
fn is_reserved(order: &Order) -> bool {
    order.payment == Payment::Card && matches!(financial_status(order), "AUTHORIZED" | "PENDING")
}

/// Whether the card's issuer has not answered yet.
pub(super) fn awaits_authorisation(order: &Order) -> bool {
    is_reserved(order) && financial_status(order) == "PENDING"
}

fn gateway(order: &Order) -> &'static str {
    match order.payment {
        Payment::Pix => "Pix",
        Payment::Boleto => "Boleto",
        Payment::Card => "shopify_payments",
        Payment::OnDelivery => "Cash on Delivery (COD)",
    }
}

/// Nothing of it stands: it was cancelled, or given back whole, which takes the goods back as well.
pub(super) fn is_gone(order: &Order) -> bool {
    order.cancelled.is_some() || order.status == "refunded"
}

/// A page of things that are all at hand: `after` is a position.
pub(super) fn page<'d>(context: &Context, field: &Selected, all: Vec<Node<'d>>) -> Answer<'d> {
    let first = field.number("first", context.variables).unwrap_or(0).max(0) as usize;
    let after = field.text("after", context.variables).and_then(super::orders::position);
    let start = after.map_or(0, |after| after + 1).min(all.len());
    let end = (start + first).min(all.len());
    Answer::Page(Page { nodes: all[start..end].to_vec(), start, more: end < all.len(), sort: None })
}

fn limited<'d>(context: &Context, field: &Selected, mut all: Vec<Node<'d>>) -> Answer<'d> {
    all.truncate(field.number("first", context.variables).unwrap_or(250).max(0) as usize);
    Answer::List(all)
}

pub(super) fn order<'d>(context: &Context, order: &'d Order, field: &Selected) -> Answer<'d> {
    let shown = context.customer_data;
    match field.field {
        "id" => gid("Order", order.id),
        "legacyResourceId" => Answer::Owned(order.id.to_string()),
        "name" => Answer::Owned(name(order)),
        "number" => Answer::Int(number(order)),
        "createdAt" | "processedAt" => Answer::Instant(order.created),
        "updatedAt" => Answer::Instant(order.modified),
        "cancelledAt" => order.cancelled.map_or(Answer::Null, Answer::Instant),
        "cancelReason" if order.cancelled.is_some() => {
            Answer::Text(order.cancel_reason.as_deref().unwrap_or("CUSTOMER"))
        }
        "cancellation" if order.cancelled.is_some() => Answer::Object(Node::Cancellation(order)),
        "returnStatus" => Answer::Text(actions::return_status(order)),
        "closed" => Answer::Bool(order.completed.is_some() || order.cancelled.is_some()),
        "closedAt" => order.completed.or(order.cancelled).map_or(Answer::Null, Answer::Instant),
        "edited" => Answer::Bool(false),
        "test" => Answer::Bool(order.test),
        "displayFinancialStatus" => Answer::Text(financial_status(order)),
        "displayFulfillmentStatus" => Answer::Text(fulfillment_status(order)),
        "fullyPaid" => Answer::Bool(order.paid.is_some()),
        "currencyCode" | "presentmentCurrencyCode" => Answer::Text("BRL"),
        "taxesIncluded" => Answer::Bool(false),
        "email" if shown => Answer::text_or_null(&order.buyer.email),
        "phone" if shown => Answer::Owned(phone(&order.buyer.phone)),
        "clientIp" if shown => Answer::Text(&order.buyer.ip),
        "tags" => Answer::Texts(order.tags.iter().map(|tag| &**tag).collect()),
        "note" => Answer::text_or_null(&order.note),
        "sourceName" => Answer::Text("web"),
        "paymentGatewayNames" => Answer::Texts(vec![gateway(order)]),
        "discountCode" => order.coupon.as_ref().map_or(Answer::Null, |coupon| Answer::Text(&coupon.code)),
        "discountCodes" => Answer::Texts(order.coupon.iter().map(|coupon| &*coupon.code).collect()),
        "customAttributes" => Answer::List(Vec::new()),
        "currentTotalPriceSet" if is_gone(order) => Answer::money(0),
        "currentTotalPriceSet" => Answer::money(order.total() - order.refunded()),
        "totalPriceSet" | "originalTotalPriceSet" => Answer::money(order.total()),
        "subtotalPriceSet" => Answer::money(order.goods()),
        "currentShippingPriceSet" | "currentTotalTaxSet" if is_gone(order) => Answer::money(0),
        "totalShippingPriceSet" | "currentShippingPriceSet" => Answer::money(order.freight()),
        "totalDiscountsSet" => Answer::money(order.discount()),
        "totalTaxSet" | "currentTotalTaxSet" => Answer::money(order.tax()),
        "totalReceivedSet" => Answer::money(if order.paid.is_some() { order.total() } else { 0 }),
        "totalRefundedSet" => Answer::money(order.refunded()),
        "customer" if order.buyer.customer > 0 => Answer::Object(Node::Customer(order)),
        "localizedFields" => {
            page(context, field, if shown { vec![Node::LocalizedField(order)] } else { Vec::new() })
        }
        "billingAddress" | "shippingAddress" => Answer::Object(Node::Address(order)),
        "shippingLine" => order
            .shipping
            .as_ref()
            .map_or(Answer::Null, |line| Answer::Object(Node::ShippingLine(order, line))),
        "lineItems" => page(context, field, order.lines.iter().map(|line| Node::Line(order, line)).collect()),
        "fulfillmentOrders" => page(context, field, fulfilment::shown(context, order)),
        "fulfillments" => limited(context, field, fulfilment::fulfilments(order)),
        "transactions" => {
            let refunds = order.refunds.iter().map(|refund| Node::Transaction(order, Some(refund)));
            let all = std::iter::once(Node::Transaction(order, None)).chain(refunds);
            limited(context, field, all.collect())
        }
        "refunds" => limited(context, field, order.refunds.iter().map(Node::Refund).collect()),
        _ => Answer::Null,
    }
}

/// `(11) 99999-0000` in international form.
fn phone(local: &str) -> String {
    format!("+55{}", local.chars().filter(char::is_ascii_digit).collect::<String>())
}

pub(super) fn line<'d>(order: &'d Order, line: &'d Line, field: &Selected) -> Answer<'d> {
    let unit = |cents: i64| (cents as f64 / line.quantity.max(1) as f64).round() as i64;
    match field.field {
        "id" => gid("LineItem", line.id),
        "sku" => line.sku.as_ref().map_or(Answer::Null, |sku| Answer::Text(sku)),
        "title" => Answer::Text(&line.name),
        "name" if line.variant.is_empty() => Answer::Text(&line.name),
        "name" => Answer::Owned(format!("{} - {}", line.name, line.variant)),
        "variantTitle" => Answer::text_or_null(&line.variant),
        "quantity" => Answer::Int(line.quantity),
        "currentQuantity" => Answer::Int(if is_gone(order) { 0 } else { line.quantity }),
        "requiresShipping" => Answer::Bool(order.shipping.is_some()),
        "originalUnitPriceSet" => Answer::money(unit(line.subtotal)),
        // Codes are spread over the order, so the line's own discount is nothing.
        "originalTotalSet" | "discountedTotalSet" => Answer::money(line.subtotal),
        "discountedUnitPriceAfterAllDiscountsSet" => Answer::money(unit(line.total)),
        "totalDiscountSet" => Answer::money(0),
        "discountAllocations" if line.subtotal == line.total => Answer::List(Vec::new()),
        "discountAllocations" => Answer::List(vec![Node::Allocation(line)]),
        "taxLines" => Answer::List(if line.tax == 0 { Vec::new() } else { vec![Node::TaxLine(line)] }),
        "variant" if line.product.is_some() => Answer::Object(Node::Variant(line)),
        "product" => line.product.map_or(Answer::Null, |(id, _)| Answer::Object(Node::Product(product(id)))),
        _ => Answer::Null,
    }
}

fn product(id: u64) -> u64 {
    7_100_000_000_000 + id
}

/// The variant's id; a product without options has one variant all the same.
pub(super) fn variant(line: &Line) -> u64 {
    line.product.map_or(0, |(id, variation)| 43_000_000_000_000 + if variation == 0 { id } else { variation })
}

pub(super) fn customer<'d>(context: &Context, order: &'d Order, field: &Selected) -> Answer<'d> {
    let id = 5_300_000_000_000 + order.buyer.customer;
    let shown = context.customer_data;
    match field.field {
        "id" => gid("Customer", id),
        "legacyResourceId" => Answer::Owned(id.to_string()),
        "firstName" if shown => Answer::Text(&order.buyer.first),
        "lastName" if shown => Answer::Text(&order.buyer.last),
        "displayName" => Answer::Owned(if shown { order.full_name() } else { String::new() }),
        "defaultEmailAddress" if shown => Answer::Object(Node::Email(&order.buyer.email)),
        "defaultPhoneNumber" if shown => Answer::Object(Node::Phone(&order.buyer.phone)),
        _ => Answer::Null,
    }
}

pub(super) fn phone_number(local: &str) -> Answer<'static> {
    Answer::Owned(phone(local))
}

/// Number and district have no fields of their own: they stand in the two address lines.
pub(super) fn address<'d>(context: &Context, order: &'d Order, field: &Selected) -> Answer<'d> {
    let (buyer, address) = (&order.buyer, &order.address);
    match field.field {
        "city" => Answer::Text(&address.city),
        "province" | "provinceCode" => Answer::Text(&address.state),
        "zip" => Answer::Text(&address.postcode),
        "country" => Answer::Text("Brazil"),
        "countryCodeV2" => Answer::Text("BR"),
        _ if !context.customer_data => Answer::Null,
        "name" => Answer::Owned(order.full_name()),
        "firstName" => Answer::Text(&buyer.first),
        "lastName" => Answer::Text(&buyer.last),
        "company" => Answer::text_or_null(&buyer.company),
        "address1" => Answer::Owned(format!("{}, {}", address.street, address.number)),
        "address2" if address.complement.is_empty() => Answer::Text(&address.district),
        "address2" => Answer::Owned(format!("{} - {}", address.complement, address.district)),
        "phone" => Answer::Owned(phone(&buyer.phone)),
        _ => Answer::Null,
    }
}

pub(super) fn localized_field<'d>(order: &'d Order, field: &Selected) -> Answer<'d> {
    match field.field {
        "key" => Answer::Text("TAX_CREDENTIAL_BR"),
        "countryCode" => Answer::Text("BR"),
        "purpose" => Answer::Text("TAX"),
        "title" => Answer::Text("CPF/CNPJ"),
        // Buyers type it with or without punctuation.
        "value" if order.slot.is_multiple_of(3) => Answer::Owned(punctuated(&order.buyer.document)),
        "value" => match &order.buyer.document {
            Document::Cpf(number) | Document::Cnpj(number) => Answer::Text(number),
        },
        _ => Answer::Null,
    }
}

pub(super) fn transaction<'d>(order: &'d Order, refund: Option<&'d Refund>, field: &Selected) -> Answer<'d> {
    match (field.field, refund) {
        ("id", None) => gid("OrderTransaction", order.id * 10 + 1),
        ("id", Some(refund)) => gid("OrderTransaction", refund.id * 10 + 1),
        ("kind", Some(_)) => Answer::Text("REFUND"),
        ("kind", None) if is_reserved(order) => Answer::Text("AUTHORIZATION"),
        ("kind", None) => Answer::Text("SALE"),
        ("status", Some(_)) => Answer::Text("SUCCESS"),
        ("status", None) => Answer::Text(match financial_status(order) {
            "PENDING" => "PENDING",
            "EXPIRED" | "VOIDED" => "FAILURE",
            _ => "SUCCESS",
        }),
        ("gateway" | "formattedGateway", _) => Answer::Text(gateway(order)),
        ("manualPaymentGateway", _) => Answer::Bool(order.payment == Payment::OnDelivery),
        ("paymentId", _) => Answer::Text(&order.transaction),
        ("createdAt" | "processedAt", Some(refund)) => Answer::Instant(refund.created),
        ("createdAt", None) => Answer::Instant(order.created),
        ("processedAt", None) => Answer::Instant(order.paid.unwrap_or(order.created)),
        ("test", _) => Answer::Bool(order.test),
        ("amountSet", refund) => Answer::money(refund.map_or_else(|| order.total(), |refund| refund.amount)),
        _ => Answer::Null,
    }
}

pub(super) fn refund<'d>(refund: &'d Refund, field: &Selected) -> Answer<'d> {
    match field.field {
        "id" => gid("Refund", refund.id),
        "legacyResourceId" => Answer::Owned(refund.id.to_string()),
        "note" => Answer::text_or_null(&refund.reason),
        "createdAt" | "processedAt" => Answer::Instant(refund.created),
        "totalRefundedSet" => Answer::money(refund.amount),
        _ => Answer::Null,
    }
}
