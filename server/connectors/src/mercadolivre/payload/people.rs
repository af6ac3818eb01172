//! Who bought, and where it goes. The platform tells neither e-mail nor, mostly, phone; what it masks is missing.

use super::{
    shape::{BillingInfo, Sent},
    states,
};
use connector_kit::{
    RemoteAddress, RemoteBuyer,
    lenient::{Text, capped},
    limits,
};

/// A text that the platform shows: neither asterisks nor `XXXXXXX` stand in its place.
fn shown(text: &Text<'_>, max: usize) -> Option<String> {
    let is_mask =
        |text: &str| text.contains("**") || text.bytes().all(|sign| matches!(sign, b'X' | b'x' | b' '));
    text.capped(max).filter(|text| !is_mask(text))
}

fn info<'a, 'b>(sent: &'b Sent<'a>) -> &'b BillingInfo<'a> {
    &sent.billing.0.buyer.0.billing_info.0
}

fn full_name(first: &Text<'_>, last: &Text<'_>) -> Option<String> {
    let names = [first, last].map(|name| shown(name, limits::PERSON_NAME).unwrap_or_default());
    capped(&names.join(" "), limits::PERSON_NAME)
}

pub(super) fn buyer(sent: &Sent<'_>) -> RemoteBuyer {
    let (buyer, info) = (&sent.order.0.buyer.0, info(sent));
    let destination = &sent.shipment().destination.0;
    let is_company = info.attributes.0.cust_type.as_str() == Some("BU")
        || info.identification.0.kind.as_str() == Some("CNPJ");
    let receiver = || shown(&destination.receiver_name, limits::PERSON_NAME);
    let name = full_name(&info.name, &info.last_name);
    RemoteBuyer {
        external_id: buyer.id.capped(64),
        company: name.clone().filter(|_| is_company),
        name: name.or_else(|| full_name(&buyer.first_name, &buyer.last_name)).or_else(receiver),
        email: None,
        phone: shown(&destination.receiver_phone, limits::PHONE),
        document: shown(&info.identification.0.number, limits::DOCUMENT),
    }
}

/// The address for the invoice.
pub(super) fn billing(sent: &Sent<'_>) -> Option<RemoteAddress> {
    let info = info(sent);
    let of = &info.address.0;
    let filled = [&of.street_name, &of.city_name, &of.zip_code].iter().any(|text| text.as_str().is_some());
    filled.then(|| RemoteAddress {
        name: full_name(&info.name, &info.last_name),
        phone: None,
        street: shown(&of.street_name, limits::STREET),
        number: shown(&of.street_number, limits::STREET_NUMBER),
        complement: shown(&of.comment, limits::COMPLEMENT),
        district: shown(&of.neighborhood, limits::DISTRICT),
        city: shown(&of.city_name, limits::CITY),
        state: state(&of.state.0.id, &of.state.0.name),
        postal_code: shown(&of.zip_code, limits::POSTAL_CODE),
        country: country(&of.country_id),
        full_text: None,
    })
}

/// Where the parcel goes; hidden until the order is paid.
pub(super) fn shipping(sent: &Sent<'_>) -> Option<RemoteAddress> {
    let destination = &sent.shipment().destination.0;
    let of = &destination.shipping_address.0;
    let texts = [&of.address_line, &of.street_name, &of.city.0.name, &of.zip_code];
    texts.iter().any(|text| text.as_str().is_some()).then(|| RemoteAddress {
        name: shown(&destination.receiver_name, limits::PERSON_NAME),
        phone: shown(&destination.receiver_phone, limits::PHONE),
        street: shown(&of.street_name, limits::STREET),
        number: shown(&of.street_number, limits::STREET_NUMBER),
        complement: shown(&of.comment, limits::COMPLEMENT),
        district: shown(&of.neighborhood.0.name, limits::DISTRICT),
        city: shown(&of.city.0.name, limits::CITY),
        state: state(&of.state.0.id, &of.state.0.name),
        postal_code: shown(&of.zip_code, limits::POSTAL_CODE),
        country: country(&of.country.0.id),
        full_text: shown(&of.address_line, limits::STREET),
    })
}

/// Two letters where they can be told: `BR-SP` and `São Paulo` are `SP`.
fn state(id: &Text<'_>, name: &Text<'_>) -> Option<String> {
    let code = id.as_str().and_then(|id| id.strip_prefix("BR-")).and_then(states::letters);
    let letters = code.or_else(|| states::letters(name.as_str()?)).map(str::to_owned);
    letters.or_else(|| shown(name, limits::STATE)).or_else(|| shown(id, limits::STATE))
}

fn country(code: &Text<'_>) -> Option<String> {
    code.as_str().filter(|code| code.len() == limits::COUNTRY).map(str::to_ascii_uppercase)
}
