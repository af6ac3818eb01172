//! An order as TikTok Shop shows it: one line item for each piece, money as text, and what the platform's own
//! freight hides of the buyer. What the shared order does not say is drawn from its id.

use serde_json::{Value, json};

use crate::draw::Draw;
use crate::generate::punctuated;
use crate::order::{Document, Line, Order, Payment, merge};

use super::cancelling;
use super::packages::{nth_package, package_of, package_status};

/// Cents as text; nothing is a bare `0`.
pub(super) fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    match cents.unsigned_abs() {
        0 => "0".to_owned(),
        cents => format!("{sign}{}.{:02}", cents / 100, cents % 100),
    }
}

fn draw(order: &Order, what: u64) -> Draw {
    Draw::new(order.id, what)
}

pub(super) fn is_cancelled(order: &Order) -> bool {
    status(order) == "CANCELLED"
}

/// Whether the order was made by hand: nothing of it is drawn that a merchant acts on. What is drawn is paid a
/// while after it was made.
fn is_made(order: &Order) -> bool {
    order.paid == Some(order.created)
}

pub(super) fn status(order: &Order) -> String {
    let mut draw = draw(order, 1);
    let word = match &*order.status {
        "pending" | "on-hold" => "UNPAID",
        "processing" if !order.shipments.is_empty() && order.has_left() => "PARTIALLY_SHIPPING",
        "processing" if !order.shipments.is_empty() => "AWAITING_COLLECTION",
        "processing" if is_made(order) => "AWAITING_SHIPMENT",
        "processing" if order.paid.is_some() && draw.percent(8) => "ON_HOLD",
        "processing" if draw.percent(40) => "AWAITING_COLLECTION",
        "processing" => "AWAITING_SHIPMENT",
        "em-separacao" => "PARTIALLY_SHIPPING",
        "enviado" => "IN_TRANSIT",
        "completed" if draw.percent(15) => "DELIVERED",
        "completed" | "refunded" => "COMPLETED",
        "cancelled" | "failed" => "CANCELLED",
        other => return other.to_uppercase(),
    };
    word.to_owned()
}

fn is_out(status: &str) -> bool {
    matches!(status, "AWAITING_COLLECTION" | "IN_TRANSIT" | "DELIVERED" | "COMPLETED")
}

/// Delivery options: with the platform's carriers, and with the merchant's.
pub(super) const BY_PLATFORM: &str = "7091146663229654785";
pub(super) const BY_MERCHANT: &str = "7091146663229654786";
pub(super) const WAREHOUSE: &str = "7000714532876273888";

/// Whether the merchant sends it.
pub(super) fn is_merchants(order: &Order) -> bool {
    let drawn = draw(order, 7).percent(30);
    order.own_delivery || drawn && !is_made(order)
}

/// Whether the fiscal document is asked for. One that was uploaded counts until it is found bad; what went out
/// in the history had one.
pub(super) fn invoice_word(order: &Order) -> &'static str {
    let stands = |invoice: &crate::order::Invoice| invoice.accepted != Some(false);
    if order.invoices.iter().any(stands) || is_out(&status(order)) {
        "INVOICE_UPLOADED"
    } else {
        "NEED_INVOICE"
    }
}

/// The number that the platform's carrier gives.
pub(super) fn platform_tracking(order: &Order) -> String {
    format!("BR{:012}", order.id % 1_000_000_000_000)
}

/// The ids of an order's pieces, each with its line's, in the order in which they are shown. What is given away
/// is at the end and has no line.
pub(super) fn pieces(order: &Order) -> Vec<(String, Option<u64>)> {
    let (units, gift) = (units(order), gift(order));
    let lines = units.iter().map(|unit| Some(unit.line.id)).chain(gift.map(|_| None));
    lines.enumerate().map(|(at, line)| (piece_id(order, at), line)).collect()
}

