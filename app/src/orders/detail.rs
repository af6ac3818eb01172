//! `/admin/vendas/:id`

mod facts;
mod ledger;
mod lines;
mod money;
mod purchase;
mod story;

pub(crate) use facts::email;
pub(crate) use story::raw;

use super::{actions, query::OrdersQuery, words};
use crate::page::{Area, Page, PageCx, member_page};
use domain::{
    Environment, Permission,
    view::{actions::ActionView, orders::OrderDetail},
};
use hub::permit::View;
use i18n::format;
use leptos::prelude::*;
use ui::{Breadcrumbs, ChannelMark, DetailLayout, IconName, LinkButton, PageHeader, StatusBadge, Tone};

/// One sale with its story.
#[component]
pub fn OrderPage() -> impl IntoView {
    member_page::<View, _, _>(Area::Orders, |cx, permit| async move {
        let list: OrdersQuery = cx.query();
        let order = hub::orders::find(&permit, cx.param("id")?, &list.filter(cx.zone)).await?;
        let asked = hub::actions::of_order(&permit, order.row.id).await?;
        let title = cx.t.orders().one(&order.row.number.to_string());
        Ok(Page::new(title.clone(), page(&cx, &title, order, &list, &asked)))
    })
}

fn page(
    cx: &PageCx,
    title: &str,
    order: OrderDetail,
    list: &OrdersQuery,
    asked: &[ActionView],
) -> impl IntoView + use<> {
    let t = cx.t.orders();
    let channel = &order.channel;
    let lead = view! { <ChannelMark channel=channel.platform.clone() name=channel.name.clone() large=true/> }
        .into_any();
    let trail = vec![(t.title().to_owned(), list.href())];
    let links = neighbours(cx, &order, list);
    let may_edit = cx.may(Permission::EditCatalog);
    let aside = view! {
        {money::panel(cx, &order)}
        {ledger::panel(cx, &order)}
        {facts::buyer(cx, &order)}
        {facts::addresses(cx, &order.addresses)}
        {facts::state(cx, &order)}
    }
    .into_any();
    let context = context(cx, &order);
    let lines = lines::panel(cx, &order, may_edit);
    let below = view! {
        {actions::panel(cx, order.row.id, &order.channel.platform, asked)}
        {purchase::panel(cx, &order, list)}
        {money::payments(cx, &order)}
        {money::refunds(cx, &order)}
        {story::panel(cx, &order)}
        {story::payload(cx, order.source)}
    }
    .into_any();
    view! {
        <Breadcrumbs label=t.title() trail=trail/>
        <PageHeader title=title context=context lead=lead action=links/>
        <DetailLayout aside=aside below=below>{lines}</DetailLayout>
    }
}

/// Where the sale came from, when, and its states.
fn context(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let t = cx.t.orders();
    let row = &order.row;
    let badges = [
        words::order_status(t, row.status),
        words::payment_status(t, row.payment),
        words::fulfilment_status(t, row.fulfilment),
    ];
    let badges =
        badges.into_iter().map(|(tone, label)| view! { <StatusBadge tone=tone label=label/> }).collect_view();
    let test = match order.channel.environment {
        Environment::Production => t.test_order(),
        Environment::Sandbox => cx.t.integrations().sandbox(),
    };
    let test = row.is_test.then(|| view! { <StatusBadge tone=Tone::Neutral label=test/> });
    view! {
        <span>{t.number_in_channel(&order.channel.name, &row.external_number)}</span>
        <span>{format::date_time(cx.locale, row.placed_at, cx.zone)}</span>
        {badges}
        {test}
    }
    .into_any()
}

/// The sales before and after it in the list it was opened from.
fn neighbours(cx: &PageCx, order: &OrderDetail, list: &OrdersQuery) -> AnyView {
    let t = cx.t.orders();
    let newer = order.newer.map(|id| {
        view! { <LinkButton label=t.newer() href=list.sale(id) icon=IconName::ChevronLeft/> }
    });
    let older = order.older.map(|id| {
        view! { <LinkButton label=t.older() href=list.sale(id) icon_after=IconName::ChevronRight/> }
    });
    view! { {newer}{older} }.into_any()
}
