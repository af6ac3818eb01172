//! `/admin/vendas`

use super::{
    PATH, actions,
    query::{OrdersQuery, sort_code},
    sync_menu::sync_buttons,
    table::sorted_table,
    words,
};
use crate::customers::shown_name;
use crate::filter_bar::filter_bar;
use crate::integrations;
use crate::page::{Area, Page, PageCx, member_page};
use crate::replays;
use crate::syncs::not_imported;
use domain::{
    ActionKind, OrderStatus, PaymentStatus, Permission,
    view::orders::{Channel, Completeness, CurrencySum, OrderSort, OrderSortKey, SelectionTotals},
};
use hub::{orders::OrderList, permit::View};
use i18n::format;
use leptos::prelude::*;
use ui::{
    BulkBar, Button, ButtonKind, CursorPager, EmptyState, FilterDate, FilterFold, FilterSearch, FilterSelect,
    IconName, LinkButton, ListFrame, Menu, MenuLink, PageHeader, PagerLink, SelectOption,
};

/// The list of sales.
#[component]
pub fn OrdersPage() -> impl IntoView {
    member_page::<View, _, _>(Area::Orders, |cx, permit| async move {
        let query: OrdersQuery = cx.query();
        let filter = query.filter(cx.zone);
        let list = hub::orders::list(&permit, &filter, query.sort(), query.cursor().as_ref()).await?;
        // Adding up reads the whole selection, so it waits to be asked for.
        let totals =
            if query.is_summed() { Some(hub::orders::totals(&permit, &filter).await?) } else { None };
        let filtered = !filter.is_empty();
        Ok(Page::new(cx.t.orders().title(), page(&cx, &query, &list, filtered, totals.as_ref())))
    })
}

fn page(
    cx: &PageCx,
    query: &OrdersQuery,
    list: &OrderList,
    filtered: bool,
    totals: Option<&SelectionTotals>,
) -> impl IntoView + use<> {
    let t = cx.t.orders();
    let context = context(cx, query, list);
    let empty = list.page.rows.is_empty();
    // Before the first sale there is nothing to filter and nothing to export.
    let bare = list.channels.is_empty() || empty && !filtered && query.cursor().is_none();
    let menu = (!bare && cx.may(Permission::Export)).then(|| {
        let (csv, excel) = (query.file("csv"), query.file("xlsx"));
        view! {
            <Menu id="export" label=cx.t.common().export() icon=IconName::Download>
                <MenuLink label=t.export_csv() href=csv icon=IconName::FileText/>
                <MenuLink label=t.export_excel() href=excel icon=IconName::FileText/>
            </Menu>
        }
    });
    let content = if empty {
        nothing(cx, query, &list.channels, filtered).into_any()
    } else {
        sorted_table(cx, &list.channels, &list.page.rows, query)
    };
    let again = filtered.then(|| replays::of_selection(cx, query.selection()));
    let sum = (!empty).then(|| sum(cx, query, totals, again.flatten()));
    let filters = (!bare).then(|| filters(cx, query, &list.channels, filtered));
    let bulk = (!empty && cx.may(Permission::FulfilOrders)).then(|| bulk(cx));
    view! {
        <PageHeader title=t.title() context=context menu=menu.into_any() action=sync_buttons(cx, &list.channels).into_any()/>
        <ListFrame filters=filters.into_any() bulk=bulk.into_any() pager=pager(cx, query, list)>
            {sum}
            {content}
        </ListFrame>
    }
}

