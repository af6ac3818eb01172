//! `/admin/vendas`

use super::{PATH, query::OrdersQuery, sync_menu::sync_buttons, table::sorted_table, words};
use crate::filter_bar::filter_bar;
use crate::page::{Area, Page, PageCx, member_page};
use domain::{
    OrderStatus, PaymentStatus, Permission,
    view::orders::{Channel, SelectionTotals},
};
use hub::{orders::OrderList, permit::View};
use i18n::format;
use leptos::prelude::*;
use ui::{
    ButtonKind, CursorPager, EmptyState, FilterDate, FilterSearch, FilterSelect, IconName, LinkButton,
    ListFrame, Menu, MenuLink, PageHeader, PagerLink, SelectOption,
};

/// The list of sales.
#[component]
pub fn OrdersPage() -> impl IntoView {
    member_page::<View, _, _>(Area::Orders, |cx, permit| async move {
        let query: OrdersQuery = cx.query();
        let filter = query.filter(cx.zone);
        let list = hub::orders::list(&permit, &filter, query.sort(), query.cursor().as_ref()).await?;
        // Adding up costs up to a hundred times the page, so it waits to be asked for.
        let totals = match query.sum.as_str() {
            "1" => Some(hub::orders::totals(&permit, &filter).await?),
            _ => None,
        };
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
    let context = if query.customer.is_empty() { t.title_context() } else { t.of_customer() };
    let context = context.into_any();
    let menu = cx.may(Permission::Export).then(|| {
        let (csv, excel) = (query.file("csv"), query.file("xlsx"));
        view! {
            <Menu id="export" label=cx.t.common().export() icon=IconName::Download>
                <MenuLink label=t.export_csv() href=csv icon=IconName::FileText/>
                <MenuLink label=t.export_excel() href=excel icon=IconName::FileText/>
            </Menu>
        }
    });
    let content = if list.page.rows.is_empty() {
        nothing(cx, query, &list.channels, filtered).into_any()
    } else {
        let link = |key| query.sorted_by(key);
        sorted_table(cx, &list.channels, &list.page.rows, query.sort(), &link)
    };
    let sum = (filtered && !list.page.rows.is_empty()).then(|| sum(cx, query, totals));
    view! {
        <PageHeader title=t.title() context=context menu=menu.into_any() action=sync_buttons(cx, &list.channels).into_any()/>
        <ListFrame filters=filters(cx, query, &list.channels, filtered) pager=pager(cx, query, list)>
            {sum}
            {content}
        </ListFrame>
    }
}

fn filters(cx: &PageCx, query: &OrdersQuery, channels: &[Channel], filtered: bool) -> AnyView {
    let (t, common) = (cx.t.orders(), cx.t.common());
    let choice = |options: Vec<SelectOption>| {
        std::iter::once(SelectOption::new("", common.all())).chain(options).collect::<Vec<_>>()
    };
    let status = |status: &OrderStatus| {
        SelectOption::new(status.code(), words::order_status(t, *status).1).chosen(&query.status)
    };
    let payment = |status: &PaymentStatus| {
        SelectOption::new(status.code(), words::payment_status(t, *status).1).chosen(&query.payment)
    };
    let hidden = [("customer", &query.customer), ("sort", &query.sort)]
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
        view! { <FilterSelect name="channel" label=t.channel() options=choice(options)/> }
    });
    let store = (channels.len() > 1).then(|| {
        let option = |channel: &Channel| SelectOption::new(channel.connection.to_string(), channel.name.clone()).chosen(&query.store);
        view! { <FilterSelect name="store" label=t.store() options=choice(channels.iter().map(option).collect())/> }
    });
    let fields = view! {
        {hidden}
        <FilterSearch name="q" label=t.search() value=query.q.clone()/>
        {platform}
        {store}
        <FilterSelect name="status" label=t.status() options=choice(OrderStatus::ALL.iter().map(status).collect())/>
        <FilterSelect name="payment" label=t.payment() options=choice(PaymentStatus::ALL.iter().map(payment).collect())/>
        <FilterDate name="from" label=common.from() value=query.from.clone()/>
        <FilterDate name="until" label=common.until() value=query.until.clone()/>
    };
    filter_bar(cx, PATH, t.filter_label(), filtered, fields.into_any())
}

/// Ids and names of the platforms that are or were connected.
fn platforms(cx: &PageCx, channels: &[Channel]) -> Vec<(String, String)> {
    let mut ids: Vec<&str> = channels.iter().map(|channel| channel.platform.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| (id.to_owned(), hub::orders::platform_name(cx.visit().hub(), id))).collect()
}

/// What the selection comes to, or the link that adds it up.
fn sum(cx: &PageCx, query: &OrdersQuery, totals: Option<&SelectionTotals>) -> AnyView {
    let t = cx.t.orders();
    let text = match totals {
        None => {
            let label = t.sum_selection();
            return view! { <div><a href=query.summed()>{label}</a></div> }.into_any();
        }
        Some(SelectionTotals::MoreThan(count)) => t.selected_more(*count),
        Some(SelectionTotals::Exact { count, sums }) => {
            let sums = sums.iter().map(|sum| format::money(cx.locale, sum.total));
            std::iter::once(t.selected(*count)).chain(sums).collect::<Vec<_>>().join(" · ")
        }
    };
    view! { <div class="number" id="selection"><strong>{text}</strong></div> }.into_any()
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
    if filtered || query.cursor().is_some() {
        let action = view! { <LinkButton label=cx.t.common().clear_filters() href=PATH/> }.into_any();
        return view! { <EmptyState icon=IconName::Funnel title=t.none_filtered() text=t.none_filtered_text() action=action/> }.into_any();
    }
    if channels.is_empty() {
        let action = cx.may(Permission::ManageConnections).then(|| {
            view! { <LinkButton label=t.none_connected_press() href=Area::Integrations.path() kind=ButtonKind::Primary/> }
        });
        return view! { <EmptyState icon=IconName::ShoppingBag title=t.none_connected() text=t.none_connected_text() action=action.into_any()/> }.into_any();
    }
    view! { <EmptyState icon=IconName::ShoppingBag title=t.none() text=t.none_text()/> }.into_any()
}
