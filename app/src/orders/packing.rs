//! `/admin/vendas/imprimir?venda=...&venda=...`: what is taken from the shelves for several sales, and what goes into the parcel
//! of each. With `all=1` in place of them, of the sales that the list shows at the rest of the address, as many as fit.

use super::{PATH, detail::address_lines, query::OrdersQuery, words};
use crate::{
    page::{Area, Drawing, Page, PageCx, sheet_page},
    paper,
};
use domain::{
    FulfilmentStatus, OrderId, PaymentStatus,
    view::packing::{LineToPack, Pick, SaleToPack, picks},
};
use hub::{
    orders::{MOST_PACKED, PackingList},
    permit::View,
};
use i18n::format;
use leptos::prelude::*;
use rust_decimal::Decimal;
use ui::{Banner, Barcode, EmptyState, IconName, LinkButton, Tick, Tone};

/// Where the sheet is.
pub(super) const SHEET: &str = "/admin/vendas/imprimir";

/// The packing list of the sales that were picked.
pub fn packing_page() -> Drawing {
    sheet_page::<View, _, _>(Area::Orders, |cx, permit| async move {
        let query: OrdersQuery = cx.query();
        let list = if query.picks_all() {
            let (filter, from) = (query.filter(cx.zone), query.cursor());
            hub::orders::found_to_pack(&permit, &filter, query.sort(), from.as_ref()).await?
        } else {
            let (picked, unreadable) = picked(&cx.query_pairs());
            let mut list = hub::orders::to_pack(&permit, &picked).await?;
            list.unknown += unreadable;
            list
        };
        let t = cx.t.print();
        let back = (PATH.to_owned(), cx.t.orders().title().to_owned());
        let context = cx.t.orders().selected(count(list.sales.len())).into_any();
        let beyond = beyond(&cx, &query, &list);
        let sheet = paper::sheet(&cx, back, t.packing().to_owned(), context, content(&cx, list, beyond));
        Ok(Page::new(t.packing(), sheet))
    })
}

/// The sales that an address names, and how many of its names are none.
fn picked(pairs: &[(String, String)]) -> (Vec<OrderId>, usize) {
    let named = pairs.iter().filter(|(name, _)| name == "venda");
    let read: Vec<Option<OrderId>> = named.map(|(_, id)| id.parse().ok()).collect();
    let known: Vec<OrderId> = read.iter().copied().flatten().collect();
    let unreadable = read.len() - known.len();
    (known, unreadable)
}

/// That there are sales which have no place on this sheet: how many were picked, or the way to the next ones of a list.
fn beyond(cx: &PageCx, query: &OrdersQuery, list: &PackingList) -> Option<AnyView> {
    let t = cx.t.print();
    if let Some(next) = &list.next {
        let next = view! { <LinkButton label=t.found_next() href=query.packing(Some(next))/> }.into_any();
        let text = t.found_more_text(count(MOST_PACKED));
        return Some(
            view! { <Banner tone=Tone::Warning title=t.found_more() text=text action=next/> }.into_any(),
        );
    }
    let (title, text) = (t.beyond(count(MOST_PACKED)), t.beyond_text(count(list.beyond)));
    (list.beyond > 0).then(|| view! { <Banner tone=Tone::Warning title=title text=text/> }.into_any())
}

fn content(cx: &PageCx, list: PackingList, beyond: Option<AnyView>) -> AnyView {
    let t = cx.t.print();
    let told = notes(cx, &list);
    let notes = view! { {told} {beyond} }.into_any();
    if list.sales.is_empty() {
        return view! {
            {notes}
            <EmptyState icon=IconName::ShoppingBag title=t.nothing() text=t.nothing_text()/>
        }
        .into_any();
    }
    let shelves = shelves(cx, &picks(&list.sales));
    let parcels = list.sales.into_iter().map(|sale| parcel(cx, sale)).collect_view();
    view! {
        {notes}
        {shelves}
        <section class="parcels"><h2>{t.to_pack()}</h2>{parcels}</section>
    }
    .into_any()
}

/// What was picked and is not on the list, and why; and what is on it although nobody paid for it yet.
fn notes(cx: &PageCx, list: &PackingList) -> AnyView {
    let t = cx.t.print();
    let numbers = |sales: &[&SaleToPack]| {
        sales.iter().map(|sale| sale.number.to_string()).collect::<Vec<_>>().join(", ")
    };
    let called_off: Vec<_> = list.called_off.iter().collect();
    let awaited: Vec<_> = list.sales.iter().filter(|sale| sale.awaits_payment()).collect();
    let told = [
        (
            count(called_off.len()),
            t.called_off(count(called_off.len())),
            t.called_off_text(&numbers(&called_off)),
        ),
        (count(awaited.len()), t.awaited(count(awaited.len())), t.awaited_text(&numbers(&awaited))),
        (count(list.unknown), t.unknown(count(list.unknown)), t.unknown_text().to_owned()),
    ];
    told.into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(_, title, text)| view! { <Banner tone=Tone::Warning title=title text=text/> })
        .collect_view()
        .into_any()
}

