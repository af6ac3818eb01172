//! The table of a list of sales.

use super::{
    query::OrdersQuery,
    rows::{Columns, rows_html},
};
use crate::page::PageCx;
use domain::{
    CustomerId, Permission,
    view::orders::{Channel, OrderRow, OrderSort, OrderSortKey},
};
use leptos::prelude::*;
use ui::{Icon, IconName};

/// The whole width of a page: every column, and headings that sort.
pub(super) fn sorted_table(
    cx: &PageCx,
    channels: &[Channel],
    rows: &[OrderRow],
    query: &OrdersQuery,
) -> AnyView {
    let now = query.sort();
    let t = cx.t.orders();
    let plain = |class: &'static str, label: &'static str| view! { <th scope="col" class=class>{label}</th> };
    let sorted =
        |class: &'static str, label: &'static str, key| heading(class, label, key, now, query.sorted_by(key));
    let picks = cx.may(Permission::FulfilOrders).then(|| view! { <td class="t-pick"></td> });
    let headings = view! {
        {picks}
        {sorted("t-lead", t.sale(), OrderSortKey::Number)}
        {plain("t-detail", t.store())}
        {plain("t-extra", t.channel_number())}
        {plain("t-who", t.customer())}
        {sorted("t-detail", t.placed_at(), OrderSortKey::PlacedAt)}
        {plain("t-extra number", t.items())}
        {plain("t-state", t.status())}
        {plain("t-state", t.payment())}
        {sorted("t-figure number", t.total(), OrderSortKey::Total)}
    };
    table(cx, headings.into_any(), rows_html(cx, channels, rows, Columns::All, &query.as_query()))
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
        <th scope="col" class="t-lead">{t.sale()}</th>
        <th scope="col" class="t-detail">{t.store()}</th>
        <th scope="col" class="t-detail">{t.placed_at()}</th>
        <th scope="col" class="t-state">{t.payment()}</th>
        <th scope="col" class="t-figure number">{t.total()}</th>
    };
    table(cx, headings.into_any(), rows_html(cx, channels, rows, Columns::Few, &query.as_query()))
}

/// What a search found: every column, in the list's own order. Opened from here, a sale has the others as neighbours.
pub(crate) fn found_table(cx: &PageCx, channels: &[Channel], rows: &[OrderRow], text: &str) -> AnyView {
    let query = OrdersQuery { q: text.to_owned(), ..OrdersQuery::default() };
    let t = cx.t.orders();
    let headings = view! {
        <th scope="col" class="t-lead">{t.sale()}</th>
        <th scope="col" class="t-detail">{t.store()}</th>
        <th scope="col" class="t-extra">{t.channel_number()}</th>
        <th scope="col" class="t-who">{t.customer()}</th>
        <th scope="col" class="t-detail">{t.placed_at()}</th>
        <th scope="col" class="t-extra number">{t.items()}</th>
        <th scope="col" class="t-state">{t.status()}</th>
        <th scope="col" class="t-state">{t.payment()}</th>
        <th scope="col" class="t-figure number">{t.total()}</th>
    };
    table(cx, headings.into_any(), rows_html(cx, channels, rows, Columns::Found, &query.as_query()))
}

fn table(cx: &PageCx, headings: AnyView, rows: String) -> AnyView {
    view! {
        <table class="table">
            <caption class="visually-hidden">{cx.t.orders().title()}</caption>
            <thead><tr>{headings}</tr></thead>
            <tbody inner_html=rows></tbody>
        </table>
    }
    .into_any()
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
