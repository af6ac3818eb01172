//! The buyer and the address: withheld until the order is approved, and masked for some.

use serde_json::{Value, json};

use crate::draw::Draw;
use crate::order::{Document, Order};

pub(super) fn customer(order: &Order, is_approved: bool) -> Value {
    let mut draw = Draw::new(order.id, 0xB0B);
    let buyer = &order.buyer;
    if !is_approved {
        return if draw.percent(50) {
            Value::Null
        } else {
            json!({ "name": buyer.first, "email": null, "phones": [] })
        };
    }
    let digits: String = buyer.phone.chars().filter(char::is_ascii_digit).collect();
    let (area, number) = digits.split_at(digits.len().min(2));
    let (document, kind) = match &buyer.document {
        Document::Cpf(digits) => (digits, "cpf"),
        Document::Cnpj(digits) => (digits, "cnpj"),
    };
    let masked = draw.percent(12);
    let document = if masked { format!("***.***.{}-**", &document[6..9]) } else { document.clone() };
    let email = match draw.below(100) {
        0..15 => json!(format!("{}***@***.com", &buyer.email[..1])),
        15..20 => Value::Null,
        _ => json!(buyer.email),
    };
    json!({
        "name": if order.is_company() { buyer.company.to_string() } else { order.full_name() },
        "email": email,
        "document_number": document,
        "customer_type": kind,
        "birth_date": null,
        "phones": [{ "country_code": "55", "area_code": area, "number": number, "type": "cellphone" }],
    })
}

/// `recipient` and, for three orders in ten, `address` beside it.
pub(super) fn place(order: &Order) -> (Value, Option<Value>) {
    let sent = &order.address;
    let address = json!({
        "street": sent.street,
        "number": sent.number,
        "complement": sent.complement,
        "district": sent.district,
        "city": sent.city,
        "state": sent.state,
        "zipcode": sent.postcode.replace('-', ""),
        "reference": null,
    });
    let mut recipient = json!({ "name": order.full_name(), "document_number": null });
    if Draw::new(order.id, 0xADD).percent(30) {
        return (recipient, Some(address));
    }
    recipient["address"] = address;
    (recipient, None)
}
