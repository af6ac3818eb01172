//! Who bought, and where it goes.

use super::shape::{Contact, MetaEntry, Order};
use connector_kit::{
    RemoteAddress, RemoteBuyer,
    lenient::{Object, Text, capped},
    limits,
};

/// Brazilian fields that some plugins keep beside the billing data, and what has left.
#[derive(Default)]
pub(super) struct Meta {
    /// The core's word for how far the order's fulfilments are.
    pub(super) fulfilments: Option<String>,
    person_type: Option<String>,
    cpf: Option<String>,
    cnpj: Option<String>,
}

impl Meta {
    pub(super) fn of(entries: &[Object<MetaEntry<'_>>]) -> Self {
        let mut meta = Self::default();
        for Object(entry) in entries {
            let place = match entry.key.as_str() {
                Some("_fulfillment_status") => &mut meta.fulfilments,
                Some("_billing_persontype") => &mut meta.person_type,
                Some("_billing_cpf") => &mut meta.cpf,
                Some("_billing_cnpj") => &mut meta.cnpj,
                _ => continue,
            };
            let value = entry.value.and_then(|value| serde_json::from_str::<Text<'_>>(value.get()).ok());
            *place = value.and_then(|value| value.capped(limits::DOCUMENT));
        }
        meta
    }
}

pub(super) fn buyer(order: &Order<'_>, meta: &Meta) -> RemoteBuyer {
    let billing = &order.billing.0;
    RemoteBuyer {
        // 0 stands for a guest.
        external_id: order.customer_id.capped(64).filter(|id| id != "0"),
        name: full_name(billing).or_else(|| full_name(&order.shipping.0)),
        company: billing.company.capped(limits::COMPANY),
        email: billing.email.capped(limits::EMAIL),
        phone: billing.cellphone.capped(limits::PHONE).or_else(|| billing.phone.capped(limits::PHONE)),
        document: document(billing, meta),
    }
}

/// The CNPJ of companies, the CPF of persons; the plugin keeps both fields and says which counts.
fn document(billing: &Contact<'_>, meta: &Meta) -> Option<String> {
    let cpf = billing.cpf.capped(limits::DOCUMENT).or_else(|| meta.cpf.clone());
    let cnpj = billing.cnpj.capped(limits::DOCUMENT).or_else(|| meta.cnpj.clone());
    let is_company = match billing.persontype.as_str().or(meta.person_type.as_deref()) {
        Some("2" | "J" | "j") => true,
        Some("1" | "F" | "f") => false,
        _ => cpf.is_none(),
    };
    if is_company { cnpj.or(cpf) } else { cpf.or(cnpj) }
}

/// The address, `None` when it has neither street nor city nor postal code: downloads have none and
/// are not sent anywhere. What only the billing data hold of the same street is taken from `main`.
pub(super) fn address(contact: &Contact<'_>, main: Option<&Contact<'_>>) -> Option<RemoteAddress> {
    let filled =
        [&contact.address_1, &contact.city, &contact.postcode].iter().any(|text| text.as_str().is_some());
    if !filled {
        return main.and_then(|main| address(main, None));
    }
    Some(RemoteAddress {
        name: full_name(contact),
        phone: contact
            .phone
            .capped(limits::PHONE)
            .or_else(|| main.and_then(|main| main.phone.capped(limits::PHONE))),
        street: contact.address_1.capped(limits::STREET),
        number: contact.number.capped(limits::STREET_NUMBER),
        complement: contact.address_2.capped(limits::COMPLEMENT),
        district: contact.neighborhood.capped(limits::DISTRICT),
        city: contact.city.capped(limits::CITY),
        state: contact.state.capped(limits::STATE),
        postal_code: contact.postcode.capped(limits::POSTAL_CODE),
        country: contact.country.capped(limits::COUNTRY).map(|code| code.to_ascii_uppercase()),
        full_text: None,
    })
}

fn full_name(contact: &Contact<'_>) -> Option<String> {
    let first = contact.first_name.as_str().unwrap_or_default();
    let last = contact.last_name.as_str().unwrap_or_default();
    capped(&format!("{first} {last}"), limits::PERSON_NAME)
}
