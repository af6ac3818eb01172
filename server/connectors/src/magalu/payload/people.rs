//! Who bought, and where it goes. Before an order is approved none of it is shown, and later it may be masked.

use super::shape::{Customer, Shipping};
use connector_kit::{RemoteAddress, RemoteBuyer, lenient::Text, limits};

pub(super) fn buyer(customer: &Customer<'_>) -> RemoteBuyer {
    let name = told(&customer.name, limits::PERSON_NAME);
    let is_company = customer.customer_type.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("cnpj"));
    RemoteBuyer {
        // Buyers have no key apart from their orders.
        external_id: None,
        company: name.clone().filter(|_| is_company),
        name,
        email: told(&customer.email, limits::EMAIL),
        phone: customer.phones.list.iter().find_map(|phone| {
            let parts = [&phone.0.country_code, &phone.0.area_code, &phone.0.number];
            let number = told(parts[2], limits::PHONE)?;
            let [country, area] = [parts[0], parts[1]].map(|part| told(part, 5).unwrap_or_default());
            let plus = if country.is_empty() || country.starts_with('+') { "" } else { "+" };
            Some(format!("{plus}{country}{area}{number}").chars().take(limits::PHONE).collect())
        }),
        document: told(&customer.document_number, limits::DOCUMENT),
    }
}

/// A text that is no mask: of `a***@x.com` nothing can be used.
fn told(text: &Text<'_>, max: usize) -> Option<String> {
    text.capped(max).filter(|text| !text.contains('*'))
}

/// The address of a delivery, which stands in one of two places; `None` where it is null or empty.
pub(super) fn address(shipping: &Shipping<'_>) -> Option<RemoteAddress> {
    let recipient = &shipping.recipient.0;
    let is_filled = |address: &&super::shape::Address<'_>| {
        [&address.street, &address.city, &address.zipcode].into_iter().any(|text| told(text, 1).is_some())
    };
    let sent = [&recipient.address.0, &shipping.address.0].into_iter().find(is_filled)?;
    let state = told(&sent.state, limits::STATE);
    let country = told(&sent.country, 60).map(|code| code.to_ascii_uppercase());
    Some(RemoteAddress {
        name: told(&recipient.name, limits::PERSON_NAME),
        phone: None,
        street: told(&sent.street, limits::STREET),
        number: told(&sent.number, limits::STREET_NUMBER),
        complement: told(&sent.complement, limits::COMPLEMENT),
        district: told(&sent.district, limits::DISTRICT),
        city: told(&sent.city, limits::CITY),
        state: state.map(|state| if state.len() == 2 { state.to_ascii_uppercase() } else { state }),
        postal_code: told(&sent.zipcode, limits::POSTAL_CODE),
        // The one channel delivers in Brazil, and addresses do not say so.
        country: country.filter(|code| code.len() == limits::COUNTRY).or_else(|| Some("BR".to_owned())),
        full_text: None,
    })
}
