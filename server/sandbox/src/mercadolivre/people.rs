//! Accounts: the seller's own, and what is known of buyers for invoices.

use serde_json::{Value, json};

use crate::http::Reply;
use crate::order::{Address, Document, Order};
use crate::shop::Shop;

use super::{SITE, cast, not_found, user_id};

pub(super) fn me(shop: &Shop) -> Reply {
    let body = json!({
        "id": user_id(shop),
        "nickname": shop.name().to_uppercase(),
        "email": format!("{}@example.com", shop.name()),
        "country_id": "BR",
        "site_id": SITE,
        "user_type": "normal",
        "tags": ["normal", "mshops", "eshop"],
        "status": { "site_status": "active" },
    });
    Reply::value(200, &body)
}

/// Needs a permission of its own. While the document is looked at, parts of it are null.
pub(super) fn billing(shop: &Shop, id: &str) -> Reply {
    if !shop.options.customer_data {
        return super::forbidden();
    }
    let book = shop.read();
    let Some(purchase) = cast::of_billing(&book, id) else {
        return not_found("billing_info_not_found");
    };
    let first = book.order(purchase.start);
    let mut draw = cast::draw(&first, 11);
    let is_pending = draw.percent(4);
    let (kind, number) = match &first.buyer.document {
        Document::Cpf(number) => ("CPF", number),
        Document::Cnpj(number) => ("CNPJ", number),
    };
    let identification = json!({ "type": kind, "number": number });
    let name = if first.is_company() {
        json!({ "name": first.buyer.company, "last_name": null })
    } else {
        json!({ "name": first.buyer.first, "last_name": first.buyer.last })
    };
    let body = json!({
        "site_id": SITE,
        "buyer": {
            "cust_id": super::render::buyer_id(&first),
            "billing_info": {
                "name": name["name"],
                "last_name": name["last_name"],
                "identification": if is_pending { Value::Null } else { identification },
                "taxes": { "inscriptions": { "state_registration": null } },
                "address": if is_pending { Value::Null } else { address(&first.address) },
                "attributes": { "cust_type": if first.is_company() { "BU" } else { "CO" } },
            },
        },
        "seller": { "cust_id": user_id(shop) },
    });
    Reply::value(200, &body)
}

fn address(of: &Address) -> Value {
    json!({
        "street_name": of.street,
        "street_number": of.number,
        "comment": of.complement,
        "neighborhood": of.district,
        "city_name": of.city,
        "state": { "name": state_name(&of.state) },
        "zip_code": of.postcode.replace('-', ""),
        "country_id": "BR",
    })
}

/// The address that the parcel goes to; hidden until the order is paid.
pub(super) fn destination(first: &Order) -> Value {
    if first.paid.is_none() {
        return json!({ "receiver_id": super::render::buyer_id(first), "shipping_address": null });
    }
    let of = &first.address;
    // Where there is no number, the word for it stands in its place.
    let number = if cast::draw(first, 12).percent(5) { "SN" } else { of.number.as_str() };
    json!({
        "receiver_id": super::render::buyer_id(first),
        "receiver_name": first.full_name(),
        "receiver_phone": "XXXXXXX",
        "comments": null,
        "shipping_address": {
            "address_id": 1_000_000_000 + u64::from(first.slot),
            "address_line": format!("{} {number}", of.street),
            "street_name": of.street,
            "street_number": number,
            "comment": of.complement,
            "neighborhood": { "id": null, "name": of.district },
            "city": { "id": null, "name": of.city },
            "state": { "id": format!("BR-{}", of.state), "name": state_name(&of.state) },
            "zip_code": of.postcode.replace('-', ""),
            "country": { "id": "BR", "name": "Brasil" },
            "types": [],
        },
    })
}

/// Of the states that the shared addresses lie in; the letters of any other.
fn state_name(letters: &str) -> &str {
    match letters {
        "AL" => "Alagoas",
        "AM" => "Amazonas",
        "BA" => "Bahia",
        "CE" => "Ceará",
        "DF" => "Distrito Federal",
        "ES" => "Espírito Santo",
        "GO" => "Goiás",
        "MA" => "Maranhão",
        "MG" => "Minas Gerais",
        "MT" => "Mato Grosso",
        "PA" => "Pará",
        "PB" => "Paraíba",
        "PE" => "Pernambuco",
        "PR" => "Paraná",
        "RJ" => "Rio de Janeiro",
        "RS" => "Rio Grande do Sul",
        "SC" => "Santa Catarina",
        "SP" => "São Paulo",
        other => other,
    }
}
