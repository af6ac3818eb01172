//! The table of a list of sales.

use super::{
    query::OrdersQuery,
    rows::{Columns, rows_html},
};
use crate::page::PageCx;
use domain::{
    CustomerId,
    view::orders::{Channel, OrderRow, OrderSort, OrderSortKey},
};
use i18n::Texts;
use leptos::prelude::*;
use ui::{Icon, IconName, pick_heading};

/// The whole width of a page: every column, and headings that sort. `picks` for rows that can be picked.
pub(super) fn sorted_table(texts: Texts, picks: bool, query: &OrdersQuery, rows: String) -> AnyView {
    let now = query.sort();
    let picks = picks.then(|| pick_heading(Some(texts.common().pick_all())));
    let every =
        every_heading(texts, |class, label, key| heading(class, label, key, now, query.sorted_by(key)));
    let headings = view! { {picks}{every} };
    table(texts, headings.into_any(), rows)
}

/// A part of a page: the columns that tell a customer's sales apart. Opened from here, a sale has the
/// customer's other ones as neighbours.
pub(crate) fn narrow_table(
    cx: &PageCx,
    channels: &[Channel],
    rows: &[OrderRow],
    customer: CustomerId,
) -> AnyView {
    let query = OrdersQuery { customer: customer.to_string(), ..OrdersQuery::default() };
    let t = cx.t.orders();
    let headings = view! {
        {plain("t-lead", t.sale())}
        {plain("t-detail", t.store())}
        {plain("t-detail", t.placed_at())}
        {plain("t-state", t.payment())}
        {plain("t-figure number", t.total())}
    };
    table(cx.t, headings.into_any(), rows_html(cx, channels, rows, Columns::Few, &query))
}

/// What a search found: every column, in the list's own order. Opened from here, a sale has the others as neighbours.
pub(crate) fn found_table(cx: &PageCx, channels: &[Channel], rows: &[OrderRow], text: &str) -> AnyView {
    let query = OrdersQuery { q: text.to_owned(), ..OrdersQuery::default() };
    let headings = every_heading(cx.t, |class, label, _| plain(class, label));
    let table = table(cx.t, headings, rows_html(cx, channels, rows, Columns::Found, &query));
    view! { <div class="t-many">{table}</div> }.into_any()
}

fn table(texts: Texts, headings: AnyView, rows: String) -> AnyView {
    view! {
        <table class="table">
            <caption class="visually-hidden">{texts.orders().title()}</caption>
            <thead><tr>{headings}</tr></thead>
            <tbody inner_html=rows></tbody>
        </table>
    }
    .into_any()
}

/// The headings of every column, those of a sort key drawn by `keyed`.
fn every_heading(
    texts: Texts,
    keyed: impl Fn(&'static str, &'static str, OrderSortKey) -> AnyView,
) -> AnyView {
    let t = texts.orders();
    view! {
        {keyed("t-lead", t.sale(), OrderSortKey::Number)}
        {plain("t-detail", t.store())}
        {plain("t-wide", t.channel_number())}
        {plain("t-who", t.customer())}
        {keyed("t-detail", t.placed_at(), OrderSortKey::PlacedAt)}
        {plain("t-wide number", t.items())}
        {plain("t-state", t.status())}
        {plain("t-state", t.payment())}
        {plain("t-state t-ship", t.fulfilment())}
        {keyed("t-figure number", t.total(), OrderSortKey::Total)}
    }
    .into_any()
}

fn plain(class: &'static str, label: &'static str) -> AnyView {
    view! { <th scope="col" class=class>{label}</th> }.into_any()
}

fn heading(
    class: &'static str,
    label: &'static str,
    key: OrderSortKey,
    now: OrderSort,
    href: String,
) -> AnyView {
    let (order, icon) = match (now.key == key, now.descending) {
        (false, _) => (None, None),
        (true, true) => (Some("descending"), Some(IconName::ArrowDown)),
        (true, false) => (Some("ascending"), Some(IconName::ArrowUp)),
    };
    view! {
        <th scope="col" class=class aria-sort=order>
            <a href=href>{label}{icon.map(|name| view! { <Icon name=name/> })}</a>
        </th>
    }
    .into_any()
}
