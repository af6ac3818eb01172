//! `/admin/vendas`

use super::{
    PATH,
    around::{self, Parts},
    query::OrdersQuery,
    rows::{Columns, rows_html},
};
use crate::customers::shown_name;
use crate::html::Html;
use crate::integrations;
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use crate::replays;
use crate::syncs::not_imported;
use domain::{
    Permission,
    view::orders::{Channel, Completeness, CurrencySum, SelectionTotals},
};
use hub::{orders::OrderList, permit::View};
use i18n::format;
use leptos::prelude::*;
use ui::{ButtonKind, EmptyState, IconName, LinkButton};

/// The list of sales.
pub fn orders_page() -> Drawing {
    member_page::<View, _, _>(Area::Orders, |cx, permit| async move {
        let query: OrdersQuery = cx.query();
        let filter = query.filter(cx.zone);
        let list = hub::orders::list(&permit, &filter, query.sort(), query.cursor().as_ref()).await?;
        // Adding up reads the whole selection, so it waits to be asked for.
        let totals =
            if query.is_summed() { Some(hub::orders::totals(&permit, &filter).await?) } else { None };
        let filtered = !filter.is_empty();
        Ok(Page::html(cx.t.orders().title(), page(&cx, &query, &list, filtered, totals.as_ref())))
    })
}

fn page(
    cx: &PageCx,
    query: &OrdersQuery,
    list: &OrderList,
    filtered: bool,
    totals: Option<&SelectionTotals>,
) -> Html {
    let empty = list.page.rows.is_empty();
    let content = Html::from(if empty {
        nothing(cx, query, &list.channels, filtered).to_html()
    } else {
        rows_html(cx, &list.channels, &list.page.rows, Columns::All, query)
    });
    let again = (filtered && !empty).then(|| replays::of_selection(cx, query.selection())).flatten();
    let sum = match totals {
        Some(totals) if !empty => Some(sum(cx, query, totals, again)),
        _ => again,
    };
    let parts = Parts {
        context: context(cx, query, list).to_html(),
        sum: sum.map(|sum| sum.to_html()).unwrap_or_default(),
        content,
    };
    around::html(cx, query, list, filtered, parts)
}

/// What the list shows, or whose sales.
fn context(cx: &PageCx, query: &OrdersQuery, list: &OrderList) -> AnyView {
    let t = cx.t.orders();
    let Some(name) = &list.customer else {
        return completeness(cx, list).unwrap_or_else(|| t.title_context().into_any());
    };
    let href = format!("{}/{}", Area::Customers.path(), query.customer);
    view! { <a href=href>{t.of_customer(&shown_name(cx, name))}</a> }.into_any()
}

/// How far the list is known to be whole, or how much is missing.
fn completeness(cx: &PageCx, list: &OrderList) -> Option<AnyView> {
    let t = cx.t.completeness();
    let missing = match list.completeness.failed {
        0 => None,
        Completeness::CAP.. => Some(t.not_imported_more(Completeness::CAP - 1)),
        few => Some(t.not_imported(few)),
    };
    if let Some(missing) = missing {
        return Some(view! { <a href=not_imported::PATH>{missing}</a> }.into_any());
    }
    let until = list.completeness.until?;
    let exact = format::exact(cx.locale, until, cx.zone);
    let told = t.complete_until(&integrations::clock(cx, until));
    Some(view! { <a href=Area::Integrations.path() title=exact>{told}</a> }.into_any())
}

/// What the selection comes to, and what else is done with all of it.
fn sum(cx: &PageCx, query: &OrdersQuery, totals: &SelectionTotals, again: Option<AnyView>) -> AnyView {
    let t = cx.t.orders();
    let told = match totals {
        SelectionTotals::TooLong => view! { <span>{t.sum_too_long()}</span> }.into_any(),
        SelectionTotals::Exact { count, sums } => {
            let paid: i64 = sums.iter().map(|sum| sum.paid.count).sum();
            let label = if paid == *count {
                t.summed(*count)
            } else if query.hides_tests() {
                t.summed_real(*count)
            } else {
                t.summed_mixed(*count)
            };
            let all = sums_in_words(cx, sums.iter().map(|sum| &sum.all));
            let of_paid = sums_in_words(cx, sums.iter().map(|sum| &sum.paid));
            view! {
                <span><span class="meta">{label}</span>" "<strong>{all}</strong></span>
                <span><span class="meta">{t.summed_paid(paid)}</span>" "<strong>{of_paid}</strong></span>
            }
            .into_any()
        }
    };
    view! { <div class="selection number" id="selection">{told} <LinkButton label=t.sum_hide() href=query.summed(false) kind=ButtonKind::Link/>{again}</div> }
        .into_any()
}

/// The sums of all currencies; where there are several, with the sales behind each.
fn sums_in_words<'a>(cx: &PageCx, sums: impl Iterator<Item = &'a CurrencySum>) -> String {
    let sums: Vec<_> = sums.filter(|sum| sum.count > 0).collect();
    let told = sums.iter().map(|sum| {
        let total = format::money(cx.locale, sum.total);
        if sums.len() > 1 { format!("{total} ({})", cx.t.orders().selected(sum.count)) } else { total }
    });
    told.collect::<Vec<_>>().join(" · ")
}

/// Why the list is empty, and what to press.
fn nothing(cx: &PageCx, query: &OrdersQuery, channels: &[Channel], filtered: bool) -> AnyView {
    let t = cx.t.orders();
    if channels.is_empty() {
        let may = cx.may(Permission::ManageConnections);
        let action = may.then(|| {
            view! { <LinkButton label=t.none_connected_press() href=Area::Integrations.path() kind=ButtonKind::Primary/> }
        });
        let text = if may { t.none_connected_text() } else { t.none_connected_ask() };
        return view! { <EmptyState icon=IconName::ShoppingBag title=t.none_connected() text=text action=action.into_any()/> }.into_any();
    }
    if filtered || query.cursor().is_some() {
        let action = view! { <LinkButton label=cx.t.common().clear_filters() href=PATH/> }.into_any();
        let (title, text) = if query.is_reversed() {
            (t.none_reversed(), t.none_reversed_text())
        } else {
            (t.none_filtered(), t.none_filtered_text())
        };
        return view! { <EmptyState icon=IconName::Funnel title=title text=text action=action/> }.into_any();
    }
    let action = view! { <LinkButton label=t.none_press() href=Area::Syncs.path()/> }.into_any();
    view! { <EmptyState icon=IconName::ShoppingBag title=t.none() text=t.none_text() action=action/> }
        .into_any()
}