fn piece_id(order: &Order, at: usize) -> String {
    (order.id + 10 + at as u64).to_string()
}

/// Of what was arranged.
pub(super) fn tracking(order: &Order) -> Option<String> {
    let told = order.shipments.last().map(|shipment| shipment.tracking.clone());
    told.or_else(|| is_out(&status(order)).then(|| platform_tracking(order)))
}

/// A piece; cents.
struct Unit<'o> {
    line: &'o Line,
    original: i64,
    seller: i64,
    platform: i64,
}

fn units(order: &Order) -> Vec<Unit<'_>> {
    let share = *draw(order, 2).pick(&[0, 0, 40, 100]);
    let mut units = Vec::new();
    for line in &order.lines {
        let discount = line.subtotal - line.total;
        for at in 0..line.quantity {
            let odd = |whole: i64| whole / line.quantity + i64::from(at < whole % line.quantity);
            let platform = odd(discount) * share / 100;
            let seller = odd(discount) - platform;
            units.push(Unit { line, original: odd(line.subtotal), seller, platform });
        }
    }
    units
}

/// Freight: before discounts, and what seller, platform and both together take over; cents.
struct Freight {
    original: i64,
    seller: i64,
    platform: i64,
    cofunded: i64,
}

fn freight(order: &Order) -> Freight {
    let mut draw = draw(order, 3);
    let off = match order.freight() {
        0 if order.shipping.is_some() => 1_890,
        paid if paid > 0 && draw.percent(25) => 500,
        _ => 0,
    };
    let mut freight = Freight { original: order.freight() + off, seller: 0, platform: 0, cofunded: 0 };
    match draw.below(5) {
        0 => freight.cofunded = off,
        1 | 2 => freight.seller = off,
        _ => freight.platform = off,
    }
    freight
}

/// What paying in instalments costs the buyer besides, in cents.
fn handling(order: &Order) -> i64 {
    if order.payment == Payment::Card && draw(order, 4).percent(10) { 349 } else { 0 }
}

/// What the buyer pays in all, in cents.
pub(super) fn total(order: &Order) -> i64 {
    order.total() + handling(order)
}

fn payment(order: &Order) -> Value {
    let units = units(order);
    let sum = |of: fn(&Unit) -> i64| money(units.iter().map(of).sum());
    let freight = freight(order);
    let mut payment = json!({
        "currency": "BRL",
        "sub_total": money(order.goods()),
        "shipping_fee": money(order.freight()),
        "seller_discount": sum(|unit| unit.seller),
        "platform_discount": sum(|unit| unit.platform),
        "total_amount": money(total(order)),
        "original_total_product_price": sum(|unit| unit.original),
        "original_shipping_fee": money(freight.original),
        "shipping_fee_seller_discount": money(freight.seller),
        "shipping_fee_platform_discount": money(freight.platform),
        "shipping_fee_cofunded_discount": money(freight.cofunded),
        "tax": money(order.tax()),
    });
    // Fees that do not apply are left out.
    if handling(order) > 0 {
        payment["handling_fee"] = json!(money(handling(order)));
    }
    payment
}

/// What is given away with some orders.
fn gift(order: &Order) -> Option<Unit<'_>> {
    let line = draw(order, 5).percent(4).then(|| order.lines.first()).flatten();
    line.map(|line| Unit { line, original: 0, seller: 0, platform: 0 })
}

