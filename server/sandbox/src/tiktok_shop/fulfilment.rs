//! Sending packages: the ways to hand them over, carriers, and telling that they were arranged. An order is
//! one package, except in markets where packages are what was told to be shipped. In Brazil nothing leaves
//! without its fiscal document.

use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::order::{Order, Shipment};
use crate::shop::Shop;
use crate::time::DAY;

use super::{data, error, packages, region, render};

/// Carriers of the merchant's own delivery option.
const PROVIDERS: &[(&str, &str)] = &[
    ("7117858858072016686", "Correios"),
    ("7117858858072016687", "Jadlog"),
    ("7117858858072016688", "Loggi"),
];
/// To whom the platform gives what its own carriers take.
const PLATFORM_CARRIER: &str = "J&T Express";

/// The order that a package is of.
pub(super) fn of_package(shop: &Shop, package: &str) -> Option<Order> {
    let id = packages::order_of_package(package)?;
    // An order that nobody paid has none yet.
    shop.order(id).filter(|order| render::status(order) != "UNPAID")
}

pub(super) fn not_ours() -> Reply {
    error(200, 21_011_028, "The package does not belong to the current shop.")
}

pub(super) fn slots(shop: &Shop, package: &str) -> Reply {
    let Some(order) = of_package(shop, package) else { return not_ours() };
    if render::is_merchants(&order) {
        return error(
            200,
            21_001_001,
            "Invalid parameters. Please ensure you are passing the correct request parameter(s).",
        );
    }
    let slots = pickups(shop)
        .map(|(from, until, free)| json!({ "start_time": from, "end_time": until, "avaliable": free }));
    data(&json!({
        "can_pickup": true,
        "can_drop_off": true,
        "can_van_collection": false,
        "drop_off_point_url": "https://seller-br.tiktok.com/drop-off",
        "pickup_slots": slots,
    }))
}

/// Two a day for the next two days; the first is full.
fn pickups(shop: &Shop) -> [(i64, i64, bool); 4] {
    let today = shop.now() / DAY * DAY;
    let at = |day: i64, hour: i64| (today + day * DAY + hour * 3_600, today + day * DAY + (hour + 3) * 3_600);
    [(1, 12, false), (1, 17, true), (2, 12, true), (2, 17, true)].map(|(day, hour, free)| {
        let (from, until) = at(day, hour);
        (from, until, free)
    })
}

pub(super) fn providers(option: &str) -> Reply {
    match option {
        render::BY_MERCHANT => {
            let list: Vec<Value> =
                PROVIDERS.iter().map(|(id, name)| json!({ "id": id, "name": name })).collect();
            data(&json!({ "shipping_providers": list }))
        }
        render::BY_PLATFORM => error(
            200,
            21_008_117,
            "The delivery of the specified delivery_option_id is fulfilled by TikTok. No shipping provider will be returned",
        ),
        _ => error(200, 21_008_116, "No Subscription without specified delivery option."),
    }
}

pub(super) fn warehouses() -> Reply {
    data(&json!({ "warehouses": [
        { "id": "7000714532876273999", "name": "Devoluções", "type": "RETURN_WAREHOUSE", "is_default": false },
        { "id": render::WAREHOUSE, "name": "São Paulo", "type": "SALES_WAREHOUSE", "is_default": true },
    ] }))
}

pub(super) fn options(warehouse: &str) -> Reply {
    if warehouse != render::WAREHOUSE {
        return error(200, 11_034_009, "Warehouse does not exist.");
    }
    data(&json!({ "delivery_options": [
        { "id": render::BY_PLATFORM, "name": "Envio padrão", "type": "STANDARD" },
        { "id": render::BY_MERCHANT, "name": "Envio pelo vendedor", "type": "SEND_BY_SELLER" },
    ] }))
}

pub(super) fn ship(shop: &Shop, request: &Request, package: &str) -> Reply {
    let body: Option<Value> = serde_json::from_slice(&request.body).ok().filter(Value::is_object);
    let Some(body) = body else { return error(400, 11_001_002, "invalid param.") };
    let Some(order) = of_package(shop, package) else { return not_ours() };
    match render::status(&order).as_str() {
        "AWAITING_SHIPMENT" => {}
        "CANCELLED" => {
            return error(200, 21_011_041, "Cannot complete the operation when order is cancelled.");
        }
        "ON_HOLD" => return error(200, 21_011_003, "fulfill_unit action not allowed"),
        _ => return error(200, 21_008_099, "Package has been shipped. Please not ship the package again."),
    }
    match order.invoices.last().map(|invoice| invoice.accepted) {
        _ if region(shop) != "BR" => {}
        Some(Some(true)) => {}
        None => {
            return error(
                200,
                21_004_006,
                "Failed to ship. Please ensure an invoice is uploaded before shipping.",
            );
        }
        Some(_) => {
            return error(200, 21_004_020, "Fulfillment Invoice status is not success, can not rts pkg.");
        }
    }
    let (own, method) = (&body["self_shipment"], body["handover_method"].as_str());
    let (tracking, carrier, detail) = if render::is_merchants(&order) {
        match merchants(own) {
            Ok((tracking, carrier)) => (tracking, carrier, String::new()),
            Err(refusal) => return refusal,
        }
    } else {
        let slot = &body["pickup_slot"];
        let offered = || {
            pickups(shop).iter().any(|(from, until, free)| {
                *free
                    && slot["start_time"].as_i64() == Some(*from)
                    && slot["end_time"].as_i64() == Some(*until)
            })
        };
        match method {
            Some("DROP_OFF") => {}
            Some("PICKUP") if offered() => {}
            Some("PICKUP") => {
                return error(
                    200,
                    21_011_053,
                    "Fail to ship package because the shipment time is outside of the pick-up time slot.",
                );
            }
            _ => return invalid(),
        }
        (render::platform_tracking(&order), PLATFORM_CARRIER, method.unwrap_or_default().to_owned())
    };
    let now = shop.now();
    let sent = shop.edit(order.id, true, |order| {
        order.shipments.push(shipment(order, carrier, &tracking, detail, now));
        Ok(())
    });
    if sent.is_err() { not_ours() } else { data(&json!({})) }
}