/// Everything that all parcels need, to be walked for once.
fn shelves(cx: &PageCx, picks: &[Pick]) -> AnyView {
    let (t, orders) = (cx.t.print(), cx.t.orders());
    if picks.is_empty() {
        return view! { <section><h2>{t.to_pick()}</h2><p class="meta">{orders.no_lines()}</p></section> }
            .into_any();
    }
    let pieces = picks.iter().fold(Decimal::ZERO, |sum, pick| sum.saturating_add(pick.line.quantity));
    let rows = picks
        .iter()
        .map(|pick| {
            view! {
                <tr>
                    <td class="tick-cell"><Tick/></td>
                    {thing(&pick.line)}
                    <td class="t-extra number">{format::integer(cx.locale, count(pick.sales))}</td>
                    <td class="t-figure number">{format::decimal(cx.locale, pick.line.quantity)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{t.to_pick()}</h2>
            <table class="table is-dense">
                <caption class="visually-hidden">{t.to_pick()}</caption>
                <thead>
                    <tr>
                        <td class="tick-cell"></td>
                        <th scope="col" class="t-lead">{orders.product()}</th>
                        <th scope="col" class="t-detail">{orders.sku()}</th>
                        <th scope="col" class="t-extra number">{orders.title()}</th>
                        <th scope="col" class="t-figure number">{orders.quantity()}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows}
                    <tr class="sheet-total">
                        <td class="tick-cell"></td>
                        <th scope="row" class="t-lead">{orders.total()}</th>
                        <td class="t-detail"></td>
                        <td class="t-extra number"></td>
                        <td class="t-figure number">{format::decimal(cx.locale, pieces)}</td>
                    </tr>
                </tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The cells that name what a line is of.
fn thing(line: &LineToPack) -> AnyView {
    let variant = line.variant.clone().map(|variant| view! { <div class="meta">{variant}</div> });
    view! {
        <th scope="row" class="t-lead">{line.title.clone()}{variant}</th>
        {paper::sku_cell(line.sku.clone())}
    }
    .into_any()
}

/// One sale: whose it is, where it goes, and what goes into it.
fn parcel(cx: &PageCx, sale: SaleToPack) -> AnyView {
    let (t, orders) = (cx.t.print(), cx.t.orders());
    let number = sale.number.to_string();
    let test = sale.is_test.then(|| view! { <span>{orders.test_order()}</span> });
    // What asks for a second look before it is packed: money that is not there, and parcels that went already.
    let payment = (sale.payment != PaymentStatus::Paid).then(|| {
        let (_, word) = words::payment_status(orders, sale.payment);
        view! { <span>{orders.payment()}" "<strong>{word}</strong></span> }
    });
    let fulfilment = (sale.fulfilment != FulfilmentStatus::Unfulfilled).then(|| {
        let (_, word) = words::fulfilment_status(orders, sale.fulfilment);
        view! { <span>{orders.fulfilment()}" "<strong>{word}</strong></span> }
    });
    let method = sale.shipping_method.filter(|method| !method.is_empty());
    let method = method.map(|method| view! { <span>{method}</span> });
    let note = sale.note.filter(|note| !note.trim().is_empty());
    let note = note.map(|note| view! { <p class="note"><strong>{orders.note()}</strong>" "{note}</p> });
    let address = match sale.address {
        Some(mut address) => {
            // Without a name of its own it goes to whoever bought.
            let is_named = address.name.as_deref().is_some_and(|name| !name.trim().is_empty());
            if !is_named {
                address.name = Some(sale.buyer_name);
            }
            let lines = address_lines(&address).into_iter().map(|line| view! { <div>{line}</div> });
            view! { <address>{lines.collect_view()}</address> }.into_any()
        }
        None => view! { <p>{sale.buyer_name}</p> <p class="meta">{t.no_address()}</p> }.into_any(),
    };
    view! {
        <article class="parcel">
            <div class="parcel-head">
                <div>
                    <h3>{orders.one(&number)}</h3>
                    <p class="page-context">
                        <span>{orders.number_in_channel(&sale.channel, &sale.external_number)}</span>
                        <span>{format::date_time(cx.locale, sale.placed_at, cx.zone)}</span>
                        {payment}
                        {fulfilment}
                        {method}
                        {test}
                    </p>
                </div>
                <Barcode text=number/>
            </div>
            {address}
            {goods(cx, &sale.lines)}
            {note}
        </article>
    }
    .into_any()
}

/// What goes into a parcel.
fn goods(cx: &PageCx, lines: &[LineToPack]) -> AnyView {
    let orders = cx.t.orders();
    if lines.is_empty() {
        return view! { <p class="meta">{orders.no_lines()}</p> }.into_any();
    }
    let rows = lines
        .iter()
        .map(|line| {
            view! {
                <tr>
                    <td class="tick-cell"><Tick/></td>
                    {thing(line)}
                    <td class="t-figure number">{format::decimal(cx.locale, line.quantity)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table is-dense">
            <caption class="visually-hidden">{orders.lines()}</caption>
            <thead>
                <tr>
                    <td class="tick-cell"></td>
                    <th scope="col" class="t-lead">{orders.product()}</th>
                    <th scope="col" class="t-detail">{orders.sku()}</th>
                    <th scope="col" class="t-figure number">{orders.quantity()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_sales_in_its_order_and_what_is_no_sale_is_counted() {
        let (one, other) = (OrderId::new(), OrderId::new());
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let pairs = [
            pair("venda", &other.to_string()),
            pair("acao", "enviar"),
            pair("venda", "x"),
            pair("venda", &one.to_string()),
        ];
        assert_eq!(picked(&pairs), (vec![other, one], 1));
    }
}