fn line_items(order: &Order, status: &str, market: &str) -> Vec<Value> {
    let is_gift = |unit: &Unit| unit.original == 0;
    let item = |(at, unit): (usize, Unit)| {
        let line = unit.line;
        let (product, variation) = line.listing();
        let id = piece_id(order, at);
        let package = package_of(order, market, status, &id);
        // A part that was told of is further than the order.
        let state = match (&package, status) {
            (Some(_), "PARTIALLY_SHIPPING") if !order.shipments.is_empty() => "AWAITING_COLLECTION",
            (None, "PARTIALLY_SHIPPING") => "AWAITING_SHIPMENT",
            _ => status,
        };
        let mut item = json!({
            "id": id,
            "product_id": (1_729_582_718_312_380_000 + product).to_string(),
            "sku_id": (1_729_582_718_312_400_000 + product * 100 + variation).to_string(),
            "seller_sku": line.sku.as_deref().unwrap_or_default(),
            "product_name": line.name,
            "sku_name": if line.variant.is_empty() { "Default" } else { &*line.variant },
            "sku_image": "https://p16-oec-va.ibyteimg.com/tos-maliva-d-o5syd03w52-us/0",
            "original_price": money(unit.original),
            "sale_price": money(unit.original - unit.seller - unit.platform),
            "seller_discount": money(unit.seller),
            "platform_discount": money(unit.platform),
            "currency": "BRL",
            "is_gift": is_gift(&unit),
            "display_status": state,
            "handling_duration": { "days": "2", "type": "BUSINESS_DAY" },
        });
        if let Some((at, told)) = package {
            item["package_id"] = json!(nth_package(order, at));
            item["package_status"] = json!(package_status(state));
            let tracking = told.map(|told| told.tracking.clone()).or_else(|| tracking(order));
            if let Some(tracking) = tracking {
                item["tracking_number"] = json!(tracking);
                item["shipping_provider_name"] =
                    json!(told.map_or("J&T Express", |told| told.carrier.as_str()));
            }
        }
        item
    };
    units(order).into_iter().chain(gift(order)).enumerate().map(item).collect()
}

/// `None` until the order may be shipped.
fn recipient(order: &Order, status: &str, is_hidden: bool, market: &str) -> Option<Value> {
    if matches!(status, "UNPAID" | "ON_HOLD") {
        return None;
    }
    let (address, name) = (&order.address, order.full_name());
    let starred = |text: &str| {
        let words = text.split_whitespace().map(|word| word.chars().take(1).chain("***".chars()).collect());
        words.collect::<Vec<String>>().join(" ")
    };
    let digits: String = order.buyer.phone.chars().filter(char::is_ascii_digit).collect();
    let phone = if is_hidden {
        format!("(+55){}*****{}", &digits[..2], &digits[digits.len() - 2..])
    } else {
        format!("(+55){digits}")
    };
    // The names of the four lines are all that is known of them: two layouts were seen.
    let lines = if draw(order, 6).percent(50) {
        [&*address.number, &*address.complement, &*address.district, &*address.street]
    } else {
        [&*address.district, &*address.street, &*address.number, &*address.complement]
    };
    let lines = lines.map(|line| if is_hidden { starred(line) } else { line.to_owned() });
    let full = format!(
        "{}, {}, {} {}, {}, {}, Brazil",
        address.street, address.number, address.complement, address.district, address.city, address.state
    );
    let place = |level: &str, kind: &str, name: &str| json!({ "address_level": level, "address_level_name": kind, "address_name": name });
    let name = if is_hidden { starred(&name) } else { name };
    Some(json!({
        "name": name,
        "first_name": name,
        "last_name": "",
        "phone_number": phone,
        "full_address": if is_hidden { format!("***, {}, Brazil", address.city) } else { full },
        "address_line1": lines[0],
        "address_line2": lines[1],
        "address_line3": lines[2],
        "address_line4": lines[3],
        "address_detail": "",
        "postal_code": address.postcode,
        "region_code": market,
        "district_info": [
            place("L0", "Country", "Brazil"),
            place("L1", "State", state_name(&address.state)),
            place("L2", "City", &address.city),
        ],
    }))
}

