//! Who bought, and where it goes. Any of it may be null: the merchant's app may not be allowed to
//! see it.

use super::{
    last_segment,
    shape::{Address, Order},
};
use connector_kit::{RemoteAddress, RemoteBuyer};

pub(super) fn buyer(order: &Order<'_>) -> RemoteBuyer {
    let (customer, billing, shipping) =
        (&order.customer.0, &order.billing_address.0, &order.shipping_address.0);
    let email =
        order.email.capped(254).or_else(|| customer.default_email_address.0.email_address.capped(254));
    let phones =
        [&order.phone, &customer.default_phone_number.0.phone_number, &billing.phone, &shipping.phone];
    let names = [&billing.name, &customer.display_name, &shipping.name];
    RemoteBuyer {
        external_id: customer.id.as_str().and_then(last_segment),
        name: names.iter().find_map(|name| name.capped(300)),
        company: billing.company.capped(300).or_else(|| shipping.company.capped(300)),
        email,
        phone: phones.iter().find_map(|phone| phone.capped(40)),
        document: document(order),
    }
}

/// CPF or CNPJ: Shopify's own field, else an attribute that the shop's theme asks for.
fn document(order: &Order<'_>) -> Option<String> {
    let fields = &order.localized_fields.0.nodes.list;
    let known = ["TAX_CREDENTIAL_BR", "SHIPPING_CREDENTIAL_BR"].iter().find_map(|key| {
        fields
            .iter()
            .find(|field| field.0.key.as_str() == Some(key))
            .and_then(|field| field.0.value.capped(40))
    });
    known.or_else(|| {
        order.custom_attributes.list.iter().find_map(|attribute| {
            let key = attribute.0.key.as_str()?.to_lowercase();
            (key.contains("cpf") || key.contains("cnpj")).then(|| attribute.0.value.capped(40))?
        })
    })
}

/// The address, `None` where it is null or empty.
pub(super) fn address(sent: &Address<'_>) -> Option<RemoteAddress> {
    let filled = [&sent.address1, &sent.city, &sent.zip].iter().any(|text| text.as_str().is_some());
    filled.then(|| RemoteAddress {
        name: sent.name.capped(300),
        phone: sent.phone.capped(40),
        street: sent.address1.capped(300),
        number: None,
        complement: sent.address2.capped(300),
        district: None,
        city: sent.city.capped(200),
        state: sent.province_code.capped(100),
        postal_code: sent.zip.capped(20),
        country: sent.country_code.capped(2).map(|code| code.to_ascii_uppercase()),
    })
}
