//! Sending packages: the ways to hand them over, carriers, and telling that they were arranged. An order is
//! one package. In Brazil nothing leaves without its fiscal document.

use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::order::{Order, Shipment};
use crate::shop::Shop;
use crate::time::DAY;

use super::{data, error, render};

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
    let id = render::order_of_package(package)?;
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
    let invalid = || {
        error(
            200,
            21_001_001,
            "Invalid parameters. Please ensure you are passing the correct request parameter(s).",
        )
    };
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
        let text = |name: &str| own[name].as_str().filter(|text| !text.is_empty());
        let (Some(tracking), Some(provider)) = (text("tracking_number"), text("shipping_provider_id")) else {
            return invalid();
        };
        let Some((_, name)) = PROVIDERS.iter().find(|(id, _)| *id == provider) else {
            return error(
                200,
                21_011_022,
                "Invalid tracking number or provider ID. Please double check and try again.",
            );
        };
        (tracking.to_owned(), *name, String::new())
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