/// What can be done with the sales that are picked.
fn bulk(cx: &PageCx) -> AnyView {
    let t = cx.t.actions();
    view! {
        <BulkBar id="bulk" method="get" action=actions::BULK picked=t.picked()>
            <Button name="acao" value=actions::slug(ActionKind::Ship) label=t.bulk_ship()/>
            <Button name="acao" value=actions::slug(ActionKind::Cancel) label=t.bulk_cancel()/>
        </BulkBar>
    }
    .into_any()
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

fn filters(cx: &PageCx, query: &OrdersQuery, channels: &[Channel], filtered: bool) -> AnyView {
    let (t, common) = (cx.t.orders(), cx.t.common());
    let choice = |all: &'static str, options: Vec<SelectOption>| {
        std::iter::once(SelectOption::new("", all)).chain(options).collect::<Vec<_>>()
    };
    let status = |status: &OrderStatus| {
        SelectOption::new(status.code(), words::order_status(t, *status).1).chosen(&query.status)
    };
    let payment = |status: &PaymentStatus| {
        SelectOption::new(status.code(), words::payment_status(t, *status).1).chosen(&query.payment)
    };
    let hidden = [("customer", &query.customer), ("sum", &query.sum)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .collect_view();
    let platforms = platforms(cx, channels);
    let platform = (platforms.len() > 1).then(|| {
        let options = platforms
            .into_iter()
            .map(|(id, name)| SelectOption::new(id, name).chosen(&query.channel))
            .collect();
        view! { <FilterSelect name="channel" label=t.channel() options=choice(common.all(), options)/> }
    });
    let store = (channels.len() > 1).then(|| {
        let option = |channel: &Channel| SelectOption::new(channel.connection.to_string(), channel.name.clone()).chosen(&query.store);
        view! { <FilterSelect name="store" label=t.store() options=choice(t.store_all(), channels.iter().map(option).collect())/> }
    });
    let test = [("", t.tests_shown()), ("none", t.tests_hidden()), ("only", t.tests_only())]
        .map(|(code, label)| SelectOption::new(code, label).chosen(&query.test));
    let folded =
        [&query.channel, &query.store, &query.status, &query.payment, &query.from, &query.until, &query.test];
    let set = folded.into_iter().filter(|value| !value.is_empty()).count();
    let fields = view! {
        {hidden}
        <FilterSearch name="q" label=t.search() value=query.q.clone()/>
        <FilterFold label=common.filters() set=set/>
        {platform}
        {store}
        <FilterSelect name="status" label=t.status() options=choice(t.status_all(), OrderStatus::ALL.iter().map(status).collect())/>
        <FilterSelect name="payment" label=t.payment() options=choice(common.all(), PaymentStatus::ALL.iter().map(payment).collect())/>
        <div class="actions">
            <FilterDate name="from" label=common.from() value=query.from.clone()/>
            <FilterDate name="until" label=common.until() value=query.until.clone()/>
        </div>
        <FilterSelect name="test" label=t.tests() options=test.into()/>
        <div class="only-narrow"><FilterSelect name="sort" label=t.sort_by() options=sorts(cx, query.sort())/></div>
    };
    filter_bar(cx, PATH, t.filter_label(), filtered, t.search_hint(), fields.into_any())
}

/// The orders of the list, where there is no heading to press.
fn sorts(cx: &PageCx, now: OrderSort) -> Vec<SelectOption> {
    let t = cx.t.orders();
    let sorts = [
        (OrderSortKey::PlacedAt, true, t.sort_newest()),
        (OrderSortKey::PlacedAt, false, t.sort_oldest()),
        (OrderSortKey::Total, true, t.sort_highest_total()),
        (OrderSortKey::Total, false, t.sort_lowest_total()),
        (OrderSortKey::Number, true, t.sort_highest_number()),
        (OrderSortKey::Number, false, t.sort_lowest_number()),
    ];
    let option = |(key, descending, label)| {
        SelectOption::new(sort_code(OrderSort { key, descending }), label).chosen(&sort_code(now))
    };
    sorts.map(option).into()
}

/// Ids and names of the platforms that are or were connected.
fn platforms(cx: &PageCx, channels: &[Channel]) -> Vec<(String, String)> {
    let mut ids: Vec<&str> = channels.iter().map(|channel| channel.platform.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| (id.to_owned(), hub::orders::platform_name(cx.visit().hub(), id))).collect()
}

/// What the selection comes to, or the link that adds it up; and what else is done with all of it.
fn sum(
    cx: &PageCx,
    query: &OrdersQuery,
    totals: Option<&SelectionTotals>,
    again: Option<AnyView>,
) -> AnyView {
    let t = cx.t.orders();
    let Some(totals) = totals else {
        return view! { <div class="selection"><LinkButton label=t.sum_selection() href=query.summed(true) kind=ButtonKind::Link/>{again}</div> }
            .into_any();
    };
    let told = match totals {
        SelectionTotals::TooLong => view! { <span>{t.sum_too_long()}</span> }.into_any(),
        SelectionTotals::Exact { count, sums } => {
            let paid: i64 = sums.iter().map(|sum| sum.paid.count).sum();
            let label = if paid == *count { t.summed(*count) } else { t.summed_mixed(*count) };
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

fn pager(cx: &PageCx, query: &OrdersQuery, list: &OrderList) -> AnyView {
    let common = cx.t.common();
    let (previous, next) = (&list.page.previous, &list.page.next);
    if previous.is_none() && next.is_none() {
        return ().into_any();
    }
    let link = |label: &str, cursor: &Option<_>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| query.at(cursor)),
    };
    view! {
        <CursorPager label=cx.t.orders().pages() previous=link(common.previous_page(), previous) next=link(common.next_page(), next)/>
    }
    .into_any()
}

/// Why the list is empty, and what to press.
fn nothing(cx: &PageCx, query: &OrdersQuery, channels: &[Channel], filtered: bool) -> AnyView {
    let t = cx.t.orders();
    if channels.is_empty() {
        let action = cx.may(Permission::ManageConnections).then(|| {
            view! { <LinkButton label=t.none_connected_press() href=Area::Integrations.path() kind=ButtonKind::Primary/> }
        });
        return view! { <EmptyState icon=IconName::ShoppingBag title=t.none_connected() text=t.none_connected_text() action=action.into_any()/> }.into_any();
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
    view! { <EmptyState icon=IconName::ShoppingBag title=t.none() text=t.none_text()/> }.into_any()
}