fn invalid() -> Reply {
    let message = "Invalid parameters. Please ensure you are passing the correct request parameter(s).";
    error(200, 21_001_001, message)
}

/// Number and carrier of the merchant's own shipment.
fn merchants(sent: &Value) -> Result<(String, &'static str), Reply> {
    let text = |name: &str| sent[name].as_str().filter(|text| !text.is_empty());
    let (Some(tracking), Some(provider)) = (text("tracking_number"), text("shipping_provider_id")) else {
        return Err(invalid());
    };
    match PROVIDERS.iter().find(|(id, _)| *id == provider) {
        Some((_, name)) => Ok((tracking.to_owned(), name)),
        None => {
            let message = "Invalid tracking number or provider ID. Please double check and try again.";
            Err(error(200, 21_011_022, message))
        }
    }
}

/// Makes a package of pieces that the merchant sent, or of all that are left.
pub(super) fn mark(shop: &Shop, request: &Request, id: &str) -> Reply {
    if !packages::is_packed_when_shipped(&region(shop)) {
        return error(200, 21_008_106, "This interface cannot be used in this region.");
    }
    let body: Option<Value> = serde_json::from_slice(&request.body).ok().filter(Value::is_object);
    let Some(body) = body else { return error(200, 11_050_001, "invalid param") };
    let not_of_unit = || error(200, 21_011_029, "order does not belong to fulfill unit");
    let Some(order) = id.parse().ok().and_then(|id| shop.order(id)) else { return not_of_unit() };
    match render::status(&order).as_str() {
        "AWAITING_SHIPMENT" | "PARTIALLY_SHIPPING" => {}
        "ON_HOLD" => {
            let message =
                "Order status is on hold. Please process when order status update to awaiting shipment";
            return error(200, 21_011_044, message);
        }
        "UNPAID" | "CANCELLED" => return error(200, 21_011_003, "fulfill_unit action not allowed"),
        _ => return error(200, 21_011_006, "These orders are already shipped."),
    }
    if !render::is_merchants(&order) {
        let message = "This API cannot be used to update package shipping information for packages that are not shipped by sellers.";
        return error(200, 21_011_004, message);
    }
    let (tracking, carrier) = match merchants(&body) {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    let is_told = |id: &str| order.shipments.iter().any(|told| told.detail.split(',').any(|told| told == id));
    let left: Vec<_> = render::pieces(&order).into_iter().filter(|(id, _)| !is_told(id)).collect();
    let asked: Vec<&str> = match body["order_line_item_ids"].as_array() {
        Some(ids) => ids.iter().map(|id| id.as_str().unwrap_or_default()).collect(),
        None => left.iter().map(|(id, _)| id.as_str()).collect(),
    };
    if asked.is_empty() || !asked.iter().all(|asked| left.iter().any(|(id, _)| id == asked)) {
        return not_of_unit();
    }
    let of_line = |line: u64| {
        let pieces = left.iter().filter(|(id, of)| *of == Some(line) && asked.contains(&id.as_str()));
        (line, pieces.count() as i64)
    };
    let told = Shipment {
        lines: order.lines.iter().map(|line| of_line(line.id)).filter(|(_, pieces)| *pieces > 0).collect(),
        ..shipment(&order, carrier, &tracking, asked.join(","), shop.now())
    };
    let package = packages::nth_package(&order, order.shipments.len());
    let sent = shop.edit(order.id, true, |order| {
        order.shipments.push(told);
        Ok(())
    });
    if sent.is_err() {
        return not_of_unit();
    }
    data(&json!({ "order_id": id, "order_line_item_ids": asked, "package_id": package }))
}

/// All of an order.
fn shipment(order: &Order, carrier: &str, tracking: &str, detail: String, at: i64) -> Shipment {
    Shipment {
        id: order.shipments.len() as u64 + 1,
        carrier: carrier.to_owned(),
        tracking: tracking.to_owned(),
        link: String::new(),
        lines: order.lines.iter().map(|line| (line.id, line.quantity)).collect(),
        detail,
        at,
    }
}

/// As if the order had been brought to one of the platform's carriers.
pub(crate) fn handed_over(order: &Order, at: i64) -> Shipment {
    shipment(order, PLATFORM_CARRIER, &render::platform_tracking(order), "DROP_OFF".to_owned(), at)
}
