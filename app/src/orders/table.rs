//! The table of a list of sales.

use super::rows::rows_html;
use crate::page::PageCx;
use domain::view::orders::{Channel, OrderRow, OrderSort, OrderSortKey};
use leptos::prelude::*;
use ui::{Icon, IconName};

/// Makes the address that sorts by a column.
pub(crate) type SortLink<'a> = &'a dyn Fn(OrderSortKey) -> String;

/// A table of sales; its headings sort where `sort` says how.
pub(crate) fn order_table(
    cx: &PageCx,
    channels: &[Channel],
    rows: &[OrderRow],
    sort: Option<(OrderSort, SortLink<'_>)>,
) -> impl IntoView + use<> {
    let t = cx.t.orders();
    let columns: [(&str, &str, Option<OrderSortKey>); 9] = [
        ("t-lead", t.sale(), Some(OrderSortKey::Number)),
        ("t-detail", t.store(), None),
        ("t-extra", t.channel_number(), None),
        ("t-extra", t.customer(), None),
        ("t-detail", t.placed_at(), Some(OrderSortKey::PlacedAt)),
        ("t-extra number", t.items(), None),
        ("t-extra", t.status(), None),
        ("t-state", t.payment(), None),
        ("t-figure number", t.total(), Some(OrderSortKey::Total)),
    ];
    let headings = columns
        .into_iter()
        .map(|(class, label, key)| match (key, sort) {
            (Some(key), Some((now, link))) => heading(class, label, key, now, link(key)),
            _ => view! { <th scope="col" class=class>{label}</th> }.into_any(),
        })
        .collect_view();
    view! {
        <table class="table">
            <caption class="visually-hidden">{t.title()}</caption>
            <thead><tr>{headings}</tr></thead>
            <tbody inner_html=rows_html(cx, channels, rows)></tbody>
        </table>
    }
}

fn heading(class: &'static str, label: &'static str, key: OrderSortKey, now: OrderSort, href: String) -> AnyView {
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
