//! Who bought, where it goes, and in what state it is.

use super::words;
use crate::page::{Area, PageCx};
use chrono::{DateTime, Utc};
use domain::{
    shown_document, shown_phone, shown_postal_code,
    view::orders::{AddressKind, OrderAddress, OrderDetail},
};
use i18n::format;
use leptos::prelude::*;
use ui::{Fact, Facts, Panel};

/// The buyer in the words of the channel, and by what we know them.
pub(super) fn buyer(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let t = cx.t.orders();
    let buyer = &order.buyer;
    let name =
        if buyer.name.is_empty() { cx.t.common().not_informed().to_owned() } else { buyer.name.clone() };
    let name = match buyer.customer {
        Some(id) => view! { <a href=format!("{}/{id}", Area::Customers.path())>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let mut facts = vec![Fact::new(t.customer(), name)];
    push_known(&mut facts, [(t.company(), buyer.company.clone())]);
    if let Some(address) = buyer.email.as_ref().filter(|address| !address.is_empty()) {
        facts.push(Fact::new(t.email(), email(address)));
    }
    let texts = [
        (t.phone(), buyer.phone.as_deref().map(shown_phone)),
        (t.document(), buyer.document.as_deref().map(shown_document)),
        (t.known_by(), buyer.known_by.map(|by| words::known_by(t, by).to_owned())),
    ];
    push_known(&mut facts, texts);
    view! { <Panel title=t.buyer()><Facts facts=facts wide=true/></Panel> }.into_any()
}

/// An e-mail address. Where it does not fit it breaks behind its `@`.
pub(crate) fn email(address: &str) -> AnyView {
    match address.rsplit_once('@') {
        Some((local, domain)) => view! { {format!("{local}@")}<wbr/>{domain.to_owned()} }.into_any(),
        None => address.to_owned().into_any(),
    }
}

pub(super) fn addresses(cx: &PageCx, addresses: &[OrderAddress]) -> AnyView {
    let t = cx.t.orders();
    addresses
        .iter()
        .map(|address| {
            let title = match address.kind {
                AddressKind::Shipping => t.shipping_address(),
                AddressKind::Billing => t.billing_address(),
                AddressKind::Both => t.shared_address(),
            };
            let lines =
                address_lines(address).into_iter().map(|line| view! { <div>{line}</div> }).collect_view();
            view! { <Panel title=title><address>{lines}</address></Panel> }
        })
        .collect_view()
        .into_any()
}

/// The address as an envelope has it, without the parts that are missing.
pub(crate) fn address_lines(address: &OrderAddress) -> Vec<String> {
    let joined = |parts: &[&Option<String>], between: &str| {
        let known = parts.iter().filter_map(|part| part.as_deref()).filter(|part| !part.trim().is_empty());
        known.collect::<Vec<_>>().join(between)
    };
    let street = joined(&[&address.street, &address.number], ", ");
    // A channel that has no street apart may write the whole address in one text.
    let full_text = Some(&address.full_text).filter(|_| joined(&[&address.street], "").is_empty());
    let country = address.country.as_deref();
    let postal_code = address.postal_code.as_deref().map(|code| shown_postal_code(code, country));
    let lines = [
        joined(&[&address.name], ""),
        joined(full_text.as_slice(), ""),
        joined(&[&Some(street).filter(|street| !street.is_empty()), &address.complement], " - "),
        joined(&[&address.district], ""),
        joined(&[&address.city, &address.state], " - "),
        joined(&[&postal_code, &address.country], " · "),
        joined(&[&address.phone.as_deref().map(shown_phone)], ""),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// Payment and fulfilment, the channel's own words, and what came with the order.
pub(super) fn state(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let t = cx.t.orders();
    let time = |at: DateTime<Utc>| format::date_time(cx.locale, at, cx.zone);
    let tags = (!order.tags.is_empty()).then(|| order.tags.join(", "));
    let fulfilment = words::shown_fulfilment(t, order.row.status, order.row.fulfilment);
    let mut facts = Vec::new();
    let texts = [
        (t.payment(), Some(words::payment_status(t, order.row.payment).1.to_owned())),
        (t.fulfilment(), fulfilment.map(|(_, label)| label.to_owned())),
        (t.shipping_method(), order.shipping_method.clone()),
    ];
    push_known(&mut facts, texts);
    if !order.channel_status.is_empty() {
        facts.push(Fact::new(t.status_in_channel(), channel_status(cx, order)));
    }
    let texts = [
        (t.paid_at(), order.paid_at.map(time)),
        (t.cancelled_at(), order.cancelled_at.map(time)),
        (t.changed_at(), Some(time(order.changed_at))),
        (t.external_id(), Some(order.external_id.clone())),
        (t.purchase(), order.purchase.clone()),
        (t.client_ip(), order.client_ip.clone()),
        (t.tags(), tags),
        (t.note(), order.note.clone()),
    ];
    push_known(&mut facts, texts);
    view! { <Panel title=t.state()><Facts facts=facts wide=true/></Panel> }.into_any()
}

/// The channel's own status in words, with its code behind; the code alone where it is not known.
fn channel_status(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let code = order.channel_status.clone();
    match words::channel_status(cx.t.channel_words(), &order.channel.platform, &code) {
        Some(told) => view! { {told} " " <code>{code}</code> }.into_any(),
        None => code.into_any(),
    }
}

/// Adds what the channel told; what it left out is left out.
pub(super) fn push_known<const N: usize>(facts: &mut Vec<Fact>, texts: [(&'static str, Option<String>); N]) {
    let known =
        texts.into_iter().filter_map(|(label, text)| Some((label, text.filter(|text| !text.is_empty())?)));
    facts.extend(known.map(|(label, text)| Fact::new(label, text)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leaves_out_what_is_missing() {
        let address = OrderAddress {
            kind: AddressKind::Shipping,
            name: Some("Ana Lima".into()),
            phone: None,
            street: Some("Rua das Flores".into()),
            number: Some("12".into()),
            complement: Some(" ".into()),
            district: None,
            city: Some("Recife".into()),
            state: Some("PE".into()),
            postal_code: Some("50000000".into()),
            country: Some("BR".into()),
            full_text: Some("Rua das Flores, 12, Recife".into()),
        };
        assert_eq!(
            address_lines(&address),
            ["Ana Lima", "Rua das Flores, 12", "Recife - PE", "50000-000 · BR"]
        );
        let told = OrderAddress { street: None, number: None, ..address };
        assert_eq!(
            address_lines(&told),
            ["Ana Lima", "Rua das Flores, 12, Recife", "Recife - PE", "50000-000 · BR"]
        );
    }
}
