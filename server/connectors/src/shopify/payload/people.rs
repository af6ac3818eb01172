//! Who bought, and where it goes. Any of it may be null: the merchant's app may not be allowed to
//! see it.

use super::{
    last_segment,
    shape::{Address, Order},
};
use connector_kit::{RemoteAddress, RemoteBuyer, limits};

pub(super) fn buyer(order: &Order<'_>) -> RemoteBuyer {
    let (customer, billing, shipping) =
        (&order.customer.0, &order.billing_address.0, &order.shipping_address.0);
    let email = order
        .email
        .capped(limits::EMAIL)
        .or_else(|| customer.default_email_address.0.email_address.capped(limits::EMAIL));
    let phones =
        [&order.phone, &customer.default_phone_number.0.phone_number, &billing.phone, &shipping.phone];
    let names = [&billing.name, &customer.display_name, &shipping.name];
    RemoteBuyer {
        external_id: customer.id.as_str().and_then(last_segment),
        name: names.iter().find_map(|name| name.capped(limits::PERSON_NAME)),
        company: billing.company.capped(limits::COMPANY).or_else(|| shipping.company.capped(limits::COMPANY)),
        email,
        phone: phones.iter().find_map(|phone| phone.capped(limits::PHONE)),
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
            .and_then(|field| field.0.value.capped(limits::DOCUMENT))
    });
    known.or_else(|| {
        order.custom_attributes.list.iter().find_map(|attribute| {
            let key = attribute.0.key.as_str()?.to_lowercase();
            (key.contains("cpf") || key.contains("cnpj"))
                .then(|| attribute.0.value.capped(limits::DOCUMENT))?
        })
    })
}

/// The address, `None` where it is null or empty.
pub(super) fn address(sent: &Address<'_>) -> Option<RemoteAddress> {
    let filled = [&sent.address1, &sent.city, &sent.zip].iter().any(|text| text.as_str().is_some());
    filled.then(|| RemoteAddress {
        name: sent.name.capped(limits::PERSON_NAME),
        phone: sent.phone.capped(limits::PHONE),
        street: sent.address1.capped(limits::STREET),
        number: None,
        complement: sent.address2.capped(limits::COMPLEMENT),
        district: None,
        city: sent.city.capped(limits::CITY),
        state: sent.province_code.capped(limits::STATE),
        postal_code: sent.zip.capped(limits::POSTAL_CODE),
        country: sent.country_code.capped(limits::COUNTRY).map(|code| code.to_ascii_uppercase()),
        full_text: None,
    })
}