fn state_name(code: &str) -> &str {
    match code {
        "SP" => "São Paulo",
        "RJ" => "Rio de Janeiro",
        "MG" => "Minas Gerais",
        "ES" => "Espírito Santo",
        "PR" => "Paraná",
        "SC" => "Santa Catarina",
        "RS" => "Rio Grande do Sul",
        "DF" => "Distrito Federal",
        "GO" => "Goiás",
        "MT" => "Mato Grosso",
        "BA" => "Bahia",
        "AL" => "Alagoas",
        "PE" => "Pernambuco",
        "PB" => "Paraíba",
        "CE" => "Ceará",
        "MA" => "Maranhão",
        "PA" => "Pará",
        "AM" => "Amazonas",
        other => other,
    }
}

pub(super) fn order(order: &Order, market: &str) -> Value {
    let status = status(order);
    let line_items = line_items(order, &status, market);
    let mut packages: Vec<Value> = Vec::new();
    for id in line_items.iter().filter_map(|item| item.get("package_id")) {
        let package = json!({ "id": id });
        if !packages.contains(&package) {
            packages.push(package);
        }
    }
    let mut draw = draw(order, 7);
    let (_, is_sample) = (draw.percent(30), draw.percent(1));
    let is_own_freight = is_merchants(order);
    let (method, code) = match order.payment {
        Payment::Pix => ("Pix", "pm_pi_pix"),
        Payment::Boleto => ("Boleto", "pm_pi_boleto"),
        Payment::Card => ("CCDC", "pm_pi_ccdc_visa_c_d"),
        Payment::OnDelivery => ("Cash on delivery", "pm_pi_cod"),
    };
    let user = if order.buyer.customer > 0 { order.buyer.customer } else { order.id % 1_000_000_000 };
    let mut value = json!({
        "id": order.id.to_string(),
        "status": status,
        "order_type": "NORMAL",
        "commerce_platform": "TIKTOK_SHOP",
        "is_cod": order.payment == Payment::OnDelivery,
        "is_sample_order": is_sample,
        "is_replacement_order": false,
        "create_time": order.created,
        "update_time": order.modified,
        "user_id": (7_021_436_810_000_000_000 + user).to_string(),
        "buyer_email": format!("v{:09}@chat.seller.tiktok.com", user % 1_000_000_000),
        "buyer_message": order.note,
        "payment_method_name": method,
        "payment_method_code": code,
        "payment": payment(order),
        "line_items": line_items,
        "shipping_type": if is_own_freight { "SELLER" } else { "TIKTOK" },
        "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "delivery_option_name": "Envio padrão",
        "delivery_option_id": if is_own_freight { BY_MERCHANT } else { BY_PLATFORM },
        "packages": packages,
        "warehouse_id": WAREHOUSE,
        "need_upload_invoice": if market == "BR" { invoice_word(order) } else { "UNKNOWN" },
        "is_buyer_request_cancel": false,
        // As text now and then, as some numbers are.
        "rts_sla_time": if draw.percent(20) { json!((order.created + 172_800).to_string()) } else { json!(order.created + 172_800) },
    });
    if let Some(paid) = order.paid {
        value["paid_time"] = if draw.percent(5) { json!(paid.to_string()) } else { json!(paid) };
        value["payment_auth_code"] = json!(order.transaction);
        if matches!(order.buyer.document, Document::Cpf(_)) {
            value["cpf"] = json!(punctuated(&order.buyer.document));
            value["cpf_name"] = json!(order.full_name());
        }
    }
    if let Some(recipient) = recipient(order, &status, !is_own_freight, market) {
        value["recipient_address"] = recipient;
    }
    if status == "CANCELLED" {
        value["cancel_reason"] =
            json!(order.cancel_reason.as_deref().map_or("Não preciso mais", cancelling::words));
        value["cancellation_initiator"] = json!(match &order.cancel_reason {
            Some(_) => "SELLER",
            None if order.paid.is_some() => "BUYER",
            None => "SYSTEM",
        });
        value["cancel_time"] = json!(order.cancelled.unwrap_or(order.modified));
    }
    if let Some(overlay) = &order.overlay {
        merge(&mut value, overlay);
    }
    value
}
