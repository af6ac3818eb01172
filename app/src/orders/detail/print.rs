//! `/admin/vendas/:id/imprimir`: a sale on paper.

use super::{facts, lines, money, title};
use crate::{
    orders::{query::OrdersQuery, words},
    page::{Area, Drawing, Page, PageCx, sheet_page},
    paper,
};
use domain::{
    shown_document, shown_phone,
    view::orders::{AddressKind, OrderAddress, OrderDetail, OrderFilter, OrderLine},
};
use hub::permit::View;
use i18n::format;
use leptos::prelude::*;
use ui::{Fact, Facts};

/// One sale as a sheet.
pub fn order_sheet_page() -> Drawing {
    sheet_page::<View, _, _>(Area::Orders, |cx, permit| async move {
        let order = hub::orders::find(&permit, cx.param("id")?, &OrderFilter::default()).await?;
        let list: OrdersQuery = cx.query();
        let title = title(&cx, &order);
        let back = (list.sale(order.row.id), title.clone());
        let sheet = paper::sheet(&cx, back, title.clone(), context(&cx, &order), content(&cx, &order));
        Ok(Page::new(title, sheet))
    })
}

/// Where the sale came from, and when.
fn context(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let t = cx.t.orders();
    let test = order.row.is_test.then(|| view! { <span>{t.test_order()}</span> });
    view! {
        <span>{t.number_in_channel(&order.channel.name, &order.row.external_number)}</span>
        <span>{format::date_time(cx.locale, order.row.placed_at, cx.zone)}</span>
        {test}
    }
    .into_any()
}

fn content(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let t = cx.t.orders();
    let addresses = order.addresses.iter().map(|of| address(cx, of)).collect_view();
    let note = order.note.clone().filter(|note| !note.trim().is_empty());
    let note = note.map(|note| view! { <section><h2>{t.note()}</h2><p class="note">{note}</p></section> });
    view! {
        <div class="sheet-columns">
            {buyer(cx, order)}
            {addresses}
            {state(cx, order)}
        </div>
        {goods(cx, order)}
        {money::table(cx, order)}
        {payments(cx, order)}
        {note}
    }
    .into_any()
}

fn buyer(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let (t, buyer) = (cx.t.orders(), &order.buyer);
    let mut all = Vec::new();
    let texts = [
        (t.customer(), Some(buyer.name.clone())),
        (t.company(), buyer.company.clone()),
        (t.document(), buyer.document.as_deref().map(shown_document)),
        (t.phone(), buyer.phone.as_deref().map(shown_phone)),
    ];
    facts::push_known(&mut all, texts);
    if let Some(address) = buyer.email.as_ref().filter(|address| !address.is_empty()) {
        all.push(Fact::new(t.email(), facts::email(address)));
    }
    if all.is_empty() {
        all.push(Fact::new(t.customer(), cx.t.common().not_informed()));
    }
    view! { <section><h2>{t.buyer()}</h2><Facts facts=all wide=true/></section> }.into_any()
}

fn address(cx: &PageCx, address: &OrderAddress) -> AnyView {
    let t = cx.t.orders();
    let title = match address.kind {
        AddressKind::Shipping => t.shipping_address(),
        AddressKind::Billing => t.billing_address(),
        AddressKind::Both => t.shared_address(),
    };
    let lines = facts::address_lines(address).into_iter().map(|line| view! { <div>{line}</div> });
    view! { <section><h2>{title}</h2><address>{lines.collect_view()}</address></section> }.into_any()
}

/// In what state it is, and how it goes.
fn state(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let (t, row) = (cx.t.orders(), &order.row);
    let fulfilment = words::shown_fulfilment(t, row.status, row.fulfilment);
    let time = |at| format::date_time(cx.locale, at, cx.zone);
    let mut all = Vec::new();
    let texts = [
        (t.sale(), Some(words::order_status(t, row.status).1.to_owned())),
        (t.payment(), Some(words::payment_status(t, row.payment).1.to_owned())),
        (t.paid_at(), order.paid_at.map(time)),
        (t.fulfilment(), fulfilment.map(|(_, label)| label.to_owned())),
        (t.shipping_method(), order.shipping_method.clone()),
    ];
    facts::push_known(&mut all, texts);
    view! { <section><h2>{t.state()}</h2><Facts facts=all wide=true/></section> }.into_any()
}

/// What was bought.
fn goods(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let t = cx.t.orders();
    if order.lines.is_empty() {
        return view! { <section><h2>{t.lines()}</h2><p class="meta">{t.no_lines()}</p></section> }
            .into_any();
    }
    let is_discounted = order.lines.iter().any(|line| line.discount_minor != 0);
    let discount =
        is_discounted.then(|| view! { <th scope="col" class="t-extra number">{t.discount()}</th> });
    let rows = order.lines.iter().map(|line| row(cx, order, line, is_discounted)).collect_view();
    view! {
        <section>
            <h2>{t.lines()}</h2>
            <table class="table is-dense">
                <caption class="visually-hidden">{t.lines()}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="t-lead">{t.product()}</th>
                        <th scope="col" class="t-detail">{t.sku()}</th>
                        <th scope="col" class="t-detail number">{t.quantity()}</th>
                        <th scope="col" class="t-detail number">{t.unit_price()}</th>
                        {discount}
                        <th scope="col" class="t-figure number">{t.total()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(cx: &PageCx, order: &OrderDetail, line: &OrderLine, is_discounted: bool) -> AnyView {
    let money = |minor| format::money(cx.locale, order.money.money(minor));
    let variant = line.variant.clone().map(|variant| view! { <div class="meta">{variant}</div> });
    let discount = is_discounted.then(|| {
        let discount = if line.discount_minor == 0 { String::new() } else { money(-line.discount_minor) };
        view! { <td class="t-extra number">{discount}</td> }
    });
    view! {
        <tr>
            <th scope="row" class="t-lead">{line.title.clone()}{variant}</th>
            {paper::sku_cell(line.sku.clone())}
            <td class="t-detail number">{format::decimal(cx.locale, line.quantity)}<span class="only-narrow">" ×"</span></td>
            <td class="t-detail number">{lines::unit_price(cx, order, line)}</td>
            {discount}
            <td class="t-figure number">{money(line.total_minor)}</td>
        </tr>
    }
    .into_any()
}

fn payments(cx: &PageCx, order: &OrderDetail) -> Option<AnyView> {
    let table = money::payments_table(cx, order)?;
    Some(view! { <section><h2>{cx.t.orders().payments()}</h2>{table}</section> }.into_any())
}
