//! What a token may do.

use serde_json::Value;

use crate::shop::Shop;

use super::execute::Context;
use super::plan::Selected;
use super::{errors, fulfilment};

/// Why a root field is not answered: the token lacks what it needs, or what a field below it needs that is
/// never null.
pub(super) fn denied(context: &Context, field: &Selected) -> Option<Value> {
    let below = fulfilment_orders(field);
    let (at, scopes): (_, &[&str]) = match (field.field, below) {
        ("order", Some(child)) if context.allowed("read_orders") => (child, &fulfilment::READ),
        ("orders" | "order", _) => (field, &["read_orders"]),
        ("locations", _) => (field, &["read_locations"]),
        ("orderCancel", _) => (field, &["write_orders"]),
        ("fulfillmentCreate", _) => (field, &fulfilment::WRITE),
        _ => return None,
    };
    let is_denied = !scopes.iter().any(|scope| context.allowed(scope));
    is_denied.then(|| errors::access_denied(at.field, &scopes.join("` access scope, `"), at.at))
}

/// Where fulfilment orders are asked for below a field: of an order, or of what was sent.
fn fulfilment_orders(field: &Selected) -> Option<&Selected> {
    let is_one = |child: &&Selected| child.field == "fulfillmentOrders";
    let mut children = field.children.iter();
    children.clone().find(is_one).or_else(|| children.find_map(fulfilment_orders))
}

/// Whether the token has the scope, or that of writing the same.
pub(super) fn is_granted(shop: &Shop, scope: &str) -> bool {
    let wider = scope.replacen("read_", "write_", 1);
    shop.options.scopes.iter().any(|granted| granted == scope || *granted == wider)
}
